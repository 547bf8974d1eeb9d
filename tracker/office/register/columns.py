"""Columns of the register: a hundred thousand values each, in arrays rather than objects, read back as values."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import copy
from datetime import date, datetime
from itertools import accumulate, compress
from typing import Any, Self, overload

from tracker.domain.clock import office_day
from tracker.office.register.places import Places, code_for, sort_keys, text_places

NONE = -(1 << 31)
"""Stands for "not known" among days, and for no amount."""
_DAYS_REMEMBERED = 5_000
"""Days as they are kept that a column remembers having read."""
_SEPARATOR = b"\n"
"""Between packed texts; no text from people holds a line break."""


class Column(Sequence[Any]):
    """Values by row. `take` adds the rows of one read, `put` writes other values over rows that are there."""

    def __len__(self) -> int:
        raise NotImplementedError

    def value(self, row: int) -> Any:
        """The value of a row."""
        raise NotImplementedError

    @overload
    def __getitem__(self, row: int) -> Any: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Any]: ...
    def __getitem__(self, row: int | slice) -> Any:
        if isinstance(row, slice):
            return [self.value(one) for one in range(*row.indices(len(self)))]
        return self.value(row)

    def take(self, values: Sequence[Any]) -> None:
        """Adds rows at the end."""
        raise NotImplementedError

    def put(self, rows: Sequence[int], values: Sequence[Any]) -> None:
        """Writes other values over rows."""
        raise NotImplementedError

    def copied(self) -> Self:
        """A column of its own with the same values; the old one stays as it is for whoever still shows it."""
        other = copy(self)
        for name, held in vars(self).items():
            setattr(other, name, copy(held))
        return other

    def picked(self, rows: Sequence[int], chosen: Collection[Any]) -> array[int]:
        """Those of `rows` whose value is one of the chosen."""
        wanted = frozenset(chosen)
        return array("i", compress(rows, map(wanted.__contains__, map(self.value, rows))))

    def places(self) -> Places:
        """Where each row stands among the values."""
        raise NotImplementedError

    def same(self, other: Column) -> bool:
        """Whether another column holds the same in every row."""
        return False


class Numbers(Column):
    """Whole numbers, or none."""

    def __init__(self, code: str = "q") -> None:
        self.held = array(code)

    def __len__(self) -> int:
        return len(self.held)

    def value(self, row: int) -> Any:
        """The number, None where there is none."""
        number = self.held[row]
        return None if number == NONE else number

    def _kept(self, values: Iterable[Any]) -> list[int]:
        return [NONE if value is None else value for value in values]

    def take(self, values: Sequence[Any]) -> None:
        """Adds rows at the end."""
        self.held.extend(self._kept(values))

    def put(self, rows: Sequence[int], values: Sequence[Any]) -> None:
        """Writes other values over rows."""
        for row, number in zip(rows, self._kept(values), strict=True):
            self.held[row] = number

    def places(self) -> Places:
        """The place of each number among all of them; none is not known."""
        return Places.among(self.held, sorted(set(self.held) - {NONE}))

    def same(self, other: Column) -> bool:
        """Whether another column holds the same numbers."""
        return isinstance(other, Numbers) and self.held == other.held


class Flags(Numbers):
    """Yes or no."""

    def __init__(self) -> None:
        super().__init__("b")

    def value(self, row: int) -> bool:
        """True or False."""
        return bool(self.held[row])

    def _kept(self, values: Iterable[Any]) -> list[int]:
        return [1 if value else 0 for value in values]


class Ordinals(dict[Any, int]):
    """Days as a database gives them (text, date or moment) to the number of the office's day; each is read once."""

    def __missing__(self, kept: Any) -> int:
        if kept is None:
            found = NONE
        else:
            if isinstance(kept, str):
                said_at: date = datetime.fromisoformat(kept) if len(kept) > 10 else date.fromisoformat(kept)
            else:
                said_at = kept
            found = (office_day(said_at) if isinstance(said_at, datetime) else said_at).toordinal()
        self[kept] = found
        return found


class Days(Numbers):
    """Days, or none."""

    def __init__(self) -> None:
        super().__init__("i")
        self._ordinals = Ordinals()

    def value(self, row: int) -> date | None:
        """The day."""
        number = self.held[row]
        return None if number == NONE else date.fromordinal(number)

    def _kept(self, values: Iterable[Any]) -> list[int]:
        ordinals = self._ordinals
        if len(ordinals) > _DAYS_REMEMBERED:
            ordinals.clear()
        return [ordinals[value] for value in values]


class Named(Column):
    """Few different values, such as parks: each is kept once, a row keeps its number."""

    def __init__(self, read: Callable[[Any], Any] = lambda said: said) -> None:
        self.held = array("B")
        self.values: list[Any] = []
        self._numbers: dict[Any, int] = {}
        self._read = read

    def __len__(self) -> int:
        return len(self.held)

    def __iter__(self) -> Iterator[Any]:
        return map(self.values.__getitem__, self.held)

    def value(self, row: int) -> Any:
        """The value of a row."""
        return self.values[self.held[row]]

    def _number(self, kept: Any) -> int:
        found = self._numbers.get(kept)
        if found is None:
            found = self._numbers[kept] = len(self.values)
            self.values.append(self._read(kept))
            if self.held.typecode != (code := code_for(found)):
                self.held = array(code, self.held)
        return found

    def take(self, values: Sequence[Any]) -> None:
        """Adds rows at the end."""
        for kept in set(values) - self._numbers.keys():
            self._number(kept)
        self.held.extend(map(self._numbers.__getitem__, values))

    def put(self, rows: Sequence[int], values: Sequence[Any]) -> None:
        """Writes other values over rows."""
        for row, kept in zip(rows, values, strict=True):
            self.held[row] = self._number(kept)

    def picked(self, rows: Sequence[int], chosen: Collection[Any]) -> array[int]:
        """Those of `rows` whose value is one of the chosen."""
        wanted, held = [value in chosen for value in self.values], self.held
        if isinstance(rows, range) and rows == range(len(self)):
            return array("i", compress(rows, map(wanted.__getitem__, held)))
        return array("i", [row for row in rows if wanted[held[row]]])

    def places(self) -> Places:
        """The place of each value among all of them."""
        keys = sort_keys(self.values)
        ranked = sorted({key for key in keys if key not in (None, "")})
        of_key = {key: place for place, key in enumerate(ranked)}
        place_of = [of_key.get(key, len(ranked)) for key in keys]
        return Places(array(code_for(len(ranked)), map(place_of.__getitem__, self.held)), len(ranked))

    def same(self, other: Column) -> bool:
        """Whether another column holds the same values, numbered the same way."""
        return isinstance(other, Named) and self.held == other.held and self.values == other.values


class Packed(Column):
    """Texts that differ from row to row, one behind the other in one long string of bytes."""

    def __init__(self) -> None:
        self.held = bytearray()
        self.ends = array("q")
        """Where the separator behind each text stands."""

    def __len__(self) -> int:
        return len(self.ends)

    def start(self, row: int) -> int:
        """Where the text of a row begins."""
        return self.ends[row - 1] + 1 if row else 0

    def value(self, row: int) -> str:
        """The text of a row."""
        return self.held[self.start(row):self.ends[row]].decode()

    def take(self, values: Sequence[Any]) -> None:
        """Adds rows at the end."""
        if not values:
            return
        whole = "\n".join(values).encode()
        coded = whole.split(_SEPARATOR)
        if len(coded) != len(values):
            coded = [_coded(value) for value in values]
            whole = _SEPARATOR.join(coded)
        before = len(self.held)
        self.held += whole
        self.held += _SEPARATOR
        self.ends.extend(end + before + at for at, end in enumerate(accumulate(map(len, coded))))

    def put(self, rows: Sequence[int], values: Sequence[Any]) -> None:
        """Writes other texts over rows; those that are the same cost nothing."""
        changed = {row: coded for row, value in sorted(zip(rows, values, strict=True))
                   if (coded := _coded(value)) != self.held[self.start(row):self.ends[row]]}
        if not changed:
            return
        held, ends, done = bytearray(), array("q"), 0
        for row, coded in changed.items():
            self._carry(held, ends, done, row)
            held += coded
            ends.append(len(held))
            held += _SEPARATOR
            done = row + 1
        self._carry(held, ends, done, len(self.ends))
        self.held, self.ends = held, ends

    def _carry(self, held: bytearray, ends: array[int], first: int, last: int) -> None:
        """Texts from row `first` to before `last`, as they are, behind what is held already."""
        if first < last:
            start = self.start(first)
            moved = len(held) - start
            held += memoryview(self.held)[start:self.ends[last - 1] + 1]
            ends.extend(self.ends[first:last] if not moved else [end + moved for end in self.ends[first:last]])

    def holding(self, part: str) -> array[int]:
        """The rows whose text holds `part`, in order."""
        coded = part.encode()
        find, ends, found = self.held.find, self.ends, array("i")
        at, row, count = find(coded), -1, len(self.ends)
        while at >= 0:
            row += 1
            if at > ends[row]:  # mostly the next row holds it too, or none for a long way
                row = bisect_right(ends, at, row + 1, count)
            found.append(row)
            at = find(coded, ends[row])
        return found

    def row_of(self, text: str) -> int | None:
        """The row with exactly this text."""
        wanted = _coded(text) + _SEPARATOR
        at = 0 if self.held.startswith(wanted) else self.held.find(_SEPARATOR + wanted) + 1
        if not self.held or (at == 0 and not self.held.startswith(wanted)):
            return None
        return bisect_right(self.ends, at)

    def places(self) -> Places:
        """The place of each text among all of them, equal texts in one place."""
        return text_places(self.held.decode().split("\n")[:-1])

    def same(self, other: Column) -> bool:
        """Whether another column holds the same texts."""
        return isinstance(other, Packed) and self.held == other.held


def _coded(value: str) -> bytes:
    return value.replace("\n", " ").encode()
