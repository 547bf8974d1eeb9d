"""What ledgers write about the form of money that arrived, and about the outside investor's share of it."""

from __future__ import annotations

import re
from decimal import Decimal

from tracker.domain.days import is_empty
from tracker.domain.money import Money
from tracker.domain.money_form import WHOLE, MoneyForm, outside_part, share_text, share_typed
from tracker.domain.text import clean

FORM_NAMES = {MoneyForm.CASH: "现金", MoneyForm.EQUIPMENT: "设备", MoneyForm.LAND: "土地",
              MoneyForm.INTANGIBLE: "无形资产", MoneyForm.LOAN: "贷款", MoneyForm.REINVESTED: "再投资"}
"""What a book of ours calls each form."""
_ENDING = "(?:出资|投入|入股|作价|作价出资|到资|到位|方式)?"
_SAID = {form: re.compile(f"(?:{words}){_ENDING}") for form, words in {
    MoneyForm.CASH: "现金|货币|货币资金|资金|现汇|外汇|人民币|美元现汇|银行存款|(?:银行)?转账|电汇|汇款",
    MoneyForm.EQUIPMENT: "实物|(?:进口|机器|生产)?设备(?:实物)?|机器|机械设备",
    MoneyForm.LAND: "土地|土地使用权|土地房产|厂房|房产|房屋|不动产|厂房土地|土地厂房|土地及?厂房",
    MoneyForm.INTANGIBLE: "无形资产|专利|专利权|技术|专有技术|知识产权|商标|品牌",
    MoneyForm.LOAN: "(?:股东|境外|外方|银行|国外)?(?:贷款|借款)|外债",
    MoneyForm.REINVESTED: "(?:利润|未分配利润|境内利润)?(?:再投资|转增|转增资本)|未分配利润|利润转投资",
}.items()}
_PERCENT = re.compile("[%％]")


def form_said(text: str) -> MoneyForm | None:
    """The one form that a cell names; None for a text that names none, or several."""
    return next((form for form, words in _SAID.items() if words.fullmatch(clean(text).replace(" ", ""))), None)


def share_said(cell: object, header: str) -> int | None:
    """A share in hundredths of a percent; None for what is none, or is not clear.

    A number up to 1 is the part of a whole, as spreadsheets keep 60%, unless the header says that percents stand there.
    """
    if not isinstance(cell, int | float) or isinstance(cell, bool):
        share = share_typed(str(cell))
        return share if isinstance(share, int) else None
    number = Decimal(repr(cell))
    if number == 0:
        return 0
    if number <= 1:
        if _PERCENT.search(header):
            return None
        number *= 100
    share = int((number * 100).to_integral_value())
    exact = abs(number * 100 - share) < Decimal("0.000001")  # 0.29 × 100 is not quite 29 in a spreadsheet
    return share if exact and 0 < share <= WHOLE else None


def share_of(part: Money, whole: Money) -> int | None:
    """The share that a part is of a receipt; None where no share in hundredths of a percent gives it to the last 分."""
    if part.currency is not whole.currency or not 0 < abs(part.minor) <= abs(whole.minor):
        return None
    share = (abs(part.minor) * WHOLE * 2 + abs(whole.minor)) // (abs(whole.minor) * 2)
    return share if share and outside_part(abs(whole.minor), share) == abs(part.minor) else None


def share_cell(share: int | None) -> str | int | float | None:
    """A share as a book of ours has it: in percent, and with its sign where it could be taken for the part of one."""
    if share is None:
        return None
    if share <= WHOLE // 100:
        return share_text(share) if share else 0
    return share // 100 if share % 100 == 0 else share / 100


def says_nothing(cell: object) -> bool:
    """Whether a cell says nothing of a share or a form: it is empty, or says so."""
    return not isinstance(cell, int | float) and is_empty(cell)
