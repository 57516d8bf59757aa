#!/usr/bin/python3
"""No source file grows past what one can hold in mind."""
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIMIT = 600
FOLDERS = ("core", "acquisition", "analysis", "session", "live", "cli", "gui", "tests")


def main():
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines())
             for folder in FOLDERS for path in (ROOT / folder).rglob("*.?pp")}
    large = sorted((size, path) for path, size in sizes.items() if size > LIMIT)
    for size, path in large:
        print(f"{path.relative_to(ROOT)}: {size} lines, over {LIMIT}: split it by idea")
    print(f"sizes: {len(sizes)} files, median {statistics.median(sizes.values()):.0f} lines, largest {max(sizes.values())}")
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main())
