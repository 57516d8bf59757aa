#!/usr/bin/env python3
"""How fast a large text export becomes a session, and in how much memory, beside what people read such files with in Python.

    python3 bench/import_text.py [--palpate build/release/cli/palpate] [--megabytes 1000] [--peer-megabytes 100] [--folder /tmp]

Makes two files of a walking foot's pressures on 64 x 32 cells (matrix text: counts, TABs, a frame per line; Tekscan ASCII: kPa with one
decimal, commas, a row per line), imports each, and prints MB of text per second and the largest resident memory. An import reads, checks,
writes the journal, packs the session, syncs it and reads it back; the peers only read the numbers: numpy.loadtxt, pandas.read_csv (where it is
installed) and the csv module with float(). They get a shorter file of the same kind, for they keep all of it in memory.
"""
import argparse
import csv
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROWS, COLS, RATE_HZ, MEGABYTE = 64, 32, 50, 1e6
TEKSCAN_HEAD = ("DATA_TYPE MOVIE\r\nROWS {rows}\r\nCOLS {cols}\r\nROW_SPACING 5 mm\r\nCOL_SPACING 5 mm\r\nSECONDS_PER_FRAME 0.02\r\n"
                "UNITS KPa\r\nSTART_FRAME 1\r\nEND_FRAME {frames}\r\nASCII_DATA @@\r\n\r\n")


def pressures(count):
    """Frames of a foot that rolls from heel to toes, with noise of the sensors where it stands."""
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:ROWS, 0:COLS]
    for k in range(count):
        centre = 12 + 40 * (k / count)
        shape = np.exp(-((y - centre) / 9.0)**2 - ((x - 16) / 5.0)**2)
        yield np.where(shape > 0.05, 400.0 * shape + rng.normal(0.0, 3.0, shape.shape), 0.0).clip(0.0)


def matrix_frames():
    return ["\t".join(map(str, frame.astype(int).ravel())) + "\n" for frame in pressures(100)]


def tekscan_frames():
    return ["".join(",".join("0" if value == 0 else f"{value:.1f}" for value in row) + "\r\n" for row in frame) for frame in pressures(100)]


def write_matrix(path, megabytes):
    blocks = matrix_frames()
    size = 0
    with open(path, "w", encoding="ascii", newline="") as file:
        while size < megabytes * MEGABYTE:
            for block in blocks:
                size += file.write(block)


def write_tekscan(path, megabytes):
    blocks = tekscan_frames()
    size, frames = 0, []
    while size < megabytes * MEGABYTE:
        frames.append(blocks[len(frames) % len(blocks)])
        size += len(frames[-1]) + 12
    with open(path, "w", encoding="ascii", newline="") as file:
        file.write(TEKSCAN_HEAD.format(rows=ROWS, cols=COLS, frames=len(frames)))
        for number, block in enumerate(frames, 1):
            file.write(f"Frame {number}\r\n{block}\r\n")
        file.write("@@\r\n")


def measured(command):
    """Seconds, seconds of the processor, and MB of memory."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: {message}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000.0


def numpy_matrix(path):
    return np.loadtxt(path, dtype=np.uint16, delimiter="\t").shape


def pandas_matrix(path):
    import pandas  # noqa: PLC0415: only where it is installed
    return pandas.read_csv(path, sep="\t", header=None, dtype=np.uint16).shape


def csv_matrix(path):
    with open(path, newline="", encoding="ascii") as file:
        return sum(len([float(value) for value in row]) for row in csv.reader(file, delimiter="\t"))


def rows_of(path):
    with open(path, encoding="ascii") as file:
        for line in file:
            if line[:1].isdigit():
                yield line


def numpy_tekscan(path):
    return np.loadtxt(rows_of(path), dtype=np.float32, delimiter=",").shape


def csv_tekscan(path):
    return sum(len([float(value) for value in row]) for row in csv.reader(rows_of(path)))


PEERS = {"matrix-text": {"numpy.loadtxt": numpy_matrix, "pandas.read_csv": pandas_matrix, "csv and float()": csv_matrix},
         "tekscan-ascii": {"numpy.loadtxt": numpy_tekscan, "csv and float()": csv_tekscan}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--palpate", default=Path(__file__).resolve().parents[1] / "build/release/cli/palpate")
    parser.add_argument("--megabytes", type=float, default=1000)
    parser.add_argument("--peer-megabytes", type=float, default=100)
    parser.add_argument("--folder", default=None)
    options = parser.parse_args()
    cases = {"matrix-text": (write_matrix, ["--rows", ROWS, "--cols", COLS, "--pitch-mm", 5, "--rate", RATE_HZ, "--unit", "counts",
                                            "--counts-per-kpa", 1]),
             "tekscan-ascii": (write_tekscan, [])}
    print("| file | read with | MB/s | MB/s of processor time | memory, MB | ratio |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for name, (write, arguments) in cases.items():
            large, small = Path(folder) / f"{name}.txt", Path(folder) / f"{name}-peer.txt"
            write(large, options.megabytes)
            write(small, options.peer_megabytes)
            session = Path(folder) / "session.h5"
            seconds, processor, memory = measured([options.palpate, "import", large, *map(str, arguments), "-o", session])
            speed = large.stat().st_size / MEGABYTE / seconds
            print(f"| {name} | palpate import | {speed:.0f} | {large.stat().st_size / MEGABYTE / processor:.0f} | {memory:.0f} | 1 |", flush=True)
            large.unlink()
            session.unlink()
            for peer, read in PEERS[name].items():
                if peer.startswith("pandas") and importlib.util.find_spec("pandas") is None:
                    continue
                begin = time.monotonic()
                processor = time.process_time()
                read(small)
                peer_speed = small.stat().st_size / MEGABYTE / (time.monotonic() - begin)
                processor = time.process_time() - processor
                print(f"| {name} | {peer} | {peer_speed:.1f} | {small.stat().st_size / MEGABYTE / processor:.1f} | | "
                      f"{speed / peer_speed:.1f} |", flush=True)


if __name__ == "__main__":
    main()
