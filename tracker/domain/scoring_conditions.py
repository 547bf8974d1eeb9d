"""Whether what a rule asks of a unit is so: of its figures, marks, targets and the points of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from tracker.domain.rules_assessment import Assessment
from tracker.domain.rules_unit_conditions import AskedOfUnit
from tracker.domain.scoring_figures import figure_known, known_or_zero, target_known
from tracker.domain.scoring_working import Measures, MissingInput, Wanting

_Asked = tuple[bool | None, tuple[MissingInput, ...]]
"""Whether it is so, None while something is missing, and what."""
LinePoints = Mapping[str, Fraction | None]
"""Points of the lines a unit has so far; None of one that waits for something."""


def meets(rules: Assessment, asked: AskedOfUnit, of: Measures, lines: LinePoints) -> _Asked:
    """Whether all that is asked is so; what is missing counts only where nothing else decides already."""
    missing: list[MissingInput] = []
    for is_met, lacks in _each(rules, asked, of, lines):
        if is_met is False:
            return False, ()
        missing += lacks
    return (None, tuple(dict.fromkeys(missing))) if missing else (True, ())


def _each(rules: Assessment, asked: AskedOfUnit, of: Measures, lines: LinePoints) -> Iterator[_Asked]:
    for key, limit in asked.actual.items():
        value, lacks = _figure(rules, key, of)
        yield (None, lacks) if value is None else (value >= Fraction(limit), ())
    for key, limit in asked.actual_below.items():
        value, lacks = _figure(rules, key, of)
        yield (None, lacks) if value is None else (value < Fraction(limit), ())
    for key, limit in asked.over.items():
        value, target, lacks = _held(rules, key, of)
        yield (None, lacks) if lacks else (value - target >= Fraction(limit), ())
    for key, limit in asked.short.items():
        value, target, lacks = _held(rules, key, of)
        yield (None, lacks) if lacks else (target - value >= Fraction(limit), ())
    for key, part in asked.completion.items():
        value, target, lacks = _held(rules, key, of)
        yield (None, lacks) if lacks else (value >= part.value * target, ())
    for key, part in asked.completion_below.items():
        value, target, lacks = _held(rules, key, of)
        yield (None, lacks) if lacks else (value < part.value * target, ())
    yield from _of_lines(asked, lines)


def _of_lines(asked: AskedOfUnit, lines: LinePoints) -> Iterator[_Asked]:
    """A unit whose group has no such line has no points of it to meet anything with."""
    for key, limit in asked.points.items():
        points = lines.get(key)
        waits = key in lines and points is None
        yield (None, (MissingInput(Wanting.LINE, key),)) if waits else (
            points is not None and points >= Fraction(limit), ())
    for key, limit in asked.points_below.items():
        points = lines.get(key)
        waits = key in lines and points is None
        yield (None, (MissingInput(Wanting.LINE, key),)) if waits else (
            points is not None and points < Fraction(limit), ())


def _held(rules: Assessment, key: str, of: Measures) -> tuple[Fraction, Fraction, tuple[MissingInput, ...]]:
    """A figure and its target; nothing for either that is missing."""
    value, target = figure_known(rules, key, of), target_known({}, key, of)
    lacks = [one for one in (value, target) if isinstance(one, MissingInput)]
    return known_or_zero(value), known_or_zero(target), tuple(lacks[:1])


def _figure(rules: Assessment, key: str, of: Measures) -> tuple[Fraction | None, tuple[MissingInput, ...]]:
    found = figure_known(rules, key, of)
    return (None, (found,)) if isinstance(found, MissingInput) else (found.result, ())
