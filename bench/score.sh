#!/bin/bash
# Accuracy over a bench with known truth: bench/score.sh CHITIEU DIR, where DIR holds the files, truth.jsonl and score.py.
set -u
chitieu=$1 dir=$2
if [ ! -f "$dir/truth.jsonl" ] || [ ! -f "$dir/score.py" ]; then
    echo "bench-score: no bench in $dir; nothing to score."
    exit 0
fi
command -v python3 >/dev/null || { echo "bench-score: python3 is needed to score." >&2; exit 1; }
mkdir -p build
reports=build/bench-reports.jsonl
words=build/bench-words.txt
find "$dir" -name '*.doc' -o -name '*.docx' -o -name '*.xls' -o -name '*.xlsx' -o -name '*.rtf' | sort |
    tr '\n' '\0' | xargs -0 "$chitieu" normalize --rules rules >"$reports" 2>"$words"
echo "$(wc -l <"$reports") reports; $(wc -l <"$words") files refused ($words)"
python3 "$dir/score.py" --truth "$dir/truth.jsonl" --reports "$reports" --by quirk
