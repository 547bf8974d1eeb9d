"""What a list that leaves the office is stamped with: of which place and year it is, and when it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.domain.rules import RulesetError
from tracker.office.desk import Desk
from tracker.office.register.overview import latest_year
from tracker.office.rules import rules_of
from tracker.office.sample import is_sample


@dataclass(frozen=True, slots=True)
class Stamp:
    """`place` is empty where no ruleset in force names one; `sample` says that the sample ledger is among the facts."""

    place: str
    year: int
    at: datetime
    sample: bool


def stamp(desk: Desk, year: int | None = None) -> Stamp:
    """The stamp of a list made now, of a year (None: the latest that has any facts)."""
    year = latest_year(desk) if year is None else year
    try:
        place = rules_of(desk, year).place
    except RulesetError:  # a list of projects can be handed on although the figures cannot be counted
        place = ""
    return Stamp(place, year, desk.now(), is_sample(desk))
