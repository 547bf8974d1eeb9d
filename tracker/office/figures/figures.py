"""A year's figures as they are handed on: exact, printed, and the same bytes for the same arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from tracker.domain.clock import utc_text
from tracker.domain.counting_year import YearSpan
from tracker.domain.currency import Currency
from tracker.domain.day import Day
from tracker.domain.money import print_exact
from tracker.domain.reasons import Nowhere
from tracker.domain.rules_words import NO_INDICATOR, RulesSaid, label_in
from tracker.office.known_then import PastLedger


class Coverage(NamedTuple):
    """How good a figure is: of the projects it counts, how many have a document with a number, how many its file, and
    how many were recognised by somebody else than the one who reported them.

    Of money a project is covered where every receipt that counts is. `recognised` is None for money of an office in
    which no receipt was ever recognised.
    """

    numbered: int = 0
    filed: int = 0
    recognised: int | None = 0

    def as_json(self) -> dict[str, object]:
        """In the order of the columns of the table."""
        return self._asdict()


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator. `actual` and `target` are exact numbers in `unit`; `rate` has a percent sign, `ahead` is points.

    `target`, `rate`, `ahead` and `light` are None where no target is set. `counted` and `not_counted` are projects.
    """

    key: str
    labels: Mapping[str, str]
    unit: str
    target: str | None
    actual: str
    rate: str | None
    ahead: str | None
    light: str | None
    counted: int
    not_counted: int
    by_period: int = 0
    """Of a part of a year: the projects counted whose day is known only by ten days, a month or longer."""
    under: int = 0
    """The amounts summed that are said to be less than they stand for (不到3000万元)."""
    coverage: Coverage = field(default_factory=Coverage)
    without_papers: bool = False
    """Whether nothing proves it by itself: it is made of other figures, beside which it is said, or of results, which
    have no documents.
    """

    @property
    def unproven(self) -> bool:
        """Whether something is counted and nothing of it has a document, with a number or a file."""
        return not self.without_papers and self.counted > 0 and not self.coverage.numbered and not self.coverage.filed

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return self.labels["zh"]

    def called(self, lang: str) -> str:
        """Its name in a language, Chinese where that language is missing."""
        return label_in(self.labels, lang)

    def as_json(self) -> dict[str, object]:
        """In the order of the columns of the table."""
        return {"key": self.key, "label": self.label, "unit": self.unit, "target": self.target, "actual": self.actual,
                "rate": self.rate, "ahead": self.ahead, "light": self.light, "counted": self.counted,
                "not_counted": self.not_counted, **({"by_period": self.by_period} if self.by_period else {}),
                **({"under": self.under} if self.under else {}),
                **({} if self.without_papers else {"coverage": self.coverage.as_json()})}


@dataclass(frozen=True, slots=True)
class OthersFigure:
    """What somebody else recognised or published for an indicator of a year, beside ours.

    `value` is an exact number in `unit`: the figure's, or the one it was said in where the two do not go together.
    Then, and where the ruleset has no such indicator any more, there is no difference.
    """

    key: str
    labels: Mapping[str, str]
    body: str
    on: date
    value: str
    unit: str
    ours: str | None
    """Our figure, in the same unit."""
    number: str
    """Of their document."""
    filename: str
    sha256: str | None
    entry_id: int
    """The journal entry that recorded it, which `sanxin undo --entry` takes back."""
    recorded_by: str

    @property
    def difference(self) -> str | None:
        """Ours less theirs."""
        return None if self.ours is None else print_exact(Decimal(self.ours) - Decimal(self.value))

    def called(self, lang: str) -> str:
        """The indicator's name in a language; its key where the ruleset has none of that name any more."""
        return label_in(self.labels, lang) if self.labels else self.key

    def as_json(self) -> dict[str, object]:
        """In the order of the columns of the table."""
        return {"key": self.key, "by": self.body, "on": self.on.isoformat(), "value": self.value, "unit": self.unit,
                "ours": self.ours, "difference": self.difference, "number": self.number, "filename": self.filename,
                "sha256": self.sha256, "entry": self.entry_id, "recorded_by": self.recorded_by}


@dataclass(frozen=True, slots=True)
class ConversionRate:
    """One conversion rate with what it is a share of: projects, or contract amounts as exact text in `unit`."""

    key: str
    """A stage, or "arrived": money arrived ÷ contract amounts."""
    numerator: int | str
    denominator: int | str
    rate: str | None
    """None where the denominator is 0."""
    cohort: int | None = None
    """The signing year, where the ruleset asks for one rate for each."""
    unit: str = ""
    table: str = ""
    """The key of its table, where the ruleset has several."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What that table is called, by language."""

    @property
    def explained_by(self) -> str:
        """The key `explain` answers to."""
        return ".".join(filter(None, ("conversion", self.table, str(self.cohort or ""), str(self.key))))
    under: int = 0
    """The amounts of the denominator that are said to be less than they stand for."""

    def as_json(self) -> dict[str, object]:
        """Cohort, unit and table only where the ruleset has them."""
        found: dict[str, object] = {"key": str(self.key), "numerator": self.numerator, "denominator": self.denominator,
                                 "rate": self.rate}
        if self.cohort is not None:
            found["cohort"] = self.cohort
        if self.unit:
            found["unit"] = self.unit
        if self.table:
            found["table"] = self.table
        if self.under:
            found["under"] = self.under
        return found


NAMED = 5
"""Projects that are named of those that no month counts; `explain` names them all."""


class NamedDay(NamedTuple):
    """A project by code and name, and the day of its milestone."""

    code: str
    name: str
    day: Day


class BesideMonths(NamedTuple):
    """The projects that count in a year and in no month of it, since of their day only the quarter, the half-year or
    the year is known: how many, and the first of them.
    """

    projects: int
    first: tuple[NamedDay, ...]

    def as_json(self) -> dict[str, object]:
        """How many, and the first of them with their days."""
        return {"projects": self.projects, "first": [
            {"code": one.code, "name": one.name, "day": str(one.day), "precision": one.day.precision.value}
            for one in self.first]}


@dataclass(frozen=True, slots=True)
class WithoutOrigin:
    """Money of the year of which nobody has said where it is from, so that no indicator counts it."""

    projects: int
    money: Mapping[Currency, int]
    """Minor units by currency."""

    def as_json(self) -> dict[str, object]:
        """The projects, and each currency's sum in minor units."""
        return {"projects": self.projects, "money": money_json(self.money)}


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Money that no indicator counts, all for one reason: how many projects and receipts, and its sums.

    `of` is the currency or the origin that no indicator counts, empty where the reason says all.
    """

    reason: Nowhere
    of: str
    projects: int
    receipts: int
    money: Mapping[Currency, int]
    """Minor units by currency; below zero where more went back than arrived."""

    @property
    def key(self) -> str:
        """What `explain` is asked for."""
        return ".".join(filter(None, (NO_INDICATOR, self.reason.value, self.of)))

    def as_json(self) -> dict[str, object]:
        """In the order of the columns of the table."""
        return {"key": self.key, "reason": self.reason.value, **({"of": self.of} if self.of else {}),
                "projects": self.projects, "receipts": self.receipts, "money": money_json(self.money)}


@dataclass(frozen=True, slots=True)
class YearMoney:
    """All money of a year: the sum of what some indicator counts, once each, and of the lines is the sum of all."""

    receipts: int
    money: Mapping[Currency, int]
    """Minor units by currency."""
    nowhere: tuple[MoneyLine, ...] = ()
    """What no indicator counts, by its reason."""
    of_no_year: tuple[MoneyLine, ...] = ()
    """What belongs to no year, since nobody knows its day well enough: not in the sums of this one."""

    @property
    def lines(self) -> tuple[MoneyLine, ...]:
        """Every line under the figures: the year's, then what belongs to no year."""
        return (*self.nowhere, *self.of_no_year)

    @property
    def counted(self) -> tuple[int, dict[Currency, int]]:
        """Receipts that some indicator counts, and their sums by currency; each once, however many count it."""
        left = dict(self.money)
        for line in self.nowhere:
            for currency, minor in line.money.items():
                left[currency] -= minor
        return self.receipts - sum(line.receipts for line in self.nowhere), left

    @property
    def without_origin(self) -> WithoutOrigin | None:
        """The line of the money whose origin nobody has said; None where there is none."""
        return next((WithoutOrigin(line.projects, line.money) for line in self.nowhere
                     if line.reason is Nowhere.NO_ORIGIN), None)

    def as_json(self) -> dict[str, object]:
        """The whole, what is counted, and each line of what is not."""
        receipts, counted = self.counted
        names = {Nowhere.UNKNOWN_DAY: "undated", Nowhere.TWO_YEARS: "two_years"}
        of_no_year = {names[line.reason]: line.as_json() for line in self.of_no_year}
        return {"receipts": self.receipts, "money": money_json(self.money),
                "counted": {"receipts": receipts, "money": money_json(counted)},
                "in_no_indicator": [line.as_json() for line in self.nowhere], **of_no_year}


def money_json(money: Mapping[Currency, int]) -> list[dict[str, object]]:
    """The sum of each currency in minor units."""
    return [{"minor": minor, "currency": currency.value} for currency, minor in money.items()]


@dataclass(frozen=True, slots=True)
class Rollup:
    """The figures of a year up to the end of `until`, by the facts known at `as_of` and the ruleset named."""

    year: int
    span: YearSpan
    """The year with its first and last day."""
    place: str
    until: date
    as_of: datetime
    time_progress: str
    """Percent, with the sign."""
    ruleset_id: str
    ruleset_digest: str
    indicators: tuple[Figure, ...]
    conversion: tuple[ConversionRate, ...]
    by_stage: Mapping[str, int]
    """The six stages in order, then terminated."""
    new_by_month: Mapping[str, tuple[int, ...]]
    """Twelve numbers for each indicator the ruleset marks monthly."""
    beside_months: Mapping[str, BesideMonths]
    """Of those indicators, what no month counts; an indicator of which there is none is left out."""
    narrowed: bool = False
    """Whether they are of some parks only: then nothing is held against targets, which are the whole place's."""
    sample: bool = False
    """Whether the sample ledger is among the facts."""
    ledger: PastLedger | None = None
    """Of figures for a moment before the office was kept here, the older ledger they come from."""
    money: YearMoney = YearMoney(0, MappingProxyType({}))
    """All money of the year, with what no indicator counts."""
    rules_said: RulesSaid | None = None
    """What has to be known of the rules that counted; nothing where they are those of then, or of now for now."""
    stages_without_day: Mapping[str, int] = field(default_factory=dict)
    """Of the projects at a stage, those of whose milestone nobody knows whether it was reached by `until`."""
    head: str = ""
    """The first digits of the journal's head then; empty where nothing had been recorded by then."""
    asserted: tuple[OthersFigure, ...] = ()
    """What others say of the figures, indicator by indicator, the oldest first."""

    @property
    def without_origin(self) -> WithoutOrigin | None:
        """Money of the year of which nobody has said where it is from."""
        return self.money.without_origin

    def figure(self, key: str) -> Figure | None:
        """The figure of one indicator."""
        return next((figure for figure in self.indicators if figure.key == key), None)

    def as_json(self) -> dict[str, object]:
        """What `sanxin rollup --json` prints; every key in a fixed order."""
        beside = {key: one.as_json() for key, one in self.beside_months.items()}
        return {
            "year": self.year,
            **span_json(self.span),
            "place": self.place,
            "sample": self.sample,
            "until": self.until.isoformat(),
            "as_of": utc_text(self.as_of),
            **notes_json(self.ledger, self.without_origin, self.rules_said),
            "time_progress": self.time_progress,
            "ruleset": {"id": self.ruleset_id, "digest": self.ruleset_digest},
            "head": self.head,
            "indicators": [figure.as_json() for figure in self.indicators],
            **asserted_json(self.asserted),
            "money": self.money.as_json(),
            "conversion": [rate.as_json() for rate in self.conversion],
            "by_stage": dict(self.by_stage),
            **({"stages_without_day": dict(self.stages_without_day)} if self.stages_without_day else {}),
            "new_by_month": {key: list(months) for key, months in self.new_by_month.items()},
            **({"beside_months": beside} if beside else {}),
        }


def span_json(span: YearSpan) -> dict[str, object]:
    """The first and the last day of a year that is not the calendar's; nothing for one that is."""
    return {} if span.is_calendar else {"span": {"first": span.first.isoformat(), "last": span.last.isoformat()}}


def asserted_json(asserted: Sequence[OthersFigure]) -> dict[str, object]:
    """What others say of figures, as far as there is any."""
    return {"asserted": [one.as_json() for one in asserted]} if asserted else {}


def notes_json(ledger: PastLedger | None, lacking: WithoutOrigin | None, rules: RulesSaid | None) -> dict[str, object]:
    """What has to be known beside figures, as far as there is any: their older ledger, money without an origin, whose
    rules counted.
    """
    return {**({"ledger": {"file": ledger.file, "known_on": ledger.on.isoformat()}} if ledger else {}),
            **({"without_origin": lacking.as_json()} if lacking else {}),
            **({"rules": rules.value} if rules else {})}
