"""A bar of actual against target by the width of cells, with today's time progress marked on it."""

from __future__ import annotations

from tui.text import bar, marks
from tui.widgets.lines import Line

_SCALE = 1.25
"""What a full bar stands for, in targets: room to see that a target was passed, and one scale for all bars."""


def cell_of(share: float, width: int) -> int:
    """The cell at which a share of the target ends."""
    return min(max(round(share / _SCALE * width), 0), width - 1)


def figure_bar(share: float, progress: float | None, width: int, style: str) -> Line:
    """A bar for a share of the target (1 is all of it): filled to the share, a line on to the target, │ at `progress`.

    What lies beyond the scale ends in an arrow.
    """
    if width < 1:
        return []
    signs = marks()
    filled = bar(share / _SCALE, width)
    mark = None if progress is None else cell_of(progress, width)
    end = cell_of(1, width)
    cells: list[tuple[str, str]] = []
    for place, char in enumerate(filled):
        if place == mark:
            cells.append((signs.down, "name"))
        elif char != " ":
            cells.append((char, style))
        else:
            cells.append((signs.across, "quiet") if place < end else (" ", ""))
    if share > _SCALE:
        cells[-1] = (signs.arrow, style)
    return merged(cells)


def rate_bar(share: float, width: int, style: str = "") -> Line:
    """A bar for a share of a whole: filled, then a line on to the whole."""
    filled = bar(share, width)
    return merged([(char, style) if char != " " else (marks().across, "quiet") for char in filled])


def merged(cells: list[tuple[str, str]]) -> Line:
    """Neighbours of one style as one piece."""
    line: Line = []
    for char, style in cells:
        if line and line[-1][1] == style:
            line[-1] = (line[-1][0] + char, style)
        else:
            line.append((char, style))
    return line
