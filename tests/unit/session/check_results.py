"""Compares the results that saved_results_test.cpp stores with what it stored. Usage: check_results.py SESSION.h5"""
import sys

import h5py
import numpy as np
import xarray

path = sys.argv[1]


def equal(name, got, wanted):
    if not np.allclose(got, wanted, equal_nan=True):
        sys.exit(f"{name}: {got} is not {wanted}")


def text(value):
    return value if isinstance(value, str) else value.decode()


with h5py.File(path, "r") as file:
    metrics = file["metrics"]
    equal("contact", metrics.attrs["contact_kpa"], 2.5)
    equal("rate", metrics.attrs["rate_hz"], 100.0)
    equal("lost", metrics.attrs["lost_frames"], 3)
    if text(metrics.attrs["quality_grade"]) != "B" or text(metrics.attrs["quality_reason_00"]) != "3 frames lost":
        sys.exit("quality")
    equal("force", metrics["frames/force_n"][:], np.arange(8) * 1.5)
    equal("mean", metrics["frames/mean_kpa"][:], np.where(np.arange(8) == 3, np.nan, 4.0))
    equal("valid", metrics["frames/valid"][:], np.arange(8) != 5)
    equal("map", metrics["maps/peak_kpa"][:], np.full((3, 4), 7.5))
    equal("summary", metrics["summary"].attrs["force_n_max"], 10.5)
    if "mean_kpa_max" in metrics["summary"].attrs:
        sys.exit("a metric that never existed has a summary")
    equal("hold", metrics["holds/x_mm"][:], [11.0])
    equal("hold shape", metrics["holds/shape"][:], [0])
    equal("drift", metrics["holds/drift_pct"][:], [np.nan])
    equal("stroke", metrics["strokes/speed_mm_s"][:], [25.0])
    equal("invalid cells", metrics["invalid_cell_col"][:], [2])
    live = [ref for ref, _ in file["time"].attrs["REFERENCE_LIST"] if file[ref].name]
    if len(live) != len(file["time"].attrs["REFERENCE_LIST"]):
        sys.exit("time refers to datasets that are gone")
with xarray.open_dataset(path, group="metrics/frames") as frames:
    if frames.force_n.dims != ("time",) or frames.force_n.attrs["units"] != "N":
        sys.exit("metrics/frames does not open along time")
