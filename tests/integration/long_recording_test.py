"""Hours of recording in compressed time: the memory does not grow with the recording, and every frame is there.

PALPATE_HOURS says how many hours at 100 Hz (`./dev soak`: 8).
"""
import json
import os
import subprocess
import time
import unittest

import h5py
import numpy as np

from program import PALPATE, ProgramTest
from pathlib import Path

HOURS = float(os.environ.get("PALPATE_HOURS", "0.25"))
LONG_RECORDING = os.environ.get("PALPATE_LONG_RECORDING") or str(
    Path(PALPATE).resolve().parents[1] / "tests/integration/palpate_long_recording")
PATTERN_FRAMES = 2000
# What the allocator keeps, and the lists of what the client did (a hold is some hundred bytes, twice).
SLACK_KB = 8 * 1024
# While the file is built its frames' stamps are in memory: for the file, and again when it is read back. The analysis whose results
# are then kept in the file has every frame's metrics (of up to a million frames: longer recordings are analysed when they are opened),
# and the first 48 MiB of frames for another beginning; what reads ahead holds some chunks.
FINISHING_BYTES_PER_FRAME = 80
ANALYSIS_BYTES_PER_FRAME = 250
ANALYSIS_KB = (48 + 8) * 1024
MOST_ANALYSED_FRAMES = 1_000_000


class LongRecordingTest(ProgramTest):
    def test_memory_stays_flat_and_every_frame_is_kept(self):
        path = self.folder / "long.h5"
        began = time.monotonic()
        done = subprocess.run([LONG_RECORDING, "text-16x16", str(HOURS), str(path)], capture_output=True, text=True, timeout=3600, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        stages = [json.loads(line) for line in done.stdout.splitlines()]
        recording = [stage for stage in stages if stage["stage"] == "recording"]
        finishing = next(stage for stage in stages if stage["stage"] == "finishing")
        tenth = min(recording, key=lambda stage: abs(stage["hours"] - HOURS / 10))
        last = recording[-1]
        print(f"{HOURS} h at 100 Hz in {time.monotonic() - began:.0f} s: {finishing['frames']} frames; resident {tenth['resident_kb']} kB "
              f"after a tenth, {last['resident_kb']} kB at the end, {finishing['resident_kb']} kB at most while finishing")
        self.assertGreaterEqual(last["hours"], 0.9 * HOURS)
        self.assertLess(last["resident_kb"], tenth["resident_kb"] + SLACK_KB)
        frames = finishing["frames"]
        allowed_kb = SLACK_KB + frames * FINISHING_BYTES_PER_FRAME // 1024
        if frames <= MOST_ANALYSED_FRAMES:
            allowed_kb += ANALYSIS_KB + frames * ANALYSIS_BYTES_PER_FRAME // 1024
        self.assertLess(finishing["resident_kb"], last["resident_kb"] + allowed_kb)
        self.assertFramesRepeat(path, frames)

    def assertFramesRepeat(self, path, frames):
        with h5py.File(path) as session:
            counts = session["counts" if "counts" in session else "pressure"]
            self.assertEqual(len(counts), frames)
            pattern = counts[:PATTERN_FRAMES]
            for start in range(0, frames, PATTERN_FRAMES):
                got = counts[start:start + PATTERN_FRAMES]
                self.assertTrue(np.array_equal(got, pattern[:len(got)]), f"frames after {start} differ")
            np.testing.assert_array_equal(session["frame_seq"][:], np.arange(frames))
            np.testing.assert_allclose(session["time"][:], np.arange(frames) * 0.01, atol=1e-9)
            self.assertEqual(len(session["gaps/from_s"]) if "gaps/from_s" in session else 0, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
