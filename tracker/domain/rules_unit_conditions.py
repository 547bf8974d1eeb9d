"""What a rule of an assessment asks of a unit before it does anything: figures, completions, points of lines."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_score_values import FigureNumbers, FigurePercents, Points, Threshold
from tracker.domain.rules_values import Cited, Text, context, one_of


def _of_known_lines(named: dict[str, Points], info: ValidationInfo) -> dict[str, Points]:
    for name in named:
        one_of(context(info).get("lines", {}), name)
    return named


_LinePoints = Annotated[dict[Text, Points], Field(min_length=1), AfterValidator(_of_known_lines)]


class AskedOfUnit(Cited):
    """Conditions on one unit. All that are written have to hold. What is asked of the points of a line never holds for
    a unit whose group does not have that line.
    """

    actual: FigureNumbers = Field(default_factory=dict)
    """Each of these figures or marks is at least so much."""
    actual_below: FigureNumbers = Field(default_factory=dict)
    """Each is less than so much."""
    over: FigureNumbers = Field(default_factory=dict)
    """Each is so much above its target, or more."""
    short: FigureNumbers = Field(default_factory=dict)
    """Each is so much short of its target, or more."""
    completion: FigurePercents = Field(default_factory=dict)
    """Each is at least so much of its target."""
    completion_below: FigurePercents = Field(default_factory=dict)
    """Each is less than so much of its target."""
    points: _LinePoints = Field(default_factory=dict)
    """Each of these lines has at least so many points."""
    points_below: _LinePoints = Field(default_factory=dict)
    """Each has less."""

    def limits(self) -> Iterator[tuple[str, str, Threshold | Decimal]]:
        """All that is asked: by which key, of which figure, mark or line, and how much."""
        yield from ((key, name, limit) for key in CONDITIONS for name, limit in getattr(self, key).items())

    @model_validator(mode="after")
    def _asks_something_of_units(self) -> Self:
        if not any(getattr(self, name) for name in CONDITIONS):
            raise wrong(Fault.NO_CONDITION, "", CONDITIONS)
        return self


CONDITIONS = tuple(name for name in AskedOfUnit.model_fields if name != "source")
"""The keys that ask something of a unit."""
OF_TARGETS = ("over", "short", "completion", "completion_below")
"""Those that hold a figure against its target."""
OF_POINTS = ("points", "points_below")
"""Those that ask for points of lines."""
