#!/usr/bin/python3
"""The long runs behind docs/reliability.md and docs/performance.md: `./dev soak [PART]...`.

streams  a simulated 64 x 64 mat over a pseudo-terminal for 10 minutes at 100 Hz and 1 minute at 500 Hz, every frame compared
kills    1,000 kills while recording, finishing and recovering
faults   every call on a session's files made to fail in turn (fault_campaign.py)
damage   10,000 damaged copies of sessions in two styles of HDF5 files (damaged_files.py)
hours    8 hours of recording in compressed time, with the memory it takes

Prints one line per run; ends with status 1 on the first loss.
"""
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import h5py
import numpy as np

HERE = Path(__file__).resolve().parent
PALPATE = str(Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parents[1] / "build/dev/cli/palpate").resolve())
os.environ["PALPATE"] = PALPATE

from program import SimulatedMat, run  # noqa: E402  (needs PALPATE)


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu_of(process):
    """User and system seconds of a running process."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def record(folder, rate, seconds):
    reference, path = folder / f"sent-{rate}.h5", folder / f"recorded-{rate}.h5"
    made = run("simulate", "--scenario", "holds", "--rate", rate, "--duration", seconds + 20, "-o", reference, timeout=600)
    assert made.returncode == 0, made.stderr
    with SimulatedMat("--scenario", "holds", "--rate", rate, "--duration", seconds + 20) as mat:
        recorder = subprocess.Popen([PALPATE, "record", "--port", mat.port, "--duration", str(seconds), "-o", str(path)],
                                    stderr=subprocess.PIPE, text=True)
        time.sleep(seconds * 0.95)
        cpu = cpu_of(recorder) / (seconds * 0.95)
        resident = [line for line in Path(f"/proc/{recorder.pid}/status").read_text().splitlines() if line.startswith("VmHWM")][0]
        messages = recorder.communicate(timeout=300)[1]
        assert recorder.returncode == 0, messages
    with h5py.File(path) as recorded, h5py.File(reference) as sent:
        sequence = recorded["frame_seq"][:]
        assert np.all(np.diff(sequence) == 1), "frames are missing"
        assert "0 frames lost, 0 checksum errors" in messages, messages
        for start in range(0, len(sequence), 1000):
            got = recorded["pressure"][start:start + 1000]
            first = int(sequence[start])
            assert np.array_equal(got, sent["pressure"][first:first + len(got)]), f"frames after {first} differ"
    print(f"64 x 64 at {rate} Hz for {seconds} s: {len(sequence)} frames, all equal to what was sent; "
          f"{100 * cpu:.1f} % of a core while recording, {resident.split()[1]} kB resident at most", flush=True)


def streams():
    with tempfile.TemporaryDirectory(prefix="palpate-soak-") as name:
        record(Path(name), 100, 600)
        record(Path(name), 500, 60)
    return 0


def script(name, **variables):
    return subprocess.run(["/usr/bin/python3", "-B", HERE / name], env={**os.environ, **variables}, check=False).returncode


PARTS = {
    "streams": streams,
    "kills": lambda: script("kill_test.py", PALPATE_KILLS=os.environ.get("PALPATE_KILLS", "1002")),
    "faults": lambda: script("fault_campaign.py"),
    "damage": lambda: script("damaged_files.py"),
    "hours": lambda: script("long_recording_test.py", PALPATE_HOURS=os.environ.get("PALPATE_HOURS", "8")),
}


def main():
    for part in sys.argv[2:] or PARTS:
        if part not in PARTS:
            print(f"soak: no part {part}: {', '.join(PARTS)}", file=sys.stderr)
            return 2
        if (status := PARTS[part]()) != 0:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
