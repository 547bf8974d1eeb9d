"""Looks at a sentence of very many numbers piece by piece, so that what is compared grows with its length alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tracker.proof.sentences import Numbered, Sentence, breaks_of

MOST_TOGETHER: Final = 120
"""Numbers that are set against each other at once."""
_OVERLAP: Final = MOST_TOGETHER // 2
"""Numbers that two pieces of one long list have in common: what stands that near together is in one of them."""


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of a sentence as one of its own, and whether it ends or begins in the midst of a list without a break."""

    sentence: Sentence
    is_cut: bool


def windows_of(sentence: Sentence) -> Iterator[Window]:
    """The sentence where it has few numbers; else pieces that end where a segment does, or overlap where none does."""
    numbers = sentence.numbers
    first, last_end = 0, 0
    while first < len(numbers):
        if len(numbers) - first <= MOST_TOGETHER:
            yield Window(_piece(sentence, first, len(numbers)), _is_inside(numbers, first))
            return
        end = first + MOST_TOGETHER
        whole = next((at for at in range(end, max(first, last_end), -1) if not _is_inside(numbers, at)), None)
        end = whole or end
        yield Window(_piece(sentence, first, end), whole is None or _is_inside(numbers, first))
        last_end = end
        begun = next((at for at in range(end - 1, first, -1) if not _is_inside(numbers, at)), first)
        is_short = whole is not None and end - begun <= _OVERLAP and begun > first
        first = begun if is_short else end if whole is not None else end - _OVERLAP


def _is_inside(numbers: tuple[Numbered, ...], at: int) -> bool:
    """Whether a cut before this number would part one segment."""
    return 0 < at < len(numbers) and numbers[at - 1].segment == numbers[at].segment


def _piece(sentence: Sentence, first: int, end: int) -> Sentence:
    numbers = sentence.numbers
    if first == 0 and end == len(numbers):
        return sentence
    begin = numbers[first - 1].number.end if first else sentence.start
    until = numbers[end].number.start if end < len(numbers) else sentence.start + len(sentence.text)
    text = sentence.text[begin - sentence.start:until - sentence.start]
    breaks = breaks_of(text)
    here = tuple(replace(one, at=at, segment=bisect_right(breaks, one.number.start - begin),
                         is_listed=one.is_listed and at > 0) for at, one in enumerate(numbers[first:end]))
    return replace(sentence, text=text, start=begin, numbers=here,
                   lead=sentence.lead + sentence.text[:begin - sentence.start])
