"""Vendors' text exports through `palpate import`: every frame must equal those that the Python parser of tests/golden reads by itself, and
the figures that the files print of their frames; damaged copies of the real files are refused with the line."""
import json
import sys
import unittest
import zipfile
from pathlib import Path

import h5py
import numpy as np

from program import SHARED_DATA, ProgramTest, run

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "golden"))
import vendor_frames  # noqa: E402

PLIANCE = SHARED_DATA / "vendor-exports" / "pliance_test.asc"
PEDAR = SHARED_DATA / "vendor-exports" / "pedar_example.asc"
FOOTSCAN = SHARED_DATA / "footscan-walk" / "barefoot_1.zip"
ZEBRIS = SHARED_DATA / "zebris-treadmill" / "zebris_export.zip"
# The plate's cells, which its text does not say.
FOOTSCAN_PITCH_MM = (5.08, 7.62)
FOOTSCAN_OPTIONS = ("--pitch-mm", "5.08,7.62", "--unit", "n")


class VendorFramesTest(ProgramTest):
    def real_file(self, path):
        """The recording itself, taken out of its zip."""
        if not path.exists():
            self.skipTest(f"the recording {path} is absent")
        if path.suffix != ".zip":
            return path
        with zipfile.ZipFile(path) as archive:
            return Path(archive.extract(archive.namelist()[0], self.folder / "unpacked"))

    def imported(self, source, *options):
        session = self.folder / "session.h5"
        done = run("import", source, *options, "-o", session, "--force")
        self.assertEqual(done.returncode, 0, done.stderr)
        with h5py.File(session) as file:
            return done.stderr, file["pressure"][:], file["time"][:], file["x"][:], file["y"][:]

    def check(self, source, expected, *options):
        """The frames are equal to the last bit of their storage; gives what the import said, and the frames."""
        said, kpa, time_s, x_mm, y_mm = self.imported(source, *options)
        self.assertEqual(kpa.shape, expected.kpa.shape)
        np.testing.assert_allclose(kpa, expected.kpa, rtol=2.0**-23, atol=0.0)
        self.assertGreater(np.count_nonzero(kpa), 1000)
        np.testing.assert_allclose(time_s, expected.time_s, rtol=0.0, atol=1e-8)
        np.testing.assert_allclose(np.diff(x_mm), expected.pitch_mm[0], rtol=1e-4)
        np.testing.assert_allclose(np.diff(y_mm), expected.pitch_mm[1], rtol=1e-4)
        return said, kpa.astype(float), x_mm, y_mm

    def centres(self, kpa, x_mm, y_mm):
        total = kpa.sum(axis=(1, 2))
        with np.errstate(invalid="ignore"):
            return kpa.sum(axis=1) @ x_mm / total, kpa.sum(axis=2) @ y_mm / total

    def cut(self, source, end):
        copy = self.folder / f"cut{source.suffix}"
        copy.write_bytes(source.read_bytes()[:end])
        return copy

    def assertNothingWritten(self, *arguments, words):
        session = self.folder / "refused.h5"
        self.assertRefused(run("import", *arguments, "-o", session), *words)
        self.assertFalse(session.exists())

    def test_every_encoding_gives_the_same_frames(self):
        """Each text format, cut to a few frames of its real file or made of it, in the encodings that exporters write."""
        for source, options in self.short_files():
            data = source.read_bytes()
            text = data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "latin-1")
            plain = self.imported(source, *options)[1:]
            self.assertGreater(np.count_nonzero(np.nan_to_num(plain[0])), 20, source)
            for encoding in ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"):
                copy = self.folder / f"{encoding}{source.suffix}"
                mark = "\ufeff" if encoding.startswith("utf-16") else ""
                copy.write_bytes((mark + text).encode(encoding))
                for ours, other in zip(plain, self.imported(copy, *options)[1:]):
                    np.testing.assert_array_equal(ours, other, f"{source} {encoding}")

    def short_files(self):
        exports = SHARED_DATA / "vendor-exports"

        def short(name, text):
            path = self.folder / name
            path.write_text(text, encoding="latin-1", newline="")
            return path

        zebris = vendor_frames.text_of(self.real_file(ZEBRIS))
        zebris = zebris[:zebris.index("Frame 4 {")].replace("Frame count\t1472", "Frame count\t3")
        footscan = vendor_frames.text_of(self.real_file(FOOTSCAN))
        footscan = footscan[:footscan.index("Frame 3 (")]
        pedar = "\n".join(vendor_frames.text_of(self.real_file(PEDAR)).split("\n")[:60]) + "\n"
        pedar = pedar.replace("total time [secs]:  15.050", "total time [secs]:  0.500")
        tekscan = vendor_frames.text_of(self.real_file(exports / "fscan_testL.asf"))
        lines = [line for line in vendor_frames.text_of(self.real_file(SHARED_DATA / "pmat-lying" / "experiment-i/S1/1.txt")).split("\n")]
        return [(self.real_file(PLIANCE), ()), (short("zebris.txt", zebris), ()), (short("footscan.txt", footscan), FOOTSCAN_OPTIONS),
                (short("pedar.asc", pedar), ("--sensor", "left", "--pitch-mm", 10)), (short("tekscan.asf", tekscan), ()),
                (self.real_file(exports / "emed_test.lst"), ()), (self.real_file(exports / "xsensor_data.csv"), ("--sensor", "LF")),
                (short("matrix.txt", "\n".join(lines[:5]) + "\n"),
                 ("--rows", 64, "--cols", 32, "--pitch-mm", 28, "--rate", 1, "--unit", "counts", "--counts-per-kpa", 75))]

    def test_all_sensors_of_a_file_in_one_reading(self):
        source = self.real_file(SHARED_DATA / "vendor-exports" / "xsensor_data.csv")
        done = run("import", "-", "--sensor", "all", "-o", self.folder / "walk.h5", stdin=source.read_text(encoding="utf-8"))
        self.assertEqual(done.returncode, 0, done.stderr)
        names = ["walk-HX210.11.31.M11-DFM-LF.h5", "walk-HX210.11.31.M11-DFM-RF.h5"]
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), names)
        for name, sensor in zip(names, ("LF", "RF")):
            alone = self.imported(source, "--sensor", sensor)[1:]
            with h5py.File(self.folder / name) as file:
                for ours, path in zip(alone, ("pressure", "time", "x", "y")):
                    np.testing.assert_array_equal(file[path][:], ours)

    def test_where_one_sensor_fails_none_is_kept(self):
        source = self.real_file(SHARED_DATA / "vendor-exports" / "xsensor_data.csv")
        whole = source.read_bytes()
        for end in (len(whole) - 200, len(whole) // 2):
            done = run("import", self.cut(source, end), "--sensor", "all", "-o", self.folder / "walk.h5")
            self.assertRefused(done, "line ")
            self.assertEqual(list(self.folder.glob("walk*")), [])
        taken = self.folder / "walk-HX210.11.31.M11-DFM-RF.h5"
        taken.write_text("mine", encoding="ascii")
        self.assertRefused(run("import", source, "--sensor", "all", "-o", self.folder / "walk.h5"), taken.name)
        self.assertEqual([path.name for path in self.folder.glob("walk*")], [taken.name])
        self.assertEqual(taken.read_text(encoding="ascii"), "mine")

    def test_pliance_frames_force_and_centre(self):
        source = self.real_file(PLIANCE)
        expected = vendor_frames.pliance(source)
        said, kpa, x_mm, y_mm = self.check(source, expected)
        self.assertIn("left out because it may identify a person: file_name, date/time", said)
        area_cm2 = expected.pitch_mm[0] * expected.pitch_mm[1] / 100.0
        # The corners are printed to 0.0001 cm, the force to 0.001 N.
        np.testing.assert_allclose(kpa.sum(axis=(1, 2)) * area_cm2 / 10.0, expected.printed["force_n"], rtol=1e-4, atol=0.001)
        x, y = self.centres(kpa, x_mm, y_mm)
        loaded = expected.printed["force_n"] > 0.0
        self.assertGreater(np.count_nonzero(loaded), 250)
        # The file counts x from the right edge of its sensors' places, and y from the upper one.
        np.testing.assert_allclose(14.784 - x[loaded] / 10.0, expected.printed["x_cm"][loaded], rtol=0.0, atol=0.001)
        np.testing.assert_allclose(y[loaded] / 10.0, expected.printed["y_cm"][loaded], rtol=0.0, atol=0.001)

    def test_pliance_needs_a_file_that_can_be_read_twice(self):
        source = self.real_file(PLIANCE)
        session = self.folder / "session.h5"
        done = run("import", "-", "-o", session, stdin=vendor_frames.text_of(source))
        self.assertRefused(done, "standard input", "store it as a file")

    def test_pliance_with_a_changed_value_or_place_is_refused(self):
        text = vendor_frames.text_of(self.real_file(PLIANCE))
        copy = self.folder / "changed.asc"
        lines = text.split("\n")
        frame = 100
        value = next(word for word in lines[frame].split()[1:] if float(word) > 0.0)
        lines[frame] = lines[frame].replace(f" {value} ", f" {float(value) + 5.0:.3f} ", 1)
        copy.write_text("\n".join(lines), encoding="latin-1")
        self.assertNothingWritten(copy, words=("a value is damaged", "line "))
        lines = text.split("\n")
        del lines[100]
        copy.write_text("\n".join(lines), encoding="latin-1")
        self.assertNothingWritten(copy, words=("line 101", "lines are missing"))
        copy.write_text(text.replace("0.5428", "0.5528", 1), encoding="latin-1")
        self.assertNothingWritten(copy, words=("its area is",))

    def test_pliance_cut_anywhere_is_refused(self):
        source = self.real_file(PLIANCE)
        size = source.stat().st_size
        for end in [*range(1, size - 10, size // 40), size - 10]:
            self.assertNothingWritten(self.cut(source, end), words=(str(self.folder / "cut.asc"),))

    def test_pedar_insoles_as_strips(self):
        source = self.real_file(PEDAR)
        for side in ("left", "right"):
            expected = vendor_frames.pedar(source, side)
            said, kpa, time_s, _, _ = self.imported(source, "--sensor", side, "--pitch-mm", "10,14")
            self.assertIn("left out because it may identify a person: file_name, date/time, sensor_type", said)
            self.assertEqual(kpa.shape, (1505, 1, 99))
            np.testing.assert_array_equal(kpa, expected.kpa.astype(np.float32))
            np.testing.assert_allclose(time_s, expected.time_s, rtol=0.0, atol=1e-8)

    def test_pedar_insole_with_a_layout(self):
        """Made: the real layout of an insole is no part of its export."""
        source = self.real_file(PEDAR)
        expected = vendor_frames.pedar(source, "right").kpa[:, 0, :]
        # 11 rows from the heel on; odd ones lean to the right.
        corners = {number: [[x + lean, y] for x, y, lean in ((c * 8, r * 20, 0), (c * 8 + 8, r * 20, 0), (c * 8 + 8, r * 20 + 20, r % 2 * 3),
                                                             (c * 8, r * 20 + 20, r % 2 * 3))]
                   for number in range(1, 100) for r, c in [divmod(number - 1, 9)]}
        layout = self.folder / "layout.json"
        layout.write_text(json.dumps({"palpate_sensor_layout": 1, "title": "made", "sensors": [
            {"number": number, "corners_mm": places} for number, places in corners.items()]}), encoding="utf-8")
        _, kpa, _, x_mm, y_mm = self.imported(source, "--sensor", "right", "--layout", layout)
        top = max(y for places in corners.values() for _, y in places)
        cell_cm2 = (x_mm[1] - x_mm[0]) * (y_mm[1] - y_mm[0]) / 100.0
        for number in (1, 14, 50, 99):
            (x0, y0), _, (x2, y2), _ = corners[number]
            row = np.abs(y_mm - (top - (y0 + y2) / 2)).argmin()
            np.testing.assert_array_equal(kpa[:, row, np.abs(x_mm - (x0 + x2) / 2).argmin()], expected[:, number - 1].astype(np.float32))
        force_n = np.nansum(kpa, axis=(1, 2)) * cell_cm2 / 10.0
        np.testing.assert_allclose(force_n, expected.sum(axis=1) * 1.6 / 10.0, rtol=0.03)

    def test_pedar_asks_for_side_and_places(self):
        self.assertNothingWritten(self.real_file(PEDAR), words=("--sensor", "--layout", "--pitch-mm"))

    def test_pedar_cut_anywhere_is_refused(self):
        source = self.real_file(PEDAR)
        size = source.stat().st_size
        for end in [*range(1, size - 10, size // 20), size - 10]:
            self.assertNothingWritten(self.cut(source, end), "--sensor", "left", "--pitch-mm", 10, words=(str(self.folder / "cut.asc"),))

    def test_footscan_frames(self):
        source = self.real_file(FOOTSCAN)
        expected = vendor_frames.footscan(source, FOOTSCAN_PITCH_MM)
        _, kpa, _, _ = self.check(source, expected, *FOOTSCAN_OPTIONS)
        self.assertEqual(kpa.shape, (249, 256, 63))
        # A grown person walks over the plate.
        force_n = kpa.sum(axis=(1, 2)) * FOOTSCAN_PITCH_MM[0] * FOOTSCAN_PITCH_MM[1] / 1000.0
        self.assertTrue(700.0 < force_n.max() < 1400.0, force_n.max())

    def test_footscan_asks_for_pitch_and_unit(self):
        self.assertNothingWritten(self.real_file(FOOTSCAN), words=("--pitch-mm", "5.08,7.62", "--unit"))

    def test_footscan_cut_is_refused(self):
        source = self.real_file(FOOTSCAN)
        frame = source.stat().st_size // 249
        for end in (0, 10, 1000, frame - 300, frame * 3 + 777, source.stat().st_size - 5):
            self.assertNothingWritten(self.cut(source, end), *FOOTSCAN_OPTIONS, words=(str(self.folder / "cut"),))

    def test_zebris_frames_force_and_centre(self):
        source = self.real_file(ZEBRIS)
        expected = vendor_frames.zebris(source)
        said, kpa, x_mm, y_mm = self.check(source, expected)
        self.assertEqual(kpa.shape, (1472, 56, 128))
        self.assertIn("left out because it may identify a person: Person, Sex, Born, Code, Record, Application, Creation_date, Exercises", said)
        self.assertNotIn("nor, mal", said)
        newton = expected.pitch_mm[0] * expected.pitch_mm[1] / 1000.0
        force_n = kpa.sum(axis=(1, 2)) * newton
        walking = expected.printed["force_n"] > 0.0
        self.assertGreater(np.count_nonzero(walking), 1300)
        # The cells' size is printed to 0.01 mm.
        np.testing.assert_allclose(force_n[walking], expected.printed["force_n"][walking], rtol=1.2e-3, atol=0.1)
        x, y = self.centres(kpa, x_mm, y_mm)
        rows = kpa.shape[1]
        self.assertLessEqual(np.abs(x / expected.pitch_mm[0] + 0.5 - expected.printed["x"]).max(), 0.501)
        self.assertLessEqual(np.abs(rows - y / expected.pitch_mm[1] + 0.5 - expected.printed["y"]).max(), 0.501)
        # Seen from above, walking to the right, the left foot is the upper one.
        left = (expected.printed["left_n"] > 100.0) & (expected.printed["right_n"] == 0.0)
        right = (expected.printed["right_n"] > 100.0) & (expected.printed["left_n"] == 0.0)
        self.assertLess(y[left].mean(), y[right].mean() - 30.0)

    def test_zebris_cut_or_with_a_changed_frame_is_refused(self):
        source = self.real_file(ZEBRIS)
        whole = source.read_bytes()
        end = whole.index(b"Frame 3 {")
        start = whole.index(b"Platform {")
        for cut in (0, 5, 60, 300, start - 1, start + 20, start + 100, end - 30, end, end + 9):
            self.assertNothingWritten(self.cut(source, cut), words=(str(self.folder / "cut.txt"),))
        copy = self.folder / "three.txt"
        head = whole[:whole.index(b"Frame 4 {")]
        copy.write_bytes(head)
        self.assertNothingWritten(copy, words=("line ", "3 of the 1472 frames"))
        three = head.replace(b"Frame count\t1472", b"Frame count\t3")
        copy.write_bytes(three)
        self.imported(copy)
        copy.write_bytes(three.replace(b"(x99,y26)", b"(x96,y26)"))
        self.assertNothingWritten(copy, words=("line 1506", "centre of force"))
        copy.write_bytes(three.replace(b"Frame count\t3", b"Frame count\t2"))
        self.assertNothingWritten(copy, words=("line 1629", "more than the 2 frames"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
