#!/usr/bin/python3
"""Damaged copies of sessions: `damaged_files.py [COUNT] [SEED]`, 10,000 by default; `./dev soak damage` runs them all.

Copies of one session in the two styles of HDF5 files (checksummed metadata as this program writes, and the older style, which
h5repack makes of it) are damaged in eight ways. Each goes through `palpate verify`, and where that finds nothing through `palpate
info`, which must then say what it says of the whole file. No crash, nothing over 10 s, no more than 1 GB in any process. Prints a
table of what became of them; ends with status 1 where any rule is broken.
"""
import collections
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import h5py

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from program import PALPATE, run, run_json  # noqa: E402

LONGEST_S = 10.0
MOST_BYTES = 1_000_000_000
BATCH = 40


def make_session(folder):
    """A small session with something in every group."""
    path = folder / "whole.h5"
    for step in (["record", "--port", "sim:holds", "--mat", "text-16x16", "--duration", 3, "--client", "C-1", "-o", path],
                 ["annotate", path, "--at", 1, "--kind", "pain", "--nrs", 6, "--x-mm", 80, "--y-mm", 90, "--text", "pulls"],
                 ["regions", path, "--add", "left=rectangle 0,0 100,120"],
                 ["outcomes", path, "--set", "flexion=61 deg"],
                 ["analyze", path, "--save"]):
        done = run(*step)
        assert done.returncode == 0, done.stderr
    old = folder / "old-style.h5"
    subprocess.run(["h5repack", str(path), str(old)], check=True, capture_output=True)
    with open(old, "rb") as file:
        assert file.read(9)[8] == 0, "h5repack did not write the older style"
    return {"checksummed": path, "older style": old}


def frame_bytes(path):
    """Where the packed frames lie: everything else is metadata or small."""
    places = []
    with h5py.File(path) as file:
        for name in ("pressure", "counts"):
            if name in file:
                dataset = file[name]
                for i in range(dataset.id.get_num_chunks()):
                    info = dataset.id.get_chunk_info(i)
                    places.append((info.byte_offset, info.size))
    return places


class Damage:
    """What can happen to the bytes of a file."""

    def __init__(self, data, frames, chance):
        self.data, self.frames, self.chance = bytearray(data), frames, chance

    def somewhere(self, size=1):
        return self.chance.randrange(max(1, len(self.data) - size))

    def beside_frames(self):
        while True:
            at = self.somewhere()
            if not any(begin <= at < begin + size for begin, size in self.frames):
                return at

    def bit_of_frames(self):
        begin, size = self.chance.choice(self.frames)
        self.data[begin + self.chance.randrange(size)] ^= 1 << self.chance.randrange(8)

    def bit_of_metadata(self):
        self.data[self.beside_frames()] ^= 1 << self.chance.randrange(8)

    def bytes_of_metadata(self):
        for _ in range(self.chance.randrange(2, 12)):
            self.data[self.beside_frames()] = self.chance.randrange(256)

    def number_of_metadata(self):
        """What a crafted file does: a length, address or size that is huge, zero or off by one."""
        at, size = self.beside_frames(), self.chance.choice([1, 2, 4, 8])
        now = int.from_bytes(self.data[at:at + size], "little")
        value = self.chance.choice([0, now + 1, max(0, now - 1), (1 << 8 * size) - 1, 1 << (8 * size - 1)])
        self.data[at:at + size] = (value % (1 << 8 * size)).to_bytes(size, "little")

    def cut(self):
        del self.data[self.somewhere():]

    def zeroed_block(self):
        size = self.chance.choice([64, 512, 4096])
        at = self.somewhere(size) // 64 * 64
        self.data[at:at + size] = bytes(len(self.data[at:at + size]))

    def doubled_block(self):
        size = self.chance.choice([64, 512, 4096])
        source, target = self.somewhere(size), self.somewhere(size)
        self.data[target:target + size] = self.data[source:source + size]

    def inserted_block(self):
        at = self.somewhere()
        self.data[at:at] = self.data[at:at + self.chance.choice([1, 64, 512])]


WAYS = ["bit_of_frames", "bit_of_metadata", "bytes_of_metadata", "number_of_metadata", "cut", "zeroed_block", "doubled_block",
        "inserted_block"]


def timed(arguments):
    """(exit status, standard output, seconds, most resident bytes) of one process and its children."""
    started = time.monotonic()
    process = subprocess.Popen([PALPATE, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, output.decode(), time.monotonic() - started, usage.ru_maxrss * 1024


def facts_of(path):
    said = run_json("info", path)
    for changing in ("file", "file_bytes"):
        said.pop(changing)
    return said


class Campaign:
    def __init__(self, folder, seed):
        self.folder, self.chance = folder, random.Random(seed)
        self.sessions = make_session(folder)
        self.facts = {style: facts_of(path) for style, path in self.sessions.items()}
        self.results, self.broken, self.most_bytes, self.slowest = collections.Counter(), [], 0, 0.0

    def damaged_copy(self, number, style, way):
        whole = self.sessions[style]
        damage = Damage(whole.read_bytes(), frame_bytes(whole), self.chance)
        getattr(damage, way)()
        path = self.folder / f"{number:05}-{way}.h5"
        path.write_bytes(damage.data)
        return path

    def check(self, batch):
        status, output, seconds, peak = timed(["verify", "--json", *[path for path, _, _ in batch]])
        self.most_bytes, self.slowest = max(self.most_bytes, peak), max(self.slowest, seconds / len(batch))
        if status not in (0, 1) or not output:
            self.broken.append(f"verify ended with {status} on one of {batch[0][0].name} to {batch[-1][0].name}")
            return
        if peak > MOST_BYTES:
            self.broken.append(f"{peak} bytes for one of {batch[0][0].name} to {batch[-1][0].name}")
        for (path, style, way), verdict in zip(batch, json.loads(output)["files"]):
            self.results[(style, way, self.outcome(path, style, way, verdict))] += 1

    def outcome(self, path, style, way, verdict):
        same = path.read_bytes() == self.sessions[style].read_bytes()
        if not verdict["ok"]:
            if same or not verdict["damage"][0]:
                self.broken.append(f"{path.name}: refused without a reason")
            return "named" if verdict["frames"] else "refused"
        if same:
            return "unchanged by chance"
        if way == "bit_of_frames":
            self.broken.append(f"{path.name}: a flipped bit of a frame was not found")
        if facts_of(path) == self.facts[style]:
            return "nothing that is read was hit"
        if style == "checksummed":
            self.broken.append(f"{path.name}: reads differently and nothing was said")
        return "reads differently (no checksums there)"

    def run(self, count):
        batch = []
        for number in range(count):
            style = ("checksummed", "older style")[number % 2]
            way = WAYS[number // 2 % len(WAYS)]
            batch.append((self.damaged_copy(number, style, way), style, way))
            if len(batch) == BATCH or number == count - 1:
                started = time.monotonic()
                self.check(batch)
                if self.slowest > LONGEST_S:
                    self.broken.append(f"{time.monotonic() - started:.1f} s for {len(batch)} files")
                for path, _, _ in batch:
                    path.unlink()
                batch = []

    def table(self):
        outcomes = sorted({outcome for _, _, outcome in self.results})
        print("| file | damage | " + " | ".join(outcomes) + " |")
        print("|---" * (2 + len(outcomes)) + "|")
        for style in self.sessions:
            for way in WAYS:
                counts = " | ".join(str(self.results[(style, way, outcome)]) for outcome in outcomes)
                print(f"| {style} | {way.replace('_', ' ')} | {counts} |")
        print(f"{sum(self.results.values())} copies, at most {self.most_bytes / 1e6:.0f} MB, {self.slowest:.2f} s a file at most "
              f"(mean of {BATCH})")


def damage(count=10_000, seed=1):
    """1 where a rule was broken."""
    with tempfile.TemporaryDirectory(prefix="palpate-damaged-") as name:
        campaign = Campaign(Path(name), seed)
        campaign.run(count)
    campaign.table()
    for rule in campaign.broken[:20]:
        print("BROKEN:", rule)
    return 1 if campaign.broken else 0


if __name__ == "__main__":
    sys.exit(damage(*map(int, sys.argv[1:])))
