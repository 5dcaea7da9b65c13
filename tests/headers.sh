#!/bin/sh
# Holds the structure that docs/architecture.md describes: which folder may include what, no file and no folder too
# large to see whole; and what is made from a table: docs/codes.md from core/codes.def, po/vi.po from the marked texts.
# Ends with "headers: N passed, N failed".
passed=0 failed=0

pass() { passed=$((passed + 1)); }
fail() {
    failed=$((failed + 1))
    echo "FAILED $1"
    [ -z "${2:-}" ] || echo "$2"
}

# folder or file, pattern of the project's headers that files in it and below it may include
may_include() {
    [ -e "$1" ] || { fail "$1 is not there"; return; }
    wrong=$(grep -rHnE '^#include "' "$1" --include='*.c' --include='*.h' |
        grep -vE "#include \"($2)\"|#include \"[^/]*\"")
    if [ -z "$wrong" ]; then pass; else fail "$1 includes what it must not know:" "$wrong"; fi
}

ruleset='normalize/rules/ruleset\.h'
record='extract/document\.h|normalize/report\.h'

# The stages.
may_include core 'core/.*'
may_include extract 'core/.*|extract/.*'
may_include normalize 'core/.*|normalize/.*|extract/document\.h'
may_include load "core/.*|load/.*|normalize/report\.h|$ruleset|normalize/text/fold\.h"
may_include pipeline "core/.*|pipeline/.*|extract/extract\.h|$record|normalize/normalize\.h|$ruleset|normalize/rules/rule_file\.h|normalize/authoring/(check_rules|self_test|examples|usage|schema_json|draft)\.h|normalize/text/fold\.h|load/load\.h"

# The rooms of extract, from below. text/ and ole/ and the packages know no document; what a reader is (format.h) is for the
# readers; no reader knows another, but docx and sheetml know that of HTML: a page may be inserted into a DOCX, and the
# sheets of an XML Spreadsheet come out as those of a page do.
built='extract/document\.h|extract/builder\.h|extract/damage\.h'
may_include extract/text 'core/.*|extract/text/.*'
may_include extract/ole 'core/.*|extract/ole/.*|extract/damage\.h'
may_include extract/package 'core/.*|extract/(builder|damage)\.h|extract/text/color\.h|extract/package/.*'
for file in sax.h sax.c zip.h zip.c opc.h opc.c; do
    may_include "extract/package/$file" 'core/.*|extract/damage\.h|extract/package/(sax|zip|opc)\.h'
done
may_include extract/sheet 'core/.*|extract/builder\.h|extract/(sheet|text)/.*'
may_include extract/word "core/.*|$built|extract/(word|text)/.*"
may_include extract/docx/style 'core/.*|extract/(docx/style|package|word|text)/.*'
may_include extract/docx/content "core/.*|$built|extract/(docx/content|docx/style|package|word|text)/.*"
may_include extract/docx "core/.*|$built|extract/format\.h|extract/(docx|package|ole|word|text)/.*|extract/html/(charset|page/page)\.h"
may_include extract/html/page "core/.*|$built|extract/(html/page|sheet|word|text)/.*"
may_include extract/html "core/.*|$built|extract/format\.h|extract/(html|sheet|word|text)/.*"
may_include extract/doc 'core/.*|extract/format\.h|extract/(doc|ole|word|text)/.*'
may_include extract/rtf 'core/.*|extract/format\.h|extract/(rtf|word|text)/.*'
may_include extract/xls 'core/.*|extract/builder\.h|extract/format\.h|extract/(xls|ole|sheet|text)/.*'
may_include extract/xlsx "core/.*|$built|extract/format\.h|extract/(xlsx|package|sheet|text)/.*"
may_include extract/sheetml "core/.*|$built|extract/format\.h|extract/(sheetml|package|sheet|text)/.*|extract/html/(page/page|sheet_output)\.h"
for file in document document_json document_text cells builder builder_state builder_table builder_sheet builder_overlay; do
    may_include "extract/$file.c" 'core/.*|extract/(document|builder|builder_state|cells)\.h|extract/text/.*'
done

# The rooms of normalize, from the ground up. A rule set holds the words, patterns and labels that the rooms above
# read with; authoring knows them all and is known by none.
may_include normalize/text "core/.*|normalize/text/.*|$ruleset"
may_include normalize/rules 'core/.*|normalize/rules/.*|normalize/text/(fold|regex)\.h|normalize/report\.h|normalize/(labels/labels|prose/register)\.h'
may_include normalize/labels "core/.*|normalize/labels/.*|normalize/text/fold\.h|$ruleset|normalize/table/weights\.h"
may_include normalize/table "core/.*|normalize/(table|labels|text)/.*|$ruleset|normalize/prose/period\.h|extract/document\.h"
may_include normalize/value "core/.*|normalize/(value|text)/.*|normalize/table/(column_period|magnitude|restated)\.h|$ruleset|normalize/prose/period\.h|extract/document\.h"
may_include normalize/prose "core/.*|normalize/(prose|text)/.*|normalize/table/pages\.h|$ruleset|$record"

# The rooms of the pipeline. What runs a worker knows nothing of the night, and no command knows another.
may_include pipeline/cli "core/.*|pipeline/(cli/.*|clock\.h|limits\.h|commands/commands\.h)|extract/document\.h"
may_include pipeline/log "core/.*|pipeline/(log/.*|clock\.h|limits\.h)|load/load\.h"
may_include pipeline/workers "core/.*|pipeline/(workers/.*|cli/exit_status\.h|log/event_list\.h|clock\.h|limits\.h|rulesets\.h)|extract/extract\.h"
may_include pipeline/night "core/.*|pipeline/night/.*|pipeline/workers/(answer_check|pool)\.h|pipeline/log/event_log\.h|pipeline/cli/(exit_status|language|message|options|progress)\.h|pipeline/(clock|database_path|inputs|limits|rulesets)\.h|$record|load/load\.h"

# No file that cannot be seen whole, no folder in which one has to search.
LINES_MAX=600 FILES_MAX=30
sources() { find core extract normalize load pipeline tests bench -name '*.c' -o -name '*.h' -o -name '*.def'; }
long=$(sources | xargs wc -l | awk -v most="$LINES_MAX" '$2 != "total" && $1 > most')
if [ -z "$long" ]; then pass; else fail "files of more than $LINES_MAX lines:" "$long"; fi
full=$(sources | sed 's,/[^/]*$,,' | sort | uniq -c | awk -v most="$FILES_MAX" '$1 > most')
if [ -z "$full" ]; then pass; else fail "folders of more than $FILES_MAX source files:" "$full"; fi

if docs/codes.sh | cmp -s - docs/codes.md; then
    pass
else
    fail "docs/codes.md is not what core/codes.def says: run make docs"
fi

# Every text that is marked for people has its Vietnamese.
marked=$(mktemp) || exit 75
if find pipeline -name '*.c' -o -name reasons.def | sort | xargs xgettext --from-code=UTF-8 --language=C --keyword=MARKED \
    --keyword=REASON:2 --output="$marked" && msgcmp po/vi.po "$marked" 2>"$marked.words"; then
    pass
else
    fail "po/vi.po lacks words: run make po and translate what is empty" "$(cat "$marked.words")"
fi
rm -f "$marked" "$marked.words"

echo "headers: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
