#!/usr/bin/env python3
"""Conversion pairs: a report saved in the old formats says what the report says.

usage: pairs.py CHITIEU KNOWN FOLDER...

LibreOffice saves every DOCX of the folders as .doc and .rtf and every XLSX as .xls. The reports of
both are compared without their source, their places and the scores' last digits. KNOWN lists the
differences that are LibreOffice's doing: columns file (without suffix), kind (doc, rtf, xls or *),
field and reason; a field may end in *. Prints every other difference; exit status 1 when there is any.
"""
import csv
import fnmatch
import glob
import json
import os
import subprocess
import sys
import tempfile

FILTERS = {'doc': ('docx', 'doc:MS Word 97'), 'rtf': ('docx', 'rtf:Rich Text Format'),
           'xls': ('xlsx', 'xls:MS Excel 97')}
# One start of LibreOffice and one file in some hundred milliseconds; a machine under load takes ten times that.
SECONDS_TO_START, SECONDS_A_FILE = 120, 10


def convert(files, target, folder):
    profile = 'file://' + os.path.join(folder, 'profile')
    subprocess.run(['soffice', '-env:UserInstallation=' + profile, '--headless', '--convert-to', target,
                    '--outdir', folder, *files], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   timeout=SECONDS_TO_START + SECONDS_A_FILE * len(files))


def name_of(path):
    return os.path.splitext(os.path.basename(path))[0]


def read(chitieu, files):
    """Reports by the file's name; a file that is refused has none."""
    out = subprocess.run([chitieu, 'normalize', '--quiet', '--rules', 'rules', *files], stdout=subprocess.PIPE, check=False)
    reports = (json.loads(line) for line in out.stdout.decode('utf-8').splitlines())
    return {name_of(r['source']['path']): r for r in reports}


def plain(value):
    """Without places, numbers to two digits behind the point of a score."""
    if isinstance(value, dict):
        return {k: round(v, 2) if k == 'score' else plain(v) for k, v in value.items() if k != 'at'}
    return [plain(v) for v in value] if isinstance(value, list) else value


def fields(report):
    """The record as field → value: observations by indicator, lists by their place."""
    flat = {'form': report.get('form')}
    for key, value in report.get('report', {}).items():
        flat['report.' + key] = value
    for observation in report.get('observations', []):
        for key, value in plain(observation).items():
            flat[f'observation.{observation["indicator"]}.{key}'] = value
    for kind in ('mentions', 'findings'):
        for i, item in enumerate(sorted(json.dumps(plain(x), ensure_ascii=False, sort_keys=True) for x in report.get(kind, []))):
            flat[f'{kind}.{i}'] = item
    for group, counts in report.get('coverage', {}).items():
        for key, value in counts.items():
            flat[f'coverage.{group}.{key}'] = value
    return flat


def differences(wanted, got):
    """Every field that differs, as (field, wanted, got); lists that differ are told of by what only one has."""
    one, other = fields(wanted), fields(got)
    for key in sorted(set(one) | set(other)):
        if key.startswith(('mentions.', 'findings.')):
            continue
        if one.get(key) != other.get(key):
            yield key, one.get(key), other.get(key)
    for kind in ('mentions', 'findings'):
        left = [v for k, v in one.items() if k.startswith(kind + '.')]
        right = [v for k, v in other.items() if k.startswith(kind + '.')]
        for item in left:
            if item in right:
                right.remove(item)
            else:
                yield kind, item, None
        for item in right:
            yield kind, None, item


def read_known(path):
    with open(path, encoding='utf-8', newline='') as f:
        return list(csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE))


def is_known(known, name, kind, field):
    for row in known:
        if row['file'] == name and row['kind'] in (kind, '*') and fnmatch.fnmatch(field, row['field']):
            row['met'] = True
            return True
    return False


def main():
    chitieu, known_path, *folders = sys.argv[1:]
    known = read_known(known_path)
    unexpected = explained = same = 0
    with tempfile.TemporaryDirectory() as scratch:
        for kind, (suffix, target) in FILTERS.items():
            files = sorted(p for f in folders for p in glob.glob(os.path.join(f, '*.' + suffix)))
            folder = os.path.join(scratch, kind)
            os.mkdir(folder)
            convert(files, target, folder)
            originals = read(chitieu, files)
            copies = read(chitieu, sorted(glob.glob(os.path.join(folder, '*.' + kind))))
            for name, report in sorted(originals.items()):
                found = list(differences(report, copies[name])) if name in copies else [('file', 'read', 'refused')]
                new = [d for d in found if not is_known(known, name, kind, d[0])]
                same += not found
                explained += len(found) - len(new)
                unexpected += len(new)
                for field, wanted, got in new:
                    print(f'{name}.{kind}\t{field}\n  {suffix}: {wanted}\n  {kind}: {got}')
    for row in known:
        if 'met' not in row and any(os.path.exists(os.path.join(f, row['file'] + s)) for f in folders for s in ('.docx', '.xlsx')):
            print(f'{row["file"]}: {row["field"]} is listed as a difference and is none')
    print(f'pairs: {same} the same, {explained} differences known, {unexpected} not')
    return 1 if unexpected else 0


if __name__ == '__main__':
    sys.exit(main())
