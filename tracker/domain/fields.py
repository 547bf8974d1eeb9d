"""The kinds of fields a profile is made of: how each is read, kept in columns, told, and found in a ledger."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from tracker.domain.credit_code import read_credit_code
from tracker.domain.money import BARE, Currency, Mark, Money, Unit, print_amount, read_amount
from tracker.domain.names import fold_name
from tracker.domain.reasons import Code, Reason
from tracker.domain.text import clean, clean_lines

_V = TypeVar("_V")
_E = TypeVar("_E", bound=StrEnum)

LINE = 200
"""Characters in a one-line field; the longest project names in published lists are under 80."""
PAGE = 4000
"""Characters in a note."""
REMARK = "备注"
"""The key under `notes` of an officer's own remark; other keys are a ledger's unknown columns."""


class FieldRefused(ValueError):
    """A field cannot hold what was typed; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """What offices call the column of a field in their ledgers, each as `ledger.headers.fold` folds a header.

    `names` are parted by blanks, the best first. `shape` is a pattern of other names, `hint` one of words that make
    the field likely, `never` one of words that rule it out.
    """

    names: str = ""
    shape: str = ""
    hint: str = ""
    never: str = ""


@dataclass(frozen=True, kw_only=True)
class ProfileField(ABC, Generic[_V]):
    """One field of a profile. Whatever handles fields goes through `profile.FIELDS` and asks here.

    A kind is a dataclass of its own only where it has values of its own, or other ones to begin with.
    """

    name: str = ""
    columns: tuple[str, ...] = ()
    """The columns of the table that keep it; one of its own name where none is given."""
    register: tuple[str, ...] = ()
    """Names for the first of `columns` in the register, which make it a column of the ledger screen; none keeps it out.

    Each such column costs memory and time for every project of the office.
    """
    header: HeaderWords = HeaderWords()
    """How the import finds it; a field without one is not in ledgers, or is read there in a way of its own."""
    listed: str = ""
    """The list of a ruleset with the place's own values."""
    repeats: bool = False
    """Holds the same few values over and over: they are offered and grouped by, and a ruleset can ask for them."""
    tag: bool = False
    """The board shows it among the tags."""
    lead: bool = False
    """Is asked when a lead is taken in."""
    shared: ClassVar[bool] = False
    """Many projects can hold the same: it can be changed in many at once."""

    @abstractmethod
    def blank(self) -> _V:
        """The value of a field that nobody has filled in."""

    @abstractmethod
    def read(self, text: str, before: _V) -> _V:
        """The value that was typed; an empty text is `blank`.

        Raises FieldRefused, NotAnAmount, TooLong or BadCreditCode.
        """

    def to_columns(self, value: _V) -> tuple[Any, ...]:
        """The value as it is kept, in the order of `columns`."""
        return (value,)

    def from_columns(self, kept: Sequence[Any]) -> _V:
        """The value that is kept in the columns."""
        value: _V = kept[0]
        return value

    def plain(self, value: _V) -> Any:
        """The value as the journal keeps it."""
        return value

    def typed(self, value: _V) -> str:
        """The value as a person would type it."""
        return str(value or "")

    def no_choice(self, text: str, choices: tuple[str, ...]) -> FieldRefused:
        """The refusal of a text that is none of the choices."""
        return FieldRefused(Reason(Code.UNKNOWN_CHOICE, params={"field": self.name, "value": text, "choices": choices},
                                   field=self.name))


AnyField = ProfileField[Any]
"""A field whose values are of any kind."""


@dataclass(frozen=True, kw_only=True)
class LineField(ProfileField[str]):
    """A text of one line."""

    repeats: bool = True
    shared: ClassVar[bool] = True

    def blank(self) -> str:
        """No text."""
        return ""

    def read(self, text: str, before: str) -> str:
        """The text, cleaned."""
        return clean(text, limit=LINE)


@dataclass(frozen=True, kw_only=True)
class NameField(LineField):
    """The name of a project, kept beside what makes two names the same: width, brackets and blanks folded."""

    repeats: bool = False
    shared: ClassVar[bool] = False

    def to_columns(self, value: str) -> tuple[str, str]:
        """The name and the folded name."""
        return value, fold_name(value)


@dataclass(frozen=True, kw_only=True)
class CreditCodeField(LineField):
    """A unified social credit code, of 18 characters with a check character."""

    repeats: bool = False
    shared: ClassVar[bool] = False

    def read(self, text: str, before: str) -> str:
        """The code, its check character checked."""
        typed = clean(text, limit=LINE)
        return read_credit_code(typed) if typed else ""


@dataclass(frozen=True, kw_only=True)
class NumberField(LineField):
    """An exact decimal, kept as text: areas in mu (亩)."""

    unit: str
    repeats: bool = False
    shared: ClassVar[bool] = False

    def read(self, text: str, before: str) -> str:
        """The number without its unit, separators and needless zeros."""
        typed = clean(text, limit=LINE).removesuffix(self.unit).strip()
        if not typed:
            return ""
        try:
            number = Decimal(typed.replace(",", ""))
        except InvalidOperation:
            number = Decimal(-1)
        if not number.is_finite() or not 0 <= number < 10**7:
            raise FieldRefused(Reason(Code.NOT_A_NUMBER, params={"value": typed}, field=self.name))
        return format(number.normalize(), "f")


@dataclass(frozen=True, kw_only=True)
class ChoiceField(ProfileField[_E | None]):
    """One of the few values of a list; `said` gives those that people write in Chinese."""

    kind: type[_E]
    said: Mapping[str, str]
    repeats: bool = True
    shared: ClassVar[bool] = True

    def blank(self) -> _E | None:
        """None of them."""
        return None

    def read(self, text: str, before: _E | None) -> _E | None:
        """The value by its name in either language."""
        typed = clean(text, limit=LINE)
        if not typed:
            return None
        value = self.said.get(typed, typed.lower().replace("-", "_").replace(" ", "_"))
        if value not in self.kind.__members__.values():
            raise self.no_choice(typed, (*self.said, *self.kind))
        return self.kind(value)

    def to_columns(self, value: _E | None) -> tuple[str | None]:
        """The value as a plain text."""
        return (value.value if value else None,)

    def from_columns(self, kept: Sequence[Any]) -> _E | None:
        """The value that is kept."""
        return self.kind(kept[0]) if kept[0] else None


_YES = frozenset(["是", "有", "√", "✓", "y", "yes", "true", "1", "on"])
_NO = frozenset(["", *["否", "无", "×", "n", "no", "false", "0", "off"]])


@dataclass(frozen=True, kw_only=True)
class YesNoField(ProfileField[bool]):
    """Yes or no; nothing said is no."""

    tag: bool = True
    shared: ClassVar[bool] = True
    says_yes: str = ""
    """Words, parted by blanks, that say yes by naming what the field asks for; as `ledger.headers.fold` folds them."""

    def blank(self) -> bool:
        """No."""
        return False

    def read(self, text: str, before: bool) -> bool:
        """Whether the text says yes."""
        typed = clean(text, limit=LINE).lower()
        if typed not in _YES | _NO:
            raise self.no_choice(typed, ("是", "否"))
        return typed in _YES

    def typed(self, value: bool) -> str:
        """是, or nothing."""
        return "是" if value else ""


class AmountField(ProfileField[Money | None]):
    """An amount of money in three columns: minor units (分), currency, mark (exact, about, over, under)."""

    bare: ClassVar[Unit | None] = None
    """The unit of a number that is typed without one."""

    def blank(self) -> Money | None:
        """No amount."""
        return None

    def read(self, text: str, before: Money | None) -> Money | None:
        """The amount, in the unit it names."""
        return read_amount(clean(text, limit=LINE), self.bare)

    def to_columns(self, value: Money | None) -> tuple[Any, ...]:
        """Minor units, currency and mark; yuan and exact where there is no amount."""
        return (None, Currency.CNY, Mark.EXACT) if value is None else (value.minor, value.currency, value.mark)

    def from_columns(self, kept: Sequence[Any]) -> Money | None:
        """The amount in the columns."""
        return None if kept[0] is None else Money(*kept)

    def plain(self, value: Money | None) -> str | None:
        """The amount as it is printed."""
        return None if value is None else print_amount(value)

    def typed(self, value: Money | None) -> str:
        """The amount as it is printed; it reads back to the same."""
        return self.plain(value) or ""


class HopedForField(AmountField):
    """An amount that is hoped for, such as expected tax. A number without a unit is in 万元."""

    bare: ClassVar[Unit | None] = BARE


class RolesField(ProfileField[Mapping[str, str]]):
    """Labelled roles (六个一): label -> who."""

    def blank(self) -> Mapping[str, str]:
        """No role."""
        return {}

    def read(self, text: str, before: Mapping[str, str]) -> Mapping[str, str]:
        """Roles written `label=who`, several with `;`: 领导=链长乙；专班=船舶专班."""
        pairs: dict[str, str] = {}
        for part in clean(text, limit=PAGE).replace("；", ";").replace("：", "=").replace("＝", "=").split(";"):
            label, sign, who = part.partition("=")
            if part.strip() and not (sign and label.strip() and who.strip()):
                raise self.no_choice(part.strip(), ("角色=人；角色=人",))
            if part.strip():
                pairs[label.strip()] = who.strip()
        return pairs

    def to_columns(self, value: Mapping[str, str]) -> tuple[dict[str, str]]:
        """The roles as JSON."""
        return (dict(value),)

    def plain(self, value: Mapping[str, str]) -> dict[str, str]:
        """The roles as JSON."""
        return dict(value)

    def typed(self, value: Mapping[str, str]) -> str:
        """The roles as `read` reads them."""
        return "；".join(f"{label}={who}" for label, who in value.items())


class NotesField(RolesField):
    """An officer's remark, and whatever columns a ledger had that the program does not know: header -> text."""

    shared: ClassVar[bool] = True

    def read(self, text: str, before: Mapping[str, str]) -> Mapping[str, str]:
        """Replaces the remark and leaves the columns a ledger brought along."""
        others = {key: value for key, value in before.items() if key != REMARK}
        typed = clean_lines(text, limit=PAGE)
        return {**others, REMARK: typed} if typed else others

    def typed(self, value: Mapping[str, str]) -> str:
        """The remark."""
        return value.get(REMARK, "")


class ReferenceField(ProfileField[int | None]):
    """The number of another project. Only the office can find the one that was typed."""

    def blank(self) -> int | None:
        """No project."""
        return None

    def read(self, text: str, before: int | None) -> int | None:
        """The project it was: the office puts the one that was typed in its place."""
        return before
