#!/usr/bin/env python3
"""Writes synthetic.csv and synthetic.json: a small recording in which every rule of docs/metrics.md is met.

usage: make_synthetic.py DIR
"""
import json
import pathlib
import sys

import numpy as np

ROWS, COLS, PITCH_X_MM, PITCH_Y_MM = 16, 12, 10.0, 12.0
KPA_PER_COUNT = 0.05
CEILING_COUNTS = 1000
ABSENT = [[0, 0], [0, 11], [7, 5], [7, 6], [15, 0]]
INVALID = [[3, 9], [12, 2]]


def frame_times_s(random):
    """Uneven times around 10 Hz, a gap of 0.45 s that is no break and one of 2.2 s that is."""
    times = np.cumsum(np.r_[0.0, random.uniform(0.07, 0.13, 919)])
    times[150:] += 0.40
    times[420:] += 2.10
    return np.round(times, 6)


def blob(x_mm, y_mm, peak_kpa, sigma_x_mm, sigma_y_mm):
    x = (np.arange(COLS) + 0.5) * PITCH_X_MM
    y = (np.arange(ROWS) + 0.5) * PITCH_Y_MM
    return peak_kpa * np.exp(-0.5 * ((x[None, :] - x_mm) / sigma_x_mm) ** 2
                             - 0.5 * ((y[:, None] - y_mm) / sigma_y_mm) ** 2)


def load_kpa(t, random):
    """What lies on the mat at time t."""
    if t < 22.0:  # a ball with creep, a dip that is forgiven and, near its end, one that is not
        peak = 18.0 * (1.0 + 0.1 * t / 22.0)
        peak *= 0.3 if 6.0 < t < 6.35 or 17.0 < t < 18.0 else 1.0
        jitter = random.normal(0.0, 0.4, 2)
        return blob(35.0 + jitter[0], 60.0 + jitter[1], peak, 9.0, 9.0)
    if t < 25.0:
        return np.zeros((ROWS, COLS))
    if t < 38.0:  # two balls, one too weak to hold
        return blob(80.0, 130.0, 14.0, 8.0, 10.0) + blob(30.0, 40.0, 6.0, 10.0, 10.0)
    if t < 41.0:  # a body, far over the force before: a load, not junk; saturates
        return blob(60.0, 100.0, 75.0, 30.0, 40.0)
    if t < 44.0:
        return blob(60.0, 100.0, 8.0, 10.0, 10.0)
    if t < 76.0:  # a roller across the mat: strokes with a rest at one end
        phase = (t - 44.0) / 8.0
        share = min(1.0, 1.6 * abs(2.0 * (phase - np.floor(phase + 0.5))))
        return blob(60.0, 25.0 + 140.0 * share, 12.0, 400.0, 9.0)
    return blob(95.0, 30.0, 11.0 + 2.0 * np.sin(t), 7.0, 7.0)


def main():
    folder = pathlib.Path(sys.argv[1])
    random = np.random.default_rng(20240517)
    times = frame_times_s(random)
    gain = np.round(1.0 + 0.02 * random.standard_normal((ROWS, COLS)), 4)
    tare = np.round(0.4 + 0.1 * random.random((ROWS, COLS)), 4)
    frames = []
    for time in times:
        kpa = load_kpa(time, random) + tare + random.normal(0.0, 0.12, (ROWS, COLS))
        frames.append(np.clip(np.rint(kpa / gain / KPA_PER_COUNT), 0, CEILING_COUNTS))
    frames = np.array(frames)
    frames[0] = np.rint(tare / KPA_PER_COUNT)  # nearly empty first frame, then junk, as real mats send it
    for junk in (1, 2, 90, 200, 201, 202, 500):
        frames[junk] = random.integers(500, CEILING_COUNTS, (ROWS, COLS))
    for row, col in ABSENT:
        frames[:, row, col] = 777
    for row, col in INVALID:
        frames[:, row, col] = 990
    with open(folder / "synthetic.csv", "w", encoding="utf-8") as out:
        for time, frame in zip(times, frames.astype(int)):
            out.write(f"{time:.6f}," + ",".join(str(count) for count in frame.ravel()) + "\n")
    facts = {
        "gain": gain.tolist(),
        "tare": {"mean_kpa": tare.tolist(), "noise_sd_kpa": 0.23},
    }
    with open(folder / "synthetic.json", "w", encoding="utf-8") as out:
        json.dump(facts, out, separators=(",", ":"))
        out.write("\n")


if __name__ == "__main__":
    main()
