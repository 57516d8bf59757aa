"""The recorder is killed at random moments, while it records, while it finishes, and while it recovers: every frame that it
announced as safe is there after `palpate recover`, and nothing half-made lies under the session's name."""
import collections
import concurrent.futures
import os
import random
import signal
import subprocess
import time
import unittest

import h5py
import numpy as np

from program import PALPATE, ProgramTest, run, safe_seconds

# A third each while recording, finishing and recovering.
KILLS = int(os.environ.get("PALPATE_KILLS", "24"))
WORKERS = 3
RATE = 200
LONGEST_S = 3.0
REGION = "left calf=ellipse 120.25,80.5 33.1,20"


class KillTest(ProgramTest):
    def start(self, path):
        return subprocess.Popen([PALPATE, "record", "--port", "sim:holds", "--rate", str(RATE), "--region", REGION, "-o", str(path)],
                                stderr=subprocess.PIPE, text=True)

    def kill_after(self, process, delay):
        """True when the kill came before the process had ended by itself; and what it had said."""
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        messages = process.communicate()[1]
        self.assertIn(process.returncode, (0, -signal.SIGKILL), messages)
        return process.returncode != 0, messages

    def kill_recording(self, path, share):
        """A third of them at once after the start, the others some time after the first announcement."""
        recorder = self.start(path)
        first = recorder.stderr.readline() if share > 1 / 3 else ""
        killed, messages = self.kill_after(recorder, (1.5 * share - 0.5) * LONGEST_S if first else 1.5 * share)
        return killed, safe_seconds(first + messages)

    def kill_finishing(self, path, share):
        """Asked to stop, it needs some tens of milliseconds: the kill falls into them."""
        recorder = self.start(path)
        first = recorder.stderr.readline()
        recorder.send_signal(signal.SIGTERM)
        killed, messages = self.kill_after(recorder, share * self.finishing_s)
        return killed, safe_seconds(first + messages)

    def kill_recovering(self, path, share):
        recorder = self.start(path)
        messages = recorder.stderr.readline()
        _, rest = self.kill_after(recorder, 0.0)
        recovery = subprocess.Popen([PALPATE, "recover", f"{path}.journal"], stderr=subprocess.PIPE, text=True)
        killed, _ = self.kill_after(recovery, share * self.recovering_s)
        return killed, safe_seconds(messages + rest)

    def measure(self):
        """How long finishing and recovering take here."""
        path = self.folder / "measured.h5"
        recorder = self.start(path)
        recorder.stderr.readline()
        began = time.monotonic()
        recorder.send_signal(signal.SIGTERM)
        recorder.communicate()
        self.finishing_s = (time.monotonic() - began) * 1.2
        path.unlink()
        recorder = self.start(path)
        recorder.stderr.readline()
        recorder.kill()
        recorder.communicate()
        began = time.monotonic()
        run("recover", f"{path}.journal")
        self.recovering_s = (time.monotonic() - began) * 1.2
        path.unlink()

    def frames_in(self, path):
        with h5py.File(path) as session:
            time_s, sequence = session["time"][:], session["frame_seq"][:]
            first = int(sequence[0])
            np.testing.assert_array_equal(sequence, np.arange(first, first + len(sequence)))
            np.testing.assert_array_equal(session["pressure"][:], self.sent[first:first + len(sequence)])
        return time_s

    def assertRecovered(self, path, safe):
        """Returns how many frames came back."""
        journal, part = path.with_name(path.name + ".journal"), path.with_name(path.name + ".part")
        is_whole = path.exists() and not journal.exists()
        if path.exists():
            self.frames_in(path)
        if journal.exists():
            recovered = run("recover", journal)
            if recovered.returncode == 1 and safe is None:
                return 0
            self.assertEqual(recovered.returncode, 0, recovered.stderr)
        elif not path.exists():
            self.assertIsNone(safe)
            return 0
        time_s = self.frames_in(path)
        self.assertGreaterEqual(time_s[-1], (safe or 0.0) - 1e-9)
        self.assertFalse(journal.exists())
        if is_whole and part.exists():
            # Killed while results were stored in the finished session: the next program that writes it replaces the part.
            stored = run("analyze", path, "--save")
            self.assertEqual(stored.returncode, 0, stored.stderr)
            self.frames_in(path)
        self.assertFalse(part.exists())
        if safe is not None:
            listed = run("regions", path)
            self.assertEqual(listed.stdout, REGION + "\n", listed.stderr)
        return len(time_s)

    def one(self, number, kill, share):
        path = self.folder / f"killed-{number}" / "visit.h5"
        path.parent.mkdir()
        killed, safe = kill(path, share)
        left = "+".join(sorted(entry.suffix[1:] for entry in path.parent.iterdir())) or "nothing"
        frames = self.assertRecovered(path, safe)
        for entry in path.parent.iterdir():
            entry.unlink()
        return killed, safe is not None, frames, left

    def test_every_safe_frame_survives(self):
        reference = self.folder / "reference.h5"
        done = run("simulate", "--scenario", "holds", "--rate", RATE, "--duration", LONGEST_S + 10, "-o", reference)
        self.assertEqual(done.returncode, 0, done.stderr)
        with h5py.File(reference) as session:
            self.sent = session["pressure"][:]
        self.measure()
        chance = random.Random(20261122)
        number = 0
        for kill in (self.kill_recording, self.kill_finishing, self.kill_recovering):
            kills, late, announced, frames, left = 0, 0, 0, 0, collections.Counter()
            with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
                while kills < KILLS // 3:
                    tries = range(number, number + max(1, KILLS // 3 - kills))
                    number = tries.stop
                    shares = [chance.random() for _ in tries]
                    for killed, said, count, found in pool.map(lambda n, s, kill=kill: self.one(n, kill, s), tries, shares):
                        kills, late = kills + killed, late + (not killed)
                        announced, frames, left[found] = announced + said, frames + count, left[found] + 1
            print(f"{kills} kills in {kill.__name__[5:]} ({late} came too late), {announced} after a first announcement: {frames} frames "
                  f"recovered, each as sent, none that was safe is missing; left behind: {dict(left)}", flush=True)
            self.assertGreater(frames, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
