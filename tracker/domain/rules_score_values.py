"""The kinds of values lines of an assessment hold: points, thresholds in units or percent, names of figures, marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo

from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_values import Number, Table, Text, context, each_once, exact_number, one_of
from tracker.domain.text import fold_width


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number as it is written: 7, or 120%; the same number of both kinds is not the same."""

    written: Decimal
    percent: bool = False

    @property
    def value(self) -> Fraction:
        """As a number: 120% is 6/5."""
        return Fraction(self.written) / (100 if self.percent else 1)

    def __str__(self) -> str:
        return f"{self.written.normalize() + 0:f}{'%' if self.percent else ''}"


_PERCENT: Final = re.compile(r"(\d{1,6}(?:\.\d{1,10})?)%")


def threshold_written(value: object) -> Threshold:
    """A number without quotes, or a percentage in them. Raises `wrong_type`, and `out_of_range` where it is huge."""
    if isinstance(value, Threshold):
        return value
    if isinstance(value, str):
        match = _PERCENT.fullmatch(fold_width(value).strip())
        if match is None:
            raise wrong(Fault.WRONG_TYPE, value, ("number", "percent"))
        return Threshold(Decimal(match[1]), percent=True)
    number = _within_reason(exact_number(value))
    if number < 0:
        raise wrong(Fault.OUT_OF_RANGE, value, ("≥ 0",))
    return Threshold(number)


def _percentage(value: object) -> Threshold:
    threshold = threshold_written(value)
    if not threshold.percent:
        raise wrong(Fault.WRONG_TYPE, value, ("percent",))
    return threshold


def _within_reason(value: object) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) > MOST_POINTS:
        raise wrong(Fault.OUT_OF_RANGE, value, (f"-{MOST_POINTS} … {MOST_POINTS}",))
    return number


def _as_list(value: object) -> object:
    """One name alone is a list of one."""
    return [value] if isinstance(value, str) else value


def _known_figures(names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Names of indicators and marks that stand before. Raises `unknown_word`."""
    return tuple(known_figure(name, info) for name in each_once(names))


def known_figure(name: str, info: ValidationInfo) -> str:
    """The name of an indicator or mark of the file. Raises `unknown_word`."""
    read = context(info)
    keys = [*read.get("made", {}), *read.get("marks", {})]
    return one_of([*keys, *sorted(read.get("keys", set()) - set(keys))], name)


def _of_known_figures(table: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
    for name in table:
        known_figure(name, info)
    return table


MOST_POINTS: Final = 1_000_000_000_000
"""No score, count or amount of a ruleset is further from zero."""
Points = Annotated[Decimal, BeforeValidator(exact_number), AfterValidator(_within_reason)]
"""A number of points; below zero they are taken off."""
Bound = Annotated[Threshold, PlainValidator(threshold_written)]
"""A threshold on what is measured: 7, or "120%" of a ratio."""
Percentage = Annotated[Threshold, PlainValidator(_percentage)]
Figures = Annotated[tuple[Text, ...], BeforeValidator(_as_list), Field(min_length=1), AfterValidator(_known_figures)]
"""Names of indicators and marks: one, or a list."""
FigureNumbers = Annotated[dict[Text, Number], Field(min_length=1), AfterValidator(_of_known_figures)]
"""A number above zero for each of some indicators and marks."""


FigurePercents = Annotated[dict[Text, Percentage], Field(min_length=1), AfterValidator(_of_known_figures)]
"""A percentage for each of some indicators and marks."""


class ScoreStep(Table):
    """`{ at_least = "80%", points = 75 }`: points from a threshold on."""

    at_least: Bound
    points: Points


class ScoreBand(Table):
    """`{ at_least = 3, less_than = 10, points = 2 }`: points between two thresholds, of which one may be left out."""

    at_least: Bound | None = None
    less_than: Bound | None = None
    points: Points

    def holds(self, value: Fraction) -> bool:
        """Whether a measure lies in it."""
        return ((self.at_least is None or value >= self.at_least.value)
                and (self.less_than is None or value < self.less_than.value))
