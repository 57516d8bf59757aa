#!/usr/bin/env python3
"""Writes calibration.json: loads and a loading test made up from a fixed seed, and the fits to them by the words of
docs/metrics.md ("Calibration"), apart from the program. Needs numpy only.

usage: make_calibration.py
"""
import json
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
ROWS, COLS, PITCH_MM = 12, 10, 12.5
AREA_CM2 = PITCH_MM * PITCH_MM / 100.0
NEWTON_PER_KPA = 0.1 * AREA_CM2


def make_loads(random):
    """Blocks of 16 to 60 cells on a sensor that counts a root of the pressure; every number has few digits."""
    loads = []
    gain = np.round(1.0 + 0.05 * random.normal(size=(ROWS, COLS)), 3).astype(np.float32).astype(float)
    for size, newton in ((4, 60.0), (5, 180.0), (6, 150.0), (5, 420.0), (7, 700.0), (8, 520.0)):
        kpa = np.zeros((ROWS, COLS))
        top, left = random.integers(0, ROWS - size + 1), random.integers(0, COLS - size + 1)
        shape = 1.0 + 0.6 * random.random((size, size))
        kpa[top:top + size, left:left + size] = shape / shape.sum() * newton / NEWTON_PER_KPA
        empty = np.round(2.0 + 3.0 * random.random((ROWS, COLS)), 2)
        creep_factor = round(1.0 + 0.1 * random.random(), 3)
        counts = (kpa * creep_factor / gain / 0.02) ** (1 / 1.3) * (1.0 + 0.01 * random.normal(size=kpa.shape)) + empty
        loads.append({"newton": newton, "creep_factor": creep_factor, "noise_counts": 0.4,
                      "counts": np.round(counts, 2), "empty": empty})
    return loads, gain


def footprint(load, gain):
    excess = load["counts"] - load["empty"]
    loaded = excess >= max(1.0, 5 * load["noise_counts"], 0.02 * excess.max())
    return load["counts"][loaded], load["empty"][loaded], gain[loaded], load["newton"] * load["creep_factor"]


def read(curve, print_):
    counts, empty, gain, _ = print_
    return NEWTON_PER_KPA * np.sum(gain * (curve(counts) - curve(empty)))


def curve_of(kind, parameters):
    if kind == "power":
        factor, exponent = parameters
        return lambda c: factor * np.power(c, exponent)
    if kind == "table":
        x, y = (np.asarray(part) for part in parameters)

        def table(c):
            right = np.clip(np.searchsorted(x[1:-1], c, side="right") + 1, 1, len(x) - 1)
            return y[right - 1] + (c - x[right - 1]) / (x[right] - x[right - 1]) * (y[right] - y[right - 1])
        return table
    scale, offset = parameters
    return lambda c: offset + scale * c


def best_factor(prints, curve):
    share = np.array([read(curve, p) / p[3] for p in prints])
    return share.sum() / (share * share).sum(), share


def fit_power(prints):
    """Newton's method on the derivative of the squares by the exponent, all by differences of a fine bisection."""
    def squares(exponent):
        factor, share = best_factor(prints, curve_of("power", (1.0, exponent)))
        return ((factor * share - 1.0) ** 2).sum()
    grid = np.linspace(0.3, 4.0, 371)
    middle = grid[np.argmin([squares(e) for e in grid])]

    def slope(exponent):
        # d/de of the squares, analytically: 2 sum r dr/de at the best factor (whose own change does not count).
        factor, share = best_factor(prints, curve_of("power", (1.0, exponent)))
        change = []
        for counts, empty, gain, target in prints:
            term = gain * (np.power(counts, exponent) * np.log(counts) - np.power(empty, exponent) * np.log(empty))
            change.append(NEWTON_PER_KPA * term.sum() / target)
        return 2.0 * ((factor * share - 1.0) * factor * np.array(change)).sum()
    low, high = middle - 0.02, middle + 0.02
    assert slope(low) < 0.0 < slope(high)
    for _ in range(200):
        half = 0.5 * (low + high)
        low, high = (half, high) if slope(half) < 0.0 else (low, half)
    exponent = 0.5 * (low + high)
    return best_factor(prints, curve_of("power", (1.0, exponent)))[0], exponent


def table_points(prints, count):
    counts = np.sort(np.concatenate([p[0] for p in prints]))
    total = np.cumsum(counts)
    return np.array([counts[np.searchsorted(total, total[-1] * (k + 0.5) / count)] for k in range(count)])


def fit_table(prints, points):
    x = np.concatenate([[0.0], points])
    design = []
    for p in prints:
        row = []
        for k in range(1, len(x)):
            y = np.zeros(len(x))
            y[k] = 1.0
            row.append(read(curve_of("table", (x, y)), p) / p[3])
        design.append(row)
    kpa = np.linalg.lstsq(np.array(design), np.ones(len(prints)), rcond=None)[0]
    assert np.all(np.diff(np.concatenate([[0.0], kpa])) > 0.0)
    return x, np.concatenate([[0.0], kpa])


def fit(model, prints, points):
    if model == "scale":
        factor = best_factor(prints, curve_of("linear", (0.1, 0.25)))[0]
        return "linear", (0.1 * factor, 0.25 * factor)
    if model == "linear":
        return "linear", (best_factor(prints, curve_of("linear", (1.0, 0.0)))[0], 0.0)
    if model == "power":
        return "power", fit_power(prints)
    return "table", fit_table(prints, points)


def pressure_range(prints, curve):
    kpa = np.concatenate([p[2] * (curve(p[0]) - curve(p[1])) for p in prints])
    kpa.sort()
    carried = np.cumsum(kpa) / kpa.sum()
    before = np.concatenate([[0.0], carried[:-1]])
    return kpa[np.argmax(carried >= 0.01)], kpa[np.argmax(before >= 0.99)]


def expected_fit(model, prints):
    points = table_points(prints, min(5, max(2, len(prints) // 2)))
    kind, parameters = fit(model, prints, points)
    curve = curve_of(kind, parameters)
    residuals = [100.0 * (read(curve, p) / p[3] - 1.0) for p in prints]
    left_out = []
    for k, p in enumerate(prints):
        other = curve_of(*fit(model, prints[:k] + prints[k + 1:], points))
        left_out.append(100.0 * (read(other, p) / p[3] - 1.0))
    low, high = pressure_range(prints, curve)
    return {"parameters": [np.asarray(part).tolist() for part in parameters], "residuals_pct": residuals,
            "left_out_pct": left_out, "residual_pct": float(np.sqrt(np.mean(np.square(residuals)))),
            "cross_validation_pct": float(np.sqrt(np.mean(np.square(left_out)))), "from_kpa": low, "to_kpa": high}


def expected_creep(times, readings):
    """Levenberg-Marquardt on all five parameters at once."""
    def model(q):
        level, fast, log_fast_s, slow, log_slow_s = q
        rise = [1 - np.exp(-times / np.exp(log)) for log in (log_fast_s, log_slow_s)]
        value = level * (1 + fast * rise[0] + slow * rise[1])
        columns = [value / level, level * rise[0], None, level * rise[1], None]
        for place, share, log in ((2, fast, log_fast_s), (4, slow, log_slow_s)):
            t = times / np.exp(log)
            columns[place] = -level * share * t * np.exp(-t)
        return value, np.array(columns).T
    q, damping = np.array([readings[0], 0.03, np.log(3.0), 0.05, np.log(30.0)]), 1e-3
    for _ in range(2000):
        value, jacobian = model(q)
        normal = jacobian.T @ jacobian
        step = np.linalg.solve(normal + damping * np.diag(np.diag(normal)), jacobian.T @ (readings - value))
        if np.sum((readings - model(q + step)[0]) ** 2) <= np.sum((readings - value) ** 2):
            q, damping = q + step, max(damping / 10, 1e-14)
            if np.abs(step).max() < 1e-14:
                break
        else:
            damping = min(damping * 10, 1e6)
    error = readings - model(q)[0]
    return {"fresh_reading": q[0], "fast_share": q[1], "fast_s": float(np.exp(q[2])), "slow_share": q[3],
            "slow_s": float(np.exp(q[4])), "residual_pct": float(100 * np.sqrt(np.mean(error ** 2)) / q[0])}


def main():
    random = np.random.default_rng(20261126)
    loads, gain = make_loads(random)
    prints = [footprint(load, gain) for load in loads]
    times = np.round(np.arange(1.5, 120.0, 0.2), 3)
    readings = 250.0 * (1 + 0.05 * (1 - np.exp(-times / 2.0)) + 0.07 * (1 - np.exp(-times / 45.0)))
    readings = np.round(readings * (1 + 0.001 * random.normal(size=len(times))), 4)
    document = {
        "rows": ROWS, "cols": COLS, "pitch_mm": PITCH_MM, "present": {"kpa_per_count": 0.1, "offset_kpa": 0.25},
        "cell_gain": gain.ravel().tolist(),
        "loads": [{**load, "counts": load["counts"].ravel().tolist(), "empty": load["empty"].ravel().tolist()}
                  for load in loads],
        "fits": {model: expected_fit(model, prints) for model in ("scale", "linear", "power", "table")},
        "creep": {"times_s": times.tolist(), "readings": readings.tolist(), "expected": expected_creep(times, readings)},
    }
    (HERE / "calibration.json").write_text(json.dumps(document) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
