"""The examples of docs/research.md, run as they stand, and what else opens a session: values equal to the program's own, in kPa, mm
and seconds. A program that is absent on this machine is passed over with a message."""
import json
import re
import shutil
import subprocess
import unittest
from pathlib import Path

import h5py
import numpy as np

from program import ProgramTest, run, run_json

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/research.md"
COMMANDS = {"python": ["/usr/bin/python3"], "rhdf5": ["Rscript"], "hdf5r": ["Rscript"], "octave": ["octave", "--no-gui", "--quiet"]}
NEEDS = {"python": ["/usr/bin/python3", "-c", "import xarray"], "rhdf5": ["Rscript", "-e", "library(rhdf5)"],
         "hdf5r": ["Rscript", "-e", "library(hdf5r)"], "octave": ["octave", "--version"]}


def examples():
    text = DOCUMENT.read_text(encoding="utf-8")
    return dict(re.findall(r"<!-- run: (\w+) -->\n```\w+\n(.*?)```", text, re.DOTALL))


def is_there(command):
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0


def kpa_of(path):
    """As the format says, without any of the program's code."""
    with h5py.File(path) as file:
        stored, values = file["pressure"], file["pressure"][:]
        kpa = values.astype(float)
        if "scale_factor" in stored.attrs:
            kpa = kpa * stored.attrs["scale_factor"] + stored.attrs["add_offset"]
            if "_FillValue" in stored.attrs:
                kpa[values == stored.attrs["_FillValue"]] = np.nan
        return kpa, file["time"][:], file["y"][:], file["x"][:]


class ResearchExamplesTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.session = self.folder / "visit.h5"
        done = run("simulate", "--scenario", "holds", "--seed", 3, "--duration", 8, "-o", self.session)
        self.assertEqual(done.returncode, 0, done.stderr)
        done = run("export", self.session, "--mat", self.folder / "visit.mat")
        self.assertEqual(done.returncode, 0, done.stderr)

    def run_program(self, command, code, suffix):
        script = self.folder / f"example{suffix}"
        script.write_text(code, encoding="utf-8")
        return subprocess.run([*command, str(script)], cwd=self.folder, capture_output=True, text=True, timeout=120, check=False)

    def check_answer(self, answer):
        kpa, time_s, y_mm, x_mm = kpa_of(self.session)
        top, x, y, seconds = map(float, answer.split()[-4:])
        self.assertAlmostEqual(top, np.nanmax(kpa), delta=1e-5 * np.nanmax(kpa))
        frame, row, col = (int(np.argmin(abs(axis - value))) for axis, value in ((time_s, seconds), (y_mm, y), (x_mm, x)))
        self.assertAlmostEqual(time_s[frame], seconds, places=9)
        self.assertAlmostEqual(y_mm[row], y, places=9)
        self.assertAlmostEqual(x_mm[col], x, places=9)
        self.assertAlmostEqual(kpa[frame, row, col], top, delta=1e-5 * top)
        self.assertAlmostEqual(run_json("analyze", self.session)["maps"]["peak_kpa"]["max"], top, delta=1e-4 * top)

    def test_the_document_has_an_example_for_each(self):
        self.assertEqual(sorted(examples()), sorted(COMMANDS))
        for name, code in examples().items():
            self.assertLessEqual(len(code.splitlines()), 5, name)

    def test_examples_give_the_programs_own_values(self):
        for name, code in examples().items():
            with self.subTest(name):
                if not is_there(NEEDS[name]):
                    print(f"{name} is absent on this machine: its example was not run")
                    continue
                done = self.run_program(COMMANDS[name], code, ".m" if name == "octave" else ".txt")
                self.check_answer(done.stdout)

    def test_octave_opens_the_session_itself(self):
        if not is_there(NEEDS["octave"]):
            self.skipTest("octave is absent on this machine")
        code = ('s = load("visit.h5"); fprintf("%d %d %d %.12g %.12g %.12g %.12g\\n", size(s.pressure), double(s.pressure(11, 21, 301)), '
                's.x(11), s.y(21), s.time(301));')
        answer = list(map(float, self.run_program(COMMANDS["octave"], code, ".m").stdout.split()))
        with h5py.File(self.session) as file:
            self.assertEqual(answer[:3], list(map(float, reversed(file["pressure"].shape))))
            wanted = [file["pressure"][300, 20, 10], file["x"][10], file["y"][20], file["time"][300]]
        self.assertTrue(np.allclose(answer[3:], np.array(wanted, dtype=float), rtol=1e-11))

    def test_xarray_reads_with_both_engines(self):
        kpa, time_s, y_mm, x_mm = kpa_of(self.session)
        for engine, module in (("netcdf4", "netCDF4"), ("h5netcdf", "h5netcdf")):
            if not is_there(["/usr/bin/python3", "-c", f"import xarray, {module}"]):
                print(f"{module} is absent on this machine: its engine was not tried")
                continue
            import xarray

            with xarray.open_dataset(self.session, engine=engine) as opened:
                self.assertEqual(opened.pressure.attrs["units"], "kPa")
                self.assertTrue(np.allclose(opened.pressure.values, kpa, rtol=1e-6, equal_nan=True))
                self.assertTrue(np.array_equal(opened.time.values, time_s) and np.array_equal(opened.x.values, x_mm)
                                and np.array_equal(opened.y.values, y_mm))
                self.assertEqual((opened.time.attrs["units"], opened.x.attrs["units"]), ("s", "mm"))

    def test_ncdump_lists_units_and_times(self):
        if shutil.which("ncdump") is None:
            self.skipTest("ncdump is absent on this machine")
        head = subprocess.run(["ncdump", "-h", str(self.session)], capture_output=True, text=True, check=True).stdout
        for line in ('pressure:units = "kPa"', 'time:units = "s"', 'x:units = "mm"', "ushort pressure(time, y, x)"):
            self.assertIn(line, head)
        printed = subprocess.run(["ncdump", "-p", "9,17", "-v", "time", str(self.session)], capture_output=True, text=True, check=True).stdout
        times = [float(word) for word in re.findall(r"[0-9.e+-]+", printed.split("data:")[1].split("time =")[1].split(";")[0])]
        self.assertTrue(np.array_equal(times, kpa_of(self.session)[1]))

    def test_info_and_the_file_agree_on_size(self):
        info = run_json("info", self.session)
        self.assertIn(str(kpa_of(self.session)[0].shape[0]), json.dumps(info))


if __name__ == "__main__":
    unittest.main()
