"""Repeats, trends and groups of stored sessions by the command, against sums in NumPy."""
import csv
import itertools
import json
import os
import unittest

import h5py
import numpy as np

from program import ProgramTest, run, run_json

MAT = ["--rows", 8, "--cols", 8, "--pitch-mm", 10, "--rate", 10, "--unit", "kpa"]
Y, X = np.mgrid[0:8, 0:8]
SHAPE = np.exp(-((X - 3.5) ** 2 + (Y - 3.5) ** 2) / 6)


class StatisticsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        # Nobody's own error bands.
        data_home = self.folder / "data-home"
        before = os.environ.get("XDG_DATA_HOME")
        os.environ["XDG_DATA_HOME"] = str(data_home)
        self.addCleanup(lambda: os.environ.pop("XDG_DATA_HOME") if before is None else os.environ.update(XDG_DATA_HOME=before))
        self.bands_file = data_home / "palpate" / "error-bands.json"

    def session(self, name, peak_kpa, **metadata):
        """2 s of a load whose highest cell has about so much; gives its force in N."""
        kpa = np.round(peak_kpa * SHAPE, 2)
        source = self.folder / "input.txt"
        source.write_text("\n\n".join("\n".join("\t".join(f"{v:.2f}" for v in row) for row in kpa) for _ in range(20)) + "\n")
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        done = run("import", source, *MAT, "-o", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        with h5py.File(path, "r+") as file:
            for key, value in {"setup": "mat_between", **metadata}.items():
                file["metadata"].attrs.create(key, value, dtype=h5py.string_dtype("utf-8", len(value)))
        return float(np.sum(kpa[kpa >= 1.0]) * 0.1)

    def measure(self, measures, name, statistic="mean"):
        return next(one for one in measures if one["measure"] == name and one["statistic"] == statistic)

    def repeats(self, trials):
        """Five clients; gives their forces, one row each."""
        random = np.random.default_rng(4)
        forces = []
        for client in range(5):
            peaks = 20 + 4 * client + random.normal(0, 1, trials)
            forces.append([self.session(f"repeats/{client}-{trial}.h5", peak, client_code=f"client-{client}",
                                        started_at=f"2026-03-{trial + 1:02d}T08:00:00.000Z")
                           for trial, peak in enumerate(peaks)])
        return np.array(forces)

    def test_reliability_equals_sums_in_numpy(self):
        forces = self.repeats(2)
        found = run_json("reliability", self.folder / "repeats")
        self.assertEqual(len(found["subjects"]), 5)
        force = self.measure(found["measures"], "force_n")
        differences = forces[:, 1] - forces[:, 0]
        self.assertAlmostEqual(force["mean"], forces.mean(), places=4)
        self.assertAlmostEqual(force["sem"], differences.std(ddof=1) / 2 ** 0.5, places=4)
        # t(0.975, 4)
        self.assertAlmostEqual(force["mdc95"], 2.7764451 * differences.std(ddof=1), places=4)
        self.assertAlmostEqual(force["bland_altman"]["bias"], differences.mean(), places=4)
        self.assertEqual(force["pairs"], 5)
        self.assertGreater(force["icc"], force["icc_95"][0])
        text = run("reliability", self.folder / "repeats")
        self.assertEqual(text.returncode, 0, text.stderr)
        self.assertIn("force_n mean, N", text.stdout)
        self.assertIn("ICC(2,1)", text.stdout)

    def test_saved_bands_judge_a_trend(self):
        self.repeats(2)
        visits = [self.session(f"client/{day}.h5", peak, client_code="A", phase="before", started_at=f"2026-04-{day:02d}T08:00:00.000Z")
                  for day, peak in ((1, 20), (8, 24), (15, 30), (22, 40))]
        self.session("client/9.h5", 35, client_code="A", phase="during", technique="calves", setup="tool_on_mat",
                     started_at="2026-04-09T08:00:00.000Z")
        trend = self.measure(run_json("trend", self.folder / "client")["trends"], "force_n")
        self.assertIsNone(trend["verdict"])

        done = run("reliability", self.folder / "repeats", "--save")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(str(self.bands_file), done.stderr)
        bands = json.loads(self.bands_file.read_text(encoding="utf-8"))["bands"]
        force_band = next(band for band in bands if band["measure"] == "force_n")
        self.assertEqual(force_band["setup"], "mat_between")

        trend = self.measure(run_json("trend", self.folder / "client", "--measure", "force_n")["trends"], "force_n")
        self.assertAlmostEqual(trend["mdc95"], force_band["mdc95"], places=9)
        self.assertAlmostEqual(trend["change"], visits[-1] - visits[0], places=4)
        self.assertEqual(trend["verdict"], "clear change")
        self.assertEqual([point["treatment"] for point in trend["points"]], [False, False, True, False, False])
        self.assertIsNone(trend["points"][2]["value"])
        slopes = [(b - a) / (j - i) for (i, a), (j, b) in itertools.combinations(enumerate(visits), 2)]
        self.assertAlmostEqual(trend["slope_per_week"], np.median(slopes), places=4)
        text = run("trend", self.folder / "client", "--measure", "force_n")
        self.assertIn("treatment", text.stdout)
        self.assertIn("clear change", text.stdout)

    def test_groups_and_their_table(self):
        values = {"before": [], "after": []}
        for client in range(6):
            for phase, peak in (("before", 20 + client), ("after", 24 + 1.3 * client)):
                values[phase].append(self.session(f"study/{client}-{phase}.h5", peak, client_code=f"c{client}", phase=phase))
        table = self.folder / "study.csv"
        found = run_json("groups", self.folder / "study", "--paired", "--csv", table)
        force = self.measure(found["comparisons"], "force_n")
        before, after = np.array(values["before"]), np.array(values["after"])
        self.assertEqual((force["first"]["name"], force["second"]["name"]), ("before", "after"))
        self.assertAlmostEqual(force["mean_difference"], (after - before).mean(), places=4)
        self.assertEqual(force["p"], 2 / 64)
        d_z = (after - before).mean() / (after - before).std(ddof=1)
        self.assertAlmostEqual(force["hedges_g_z"]["g"], d_z * (1 - 3 / (4 * 5 - 1)), places=4)
        self.assertIsNone(run_json("groups", self.folder / "study")["comparisons"][0]["hedges_g_z"])

        with open(table, newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["measure"] == "force_n" and row["statistic"] == "mean"]
        self.assertEqual(len(rows), 12)
        of_group = [float(row["value"]) for row in rows if row["group"] == "after"]
        np.testing.assert_allclose(sorted(of_group), sorted(after), rtol=1e-6)
        self.assertRefused(run("groups", self.folder / "study", "--csv", table), str(table), "--force")

    def test_what_does_not_fit_is_named(self):
        self.repeats(2)
        folder = self.folder / "repeats"
        self.assertRefused(run("reliability", self.folder / "absent.h5"), "absent.h5")
        (self.folder / "empty").mkdir()
        self.assertRefused(run("groups", self.folder / "empty"), "empty", "no session")
        self.assertRefused(run("reliability", folder / "0-0.h5", folder / "0-0.h5"), "same session", "0-0.h5")
        self.assertRefused(run("reliability", folder / "0-0.h5", folder / "0-1.h5", folder / "1-0.h5"), "1-0.h5", "client-1 has 1 trial")
        self.assertRefused(run("reliability", folder, "--trials", 3), "10 files", "3 trials")
        self.assertRefused(run("trend", folder), "client client-1, but client-0")
        self.assertRefused(run("trend", folder / "0-0.h5", "--measure", "ppt_kpa"), "--measure ppt_kpa", "force_n")
        self.assertRefused(run("groups", folder), "phase is not known")
        self.session("repeats/other.h5", 20, client_code="client-9", setup="tool_on_mat")
        self.assertRefused(run("reliability", folder), "other.h5", "set-up tool_on_mat")
        self.assertFalse(self.bands_file.exists())


if __name__ == "__main__":
    unittest.main()
