"""The sections that the rows of a table stand in, by how deep the sign of each lies."""

from __future__ import annotations

import re
from collections.abc import Iterable

UNNUMBERED = 3
"""How deep a section without a Chinese number lies, where it stands below rows."""


class OpenSections:
    """The sections that the next row stands in, from the widest to the narrowest, each with how deep its sign lies."""

    def __init__(self, headings: Iterable[tuple[int, str]]) -> None:
        """`headings` are the titles above the table that name a section of all its rows, each with its level."""
        self._open = list(headings)
        self._heads = len(self._open)
        self._without_rows = True

    def enter(self, sign: str, text: str) -> None:
        """A section begins: the one with its sign ends, with all below it. A new sign right below a section is part of
        that; below rows it ends those as deep or deeper. What starts to count anew is part of the title.
        """
        level = level_of(sign)
        if self._heads and re.match(r"[(（]?一", sign):
            self._open = [(0, title) for _, title in self._open[:self._heads]]
            self._heads = 0
        levels = [depth for depth, _ in self._open]
        if level in levels:
            del self._open[levels.index(level):]
        elif not self._without_rows:
            self._open = [section for section in self._open if section[0] < level]
        self._open.append((level, text))
        self._without_rows = True

    def row_below(self) -> None:
        """A row that is no section."""
        self._without_rows = False

    def left(self) -> tuple[tuple[int, str], ...]:
        """The sections that are open, each with how deep it lies."""
        return tuple(self._open)

    def texts(self) -> tuple[str, ...]:
        """What the sections are called."""
        return tuple(text for _, text in self._open)


def level_of(sign: str) -> int:
    """How deep a section lies: 一、 above （一） above one without a number."""
    if re.match(r"第|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]", sign):
        return 1
    return 2 if re.match(r"[(（][一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]", sign) else UNNUMBERED
