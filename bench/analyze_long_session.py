#!/usr/bin/python3
"""`palpate analyze` on ten minutes of a 64 x 64 mat at 100 Hz: 60,000 compressed frames, without and with faulty cells.

usage: analyze_long_session.py PALPATE

Simulates the sessions in a temporary folder, then prints the time, processor time and memory of the analysis.
"""

import os
import subprocess
import sys
import tempfile
import time


def analyze(palpate, session):
    """Seconds, seconds of processor time, MB: the best of three."""
    best = None
    for _ in range(3):
        start = time.monotonic()
        pid = os.posix_spawn(palpate, [palpate, "analyze", session, "--json"], os.environ,
                             file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
        _, status, usage = os.wait4(pid, 0)
        seconds = time.monotonic() - start
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{palpate} analyze {session} failed")
        run = (seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
        best = min(best or run, run)
    return best


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    palpate = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        for name, options in (("whole", []), ("with faulty cells", ["--faults"])):
            session = os.path.join(folder, "session.h5")
            subprocess.run([palpate, "simulate", "--scenario", "holds", "--mat", "palpate-64x64", "--rate", "100",
                            "--duration", "600", "--force", "-o", session, *options],
                           check=True, stdout=subprocess.DEVNULL)
            seconds, cpu_seconds, megabytes = analyze(palpate, session)
            size = os.path.getsize(session) / 1e6
            print(f"analyze 60,000 frames of 64 x 64 ({size:.0f} MB), {name}: "
                  f"{seconds:.2f} s, {cpu_seconds:.2f} s of processor time, {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
