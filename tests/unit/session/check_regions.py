"""Compares the regions that session_regions_test.cpp stores with samples::regions(). Usage: check_regions.py SESSION.h5"""
import sys

import h5py
import xarray

with h5py.File(sys.argv[1], "r") as file:
    group = file["regions"]
    points = list(zip(group["points/x_mm"][:], group["points/y_mm"][:]))
    got = []
    for row, (first, count, kind) in enumerate(zip(group["first_point"][:], group["point_count"][:], group["kind"][:])):
        name = group.attrs[f"name_{row:02}"]
        got.append((name if isinstance(name, str) else name.decode(), int(kind), points[first:first + count]))
    wanted = [("links: Wade", 0, [(1 / 3, 20.0), (30.1, -0.7)]),
              ("Schulterblatt – oben", 1, [(12.3, 0.1 + 0.2), (2 / 3, 9.9)]),
              ("triangle", 2, [(0.0, 0.0), (40.7, 0.0), (0.0, 1e-3)])]
    if got != wanted:
        sys.exit(f"{got} is not {wanted}")
    meanings = group["kind"].attrs["flag_meanings"]
    if (meanings if isinstance(meanings, str) else meanings.decode()) != "rectangle ellipse polygon":
        sys.exit("kind does not say what its values mean")
with xarray.open_dataset(sys.argv[1], group="regions") as regions:
    if regions.kind.dims != ("first_point",):
        sys.exit("regions do not open as one table")
