"""Reads the targets sheet: one row for each indicator, known by its label, with its unit and number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from tracker.domain.days import is_empty
from tracker.domain.money import Money, Unit, find_unit, in_unit, unit_name
from tracker.domain.rules import Indicator, Kind
from tracker.ledger.account import SheetAccount
from tracker.ledger.cells import Cells, number_of
from tracker.ledger.headers import fold, fold_whole
from tracker.ledger.layout import SheetLayout
from tracker.ledger.lines import LineKind, TableLines
from tracker.ledger.rows import NoteCode, ProblemCode, TargetRow
from tracker.ledger.stack import is_blank
from tracker.ledger.workbook import BookSheet, Stop

MONEY = frozenset({"out_of_province", "in_province", "hunan_return", "foreign"})
ALSO_CALLED = {
    "out_of_province": "境内省外资金 境内省外 省外境内资金 省外境内 实际到位省外境内资金 省外资金 到位省外资金 "
                       "内联引资 省际资金 "
                       "境内省外到位资金 引进省外境内资金 国内省外资金 引进境内省外资金 境内区外资金 引进区外资金 "
                       "省外内资",
    "in_province": "域外省内资金 域外省内 市外省内资金 市外省内 省内域外资金 省内市外资金 省内资金 引进域外省内资金 "
                   "引进域外省内投资 域外省内投资 区内盟外资金",
    "hunan_return": "湘商回归 湘商回归资金 湘商回归到位资金 湘商回归项目资金 湘商回归投资 湘商资金 湘商回归引资",
    "foreign": "实际使用外资 实际利用外资 利用外资 使用外资 外资 实际到位外资 外资到位 引进外资 到位外资 外商直接投资 "
               "外资到位资金",
    "new_signed": "新签约 新签约项目 新签约项目数 签约项目 签约项目数 新签项目 新签约数",
    "new_started": "新开工 新开工项目 新开工项目数 开工项目 开工项目数 新开工数",
    "new_producing": "新投产 新投产项目 新投产项目数 投产项目 投产项目数 竣工投产项目 新竣工投产项目 新投产数",
    "top500": "三类500强 三类500强项目 三类500强企业 三类500强企业项目 500强项目 500强 500强企业 招大引强 "
              "招大引强项目 引进三类500强项目 三类五百强项目",
}
"""What places call the indicators every ruleset has; a ruleset's own labels and aliases come first."""

_SIGNS = re.compile(r"^(?:新增|全年|年度|其中|完成|引进)|(?:项目)?(?:数量|个数|数|总额|额|任务)$")
_BEHIND = re.compile(r"[\d\s.,，约共]")
_YEAR = re.compile(r"(20[0-9]{2})\s*年?")


class Targets:
    """The reader of one targets sheet."""

    def __init__(self, sheet: BookSheet, layout: SheetLayout, cells: Cells, account: SheetAccount,
                 indicators: Iterable[Indicator]) -> None:
        self.layout = layout
        self.cells = cells
        self._lines = TableLines(sheet, layout, cells, account, "indicator", ("year",))
        known = tuple(indicators)
        self._keys = label_keys(known)
        self._money_keys = MONEY.difference(one.key for one in known).union(
            one.key for one in known if one.kind is Kind.RECEIPTS)

    def rows(self, stop: Stop | None = None) -> list[TargetRow]:
        """Every target of an indicator that is known, in order; labels nobody knows are notes."""
        return [row for line in self._lines.lines(stop)
                if line.kind is LineKind.DATA and (row := self._row(line.number, line.cells))]

    def _row(self, number: int, cells: list[object]) -> TargetRow | None:
        columns = self.layout.columns
        label, value = self.cells.line(cells[columns["indicator"]]), cells[columns["value"]]
        if not label or is_empty(value):
            return None
        key = key_of(label, self._keys)
        if key is None:
            self.cells.note(NoteCode.INDICATOR_UNKNOWN, self.layout, number, value=label)
            return None
        unit = self.cells.line(cells[columns["unit"]]) if "unit" in columns else ""
        read = (self._money if key in self._money_keys else self._count)(number, value, unit, label)
        return TargetRow(self.layout, number, key, label, *read, self._year(cells)) if read else None

    def _count(self, row: int, value: object, unit: str, label: str) -> tuple[Decimal, str] | None:
        """A number of projects: 36, 36个; its unit is the one in its column or behind it."""
        count = number_of(value)
        if count is None:
            self.cells.problem(self.layout, row, "value", ProblemCode.NOT_AN_AMOUNT, value)
            return None
        behind = _BEHIND.sub("", value) if isinstance(value, str) else ""
        return count, behind or unit or "个"

    def _money(self, row: int, value: object, unit: str, label: str) -> tuple[Decimal, str] | None:
        """An amount, counted in the unit it was set in."""
        stated: Unit | ProblemCode | None = self.cells.unit(self.layout, row, "unit", unit) if unit else None
        if isinstance(stated, ProblemCode):
            return None
        stated = stated or find_unit(label) or self._unit()
        if stated is not None and number_of(value) == 0:
            return Decimal(0), unit_name(stated)
        money = self.cells.amount(self.layout, row, "value", value, stated)
        if not isinstance(money, Money):
            return None
        if stated is None or stated.currency not in (None, money.currency):
            stated = Unit(money.currency, 10_000)
        return in_unit(money.minor, money.currency, stated), unit_name(stated, currency=money.currency)

    def _unit(self) -> Unit | None:
        return self.layout.units.get("value") or self.layout.unit

    def _year(self, cells: list[object]) -> int | None:
        """The year of its own column, else of the header of the numbers."""
        if "year" in self.layout.columns and not is_blank(cells[self.layout.columns["year"]]):
            return year_in(self.cells.line(cells[self.layout.columns["year"]]))
        return year_in(self.layout.headers["value"])


def label_keys(indicators: Iterable[Indicator]) -> dict[str, str]:
    """Folded labels to keys, the ruleset's own before what other places say."""
    keys = {fold(label): key for key, labels in ALSO_CALLED.items() for label in labels.split()}
    for indicator in indicators:
        for label in (indicator.key, *indicator.labels.values(), *indicator.aliases):
            keys[fold(label)] = indicator.key
    return keys


def key_of(label: str, keys: Mapping[str, str]) -> str | None:
    """The key of the indicator a label names, with or without unit, brackets, 引进, 项目数 and the like."""
    for folded in (fold(label), fold_whole(label)):
        shorter = folded
        for _ in range(3):
            if shorter in keys:
                return keys[shorter]
            shorter = _SIGNS.sub("", shorter)
    return None


def year_in(text: str) -> int | None:
    """The year a text names: 2023, 2023年度目标."""
    match = _YEAR.search(text)
    return int(match[1]) if match else None

