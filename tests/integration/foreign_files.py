"""Recordings of other programs: files written from the published facts of their formats, and parses of real ones that share nothing
with ours. Every frame is an array of rows x columns; times are seconds."""
import csv
import datetime
import io
import json
import re
import zipfile

import h5py
import numpy as np


def session_frames(path):
    """(frames, times) of a session file, as stored: counts or kPa."""
    with h5py.File(path, "r") as session:
        return session["counts" if "counts" in session else "pressure"][:], session["time"][:]


def some_counts(frames, rows, cols, largest, seed):
    return np.random.default_rng(seed).integers(0, largest + 1, (frames, rows, cols))


# Footscan "Entire Plate Roll Off" in a zip: "Frame 0 (0.00 ms)", then rows of TAB-separated N, a blank line between.
def parse_footscan_zip(path):
    with zipfile.ZipFile(path) as archive:
        text = archive.read(archive.namelist()[0]).decode("ascii")
    blocks = re.split(r"Frame \d+ \([0-9.]+ ms\)\r\n", text)[1:]
    return np.array([np.loadtxt(io.StringIO(block)) for block in blocks])


# PoPu (Tactilus): the last six digits of an id are minutes, seconds and hundredths.
def parse_tactilus(path):
    with open(path, encoding="utf-8") as file:
        recording = json.load(file)
    shots = recording["snapshots"].values()
    frames = np.array([shot["tactilus_readings"] for shot in shots])
    times = np.array([int(shot["id"][6:8]) * 60 + int(shot["id"][8:10]) + int(shot["id"][10:12]) / 100 for shot in shots])
    return frames.reshape(len(frames), recording["tactilus_rows"], recording["tactilus_columns"]), times - times[0]


def write_sensing_mat_json(path, frames, times):
    start = datetime.datetime(2024, 5, 6, 7, 59, 59, tzinfo=datetime.timezone.utc)
    shots = [{"dateTime": (start + datetime.timedelta(seconds=float(t))).isoformat(), "pressureMatrix": frame.tolist()}
             for frame, t in zip(frames, times)]
    recording = {"softwareVersion": "1.10", "userName": "Mia Muster",
                 "configurableFirmwareSettings": {"adcResolution": 12, "protocol": "MA", "serial": "X-77"}, "pressureData": shots}
    path.write_text(json.dumps(recording), encoding="utf-8")


def write_sensing_mat_csv(path, frames, times):
    _, rows, cols = frames.shape
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Timestamp"] + [f"({row}-{col})" for row in range(rows) for col in range(cols)])
        for frame, time in zip(frames, times):
            writer.writerow([f"{1.7e9 + time:.3f}", *frame.ravel().tolist()])


def write_jq_log(path, frames, times):
    lines = []
    for number, (frame, time) in enumerate(zip(frames, times)):
        lines.append(f"cushion-{number},{1700000000000 + round(time * 1000)}")
        lines += [",".join(map(str, [index, *row])) for index, row in enumerate(frame.tolist())]
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


def write_matsense_csv(path, frames, times, numbers):
    lines = ["# recorded by hand"]
    lines += [",".join(map(str, [*frame.ravel().tolist(), number, round(time * 1000)])) for frame, time, number in
              zip(frames, times, numbers)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_touch_hdf5(path, frames, times, room=1024, **options):
    """The recorders make room in blocks of 1024 frames; frame_count says how many are real."""
    with h5py.File(path, "w") as file:
        file["frame_count"] = np.array([len(frames)], dtype="u4")
        times_room = np.zeros(room)
        times_room[:len(times)] = 1.7e9 + times
        file.create_dataset("ts", data=times_room, maxshape=(None,), chunks=True)
        pressure_room = np.full((room, *frames.shape[1:]), -1, dtype="i4")
        pressure_room[:len(frames)] = frames
        options = {"maxshape": (None, *frames.shape[1:]), "chunks": True, **options}
        file.create_dataset("pressure", data=pressure_room, **options)


# Graphene Trace GTLB: 32 lines of 32 numbers per frame, nothing between frames.
def write_gtlb_csv(path, frames):
    path.write_text("".join(",".join(map(str, row)) + "\n" for frame in frames.tolist() for row in frame), encoding="ascii")
