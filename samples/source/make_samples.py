#!/usr/bin/env python3
"""Make the sample reports: write each as Flat ODF, then let LibreOffice open it and save it as DOCX or XLSX.

usage: make_samples.py [NAME...]     all of them without a name; SOFFICE names another soffice
"""
import os
import subprocess
import sys
import tempfile

import calc
import reports
import seed

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.dirname(HERE)
FILTERS = {'docx': 'docx:MS Word 2007 XML', 'xlsx': 'xlsx:Calc MS Excel 2007 XML'}
SEED = os.path.join(HERE, 'seed-report.txt')

SOURCES = {
    'bqlkdl-cam-ranh-2021-s1.docx': lambda: seed.document(SEED),
    'bqlkdl-cam-ranh-2021-s1.xlsx': lambda: calc.workbook(seed.TITLE, seed.CREATED, seed.sheets(SEED)),
    'so-xay-dung-2022-q3.docx': lambda: reports.department(HERE),
    'ubnd-huyen-vinh-khe-2022.docx': lambda: reports.district(HERE),
    'ubnd-xa-dong-mai-2022-9t.xlsx': lambda: reports.commune(HERE),
}


def make(name, work):
    stem, extension = name.rsplit('.', 1)
    source = os.path.join(work, stem + ('.fodt' if extension == 'docx' else '.fods'))
    with open(source, 'w', encoding='utf-8') as file:
        file.write(SOURCES[name]())
    subprocess.run([os.environ.get('SOFFICE', 'soffice'), '--headless', f'-env:UserInstallation=file://{work}/profile',
                    '--convert-to', FILTERS[extension], '--outdir', SAMPLES, source],
                   check=True, stdout=subprocess.DEVNULL)


def main():
    unknown = [name for name in sys.argv[1:] if name not in SOURCES]
    if unknown:
        sys.exit(f'no such sample: {unknown[0]}; there are {", ".join(SOURCES)}')
    with tempfile.TemporaryDirectory() as work:
        for name in sys.argv[1:] or SOURCES:
            make(name, work)


if __name__ == '__main__':
    main()
