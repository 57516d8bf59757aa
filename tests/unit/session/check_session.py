"""Opens a session made by interoperability_test.cpp as a researcher would and compares it with the formulas of
session_samples.hpp. Usage: check_session.py LAYOUT SESSION.h5   with LAYOUT linear, table or kpa."""
import sys

import h5py
import numpy as np
import xarray

FRAMES, ROWS, COLS = 130, 6, 5
layout, path = sys.argv[1:]

frame, cell = np.meshgrid(np.arange(FRAMES), np.arange(ROWS * COLS), indexing="ij")
counts = ((frame * 131 + cell * 7) % 4096).reshape(FRAMES, ROWS, COLS)
if layout == "linear":
    kpa = counts * 0.125 - 0.5
    kpa[:, 2, 3] = np.nan
elif layout == "table":
    gain = 1.0 + 0.01 * np.arange(ROWS * COLS).reshape(ROWS, COLS)
    kpa = np.interp(counts, [0, 1000, 4095], [0, 100, 500]) * gain - 0.25
else:
    kpa = 0.1 * counts


def equal(name, got, wanted, tolerance=1e-6):
    if not np.allclose(got, wanted, rtol=tolerance, atol=tolerance, equal_nan=True):
        sys.exit(f"{name}: {got} is not {wanted}")


def same(name, got, wanted):
    if got != wanted:
        sys.exit(f"{name}: {got!r} is not {wanted!r}")


def check_dataset(opened):
    same("dims", opened.pressure.dims, ("time", "y", "x"))
    equal("pressure", opened.pressure.values, kpa)
    same("pressure units", opened.pressure.attrs["units"], "kPa")
    equal("y", opened.y.values, (np.arange(ROWS) + 0.5) * 12.5)
    equal("x", opened.x.values, (np.arange(COLS) + 0.5) * 10.0)
    same("y units", opened.y.attrs["units"], "mm")
    same("x units", opened.x.attrs["units"], "mm")
    equal("time", opened.time.values, np.arange(FRAMES) * 0.010000003 + 1e-9, 1e-15)
    same("time units", opened.time.attrs["units"], "s")
    equal("frame_seq", opened.frame_seq.values, 1000 + np.arange(FRAMES))
    equal("frame_quality", opened.frame_quality.values, np.where(np.arange(FRAMES) % 5 == 3, 1, 0))
    same("flags", opened.frame_quality.attrs["flag_meanings"],
         "gap_before device_overrun time_estimated incomplete")
    same("title", opened.attrs["title"], 'Pressure session, Träger "mat"')
    same("Conventions", opened.attrs["Conventions"], "CF-1.10 Palpate-1.4")


with xarray.open_dataset(path) as opened:
    check_dataset(opened)
    if layout == "table":
        equal("counts", opened.counts.values, counts)
with xarray.open_dataset(path, group="entry/data") as opened:
    equal("entry/data", opened.pressure.values, kpa)
with xarray.open_dataset(path, group="events") as opened:
    same("events", opened.nrs.dims, ("time_s",))
    equal("nrs", opened.nrs.values, [7, np.nan])
    same("text", opened.attrs["text_000000"], "zieht bis in den Arm – links")
with xarray.open_dataset(path, group="gaps") as opened:
    equal("missing", opened.missing_frames.values, [2])
try:
    import h5netcdf  # noqa: F401  (not packaged in Debian 12)

    with xarray.open_dataset(path, engine="h5netcdf") as opened:
        check_dataset(opened)
except ImportError:
    print("h5netcdf is absent: its engine was not tried")

with h5py.File(path, "r") as file:
    same("shape", file["pressure"].shape, (FRAMES, ROWS, COLS))
    same("scales", [d.keys()[0] for d in file["pressure"].dims], ["time", "y", "x"])
    same("default", file.attrs["default"], "entry" if isinstance(file.attrs["default"], str) else b"entry")
    same("signal", bytes(file["entry/data"].attrs["signal"]).decode(), "pressure")
    import zlib

    stored = file["pressure"][:]
    size = file["pressure"].chunks[0]
    crcs = [zlib.crc32(stored[i:i + size].tobytes()) for i in range(0, FRAMES, size)]
    same("checksums", list(file["integrity/pressure_crc32"][:]), crcs)

    def numeric(name, item):
        if isinstance(item, h5py.Dataset) and item.dtype.kind not in "iuf":
            sys.exit(f"{name} is not numeric: {item.dtype}")

    file.visititems(numeric)
