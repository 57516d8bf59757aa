#!/usr/bin/python3
"""Every frame of a session, read by Palpate (two threads) and by h5py from the same file in the same run.

usage: read_beside_h5py.py PALPATE_BENCH_READING PALPATE

Simulates ten minutes of a 64 x 64 mat at 100 Hz, then prints seconds: the best of five, the file in memory. h5py reads
whole chunks, once as new arrays and once into one array that it keeps; the faster of the two counts. Exit status 1 when
Palpate is less than 1.8 times as fast.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import h5py
import numpy as np

LEAST_FACTOR = 1.8
REPEATS = 5


def new_arrays(path):
    with h5py.File(path, "r") as file:
        counts = file["pressure"]
        step = counts.chunks[0]
        for first in range(0, len(counts), step):
            counts[first:first + step]


def one_array(path):
    with h5py.File(path, "r") as file:
        counts = file["pressure"]
        step = counts.chunks[0]
        block = np.empty(counts.chunks, dtype=counts.dtype)
        for first in range(0, len(counts), step):
            last = min(first + step, len(counts))
            counts.read_direct(block, np.s_[first:last], np.s_[:last - first])


def best_s(read, path):
    best = float("inf")
    for _ in range(REPEATS):
        start = time.monotonic()
        read(path)
        best = min(best, time.monotonic() - start)
    return best


def total(path):
    with h5py.File(path, "r") as file:
        counts = file["pressure"]
        step = counts.chunks[0]
        return len(counts), sum(int(counts[first:first + step].sum(dtype=np.uint64))
                                for first in range(0, len(counts), step))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    bench, palpate = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "session.h5")
        subprocess.run([palpate, "simulate", "--scenario", "lying", "--mat", "palpate-64x64", "--rate", "100",
                        "--duration", "600", "-o", path], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        ours = json.loads(subprocess.run([bench, path], check=True, stdout=subprocess.PIPE).stdout)
        peers = {"new arrays": best_s(new_arrays, path), "one array": best_s(one_array, path)}
        if total(path) != (ours["frames"], ours["sum"]):
            sys.exit("Palpate and h5py read different counts")
        megabytes = os.path.getsize(path) / 1e6
    factor = min(peers.values()) / ours["seconds"]
    print(f"read {ours['frames']} frames of 64 x 64 ({megabytes:.0f} MB): Palpate {ours['seconds']:.2f} s, h5py "
          + ", ".join(f"{seconds:.2f} s ({name})" for name, seconds in peers.items())
          + f", {factor:.1f} times as fast")
    return 0 if factor >= LEAST_FACTOR else 1


if __name__ == "__main__":
    sys.exit(main())
