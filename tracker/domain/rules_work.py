"""The tables of a ruleset about an office's work: lights, health, the weekly review, origins, what to choose from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StrictInt, ValidationInfo, field_validator, model_validator

from tracker.domain import pace
from tracker.domain.blocking import Alert, Level
from tracker.domain.places import Borders
from tracker.domain.profile import ChainRole, Top500
from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_values import (
    Cited,
    Days,
    Number,
    OptionalText,
    Table,
    Texts,
    context,
    each_once,
    word,
)
from tracker.domain.rules_words import LightMethod, StartFrom
from tracker.domain.stages import Stage

Months = Annotated[StrictInt, Field(ge=0, le=120)]


class LightByMonths(Cited):
    """After how many months a project or a blocker is yellow, and after how many it is red; with 0 the day after."""

    yellow: Months
    red: Months

    @field_validator("red")
    @classmethod
    def _after_yellow(cls, red: int, info: ValidationInfo) -> int:
        if red < info.data.get("yellow", red):
            raise wrong(Fault.ORDER, red)
        return red


class LateStart(LightByMonths):
    """The light of a project that has not started, by the months since a day."""

    since: Annotated[StartFrom, word(StartFrom)] = StartFrom.EXPECTED

    @property
    def stage(self) -> Stage | None:
        """The stage whose day it is reckoned from; None for the expected day."""
        return None if self.since is StartFrom.EXPECTED else Stage(self.since)


class Lights(Cited):
    """Thresholds of the lights: points behind (≥ yellow, > red), or percent of the pace (< yellow, < red).

    Beside the lights of figures those of single projects, each only where the ruleset has its table. Of several places:
    Yinchuan lights late starts, funds and late entry into the statistics; others what has not moved for months.
    """

    method: Annotated[LightMethod, word(LightMethod)]
    yellow: Number
    red: Number
    late_start: LateStart | None = None
    not_in_statistics: LightByMonths | None = None
    """Started, and not taken into the statistics (入统)."""
    missing_funds: LightByMonths | None = None
    """Started, and no money since the start or the last receipt."""
    no_movement: LightByMonths | None = None
    """On its way, and nothing was recorded."""

    @field_validator("red")
    @classmethod
    def _beyond_yellow(cls, red: Decimal, info: ValidationInfo) -> Decimal:
        method, yellow = info.data.get("method"), info.data.get("yellow", red)
        if method and ((yellow > red) if method is LightMethod.POINTS else (yellow < red)):
            raise wrong(Fault.ORDER, red)
        return red


class Health(Cited):
    """When a project fails its health check; days, and percent of the contract amount."""

    signed_not_started_days: Days
    no_receipt_days: Days
    low_receipts_days: Days
    low_receipts_percent: Number
    untouched_days: Days


class ReviewRules(Cited):
    """How the weekly review escalates: whom each alert is told to, which levels the office cannot move, reminders."""

    blue: Annotated[Level, word(Level)] = Level.BUREAU
    yellow: Annotated[Level, word(Level)] = Level.CHAIN_LEADER
    red: Annotated[Level, word(Level)] = Level.CITY
    outside: frozenset[Annotated[Level, word(Level)]] = frozenset({Level.PREFECTURE, Level.PROVINCE})
    reminders: Annotated[tuple[Annotated[Days, Field(le=365)], ...],
                         AfterValidator(lambda days: tuple(sorted(set(days))))] = (7, 20, 30)
    """Days ahead, rising."""
    overdue: LightByMonths = LightByMonths(yellow=2, red=3)
    """However often its deadline lapsed. Of rules of escalation by time: two months yellow, three red."""

    @property
    def tell(self) -> dict[Alert, Level]:
        """Whom each alert is told to."""
        return {Alert.BLUE: self.blue, Alert.YELLOW: self.yellow, Alert.RED: self.red}

    def alert(self, lapses: int, due: date | None, on: date) -> Alert | None:
        """The alert of an open blocker on a day: by the deadlines it let lapse, or by the whole months it has been
        overdue, whichever is graver. `due` is the deadline that stands."""
        months = pace.months_gone(due, on) if due and due < on else -1
        by_months = Alert.RED if months >= self.overdue.red else Alert.YELLOW if months >= self.overdue.yellow else None
        both = [alert for alert in (Alert.after(lapses), by_months) if alert]
        return max(both, key=list(Alert).index, default=None)


class Home(Cited):
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
    project_types: Texts = ()
    blocker_categories: Texts = ()
    roles: Texts = ()

    @model_validator(mode="after")
    def _keep(self, info: ValidationInfo) -> Self:
        context(info)["lists"] = self
        return self
