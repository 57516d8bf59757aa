"""A simulated mat on a pseudo-terminal, recorded by the real command: nothing lost, every frame equal."""
import os
import resource
import signal
import subprocess
import unittest

import h5py
import numpy as np

from program import PALPATE, ProgramTest, SimulatedMat, run, run_json, safe_seconds, wait_until


class RecordTest(ProgramTest):
    def reference(self, mat, scenario, rate, seconds):
        path = self.folder / f"reference-{mat}.h5"
        done = run("simulate", "--scenario", scenario, "--mat", mat, "--rate", rate, "--duration", seconds, "-o", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        return path

    def record(self, mat, rate, seconds):
        path = self.folder / f"{mat}.h5"
        with SimulatedMat("--scenario", "holds", "--mat", mat, "--rate", rate, "--duration", 600) as simulated:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = run("record", "--port", simulated.port, "--mat", mat, "--duration", seconds, "--setup", "mat_between",
                       "--client", "C-1", "-o", path)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.assertEqual(done.returncode, 0, done.stderr)
            simulated.stop()
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{mat} at {rate} Hz: {cpu:.2f} s of CPU for {seconds} s, session file included")
        return path, done

    def assertComplete(self, mat, rate, seconds):
        reference = self.reference(mat, "holds", rate, 3 * seconds + 10)
        path, done = self.record(mat, rate, seconds)
        with h5py.File(path) as recorded, h5py.File(reference) as sent:
            sequence = recorded["frame_seq"][:]
            self.assertGreaterEqual(len(sequence), int(rate * seconds * 0.9))
            np.testing.assert_array_equal(np.diff(sequence), 1)
            counts = "counts" if "counts" in recorded else "pressure"
            np.testing.assert_array_equal(recorded[counts][:], sent[counts][int(sequence[0]):int(sequence[-1]) + 1])
            self.assertTrue(np.all(np.diff(recorded["time"][:]) > 0))
        self.assertIn("0 frames lost, 0 checksum errors", done.stderr)
        self.assertGreaterEqual(safe_seconds(done.stderr), seconds)
        self.assertEqual(sorted(entry.name for entry in self.folder.iterdir()), sorted([path.name, reference.name]))

    def test_wire_protocol_64x64_at_100_hz(self):
        self.assertComplete("palpate-64x64", 100, 5)

    def test_wire_protocol_64x64_at_500_hz(self):
        self.assertComplete("palpate-64x64", 500, 3)

    def test_text_lines(self):
        mat, rate = "text-16x16", 20
        reference = self.reference(mat, "holds", rate, 20)
        path, _ = self.record(mat, rate, 3)
        self.assertFramesAreARunOf(path, reference)

    def test_jq_delimiter(self):
        mat, rate = "jq-32x32", 50
        reference = self.reference(mat, "holds", rate, 20)
        path, _ = self.record(mat, rate, 3)
        self.assertFramesAreARunOf(path, reference)

    def assertFramesAreARunOf(self, path, reference):
        """Protocols without a counter: the frames must be consecutive frames of what was sent."""
        with h5py.File(path) as recorded, h5py.File(reference) as sent:
            name = "counts" if "counts" in recorded else "pressure"
            got, whole = recorded[name][:], sent[name][:]
        self.assertGreater(len(got), 40)
        starts = [k for k in range(len(whole) - len(got) + 1) if np.array_equal(whole[k], got[0])]
        self.assertTrue(any(np.array_equal(whole[k:k + len(got)], got) for k in starts), "not a run of what was sent")

    def test_interrupting_finishes_the_file(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            path = self.folder / f"stopped-{number.name}.h5"
            recorder = subprocess.Popen([PALPATE, "record", "--port", "sim:rolling", "-o", str(path)], stderr=subprocess.PIPE, text=True)
            first = recorder.stderr.readline()
            self.assertRegex(first, r"^safe [0-9.]+ s$")
            recorder.send_signal(number)
            messages = recorder.communicate(timeout=30)[1]
            self.assertEqual(recorder.returncode, 0, messages)
            facts = run_json("info", path)
            self.assertTrue(facts["ended_on_purpose"])
            self.assertGreater(facts["frames"], 10)

    def test_unplugging_keeps_what_was_recorded(self):
        path = self.folder / "unplugged.h5"
        with SimulatedMat("--scenario", "holds", "--mat", "palpate-32x32") as simulated:
            recorder = subprocess.Popen([PALPATE, "record", "--port", simulated.port, "--mat", "palpate-32x32", "-o", str(path)],
                                        stderr=subprocess.PIPE, text=True)
            self.assertRegex(recorder.stderr.readline(), r"^safe [0-9.]+ s$")
            simulated.process.kill()
            messages = recorder.communicate(timeout=30)[1]
        self.assertEqual(recorder.returncode, 1)
        self.assertIn(simulated.port, messages.strip().splitlines()[-1])
        self.assertGreater(run_json("info", path)["frames"], 10)

    def test_a_journal_is_there_while_recording_and_gone_afterwards(self):
        path = self.folder / "visit.h5"
        journal = self.folder / "visit.h5.journal"
        recorder = subprocess.Popen([PALPATE, "record", "--port", "sim:holds", "-o", str(path)], stderr=subprocess.PIPE, text=True)
        self.assertTrue(wait_until(journal.exists, 10))
        second = run("record", "--port", "sim:holds", "--duration", 1, "-o", path)
        self.assertRefused(second, "visit.h5")
        recorder.send_signal(signal.SIGTERM)
        self.assertEqual(recorder.wait(timeout=30), 0, recorder.stderr.read())
        recorder.stderr.close()
        self.assertEqual(os.listdir(self.folder), ["visit.h5"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
