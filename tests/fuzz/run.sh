#!/bin/bash
# Runs one fuzzing target: run.sh TARGET PROGRAM SECONDS SEEDS. Fails when it found something.
set -u
target=$1 program=$2 seconds=$3 seeds=$4
case $target in
    value | document_json) dictionary=report.dict ;;
    html | mhtml | page) dictionary=html.dict ;;
    *) dictionary=ooxml.dict ;;
esac
folder=$(dirname "$program")
mkdir -p "$folder/corpus" "$seeds"
echo "fuzz: $target for $seconds s"
log=$folder/log
# 2,048 MiB and 10 s an input: what needs more is a finding.
if "$program" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -max_len=65536 -dict="tests/fuzz/$dictionary" \
    -artifact_prefix="$folder/" -print_final_stats=1 "$folder/corpus" "$seeds" >"$log" 2>&1; then
    grep -E 'number_of_executed_units|peak_rss_mb' "$log"
else
    tail -n 40 "$log"
    echo "fuzz: $target found something, see $folder" >&2
    exit 1
fi
