"""The tables of the assessment: units, what they are to reach, and for which of them projects count."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index

from tracker.domain.assessed import CreditHow, UnitKind
from tracker.domain.days import Precision
from tracker.store.fact import CURRENT, Fact, ProjectFact
from tracker.store.fact import kind_column as _kind
from tracker.store.fact import reference as _ref


class AssessedUnit(Fact, table=True):
    """A unit that is assessed (考核单位): one row for each version of it, all with its number."""

    __tablename__ = "assessed_unit"

    number: int
    """Given once: targets and credits name the unit by it, whatever it is called by now."""
    name: str
    name_key: str
    """The name folded: no two units have the same."""
    kind: UnitKind = _kind(UnitKind)
    ranked_in: str = ""
    """The group it is ranked in."""
    retired_on: date | None = None
    """From this day it claims nothing more."""

    __table_args__ = (
        Index("assessed_unit_current", "number", unique=True, sqlite_where=CURRENT),
        Index("assessed_unit_name", "name_key", unique=True, sqlite_where=CURRENT),
    )


class UnitTarget(Fact, table=True):
    """What a unit is to reach, as a target of the place says it."""

    __tablename__ = "unit_target"

    unit_number: int
    year: int
    indicator: str
    value: str
    """An exact decimal in `unit`."""
    unit: str
    period: str = ""
    """As that of a target."""

    __table_args__ = (
        Index("unit_target_current", "year", "unit_number", "indicator", "period", unique=True, sqlite_where=CURRENT),
    )


class GivenMark(Fact, table=True):
    """A number that people gave a unit for a year: points, visits, what a sample found (`[[assessment.marks]]`)."""

    __tablename__ = "given_mark"

    unit_number: int
    year: int
    mark: str
    """Its key in the ruleset of the year."""
    value: str
    """An exact decimal."""
    body: str
    """Who gave it: a person or an office."""
    said_on: date
    number: str = ""
    """Of the paper that says so."""

    __table_args__ = (
        Index("given_mark_current", "year", "unit_number", "mark", unique=True, sqlite_where=CURRENT),
    )


class Credit(ProjectFact, table=True):
    """That a project counts for a unit from a day on, in whole or for a share; what counted before it does not move.

    Two units that have one project in full both keep it: it is listed as claimed twice. `moved` alone ends what other
    units had before its day.
    """

    project_id: int = _ref("project", index=True)
    unit_number: int
    from_on: date
    """First day of the period."""
    precision: Precision = _kind(Precision, default=Precision.DAY)
    how: CreditHow = _kind(CreditHow)
    share: int
    """In hundredths of a percent; `money_form.WHOLE` is all of it."""
    number: str = ""
    """Of the paper that says so."""
    note: str = ""

    __table_args__ = (
        Index("credit_current", "project_id", "unit_number", "from_on", unique=True, sqlite_where=CURRENT),
    )
