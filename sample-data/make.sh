#!/usr/bin/env bash
# Makes the sessions of this folder again, byte for byte in their frames: ./make.sh [PALPATE]
set -euo pipefail
palpate=$(realpath "${1:-$(dirname "${BASH_SOURCE[0]}")/../build/dev/cli/palpate}")
cd "$(dirname "${BASH_SOURCE[0]}")"

make_one() {
    local name=$1
    shift
    "$palpate" simulate "$@" --truth "$name.json" --force -o "$name.h5"
}

make_one empty --scenario empty --mat palpate-32x32 --rate 20 --duration 5 --seed 1
make_one holds --scenario holds --mat palpate-32x32 --rate 20 --seed 1
make_one rolling --scenario rolling --mat palpate-64x32 --rate 20 --seed 2
make_one lying --scenario lying --mat palpate-64x32 --rate 10 --seed 3
make_one holds-with-faults --scenario holds --mat jq-32x32 --rate 20 --seed 4 --faults
