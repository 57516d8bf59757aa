"""The recorder is killed at random moments: every frame that it announced as safe is there after `palpate recover`."""
import os
import random
import signal
import subprocess
import threading
import unittest

import h5py
import numpy as np

from program import PALPATE, ProgramTest, run, safe_seconds

KILLS = int(os.environ.get("PALPATE_KILLS", "12"))
RATE = 100
LONGEST_S = 4.0
REGION = "left calf=ellipse 120.25,80.5 33.1,20"


class KillTest(ProgramTest):
    def kill_once(self, path, delay):
        recorder = subprocess.Popen([PALPATE, "record", "--port", "sim:holds", "--rate", str(RATE), "--region", REGION, "-o", str(path)],
                                    stderr=subprocess.PIPE, text=True)
        killer = threading.Timer(delay, recorder.send_signal, [signal.SIGKILL])
        killer.start()
        messages = recorder.communicate()[1]
        killer.join()
        self.assertEqual(recorder.returncode, -signal.SIGKILL, messages)
        return safe_seconds(messages)

    def assertRecovered(self, path, safe, sent):
        """Returns how many frames came back."""
        journal = path.with_name(path.name + ".journal")
        if safe is None and not journal.exists():
            return 0
        recovered = run("recover", journal)
        if safe is None and recovered.returncode == 1:
            return 0
        self.assertEqual(recovered.returncode, 0, recovered.stderr)
        with h5py.File(path) as session:
            time, sequence = session["time"][:], session["frame_seq"][:]
            self.assertEqual(len(time), session["pressure"].shape[0])
            self.assertGreaterEqual(time[-1], (safe or 0.0) - 1e-9)
            first = int(sequence[0])
            np.testing.assert_array_equal(sequence, np.arange(first, first + len(sequence)))
            np.testing.assert_array_equal(session["pressure"][:], sent[first:first + len(sequence)])
        if safe is not None:
            listed = run("regions", path)
            self.assertEqual(listed.stdout, REGION + "\n", listed.stderr)
        self.assertFalse(journal.exists())
        return len(time)

    def test_every_safe_frame_survives(self):
        reference = self.folder / "reference.h5"
        done = run("simulate", "--scenario", "holds", "--rate", RATE, "--duration", LONGEST_S + 10, "-o", reference)
        self.assertEqual(done.returncode, 0, done.stderr)
        with h5py.File(reference) as session:
            sent = session["pressure"][:]
        chance = random.Random(20261122)
        frames = announced = 0
        for number in range(KILLS):
            path = self.folder / f"killed-{number}.h5"
            safe = self.kill_once(path, chance.uniform(0.05, LONGEST_S))
            announced += safe is not None
            frames += self.assertRecovered(path, safe, sent)
        print(f"{KILLS} kills, {announced} after a first announcement: {frames} frames recovered, none that was safe is missing")
        self.assertGreater(frames, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
