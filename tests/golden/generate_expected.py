#!/usr/bin/env python3
"""Computes the expected results of tests/golden from docs/metrics.md, apart from the program.

usage: generate_expected.py SHARED_DATA [CASE...]
Writes expected/CASE_*.csv beside this file. Needs numpy only.
"""
import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
US = 1e-6  # times are compared to the microsecond
METRICS = ["force_n", "contact_area_cm2", "mean_kpa", "peak_kpa", "ppi_kpa", "gradient_kpa_cm", "cov_pct",
           "cop_x_mm", "cop_y_mm", "saturated_cells"]
HOLD_KPA, FORCE_FLOOR_N = 10.0, 2.0


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

def find_patches(p, mat, contact):
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
            found.append(describe_patch(np.array(cells), p, mat))
    return found


def describe_patch(cells, p, mat):
    x, y, load = mat.x[cells[:, 1]], mat.y[cells[:, 0]], p[cells[:, 0], cells[:, 1]]
    cov = np.cov(np.array([x, y]), bias=True) + np.diag([mat.px ** 2, mat.py ** 2]) / 12.0
    short, long = 4.0 * np.sqrt(np.maximum(np.linalg.eigvalsh(cov), 0.0))
    diameter = 2.0 * np.sqrt(len(cells) * mat.px * mat.py / np.pi)
    shape = "body"
    if diameter < 60.0 and long < 2.5 * short:
        shape = "ball"
    elif long >= 2.5 * short and long > 120.0:
        shape = "bar"
    return {"place": np.array([np.average(x, weights=load), np.average(y, weights=load)]),
            "force": load.sum() * mat.area_cm2 / 10.0, "mean": load.mean(), "peak": load.max(),
            "radius": diameter / 2.0, "shape": shape}


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
            ahead = last["place"] + track["velocity"] * (t - last_t)
            for j, patch in enumerate(found):
                distance = np.hypot(*(patch["place"] - ahead))
                if distance <= max(40.0, 3.0 * last["radius"]):
                    pairs.append((distance, i, j))
        used_tracks, used_patches = set(), set()
        for _, i, j in sorted(pairs):
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


def find_holds(tracks):
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
    holds = [describe_hold(h) for h in holds if h[-1][0] - h[0][0] >= 5.0 - US]
    return sorted(holds, key=lambda h: h["start_s"])


def describe_hold(stretch):
    t = np.array([time for time, _ in stretch])
    force = np.array([patch["force"] for _, patch in stretch])
    place = np.mean([patch["place"] for _, patch in stretch], axis=0)
    length = t[-1] - t[0]
    drift = None
    if length >= 12.0 - US:
        first = force[(t - t[0] >= 2.0 - US) & (t - t[0] <= 7.0 + US)].mean()
        last = force[t[-1] - t <= 5.0 + US].mean()
        drift = 100.0 * (last - first) / first
    return {"start_s": t[0], "end_s": t[-1], "duration_s": length, "x_mm": place[0], "y_mm": place[1],
            "shape": most_common([patch["shape"] for _, patch in stretch]), "mean_n": force.mean(),
            "cv_pct": 100.0 * force.std() / force.mean(),
            "mean_kpa": np.mean([patch["mean"] for _, patch in stretch]),
            "peak_kpa": max(patch["peak"] for _, patch in stretch),
            "in_window": "short" if length < 30.0 - US else "in" if length <= 90.0 + US else "long",
            "drift_pct": drift}


def find_strokes(tracks):
    strokes = []
    for track in tracks:
        shape = most_common([patch["shape"] for _, patch, _ in track])
        path = []
        for t, patch, _ in track:
            if not path or t - path[-1][0] >= 0.05 - US:
                path.append((t, patch["place"]))
        if shape == "body" or len(path) < 2:
            continue
        t = np.array([time for time, _ in path])
        xy = np.array([place for _, place in path])
        _, vectors = np.linalg.eigh(np.cov(xy.T, bias=True))
        strokes += strokes_along((xy - xy.mean(axis=0)) @ vectors[:, 1], t, shape)
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


def strokes_along(s, t, shape):
    found = []
    points = turning_points(s)
    for a, b in zip(points, points[1:]):
        near_a = np.abs(s[a:b + 1] - s[a]) <= 2.0
        near_b = np.abs(s[a:b + 1] - s[b])[::-1] <= 2.0
        leaves = a + (len(near_a) if near_a.all() else int(np.argmin(near_a))) - 1
        arrives = b - (len(near_b) if near_b.all() else int(np.argmin(near_b))) + 1
        first = leaves if t[leaves] - t[a] > 1.0 + US else a
        last = arrives if t[b] - t[arrives] > 1.0 + US else b
        length = abs(s[last] - s[first])
        if length >= 50.0:
            found.append({"start_s": t[first], "end_s": t[last], "length_mm": length,
                          "duration_s": t[last] - t[first], "speed_mm_s": length / (t[last] - t[first]),
                          "shape": shape})
    return found


# ---- writing -------------------------------------------------------------------------------------------------

def text(value):
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    return value if isinstance(value, str) else "%.9g" % value


def write_rows(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        if columns:
            out.write(",".join(columns) + "\n")
        for row in rows:
            out.write(",".join(text(value) for value in row) + "\n")


def write_expected(name, times, valid, metrics, maps, holds, strokes):
    folder = HERE / "expected"
    folder.mkdir(exist_ok=True)
    write_rows(folder / f"{name}_frames.csv", ["frame", "time_s", "valid"] + METRICS,
               [[k, "%.12g" % times[k], int(valid[k])] + [m[c] for c in METRICS]
                for k, m in enumerate(metrics)])
    for map_name, values in maps.items():
        write_rows(folder / f"{name}_map_{map_name}.csv", None, values.tolist())
    hold_columns = ["start_s", "end_s", "duration_s", "x_mm", "y_mm", "shape", "mean_n", "cv_pct", "mean_kpa",
                    "peak_kpa", "in_window", "drift_pct"]
    write_rows(folder / f"{name}_holds.csv", hold_columns, [[h[c] for c in hold_columns] for h in holds])
    stroke_columns = ["start_s", "end_s", "length_mm", "duration_s", "speed_mm_s", "shape"]
    write_rows(folder / f"{name}_strokes.csv", stroke_columns,
               [[s[c] for c in stroke_columns] for s in strokes])


def run(case, shared):
    times, stored, absent = read_frames(case, shared)
    times = np.rint(times * 1e9) / 1e9  # whole nanoseconds, as the program keeps them
    mat = Mat(case, absent)
    kpa, saturated, contact = calibrate(case, stored, absent)
    metrics = [measure(p, s, mat, contact) for p, s in zip(kpa, saturated)]
    valid = judge(np.array([m["force_n"] for m in metrics]))
    reference, gap, broken = intervals(times)
    index = np.nonzero(valid)[0]
    bridged, broken = ~since_last(index, gap), since_last(index, broken)
    bridged[0] = False
    maps = make_maps(kpa[index], times[index], bridged, broken, mat)
    patches = [find_patches(kpa[k].astype(float), mat, contact) for k in index]
    absence = np.maximum(0.5, 1.5 * reference[index])
    tracks = link_tracks(patches, times[index], broken, absence)
    holds, strokes = find_holds(tracks), find_strokes(tracks)
    write_expected(case["name"], times, valid, metrics, maps, holds, strokes)
    print(f"{case['name']}: {len(times)} frames, {int((~valid).sum())} junk, {len(holds)} holds, "
          f"{len(strokes)} strokes")


def main():
    shared = pathlib.Path(sys.argv[1])
    for case in json.loads((HERE / "cases.json").read_text())["cases"]:
        if len(sys.argv) == 2 or case["name"] in sys.argv[2:]:
            run(case, shared)


if __name__ == "__main__":
    main()
