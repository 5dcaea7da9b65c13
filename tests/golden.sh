#!/bin/bash
# Golden tests: what a person found by reading the samples (samples/README.md) against what the program reads.
#
#     samples/expected.tsv             every observation that is not blank
#     samples/expected-metadata.tsv    head and foot
#     samples/expected-mentions.tsv    cited documents, in reading order
#     tests/cases/SAMPLE/expected      findings and coverage, tab-separated: finding CHECK INDICATOR, WHAT HOW MANY
#
# Letters' case does not matter. Ends with "golden: N passed, N failed".
#
#     tests/golden.sh build/chitieu
set -u
chitieu=$(realpath "$1")
cd "$(dirname "$0")/.." || exit 75
export LC_ALL=C.UTF-8
work=$(mktemp -d) || exit 75
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# One query over the report in $work/report.json, tab-separated.
ask() {
    sqlite3 -separator $'\t' :memory: "create table report(j)" \
        "insert into report values (json(readfile('$work/report.json')))" "$1"
}

observations() {
    ask "select json_extract(value, '\$.indicator'), json_extract(value, '\$.status'),
        iif(json_type(value, '\$.value') is null, '', printf('%.15g', round(json_extract(value, '\$.value'), 6))),
        ifnull(json_extract(value, '\$.numerator'), ''), ifnull(json_extract(value, '\$.denominator'), '')
        from report, json_each(j, '\$.observations') where json_extract(value, '\$.status') <> 'blank'"
}

metadata() {
    ask "select ifnull(json_extract(j, '\$.report.period'), ''), ifnull(json_extract(j, '\$.report.issuer'), ''),
        ifnull(json_extract(j, '\$.report.number'), ''), ifnull(json_extract(j, '\$.report.symbol'), ''),
        ifnull(json_extract(j, '\$.report.issued_on'), ''), ifnull(json_extract(j, '\$.report.signer'), '') from report"
}

mentions() {
    ask "select ifnull(json_extract(value, '\$.fields.type'), ''), ifnull(json_extract(value, '\$.fields.number'), ''),
        ifnull(json_extract(value, '\$.fields.symbol'), ''), ifnull(json_extract(value, '\$.fields.date'), '')
        from report, json_each(j, '\$.mentions') where json_extract(value, '\$.rule') = 'cited-document'"
}

accounts() {
    ask "select 'finding', json_extract(value, '\$.check'), ifnull(json_extract(value, '\$.indicator'), '')
        from report, json_each(j, '\$.findings');
        select substr(fullkey, 12), value from report, json_tree(j, '\$.coverage') where atom is not null"
}

# What a table expects of the sample, without the sample's name.
expected() { awk -F'\t' -v sample="$2" '$1 == sample' "$1" | cut -f2-; }

# sample, what, file of what is expected, and the question that gives what is read
compare() {
    "$4" | sed 's/.*/\L&/' >"$work/read"
    if sed 's/.*/\L&/' "$3" | diff - "$work/read" >"$work/diff"; then
        passed=$((passed + 1))
        return
    fi
    echo "FAILED golden: $2 of $1 (< expected, > read)"
    cat "$work/diff"
    failed=$((failed + 1))
}

for sample in $(cut -f1 samples/expected-metadata.tsv | tail -n +2); do
    "$chitieu" normalize --rules rules "samples/$sample" >"$work/report.json" || failed=$((failed + 1))
    expected samples/expected.tsv "$sample" >"$work/expected"
    compare "$sample" observations "$work/expected" observations
    expected samples/expected-metadata.tsv "$sample" >"$work/expected"
    compare "$sample" metadata "$work/expected" metadata
    expected samples/expected-mentions.tsv "$sample" >"$work/expected"
    compare "$sample" 'cited documents' "$work/expected" mentions
    [ ! -f "tests/cases/$sample/expected" ] ||
        compare "$sample" 'findings and coverage' "tests/cases/$sample/expected" accounts
    # The same report saved by another program or in an older format.
    for copy in tests/cases/"$sample"/saved-as.*; do
        [ -f "$copy" ] || continue
        "$chitieu" normalize --rules rules "$copy" >"$work/report.json" || failed=$((failed + 1))
        expected samples/expected.tsv "$sample" >"$work/expected"
        compare "$copy" observations "$work/expected" observations
        expected samples/expected-metadata.tsv "$sample" >"$work/expected"
        compare "$copy" metadata "$work/expected" metadata
    done
done
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
