"""Every call on a session's files is made to fail in turn, and what is left behind is looked at.

`palpate` runs with tests/faults' library in front of the C library. A first run of a scenario only counts its calls (open, write,
sync, rename, ...); then it runs once per call and error, in a folder of its own. Afterwards no frame that was announced as safe may
be missing or changed, nothing half-made may lie under a final name, and the program must have said one clear line, or have done its
work all the same. Used by fault_test.py (a part of the cases) and by `./dev soak` (all of them).
"""
import argparse
import collections
import concurrent.futures
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import h5py
import numpy as np

from program import PALPATE, run

LIBRARY = os.environ.get("PALPATE_FAILING_CALLS") or str(
    Path(PALPATE).resolve().parents[1] / "tests/faults/libpalpate_failing_calls.so")

# How a call of each kind can fail; "short" does half of the work, "kill" ends the program there and then.
HOWS = {
    "open": ("ENOSPC", "EIO", "EACCES", "EINTR"),
    "close": ("EIO", "ENOSPC"),
    "read": ("EIO", "EINTR", "short"),
    "write": ("ENOSPC", "EIO", "EDQUOT", "EINTR", "short"),
    "sync": ("EIO", "ENOSPC", "EDQUOT", "EINTR"),
    "truncate": ("EIO", "ENOSPC", "EINTR"),
    "allocate": ("ENOSPC", "EIO"),
    "rename": ("ENOSPC", "EIO", "EDQUOT", "EINVAL"),
    "link": ("EIO", "ENOSPC"),
    "unlink": ("EIO", "EACCES"),
    "lock": ("EIO", "EINTR"),
    "copy": ("EIO", "ENOSPC", "EINTR", "short"),
    "stat": ("EIO",),
    "space": ("EIO",),
    "mkdir": ("ENOSPC", "EIO"),
}
# After which all further ones fail as well: the disk is full or gone for good.
LASTING = {"write": ("ENOSPC", "EIO", "short"), "sync": ("EIO",), "open": ("EIO",), "truncate": ("EIO",), "unlink": ("EIO",)}
# What must not be noticed at all: the call is done again, or the rest of it. (open, flock and ftruncate of a local disk are never
# interrupted, and the HDF5 library does not do them again.)
HARMLESS = {("write", "EINTR"), ("write", "short"), ("read", "EINTR"), ("read", "short"), ("sync", "EINTR"), ("copy", "EINTR"),
            ("copy", "short"), ("space", "EIO")}

Case = collections.namedtuple("Case", "call nth how onward")


def cases_of(counts, pick):
    for call, count in sorted(counts.items()):
        for how in (*HOWS[call], "kill"):
            for nth in pick(range(1, count + 1)):
                yield Case(call, nth, how, False)
                if how in LASTING.get(call, ()):
                    yield Case(call, nth, how, True)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def frames_of(path):
    with h5py.File(path) as session:
        name = "counts" if "counts" in session else "pressure"
        return session["time"][:], session["frame_seq"][:], session[name][:]


def acknowledged(messages):
    """(seconds, frames) that the program has said are safe."""
    seconds = [float(value) for value in re.findall(r"^safe ([0-9.]+) s$", messages, re.MULTILINE)]
    frames = 0
    for count, until in re.findall(r"(\d+) frames up to ([0-9.]+) s are safe", messages):
        frames, seconds = max(frames, int(count)), seconds + [float(until)]
    return (max(seconds) if seconds else 0.0), frames


class Scenario:
    """One command on the files of a folder. `source` holds what it starts from."""
    name = ""
    # Lines of standard error that are no refusal.
    talk = ()

    def __init__(self, work):
        self.source = work / f"{self.name}-source"
        self.source.mkdir()
        self.prepare()

    def prepare(self):
        pass

    def command(self, folder):
        raise NotImplementedError

    def check(self, folder, case, done):
        raise NotImplementedError

    def run(self, folder, case=None):
        shutil.copytree(self.source, folder)
        log = folder.with_name(folder.name + ".log")
        environment = {**os.environ, "LD_PRELOAD": LIBRARY, "PALPATE_FAULT_FOLDER": str(folder), "PALPATE_FAULT_LOG": str(log)}
        if case:
            environment.update(PALPATE_FAULT_CALL=case.call, PALPATE_FAULT_NTH=str(case.nth), PALPATE_FAULT_HOW=case.how,
                               PALPATE_FAULT_ONWARD=str(int(case.onward)))
        done = subprocess.run([PALPATE, *map(str, self.command(folder))], capture_output=True, text=True, timeout=60, check=False,
                              env=environment)
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return done, lines

    def counts(self, folder):
        done, lines = self.run(folder)
        assert done.returncode == 0, done.stderr
        return collections.Counter(line.split(" ", 1)[0] for line in lines)

    def outcome(self, folder, case):
        """Runs one case and gives what became of it: "not reached", "done", "refused" or "killed"."""
        done, lines = self.run(folder, case)
        reached = any("! " in line for line in lines) or done.returncode == -signal.SIGKILL
        if not reached:
            assert done.returncode == 0, done.stderr
            return "not reached"
        if case.how == "kill":
            assert done.returncode == -signal.SIGKILL, (done.returncode, done.stderr)
        else:
            self.check_words(case, done)
        self.check(folder, case, done)
        return {0: "done", 1: "refused"}.get(done.returncode, "killed")

    def check_words(self, case, done):
        assert done.returncode in (0, 1), f"status {done.returncode}: {done.stderr}"
        if (case.call, case.how) in HARMLESS and not case.onward:
            assert done.returncode == 0, f"a {case.call} with {case.how} must not be noticed: {done.stderr}"
        said = [line for line in done.stderr.splitlines() if not any(re.search(pattern, line) for pattern in self.talk)]
        if done.returncode == 0:
            assert not said, said
        else:
            assert len(said) == 1 and said[0].startswith("palpate: ") and "internal error" not in said[0], done.stderr

    def check_left_over(self, folder, case, allowed):
        """Nothing but the allowed names; a temporary file only where it could not be removed."""
        names = {entry.name for entry in folder.iterdir()}
        extra = {name for name in names - set(allowed)}
        if case.how == "kill" or case.call == "unlink" or (case.call == "open" and case.onward):
            extra = {name for name in extra if ".part" not in name}
        assert not extra, f"left behind: {sorted(extra)}"


class Recording(Scenario):
    """A simulated mat, whose frames are known, is recorded for a moment and finished."""
    name = "record"
    mat, rate, seconds = "jq-16x16", 60, 0.7
    talk = (r"^safe [0-9.]+ s$", r"visit\.h5: \d+ frames", r"frames lost,")

    def prepare(self):
        truth = self.source.with_name(f"{self.name}-truth.h5")
        made = run("simulate", "--scenario", "holds", "--mat", self.mat, "--rate", self.rate, "--duration", 10, "-o", truth)
        assert made.returncode == 0, made.stderr
        self.sent = frames_of(truth)[2]

    def command(self, folder):
        return ("record", "--port", "sim:holds", "--mat", self.mat, "--rate", self.rate, "--duration", self.seconds,
                "-o", folder / "visit.h5")

    def check_frames(self, session, safe_s, safe_frames):
        time_s, sequence, got = frames_of(session)
        assert len(time_s) == len(sequence) == len(got) > 0
        assert len(got) >= safe_frames, f"{len(got)} of {safe_frames} safe frames"
        assert time_s[-1] >= safe_s - 1e-9, f"safe until {safe_s} s, but it ends at {time_s[-1]} s"
        first = int(sequence[0])
        assert np.array_equal(sequence, np.arange(first, first + len(sequence))), "frames are missing"
        assert np.array_equal(got, self.sent[first:first + len(got)]), "frames are changed"

    def check(self, folder, case, done):
        session, journal = folder / "visit.h5", folder / "visit.h5.journal"
        safe_s, safe_frames = acknowledged(done.stderr)
        self.check_left_over(folder, case, ("visit.h5", "visit.h5.journal"))
        if done.returncode == 0:
            assert session.exists() and not journal.exists(), sorted(os.listdir(folder))
            assert frames_of(session)[0][-1] >= self.seconds - 2 / self.rate
        if journal.exists():
            recovered = run("recover", journal)
            if recovered.returncode != 0:
                assert safe_s == 0.0 and safe_frames == 0 and not session.exists(), (safe_s, safe_frames, recovered.stderr)
                return
            assert not journal.exists()
        elif not session.exists():
            assert safe_s == 0.0 and safe_frames == 0, "nothing is left of what was safe"
            return
        self.check_frames(session, safe_s, safe_frames)
        if case.how != "kill" and case.call != "unlink":
            self.check_left_over(folder, case, ("visit.h5",))


class Replacing(Recording):
    """The same over an older session: that one is there until the new one is whole."""
    name = "record --force"

    def prepare(self):
        super().prepare()
        made = run("simulate", "--scenario", "rolling", "--mat", "jq-16x16", "--duration", 1, "-o", self.source / "visit.h5")
        assert made.returncode == 0, made.stderr
        self.older = digest(self.source / "visit.h5")

    def command(self, folder):
        return (*super().command(folder), "--force")

    def check(self, folder, case, done):
        session = folder / "visit.h5"
        assert session.exists(), "the older session is gone"
        if digest(session) == self.older:
            assert done.returncode != 0
            session.unlink()
        super().check(folder, case, done)


class Recovering(Recording):
    """The journal of a recording that was cut off is finished."""
    name = "recover"
    talk = (r"visit\.h5: \d+ frames",)

    def prepare(self):
        super().prepare()
        recorder = subprocess.Popen([PALPATE, "record", "--port", "sim:holds", "--mat", self.mat, "--rate", str(self.rate),
                                     "-o", str(self.source / "visit.h5")], stderr=subprocess.PIPE, text=True)
        recorder.stderr.readline()
        recorder.kill()
        recorder.communicate()
        self.journal = digest(self.source / "visit.h5.journal")

    def command(self, folder):
        return "recover", folder / "visit.h5.journal"

    def check(self, folder, case, done):
        if done.returncode != 0 and not (folder / "visit.h5").exists():
            assert digest(folder / "visit.h5.journal") == self.journal, "the journal is changed"
        super().check(folder, case, done)

    # It was killed after its first word that 0.5 s are safe.
    seconds = 0.4


class Changing(Scenario):
    """A session is changed: afterwards it is the old one, or a whole new one."""
    frames = 60

    def prepare(self):
        made = run("simulate", "--scenario", "holds", "--mat", "jq-16x16", "--duration", 8, "-o", self.source / "visit.h5")
        assert made.returncode == 0, made.stderr
        self.before = digest(self.source / "visit.h5")
        self.sent = frames_of(self.source / "visit.h5")

    def changed(self, session):
        raise NotImplementedError

    def check(self, folder, case, done):
        session = folder / "visit.h5"
        self.check_left_over(folder, case, ("visit.h5",))
        now = digest(session)
        if done.returncode == 0:
            assert now != self.before
        if now != self.before:
            assert self.changed(session), "half a change"
        assert all(np.array_equal(got, sent) for got, sent in zip(frames_of(session), self.sent)), "frames are changed"
        if done.returncode != 0 and now == self.before:
            again = subprocess.run([PALPATE, *map(str, self.command(folder))], capture_output=True, text=True, timeout=60, check=False)
            assert again.returncode == 0, f"cannot be done again: {again.stderr}"
            self.check_left_over(folder, Case("", 0, "", False), ("visit.h5",))


class Annotating(Changing):
    name = "annotate"

    def command(self, folder):
        return "annotate", folder / "visit.h5", "--at", 3, "--kind", "pain", "--nrs", 4, "--text", "left calf"

    def changed(self, session):
        with h5py.File(session) as file:
            return "nrs" in file["events"] and 4 in file["events/nrs"][:]


class SavingResults(Changing):
    name = "analyze --save"

    def command(self, folder):
        return "analyze", folder / "visit.h5", "--save"

    def check_words(self, case, done):
        done.stdout = ""
        super().check_words(case, done)

    def changed(self, session):
        with h5py.File(session) as file:
            return "metrics" in file and len(file["metrics"]) > 0


class Making(Scenario):
    """Something new is made from what is there: afterwards it is whole, or not there at all."""
    target = ""

    def prepare(self):
        self.prepare_source()
        self.kept = {entry.name: digest(entry) for entry in self.source.iterdir() if entry.is_file()}
        whole = self.source.with_name(f"{self.name}-whole")
        shutil.copytree(self.source, whole)
        made = run(*self.command(whole))
        assert made.returncode == 0, made.stderr
        self.whole = self.content(whole / self.target)

    def prepare_source(self):
        pass

    def content(self, path):
        return [column.tobytes() for column in frames_of(path)]

    def check(self, folder, case, done):
        self.check_left_over(folder, case, (*self.kept, self.target, *((f"{self.target}.journal",) if case.how == "kill" or case.call == "unlink" else ())))
        for name, value in self.kept.items():
            assert digest(folder / name) == value, f"{name} is changed"
        target = folder / self.target
        if done.returncode == 0:
            assert target.exists()
        if target.exists():
            assert self.content(target) == self.whole, "half-made under its final name"
        elif not (folder / f"{self.target}.journal").exists():
            again = run(*self.command(folder))
            assert again.returncode == 0, f"cannot be done again: {again.stderr}"


class Importing(Making):
    name, target = "import", "visit.h5"
    talk = (r"visit\.h5: \d+ frames", r"^read as", r"left out", r"^matrix text")

    def prepare_source(self):
        values = np.random.default_rng(1).integers(0, 200, (40, 12 * 9)) / 10
        lines = [" ".join(f"{value:.1f}" for value in row) for row in values]
        (self.source / "frames.csv").write_text("\n".join(line.replace(" ", ",") for line in lines) + "\n")

    def command(self, folder):
        return ("import", folder / "frames.csv", "--rows", 12, "--cols", 9, "--pitch-mm", 10, "--rate", 20, "--unit", "kpa",
                "-o", folder / "visit.h5")


class Simulating(Making):
    name, target = "simulate", "visit.h5"
    talk = (r"visit\.h5: \d+ frames",)

    def command(self, folder):
        return "simulate", "--scenario", "holds", "--mat", "jq-16x16", "--duration", 1.5, "-o", folder / "visit.h5"


class Exporting(Making):
    name, target = "export", "tables"
    talk = (r"^\d+ frames: ",)

    def prepare_source(self):
        made = run("simulate", "--scenario", "holds", "--mat", "jq-16x16", "--duration", 6, "-o", self.source / "visit.h5")
        assert made.returncode == 0, made.stderr

    def command(self, folder):
        return "export", folder / "visit.h5", "--csv", folder / "tables"

    def content(self, path):
        return {entry.name: digest(entry) for entry in path.iterdir()}


SCENARIOS = (Recording, Replacing, Recovering, Annotating, SavingResults, Importing, Simulating, Exporting)


def campaign(scenario, work, pick, workers, limit_s=None):
    """Runs the cases of one scenario; gives (calls, outcomes, failures)."""
    counts = scenario.counts(work / f"{scenario.name}-count")
    cases = list(cases_of(counts, pick))
    outcomes, failures = collections.Counter(), []

    def one(number, case):
        folder = work / f"{scenario.name}-{number}"
        try:
            result = scenario.outcome(folder, case)
        except (AssertionError, subprocess.TimeoutExpired, OSError, KeyError) as problem:
            failures.append((scenario.name, case, problem))
            return "FAILED"
        shutil.rmtree(folder, ignore_errors=True)
        return result

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for result in pool.map(one, range(len(cases)), cases):
            outcomes[result] += 1
    return counts, outcomes, failures


def describe(name, counts, outcomes, seconds):
    calls = ", ".join(f"{count} {call}" for call, count in sorted(counts.items()))
    return (f"| {name} | {sum(counts.values())} ({calls}) | {sum(outcomes.values()) - outcomes['not reached']} | {outcomes['done']} | "
            f"{outcomes['refused']} | {outcomes['killed']} | {outcomes['FAILED']} | {seconds:.0f} s |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", help="a scenario; may be repeated")
    parser.add_argument("--every", type=int, default=1, help="only every n-th call of a kind")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--show", type=int, default=20, help="how many failures to print")
    options = parser.parse_args()
    failed = []
    print("| command | calls on its files | cases | done all the same | refused | killed | FAILED | time |", flush=True)
    print("|---|---|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="palpate-faults-") as name:
        work = Path(name)
        for make in SCENARIOS:
            if options.only and make.name not in options.only:
                continue
            began = time.monotonic()
            counts, outcomes, failures = campaign(make(work), work, lambda numbers: numbers[::options.every], options.workers)
            failed += failures
            print(describe(make.name, counts, outcomes, time.monotonic() - began), flush=True)
            for scenario, case, problem in failures[:options.show]:
                print(f"  {scenario}: {case}: {problem!r}", file=sys.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
