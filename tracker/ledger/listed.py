"""Reads another office's list of the projects behind a figure: each line with its name, amount, day and verdict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.counting_year import YearSpan
from tracker.domain.days import Day
from tracker.domain.money import Money, by_currency
from tracker.domain.reconciling import ListedProject
from tracker.domain.results import ResultKind
from tracker.domain.rules import Indicator, Kind
from tracker.domain.rules_words import AmountBasis, DateBasis
from tracker.domain.stages import Stage
from tracker.ledger.cards import OnSheets
from tracker.ledger.family import Kind as SheetKind
from tracker.ledger.headers import fold
from tracker.ledger.layout import WantedColumn
from tracker.ledger.mapping import LedgerMapping
from tracker.ledger.money_columns import EVER, TO_NOW
from tracker.ledger.rows import Ledger, ProjectRow, ReceiptRow

_RECOGNISED = ("认定", "核定", "审定", "确认")
_RECOGNISED_AMOUNT = frozenset(fold(said + what) for said in _RECOGNISED for what in (
    "金额", "资金", "额", "数", "投资额", "合同金额", "到位资金", "到位金额", "到资", "到资额"))
"""What heads the amount that was recognised; it goes before the one that was reported."""
_RESULT_AMOUNT = {
    ResultKind.INVESTED: ("完成投资", "完成投资额", "投资完成额", "完成固定资产投资"),
    ResultKind.OUTPUT: ("产值", "总产值", "工业总产值"),
    ResultKind.TAX: ("税收", "税收额", "纳税", "纳税额", "纳税总额", "实缴税金", "入库税收")}
"""What heads the amount of a result, with a time or without: a list is asked about one year."""
_RESULT_FIELD = "fixed_investment"
"""The field that holds it while a list is read."""
_RECOGNISED_DAY = frozenset(fold(said + what) for said in _RECOGNISED for what in ("时间", "日期"))
_VERDICT = re.compile("认定|核定|审定|审核|审查|确认|核查")
"""What heads a further column that says whether a line was recognised."""
_NO = re.compile("(?:暂)?(?:不|否|未|待)|退回|驳回|剔除")
"""How such a column begins where it was not."""
_FURTHER = re.compile("([^：；\n]+)：([^；\n]+)")
"""A further column as the note of a receipt holds it."""


def list_mapping(indicator: Indicator, year: int, *, names_alone: bool) -> LedgerMapping:
    """How the columns of such a list are read beside what every ledger has.

    With `names_alone` a list of projects needs no other column that is known.
    """
    stage = indicator.stage or Stage.SIGNED
    fields = {**dict.fromkeys(_RECOGNISED_AMOUNT, "contract_amount"),
              **dict.fromkeys(_result_headers(indicator, year), _RESULT_FIELD),
              **dict.fromkeys(_RECOGNISED_DAY, f"{stage}_recognised")}
    kind = SheetKind.PROJECTS if names_alone else None
    return LedgerMapping(others=WantedColumn(kind, fields={SheetKind.PROJECTS: fields}))


def listed_in(ledger: Ledger, indicator: Indicator, span: YearSpan) -> tuple[ListedProject, ...]:
    """The lines of a list, in their order; receipts of one project are one line.

    Their rows are those of the sheet. Amounts and days are those the indicator goes by; of figures made of others and
    of increases there are none.
    """
    money: dict[tuple[str, str], list[ReceiptRow]] = defaultdict(list)
    for receipt in ledger.receipts:
        money[receipt.code, receipt.key].append(receipt)
    is_money = indicator.kind is Kind.RECEIPTS
    lines = []
    for row in ledger.projects:
        own = money.pop((row.code, row.key), []) or money.pop(("", row.key), [])
        line = _of_project(row, indicator, span)
        lines.append(_with_money(line, own, span) if own and is_money else line)
    for receipts in money.values():
        first = receipts[0]
        line = ListedProject(first.layout.sheet, first.row, first.project, first.code)
        lines.append(_with_money(line, receipts, span) if is_money else line)
    shown = OnSheets(ledger.accounts)
    return tuple(replace(line, row=shown.row(line.sheet, line.row)) for line in lines)


def _of_project(row: ProjectRow, indicator: Indicator, span: YearSpan) -> ListedProject:
    profile = row.profile
    return ListedProject(
        row.layout.sheet, row.row, row.name, row.code, profile.get("credit_code", ""),
        by_currency(_amounts(row, indicator, span)), _day(row, indicator), _turned_down(profile.get("notes", {})),
        profile.get("investor", ""))


def _amounts(row: ProjectRow, indicator: Indicator, span: YearSpan) -> Sequence[Money]:
    if indicator.amount_basis is AmountBasis.NONE:
        return ()
    header = row.layout.headers.get("contract_amount", "")
    said = row.profile.get("contract_amount")
    if said is not None and fold(header) in _RECOGNISED_AMOUNT:
        return (said,)
    if indicator.amount_basis is AmountBasis.PROFILE:
        said = row.profile.get(indicator.amount)
        return () if said is None else (said,)
    if indicator.kind is Kind.RESULTS:
        said = row.profile.get(_RESULT_FIELD)
        header = row.layout.headers.get(_RESULT_FIELD, "")
        return (said,) if said is not None and fold(header) in _result_headers(indicator, span.year) else ()
    if row.money:
        return [one.amount for one in row.money if one.day.on is not None and span.holds(one.day.on)]
    begins = (span.first, date(span.year, 1, 1))  # the reader of a header knows the calendar's years alone
    sums = [(said, said.amount) for said in row.arrived if isinstance(said.amount, Money)]
    of_year = [money for said, money in sums if any(first in begins for first, _ in said.spans)]
    undated = [money for said, money in sums if EVER in said.spans and not TO_NOW.search(said.header)]
    return of_year[:1] or undated[:1]


def _result_headers(indicator: Indicator, year: int) -> frozenset[str]:
    """What heads the amount of the result that an indicator adds up, alone or behind a word for the year."""
    names = _RESULT_AMOUNT.get(indicator.result, ()) if indicator.result else ()
    return frozenset(fold(f"{when}{name}") for when in ("", "本年", "当年", "全年", f"{year}年") for name in names)


def _day(row: ProjectRow, indicator: Indicator) -> Day:
    if indicator.stage is None:
        return Day.unknown()
    days: Mapping[Stage, Day] = row.recognised if indicator.date is DateBasis.RECOGNISED else row.milestones
    return (days or {}).get(indicator.stage, Day.unknown())


def _with_money(line: ListedProject, receipts: Sequence[ReceiptRow], span: YearSpan) -> ListedProject:
    """A line with what its receipts come to, without those that were turned down unless all of them were."""
    verdicts = {receipt.row: _turned_down(dict(_FURTHER.findall(receipt.note))) for receipt in receipts}
    taken = [receipt for receipt in receipts if not verdicts[receipt.row]]
    strange = [receipt.day for receipt in taken or receipts if receipt.day.on and not span.holds(receipt.day.on)]
    return replace(line, amounts=by_currency(receipt.amount for receipt in taken or receipts),
                   day=strange[0] if strange else Day.unknown(),
                   turned_down=line.turned_down or ("" if taken else verdicts[receipts[0].row]))


def _turned_down(further: Mapping[str, str]) -> str:
    """What a further column says where it says that the line was not recognised."""
    return next((text for header, text in further.items() if _VERDICT.search(header) and _NO.match(text.strip())), "")
