"""Exports for other programs: what others read equals the session, and nothing is overwritten or left half-made."""
import csv
import json
import os
import resource
import shutil
import struct
import subprocess
import tempfile
import unittest
import zlib
from pathlib import Path

import h5py
import numpy as np

from program import PALPATE, ProgramTest, run, run_json

TARGETS = {"--csv": "tables", "--tekscan": "visit.asf", "--mat": "visit.mat", "--bids": "motion", "--png": "map.png", "--film": "film.gif",
           "--research": "copy.h5"}


def read_png(path):
    """(palette, rows of indices) of a PNG with a palette of 8 bits, and nothing but what such a picture needs."""
    content, at, data = path.read_bytes(), 8, b""
    while at < len(content):
        size, kind = struct.unpack(">I4s", content[at:at + 8])
        body = content[at + 8:at + 8 + size]
        at += 12 + size
        if kind == b"IHDR":
            width, height, depth, color = struct.unpack(">IIBB", body[:10])
            assert (depth, color) == (8, 3)
        elif kind == b"PLTE":
            palette = np.frombuffer(body, dtype="u1").reshape(-1, 3)
        elif kind == b"IDAT":
            data += body
    lines = np.frombuffer(zlib.decompress(data), dtype="u1").reshape(height, width + 1)
    rows = np.zeros((height, width), dtype="u1")
    for y, line in enumerate(lines):
        above = rows[y - 1] if y else np.zeros(width, dtype="u1")
        if line[0] == 0:
            rows[y] = line[1:]
        elif line[0] == 1:
            rows[y] = np.cumsum(line[1:], dtype="u1")
        elif line[0] == 2:
            rows[y] = line[1:] + above
        else:
            raise AssertionError(f"filter {line[0]}: palettes are written without")
    return palette, rows


class ExportersTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="palpate-exporters-")
        cls.addClassCleanup(folder.cleanup)
        cls.made = Path(folder.name)
        done = run("simulate", "--scenario", "holds", "--seed", 4, "--duration", 4, "-o", cls.made / "visit.h5")
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        # A small mat with absent and saturated cells, in kPa with many digits.
        chance = np.random.default_rng(5)
        cls.kpa = (chance.random((12, 5, 4)) ** 3 * 200).astype("f4")
        cls.kpa[3, 2, 1] = 150
        lines = ["DATA_TYPE MOVIE", "ROWS 5", "COLS 4", "ROW_SPACING 7.5 mm", "COL_SPACING 5.08 mm", "SECONDS_PER_FRAME 0.02",
                 "SATURATION_PRESSURE 150 KPa", "UNITS KPa", "ASCII_DATA @@", ""]
        for k, frame in enumerate(cls.kpa):
            lines.append(f"Frame {k + 1}, {0.02 * k + 0.0003 * (k % 3)!r},")
            for row, cells in enumerate(frame):
                lines.append(",".join("B" if (row, col) in ((0, 0), (4, 3)) else repr(float(value)) for col, value in enumerate(cells)))
        (cls.made / "small.asf").write_text("\n".join(lines + ["@@", ""]), encoding="ascii")
        done = run("import", cls.made / "small.asf", "-o", cls.made / "small.h5")
        if done.returncode != 0:
            raise AssertionError(done.stderr)

    def export(self, session, *options):
        done = run("export", self.made / session, *options)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_tekscan_comes_back_with_equal_frames(self):
        for session in ("visit.h5", "small.h5"):
            with self.subTest(session):
                text = self.folder / f"{session}.asf"
                self.export(session, "--tekscan", text)
                again = self.folder / f"again-{session}"
                done = run("import", text, "-o", again)
                self.assertEqual(done.returncode, 0, done.stderr)
                with h5py.File(self.made / session) as first, h5py.File(again) as second:
                    stored = first["pressure"][:]
                    if "scale_factor" in first["pressure"].attrs:
                        stored = (stored * first["pressure"].attrs["scale_factor"] + first["pressure"].attrs["add_offset"]).astype("f4")
                    self.assertTrue(np.array_equal(stored, second["pressure"][:], equal_nan=True))
                    self.assertTrue(np.allclose(first["time"][:] - first["time"][0], second["time"][:], rtol=0, atol=2e-9))
                    for axis in ("x", "y"):
                        self.assertTrue(np.allclose(first[axis][:], second[axis][:]))
                    self.assertIn("ceiling_kpa", second["calibration"].attrs)
        text = (self.folder / "small.h5.asf").read_text()
        self.assertIn("SATURATION_PRESSURE 150 KPa", text)
        self.assertEqual(text.count("B"), 2 * len(self.kpa) + text.split("ASCII_DATA")[0].count("B"))

    def test_matlab_file_loads_in_octave_and_scipy(self):
        path = self.folder / "small.mat"
        self.export("small.h5", "--mat", path)
        wanted = self.kpa.transpose(1, 2, 0).copy()
        wanted[0, 0], wanted[4, 3] = np.nan, np.nan
        if shutil.which("octave"):
            code = f's = load("{path}"); fprintf("%.9g ", s.pressure_kpa(:)); fprintf("\\n%.17g ", s.time_s, s.x_mm, s.y_mm); disp(s.units)'
            printed = subprocess.run(["octave", "--no-gui", "--quiet", "--eval", code], capture_output=True, text=True, check=False).stdout.splitlines()
            self.assertTrue(np.array_equal(np.array(printed[0].split(), dtype="f4"), wanted.flatten(order="F"), equal_nan=True))
            with h5py.File(self.made / "small.h5") as file:
                numbers = np.concatenate([file[name][:] for name in ("time", "x", "y")])
            self.assertTrue(np.array_equal(np.array(" ".join(printed[1:]).split()[:len(numbers)], dtype=float), numbers))
            self.assertIn("kPa", printed[-1])
        else:
            print("octave is absent on this machine: not tried")
        script = ("import sys, numpy, scipy.io; s = scipy.io.loadmat(sys.argv[1]); numpy.save(sys.argv[2], s['pressure_kpa']); "
                  "assert s['pressure_kpa'].dtype == 'float32' and s['cell_present'].sum() == 18 and s['event_time_s'].size == 0")
        tried = subprocess.run(["python3", "-c", "import scipy.io"], capture_output=True, check=False).returncode == 0
        if tried:
            done = subprocess.run(["python3", "-c", script, path, self.folder / "read.npy"], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue(np.array_equal(np.load(self.folder / "read.npy"), wanted, equal_nan=True))
        else:
            print("SciPy is absent on this machine: not tried")

    def test_motion_tables_hold_centre_of_pressure_and_force(self):
        folder = self.folder / "motion"
        self.export("small.h5", "--bids", folder)
        self.export("small.h5", "--csv", self.folder / "tables")
        self.assertEqual(sorted(path.name.split("tracksys-mat_")[1] for path in folder.iterdir()), ["channels.tsv", "motion.json", "motion.tsv"])
        motion, channels = next(folder.glob("*_motion.tsv")), next(folder.glob("*_channels.tsv"))
        with open(channels, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        units = {row["name"]: row["units"] for row in rows}
        self.assertEqual((units["latency_s"], units["cop_x_mm"], units["force_n"]), ("s", "mm", "N"))
        with open(self.folder / "tables" / "frames.csv", newline="", encoding="utf-8") as file:
            frames = list(csv.DictReader(file))
        lines = [line.split("\t") for line in motion.read_text(encoding="utf-8").splitlines()]
        self.assertEqual(len(lines), len(frames))
        for line, frame in zip(lines, frames):
            self.assertEqual(len(line), len(rows))
            for value, row in zip(line, rows):
                if row["name"] in ("cop_x_mm", "cop_y_mm", "force_n", "peak_kpa"):
                    self.assertEqual(value, frame[row["name"]] or "n/a")
        described = json.loads(next(folder.glob("*_motion.json")).read_text())
        self.assertEqual(described["Columns"], [row["name"] for row in rows])
        self.assertEqual(described["MotionChannelCount"], len(rows))

    def test_a_frame_without_contact_has_no_centre_of_pressure(self):
        session = self.folder / "empty.h5"
        self.assertEqual(run("simulate", "--scenario", "empty", "--duration", 1, "-o", session).returncode, 0)
        self.assertEqual(run("export", session, "--bids", self.folder / "empty").returncode, 0)
        lines = next((self.folder / "empty").glob("*_motion.tsv")).read_text().splitlines()
        self.assertIn("n/a", lines[0].split("\t"))

    def test_a_picture_shows_the_map_in_the_applications_colours(self):
        path = self.folder / "peak.png"
        self.export("small.h5", "--png", path, "--range-max", 200)
        self.export("small.h5", "--csv", self.folder / "tables")
        peak = np.genfromtxt(self.folder / "tables" / "map_peak_kpa.csv", delimiter=",")
        palette, rows = read_png(path)
        # The ends of the published table of cividis.
        self.assertEqual(palette[0].tolist(), [0x00, 0x22, 0x4E])
        self.assertEqual(palette[251].tolist(), [0xFE, 0xE8, 0x38])
        # 512 pixels along the longer side of 20.32 x 37.5 mm, 12 from the left and 38 from the top.
        scale = 512 / 37.5
        for row in range(5):
            for col in range(4):
                index = int(rows[38 + int((row + 0.5) * 7.5 * scale), 12 + int((col + 0.5) * 5.08 * scale)])
                if np.isnan(peak[row, col]):
                    self.assertEqual(index, 253)
                else:
                    self.assertEqual(index, round(min(1, peak[row, col] / 200) * 251))
        self.assertGreater(np.count_nonzero(rows == 255), 300)
        self.assertRefused(run("export", self.made / "small.h5", "--png", self.folder / "b.png", "--map", "no"), "peak_kpa")

    def test_a_film_runs_at_the_speed_of_the_session(self):
        if shutil.which("ffprobe") is None:
            self.skipTest("ffprobe is absent on this machine")
        seconds = run_json("info", self.made / "visit.h5")["duration_s"]
        for name, fps in (("film.mp4", 25), ("film.gif", 10)):
            with self.subTest(name):
                self.export("visit.h5", "--film", self.folder / name, "--fps", fps, "--range-max", 100)
                done = subprocess.run(["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
                                       "stream=nb_read_frames,avg_frame_rate,width,height:format=duration", "-of", "json", self.folder / name],
                                      capture_output=True, text=True, check=True)
                read = json.loads(done.stdout)
                self.assertEqual(int(read["streams"][0]["nb_read_frames"]), int(seconds * fps + 1e-9) + 1)
                self.assertAlmostEqual(float(read["format"]["duration"]), seconds, delta=2 / fps)
        shown = subprocess.run(["ffmpeg", "-v", "error", "-i", self.folder / "film.gif", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
                               capture_output=True, check=True).stdout
        width, height = read["streams"][0]["width"], read["streams"][0]["height"]
        pictures = np.frombuffer(shown, dtype="u1").reshape(-1, height, width, 3)
        with h5py.File(self.made / "visit.h5") as file:
            times, stored = file["time"][:] - file["time"][0], file["pressure"]
            kpa = stored[:] * stored.attrs["scale_factor"] + stored.attrs["add_offset"]
        self.export("visit.h5", "--png", self.folder / "map.png")
        palette, contact = read_png(self.folder / "map.png")[0], run_json("analyze", self.made / "visit.h5")["settings"]["contact_kpa"]
        colors = set()
        for k in (0, len(pictures) // 2, len(pictures) - 1):
            frame = kpa[np.searchsorted(times, k / 10 + 1e-9, side="right") - 1]
            row, col = np.unravel_index(np.argmax(frame), frame.shape)
            side = 512 / frame.shape[0]
            index = 252 if frame[row, col] < contact else round(min(1, frame[row, col] / 100) * 251)
            shown = pictures[k, 38 + int((row + 0.5) * side), 12 + int((col + 0.5) * side)]
            self.assertLessEqual(abs(shown.astype(int) - palette[index]).max(), 2)
            colors.add(index)
        self.assertGreater(len(colors), 1)
        self.assertRefused(run("export", self.made / "visit.h5", "--film", self.folder / "a.avi"), ".mp4 or .gif")
        self.assertRefused(run("export", self.made / "visit.h5", "--film", self.folder / "a.gif", "--fps", 0), "1 to 60")

    def test_nothing_is_overwritten_without_force(self):
        for option, name in TARGETS.items():
            with self.subTest(option):
                target = self.folder / name
                self.export("small.h5", option, target)
                files = [target] if target.is_file() else sorted(target.iterdir())
                before = [path.read_bytes() for path in files]
                self.assertRefused(run("export", self.made / "visit.h5", option, target), "exists")
                self.assertEqual([path.read_bytes() for path in files], before)
                self.export("small.h5", option, target, "--force")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), sorted(TARGETS.values()))

    def test_what_cannot_be_finished_leaves_nothing(self):
        """Files may not grow beyond 4 KiB: every export fails in the middle of writing."""
        def limit():
            import signal
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        for option, name in TARGETS.items():
            for force in (False, True):
                with self.subTest(option, force=force):
                    target = self.folder / name
                    if force:
                        self.export("visit.h5", option, target)
                    before = {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}
                    done = subprocess.run([PALPATE, "export", str(self.made / "visit.h5"), option, str(target)] + ["--force"] * force,
                                          capture_output=True, text=True, preexec_fn=limit, timeout=120, check=False)
                    self.assertRefused(done)
                    self.assertEqual({path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}, before)
                    self.assertEqual([path.name for path in self.folder.rglob("*") if "part" in path.name], [])

    def test_a_target_that_cannot_be_is_refused(self):
        for option in TARGETS:
            with self.subTest(option):
                self.assertRefused(run("export", self.made / "small.h5", option, self.folder / "none" / TARGETS[option]), "none")
        self.assertRefused(run("export", self.made / "small.h5"), "--tekscan")
        self.assertRefused(run("export", self.made / "small.h5", self.made / "visit.h5", "--csv", self.folder / "t"), "one by one")
        self.assertEqual(os.listdir(self.folder), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
