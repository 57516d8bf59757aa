"""A technique from its file to the export: simulated, recorded live, cut off, recovered, analysed, saved, exported."""
import csv
import json
import os
import re
import signal
import subprocess
import time
import unittest

import h5py

from program import PALPATE, ProgramTest, run, run_json

LINE = re.compile(r"cue ([0-9.]+) ([a-z_]+) (.+)")


def own_technique(folder, **changes):
    """A clinic's own technique: the upper back under another name, in $XDG_DATA_HOME/palpate/techniques."""
    technique = run_json("techniques", "upper-back")
    technique.update({"id": "own-back", "title": "Our back"})
    technique.update(changes)
    path = folder / "palpate/techniques/own-back.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(technique), encoding="utf-8")
    return path


class TechniqueTest(ProgramTest):
    def setUp(self):
        super().setUp()
        before = os.environ.get("XDG_DATA_HOME")
        os.environ["XDG_DATA_HOME"] = str(self.folder / "data")
        self.addCleanup(lambda: os.environ.update({"XDG_DATA_HOME": before}) if before else os.environ.pop("XDG_DATA_HOME"))

    def simulate(self, scenario, *options):
        path, truth = self.folder / f"{scenario}.h5", self.folder / f"{scenario}.json"
        done = run("simulate", "--scenario", scenario, "--rate", 20, "--truth", truth, "-o", path, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return path, json.loads(truth.read_text(encoding="utf-8"))["technique"]

    def broken(self, path):
        return [rule["rule"] for rule in run_json("analyze", path)["technique"]["adherence"] if rule["met"] is False]

    def test_the_rules_that_were_broken_are_reported(self):
        for scenario in ("calves", "upper-back-too-fast", "lower-back-off-limits", "glutes-one-side"):
            with self.subTest(scenario):
                path, truth = self.simulate(scenario)
                self.assertEqual(self.broken(path), truth["broken"])

    def record(self, path, seconds, *options):
        recorder = subprocess.Popen([PALPATE, "record", "--port", "sim:upper-back-too-fast", "--rate", "20", "--technique", "upper-back",
                                     "--setup", "tool_on_mat", "-o", str(path), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(seconds)
        return recorder

    def assertSameCues(self, said, path):
        """What was said while recording is what the recording says again."""
        cues = run_json("analyze", path)["technique"]["cues"]
        self.assertGreaterEqual(len(said), 1)
        for (at, kind, words), cue in zip(said, cues):
            self.assertAlmostEqual(float(at), cue["start_s"], delta=0.006)
            self.assertEqual(kind, cue["kind"])
            # The number in it may have grown while it was shown.
            self.assertEqual(words.split(":")[0], cue["words"].split(":")[0])

    def test_cues_come_as_lines_and_the_recording_gives_the_same_again(self):
        path = self.folder / "live.h5"
        recorder = self.record(path, 16.0)
        recorder.send_signal(signal.SIGTERM)
        lines, messages = recorder.communicate(timeout=30)
        self.assertEqual(recorder.returncode, 0, messages)
        said = LINE.findall(lines)
        self.assertEqual(len(said), len(lines.splitlines()), lines)
        self.assertIn("slower", [kind for _, kind, _ in said])
        self.assertSameCues(said, path)

    def test_a_killed_recording_keeps_its_technique(self):
        path = self.folder / "killed.h5"
        recorder = self.record(path, 12.0, "--pain-limit", "4", "--body-kg", "80", "--outline", "310,330,0,0.9")
        recorder.kill()
        said = LINE.findall(recorder.communicate()[0])
        recovered = run("recover", f"{path}.journal")
        self.assertEqual(recovered.returncode, 0, recovered.stderr)
        technique = run_json("analyze", path)["technique"]
        self.assertEqual((technique["id"], technique["pain_limit"]), ("upper-back", 4))
        with h5py.File(path) as session:
            plan = json.loads("".join(session["coaching"].attrs[name].decode() if isinstance(session["coaching"].attrs[name], bytes)
                                      else session["coaching"].attrs[name]
                                      for name in sorted(session["coaching"].attrs) if name.startswith("plan_")))
        self.assertEqual(plan["placement"]["scale"], 0.9)
        # The last words may not have reached the disk.
        self.assertSameCues(said[:-1] if len(said) > 1 else said, path)

    def test_saved_and_exported_with_its_adherence(self):
        path, truth = self.simulate("quads-too-short")
        result = run_json("analyze", path, "--save")["technique"]
        with h5py.File(path) as session:
            coach = session["metrics/coach"]
            self.assertEqual(len(coach["adherence/met"]), len(result["adherence"]))
        folder = self.folder / "csv"
        done = run("export", path, "--csv", folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(folder / "adherence.csv", encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        self.assertEqual([row["rule"] for row in rows], [rule["rule"] for rule in result["adherence"]])
        unmet = [row["rule"] for row in rows if row["met"] == "0"]
        self.assertEqual(unmet, truth["broken"])
        facts = json.loads((folder / "session.json").read_text(encoding="utf-8"))
        self.assertEqual(facts["coaching"]["technique"]["id"], "quads")

    def test_the_breath_of_a_lying_trunk_is_found(self):
        for seed in (1, 2, 3):
            path, truth = self.folder / f"breath-{seed}.h5", self.folder / f"breath-{seed}.json"
            done = run("simulate", "--scenario", "breathing", "--rate", 20, "--seed", seed, "--truth", truth, "-o", path)
            self.assertEqual(done.returncode, 0, done.stderr)
            found = run_json("analyze", path, "--technique", "upper-back")["technique"]["breaths_per_minute"]
            self.assertAlmostEqual(found, 60.0 * json.loads(truth.read_text(encoding="utf-8"))["breath_hz"], delta=0.5)

    def test_a_new_technique_works_without_anything_being_built(self):
        own_technique(self.folder / "data")
        self.assertIn("own-back", run("techniques").stdout)
        path, truth = self.simulate("own-back-too-fast")
        self.assertEqual(run_json("analyze", path)["technique"]["id"], "own-back")
        self.assertEqual(self.broken(path), truth["broken"])

    def test_a_wrong_technique_is_refused_with_its_key_and_the_others_stay(self):
        rules = run_json("techniques", "upper-back")["rules"]
        rules["hold"]["min_s"] = "long"
        path = own_technique(self.folder / "data", rules=rules)
        done = run("techniques")
        self.assertEqual(done.returncode, 1)
        self.assertIn("upper-back", done.stdout)
        self.assertIn("rules.hold.min_s", done.stderr)
        self.assertIn(str(path), done.stderr)
        self.assertRefused(run("techniques", "--check", path), "own-back.json", "rules.hold.min_s", "must be a number")

    def test_what_a_technique_does_not_allow_is_refused(self):
        record = ("record", "--port", "sim:empty", "-o", self.folder / "x.h5")
        self.assertRefused(run(*record, "--technique", "nothing"), "nothing", "upper-back")
        self.assertRefused(run(*record, "--technique", "neck-upper-traps", "--setup", "tool_on_mat"), "--setup", "mat_between")
        self.assertRefused(run(*record, "--technique", "upper-back", "--tool", "ball"), "upper-back", "ball")
        self.assertRefused(run(*record, "--technique", "upper-back", "--pain-limit", "11"), "0 to 10")
        self.assertRefused(run(*record, "--technique", "upper-back", "--outline", "1,x"), "--outline", "X,Y")
        self.assertRefused(run(*record, "--body-kg", "70"), "--technique")
        self.assertEqual(list(self.folder.glob("x.h5*")), [])


if __name__ == "__main__":
    unittest.main()
