"""The real recordings through the whole program: import, analyze, export. The tables must equal those that the NumPy script of
tests/golden computed by itself, to one in a million."""
import csv
import json
import unittest
from pathlib import Path

import numpy as np

from program import SHARED_DATA, ProgramTest, run

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
EXPECTED = GOLDEN / "expected"
MAPS = ["peak_kpa", "mean_kpa", "pti_kpa_s", "sustained_longest_s", "sustained_total_s", "time_above_s"]


def case_named(name):
    cases = json.loads((GOLDEN / "cases.json").read_text(encoding="utf-8"))["cases"]
    return next(case for case in cases if case["name"] == name)


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return {"true": 1.0, "false": 0.0, "": np.nan}.get(text) if text in ("true", "false", "") else float(text)


class GoldenImportTest(ProgramTest):
    def assertSameNumbers(self, got, expected, where):
        np.testing.assert_allclose(got, expected, rtol=1e-6, atol=1e-9, equal_nan=True, err_msg=where)

    def assertSameTable(self, got, expected, where):
        self.assertEqual(len(got), len(expected), where)
        for name in expected[0] if expected else []:
            texts = [row[name] for row in expected]
            if name in ("shape", "in_window"):
                self.assertEqual([row[name] for row in got], texts, where)
            else:
                self.assertSameNumbers([number(row[name]) for row in got], list(map(number, texts)), f"{where} {name}")

    def check(self, name, *options):
        case = case_named(name)
        source = SHARED_DATA / case["shared"]
        if not source.exists():
            self.skipTest(f"the recording {source} is absent")
        session, tables = self.folder / f"{name}.h5", self.folder / name
        done = run("import", source, *options, "-o", session)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(run("export", session, "--csv", tables).returncode, 0)
        for part in ("frames", "holds", "strokes"):
            self.assertSameTable(table(tables / f"{part}.csv"), table(EXPECTED / f"{name}_{part}.csv"), f"{name} {part}")
        for map_name in MAPS:
            self.assertSameNumbers(np.genfromtxt(tables / f"map_{map_name}.csv", delimiter=","),
                                   np.genfromtxt(EXPECTED / f"{name}_map_{map_name}.csv", delimiter=","), f"{name} {map_name}")
        return tables

    def lying(self, name):
        case = case_named(name)
        return self.check(name, "--rows", 64, "--cols", 32, "--pitch-mm", 28, "--rate", 1, "--unit", "counts", "--counts-per-kpa",
                          repr(case["counts_per_kpa"]))

    def test_a_lying_person_and_the_junk_frame_at_the_start(self):
        tables = self.lying("lying_s1_1")
        valid = [number(row["valid"]) for row in table(tables / "frames.csv")]
        self.assertEqual([frame for frame, good in enumerate(valid) if not good], [1])

    def test_another_lying_person(self):
        self.lying("lying_s5_3")

    def test_tekscan_kilopascals(self):
        self.check("fscan")

    def test_tekscan_raw_counts(self):
        self.check("iscan", "--counts-per-kpa", 2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
