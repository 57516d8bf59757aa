"""Research packages: nothing that was planted is in them, their manifest is right, the sealed file opens only whole."""
import csv
import json
import shutil
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy as np

import planted_session
from program import ProgramTest, run

PASSPHRASE = "four quite ordinary words"


def check(done):
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done


class ResearchPackageTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="palpate-research-")
        cls.addClassCleanup(folder.cleanup)
        cls.made = Path(folder.name)
        cls.plants = {}
        for number, day in ((1, "2019-07-23"), (2, "2019-08-02")):
            path = cls.made / f"Zqxname{number}.h5"
            check(run("simulate", "--scenario", "upper-back", "--seed", number, "--duration", 6, "-o", path))
            check(run("annotate", path, "--at", 2, "--kind", "pain", "--nrs", 5, "--text", "a note"))
            check(run("annotate", path, "--at", 3, "--kind", "note", "--text", "=Zqxformula"))
            check(run("regions", path, "--add", "calf=rectangle 10,10 90,90"))
            check(run("outcomes", path, "--set", "pain_nrs=4", "--set", "neck turn=50 deg", "--set", "steps=9 Schritte"))
            check(run("analyze", path, "--save"))
            cls.plants.update(planted_session.plant(path, "ab"[number - 1], "Zqxclient-017"))
            with h5py.File(path, "r+") as file:
                planted_session.put_text(file["metadata"], "started_at", day + planted_session.STARTED_AT[10:])
        cls.plants.update({"Zqxname": "name of the session's file", "2019-08-02": "started_at of the second"})

    def setUp(self):
        super().setUp()
        self.sessions = sorted(self.made.glob("*.h5"))
        self.package, self.keys = self.folder / "study", self.folder / "keys.json"
        (self.folder / "pass").write_text(PASSPHRASE + "\n", encoding="utf-8")

    def export(self, *options):
        return run("export", *self.sessions, "--research", self.package, *options)

    def rows(self, name):
        with open(self.package / name, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file, delimiter="\t"))

    def test_the_search_finds_what_is_there(self):
        places = {hit.split(" holds ")[0] for hit in planted_session.found(self.made, self.plants)}
        self.assertGreater(len(places), 30)
        self.assertGreater(len(self.plants), 40)

    def test_nothing_planted_is_in_a_safe_harbour_package(self):
        check(self.export("--key", self.keys, "--license"))
        self.assertEqual(planted_session.found(self.package, self.plants), [])
        for path in self.package.rglob("*.h5"):
            with h5py.File(path) as file:
                self.assertEqual(int(file["device_time_us"][0]), 0)
                self.assertNotIn("started_at", file["metadata"].attrs)
                self.assertEqual(len(file["events/time_s"]), 2)
                self.assertEqual(len(file["metrics"]), 0)
        everything = "".join(path.read_text(encoding="utf-8") for path in self.package.rglob("*") if path.suffix in (".md", ".cff", ".json"))
        self.assertIn("pseudonymised", everything)
        self.assertNotIn("nonym", everything.replace("pseudonym", ""))

    def test_nothing_planted_is_in_a_single_copy(self):
        copies = self.folder / "copies"
        copies.mkdir()
        check(run("export", self.sessions[0], "--research", copies / "copy.h5"))
        self.assertEqual(planted_session.found(copies, self.plants), [])
        with h5py.File(self.sessions[0]) as original, h5py.File(copies / "copy.h5") as copy:
            for name in ("pressure", "time", "frame_seq", "events/nrs", "regions/points/x_mm", "outcomes/value"):
                self.assertTrue(np.array_equal(original[name][:], copy[name][:], equal_nan=True), name)
        before = (copies / "copy.h5").read_bytes()
        self.assertRefused(run("export", self.sessions[0], "--research", copies / "copy.h5"), "exists already")
        self.assertEqual((copies / "copy.h5").read_bytes(), before)

    def test_the_other_profiles_keep_what_they_say(self):
        codes = {text: place for text, place in self.plants.items()
                 if any(word in place for word in ("client", "serial", "session_id", "source", "/events", "software", "/metrics", "file"))}
        dates = {text: place for text, place in self.plants.items() if "started_at, the day" in place or "made_at" in place}
        for profile, absent in (("limited", codes), ("shifted", {**codes, **dates})):
            with self.subTest(profile):
                self.package = self.folder / profile
                check(self.export("--profile", profile, "--key", self.folder / f"{profile}.json"))
                self.assertEqual(planted_session.found(self.package, absent), [])
        times = {}
        for profile in ("limited", "shifted"):
            self.package = self.folder / profile
            times[profile] = [row["acq_time"] for row in self.rows("sessions.tsv")]
        self.assertEqual([time[:10] for time in times["limited"]], ["2019-07-23", "2019-08-02"])
        first, second = (np.datetime64(time.rstrip("Z")) for time in times["shifted"])
        self.assertEqual(second - first, np.timedelta64(10, "D"))
        self.assertLess(second, np.datetime64("1926-01-01"))

    def test_full_keeps_everything_but_results(self):
        check(self.export("--profile", "full"))
        self.assertEqual({row["client_code"] for row in self.rows("sessions.tsv")}, {"Zqxclient-017"})

    def test_the_package_is_whole_and_described(self):
        check(self.export("--key", self.keys))
        names = {path.name for path in self.package.iterdir()}
        self.assertLessEqual({"README.md", "CITATION.cff", "dataset_description.json", "participants.tsv", "participants.json", "sessions.tsv",
                              "sessions.json", "data_dictionary.tsv", "data_dictionary.json", "manifest-sha256.txt"}, names)
        self.assertNotIn("LICENSE", names)
        done = subprocess.run(["sha256sum", "--check", "--strict", "manifest-sha256.txt"], cwd=self.package, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)
        files = [path for path in self.package.rglob("*") if path.is_file()]
        self.assertEqual(len(done.stdout.splitlines()), len(files) - 1)
        sessions = self.rows("sessions.tsv")
        self.assertEqual([row["days_since_first_session"] for row in sessions], ["0", "10"])
        self.assertEqual(len(self.rows("participants.tsv")), 1)
        described = {(row["file"], row["name"]) for row in self.rows("data_dictionary.tsv")}
        for row in sessions:
            self.assertTrue((self.package / row["filename"]).exists())
            with open(self.package / row["tables"] / "frames.csv", newline="", encoding="utf-8") as file:
                for name in next(csv.reader(file)):
                    self.assertIn(("tables/frames.csv", name), described)
        for name in sessions[0]:
            self.assertIn(("sessions.tsv", name), described)
        generated = json.loads((self.package / "dataset_description.json").read_text())["GeneratedBy"][0]
        self.assertEqual((generated["Name"], generated["Settings"]["profile"]), ("Palpate", "safe-harbour"))
        for path in self.package.rglob("*.h5"):
            check(run("info", path))

    def test_a_key_file_gives_the_same_pseudonyms_again(self):
        check(self.export("--key", self.keys))
        self.assertEqual(stat.S_IMODE(self.keys.stat().st_mode), 0o600)
        first = (self.rows("participants.tsv"), [row["session_id"] for row in self.rows("sessions.tsv")])
        self.package = self.folder / "second"
        check(self.export("--key", self.keys))
        self.assertEqual((self.rows("participants.tsv"), [row["session_id"] for row in self.rows("sessions.tsv")]), first)
        self.package = self.folder / "without"
        check(self.export())
        self.assertNotEqual(self.rows("participants.tsv"), first[0])
        self.keys.chmod(0o644)
        self.package = self.folder / "open"
        self.assertRefused(self.export("--key", self.keys), "chmod 600")
        self.assertFalse(self.package.exists())
        self.keys.write_text("{}", encoding="utf-8")
        self.keys.chmod(0o600)
        self.assertRefused(self.export("--key", self.keys), "no key file")
        self.assertRefused(self.export("--key", self.package / "keys.json"), "must not lie in the package")
        self.assertEqual([path.name for path in self.folder.glob("*open*")], [])

    def test_a_preview_writes_nothing_and_names_every_fate(self):
        before = sorted(self.folder.rglob("*"))
        done = check(self.export("--key", self.keys, "--preview"))
        self.assertEqual(sorted(self.folder.rglob("*")), before)
        for field, fate in (("client code", "changed"), ("mat serial number", "changed"), ("start of the session", "dropped"),
                            ("events: text", "dropped"), ("name of a region", "changed"), ("calibration", "kept")):
            self.assertRegex(done.stdout, rf"{field} +{fate}")
        self.assertEqual([text for text in self.plants if text in done.stdout and not text.startswith("Zqxname")], [])

    def test_a_package_is_never_replaced(self):
        self.package.mkdir()
        (self.package / "mine.txt").write_text("mine", encoding="utf-8")
        self.assertRefused(self.export("--force"), "never replaced")
        self.assertEqual((self.package / "mine.txt").read_text(), "mine")
        self.package = self.folder / "same"
        self.sessions = [self.sessions[0], self.sessions[0]]
        self.assertRefused(self.export(), "same session")
        self.assertFalse(self.package.exists())
        self.assertEqual(list(self.folder.glob(".*")), [])

    def seal(self):
        check(self.export("--key", self.keys, "--seal", "--passphrase-file", self.folder / "pass"))
        return self.package

    def unseal(self, sealed, word="pass"):
        return run("unseal", sealed, "-o", self.folder / "opened", "--passphrase-file", self.folder / word)

    def assertNothingOpened(self, done, *words):
        self.assertRefused(done, *words)
        self.assertFalse((self.folder / "opened").exists())
        self.assertEqual([path for path in self.folder.iterdir() if path.name.startswith(".")], [])

    def test_a_sealed_package_opens_to_the_same_files(self):
        sealed = self.seal()
        self.assertTrue(sealed.is_file())
        content = sealed.read_bytes()
        for word in (b"README", b"participant", b"HDF"):
            self.assertNotIn(word, content)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["keys.json", "pass", "study"])
        check(self.unseal(sealed))
        opened = self.folder / "opened"
        done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt"], cwd=opened, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual(planted_session.found(opened, self.plants), [])
        self.assertRefused(self.unseal(sealed), "exists already")
        (self.folder / "short").write_text("abc\n", encoding="utf-8")
        self.package = self.folder / "another"
        self.assertRefused(self.export("--seal", "--passphrase-file", self.folder / "short"), "at least 8")
        self.assertFalse(self.package.exists())

    def test_a_sealed_package_that_is_not_whole_is_refused(self):
        content = self.seal().read_bytes()
        broken = self.folder / "broken"
        header, block = 60, 65536 + 17
        self.assertGreater(len(content), header + 3 * block)

        def refused(changed, *words):
            broken.write_bytes(changed)
            self.assertNothingOpened(self.unseal(broken), *words)

        (self.folder / "wrong").write_text("four quite ordinary works\n", encoding="utf-8")
        self.assertNothingOpened(self.unseal(self.package, "wrong"), "this passphrase does not open it")
        blocks = [content[at:at + block] for at in range(header, len(content), block)]
        refused(content[:header + block], "cut at byte")
        refused(content[:-1], "damaged or cut")
        refused(content[:30], "no sealed package")
        refused(content + b"x", "damaged")
        refused(content[:header] + blocks[0] + blocks[2] + blocks[1] + b"".join(blocks[3:]), "damaged or cut")
        refused(content[:header] + blocks[0] + blocks[1] + b"".join(blocks[1:]), "damaged or cut")
        for at in (0, 8, 25, 40, header + 5, header + block + 100, len(content) - 1):
            flipped = bytearray(content)
            flipped[at] ^= 0x10
            refused(bytes(flipped))
        self.assertRefused(run("unseal", broken, "-o", self.folder / "opened"), "passphrase")


if __name__ == "__main__":
    unittest.main(verbosity=2)
