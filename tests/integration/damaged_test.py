"""Some of the damaged copies of damaged_files.py: every way, in both styles of HDF5 files."""
import tempfile
import unittest
from pathlib import Path

from damaged_files import WAYS, Campaign


class DamagedFilesTest(unittest.TestCase):
    def test_are_refused_with_a_reason_or_their_damage_is_named(self):
        with tempfile.TemporaryDirectory(prefix="palpate-damaged-") as name:
            campaign = Campaign(Path(name), seed=7)
            campaign.run(12 * len(WAYS))
        self.assertEqual(campaign.broken, [])
        outcomes = {outcome for _, _, outcome in campaign.results}
        self.assertIn("refused", outcomes)
        self.assertIn("named", outcomes)


if __name__ == "__main__":
    unittest.main()
