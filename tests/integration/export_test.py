"""From a simulated session to tables: what analyze, info, annotate and export say agrees with the file and the truth."""
import csv
import json
import unittest

import h5py
import numpy as np

from program import ProgramTest, run, run_json


class ExportTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.session = self.folder / "holds.h5"
        self.truth_path = self.folder / "truth.json"
        done = run("simulate", "--scenario", "holds", "--seed", 7, "--truth", self.truth_path, "-o", self.session)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.truth = json.loads(self.truth_path.read_text())

    def test_holds_are_found_where_the_truth_says(self):
        results = run_json("analyze", self.session)
        self.assertEqual(len(results["holds"]), len(self.truth["holds"]))
        pitch = results["session"]["pitch_x_mm"]
        for found, true in zip(results["holds"], self.truth["holds"]):
            self.assertAlmostEqual(found["start_s"], true["start_s"], delta=0.6)
            self.assertAlmostEqual(found["end_s"], true["end_s"], delta=0.6)
            self.assertLess(np.hypot(found["x_mm"] - true["x_mm"], found["y_mm"] - true["y_mm"]), 0.5 * pitch)
            self.assertEqual(found["shape"], "ball")

    def test_strokes_are_found_where_the_truth_says(self):
        session, truth_path = self.folder / "rolling.h5", self.folder / "rolling.json"
        self.assertEqual(run("simulate", "--scenario", "rolling", "--truth", truth_path, "-o", session).returncode, 0)
        truth = json.loads(truth_path.read_text())["strokes"]
        found = run_json("analyze", session)["strokes"]
        self.assertEqual(len(found), len(truth))
        for stroke, true in zip(found, truth):
            self.assertAlmostEqual(stroke["length_mm"], true["length_mm"], delta=15)

    def test_the_tables_agree_with_the_analysis(self):
        tables = self.folder / "tables"
        self.assertEqual(run("export", self.session, "--csv", tables).returncode, 0)
        results = run_json("analyze", self.session)
        with open(tables / "frames.csv", newline="", encoding="utf-8") as file:
            frames = list(csv.DictReader(file))
        self.assertEqual(len(frames), results["session"]["frames"])
        for name, summary in results["summary"].items():
            column = [float(frame[name]) for frame in frames if frame["valid"] in ("1", "true") and frame[name]]
            if summary is None:
                self.assertEqual(column, [])
                continue
            self.assertAlmostEqual(np.mean(column), summary["mean"], delta=1e-6 * max(1, abs(summary["mean"])))
            self.assertAlmostEqual(np.max(column), summary["max"], delta=1e-6 * max(1, abs(summary["max"])))
        for name, highest in results["maps"].items():
            grid = np.genfromtxt(tables / f"map_{name}.csv", delimiter=",")
            self.assertEqual(grid.shape, (results["session"]["rows"], results["session"]["cols"]))
            self.assertAlmostEqual(np.nanmax(grid), highest["max"], delta=1e-5 * max(1, highest["max"]))
            self.assertAlmostEqual(grid[highest["row"], highest["col"]], np.nanmax(grid), places=5)
        with open(tables / "dictionary.csv", newline="", encoding="utf-8") as file:
            described = {(row["file"], row["column"]) for row in csv.DictReader(file)}
        for name in frames[0]:
            self.assertIn(("frames.csv", name), described)
        self.assertTrue((tables / "session.json").exists())
        self.assertEqual(run("export", self.session, "--csv", tables).returncode, 1)
        self.assertEqual(run("export", self.session, "--csv", tables, "--force").returncode, 0)

    def test_an_annotation_is_in_info_and_in_the_tables(self):
        before = len(run_json("info", self.session)["events"])
        done = run("annotate", self.session, "--at", 12.5, "--kind", "pain", "--nrs", 6, "--x-mm", 100, "--y-mm", 50,
                   "--text", 'left, "deep"')
        self.assertEqual(done.returncode, 0, done.stderr)
        events = run_json("info", self.session)["events"]
        self.assertEqual(len(events), before + 1)
        added = [event for event in events if event["text"]][0]
        self.assertEqual((added["time_s"], added["kind"], added["nrs"], added["x_mm"], added["text"]),
                         (12.5, "pain", 6, 100.0, 'left, "deep"'))
        self.assertEqual(run("export", self.session, "--csv", self.folder / "tables").returncode, 0)
        with open(self.folder / "tables" / "events.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertIn('left, "deep"', [row["text"] for row in rows])

    def test_saved_results_are_in_the_file(self):
        results = run_json("analyze", self.session, "--save")
        with h5py.File(self.session) as file:
            names = []
            file["metrics"].visit(names.append)
            force = [name for name in names if name.endswith("force_n")]
            self.assertTrue(force, names)
            stored = file["metrics"][force[0]][:]
        self.assertAlmostEqual(float(np.mean(stored)), results["summary"]["force_n"]["mean"],
                               delta=1e-5 * results["summary"]["force_n"]["mean"])

    def test_xarray_opens_it_with_no_arguments(self):
        import xarray
        with xarray.open_dataset(self.session) as dataset:
            self.assertEqual(dataset["pressure"].dims, ("time", "y", "x"))
            self.assertEqual(dataset["pressure"].attrs["units"], "kPa")
            self.assertEqual(dataset["x"].attrs["units"], "mm")
            highest = float(dataset["pressure"].max())
        self.assertAlmostEqual(highest, run_json("analyze", self.session)["maps"]["peak_kpa"]["max"], places=3)


if __name__ == "__main__":
    unittest.main(verbosity=2)
