"""What one project adds to each figure of a year, and why it adds nothing to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from tracker.domain.rules import Ruleset
from tracker.domain.rules_words import label_in
from tracker.office.desk import Desk
from tracker.office.figures.explain import of_indicator_key
from tracker.office.figures.explained import NotCountedProject
from tracker.office.figures.rollup import question
from tracker.store.query import PROJECT


@dataclass(frozen=True, slots=True)
class InFigure:
    """Whether a project counts in a figure: with its exact share, or the first reason why not."""

    key: str
    labels: Mapping[str, str]
    unit: str
    share: str = ""
    reason: NotCountedProject | None = None

    def called(self, lang: str) -> str:
        """What the indicator is called in a language."""
        return label_in(self.labels, lang)


def figures_of(desk: Desk, code: str, year: int, *, until: date | None = None, as_of: datetime | None = None,
               ruleset: Ruleset | None = None) -> tuple[InFigure, ...]:
    """Every indicator of a year with what a project adds to it; nothing for a project that was not known then.

    Raises RulesetError where the ruleset in force is wrong.
    """
    with desk.reading() as session:
        asked = question(session, desk, year, until, as_of, ruleset)
        frame, rules = asked.frame, asked.rules
        number = session.scalar(select(PROJECT.c.id).where(PROJECT.c.code == code))
        if number is None:
            return ()
        frame, found = replace(frame, project=number), []
        for one in rules.indicators:
            behind = of_indicator_key(session, rules, one, frame)
            shares = [project.share for project in behind.counted]
            reasons = [project for project in behind.others if project.code == code]
            if shares or reasons:
                found.append(InFigure(one.key, one.labels, behind.unit, shares[0] if shares else "",
                                      None if shares else reasons[0]))
    return tuple(found)
