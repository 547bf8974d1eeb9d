"""A milestone or a receipt as it is put before a second person: who reported it, what was said of it, what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from tracker.domain.days import Day
from tracker.domain.recognising import Verdict
from tracker.domain.rules import Ruleset
from tracker.domain.rules_words import Kind
from tracker.domain.stages import Stage
from tracker.office.records import day_of
from tracker.store.query import known
from tracker.store.tables import Milestone, Receipt, Recognition

Reportable = Milestone | Receipt


class Put(NamedTuple):
    """What is recognised: a stage with its day, or a slice of money. What was said of another day is not about it."""

    stage: Stage | None
    happened_on: date | None
    precision: str
    amount_minor: int | None
    currency: str | None
    slip: str


@dataclass(frozen=True, slots=True)
class VerdictSaid:
    """What a second person said: on which day, who, for which office, with which paper, and why."""

    verdict: Verdict
    on: date
    who: str
    body: str
    number: str
    reason: str
    entry_id: int


def put_of(row: Milestone | Receipt | Recognition) -> Put:
    """What a row is about."""
    if isinstance(row, Milestone):
        return Put(row.stage, row.occurred_on, row.precision, None, None, "")
    if isinstance(row, Receipt):
        return Put(None, row.received_on, row.precision, row.amount_minor, row.currency, row.note)
    return Put(row.stage, row.happened_on, row.precision, row.amount_minor, row.currency, row.slip)


def verdict_of(row: Recognition) -> VerdictSaid:
    """What was said, by its row."""
    return VerdictSaid(row.verdict, row.said_on, row.recorded_by, row.body, row.number, row.reason, row.entry_id)


def verdicts_by_put(rows: Iterable[Recognition]) -> dict[Put, VerdictSaid]:
    """What was last said of each fact of a project, the rows in the order they were recorded."""
    return {put_of(row): verdict_of(row) for row in rows}


def verdicts_on(session: Session, project_id: int) -> list[Recognition]:
    """What second persons said of a project's facts and holds, in the order it was recorded."""
    query = select(Recognition).where(Recognition.project_id == project_id, known(Recognition))
    return list(session.exec(query.order_by(col(Recognition.id))))


def reporter(row: Reportable, earlier: Callable[[int], Reportable | None]) -> str:
    """Who reported a fact: the one that first recorded it with the day and amount it has.

    `earlier` finds the row of a number. Whoever recognised it, or took that back, recorded it once more.
    """
    first, about = row, put_of(row)
    while first.supersedes_id is not None:
        before = earlier(first.supersedes_id)
        if before is None or put_of(before) != about:
            break
        first = before
    return first.recorded_by


def is_mended(said: VerdictSaid, touched: Iterable[int | None]) -> bool:
    """Whether anything was recorded of a fact, or of its documents, by an entry after the one that sent it back."""
    return any(entry is not None and entry > said.entry_id for entry in touched)


def lacking(groups: Iterable[frozenset[str]], kinds: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of kinds of which there is no document; of each group one is enough, of an empty one any document."""
    return tuple(tuple(sorted(group)) for group in groups if not (group & kinds if group else kinds))


class Proofs:
    """What a ruleset asks of a fact before it can be recognised."""

    def __init__(self, rules: Ruleset) -> None:
        self._rules = rules
        self._groups: dict[Stage | None, tuple[frozenset[str], ...]] = {}

    def of(self, stage: Stage | None) -> tuple[frozenset[str], ...]:
        """Groups of kinds of document, of which one each is asked: for a stage, or (None) for money that arrived.

        They are what the moves ask and what the indicators ask. Where no rule speaks of money, the proofs of "funded"
        are asked. Where none of them asks for any, but the auditor's question does, it is an empty group: any document.
        """
        if stage not in self._groups:
            asked = [one.evidence for one in self._rules.indicators if self._counts(one.kind, one.stage, stage)]
            moves = [self._rules.evidence.get(stage, ())] if stage else []
            if stage is None and not any(asked):
                moves = [self._rules.evidence.get(Stage.FUNDED, ())]
            groups = tuple(dict.fromkeys(group for groups in (*moves, *asked) for group in groups))
            self._groups[stage] = groups or ((frozenset(),) if self._rules.audit.proves(stage) else ())
        return self._groups[stage]

    def papers_by(self, stage: Stage | None, year: int) -> date | None:
        """The last day on which papers are taken, by the first indicator to stop taking them; None for no such day."""
        days = [one.papers_by.within(self._rules.counting.of(year)) for one in self._rules.indicators
                if one.papers_by and self._counts(one.kind, one.stage, stage)]
        return min(days, default=None)

    def counted_only_so(self, stage: Stage | None) -> tuple[str, ...]:
        """The keys of the indicators that count such a fact only once it was recognised."""
        return tuple(one.key for one in self._rules.indicators
                     if one.asks_recognition and self._counts(one.kind, one.stage, stage))

    @staticmethod
    def _counts(kind: Kind, counted: Stage | None, stage: Stage | None) -> bool:
        return kind is Kind.RECEIPTS if stage is None else counted is stage


def kinds_at_hand(papers: Iterable[tuple[str, Stage | None, int | None]], stage: Stage | None, receipt_id: int | None,
                  arrived: Mapping[int, bool]) -> frozenset[str]:
    """The kinds of document that prove a fact; a document of money that arrived proves "funded" too."""
    return frozenset(kind for kind, of_stage, of_receipt in papers if (
        of_receipt == receipt_id if receipt_id is not None else of_stage is stage or (
            stage is Stage.FUNDED and of_receipt is not None and arrived.get(of_receipt, False))))


def day_reported(row: Reportable) -> Day:
    """The day a fact happened on."""
    return day_of(row.occurred_on if isinstance(row, Milestone) else row.received_on, row.precision)
