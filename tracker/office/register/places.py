"""Places: where each row of a column stands among its values, so that rows are laid in order without comparing."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any


class Places:
    """The place of each row's value among all values of a column, equal values in one place.

    What is not known stands behind all others, whichever way the rows run.
    """

    def __init__(self, held: array[int], known: int) -> None:
        self._held, self._known = held, known
        self._counts = _counted(held, known + 1)
        self._alone = sum(map(bool, self._counts)) * 2 > len(held) and max(self._counts[:-1], default=0) <= 1

    @classmethod
    def among(cls, values: Iterable[Any], ranked: Sequence[Any]) -> Places:
        """Ranks each row's value by its place in `ranked`; any other value counts as not known."""
        place_of = {value: place for place, value in enumerate(ranked)}
        behind = len(ranked)
        return cls(array(code_for(behind), (place_of.get(value, behind) for value in values)), behind)

    def laid(self, rows: Sequence[int], descending: bool) -> array[int]:
        """All rows of the column by place; rows in one place stay in the order they come."""
        if self._alone:
            return self._lone(rows, descending)
        held, found, free = self._held, array("i", bytes(4 * len(self._held))), self._starts(descending)
        for row in rows:
            place = held[row]
            at = free[place]
            free[place] = at + 1
            found[at] = row
        return found

    def _lone(self, rows: Sequence[int], descending: bool) -> array[int]:
        """All rows by place, where no two known rows share one."""
        held, found, behind = self._held, array("i", bytes(4 * self._known)), self._known
        if behind == len(held):
            for row, place in enumerate(held):
                found[place] = row
        else:
            for row, place in enumerate(held):
                if place != behind:
                    found[place] = row
        if descending:
            found.reverse()
        if behind < len(held):
            found.extend(row for row in rows if held[row] == behind)
        return found

    def turned(self, laid: Sequence[int], descending: bool) -> array[int]:
        """All rows of the column, `laid` the other way round, now this way; rows in one place stay as they come."""
        known = len(laid) - self._counts[-1]
        found = array("i", laid[:known])
        found.reverse()
        if not self._alone:
            end, counts = known, self._counts
            for place in range(self._known) if descending else reversed(range(self._known)):
                start = end - counts[place]
                if end - start > 1:
                    found[start:end] = found[start:end][::-1]
                end = start
        found.extend(laid[known:])
        return found

    def _starts(self, descending: bool) -> list[int]:
        """Where the rows of each place begin."""
        known = self._counts[:-1]
        if not descending:
            return [0, *accumulate(known)]
        ends = [0, *accumulate(reversed(known))]
        return [*ends[-2::-1], ends[-1]]

    def sorted(self, rows: Sequence[int], descending: bool) -> list[int]:
        """Some of the rows by place: for few of many."""
        held, behind = self._held, self._known
        known = [row for row in rows if held[row] != behind]
        known.sort(key=held.__getitem__, reverse=descending)
        return known if len(known) == len(rows) else [*known, *(row for row in rows if held[row] == behind)]


def _counted(held: array[int], places: int) -> array[int]:
    """How many rows are in each place; of very many places each is counted where it stands, for a tenth of the memory.
    """
    if places <= 1 << 16:
        counts = Counter(held)
        return array("i", map(counts.__getitem__, range(places)))
    found = array("i", bytes(4 * places))
    for place in held:
        found[place] += 1
    return found


def code_for(largest: int) -> str:
    """The narrowest array that holds numbers up to `largest`."""
    return "B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "i"


def sort_key(value: Any) -> Any:
    """What a value sorts by: a member by its rank, text by GB 18030, in which the common characters stand by pinyin."""
    rank = getattr(value, "rank", None)
    if rank is not None:
        return rank
    return value.lower().encode("gb18030", "replace").decode("latin-1") if isinstance(value, str) else value


def sort_keys(values: Sequence[Any]) -> list[Any]:
    """The sort keys of many values: of plain texts in one go, which takes a tenth of the time."""
    if all(type(value) is str for value in values):
        found: list[Any] = sort_key("\n".join(values)).split("\n")
        if len(found) == len(values):
            return found
    return list(map(sort_key, values))


def text_places(texts: Sequence[str]) -> Places:
    """The places of texts that mostly differ; an empty one is not known."""
    return key_places(sort_keys(texts))


def key_places(keys: Sequence[str]) -> Places:
    """The places of texts by what `sort_keys` says of them."""
    held = array("i", bytes(4 * len(keys)))
    place, before = -1, ""
    for row in sorted(range(len(keys)), key=keys.__getitem__):
        key = keys[row]
        place += key != before
        before = key
        held[row] = place  # -1 where it is empty: those come first
    behind = place + 1
    return Places(array(code_for(behind), [behind if at < 0 else at for at in held]), behind)
