"""Known weights on a simulated mat, calibrated by the command, applied, and analysed."""
import json
import unittest

import h5py
import numpy as np

from program import ProgramTest, run, run_json

G = 9.80665


class CalibrateTest(ProgramTest):
    """The scenario `weights`: 10 kg from 3.5 to 33.5 s, 20 kg from 37 to 67 s, 40 kg from 71 to 176 s."""

    def weights(self, name="weights.h5"):
        path = self.folder / name
        done = run("simulate", "--scenario", "weights", "--mat", "palpate-32x32", "--rate", 20, "-o", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        return path

    def calibrate(self, path, *more):
        return run_json("calibrate", "--load", f"{path}=10,4-33", "--load", f"{path}=20,38-66", "--creep", f"{path}=40,72-175", *more)

    def mean_force(self, path, from_s, to_s):
        """By analyze, of the frames in a span of time."""
        folder = self.folder / f"tables-{from_s}"
        self.assertEqual(run("export", path, "--csv", folder, "--force").returncode, 0)
        table = np.genfromtxt(folder / "frames.csv", delimiter=",", names=True)
        chosen = (table["time_s"] > from_s) & (table["time_s"] < to_s)
        return table["force_n"][chosen].mean()

    def test_the_sensor_is_found_again_and_the_weights_read_right(self):
        path = self.weights()
        with h5py.File(path) as file:
            counts = file["pressure"][:]
        calibration = self.folder / "mat.json"
        made = self.calibrate(path, "-o", calibration)
        self.assertTrue(made["creep"]["trusted"], made["creep"])
        self.assertAlmostEqual(made["creep"]["fast_share"], 0.05, delta=0.01)
        self.assertAlmostEqual(made["creep"]["slow_share"], 0.07, delta=0.01)
        self.assertAlmostEqual(made["creep"]["slow_s"], 45.0, delta=7.0)
        self.assertLess(made["record"]["residual_pct"], 2.0)
        self.assertEqual(made["record"]["loads"], 3)
        for load, known in zip(made["loads"], (10 * G, 20 * G, 40 * G)):
            self.assertAlmostEqual(load["known_n"], known, places=6)
            self.assertAlmostEqual(load["fitted_n"], known, delta=known * 0.03)

        done = run("calibrate", "--apply", calibration, path)
        self.assertEqual(done.returncode, 0, done.stderr)
        with h5py.File(path) as file:
            np.testing.assert_array_equal(file["counts" if "counts" in file else "pressure"][:], counts)
            source = bytes(file["calibration"].attrs["source"]).decode()
        self.assertIn("; before: profile palpate-32x32", source)
        session = run_json("analyze", path)
        self.assertEqual(session["session"]["calibration"]["record"]["loads"], 3)
        # The corrected force of a hold is the weight; the raw one is above it by the creep.
        longest = max(session["holds"], key=lambda hold: hold["duration_s"])
        tolerance = 40 * G * (made["record"]["residual_pct"] + 1.0) / 100.0
        self.assertAlmostEqual(longest["corrected_mean_n"], 40 * G, delta=tolerance)
        self.assertGreater(longest["mean_n"], 1.05 * 40 * G)

    def test_without_creep_the_reading_is_right_at_the_age_of_the_loads(self):
        path = self.weights()
        calibration = self.folder / "mat.json"
        made = run_json("calibrate", "--load", f"{path}=10,14-33", "--load", f"{path}=20,48-66", "--load", f"{path}=40,82-100",
                        "--model", "linear", "-o", calibration)
        self.assertIsNone(made["creep"])
        copy = self.folder / "calibrated.h5"
        before = path.read_bytes()
        self.assertEqual(run("calibrate", "--apply", calibration, path, "-o", copy).returncode, 0)
        self.assertEqual(path.read_bytes(), before)
        residual = made["record"]["residual_pct"]
        for kg, from_s, to_s in ((10, 14, 33), (20, 48, 66), (40, 82, 100)):
            self.assertAlmostEqual(self.mean_force(copy, from_s, to_s), kg * G, delta=kg * G * (2 * residual + 0.5) / 100)

    def test_what_lies_beyond_the_calibrated_range_says_so(self):
        path = self.weights()
        calibration = self.folder / "light.json"
        run_json("calibrate", "--load", f"{path}=10,14-33", "-o", calibration)
        self.assertEqual(run("calibrate", "--apply", calibration, path).returncode, 0)
        session = run_json("analyze", path, "--hold-kpa", 5)
        flags = {round(hold["mean_n"] / G / 10): hold["flags"] for hold in session["holds"]}
        self.assertIn("outside calibration", flags[max(flags)])
        self.assertTrue(any("calibrated" in reason for reason in session["quality"]["reasons"]), session["quality"])

    def test_a_recording_uses_the_calibration_from_its_start(self):
        path = self.weights()
        calibration = self.folder / "mat.json"
        self.calibrate(path, "-o", calibration)
        recorded = self.folder / "visit.h5"
        done = run("record", "--port", "sim:empty", "--mat", "palpate-32x32", "--duration", 1, "--calibration", calibration, "-o", recorded)
        self.assertEqual(done.returncode, 0, done.stderr)
        facts = run_json("info", recorded)
        self.assertEqual(facts["calibration_record"]["loads"], 3)
        done = run("record", "--port", "sim:empty", "--mat", "palpate-64x64", "--duration", 1, "--calibration", calibration,
                   "-o", self.folder / "other.h5")
        self.assertRefused(done, "32 x 32", "64 x 64")

    def test_refusals_say_what_is_wrong_and_leave_nothing(self):
        path = self.weights()
        calibration = self.folder / "mat.json"
        self.assertRefused(run("calibrate", "--load", f"{path}=20,0-3", "-o", calibration), "weights.h5")
        self.assertRefused(run("calibrate", "--load", f"{path}"), "SESSION.h5=KG")
        self.assertRefused(run("calibrate", "--load", f"{path}=-3"), "SESSION.h5=KG")
        self.assertRefused(run("calibrate", "--load", f"{path}=20,14-33", "--load", f"{path}=10,48-66"), "not monotone")
        self.assertRefused(run("calibrate", "--load", f"{path}=10,14-33", "--model", "power"), "one load")
        self.assertRefused(run("calibrate", "--creep", f"{path}=10,4-33"), "90 s")
        self.assertRefused(run("calibrate", "--apply", path, path), "calibration file")
        self.assertEqual(run("calibrate").returncode, 2)
        self.assertEqual([entry.name for entry in self.folder.iterdir()], [path.name])
        calibration.write_text("kept", encoding="utf-8")
        self.assertRefused(run("calibrate", "--load", f"{path}=10,14-33", "-o", calibration), "--force")
        self.assertEqual(calibration.read_text(encoding="utf-8"), "kept")

    def test_the_file_is_as_its_schema_says(self):
        path = self.weights()
        calibration = self.folder / "mat.json"
        self.calibrate(path, "-o", calibration)
        document = json.loads(calibration.read_text(encoding="utf-8"))
        self.assertEqual(document["palpate_calibration"], 1)
        self.assertEqual((document["mat"]["id"], document["mat"]["rows"]), ("palpate-32x32", 32))
        self.assertEqual(set(document["calibration"]["creep"]), {"fast_share", "fast_s", "slow_share", "slow_s"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
