"""A desktop of its own for a test: a screen, a window manager, a session bus, and the bus that screen readers listen to."""
import ctypes
import os
import select
import shutil
import signal
import subprocess
import time

WIDTH, HEIGHT = 1440, 900
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
BUS_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def bus_launcher():
    return next((path for path in BUS_LAUNCHERS if os.access(path, os.X_OK)), None)


def what_is_missing():
    """What this machine lacks for a test in a real window; empty where it has all of it."""
    missing = [program for program in ("Xvfb", "xdotool", "openbox", "dbus-daemon") if shutil.which(program) is None]
    if bus_launcher() is None:
        missing.append("at-spi2-core")
    try:
        import gi
        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError):
        missing.append("gir1.2-atspi-2.0 with python3-gi")
    try:
        import h5py  # noqa: F401
    except ImportError:
        missing.append("python3-h5py")
    return missing


def wait_for(condition, seconds, what):
    """Polls until the condition gives something true, which is returned; fails with `what` after the deadline."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"after {seconds:g} s: {what() if callable(what) else what}")
        time.sleep(0.03)


def start(arguments, last_signal=signal.SIGKILL, **options):
    """A process that does not outlive this one, however this one ends."""
    def die_with_parent():
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, last_signal)
    return subprocess.Popen(arguments, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent, **options)


def first_line(descriptor, seconds, what):
    end, line = time.monotonic() + seconds, b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], max(0.0, end - time.monotonic()))
        said = os.read(descriptor, 4096) if ready else b""
        if not said:
            raise AssertionError(f"{what} did not start within {seconds:g} s")
        line += said
    return line.decode().strip()


def children():
    """Every process below this one: with the sub-reaper, also those whose parents are gone."""
    parents = {}
    for entry in os.listdir("/proc"):
        try:
            with open(f"/proc/{entry}/stat", encoding="utf-8") as stat:
                parents[int(entry)] = int(stat.read().rsplit(")", 1)[1].split()[1])
        except (ValueError, OSError):
            continue
    below, found = {os.getpid()}, []
    while True:
        more = [pid for pid, parent in parents.items() if parent in below and pid not in below]
        if not more:
            return found
        below.update(more)
        found += more


class Desktop:
    """Until stop(): DISPLAY and the session bus of this process are those of a new, empty desktop."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = []
        self.log = open(folder / "desktop.log", "w", encoding="utf-8")
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self):
        (self.folder / "run").mkdir(mode=0o700)
        os.environ.update({"HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder / "run")})
        for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "AT_SPI_BUS_ADDRESS", "XAUTHORITY"):
            os.environ.pop(name, None)
        told, tell = os.pipe()
        self._start_quietly("Xvfb", "-displayfd", str(tell), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", pass_fds=[tell])
        os.close(tell)
        os.environ["DISPLAY"] = ":" + first_line(told, 20, "Xvfb")
        os.close(told)
        bus = self._start_quietly("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1", stdout=subprocess.PIPE)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = first_line(bus.stdout.fileno(), 20, "dbus-daemon")
        bus.stdout.close()
        # As a screen reader asks for it. It takes its own bus down when it is asked to end.
        self._start_quietly(bus_launcher(), "--launch-immediately", "--a11y=1", "--screen-reader=1", last_signal=signal.SIGTERM)
        self._start_quietly("openbox", "--sm-disable")
        wait_for(lambda: subprocess.run(["xdotool", "get_desktop"], capture_output=True, timeout=20, check=False).returncode == 0, 20,
                 "the window manager does not answer")

    def _start_quietly(self, *arguments, **options):
        process = start(arguments, **{"stdout": self.log, "stderr": self.log, **options})
        self.processes.append(process)
        return process

    def stop(self):
        """Ends everything below this process; what could not be ended is returned."""
        self.log.close()
        end = time.monotonic() + 10
        left = children()
        while left and time.monotonic() < end:
            for pid in left:
                try:
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)
                except (ProcessLookupError, ChildProcessError):
                    pass
            left = children()
        for process in self.processes:
            process.poll()
        return left
