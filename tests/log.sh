#!/bin/bash
# Tests of the event log: that a change of any kind shows, that the chain goes on over rotated files and killed runs,
# that a log has one writer and a limit. Ends with "log: N passed, N failed".
#
#     tests/log.sh build/chitieu
set -u
chitieu=$(realpath "$1")
cd "$(dirname "$0")/.." || exit 75
work=$(mktemp -d) || exit 75
trap 'rm -rf "$work"' EXIT
export CHITIEU_RULES=$PWD/rules LC_ALL=C.UTF-8 NO_COLOR=1
docx=$(find samples -name 'bqlkdl-*.docx' | head -n 1)
passed=0 failed=0
out=$work/out err=$work/err log=$work/log db=$work/a.db

# check NAME STATUS PATTERN COMMAND...: the status, and the pattern in stdout or stderr.
check() {
    local name=$1 expected=$2 pattern=$3 status
    shift 3
    "$@" >"$out" 2>"$err" </dev/null
    status=$?
    if [ "$status" -eq "$expected" ] && { [ -z "$pattern" ] || cat "$out" "$err" | grep -qE -- "$pattern"; }; then
        passed=$((passed + 1))
    else
        echo "FAILED log: $name: status $status, not $expected, or no \"$pattern\" in:"
        cat "$out" "$err" | head -n 3
        failed=$((failed + 1))
    fi
}

verify() { check "$1" "$2" "$3" "$chitieu" log verify "${@:4}"; }
load() { "$chitieu" load --db "$db" --log "$1" "$docx" >"$out" 2>&1 </dev/null; }

load "$log"
lines=$(wc -l <"$log")
cat >"$work/count.py" <<'PY'
import hashlib, json, sys
before = '0' * 64
for line in open(sys.argv[1], 'rb'):
    said = json.loads(line)['chain']
    before = hashlib.sha256(before.encode() + line[:line.rindex(b',"chain":')]).hexdigest()
    assert before == said, line
print('ok')
PY

verify 'a log that nobody touched' 0 "^$lines lines are intact" "$log"
verify 'what the chain cannot show is mentioned' 0 'Only the database can show' "$log"
verify 'its end is there' 0 "^$lines lines are intact" --db "$db" "$log"
check 'stdin' 0 "^$lines lines are intact" sh -c "'$chitieu' log verify - <'$log'"
check 'the hashes are what the manual says' 0 '^ok$' python3 "$work/count.py" "$log"

# --- A change of any kind ----------------------------------------------------------------------------
sed '7s/"level":"note"/"level":"nota"/' "$log" >"$work/edited"
verify 'an edited line' 1 'edited:7: This line was changed' "$work/edited"
sed '7d' "$log" >"$work/removed"
verify 'a line taken out' 1 'removed:7: ' "$work/removed"
sed '7p' "$log" >"$work/doubled"
verify 'a line put in' 1 'doubled:8: ' "$work/doubled"
sed '7{h;d};8G' "$log" >"$work/swapped"
verify 'two lines in each other'"'"'s place' 1 'swapped:7: ' "$work/swapped"
sed '1d' "$log" >"$work/headless"
verify 'the first line gone' 1 'headless:1: The lines before this one are missing' "$work/headless"
{ cat "$log"; printf '{"code":"x"}\n'; } >"$work/foreign"
verify 'a line without a hash' 1 "foreign:$((lines + 1)): .*no hash" "$work/foreign"
head -c -20 "$log" >"$work/cut"
verify 'a cut line' 1 "cut:$lines: " "$work/cut"
head -n 20 "$log" >"$work/short"
verify 'lines gone at the end are not in the chain' 0 '^20 lines are intact' "$work/short"
verify 'but in the database' 1 'The end is missing' --db "$db" "$work/short"
head -n -1 "$log" >"$work/short"
verify 'nor may the last line alone be gone' 1 'The end is missing' --db "$db" "$work/short"
head -c 5000 /dev/zero >"$work/zeros"
verify 'no log at all' 1 'zeros:1: ' "$work/zeros"
verify 'an absent log' 66 'cannot be opened' "$work/none"
verify 'an absent database' 66 'no such database' --db "$work/none.db" "$log"
[ -e "$work/none.db" ] && { echo 'FAILED log: verify made a database'; failed=$((failed + 1)); }
verify 'no files' 64 'oldest first'
check 'an unknown subcommand' 64 'log verify' "$chitieu" log check "$log"

# --- Over rotated files and killed runs --------------------------------------------------------------
load "$log"
verify 'a second run goes on' 0 'lines are intact' --db "$db" "$log"
mv "$log" "$log.1"
load "$log"
verify 'the chain goes on over a rotated file' 0 'lines are intact' --db "$db" "$log.1" "$log"
verify 'the later file alone is a part' 0 'earlier file of the log' "$log"
verify 'the wrong order' 1 "log.1:1: .*does not continue" "$log" "$log.1"
mv "$log" "$log-20210630"
touch -d '1 hour ago' "$log.1"
load "$log"
verify 'rotated by date' 0 'lines are intact' --db "$db" "$log.1" "$log-20210630" "$log"
verify 'a file between them gone' 1 'log:1: .*missing' "$log.1" "$log"
truncate -s -30 "$log"
load "$log"
verify 'what a kill left of a line is taken off' 0 'lines are intact' --db "$db" "$log.1" "$log-20210630" "$log"
check 'and reported' 0 'log-cut' grep '"bytes":"[0-9]' "$log"
cp "$docx" "$work/report"
check 'a file that is no log is refused' 64 'is not a log' "$chitieu" extract --log "$work/report" "$docx"
check 'and left as it is' 0 '' cmp "$docx" "$work/report"
printf 'no newline' >"$work/note"
check 'so is one without a newline' 64 'is not a log' "$chitieu" extract --log "$work/note" "$docx"

# --- One writer, a limit -------------------------------------------------------------------------------
mkfifo "$work/hold"
"$chitieu" normalize --log "$work/held" "$work/hold" >"$work/held.out" 2>&1 &
for _ in $(seq 50); do [ -e "$work/held" ] && break; sleep 0.1; done
sleep 0.2
check 'one writer' 75 'Another chitieu is writing this log' "$chitieu" extract --log "$work/held" "$docx"
: >"$work/hold"
wait
check 'a full log' 74 'max-log-bytes' "$chitieu" run --inbox samples --settle-seconds 0 --jobs 1 --dry-run --log "$work/full" --max-log-bytes 20K
check 'holds its limit' 0 '^log-full$' sh -c "[ \$(wc -c <'$work/full') -le 21000 ] && tail -n 1 '$work/full' | grep -o log-full"
verify 'and its chain' 0 'lines are intact' "$work/full"
"$chitieu" run --inbox samples --settle-seconds 0 --jobs 1 --dry-run --log "$work/full" --max-log-bytes 15K >"$out" 2>&1
check 'the next run moves it away' 0 '' sh -c "[ -s '$work'/full-2* ]"
verify 'and goes on' 0 'lines are intact' "$work"/full-2* "$work/full"

echo "log: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
