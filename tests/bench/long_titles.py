"""Measures how much longer a title made to be slow to read takes when it is four times as long."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.ledger.titles import dated, day_asked, day_of_table, place_in

ROUNDS = 5
TIMES = 4
"""What is read in one go takes four times as long; what tries every beginning with every end, sixteen times."""
_DAY = date(2023, 12, 31)


def _read(text: str) -> None:
    place_in([text])
    day_of_table(text)
    dated(text, _DAY)
    day_asked(text, _DAY)


_REPEATED: Mapping[str, tuple[str, str, str, int]] = {
    **{text: ("", text, "", 12_000)
       for text in ("市", "甲县", "省县", "（元", "2023", "甲县 ", "填报单位：")},
    "blanks": ("截至日期", " ", "x", 24_000),
    "underscores": ("截止", "_", "", 24_000),
    "a year and blanks": ("截至2023年", " ", "", 24_000)}
"""By what a title is: its beginning, what is repeated, its end, and how often."""


@dataclass(frozen=True, slots=True)
class MeasuredTitles:
    """How many times as long the slowest title took, and which it was."""

    ratio: float
    slowest: str

    def __str__(self) -> str:
        return (f"titles made to be slow to read, {TIMES} times as long: at most {self.ratio:.1f} times the time "
                f"({self.slowest}; aim {2 * TIMES})")


def measure(rounds: int = ROUNDS) -> MeasuredTitles:
    """The worst growth of all of them; each is the best of some rounds, the two lengths turn by turn."""
    growth = {kind: _growth(*made_of, rounds=rounds) for kind, made_of in _REPEATED.items()}
    slowest = max(growth, key=lambda kind: growth[kind])
    return MeasuredTitles(growth[slowest], slowest)


def _growth(first: str, again: str, last: str, count: int, *, rounds: int) -> float:
    texts = [f"{first}{again * (count * times)}{last}" for times in (1, TIMES)]
    best = [min(turn) for turn in zip(*([_seconds(text) for text in texts] for _ in range(rounds)), strict=True)]
    return best[1] / best[0]


def _seconds(text: str) -> float:
    began = time.process_time()
    _read(text)
    return time.process_time() - began


if __name__ == "__main__":
    sys.stdout.write(f"{measure()}\n")
