"""Reads another office's list of the projects behind a figure: each line with its name, amount, day and verdict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.days import Day
from tracker.domain.money import Currency, Money
from tracker.domain.reconciling import ListedProject
from tracker.domain.rules import Indicator, Kind
from tracker.domain.rules_words import COMPOSED, DateBasis
from tracker.domain.stages import Stage
from tracker.ledger.family import Kind as SheetKind
from tracker.ledger.headers import fold
from tracker.ledger.layout import WantedColumn
from tracker.ledger.mapping import LedgerMapping
from tracker.ledger.rows import Ledger, ProjectRow, ReceiptRow

_RECOGNISED = ("认定", "核定", "审定", "确认")
_RECOGNISED_AMOUNT = frozenset(fold(said + what) for said in _RECOGNISED for what in (
    "金额", "资金", "额", "数", "投资额", "合同金额", "到位资金", "到位金额", "到资", "到资额"))
"""What heads the amount that was recognised; it goes before the one that was reported."""
_RECOGNISED_DAY = frozenset(fold(said + what) for said in _RECOGNISED for what in ("时间", "日期"))
_VERDICT = re.compile("认定|核定|审定|审核|审查|确认|核查")
"""What heads a further column that says whether a line was recognised."""
_NO = re.compile("(?:暂)?(?:不|否|未|待)|退回|驳回|剔除")
"""How such a column begins where it was not."""
_FURTHER = re.compile("([^：；\n]+)：([^；\n]+)")
"""A further column as the note of a receipt holds it."""


def list_mapping(indicator: Indicator, *, names_alone: bool) -> LedgerMapping:
    """How the columns of such a list are read beside what every ledger has.

    With `names_alone` a list of projects needs no other column that is known.
    """
    stage = indicator.stage or Stage.SIGNED
    fields = {**dict.fromkeys(_RECOGNISED_AMOUNT, "contract_amount"),
              **dict.fromkeys(_RECOGNISED_DAY, f"{stage}_recognised")}
    kind = SheetKind.PROJECTS if names_alone else None
    return LedgerMapping(others=WantedColumn(kind, fields={SheetKind.PROJECTS: fields}))


def listed_in(ledger: Ledger, indicator: Indicator, year: int) -> tuple[ListedProject, ...]:
    """The lines of a list, in their order; receipts of one project are one line.

    Amounts and days are those the indicator goes by; of figures made of others and of increases there are none.
    """
    money: dict[tuple[str, str], list[ReceiptRow]] = defaultdict(list)
    for receipt in ledger.receipts:
        money[receipt.code, receipt.key].append(receipt)
    is_money = indicator.kind is Kind.RECEIPTS
    lines = []
    for row in ledger.projects:
        own = money.pop((row.code, row.key), []) or money.pop(("", row.key), [])
        line = _of_project(row, indicator, year)
        lines.append(_with_money(line, own, year) if own and is_money else line)
    for receipts in money.values():
        first = receipts[0]
        line = ListedProject(first.layout.sheet, first.row, first.project, first.code)
        lines.append(_with_money(line, receipts, year) if is_money else line)
    return tuple(lines)


def _of_project(row: ProjectRow, indicator: Indicator, year: int) -> ListedProject:
    profile = row.profile
    return ListedProject(
        row.layout.sheet, row.row, row.name, row.code, profile.get("credit_code", ""),
        _summed(_amounts(row, indicator, year)), _day(row, indicator), _turned_down(profile.get("notes", {})))


def _amounts(row: ProjectRow, indicator: Indicator, year: int) -> Sequence[Money]:
    if indicator.kind in COMPOSED or indicator.kind is Kind.INCREASES:
        return ()
    header = row.layout.headers.get("contract_amount", "")
    said = row.profile.get("contract_amount")
    if said is not None and fold(header) in _RECOGNISED_AMOUNT:
        return (said,)
    if indicator.kind is not Kind.RECEIPTS:
        said = row.profile.get(indicator.amount)
        return () if said is None else (said,)
    if row.money:
        return [one.amount for one in row.money if one.day.on is not None and one.day.on.year == year]
    of_year = [one.amount for one in row.arrived if any(first == date(year, 1, 1) for first, _ in one.spans)]
    return of_year[:1] or [one.amount for one in row.arrived][:1]


def _day(row: ProjectRow, indicator: Indicator) -> Day:
    if indicator.stage is None:
        return Day.unknown()
    days: Mapping[Stage, Day] = row.recognised if indicator.date is DateBasis.RECOGNISED else row.milestones
    return (days or {}).get(indicator.stage, Day.unknown())


def _with_money(line: ListedProject, receipts: Sequence[ReceiptRow], year: int) -> ListedProject:
    """A line with what its receipts come to, without those that were turned down unless all of them were."""
    verdicts = {receipt.row: _turned_down(dict(_FURTHER.findall(receipt.note))) for receipt in receipts}
    taken = [receipt for receipt in receipts if not verdicts[receipt.row]]
    strange = [receipt.day for receipt in taken or receipts if receipt.day.on and receipt.day.on.year != year]
    return replace(line, amounts=_summed(receipt.amount for receipt in taken or receipts),
                   day=strange[0] if strange else Day.unknown(),
                   turned_down=line.turned_down or ("" if taken else verdicts[receipts[0].row]))


def _turned_down(further: Mapping[str, str]) -> str:
    """What a further column says where it says that the line was not recognised."""
    return next((text for header, text in further.items() if _VERDICT.search(header) and _NO.match(text.strip())), "")


def _summed(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """Amounts as one of each currency."""
    found: dict[Currency, int] = defaultdict(int)
    for amount in amounts:
        found[amount.currency] += amount.minor
    return tuple(Money(minor, currency) for currency, minor in found.items())
