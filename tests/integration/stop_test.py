"""Whatever stops a recorder, or stops listening to it, or sets the clock meanwhile: nothing is lost."""
import os
import re
import signal
import subprocess
import time
import unittest
from datetime import datetime, timezone
from pathlib import Path

import h5py
import numpy as np

from program import PALPATE, ProgramTest, run, run_json, safe_seconds, wait_until

CLOCK = os.environ.get("PALPATE_MOVED_CLOCK") or str(
    Path(PALPATE).resolve().parents[1] / "tests/faults/libpalpate_moved_clock.so")


class StopTest(ProgramTest):
    def recorder(self, *options, path=None, **keywords):
        keywords.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen([PALPATE, "record", "--port", "sim:holds", "--rate", "200", *map(str, options), "-o",
                                 str(path or self.folder / "visit.h5")], text=True, **keywords)

    def assertWhole(self, path, safe_s):
        with h5py.File(path) as session:
            self.assertGreaterEqual(session["time"][-1], safe_s - 1e-9)
            np.testing.assert_array_equal(np.diff(session["frame_seq"][:]), 1)
            self.assertTrue(np.all(np.diff(session["time"][:]) > 0))
        self.assertEqual(os.listdir(path.parent), [path.name])

    def test_more_signals_while_it_finishes_lose_nothing(self):
        for first, second in ((signal.SIGTERM, signal.SIGTERM), (signal.SIGHUP, signal.SIGTERM), (signal.SIGINT, signal.SIGHUP)):
            path = self.folder / first.name / f"{second.name}.h5"
            path.parent.mkdir(exist_ok=True)
            recorder = self.recorder("--mat", "palpate-64x64", path=path)
            self.assertTrue(wait_until(lambda: path.with_name(path.name + ".journal").exists(), 10))
            self.assertRegex(recorder.stderr.readline(), r"^safe [0-9.]+ s$")
            recorder.send_signal(first)
            sent = 0
            while recorder.poll() is None:
                recorder.send_signal(second)
                sent += 1
                time.sleep(0.002)
            messages = recorder.communicate()[1]
            self.assertEqual(recorder.returncode, 0, messages)
            self.assertGreater(sent, 3)
            self.assertWhole(path, safe_seconds(messages))

    def test_a_reader_that_goes_away_does_not_stop_the_recording(self):
        path = self.folder / "visit.h5"
        done = subprocess.run(f"'{PALPATE}' record --port sim:holds --rate 200 --duration 3 -o '{path}' 2>&1 | head -n 1; "
                              "echo ${PIPESTATUS[0]}", shell=True, executable="/bin/bash", capture_output=True, text=True, timeout=60,
                              check=False)
        self.assertRegex(done.stdout, r"^safe [0-9.]+ s\n0\n$")
        self.assertWhole(path, 2.9)

    def test_closed_standard_streams_are_not_taken_by_the_session(self):
        path = self.folder / "visit.h5"
        done = subprocess.run(f"'{PALPATE}' record --port sim:holds --rate 200 --duration 1.5 -o '{path}' <&- >&- 2>&-", shell=True,
                              executable="/bin/bash", timeout=60, check=False)
        self.assertEqual(done.returncode, 0)
        self.assertWhole(path, 1.4)
        whole = run_json("info", path)
        self.assertTrue(whole["ended_on_purpose"])

    def test_a_second_recorder_on_one_name_is_refused_also_while_the_first_finishes(self):
        path = self.folder / "visit.h5"
        first = self.recorder()
        self.assertTrue(wait_until((self.folder / "visit.h5.journal").exists, 10))
        for force in ((), ("--force",)):
            self.assertRefused(run("record", "--port", "sim:holds", "--duration", 1, *force, "-o", path), "visit.h5")
            self.assertRefused(run("recover", self.folder / "visit.h5.journal", *force), "still being recorded")
        first.send_signal(signal.SIGTERM)
        refused = 0
        while first.poll() is None:
            refused += run("simulate", "--scenario", "holds", "--duration", 1, "-o", path).returncode == 1
        self.assertEqual(first.returncode, 0)
        messages = first.communicate()[1]
        self.assertWhole(path, safe_seconds(messages))
        self.assertRefused(run("record", "--port", "sim:holds", "--duration", 1, "-o", path), "exists already")

    def test_recorders_started_together_on_one_name_leave_one_session(self):
        path = self.folder / "visit.h5"
        recorders = [self.recorder("--duration", 1) for _ in range(6)]
        messages = [recorder.communicate(timeout=60)[1] for recorder in recorders]
        self.assertEqual(sorted(recorder.returncode for recorder in recorders), [0, 1, 1, 1, 1, 1], messages)
        winner = next(text for recorder, text in zip(recorders, messages) if recorder.returncode == 0)
        self.assertWhole(path, safe_seconds(winner))

    def test_recoveries_started_together_leave_one_session(self):
        recorder = self.recorder()
        recorder.stderr.readline()
        recorder.kill()
        recorder.communicate()
        journal = self.folder / "visit.h5.journal"
        together = [subprocess.Popen([PALPATE, "recover", journal], stderr=subprocess.PIPE, text=True) for _ in range(6)]
        messages = [one.communicate(timeout=60)[1] for one in together]
        self.assertEqual(sorted(one.returncode for one in together), [0, 1, 1, 1, 1, 1], messages)
        self.assertWhole(self.folder / "visit.h5", 0.4)

    def test_a_clock_that_is_set_while_recording_changes_no_time(self):
        self.assertTrue(os.path.exists(CLOCK), CLOCK)
        for step_s in (-86400, -3, 3, 7200):
            path = self.folder / f"step{step_s}" / "visit.h5"
            path.parent.mkdir()
            before = datetime.now(timezone.utc)
            environment = {**os.environ, "LD_PRELOAD": CLOCK, "PALPATE_CLOCK_STEP_S": str(step_s), "PALPATE_CLOCK_AFTER_S": "1.0"}
            done = subprocess.run([PALPATE, "record", "--port", "sim:holds", "--rate", "200", "--duration", "2", "-o", str(path)],
                                  capture_output=True, text=True, env=environment, timeout=60, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            said = [float(value) for value in re.findall(r"^safe ([0-9.]+) s$", done.stderr, re.MULTILINE)]
            self.assertEqual(said, sorted(said))
            self.assertLess(said[-1], 2.5)
            self.assertWhole(path, said[-1])
            with h5py.File(path) as session:
                step = np.diff(session["time"][:])
            self.assertLess(step.max(), 1.0)
            started = datetime.fromisoformat(run_json("info", path)["started_at"].replace("Z", "+00:00"))
            self.assertLess(abs((started - before).total_seconds()), 1.5)


if __name__ == "__main__":
    unittest.main(verbosity=2)
