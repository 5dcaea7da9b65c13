#!/bin/bash
# Tests of what goes with the rule sets: the JSON Schemas (that they are those of the loader, and that every rule file
# fits them), the list of keys, and the tutorial of docs/rules.md, whose commands are run as they stand.
# Ends with "rules: N passed, N failed".
#
#     tests/rules.sh build/chitieu
set -u
chitieu=$(realpath "$1")
cd "$(dirname "$0")/.." || exit 75
work=$(mktemp -d) || exit 75
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 NO_COLOR=1 CHITIEU_RULES=
passed=0 failed=0

verdict() { # STATUS WORDS
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $2"
    fi
}

names=$("$chitieu" rules schema 2>&1 | sed 's/.*one of: //; s/[.,]//g')
verdict $((${#names} == 0)) 'there are no schemas'
for name in $names; do
    "$chitieu" rules schema "$name" | cmp -s - "rules/schema/$name.schema.json"
    verdict $? "rules/schema/$name.schema.json is not what the loader reads by: run make docs"
done
python3 docs/rules-keys.py rules/schema/*.schema.json |
    cmp -s - docs/rules-keys.md
verdict $? 'docs/rules-keys.md is not what the schemas say: run make docs'
python3 tests/rule_schemas.py rules
verdict $? 'rule files and their schemas'

# The tutorial, in a folder that looks like the top of the tree.
mkdir "$work/bin" "$work/tree"
ln -s "$chitieu" "$work/bin/chitieu"
cp -r rules samples "$work/tree"
PATH=$work/bin:$PATH python3 tests/tutorial.py docs/rules.md "$work/tree"
verdict $? 'the tutorial of docs/rules.md'

echo "rules: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
