"""The frames of vendors' text exports, read apart from the program (numpy only): kPa per cell and seconds since the first frame, with what
the file itself prints of each frame beside them. The vendors' files lie outside the repository."""
import re
from dataclasses import dataclass, field

import numpy as np

KPA_PER_N_CM2 = 10.0


@dataclass
class Recording:
    """`kpa`: frames x rows x columns, the row that is highest on the mat first. `printed`: an array per figure, one value per frame, NaN
    where the file has none."""
    kpa: np.ndarray
    time_s: np.ndarray
    pitch_mm: tuple
    printed: dict = field(default_factory=dict)


def text_of(path):
    with open(path, encoding="latin-1", newline="") as file:
        return file.read()


def pliance(path):
    """printed: force_n, x_cm, y_cm of each frame's time."""
    frames, times, forces, places, table = [], [], {}, {}, None
    for line in text_of(path).splitlines():
        words = line.split()
        if not words:
            continue
        if words[0] == "time[secs]":
            table = "forces" if words[1] == "force[N]" else "pressures"
        elif words[0] == "sensor":
            table = "places"
        elif table == "places" and len(words) > 1:
            places[words[0]] = np.array(words[1:], dtype=float)
        elif table == "pressures" and words[0] not in ("MPP", "MVP"):
            times.append(float(words[0]))
            frames.append(np.array(words[1:], dtype=float))
        elif table == "forces":
            forces[words[0]] = [np.nan if word == "-" else float(word) for word in words[1:]]
    x_cm, y_cm = places["x[c]"], places["y[c]"]
    columns, rows = np.unique(x_cm), np.unique(y_cm)[::-1]
    kpa = np.zeros((len(frames), len(rows), len(columns)))
    for sensor, (x, y) in enumerate(zip(x_cm, y_cm)):
        kpa[:, np.flatnonzero(rows == y)[0], np.flatnonzero(columns == x)[0]] = [frame[sensor] for frame in frames]
    table = np.array([forces[f"{time:.5f}"] for time in times])
    pitch = 10.0 * (columns[-1] - columns[0]) / (len(columns) - 1), 10.0 * (rows[0] - rows[-1]) / (len(rows) - 1)
    return Recording(kpa, np.array(times) - times[0], pitch, dict(zip(("force_n", "x_cm", "y_cm"), table.T)))


def pedar(path, side):
    """A strip of one row. printed: nothing, the file has no figures."""
    lines = text_of(path).splitlines()
    head = next(k for k, line in enumerate(lines) if line.startswith("time[secs]"))
    counts = [len(re.findall(r"\d+", line.partition(":")[2])) for line in lines[:head] if "insole:" in line]
    values = np.array([line.split() for line in lines[head + 1:] if line.strip()], dtype=float)
    kpa = values[:, 1:1 + counts[0]] if side == "left" else values[:, 1 + counts[0]:]
    return Recording(kpa[:, np.newaxis, :], values[:, 0] - values[0, 0], None)


def footscan(path, pitch_mm):
    """Newton per sensor. printed: nothing, the file has no figures."""
    blocks = re.split(r"Frame \d+ \(([0-9.]+) ms\)\r?\n", text_of(path))[1:]
    times = np.array(blocks[0::2], dtype=float) / 1000.0
    newton = np.array([[row.split("\t") for row in block.split("\r\n") if row] for block in blocks[1::2]], dtype=float)
    area_cm2 = pitch_mm[0] * pitch_mm[1] / 100.0
    return Recording(newton / area_cm2 * KPA_PER_N_CM2, times - times[0], pitch_mm)


def zebris(path):
    """printed: x and y of the cell under the centre of force, from 1, y upwards; force_n of the gait, 0 where it was not recognised;
    left_n and right_n of the feet."""
    table, frames, times, centres = [], [], [], []
    values = {}
    rows = None
    for line in text_of(path).split("\r\n"):
        words = line.split("\t")
        if re.fullmatch(r"Frame \d+ \{", line):
            rows = []
        elif line == "}" and rows:
            frames.append(rows[::-1])
            rows = None
        elif rows is not None and words[0] == "Time, ms":
            times.append(float(words[1]) / 1000.0)
        elif rows is not None and words[0] == "Center of force":
            centres.append(re.fullmatch(r"\(x(\d+),y(\d+)\)", words[1]).groups())
        elif rows is not None and re.fullmatch(r"y\d+", words[0]):
            rows.append(np.array(words[1:], dtype=float))
        elif rows is None and len(words) == 7 and words[0].isdigit():
            table.append([float(word) for word in words])
        elif rows is None and len(words) == 2:
            values[words[0]] = words[1]
    table, centres = np.array(table), np.array(centres, dtype=float)
    pitch = float(values["Cell width,mm"]), float(values["Cell height,mm"])
    printed = {"x": centres[:, 0], "y": centres[:, 1], "left_n": table[:, 2], "right_n": table[:, 3], "force_n": table[:, 4]}
    return Recording(np.array(frames) * KPA_PER_N_CM2, np.array(times) - times[0], pitch, printed)
