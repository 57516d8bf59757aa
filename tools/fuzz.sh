#!/usr/bin/env bash
# Runs each fuzz target of build/fuzz for the given seconds on a copy of its corpus, one on every processor. A finding ends
# with status 1 and leaves its input in build/fuzz/findings.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p build/fuzz/findings

fuzz_one() {
    local target=$1 name
    name=$(basename "$target")
    local work=build/fuzz/corpus/$name seeds=()
    mkdir -p "$work"
    [ -d "tests/fuzz/corpus/$name" ] && seeds=("tests/fuzz/corpus/$name")
    echo "fuzz: $name for $seconds s"
    # 255 stops xargs: the first finding ends the run.
    "$target" -max_total_time="$seconds" -rss_limit_mb=1024 -timeout=10 -verbosity=0 -print_final_stats=0 \
        -artifact_prefix=build/fuzz/findings/"$name"- "$work" "${seeds[@]}" || exit 255
}
export -f fuzz_one
export seconds=$1

find build/fuzz/tests/fuzz -maxdepth 1 -type f -perm -u+x -name 'fuzz_*' -print0 | sort -z |
    xargs -0 -r -n 1 -P "$(nproc)" bash -euo pipefail -c 'fuzz_one "$1"' _ || exit 1
