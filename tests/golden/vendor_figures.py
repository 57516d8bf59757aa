"""The figures that vendors print into their own exports, read apart from the program (numpy only): frame by frame as arrays, with
half a unit of the last printed digit beside them. The vendors' files themselves lie outside the repository."""
import re
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Figures:
    """One sensor. `printed` holds an array per name, `half_unit` what printing may have rounded away from its values."""
    printed: dict = field(default_factory=dict)
    half_unit: dict = field(default_factory=dict)
    cells: np.ndarray = None
    cell_half_unit: float = 0.0


def half_unit(texts):
    """Of the finest of the texts: printers drop trailing zeros."""
    return 0.5 * 10.0 ** -max(len(text.partition(".")[2]) for text in texts)


def add(figures, name, texts):
    figures.printed[name] = np.array(texts, dtype=float)
    figures.half_unit[name] = half_unit(texts)


def xsensor(path):
    """{sensor: Figures} with average, minimum, peak (the file's pressure unit), contact_area and total_area (cm2), load (N),
    width (cm), threshold; cells is frames x rows x columns. Groups of cells are left out."""
    texts, cells, threshold = {}, {}, None
    names = {"Average Pressure": "average", "Minimum Pressure": "minimum", "Peak Pressure": "peak", "Contact Area": "contact_area",
             "Total Area": "total_area", "Est. Load": "load", "Sensel Width": "width"}
    sensor, rows_left = None, 0
    with open(path, encoding="utf-8-sig") as lines:
        for line in lines:
            line = line.strip().rstrip(",")
            if not line:
                continue
            if rows_left > 0:
                cells[sensor][-1].append(line.split(","))
                rows_left -= 1
                continue
            key, _, value = line.partition(",")
            if key == "Threshold:":
                threshold = value
            elif key == "GROUP":
                sensor = None
            elif key == "SENSOR":
                sensor = value
                texts.setdefault(sensor, {name: [] for name in names.values()})
                cells.setdefault(sensor, []).append([])
            elif sensor and key == "Rows":
                rows = int(value)
            elif sensor and key == "SENSELS":
                rows_left = rows
            elif sensor and key.split(" (")[0] in names:
                texts[sensor][names[key.split(" (")[0]]].append(value)
    result = {}
    for sensor, columns in texts.items():
        figures = Figures(cells=np.array(cells[sensor], dtype=float))
        figures.cell_half_unit = half_unit([text for row in cells[sensor][0] for text in row])
        for name, values in columns.items():
            add(figures, name, values)
        add(figures, "threshold", [threshold])
        result[sensor] = figures
    return result


def emed(path):
    """Figures with rows_n, cols_n (frames x rows or columns of the platform, 0 outside the printed rectangle) and total_n."""
    figures, rows_n, cols_n, total, frames, texts = Figures(), [], [], [], [], []
    with open(path, encoding="latin-1", newline="") as file:
        pages = file.read().split("\f")
    for page in pages:
        matrix = re.search(r"Matrix: (\d+)x(\d+)", page)
        if not matrix or "Pict-No." not in page:
            continue
        cols, rows = int(matrix[1]), int(matrix[2])
        lines = [line.split("\t") for line in page.splitlines()]
        columns = next(line for line in lines if line[-1] == "Force")
        columns = [int(text) - 1 for text in columns[1:-1]]
        row_n, col_n, frame = np.zeros(rows), np.zeros(cols), np.zeros((rows, cols))
        for line in lines:
            if line[0].isdigit():
                row = int(line[0]) - 1
                frame[row, columns] = [float(text) for text in line[1:-1]]
                row_n[row] = float(line[-1])
                texts.append(line[1])
            elif line[0] == "Force":
                col_n[columns] = [float(text) for text in line[1:-1]]
                total.append(line[-1])
        rows_n.append(row_n)
        cols_n.append(col_n)
        frames.append(frame)
    figures.cells, figures.cell_half_unit = np.array(frames), half_unit(texts)
    add(figures, "total_n", total)
    for name, values in (("rows_n", rows_n), ("cols_n", cols_n)):
        figures.printed[name], figures.half_unit[name] = np.array(values), figures.half_unit["total_n"]
    return figures


def tekscan_raw_sums(path):
    """Figures with raw_sum, from frame lines `Frame 1, 0,, ...,,,Raw Sum=,,310`."""
    figures = Figures()
    with open(path, encoding="latin-1") as lines:
        add(figures, "raw_sum", [found[1] for line in lines if (found := re.search(r"Raw Sum=,,(\d+)", line))])
    return figures
