#!/bin/bash
# The bench: whole processes, interleaved, medians and peak memory, against the floor (bench/floor.c) and whatever
# other programs are installed.
#
#     bench/run.sh BUILD [ROUNDS]
set -eu
build=$1
rounds=${2:-21}
data=$build/bench/data
chitieu=$build/chitieu
mkdir -p "$data"

have() { command -v "$1" >/dev/null 2>&1; }

# NAME <tab> COMMAND lines for one package.
programs() {
    local file=$1 kind=$2
    [ "$kind" = doc ] || printf 'floor: inflate, one SAX pass\t%s %s\n' "$build/bench/floor" "$file"
    printf 'chitieu extract\t%s extract %s\n' "$chitieu" "$file"
    printf 'chitieu extract --raw-text\t%s extract --raw-text %s\n' "$chitieu" "$file"
    printf 'chitieu normalize\t%s normalize --rules rules %s\n' "$chitieu" "$file"
    printf 'chitieu load (into memory)\t%s load --rules rules --db :memory: %s\n' "$chitieu" "$file"
    if [ "$kind" = docx ]; then
        ! have docx2txt || printf 'docx2txt (flat text)\tdocx2txt %s -\n' "$file"
        ! have pandoc || printf 'pandoc\tpandoc -f docx -t plain %s\n' "$file"
        ! python3 -c 'import docx' 2>/dev/null ||
            printf 'python-docx\tpython3 bench/python_docx.py %s\n' "$file"
    elif [ "$kind" = doc ]; then
        ! have catdoc || printf 'catdoc (flat text)\tcatdoc -d utf-8 %s\n' "$file"
        ! have antiword || printf 'antiword\tantiword -m UTF-8 %s\n' "$file"
    else
        ! have xlsx2csv || printf 'xlsx2csv\txlsx2csv %s\n' "$file"
    fi
}

# What takes seconds is run less often.
slow_programs() {
    ! have soffice ||
        printf 'LibreOffice\tsoffice --headless --convert-to txt:Text --outdir %s %s\n' "$data" "$1"
}

bench() {
    local title=$1 file=$2 kind=$3 times=$4
    [ -f "$file" ] || { echo "$title: $file is absent"; return; }
    # Fields rather than a shell's word splitting: the list must not break a name.
    case $file in *' '*) cp "$file" "$data/copy.$kind"; file=$data/copy.$kind ;; esac
    echo "$title ($(stat -c %s "$file") bytes, $times rounds)"
    programs "$file" "$kind" | "$build/bench/measure" "$times"
    if [ "$kind" != xlsx ] && [ "$(slow_programs "$file")" ]; then
        slow_programs "$file" | "$build/bench/measure" 3
    fi
    echo
}

large=$data/large.docx
sheet=$data/million.xlsx
[ -f "$large" ] || "$build/bench/generate" docx "$large"
[ -f "$sheet" ] || "$build/bench/generate" xlsx "$sheet"

echo "$(nproc) processors, $(uname -m), $(date -u +%F); chitieu $("$chitieu" --version | cut -d' ' -f2)"
echo
for file in samples/*.docx; do
    bench "A report: ${file#samples/}" "$file" docx "$rounds"
    break
done
for file in samples/*.xlsx; do
    bench "A workbook: ${file#samples/}" "$file" xlsx "$rounds"
    break
done
bench "A large DOCX: one table of 4,000 rows" "$large" docx 7
# Word 97's own format can only be had from an office program.
if have soffice; then
    [ -f "$data/large.doc" ] ||
        soffice --headless --convert-to 'doc:MS Word 97' --outdir "$data" "$large" >/dev/null 2>&1
    bench "The same as Word 97 has it" "$data/large.doc" doc 7
else
    echo "The same as Word 97 has it: LibreOffice (soffice) is not installed to make it."
    echo
fi
bench "A sheet of 1,000,000 cells" "$sheet" xlsx 3

# The alignment at its largest, with nothing to unpack: 5,000 rows against a form of 1,000.
if have python3; then
    python3 bench/large_form.py rules/cchc-2021 "$data/large-form"
    echo "A table of 5,000 rows against a form of 1,000 (document record, 7 rounds)"
    printf 'chitieu normalize\t%s normalize --rules %s %s\n' "$chitieu" "$data/large-form/rules" "$data/large-form/document.jsonl" |
        "$build/bench/measure" 7
    echo
fi
