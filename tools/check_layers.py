#!/usr/bin/python3
"""The arrows of ARCHITECTURE.md: who may include whom, and which third-party headers stay where."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ALLOWED = {
    "core": set(),
    "acquisition": {"core"},
    "analysis": {"core"},
    "session": {"core"},
    "live": {"core", "acquisition", "analysis", "session"},
    "cli": {"core", "acquisition", "analysis", "session", "live"},
    "gui": {"core", "acquisition", "analysis", "session", "live"},
}
# Header pattern -> modules whose private sources may include it. Public headers may include none of them.
PRIVATE = {
    r"^boost/(?!math/)": {"acquisition"},
    r"^boost/math/": {"analysis"},
    r"^(hdf5|H5)": {"session"},
    r"^Q[A-Z]": {"gui"},
    r"^nlohmann/": {"acquisition", "session", "cli"},
    r"^CLI/": {"cli", "gui"},
    r"^zlib\.h": {"acquisition", "session"},
    r"^archive(_entry)?\.h": {"session"},
}
INCLUDE = re.compile(r'^\s*#include\s+[<"]([^>"]+)[>"]', re.MULTILINE)


def findings():
    for module, allowed in ALLOWED.items():
        for path in sorted((ROOT / module).rglob("*.?pp")):
            public = "include" in path.relative_to(ROOT).parts
            for header in INCLUDE.findall(path.read_text(encoding="utf-8")):
                where = f"{path.relative_to(ROOT)}: #include <{header}>"
                own = re.match(r"palpate/([a-z]+)/", header)
                if own and own.group(1) != module and own.group(1) not in allowed:
                    yield f"{where}: {module} must not know {own.group(1)}"
                for pattern, modules in PRIVATE.items():
                    if re.match(pattern, header) and (module not in modules or (public and module != "gui")):
                        yield f"{where}: stays private to {', '.join(sorted(modules))}"


def main():
    found = list(findings())
    print("\n".join(found) if found else "layers: the arrows hold")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
