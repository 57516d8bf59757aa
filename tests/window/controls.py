"""What a screen reader's user finds in the window: controls by role and name, with where they are on the screen."""
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from desktop import wait_for  # noqa: E402

SCREEN = Atspi.CoordType.SCREEN
EVENTS = ("object:state-changed:focused", "object:property-change:accessible-name")


class Control:
    """One accessible object, asked anew each time."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        return self.accessible.get_name()

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def label(self):
        """The words beside it that say what it is: of a list to choose from, the name is what is chosen."""
        for relation in self.accessible.get_relation_set():
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
                return relation.get_target(0).get_name()
        return self.name

    @property
    def text(self):
        """What stands in an entry."""
        return Atspi.Text.get_text(self.accessible, 0, -1)

    def states(self):
        return self.accessible.get_state_set()

    def has(self, state):
        return self.states().contains(state)

    @property
    def box(self):
        """(left, top, right, bottom) on the screen."""
        area = self.accessible.get_extents(SCREEN)
        return area.x, area.y, area.x + area.width, area.y + area.height

    @property
    def centre(self):
        left, top, right, bottom = self.box
        return (left + right) // 2, (top + bottom) // 2

    def parent(self):
        above = self.accessible.get_parent()
        return Control(above) if above is not None else None

    def __str__(self):
        return f"{self.role} '{self.name}' at {self.box}"


class Reader:
    """Reads one program's windows, and follows where the focus goes."""

    def __init__(self, pid):
        self.pid = pid
        self.focus_told = None
        self.focus_moves = 0
        self.said = []
        self.renamed = set()
        self.listener = Atspi.EventListener.new(self._hear)
        for event in EVENTS:
            self.listener.register(event)
        self.program = wait_for(self._find_program, 30, "the program is not on the accessibility bus")

    def _find_program(self):
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for index in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(index)
            if program is not None and program.get_process_id() == self.pid:
                program.set_cache_mask(Atspi.Cache.NONE)
                return program
        return None

    def stop(self):
        for event in EVENTS:
            self.listener.deregister(event)

    def _hear(self, event):
        if event.type.startswith("object:property-change"):
            self.renamed.add(event.source)
        elif event.detail1 == 1:
            self.focus_told = event.source
            self.focus_moves += 1

    def _note_name(self, accessible):
        try:
            self.said.append(accessible.get_name())
        except GLib.Error:
            # Gone since.
            pass

    def listen(self):
        """Takes in what the program has said so far; how often the focus has moved."""
        context = GLib.MainContext.default()
        end = time.monotonic() + 0.1
        while context.iteration(False) and time.monotonic() < end:
            pass
        # Figures change many times a second: what a control is called now is asked once.
        renamed, self.renamed = self.renamed, set()
        for accessible in renamed:
            self._note_name(accessible)
        return self.focus_moves

    def focused(self):
        """What the next key goes to; None as long as the program did not say."""
        self.listen()
        if self.focus_told is None:
            return None
        wait_for(self._has_settled, 10, "the focus is nowhere")
        return Control(self.focus_told)

    def _has_settled(self):
        """What was told last may be on its way out already."""
        self.listen()
        return self.focus_told.get_state_set().contains(Atspi.StateType.FOCUSED)

    def all_shown(self):
        """Every control that is shown now, from the top."""
        waiting = [self.program]
        while waiting:
            accessible = waiting.pop(0)
            try:
                count = accessible.get_child_count()
                children = [accessible.get_child_at_index(index) for index in range(count)]
            except GLib.Error:
                continue
            for child in children:
                if child is None:
                    continue
                try:
                    if child.get_state_set().contains(Atspi.StateType.SHOWING):
                        yield Control(child)
                        waiting.append(child)
                except GLib.Error:
                    continue
