#!/usr/bin/env python3
"""Runs a tutorial as it stands: the commands of its ```console blocks, whose output must be the one printed there
but for counts and line numbers, and its ```yaml blocks behind <!-- into FILE below LINE -->, which go into that file.

    tests/tutorial.py docs/rules.md FOLDER
"""
import pathlib
import re
import subprocess
import sys

BLOCK = re.compile(r"(?:<!-- into (?P<file>\S+) below (?P<line>[^\n]*?) -->\n)?```(?P<kind>console|yaml)\n(?P<text>.*?)```",
                   re.DOTALL)


def insert(path, line, text):
    lines = path.read_text(encoding="utf-8").split("\n")
    at = [i for i, found in enumerate(lines) if found == line]
    if len(at) != 1:
        return f"{path}: the line \"{line}\" stands there {len(at)} times"
    lines[at[0] + 1:at[0] + 1] = text.rstrip("\n").split("\n")
    path.write_text("\n".join(lines), encoding="utf-8")
    return None


def plain(text):
    """Without the counts and line numbers that every change to the rules moves."""
    text = re.sub(r"(\.yaml):\d+:", r"\1:N:", text)
    text = re.sub(r"^ *\d+ \|", "N |", text, flags=re.MULTILINE)
    return re.sub(r"\d+ (rows|rules|checks|units|examples)\b", r"N \1", text)


def run(text, folder):
    """Each "$ command" with the lines below it."""
    for command, expected in re.findall(r"^\$ ([^\n]*)\n((?:(?!\$ )[^\n]*\n)*)", text, re.MULTILINE):
        done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        if plain(done.stdout) != plain(expected) or done.stderr:
            yield f"$ {command}\n--- as printed\n{expected}--- as it is\n{done.stdout}{done.stderr}"


def main():
    folder = pathlib.Path(sys.argv[2])
    faults, commands = [], 0
    for block in BLOCK.finditer(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")):
        if block["kind"] == "console":
            commands += 1
            faults += run(block["text"], folder)
        elif block["file"]:
            fault = insert(folder / block["file"], block["line"], block["text"])
            faults += [fault] if fault else []
    if not commands:
        faults.append("there is nothing to run")
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
