"""A unit's budget as it is typed once for the year's report: what was spent on what, held to its own arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tracker.domain.money import exact_sum, print_exact
from tracker.domain.rates import percent, round_half_up
from tracker.domain.reasons import Code, Reason
from tracker.domain.text import clean

SPENDING_PARTS: Mapping[str, tuple[str, ...]] = {
    "basic": ("personnel", "running"), "public": ("reception", "abroad", "vehicles"), "total": ()}
"""The tables of amounts, each with the parts its spending is made of: 基本支出, 三公经费, 部门整体支出."""
_TEXTS = ("unit", "office", "scope")
_AMOUNTS = ("budget", "spent")
_MOST = Decimal(10) ** 12
_LONGEST = 2000
"""Characters of a text."""


@dataclass(frozen=True, slots=True)
class Spending:
    """What was set aside and what was spent, in the budget's unit; parts in the order they are printed.

    Amounts keep the decimals they were typed with, since those say how they were rounded.
    """

    name: str = ""
    budget: Decimal | None = None
    spent: Decimal | None = None
    parts: Mapping[str, Decimal] | None = None

    @property
    def rate(self) -> str | None:
        """预算执行率: spent ÷ budget in percent with its sign, to two decimals; None where either is not known."""
        if self.spent is None or not self.budget:
            return None
        return percent(self.spent, self.budget, with_sign=True)


@dataclass(frozen=True, slots=True)
class Budget:
    """A year's budget of the unit that writes the report. `tables` are those of `SPENDING_PARTS` filled in."""

    unit: str
    office: str
    duties: tuple[str, ...]
    scope: str
    tables: Mapping[str, Spending]
    projects: tuple[Spending, ...]
    typed: Mapping[str, Any]
    """As it was typed, with amounts as texts: what a report keeps to be checked by."""


def budget_of(typed: Mapping[str, Any]) -> tuple[Budget | None, tuple[Reason, ...]]:
    """A budget by the tables of its TOML, whose numbers are Decimals or texts, and what is to be said of it.

    None where anything is wrong: a key there is not, what is no amount, parts that no rounding adds up, a rate that is
    not spent ÷ budget at its own decimals. What rounding explains is a reason that is not hard.
    """
    reader = _Reader([])
    tables = {name: reader.spending(name, typed.get(name), (*_AMOUNTS, *parts, "rate"), parts)
              for name, parts in SPENDING_PARTS.items() if name in typed}
    rows = typed.get("projects", [])
    projects = tuple(reader.spending(f"projects.{at}", row, ("name", *_AMOUNTS, "rate"), ())
                     for at, row in enumerate(rows if isinstance(rows, list) else [rows], 1))
    reader.unknown("", typed, (*_TEXTS, "duties", *SPENDING_PARTS, "projects"))
    duties = typed.get("duties", [])
    found = Budget(
        reader.text("unit", typed.get("unit", "万元")), reader.text("office", typed.get("office", "")),
        tuple(reader.text("duties", one) for one in (duties if isinstance(duties, list) else [duties])),
        reader.text("scope", typed.get("scope", "")), tables, projects, _as_texts(typed))
    reasons = (*reader.reasons, *_whole(found))
    return (None if any(one.hard for one in reasons) else found), reasons


def _as_texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _as_texts(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_as_texts(held) for held in value]
    return value if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)


@dataclass(slots=True)
class _Reader:
    """Reads the values of a budget and gathers what is wrong with them."""

    reasons: list[Reason]

    def unknown(self, place: str, table: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for name in table:
            if name not in names:
                self.reasons.append(Reason(Code.BUDGET_KEY, params={
                    "value": f"{place}.{name}".strip("."), "choices": names}, field=place))

    def text(self, place: str, value: object) -> str:
        if not isinstance(value, str) or len(value) > _LONGEST:
            self.reasons.append(Reason(Code.BUDGET_TEXT, params={"value": place}, field=place))
            return ""
        return clean(value)

    def amount(self, place: str, value: object) -> Decimal | None:
        """An amount; None for what is none, which is named."""
        try:
            amount = Decimal(str(value).strip()) if not isinstance(value, bool) else Decimal("NaN")
        except ArithmeticError:
            amount = Decimal("NaN")
        exponent = amount.as_tuple().exponent
        if not amount.is_finite() or not 0 <= amount < _MOST or not isinstance(exponent, int) or exponent < -6:
            self.reasons.append(Reason(Code.BUDGET_NUMBER, params={"value": place, "typed": str(value)}, field=place))
            return None
        return amount

    def spending(self, place: str, table: object, names: tuple[str, ...], parts: tuple[str, ...]) -> Spending:
        """A table of amounts, held to its parts and to its rate."""
        if not isinstance(table, Mapping):
            self.reasons.append(Reason(Code.BUDGET_TABLE, params={"value": place}, field=place))
            return Spending()
        self.unknown(place, table, names)
        amounts = {name: amount for name in (*_AMOUNTS, *parts)
                   if name in table and (amount := self.amount(f"{place}.{name}", table[name])) is not None}
        found = Spending(self.text(f"{place}.name", table.get("name", "")), amounts.get("budget"),
                         amounts.get("spent"), {name: amounts[name] for name in parts if name in amounts})
        self.reasons += _adds_up(place, found)
        if "rate" in table:
            self._rate(f"{place}.rate", str(table["rate"]).strip().removesuffix("%"), found)
        return found

    def _rate(self, place: str, typed: str, found: Spending) -> None:
        rate = self.amount(place, typed)
        if rate is None or found.rate is None or found.spent is None or not found.budget:
            return
        decimals = -min(int(rate.as_tuple().exponent), 0)
        right = round_half_up(found.spent / found.budget * 100, decimals)
        if rate != right:
            self.reasons.append(Reason(Code.BUDGET_RATE, params={
                "value": place, "typed": f"{rate:f}%", "right": f"{right:f}%"}, field=place))


def _adds_up(place: str, found: Spending) -> Iterator[Reason]:
    parts = tuple((found.parts or {}).values())
    if len(parts) > 1 and found.spent is not None:
        yield from _sum_reason(f"{place}.spent", found.spent, parts)


def _whole(budget: Budget) -> Iterator[Reason]:
    """Where the whole is typed, it is the basic spending and every project."""
    total, basic = budget.tables.get("total"), budget.tables.get("basic")
    for name in _AMOUNTS:
        whole = getattr(total, name, None)
        parts = [getattr(one, name) for one in (*([basic] if basic else []), *budget.projects)]
        if whole is not None and len(parts) > 1 and None not in parts:
            yield from _sum_reason(f"total.{name}", whole, tuple(parts))


def _sum_reason(place: str, whole: Decimal, parts: tuple[Decimal, ...]) -> Iterator[Reason]:
    """What is to be said where parts are not their sum. Each printed number is off by half its last digit at most."""
    together = exact_sum(parts)
    if together == whole:
        return
    slack = exact_sum(Decimal(1).scaleb(int(one.as_tuple().exponent)) / 2 for one in (whole, *parts))
    rounded = abs(together - whole) <= slack
    yield Reason(Code.BUDGET_ROUNDED if rounded else Code.BUDGET_SUM, hard=not rounded, params={
        "value": place, "typed": f"{whole:f}", "sum": f"{together:f}", "difference": print_exact(abs(together - whole)),
        "parts": " + ".join(f"{one:f}" for one in parts)}, field=place)
