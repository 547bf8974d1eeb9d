"""What the pages of an assessment tell: scores or why there are none, figures, marks, and what they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.reasons import Reason
from tracker.domain.rules import Ruleset
from tracker.office.assessment.assess import Assessed, assess
from tracker.office.assessment.marks import MarkShown, marks_given
from tracker.office.assessment.unit_figures import UnitFigures, unit_figures
from tracker.office.desk import Desk
from tracker.office.figures.rollup import question, rollup
from tracker.office.outcome import Refused


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """The assessment of a year as paper tells it; `assessed` is None where there is no score, and `why_none` says why.
    """

    figures: UnitFigures
    assessed: Assessed | None
    why_none: tuple[Reason, ...]
    rules: Ruleset
    marks: tuple[MarkShown, ...]
    place: str
    head: str
    """The first digits of the journal's head then."""
    sample: bool
    """Whether the sample ledger is among the facts."""


def paper_facts(desk: Desk, year: int, until: date | None = None, as_of: datetime | None = None, *,
                ruleset: Ruleset | None = None, by_now: bool = False) -> PaperFacts:
    """Reads them, all as they were known at one moment and by one ruleset: that in force for the question, or the one
    given. Raises RulesetError where the ruleset in force is wrong.
    """
    with desk.reading() as session:
        asked = question(session, desk, year, until, as_of, ruleset, by_now=by_now)
        rules, known_at = asked.rules, asked.known_at
    figures = unit_figures(desk, year, until=until, as_of=known_at, ruleset=rules)
    found = assess(desk, year, until=until, as_of=known_at, ruleset=rules)
    counted = rollup(desk, year, until=until, as_of=known_at, ruleset=rules)
    scored, why = (None, found.reasons) if isinstance(found, Refused) else (found, ())
    return PaperFacts(figures, scored, why, rules, marks_given(desk, year, known_at) if scored else (), counted.place,
                      counted.head, counted.sample)
