"""What units have of a month or quarter alone: only what happened in it counts, for whom it counted then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session

from tracker.domain.claims import Claim
from tracker.domain.parts import days_of, period_of
from tracker.domain.rules import Ruleset
from tracker.office.assessment.attributing import Part, attributed, parts_alone
from tracker.office.figures.counting import Frame
from tracker.office.figures.subtotals import Within

PeriodParts = Mapping[int, Mapping[str, Part]]
"""Of each unit by its number, what it has of every indicator."""


def periods_of_units(session: Session, rules: Ruleset, frame: Frame, claims: Mapping[str, Sequence[Claim]],
                     units: Sequence[int], periods: Iterable[str]) -> Mapping[str, PeriodParts]:
    """The figures of months and quarters by their keys (quarter.2), up to the last day that counts; of those that have
    not begun by then nothing.

    A fact lies in a period as `explain --part` has it: what is known only by a longer one, and what no day decides,
    lies in none.
    """
    found: dict[str, PeriodParts] = {}
    for key in periods:
        part = period_of(key)
        if part is None or days_of(part, frame.span)[0] > frame.until:
            continue
        held = attributed(session, rules, frame, claims, units, Within(session, frame, part)).held
        found[key] = {number: parts_alone(rules, held[number]) for number in units}
    return found
