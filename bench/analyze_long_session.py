#!/usr/bin/python3
"""`palpate analyze` and `palpate compare` on ten minutes of a 64 x 64 mat at 100 Hz: 60,000 compressed frames a session.

usage: analyze_long_session.py PALPATE

Simulates the sessions in a temporary folder, then prints the time, processor time and memory: of the analysis without and
with faulty cells, and of the comparison of two recordings of a lying person.
"""

import os
import subprocess
import sys
import tempfile
import time


def simulate(palpate, session, scenario, *options):
    subprocess.run([palpate, "simulate", "--scenario", scenario, "--mat", "palpate-64x64", "--rate", "100",
                    "--duration", "600", "--force", "-o", session, *options],
                   check=True, stdout=subprocess.DEVNULL)


def report(what, palpate, *arguments):
    """Prints seconds, seconds of processor time, MB: the best of three."""
    best = None
    for _ in range(3):
        start = time.monotonic()
        pid = os.posix_spawn(palpate, [palpate, *arguments, "--json"], os.environ,
                             file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
        _, status, usage = os.wait4(pid, 0)
        seconds = time.monotonic() - start
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{palpate} {' '.join(arguments)} failed")
        run = (seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
        best = min(best or run, run)
    print("{}: {:.2f} s, {:.2f} s of processor time, {:.0f} MB".format(what, *best))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    palpate = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        session = os.path.join(folder, "session.h5")
        for name, options in (("whole", []), ("with faulty cells", ["--faults"])):
            simulate(palpate, session, "holds", *options)
            size = os.path.getsize(session) / 1e6
            report(f"analyze 60,000 frames of 64 x 64 ({size:.0f} MB), {name}", palpate, "analyze", session)
        pair = [os.path.join(folder, name) for name in ("before.h5", "after.h5")]
        for seed, path in enumerate(pair, start=1):
            simulate(palpate, path, "lying", "--seed", str(seed))
        report("compare 2 x 60,000 frames of 64 x 64", palpate, "compare", *pair)


if __name__ == "__main__":
    main()
