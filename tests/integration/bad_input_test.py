"""Bad input gets one clear line with a remedy and exit status 1, and leaves nothing half-written."""
import os
import subprocess
import unittest

from program import PALPATE, ProgramTest, SimulatedMat, run

MATRIX = ["--rows", 2, "--cols", 3, "--pitch-mm", 10, "--rate", 10, "--unit", "kpa"]


class BadInputTest(ProgramTest):
    def import_text(self, text, *options):
        source = self.folder / "input.txt"
        source.write_text(text)
        return run("import", source, *options, "-o", self.folder / "out.h5")

    def assertNothingWritten(self, *expected):
        self.assertEqual(sorted(os.listdir(self.folder)), sorted(expected))

    def test_a_missing_file(self):
        for command in (["info"], ["analyze"], ["export", "--csv", self.folder / "tables"], ["recover"],
                        ["annotate", "--at", 1, "--kind", "note"]):
            self.assertRefused(run(command[0], self.folder / "missing.h5", *command[1:]), "missing.h5")
        self.assertRefused(run("import", self.folder / "missing.txt", *MATRIX, "-o", self.folder / "out.h5"), "missing.txt")
        self.assertNothingWritten()

    def test_a_file_that_is_no_session(self):
        other = self.folder / "other.h5"
        other.write_bytes(b"these bytes are no HDF5 file")
        self.assertRefused(run("info", other), "other.h5")
        self.assertNothingWritten("other.h5")

    def test_outcomes_that_are_none(self):
        session = self.folder / "visit.h5"
        self.assertEqual(run("simulate", "--scenario", "empty", "--mat", "text-8x8", "--duration", 1, "-o", session).returncode, 0)
        before = session.read_bytes()
        for argument, *words in (("pain_nrs", "NAME=VALUE"), ("pain_nrs=bad", "not a number"), ("reach=3,5", "3.5"),
                                 ("pain_nrs=11", "outside 0-10"), ("=4", "no name"), ("pain_nrs=4 cm", "given in 0-10"),
                                 ("reach=nan", "not a number"), ("reach=" + "9" * 400, "not a number"), ("x" * 81 + "=1", "at most 80"),
                                 ("reach=1 " + "u" * 25, "at most 24"), ("sit_and_reach_cm=4 deg", "given in cm")):
            self.assertRefused(run("outcomes", session, "--set", argument), "--set", *words)
        self.assertRefused(run("outcomes", session, "--set", "a=1", "--set", "a=2"), "two outcomes")
        self.assertRefused(run("outcomes", session, "--remove", "reach"), "--remove reach", "no outcome")
        self.assertRefused(run("outcomes", self.folder / "missing.h5"), "missing.h5")
        self.assertEqual(session.read_bytes(), before)
        self.assertNothingWritten("visit.h5")

    def test_a_clinics_own_error_bands_that_are_damaged(self):
        session = self.folder / "visit.h5"
        self.assertEqual(run("simulate", "--scenario", "empty", "--mat", "text-8x8", "--duration", 1, "-o", session).returncode, 0)
        own = self.folder / "palpate" / "error-bands.json"
        own.parent.mkdir()
        own.write_text('{"palpate_error_bands": 1, "bands": [{"measure": "reach"}]}')
        done = subprocess.run([PALPATE, "outcomes", session, "--set", "reach=3"], capture_output=True, text=True, check=False,
                              env={**os.environ, "XDG_DATA_HOME": str(self.folder)})
        self.assertRefused(done, str(own), "bands[0].unit")

    def test_a_wrong_shape(self):
        self.assertRefused(self.import_text("1 2 3 4 5\n1 2 3 4 5\n", *MATRIX), "input.txt", "5", "--rows")
        self.assertNothingWritten("input.txt")

    def test_a_text_file_cut_in_the_middle_of_a_line(self):
        self.assertRefused(self.import_text("1 2 3 4 5 6\n1 2 3 4 5 6\n1 2 3 4", *MATRIX), "input.txt", "line 3")
        self.assertNothingWritten("input.txt")

    def test_a_number_that_is_none(self):
        self.assertRefused(self.import_text("1 2 3 4 5 6\n1 2 x 4 5 6\n", *MATRIX), "line 2")
        self.assertNothingWritten("input.txt")

    def test_what_the_file_does_not_say_is_asked_for_by_option(self):
        done = self.import_text("1 2 3 4 5 6\n1 2 3 4 5 6\n")
        self.assertRefused(done, "--rows", "--cols", "--pitch-mm", "--rate", "--unit")
        self.assertNothingWritten("input.txt")

    def test_an_unknown_profile_and_scenario(self):
        self.assertRefused(run("record", "--port", "sim:holds", "--mat", "nosuch-1x1", "-o", self.folder / "out.h5"),
                           "nosuch-1x1", "palpate-64x64")
        self.assertRefused(run("simulate", "--scenario", "nosuch", "-o", self.folder / "out.h5"), "nosuch", "holds")
        self.assertNothingWritten()

    def test_a_port_that_does_not_exist_is_no_port_or_is_busy(self):
        out = self.folder / "out.h5"
        self.assertRefused(run("record", "--port", "/dev/nosuchport", "-o", out), "/dev/nosuchport")
        self.assertRefused(run("record", "--port", "/dev/null", "-o", out), "/dev/null")
        self.assertRefused(run("record", "--port", "tcp://127.0.0.1:1", "-o", out), "127.0.0.1")
        with SimulatedMat("--scenario", "holds", "--mat", "palpate-32x32") as simulated:
            first = self.folder / "first.h5"
            recorder = subprocess.Popen([PALPATE, "record", "--port", simulated.port, "--mat", "palpate-32x32", "-o", str(first)],
                                        stderr=subprocess.PIPE, text=True)
            self.assertRegex(recorder.stderr.readline(), "safe")
            self.assertRefused(run("record", "--port", simulated.port, "--mat", "palpate-32x32", "-o", out), simulated.port)
            recorder.terminate()
            messages = recorder.communicate(timeout=30)[1]
            self.assertEqual(recorder.returncode, 0, messages)
        self.assertNothingWritten("first.h5")

    def test_a_silent_or_different_mat(self):
        with SimulatedMat("--scenario", "holds", "--mat", "palpate-32x32") as simulated:
            done = run("record", "--port", simulated.port, "--mat", "jq-64x64", "--duration", 2, "-o", self.folder / "out.h5")
        self.assertRefused(done, "--mat", "jq-64x64")
        self.assertNothingWritten()

    def test_an_existing_session_is_not_overwritten(self):
        path = self.folder / "kept.h5"
        path.write_text("mine")
        self.assertRefused(run("simulate", "--scenario", "empty", "-o", path), "kept.h5", "--force")
        self.assertRefused(run("record", "--port", "sim:empty", "--duration", 1, "-o", path), "kept.h5", "--force")
        self.assertEqual(path.read_text(), "mine")
        self.assertNothingWritten("kept.h5")

    def test_a_folder_that_does_not_exist(self):
        self.assertRefused(run("record", "--port", "sim:empty", "--duration", 1, "-o", self.folder / "no" / "out.h5"), "no")
        self.assertNothingWritten()

    def test_wrong_usage_ends_with_status_2(self):
        self.assertEqual(run().returncode, 2)
        self.assertEqual(run("nosuchcommand").returncode, 2)
        self.assertEqual(run("record", "-o", "x.h5").returncode, 2)
        self.assertEqual(run("simulate", "--scenario", "holds").returncode, 2)
        self.assertEqual(run("--help").returncode, 0)

    def test_bad_events(self):
        session = self.folder / "visit.h5"
        self.assertEqual(run("simulate", "--scenario", "empty", "-o", session).returncode, 0)
        self.assertRefused(run("annotate", session, "--at", 1, "--kind", "pain", "--nrs", 11), "11")
        self.assertRefused(run("annotate", session, "--at", 1, "--kind", "ache"), "ache")
        self.assertRefused(run("annotate", session, "--at", 9999, "--kind", "note"), "9999")
        self.assertNothingWritten("visit.h5")


if __name__ == "__main__":
    unittest.main(verbosity=2)
