#!/usr/bin/env python3
"""A night of many files: bench/night.py CHITIEU CHITIEU-FAULTY SHARED [COUNT]

Makes an inbox of COUNT files (2,000) from the samples, SHARED/bench and SHARED/corpus, 5 % of them hostile, runs the
program with the workers that misbehave over it, and holds what came of it against what must come: every good file
loaded, every bad one explained and in quarantine, exit status 1, the parent's memory flat. Files of the corpus may be
good or bad: whether `chitieu normalize`, which has no workers, reads them decides.
"""
import collections
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile

HOSTILE = ['crash', 'hang', 'spin', 'memory', 'nonsense', 'flood', 'lie', 'socket', 'write', 'execve', 'fork',
           'bomb', 'truncated', 'encrypted', 'empty', 'garbage', 'folder', 'nested']
OFFICE = {'.doc', '.docx', '.docm', '.dotx', '.xls', '.xlsx', '.xlsm', '.rtf'}


def variant(source, target, words):
    """The same report in other bytes: ZIP files get a part, others bytes behind their end."""
    shutil.copyfile(source, target)
    if zipfile.is_zipfile(target):
        with zipfile.ZipFile(target, 'a') as package:
            package.writestr('extra-%s.txt' % words, words)
    else:
        with open(target, 'ab') as file:
            file.write(b'\n' + words.encode())


def hostile(kind, number, report, target):
    """Makes a file that must be refused; None when nothing is to be told of it."""
    path = target / ('fault-%s-%03d.docx' % (kind, number))
    words = '%s %d' % (kind, number)
    if kind == 'bomb':
        with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package:
            package.writestr('[Content_Types].xml', zipfile.ZipFile(report).read('[Content_Types].xml'))
            package.writestr('word/document.xml', b'<a>' + b'x' * (64 << 20))
            package.writestr('extra.txt', words)
    elif kind == 'truncated':
        path.write_bytes(report.read_bytes()[:3000 + number])
    elif kind == 'encrypted':
        # A compound file with the stream that Office puts an encrypted package in is made by Office alone: what
        # begins like one and goes on like none is as unreadable.
        path.write_bytes(bytes.fromhex('d0cf11e0a1b11ae1') + words.encode() * 200)
    elif kind == 'empty':
        path.write_bytes(b'')
    elif kind == 'garbage':
        path.write_bytes(random.Random(number).randbytes(5000))
    elif kind == 'folder':
        path.mkdir()
        return None
    elif kind == 'nested':
        with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package:
            for part in zipfile.ZipFile(report).infolist():
                data = zipfile.ZipFile(report).read(part)
                if part.filename == 'word/document.xml':
                    data = b'<a>' * 100000 + words.encode()
                package.writestr(part.filename, data)
    else:
        variant(report, path, words)
    return path


def parent_memory(pid):
    for line in open('/proc/%d/status' % pid):
        if line.startswith('VmRSS:'):
            return int(line.split()[1])
    return 0


def fill(inbox, shared, count):
    """The inbox; returns the files that must fail."""
    samples = [p for p in sorted(pathlib.Path('samples').iterdir()) if p.suffix in ('.docx', '.xlsx')]
    bench = [p for p in sorted((shared / 'bench').glob('*')) if p.suffix in OFFICE]
    corpus = [p for p in sorted((shared / 'corpus').rglob('*')) if p.suffix in OFFICE and p.is_file()]
    random.Random(1).shuffle(corpus)
    corpus = corpus[:count // 4]
    bad = {p for p in (hostile(HOSTILE[i % len(HOSTILE)], i, samples[0], inbox) for i in range(count // 20)) if p}
    for i, source in enumerate(corpus):
        shutil.copyfile(source, inbox / ('corpus-%04d%s' % (i, source.suffix)))
    made = count // 20 + len(corpus)
    reports = samples + [p for p in bench if p.suffix in ('.docx', '.xlsx')]
    for i in range(count - made):
        source = reports[i % len(reports)]
        folder = inbox / ('%02d' % (i % 20))
        folder.mkdir(exist_ok=True)
        variant(source, folder / ('report-%04d%s' % (i, source.suffix)), str(i))
    return bad


def readable(chitieu, files):
    """Which of the files are read by the stages alone, without workers."""
    good = set()
    for start in range(0, len(files), 50):
        done = subprocess.run([chitieu, 'normalize', *map(str, files[start:start + 50])], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, check=False)
        good.update(json.loads(line)['source']['path'] for line in done.stdout.splitlines())
    return good


def watch(command, environment):
    """Runs it; status, seconds, and the parent's memory as it went (KB)."""
    start = time.time()
    memory = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        os.set_blocking(process.stderr.fileno(), False)
        words = b''
        while process.poll() is None:
            try:
                memory.append(parent_memory(process.pid))
            except OSError:
                pass
            words += process.stderr.read() or b''
            time.sleep(0.1)
        words += process.stderr.read() or b''
        return process.returncode, time.time() - start, [m for m in memory if m], words.decode(errors='replace')


def main():
    chitieu, faulty, shared = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 2000
    if not (shared / 'bench').is_dir() or not (shared / 'corpus').is_dir():
        print('night: no bench and corpus in %s; nothing to read.' % shared)
        return 0
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        return judge(chitieu, faulty, work, fill_inbox(work, shared, count))
    finally:
        shutil.rmtree(work)


def fill_inbox(work, shared, count):
    inbox = work / 'inbox'
    inbox.mkdir()
    bad = fill(inbox, shared, count)
    for path in inbox.rglob('*'):
        os.utime(path, (time.time() - 3600,) * 2)
    return bad


def judge(chitieu, faulty, work, bad):
    files = sorted(p for p in (work / 'inbox').rglob('*') if p.is_file())
    good = {p for p in readable(chitieu, [f for f in files if f not in bad])}
    database = work / 'night.db'
    command = [faulty, 'run', '--inbox', str(work / 'inbox'), '--db', str(database), '--max-seconds', '5',
               '--max-cpu-seconds', '2', '--max-answer-bytes', '4M', '--log', str(work / 'log')]
    status, seconds, memory, words = watch(command, dict(os.environ, CHITIEU_INJECT=str(work / 'written')))
    rows = dict(sqlite3.connect(database).execute('select path, status from document'))
    hashes = dict(sqlite3.connect(database).execute('select document_id, status from document'))
    reasons = dict(sqlite3.connect(database).execute('select path, reason from document where status = ?', ('failed',)))
    repeated = {json.loads(line)['detail']['path'] for line in open(work / 'log', encoding='utf-8')
                if '"document-repeated"' in line}
    faults = []
    for path in files:
        name = str(path)
        if name in repeated:
            continue
        if name in good and rows.get(name) != 'loaded':
            faults.append('not loaded: %s (%s)' % (name, reasons.get(name)))
        if name not in good and (rows.get(name) != 'failed' or not reasons.get(name)):
            faults.append('not explained: %s (%s)' % (name, rows.get(name)))
    quarantine = {p.stem for p in pathlib.Path(str(database) + '.quarantine').glob('*.json')}
    faults += ['not in quarantine: %s' % h for h, s in hashes.items() if s == 'failed' and h not in quarantine]
    if status != 1:
        faults.append('status %d: %s' % (status, words[-500:]))
    if (work / 'written').exists():
        faults.append('a worker wrote a file')
    half = len(memory) // 2
    early, late = max(memory[len(memory) // 10:half] or [0]), max(memory[half:] or [0])
    if late > early + 16384:
        faults.append('the parent grew from %d to %d KB' % (early, late))
    counts = collections.Counter(rows.values())
    print('  %d files in %.1f s (%.0f/s): %d loaded, %d failed, %d repeated; hostile %d' % (
        len(files), seconds, len(files) / seconds, counts['loaded'], counts['failed'], len(repeated), len(bad)))
    print('  status %d; parent %.1f MB in the first half of the time, %.1f MB in the second' % (
        status, early / 1024, late / 1024))
    command[0] = chitieu
    status, seconds, memory, _ = watch(command, dict(os.environ))
    print('  the next night, nothing new: %.1f s, status %d' % (seconds, status))
    for fault in faults[:20]:
        print('  FAULT %s' % fault)
    print('night of %d: %s' % (len(files), '%d faults' % len(faults) if faults else 'all as it must be'))
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
