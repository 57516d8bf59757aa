"""A disk that fills up while recording: a clear message, and everything written before is there."""
import os
import shutil
import subprocess
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
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", self.disk], capture_output=True, text=True, check=False)
        if mounted.returncode != 0:
            self.skipTest(f"no small disk: {mounted.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", self.disk], check=True)

    def test_recording_stops_and_loses_nothing_written_before(self):
        path = self.disk / "visit.h5"
        done = run("record", "--port", "sim:holds", "--rate", 200, "--duration", 30, "-o", path)
        self.assertEqual(done.returncode, 1)
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
            np.testing.assert_array_equal(np.diff(session["frame_seq"][:]), 1)
            self.assertTrue(np.all(session["pressure"][:].any(axis=(1, 2))), "frames of zeros")

    def test_a_full_disk_refuses_to_recover_and_keeps_the_journal(self):
        path = self.disk / "visit.h5"
        run("record", "--port", "sim:holds", "--rate", 200, "--duration", 30, "-o", path)
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
        (self.disk / "ballast").write_bytes(b"x" * (3 << 20))
        self.assertEqual(run("simulate", "--scenario", "holds", "-o", self.disk / "more.h5").returncode, 1)
        self.assertEqual(run("export", session, "--csv", self.disk / "tables").returncode, 1)
        self.assertEqual(os.listdir(self.disk), ["ballast"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
