#!/bin/sh
# Holds the folders apart (docs/architecture.md): says every #include that crosses a line; and docs/codes.md to
# core/codes.def. Ends with "headers: N passed, N failed".
passed=0 failed=0

# folder, pattern of the project's headers that it may include
check() {
    wrong=$(grep -rnE '^#include "' "$1" --include='*.c' --include='*.h' |
        grep -vE "#include \"($2)\"|#include \"[^/]*\"")
    if [ -n "$wrong" ]; then
        echo "FAILED $1/ includes what it must not know:"
        echo "$wrong"
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
}

check core 'core/.*'
check extract 'core/.*|extract/.*'
check normalize 'core/.*|normalize/.*|extract/document\.h'
check load 'core/.*|load/.*|normalize/(report|rules/ruleset|text/fold)\.h|extract/document\.h'
check pipeline 'core/.*|pipeline/.*|extract/(extract|document)\.h|normalize/(normalize|report|rules/ruleset|rules/rule_file|authoring/(examples|usage|schema_json|draft)|text/fold)\.h|load/load\.h'

if docs/codes.sh | cmp -s - docs/codes.md; then
    passed=$((passed + 1))
else
    echo "FAILED docs/codes.md is not what core/codes.def says: run make docs"
    failed=$((failed + 1))
fi

# Every text that is marked for people has its Vietnamese.
marked=$(mktemp) || exit 75
if find pipeline -name '*.c' -o -name reasons.def | sort | xargs xgettext --from-code=UTF-8 --language=C --keyword=MARKED \
    --keyword=REASON:2 --output="$marked" && msgcmp po/vi.po "$marked" 2>"$marked.words"; then
    passed=$((passed + 1))
else
    echo "FAILED po/vi.po lacks words: run make po and translate what is empty"
    cat "$marked.words"
    failed=$((failed + 1))
fi
rm -f "$marked" "$marked.words"

echo "headers: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
