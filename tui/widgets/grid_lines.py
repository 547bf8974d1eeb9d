"""Which row or group stands in which line of a grid, in arrays: opening or folding a group builds no row."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Sequence

Rows = Sequence[int]


class Lines:
    """Rows one below the other; or groups, each with a line of its own and, unless it is folded, its rows."""

    def __init__(self, rows: Rows = (), groups: Sequence[Rows] | None = None,
                 folded: Collection[int] = frozenset()) -> None:
        self.rows = rows
        self._groups = groups
        self._starts = array("q")
        self._count = len(rows)
        if groups is not None:
            self._count = 0
            for number, members in enumerate(groups):
                self._starts.append(self._count)
                self._count += 1 + (0 if number in folded else len(members))

    def __len__(self) -> int:
        return self._count

    def _group_of(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def row(self, at: int) -> int | None:
        """The row in a line; None where a group's own line stands."""
        if not 0 <= at < self._count:
            return None
        if self._groups is None:
            return self.rows[at]
        group = self._group_of(at)
        inside = at - self._starts[group] - 1
        return None if inside < 0 else self._groups[group][inside]

    def group(self, at: int) -> int | None:
        """The group whose own line this is."""
        if self._groups is None or not 0 <= at < self._count:
            return None
        group = self._group_of(at)
        return group if self._starts[group] == at else None

    def group_at(self, at: int) -> int | None:
        """The group a line belongs to."""
        return None if self._groups is None or not 0 <= at < self._count else self._group_of(at)

    def line_of_group(self, group: int) -> int:
        """The line of a group's own."""
        return self._starts[group]

    def line_of(self, row: int) -> int | None:
        """The line a row stands in, None where it is not shown."""
        if self._groups is None:
            return _index(self.rows, row)
        for number, members in enumerate(self._groups):
            end = self._starts[number + 1] if number + 1 < len(self._starts) else self._count
            if end - self._starts[number] > 1 and (inside := _index(members, row)) is not None:
                return self._starts[number] + 1 + inside
        return None


def _index(rows: Rows, row: int) -> int | None:
    try:
        return rows.index(row)
    except ValueError:
        return None
