"""A program in a real window on a desktop of its own, until the tests of a class have ended."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

import desktop

MISSING = desktop.what_is_missing()
if not MISSING:
    import controls

BUILD = pathlib.Path(__file__).resolve().parents[2] / "build/dev"
PALPATE = os.environ.get("PALPATE") or str(BUILD / "cli/palpate")
WINDOW = os.environ.get("PALPATE_GUI") or str(BUILD / "gui/palpate-gui")


def palpate(*arguments):
    done = subprocess.run([PALPATE, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def palpate_json(*arguments):
    return json.loads(palpate(*arguments, "--json"))


class WindowTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="palpate-window-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.desktop = desktop.Desktop(pathlib.Path(cls.folder.name))
        cls.addClassCleanup(cls.take_down)

    @classmethod
    def take_down(cls):
        left = cls.desktop.stop()
        if left:
            raise AssertionError(f"processes are left: {left}")

    def open_window(self, home):
        """Reads the window of a program that has its recordings and settings in `home`."""
        home.mkdir(exist_ok=True)
        log = open(home / "palpate-gui.log", "w", encoding="utf-8")
        self.addCleanup(log.close)
        window = desktop.start([WINDOW], stdout=log, stderr=log, env={
            **os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data")})
        self.addCleanup(self.close_window, window)
        reader = controls.Reader(window.pid)
        self.addCleanup(reader.stop)
        return reader

    @staticmethod
    def close_window(window):
        window.terminate()
        try:
            window.wait(20)
        except subprocess.TimeoutExpired:
            window.kill()
            window.wait(20)


def out_of_time(*_):
    raise TimeoutError("the tests take too long")


def run_tests(most_s):
    """As unittest.main(), ended before ctest's own limit, so that the desktop is always taken down."""
    if MISSING:
        print("OK (skipped=1): a test in a real window needs " + ", ".join(MISSING), file=sys.stderr)
        sys.exit(0)
    signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(most_s)
    unittest.main()
