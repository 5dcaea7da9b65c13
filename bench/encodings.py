#!/usr/bin/env python3
"""Text in legacy encodings through the whole reader: one DOCX and one XLSX of all test strings.

usage: encodings.py CHITIEU TESTS.tsv

TESTS.tsv has the columns id, runs_json ([[font, text], ...]) and expected. Prints every string that
comes out otherwise, then a count; exit status 1 when there is any.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape, quoteattr

OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'


def relationships(*targets):
    rows = ''.join(f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                   for i, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def types(part, kind):
    return (f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/></Types>')


def word_text(text):
    """A soft hyphen is an element in Word, controls cannot be written."""
    pieces = text.split('\u00ad')
    return '<w:softHyphen/>'.join(f'<w:t xml:space="preserve">{escape(p)}</w:t>' if p else '' for p in pieces)


def docx(path, rows):
    paragraphs = ''
    for runs, _ in rows:
        paragraphs += '<w:p>' + ''.join(
            f'<w:r><w:rPr><w:rFonts w:ascii={quoteattr(f)} w:hAnsi={quoteattr(f)}/></w:rPr>{word_text(t)}</w:r>'
            for f, t in runs) + '</w:p>'
    with zipfile.ZipFile(path, 'w') as z:
        z.writestr('[Content_Types].xml', types('/word/document.xml', 'wordprocessingml.document.main'))
        z.writestr('_rels/.rels', relationships(('officeDocument', 'word/document.xml')))
        z.writestr('word/document.xml',
                   f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>')


def sheet_text(text):
    return re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f]', lambda m: '_x%04X_' % ord(m[0]), escape(text))


def xlsx(path, rows):
    """The first run's font is the cell's, which that run then does not name."""
    fonts, cells = [], ''
    for runs, _ in rows:
        fonts.append(runs[0][0])
        pieces = f'<r><t xml:space="preserve">{sheet_text(runs[0][1])}</t></r>' + ''.join(
            f'<r><rPr><rFont val={quoteattr(f)}/></rPr><t xml:space="preserve">{sheet_text(t)}</t></r>'
            for f, t in runs[1:])
        cells += f'<row><c t="inlineStr" s="{len(fonts) - 1}"><is>{pieces}</is></c></row>'
    styles = (f'<styleSheet xmlns="{SHEET}"><fonts>' + ''.join(f'<font><name val={quoteattr(f)}/></font>' for f in fonts) +
              '</fonts><cellXfs>' + ''.join(f'<xf fontId="{i}"/>' for i in range(len(fonts))) + '</cellXfs></styleSheet>')
    with zipfile.ZipFile(path, 'w') as z:
        z.writestr('[Content_Types].xml', types('/xl/workbook.xml', 'spreadsheetml.sheet.main'))
        z.writestr('_rels/.rels', relationships(('officeDocument', 'xl/workbook.xml')))
        z.writestr('xl/workbook.xml', f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
                   '<sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>')
        z.writestr('xl/_rels/workbook.xml.rels',
                   relationships(('worksheet', 'worksheets/s.xml'), ('styles', 'styles.xml')))
        z.writestr('xl/worksheets/s.xml', f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>')
        z.writestr('xl/styles.xml', styles)


def read(chitieu, path):
    out = subprocess.run([chitieu, 'extract', path], capture_output=True, text=True, check=True)
    blocks = json.loads(out.stdout)['blocks']
    if blocks[0]['type'] == 'table':
        found = {c['row']: c['text'] for c in blocks[0]['cells']}
        return [found.get(i, '') for i in range(blocks[0]['rows'])]
    return [b['text'] for b in blocks]


def main():
    chitieu, tests = sys.argv[1:]
    with open(tests, encoding='utf-8', newline='') as f:
        rows = [(json.loads(r['runs_json']), r['expected'])
                for r in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE)]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for write, name in ((docx, 'strings.docx'), (xlsx, 'strings.xlsx')):
            path = os.path.join(folder, name)
            write(path, rows)
            for (runs, wanted), got in zip(rows, read(chitieu, path), strict=True):
                if got != wanted:
                    wrong += 1
                    print(f'{name}: {runs}\n  expected {wanted}\n  got      {got}')
    print(f'encodings: {2 * len(rows) - wrong} right, {wrong} wrong')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
