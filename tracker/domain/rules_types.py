"""The tables of a ruleset file as models: what they say, and everything that can be wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, Field, PrivateAttr, ValidationInfo, create_model, field_validator, model_validator

from tracker.domain.blocking import Alert, Level
from tracker.domain.currency import Currency, Unit
from tracker.domain.fields import AmountField, ChoiceField
from tracker.domain.indicator_words import IndicatorWords
from tracker.domain.money import Money
from tracker.domain.places import Borders
from tracker.domain.profile import FIELDS, ChainRole, Origin, Top500
from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_values import (
    Amount,
    Days,
    Decimals,
    Flag,
    ForeignCurrency,
    Number,
    OptionalText,
    Proofs,
    StageWord,
    Table,
    Text,
    Texts,
    Year,
    context,
    each_once,
    money_unit,
    one_of,
    word,
)
from tracker.domain.rules_words import (
    ANY,
    DateBasis,
    Denominator,
    Kind,
    LightMethod,
    Progress,
    Withdrawals,
    WithoutReceipt,
    label_in,
)
from tracker.domain.stages import Stage, Status

_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a rate is printed: half up to so many decimals, trailing zeros dropped or kept."""

    decimals: int = 2
    drop_zeros: bool = True


@dataclass(frozen=True, slots=True)
class Filters:
    """Which projects can count at all. Every condition that is set has to hold."""

    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Field -> the values that count."""
    without: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Field -> the values that do not."""
    hunan_return: bool = False
    at_least: Mapping[str, Money] = field(default_factory=dict)
    """Amount field -> threshold; a project without that amount is below it."""
    exclude_status: frozenset[Status] = frozenset()
    exclude_phases: bool = False


def _in_list(value: str, info: ValidationInfo) -> str:
    """A value has to be on the place's list of its field, else a word of the field's vocabulary, or `any`."""
    field_ = FIELDS[info.field_name or ""]
    lists = context(info).get("lists")
    choices: tuple[str, ...] = getattr(lists, field_.listed) if lists and field_.listed else ()
    if isinstance(field_, ChoiceField) and not choices:
        choices = tuple(field_.kind.__members__.values())
    return one_of((*choices, ANY), value) if choices else value


Values = Annotated[Texts, AfterValidator(lambda values, info: tuple(_in_list(value, info) for value in values))]


TEXT_FIELDS: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if field.repeats)
"""Fields of a profile a filter can ask for or leave out."""
AMOUNT_FIELDS: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if type(field) is AmountField)
"""Amounts of a profile that can have a threshold."""
_Texts = create_model(  # type: ignore[call-overload]
    "_Texts", __base__=Table, **dict.fromkeys(TEXT_FIELDS, (Values, ())))
_Amounts = create_model(  # type: ignore[call-overload]
    "_Amounts", __base__=Table, **dict.fromkeys(AMOUNT_FIELDS, (Amount | None, None)))


class Without(_Texts):  # type: ignore[valid-type, misc]
    """Values of profile fields, field by field."""

    def chosen(self) -> dict[str, frozenset[str]]:
        """The fields that name any value."""
        return {name: frozenset(values) for name in TEXT_FIELDS if (values := getattr(self, name))}


class _Only(Without):
    """Values of profile fields, and the tag of 湘商回归."""

    hunan_return: Flag = False


class AtLeast(_Amounts):  # type: ignore[valid-type, misc]
    """Thresholds on the amounts of a profile."""


class Rounded(Table):
    """How figures are rounded; where a table is silent, as `[rates]` says."""

    decimals: Decimals = 2
    drop_zeros: Flag = True

    @model_validator(mode="before")
    @classmethod
    def _as_rates_say(cls, values: Any, info: ValidationInfo) -> Any:
        return {**context(info).get("rounding", {}), **values} if isinstance(values, dict) else values

    @property
    def rounding(self) -> Rounding:
        """Decimals and zeros as one value."""
        return Rounding(self.decimals, self.drop_zeros)


class Rates(Rounded):
    """`[rates]`: how every figure is rounded that does not say otherwise."""

    @model_validator(mode="after")
    def _keep(self, info: ValidationInfo) -> Self:
        context(info)["rounding"] = {"decimals": self.decimals, "drop_zeros": self.drop_zeros}
        return self


class TimeProgress(Rounded):
    """`[time_progress]`: how the share of the year gone by (序时进度) is found."""

    method: Annotated[Progress, word(Progress)] = Progress.WHOLE_MONTHS


class Filtered(Rounded):
    """A table that counts only some of the projects."""

    only: _Only = _Only()
    without: Without = Without()
    at_least: AtLeast = AtLeast()
    exclude_status: Annotated[tuple[Annotated[Status, word(Status)], ...], AfterValidator(each_once)] = ()
    exclude_phases: Flag = False

    @property
    def filters(self) -> Filters:
        """The conditions a project has to meet."""
        thresholds = {name: amount for name in AMOUNT_FIELDS if (amount := getattr(self.at_least, name)) is not None}
        return Filters(self.only.chosen(), self.without.chosen(), self.only.hunan_return, thresholds,
                       frozenset(self.exclude_status), self.exclude_phases)


class Label(Table, extra="allow"):
    """What an indicator is called, by language; Chinese has to be there."""

    __pydantic_extra__: dict[str, Text] = Field(init=False)
    zh: Text


_NOT_FOR = {
    Kind.MILESTONE: ("currency", "receipt_origin", "withdrawals"),
    Kind.COMPANIES: ("currency", "receipt_origin", "withdrawals"),
    Kind.RECEIPTS: ("stage", "date", "monthly"),
}
"""Keys that say nothing for a kind: somebody meant another kind."""


class Indicator(Filtered):
    """One figure of the year (`[[indicators]]`). `unit` is printed with it."""

    kind: Annotated[Kind, word(Kind)]
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
    """Receipts only: the currencies that count, where it is not the unit's alone."""
    receipt_origin: Annotated[tuple[Annotated[Origin, word(Origin)], ...], AfterValidator(each_once)] = ()
    """Receipts only: origins of the money that count; empty for all."""
    withdrawals: Annotated[Withdrawals, word(Withdrawals)] = Withdrawals.SUBTRACTED
    """Receipts only: what becomes of money that went back."""
    evidence: Proofs = ()
    """Proof of the milestone or receipt: groups of kinds of which one each is enough."""

    @field_validator("currency", "receipt_origin", "withdrawals", "stage", "date", "monthly", mode="before")
    @classmethod
    def _for_this_kind(cls, value: object, info: ValidationInfo) -> object:
        kind = info.data.get("kind")
        if value is not None and kind is not None and info.field_name in _NOT_FOR[kind]:
            raise wrong(Fault.NOT_FOR_KIND, kind)
        return value

    @field_validator("key")
    @classmethod
    def _once(cls, key: str, info: ValidationInfo) -> str:
        keys = context(info).setdefault("keys", set())
        if key in keys:
            raise wrong(Fault.DUPLICATE, key)
        keys.add(key)
        return key

    @field_validator("unit")
    @classmethod
    def _with_a_currency(cls, unit: str, info: ValidationInfo) -> str:
        if info.data.get("kind") is Kind.RECEIPTS:
            money_unit(unit)
        return unit

    @field_validator("stage")
    @classmethod
    def _of_a_stage(cls, stage: Stage | None, info: ValidationInfo) -> Stage | None:
        if stage is None and info.data.get("kind") in (Kind.MILESTONE, Kind.COMPANIES):
            raise wrong(Fault.MISSING_KEY, "stage")
        return stage

    @field_validator("currency")
    @classmethod
    def _at_a_printed_rate(cls, currencies: tuple[Currency, ...], info: ValidationInfo) -> tuple[Currency, ...]:
        """Another currency than the unit's is converted into yuan, at a printed rate; into no other currency."""
        if "unit" in info.data:
            own = money_unit(info.data["unit"]).currency
            rates = context(info).get("exchange", {}) if own is Currency.CNY else {}
            for currency in currencies:
                if currency is not own and currency not in rates:
                    raise wrong(Fault.NO_RATE, currency, rates)
        return currencies

    @property
    def money(self) -> Unit | None:
        """The unit its money is expressed in; None where projects or companies are counted."""
        return money_unit(self.unit) if self.kind is Kind.RECEIPTS else None

    @property
    def currencies(self) -> tuple[Currency, ...]:
        """The currencies that count; any other than the unit's is converted at the printed rate."""
        own = self.money.currency if self.money else None
        return self.currency or ((own,) if own else ())

    @property
    def labels(self) -> dict[str, str]:
        """What it is called, by language."""
        return {"zh": self.label.zh, **self.label.__pydantic_extra__}

    def called(self, lang: str = "zh") -> str:
        """Its label in a language, Chinese where that language is missing."""
        return label_in(self.labels, lang)


class Conversion(Filtered):
    """注册率, 到资率, 开工率, 投产率: which stages, as a share of what."""

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
        return _only_with(year, "base_year", info, Denominator.SINCE_BASE_YEAR, Denominator.COHORT)

    @field_validator("unit")
    @classmethod
    def _in_money(cls, unit: str, info: ValidationInfo) -> str:
        unit = _only_with(unit, "unit", info, Denominator.CONTRACT_AMOUNT)
        if unit:
            money_unit(unit)
        return unit

    @property
    def money(self) -> Unit | None:
        """The unit of the amounts; None where projects are counted."""
        return money_unit(self.unit) if self.unit else None


def _only_with(value: _V, key: str, info: ValidationInfo, *denominators: Denominator) -> _V:
    """A key that some denominators need, and that says nothing with the others."""
    denominator = info.data.get("denominator")
    if denominator in denominators and not value:
        raise wrong(Fault.MISSING_KEY, key)
    if value and denominator is not None and denominator not in denominators:
        raise wrong(Fault.UNKNOWN_KEY, key)
    return value


class Lights(Table):
    """Thresholds of the lights: points behind (≥ yellow, > red), or percent of the pace (< yellow, < red)."""

    method: Annotated[LightMethod, word(LightMethod)]
    yellow: Number
    red: Number

    @field_validator("red")
    @classmethod
    def _beyond_yellow(cls, red: Decimal, info: ValidationInfo) -> Decimal:
        method, yellow = info.data.get("method"), info.data.get("yellow", red)
        if method and ((yellow > red) if method is LightMethod.POINTS else (yellow < red)):
            raise wrong(Fault.ORDER, red)
        return red


class Funded(Table):
    """`[funded]`: when a milestone of "funded" counts."""

    without_receipt: Annotated[WithoutReceipt, word(WithoutReceipt)] = WithoutReceipt.COUNTED


class Health(Table):
    """When a project fails its health check; days, and percent of the contract amount."""

    signed_not_started_days: Days
    no_receipt_days: Days
    low_receipts_days: Days
    low_receipts_percent: Number
    untouched_days: Days


class ReviewRules(Table):
    """How the weekly review escalates: whom each alert is told to, which levels the office cannot move, reminders."""

    blue: Annotated[Level, word(Level)] = Level.BUREAU
    yellow: Annotated[Level, word(Level)] = Level.CHAIN_LEADER
    red: Annotated[Level, word(Level)] = Level.CITY
    outside: frozenset[Annotated[Level, word(Level)]] = frozenset({Level.PREFECTURE, Level.PROVINCE})
    reminders: Annotated[tuple[Annotated[Days, Field(le=365)], ...],
                         AfterValidator(lambda days: tuple(sorted(set(days))))] = (7, 20, 30)
    """Days ahead, rising."""

    @property
    def tell(self) -> dict[Alert, Level]:
        """Whom each alert is told to."""
        return {Alert.BLUE: self.blue, Alert.YELLOW: self.yellow, Alert.RED: self.red}


class Home(Table):
    """`[origins]`: where the place lies, so that the city of an investor says where its money is from."""

    province: OptionalText = ""
    """Empty where nothing is to be concluded from places."""
    prefecture: OptionalText = ""
    local: Texts = ()
    """What else counts as local: the counties and districts of the prefecture."""
    in_province: Texts = ()
    """Counties of the province that people name without it; prefectures and provinces are known."""

    @property
    def places(self) -> Borders | None:
        """What lies inside and outside; None where the ruleset does not say."""
        return Borders(self.province, self.prefecture, self.local, self.in_province) if self.province else None


class Lists(Table):
    """What an officer chooses from in this place; chain roles and top-500 lists are words of the profile."""

    parks: Texts = ()
    industry_chains: Texts = ()
    chain_roles: Annotated[tuple[Annotated[ChainRole, word(ChainRole)], ...], AfterValidator(each_once)] = ()
    top500: Annotated[tuple[Annotated[Top500, word(Top500)], ...], AfterValidator(each_once)] = ()
    evidence_kinds: Texts = ()
    channels: Texts = ()
    blocker_categories: Texts = ()
    roles: Texts = ()

    @model_validator(mode="after")
    def _keep(self, info: ValidationInfo) -> Self:
        context(info)["lists"] = self
        return self


class Head(Table, extra="ignore"):
    """Which place and year a file is written for."""

    place: OptionalText = ""
    """Empty for any place."""
    year: Year | None = None
    """None for any year."""


def _kept_rates(rates: dict[Currency, Decimal], info: ValidationInfo) -> dict[Currency, Decimal]:
    context(info)["exchange"] = rates
    return rates


class Ruleset(Head, extra="forbid"):
    """The counting rules (口径) of one place and year.

    The tables are read in the order they stand here: later ones are checked against lists, rates and rounding.
    """

    id: Text
    lists: Lists
    exchange: Annotated[dict[ForeignCurrency, Number], AfterValidator(_kept_rates)] = Field(default_factory=dict)
    """Yuan for one unit of a currency, as printed in the ruleset."""
    rates: Rates = Rates()
    time_progress: TimeProgress = Field(default={}, validate_default=True)
    indicators: tuple[Indicator, ...]
    conversion: Conversion | None = None
    lights: Lights
    funded: Funded = Funded()
    health: Health
    stage_limits: dict[StageWord, Days] = Field(default_factory=dict)
    """Days a stage may be held."""
    evidence: dict[StageWord, Proofs] = Field(default_factory=dict)
    """Evidence a move is asked for (`guards.Asked`); an officer can go on without it by writing down why."""
    review: ReviewRules = ReviewRules()
    origins: Home = Home()
    _digest: str = PrivateAttr(default="")

    @property
    def unproven(self) -> frozenset[Stage]:
        """The stages that do not count where their proof is not on record."""
        left_out = self.funded.without_receipt is WithoutReceipt.LEFT_OUT
        return frozenset({Stage.FUNDED}) if left_out else frozenset()

    @property
    def digest(self) -> str:
        """`sha256:…` of what the rules mean, see `digest_of_meaning`."""
        return self._digest

    def indicator(self, key: str) -> Indicator | None:
        """The indicator with this key."""
        return next((indicator for indicator in self.indicators if indicator.key == key), None)

    def indicator_named(self, name: str) -> Indicator | None:
        """The indicator an officer means: by key, label in any language, alias, or words that say no more than it."""
        key = IndicatorWords(self.indicators, only_these=True).meant(name)
        return self.indicator(key) if key else None
