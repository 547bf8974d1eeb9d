"""What a list that leaves the office is stamped with: of which place and year it is, and when it was made."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.counting_year import YearSpan
from tracker.domain.rules import RulesetError
from tracker.office.desk import Desk
from tracker.office.register.overview import latest_year
from tracker.office.rules import rules_of, span_of
from tracker.office.sample import is_sample


@dataclass(frozen=True, slots=True)
class Stamp:
    """`place` is empty where no ruleset in force names one; `sample` says that the sample ledger is among the facts."""

    place: str
    year: int
    at: datetime
    sample: bool
    span: YearSpan | None = None
    """The year with its first and its last day; None where no rules say them."""


def stamp(desk: Desk, year: int | None = None) -> Stamp:
    """The stamp of a list made now, of a year (None: the latest that has any facts)."""
    year = latest_year(desk) if year is None else year
    place, span = "", None
    with suppress(RulesetError):  # a list of projects can be handed on although the figures cannot be counted
        place, span = rules_of(desk, year).place, span_of(desk, year)
    return Stamp(place, year, desk.now(), is_sample(desk), span)
