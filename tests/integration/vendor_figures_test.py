"""The figures that XSENSOR, novel and Tekscan print into their own exports against ours, frame by frame, within printed rounding; and
these files all the way from import to analyze."""
import unittest

import vendor_comparison
from program import SHARED_DATA, ProgramTest, run, run_json

EXPORTS = SHARED_DATA / vendor_comparison.EXPORTS


class VendorFiguresTest(ProgramTest):
    def source(self, name):
        if not (EXPORTS / name).exists():
            self.skipTest(f"the recording {EXPORTS / name} is absent")
        return EXPORTS / name

    def check(self, name, frames, figures):
        self.source(name)
        comparisons = vendor_comparison.compare_file(name)
        self.assertEqual(len(comparisons), figures)
        for row in comparisons:
            self.assertEqual(len(row.ours), frames, row.name)
            self.assertEqual(row.ours.shape, row.printed.shape, row.name)
            self.assertTrue(row.is_met, f"{row.name}: {row.largest} {row.unit}")

    def test_xsensor_prints_our_area_peak_average_and_load(self):
        self.check("xsensor_data.csv", 101, 14)

    def test_emed_prints_our_row_and_column_forces(self):
        self.check("emed_test.lst", 106, 3)

    def test_tekscan_prints_our_raw_sums(self):
        self.check("iscan_test.csv", 309, 2)

    def analyzed(self, name, *options):
        session = self.folder / "session.h5"
        done = run("import", self.source(name), *options, "-o", session)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stderr, run_json("analyze", session)

    def test_an_insole_from_import_to_results(self):
        said, results = self.analyzed("xsensor_data.csv", "--sensor", "LF")
        self.assertIn("left out because it may identify a person: File, Date, Time, SENSOR (serial number)", said)
        session = results["session"]
        self.assertEqual([session[name] for name in ("rows", "cols", "frames", "valid_frames")], [31, 11, 101, 101])
        self.assertAlmostEqual(session["duration_s"], 1.331, places=6)
        self.assertAlmostEqual(session["rate_hz"], 1 / 0.013, places=6)
        # A walk of 1.3 s: steps, nothing held for 5 s.
        self.assertEqual(results["holds"], [])
        self.assertEqual(results["quality"]["lost_frames"], 0)
        # 2957.46 mmHg is the highest peak that the file prints for this insole.
        self.assertAlmostEqual(results["summary"]["peak_kpa"]["max"], 2957.46 * vendor_comparison.KPA_PER_MMHG, places=3)

    def test_a_step_from_import_to_results(self):
        said, results = self.analyzed("emed_test.lst")
        self.assertIn("left out because it may identify a person: File", said)
        session = results["session"]
        self.assertEqual([session[name] for name in ("rows", "cols", "frames", "valid_frames")], [95, 64, 106, 106])
        self.assertAlmostEqual(session["rate_hz"], 100.0, places=6)
        self.assertEqual(results["holds"], [])
        self.assertEqual(results["maps"]["peak_kpa"]["max"], 370.0)

    def test_the_sensor_is_asked_for_by_name(self):
        session = self.folder / "session.h5"
        done = run("import", self.source("xsensor_data.csv"), "-o", session)
        self.assertRefused(done, "--sensor", "'HX210.11.31.M11-DFM-LF S0073'", "'HX210.11.31.M11-DFM-RF S0073'")
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
