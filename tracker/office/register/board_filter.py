"""What a board can be narrowed to: by who, where, which chain, what kind, and how things stand."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress

from tracker.domain.pace import GOING_ON
from tracker.domain.profile import in_register, usual_first
from tracker.domain.stages import Status
from tracker.office.register.register import Register

BY_COLUMN = usual_first((name for name, field in in_register().items() if field.repeats and not field.tag),
                        ("officer", "park", "chain", "chain_leader", "origin"))
"""Groups whose values are those of a column."""
TAGS, STATE = "tags", "state"
STATES = ("blocked", "overdue", "stale", "paused")
"""How things stand; `stale` is an active project on its way that nobody has touched for the days the ruleset names."""
_MARKS = tuple(name for name, field in in_register().items() if field.tag)
"""Columns whose values are tags."""

BoardWanted = Mapping[str, frozenset[str]]
"""Group -> the values wanted: one of them in each group named."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value a group can be narrowed to, and how many projects have it. A tag is "column:value"."""

    group: str
    value: str
    count: int


def kept(register: Register, wanted: BoardWanted, stale: date, rows: Sequence[int]) -> array[int]:
    """Those of `rows` that are wanted, in the order they come."""
    found = array("i", rows)
    for group, values in wanted.items():
        if group in BY_COLUMN:
            found = register.where({group: [value or None for value in values] + list(values)}, found)
        elif values:
            found = _any_of(register, [_having(register, group, value, stale, found) for value in values], found)
    return found


def _any_of(register: Register, several: Sequence[Sequence[int]], rows: Sequence[int]) -> array[int]:
    if len(several) == 1:
        return array("i", several[0])
    flags = bytearray(register.n)
    for some in several:
        for row in some:
            flags[row] = 1
    return array("i", compress(rows, map(flags.__getitem__, rows)))


def _having(register: Register, group: str, value: str, stale: date, rows: Sequence[int]) -> array[int]:
    if group == TAGS:
        column, _, tag = value.partition(":")
        return register.where({column: {tag or True}}, rows)
    if value == "stale":
        going_on = register.where({"status": {Status.ACTIVE}, "stage": GOING_ON}, rows)
        return register.until("touched", stale, going_on)
    if value == "paused":
        return register.where({"status": {Status.PAUSED}}, rows)
    blocked = register.where({"blocked": {True}}, rows)
    if value == "overdue":
        return register.having("overdue", blocked)
    return blocked


def choices(register: Register, stale: date, rows: Sequence[int]) -> list[Choice]:
    """What the groups can be narrowed to, with how many of `rows` that would be; the most frequent first."""
    found = [Choice(STATE, value, len(_having(register, STATE, value, stale, rows))) for value in STATES]
    for group in BY_COLUMN:
        counts = _counted(register, group, rows)
        found += [Choice(group, str(value or ""), count) for value, count in counts if value not in (None, "")]
    for column in _MARKS:
        counts = _counted(register, column, rows)
        found += [Choice(TAGS, column if value is True else f"{column}:{value}", count)
                  for value, count in counts if value]
    return [choice for choice in found if choice.count]


def _counted(register: Register, column: str, rows: Sequence[int]) -> Collection[tuple[object, int]]:
    values = register.whole_column(column)
    return Counter(map(values.__getitem__, rows)).most_common()
