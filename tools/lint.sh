#!/usr/bin/env bash
# Formatting, clang-tidy, cppcheck, and the rules that only this project has. `lint.sh changed` gives clang-tidy (12 to 20 s of
# CPU a file) only the sources that the last commits touched; everything else is checked whole.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mapfile -t files < <(git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp')
mapfile -t sources < <(printf '%s\n' "${files[@]}" | grep '\.cpp$')

echo "clang-format: ${#files[@]} files"
clang-format --dry-run --Werror "${files[@]}"

echo "project rules"
tools/check_layers.py
tools/check_units.py
tools/check_sizes.py

cmake --preset tidy >/dev/null
# Generated moc and settings headers must exist before the sources that include them can be read.
cmake --build build/tidy --target help | grep -oE '[a-zA-Z0-9_-]*_autogen' | sort -u | xargs -r cmake --build build/tidy --target >/dev/null

echo "every public header compiles alone"
cmake --preset dev >/dev/null
cmake --build build/dev --target all_verify_interface_header_sets >/dev/null

echo "cppcheck"
mkdir -p build/cppcheck
cppcheck --quiet -j "$(nproc)" --cppcheck-build-dir=build/cppcheck --enable=warning,portability --std=c++20 --error-exitcode=1 --inline-suppr \
    --suppress=internalAstError --suppress=unknownMacro --suppress=syntaxError \
    -I core/include -I acquisition/include -I analysis/include -I session/include -I live/include \
    core acquisition analysis session live cli

if [ "${1:-}" = changed ]; then
    base=$(git rev-list --first-parent -n 6 HEAD | tail -n 1)
    mapfile -t sources < <(git diff --name-only --diff-filter=d "$base" -- '*.cpp')
fi
mapfile -t sources < <(printf '%s\n' "${sources[@]}" | grep -v -e '^tests/fuzz/' -e '^$' || true)
echo "clang-tidy: ${#sources[@]} sources"
if [ "${#sources[@]}" -gt 0 ]; then
    printf '%s\n' "${sources[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy -p build/tidy --quiet 2>/dev/null
fi
echo "lint: nothing found"
