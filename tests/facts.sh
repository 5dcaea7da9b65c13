#!/bin/bash
# What the seed report states, fact by fact, as metadata, mention, observation or finding of its report.
#
#     tests/facts/seed.tsv    fact, where it must be, of what, and how it reads; the facts were listed by a person
#
#         report       a field of the head or foot          its value
#         recipient                                         one of the recipients
#         mention      a rule                               fields, "name=value; name=value"
#         observation  an indicator                         its value, and the fraction behind it
#         label        an indicator                         words of its label
#         finding      a check                              words of its sentence
#
# Ends with "facts: N passed, N failed".
#
#     tests/facts.sh build/chitieu
set -u
chitieu=$(realpath "$1")
cd "$(dirname "$0")/.." || exit 75
export LC_ALL=C.UTF-8
work=$(mktemp -d) || exit 75
trap 'rm -rf "$work"' EXIT

"$chitieu" normalize --rules rules samples/bqlkdl-cam-ranh-2021-s1.docx >"$work/report.json" || exit 70
sqlite3 -separator $'\t' "$work/facts.db" >"$work/missing" <<SQL || exit 70
create table fact(id, place, name, reads);
.import tests/facts/seed.tsv fact
create table report(j);
insert into report values (json(readfile('$work/report.json')));
create table has(place, name, reads);
insert into has select 'report', key, value from report, json_each(j, '\$.report') where type in ('text', 'real', 'integer');
insert into has select 'recipient', '', value from report, json_each(j, '\$.report.recipients');
insert into has select 'observation', json_extract(value, '\$.indicator'), printf('%.15g', json_extract(value, '\$.value')) ||
    ifnull(' ' || json_extract(value, '\$.numerator') || '/' || json_extract(value, '\$.denominator'), '')
    from report, json_each(j, '\$.observations') where json_extract(value, '\$.status') = 'reported';
insert into has select 'label', json_extract(value, '\$.indicator'), json_extract(value, '\$.label')
    from report, json_each(j, '\$.observations');
insert into has select 'finding', json_extract(value, '\$.check'), json_extract(value, '\$.message')
    from report, json_each(j, '\$.findings');
-- the fields that a fact names must all be in one mention, in their order
insert into has select 'mention', json_extract(m.value, '\$.rule'), (select group_concat(f.key || '=' || f.value, '; ')
    from json_each(m.value, '\$.fields') as f) from report, json_each(j, '\$.mentions') as m;
select id, place, name, reads from fact as f where not exists (select 1 from has as h where h.place = f.place and h.name = f.name and
    case f.place when 'mention' then instr('; ' || h.reads || ';', '; ' || f.reads || ';') > 0
        when 'label' then instr(h.reads, f.reads) > 0 when 'finding' then instr(h.reads, f.reads) > 0
        when 'recipient' then instr(h.reads, f.reads) > 0
        else lower(h.reads) = lower(f.reads) or printf('%.2f', h.reads) = printf('%.2f', f.reads) and f.place = 'observation' end)
    and not (f.place = 'report' and f.reads = '' and not exists (select 1 from has as h where h.place = 'report' and h.name = f.name));
SQL
awk -F'\t' '{ printf "FAILED facts: %s: no %s %s \"%s\"\n", $1, $2, $3, $4 }' "$work/missing"
failed=$(wc -l <"$work/missing")
echo "facts: $(($(wc -l <tests/facts/seed.tsv) - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
