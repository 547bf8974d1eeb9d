"""The lists of other offices that are on record, each held against our figure of now, with what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlmodel import Session, col
from sqlmodel import select as select_row

from tracker.domain.clock import utc_text
from tracker.domain.days import Day
from tracker.domain.differs import Differs
from tracker.domain.money import Currency, Money, by_currency
from tracker.domain.reconciling import ListCompared, ListDifference, ListedProject, OurProject, compare_list
from tracker.domain.rules_words import AmountBasis, label_in
from tracker.office.desk import Desk
from tracker.office.figures.criteria import added_up
from tracker.office.figures.explain import explain_asked
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import FiguresAsked, question
from tracker.office.outcome import Refused
from tracker.office.records import SAME_DIFFERENCE
from tracker.store.query import PROFILE, PROJECT, AnyColumn, known
from tracker.store.tables import DifferenceAnswer, OthersList


@dataclass(frozen=True, slots=True)
class AnswerSaid:
    """Why a difference is there, as it was answered: when, by whom, about which file."""

    reason: str
    at: datetime
    who: str
    filename: str
    sha256: str
    entry_id: int

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {"reason": self.reason, "at": utc_text(self.at), "by": self.who, "file": self.filename,
                "sha256": self.sha256, "entry": self.entry_id}


@dataclass(frozen=True, slots=True)
class DifferenceSeen:
    """A difference of a list, by the number it is answered with."""

    id: str
    of: ListDifference
    answer: AnswerSaid | None
    """Why it is there; None while nobody said."""
    before: AnswerSaid | None
    """What was answered when the figures were others; then it is asked again."""


@dataclass(frozen=True, slots=True)
class ListReconciled:
    """A list beside our figure of now."""

    year: int
    key: str
    labels: Mapping[str, str]
    """What the indicator is called; empty where the ruleset has it no longer, and nothing can be compared."""
    body: str
    on: date
    filename: str
    sha256: str
    entry_id: int
    lines: int
    figure: str
    """Ours, in `unit`."""
    unit: str
    agreed: int
    """Projects on which both agree."""
    alike: tuple[tuple[ListedProject, OurProject], ...]
    """Lines matched by the likeness of names alone, to be looked at."""
    differences: tuple[DifferenceSeen, ...]
    """What nobody answered first, by class."""

    @property
    def open(self) -> tuple[DifferenceSeen, ...]:
        """What nobody answered."""
        return tuple(one for one in self.differences if one.answer is None)

    def called(self, lang: str) -> str:
        """The indicator's name in a language, or its key."""
        return label_in(self.labels, lang) if self.labels else self.key


def lists_reconciled(desk: Desk, year: int | None = None, *, sha256: str | None = None) -> tuple[ListReconciled, ...]:
    """The lists that stand, of a year or of all, each compared with our figure by what is known now.

    With `sha256` only those of the file with that digest are compared. Raises RulesetError where the ruleset in force
    is wrong.
    """
    return tuple(each_reconciled(desk, year, sha256=sha256))


def each_reconciled(desk: Desk, year: int | None = None, *, sha256: str | None = None,
                    newest_first: bool = False) -> Iterator[ListReconciled]:
    """Like `lists_reconciled`, but a list is compared only when it is its turn; `newest_first` those of the last year.

    Raises NotTaken where only some parks are seen.
    """
    desk.need_sight_of_all()
    with desk.reading() as session:
        query = select_row(OthersList).where(known(OthersList)).order_by(col(OthersList.year), col(OthersList.id))
        if year is not None:
            query = query.where(OthersList.year == year)
        if sha256 is not None:
            query = query.where(OthersList.sha256 == sha256)
        rows = session.exec(query).all()
        answered = select_row(DifferenceAnswer).where(known(DifferenceAnswer))
        if year is not None:
            answered = answered.where(DifferenceAnswer.year == year)
        answers = {tuple(getattr(row, name) for name in SAME_DIFFERENCE): row for row in session.exec(answered)}
    sides: dict[tuple[int, str], _OurSide | None] = {}
    for row in reversed(rows) if newest_first else rows:
        which = (row.year, row.indicator)
        if which not in sides:
            sides[which] = _our_side(desk, *which)
        yield _reconciled(row, sides[which], answers)


class _OurSide(NamedTuple):
    """Our figure, and every project of ours beside it: what each list of an indicator in a year is held against."""

    behind: Explanation
    projects: Sequence[OurProject]


def _our_side(desk: Desk, year: int, key: str) -> _OurSide | None:
    """Our side of an indicator of a year, read at one moment; None where the ruleset has the indicator no longer. A
    project that began after the year is ours too: their list may have it in this one.
    """
    with desk.reading() as session:
        asked = question(session, desk, year, None, None, None)
        behind = explain_asked(session, asked, key, begun_later=True)
        return None if isinstance(behind, Refused) else _OurSide(behind, _ours(session, asked, behind))


def _reconciled(row: OthersList, side: _OurSide | None,
                answers: Mapping[tuple[object, ...], DifferenceAnswer]) -> ListReconciled:
    lines = [ListedProject.of_kept(kept) for kept in row.lines["lines"]]
    if side is None:
        found, labels, figure, unit = ListCompared((), 0, ()), {}, "", ""
    else:
        labels, figure, unit = dict(side.behind.labels), side.behind.figure, side.behind.unit
        found = compare_list(lines, side.projects, side.behind.span)
    seen = [_seen(row, one, answers) for one in found.differences]
    return ListReconciled(
        row.year, row.indicator, labels, row.body, row.said_on, row.filename, row.sha256, row.entry_id, len(lines),
        figure, unit, found.agreed, found.alike, tuple(sorted(seen, key=lambda one: one.answer is not None)))


def _seen(row: OthersList, difference: ListDifference,
          answers: Mapping[tuple[object, ...], DifferenceAnswer]) -> DifferenceSeen:
    which = (row.year, row.indicator, row.body)
    kept = answers.get((*which, difference.kind, difference.subject))
    if kept is None and difference.kind is Differs.ONLY_HERE:  # answered while the class was that it has no proof
        before = answers.get((*which, Differs.NO_PROOF, difference.subject))
        kept = before if before is not None and before.figures == difference.figures else None
    said = AnswerSaid(kept.reason, kept.recorded_at, kept.recorded_by, kept.filename, kept.sha256,
                      kept.entry_id) if kept else None
    holds = kept is not None and kept.figures == difference.figures
    return DifferenceSeen(difference.id_in(*which), difference, said if holds else None, None if holds else said)


def _ours(session: Session, asked: FiguresAsked, behind: Explanation) -> list[OurProject]:
    """Every project of ours with what it counts with, or why it does not, in the order of codes."""
    counted = {one.code: one for one in behind.counted}
    others = {one.code: one for one in behind.not_counted}
    basis, named = _named(session, asked, behind.key)
    ours = []
    for code, (name, credit_code, investor, amount) in named.items():
        if (project := counted.get(code)) is not None:
            if basis is AmountBasis.FACTS:
                amount = by_currency(fact.amount for fact in project.facts if fact.amount is not None)
            ours.append(OurProject(
                code, name, credit_code, amount,
                tuple(fact.day for fact in project.facts), any(fact.evidence for fact in project.facts),
                investor=investor))
        elif (other := others.get(code)) is not None:
            ours.append(OurProject(code, name, credit_code, amount, _days(other.params), reason=other.reason,
                                   params=other.params, investor=investor))
    return ours


def _days(params: Mapping[str, object]) -> tuple[Day, ...]:
    day = params.get("day")
    return (day,) if isinstance(day, Day) and day.known else ()


def _named(session: Session, asked: FiguresAsked, key: str
           ) -> tuple[AmountBasis, dict[str, tuple[str, str, str, tuple[Money, ...]]]]:
    """Which amount is held against theirs; and by code the name, the credit code, the investor, and the amount of the
    profile, if it is that.
    """
    indicator = asked.rules.indicator(key)
    columns: list[AnyColumn] = [PROJECT.c.code, PROFILE.c.name, PROFILE.c.credit_code, PROFILE.c.investor]
    basis = indicator.amount_basis if indicator is not None else AmountBasis.NONE
    if indicator is not None and basis is AmountBasis.PROFILE:
        columns += added_up(indicator, asked.frame)[:2]
    query = select(*columns).select_from(PROJECT.join(PROFILE, and_(
        PROFILE.c.project_id == PROJECT.c.id, asked.frame.known(PROFILE)))).order_by(PROJECT.c.code)
    return basis, {code: (name, credit_code, investor,
                          (Money(amount[0], Currency(amount[1])),) if amount and amount[0] else ())
                   for code, name, credit_code, investor, *amount in session.execute(query)}
