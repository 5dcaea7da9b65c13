#!/bin/bash
# Tests of the command line: every exit status, what goes to stdout and what to stderr, and that the ways into the
# database agree. Ends with "cli: N passed, N failed".
#
#     tests/cli.sh build/chitieu
set -u
chitieu=$(realpath "$1")
cd "$(dirname "$0")/.." || exit 75
work=$(mktemp -d) || exit 75
trap 'rm -rf "$work"' EXIT
export CHITIEU_RULES=$PWD/rules LC_ALL=C.UTF-8 NO_COLOR=1

docx=$(find samples -name '*.docx' | sort | head -n 1)
xlsx=$(find samples -name '*.xlsx' | sort | head -n 1)
seed=$(find samples -name 'bqlkdl-*.docx' | sort | head -n 1)
# An inbox of reports alone: beside the samples lie notes on how they were made.
samples=$work/samples
mkdir -p "$samples"
find samples -type f \( -name '*.docx' -o -name '*.xlsx' \) -exec cp -p {} "$samples" \;
# What was written just now is left alone for a moment; the tests do not wait for that.
old() { find "$@" -type f -exec touch -d '1 hour ago' {} +; }
old "$samples"
passed=0 failed=0 name='' good=true
out=$work/out err=$work/err

# A case: `try NAME STATUS COMMAND...` runs it; the has/hasnt lines behind belong to it.
finish() {
    [ -z "$name" ] && return
    if $good; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    name=''
}

fail() {
    $good && echo "FAILED cli: $name"
    echo "    $1"
    good=false
}

begin() { finish; name=$1; good=true; }

try() {
    begin "$1"
    local expected=$2 status
    shift 2
    "$@" >"$out" 2>"$err" </dev/null
    status=$?
    [ "$status" -eq "$expected" ] || { fail "status $status, not $expected"; head -n 3 "$err"; }
}

has() { grep -qE -- "$2" "$1" || { fail "no \"$2\" in $(basename "$1"):"; head -n 5 "$1"; }; }
empty() { [ ! -s "$1" ] || { fail "$(basename "$1") is not empty:"; head -n 3 "$1"; }; }
same() { cmp -s "$1" "$2" || { fail "$3"; diff "$1" "$2" | head -n 6; }; }
query() { sqlite3 "$1" "$2"; }
is() { [ "$1" = "$2" ] || fail "$3: \"$1\", not \"$2\""; }

# --- Help and version -----------------------------------------------------------------------------
try 'help lists the commands' 0 "$chitieu" --help
for command in extract normalize load run retry explain export rules log; do has "$out" "^  $command "; done
empty "$err"
for command in extract normalize load run retry explain export rules log; do
    try "help of $command" 0 "$chitieu" "$command" --help
    has "$out" "^Usage: chitieu $command"
    has "$out" '^Examples:'
    has "$out" '^  --verbose'
    cp "$out" "$work/help"
    try "help $command says the same" 0 "$chitieu" help "$command"
    same "$out" "$work/help" 'the two helps differ'
done
try 'version' 0 "$chitieu" --version
has "$out" '^chitieu [0-9]+\.[0-9]+\.[0-9]+(-dev)?$'
version=$(cut -d' ' -f2 "$out")
is "$(sed -n '1s/.*"chitieu \([^"]*\)".*/\1/p' man/chitieu.1 | tr -d '\\')" "$version" 'the version in man/chitieu.1'
is "$(sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)" "${version/-/\~}" 'the version in debian/changelog'
try 'version behind a command' 0 "$chitieu" run --version
has "$out" '^chitieu [0-9]'
try 'every flag of the help is in the manual' 0 true
for command in extract normalize load run retry explain export rules log; do
    for flag in $("$chitieu" "$command" --help | grep -oE '^  --[a-z-]+'); do
        tr -d '\\' <man/chitieu.1 | grep -q -- "$flag" || fail "$flag is not in man/chitieu.1"
    done
done

# --- rules list -------------------------------------------------------------------------------------
try 'what a rule set holds' 0 "$chitieu" rules list rules/cchc-2021
has "$out" '^  cited-document +A document cited'
has "$out" '^ +type, number, symbol, date$'
has "$out" '^  assigned-tasks +1.5-1 >= 1.5-2 \+ 1.5-3$'
has "$out" '^  electronic-shares +7.6.3-1 \+ 7.6.3-2 from 0 to 100$'
has "$out" '^  prose-people-assigned +4.3-1 = prose$'
try 'the same for programs' 0 "$chitieu" rules list --format json
is "$(python3 -c 'import json,sys; s=json.load(open(sys.argv[1]))["sets"][0]; print(s["form"], s["checks"][2]["relation"])' "$out")" \
    'cchc-2021 1.5-1 >= 1.5-2 + 1.5-3' 'what the JSON says'

# --- rules check ------------------------------------------------------------------------------------
# A copy of the real rule set with faults of every kind, in several files.
bad=$work/bad-rules
cp -r rules/cchc-2021 "$bad"
fault() { # FILE FROM TO: the first line with FROM
    FROM=$2 TO=$3 awk '!done && (at = index($0, ENVIRON["FROM"])) {
        $0 = substr($0, 1, at - 1) ENVIRON["TO"] substr($0, at + length(ENVIRON["FROM"])); done = 1 } { print }' \
        "$bad/$1" >"$work/faulty" && mv "$work/faulty" "$bad/$1"
}
try 'a right rule set' 0 "$chitieu" rules check rules/cchc-2021
has "$out" 'nothing is wrong'
empty "$err"
try 'a folder of rule sets' 0 "$chitieu" rules check rules
has "$out" 'rules/cchc-2021: [0-9]+ rows'
try 'a right rule set, quietly' 0 "$chitieu" rules check -q rules
empty "$out"
fault checks.yaml 'left: 1.1-2' 'left: 1.1-22'
fault checks.yaml 'severity: warning' 'sevrity: warning'
fault form.yaml "'^giá trị'" "'^giá (trị'"
fault form.yaml "'^nội dung'" "'^số liệu kỳ'"
fault form.yaml "'^tiêu chí'" "'^(\w+ ?)+:$'"
fault form.yaml "'^danh mục'" "'chỉ tiêu thống kê'"
fault indicators.csv 'Nhiệm vụ,count' 'Nhiệm vụ,counts'
fault units.csv '| STP' '| snv'
try 'everything wrong at once' 78 "$chitieu" rules check "$bad"
has "$out" 'checks.yaml:[0-9]+:[0-9]+: error: Unknown key "sevrity". Did you mean "severity"\?'
has "$out" 'form.yaml:[0-9]+:19: error: Columns: the pattern is wrong here: missing closing parenthesis'
has "$out" 'form.yaml:[0-9]+:9: warning: Columns: no example shows this pattern at work'
has "$out" 'form.yaml:[0-9]+:9: warning: Columns: an earlier pattern, which means label, decides "Chỉ tiêu thống kê"'
has "$out" 'form.yaml:[0-9]+:9: error: Columns: a text of [0-9]+ bytes'
has "$out" 'indicators.csv:[0-9]+:[0-9]+: error: Row 1.1-1: the kind "counts" is unknown'
has "$out" 'units.csv:5:[0-9]+: error: Row stp-kh: the name "snv" is also'
has "$out" '^ +\| {19}\^$'
has "$out" 'bad-rules: [0-9]+ errors, 2 warnings'
empty "$err"
try 'the same for programs' 78 "$chitieu" rules check --format json "$bad"
is "$(python3 -c 'import json,sys; s=json.load(open(sys.argv[1]))["sets"][0]; print(s["errors"] == sum(f["severity"] == "error" for f in s["faults"]), [f["column"] for f in s["faults"] if "parenthesis" in f["message"]])' "$out")" \
    'True [19]' 'what the JSON says'
rm "$bad/units.csv"
try 'a file that is not there' 78 "$chitieu" rules check "$bad"
has "$out" 'units.csv: error: The rule file cannot be read'
try 'two folders' 64 "$chitieu" rules check rules rules
try 'no folder' 78 "$chitieu" rules check "$work/none"

# --- rules test -------------------------------------------------------------------------------------
try 'examples that pass' 0 "$chitieu" rules test rules
has "$out" 'rules/cchc-2021: .* examples passed, 0 failed'
empty "$err"
try 'every example' 0 "$chitieu" rules test --verbose rules
has "$out" 'patterns.yaml:[0-9]+:15: example of cited-document: passed'
has "$out" 'counter-example of cited-document: passed'
rm -r "$bad" && cp -r rules/cchc-2021 "$bad"
fault patterns.yaml 'value: "4165"' 'value: "4156"'
fault patterns.yaml 'giao với tổng số 42 người' 'giao với tổng số bốn mươi'
fault patterns.yaml '"đề ra 22 nhiệm vụ, phấn đấu hoàn thành' '"đề ra 22 nhiệm vụ, hoàn thành'
try 'examples that fail' 1 "$chitieu" rules test "$bad"
has "$out" 'example of people-assigned: read wrongly'
has "$out" '^  - value: 4156$'
has "$out" '^  \+ value: 4165$'
has "$out" 'example of people-assigned: not found'
has "$out" '^  why it matches "số lượng .*", but then "\(\?<value>.*" does not fit "bốn mươi'
has "$out" 'counter-example of tasks-done: found, but must not be'
has "$out" 'examples passed, 3 failed'
try 'the same for programs' 1 "$chitieu" rules test --format json "$bad"
is "$(python3 -c 'import json,sys; s=json.load(open(sys.argv[1]))["sets"][0]; print(s["failed"], [f["found"] for e in s["examples"] if not e["passed"] for f in e["fields"]])' "$out")" \
    "3 ['4165']" 'what the JSON says'
fault form.yaml 'Kết quả thống kê, reads: group' 'Kết quả thống kê, reads: value'
fault values.yaml '"98,5%", reads: reported 98.5' '"98,5%", reads: reported 0.985'
try 'examples of headers and values that fail' 1 "$chitieu" rules test "$bad"
has "$out" 'example of header: read wrongly'
has "$out" '^  \+ reads: group$'
has "$out" '^  \+ reads: reported 98.5$'
fault checks.yaml 'holds: ["1.1-2 = 20, 1.1-1 = 20"]' 'holds: ["1.1-2 = 23, 1.1-1 = 22"]'
fault checks.yaml 'fails: ["1.3.2-2 = 21' 'fails: ["1.3.2-2 = 12'
fault checks.yaml 'holds: ["1.5-1 = ' 'holds: ["1.5-9 = '
try 'examples of checks that fail' 1 "$chitieu" rules test "$bad"
has "$out" 'example of tasks-done-within-plan: fails, but must hold'
has "$out" '^  why 1.1-2 \(23\) is more than 1.1-1 \(22\)'
has "$out" 'counter-example of findings-settled: holds, but must fail'
has "$out" '^  why the check does not name "1.5-9"'
has "$out" ', 8 failed'
try 'checks against their examples' 78 "$chitieu" rules check "$bad"
has "$out" 'checks.yaml:15:13: error: Check tasks-done-within-plan fails in its example: 1.1-2 \(23\) is more'
has "$out" 'Check findings-settled does not fail in its example'
fault patterns.yaml 'unless: phấn [ ] đấu | sẽ' 'unless: phấn đấu | sẽ'
fault checks.yaml '    fails: ["1.5-1' '    # fails: ["1.5-1'
try 'a check without an example' 78 "$chitieu" rules check "$bad"
has "$out" 'patterns.yaml:[0-9]+:17: warning: Rule tasks-done, unless: a space means nothing here'
has "$out" 'warning: Check assigned-tasks has no example of a report in which it fails'
fault patterns.yaml 'rules:' 'rulez:'
try 'no examples of rules that cannot be read' 78 "$chitieu" rules test "$bad"
has "$err" 'Did you mean "rules"'

# --- rules coverage ---------------------------------------------------------------------------------
# Three sentences: one read by a rule, two of one shape that none reads; a heading's number and a year are no numbers.
cat >"$work/prose.jsonl" <<'EOF'
{"schema":"chitieu.document/1","source":{"path":"a.docx","sha256":"","bytes":1,"format":"docx"},"properties":{},"blocks":[{"id":"p1","type":"paragraph","part":"body","text":"1. Kết quả năm 2021"},{"id":"p2","type":"paragraph","part":"body","text":"Thực hiện Quyết định số 02/QĐ-UBND ngày 28/01/2021. Đã mở 12 kệ sách mới."},{"id":"p3","type":"paragraph","part":"body","text":"Trong kỳ đã mở 1.305 kệ sách mới; đạt 98,5 điểm thưởng"}],"warnings":[]}
EOF
try 'what no rule reads' 0 "$chitieu" rules coverage "$work/prose.jsonl"
has "$out" '^1 document$'
has "$out" '^ +1  cited-document +found in 1 document$'
has "$out" '^ +-  people-assigned +never fired$'
has "$out" 'no rule read: 3 of 5, in 3 sentences, of 3 shapes'
has "$out" '^ +1  đã mở 9 kệ sách$'
has "$out" '^ +1  kỳ đã mở 9 kệ sách$'
has "$out" '^ +1  đạt 9 điểm thưởng$'
has "$out" 'a.docx: paragraph 2, characters 59 to 60$'
empty "$err"
try 'the same for programs' 0 "$chitieu" rules coverage --format json "$work/prose.jsonl" "$work/prose.jsonl"
is "$(python3 -c 'import json,sys; c=json.load(open(sys.argv[1])); print(c["documents"], c["numbers"], c["unread"], [(s["count"], s["at"]) for s in c["shapes"]])' "$out")" \
    "2 10 6 [(2, 'p3+15-20'), (2, 'p2+58-60'), (2, 'p3+38-42')]" 'what the JSON says'
try 'every sample' 0 "$chitieu" rules coverage --rules rules/cchc-2021 "$docx" "$xlsx"
has "$out" '^2 documents$'
try 'coverage of nothing' 64 "$chitieu" rules coverage
has "$err" 'Name the documents'
try 'coverage of what cannot be read' 66 "$chitieu" rules coverage "$work/none.docx"
"$chitieu" normalize "$docx" >"$work/report-of.jsonl" 2>/dev/null
try 'coverage of a report' 65 "$chitieu" rules coverage "$work/report-of.jsonl"

# --- rules schema -----------------------------------------------------------------------------------
try 'the schema of a rule file' 0 "$chitieu" rules schema checks
is "$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["required"])' "$out")" "['checks']" 'what checks.yaml must have'
try 'the schema of no rule file' 64 "$chitieu" rules schema check
has "$err" 'Name one of: form, '

# --- 64: the command line ---------------------------------------------------------------------------
usage() {
    local title=$1 words=$2
    shift 2
    try "$title" 64 "$chitieu" "$@"
    empty "$out"
    has "$err" "$words"
    [ "$(wc -l <"$err")" -eq 1 ] || fail 'the message is not one line'
}
usage 'no command' 'chitieu --help'
usage 'mistyped command' 'did you mean extract\?' extrct a.docx
usage 'unknown command' 'see chitieu --help' frobnicate
usage 'mistyped flag' 'did you mean --format\?' extract --fromat json a.docx
usage 'mistyped limit' 'did you mean --max-cells\?' extract --max-cell 3 a.docx
usage 'unknown flag' 'There is no flag' extract --xyzzyplugh a.docx
usage 'flag of another command' 'flag of "load"' explain --db x.db
usage 'flag without value' '--format needs a value' extract --format
usage 'empty value' '--db needs a value' load --db= a.docx
usage 'switch with a value' 'takes no value' run --dry-run=yes
usage 'wrong choice' 'one of json\|text' extract --format xml a.docx
usage 'limit that is no number' 'whole number' extract --max-cells many a.docx
usage 'limit over any number' 'whole number' extract --max-cells 99999999999999999999G a.docx
usage 'rules without a subcommand' 'chitieu rules --help' rules
usage 'mistyped subcommand of rules' 'did you mean check\?' rules chek
usage 'extract without file' 'Name a file' extract
usage 'load without database' '--db' load a.jsonl
usage 'run without inbox' '--inbox' run --db "$work/x.db"
usage 'run without database' '--dry-run' run --inbox "$samples"
usage 'run with a file' '--inbox' run "$docx" --db "$work/x.db"
usage 'explain without indicator' 'an indicator' explain "$docx"
usage 'explain, mistyped indicator' '1\.1-1' explain "$docx" 1.1-l
usage 'explain, no such indicator' 'no such indicator' explain "$docx" zzzzzzzzz
usage 'explain, a heading' 'is a heading' explain "$docx" 1.1
usage 'export without format' '--format' export --db "$work/x.db" -o -
usage 'export without output' '-o' export --db "$work/x.db" --format csv

# --- 65 and 66: the input -----------------------------------------------------------------------------
: >"$work/empty.docx"
for _ in $(seq 500); do printf '\201\202\203\000\377'; done >"$work/garbage.docx"
printf '{"schema":"chitieu.document/1","source":' >"$work/cut.jsonl"
head -c 3000 "$docx" >"$work/cut.docx"
bad() {
    local title=$1 status=$2 words=$3
    shift 3
    try "$title" "$status" "$@"
    empty "$out"
    has "$err" "^chitieu: .*$words"
}
for command in extract normalize; do
    bad "$command: missing file" 66 'nowhere\.docx' "$chitieu" $command nowhere.docx
    bad "$command: empty file" 65 'empty\.docx' "$chitieu" $command "$work/empty.docx"
    bad "$command: garbage" 65 'garbage\.docx' "$chitieu" $command "$work/garbage.docx"
    bad "$command: file cut short" 65 'cut\.docx' "$chitieu" $command "$work/cut.docx"
    bad "$command: directory" 66 "$work" "$chitieu" $command "$work"
    bad "$command: nothing on stdin" 65 'standard input' "$chitieu" $command -
done
bad 'explain: missing file' 66 'nowhere\.docx' "$chitieu" explain nowhere.docx 1.1-1
bad 'normalize: record cut short' 65 'cut\.jsonl:1' "$chitieu" normalize "$work/cut.jsonl"
bad 'limit on the file' 65 "$(basename "$docx")" "$chitieu" extract --max-file-bytes 10 "$docx"
bad 'limit on cells' 65 "$(basename "$docx")" "$chitieu" extract --max-cells=5 "$docx"
bad 'run: missing inbox' 66 'nowhere' "$chitieu" run --inbox nowhere --db "$work/x.db"
bad 'run: missing list' 66 'nowhere' "$chitieu" run --files-from nowhere --db "$work/x.db"
bad 'export: missing database' 66 'nowhere\.db' "$chitieu" export --db nowhere.db --format csv -o -
[ ! -e nowhere.db ] || fail 'export made a database'
if [ "$(id -u)" -ne 0 ]; then
    cp "$docx" "$work/secret.docx"
    chmod 000 "$work/secret.docx"
    bad 'unreadable file' 66 'secret\.docx' "$chitieu" extract "$work/secret.docx"
    rm -f "$work/secret.docx"
else
    bad 'file below a file' 66 'under' "$chitieu" extract "$docx/under"
fi

# --- 1: some failed, the others go on ---------------------------------------------------------------------
try 'extract goes on behind a bad file' 1 "$chitieu" extract "$work/empty.docx" "$docx"
is "$(wc -l <"$out")" 1 'documents printed'
has "$err" 'empty\.docx'
try 'a stream goes on behind a bad line' 1 bash -c \
    '{ "$0" extract "$1"; echo "{\"schema\":"; "$0" extract "$1"; } | "$0" normalize' "$chitieu" "$docx"
is "$(wc -l <"$out")" 2 'reports printed'
has "$err" 'standard input:2'
mkdir -p "$work/inbox/sub" "$work/inbox/.hidden"
cp "$docx" "$work/inbox/sub/good.docx"
cp "$work/garbage.docx" "$work/inbox/bad.docx"
cp "$docx" "$work/inbox/~\$good.docx"
cp "$docx" "$work/inbox/.hidden/a.docx"
cp "$docx" "$work/inbox/.b.docx"
old "$work/inbox"
try 'run goes on behind a bad file' 1 "$chitieu" run --inbox "$work/inbox" --db "$work/inbox.db" --summary
has "$err" 'bad\.docx'
has "$out" '^bad\.docx .*failed: '
has "$out" '^sub/good\.docx '
is "$(sed '/^$/q' "$out" | wc -l)" 5 'lines of the summary'
is "$(query "$work/inbox.db" "select count(*) from document")" 2 'documents'
is "$(query "$work/inbox.db" "select count(*) from document where status='failed' and reason<>''")" 1 'failed rows'
is "$(query "$work/inbox.db" "select seen||loaded||failed from run")" 211 'seen, loaded, failed'

# --- 74: the output ------------------------------------------------------------------------------------------
for command in "extract $docx" "normalize $docx" "explain $docx 1.1-1" '--help' '--version'; do
    # shellcheck disable=SC2086
    { try "full disk: ${command%% *}" 74 bash -c '"$@" >/dev/full' - "$chitieu" $command
      has "$err" 'cannot be written'
      try "closed stdout: ${command%% *}" 74 bash -c '"$@" >&-' - "$chitieu" $command
      has "$err" 'cannot be written'; }
done
try 'closed pipe' 74 bash -c '"$0" extract "$1" | true; exit "${PIPESTATUS[0]}"' "$chitieu" "$docx"
try 'full log' 74 "$chitieu" normalize --log /dev/full "$docx"
try 'a full log keeps no event out of the table' 74 "$chitieu" load --log /dev/full --db "$work/full.db" "$docx"
[ "$(query "$work/full.db" "select count(*) from event where code='row-matched'")" -gt 0 ] || fail 'the events are lost'
# What fails amid a document's events takes the document back with them, and ends the run.
"$chitieu" load --db "$work/half.db" /dev/null >"$out" 2>"$err" || true
sqlite3 "$work/half.db" "create trigger full before insert on event when new.ordinal = 9 begin select raise(fail, 'no room'); end"
try 'an event that cannot be written' 74 "$chitieu" load --db "$work/half.db" "$docx"
has "$err" 'no room'
is "$(query "$work/half.db" "select count(*) from document where status = 'loaded'")" 0 'documents without their events'
is "$(query "$work/half.db" "select count(*) from event where document_id is not null and code like 'row%'")" 0 'events without their document'
try 'log in no folder' 74 "$chitieu" extract --log "$work/none/log" "$docx"
try 'database in no folder' 74 "$chitieu" load --db "$work/none/x.db" "$docx"
try 'database that is none' 74 "$chitieu" load --db "$work/garbage.docx" "$docx"
try 'export into a full disk' 74 "$chitieu" export --db "$work/inbox.db" --format csv -o /dev/full
echo old >"$work/old.csv"
try 'a failed export leaves the old file' 66 "$chitieu" export --db nowhere.db --format csv -o "$work/old.csv"
is "$(cat "$work/old.csv")" old 'the old file'

# --- 75: try again later -----------------------------------------------------------------------------------------
mkfifo "$work/hold"
sqlite3 "$work/inbox.db" <"$work/hold" >"$work/held" 2>&1 &
holder=$!
exec 9>"$work/hold"
printf 'BEGIN EXCLUSIVE;\n.print locked\n' >&9
for _ in $(seq 50); do grep -q locked "$work/held" && break; sleep 0.1; done
try 'locked database' 75 "$chitieu" load --db "$work/inbox.db" "$docx"
has "$err" 'inbox\.db'
exec 9>&-
wait "$holder"

# --- 78: the rules ----------------------------------------------------------------------------------------------
mkdir -p "$work/rules/broken" "$work/norules"
cp rules/cchc-2021/* "$work/rules/broken/"
echo 'form: [' >"$work/rules/broken/form.yaml"
bad 'no such rules' 78 'nowhere' "$chitieu" normalize --rules nowhere "$docx"
bad 'folder without rules' 78 'norules' "$chitieu" normalize --rules "$work/norules" "$docx"
bad 'broken rules' 78 'form\.yaml' "$chitieu" normalize --rules "$work/rules" "$docx"
bad 'rules by the environment' 78 'norules' env CHITIEU_RULES="$work/norules" "$chitieu" normalize "$docx"
try 'a folder of rule sets' 0 "$chitieu" normalize --rules rules "$docx"
cp "$out" "$work/by-folder"
try 'one rule set' 0 "$chitieu" normalize --rules rules/cchc-2021 "$docx"
same "$out" "$work/by-folder" 'the reports differ'

# --- 3: findings --------------------------------------------------------------------------------------------------
try 'findings fail a run that asks for it' 3 "$chitieu" run --inbox "$samples" --dry-run --fail-on warning
has "$out" '^load +'
try 'findings fail no other run' 0 "$chitieu" run --inbox "$samples" --dry-run

# --- 0: silence, dry runs, streams ------------------------------------------------------------------------------------
begin 'silence on success'
"$chitieu" run --inbox "$samples" --db "$work/run.db" >"$out" 2>"$err" || fail "status $?"
empty "$out"; empty "$err"
try 'verbose words go to stderr' 0 "$chitieu" run --inbox "$samples" --db "$work/verbose.db" --verbose
empty "$out"
has "$err" 'loaded'
try 'a dry run makes no database' 0 "$chitieu" run --inbox "$samples" --db "$work/dry.db" --dry-run --summary
[ ! -e "$work/dry.db" ] || fail 'there is a database'
has "$out" '^document '
for file in "$docx" "$xlsx"; do
    try "extract $(basename "$file") from stdin" 0 bash -c '"$0" extract - <"$1"' "$chitieu" "$file"
    sed 's/"path":"[^"]*"//' "$out" >"$work/piped"
    "$chitieu" extract "$file" | sed 's/"path":"[^"]*"//' >"$work/named"
    same "$work/piped" "$work/named" 'the documents differ'
    try "extract $(basename "$file") twice" 0 "$chitieu" extract "$file"
    cp "$out" "$work/once"
    try "extract $(basename "$file") again" 0 "$chitieu" extract "$file"
    same "$out" "$work/once" 'the bytes differ'
done
try 'text to read' 0 "$chitieu" extract --format text "$docx"
[ -s "$out" ] || fail 'no text'
find "$samples" -type f | sort >"$work/list"
try 'files from a list' 0 "$chitieu" run --files-from "$work/list" --dry-run --summary
is "$(sed '/^$/q' "$out" | wc -l)" "$(($(wc -l <"$work/list") + 3))" 'lines of the summary'

# --- The ways into the database agree, and going there twice changes nothing --------------------------------------------
dump() {
    query "$1" "select * from indicator order by 1, 2, 3"
    query "$1" "select document_id, path, format, bytes, status, reason, form_id, issuer, number, symbol,
                issued_on, period, title, signer from document order by 1"
    query "$1" "select * from observation order by 1, 2"
    query "$1" "select * from mention order by 1, 2"
    query "$1" "select * from finding order by 1, 2"
}
whole() { dump "$1"; query "$1" "select document_id, run_id, received_at from document order by 1"; }
try 'run loads the samples' 0 true
is "$(query "$work/run.db" "select count(*) from document where status='loaded' or status='review'")" \
    "$(wc -l <"$work/list")" 'documents'
dump "$work/run.db" >"$work/run.dump"
try 'three commands in a pipe' 0 bash -c 'set -o pipefail
    xargs "$0" extract <"$1" | "$0" normalize | "$0" load --db "$2"' "$chitieu" "$work/list" "$work/pipe.db"
dump "$work/pipe.db" >"$work/pipe.dump"
same "$work/run.dump" "$work/pipe.dump" 'the rows differ'
try 'load of office files' 0 xargs -a "$work/list" "$chitieu" load --db "sqlite:$work/load.db"
dump "$work/load.db" >"$work/load.dump"
same "$work/run.dump" "$work/load.dump" 'the rows differ'
whole "$work/run.db" >"$work/before.dump"
"$chitieu" run --inbox "$samples" --db "$work/first.db" --summary | sed '/^$/q' >"$work/first.table"
try 'a second run shows the same table' 0 "$chitieu" run --inbox "$samples" --db "$work/first.db" --summary
sed '/^$/q' "$out" >"$work/second.table"
same "$work/first.table" "$work/second.table" 'the tables differ'
try 'a second run changes nothing' 0 "$chitieu" run --inbox "$samples" --db "$work/run.db"
whole "$work/run.db" >"$work/after.dump"
same "$work/before.dump" "$work/after.dump" 'the rows differ'
is "$(query "$work/run.db" "select loaded||','||unchanged from run order by run_id desc limit 1")" \
    "0,$(wc -l <"$work/list")" 'loaded and unchanged'

# --- Events ---------------------------------------------------------------------------------------------------------------
one_inbox=$work/one
mkdir -p "$one_inbox"
cp "$docx" "$one_inbox/report.docx"
old "$one_inbox"
try 'the log is JSON Lines' 0 "$chitieu" run --inbox "$one_inbox" --db "$work/log.db" --log "$work/log"
[ -s "$work/log" ] || fail 'the log is empty'
while IFS= read -r line; do
    printf "%s" "$line"
    echo
done <"$work/log" | sed "s/'/''/g; s/.*/select json_valid('&');/" | sqlite3 | sort | uniq >"$out"
is "$(cat "$out")" 1 'validity of the lines'
for code in run-started form-found row-matched value-read document-loaded run-finished; do
    has "$work/log" "\"code\":\"$code\""
done
has "$work/log" '"time":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{3}Z"'
has "$work/log" '"run":"[0-9]{8}T'
is "$(query "$work/log.db" 'select count(*) from event')" "$(wc -l <"$work/log")" 'events in the table'
is "$(query "$work/log.db" 'select count(distinct ordinal) from event')" "$(wc -l <"$work/log")" 'ordinals'
# The seed comes as a document and as a workbook: of the two one takes the other's place.
try 'a later report takes the place' 0 sh -c "printf '%s\n' '$docx' '$xlsx' | '$chitieu' run --files-from - --db '$work/chain.db'"
is "$(query "$work/chain.db" "select count(*) from event where code='document-superseded'")" 1 'superseded'
is "$(query "$work/chain.db" "select count(*) from event e join document d on d.supersedes = e.document_id and json_extract(e.detail,'$.by') = d.document_id where e.code='document-superseded'")" 1 'the event names both'
try 'the log is appended to' 0 "$chitieu" extract --log "$work/log2" "$docx"
"$chitieu" run --inbox "$one_inbox" --db "$work/log.db" --log "$work/log"
is "$(grep -c '"code":"run-started"' "$work/log")" 2 'runs in the log'
is "$(query "$work/log.db" "select count(*) from event where code='document-unchanged'")" 1 'unchanged'
is "$(query "$work/log.db" "select count(distinct run_id) from event where code='row-matched'")" 1 \
    'runs with rows matched'

# --- explain ---------------------------------------------------------------------------------------------------------------
try 'explain a value' 0 "$chitieu" explain "$seed" 1.1-1
has "$out" '^1\.1-1 '
has "$out" '^  status +reported'
has "$out" '^  value +23$'
has "$out" '^  place +table [0-9]+, row [0-9]+, column [0-9]+  \(t[0-9]+!R[0-9]+C[0-9]+\)'
has "$out" '^  score '
try 'explain a blank' 0 "$chitieu" explain "$seed" 4.3-1
has "$out" '^  status +blank'
has "$out" 'That is not zero'
try 'explain a fraction' 0 "$chitieu" explain "$seed" 7.6.3-1
has "$out" '^  fraction +149 / 149'
try 'explain a cell of a sheet' 0 "$chitieu" explain "$xlsx" 1.1-1
has "$out" '^  place +.*![A-Z]+[0-9]+  \(t'
"$chitieu" extract "$seed" >"$work/seed.jsonl"
try 'explain a stored document' 0 "$chitieu" explain "$work/seed.jsonl" 1.1-1
has "$out" '^  value +23$'

sed 's/"text":"23"/"text":"23\\u001b[31m"/' "$work/seed.jsonl" >"$work/escape.jsonl"
try 'explain commands no terminal' 0 "$chitieu" explain "$work/escape.jsonl" 1.1-1
has "$out" '\[31m'
! grep -q "$(printf '\033')" "$out" || fail 'an escape went to the terminal'
cp "$work/garbage.docx" "$work/$(printf '\033[31m').docx"
try 'an error commands no terminal' 65 "$chitieu" extract "$work/$(printf '\033[31m').docx"
! grep -q "$(printf '\033')" "$err" || fail 'an escape went to the terminal'

# --- export ------------------------------------------------------------------------------------------------------------------
try 'export as CSV' 0 "$chitieu" export --db "$work/run.db" --format csv -o "$work/a.csv"
empty "$out"
[ ! -e "$work/a.csv.part" ] || fail 'the draft is left'
is "$(sqlite3 :memory: ".import --csv $work/a.csv t" 'select count(*) from t')" \
    "$(query "$work/run.db" 'select count(*) from latest')" 'lines'
try 'export to stdout' 0 "$chitieu" export --db "$work/run.db" --format csv -o -
same "$out" "$work/a.csv" 'file and stdout differ'
try 'export as JSON Lines' 0 "$chitieu" export --db "sqlite:$work/run.db" --format jsonl -o -
is "$(wc -l <"$out")" "$(query "$work/run.db" 'select count(*) from latest')" 'lines'
try 'export with reports that a later one takes the place of' 0 "$chitieu" export --db "$work/run.db" --format jsonl \
    --superseded -o -
is "$(wc -l <"$out")" "$(query "$work/run.db" 'select count(*) from observation')" 'lines'
try 'export of one period' 0 "$chitieu" export --db "$work/run.db" --format jsonl --period 2021-S1 -o -
is "$(wc -l <"$out")" "$(query "$work/run.db" "select count(*) from latest where period='2021-S1'")" 'lines'
try 'export of what is no period' 64 "$chitieu" export --db "$work/run.db" --format jsonl --period 'quý III' -o -
has "$err" '2021-Q3'
try 'export with two databases' 64 "$chitieu" export --db "$work/run.db" --db "$work/a.db" --format jsonl -o -
has "$err" 'twice'
touch "$work/real.csv" && ln -s "$work/real.csv" "$work/link.csv"
try 'export through a link' 0 "$chitieu" export --db "$work/run.db" --format csv -o "$work/link.csv"
same "$work/real.csv" "$work/a.csv" 'the link was replaced'
[ -L "$work/link.csv" ] || fail 'the link is gone'
try 'export of a period nobody reported on' 0 "$chitieu" export --db "$work/run.db" --format jsonl --period 1999 -o -
empty "$out"

finish
echo "cli: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
