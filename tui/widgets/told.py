"""A text that a form tells, in lines by the width of cells: a line ends anywhere between Chinese characters."""

from __future__ import annotations

from tui.text import paragraphs
from tui.widgets.lines import Line, Lined


class Told(Lined):
    """Its text, each of its lines wrapped; Textual alone would break Chinese at the blanks beside a number."""

    DEFAULT_CSS = """
    Told { height: auto; }
    """

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes="told")
        self._text = text

    def update(self, text: str) -> None:
        """Tells another text."""
        self._text = text
        self.refresh(layout=True)

    def height_at(self, width: int) -> int:
        """A line for each that is wrapped."""
        return len(paragraphs(self._text, width))

    def line(self, y: int, width: int) -> Line:
        """One of them."""
        lines = paragraphs(self._text, width)
        return [(lines[y], "")] if y < len(lines) else []
