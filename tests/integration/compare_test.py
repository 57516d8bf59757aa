#!/usr/bin/python3
"""palpate compare: two sessions of one client, as scripts and therapists use it; then lying persons."""
import math
import os
import unittest
from pathlib import Path

from program import SHARED_DATA, ProgramTest, run, run_json

LYING = SHARED_DATA / "pmat-lying" / "experiment-i"


class Compare(ProgramTest):
    def simulate(self, name, *options):
        path = self.folder / f"{name}.h5"
        done = run("simulate", "-o", path, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return path

    def lying(self, name, seed):
        return self.simulate(name, "--scenario", "lying", "--mat", "text-16x16", "--seed", seed, "--duration", 30)

    def test_the_contract_of_the_json(self):
        compared = run_json("compare", self.lying("a", 1), self.lying("b", 2))
        self.assertEqual(list(compared), ["before", "after", "comparable", "reasons", "headline", "explanation", "registration",
                                          "metrics", "spots", "moved_pct", "map_test"])
        registration = compared["registration"]
        self.assertLess(math.hypot(registration["dx_mm"], registration["dy_mm"]), 10)
        self.assertGreater(registration["overlap"], 0.9)
        self.assertTrue(compared["comparable"])
        for metric in compared["metrics"]:
            for key in ("name", "before", "after", "change", "mdc95", "mdc_source", "verdict", "reason"):
                self.assertIn(key, metric)
            if metric["before"] is not None and metric["after"] is not None:
                self.assertAlmostEqual(metric["change"], metric["after"] - metric["before"], places=9)
        self.assertIsNone(compared["map_test"])

    def test_the_sentence_comes_first(self):
        done = run("compare", self.lying("a", 1), self.lying("b", 2))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.splitlines()[0], "No change beyond the error of measurement.")

    def test_another_mat_is_no_failure_but_no_verdict(self):
        other = self.simulate("c", "--scenario", "lying", "--mat", "palpate-32x32", "--duration", 30)
        compared = run_json("compare", self.lying("a", 1), other)
        self.assertFalse(compared["comparable"])
        self.assertIn("mat", [reason["reason"] for reason in compared["reasons"] if reason["prevents"]])
        self.assertTrue(all(reason["remedy"] for reason in compared["reasons"]))
        judged = [metric for metric in compared["metrics"] if not metric["dose"]]
        self.assertTrue(judged)
        self.assertEqual({metric["verdict"] for metric in judged}, {"not comparable"})

    def test_a_recording_with_itself(self):
        path = self.lying("a", 1)
        compared = run_json("compare", path, path)
        self.assertFalse(compared["comparable"])
        self.assertEqual(compared["reasons"][0]["reason"], "order")
        self.assertEqual(compared["moved_pct"], 0)

    def test_outcomes_are_judged_by_published_bands(self):
        before, after = self.lying("a", 1), self.lying("b", 2)
        self.assertEqual(run("outcomes", before, "--set", "pain_nrs=8").returncode, 0)
        self.assertEqual(run("outcomes", after, "--set", "pain_nrs=1").returncode, 0)
        compared = run_json("compare", before, after)
        pain = next(metric for metric in compared["metrics"] if metric["name"] == "pain_nrs")
        self.assertEqual(pain["change"], -7)
        self.assertEqual(pain["verdict"], "clear change")
        self.assertGreater(pain["mdc95"], 1)
        self.assertTrue(pain["mdc_source"])
        self.assertEqual(compared["headline"], "Pain is clearly lower than before.")

    def test_a_control_site_takes_its_change_off(self):
        before, after = self.lying("a", 1), self.lying("b", 2)
        compared = run_json("compare", before, after, "--control-before", before, "--control-after", after)
        force = next(metric for metric in compared["metrics"] if metric["name"] == "force_n")
        self.assertAlmostEqual(force["control_change"], force["change"])
        self.assertAlmostEqual(force["net_change"], 0)

    def test_a_reference_weight_shows_how_the_mat_drifts(self):
        before, after = self.lying("a", 1), self.lying("b", 2)
        weight = self.simulate("w", "--scenario", "weights", "--mat", "text-16x16", "--duration", 20)
        steady = run_json("compare", before, after, "--reference-before", weight, "--reference-after", weight)
        self.assertNotIn("mat_drift", [reason["reason"] for reason in steady["reasons"]])
        drifted = run_json("compare", before, after, "--reference-before", weight, "--reference-after", before)
        self.assertIn("mat_drift", [reason["reason"] for reason in drifted["reasons"]])

    def test_landmarks_lead_the_way(self):
        before, after = self.lying("a", 1), self.lying("b", 2)
        for path in (before, after):
            for name, x, y in (("C7", 180, 100), ("L5", 190, 300)):
                done = run("annotate", path, "--at", 5, "--kind", "marker", "--x-mm", x, "--y-mm", y, "--text", name)
                self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(run_json("compare", before, after)["registration"]["landmarks"], 2)
        self.assertIn("; by 2 landmarks, which then lie ", run("compare", before, after).stdout)
        self.assertEqual(run_json("compare", before, after, "--ignore-landmarks")["registration"]["landmarks"], 0)

    def test_the_map_test_is_refused_with_few_presses(self):
        compared = run_json("compare", self.lying("a", 1), self.lying("b", 2), "--map-test")
        self.assertIn("6", compared["map_test"]["refused"])

    def test_bad_input(self):
        path = self.lying("a", 1)
        self.assertRefused(run("compare", path, self.folder / "none.h5"), "none.h5")
        self.assertRefused(run("compare", path, __file__), "compare_test.py")
        done = run("compare", path, path, "--control-before", path)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(run("compare", path, path, "--map", "no_such_map").returncode, 2)


@unittest.skipUnless(LYING.is_dir(), "no recordings of lying persons here")
class LyingPersons(ProgramTest):
    """Two persons in 17 postures each; halves of a recording are the same posture twice."""

    def setUp(self):
        super().setUp()
        os.environ["XDG_DATA_HOME"] = str(self.folder)
        self.addCleanup(os.environ.pop, "XDG_DATA_HOME")

    def half(self, person, posture, which):
        path = self.folder / f"{person}-{posture}-{which}.h5"
        if not path.exists():
            # The first lines are start-up and junk.
            lines = (LYING / person / f"{posture}.txt").read_bytes().splitlines(keepends=True)[3:]
            middle = len(lines) // 2
            text = path.with_suffix(".txt")
            text.write_bytes(b"".join(lines[:middle] if which == 1 else lines[middle:]))
            done = run("import", text, "--format", "matrix-text", "--rows", 64, "--cols", 32, "--pitch-mm", 28, "--rate", 1,
                       "--unit", "counts", "--counts-per-kpa", 75, "-o", path)
            self.assertEqual(done.returncode, 0, done.stderr)
        return path

    def compared(self, first, second, *options):
        return run_json("compare", first, second, *options)

    def clear(self, compared):
        return [metric["name"] for metric in compared["metrics"] if metric["verdict"] == "clear change"]

    def test_two_postures_differ_and_the_halves_of_one_do_not(self):
        postures = range(1, 18)
        repeats = [self.half(person, posture, which) for person in ("S1", "S5") for posture in postures for which in (1, 2)]
        done = run("reliability", *repeats, "--trials", 2, "--save")
        self.assertEqual(done.returncode, 0, done.stderr)
        halves = [self.compared(self.half("S1", posture, 1), self.half("S1", posture, 2)) for posture in postures]
        judged = [metric for compared in halves for metric in compared["metrics"] if not metric["dose"]]
        called_clear = sum(metric["verdict"] == "clear change" for metric in judged)
        self.assertEqual(len(judged), 17 * 5)
        # One in twenty by definition; these 85 are of 17 recordings only.
        self.assertLessEqual(called_clear, 8)
        for compared in halves:
            self.assertTrue(compared["comparable"], compared["reasons"])
            self.assertLess(math.hypot(compared["registration"]["dx_mm"], compared["registration"]["dy_mm"]), 14)
            self.assertLess(abs(compared["registration"]["rotation_deg"]), 1)
        most_moved = max(compared["moved_pct"] for compared in halves)
        for first, second in ((16, 17), (4, 5), (2, 3)):
            compared = self.compared(self.half("S1", first, 2), self.half("S1", second, 2))
            self.assertTrue(compared["comparable"], compared["reasons"])
            self.assertGreaterEqual(compared["registration"]["overlap"], 0.5)
            self.assertTrue(self.clear(compared))
            self.assertGreater(compared["moved_pct"], 1.5 * most_moved)

    def test_left_and_right_mirror_onto_each_other(self):
        for person in ("S1", "S5"):
            left, right = self.half(person, 3, 2), self.half(person, 2, 2)
            mirrored = self.compared(left, right, "--mirror")
            plain = self.compared(left, right)
            self.assertTrue(mirrored["registration"]["trusted"])
            self.assertTrue(mirrored["registration"]["mirrored"])
            self.assertGreater(mirrored["registration"]["overlap"], 0.7)
            self.assertGreater(mirrored["registration"]["correlation"], 0.85)
            plain_overlap = plain["registration"]["overlap"] if plain["registration"] else 0
            self.assertGreater(mirrored["registration"]["overlap"], plain_overlap + 0.1)


if __name__ == "__main__":
    unittest.main()
