"""What stands right beside the numbers of a report: which follow each other, and the signs, digits and units at them.

A control says what its number is and not what the sentence says of it: two that changed places, 亿元 that became 万元,
or a 1 typed before 44 are found by what was beside each number when the report was written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from tracker.report.controls import TEXTS, NumberMark, Spot, marks_in_paragraphs, seen_text

_BEFORE = re.compile(r"[\d.\-−－+]+$")
_AFTER = re.compile(r"(?:[\d.]+|[%％‰]|(?:万亿|亿|万)?(?:元|美元|个百分点|个|家|人|亩|项|笔)?)")


_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class NumbersInLine:
    """The numbers of one paragraph: of each what stands right before it, the digest of its key, and what follows."""

    numbers: tuple[str, ...]
    place: Spot

    @property
    def text(self) -> str:
        """As the manifest keeps it."""
        return _SEPARATOR.join(self.numbers)

    @property
    def digest(self) -> str:
        """Of the key of the first number."""
        return _digest_of(self.numbers[0])


def lines_of_numbers(document: Any) -> Iterator[NumbersInLine]:
    """Each paragraph with numbers of ours, in the order of the document."""
    for place, paragraph, marks in marks_in_paragraphs(document):
        yield NumbersInLine(tuple(_beside(one, paragraph) for one in marks), place)


def _beside(mark: NumberMark, paragraph: Any) -> str:
    """A number of a paragraph: the signs before it, its digest, the digits or the unit after it."""
    before, after, inside = list[str](), list[str](), False
    for one in paragraph.iter(*TEXTS):
        if one in mark.holding:
            inside = True
        elif inside:
            after.append(seen_text(one))
        else:
            before.append(seen_text(one))
    signs = _BEFORE.search("".join(before))
    unit = _AFTER.match("".join(after).lstrip())
    return f"{signs[0] if signs else ''}|{mark.digest}|{unit[0] if unit else ''}"


def _digest_of(number: str) -> str:
    return number.split("|")[1]


def out_of_place(written: Sequence[str], there: Sequence[NumbersInLine], gone: Collection[str]
                 ) -> Iterator[NumbersInLine]:
    """The lines that are not as they were written, or not where: every one that has no like in the same order.

    `gone` are digests of numbers whose control is missing, which is told by itself.
    """
    before = [kept for line in written if (kept := _without(line.split(_SEPARATOR), gone))]
    now = [(kept, line) for line in there if (kept := _without(line.numbers, gone))]
    matcher = SequenceMatcher(None, before, [kept for kept, _ in now], autojunk=False)
    for tag, _, _, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield from (line for _, line in now[first:last])


def _without(numbers: Sequence[str], gone: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in numbers if _digest_of(one) not in gone)
