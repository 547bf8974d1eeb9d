"""A year as the auditor's dry run reads it: plain rows of projects, stages, money and documents, and what it finds."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.counting_year import YearSpan
from tracker.domain.currency import Currency, Mark, Money
from tracker.domain.days import Day
from tracker.domain.money_form import MoneyForm
from tracker.domain.names import fold_name
from tracker.domain.stages import Stage

_SHOWN = 8
"""Digits of the number by which a question is answered."""
_FEW = 3
"""Projects that are each asked about, whatever the others are like."""
_SLIP = "bank_slip"
_SHORTEST = 6
"""Signs of a slip's number that says which slip it is."""
_DIGIT = re.compile(r"\d")
_LONGEST = 2_000
"""Signs of figures that are kept in full; of longer ones a digest is."""


class AuditedProject(NamedTuple):
    """A project."""

    code: str
    name: str
    investor: str
    credit_code: str
    contract: Money | None
    notes: Mapping[str, str]
    """Columns that the office keeps beside the profile."""


class AuditedStage(NamedTuple):
    """A stage that a project reached."""

    project: int
    stage: Stage
    day: Day
    entered: date
    """The day on which it was first on record."""
    taken_over: bool = False
    """Whether it came with the books that the office began with, and nobody here entered it."""


class AuditedReceipt(NamedTuple):
    """Money that arrived, below zero where it went back."""

    id: int
    project: int
    day: Day
    minor: int
    currency: Currency
    mark: Mark
    form: MoneyForm | None
    entered: date
    taken_over: bool = False

    @property
    def amount(self) -> Money:
        """How much."""
        return Money(self.minor, self.currency, self.mark)


class AuditedPaper(NamedTuple):
    """A document: of a stage, or of a receipt."""

    project: int
    stage: Stage | None
    receipt: int | None
    kind: str
    number: str
    day: Day


class FactAsked(NamedTuple):
    """A fact that a question is about; `what` is a stage, or receipt, contract, total, ended, paper, entered, note."""

    code: str
    name: str
    what: str
    day: Day = Day.unknown()
    amount: Money | None = None
    said: str = ""
    """What is said of it beside: a kind of document, a number, an investor."""

    @property
    def told(self) -> list[object]:
        """As plain values; the name of a project may change without anything being another."""
        amount = [self.amount.minor, str(self.amount.currency)] if self.amount else None
        return [self.code, self.what, str(self.day), amount, self.said]


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """Something that an inspection would ask about."""

    check: AuditCheck
    subject: str
    """What it is about whatever the figures are: a code, a number, a day with a sum; "*" for the whole office."""
    facts: tuple[FactAsked, ...]
    numbers: Mapping[str, str] = field(default_factory=dict)
    """What its sentence is filled with beside."""

    @property
    def projects(self) -> tuple[str, ...]:
        """The codes of the projects, each once."""
        return tuple(dict.fromkeys(fact.code for fact in self.facts))

    @property
    def figures(self) -> str:
        """What it says, as one text: an answer holds while it stays the same."""
        told = json.dumps([dict(sorted(self.numbers.items())), sorted(map(str, (fact.told for fact in self.facts)))],
                          ensure_ascii=False, separators=(",", ":"))
        return told if len(told) <= _LONGEST else f"sha256:{hashlib.sha256(told.encode()).hexdigest()}"

    def id_in(self, year: int) -> str:
        """A short number of it in a year; another once its figures change."""
        told = "\n".join((str(year), self.check, self.subject, self.figures))
        return hashlib.sha256(told.encode()).hexdigest()[:_SHOWN]


@dataclass(frozen=True)
class AuditedYear:
    """All that the questions are asked of. Everything is in the order in which it was recorded."""

    span: YearSpan
    today: date
    projects: Mapping[int, AuditedProject]
    stages: Sequence[AuditedStage]
    """Those of the year; signings and starts of every year."""
    receipts: Sequence[AuditedReceipt]
    """Of every year."""
    papers: Sequence[AuditedPaper]
    ended: Mapping[int, Day]
    """The projects that are terminated, and since when."""
    earlier: Sequence[YearSpan] = ()
    """The years before, whose habit explains something."""
    exchange: Mapping[Currency, Decimal] = field(default_factory=dict)
    """Yuan for one unit, as printed in the ruleset."""

    def holds(self, day: Day) -> bool:
        """Whether a day belongs to the year."""
        return day.on is not None and self.span.holds(day.on)

    @cached_property
    def reached(self) -> Sequence[AuditedStage]:
        """The stages reached in the year."""
        return [one for one in self.stages if self.holds(one.day)]

    @cached_property
    def received(self) -> Sequence[AuditedReceipt]:
        """The money that arrived in the year."""
        return [one for one in self.receipts if one.minor > 0 and self.holds(one.day)]

    @cached_property
    def signed(self) -> Mapping[int, Day]:
        """The first signing of each project."""
        return {one.project: one.day for one in reversed(self.stages) if one.stage is Stage.SIGNED}

    @cached_property
    def active(self) -> frozenset[int]:
        """The projects of which anything is of the year."""
        return frozenset((*(one.project for one in self.reached), *(one.project for one in self.received)))

    @cached_property
    def receipts_by_id(self) -> Mapping[int, AuditedReceipt]:
        """Every receipt by its number."""
        return {one.id: one for one in self.receipts}

    @cached_property
    def papers_of(self) -> Mapping[int, Sequence[AuditedPaper]]:
        """The documents of each project."""
        found = defaultdict[int, list[AuditedPaper]](list)
        for paper in self.papers:
            found[paper.project].append(paper)
        return found

    @cached_property
    def slips(self) -> Mapping[int, frozenset[str]]:
        """The numbers of the bank slips that prove each receipt, folded. Short ones (回单2) are not a bank's."""
        found = defaultdict[int, set[str]](set)
        for paper in self.papers:
            if paper.receipt is not None and paper.kind == _SLIP and paper.receipt in self.receipts_by_id:
                number = fold_name(paper.number).replace("-", "")
                if len(number) >= _SHORTEST and _DIGIT.search(number):
                    found[paper.receipt].add(number)
        return {receipt: frozenset(numbers) for receipt, numbers in found.items()}

    def told(self, project: int, what: str, day: Day | None = None, amount: Money | None = None, said: str = ""
             ) -> FactAsked:
        """A fact about a project, with its code and name."""
        of = self.projects[project]
        return FactAsked(of.code, of.name, what, day or Day.unknown(), amount, said)

    def of_stage(self, one: AuditedStage) -> FactAsked:
        """A stage reached, as a question names it."""
        return self.told(one.project, one.stage, one.day)

    def of_receipt(self, one: AuditedReceipt, said: str = "") -> FactAsked:
        """A receipt, as a question names it."""
        return self.told(one.project, "receipt", one.day, one.amount, said)

    def together(self, rows: Sequence[AuditedReceipt], currency: Currency) -> int:
        """Money added up in minor units of a currency; what has no printed rate into it is left out."""
        return sum(filter(None, (self.in_currency(one.minor, one.currency, currency) for one in rows)))

    def in_currency(self, minor: int, currency: Currency, into: Currency) -> int | None:
        """An amount in minor units of another currency, at the printed rates; None where there is none."""
        if currency is into:
            return minor
        rates = [Decimal(1) if one is Currency.CNY else self.exchange.get(one) for one in (currency, into)]
        if rates[0] is None or rates[1] is None:
            return None
        return int(minor * rates[0] * into.minor_units / (rates[1] * currency.minor_units))


def each_or_all(check: AuditCheck, year: AuditedYear, found: Mapping[int, Sequence[FactAsked]], of: int,
                numbers: Mapping[str, str]) -> Iterator[AuditFinding]:
    """One question for each project; where it is asked of more than a third of those it can be asked of, one for all:
    then it is how the office keeps its ledger, and nobody answers it project by project.
    """
    if len(found) > max(of / 3, _FEW):
        yield AuditFinding(check, "*", tuple(chain.from_iterable(found.values())),
                           {**numbers, "asked_of": str(len(found)), "of": str(of)})
    else:
        for project, facts in found.items():
            yield AuditFinding(check, year.projects[project].code, tuple(facts), numbers)


def grouped(rows: Sequence[AuditedReceipt]) -> Iterator[tuple[int, list[AuditedReceipt]]]:
    """Receipts by their project."""
    found = defaultdict[int, list[AuditedReceipt]](list)
    for one in rows:
        found[one.project].append(one)
    yield from found.items()
