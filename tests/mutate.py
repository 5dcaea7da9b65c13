#!/usr/bin/python3
"""Shows that every weight of the matching is needed: each in normalize/table/weights.def is set to 0 and to double,
and a case of tests/unit/normalize/table/cases must fail.

    mutate.py BUILD [NAME ...]     (run by `make mutate`, which sets CC, COMPILE and LINK; NAMEs: only these weights)

A mutant is the test program with the few files that name the weight compiled anew, in BUILD/mutate. V=1 says what
each is killed by. Ends with "mutate: N passed, N failed".
"""
import concurrent.futures
import os
import re
import shlex
import shutil
import subprocess
import sys

FOLDER = 'normalize/table'
ROOMS = (FOLDER, 'normalize/labels')  # whose files read the weights
WEIGHTS = FOLDER + '/weights.def'
FACTORS = {'0': 'set to 0', '2': 'doubled'}
SECONDS = 60


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def weights(text):
    """Name of each weight: (type, value)."""
    found = re.findall(r'^WEIGHT\((\w+), (\w+), ([^,]+),', text, re.M)
    if len(found) != len(re.findall(r'^WEIGHT\(', text, re.M)):
        sys.exit('mutate: a line of %s is not understood' % WEIGHTS)
    return {name: (kind, value) for kind, name, value in found}


def users(name):
    """The files that a mutant compiles anew."""
    sources = sorted(os.path.join(room, file) for room in ROOMS for file in os.listdir(room) if file.endswith('.c'))
    return [path for path in sources if re.search(r'\b%s\b' % name, read(path))]


def call(variable, *arguments):
    subprocess.run(shlex.split(os.environ['CC']) + list(arguments) + shlex.split(os.environ[variable]), check=True)


def link(program, objects):
    """Objects stand before the library, so theirs are taken."""
    call('LINK', '-o', program, os.path.join(BUILD, 'mutate/test_weights.o'), *objects, BUILD + '/libchitieu.a')


def build(folder, text, name, factor):
    """Makes the test program with the mutant; its path."""
    kind, value = weights(text)[name]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, FOLDER))
    with open(os.path.join(folder, WEIGHTS), 'w', encoding='utf-8') as file:
        file.write(text.replace('WEIGHT(%s, %s, %s,' % (kind, name, value),
                                'WEIGHT(%s, %s, (%s) * %s,' % (kind, name, value, factor)))
    objects = []
    for path in users(name):
        objects.append(os.path.join(folder, os.path.basename(path)[:-2] + '.o'))
        # The folder comes first, so weights.h takes the mutant's table. -O0 compiles faster; -w: "below 0" is meant.
        call('COMPILE', '-I' + folder, '-c', '-o', objects[-1], path)
    link(os.path.join(folder, 'test'), objects)
    return os.path.join(folder, 'test')


def run(program):
    """The names of the cases that fail."""
    done = subprocess.run([program], capture_output=True, text=True, errors='replace', timeout=SECONDS)
    names = re.findall(r'^\[  FAILED  \] (?!\d)(.+)$', done.stdout + done.stderr, re.M)
    return sorted(set(names)) or ['(status %d)' % done.returncode] * (done.returncode != 0)


def judge(text, name, factor):
    """(True when all is well, what to say)."""
    folder = os.path.join(BUILD, 'mutate', '%s-%s' % (name, factor))
    what = '%s %s' % (name, FACTORS[factor])
    if not users(name):
        return False, 'UNUSED %s' % name
    try:
        failing = run(build(folder, text, name, factor))
    except subprocess.TimeoutExpired:
        failing = ['(more than %d seconds)' % SECONDS]
    except subprocess.CalledProcessError as error:
        return False, 'FAILED %s: %s' % (what, error)
    shutil.rmtree(folder, ignore_errors=True)
    if not failing:
        return False, 'SURVIVED %s' % what
    return True, 'killed by %3d cases: %s (%s)' % (len(failing), what, failing[0])


def main():
    text = read(WEIGHTS)
    chosen = sys.argv[2:] or list(weights(text))
    jobs = [(text, name, factor) for name in chosen for factor in FACTORS]
    link(os.path.join(BUILD, 'mutate/test'), [])
    failing = run(os.path.join(BUILD, 'mutate/test'))
    if failing:
        print('mutate: without a mutant these fail already: %s' % ', '.join(failing))
        return True
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for well, words in pool.map(lambda job: judge(*job), jobs):
            failed += not well
            if not well or os.environ.get('V'):
                print(words, flush=True)
    print('mutate: %d passed, %d failed' % (len(jobs) - failed, failed))
    return failed > 0


if __name__ == '__main__':
    BUILD = sys.argv[1]
    sys.exit(main())
