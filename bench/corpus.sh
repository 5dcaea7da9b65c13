#!/bin/bash
# Robustness over a corpus of office files: bench/corpus.sh CHITIEU DIR, where DIR holds corpus/ and tools/corpus_check.py.
set -u
chitieu=$1 dir=$2
if [ ! -d "$dir/corpus" ] || [ ! -f "$dir/tools/corpus_check.py" ]; then
    echo "corpus: none in $dir; nothing to check."
    exit 0
fi
command -v python3 >/dev/null || { echo "corpus: python3 is needed to check." >&2; exit 1; }
mkdir -p build
python3 "$dir/tools/corpus_check.py" --chitieu "$chitieu" --root "$dir/corpus" --details build/corpus.jsonl
