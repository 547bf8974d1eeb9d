"""The keys of a form with what they do: a line breaks between two of them, never between a key and its word."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

_GAP = "   "
"""What stands between two of them in a line."""


class KeyHints(Widget):
    """Shows as many in a line as fit; its height is that of the lines it takes."""

    DEFAULT_CSS = """
    KeyHints { height: auto; }
    """

    def __init__(self, hints: Sequence[Content], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._hints = hints

    def show(self, hints: Sequence[Content]) -> None:
        """Takes others."""
        self._hints = hints
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for hint in self._hints:
            longer = Content.assemble(lines[-1], _GAP, hint) if lines else hint
            if lines and longer.cell_length <= width:
                lines[-1] = longer
            else:
                lines.append(hint)
        return lines

    def render(self) -> Content:
        """The lines (called by Textual)."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines they take (called by Textual); one that is too long for any takes more."""
        return sum(max(-(-line.cell_length // max(width, 1)), 1) for line in self._lines(width))
