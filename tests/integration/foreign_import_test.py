"""Recordings of other programs through the whole program: the frames and times of the session equal those of an independent parse or
of what was written, and what is damaged, hostile or not said is refused in one line."""
import gzip
import json
import shutil
import unittest
import zipfile

import h5py
import numpy as np

import foreign_files
from program import SHARED_DATA, ProgramTest, run

COUNTS = ["--pitch-mm", 10, "--unit", "counts", "--counts-per-kpa", 10]


class ForeignTest(ProgramTest):
    def imported(self, source, *options):
        session = self.folder / "session.h5"
        done = run("import", source, *options, "-o", session, "--force")
        self.assertEqual(done.returncode, 0, done.stderr)
        return (*foreign_files.session_frames(session), done.stderr)

    def refused(self, source, *options, words):
        done = run("import", source, *options, "-o", self.folder / "refused.h5")
        self.assertRefused(done, *words)
        self.assertEqual(list(self.folder.glob("refused*")), [])

    def assertFrames(self, got, expected):
        self.assertEqual(got.shape, expected.shape)
        np.testing.assert_array_equal(got, expected)

    def real(self, name):
        if not (SHARED_DATA / name).exists():
            self.skipTest(f"the recording {SHARED_DATA / name} is absent")
        return SHARED_DATA / name


class PackedTest(ForeignTest):
    PLATE = ["--format", "matrix-text", "--rows", 256, "--cols", 63, "--pitch-mm", "7.62,5.08", "--rate", 126, "--unit", "n"]
    SMALL = ["--rows", 2, "--cols", 2, "--pitch-mm", 10, "--rate", 10, "--unit", "kpa"]
    TEXT = "1 2 3 4\n5 6 7 8\n"

    def zipped(self, members, name="in.zip", method=zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(self.folder / name, "w", method) as archive:
            for member, text in members.items():
                archive.writestr(member, text)
        return self.folder / name

    def test_a_real_plate_in_its_zip(self):
        source = self.real("footscan-walk/barefoot_1.zip")
        newtons = foreign_files.parse_footscan_zip(source)
        frames, _, _ = self.imported(source, *self.PLATE)
        np.testing.assert_allclose(frames, newtons * 10 / (0.762 * 0.508), rtol=1e-6)

    def test_the_same_frames_from_a_zip_a_gzip_and_the_plain_file(self):
        plain = self.folder / "in.txt"
        plain.write_text(self.TEXT, encoding="ascii")
        packed = self.folder / "in.txt.gz"
        packed.write_bytes(gzip.compress(self.TEXT.encode()))
        for source in (plain, packed, self.zipped({"deep/in.txt": self.TEXT}),
                       self.zipped({"in.txt": self.TEXT}, "stored.zip", zipfile.ZIP_STORED)):
            frames, _, _ = self.imported(source, *self.SMALL)
            self.assertFrames(frames, np.arange(1, 9).reshape(2, 2, 2))

    def test_several_files_are_listed_and_one_is_chosen(self):
        source = self.zipped({"left/one.txt": self.TEXT, "two.txt": "9 9 9 9\n", "__MACOSX/._two.txt": "x", ".DS_Store": "x"})
        self.refused(source, *self.SMALL, words=["'left/one.txt', 'two.txt'", "--member"])
        self.refused(source, *self.SMALL, "--member", "three", words=["'three'", "two.txt"])
        self.refused(source, *self.SMALL, "--member", "t", words=["2 files"])
        frames, _, _ = self.imported(source, *self.SMALL, "--member", "two")
        self.assertFrames(frames, np.full((1, 2, 2), 9))
        plain = self.folder / "plain.txt"
        plain.write_text(self.TEXT, encoding="ascii")
        self.refused(plain, *self.SMALL, "--member", "two", words=["no .zip", "--member"])

    def test_damage_is_refused(self):
        whole = self.zipped({"in.txt": self.TEXT * 50}, method=zipfile.ZIP_STORED).read_bytes()
        flipped = bytearray(whole)
        flipped[whole.index(b"1 2 3")] ^= 1
        (self.folder / "flipped.zip").write_bytes(flipped)
        self.refused(self.folder / "flipped.zip", *self.SMALL, words=["in.txt", "damaged", "CRC"])
        packed = gzip.compress((self.TEXT * 50).encode())
        wrong_sum = packed[:-8] + bytes([packed[-8] ^ 1]) + packed[-7:]
        for name, data in {"cut.zip": whole[:-30], "cut.gz": packed[:-9], "sum.gz": wrong_sum, "two.gz": packed + packed}.items():
            (self.folder / name).write_bytes(data)
            self.refused(self.folder / name, *self.SMALL, words=[name])

    def test_every_cut_is_refused(self):
        for name, data in {"cut.zip": self.zipped({"in.txt": self.TEXT}).read_bytes(), "cut.gz": gzip.compress(self.TEXT.encode())}.items():
            for size in range(4, len(data), 5):
                (self.folder / name).write_bytes(data[:size])
                self.refused(self.folder / name, *self.SMALL, words=[name])

    def test_hostile_archives_are_refused(self):
        self.refused(self.zipped({"../up.txt": self.TEXT}), *self.SMALL, words=["leads elsewhere"])
        self.refused(self.zipped({"/etc/up.txt": self.TEXT}), *self.SMALL, words=["leads elsewhere"])
        self.refused(self.zipped({"a.txt": self.TEXT}, method=zipfile.ZIP_BZIP2), *self.SMALL, words=["only deflate"])
        self.refused(self.zipped({f"{k}.txt": "" for k in range(10001)}), *self.SMALL, words=["more than 10000 files"])
        bomb = (" ".join(["0"] * 1024) + "\n") * 20000
        wide = ["--rows", 32, "--cols", 32, "--pitch-mm", 10, "--rate", 10, "--unit", "kpa"]
        self.refused(self.zipped({"bomb.txt": bomb}), *wide, words=["more than 400 times"])
        (self.folder / "bomb.gz").write_bytes(gzip.compress(bomb.encode()))
        self.refused(self.folder / "bomb.gz", *wide, words=["more than 400 times"])

    def test_an_encrypted_file_is_refused(self):
        data = bytearray(self.zipped({"in.txt": self.TEXT}).read_bytes())
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        (self.folder / "secret.zip").write_bytes(data)
        self.refused(self.folder / "secret.zip", *self.SMALL, words=["encrypted"])


class JsonTest(ForeignTest):
    def test_real_tactilus_recordings(self):
        folder = self.real("popu-lying/tactilus")
        # left3_1 goes over a full minute, empty1 has gaps and hundredths of 60.
        for name in ("left1_0", "left3_1", "supine7_2", "empty1"):
            expected, times = foreign_files.parse_tactilus(folder / f"{name}.json")
            frames, got_times, said = self.imported(folder / f"{name}.json", *COUNTS)
            self.assertFrames(frames, expected)
            np.testing.assert_allclose(got_times, times, atol=1e-9)
            self.assertIn("left out because it may identify a person: volunteer_id, sex, height, weight, id", said)

    def test_what_tactilus_does_not_say_is_asked_for(self):
        source = self.real("popu-lying/tactilus/left1_0.json")
        self.refused(source, words=["--pitch-mm", "--unit"])
        self.refused(source, *COUNTS, "--rows", 65, words=["--rows", "64 rows"])
        self.refused(source, *COUNTS, "--format", "sensing-mat-json", words=["--format"])

    def test_a_damaged_tactilus_recording_is_refused(self):
        source = self.real("popu-lying/tactilus/left1_0.json")
        data = source.read_bytes()
        for size in range(1, len(data), 2999):
            (self.folder / "cut.json").write_bytes(data[:size])
            self.refused(self.folder / "cut.json", *COUNTS, words=["cut.json, byte"])
        recording = json.loads(data)
        recording["snapshots"]["4"]["tactilus_readings"].pop()
        (self.folder / "short.json").write_text(json.dumps(recording), encoding="utf-8")
        self.refused(self.folder / "short.json", *COUNTS, words=["byte", "frame 4", "1727 of 1728"])

    def test_sensing_mat_json(self):
        expected = foreign_files.some_counts(7, 5, 4, 4095, 1)
        times = np.array([0.0, 0.1, 0.2, 0.5, 1.25, 2.0, 3.0])
        source = self.folder / "mat.json"
        foreign_files.write_sensing_mat_json(source, expected, times)
        scale = ["--pitch-mm", 10, "--counts-per-kpa", 10]
        frames, got_times, said = self.imported(source, *scale)
        self.assertFrames(frames, expected)
        np.testing.assert_allclose(got_times, times, atol=1e-6)
        self.assertIn("userName, serial, dateTime", said)
        self.assertNotIn("Muster", said)
        self.refused(source, "--pitch-mm", 10, words=["--counts-per-kpa"])
        self.refused(source, *scale, "--unit", "kpa", words=["--unit", "adcResolution 12"])
        self.refused(source, *scale, "--cols", 5, words=["--cols", "4 columns"])

    def test_counts_over_the_converter_and_other_shapes_are_refused(self):
        scale = ["--pitch-mm", 10, "--counts-per-kpa", 10]
        source = self.folder / "mat.json"
        foreign_files.write_sensing_mat_json(source, np.array([[[1, 2], [3, 4096]]]), [0.0])
        self.refused(source, *scale, words=["frame 0", "4096"])
        text = source.read_text(encoding="utf-8").replace("[3, 4096]", "[3]")
        source.write_text(text, encoding="utf-8")
        self.refused(source, *scale, words=["row 2: 1 of 2"])

    def test_identical_stamps_in_a_burst_need_the_rate(self):
        source = self.folder / "mat.json"
        foreign_files.write_sensing_mat_json(source, foreign_files.some_counts(4, 2, 2, 9, 2), [0.0, 1.0, 1.0, 2.0])
        scale = ["--pitch-mm", 10, "--counts-per-kpa", 10]
        self.refused(source, *scale, words=["frame 2", "--rate"])
        _, times, _ = self.imported(source, *scale, "--rate", 2)
        np.testing.assert_allclose(times, [0.0, 1.0, 1.5, 2.0])


class TableTest(ForeignTest):
    def test_sensing_mat_csv(self):
        expected, times = foreign_files.some_counts(6, 3, 5, 4095, 3), np.array([0, 0.1, 0.2, 0.3, 0.5, 0.75])
        source = self.folder / "mat.csv"
        foreign_files.write_sensing_mat_csv(source, expected, times)
        frames, got_times, said = self.imported(source, *COUNTS)
        self.assertFrames(frames, expected)
        np.testing.assert_allclose(got_times, times, atol=1e-6)
        self.assertIn("Timestamp (date)", said)
        self.refused(source, *COUNTS, "--rows", 4, words=["--rows", "(2-4)"])
        self.refused(source, words=["--pitch-mm", "--unit"])

    def test_jq_log(self):
        expected, times = foreign_files.some_counts(3, 32, 32, 255, 4), np.array([0, 0.083, 0.166])
        source = self.folder / "jq.csv"
        foreign_files.write_jq_log(source, expected, times)
        frames, got_times, said = self.imported(source, *COUNTS)
        self.assertIn("(jq-log)", said)
        self.assertFrames(frames, expected)
        np.testing.assert_allclose(got_times, times, atol=1e-6)
        lines = source.read_text(encoding="ascii").splitlines(keepends=True)
        source.write_text("".join(lines[:40] + lines[41:]), encoding="ascii")
        self.refused(source, *COUNTS, words=["line 41", "row 7 where row 6"])
        source.write_text("".join(lines[:50]), encoding="ascii")
        self.refused(source, *COUNTS, words=["line 50", "16 of 32 rows in frame 2"])
        source.write_text("".join(lines)[:-8], encoding="ascii")
        self.refused(source, *COUNTS, words=["line 99"])

    def test_matsense_csv(self):
        expected, times = foreign_files.some_counts(4, 2, 3, 254, 5), np.array([0, 0.04, 0.08, 0.2])
        source = self.folder / "matsense.csv"
        foreign_files.write_matsense_csv(source, expected, times, [10, 11, 12, 15])
        options = ["--format", "matsense-csv", "--rows", 2, "--cols", 3, *COUNTS]
        frames, got_times, _ = self.imported(source, *options)
        self.assertFrames(frames, expected)
        np.testing.assert_allclose(got_times, times, atol=1e-9)
        with h5py.File(self.folder / "session.h5", "r") as session:
            self.assertEqual(session["frame_seq"][:].tolist(), [10, 11, 12, 15])
            self.assertEqual(session["frame_quality"][:].tolist(), [0, 0, 0, 1])
        foreign_files.write_matsense_csv(source, expected, times, [10, 11, 11, 12])
        self.refused(source, *options, words=["line 4", "frame number 11"])
        self.refused(source, "--format", "matsense-csv", "--rows", 2, "--cols", 4, *COUNTS, words=["line 2", "8 numbers"])

    def test_graphene_trace_lines_are_matrix_text(self):
        expected = foreign_files.some_counts(3, 32, 32, 254, 6) + 1
        source = self.folder / "gtlb.csv"
        foreign_files.write_gtlb_csv(source, expected)
        frames, times, _ = self.imported(source, "--rows", 32, "--cols", 32, "--rate", 15, *COUNTS)
        self.assertFrames(frames, expected)
        np.testing.assert_allclose(times, np.arange(3) / 15, atol=1e-9)

    def test_a_frame_per_file_of_64_lines(self):
        expected = foreign_files.some_counts(1, 64, 27, 500, 7)
        source = self.folder / "exp2.txt"
        np.savetxt(source, expected[0], fmt="%d")
        frames, _, _ = self.imported(source, "--rows", 64, "--cols", 27, "--rate", 1, *COUNTS)
        self.assertFrames(frames, expected)

    def generic(self, separator, decimal, **options):
        values = np.round(np.random.default_rng(8).uniform(0, 50, (5, 2, 3)), 2)
        times = np.array([0.0, 0.25, 0.5, 0.75, 1.5])
        rows = [separator.join(["no", "p1", "p2", "p3", "4", "5", "6", "t[ms]"])]
        for number, (frame, time) in enumerate(zip(values, times)):
            rows.append(separator.join([str(number), *(f"{v:.2f}" for v in frame.ravel()), f"{time * 1000:.1f}"]).replace(".", decimal))
        source = self.folder / "generic.csv"
        source.write_text("\r\n".join(rows) + "\r\n", encoding="utf-8", **options)
        return source, values, times

    def test_generic_tables_in_any_separator_with_a_named_time_column(self):
        options = ["--format", "matrix-text", "--rows", 2, "--cols", 3, "--pitch-mm", 10, "--unit", "kpa"]
        for separator, decimal in ((",", "."), (";", ","), ("\t", ","), ("|", "."), (" ", ",")):
            source, values, times = self.generic(separator, decimal)
            for column in ("t[ms]", "-1", "8"):
                skipped = [] if column == "t[ms]" else ["--time-column", "t[ms]"]
                if skipped:
                    # Without a name the header line has to go: it holds numbers.
                    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
                    source.write_text("".join(line for line in lines if "t[ms]" not in line), encoding="utf-8")
                frames, got_times, _ = self.imported(source, *options, "--time-column", column, "--time-unit", "ms", "--first-cell", 2)
                np.testing.assert_allclose(frames, values, rtol=1e-6)
                np.testing.assert_allclose(got_times, times, atol=1e-9)

    def test_generic_tables_ask_for_what_is_missing(self):
        source, _, _ = self.generic(";", ",")
        options = ["--format", "matrix-text", "--rows", 2, "--cols", 3, "--pitch-mm", 10, "--unit", "kpa"]
        self.refused(source, *options, "--time-column", "t[ms]", words=["--time-unit"])
        self.refused(source, *options, "--time-column", "t[ms]", "--time-unit", "ms", words=["line 2", "--first-cell"])
        self.refused(source, *options, "--time-column", "when", "--time-unit", "ms", words=["line 1"])
        self.refused(source, *options, "--time-unit", "ms", words=["--time-column"])


class Hdf5Test(ForeignTest):
    def written(self, **options):
        expected, times = foreign_files.some_counts(90, 6, 5, 4095, 9), np.arange(90) * 0.05 + np.arange(90) % 3 * 0.01
        source = self.folder / "touch0.hdf5"
        foreign_files.write_touch_hdf5(source, expected, times, **options)
        return source, expected, times

    def test_only_the_frames_that_frame_count_says(self):
        for options in ({}, {"compression": "gzip", "shuffle": True, "fletcher32": True}, {"chunks": (7, 2, 2)},
                        {"chunks": None, "maxshape": None}):
            source, expected, times = self.written(**options)
            frames, got_times, said = self.imported(source, *COUNTS)
            self.assertIn("touch-hdf5", said)
            self.assertFrames(frames, expected)
            np.testing.assert_allclose(got_times, times, atol=1e-6)
        self.assertIn("ts (date)", said)
        self.refused(source, words=["--pitch-mm", "--unit"])
        self.refused(source, *COUNTS, "--rows", 5, words=["--rows", "6 rows"])

    def test_real_numbers_are_kilopascals_and_big_endian_is_read(self):
        source, expected, _ = self.written()
        with h5py.File(source, "r+") as file:
            del file["pressure"]
            file.create_dataset("pressure", data=expected / 8, dtype=">f4")
        frames, _, _ = self.imported(source, "--pitch-mm", 10, "--unit", "kpa")
        self.assertFrames(frames, (expected / 8).astype("f4"))

    def test_a_wrong_count_is_refused(self):
        source, _, _ = self.written()
        for count, word in ((1025, "says 1025 frames, but 1024"), (0, "frame_count is 0")):
            with h5py.File(source, "r+") as file:
                file["frame_count"][0] = count
            self.refused(source, *COUNTS, words=[word])
        with h5py.File(source, "r+") as file:
            file["frame_count"][0] = 100
        self.refused(source, *COUNTS, words=["frame 91"])

    def test_cut_files_are_refused(self):
        source, _, _ = self.written()
        data = source.read_bytes()
        for size in range(8, len(data), len(data) // 9):
            source.write_bytes(data[:size])
            self.refused(source, *COUNTS, words=["touch0.hdf5"])

    def test_frames_that_were_never_stored_are_refused(self):
        source, expected, _ = self.written()
        with h5py.File(source, "r+") as file:
            del file["pressure"]
            hollow = file.create_dataset("pressure", (1024, 6, 5), "i4", chunks=(16, 6, 5))
            hollow[:48] = expected[:48]
        self.refused(source, *COUNTS, words=["pressure of frame 49", "not stored"])

    def changed(self, change):
        source, expected, _ = self.written()
        with h5py.File(source, "r+") as file:
            del file["pressure"]
            change(file, expected.astype("i4"))
        return source

    def test_what_leads_elsewhere_or_is_unusual_is_refused(self):
        other = self.folder / "other.h5"
        with h5py.File(other, "w") as file:
            file["pressure"] = np.zeros((1024, 6, 5), "i4")
        layout = h5py.VirtualLayout((1024, 6, 5), "i4")
        layout[:] = h5py.VirtualSource(str(other), "pressure", (1024, 6, 5))

        def external_link(file, _):
            file["pressure"] = h5py.ExternalLink(str(other), "pressure")

        def soft_link(file, frames):
            file["real"] = np.zeros((1024, 6, 5), "i4")
            file["pressure"] = h5py.SoftLink("/real")

        def external_storage(file, _):
            file.create_dataset("pressure", (1024, 6, 5), "i4", external=[(str(self.folder / "raw"), 0, h5py.h5f.UNLIMITED)])

        changes = {external_link: "leads out", soft_link: "leads out", external_storage: "outside the file",
                   lambda file, _: file.create_virtual_dataset("pressure", layout): "outside the file",
                   lambda file, frames: file.create_dataset("pressure", data=frames, compression="lzf"): "filter 32000",
                   lambda file, _: file.create_dataset("pressure", (4, 2), h5py.string_dtype()): "plain numbers",
                   lambda file, frames: file.create_dataset("pressure", data=frames[0]): "dimensions",
                   lambda file, _: file.create_dataset("pressure", (90, 4096, 5), "i4", chunks=(1, 16, 5)): "1 to 1024",
                   lambda file, _: file.create_dataset("pressure", (90, 1000, 1000), "i4", chunks=(90, 1000, 1000)): "16 MiB",
                   lambda file, _: file.create_group("pressure"): "not a dataset",
                   lambda file, _: None: "pressure is missing"}
        for change, word in changes.items():
            self.refused(self.changed(change), *COUNTS, words=[word])

    def test_hdf5_comes_from_a_plain_file_only(self):
        source, _, _ = self.written()
        with zipfile.ZipFile(self.folder / "in.zip", "w") as archive:
            archive.write(source, "touch0.hdf5")
        self.refused(self.folder / "in.zip", *COUNTS, words=["unpack it first"])
        session = self.folder / "session.h5"
        shutil.copy(source, self.folder / "copy.hdf5")
        self.imported(self.folder / "copy.hdf5", *COUNTS)
        self.refused(session, *COUNTS, words=["ts is missing"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
