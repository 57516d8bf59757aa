#!/usr/bin/python3
"""Every double or float with a name in a public header says its unit, by suffix or by being named here."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
UNITS = ("_kpa", "_n", "_mm", "_mm2", "_cm2", "_s", "_ms", "_us", "_hz", "_deg", "_ratio", "_pct", "_counts", "_kpa_s",
         "_kpa_cm", "_mm_s", "_n2", "_col", "_row", "_fraction", "_share", "_per_cm", "per_cm", "_per_count", "_per_kpa", "_px", "_sd", "_mhz")
# Without a unit by nature, or in the unit of the struct that they belong to.
PLAIN = {"kpa", "mm", "cm2", "n", "hz", "factor", "exponent", "value", "seconds", "progress", "finishing_progress",
         "mean", "max", "min", "sd", "threshold", "scale",
         "share", "weight", "count", "squares", "fast_step", "slow_step", "frames_in_block",
         "cells", "col", "row", "frames", "sum_value"}
# Statistics: without a unit, or in the unit of the measure that they describe.
PLAIN |= {"low", "high", "bias", "lower_limit", "upper_limit", "icc", "icc_low", "icc_high", "sem", "mdc95", "overlap",
          "correlation", "peak_t", "threshold_t", "mass", "p", "smallest_p", "g", "mean_difference", "difference", "slope", "intercept",
          "tau"}
NAME = re.compile(r"\b(?:double|float)\s+([a-z_][a-z0-9_]*)\s*(?=[=;,){])")


def main():
    found = []
    for path in sorted(ROOT.glob("*/include/**/*.hpp")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for name in NAME.findall(line.split("//")[0]):
                bare = re.sub(r"(_[xy])?_?$", "", name)
                if bare not in PLAIN and not bare.endswith(UNITS):
                    found.append(f"{path.relative_to(ROOT)}:{number}: {name} does not say its unit")
    print("\n".join(found) if found else "units: every number says its own")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
