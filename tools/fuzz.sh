#!/usr/bin/env bash
# Runs each fuzz target of build/fuzz for the given seconds on a copy of its corpus. A finding ends with status 1 and
# leaves its input in build/fuzz/findings.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=$1
mkdir -p build/fuzz/findings
for target in build/fuzz/tests/fuzz/fuzz_*; do
    [ -f "$target" ] && [ -x "$target" ] || continue
    name=$(basename "$target")
    work=build/fuzz/corpus/$name
    mkdir -p "$work"
    seeds=()
    [ -d "tests/fuzz/corpus/$name" ] && seeds=("tests/fuzz/corpus/$name")
    echo "fuzz: $name for $seconds s"
    "$target" -max_total_time="$seconds" -rss_limit_mb=1024 -timeout=10 -verbosity=0 -print_final_stats=0 \
        -artifact_prefix=build/fuzz/findings/"$name"- "$work" "${seeds[@]}"
done
