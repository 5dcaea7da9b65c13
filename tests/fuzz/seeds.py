#!/usr/bin/env python3
"""Seeds for the fuzzing targets: seeds.py OUT FILE... unpacks office files into one input a target.

An input longer than 64 KiB is left out: what it shows, a shorter one shows faster.
"""
import hashlib
import os
import sys
import zipfile

LONGEST = 65536
PARTS = {
    'docx': ['word/document.xml', 'word/styles.xml', 'word/numbering.xml', 'word/footnotes.xml', 'word/header1.xml',
             'word/theme/theme1.xml'],
    'numbering': ['word/numbering.xml', 'word/styles.xml'],
    'xlsx': ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml'],
}

# A page is seldom in a package: what every one has.
PAGE = """<html><head><meta charset=utf-8><title>t</title></head><body><h1>a</h1><p style="display:none">b</p>
<ol start=3><li>c<ul><li>d</ul></ol><table><thead><tr><th rowspan=2>e</th><th colspan=2>f</th></tr></thead>
<tr><td>1<br>2</td><td><table><tr><td rowspan=0>g</table></td></tr></table><pre>h  i</pre>x<sup>2</sup>&nbsp;&amp;</body>"""


def keep(folder, data):
    if data.strip(b'\x1f') and len(data) <= LONGEST:
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, hashlib.sha1(data).hexdigest()), 'wb') as f:
            f.write(data)


def main():
    out, files = sys.argv[1], sys.argv[2:]
    keep(os.path.join(out, 'page'), PAGE.encode())
    for path in files:
        with open(path, 'rb') as f:
            keep(os.path.join(out, 'package'), f.read())
        try:
            with zipfile.ZipFile(path) as z:
                names = set(z.namelist())
                for target, parts in PARTS.items():
                    if parts[0] not in names:
                        continue
                    texts = [z.read(p) if p in names and z.getinfo(p).file_size <= LONGEST else b'' for p in parts]
                    if target == 'docx':
                        texts[5] = b''  # themes are long and alike
                    keep(os.path.join(out, target), b'\x1f'.join(texts).rstrip(b'\x1f'))
                    keep(os.path.join(out, target), texts[0])
        except Exception:  # broken files are seeds of the package alone
            continue


if __name__ == '__main__':
    main()
