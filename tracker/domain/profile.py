"""Who and what a project is: the fields of its profile, and how each is read from what a person typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from tracker.domain.credit_code import BadCreditCode, read_credit_code
from tracker.domain.money import Money, NotAnAmount, Unit, read_amount
from tracker.domain.reasons import Code, Reason
from tracker.domain.text import TooLong, clean, clean_lines


class Origin(StrEnum):
    """Where the money comes from; a partition. 外资 includes Hong Kong, Macao and Taiwan."""

    OUT_OF_PROVINCE = "out_of_province"
    IN_PROVINCE = "in_province"
    FOREIGN = "foreign"
    LOCAL = "local"


class Top500(StrEnum):
    """The three lists of 三类500强."""

    WORLD = "world"
    CHINA = "china"
    CHINA_PRIVATE = "china_private"
    LISTED = "listed"
    """On one of them, and the ledger does not say which."""


class ChainRole(StrEnum):
    """What a project does for its industry chain: 主链, 强链, 延链, 补链."""

    MAIN = "main"
    STRENGTHEN = "strengthen"
    EXTEND = "extend"
    COMPLETE = "complete"


LINE = 200
"""Characters in a one-line field; the longest project names in published lists are under 80."""
PAGE = 4000
"""Characters in a note."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """The profile of a project as values. Amounts are `Money`, land is an exact decimal in mu (亩) as text."""

    name: str
    investor: str = ""
    investor_from: str = ""
    origin: Origin | None = None
    hunan_return: bool = False
    top500: str | None = None
    industry_chain: str = ""
    chain_role: ChainRole | None = None
    contract_amount: Money | None = None
    fixed_investment: Money | None = None
    land_mu: str = ""
    expected_output: Money | None = None
    expected_tax: Money | None = None
    credit_code: str = ""
    park: str = ""
    bureau: str = ""
    chain_leader: str = ""
    officer: str = ""
    channel: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    phase_of: int | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Particulars))

REMARK = "备注"
"""The key under `notes` of an officer's own remark; other keys are a ledger's unknown columns."""


class FieldRefused(ValueError):
    """A field cannot hold what was typed; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def read_fields(typed: Mapping[str, str], was: Particulars | None = None) -> tuple[Particulars, list[Reason]]:
    """The profile `was` with the typed fields put in, and a reason for each that cannot be read.

    An empty text empties its field. Fields with a reason keep what they were.
    """
    values: dict[str, Any] = {}
    reasons: list[Reason] = []
    for name, text in typed.items():
        try:
            values[name] = read_field(name, text, was)
        except FieldRefused as refusal:
            reasons.append(refusal.reason)
    if was is None:
        values.setdefault("name", "")
        return Particulars(**values), reasons
    return replace(was, **values), reasons


def read_field(name: str, text: str, was: Particulars | None = None) -> Any:
    """The value of one field from what was typed; raises `FieldRefused`."""
    reader = _READERS.get(name)
    if reader is None:
        raise FieldRefused(Reason(Code.UNKNOWN_FIELD, params={"field": name, "choices": tuple(_READERS)}))
    try:
        return reader(name, text, was)
    except NotAnAmount as error:
        raise FieldRefused(Reason(error.code, params={"value": text}, field=name)) from None
    except TooLong as error:
        raise FieldRefused(Reason(Code.TOO_LONG, params={"field": name, "limit": error.limit}, field=name)) from None
    except BadCreditCode as error:
        raise FieldRefused(Reason(Code.CREDIT_CODE, params={"value": error.value}, field=name)) from None


def _line(name: str, text: str, was: Particulars | None) -> str:
    return clean(text, limit=LINE)


def _amount(name: str, text: str, was: Particulars | None) -> Money | None:
    return read_amount(clean(text, limit=LINE))


def _wan_amount(name: str, text: str, was: Particulars | None) -> Money | None:
    """Output and tax: a bare number is in 万元, the unit offices write them in; no other currency, no 约, is kept."""
    money = read_amount(clean(text, limit=LINE), Unit(None, 10_000))
    if money is not None and not money.is_plain_yuan:
        raise FieldRefused(Reason(Code.NOT_PLAIN_YUAN, params={"field": name, "value": text}, field=name))
    return money


def _code(name: str, text: str, was: Particulars | None) -> str:
    typed = clean(text, limit=LINE)
    return read_credit_code(typed) if typed else ""


def _land(name: str, text: str, was: Particulars | None) -> str:
    typed = clean(text, limit=LINE).removesuffix("亩").strip()
    if not typed:
        return ""
    try:
        number = Decimal(typed.replace(",", ""))
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or not 0 <= number < 10**7:
        raise FieldRefused(Reason(Code.NOT_A_NUMBER, params={"value": typed}, field=name))
    return format(number.normalize(), "f")


_YES = frozenset(["是", "有", "√", "✓", "y", "yes", "true", "1", "on"])
_NO = frozenset(["", *["否", "无", "×", "n", "no", "false", "0", "off"]])


def _yes(name: str, text: str, was: Particulars | None) -> bool:
    typed = clean(text, limit=LINE).lower()
    if typed not in _YES | _NO:
        raise FieldRefused(_not_a_choice(name, typed, ("是", "否")))
    return typed in _YES


def _choice(kind: type[StrEnum], said: Mapping[str, str]) -> Callable[[str, str, Particulars | None], Any]:
    def read(name: str, text: str, was: Particulars | None) -> StrEnum | None:
        typed = clean(text, limit=LINE)
        if not typed:
            return None
        value = said.get(typed, typed.lower().replace("-", "_").replace(" ", "_"))
        if value not in kind.__members__.values():
            raise FieldRefused(_not_a_choice(name, typed, (*said, *kind)))
        return kind(value)

    return read


def _not_a_choice(name: str, typed: str, choices: tuple[str, ...]) -> Reason:
    return Reason(Code.UNKNOWN_CHOICE, params={"field": name, "value": typed, "choices": choices}, field=name)


def _roles(name: str, text: str, was: Particulars | None) -> dict[str, str]:
    """Labelled roles as `label=who`, several with `;`: 领导=链长乙；专班=船舶专班."""
    pairs: dict[str, str] = {}
    for part in clean(text, limit=PAGE).replace("；", ";").replace("：", "=").replace("＝", "=").split(";"):
        label, sign, who = part.partition("=")
        if part.strip() and not (sign and label.strip() and who.strip()):
            raise FieldRefused(_not_a_choice(name, part.strip(), ("角色=人；角色=人",)))
        if part.strip():
            pairs[label.strip()] = who.strip()
    return pairs


def _notes(name: str, text: str, was: Particulars | None) -> dict[str, str]:
    """Replaces the remark and leaves the columns a ledger brought along."""
    others = {key: value for key, value in (was.notes if was else {}).items() if key != REMARK}
    typed = clean_lines(text, limit=PAGE)
    return {**others, REMARK: typed} if typed else others


ORIGIN_SAID = {"境内省外": "out_of_province", "省外": "out_of_province", "域外省内": "in_province",
               "省内": "in_province", "外资": "foreign", "港澳台": "foreign", "本地": "local"}
TOP500_SAID = {"世界500强": "world", "中国企业500强": "china", "中国500强": "china", "民营企业500强": "china_private",
               "中国民营企业500强": "china_private", "民营500强": "china_private",
               "三类500强": "listed", "500强": "listed"}
CHAIN_ROLE_SAID = {"主链": "main", "强链": "strengthen", "延链": "extend", "补链": "complete"}

_READERS: dict[str, Callable[[str, str, Particulars | None], Any]] = {
    **dict.fromkeys(("name", "investor", "investor_from", "industry_chain", "park", "bureau", "chain_leader",
                     "officer", "channel"), _line),
    "origin": _choice(Origin, ORIGIN_SAID),
    "hunan_return": _yes,
    "top500": _choice(Top500, TOP500_SAID),
    "chain_role": _choice(ChainRole, CHAIN_ROLE_SAID),
    "contract_amount": _amount,
    "fixed_investment": _amount,
    "expected_output": _wan_amount,
    "expected_tax": _wan_amount,
    "land_mu": _land,
    "credit_code": _code,
    "roles": _roles,
    "notes": _notes,
}
