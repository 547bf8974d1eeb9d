"""The line in which one types what a unit would have more, and below it what that would come to."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget
from textual.widgets import Input

from tui.text import drawn, wrap
from tui.widgets.filter_box import FilterBox
from tui.widgets.lines import Line, Lined
from tui.widgets.page import Page


class MoreBox(FilterBox):
    """Tells the screen what is typed; Enter and the arrows go to the page below."""

    @property
    def under(self) -> Widget:
        """The page of the unit."""
        return self.screen.query_one(Page)

    def put(self, text: str) -> None:
        """Puts another text in the place of what is typed, and takes the typing."""
        line = self.query_one(Input)
        if text:
            line.value = text
            line.cursor_position = len(text)
        line.focus()


class MoreTold(Lined):
    """What it would come to, line by line; nothing while nothing is typed."""

    DEFAULT_CSS = """
    MoreTold { height: auto; background: $surface; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="with_more")
        self._told: Sequence[tuple[str, str]] = ()

    def show(self, told: Sequence[tuple[str, str]]) -> None:
        """Takes texts with their styles."""
        self._told = told
        self.display = bool(told)
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Line]:
        return [[(line, style)] for text, style in self._told for line in wrap(drawn(text), width)]

    def height_at(self, width: int) -> int:
        """A line for each that is wrapped."""
        return len(self._lines(width))

    def line(self, y: int, width: int) -> Line:
        """One of them."""
        lines = self._lines(width)
        return lines[y] if y < len(lines) else []
