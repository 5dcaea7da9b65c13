#!/bin/sh
# Runs the unit tests named on the command line, all of them whatever fails, and ends with a line
# "units: N passed, N failed" (tests, not programs; a program that dies counts as one failure).
# Output of passing programs is kept back.
passed=0 failed=0
log=$(mktemp) || exit 75
trap 'rm -f "$log"' EXIT

for program in "$@"; do
    "$program" >"$log" 2>&1
    status=$?
    good=$(grep -c '^\[       OK \]' "$log")
    bad=$(grep -c '^\[  FAILED  \] [^0-9]' "$log")
    # cmocka names a failed test twice: where it fails and in the list at the end.
    bad=$(((bad + 1) / 2))
    [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    if [ "$status" -ne 0 ] || [ "$good" -eq 0 ]; then
        echo "FAILED $program (status $status)"
        cat "$log"
        [ "$bad" -eq 0 ] && bad=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
done
echo "units: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
