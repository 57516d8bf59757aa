"""Two therapists: one has only a mouse, one has only a keyboard. Both move the real pointer or press real keys."""
import re
import subprocess
import time

from gi.repository import Atspi

from controls import Control
from desktop import wait_for

PATIENCE_S = 20
MOST_TABS = 60
WINDOWS = ("frame", "filler")
PRESSABLE = ("push button", "check box", "toggle button", "radio button")


def xdotool(*arguments):
    subprocess.run(["xdotool", *map(str, arguments)], check=True, timeout=20, capture_output=True)


class Hands:
    """What both can do with their eyes: find a control, and read it."""

    def __init__(self, reader):
        self.reader = reader

    def look(self, roles, name):
        """The shown control of one of these roles whose name matches, or None."""
        pattern = re.compile(name)
        return next((control for control in self.reader.all_shown() if control.role in roles and pattern.fullmatch(control.label)), None)

    def find(self, roles, name, seconds=PATIENCE_S):
        return wait_for(lambda: self.look(roles, name), seconds, lambda: f"no {' or '.join(roles)} named '{name}' is shown; there are\n"
                        + "\n".join(str(control) for control in self.reader.all_shown() if control.name))

    def button(self, name):
        """A button that can be pressed now."""
        def pressable():
            control = self.look(PRESSABLE, name)
            return control if control is not None and control.has(Atspi.StateType.ENABLED) else None
        return wait_for(pressable, PATIENCE_S, lambda: f"no button '{name}' that can be pressed; there are\n"
                        + "\n".join(str(control) for control in self.reader.all_shown() if control.role in PRESSABLE))

    def read(self, name, seconds=PATIENCE_S):
        """Waits for words on the screen, and gives them."""
        return self.find(("filler", "label", "frame", "panel"), name, seconds).name

    def wait_until_gone(self, window):
        wait_for(lambda: self.look(WINDOWS, window) is None, PATIENCE_S, f"'{window}' stays open")

    def hear(self, words, seconds=PATIENCE_S):
        """Waits until the program tells a screen reader these words, since the last time: they may be gone again soon."""
        pattern = re.compile(words)

        def said():
            self.reader.listen()
            return next((said for said in self.reader.said if pattern.fullmatch(said)), None)
        found = wait_for(said, seconds, lambda: f"'{words}' was not said; last was said\n" + "\n".join(self.reader.said[-20:]))
        self.reader.said.clear()
        return found

    @staticmethod
    def rows(table):
        """The first cell of each row."""
        inside = table.accessible
        columns = Atspi.Table.get_n_columns(inside)
        count = Atspi.Table.get_n_rows(inside)
        assert columns > 0
        return [Control(Atspi.Table.get_accessible_at(inside, row, 0)) for row in range(count)]


class Mouse(Hands):
    wheel_turns = 0
    clicks = 0

    def _bring_into_view(self, control):
        """Turns the wheel until all of the control is inside the scroll areas it lies in."""
        end = time.monotonic() + PATIENCE_S
        while True:
            viewport = self._viewport_of(control)
            if viewport is None:
                return
            _, top, _, bottom = control.box
            left, upper, right, lower = viewport
            if (top >= upper and bottom <= lower) or time.monotonic() > end:
                assert top >= upper and bottom <= lower, f"{control} cannot be brought into view"
                return
            self.wheel_turns += 1
            xdotool("mousemove", right - 6, (upper + lower) // 2, "click", 5 if bottom > lower else 4)
            before = control.box
            end_of_turn = time.monotonic() + 1.0
            while control.box == before and time.monotonic() < end_of_turn:
                time.sleep(0.02)

    def _viewport_of(self, control):
        """The box of the nearest ancestor that cuts the control, if one does."""
        box, above = control.box, control.parent()
        while above is not None and above.role not in ("application", "desktop frame"):
            left, top, right, bottom = above.box
            if right > left and bottom > top and (box[1] < top or box[3] > bottom):
                return left, top, right, bottom
            # A list that folds out lies over what it belongs to.
            above = above.parent() if above.role != "list" else None
        return None

    def click(self, control):
        self._bring_into_view(control)
        self.clicks += 1
        xdotool("mousemove", *control.centre, "click", 1)

    def press(self, name):
        self.click(self.button(name))

    def choose(self, box_name, item_name):
        self.click(self.find(("combo box",), box_name))
        item = self.find(("list item",), item_name)
        self.click(item)
        wait_for(lambda: self.look(("list item",), item_name) is None, PATIENCE_S, f"the list of '{box_name}' stays open")

    def drag(self, from_x, from_y, by_x, by_y):
        xdotool("mousemove", from_x, from_y, "mousedown", 1)
        for share in (0.25, 0.5, 0.75, 1.0):
            xdotool("mousemove", int(from_x + share * by_x), int(from_y + share * by_y))
        xdotool("mouseup", 1)


class Keyboard(Hands):
    tabs = 0
    most_tabs = 0

    def key(self, *keys):
        xdotool("key", *keys)

    def type(self, text):
        xdotool("type", "--delay", 20, text)

    def wait_for_other_focus(self, before):
        place = before.box if before is not None else None

        def has_moved():
            now = self.reader.focused()
            return now is not None and (now.box != place or now.name != before.name)
        wait_for(has_moved, PATIENCE_S, f"the focus stays at {before}")

    def tab_to(self, name, roles=PRESSABLE):
        """Presses Tab until the control has the focus. Every control on the way has a name."""
        pattern = re.compile(name)
        seen = []
        for _ in range(MOST_TABS):
            at = self.reader.focused()
            if at is not None:
                seen.append(f"{at} {at.label}")
                assert at.label, "Tab comes to something without a name: " + seen[-1]
                if at.role in roles and pattern.fullmatch(at.label):
                    self.tabs += len(seen) - 1
                    self.most_tabs = max(self.most_tabs, len(seen) - 1)
                    return at
            self.key("Tab")
            self.wait_for_other_focus(at)
        raise AssertionError(f"Tab never comes to '{name}'; it came to\n" + "\n".join(seen))

    def press(self, name, key="space"):
        self.button(name)
        self.tab_to(name)
        self.key(key)
