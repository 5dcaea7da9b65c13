#!/bin/bash
# Tests of the night run: workers that misbehave, kills, full and read-only disks, locks, what arrives in an inbox.
# Ends with "night: N passed, N failed".
#
#     tests/night.sh build/chitieu build/tests/chitieu-faulty [KILLS]
#
# Workers misbehave in the second program only, when CHITIEU_INJECT is set (tests/fault_injection.c).
set -u
chitieu=$(realpath "$1") faulty=$(realpath "$2") kills=${3:-24}
cd "$(dirname "$0")/.." || exit 75
work=$(mktemp -d) || exit 75
mounted=$work/mounted
trap 'exec 9>&-; umount "$mounted" 2>/dev/null; rm -rf "$work"' EXIT
export CHITIEU_RULES=$PWD/rules LC_ALL=C.UTF-8 NO_COLOR=1
out=$work/out err=$work/err
passed=0 failed=0 name='' good=true

finish() {
    [ -n "${NIGHT_TIMES:-}" ] && echo "$SECONDS $name"
    [ -z "$name" ] && return
    if $good; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    name=''
}
begin() { finish; name=$1; good=true; }
fail() {
    $good && echo "FAILED night: $name"
    echo "    $1"
    good=false
}
try() {
    begin "$1"
    expect "${@:2}"
}
expect() {
    local expected=$1 status
    shift
    timeout 120 "$@" >"$out" 2>"$err" </dev/null
    status=$?
    [ "$status" -eq "$expected" ] || { fail "status $status, not $expected: $*"; head -n 3 "$err"; }
}
has() { grep -qE -- "$2" "$1" || { fail "no \"$2\" in $(basename "$1"):"; head -n 5 "$1"; }; }
lacks() { ! grep -qE -- "$2" "$1" || fail "\"$2\" in $(basename "$1")"; }
is() { [ "$1" = "$2" ] || fail "$3: \"$1\", not \"$2\""; }
query() { sqlite3 "$1" "$2"; }
old() { find "$@" -type f -exec touch -d '1 hour ago' {} +; }
# A report of its own bytes: a sample with one more part.
variant() {
    cp samples/so-xay-dung-2022-q3.docx "$2"
    python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[2], "a").writestr("extra.txt", sys.argv[1])' "$1" "$2"
}
# What must be the same whatever happened on the way: all but runs and times.
dump() {
    sqlite3 "$1" <<'SQL'
pragma integrity_check;
pragma foreign_key_check;
select document_id, path, format, bytes, status, reason, form_id, issuer, unit_id, number, symbol, issued_on, period,
    title, signer, supersedes from document order by 1;
select * from observation order by 1, 2;
select * from mention order by 1, 2;
select * from finding order by 1, 2;
-- The events of reading each document are there once, told by the run that loaded it.
select e.document_id, stage, code, at, rule, message, detail, count(*) from event e join document d
    using (document_id, run_id) where stage <> 'run' group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7;
select count(*) from event e where stage <> 'run' and not exists
    (select 1 from document d where d.document_id = e.document_id and d.run_id = e.run_id);
SQL
}
same() { diff "$1" "$2" >"$work/diff" || { fail "$3"; head -n 5 "$work/diff" | cut -c 1-200; }; }
whole() { dump "$1" >"$work/dump"; same "$work/undisturbed" "$work/dump" "${2:-the database differs from that of an undisturbed run}"; }
# True once the processes of the faulty program are gone.
gone() {
    for _ in $(seq 50); do
        grep -sqz "^$faulty$" /proc/[0-9]*/cmdline || return 0
        sleep 0.1
    done
    return 1
}

inbox=$work/inbox
mkdir -p "$inbox/sub"
find samples -maxdepth 1 -type f \( -name '*.docx' -o -name '*.xlsx' \) -exec cp {} "$inbox" \;
mv "$inbox"/ubnd-* "$inbox/sub"
variant one "$inbox/another.docx"
printf 'no office file' >"$inbox/note.docx"
old "$inbox"
files=$(find "$inbox" -type f | wc -l)
(cd "$inbox" && find . -type f -exec sha256sum {} + | sort) >"$work/inbox.before"

# --- An undisturbed run -----------------------------------------------------------------------------------------
try 'a run with one bad file' 1 "$chitieu" run --inbox "$inbox" --db "$work/a.db" --log "$work/a.log"
is "$(query "$work/a.db" "select count(*) from document where status = 'loaded'")" $((files - 1)) 'loaded'
dump "$work/a.db" >"$work/undisturbed"
begin 'one worker and many give the same log'
for jobs in 1 7; do
    expect 1 "$chitieu" run --inbox "$inbox" --db "$work/jobs$jobs.db" --log "$work/$jobs.log" --jobs $jobs
    sed -E 's/"(time|run|log|after|chain)":"[^"]*"//g' "$work/$jobs.log" >"$work/$jobs.plain"
    whole "$work/jobs$jobs.db"
done
same "$work/1.plain" "$work/7.plain" 'the logs differ'
begin 'a worker reads as the stages in a pipe do'
find "$inbox" -type f ! -name note.docx | sort | xargs "$chitieu" normalize | "$chitieu" load --db "$work/pipe.db"
for table in observation mention finding; do
    query "$work/a.db" "select * from $table order by 1, 2" >"$work/$table.run"
    query "$work/pipe.db" "select * from $table order by 1, 2" >"$work/$table.pipe"
    same "$work/$table.run" "$work/$table.pipe" "the table $table differs"
done

# --- Known bytes --------------------------------------------------------------------------------------------------
try 'a second run reads nothing' 1 "$chitieu" run --inbox "$inbox" --db "$work/a.db" --log "$work/second.log"
lacks "$work/second.log" 'row-matched'
is "$(grep -c document-unchanged "$work/second.log")" $((files - 1)) 'unchanged'
whole "$work/a.db"
cp -r rules "$work/rules"
echo '# a remark' >>"$work/rules/cchc-2021/checks.yaml"
try 'other rules read all again' 1 "$chitieu" run --inbox "$inbox" --db "$work/a.db" --rules "$work/rules" --log "$work/third.log"
is "$(grep -c document-loaded "$work/third.log")" $((files - 1)) 'loaded again'
is "$(query "$work/a.db" 'select count(*) from document')" "$files" 'documents'
cp "$inbox/another.docx" "$inbox/twice.docx"
old "$inbox"
try 'the same bytes under two names' 1 "$chitieu" run --inbox "$inbox" --db "$work/twice.db" --log "$work/twice.log"
is "$(query "$work/twice.db" 'select count(*) from document')" "$files" 'documents'
has "$work/twice.log" '"code":"document-repeated".*"path":"[^"]*twice.docx","first":"[^"]*another.docx"'
rm "$inbox/twice.docx"

# --- What is in an inbox -----------------------------------------------------------------------------------------------
mixed=$work/mixed
mkdir -p "$mixed/folder.docx" "$mixed/deep/er"
cp "$inbox/another.docx" "$mixed/$(printf 'b\341o c\341o.docx')"
variant two "$mixed/deep/er/$(printf 'two\nlines\033[31m.docx')"
cp "$inbox/another.docx" "$mixed/~\$open.docx"
cp "$inbox/another.docx" "$mixed/draft.tmp"
ln -s /etc/hostname "$mixed/away.docx"
ln -s "$inbox/another.docx" "$mixed/out.docx"
mkfifo "$mixed/pipe.docx"
old "$mixed"
try 'names of any kind; links, pipes and temporary files' 0 "$chitieu" run --inbox "$mixed" --db "$mixed/own.db" --log "$mixed/own.log" --verbose
is "$(query "$mixed/own.db" 'select count(*) from document')" 2 'documents'
is "$(query "$mixed/own.db" "select path from document where path like '%b\\xE1o c\\xE1o.docx'" | wc -l)" 1 'names in another encoding'
! grep -q "$(printf '\033')" "$err" || fail 'an escape went to the terminal'
for code in '~\$open.docx.*open' 'draft.tmp.*temporary' 'away.docx.*out of the inbox' 'out.docx.*out of the inbox' 'pipe.docx.*neither'; do
    has "$mixed/own.log" "inbox-skipped.*$code"
done
try 'its own files are none of the inbox' 0 "$chitieu" run --inbox "$mixed" --db "$mixed/own.db" --log "$mixed/own.log"
is "$(query "$mixed/own.db" 'select count(*) from document')" 2 'documents'
growing=$work/growing
mkdir "$growing"
variant three "$growing/whole.docx"
old "$growing"
head -c 9000 "$growing/whole.docx" >"$growing/growing.docx"
(for _ in $(seq 30); do sleep 0.1; printf x >>"$growing/growing.docx"; done) &
writer=$!
sleep 0.3
try 'a file that is being written is left alone' 0 "$chitieu" run --inbox "$growing" --db "$work/growing.db" --settle-seconds 1 --log "$work/growing.log"
is "$(query "$work/growing.db" 'select count(*) from document')" 1 'documents'
has "$work/growing.log" 'inbox-skipped.*growing.docx.*still being written'
wait "$writer"
cp "$inbox/another.docx" "$growing/growing.docx"
try 'a file that came just now is read when it has settled' 0 "$chitieu" run --inbox "$growing" --db "$work/growing.db" --settle-seconds 1
is "$(query "$work/growing.db" 'select count(*) from document')" 2 'documents'
begin 'the parts of an inbox are the whole'
for part in 1 2 3; do
    "$chitieu" run --inbox "$inbox" --db "$work/parts.db" --shard $part/3 2>"$err" || [ $? -eq 1 ] || fail "part $part"
done
is "$(query "$work/parts.db" 'select count(*) from document')" "$files" 'documents'
try 'a part that is none' 64 "$chitieu" run --inbox "$inbox" --db "$work/parts.db" --shard 4/3
try 'a dry run says what would happen' 1 "$chitieu" run --inbox "$inbox" --db "$work/growing.db" --dry-run
has "$out" '^unchanged .*another.docx'
has "$out" '^load .*bqlkdl'
has "$out" '^refuse .*note.docx: '
is "$(query "$work/growing.db" 'select count(*) from document')" 2 'documents'
[ ! -e "$work/growing.db.quarantine" ] || fail 'a dry run put something into quarantine'

# --- Quarantine ---------------------------------------------------------------------------------------------------------
begin 'the quarantine says why in two languages'
note=$(sha256sum "$inbox/note.docx" | cut -d ' ' -f 1)
cmp -s "$inbox/note.docx" "$work/a.db.quarantine/$note" || fail 'no copy'
python3 - "$work/a.db.quarantine/$note.json" "$note" <<'PY' || fail 'the note is wrong'
import json, sys
note = json.load(open(sys.argv[1], encoding='utf-8'))
assert note['document'] == sys.argv[2] and note['path'].endswith('note.docx') and note['code'], note
assert 'hãy' in note['reason']['vi'] and ';' in note['reason']['en'], note
PY
is "$(find "$work/a.db.quarantine" -type f | wc -l)" 2 'files in quarantine'
try 'retry refuses again what is bad' 1 "$chitieu" retry --db "$work/a.db"
[ -s "$work/a.db.quarantine/$note.json" ] || fail 'it left the quarantine'
try 'a limit that is too low' 1 "$chitieu" run --inbox "$inbox" --db "$work/low.db" --max-cells 5
is "$(query "$work/low.db" "select count(*) from document where status = 'failed'")" "$files" 'failed'
cp -r "$work/low.db.quarantine" "$work/low.before"
try 'retry with a higher one loads all that is good' 1 "$chitieu" retry --db "$work/low.db"
whole "$work/low.db"
is "$(find "$work/low.db.quarantine" -type f | wc -l)" 2 'files in quarantine'
cp "$work/low.before"/* "$work/low.db.quarantine"
try 'what was loaded leaves the quarantine, even when a kill came between' 1 "$chitieu" run --inbox "$inbox" --db "$work/low.db"
is "$(find "$work/low.db.quarantine" -type f | wc -l)" 2 'files in quarantine'

# --- Words ----------------------------------------------------------------------------------------------------------------
try 'the digest is in Vietnamese' 1 env LC_ALL= LANG=vi_VN.UTF-8 "$chitieu" run --inbox "$inbox" --db "$work/words.db"
has "$err" 'báo cáo mới'
has "$err" 'hãy mở ra, lưu thành .docx'
has "$err" 'Chưa báo cáo kỳ'
try 'and without a language, too' 1 env -u LC_ALL -u LANG "$chitieu" run --inbox "$inbox" --db "$work/words.db"
has "$err" 'không thay đổi'
try 'or in English' 1 env LC_ALL= LANG=en_GB.UTF-8 "$chitieu" run --inbox "$inbox" --db "$work/words.db" --summary
has "$out" '[0-9] +unchanged$'
has "$out" 'Not reported on'
try 'with --quiet errors alone' 1 "$chitieu" run --inbox "$inbox" --db "$work/words.db" --quiet
is "$(wc -l <"$err")" 1 'lines'

# --- Workers that misbehave ---------------------------------------------------------------------------------------------
faults=$work/faults
mkdir "$faults"
for fault in crash hang spin nonsense flood lie socket write execve fork read kill; do
    variant $fault "$faults/fault-$fault.docx"
done
# AddressSanitizer reserves more than any limit: there is none to test.
case $chitieu in */san/*) memory='' ;; *) memory=memory; variant memory "$faults/fault-memory.docx" ;; esac
variant good "$faults/good.docx"
old "$faults"
hurt=(env "CHITIEU_INJECT=$work/written" "$faulty")
try 'workers that misbehave cost only their files' 1 "${hurt[@]}" run --inbox "$faults" --db "$work/faults.db" \
    --log "$work/faults.log" --jobs 2 --max-seconds 4 --max-cpu-seconds 1 --max-answer-bytes 1M
loaded() { query "$work/faults.db" "select count(*) from document where status = 'loaded' and path like '%$1.docx'"; }
for fault in good fault-read; do is "$(loaded $fault)" 1 "$fault loaded"; done
for fault in crash:crash hang:max-seconds spin:seconds nonsense:'invalid answer' flood:answer lie:'another file' \
    socket:forbidden write:forbidden execve:forbidden fork:forbidden kill:'system killed' ${memory:+memory:max-worker-memory-bytes}; do
    reason=$(query "$work/faults.db" "select status || ': ' || reason from document where path like '%fault-${fault%%:*}.docx'")
    case $reason in "failed: "*"${fault#*:}"*) ;; *) fail "${fault%%:*}: \"$reason\"" ;; esac
    has "$work/faults.log" "document-retried.*fault-${fault%%:*}.docx"
done
[ ! -e "$work/written" ] || fail 'a worker wrote a file'
is "$(find "$work/faults.db.quarantine" -name '*.json' | wc -l)" "$(query "$work/faults.db" "select count(*) from document where status = 'failed'")" 'notes in quarantine'
try 'what failed is not read again before it is asked for' 1 "${hurt[@]}" run --inbox "$faults" --db "$work/faults.db" --log "$work/faults2.log"
lacks "$work/faults2.log" 'document-retried.*fault-[^km]'
has "$work/faults2.log" 'document-retried.*fault-kill' # memory may be there again: it is read anew
[ -z "$memory" ] || has "$work/faults2.log" 'document-retried.*fault-memory'
has "$err" 'làm chương trình hỏng'
try 'a repaired program reads it on retry' 0 "$chitieu" retry --db "$work/faults.db"
is "$(query "$work/faults.db" "select count(*) from document where status = 'failed'")" 0 'failed'
is "$(find "$work/faults.db.quarantine" -type f | wc -l)" 0 'files in quarantine'
tired=$work/tired
mkdir "$tired"
cp -p "$faults/good.docx" "$tired/good.docx"
variant tired "$tired/zz-fault-tired.docx"
old "$tired"
try 'what costs a worker its life once is read by the next one' 0 "${hurt[@]}" run --inbox "$tired" --db "$work/tired.db" --jobs 1 --max-worker-files 9 --log "$work/tired.log"
has "$work/tired.log" '"code":"document-retried".*zz-fault-tired'
is "$(query "$work/tired.db" "select count(*) from document where status = 'loaded'")" 2 'loaded'
try 'a worker reads one file, unless more are allowed' 0 "${hurt[@]}" run --inbox "$tired" --db "$work/fresh.db" --jobs 1 --log "$work/fresh.log"
lacks "$work/fresh.log" 'document-retried'

# --- Memory --------------------------------------------------------------------------------------------------------------
if [ -n "$memory" ]; then
    short=$work/short
    mkdir "$short"
    cp "$inbox"/*.docx "$inbox"/*.xlsx "$short"
    cp tests/scored/07-numbered.doc tests/scored/08-review.rtf tests/scored/09-older.xls "$short"
    cp tests/cases/ubnd-xa-dong-mai-2022-9t.xlsx/saved-as.html "$short"
    rm "$short/note.docx"
    old "$short"
    files=$(find "$short" -type f | wc -l)
    begin 'a worker short of memory is not the document, whatever its limit'
    for limit in 10M 40M 80M; do
        rm -rf "$work"/short.db*
        timeout 120 "$chitieu" run --inbox "$short" --db "$work/short.db" --max-worker-memory-bytes $limit --log "$work/short.$limit.log" 2>"$err"
        is "$(query "$work/short.db" 'select count(*) from document')" "$files" "documents at $limit"
        is "$(query "$work/short.db" "select count(*) from document where status = 'failed' and reason not like '%--max-worker-memory-bytes%'")" 0 "other reasons at $limit"
        [ $limit != 10M ] || is "$(query "$work/short.db" "select count(*) from document where status = 'failed'")" "$files" 'failed'
        [ $limit != 10M ] || cp -r "$work/short.db" "$work/short10.db"
        [ $limit != 10M ] || cp -r "$work/short.db.quarantine" "$work/short10.db.quarantine"
    done
    try 'and the next run reads it again, without being asked to' 0 "$chitieu" run --inbox "$short" --db "$work/short10.db"
    is "$(query "$work/short10.db" "select count(*) from document where status = 'loaded'")" "$files" 'loaded'
    is "$(find "$work/short10.db.quarantine" -type f | wc -l)" 0 'files in quarantine'
    begin 'a command whose own memory is short ends with 75 and records nothing'
    for limit in 60000 80000 100000 120000; do
        rm -rf "$work"/own.db*
        (ulimit -v $limit; exec timeout 60 "$chitieu" load --db "$work/own.db" "$short"/*.docx "$short"/*.xls) >"$out" 2>"$err"
        status=$?
        case $status in 0 | 75) ;; *) fail "status $status under ulimit -v $limit"; head -n 3 "$err" ;; esac
        [ -s "$work/own.db" ] || continue
        is "$(query "$work/own.db" "select count(*) from document where status = 'failed'" 2>/dev/null || echo 0)" 0 "failed under ulimit -v $limit"
    done
fi

# --- Locks and signals ----------------------------------------------------------------------------------------------------
stuck=$work/stuck
mkdir "$stuck"
variant stuck "$stuck/fault-hang.docx"
cp "$inbox"/*.xlsx "$stuck/a.xlsx"
old "$stuck"
hang() {
    CHITIEU_INJECT=x "$faulty" run --inbox "$stuck" --db "$work/lock.db" --max-seconds 100 >"$work/hang.out" 2>&1 &
    runner=$!
    for _ in $(seq 100); do
        [ -s "$work/lock.db.lock" ] && [ "$(query "$work/lock.db" 'select count(*) from document' 2>/dev/null)" = 1 ] && return
        sleep 0.05
    done
}
hang
try 'a second run says who holds the lock' 75 "$chitieu" run --inbox "$inbox" --db "$work/lock.db"
has "$err" "process $runner on .* since "
try 'a part of the inbox waits for a whole run, too' 75 "$chitieu" run --inbox "$inbox" --db "$work/lock.db" --shard 1/2
begin 'the lock dies with the process, the workers with it'
kill -9 "$runner"
wait "$runner" 2>/dev/null
gone || fail 'workers are left'
expect 1 "$chitieu" run --inbox "$inbox" --db "$work/lock.db"
rm -rf "$work"/lock.db*
hang
begin 'a second SIGTERM does not wait for a worker that hangs'
kill -TERM "$runner"
sleep 0.3
kill -0 "$runner" 2>/dev/null || fail 'the first did not wait'
kill -INT "$runner"
wait "$runner"
is $? 75 'status'
has "$work/hang.out" '1 of 2 files are left'
is "$(query "$work/lock.db" 'select count(*) from run where finished_at is null')" 0 'unfinished runs'
gone || fail 'workers are left'
expect 0 "$chitieu" run --inbox "$stuck" --db "$work/lock.db"
is "$(query "$work/lock.db" "select count(*) from document where status = 'loaded'")" 2 'loaded'
begin 'SIGTERM lets what is in work end'
"$chitieu" run --inbox "$inbox" --db "$work/term.db" 2>"$err" &
runner=$!
sleep 0.05
kill -TERM "$runner"
wait "$runner"
case $? in 1 | 75) ;; *) fail 'the status is neither 75 nor that of a whole run' ;; esac
expect 1 "$chitieu" run --inbox "$inbox" --db "$work/term.db"
whole "$work/term.db"

# --- Kills ------------------------------------------------------------------------------------------------------------------
begin "$kills kills at random moments"
start=$(date +%s%N)
"$chitieu" run --inbox "$inbox" --db "$work/time.db" 2>/dev/null
span=$((($(date +%s%N) - start) / 1000))
done_kills=0 round=0
while [ "$done_kills" -lt "$kills" ]; do
    round=$((round + 1))
    db=$work/kill.db
    rm -rf "$db"*
    # Up to four in a row, each of which leaves its own ruins.
    for _ in 1 2 3 4; do
        "$chitieu" run --inbox "$inbox" --db "$db" 2>/dev/null &
        runner=$!
        delay=$(((RANDOM * 32768 + RANDOM) % (span + span / 5)))
        sleep "$(printf '0.%06d' "$((delay % 1000000))")"
        kill -9 "$runner" 2>/dev/null && done_kills=$((done_kills + 1))
        wait "$runner" 2>/dev/null
    done
    "$chitieu" run --inbox "$inbox" --db "$db" 2>"$err"
    [ $? -eq 1 ] || { fail "round $round: the next run did not go through"; head -n 3 "$err"; }
    whole "$db" "round $round: the database differs"
    is "$(find "$db.quarantine" -type f | wc -l)" 2 'files in quarantine'
done

# --- Disks ------------------------------------------------------------------------------------------------------------------
disk() { mkdir -p "$mounted" && mount -t tmpfs -o "size=$1" chitieu-test "$mounted" 2>/dev/null; }
if disk 300k; then
    begin 'a full disk ends the run; the next one completes it'
    for size in 300k 700k 1200k; do
        mount -o "remount,size=$size" "$mounted"
        expect 74 "$chitieu" run --inbox "$inbox" --db "$mounted/x.db"
        has "$err" 'room|full|written|space'
    done
    mount -o remount,size=50m "$mounted"
    expect 1 "$chitieu" run --inbox "$inbox" --db "$mounted/x.db"
    whole "$mounted/x.db"
    begin 'a disk that becomes read-only'
    mount -o remount,ro "$mounted"
    expect 74 "$chitieu" run --inbox "$inbox" --db "$mounted/x.db" --rules "$work/rules"
    mount -o remount,rw "$mounted"
    expect 1 "$chitieu" run --inbox "$inbox" --db "$mounted/x.db"
    whole "$mounted/x.db"
    umount "$mounted"
    disk 4k
    try 'a quarantine on a full disk keeps nothing else away' 74 "$chitieu" run --inbox "$inbox" --db "$work/q.db" --quarantine "$mounted/q"
    has "$err" 'quarantine'
    whole "$work/q.db"
    umount "$mounted"
else
    echo 'night: no disk can be mounted here (not root): the tests of full and read-only disks are left out'
fi
begin 'a database that is locked, and one that is gone'
expect 1 "$chitieu" run --inbox "$inbox" --db "$work/held.db"
mkfifo "$work/hold"
sqlite3 "$work/held.db" <"$work/hold" >"$work/held" 2>&1 &
exec 9>"$work/hold"
printf 'BEGIN EXCLUSIVE;\n.print locked\n' >&9
for _ in $(seq 50); do grep -q locked "$work/held" && break; sleep 0.1; done
expect 75 "$chitieu" run --inbox "$inbox" --db "$work/held.db"
exec 9>&-
wait
expect 1 "$chitieu" run --inbox "$inbox" --db "$work/held.db"
whole "$work/held.db"
rm -r "$work"/held.db*
expect 1 "$chitieu" run --inbox "$inbox" --db "$work/held.db"
whole "$work/held.db"

begin 'what people sent is as it was'
(cd "$inbox" && find . -type f -exec sha256sum {} + | sort) >"$work/inbox.after"
same "$work/inbox.before" "$work/inbox.after" 'the inbox differs'
finish
echo "night: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
