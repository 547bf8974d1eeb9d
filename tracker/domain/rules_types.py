"""The tables of a ruleset file as models: what they say, and everything that can be wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    Field,
    PlainValidator,
    PrivateAttr,
    StrictInt,
    ValidationInfo,
    field_validator,
    model_validator,
)

from tracker.domain.counting_year import CountingYear
from tracker.domain.currency import Currency, Money, Unit
from tracker.domain.indicator_words import IndicatorWords
from tracker.domain.money_form import MoneyForm
from tracker.domain.profile import Origin
from tracker.domain.reasons import Fault
from tracker.domain.results import ResultKind
from tracker.domain.rules_assessment import Assessment
from tracker.domain.rules_audit import AuditRules
from tracker.domain.rules_conditions import Filtered
from tracker.domain.rules_late import LateEntry
from tracker.domain.rules_once import OnceAtLeast, Together, by_its_day
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_promised import PROMISES
from tracker.domain.rules_recognised import RecognisedBy
from tracker.domain.rules_rounding import Rates, TimeProgress
from tracker.domain.rules_stages import Funded, Signed, Started, YearCounted
from tracker.domain.rules_values import (
    Amount,
    Days,
    Flag,
    ForeignCurrency,
    Label,
    MonthDay,
    OptionalText,
    PrintedRate,
    Proofs,
    StageWord,
    Table,
    Text,
    Texts,
    Year,
    context,
    counter,
    each_once,
    money_unit,
    month_day,
    one_of,
    own_key,
    unit_of_money,
    word,
)
from tracker.domain.rules_words import (
    COMPOSED,
    AmountBasis,
    DateBasis,
    Denominator,
    Increases,
    Kind,
    Withdrawals,
    WithoutReceipt,
    label_in,
)
from tracker.domain.rules_work import Health, Home, Lights, Lists, ReviewRules
from tracker.domain.stages import Stage

_V = TypeVar("_V")


LEAST_PARTS = 2
"""A sum, an average or a ratio is of two indicators at least; a ratio of no more."""
ARRIVED_RATE = "arrived"
"""What the rate of money arrived ÷ contract amounts is called beside those of stages."""


_OF_MONEY = ("receipt_origin", "receipt_form", "without_form", "outside_share", "withdrawals", "each_at_least")
_OF_MILESTONES = ("stage", "date", "monthly", "together_with", "once_at_least", "within_years")
_OF_PROOF = ("evidence", "papers_by", "recognised", "recognised_by")
_OF_FACTS = ("only", "without", "at_least", "at_least_per_mu", "less_than", "at_most", "more_than", "at_least_for",
             "reached", "reached_in_year", "reached_before_year", "has", "exclude_status", "exclude_phases",
             "promised", "on_time", "any_of", "entered_within", *_OF_PROOF)
_OF_AMOUNTS = ("amount", "increases")
_COMPOSED = ("currency", *_OF_MONEY, *_OF_MILESTONES, *_OF_FACTS, *_OF_AMOUNTS, "result")
_NOT_FOR = {
    Kind.MILESTONE: ("currency", *_OF_MONEY, *_OF_AMOUNTS, "of", "result"),
    Kind.COMPANIES: ("currency", *_OF_MONEY, *_OF_AMOUNTS, "of", "result"),
    Kind.AMOUNT: ("currency", *_OF_MONEY, "monthly", "of", "result"),
    Kind.INCREASES: ("currency", *_OF_MONEY, "monthly", "of", "result", "amount", "increases", "together_with",
                     "once_at_least", "within_years", "entered_within"),
    Kind.PROMISED: ("currency", *_OF_MONEY, "monthly", "of", "result", "increases", "together_with", "once_at_least",
                    "within_years", "entered_within"),
    Kind.RECEIPTS: (*_OF_MILESTONES, *_OF_AMOUNTS, "of", "result"),
    Kind.RESULTS: (*_OF_MONEY, *_OF_MILESTONES, *_OF_AMOUNTS, *_OF_PROOF, "of"),
    Kind.SUM: _COMPOSED,
    Kind.AVERAGE: _COMPOSED,
    Kind.RATIO: _COMPOSED,
}
"""Keys that say nothing for a kind: somebody meant another kind."""
_OF_A_STAGE = (Kind.MILESTONE, Kind.COMPANIES, Kind.AMOUNT, Kind.INCREASES, Kind.PROMISED)
_IN_MONEY = (Kind.RECEIPTS, Kind.AMOUNT, Kind.INCREASES, Kind.PROMISED)


def _one_for_each_currency(amounts: tuple[Money, ...]) -> tuple[Money, ...]:
    each_once(tuple(amount.currency for amount in amounts))
    return amounts


def _known_before(keys: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    known = [key for key in context(info).get("keys", ()) if key != info.data.get("key")]
    return tuple(one_of(known, key) for key in keys)


class Indicator(RecognisedBy, Filtered):
    """One figure of the year (`[[indicators]]`). `unit` is printed with it."""

    kind: Annotated[Kind, word(Kind)]
    result: Annotated[ResultKind, word(ResultKind)] | None = Field(default=None, validate_default=True)
    """Results only: which of them."""
    key: Text
    label: Label
    unit: Text
    aliases: Texts = ()
    stage: StageWord | None = Field(default=None, validate_default=True)
    """Milestone and companies only."""
    date: Annotated[DateBasis, word(DateBasis)] = DateBasis.OCCURRED
    monthly: Flag = False
    """Whether its months are listed in `new_by_month`."""
    currency: Annotated[tuple[Annotated[Currency, word(Currency)], ...], AfterValidator(each_once)] = ()
    """Receipts and results of money: the currencies that count, where it is not the unit's alone."""
    receipt_origin: Annotated[tuple[Annotated[Origin, word(Origin)], ...], AfterValidator(each_once)] = ()
    """Receipts only: origins of the money that count; empty for all."""
    receipt_form: Annotated[tuple[Annotated[MoneyForm, word(MoneyForm)], ...], AfterValidator(each_once)] = ()
    """Receipts only: forms of money that count; what nobody filled in does not. Empty for all."""
    without_form: Annotated[tuple[Annotated[MoneyForm, word(MoneyForm)], ...], AfterValidator(each_once)] = ()
    """Receipts only: forms of money that do not count; what nobody filled in does."""
    outside_share: Flag = False
    """Receipts only: whether of each receipt only the outside investor's share counts, to a whole minor unit."""
    withdrawals: Annotated[Withdrawals, word(Withdrawals)] = Withdrawals.SUBTRACTED
    """Receipts only: what becomes of money that went back."""
    each_at_least: Annotated[tuple[Amount, ...], AfterValidator(_one_for_each_currency)] = ()
    """Receipts only: what a single receipt has to reach to count, 300万元 or 10万美元: by its own currency where that
    is named, else at the printed rate. Money that went back is taken off however little it is."""
    amount: Annotated[str, AfterValidator(lambda name: one_of(PROMISES, name))] = "contract_amount"
    """Amount and promised only: which amount of the profile is added up; other currencies than the unit's at the
    printed rate."""
    increases: Annotated[Increases, word(Increases)] = Increases.INCLUDED
    """Amount only: what becomes of capital increases in contract amounts."""
    evidence: Proofs = ()
    """Proof of the milestone or receipt: groups of kinds of which one each is enough."""
    together_with: Annotated[tuple[StageWord, ...], AfterValidator(each_once)] = ()
    """Milestones only: other stages that have to be reached too; the latest of the days decides the year."""
    once_at_least: Annotated[OnceAtLeast | None, AfterValidator(by_its_day)] = None
    """Milestones only: what money or results have to come to; the first day on which they do is one of those that
    decide, so a project counts whole in that year and never again."""
    within_years: Annotated[StrictInt, Field(ge=0, le=50)] | None = Field(default=None, validate_default=True)
    """With `together_with`: how many years may lie between the first and the last of the days; 0 is the same year."""
    papers_by: Annotated[MonthDay, PlainValidator(month_day)] | None = Field(default=None, validate_default=True)
    """With `evidence`: the last day of the year on which a proof can be handed in, such as 12-10."""
    entered_within: Annotated[StrictInt, Field(ge=0, le=3660)] | None = None
    """How many days after a milestone, receipt or result (the last of its period) it has to be on record by; what was
    entered later does not count."""
    of: Annotated[Texts, AfterValidator(_known_before)] = Field(default=[], validate_default=True)
    """Sum, average and ratio: the indicators they are made of, which stand before them in the file."""

    @model_validator(mode="before")
    @classmethod
    def _of_kind(cls, values: Any, info: ValidationInfo) -> Any:
        """Keys of filters are read before the kind is."""
        kind = values.get("kind") if isinstance(values, dict) else None
        context(info)["kind"] = Kind(kind) if kind in list(Kind) else None
        return values

    @field_validator(*_COMPOSED, "of", mode="before")
    @classmethod
    def _for_this_kind(cls, value: object, info: ValidationInfo) -> object:
        kind: Kind | None = context(info).get("kind")
        given = value is not None and not (info.field_name == "of" and not value)
        if given and kind is not None and info.field_name in _NOT_FOR[kind]:
            raise wrong(Fault.NOT_FOR_KIND, kind)
        return value

    @field_validator("result")
    @classmethod
    def _which(cls, result: ResultKind | None, info: ValidationInfo) -> ResultKind | None:
        if result is None and info.data.get("kind") is Kind.RESULTS:
            raise wrong(Fault.MISSING_KEY, "result")
        return result

    @field_validator("within_years")
    @classmethod
    def _of_several(cls, years: int | None, info: ValidationInfo) -> int | None:
        if years is not None and not (info.data.get("together_with") or info.data.get("once_at_least")):
            raise wrong(Fault.MISSING_KEY, "together_with")
        return years

    @field_validator("papers_by")
    @classmethod
    def _of_papers(cls, last: MonthDay | None, info: ValidationInfo) -> MonthDay | None:
        if last is not None and not info.data.get("evidence"):
            raise wrong(Fault.MISSING_KEY, "evidence")
        return last

    @field_validator("of")
    @classmethod
    def _enough(cls, keys: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        kind = info.data.get("kind")
        if kind in COMPOSED and len(keys) < LEAST_PARTS:
            raise wrong(Fault.MISSING_KEY, "of")
        if kind is Kind.RATIO and len(keys) > LEAST_PARTS:
            raise wrong(Fault.OUT_OF_RANGE, len(keys), ("2",))
        return keys

    @model_validator(mode="after")
    def _parts_fit(self, info: ValidationInfo) -> Self:
        made = context(info).setdefault("made", {})
        if self.kind in (Kind.SUM, Kind.AVERAGE):
            parts = [made[key] for key in self.of if key in made]
            _same_measure(self, parts, context(info).get("exchange", {}))
            people = context(info).setdefault("people", set())
            if len(apart := [part.of_people or part.key in people for part in parts]) > 1 and len(set(apart)) > 1:
                raise wrong(Fault.OTHER_MEASURE, parts[apart.index(not apart[0])].key)
            people |= {self.key} if any(apart) else set()
            if parts and self.money is None:
                counter(self.unit, of_people=any(apart))
        made[self.key] = self
        return self

    @field_validator("key")
    @classmethod
    def _once(cls, key: str, info: ValidationInfo) -> str:
        return own_key(info, "keys", key)

    @field_validator("unit")
    @classmethod
    def _of_its_kind(cls, unit: str, info: ValidationInfo) -> str:
        result = info.data.get("result")
        kind = info.data.get("kind")
        if kind in _IN_MONEY or (result is not None and result.of_money):
            money_unit(unit)
        elif kind is Kind.MILESTONE or kind is Kind.COMPANIES or result is not None:
            counter(unit, of_people=result is not None and result.of_people)
        return unit

    @field_validator("stage")
    @classmethod
    def _of_a_stage(cls, stage: Stage | None, info: ValidationInfo) -> Stage | None:
        if stage is None and info.data.get("kind") in _OF_A_STAGE:
            raise wrong(Fault.MISSING_KEY, "stage")
        return stage

    @field_validator("currency")
    @classmethod
    def _at_a_printed_rate(cls, currencies: tuple[Currency, ...], info: ValidationInfo) -> tuple[Currency, ...]:
        """Another currency than the unit's is converted by way of yuan: both need a printed rate."""
        result = info.data.get("result")
        if currencies and result is not None and not result.of_money:
            raise wrong(Fault.NOT_FOR_KIND, result)
        if currencies and "unit" in info.data:
            own = money_unit(info.data["unit"]).currency
            _check_rates((own, *currencies) if own else currencies, context(info).get("exchange", {}))
        return currencies

    @property
    def money(self) -> Unit | None:
        """The unit its money is expressed in; None where projects or companies are counted, and of a ratio."""
        if self.kind in (Kind.SUM, Kind.AVERAGE):
            return unit_of_money(self.unit)
        return money_unit(self.unit) if self.kind in _IN_MONEY or self.of_results_of_money else None

    @property
    def together(self) -> tuple[Together, ...]:
        """All that has to be reached beside the stage; the latest of the days decides the year."""
        return (*self.together_with, *((self.once_at_least.once,) if self.once_at_least else ()))

    @property
    def of_people(self) -> bool:
        """Whether it adds up people."""
        return self.result is not None and self.result.of_people

    @property
    def of_results_of_money(self) -> bool:
        """Whether it adds up amounts of results."""
        return self.result is not None and self.result.of_money

    @property
    def amount_basis(self) -> AmountBasis:
        """Which amount of a project it is held against lists by; of a profile the one that `amount` names."""
        if self.composed or self.kind is Kind.INCREASES or self.of_people:
            return AmountBasis.NONE
        return AmountBasis.FACTS if self.kind is Kind.RECEIPTS or self.of_results_of_money else AmountBasis.PROFILE

    @property
    def composed(self) -> bool:
        """Whether it is made of other indicators."""
        return self.kind in COMPOSED

    @property
    def currencies(self) -> tuple[Currency, ...]:
        """The currencies that count; any other than the unit's is converted at the printed rate."""
        own = self.money.currency if self.money else None
        return self.currency or ((own,) if own else ())

    @property
    def labels(self) -> dict[str, str]:
        """What it is called, by language."""
        return self.label.by_language

    def called(self, lang: str = "zh") -> str:
        """Its label in a language, Chinese where that language is missing."""
        return label_in(self.labels, lang)


def _check_rates(currencies: Sequence[Currency], rates: Mapping[Currency, Decimal]) -> None:
    """Raises `no_rate` where several currencies come together and one of them has no printed rate."""
    if len(set(currencies)) > 1:
        for currency in currencies:
            if currency is not Currency.CNY and currency not in rates:
                raise wrong(Fault.NO_RATE, currency, rates)


def _same_measure(whole: Indicator, parts: Sequence[Indicator], rates: Mapping[Currency, Decimal]) -> None:
    """Raises `other_measure` where projects and money would be added up, `no_rate` where money cannot be converted."""
    for part in parts:
        if (part.money is None) is not (whole.money is None) or part.kind is Kind.RATIO:
            raise wrong(Fault.OTHER_MEASURE, part.key)
    _check_rates([one.money.currency for one in (whole, *parts) if one.money and one.money.currency], rates)


class Conversion(Filtered):
    """注册率, 到资率, 开工率, 投产率: which stages, as a share of what."""

    key: OptionalText = ""
    """Of one of several tables (`[[conversions]]`): its rates are explained as conversion.KEY.STAGE."""
    label: Label | None = None
    denominator: Annotated[Denominator, word(Denominator)]
    stages: Annotated[tuple[StageWord, ...], AfterValidator(each_once)] = ()
    date: Annotated[DateBasis, word(DateBasis)] = DateBasis.OCCURRED
    base_year: Year | None = Field(default=None, validate_default=True)
    unit: OptionalText = Field(default="", validate_default=True)
    """Contract amount only: the unit numerator and denominator are printed in."""

    @field_validator("stages")
    @classmethod
    def _after_the_signing(cls, stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
        for stage in stages:
            if stage.rank <= Stage.SIGNED.rank:
                raise wrong(Fault.ORDER, stage)
        return stages

    @field_validator("base_year")
    @classmethod
    def _from_a_year(cls, year: int | None, info: ValidationInfo) -> int | None:
        if year is not None and info.data.get("denominator") is Denominator.CONTRACT_AMOUNT:
            return year  # the contract amounts of all signed since then
        return _only_with(year, "base_year", info, Denominator.SINCE_BASE_YEAR, Denominator.COHORT)

    @field_validator("unit")
    @classmethod
    def _in_money(cls, unit: str, info: ValidationInfo) -> str:
        unit = _only_with(unit, "unit", info, Denominator.CONTRACT_AMOUNT)
        if unit:
            money_unit(unit)
        return unit

    arrived: Flag = False
    """Contract amount only: one more rate, money that arrived by the last day that counts ÷ contract amounts."""

    @field_validator("arrived")
    @classmethod
    def _of_amounts(cls, arrived: bool, info: ValidationInfo) -> bool:
        if arrived:
            _only_with("", "arrived", info, *set(Denominator) - {Denominator.CONTRACT_AMOUNT})
        return arrived

    @model_validator(mode="after")
    def _known_by_its_rates(self, info: ValidationInfo) -> Self:
        context(info).setdefault("rates", []).extend(self.rate_keys)
        return self

    @property
    def rate_keys(self) -> tuple[str, ...]:
        """What its rates are explained by: conversion.STAGE, or conversion.KEY.STAGE; those of cohorts left out."""
        keys = (*(stage.value for stage in self.stages), *((ARRIVED_RATE,) if self.arrived else ()))
        return tuple(".".join(filter(None, ("conversion", self.key, key))) for key in keys)

    @property
    def money(self) -> Unit | None:
        """The unit of the amounts; None where projects are counted."""
        return money_unit(self.unit) if self.unit else None

    @property
    def labels(self) -> dict[str, str]:
        """What the table is called, by language; nothing where there is only one."""
        return self.label.by_language if self.label else {}


def _only_with(value: _V, key: str, info: ValidationInfo, *denominators: Denominator) -> _V:
    """A key that some denominators need, and that says nothing with the others."""
    denominator = info.data.get("denominator")
    if denominator in denominators and not value:
        raise wrong(Fault.MISSING_KEY, key)
    if value and denominator is not None and denominator not in denominators:
        raise wrong(Fault.UNKNOWN_KEY, key)
    return value


class NamedConversion(Conversion):
    """One of several tables of conversion rates, each with its own filters."""

    key: Text
    label: Label

    @field_validator("key")
    @classmethod
    def _its_own(cls, key: str, info: ValidationInfo) -> str:
        keys = context(info).setdefault("conversion_keys", {stage.value for stage in Stage} | {ARRIVED_RATE})
        if key in keys or key.isdigit() or "." in key:
            raise wrong(Fault.DUPLICATE, key)
        keys.add(key)
        return key


class Head(Table, extra="ignore"):
    """Which place and year a file is written for."""

    place: OptionalText = ""
    """Empty for any place."""
    year: Year | None = None
    """None for any year."""


def _kept_rates(rates: dict[Currency, PrintedRate], info: ValidationInfo) -> dict[Currency, PrintedRate]:
    context(info)["exchange"] = {currency: printed.rate for currency, printed in rates.items()}
    return rates


class Ruleset(Head, extra="forbid"):
    """The counting rules (口径) of one place and year.

    The tables are read in the order they stand here: later ones are checked against lists, rates and rounding.
    """

    id: Text
    source: OptionalText = ""
    """The document the whole ruleset is taken from."""
    lists: Lists
    printed: Annotated[dict[ForeignCurrency, PrintedRate], AfterValidator(_kept_rates)] = Field(
        default_factory=dict, alias="exchange")
    """Yuan for one unit of a currency, as printed in the ruleset, with the day and the source where it names them."""
    rates: Rates = Rates()
    counting_year: YearCounted = YearCounted()
    late_entry: LateEntry | None = None
    time_progress: TimeProgress = Field(default={}, validate_default=True)
    indicators: tuple[Indicator, ...]
    conversion: Conversion | None = None
    conversions: tuple[NamedConversion, ...] = ()
    lights: Lights
    signed: Signed = Signed()
    funded: Funded = Funded()
    started: Started = Started()
    health: Health
    stage_limits: dict[StageWord, Days] = Field(default_factory=dict)
    """Days a stage may be held."""
    evidence: dict[StageWord, Proofs] = Field(default_factory=dict)
    """Evidence a move is asked for (`guards.Asked`); an officer can go on without it by writing down why."""
    review: ReviewRules = ReviewRules()
    origins: Home = Home()
    audit: AuditRules = AuditRules()
    assessment: Assessment | None = None
    _digest: str = PrivateAttr(default="")

    @property
    def unproven(self) -> frozenset[Stage]:
        """The stages that do not count where their proof is not on record."""
        left_out = self.funded.without_receipt is WithoutReceipt.LEFT_OUT
        return frozenset({Stage.FUNDED}) if left_out else frozenset()

    @property
    def asks_expectations(self) -> bool:
        """Whether anything counts by the days that were expected of stages."""
        return any(asked.on_time for one in (*self.indicators, *self.all_conversions) for asked in (one, *one.any_of))

    @property
    def counting(self) -> CountingYear:
        """When the year begins; whatever is of a year asks this."""
        return self.counting_year.counting

    @property
    def digest(self) -> str:
        """`sha256:…` of what the rules mean, see `digest_of_meaning`."""
        return self._digest

    @property
    def exchange(self) -> dict[Currency, Decimal]:
        """Yuan for one unit of a currency."""
        return {currency: printed.rate for currency, printed in self.printed.items()}

    @property
    def all_conversions(self) -> tuple[Conversion, ...]:
        """Every table of conversion rates, the one without a name first."""
        return (*((self.conversion,) if self.conversion else ()), *self.conversions)

    def indicator(self, key: str) -> Indicator | None:
        """The indicator with this key."""
        return next((indicator for indicator in self.indicators if indicator.key == key), None)

    def indicator_named(self, name: str) -> Indicator | None:
        """The indicator an officer means: by key, label in any language, alias, or words that say no more than it."""
        key = IndicatorWords(self.indicators, only_these=True).meant(name)
        return self.indicator(key) if key else None
