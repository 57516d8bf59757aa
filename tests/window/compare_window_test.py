"""From two recordings to a verdict in a real window: three clicks with the mouse, or keys alone."""
import pathlib
import re
import time
from concurrent.futures import ThreadPoolExecutor

from window_case import MISSING, WindowTest, palpate, palpate_json, run_tests

if not MISSING:
    import hands

MOST_S = 240
PLACE_MM = (283, 178)
PAIN_BEFORE, PAIN_AFTER = 8, 3


class CompareWindowTest(WindowTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home = pathlib.Path(cls.folder.name) / "therapist"
        recordings = cls.home / "Documents/Palpate"
        recordings.mkdir(parents=True)
        cls.paths = [recordings / "visit-before.h5", recordings / "visit-after.h5"]
        with ThreadPoolExecutor(2) as recorders:
            list(recorders.map(cls.record, ("before", "after"), cls.paths, (PAIN_BEFORE, PAIN_AFTER)))

    @staticmethod
    def record(phase, path, pain):
        palpate("record", "--port", "sim:lying", "--mat", "palpate-64x64", "--duration", 6, "--setup", "mat_between", "--client", "C-7",
                "--phase", phase, "-o", path)
        palpate("annotate", path, "--at", 5, "--kind", "pain", "--nrs", pain, "--x-mm", PLACE_MM[0], "--y-mm", PLACE_MM[1])

    def assertVerdict(self, look):
        """What the page says is what the command says of the same two files."""
        said = palpate_json("compare", *self.paths)["headline"]
        self.assertIn("lower", said)
        return look.read(re.escape(said), 60)

    def test_three_clicks_of_the_mouse(self):
        mouse = hands.Mouse(self.open_window(self.home))
        mouse.button("Compare")
        began = time.monotonic()
        mouse.press("Compare")
        for phase in ("before", "after"):
            row = mouse.find(("table cell",), rf"C-7 · {phase} · .*")
            mouse.click(row)
        said = self.assertVerdict(mouse)
        self.assertEqual(mouse.clicks, 3)
        print(f"three clicks, {time.monotonic() - began:.1f} s: '{said}'", flush=True)

    def test_keys_alone(self):
        keyboard = hands.Keyboard(self.open_window(self.home))
        keyboard.button("Live")
        keyboard.tab_to("Live")
        keyboard.key("Down", "Down", "Down")
        keyboard.find(("table",), ".*")
        keyboard.tab_to(".*", ("table cell", "table"))
        keyboard.key("Home", "Return", "Down", "Return")
        self.assertVerdict(keyboard)


if __name__ == "__main__":
    run_tests(MOST_S)
