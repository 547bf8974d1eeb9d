"""Which ruleset an office counts and checks by: its place, the year, and the folder of its own rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlmodel import Session

from tracker.domain.days import Day
from tracker.domain.rules import Ruleset, ruleset_for
from tracker.domain.stages import Stage
from tracker.store.query import JOURNAL, SETTING, known

if TYPE_CHECKING:
    from tracker.domain.guards import Asked
    from tracker.office.desk import Desk


def place_of(session: Session, as_of: datetime | None = None) -> str:
    """The place the office works for, as it was known at a moment (now where none is given); empty if unknown.

    For a moment before the office was kept here it is the first one: older ledgers are of the place it works for.
    """
    place = select(SETTING.c.value).where(SETTING.c.key == "place")
    then = place.where(known(SETTING, as_of)).order_by(SETTING.c.id.desc()).limit(1)
    found = session.scalar(then)
    if found is None and as_of is not None and before_kept(session, as_of):
        found = session.scalar(place.order_by(SETTING.c.known_at, SETTING.c.id).limit(1))
    return found or ""


def before_kept(session: Session, moment: datetime) -> bool:
    """Whether a moment lies before the first entry of the journal: what was known then comes from older ledgers."""
    first = session.scalar(select(func.min(JOURNAL.c.at)))
    return first is None or moment < first


def rules_of(desk: Desk, year: int) -> Ruleset:
    """The ruleset in force at this office for a year."""
    with desk.reading() as session:
        return _rules(desk, session, year)


def rules_now(desk: Desk) -> Ruleset:
    """The ruleset of the year the office is in."""
    return rules_of(desk, desk.today().year)


def _rules(desk: Desk, session: Session, year: int) -> Ruleset:
    return ruleset_for(year, place_of(session), desk.store.rules_folder)


def evidence_kinds(desk: Desk, session: Session, day: Day | None = None) -> tuple[str, ...]:
    """The kinds of document this place knows, in this year and in the year of a milestone they prove."""
    years = dict.fromkeys(one.year for one in (desk.today(), day.first if day else None) if one)
    return tuple(dict.fromkeys(kind for year in years for kind in _rules(desk, session, year).lists.evidence_kinds))


class Requirements:
    """The evidence rulesets ask for, each year's looked up once."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk, self._session, self._today = desk, session, desk.today()
        self._by_year: dict[int, Asked] = {}

    def of(self, milestones: Mapping[Stage, Day]) -> Asked:
        """What is asked for stages reached on those days: by their years, this year's where a day is not known."""
        asked = {}
        for stage, day in milestones.items():
            year = (day.on or self._today).year
            if groups := (self._by_year.get(year) or self._of_year(year)).get(stage):
                asked[stage] = groups
        return asked

    def _of_year(self, year: int) -> Asked:
        if year not in self._by_year:
            self._by_year[year] = _rules(self._desk, self._session, year).evidence
        return self._by_year[year]
