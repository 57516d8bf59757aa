#!/usr/bin/env python3
"""Computes the expected results of tests/golden from docs/metrics.md, apart from the program.

usage: generate_expected.py SHARED_DATA [CASE...]
Writes expected/CASE_*.csv beside this file. Needs numpy only.
"""
import heapq
import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
US = 1e-6  # times are compared to the microsecond
METRICS = ["force_n", "contact_area_cm2", "mean_kpa", "peak_kpa", "ppi_kpa", "gradient_kpa_cm", "cov_pct",
           "cop_x_mm", "cop_y_mm", "saturated_cells"]
HOLD_KPA, FORCE_FLOOR_N = 10.0, 2.0
SAME_ORDER = np.float32(0.15)


# ---- reading -------------------------------------------------------------------------------------------

def read_frames(case, shared):
    """-> times in s, stored values (frames, rows, cols), absent mask."""
    rows, cols = case["rows"], case["cols"]
    path = HERE / case["file"] if "file" in case else shared / case["shared"]
    absent = np.zeros((rows, cols), bool)
    for row, col in case.get("absent", []):
        absent[row, col] = True
    if case["format"] == "csv-with-time":
        table = np.loadtxt(path, delimiter=",", ndmin=2)
        return table[:, 0], table[:, 1:].reshape(-1, rows, cols), absent
    if case["format"] == "text-1hz":
        values = np.loadtxt(path, ndmin=2).reshape(-1, rows, cols)
    else:
        times, values, absent = read_tekscan(path, rows)
        if times is not None:
            return times, values, absent
    return np.arange(len(values)) * case["period_s"], values, absent


def read_tekscan(path, rows):
    lines = path.read_text(encoding="latin-1").splitlines()
    starts = [i + 1 for i, line in enumerate(lines) if line.startswith("Frame ")]
    cells = [[line.split(",") for line in lines[start:start + rows]] for start in starts]
    absent = np.array([[cell.strip() == "B" for cell in row] for row in cells[0]])
    values = [[[0.0 if cell.strip() == "B" else float(cell) for cell in row] for row in frame]
              for frame in cells]
    # "Frame 7, 0.61,, ...": the file's own seconds, where it writes them.
    written = [line.split(",") for line in lines if line.startswith("Frame ")]
    times = np.array([float(fields[1]) for fields in written]) if len(written[0]) > 1 else None
    return times, np.array(values), absent


class Mat:
    def __init__(self, case, absent):
        self.rows, self.cols = case["rows"], case["cols"]
        self.px, self.py = case["pitch_x_mm"], case["pitch_y_mm"]
        self.area_cm2 = self.px * self.py / 100.0
        self.part = ~absent
        for row, col in case.get("invalid", []):
            self.part[row, col] = False
        self.x = (np.arange(self.cols) + 0.5) * self.px
        self.y = (np.arange(self.rows) + 0.5) * self.py


def calibrate(case, stored, absent):
    """-> kPa as float32, saturation per cell, contact threshold."""
    facts = json.loads((HERE / case["cells"]).read_text()) if "cells" in case else {}
    saturated = np.zeros(stored.shape, bool)
    if case["samples"] == "counts":
        kpa = (stored * (1.0 / case["counts_per_kpa"])).astype(np.float32)
        if "gain" in facts:
            kpa = kpa * np.array(facts["gain"], np.float32)
        if "ceiling_counts" in case:
            saturated = stored >= case["ceiling_counts"]
    else:
        kpa = stored.astype(np.float32)
    contact = 1.0
    if "tare" in facts:
        kpa = kpa - np.array(facts["tare"]["mean_kpa"], np.float32)
        contact = max(1.0, 5.0 * facts["tare"]["noise_sd_kpa"])
    kpa[:, absent] = 0.0
    return kpa, saturated, contact


# ---- per frame -----------------------------------------------------------------------------------------

def peak_pressure_index(p, mat):
    wx = min(max(1, int(np.floor(31.0 / mat.px + 0.5))), mat.cols)
    wy = min(max(1, int(np.floor(31.0 / mat.py + 0.5))), mat.rows)
    p = np.where(mat.part, p, 0.0)
    means, shares = [], []
    for row in range(mat.rows - wy + 1):
        for col in range(mat.cols - wx + 1):
            count = mat.part[row:row + wy, col:col + wx].sum()
            means.append(p[row:row + wy, col:col + wx].sum() / count if count else -np.inf)
            shares.append(count / (wx * wy))
    means, shares = np.array(means), np.array(shares)
    return means[shares >= 0.5].max() if (shares >= 0.5).any() else means.max()


def gradient(p, part, axis, pitch_cm):
    """Central difference along an axis, one-sided where a neighbour takes no part, else 0."""
    nothing = np.full_like(p, np.nan)
    q = np.where(part, p, np.nan)
    after, before = nothing.copy(), nothing.copy()
    if axis == 1:
        after[:, :-1], before[:, 1:] = q[:, 1:], q[:, :-1]
    else:
        after[:-1, :], before[1:, :] = q[1:, :], q[:-1, :]
    both = (after - before) / (2 * pitch_cm)
    forward, backward = (after - p) / pitch_cm, (p - before) / pitch_cm
    return np.where(~np.isnan(both), both,
                    np.where(~np.isnan(forward), forward, np.where(~np.isnan(backward), backward, 0.0)))


def measure(p32, saturated, mat, contact):
    p = p32.astype(float)
    inside = mat.part & (p >= contact)
    loaded = p[inside]
    m = dict.fromkeys(METRICS)
    m["force_n"] = loaded.sum() * mat.area_cm2 / 10.0
    m["contact_area_cm2"] = loaded.size * mat.area_cm2
    m["peak_kpa"] = p[mat.part].max()
    m["ppi_kpa"] = peak_pressure_index(p, mat)
    m["saturated_cells"] = int((saturated & mat.part).sum())
    if loaded.size:
        m["mean_kpa"] = loaded.mean()
        m["cov_pct"] = 100.0 * loaded.std() / loaded.mean()
        norm = np.hypot(gradient(p, mat.part, 1, mat.px / 10.0), gradient(p, mat.part, 0, mat.py / 10.0))
        m["gradient_kpa_cm"] = norm[inside].max()
        if m["force_n"] >= FORCE_FLOOR_N:
            rows, cols = np.nonzero(inside)
            m["cop_x_mm"] = np.average(mat.x[cols], weights=loaded)
            m["cop_y_mm"] = np.average(mat.y[rows], weights=loaded)
    return m


# ---- which frames are valid, how they hang together ------------------------------------------------------

def judge(force):
    """Stretches of suspicious frames, each judged whole."""
    n = len(force)
    valid = np.ones(n, bool)
    start_up = np.median(force[:15])
    accepted = []

    def is_suspicious(value):
        reference = np.median(accepted[-15:]) if len(accepted) >= 15 else start_up
        return value > 4.0 * max(reference, FORCE_FLOOR_N)

    k = 0
    while k < n:
        end = k
        while end < n and end - k < 4 and is_suspicious(force[end]):
            end += 1
        if end == k:
            accepted.append(force[k])
            k += 1
        elif end - k < 4 and end < n:
            valid[k:end] = False
            k = end
        else:
            accepted.extend(force[k:end])
            k = end
            while k < n and is_suspicious(force[k]):
                accepted.append(force[k])
                k += 1
    return valid


def intervals(times):
    """-> length, reference, gap, break of the interval that ends in each frame (first: zeros)."""
    d = np.diff(times)
    primed = min(14, len(d))
    reference = np.array([np.median(d[:primed]) if j < primed else np.median(d[max(0, j - 101):j])
                          for j in range(len(d))])
    gap = d > 3.0 * reference + US
    broken = gap & (d > 0.5 + US)
    first = reference[0] if len(d) else 0.0
    return np.r_[first, reference], np.r_[False, gap], np.r_[False, broken]


def since_last(valid_index, flags):
    """Any flag on the way from the valid frame before to each valid frame; False for the first."""
    return np.array([False] + [flags[a + 1:b + 1].any() for a, b in zip(valid_index, valid_index[1:])])


# ---- maps --------------------------------------------------------------------------------------------------

def sustained(p, t, broken):
    """Longest and total of one cell."""
    runs = []
    edges = [0] + list(np.nonzero(broken)[0]) + [len(t)]
    for first, end in zip(edges, edges[1:]):
        k = first
        while k < end:
            if p[k] < HOLD_KPA:
                k += 1
                continue
            start, last = k, k
            while True:
                dip = last + 1
                while dip < end and p[dip] >= 0.8 * HOLD_KPA:
                    last, dip = dip, dip + 1
                back = dip
                while back < end and p[back] < 0.8 * HOLD_KPA:
                    back += 1
                if back == end or t[back - 1] - t[dip] > 0.5 + US:
                    break
                last = back
            runs.append(t[last] - t[start])
            k = back if back > last else last + 1
    return max(runs, default=0.0), sum(r for r in runs if r >= 1.0 - US)


def make_maps(kpa, times, bridged, broken, mat):
    p = kpa.astype(float)
    dt = np.where(bridged, np.diff(times, prepend=times[0]), 0.0)[1:, None, None]
    pti = (0.5 * dt * (p[1:] + p[:-1])).sum(axis=0)
    above = (dt * ((p[1:] >= HOLD_KPA) & (p[:-1] >= HOLD_KPA))).sum(axis=0)
    longest, total = np.zeros(mat.part.shape), np.zeros(mat.part.shape)
    for row, col in zip(*np.nonzero(p.max(axis=0) >= HOLD_KPA)):
        longest[row, col], total[row, col] = sustained(p[:, row, col], times, broken)
    maps = {"peak_kpa": p.max(axis=0), "mean_kpa": pti / dt.sum() if dt.sum() > 0 else p.mean(axis=0),
            "pti_kpa_s": pti, "sustained_longest_s": longest, "sustained_total_s": total,
            "time_above_s": above}
    return {name: np.where(mat.part, values, np.nan) for name, values in maps.items()}


# ---- patches, tracks, holds, strokes -------------------------------------------------------------------------

def find_patches(p, corrected, mat, contact):
    left = mat.part & (p >= contact)
    found = []
    for row, col in zip(*np.nonzero(left)):
        if not left[row, col]:
            continue
        left[row, col] = False
        cells, front = [], [(row, col)]
        while front:
            r, c = front.pop()
            cells.append((r, c))
            for i in range(max(r - 1, 0), min(r + 2, mat.rows)):
                for j in range(max(c - 1, 0), min(c + 2, mat.cols)):
                    if left[i, j]:
                        left[i, j] = False
                        front.append((i, j))
        if len(cells) >= 2:
            found.append(describe_patch(np.array(cells), p, corrected, mat))
    return found


def ball_diameter(mat):
    return 60.0 + 1.5 * max(mat.px, mat.py)


def describe_patch(cells, p, corrected, mat):
    x, y, load = mat.x[cells[:, 1]], mat.y[cells[:, 0]], p[cells[:, 0], cells[:, 1]]
    cov = np.cov(np.array([x, y]), bias=True) + np.diag([mat.px ** 2, mat.py ** 2]) / 12.0
    short, long = 4.0 * np.sqrt(np.maximum(np.linalg.eigvalsh(cov), 0.0))
    diameter = 2.0 * np.sqrt(len(cells) * mat.px * mat.py / np.pi)
    shape = "body"
    if diameter < ball_diameter(mat) and long < 2.5 * short:
        shape = "ball"
    elif long >= 2.5 * short and long > 120.0:
        shape = "bar"
    return {"place": np.array([np.average(x, weights=load), np.average(y, weights=load)]),
            "force": load.sum() * mat.area_cm2 / 10.0, "mean": load.mean(), "peak": load.max(),
            "corrected": corrected[cells[:, 0], cells[:, 1]].sum() * mat.area_cm2 / 10.0,
            "radius": diameter / 2.0, "shape": shape, "cells": cells, "is_focus": False}


def around(cells, mat):
    """The 8 neighbours of some cells, without these, as a set."""
    near = {(r + i, c + j) for r, c in cells for i in (-1, 0, 1) for j in (-1, 0, 1)}
    return {(r, c) for r, c in near - set(cells)
            if 0 <= r < mat.rows and 0 <= c < mat.cols and mat.part[r, c]}


def find_focus(peak, was_focus, p, corrected, mat):
    """The focus of a patch that has its peak there, or None."""
    top = p[peak]
    if not was_focus and sum(p[cell] >= SAME_ORDER * top for cell in around([peak], mat)) < 1:
        return None
    most = int(np.pi * (ball_diameter(mat) / 2.0) ** 2 / (mat.px * mat.py))
    region, front = [peak], [peak]
    while front:
        for cell in around([front.pop()], mat):
            if cell not in region and p[cell] >= np.float32(0.6) * top:
                region.append(cell)
                front.append(cell)
        if len(region) > max(1, most):
            return None
    if any(p[cell] > top or (p[cell] == top and cell < peak) for cell in region):
        return None
    ring = sorted(around(region, mat))
    values = sorted(p[cell] for cell in set(ring) | (around(ring, mat) - set(region)))
    if not values:
        return None
    level = max(values[len(values) // 4], 0.0)
    focus = describe_patch(np.array(region), p, corrected, mat)
    if focus["shape"] != "ball" or top < (0.8 if was_focus else 1.0) * 3.0 * level:
        return None
    cells = np.array(region + ring)
    over = np.maximum(p[cells[:, 0], cells[:, 1]] - level, 0.0)
    share = focus["corrected"] / focus["force"]
    focus.update(force=over.sum() * mat.area_cm2 / 10.0, is_focus=True,
                 place=np.array([np.average(mat.x[cells[:, 1]], weights=over),
                                 np.average(mat.y[cells[:, 0]], weights=over)]))
    focus["corrected"] = focus["force"] * share
    focus.update(peak_cell=peak, was_focus=was_focus)
    return focus


def find_loads(p, corrected, mat, contact, former):
    """Patches, and foci within them. `former`: the loads of the frame before."""
    former_peaks = [load["peak_cell"] for load in former if load["is_focus"]]
    patches = find_patches(p, corrected, mat, contact)
    kept, foci = [], []
    for patch in patches:
        inside = [tuple(int(i) for i in cell) for cell in patch["cells"]]
        patch["peak_cell"] = max(inside, key=lambda cell: (p[cell], -cell[0], -cell[1]))
        found = []
        is_ball = patch["shape"] == "ball"
        if patch["peak"] >= HOLD_KPA:
            for cell in inside:
                others = around([cell], mat)
                if p[cell] >= HOLD_KPA and all(p[o] < p[cell] or (p[o] == p[cell] and o > cell)
                                               for o in others):
                    was_focus = any(max(abs(cell[0] - r), abs(cell[1] - c)) <= 1 for r, c in former_peaks)
                    focus = find_focus(cell, was_focus, p, corrected, mat)
                    if focus:
                        found.append(focus)
        if len(found) == 1 and (is_ball or len(found[0]["cells"]) >= 0.3 * len(inside)):
            found = []
        carries = bool(found) and sum(focus["force"] for focus in found) >= 0.6 * patch["force"]
        if is_ball:
            found = [a for a in found if carries and all(
                a is b or np.hypot(*(a["place"] - b["place"])) >= 40.0 for b in found)]
            carries = bool(found) and sum(focus["force"] for focus in found) >= 0.6 * patch["force"]
        if not carries:
            kept.append(patch)
        foci += [focus for focus in found if carries or len(inside) < 8 * len(focus["cells"])
                 or focus["peak"] >= (0.8 if focus["was_focus"] else 1.0) * 4.0 * patch["mean"]]
    return kept + sorted(foci, key=lambda focus: focus["peak_cell"])


def is_load(patch):
    return patch["peak"] >= 0.5 * HOLD_KPA


def link_tracks(patches, times, broken, absence):
    """-> list of tracks, each a list of (time, patch, absence)."""
    done, alive = [], []
    for t, found, is_break, limit in zip(times, patches, broken, absence):
        is_over = [is_break or t - track["seen"][-1][0] > limit + US for track in alive]
        done += [track for track, over in zip(alive, is_over) if over]
        alive = [track for track, over in zip(alive, is_over) if not over]
        assert len(found) <= 64 and len(alive) + len(found) <= 128, "more than the limits of docs/metrics.md"
        pairs = []
        for i, track in enumerate(alive):
            last_t, last, _ = track["seen"][-1]
            is_strong = any(is_load(seen) for _, seen, _ in track["seen"])
            ahead = last["place"] + track["velocity"] * (t - last_t)
            for j, patch in enumerate(found):
                if is_strong and not is_load(patch):
                    continue
                is_same = (is_strong and is_load(patch) and last["shape"] != "body" and patch["shape"] != "body")
                distance = min(np.hypot(*(patch["place"] - ahead)), np.hypot(*(patch["place"] - last["place"])))
                largest = max(seen["radius"] for _, seen, _ in track["seen"])
                ratio = max(patch["radius"] / largest, last["radius"] / patch["radius"], 1.0)
                if distance <= max(40.0, 3.0 * last["radius"]) and (is_same or ratio <= 4.0):
                    pairs.append((not is_same, distance + 30.0 * np.log(ratio), i, j))
        used_tracks, used_patches = set(), set()
        for _, _, i, j in sorted(pairs):
            if i in used_tracks or j in used_patches:
                continue
            used_tracks.add(i)
            used_patches.add(j)
            track = alive[i]
            dt = t - track["seen"][-1][0]
            measured = (found[j]["place"] - track["seen"][-1][1]["place"]) / dt
            track["velocity"] = track["velocity"] + dt / (dt + 0.2) * (measured - track["velocity"])
            track["seen"].append((t, found[j], limit))
        for j, patch in enumerate(found):
            if j not in used_patches:
                alive.append({"velocity": np.zeros(2), "seen": [(t, patch, limit)]})
    return [track["seen"] for track in done + alive]


def most_common(shapes):
    return max(["ball", "bar", "body"], key=shapes.count)


def running_place(stretch):
    """Median over samples 50 ms apart, at most 61, none more than 3 s older than the newest."""
    samples = []
    for t, patch in stretch:
        if not samples or t - samples[-1][0] >= 0.05 - US:
            samples.append((t, patch["place"]))
    newest = samples[-1][0]
    recent = [place for t, place in samples[-61:] if newest - t <= 3.0 + US]
    return np.median(np.array(recent), axis=0)


def find_holds(tracks, knows_creep):
    holds = []
    for track in tracks:
        stretch = []
        for t, patch, limit in track:
            if stretch and t - stretch[-1][0] > limit + US:
                holds.append(stretch)
                stretch = []
            if patch["peak"] < HOLD_KPA:
                continue
            if not stretch or np.hypot(*(patch["place"] - running_place(stretch))) <= 10.0:
                stretch.append((t, patch))
        if stretch:
            holds.append(stretch)
    holds = [describe_hold(h, knows_creep) for h in holds if h[-1][0] - h[0][0] >= 5.0 - US]
    return sorted(holds, key=lambda h: (h["start_s"], h["end_s"]))


def describe_hold(stretch, knows_creep):
    t = np.array([time for time, _ in stretch])
    force = np.array([patch["force"] for _, patch in stretch])
    place = np.mean([patch["place"] for _, patch in stretch], axis=0)
    length = t[-1] - t[0]
    corrected = np.array([patch["corrected"] for _, patch in stretch])

    def drift(force):
        if length < 12.0 - US:
            return None
        first = force[(t - t[0] >= 2.0 - US) & (t - t[0] <= 7.0 + US)].mean()
        return 100.0 * (force[t[-1] - t <= 5.0 + US].mean() - first) / first

    raw, without_creep = drift(force), drift(corrected) if knows_creep else None
    return {"start_s": t[0], "end_s": t[-1], "duration_s": length, "x_mm": place[0], "y_mm": place[1],
            "shape": most_common([patch["shape"] for _, patch in stretch]), "mean_n": force.mean(),
            "cv_pct": 100.0 * force.std() / force.mean(),
            "mean_kpa": np.mean([patch["mean"] for _, patch in stretch]),
            "peak_kpa": max(patch["peak"] for _, patch in stretch),
            "in_window": "short" if length < 30.0 - US else "in" if length <= 90.0 + US else "long",
            "drift_pct": raw, "corrected_mean_n": corrected.mean() if knows_creep else None,
            "corrected_drift_pct": without_creep,
            "drift_uncertainty_pct": 0.5 * abs(raw - without_creep) if without_creep is not None else None}


def find_strokes(tracks):
    strokes = []
    for track in tracks:
        track = [(t, patch) for t, patch, _ in track if patch["peak"] >= HOLD_KPA]
        path = []
        for t, patch in track:
            if not path or t - path[-1][0] >= 0.05 - US:
                path.append((t, patch["place"]))
        if len(path) < 2 or most_common([patch["shape"] for _, patch in track]) == "body":
            continue
        t = np.array([time for time, _ in path])
        xy = np.array([place for _, place in path])
        _, vectors = np.linalg.eigh(np.cov(xy.T, bias=True))
        strokes += strokes_along((xy - xy.mean(axis=0)) @ vectors[:, 1], t,
                                 most_common([patch["shape"] for _, patch in track]))
    return sorted(strokes, key=lambda s: s["start_s"])


def turning_points(s):
    """Indices of the extremes from which the path comes back by 10 mm, with the first and the last extreme."""
    low, high, start = 0, 0, None
    for k in range(1, len(s)):
        low, high = (k if s[k] < s[low] else low), (k if s[k] > s[high] else high)
        if max(s[k] - s[low], s[high] - s[k]) >= 10.0:
            start = k
            break
    if start is None:
        return []
    rising = s[start] - s[low] >= 10.0
    points = [low if rising else high]
    extreme = start
    for k in range(start + 1, len(s)):
        ahead = (s[k] - s[extreme]) * (1.0 if rising else -1.0)
        if ahead > 0.0:
            extreme = k
        elif ahead <= -10.0:
            points.append(extreme)
            extreme, rising = k, not rising
    return points + [extreme]


def last_within(s, t, a, b, reach):
    """When the path from a to b (b may lie before a) is for the last time `reach` from where it was at a."""
    step = 1 if b > a else -1
    way = (s[a:b + step:step] if b + step >= 0 else s[a::step]) - s[a]
    way = way * np.sign(way[-1])
    k = np.nonzero(way <= reach)[0][-1]
    i, share = a + step * k, (reach - way[k]) / (way[k + 1] - way[k])
    return t[i] + share * (t[i + step] - t[i])


def strokes_along(s, t, shape):
    found = []
    points = turning_points(s)
    runs = []
    for a, b in zip(points, points[1:]):
        length = abs(s[b] - s[a])
        runs.append({"a": a, "b": b, "whole": length, "length": 0.92 * length,
                     "start": last_within(s, t, a, b, 0.04 * length), "end": last_within(s, t, b, a, 0.04 * length),
                     "middle": last_within(s, t, a, b, 0.5 * length)})
    for one, two in zip(runs, runs[1:]):
        span = two["middle"] - one["middle"]
        pause = ((two["start"] - one["end"]) - 0.3 * span) / 0.7
        if pause > 0.75 + US:
            continue
        before, after = max(one["end"] - one["middle"], 0.0), max(two["middle"] - two["start"], 0.0)
        one["end"] = two["start"] = one["middle"] + span * (before / (before + after) if before + after else 0.5)
        one["length"] += 0.04 * one["whole"]
        two["length"] += 0.04 * two["whole"]
    for run in runs:
        steps = np.abs(np.diff(s[run["a"]:run["b"] + 1]))
        if run["whole"] >= 50.0 and len(steps) >= 4 and steps.max() <= run["whole"] / 3.0:
            duration = run["end"] - run["start"]
            found.append({"start_s": run["start"], "end_s": run["end"], "length_mm": run["length"],
                          "duration_s": duration, "speed_mm_s": run["length"] / duration, "shape": shape})
    return found


# ---- faulty cells, creep ---------------------------------------------------------------------------------------

def neighbour_values(p, part):
    """8 values around each cell, in the order of rows; 0 where no cell takes part."""
    q = np.pad(np.where(part, p, np.float32(0)), 1)
    rows, cols = p.shape
    return np.array([q[i:i + rows, j:j + cols] for i in range(3) for j in range(3) if (i, j) != (1, 1)])


def find_faults(kpa, times, saturated, mat, contact):
    """-> cells that are hot, dead or stuck, in the order of their finding."""
    part, found, looks = mat.part.copy(), [], 0
    loaded = np.float32(max(0.5 * HOLD_KPA, contact))
    alone, among, hole, still = (np.zeros(part.shape, int) for _ in range(4))
    value, least, most = (np.zeros(part.shape, np.float32) for _ in range(3))
    touched = np.zeros(part.shape, bool)
    first = last = None
    for p, t, at_ceiling in zip(kpa, times, saturated):
        if last is not None and t - last < 0.1 - US:
            continue
        first, last, looks = (t if first is None else first), t, looks + 1
        near = neighbour_values(p, part)
        second = np.maximum(np.sort(near, axis=0)[-2], np.float32(0))
        in_line = np.sort(near[[1, 3, 4, 6]], axis=0)
        beside = in_line[1]
        one_load = np.where(beside >= np.float32(0.25) * in_line[3], beside, np.float32(0))
        is_alone = (p >= loaded) & (second < np.float32(0.15) * p)
        alone += is_alone
        among += (p >= loaded) & ~is_alone
        touched |= p >= np.float32(contact)
        hole += (one_load >= np.float32(5.0 * contact)) & (p < np.float32(0.1) * one_load)
        stays = (p >= np.float32(contact)) & (np.abs(p - value) <= np.float32(0.005) * p + np.float32(0.1))
        still = np.where(stays & ~at_ceiling, still + 1, 0)
        value = np.where(stays, value, p)
        least = np.where(stays, np.minimum(least, beside), beside)
        most = np.where(stays, np.maximum(most, beside), beside)
        if t - first < 2.0 - US:
            continue
        hot = (alone >= 8) & ((alone >= 0.95 * looks) | ((still >= 50) & (alone >= 50) & (among == 0)))
        dead = (hole >= 10) & ~touched
        stuck = (still >= 10) & (most - least >= np.maximum(np.float32(5.0), np.float32(0.5) * value))
        now = part & (hot | dead | stuck)
        found += list(zip(*np.nonzero(now)))
        part &= ~now
    return found


def without_creep(kpa, intervals_s, model):
    """Pressures with the creep taken out, states as 32-bit floats."""
    if model is None:
        return kpa
    one = np.float32(1)
    shares = [np.float32(model["fast_share"]), np.float32(model["slow_share"])]
    states = [np.zeros(kpa.shape[1:], np.float32) for _ in shares]
    out = []
    for p, dt in zip(kpa, intervals_s):
        k = [np.float32(1.0 - np.exp(-dt / tau)) for tau in (model["fast_s"], model["slow_s"])]
        felt = p - sum(share * (one - kj) * s for share, kj, s in zip(shares, k, states))
        felt = felt / (one + sum(share * kj for share, kj in zip(shares, k)))
        now = np.where(p > 0, np.maximum(felt, np.float32(0)), p)
        states = [s + kj * (np.maximum(now, np.float32(0)) - s) for kj, s in zip(k, states)]
        out.append(now)
    return np.array(out)


# ---- what was kept, tender spots, regions -----------------------------------------------------------------------

def sustained_level(kpa, times, broken, mat):
    """Largest second-smallest of five block means in a row."""
    kept, means, block, start = np.zeros(mat.part.shape), [], [], 0.0
    for p, t, is_break in zip(kpa, times, broken):
        if is_break:
            means, block = [], []
        if block and t - start >= 1.0 - US:
            means.append(np.sum(block, axis=0, dtype=float) / len(block))
            block = []
            if len(means) >= 5:
                kept = np.maximum(kept, np.sort(means[-5:], axis=0)[1])
        if not block:
            start = t
        block.append(p)
    return np.where(mat.part, kept, np.nan)


def smooth(values):
    known = ~np.isnan(values)
    padded, weights = np.pad(np.where(known, values, 0.0), 1), np.pad(known.astype(float), 1)
    rows, cols = values.shape
    total = count = 0.0
    for i, wi in enumerate((1.0, 2.0, 1.0)):
        for j, wj in enumerate((1.0, 2.0, 1.0)):
            total = total + wi * wj * padded[i:i + rows, j:j + cols]
            count = count + wi * wj * weights[i:i + rows, j:j + cols]
    return np.where(count > 0, total / np.where(count > 0, count, 1.0), np.nan)


def near_cells(cell, shape):
    return [(i, j) for i in range(max(cell[0] - 1, 0), min(cell[0] + 2, shape[0]))
            for j in range(max(cell[1] - 1, 0), min(cell[1] + 2, shape[1])) if (i, j) != cell]


def saddle_to_higher(level, cell):
    """The highest level over which a cell reaches a higher one (of equal ones the first); 0 for none."""
    def rank(at):
        return (level[at], -at[0], -at[1])

    seen, front, lowest = {cell}, [(-level[cell], cell)], level[cell]
    while front:
        value, at = heapq.heappop(front)
        lowest = min(lowest, -value)
        if rank(at) > rank(cell):
            return lowest if lowest >= 0.25 * HOLD_KPA else 0.0
        for other in near_cells(at, level.shape):
            if other not in seen and level[other] > 0.0:
                seen.add(other)
                heapq.heappush(front, (-level[other], other))
    return 0.0


def connected(level, start, least):
    cells, front = {start}, [start]
    while front:
        for other in near_cells(front.pop(), level.shape):
            if other not in cells and level[other] >= least:
                cells.add(other)
                front.append(other)
    return sorted(cells)


def top_offset(before, at, after):
    if not (before > 0 and at > 0 and after > 0):
        return 0.0
    left, middle, right = np.log(before), np.log(at), np.log(after)
    bend = left - 2.0 * middle + right
    return float(np.clip(0.5 * (left - right) / bend, -0.5, 0.5)) if bend < 0 else 0.0


def suggest_spots(maps, mat, contact):
    kept, longest = maps["sustained_kpa"], maps["sustained_longest_s"]
    level = smooth(kept)
    widest = 80.0 + 2.0 * max(mat.px, mat.py)
    found = []
    for cell in map(tuple, np.argwhere(level >= 0.25 * HOLD_KPA)):
        near = near_cells(cell, level.shape)
        if any(level[o] > level[cell] for o in near):
            continue
        saddle = saddle_to_higher(level, cell)
        if level[cell] < 1.2 * saddle:
            continue
        peak = max((o for o in [cell] + near if mat.part[o]), key=lambda o: kept[o], default=cell)
        support = sum(mat.part[o] and kept[o] >= 0.15 * kept[peak] for o in near_cells(peak, kept.shape))
        cells = connected(level, cell, 0.5 * (level[cell] + saddle))
        if (kept[peak] >= HOLD_KPA and longest[peak] >= 5.0 - US and support >= 2
                and 2.0 * np.sqrt(len(cells) * mat.px * mat.py / np.pi) <= widest):
            def at(row, col):
                inside = 0 <= row < mat.rows and 0 <= col < mat.cols
                return level[row, col] if inside else np.nan
            dx = top_offset(at(cell[0], cell[1] - 1), level[cell], at(cell[0], cell[1] + 1))
            dy = top_offset(at(cell[0] - 1, cell[1]), level[cell], at(cell[0] + 1, cell[1]))
            found.append({"place": np.array([mat.x[cell[1]] + dx * mat.px, mat.y[cell[0]] + dy * mat.py]),
                          "cells": cells, "height": level[cell]})
    return sorted(found, key=lambda spot: -spot["height"])


def ramp_of(track, until):
    """Of the press that reaches `until` on a track: its start, rate, and whether it is a rising ramp."""
    press, highest = [], 0.0
    for t, load, _ in track:
        if t > until:
            break
        if load["peak"] < 0.3 * highest:
            press, highest = [], 0.0
        highest = max(highest, load["peak"])
        last = (t, load["peak"])
        if not press or t - press[-1][0] >= 0.05 - US:
            press.append(last)
    low = [sample for sample in press if sample[1] <= 0.2 * last[1]]
    start = low[-1] if low else press[0]
    elapsed = last[0] - start[0]
    half = next((v for t, v in press if t >= start[0] + 0.5 * elapsed - US), np.inf)
    is_ramp = last[1] >= 0.9 * highest and elapsed >= 0.3 - US and half <= 0.85 * last[1]
    return press[0][0], is_ramp


def attribute(events, times, loads, tracks, kpa, mat, contact):
    """-> reported places."""
    places, reported_presses = [], set()
    for event in sorted(events, key=lambda e: e["time_s"]):
        before = [k for k, t in enumerate(times) if t <= event["time_s"]]
        if not before:
            continue
        now, is_late = before[-1], False
        if not any(is_load(load) for load in loads[now]):
            with_load = [k for k in before if any(is_load(load) for load in loads[k])]
            if with_load and event["time_s"] - times[with_load[-1]] <= 3.0 + US:
                now, is_late = with_load[-1], True
        found = loads[now]
        place = np.array([event["x_mm"], event["y_mm"]]) if "x_mm" in event else None
        if place is not None:
            distance = [np.hypot(*(load["place"] - place)) for load in found]
            nearest = int(np.argmin(distance)) if found else None
            is_meant = found and distance[nearest] <= max(40.0, found[nearest]["radius"])
            meant = [(found[nearest], 1.0)] if is_meant else []
        else:
            tools = [load for load in found if load["shape"] != "body" and load["peak"] >= 0.5 * HOLD_KPA]
            heavy = [(load, max(0.0, load["force"] - (0.0 if load["is_focus"] else
                                                      contact * len(load["cells"]) * mat.area_cm2 / 10.0)))
                     for load in tools or found]
            total, most = sum(w for _, w in heavy), max((w for _, w in heavy), default=0.0)
            meant = [(load, w / total) for load, w in heavy if w > 0.0 and w >= 0.5 * most]
        if not meant and place is not None:
            cell = (int(place[1] // mat.py), int(place[0] // mat.px))
            value = float(kpa[now][cell])
            meant = [({"place": place, "radius": 0.0, "peak": value, "peak_cell": cell, "alone": True,
                       "force": value * mat.area_cm2 / 10.0}, 1.0)]
        for load, share in meant:
            spot = next((q for q in places if np.hypot(*(q["place"] - load["place"]))
                         <= max(20.0, min(q["radius"], load["radius"]))), None)
            if spot is None:
                spot = {"place": load["place"], "radius": load["radius"], "reports": [], "trials": [], "top": -1.0}
                places.append(spot)
            if load["peak"] > spot["top"]:
                p = np.where(mat.part, kpa[now], -np.inf)
                spot.update(top=load["peak"], radius=load["radius"],
                            cells=[load["peak_cell"]] if "alone" in load else
                            connected(p, load["peak_cell"], np.float32(0.5) * p[load["peak_cell"]]))
            spot["reports"].append({"time_s": event["time_s"], "nrs": event.get("nrs"), "share": share})
            if "alone" in load or is_late:
                continue
            track = next(i for i, seen in enumerate(tracks) if any(one is load for _, one, _ in seen))
            start, is_ramp = ramp_of(tracks[track], times[now])
            if is_ramp and (track, start) not in reported_presses:
                spot["trials"].append((load["peak"], load["force"]))
            reported_presses.add((track, start))
    return places


def measure_spot(place, cells, maps, mat, **more):
    cells = [cell for cell in cells if mat.part[cell]]

    def values(name):
        return np.array([maps[name][cell] for cell in cells])
    spot = {"x_mm": place[0], "y_mm": place[1], "area_cm2": len(cells) * mat.area_cm2,
            "peak_kpa": max(values("peak_kpa").max(initial=0.0), 0.0),
            "mean_kpa": values("mean_kpa").mean() if cells else 0.0,
            "pti_kpa_s": values("pti_kpa_s").mean() if cells else 0.0,
            "sustained_s": values("sustained_longest_s").max(initial=0.0),
            "nrs": None, "ppt_kpa": None, "ppt_n": None, "reports": [], "trials": []}
    spot.update(more)
    return spot


def find_spots(places, holds, maps, mat, contact):
    spots = []
    for q in places:
        near = [h for h in holds if np.hypot(h["x_mm"] - q["place"][0], h["y_mm"] - q["place"][1]) <= 20.0
                and any(h["start_s"] <= r["time_s"] <= h["end_s"] for r in q["reports"])]
        place = q["place"]
        if near:
            place = np.average([[h["x_mm"], h["y_mm"]] for h in near], axis=0,
                               weights=[h["duration_s"] for h in near])
        ratings = [r["nrs"] for r in q["reports"] if r["nrs"] is not None]
        thresholds = np.mean(q["trials"], axis=0) if q["trials"] else (None, None)
        spots.append(measure_spot(place, q["cells"], maps, mat, evidence="reported", reports=q["reports"],
                                  trials=q["trials"], nrs=ratings[-1] if ratings else None,
                                  ppt_kpa=thresholds[0], ppt_n=thresholds[1]))
    same = max(30.0, 1.5 * max(mat.px, mat.py))
    for q in suggest_spots(maps, mat, contact):
        def distance(other):
            return np.hypot(other["x_mm"] - q["place"][0], other["y_mm"] - q["place"][1])
        is_known = any(spot["evidence"] == "reported" and distance(spot) <= same for spot in spots)
        if not is_known and any(h["shape"] == "body" or distance(h) <= same for h in holds):
            spots.append(measure_spot(q["place"], q["cells"], maps, mat, evidence="suggested"))
    return spots


def tenderness(spots, mat):
    total = np.zeros(mat.part.shape)
    for spot in spots:
        rated = [(r["share"], r["nrs"]) for r in spot["reports"] if r["nrs"] is not None]
        if rated:
            shares, ratings = np.array(rated).T
            d2 = (mat.x[None, :] - spot["x_mm"]) ** 2 + (mat.y[:, None] - spot["y_mm"]) ** 2
            area = 100.0 * max(spot["area_cm2"], mat.area_cm2)
            total += np.average(ratings, weights=shares) * np.exp(-np.log(2.0) * np.pi * d2 / area)
    return np.where(mat.part, np.minimum(total, 10.0), np.nan)


def cell_parts(text, mat):
    """The part of each cell that lies in a region."""
    kind, *pairs = text.split()
    (ax, ay), (bx, by) = [tuple(float(v) for v in pair.split(",")) for pair in pairs]
    if kind == "rectangle":
        left, top = np.arange(mat.cols) * mat.px, np.arange(mat.rows) * mat.py
        width = np.clip(np.minimum(left + mat.px, max(ax, bx)) - np.maximum(left, min(ax, bx)), 0, None)
        height = np.clip(np.minimum(top + mat.py, max(ay, by)) - np.maximum(top, min(ay, by)), 0, None)
        return np.outer(height / mat.py, width / mat.px)
    x = (np.arange(mat.cols * 32) + 0.5) * mat.px / 32.0
    y = (np.arange(mat.rows * 32) + 0.5) * mat.py / 32.0
    inside = ((x[None, :] - ax) / bx) ** 2 + ((y[:, None] - ay) / by) ** 2 <= 1.0
    return inside.reshape(mat.rows, 32, mat.cols, 32).mean(axis=(1, 3))


def measure_region(region, kpa, times, bridged, maps, mat, contact):
    w = np.where(mat.part, cell_parts(region["shape"], mat), 0.0)
    p = kpa.astype(float)
    inside = (p >= contact) & (w > 0)
    loaded = np.where(inside, p, 0.0)
    force, area = (w * loaded).sum(axis=(1, 2)) * mat.area_cm2 / 10.0, (w * inside).sum(axis=(1, 2))
    peak = loaded.max(axis=(1, 2))
    mean = (w * loaded).sum(axis=(1, 2))[area > 0] / area[area > 0]
    active = (w * inside.any(axis=0)).sum() * mat.area_cm2
    dt = np.where(bridged, np.diff(times, prepend=times[0]), 0.0)[1:]
    force_time = (0.5 * dt * (force[1:] + force[:-1])).sum()
    row = {"name": region["name"], "area_cm2": w.sum() * mat.area_cm2, "active_area_cm2": active,
           "force_time_n_s": force_time, "pti_novel_kpa_s": (0.5 * dt * (peak[1:] + peak[:-1])).sum(),
           "pti_true_kpa_s": 10.0 * force_time / active if active > 0 else None,
           "sustained_longest_s": np.where(w > 0, np.nan_to_num(maps["sustained_longest_s"]), 0.0).max()}
    for name, values in [("force_n", force), ("contact_area_cm2", area * mat.area_cm2), ("mean_kpa", mean),
                         ("peak_kpa", peak)]:
        for what in ("mean", "max", "min", "std"):
            row[f"{name}_{what}"] = getattr(values, what)() if len(values) else None
    return row


# ---- writing -------------------------------------------------------------------------------------------------

def text(value):
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, str):
        return value
    return "0" if abs(value) < 1e-30 else "%.9g" % value  # what only a 64-bit float tells from 0


def write_rows(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        if columns:
            out.write(",".join(columns) + "\n")
        for row in rows:
            out.write(",".join(text(value) for value in row) + "\n")


FRAME_COLUMNS = ["frame", "time_s", "valid"] + METRICS
HOLD_COLUMNS = ["start_s", "end_s", "duration_s", "x_mm", "y_mm", "shape", "mean_n", "cv_pct", "mean_kpa",
                "peak_kpa", "in_window", "drift_pct", "corrected_mean_n", "corrected_drift_pct",
                "drift_uncertainty_pct"]
STROKE_COLUMNS = ["start_s", "end_s", "length_mm", "duration_s", "speed_mm_s", "shape"]
SPOT_COLUMNS = ["x_mm", "y_mm", "area_cm2", "peak_kpa", "mean_kpa", "sustained_s", "pti_kpa_s", "evidence", "nrs",
                "ppt_kpa", "ppt_n", "reports", "trials"]
REGION_COLUMNS = ["name", "area_cm2", "active_area_cm2", "pti_novel_kpa_s", "pti_true_kpa_s", "force_time_n_s",
                  "sustained_longest_s"] + [f"{name}_{what}" for name in ("force_n", "contact_area_cm2", "mean_kpa",
                                                                          "peak_kpa")
                                            for what in ("mean", "max", "min", "std")]


def write_expected(name, tables, maps):
    folder = HERE / "expected"
    folder.mkdir(exist_ok=True)
    for what, (columns, rows) in tables.items():
        write_rows(folder / f"{name}_{what}.csv", columns, [[row[c] for c in columns] for row in rows])
    for map_name, values in maps.items():
        write_rows(folder / f"{name}_map_{map_name}.csv", None, values.tolist())


def run(case, shared):
    times, stored, absent = read_frames(case, shared)
    times = np.rint(times * 1e9) / 1e9  # whole nanoseconds, as the program keeps them
    mat = Mat(case, absent)
    kpa, saturated, contact = calibrate(case, stored, absent)

    def valid_frames():
        metrics = [measure(p, s, mat, contact) for p, s in zip(kpa, saturated)]
        return metrics, judge(np.array([m["force_n"] for m in metrics]))

    metrics, valid = valid_frames()
    faults = find_faults(kpa[valid], times[valid], saturated[valid], mat, contact)
    if faults:  # left out from the start
        for cell in faults:
            mat.part[cell] = False
        metrics, valid = valid_frames()
        assert not find_faults(kpa[valid], times[valid], saturated[valid], mat, contact), "faults that show only without others"
    reference, gap, broken = intervals(times)
    index = np.nonzero(valid)[0]
    bridged, broken = ~since_last(index, gap), since_last(index, broken)
    bridged[0] = False
    kpa, t = kpa[index], times[index]
    maps = make_maps(kpa, t, bridged, broken, mat)
    maps["sustained_kpa"] = sustained_level(kpa, t, broken, mat)
    creep = case.get("creep")
    corrected = without_creep(kpa, np.diff(t, prepend=t[0]), creep)
    loads = []
    for p, q in zip(kpa.astype(float), corrected):
        loads.append(find_loads(p, q.astype(float), mat, contact, loads[-1] if loads else []))
    tracks = link_tracks(loads, t, broken, np.maximum(0.5, 2.5 * reference[index]))
    holds, strokes = find_holds(tracks, creep is not None), find_strokes(tracks)
    places = attribute(case.get("events", []), t, loads, tracks, kpa, mat, contact)
    spots = find_spots(places, holds, maps, mat, contact)
    maps["tenderness"] = tenderness(spots, mat)
    regions = [measure_region(region, kpa, t, bridged, maps, mat, contact) for region in case.get("regions", [])]
    frames = [dict(m, frame=k, time_s="%.12g" % times[k], valid=int(valid[k])) for k, m in enumerate(metrics)]
    counted = [dict(spot, reports=len(spot["reports"]), trials=len(spot["trials"])) for spot in spots]
    write_expected(case["name"], {
        "frames": (FRAME_COLUMNS, frames), "holds": (HOLD_COLUMNS, holds), "strokes": (STROKE_COLUMNS, strokes),
        "spots": (SPOT_COLUMNS, counted), "regions": (REGION_COLUMNS, regions),
        "faults": (["row", "col"], [{"row": int(r), "col": int(c)} for r, c in faults])}, maps)
    print(f"{case['name']}: {len(times)} frames, {int((~valid).sum())} junk, {len(holds)} holds, "
          f"{len(strokes)} strokes, {len(spots)} spots, {len(faults)} faulty cells")


def main():
    shared = pathlib.Path(sys.argv[1])
    for case in json.loads((HERE / "cases.json").read_text())["cases"]:
        if len(sys.argv) == 2 or case["name"] in sys.argv[2:]:
            run(case, shared)


if __name__ == "__main__":
    main()
