"""A disk that fills up while recording: a clear message, and everything written before is there."""
import os
import shutil
import subprocess
import time
import unittest

import h5py
import numpy as np

from program import ProgramTest, run, safe_seconds


class FullDiskTest(ProgramTest):
    def setUp(self):
        super().setUp()
        if os.geteuid() != 0:
            self.skipTest("mounting a small disk needs root")
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", self.disk], capture_output=True, text=True, check=False)
        if mounted.returncode != 0:
            self.skipTest(f"no small disk: {mounted.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", self.disk], check=True)

    def fill(self, path):
        """Two megabytes a second: full after four seconds."""
        return run("record", "--port", "sim:holds", "--mat", "palpate-32x32", "--rate", 1000, "--duration", 60, "-o", path)

    def sent(self):
        path = self.folder / "sent.h5"
        made = run("simulate", "--scenario", "holds", "--mat", "palpate-32x32", "--rate", 1000, "--duration", 20, "-o", path)
        self.assertEqual(made.returncode, 0, made.stderr)
        with h5py.File(path) as session:
            return session["pressure"][:]

    def test_recording_stops_and_loses_nothing_written_before(self):
        path = self.disk / "visit.h5"
        began = time.monotonic()
        done = self.fill(path)
        self.assertLess(time.monotonic() - began, 30)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"(?m)^warning: the disk of .* has room for \d+ s more at this rate: free space, or stop soon$")
        last = done.stderr.strip().splitlines()[-1]
        self.assertIn("visit.h5", last)
        self.assertIn("palpate recover", last)
        safe = safe_seconds(done.stderr)
        self.assertIsNotNone(safe, done.stderr)
        self.assertFalse(path.exists())

        roomy = self.folder / "visit.h5.journal"
        shutil.copy(self.disk / "visit.h5.journal", roomy)
        recovered = run("recover", roomy)
        self.assertEqual(recovered.returncode, 0, recovered.stderr)
        with h5py.File(self.folder / "visit.h5") as session:
            self.assertGreaterEqual(session["time"][-1], safe)
            sequence = session["frame_seq"][:]
            np.testing.assert_array_equal(np.diff(sequence), 1)
            np.testing.assert_array_equal(session["pressure"][:], self.sent()[int(sequence[0]):int(sequence[-1]) + 1])

    def test_once_there_is_room_again_the_recording_is_finished_where_it_lies(self):
        path = self.disk / "visit.h5"
        (self.disk / "ballast").write_bytes(b"x" * (2 << 20))
        safe = safe_seconds(self.fill(path).stderr)
        (self.disk / "ballast").unlink()
        recovered = run("recover", self.disk / "visit.h5.journal")
        self.assertEqual(recovered.returncode, 0, recovered.stderr)
        self.assertEqual(os.listdir(self.disk), ["visit.h5"])
        with h5py.File(path) as session:
            self.assertGreaterEqual(session["time"][-1], safe)

    def test_a_recording_is_not_begun_with_next_to_no_room(self):
        (self.disk / "ballast").write_bytes(b"x" * (7 << 20))
        self.assertRefused(run("record", "--port", "sim:holds", "--duration", 1, "-o", self.disk / "visit.h5"), "disk full", "1.0 MB")
        self.assertEqual(os.listdir(self.disk), ["ballast"])

    def test_a_full_disk_refuses_to_recover_and_keeps_the_journal(self):
        path = self.disk / "visit.h5"
        self.fill(path)
        before = (self.disk / "visit.h5.journal").stat().st_size
        refused = run("recover", self.disk / "visit.h5.journal")
        if refused.returncode == 0:
            self.skipTest("the session file fitted beside its journal")
        self.assertEqual(refused.returncode, 1)
        self.assertEqual((self.disk / "visit.h5.journal").stat().st_size, before)
        self.assertFalse(path.exists())

    def test_export_and_import_leave_nothing_half_written(self):
        session = self.folder / "holds.h5"
        self.assertEqual(run("simulate", "--scenario", "holds", "--duration", 60, "-o", session).returncode, 0)
        (self.disk / "ballast").write_bytes(b"x" * (7 << 20))
        self.assertEqual(run("simulate", "--scenario", "holds", "-o", self.disk / "more.h5").returncode, 1)
        self.assertEqual(run("export", session, "--csv", self.disk / "tables").returncode, 1)
        self.assertEqual(os.listdir(self.disk), ["ballast"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
