#!/bin/bash
# The scored set: what a person reads in the reports of tests/scored/ against what the program reads. The thresholds stand
# where the program stands, so that a change that reads one value less fails.
#
#     tests/scored/truth.tsv            report, indicator, status, value: every indicator
#     tests/scored/truth-metadata.tsv   report, field, value
#     tests/scored/truth-mentions.tsv   report, type, number, symbol, date
#
# Prints a line a report and, behind it, every difference. Ends with "scored: N passed, N failed": a report that is read as
# it should be is one passed.
#
#     tests/scored.sh build/chitieu
set -u
chitieu=$(realpath "$1")
cd "$(dirname "$0")/.." || exit 75
export LC_ALL=C.UTF-8
set=tests/scored
work=$(mktemp -d) || exit 75
trap 'rm -rf "$work"' EXIT

# A percentage from a fraction may differ by this much, in points; all else is exact to this share (DECISIONS, Tolerance).
percent_tolerance=0.0051
exact_tolerance=1e-6

find $set -name '[0-9]*' -print0 | sort -z | xargs -0 "$chitieu" normalize --rules rules >"$work/reports.jsonl" 2>"$work/words"
if [ -s "$work/words" ]; then
    cat "$work/words"
fi
{ echo '['; paste -sd, "$work/reports.jsonl"; echo ']'; } >"$work/reports.json"

sqlite3 -separator $'\t' "$work/score.db" >"$work/score" <<SQL || exit 70
create table truth(file, indicator, status, value);
create table truth_head(file, field, value);
create table truth_mention(file, type, number, symbol, date);
.import $set/truth.tsv truth
.import $set/truth-metadata.tsv truth_head
.import $set/truth-mentions.tsv truth_mention
create table report as select replace(json_extract(value, '\$.source.path'), '$set/', '') as file, value as j
    from json_each(readfile('$work/reports.json'));
create table read as select file, json_extract(o.value, '\$.indicator') as indicator, json_extract(o.value, '\$.status') as status,
    json_extract(o.value, '\$.value') as value, json_extract(o.value, '\$.numerator') is not null as fraction,
    json_extract(o.value, '\$.raw') as raw from report, json_each(j, '\$.observations') as o;
create table mention as select file, lower(json_extract(m.value, '\$.fields.type')) as type,
    json_extract(m.value, '\$.fields.number') || '/' || json_extract(m.value, '\$.fields.symbol') as name,
    ifnull(json_extract(m.value, '\$.fields.date'), '') as date
    from report, json_each(j, '\$.mentions') as m where json_extract(m.value, '\$.rule') = 'cited-document';

create table difference(file, what, place, wanted, found);
insert into difference select t.file, 'value', t.indicator, t.status || ' ' || t.value,
    ifnull(r.status || ' ' || ifnull(r.value, '') || ' "' || ifnull(r.raw, '') || '"', 'nothing')
    from truth as t left join read as r using (file, indicator)
    where r.status is not t.status or (t.status = 'reported' and
        abs(r.value - t.value) > iif(r.fraction, $percent_tolerance, $exact_tolerance * max(1, abs(t.value))));
update difference set what = 'silent' where what = 'value' and found like 'reported %';
insert into difference select h.file, 'head', h.field, h.value, ifnull(json_extract(j, '\$.report.' || h.field), '')
    from truth_head as h left join report using (file)
    where lower(h.value) <> lower(ifnull(json_extract(j, '\$.report.' || h.field), ''));
insert into difference select file, 'mention', type, number || '/' || symbol, 'nothing' from truth_mention as t
    where not exists (select 1 from mention as m where m.file = t.file and m.type = lower(t.type) and
        m.name = t.number || '/' || t.symbol and m.date = t.date);
insert into difference select file, 'mention', type, 'nothing', name || ' ' || date from mention as m
    where not exists (select 1 from truth_mention as t where t.file = m.file and lower(t.type) = m.type and
        m.name = t.number || '/' || t.symbol and m.date = t.date);
select t.file, count(*), sum(t.status = 'reported'), sum(t.status = 'reported' and r.status = 'reported'),
    sum(r.status = 'review'), (select count(*) from difference as d where d.file = t.file)
    from truth as t left join read as r using (file, indicator) group by 1 order by 1;
.output $work/differences
select * from difference order by 1, 2, 3;
SQL

printf '%-20s %10s %9s %9s %7s %12s\n' report indicators reported read review differences
awk -F'\t' '{ printf "%-20s %10s %9s %9s %7s %12s\n", $1, $2, $3, $4, $5, $6 }' "$work/score"
if [ -s "$work/differences" ]; then
    awk -F'\t' '{ printf "FAILED scored: %s: %s %s: wanted \"%s\", found \"%s\"\n", $1, $2, $3, $4, $5 }' "$work/differences"
fi
passed=$(awk -F'\t' '$6 == 0' "$work/score" | wc -l)
failed=$(awk -F'\t' '$6 != 0' "$work/score" | wc -l)
[ $((passed + failed)) -gt 0 ] || failed=1
echo "scored: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
