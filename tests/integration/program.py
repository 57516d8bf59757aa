"""Starts the palpate command and reads what it says. Used by the process tests."""
import json
import os
import re
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

PALPATE = os.environ.get("PALPATE") or str(Path(__file__).resolve().parents[2] / "build/dev/cli/palpate")
SHARED_DATA = Path(os.environ.get("PALPATE_SHARED_DATA") or Path(__file__).resolve().parents[3] / "shared/data")


def run(*arguments, stdin=None, timeout=120):
    return subprocess.run([PALPATE, *map(str, arguments)], capture_output=True, text=True, input=stdin, timeout=timeout, check=False)


def run_json(*arguments):
    done = run(*arguments, "--json")
    if done.returncode != 0:
        raise AssertionError(f"palpate {' '.join(map(str, arguments))}: {done.stderr}")
    return json.loads(done.stdout)


class SimulatedMat:
    """`palpate simulate --pty`: a mat on a pseudo-terminal until the block is left."""

    def __init__(self, *options):
        self.options = options

    def __enter__(self):
        self.process = subprocess.Popen([PALPATE, "simulate", "--pty", *map(str, self.options)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.port = self.process.stdout.readline().strip()
        if not self.port:
            raise AssertionError(self.process.communicate()[1])
        return self

    def stop(self):
        """Ends the mat and gives (frames sent, frames no reader took)."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        message = self.process.communicate(timeout=30)[1]
        found = re.search(r"(\d+) frames sent, (\d+) not taken", message)
        return tuple(map(int, found.groups())) if found else None

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


def safe_seconds(messages):
    """The last "safe S s" that a recorder announced."""
    found = re.findall(r"^safe ([0-9.]+) s$", messages, re.MULTILINE)
    return float(found[-1]) if found else None


class ProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="palpate-process-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def assertRefused(self, done, *words, status=1):
        """One clear line on standard error, the status, and nothing on standard output."""
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(done.stdout, "")
        lines = done.stderr.strip().splitlines()
        self.assertEqual(len(lines), 1, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)


def wait_until(condition, seconds):
    """Polls until the condition gives something true; None after the limit."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.01)
    return None
