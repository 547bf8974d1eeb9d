"""Which ranges of a sheet reach over a row or a cell, without looking through all of them each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.ledger.references import CellRange

_LEAVES = 1 << 24
"""More rows than a reference of seven digits can name."""


class CellRanges:
    """Ranges of a sheet, such as its merged cells, by the rows they reach over.

    Rows are the leaves of a binary tree whose nodes are numbered from 1, the children of n being 2n and 2n + 1. Each
    range is kept at the few nodes that make up its rows, however tall it is: what reaches over a row stands at the
    nodes between its leaf and the top.
    """

    def __init__(self, ranges: Iterable[CellRange]) -> None:
        self._by_node: dict[int, list[CellRange]] = {}
        for each in ranges:
            for node in _nodes(each.top, each.bottom):
                self._by_node.setdefault(node, []).append(each)

    def over_row(self, row: int) -> Iterator[CellRange]:
        """The ranges that reach over a row."""
        node = row + _LEAVES if self._by_node else 0
        while node:
            yield from self._by_node.get(node, ())
            node >>= 1

    def over_cell(self, row: int, column: int) -> CellRange | None:
        """A range that a cell lies in; None where there is none."""
        return next((each for each in self.over_row(row) if each.left <= column <= each.right), None)


def _nodes(top: int, bottom: int) -> Iterator[int]:
    """The fewest nodes whose leaves are the rows of a range."""
    low, high = top + _LEAVES, bottom + _LEAVES + 1
    while low < high:
        if low & 1:
            yield low
            low += 1
        if high & 1:
            high -= 1
            yield high
        low, high = low >> 1, high >> 1
