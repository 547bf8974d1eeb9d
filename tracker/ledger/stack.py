"""The texts of header rows, one above the other for each column: a group's text stands over the columns it covers."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import Any

from tracker.ledger.english import says_the_same
from tracker.ledger.raw import BookSheet, Month

LONGEST_HEADER = 60
SIGNS = ("备注：", "角色：")
"""What a header begins with that is a note's or a role's label, whatever field its words would mean without it."""
WHOLE_WIDTH = 0.8
"""A text over so much of the table is its title, not a group of columns."""

_SEVERAL_GROUPS = 2
"""Merged texts beside each other that are groups of a header, and no titles."""
_GROUP_TEXT = re.compile(r"(?!.*(?:单位[:：]|截[至止]))[^:：]{1,20}")

Stacked = dict[int, tuple[str, ...]]
"""For each column with a header its texts, from the top down."""


class Headings:
    """The header texts of one sheet; merged ranges are looked up by the row they begin in."""

    def __init__(self, sheet: BookSheet) -> None:
        self._rows = sheet.rows
        self._merges: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for (top, left), (bottom, right) in sheet.merges:
            self._merges[top].append((left, right, bottom))

    def stack(self, top: int, height: int) -> Stacked:
        """The header that takes up `height` rows from `top`; empty where its first row is a title."""
        rows = self._rows[top:top + height]
        width = max((len(row) for row in rows), default=0)
        texts = [[_heading(row[column]) if column < len(row) else "" for column in range(width)] for row in rows]
        if height > 1 and self._is_title(top, texts[0], width):
            return {}
        for level in range(height - 1):
            self._spread(top, level, texts)
        found = {}
        for column in range(width):
            parts = tuple(dict.fromkeys(filter(None, (row[column] for row in texts))))
            if parts:
                found[column] = _in_two_languages(parts)
        return found

    def is_inside(self, row: int) -> bool:
        """Whether a cell of headers that begins above reaches down into a row: a header does not begin there."""
        return any(top < row <= bottom and left < len(self._rows[top]) and header_text(self._rows[top][left])
                   and not self._is_title(top, [header_text(cell) for cell in self._rows[top]], len(self._rows[top]))
                   for top in range(max(row - 2, 0), row) for left, _, bottom in self._merges.get(top, ()))

    def is_below_groups(self, row: int) -> bool:
        """Whether several merged texts stand right above a row, each over columns of it: its header begins there."""
        above, here = self._rows[row - 1] if row else [], self._rows[row]
        groups = [left for left, right, bottom in self._merges.get(row - 1, ()) if bottom == row - 1 < row
                  and left < right and left < len(above) and _GROUP_TEXT.fullmatch(header_text(above[left]))
                  and sum(bool(header_text(cell)) for cell in here[left:right + 1]) > 1]
        return len(groups) >= _SEVERAL_GROUPS

    def least(self, top: int) -> int:
        """Rows a header from `top` has at least: cells merged downwards belong to all of it."""
        row = self._rows[top]
        deep = [bottom - top + 1 for left, _, bottom in self._merges.get(top, ())
                if left < len(row) and header_text(row[left])]
        return max(deep, default=1)

    def _is_title(self, row: int, texts: list[str], width: int) -> bool:
        """Whether a row has one text alone, over no columns or over nearly all of them."""
        if len({text for text in texts if text}) != 1:
            return False
        covered = [right - left + 1 for left, right, _ in self._merges.get(row, ()) if right > left]
        return not covered or max(covered) >= WHOLE_WIDTH * width

    def _spread(self, top: int, level: int, texts: list[list[str]]) -> None:
        """Writes each text of a row over the columns it covers: the merged ones or, without any, up to the next text.

        Only where something stands below; the texts below a group are its columns.
        """
        row = texts[level]
        below = [any(lower[column] for lower in texts[level + 1:]) for column in range(len(row))]
        merged = [(left, right) for left, right, _ in self._merges.get(top + level, ()) if right > left]
        if merged:
            for left, right in merged:
                for column in range(left + 1, min(right + 1, len(row))):
                    if below[column] and not row[column]:
                        row[column] = row[left]
            return
        group, above = "", texts[level - 1] if level else None
        for column, text in enumerate(row):
            if text or (above and above[column] != above[column - 1]):
                group = text if below[column] else ""
            elif below[column]:
                row[column] = group


def _in_two_languages(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts above a column, of which an English one below its Chinese is one with that: 项目名称 Project Name."""
    if len(parts) > 1 and parts[-1][:1].isascii() and says_the_same(parts[-2], parts[-1]):
        return *parts[:-2], f"{parts[-2]} {parts[-1]}"
    return parts


def says_it_again(rows: list[list[Any]], row: int) -> bool:
    """Whether every header of a row says in English what the one above it says in Chinese."""
    pairs = [(above, below) for above, below in zip(rows[row - 1], rows[row], strict=False) if not is_blank(below)]
    return len(pairs) > 1 and all(says_the_same(header_text(above), header_text(below)) for above, below in pairs)


def _heading(cell: Any) -> str:
    """The text of a cell in a header; a month of a number format, or the first of one, is that month."""
    if isinstance(cell, Month) or (isinstance(cell, date) and cell.day == 1):
        return f"{cell.year}年{cell.month}月"
    return header_text(cell)


def header_text(cell: Any) -> str:
    """The text of a header cell; numbers, days and long texts are none."""
    if not isinstance(cell, str) or (len(cell) > LONGEST_HEADER and not cell.startswith(SIGNS)):
        return ""
    return cell.strip()


def is_blank(cell: Any) -> bool:
    """Whether nothing can be seen in a cell."""
    return cell in ("", None) or (isinstance(cell, str) and not cell.strip())
