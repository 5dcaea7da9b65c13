#!/bin/bash
# Another form without new code: rule sets drafted from forms (tests/forms/README.md).
#
# Ends with "forms: N passed, N failed".
#
#     tests/forms.sh build/chitieu
set -u
chitieu=$(realpath "$1")
cd "$(dirname "$0")/.." || exit 75
export LC_ALL=C.UTF-8
forms=tests/forms
work=$(mktemp -d) || exit 75
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# what is tested, then what must succeed
expect() {
    local what=$1
    shift
    if "$@" >"$work/out" 2>&1; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    echo "FAILED forms: $what"
    sed 's/^/    /' "$work/out"
}

# status, then the command that must end with it
ends() {
    local wanted=$1
    shift
    "$@"
    local got=$?
    [ "$got" -eq "$wanted" ] || { echo "ended with $got, not $wanted"; return 1; }
}

import() { "$chitieu" rules import "$1" -o "$2" --like rules/cchc-2021 "${@:3}"; }

# Rows of one set that differ from the other's: id and field. Time and aggregate are the known form's.
differences() {
    sqlite3 -separator $'\t' :memory: ".import --csv $1 a" ".import --csv $2 b" "
        with pair(id, field, one, other) as (
            select id, 'label', a.label, b.label from a join b using (id)
            union all select id, 'stt', a.stt, b.stt from a join b using (id)
            union all select id, 'parent', a.parent, b.parent from a join b using (id)
            union all select id, 'level', a.level, b.level from a join b using (id)
            union all select id, 'unit', a.unit, b.unit from a join b using (id)
            union all select id, 'kind', a.kind, b.kind from a join b using (id)
            union all select id, 'codes', a.codes, b.codes from a join b using (id)
            union all select id, 'reporter', a.reporter, b.reporter from a join b using (id)
            union all select id, 'only in the first', '', '-' from a where id not in (select id from b)
            union all select id, 'only in the second', '', '-' from b where id not in (select id from a))
        select id, field from pair where one <> other order by 1, 2"
}

# --- The form we know, from the seed ---------------------------------------------------------------------------------------
seed=samples/bqlkdl-cam-ranh-2021-s1
expect 'the seed as DOCX is drafted' import $seed.docx "$work/seed"
expect 'its draft is a rule set' "$chitieu" rules check "$work/seed"
differences rules/cchc-2021/indicators.csv "$work/seed/indicators.csv" >"$work/found"
cut -f1,2 $forms/seed-differences.tsv >"$work/explained"
expect 'every difference to the hand-checked rows is explained' diff "$work/explained" "$work/found"
expect 'the seed as XLSX is drafted' import $seed.xlsx "$work/seed-xlsx"
expect 'both give the same rows' diff "$work/seed/indicators.csv" "$work/seed-xlsx/indicators.csv"

# --- Another form --------------------------------------------------------------------------------------------------------------
expect 'the blank form is drafted' import $forms/blank.docx "$work/draft" --id bieu-mau-2025
expect 'the draft is a rule set' "$chitieu" rules check "$work/draft"
expect 'the filled form is drafted' import $forms/filled.docx "$work/filled" --id bieu-mau-2025
expect 'both give the same rows' diff "$work/draft/indicators.csv" "$work/filled/indicators.csv"
mkdir "$work/rules"
cp -r "$work/draft" "$work/rules/bieu-mau-2025"
cp -r rules/cchc-2021 "$work/rules/"
expect 'an analyst corrects it' sh $forms/corrections.sh "$work/rules/bieu-mau-2025"
expect 'the corrected rules are right' "$chitieu" rules check "$work/rules/bieu-mau-2025"
expect 'their examples hold' "$chitieu" rules test "$work/rules/bieu-mau-2025"

# What the report says; the form is chosen by what the document holds.
"$chitieu" normalize --rules "$work/rules" $forms/filled.docx >"$work/report.json" 2>"$work/words"
ask() {
    sqlite3 -separator $'\t' :memory: "create table report(j)" \
        "insert into report values (json(readfile('$work/report.json')))" "$1"
}
ask "select json_extract(value, '\$.indicator'), json_extract(value, '\$.status'),
    iif(json_extract(value, '\$.status') = 'reported', printf('%.15g', round(json_extract(value, '\$.value'), 6)), '')
    from report, json_each(j, '\$.observations')" >"$work/read"
expect 'every value of the filled form' diff $forms/truth.tsv "$work/read"
ask "select json_extract(j, '\$.form'), json_extract(j, '\$.report.period'), json_extract(j, '\$.report.issuer'),
    json_extract(j, '\$.report.number'), json_extract(j, '\$.report.signer') from report" >"$work/read"
printf 'bieu-mau-2025\t2025-Q3\tSỞ KHOA HỌC VÀ CÔNG NGHỆ\t71\tLâm Quốc Toàn\n' >"$work/wanted"
expect 'form and head of the filled form' diff "$work/wanted" "$work/read"
"$chitieu" normalize --rules "$work/rules" $seed.docx >"$work/report.json" 2>"$work/words"
ask "select json_extract(j, '\$.form'), count(*) from report, json_each(j, '\$.observations')
    where json_extract(value, '\$.status') = 'reported'" >"$work/read"
printf 'cchc-2021\t8\n' >"$work/wanted"
expect 'the form of the seed' diff "$work/wanted" "$work/read"

# A later form that holds every row of the earlier one takes none of its reports.
cp -r rules/cchc-2021 "$work/rules/cchc-2020-longer"
sed -i 's/^id: cchc-2021$/id: cchc-longer/' "$work/rules/cchc-2020-longer/form.yaml"
printf '7.7-9,,7.7,3,Tỷ lệ hệ thống thông tin dùng chung của tỉnh,%%,percent,,,ratio,,\n' \
    >>"$work/rules/cchc-2020-longer/indicators.csv"
expect 'a longer form is a rule set' "$chitieu" rules check "$work/rules/cchc-2020-longer"
"$chitieu" normalize --rules "$work/rules" $seed.docx >"$work/report.json" 2>"$work/words"
ask "select json_extract(j, '\$.form') from report" >"$work/read"
echo cchc-2021 >"$work/wanted"
expect 'a longer form takes no report of the shorter' diff "$work/wanted" "$work/read"

# --- What cannot be drafted -------------------------------------------------------------------------------------------------
expect 'a folder that is there is left alone' ends 74 import $forms/blank.docx "$work/draft"
expect 'a document without a form' ends 65 import samples/source/seed-report.txt "$work/none"
expect 'no folder named' ends 64 "$chitieu" rules import $forms/blank.docx
expect 'an id that is none' ends 64 import $forms/blank.docx "$work/none" --id 'a/b'
[ ! -e "$work/none" ] || { echo 'FAILED forms: a folder was made for nothing'; failed=$((failed + 1)); }

echo "forms: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
