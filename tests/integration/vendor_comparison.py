"""Imports and analyses the vendors' example files with the palpate command and compares its figures, frame by frame, with those
that the files print themselves. Started by itself it prints the table of docs/accuracy.md:

    PALPATE=build/dev/cli/palpate /usr/bin/python3 tests/integration/vendor_comparison.py [FOLDER_OF_RECORDINGS]
"""
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from program import SHARED_DATA, run

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "golden"))
import vendor_figures  # noqa: E402

EXPORTS = "vendor-exports"
KPA_PER_MMHG = 0.133322387415
# The printed width of 0.86 cm is rounded: contact areas, which are printed finer, are whole numbers of cells of this pitch.
XSENSOR_PITCH_MM = 8.609


@dataclass
class Comparison:
    """Our figures beside those of a file. `allowed` is what printing may have rounded away, of the figure itself and of the values
    that it was made from; an array where it depends on the frame."""
    name: str
    unit: str
    ours: np.ndarray
    printed: np.ndarray
    allowed: np.ndarray
    note: str

    @property
    def largest(self):
        return float(np.max(np.abs(self.ours - self.printed)))

    @property
    def is_met(self):
        # float32 kPa carry 7 digits.
        return bool(np.all(np.abs(self.ours - self.printed) <= self.allowed + 1e-6 * np.abs(self.printed)))


def refuse_failure(done):
    if done.returncode != 0:
        raise AssertionError(done.stderr)


class Session:
    """An imported and analysed file."""

    def __init__(self, folder, source, *options, contact_kpa=None):
        path = Path(folder) / f"session{len(list(Path(folder).iterdir()))}.h5"
        refuse_failure(run("import", source, *options, "-o", path))
        refuse_failure(run("analyze", path, "--save", *(("--contact-kpa", contact_kpa) if contact_kpa else ())))
        with h5py.File(path) as file:
            # kPa, or counts where the file is raw.
            self.stored = file["pressure"][:]
            self.frames = {name: values[:] for name, values in file["metrics/frames"].items()}
            self.area_cm2 = float(np.diff(file["x"][:2])[0] * np.diff(file["y"][:2])[0]) / 100.0


def xsensor(folder, source):
    """Two insoles."""
    comparisons = []
    for sensor, figures in vendor_figures.xsensor(source).items():
        side = "left" if "-LF" in sensor else "right"
        threshold_kpa = float(np.float32(figures.printed["threshold"][0] * KPA_PER_MMHG))
        loaded = figures.cells >= figures.printed["threshold"][0]
        count = loaded.sum(axis=(1, 2))
        equal = (figures.cells == figures.printed["threshold"][0]).sum()

        def compare(name, unit, ours, figure, from_cells, note, side=side, figures=figures):
            comparisons.append(Comparison(f"XSENSOR {side}: {name}", unit, ours, figures.printed[figure],
                                          figures.half_unit[figure] + from_cells, note))

        session = Session(folder, source, "--sensor", sensor, "--pitch-mm", XSENSOR_PITCH_MM, contact_kpa=repr(threshold_kpa))
        ours = session.frames
        newton = KPA_PER_MMHG * session.area_cm2 / 10.0
        cell = figures.cell_half_unit
        compare("peak", "mmHg", ours["peak_kpa"] / KPA_PER_MMHG, "peak", 0.0, "the printed peak is one of the printed cells")
        compare("average", "mmHg", np.nan_to_num(ours["mean_kpa"]) / KPA_PER_MMHG, "average", cell,
                "rounding of the figure and of the cells; we leave it empty where the file prints 0 for no contact")
        compare("contact area", "cm2", ours["contact_area_cm2"], "contact_area", 0.0, f"contact is value >= Threshold: {equal} cells equal it")
        compare("estimated load", "N", ours["force_n"], "load", count * cell * newton, "rounding of the figure and of the cells")
        whole = figures.printed["total_area"] / session.area_cm2
        compare("total area, in whole cells", "cm2", np.round(whole) * session.area_cm2, "total_area", 0.0,
                f"{whole[0]:.0f} cells of the {loaded[0].size} in the matrix: the rest are cut off but printed as 0")

        plain = Session(folder, source, "--sensor", sensor)
        share = 2.0 * figures.half_unit["width"] / figures.printed["width"][0]
        for name, unit, metric, figure in (("contact area", "cm2", "contact_area_cm2", "contact_area"),
                                           ("estimated load", "N", "force_n", "load")):
            compare(f"{name}, default import", unit, plain.frames[metric], figure, share * figures.printed[figure],
                    f"the pitch as printed, 0.86 cm: its rounding is {100 * share:.1f} % of an area; contact from 1 kPa")
    return comparisons


def emed(folder, source):
    figures = vendor_figures.emed(source)
    session = Session(folder, source)
    newton = session.area_cm2 / 10.0
    note = "rounding of the figure; the values are multiples of 5 kPa"
    comparisons = [
        Comparison(f"emed: force of a {name}", "N", session.stored.sum(axis=axis, dtype=float) * newton, figures.printed[key], figures.half_unit[key],
                   note) for name, key, axis in (("row", "rows_n", 2), ("column", "cols_n", 1))
    ]
    comparisons.append(Comparison("emed: total force", "N", session.frames["force_n"], figures.printed["total_n"],
                                  figures.half_unit["total_n"], note))
    return comparisons


def tekscan(folder, source):
    figures = vendor_figures.tekscan_raw_sums(source)
    counts_per_kpa = 2.0
    session = Session(folder, source, "--counts-per-kpa", counts_per_kpa)
    with_cells = session.stored != np.iinfo(np.uint16).max
    sums = np.where(with_cells, session.stored, 0).sum(axis=(1, 2), dtype=np.int64)
    newton = session.area_cm2 / 10.0 / counts_per_kpa
    return [
        Comparison("I-Scan: sum of the counts", "1", sums, figures.printed["raw_sum"], 0.0, "whole numbers; cells B take no part"),
        Comparison("I-Scan: force, as counts", "1", session.frames["force_n"] / newton, figures.printed["raw_sum"], 0.0,
                   "no cell lies under the contact threshold: NOISE_THRESHOLD is 3"),
    ]


FILES = {"xsensor_data.csv": xsensor, "emed_test.lst": emed, "iscan_test.csv": tekscan}


def compare_file(name, data=SHARED_DATA):
    with tempfile.TemporaryDirectory(prefix="palpate-vendor-") as folder:
        return FILES[name](folder, Path(data) / EXPORTS / name)


def main():
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED_DATA
    print("| figure | frames | unit | largest difference | printed rounding allows | verdict | because |")
    print("|---|---|---|---|---|---|---|")
    for name in FILES:
        for row in compare_file(name, data):
            print(f"| {row.name} | {len(row.ours)} | {row.unit} | {row.largest:.2g} | {float(np.max(row.allowed)):.2g} | "
                  f"{'met' if row.is_met else 'NOT MET'} | {row.note} |")


if __name__ == "__main__":
    main()
