"""The lines of the import screen: its title, the names of its pages, the progress; and the page itself."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual.events import Click
from textual.message import Message
from textual.timer import Timer

from tui.text import bar, clip, drawn, marks
from tui.widgets.lines import Line, Lined, spread, width_of
from tui.widgets.page import Build, Page


class Work:
    """Something long under way: told by its thread how far it is, and asked by it whether to stop."""

    def __init__(self, of: str, step: str = "read") -> None:
        self.of = of
        self.step, self.done, self.whole = step, 0, 0
        self.stopping = threading.Event()

    def tell(self, done: int, whole: int, step: str) -> None:
        """How far it is (called by the thread)."""
        self.done, self.whole, self.step = done, whole, step

    def stops(self) -> bool:
        """Whether the officer wants it to stop (called by the thread)."""
        return self.stopping.is_set()


class Title(Lined):
    """What the screen is, and which file or folder it shows; below it a rule."""

    DEFAULT_CSS = "Title { height: 1; background: $background; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="intake-title")
        self._of = ""

    def show(self, of: str) -> None:
        """Takes the path."""
        self._of = of
        self.refresh()

    def line(self, y: int, width: int) -> Line:
        """The title on the left, the end of the path on the right."""
        title = self.words.intake.title
        of = drawn(self._of)
        room = width - cell_len(title) - 2
        if cell_len(of) > room:
            while of and cell_len(of) >= room:
                of = of[1:]
            of = marks().cut + of
        return spread([(title, "head")], [(of, "dim")], width)


class Parts(Lined):
    """The names of the pages with how much is on each; the present one in brackets."""

    DEFAULT_CSS = "Parts { height: 1; background: $panel; padding: 0 1; }"

    class Chosen(Message):
        """A name was clicked."""

        def __init__(self, part: str) -> None:
            super().__init__()
            self.part = part

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(id="parts")
        self._names = names
        self._now, self._counts = names[0], {}  # type: tuple[str, Mapping[str, int]]

    def show(self, now: str, counts: Mapping[str, int]) -> None:
        """Takes the present page and the counts."""
        self._now, self._counts = now, counts
        self.refresh()

    def _pieces(self) -> list[tuple[str, Line]]:
        pieces: list[tuple[str, Line]] = []
        for name in self._names:
            count = self._counts.get(name)
            text = self.words.intake.parts[name] + (f" {count}" if count is not None else "")
            now = name == self._now
            style = "key" if now else "bad" if name == "problems" and count else "dim"
            pieces.append((name, [("[" if now else " ", "key"), (text, style), ("]" if now else " ", "key")]))
        return pieces

    def line(self, y: int, width: int) -> Line:
        """All names in a line."""
        return [piece for _, pieces in self._pieces() for piece in (*pieces, (" ", ""))]

    def on_click(self, event: Click) -> None:
        """Goes to the page clicked."""
        place = event.get_content_offset(self)
        start = 0
        for name, pieces in self._pieces():
            end = start + width_of(pieces) + 1
            if place is not None and start <= place.x < end:
                self.post_message(self.Chosen(name))
            start = end


class Progress(Lined):
    """What is going on, a bar, the share, and how to stop it; nothing where nothing is going on."""

    DEFAULT_CSS = "Progress { height: 2; display: none; background: $panel; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="progress")
        self.work: Work | None = None
        self._ticking: Timer | None = None

    def begin(self, work: Work) -> None:
        """Shows how far something is, ten times a second."""
        self.work = work
        self.display = True
        self._ticking = self.set_interval(0.1, self.refresh)

    def over(self) -> None:
        """Nothing is under way any more."""
        self.work = None
        self.display = False
        if self._ticking is not None:
            self._ticking.stop()

    def stop(self) -> bool:
        """Asks what is under way to stop; whether there was anything."""
        if self.work is None:
            return False
        self.work.stopping.set()
        self.refresh()
        return True

    def line(self, y: int, width: int) -> Line:
        """What and how far; then the stop key."""
        work, words = self.work, self.words.intake
        if work is None:
            return []
        if y == 1:
            return [(words.stopping if work.stops() else words.stop_hint, "warn" if work.stops() else "dim")]
        share = min(work.done / work.whole, 1.0) if work.whole else 0.0
        percent = f"{int(share * 100):3}%" if work.whole else "   "
        room = max(min(width - 46, 40), 8)
        return [(f"{words.step[work.step]} ", "name"), (bar(share, room), "key"), (f" {percent}  ", "name"),
                (clip(drawn(work.of), max(width - room - 18, 4)), "dim")]


class IntakePage(Page):
    """A page whose left and right arrows go to the page beside it."""

    DEFAULT_CSS = "IntakePage { height: 1fr; padding: 0 0 0 0; }"
    BINDINGS: ClassVar = Page.BINDINGS

    def fresh(self, build: Build) -> None:
        """Shows other rows from their top."""
        self._rows, self._flat, self._at = [], [], 0
        self.scroll_to(y=0, animate=False, force=True)
        self.show(build)
        self.call_after_refresh(self.moved)  # where the cursor begins may be further down

    def action_cursor_left(self) -> None:
        """The page before."""
        self.call_next(self.screen.run_action, "part(-1)")

    def action_cursor_right(self) -> None:
        """The next page."""
        self.call_next(self.screen.run_action, "part(1)")
