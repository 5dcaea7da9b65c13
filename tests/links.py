#!/usr/bin/env python3
"""What the documentation names must be there: relative links, paths in backticks that begin with a folder of the tree
(a module may be named without its suffix, NAME stands for any), and the tests in the last column of the pages on formats.
Ends with "links: N passed, N failed".

    tests/links.py
"""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = r"(?:core|extract|normalize|load|pipeline|rules|tests|docs|man|po|packaging|debian|samples|bench)/"
FORMATS = ("docx", "doc", "xls", "xlsx", "rtf", "html")


def anchors(page):
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}


def dead_links(page, text):
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        where = page.parent / path if path else page
        if "://" not in target and (not where.exists() or (anchor and anchor not in anchors(where))):
            yield f"{page.relative_to(TOP)}: the link {target} leads nowhere"


def exists(path):
    pattern = path.replace("NAME", "*").rstrip("/")
    return any(True for p in (pattern, pattern + ".*") for _ in TOP.glob(p))


def dead_paths(page, text):
    for path in re.findall(r"`(" + FOLDERS + r"[\w.*/-]*)`", text):
        if not exists(path):
            yield f"{page.relative_to(TOP)}: there is no {path}"


def dead_tests(page, text, tests):
    for row in re.findall(r"^\|.*\|([^|]*)\|$", text, re.MULTILINE):
        for name in re.findall(r"`([a-z]\w*(?:/\w+)*(?:\.c)?)`", row):
            found = (TOP / "tests/unit/extract" / name).exists() if name.endswith(".c") else re.search(rf"\b{name}\b", tests)
            if not found:
                yield f"{page.relative_to(TOP)}: there is no test {name}"


def main():
    pages = [p for p in TOP.rglob("*.md") if not {"build", ".git"} & set(p.relative_to(TOP).parts)]
    tests = "".join(p.read_text(encoding="utf-8") for p in sorted((TOP / "tests/unit").rglob("*.c")))
    faults, failed = [], 0
    for page in sorted(pages):
        text = page.read_text(encoding="utf-8")
        found = [*dead_links(page, text), *dead_paths(page, text)]
        if page.parent.name == "docs" and page.stem in FORMATS:
            found += dead_tests(page, text, tests)
        faults += found
        failed += bool(found)
    if faults:
        print("\n".join(f"FAILED {fault}" for fault in faults))
    print(f"links: {len(pages) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
