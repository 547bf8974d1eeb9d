"""Which ruleset an office counts and checks by: its place, the year, and the folder of its own rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session

from tracker.domain.counting_year import YearSpan
from tracker.domain.days import Day
from tracker.domain.required import Asked
from tracker.domain.rules import Ruleset, RulesetError, ruleset_for
from tracker.domain.rules_words import WithoutMoney
from tracker.domain.stages import Stage
from tracker.office.rules_kept import counted_by, place_of, rules_of_digest

if TYPE_CHECKING:
    from tracker.office.desk import Desk


def rules_of(desk: Desk, year: int) -> Ruleset:
    """The ruleset in force at this office for a year; of an office of then, the one that was."""
    with desk.reading() as session:
        return rules_within(desk, session, year)


def rules_now(desk: Desk) -> Ruleset:
    """The ruleset of the year the office is in."""
    with desk.reading() as session:
        return rules_within(desk, session, year_within(desk, session, desk.today()))


def span_of(desk: Desk, year: int) -> YearSpan:
    """The first and the last day of a year, by the rules it is counted by. Raises RulesetError."""
    with desk.reading() as session:
        return counted_by(session, desk.store.rules_folder, year, desk.then, None).rules.counting.of(year)


def year_now(desk: Desk) -> int:
    """The year that today lies in."""
    with desk.reading() as session:
        return year_within(desk, session, desk.today())


def year_within(desk: Desk, session: Session, day: date) -> int:
    """The year a day lies in: that of the calendar, or the one after or before it where their rulesets say so.

    Where one of them is wrong, it is that of the calendar.
    """
    try:
        return next((year for year in (day.year, day.year + 1, day.year - 1)
                     if rules_within(desk, session, year).counting.of(year).holds(day)), day.year)
    except RulesetError:
        return day.year


def rules_within(desk: Desk, session: Session, year: int) -> Ruleset:
    """Like `rules_of`, where the office is being read already."""
    if desk.then is not None:
        return counted_by(session, desk.store.rules_folder, year, desk.then, None).rules
    return ruleset_for(year, place_of(session), desk.store.rules_folder)


def evidence_kinds(desk: Desk, session: Session, day: Day | None = None) -> tuple[str, ...]:
    """The kinds of document this place knows, in this year and in the year of a milestone they prove."""
    years = dict.fromkeys(year_within(desk, session, one) for one in (desk.today(), day.first if day else None) if one)
    lists = (rules_within(desk, session, year).lists for year in years)
    return tuple(dict.fromkeys(kind for one in lists for kind in one.evidence_kinds))


class Requirements:
    """What rulesets ask for, each year's looked up once."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk, self._session, self._today = desk, session, desk.today()
        self._by_year: dict[int, Asked] = {}
        self._years: dict[tuple[int, int], int] = {}

    def of(self, milestones: Mapping[Stage, Day]) -> Asked:
        """What is asked for stages reached on those days: by their years, this year's where a day is not known."""
        evidence, money_first = {}, False
        for stage, day in milestones.items():
            year = self._year(day.on or self._today)
            asked = self._by_year.get(year) or self._of_year(year)
            if groups := asked.evidence.get(stage):
                evidence[stage] = groups
            if stage is Stage.STARTED:
                money_first = asked.money_first
        return Asked(evidence, money_first)

    def _year(self, day: date) -> int:
        """The year of a day; all days of one month lie in the same."""
        month = (day.year, day.month)
        if month not in self._years:
            self._years[month] = year_within(self._desk, self._session, day)
        return self._years[month]

    def _of_year(self, year: int) -> Asked:
        if year not in self._by_year:
            rules = rules_within(self._desk, self._session, year)
            self._by_year[year] = Asked(rules.evidence, rules.started.without_money is WithoutMoney.REFUSED)
        return self._by_year[year]


def rules_told(desk: Desk, year: int, digest: str) -> Ruleset | None:
    """The ruleset of a digest that stands on a paper; None where it is neither kept nor the one that applies now.

    Raises RulesetError where the file that applies is wrong.
    """
    with desk.reading() as session:
        return rules_of_digest(session, desk.store.rules_folder, year, digest)
