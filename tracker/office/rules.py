"""Which ruleset an office counts and checks by: its place, the year, and the folder of its own rules."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, select

from tracker.domain.days import Day
from tracker.domain.guards import Asked
from tracker.domain.rules import Ruleset, ruleset_for
from tracker.office.desk import Desk
from tracker.store.query import known
from tracker.store.tables import Setting


def place_of(session: Session) -> str:
    """The place the office works for, empty while nobody has said."""
    row = session.exec(select(Setting).where(Setting.key == "place", known(Setting))).first()
    return row.value if row else ""


def rules_of(desk: Desk, year: int) -> Ruleset:
    """The ruleset in force at this office for a year."""
    with desk.reading() as session:
        place = place_of(session)
    return ruleset_for(year, place, desk.store.rules_folder)


def asked_for(desk: Desk, day: Day) -> Asked:
    """The evidence asked for milestones of that day's year; this year's where the day is not known."""
    on: date = day.first or desk.today()
    return rules_of(desk, on.year).evidence
