"""Compares the coach's results that saved_results_test.cpp stores with what it stored. Usage: check_coach.py SESSION.h5 all|empty|none"""
import sys

import h5py
import numpy as np
import xarray

path, wanted = sys.argv[1:]


def equal(name, got, value):
    if not np.array_equal(got, value, equal_nan=True):
        sys.exit(f"{name}: {got} is not {value}")


def same(name, got, value):
    if got != value:
        sys.exit(f"{name}: {got!r} is not {value!r}")


def text(value):
    return value if isinstance(value, str) else value.decode()


def words(dataset):
    meanings = dict(zip(dataset.attrs["flag_values"], text(dataset.attrs["flag_meanings"]).split()))
    return [meanings[value] for value in dataset[:]]


def texts(group):
    return {name: text(value) for name, value in group.attrs.items()}


with h5py.File(path, "r") as file:
    if wanted == "none":
        same("coach", "coach" in file["metrics"], False)
        sys.exit()
    coach = file["metrics/coach"]
    same("tables", sorted(coach), ["adherence", "cues", "maybe_bone", "sets", "sites"])
    if wanted == "empty":
        same("rows", [list(coach[name]) for name in coach], [[]] * 5)
        same("breaths", "breaths_per_minute" in coach.attrs, False)
        sys.exit()
    same("breaths", coach.attrs["breaths_per_minute"], 6.25)
    rules = coach["adherence"]
    same("rules", words(rules["rule"]), ["hold_time", "load", "percussion_time"])
    equal("met", rules["met"][:], [1, 0, -1])
    equal("value", rules["value"][:], [41.5, 55, np.nan])
    equal("least", rules["target_min"][:], [30, np.nan, np.nan])
    equal("most", rules["target_max"][:], [90, 45, np.nan])
    equal("in band", rules["in_band_pct"][:], [100, np.nan, np.nan])
    same("texts", texts(rules),
         {"unit_000000": "s", "unit_000001": "% body weight", "unit_000002": "s",
          "why_000001": "Over 45 % for 12 s – ease off.", "why_000002": "no gun was used"})
    cues = coach["cues"]
    same("kinds", words(cues["kind"]), ["slower", "all_done"])
    equal("start", cues["start_s"][:], [12.25, 80])
    equal("end", cues["end_s"][:], [15.5, np.nan])
    equal("asked", cues["asked"][:], [4, np.nan])
    equal("done", cues["done"][:], [1.9, np.nan])
    same("cue texts", texts(cues),
         {"about_000000": "s a stroke", "words_000000": "Slower: at least 4 s a stroke asked, 1.9 done",
          "words_000001": "Done"})
    sites = coach["sites"]
    same("sides", words(sites["side"]), ["right", "none"])
    equal("held", sites["held_s"][:], [40.5, 0])
    equal("losses", sites["losses"][:], [2, 0])
    equal("beat", sites["percussion_hz"][:], [31.5, np.nan])
    equal("place", [sites["x_mm"][0], sites["y_mm"][0]], [11, 12])
    equal("worked", coach["sets/worked_s"][:], [43.5])
    same("set", words(coach["sets/side"]), ["left"])
    equal("bone", [coach["maybe_bone/x_mm"][0], coach["maybe_bone/y_mm"][0]], [7.5, 8.5])
with xarray.open_dataset(path, group="metrics/coach/adherence") as rules:
    same("dims", rules.value.dims, ("rule",))
    equal("met", rules.met.values, [1, 0, np.nan])
with xarray.open_dataset(path, group="metrics/coach/cues") as cues:
    same("dims", cues.asked.dims, ("start_s",))
