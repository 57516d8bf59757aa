#!/usr/bin/python3
"""Writes before_after.json: repeats, trends, groups and maps made up from a fixed seed, and what docs/metrics.md says of
them ("Repeats", "Map test", "Trend", "Groups"), computed apart from the program: two-way tables by a linear model, every
permutation one by one, clusters by SciPy. Needs numpy and scipy.

usage: make_before_after.py
"""
import itertools
import json
import math
import pathlib

import numpy as np
from scipy import ndimage, stats

HERE = pathlib.Path(__file__).resolve().parent
Z = stats.norm.ppf(0.975)


def t_of(df):
    """Through F: stats.t.ppf of SciPy 1.10 is right to 8 digits only."""
    return math.sqrt(stats.f.ppf(0.95, 1, df))


def t_interval(mean, error, df):
    return [mean - t_of(df) * error, mean + t_of(df) * error]


def agreement(first, second):
    d, m = second - first, (first + second) / 2
    n, sd = len(d), np.std(d, ddof=1)
    bias = np.mean(d)
    found = {"bias": bias, "sd": sd, "bias_95": t_interval(bias, stats.sem(d), n - 1),
             "limits": [bias - Z * sd, bias + Z * sd]}
    half = t_of(n - 1) * sd * math.sqrt(1 / n + Z ** 2 / (2 * (n - 1)))
    found["limits_95"] = [[limit - half, limit + half] for limit in found["limits"]]
    found.update(slope=None, slope_p=None, spread_slope=None, spread_p=None)
    if n >= 3:
        line = stats.linregress(m, d)
        found.update(slope=line.slope, slope_p=line.pvalue)
        if n >= 5:
            spread = stats.linregress(m, np.abs(d - line.intercept - line.slope * m))
            found.update(spread_slope=spread.slope, spread_p=spread.pvalue)
    return found


def residual_squares(columns, y):
    x = np.column_stack(columns)
    fit = np.linalg.lstsq(x, y, rcond=None)[0]
    return np.sum((y - x @ fit) ** 2)


def reliability(table):
    """Mean squares as what a column of the linear model explains; the interval's degrees of freedom as psych's ICC has them."""
    n, k = table.shape
    y = table.ravel()
    rows = [np.repeat(np.eye(n)[i], k) for i in range(n)]
    columns = [np.tile(np.eye(k)[j], n) for j in range(k)]
    both = residual_squares(rows + columns, y)
    msr = (residual_squares(columns, y) - both) / (n - 1)
    msc = (residual_squares(rows, y) - both) / (k - 1)
    df = (n - 1) * (k - 1)
    mse = both / df
    icc = (msr - mse) / (msr + (k - 1) * mse + k * (msc - mse) / n)
    f = msc / mse
    base = n * (1 + (k - 1) * icc) - k * icc
    v = df * (k * icc * f + base) ** 2 / ((n - 1) * k ** 2 * icc ** 2 * f ** 2 + base ** 2)
    v = max(v, 1.0)
    up, low = stats.f.ppf(0.975, n - 1, v), stats.f.ppf(0.975, v, n - 1)
    within = k * msc + (k * n - k - n) * mse
    first, second = table[:, 0], table[:, 1]
    sd = (np.std(first, ddof=1) + np.std(second, ddof=1)) / 2
    return {"values": table.tolist(), "mean": table.mean(), "icc": icc,
            "icc_low": n * (msr - up * mse) / (up * within + n * msr),
            "icc_high": n * (low * msr - mse) / (within + n * low * msr),
            "sem": math.sqrt(mse), "mdc95": t_of(df) * math.sqrt(2 * mse), "df": df, "pairs": n * (k - 1),
            "hedges_g": np.mean(second - first) / sd * (1 - 3 / (4 * (n - 1) - 1)) if n > 2 else None,
            "agreement": agreement(first, second)}


def tau_p_by_orders(x, y):
    tau = stats.kendalltau(x, y)[0]
    taus = [stats.kendalltau(x, order)[0] for order in itertools.permutations(y)]
    return float(np.mean(np.abs(taus) >= abs(tau) - 1e-12))


def trend(x, y):
    tau, p = stats.kendalltau(x, y)
    if len(x) <= 8 and (len(set(x)) < len(x) or len(set(y)) < len(y)):
        p = tau_p_by_orders(x, y)
    slope, intercept, low, high = stats.theilslopes(y, x, 0.95)
    return {"x": list(x), "y": list(y), "slope": slope, "intercept": intercept,
            "slope_95": [low, high] if len(x) >= 5 else None, "tau": tau, "p": p}


def g_of(d, variance, df):
    j = 1 - 3 / (4 * df - 1)
    return [j * d, j * d - Z * j * math.sqrt(variance), j * d + Z * j * math.sqrt(variance)]


def paired(first, second):
    d = second - first
    n, mean, sd = len(d), d.mean(), d.std(ddof=1)
    s = np.array([first.std(ddof=1), second.std(ddof=1)])
    r = np.corrcoef(first, second)[0, 1]
    d_av = mean / s.mean()
    # Gradient of mean / ((s1 + s2) / 2) times the covariances of mean, s1 and s2 of normal values.
    gradient = np.array([1 / s.mean(), -mean / s.mean() ** 2 / 2, -mean / s.mean() ** 2 / 2])
    covariance = np.zeros((3, 3))
    covariance[0, 0] = sd ** 2 / n
    covariance[1:, 1:] = np.array([[s[0] ** 2, r * r * s[0] * s[1]], [r * r * s[0] * s[1], s[1] ** 2]]) / (2 * (n - 1))
    if n <= 12:
        signs = np.array(list(itertools.product((1, -1), repeat=n)))
        p = float(np.mean(np.abs(signs @ d) >= abs(d.sum()) - 1e-9))
    else:
        p = None
    return {"first": first.tolist(), "second": second.tolist(), "means": [first.mean(), second.mean()], "sds": s.tolist(),
            "mean_difference": mean, "mean_difference_95": t_interval(mean, sd / math.sqrt(n), n - 1),
            "g": g_of(d_av, gradient @ covariance @ gradient, n - 1) if n > 2 else None,
            "g_z": g_of(mean / sd, 1 / n + (mean / sd) ** 2 / (2 * n), n - 1) if n > 2 else None, "p": p}


def unpaired(first, second):
    n, m = len(first), len(second)
    difference = second.mean() - first.mean()
    a, b = first.var(ddof=1) / n, second.var(ddof=1) / m
    df = (a + b) ** 2 / (a * a / (n - 1) + b * b / (m - 1))
    pooled = math.sqrt(((n - 1) * first.var(ddof=1) + (m - 1) * second.var(ddof=1)) / (n + m - 2))
    d = difference / pooled
    values = np.concatenate([first, second])
    total = values.sum()
    means = np.array([values[list(part)].mean() - (total - values[list(part)].sum()) / m
                      for part in itertools.combinations(range(n + m), n)])
    return {"first": first.tolist(), "second": second.tolist(), "means": [first.mean(), second.mean()],
            "sds": [first.std(ddof=1), second.std(ddof=1)], "mean_difference": difference,
            "mean_difference_95": t_interval(difference, math.sqrt(a + b), df),
            "g": g_of(d, (n + m) / (n * m) + d * d / (2 * (n + m)), n + m - 2),
            "p": float(np.mean(np.abs(means) >= abs(difference) - 1e-9)), "arrangements": len(means)}


def smooth(map_):
    """Every cell by itself: the Gaussian's weights over what is known within 3 cells."""
    rows, cols = map_.shape
    out = np.full(map_.shape, np.nan)
    for row, col in zip(*np.nonzero(~np.isnan(map_))):
        weights = values = 0.0
        for r in range(max(0, row - 3), min(rows, row + 4)):
            for c in range(max(0, col - 3), min(cols, col + 4)):
                if not np.isnan(map_[r, c]):
                    weight = math.exp(-((r - row) ** 2 + (c - col) ** 2) / 2)
                    weights += weight
                    values += weight * map_[r, c]
        out[row, col] = values / weights
    return out


def clusters_of(d, mask, floor, t0):
    n = len(d)
    t = np.where(mask, d.mean(axis=0) / np.sqrt((d.var(axis=0, ddof=1) + floor) / n), 0.0)
    found = []
    for sign in (1, -1):
        labels, count = ndimage.label(sign * t >= t0, np.ones((3, 3)))
        for label in range(1, count + 1):
            cells = labels == label
            found.append((float(np.sum(np.abs(t[cells]) - t0)), cells, t))
    return found


def map_test(before, after, contact_kpa):
    n = len(before)
    both = np.concatenate([before, after])
    mask = ((both >= contact_kpa).sum(axis=0) >= n) & ~np.isnan(both).any(axis=0)
    d = np.array([smooth(b) - smooth(a) for a, b in zip(before, after)])
    d[:, ~mask] = 0.0
    floor = 1e-3 * np.max(np.mean(d ** 2, axis=0))
    t0 = t_of(n - 1)
    largest = [max([mass for mass, *_ in clusters_of(np.array(signs)[:, None, None] * d, mask, floor, t0)], default=0.0)
               for signs in itertools.product((1, -1), repeat=n)]
    clusters = []
    for mass, cells, t in clusters_of(d, mask, floor, t0):
        mean = d.mean(axis=0)
        rows, cols = np.nonzero(cells)
        weight = np.abs(mean[cells])
        peak = t[cells][np.argmax(np.abs(t[cells]))]
        clusters.append({"mass": mass, "p": float(np.mean(np.array(largest) >= mass - 1e-9)), "peak_t": peak,
                         "cells": [[int(r), int(c)] for r, c in zip(rows, cols)], "mean_difference_kpa": mean[cells].mean(),
                         "row": float(np.sum(rows * weight) / weight.sum()), "col": float(np.sum(cols * weight) / weight.sum())})
    clusters.sort(key=lambda cluster: -cluster["mass"])
    return {"before": before.tolist(), "after": after.tolist(), "contact_kpa": contact_kpa, "threshold_t": t0,
            "clusters": clusters}


def presses(random, pairs, rows, cols, change_kpa):
    """A load that is a little different each time, harder or softer after around one place; NaN where no cell is."""
    y, x = np.mgrid[0:rows, 0:cols]
    load = 20 * np.exp(-((x - cols / 2) / (cols / 2.5)) ** 2 - ((y - rows / 2) / (rows / 2.5)) ** 2)
    change = change_kpa * (np.exp(-((x - cols / 3) ** 2 + (y - rows / 3) ** 2) / 4) -
                           0.7 * np.exp(-((x - 0.7 * cols) ** 2 + (y - 0.7 * rows) ** 2) / 3))
    def press(extra):
        noise = ndimage.gaussian_filter(random.normal(size=(rows, cols)), 1.2)
        made = np.round(load * (1 + 0.1 * random.normal()) + 4 * noise + extra, 2)
        made[rows - 2, 1] = np.nan
        return made.astype(np.float32).astype(float)
    return (np.array([press(0.0) for _ in range(pairs)]), np.array([press(change) for _ in range(pairs)]))


def plain(value):
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(entry) for entry in value]
    if isinstance(value, (float, np.floating)):
        return None if math.isnan(value) else float(value)
    return int(value) if isinstance(value, np.integer) else value


def main():
    random = np.random.default_rng(5)
    # Shrout and Fleiss (1979), table 2.
    shrout = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float)
    tables = [shrout]
    for n, k, between, within in ((2, 3, 80, 20), (5, 2, 60, 25), (14, 3, 70, 30), (8, 2, 1, 30), (30, 4, 5, 1)):
        tables.append(np.round(300 + between * random.normal(size=(n, 1)) + within * random.normal(size=(n, k)), 1))
    weeks = lambda n: np.round(np.cumsum(random.integers(2, 12, n)) / 7, 3)
    trends = []
    for n in (3, 4, 5, 9, 20, 33, 40):
        x = weeks(n)
        trends.append(trend(x, np.round(200 + 5 * x + 12 * random.normal(size=n), 4)))
    for n in (4, 7, 12, 25):
        x = weeks(n)
        trends.append(trend(x, np.clip(np.round(7 - 0.4 * x + random.normal(size=n)), 0, 10)))
    tied = np.array([0.0, 0.0, 1.0, 1.0, 2.0, 3.0, 3.5, 4.0, 5.0, 6.0])
    trends.append(trend(tied, np.round(3 * tied + 4 * random.normal(size=10))))
    pairs = []
    for n, change in ((2, 30), (6, 40), (9, 0), (12, 25), (20, 30)):
        first = np.round(250 + 60 * random.normal(size=n), 1)
        pairs.append(paired(first, np.round(first + change + 30 * random.normal(size=n), 1)))
    # Equal differences and signs: ties among the flips.
    pairs.append(paired(np.array([3.0, 5, 6, 4, 7, 5, 8]), np.array([2.0, 4, 4, 4, 6, 6, 5])))
    groups = []
    for n, m, change in ((2, 3, 40), (6, 6, 50), (8, 7, 0), (4, 10, 60)):
        groups.append(unpaired(np.round(250 + 40 * random.normal(size=n), 1),
                               np.round(250 + change + 60 * random.normal(size=m), 1)))
    groups.append(unpaired(np.array([3.0, 5, 6, 4, 7]), np.array([2.0, 4, 4, 1, 3, 2])))
    maps = [map_test(*presses(random, pairs_, rows, cols, change), contact)
            for pairs_, rows, cols, change, contact in ((6, 14, 11, -6.0, 1.0), (8, 16, 16, 0.0, 2.0), (9, 12, 9, 5.0, 1.0),
                                                        (12, 10, 12, -5.0, 4.0), (13, 8, 9, -4.0, 1.0))]
    document = {"reliability": [reliability(table) for table in tables], "trends": trends, "paired": pairs,
                "unpaired": groups, "maps": maps}
    (HERE / "before_after.json").write_text(json.dumps(plain(document), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
