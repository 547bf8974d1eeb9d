"""Sums problems up where there are many: the first of each kind, and how many more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tracker.ledger.rows import Problem, ProblemCode

MOST = 100
"""Problems of one kind that are listed; of more, the number is said."""


class ProblemList(NamedTuple):
    """The problems that are listed, in their order, and how many more of each kind there are."""

    listed: tuple[Problem, ...]
    more: Mapping[ProblemCode, int]


def summed_up(problems: Iterable[Problem]) -> ProblemList:
    """The first hundred of each kind; the rest as numbers."""
    seen: Counter[ProblemCode] = Counter()
    listed = []
    for problem in problems:
        seen[problem.code] += 1
        if seen[problem.code] <= MOST:
            listed.append(problem)
    return ProblemList(tuple(listed), {code: count - MOST for code, count in seen.items() if count > MOST})
