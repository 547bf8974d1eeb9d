"""The figures of a year unit by unit: with what two claim taken off and what none claims put in, the place's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tracker.domain.assessed import UnitNamed
from tracker.domain.counting_year import YearSpan
from tracker.domain.rules import Indicator


@dataclass(frozen=True, slots=True)
class UnitProject:
    """A project that counts for a unit; `adds` is what it adds to the figure of the unit, exact, in the figure's unit.
    """

    code: str
    name: str
    adds: Decimal


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """One indicator of one unit, or of what two units claim, of what none claims, or of the place.

    `actual` is what a rollup of the unit alone would say: exact in the indicator's unit, of a ratio rounded as the
    ruleset says. `adds` is what adds up: the same but of a ratio, where it is what is divided, and of an average, where
    it is the sum of its parts; `of` is what it is divided by there and None elsewhere.
    """

    actual: Decimal
    adds: Decimal
    of: Decimal | None = None
    target: Decimal | None = None
    """Of the whole year, in the indicator's unit; None where none is set."""
    targets: Mapping[str, Decimal] = field(default_factory=dict)
    """Of months and quarters, by `parts.period_key`: month.3, quarter.1."""
    projects: tuple[UnitProject, ...] = ()
    """Those behind `adds`, by code; what they add comes to it."""
    projects_of: tuple[UnitProject, ...] = ()
    """Of a ratio those behind `of`."""

    @property
    def counted(self) -> int:
        """How many projects are behind it."""
        return len(self.projects)


@dataclass(frozen=True, slots=True)
class UnitOfYear:
    """A unit with its figures of the year, by the key of the indicator: every indicator of the ruleset is there."""

    unit: UnitNamed
    figures: Mapping[str, UnitFigure]


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures of all units of a year up to the end of `until`, by what was known at `as_of` and the ruleset named.

    For every indicator `adds` of all units, less that of `twice`, plus that of `unclaimed`, is that of `place`, to the
    last digit; so it is with `of`.
    """

    year: int
    span: YearSpan
    until: date
    as_of: datetime
    ruleset_id: str
    ruleset_digest: str
    indicators: tuple[Indicator, ...]
    units: tuple[UnitOfYear, ...]
    """By group, then name."""
    twice: Mapping[str, UnitFigure]
    """What more than one unit has in full: by how much the shares of a project are above the whole."""
    unclaimed: Mapping[str, UnitFigure]
    """What no unit has: what the shares of a project leave of the whole."""
    place: Mapping[str, UnitFigure]
    """The place's own figures and targets, as `rollup` has them."""

    def of_unit(self, name: str) -> UnitOfYear | None:
        """A unit by its name as it is written."""
        return next((one for one in self.units if one.unit.name == name), None)
