"""Compares the coaching that coaching_test.cpp stores with samples::coaching(). Usage: check_coaching.py SESSION.h5"""
import json
import sys

import h5py


def text(value):
    return value if isinstance(value, str) else value.decode()


with h5py.File(sys.argv[1], "r") as file:
    facts = file["coaching"].attrs
    wanted = {"id": "glutes", "title": "Gesäßmuskeln", "tool": "ball", "timing": "pain_management", "pain_limit": 4,
              "placement_x_mm": 100 / 3, "placement_y_mm": -0.1, "placement_turn_deg": 400.7, "placement_scale": 2 / 3,
              "breath_in_s": 3.3, "breath_out_s": 6.7, "body_weight_n": 700.1, "own_threshold_kpa": 250.3,
              "screening_yes": "osteoporosis pregnancy"}
    for name, value in wanted.items():
        got = text(facts[name]) if isinstance(value, str) else facts[name]
        if got != value:
            sys.exit(f"{name}: {got!r} is not {value!r}")
    parts = sorted(name for name in facts if name.startswith("plan_"))
    plan = json.loads("".join(text(facts[name]) for name in parts))
    if plan["technique"]["rules"]["hold"]["max_s"] != 90 or plan["placement"]["x_mm"] != 100 / 3:
        sys.exit("the plan is another")
    if set(facts) - set(wanted) - set(parts):
        sys.exit(f"unknown: {set(facts) - set(wanted) - set(parts)}")
    if list(file["events/kind"][:]) != [3] or "stop" not in text(file["events/kind"].attrs["flag_meanings"]).split():
        sys.exit("the stop is missing")
