"""The kinds of values a ruleset file holds: words of a vocabulary, lists of a place, amounts, units, exact numbers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from tracker.domain.counted import COUNTERS, PEOPLE_COUNTERS
from tracker.domain.counting_year import YearSpan
from tracker.domain.currency import Currency, Unit
from tracker.domain.money import Money, NotAnAmount, read_amount, read_unit
from tracker.domain.reasons import Fault
from tracker.domain.rules_problems import wrong
from tracker.domain.stages import Stage

Read = dict[str, Any]
"""What later tables of a file are checked against: `lists`, `exchange`, `rounding` and the `keys` of indicators."""

_V = TypeVar("_V")


class Table(BaseModel):
    """One table of a ruleset file: a key it does not know is an error, and nothing in it changes once it is read."""

    # Built when a file is first read: a table that only others are made of is never built for itself.
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


def context(info: ValidationInfo) -> Read:
    """What has been read of the file so far."""
    return info.context if isinstance(info.context, dict) else {}


def word(kind: type[StrEnum]) -> PlainValidator:
    """A word of a vocabulary."""
    def read(value: object) -> StrEnum:
        if not isinstance(value, str):
            raise wrong(Fault.WRONG_TYPE, value, ("text",))
        if value not in list(kind):
            raise wrong(Fault.UNKNOWN_WORD, value, kind)
        return kind(value)

    return PlainValidator(read)


def _listed(value: object) -> object:
    if not isinstance(value, list):
        raise wrong(Fault.WRONG_TYPE, value, ("list",))
    return value


def each_once(values: tuple[_V, ...]) -> tuple[_V, ...]:
    """The values of a list. Raises `duplicate` where one is named twice."""
    for at, value in enumerate(values):
        if value in values[:at]:
            raise wrong(Fault.DUPLICATE, value)
    return values


def own_key(info: ValidationInfo, of: str, key: str) -> str:
    """A key that nothing of its kind before it in the ruleset has. Raises `duplicate`."""
    keys = context(info).setdefault(of, set())
    if key in keys:
        raise wrong(Fault.DUPLICATE, key)
    keys.add(key)
    return key


def one_of(choices: Iterable[str], value: str) -> str:
    """The value, where it is one of the choices. Raises `unknown_word`."""
    choices = tuple(choices)
    if value not in choices:
        raise wrong(Fault.UNKNOWN_WORD, value, choices)
    return value


def _evidence_kind(value: str, info: ValidationInfo) -> str:
    lists = context(info).get("lists")
    return value if lists is None else one_of(lists.evidence_kinds, value)


def exact_number(value: object) -> int | Decimal:
    """A number of the file. A text is none, though it could be read as one; a bool is an int to Python, never to who
    writes rules. Raises `wrong_type`.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise wrong(Fault.WRONG_TYPE, value, ("number",))
    return value


def amount_written(value: object) -> Money:
    """An amount of a ruleset with its unit. Raises `wrong_type` or what it is that is no amount."""
    if not isinstance(value, str):
        raise wrong(Fault.WRONG_TYPE, value, ("amount",))
    try:
        amount = read_amount(value)
    except NotAnAmount as error:
        raise wrong(Fault(error.code), value) from None
    if amount is None:
        raise wrong(Fault.NOT_AN_AMOUNT, value)
    return amount


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int

    def within(self, span: YearSpan) -> date:
        """The day in a year; 29 February is the last of that month in any other year."""
        year = span.first.year + ((self.month, self.day) < (span.first.month, span.first.day))
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


def month_day(value: object) -> MonthDay | None:
    """A day of any year as it is written: 12-10."""
    if value is None or isinstance(value, MonthDay):
        return value
    match = re.fullmatch(r"(\d\d)-(\d\d)", value) if isinstance(value, str) else None
    try:
        # A leap year: 02-29 is a day of some years.
        day = date(2024, int(match[1]), int(match[2])) if match else None
    except ValueError:
        day = None
    if day is None:
        raise wrong(Fault.WRONG_TYPE, value, ("month_day",))
    return MonthDay(day.month, day.day)


def unit_of_money(text: str) -> Unit | None:
    """The unit of money a text names with its currency; None where it names none."""
    try:
        unit = read_unit(text)
    except NotAnAmount:
        return None
    return unit if unit is not None and unit.currency is not None else None


def money_unit(text: str) -> Unit:
    """The unit money is printed in. Raises `unknown_unit` where no currency is part of it."""
    unit = unit_of_money(text)
    if unit is None:
        raise wrong(Fault.UNKNOWN_UNIT, text, ("万元", "亿元", "万美元"))
    return unit


def counter(text: str, *, of_people: bool) -> str:
    """The unit of a number of people, or else of projects or companies.

    Raises `not_a_counter` for a unit of the other, and for one of money.
    """
    counts_people = text[-1] in PEOPLE_COUNTERS
    try:
        is_money = read_unit(text) is not None
    except NotAnAmount:
        is_money = False
    if is_money or counts_people is not of_people or (of_people and len(text) > 1):
        raise wrong(Fault.NOT_A_COUNTER, text, PEOPLE_COUNTERS if of_people else COUNTERS)
    return text


def _foreign(value: str) -> Currency:
    others = [currency for currency in Currency if currency is not Currency.CNY]
    if value not in others:
        raise wrong(Fault.UNKNOWN_CURRENCY, value, others)
    return Currency(value)


Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
OptionalText = Annotated[str, StringConstraints(strict=True, strip_whitespace=True)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), AfterValidator(each_once)]
"""A list of texts, each named once."""
Flag = StrictBool
Days = Annotated[StrictInt, Field(ge=1, le=36_500)]
Decimals = Annotated[StrictInt, Field(ge=0, le=10)]
Year = Annotated[StrictInt, Field(ge=1978, le=2200)]
"""Investment promotion offices begin with the opening of 1978."""
Number = Annotated[Decimal, BeforeValidator(exact_number), Field(gt=0, allow_inf_nan=False)]
"""An exact number above zero."""


class Cited(Table):
    """A table that can say where it is written."""

    source: OptionalText = ""


class Label(Table, extra="allow"):
    """What an indicator or a line is called, by language; Chinese has to be there."""

    __pydantic_extra__: dict[str, Text] = Field(init=False)
    zh: Text

    @property
    def by_language(self) -> dict[str, str]:
        """What it is called in each language."""
        return {"zh": self.zh, **self.__pydantic_extra__}


class PrintedRate(Table):
    """`USD = 7.0467`, or with its day and source `USD = { rate = 7.0467, on = 2023-12-29, source = "…" }`."""

    rate: Number
    on: date | None = None
    source: OptionalText = ""

    @model_validator(mode="before")
    @classmethod
    def _a_bare_number(cls, value: object) -> object:
        return value if isinstance(value, dict) else {"rate": exact_number(value)}


Amount = Annotated[Money, PlainValidator(amount_written)]
"""A threshold such as 5000万元."""
Headcount = Annotated[StrictInt, Field(ge=1, le=10**9)]
"""A threshold on a number of people."""
ForeignCurrency = Annotated[Currency, PlainValidator(_foreign)]
StageWord = Annotated[Stage, word(Stage)]
EvidenceKind = Annotated[Text, AfterValidator(_evidence_kind)]
Proofs = Annotated[
    tuple[Annotated[frozenset[EvidenceKind], BeforeValidator(_listed), Field(min_length=1)], ...],
    BeforeValidator(_listed)]
"""Groups of kinds of evidence, of which one each is enough."""
