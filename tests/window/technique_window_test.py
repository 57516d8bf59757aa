"""Every technique in a real window, from the techniques page to the review, once with the mouse alone and once with the keyboard alone."""
import json
import os
import pathlib
import re
import socket
import subprocess
import threading
import time

import desktop
from window_case import MISSING, PALPATE, WindowTest, palpate_json, run_tests

if not MISSING:
    import h5py

    import hands

# Sixteen of them end before ctest's own limit.
MOST_S_A_SESSION = 240
AT_LEAST_10_S = r"Safe to (?:00:[1-5]\d|0[1-9]:\d\d)"
LIMIT, RATING = 4, 7
SETUP_TITLES = {"tool_on_mat": "Tool on the mat", "mat_between": "Mat in between"}
TECHNIQUES = ("neck-upper-traps", "chest-shoulders", "upper-back", "lower-back", "glutes", "quads", "hamstrings", "calves")
QUICK = {("upper-back", "keyboard"), ("neck-upper-traps", "mouse")}
WORKING = r"Settle in|Rolling|Holding|Moving on|(?:Slower|Faster|Stay on|Hold|Lean in|Ease off|Off)\b.*:.*"
CLIENT_VIEW = "Palpate: client view"
TABLE = "Technique: what was asked and what was done"


class NetworkMat:
    """A simulated mat on a pseudo-terminal, behind a port of the network. Its client begins when somebody connects."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(MOST_S_A_SESSION)
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.mat = None
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        try:
            connection, _ = self.listener.accept()
        except OSError:
            return
        self.mat = desktop.start([PALPATE, "simulate", "--pty", "--scenario", self.scenario], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        port = desktop.first_line(self.mat.stdout.fileno(), 20, "the simulated mat")
        terminal = os.open(port, os.O_RDWR | os.O_NOCTTY)
        with connection:
            try:
                while chunk := os.read(terminal, 65536):
                    connection.sendall(chunk)
            except OSError:
                pass
        os.close(terminal)

    def stop(self):
        self.listener.close()
        if self.mat is not None:
            self.mat.kill()
            self.mat.wait(10)
            self.mat.stdout.close()
        self.thread.join(10)


class ByMouse:
    """Every step of a session with the pointer alone."""

    def __init__(self, reader, technique):
        self.technique = technique
        self.hands = hands.Mouse(reader)

    def choose_technique(self):
        self.hands.press("Techniques")
        self.hands.press(self.technique["title"])

    def agree(self):
        self.hands.press("Pain, at most: one less")
        self.hands.press("Use this technique")

    def connect(self):
        self.hands.choose("Scenario", f"{self.technique['title']}, done well")
        self.hands.press(SETUP_TITLES[self.technique["setups"][0]])
        self.hands.press("Connect")

    def answer_screening(self):
        self.hands.button(".*open wound.* No")
        for name in [control.name for control in self.hands.reader.all_shown() if control.role == "check box" and control.name.endswith("? No")]:
            self.hands.press(re.escape(name))
        self.hands.press("Go on")

    def place_outline(self):
        self.hands.press("Place outline")
        self.hands.button(r"Done \(Enter\)")
        heatmap = self.hands.find(("filler",), "Pressure on the mat")
        self.hands.drag(*heatmap.centre, 0, 24)
        self.hands.press(r"Done \(Enter\)")

    def record(self):
        self.hands.press("Record")

    def rate(self):
        self.hands.press("Client view")
        self.hands.find(hands.WINDOWS, CLIENT_VIEW)
        self.hands.press(r"Close \(Escape\)")
        self.hands.wait_until_gone(CLIENT_VIEW)
        self.hands.press(f"Pain {RATING} of 10")

    def stop(self):
        self.hands.press("Stop recording")

    def review(self):
        self.hands.press("Open in review")

    def effort(self):
        return f"{self.hands.wheel_turns} turns of the wheel"


class ByKeyboard:
    """Every step of a session with keys alone, the mat on the network."""

    def __init__(self, reader, technique):
        self.technique = technique
        self.hands = hands.Keyboard(reader)
        self.mat = NetworkMat(f"{technique['id']}-too-fast")

    def choose_technique(self):
        self.hands.button("Live")
        self.hands.tab_to("Live")
        self.hands.key("Down")
        self.hands.press(self.technique["title"], key="Return")

    def agree(self):
        self.hands.button("Use this technique")
        self.hands.tab_to("Pain, at most", ("spin button",))
        self.hands.key("Down")
        self.hands.press("Use this technique", key="Return")

    def connect(self):
        self.hands.tab_to("Simulated client")
        self.hands.key("Right", "Right")
        self.hands.tab_to("Address and port of the mat", ("text",))
        self.hands.type(self.mat.address)
        self.hands.tab_to("Client code", ("text",))
        self.hands.type("W-1")
        self.hands.press("Connect", key="Return")

    def answer_screening(self):
        self.hands.button(".*open wound.* No")
        desktop.wait_for(lambda: self.hands.reader.focused().name.endswith("? No"), 10, "the first question does not have the focus")
        while (at := self.hands.reader.focused()).name.endswith("? No"):
            self.hands.key("n")
            self.hands.wait_for_other_focus(at)
        self.hands.press("Go on", key="Return")

    def place_outline(self):
        self.hands.press("Place outline")
        self.hands.button(r"Done \(Enter\)")
        self.hands.key("Down")
        self.hands.key("Return")

    def record(self):
        self.hands.key("ctrl+r")
        # The set-up was left open: it is asked now.
        self.hands.press(SETUP_TITLES[self.technique["setups"][0]])

    def rate(self):
        self.hands.key("F11")
        self.hands.find(hands.WINDOWS, CLIENT_VIEW)
        # The client's window has the focus now.
        self.hands.key(str(RATING))

    def stop(self):
        self.hands.key("F11")
        self.hands.wait_until_gone(CLIENT_VIEW)
        self.hands.key("ctrl+r")

    def review(self):
        self.hands.press("Open in review", key="Return")

    def effort(self):
        return f"{self.hands.tabs} times Tab, {self.hands.most_tabs} at most in a row"


class TechniqueWindowTest(WindowTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.techniques = {technique_id: palpate_json("techniques", technique_id) for technique_id in TECHNIQUES}

    def run_session(self, technique_id, therapist):
        began = time.monotonic()
        technique = self.techniques[technique_id]
        home = pathlib.Path(self.folder.name) / f"{technique_id}-by-{therapist.__name__}"
        session = therapist(self.open_window(home), technique)
        if isinstance(session, ByKeyboard):
            self.addCleanup(session.mat.stop)
        look = session.hands
        session.choose_technique()
        session.agree()
        session.connect()
        session.answer_screening()
        session.place_outline()
        session.record()
        look.button("Stop recording")
        coached = look.hear(WORKING, 60)
        look.hear(AT_LEAST_10_S, 60)
        session.rate()
        cue = look.hear(f"Ease off: pain {RATING}, agreed limit {LIMIT}")
        session.stop()
        saved = look.read("Saved: .*", 60)
        session.review()
        table = look.find(("table",), re.escape(TABLE))
        rules = [row.name for row in look.rows(table)]
        self.assertGreater(len(rules), 3)
        path = self.assertSaved(home, technique_id, technique)
        print(f"{technique_id} by {therapist.__name__}: {time.monotonic() - began:.0f} s, {session.effort()}; '{coached}', '{cue}'; "
              f"{saved.split(' Every')[0]}; {len(rules)} rules in review", flush=True)

    def assertSaved(self, home, technique_id, technique):
        """The stored session says what was agreed, answered and rated, and how it was kept to."""
        path, = (home / "Documents/Palpate").glob("*.h5")
        with h5py.File(path) as session:
            coaching = dict(session["coaching"].attrs)
            plan = json.loads("".join(part if isinstance(part, str) else part.decode() for name, part in sorted(coaching.items()) if name.startswith("plan_")))
        self.assertEqual(plan["technique"]["id"], technique_id)
        self.assertEqual(plan["pain_limit"], LIMIT)
        self.assertEqual(plan["screening"], {"yes": []})
        # Moved down, from the middle of a mat of 640 mm.
        self.assertGreater(plan["placement"]["y_mm"], 325)
        result = palpate_json("analyze", path)
        self.assertEqual(result["session"]["setup"], technique["setups"][0])
        self.assertGreaterEqual(result["session"]["duration_s"], 10)
        self.assertIn(RATING, [event.get("nrs") for event in palpate_json("info", path)["events"]])
        coach = result["technique"]
        self.assertEqual((coach["id"], coach["pain_limit"]), (technique_id, LIMIT))
        self.assertIn("ease_off_pain", [cue["kind"] for cue in coach["cues"]])
        self.assertEqual([rule["met"] for rule in coach["adherence"] if rule["rule"] == "pain"], [False])
        return path


def add_test(technique_id, name, therapist):
    def test(self):
        self.run_session(technique_id, therapist)
    setattr(TechniqueWindowTest, f"test_{technique_id.replace('-', '_')}_by_{name}_alone", test)


def add_tests():
    """The sessions that are asked for; how many they are."""
    count = 0
    wanted = os.environ.get("PALPATE_WINDOW_RUNS", "quick")
    for technique_id in TECHNIQUES:
        for name, therapist in (("mouse", ByMouse), ("keyboard", ByKeyboard)):
            if wanted == "all" or (technique_id, name) in QUICK:
                add_test(technique_id, name, therapist)
                count += 1
    return count


if __name__ == "__main__":
    run_tests(MOST_S_A_SESSION * add_tests())
