"""Compares the results that saved_results_test.cpp stores with what it stored, under the names that the set-up allows.
Usage: check_results.py SESSION.h5 [SETUP]"""
import sys

import h5py
import numpy as np
import xarray

path = sys.argv[1]
setup = sys.argv[2] if len(sys.argv) > 2 else None
pressure = {"tool_on_mat": "under_tool_", "pressed_from_above": "support_"}.get(setup, "")
force = "support_" if setup == "pressed_from_above" else ""


def equal(name, got, wanted):
    if not np.array_equal(got, wanted, equal_nan=True):
        sys.exit(f"{name}: {got} is not {wanted}")


def same(name, got, wanted):
    if got != wanted:
        sys.exit(f"{name}: {got} is not {wanted}")


def text(value):
    return value if isinstance(value, str) else value.decode()


def flags(dataset):
    """The words that are set in each row."""
    words = text(dataset.attrs["flag_meanings"]).split()
    masks = dataset.attrs["flag_masks"]
    return [[word for word, mask in zip(words, masks) if value & mask] for value in dataset[:]]


def words(dataset):
    meanings = dict(zip(dataset.attrs["flag_values"], text(dataset.attrs["flag_meanings"]).split()))
    return [meanings[value] for value in dataset[:]]


with h5py.File(path, "r") as file:
    metrics = file["metrics"]
    equal("contact", metrics.attrs["contact_kpa"], 2.5)
    equal("rate", metrics.attrs["rate_hz"], 100.0)
    equal("lost", metrics.attrs["lost_frames"], 3)
    equal("tool", metrics.attrs["tool_weight_n"], 12.5)
    equal("percussion", [metrics.attrs["percussion_from_hz"], metrics.attrs["percussion_to_hz"]], [20.0, 40.0])
    same("set-up", text(metrics.attrs.get("setup", "none")), setup or "none")
    if text(metrics.attrs["quality_grade"]) != "B" or text(metrics.attrs["quality_reason_00"]) != "3 frames lost":
        sys.exit("quality")
    equal("force", metrics[f"frames/{force}force_n"][:], np.arange(8) * 1.5)
    equal("mean", metrics[f"frames/{pressure}mean_kpa"][:], np.where(np.arange(8) == 3, np.nan, 4.0))
    equal("valid", metrics["frames/valid"][:], np.arange(8) != 5)
    equal("map", metrics[f"maps/{pressure}peak_kpa"][:], np.full((3, 4), 7.5))
    equal("kept", metrics[f"maps/{pressure}sustained_kpa"][:], np.full((3, 4), 7.5))
    equal("tenderness", metrics["maps/tenderness"][:], np.full((3, 4), 7.5))
    equal("saturated", np.argwhere(metrics["maps/saturated"][:]), [[2, 3]])
    equal("summary", metrics["summary"].attrs[f"{force}force_n_max"], 10.5)
    if f"{pressure}mean_kpa_max" in metrics["summary"].attrs:
        sys.exit("a metric that never existed has a summary")

    holds = metrics["holds"]
    equal("hold", holds["x_mm"][:], [11.0])
    equal("hold force", holds[f"{force}mean_n"][:], [30.0])
    equal("hold peak", holds[f"{pressure}peak_kpa"][:], [80.0])
    same("hold shape", words(holds["shape"]), ["ball"])
    same("hold window", words(holds["in_window"]), ["long"])
    equal("drift", holds["drift_pct"][:], [np.nan])
    equal("corrected drift", holds["corrected_drift_pct"][:], [-2.5])
    equal("percussion", holds["percussion_hz"][:], [31.5])
    same("hold flags", flags(holds["flags"]), [["saturated", "ghost_corner"]])
    equal("stroke", metrics["strokes/speed_mm_s"][:], [25.0])
    equal("stroke from", metrics["strokes/from_x_mm"][:], [1.0 / 3.0])
    equal("stroke to", metrics["strokes/to_y_mm"][:], [2.5])
    equal("thumbnails", metrics["thumbnails/pressure"][:, 1, 1], [12.5, 25.0])
    equal("path", metrics["coverage/path"][:], [0, 0, 1])
    equal("place on the path", metrics["coverage/from_cm"][:], [0.0, 1.0, 0.0])
    equal("dwell", metrics["coverage/dwell_s_per_cm"][:], [0.5, 0.25, 0.75])

    spots = metrics["spots"]
    equal("spot", spots["x_mm"][:], [0.0, 3.0])
    equal("spot peak", spots[f"{pressure}peak_kpa"][:], [55.0, 0.0])
    same("evidence", words(spots["evidence"]), ["suggested", "reported"])
    equal("rating", spots["nrs"][:], [-1, 6])
    same("spot flags", [len(one) for one in flags(spots["flags"])], [0, 1])
    equal("report", metrics["reports/spot"][:], [1, 1])
    equal("ratings", metrics["reports/nrs"][:], [7, -1])
    equal("report force", metrics[f"reports/{force}force_n"][:], [41.0, 0.0])
    if ("ppt_n" in spots) != (setup != "pressed_from_above") or ("trials" in metrics) != ("ppt_n" in spots):
        sys.exit("the force at the pain threshold does not follow the set-up")
    if ("ppt_kpa" in spots) != (pressure == ""):
        sys.exit("the pressure at the pain threshold does not follow the set-up")
    if "trials" in metrics:
        equal("trial", metrics["trials/n"][:], [40.0])
        equal("trial counts", metrics["trials/counts"][:], [0])
        same("trial pressure", "kpa" in metrics["trials"], "ppt_kpa" in spots)

    regions = metrics["regions"]
    same("region name", text(regions.attrs["name_02"]), "triangle")
    equal("region points", regions["point_count"][:], [2, 2, 3])
    equal("region area", regions["area_cm2"][:], [2.5, 2.5, 2.5])
    equal("region peak", regions[f"{pressure}peak_kpa_max"][:], [9.0, 9.0, 9.0])
    equal("region force", regions[f"{force}force_n_mean"][:], [np.nan] * 3)
    equal("at least", regions["at_least"][:], [0, 0, 1])

    equal("invalid cells", metrics["invalid_cell_col"][:], [2, 3])
    equal("left out", metrics["invalid_cell_left_out"][:], [1, 0])
    same("invalid kinds", words(metrics["invalid_cell_kind"]), ["listed", "hot"])
    live = [ref for ref, _ in file["time"].attrs["REFERENCE_LIST"] if file[ref].name]
    if len(live) != len(file["time"].attrs["REFERENCE_LIST"]):
        sys.exit("time refers to datasets that are gone")
with xarray.open_dataset(path, group="metrics/frames") as frames:
    if frames[f"{force}force_n"].dims != ("time",) or frames[f"{force}force_n"].attrs["units"] != "N":
        sys.exit("metrics/frames does not open along time")
with xarray.open_dataset(path, group="metrics/thumbnails") as lapse:
    if lapse["pressure"].dims != ("start_s", "y", "x") or lapse["pressure"].attrs["units"] != "kPa":
        sys.exit("metrics/thumbnails does not open as pictures along time and place")
    equal("places of thumbnails", lapse["x"].values, [10.0, 30.0])
for name in ("holds", "strokes", "coverage", "spots", "reports", "regions"):
    with xarray.open_dataset(path, group=f"metrics/{name}") as table:
        if len(table.sizes) != 1:
            sys.exit(f"metrics/{name} does not open as one table: {dict(table.sizes)}")
