#!/bin/bash
# Golden tests. A case is a folder of tests/cases/ with two files:
#
#     input      the path of an office file, from the top of the tree
#     expected   what a person found in it by reading, tab-separated, in this order:
#                    report    KEY  VALUE                   head and foot: issuer, number, symbol, issued_on, period, signer
#                    INDICATOR STATUS  VALUE  CELL          every observation that is not blank, in form order
#                    count     STATUS  HOW MANY
#                    cited     NUMBER  SYMBOL  DATE         in the order of the prose
#                    finding   CHECK   INDICATOR
#                    coverage  WHAT    HOW MANY
#
# Ends with "golden: N passed, N failed".
#
#     tests/golden.sh build/chitieu             run all cases
#     tests/golden.sh build/chitieu FILE        print what is read from a file, to be checked by hand
set -u
chitieu=$(realpath "$1")
cd "$(dirname "$0")/.." || exit 75
work=$(mktemp -d) || exit 75
trap 'rm -rf "$work"' EXIT

# The report of a file, in the lines above.
read_file() {
    "$chitieu" normalize --rules rules "$1" >"$work/report.json" || return
    sqlite3 -separator $'\t' :memory: <<SQL
create table report(j);
insert into report values (json(readfile('$work/report.json')));
select 'report', key, value from report, json_each(j, '\$.report')
    where key in ('issuer', 'number', 'symbol', 'issued_on', 'period', 'signer');
create view observation as select json_extract(value, '\$.indicator') as indicator,
    json_extract(value, '\$.status') as status, json_extract(value, '\$.value') as value,
    replace(ifnull(json_extract(value, '\$.raw'), ''), char(10), ' / ') as raw
    from report, json_each(j, '\$.observations');
select indicator, status, ifnull(value, ''), raw from observation where status <> 'blank';
select 'count', status, count(*) from observation group by status order by status;
select 'cited', ifnull(json_extract(value, '\$.fields.number'), ''), ifnull(json_extract(value, '\$.fields.symbol'), ''),
    ifnull(json_extract(value, '\$.fields.date'), '') from report, json_each(j, '\$.mentions')
    where json_extract(value, '\$.rule') = 'cited-document';
select 'finding', json_extract(value, '\$.check'), ifnull(json_extract(value, '\$.indicator'), '')
    from report, json_each(j, '\$.findings');
select 'coverage', substr(fullkey, 12), value from report, json_tree(j, '\$.coverage') where atom is not null;
SQL
}

if [ $# -gt 1 ]; then
    read_file "$2"
    exit
fi

passed=0 failed=0
for case in tests/cases/*/; do
    [ -f "$case/input" ] || continue
    read_file "$(cat "$case/input")" >"$work/actual" 2>&1
    if diff "$case/expected" "$work/actual" >"$work/diff"; then
        passed=$((passed + 1))
    else
        echo "FAILED golden: $(basename "$case") (< expected, > read)"
        cat "$work/diff"
        failed=$((failed + 1))
    fi
done
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
