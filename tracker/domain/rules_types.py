"""What a ruleset says, as values: indicators, filters, denominators, lights, limits and the lists of a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tracker.domain.blocking import Alert, Level
from tracker.domain.fields import Amount
from tracker.domain.money import Currency, Money, Unit
from tracker.domain.names import fold_name
from tracker.domain.profile import FIELDS, Origin
from tracker.domain.stages import Stage, Status

ANY = "any"
"""In a filter: the field says something, whatever it is."""

TEXT_FIELDS: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if field.repeats)
"""Fields of a profile a filter can ask for or leave out."""

AMOUNT_FIELDS: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if type(field) is Amount)
"""Amounts of a profile that can have a threshold."""


class Kind(StrEnum):
    """What an indicator counts."""

    MILESTONE = "milestone"
    """Projects that reached a stage in the year."""
    COMPANIES = "companies"
    """Distinct investors among those projects."""
    RECEIPTS = "receipts"
    """Money that arrived in the year."""


class DateBasis(StrEnum):
    """Which date of a milestone decides its year: the day it happened, or the day it was recognised (认定)."""

    OCCURRED = "occurred_on"
    RECOGNISED = "recognised_on"


class Denominator(StrEnum):
    """What a conversion rate is a share of."""

    SIGNED_IN_YEAR = "signed_in_year"
    NOT_TERMINATED = "not_terminated"
    """Signed in the year and not terminated since."""
    SINCE_BASE_YEAR = "since_base_year"
    """All signed from the base year on."""
    COHORT = "cohort"
    """One rate for each signing year, from the base year on."""
    CONTRACT_AMOUNT = "contract_amount"
    """Contract amounts of those signed in the year, instead of their number."""


class LightMethod(StrEnum):
    """How a light is found: points behind time progress, or completion ÷ time progress in percent."""

    POINTS = "points"
    PACE = "pace"


class Progress(StrEnum):
    """序时进度: by whole months (10/12 at the end of October) or by days."""

    WHOLE_MONTHS = "whole_months"
    DAYS = "days"


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


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of the year. `unit` is printed with it; money of a receipts indicator is expressed in `money`."""

    key: str
    label: Mapping[str, str]
    unit: str
    kind: Kind
    filters: Filters
    rounding: Rounding
    aliases: tuple[str, ...] = ()
    stage: Stage | None = None
    """Milestone and companies only."""
    date: DateBasis = DateBasis.OCCURRED
    monthly: bool = False
    """Whether its months are listed in `new_by_month`."""
    money: Unit | None = None
    currencies: tuple[Currency, ...] = ()
    """Receipts only: the currencies that count; any other than the unit's is converted at the printed rate."""
    receipt_origin: frozenset[Origin] = frozenset()
    """Receipts only: origins of the money that count; empty for all."""
    evidence: tuple[frozenset[str], ...] = ()
    """Proof of the milestone or receipt: groups of kinds of which one each is enough."""

    def called(self, lang: str = "zh") -> str:
        """Its label in a language, Chinese where that language is missing."""
        return self.label.get(lang, self.label["zh"])


@dataclass(frozen=True, slots=True)
class Conversion:
    """注册率, 到资率, 开工率, 投产率: which stages, as a share of what."""

    denominator: Denominator
    stages: tuple[Stage, ...]
    filters: Filters
    rounding: Rounding
    date: DateBasis = DateBasis.OCCURRED
    base_year: int | None = None
    money: Unit | None = None
    """Contract amount only: the unit numerator and denominator are printed in."""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Lights:
    """Thresholds of the lights: points behind (≥ yellow, > red), or percent of the pace (< yellow, < red)."""

    method: LightMethod
    yellow: Decimal
    red: Decimal


@dataclass(frozen=True, slots=True)
class Health:
    """When a project fails its health check; days, and percent of the contract amount."""

    signed_not_started_days: int
    no_receipt_days: int
    low_receipts_days: int
    low_receipts_percent: Decimal
    untouched_days: int


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """How the weekly review escalates: whom each alert is told to, which levels the office cannot move, reminders."""

    tell: Mapping[Alert, Level] = field(default_factory=lambda: {
        Alert.BLUE: Level.BUREAU, Alert.YELLOW: Level.CHAIN_LEADER, Alert.RED: Level.CITY})
    outside: frozenset[Level] = frozenset({Level.PREFECTURE, Level.PROVINCE})
    reminders: tuple[int, ...] = (7, 20, 30)
    """Days ahead, rising."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What an officer chooses from in this place."""

    parks: tuple[str, ...]
    industry_chains: tuple[str, ...]
    chain_roles: tuple[str, ...]
    top500: tuple[str, ...]
    evidence_kinds: tuple[str, ...]
    channels: tuple[str, ...]
    blocker_categories: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The counting rules (口径) of one place and year. `digest` is "sha256:…" of the file, see `rules.digest_of`."""

    id: str
    place: str
    """Empty for any place."""
    year: int | None
    """None for any year."""
    digest: str
    indicators: tuple[Indicator, ...]
    conversion: Conversion | None
    lights: Lights
    progress: Progress
    progress_rounding: Rounding
    exchange: Mapping[Currency, Decimal]
    """Yuan for one unit of a currency, as printed in the ruleset."""
    asked: Mapping[Stage, tuple[frozenset[str], ...]]
    """Evidence a move is asked for (`guards.Asked`); an officer can go on without it by writing down why."""
    health: Health
    stage_limits: Mapping[Stage, int]
    """Days a stage may be held."""
    lists: Lists
    review: ReviewRules = field(default_factory=ReviewRules)

    def indicator(self, key: str) -> Indicator | None:
        """The indicator with this key."""
        return next((one for one in self.indicators if one.key == key), None)

    def indicator_named(self, said: str) -> Indicator | None:
        """The indicator an officer means: by key, label in any language, or alias; width and blanks folded."""
        wanted = fold_name(said)
        for one in self.indicators:
            if wanted in {fold_name(name) for name in (one.key, *one.label.values(), *one.aliases)}:
                return one
        return None
