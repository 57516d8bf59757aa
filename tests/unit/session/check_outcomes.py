"""Compares the outcomes that session_outcomes_test.cpp stores with its own list. Usage: check_outcomes.py SESSION.h5"""
import sys

import h5py
import xarray


def text(value):
    return value if isinstance(value, str) else value.decode()


with h5py.File(sys.argv[1], "r") as file:
    group = file["outcomes"]
    got = [(text(group.attrs[f"name_{row:02}"]), value, text(group.attrs.get(f"unit_{row:02}", "")))
           for row, value in enumerate(group["value"][:])]
    wanted = [("pain_nrs", 4.0, "0-10"), ("Kopfdrehung – links", 175 / 3, "°"), ("steps", -0.1, "")]
    if got != wanted:
        sys.exit(f"{got} is not {wanted}")
with xarray.open_dataset(sys.argv[1], group="outcomes") as outcomes:
    if outcomes.value.dims != ("value",) or list(outcomes.value.values) != [value for _, value, _ in wanted]:
        sys.exit("outcomes do not open as a table")
    if outcomes.attrs["unit_00"] != "0-10":
        sys.exit("units do not open in xarray")
