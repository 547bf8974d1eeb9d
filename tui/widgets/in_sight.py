"""Lines that scroll: of those in sight only the ones that no longer say what they did are drawn again."""

from __future__ import annotations

import re
from typing import Any

from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.text import marks
from tui.widgets.lines import Line, Lined

_COLUMNS = re.compile(r"\s{2,}")

Stands = tuple[Line, bool]
"""What stands in a line, and whether it is under the cursor."""


class InSight(ScrollView, Lined, can_focus=True, inherit_bindings=False):
    """Subclasses say what stands in each line, and call `renew` where that may have changed.

    A line is worked out in a tenth of the time it takes to draw it, and a key changes few.
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._measured: tuple[int, Offset] | None = None
        self._drawn_in: tuple[int, Offset] | None = None
        self._drawn: dict[int, Stands] = {}
        self._strips: dict[tuple[Any, ...], Strip] = {}
        self._dress: tuple[Any, ...] = ()

    def stands(self, at: int, width: int) -> Stands:
        """What stands in line `at`, counted from the first, in so many cells; nothing where a subclass says nothing."""
        return [], False

    def copied(self) -> str:
        """The line under the cursor, or the lines of its row; the blanks that part its columns are one tab."""
        width, scrolled = self._in_sight
        lines = (self.stands(y + scrolled.y, width) for y in range(self.scrollable_content_region.height))
        texts = ("".join(text for text, _ in line).strip() for line, chosen in lines if chosen)
        return "\n".join(_COLUMNS.sub("\t", text.removeprefix(marks().cursor).strip()) for text in texts)

    def measured(self, size: Size) -> None:
        """Takes how wide and how long all lines are; the screen is laid out anew only where that shows."""
        was, room = self.virtual_size, self.scrollable_content_region.height
        if size.width == was.width and not self.styles.is_auto_height and self._bar_stays(size.height, room):
            self.set_reactive(ScrollView.virtual_size, size)
        else:
            self.virtual_size = size

    def _bar_stays(self, height: int, room: int) -> bool:
        """Whether no scroll bar comes or goes, and one that is there looks the same: it moves by eighths of a cell."""
        if not self.show_vertical_scrollbar:
            return max(height, self.virtual_size.height) <= room
        return height > room and abs(height - self.vertical_scrollbar.window_virtual_size) * room * 8 < height

    def renew(self) -> None:
        """Draws the lines in sight that have changed; all of them where the place has."""
        sight = self._in_sight
        if sight != self._drawn_in:
            self.refresh()
            return
        width, scrolled = sight
        lines = range(self.scrollable_content_region.height)
        changed = [y for y in lines if self._drawn.get(y) != self.stands(y + scrolled.y, width)]
        if 2 * len(changed) > len(lines):
            self.refresh()
        else:
            for y in changed:
                self.refresh_line(y + scrolled.y)

    def render_line(self, y: int) -> Strip:
        """One line in sight (called by Textual)."""
        sight = self._measured or self._in_sight
        if sight != self._drawn_in:
            self._drawn, self._drawn_in = {}, sight
        width, scrolled = sight
        self._drawn[y] = line, chosen = self.stands(y + scrolled.y, width)
        known = (chosen, *line)
        strip = self._strips.get(known)
        if strip is None:
            strip = self._strips[known] = self.strip(line, width, chosen=chosen)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in sight (called by Textual), measured once for all of them; one that has only moved is kept."""
        self._measured = self._in_sight
        dress = (self._measured[0], self.app.theme, self.visual_style)
        if dress != self._dress or len(self._strips) > 4 * self.size.height:
            self._strips, self._dress = {}, dress
        try:
            return super().render_lines(crop)
        finally:
            self._measured = None

    @property
    def _in_sight(self) -> tuple[int, Offset]:
        """How wide the lines are, and how far they are scrolled."""
        return self.scrollable_content_region.width, self.scroll_offset

    def on_unmount(self) -> None:
        """Lets go of what stood there."""
        self._drawn, self._strips = {}, {}
