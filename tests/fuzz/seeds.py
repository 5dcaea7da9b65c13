#!/usr/bin/env python3
"""Seeds for the fuzzing targets: seeds.py OUT FILE... makes one or more inputs a target of each file.

What is in a file, its name tells: office files are unpacked into parts, the files of tests/fuzz/seeds are inputs of the
target they are named after. An input longer than 64 KiB is left out: what it shows, a shorter one shows faster.
"""
import hashlib
import os
import struct
import sys
import zipfile

LONGEST = 65536
PARTS = {
    'docx': ['word/document.xml', 'word/styles.xml', 'word/numbering.xml', 'word/footnotes.xml', 'word/header1.xml',
             'word/theme/theme1.xml'],
    'numbering': ['word/numbering.xml', 'word/styles.xml'],
    'xlsx': ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml'],
}
THEME = 5  # of a DOCX: long, and all alike
RTF_HEAD = b'{\\rtf1'
STORED = 0.985  # the number behind every cell of value.txt
KINDS_OF_VALUE = 5
ROWS_TRIED = 200


def keep(folder, data):
    if data.strip(b'\x1f') and len(data) <= LONGEST:
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, hashlib.sha1(data).hexdigest()), 'wb') as f:
            f.write(data)


def keep_package(out, path, data):
    keep(os.path.join(out, 'package'), data)
    try:
        with zipfile.ZipFile(path) as z:
            names = set(z.namelist())
            for target, parts in PARTS.items():
                if parts[0] not in names:
                    continue
                texts = [z.read(p) if p in names and z.getinfo(p).file_size <= LONGEST else b'' for p in parts]
                if target == 'docx':
                    texts[THEME] = b''
                keep(os.path.join(out, target), b'\x1f'.join(texts).rstrip(b'\x1f'))
                keep(os.path.join(out, target), texts[0])
    except Exception:  # broken files are seeds of the package alone
        pass


def keep_values(out, data):
    """Each line under a few rows of the form, the last ones as stored numbers and what else a sheet's cell holds."""
    for i, line in enumerate(data.splitlines()):
        for row in range(i % 7, ROWS_TRIED, 41):
            kind = 0 if row < ROWS_TRIED // 2 else (i + row) % KINDS_OF_VALUE | (i % 8) << 5
            keep(os.path.join(out, 'value'), bytes([row, kind]) + struct.pack('<d', STORED) + line)


def workbook():
    """A BIFF8 stream (MS-XLS 2.1.7.20): one sheet, a shared string, numbers, a formula, an error, a merged cell."""
    def record(kind, body=b''):
        return struct.pack('<HH', kind, len(body)) + body

    def cell(kind, row, column, body):
        return record(kind, struct.pack('<HHH', row, column, 0) + body)

    def bof(kind):
        return record(0x0809, struct.pack('<HHHHII', 0x0600, kind, 0, 0, 0, 0))

    end = record(0x000A)
    style = record(0x00E0, bytes(20))
    strings = record(0x00FC, struct.pack('<IIHB', 2, 1, 3, 0) + b'STT')
    name = struct.pack('<IHBB', 0, 0, 1, 0) + b's'
    length = len(bof(5) + record(0x0085, name) + style + strings + end)
    name = struct.pack('<I', length) + name[4:]
    cells = (cell(0x00FD, 0, 0, struct.pack('<I', 0)) + cell(0x0203, 0, 1, struct.pack('<d', 98.5)) +
             cell(0x027E, 1, 0, struct.pack('<I', 23 << 2 | 2)) + cell(0x0205, 1, 1, b'\x07\x01') +
             cell(0x0006, 2, 0, struct.pack('<dHIH', 15.0, 0, 0, 0)) + cell(0x0204, 2, 1, b'\x02\x00\x00ab'))
    merged = record(0x00E5, struct.pack('<HHHHH', 1, 0, 0, 1, 2))
    return bof(5) + record(0x0085, name) + style + strings + end + bof(16) + cells + merged + end


def keep_file(out, path, data):
    name, kind = os.path.splitext(os.path.basename(path.lower()))
    if kind in ('.docx', '.dotx', '.docm', '.xlsx', '.xlsm', '.xltx'):
        keep_package(out, path, data)
    elif kind == '.doc' or kind == '.xls':
        keep(os.path.join(out, kind[1:]), data)
    elif kind == '.rtf' and data.startswith(RTF_HEAD):
        keep(os.path.join(out, 'rtf'), data[len(RTF_HEAD):])
    elif kind == '.txt':
        keep_values(out, data)
    elif kind == '.html':
        keep(os.path.join(out, name), data)
        keep(os.path.join(out, 'html'), data)
    elif kind == '.mht':
        keep(os.path.join(out, 'mhtml'), data)
    elif kind == '.xml':
        keep(os.path.join(out, name), data)
    elif kind == '.json':
        keep(os.path.join(out, 'document_json'), data.rstrip(b'\n'))


def main():
    out, files = sys.argv[1], sys.argv[2:]
    keep(os.path.join(out, 'xls'), workbook())
    for path in files:
        with open(path, 'rb') as f:
            keep_file(out, path, f.read())


if __name__ == '__main__':
    main()
