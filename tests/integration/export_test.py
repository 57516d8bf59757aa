"""From a simulated session to tables: what analyze, info, annotate and export say agrees with the file and the truth."""
import csv
import json
import math
import shutil
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import h5py
import numpy as np

from program import ProgramTest, run, run_json


class ExportTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.simulated = Path(folder.name) / "holds.h5"
        truth_path = Path(folder.name) / "truth.json"
        done = run("simulate", "--scenario", "holds", "--seed", 7, "--truth", truth_path, "-o", cls.simulated)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        cls.truth = json.loads(truth_path.read_text())

    def setUp(self):
        super().setUp()
        self.session = self.folder / "holds.h5"
        shutil.copyfile(self.simulated, self.session)

    def test_holds_are_found_where_the_truth_says(self):
        results = run_json("analyze", self.session)
        self.assertEqual(len(results["holds"]), len(self.truth["holds"]))
        pitch = results["session"]["pitch_x_mm"]
        for found, true in zip(results["holds"], self.truth["holds"]):
            self.assertAlmostEqual(found["start_s"], true["start_s"], delta=0.6)
            self.assertAlmostEqual(found["end_s"], true["end_s"], delta=0.6)
            self.assertLess(np.hypot(found["x_mm"] - true["x_mm"], found["y_mm"] - true["y_mm"]), 0.5 * pitch)
            self.assertEqual(found["shape"], "ball")

    def test_outcomes_are_kept_shown_and_exported(self):
        self.assertEqual(run_json("info", self.session)["outcomes"], [])
        done = run("outcomes", self.session, "--set", "pain_nrs=4", "--set", "neck turn left=58.5 deg", "--set", "steps = 12",
                   "--set", "sit_and_reach_cm=3.25")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.splitlines(), ["pain_nrs=4 0-10", "neck turn left=58.5 deg", "steps=12", "sit_and_reach_cm=3.25 cm"])
        done = run("outcomes", self.session, "--set", "neck turn left=60", "--remove", "sit_and_reach_cm")
        self.assertEqual(done.returncode, 0, done.stderr)
        wanted = [{"name": "pain_nrs", "value": 4.0, "unit": "0-10"}, {"name": "neck turn left", "value": 60.0, "unit": "deg"},
                  {"name": "steps", "value": 12.0, "unit": None}]
        self.assertEqual(run_json("outcomes", self.session)["outcomes"], wanted)
        self.assertEqual(run_json("info", self.session)["outcomes"], wanted)
        self.assertEqual(run_json("analyze", self.session)["outcomes"], wanted)
        self.assertIn("pain_nrs  4 0-10", run("info", self.session).stdout)
        self.assertIn("beside the mat: neck turn left 60 deg", run("analyze", self.session).stdout)
        self.assertEqual(run("export", self.session, "--csv", self.folder / "tables").returncode, 0)
        with open(self.folder / "tables" / "outcomes.csv", newline="", encoding="utf-8") as file:
            self.assertEqual([(row["name"], float(row["value"]), row["unit"] or None) for row in csv.DictReader(file)],
                             [(one["name"], one["value"], one["unit"]) for one in wanted])
        with open(self.folder / "tables" / "dictionary.csv", newline="", encoding="utf-8") as file:
            self.assertEqual([row["column"] for row in csv.DictReader(file) if row["file"] == "outcomes.csv"], ["name", "value", "unit"])

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

    def test_many_annotations_at_once_are_all_or_none(self):
        before = run_json("info", self.session)["events"]
        events = self.folder / "events.csv"
        header = "time_s,kind,nrs,x_mm,y_mm,text\n"
        events.write_text(header + "1.5,pain,3,,,\n9999,note,,,,late\n")
        self.assertRefused(run("annotate", self.session, "--events", events), "9999")
        self.assertEqual(run_json("info", self.session)["events"], before)
        events.write_text(header + '1.5,pain,3,,,\n2.5,note,,10,20,"a, b"\n')
        done = run("annotate", self.session, "--events", events)
        self.assertEqual(done.returncode, 0, done.stderr)
        added = run_json("info", self.session)["events"][len(before):]
        self.assertEqual([(event["time_s"], event["kind"], event["nrs"], event["x_mm"], event["text"]) for event in added],
                         [(1.5, "pain", 3, None, None), (2.5, "note", None, 10.0, "a, b")])
        for wrong in ([], ["--kind", "note"], ["--at", 1], ["--at", 1, "--kind", "note", "--events", events], ["--nrs", 3]):
            self.assertEqual(run("annotate", self.session, *wrong).returncode, 2, wrong)

    def test_regions_are_listed_changed_and_analysed(self):
        calf, thigh = "calf=rectangle 10,20 60.5,80", "left = thigh=polygon 0,0 100,0 50,70.25"
        done = run("regions", self.session, "--add", calf, "--add", thigh)
        self.assertEqual((done.returncode, done.stdout), (0, calf + "\n" + thigh + "\n"), done.stderr)
        self.assertEqual(run_json("info", self.session)["regions"],
                         [{"name": "calf", "shape": "rectangle 10,20 60.5,80"},
                          {"name": "left = thigh", "shape": "polygon 0,0 100,0 50,70.25"}])
        results = run_json("analyze", self.session, "--region", "calf=rectangle 0,0 50,40", "--region", "all=rectangle 0,0 9999,9999")
        self.assertEqual([region["name"] for region in results["regions"]], ["calf", "left = thigh", "all"])
        self.assertAlmostEqual(results["regions"][0]["area_cm2"], 20.0)
        self.assertEqual(results["regions"][2]["force_n"]["max"] > 0, True)
        self.assertRefused(run("regions", self.session, "--remove", "nothing"), "nothing")
        self.assertRefused(run("regions", self.session, "--add", "x=circle 1,2"), "circle")
        self.assertRefused(run("regions", self.session, "--add", "=rectangle 0,0 1,1"), "name")
        self.assertEqual(run("regions", self.session, "--remove", "calf").stdout, thigh + "\n")
        self.assertEqual(run_json("regions", self.session)["regions"], [{"name": "left = thigh", "shape": "polygon 0,0 100,0 50,70.25"}])

    def table(self, folder, name):
        with open(folder / f"{name}.csv", newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def assertSameNumber(self, got, wanted, what):
        """To the last digit; a value that does not exist is empty, not-a-number or null."""
        number = None if got in ("", None) or (isinstance(got, float) and math.isnan(got)) else float(got)
        self.assertEqual(number, wanted, what)

    def assertTableIs(self, rows, stored, wanted, name):
        """Every number of `wanted` (from analyze --json) stands in the CSV and in the session file, under its own name only."""
        self.assertEqual(len(rows), len(wanted), name)
        for index, (row, entry) in enumerate(zip(rows, wanted)):
            for key, value in entry.items():
                what = f"{name}[{index}].{key}"
                if key in ("reports", "trials", "at_least"):
                    continue
                if key not in row:
                    self.assertIsNone(value, what)
                    self.assertNotIn(key, stored, what)
                elif key == "flags":
                    self.assertEqual([word for word in row[key].split(";") if word], value, what)
                elif isinstance(value, str):
                    self.assertEqual(row[key], value, what)
                elif isinstance(value, bool):
                    self.assertEqual(row[key], "1" if value else "0", what)
                else:
                    self.assertSameNumber(row[key], value, what)
                    self.assertSameNumber(None if key == "nrs" and stored[key][index] == -1 else float(stored[key][index]), value, what)

    def assertSameEverywhere(self, session, setup):
        results = run_json("analyze", session, "--save")
        self.assertEqual(results["session"]["setup"], setup)
        tables = session.with_suffix("")
        done = run("export", session, "--csv", tables)
        self.assertEqual(done.returncode, 0, done.stderr)
        pressure = {"tool_on_mat": "under_tool_", "pressed_from_above": "support_"}.get(setup, "")
        force = "support_" if setup == "pressed_from_above" else ""
        self.assertIsNotNone(results["summary"][pressure + "peak_kpa"])
        self.assertIsNotNone(results["summary"][force + "force_n"])
        with h5py.File(session) as file:
            metrics = file["metrics"]
            for name in ("holds", "strokes", "spots"):
                self.assertTableIs(self.table(tables, name), metrics[name], results[name], name)
            reports = [dict(report, spot=index) for index, spot in enumerate(results["spots"]) for report in spot["reports"]]
            self.assertTableIs(self.table(tables, "reports"), metrics["reports"], reports, "reports")
            self.assertTrue(any(report["nrs"] == 7 for report in reports))
            self.assertEqual((tables / "trials.csv").exists(), setup != "pressed_from_above")
            self.assertEqual("trials" in metrics, setup != "pressed_from_above")
            for row, region in zip(self.table(tables, "regions"), results["regions"]):
                self.assertEqual((row["name"], row["shape"]), (region["name"], region["shape"]))
                for key, value in region.items():
                    for part, number in value.items() if isinstance(value, dict) else ():
                        self.assertSameNumber(row[f"{key}_{part}"], number, key)
                        self.assertSameNumber(float(metrics[f"regions/{key}_{part}"][0]), number, key)
            for name, highest in results["maps"].items():
                path = tables / f"map_{name}.csv"
                self.assertEqual(path.exists(), highest is not None, name)
                self.assertEqual(name in metrics["maps"], highest is not None, name)
                if highest is not None:
                    grid = np.genfromtxt(path, delimiter=",", dtype=np.float32)
                    np.testing.assert_array_equal(grid, metrics["maps"][name][:])
                    self.assertEqual(np.float32(highest["max"]), np.nanmax(grid))
            frames = self.table(tables, "frames")
            for name, summary in results["summary"].items():
                self.assertEqual(name in frames[0], summary is not None, name)
                self.assertEqual(name in metrics["frames"], summary is not None, name)
                for part in ("mean", "max", "min", "sd") if summary else ():
                    self.assertEqual(metrics["summary"].attrs[f"{name}_{part}"], summary[part], name)
        facts = json.loads((tables / "session.json").read_text())
        self.assertEqual(facts["quality"], results["quality"])
        self.assertEqual(facts["percussion"], results["percussion"])
        self.assertEqual(facts["regions"], [{"name": "calf", "shape": "rectangle 10,20 200,180"}])
        described = {(row["file"], row["column"]) for row in self.table(tables, "dictionary")}
        for path in tables.glob("*.csv"):
            if path.stem.startswith("map_"):
                self.assertIn((path.name, "(every cell)"), described)
            elif path.stem != "dictionary":
                with open(path, newline="", encoding="utf-8") as file:
                    for column in next(csv.reader(file)):
                        self.assertIn((path.name, column), described)

    def test_every_result_is_the_same_in_json_tables_and_file_under_the_names_of_every_set_up(self):
        hold = self.truth["holds"][0]
        setups = ("mat_between", "tool_on_mat", "pressed_from_above")
        with ThreadPoolExecutor(len(setups)) as recorders:
            recordings = list(recorders.map(
                lambda setup: run("record", "--port", "sim:holds", "--rate", 100, "--duration", 14, "--seed", 7, "--setup", setup,
                                  "--region", "calf=rectangle 10,20 200,180", "-o", self.folder / f"{setup}.h5"), setups))
        for setup, done in zip(setups, recordings):
            session = self.folder / f"{setup}.h5"
            self.assertEqual(done.returncode, 0, done.stderr)
            done = run("annotate", session, "--at", min(hold["start_s"] + 3, 13), "--kind", "pain", "--nrs", 7)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertSameEverywhere(session, setup)

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
