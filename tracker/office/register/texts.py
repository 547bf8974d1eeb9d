"""What projects are found by: a text for each, what many have in common kept once, looked through in one sweep."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import repeat
from operator import contains
from typing import Self

from tracker.domain.names import fold_name
from tracker.office.register.columns import Column, Packed
from tracker.office.register.places import code_for

SearchParts = tuple[str, str, str]
"""A project's search text, its officer and its park."""
_HERE = "\t"
"""Stands in a row's own text where the part it shares was; no folded query holds a blank of any kind."""
_ASKED = "\x01"
"""Stands for a question mark among the Latin words, where a question mark stands for what is not Latin."""
_MARKS, _OTHERS = re.compile(r"\?+"), re.compile(r"[^\x00-\x7f]+")
"""Runs of question marks among the Latin words, and what they stand for."""
_NOTHING = "\n"
"""A shared part that no text holds."""
_FEW = 0.6
"""Up to this share of all rows they are looked at one by one; sweeping through all is quicker from there on."""


class Texts(Column):
    """Search texts by row. Officer and park, spelt and in pinyin, are a third of a text: each pair is kept once.

    The rest is kept twice, for what is typed is either Latin or not: `latin` is the text with a question mark for each
    other character, `signs` are the words that hold such characters. Short plain strings are swept through several
    times as quickly; what is found there is found in the text, and the other way round.
    """

    def __init__(self) -> None:
        self.latin: list[str] = []
        self.signs = Packed()
        self.held = array("B")
        """The number of each row's shared part; 0 where nothing is shared."""
        self.shared = [""]
        self._numbers: dict[tuple[str, str], int] = {}
        self._parts = [_NOTHING]
        """What is looked for in a text to be shared, by number."""

    def __len__(self) -> int:
        return len(self.latin)

    def value(self, row: int) -> str:
        """The whole text of a row."""
        others = iter(_OTHERS.findall(self.signs.value(row)))
        own = _MARKS.sub(lambda _: next(others), self.latin[row]).replace(_ASKED, "?")
        return own.replace(_HERE, self.shared[self.held[row]], 1) if self.held[row] else own

    def take(self, values: Sequence[SearchParts]) -> None:
        """Adds rows at the end."""
        split = [self._split(parts) for parts in values]
        self._widen()
        self.latin.extend(latin for latin, _, _ in split)
        self.signs.take([signs for _, signs, _ in split])
        self.held.extend(number for _, _, number in split)

    def put(self, rows: Sequence[int], values: Sequence[SearchParts]) -> None:
        """Writes other texts over rows."""
        split = [self._split(parts) for parts in values]
        self._widen()
        self.signs.put(rows, [signs for _, signs, _ in split])
        for row, (latin, _, number) in zip(rows, split, strict=True):
            self.latin[row], self.held[row] = latin, number

    def copied(self) -> Self:
        """Texts of their own with the same values."""
        other = super().copied()
        other.signs = self.signs.copied()
        return other

    def _widen(self) -> None:
        code = code_for(len(self.shared))
        if self.held.typecode != code:
            self.held = array(code, self.held)

    def _split(self, parts: SearchParts) -> tuple[str, str, int]:
        """A row's Latin text, its other words, and the number of the part it shares."""
        text, officer, park = parts
        number = self._numbers.get((officer, park))
        if number is None:
            number = self._numbers[officer, park] = self._learnt(text, officer or park)
        head, shared, rest = text.rpartition(self._parts[number])
        own = f"{head}{_HERE}{rest}" if shared else text
        latin = own.replace("?", _ASKED).encode("ascii", "replace").decode()
        signs = " ".join([word for word in own.split(" ") if not word.isascii()])
        return latin, signs, number if shared else 0

    def _learnt(self, text: str, first: str) -> int:
        """Takes what stands between the words of `first` and the last word of a text as a part others may share."""
        start, end = text.find(f" {fold_name(first)} "), text.rfind(" ") + 1
        part = text[start:end] if 0 <= start < end - 1 else _NOTHING
        self._parts.append(part)
        self.shared.append("" if part == _NOTHING else part)
        return len(self.shared) - 1

    def holding(self, rows: Sequence[int], part: str) -> Sequence[int]:
        """Those of `rows` whose text holds `part`, which was folded as the texts are; in the order they come."""
        sharing = [part in shared for shared in self.shared]
        if len(rows) < len(self) * _FEW:
            return self._one_by_one(rows, part, sharing)
        flags = self._flags(part, sharing)
        if all(flags):
            return rows
        return array("i", [row for row in rows if flags[row]])

    def _flags(self, part: str, sharing: list[bool]) -> Sequence[bool | int]:
        """For every row, whether its text holds the part."""
        flags = [sharing[number] for number in self.held] if any(sharing) else []
        if flags and all(flags):
            return flags
        if not part.isascii():
            found = bytearray(flags or len(self))
            for row in self.signs.holding(part):
                found[row] = 1
            return found
        latin, part = self.latin, part.replace("?", _ASKED)
        if not flags:
            return list(map(contains, latin, repeat(part)))
        return [shared or part in text for shared, text in zip(flags, latin, strict=True)]

    def _one_by_one(self, rows: Sequence[int], part: str, sharing: list[bool]) -> array[int]:
        held, shared = self.held, any(sharing)
        if part.isascii():
            latin, part = self.latin, part.replace("?", _ASKED)
            if shared:
                return array("i", [row for row in rows if sharing[held[row]] or part in latin[row]])
            return array("i", [row for row in rows if part in latin[row]])
        coded, find, ends, start = part.encode(), self.signs.held.find, self.signs.ends, self.signs.start
        return array("i", [row for row in rows if (shared and sharing[held[row]])
                           or find(coded, start(row), ends[row]) >= 0])
