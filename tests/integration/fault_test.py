"""A part of the failing-call campaign (fault_campaign.py): of each kind of call the last one fails."""
import os
import tempfile
import unittest
from pathlib import Path

import fault_campaign
from fault_campaign import LIBRARY, Recording, Case, acknowledged, campaign
from program import ProgramTest

WORKERS = 4


def some(numbers):
    """The last: what is nearest to the end of the work has most to lose."""
    return [numbers[-1]]


@unittest.skipUnless(os.path.exists(LIBRARY), "the failing calls are not built under a sanitizer")
class FaultTest(ProgramTest):
    def assertSurvives(self, make):
        with tempfile.TemporaryDirectory(prefix="palpate-faults-") as name:
            counts, outcomes, failures = campaign(make(Path(name)), Path(name), some, WORKERS)
        print(fault_campaign.describe(make.name, counts, outcomes, 0))
        self.assertEqual([f"{case}: {problem!r}" for _, case, problem in failures], [])
        self.assertGreater(outcomes["refused"], 0, "no fault was noticed")
        self.assertGreater(outcomes["done"], 0, "no harmless fault was tried")

    def test_a_disk_that_fails_ends_the_recording_at_once(self):
        """30 s were asked for; the disk fails after one."""
        for case in (Case("write", 60, "ENOSPC", True), Case("write", 60, "EIO", True), Case("sync", 4, "EIO", True)):
            with tempfile.TemporaryDirectory(prefix="palpate-faults-") as name:
                recording = Recording(Path(name))
                recording.seconds = 30
                folder = Path(name) / "one"
                done, _ = recording.run(folder, case)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertTrue((folder / "visit.h5.journal").exists())
                recording.check(folder, case, done)
                self.assertLess(acknowledged(done.stderr)[0], 5.0)


def add(make):
    setattr(FaultTest, f"test_{make.name.replace(' --', '_')}", lambda self: self.assertSurvives(make))


for one in fault_campaign.SCENARIOS:
    # Their calls are those of an import and of a recording.
    if one not in (fault_campaign.Simulating, fault_campaign.Replacing):
        add(one)

if __name__ == "__main__":
    unittest.main(verbosity=2)
