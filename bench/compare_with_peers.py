#!/usr/bin/python3
"""Frames in memory, measured by Palpate and by NumPy, SciPy and OpenCV on the same data in the same run.

usage: compare_with_peers.py PALPATE_BENCH_PEERS [SIDE]

Prints microseconds of processor time a frame, the best of many repeats, one thread each, and how many times
faster Palpate is than the fastest of the others. Exit status 1 when it is less than 3 times.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import cv2  # noqa: E402
import numpy as np  # noqa: E402
from scipy import ndimage  # noqa: E402

FRAMES = 100
CONTACT_KPA = np.float32(1.0)
LEAST_FACTOR = 3.0
EIGHT = np.ones((3, 3), dtype=int)


def make_frames(side):
    """A body, a ball and noise, as in tests/bench/analysis_bench.cpp."""
    y, x = (np.mgrid[0:side, 0:side] + 0.5) / side
    body = 8.0 * np.exp(-((x - 0.4) / 0.2) ** 2 - ((y - 0.5) / 0.3) ** 2)
    ball = 20.0 * np.exp(-((x - 0.85) ** 2 + (y - 0.15) ** 2) / 0.002)
    noise = np.random.default_rng(1).normal(0.0, 0.3, (FRAMES, side, side))
    return np.round(np.maximum(body + ball + noise, 0.0), 1).astype(np.float32)


def best_us(function, frames, repeats=60):
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        function(frames)
        best = min(best, time.process_time() - start)
    return best / len(frames) * 1e6


class Basics:
    """Threshold and area, force, centre of pressure, mean, peak: per frame and, for NumPy, all at once."""

    def __init__(self, side):
        self.place = (np.arange(side) + 0.5).astype(np.float32)
        self.least = float(np.nextafter(CONTACT_KPA, np.float32(0)))

    def numpy_single(self, frames):
        for p in frames:
            load = np.where(p >= CONTACT_KPA, p, 0)
            cells = np.count_nonzero(load)
            column = load.sum(axis=0)
            total = column.sum()
            yield total, cells, column @ self.place / total, load.sum(axis=1) @ self.place / total, total / cells, p.max()

    def numpy_batch(self, frames):
        load = frames * (frames >= CONTACT_KPA)
        cells = np.count_nonzero(load, axis=(1, 2))
        column = load.sum(axis=1)
        total = column.sum(axis=1)
        y = load.sum(axis=2) @ self.place
        peak = frames.max(axis=(1, 2))
        return zip(total, cells, column @ self.place / total, y / total, total / cells, peak)

    def numpy_einsum(self, frames):
        in_contact = frames >= CONTACT_KPA
        load = frames * in_contact
        total = load.sum(axis=(1, 2))
        cells = in_contact.sum(axis=(1, 2))
        x = np.einsum("ijk,k->i", load, self.place) / total
        y = np.einsum("ijk,j->i", load, self.place) / total
        return zip(total, cells, x, y, total / cells, frames.max(axis=(1, 2)))

    def scipy_single(self, frames):
        for p in frames:
            load = p * (p >= CONTACT_KPA)
            total = ndimage.sum(load)
            y, x = ndimage.center_of_mass(load)
            cells = np.count_nonzero(load)
            yield total, cells, x + 0.5, y + 0.5, total / cells, ndimage.maximum(p)

    def opencv_moments(self, frames):
        for p in frames:
            _, load = cv2.threshold(p, self.least, 0, cv2.THRESH_TOZERO)
            cells = cv2.countNonZero(load)
            m = cv2.moments(load)
            total = m["m00"]
            yield total, cells, m["m10"] / total + 0.5, m["m01"] / total + 0.5, total / cells, cv2.minMaxLoc(p)[1]

    def opencv_reduce(self, frames):
        for p in frames:
            _, load = cv2.threshold(p, self.least, 0, cv2.THRESH_TOZERO)
            cells = cv2.countNonZero(load)
            column = cv2.reduce(load, 0, cv2.REDUCE_SUM)[0]
            row = cv2.reduce(load, 1, cv2.REDUCE_SUM)[:, 0]
            total = column.sum()
            yield total, cells, column @ self.place / total, row @ self.place / total, total / cells, cv2.minMaxLoc(p)[1]


def scipy_patches(frames):
    """Labels and the sums that Palpate gives: force, peak, centroid (second moments left out)."""
    for p in frames:
        labels, count = ndimage.label(p >= CONTACT_KPA, EIGHT)
        index = np.arange(1, count + 1)
        ndimage.sum(p, labels, index)
        ndimage.maximum(p, labels, index)
        ndimage.center_of_mass(p, labels, index)
        yield count


def opencv_patches(frames):
    """Area, box and unweighted centroid only: less than Palpate gives."""
    for p in frames:
        yield cv2.connectedComponentsWithStats((p >= CONTACT_KPA).view(np.uint8), connectivity=8)


def run(generator):
    return lambda frames: [None for _ in generator(frames)]


def report(title, ours_us, peers_us):
    print(f"{title}\n  {'Palpate':34s}{ours_us:9.2f} us a frame")
    for name, us in sorted(peers_us.items(), key=lambda item: item[1]):
        print(f"  {name:34s}{us:9.2f}")
    factor = min(peers_us.values()) / ours_us
    print(f"  {factor:.1f} times faster than the fastest of them")
    return factor


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    side = int(sys.argv[2]) if len(sys.argv) == 3 else 64
    cv2.setNumThreads(1)
    frames = make_frames(side)
    basics = Basics(side)
    with tempfile.NamedTemporaryFile(suffix=".f32") as file:
        frames.tofile(file.name)
        done = subprocess.run([sys.argv[1], file.name, str(side)], check=True, capture_output=True, text=True)
    ours = json.loads(done.stdout)

    force = sum(float(total) for total, *_ in basics.numpy_batch(frames)) * 0.1
    x_mm = sum(float(values[2]) for values in basics.opencv_moments(frames)) * 10.0
    assert abs(force - ours["force_n"]) < 1e-4 * force, (force, ours)
    assert abs(x_mm - ours["x_mm"]) < 1e-4 * x_mm, (x_mm, ours)

    print(f"{side} x {side}, {FRAMES} frames: NumPy {np.__version__}, OpenCV {cv2.__version__}")
    methods = (basics.numpy_single, basics.numpy_batch, basics.numpy_einsum, basics.scipy_single,
               basics.opencv_moments, basics.opencv_reduce)
    factors = [
        report("threshold and area, force, centre of pressure, mean, peak", ours["basics_us"],
               {method.__name__: best_us(run(method), frames) for method in methods}),
        report("connected patches with statistics", ours["patches_us"],
               {"scipy label, sum, maximum, centre": best_us(run(scipy_patches), frames, 5),
                "opencv connectedComponentsWithStats": best_us(run(opencv_patches), frames)}),
    ]
    return 0 if min(factors) >= LEAST_FACTOR else 1


if __name__ == "__main__":
    sys.exit(main())
