"""The form of money that arrived, and the outside investor's share of it, as receipts sheets write them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ledger.test_account import each, of
from tracker.domain.money_form import MoneyForm
from tracker.ledger.account import Fate
from tracker.ledger.rows import Ledger, NoteCode
from tracker.ledger.workbook import BookSheet

HEAD = ["项目名称", "到账日期", "到账金额（万元）"]


def receipts(*rows: list[Any], more: tuple[str, ...] = ("资金形式",)) -> Ledger:
    """A receipts sheet beside its projects."""
    ledger = of(
        BookSheet("项目", rows=[["项目名称", "投资方", "签约时间"], ["甲项目", "甲公司", "2023-01-02"]]),
        BookSheet("到资", rows=[[*HEAD, *more], *([f"甲项目{number}", f"2023-05-0{number}", 1000, *row]
                                                    for number, row in enumerate(rows, 1))]))
    for account in ledger.accounts:
        assert account.counts() == each(account)
    return ledger


@pytest.mark.parametrize("header", ["资金形式", "出资方式", "出资形式", "到资形式"])
@pytest.mark.parametrize(("said", "form"), [
    ("现金", MoneyForm.CASH), ("货币出资", MoneyForm.CASH), ("现汇", MoneyForm.CASH), ("进口设备", MoneyForm.EQUIPMENT),
    ("实物", MoneyForm.EQUIPMENT), ("土地使用权", MoneyForm.LAND), ("厂房", MoneyForm.LAND),
    ("知识产权", MoneyForm.INTANGIBLE), ("股东贷款", MoneyForm.LOAN), ("外债", MoneyForm.LOAN),
    ("利润再投资", MoneyForm.REINVESTED), ("/", None)])
def test_the_form_of_money(header: str, said: str, form: MoneyForm | None) -> None:
    (receipt,) = receipts([said], more=(header,)).receipts
    assert (receipt.form, receipt.note) == (form, "")


@pytest.mark.parametrize("said", ["现金、设备", "政府代付", "未定"])
def test_a_form_that_is_not_one_is_kept_in_the_note_and_named(said: str) -> None:
    ledger = receipts([said])
    (receipt,) = ledger.receipts
    assert (receipt.form, receipt.note) == (None, f"资金形式：{said}")
    assert [note.params["value"] for note in ledger.notes if note.code is NoteCode.FORM_UNCLEAR] == [said]
    assert ledger.accounts[1].of(1, 3) is Fate.NOTE


@pytest.mark.parametrize(("header", "cell", "share"), [
    ("外资占比", "60%", 6000), ("外资占比", 0.6, 6000), ("外资占比", 1, 10000), ("域外资金占比", 60, 6000),
    ("域外资金占比", "33.33％", 3333), ("外方比例（%）", 60, 6000), ("外方比例（%）", 33.33, 3333), ("外方占比",
                                                                                                     0.29, 2900),
    ("外资占比", 0, 0), ("外资占比", "—", None), ("外资占比", None, None)])
def test_the_outside_share(header: str, cell: object, share: int | None) -> None:
    ledger = receipts([cell], more=(header,))
    assert ([receipt.outside for receipt in ledger.receipts], ledger.problems) == ([share], ())


@pytest.mark.parametrize(("header", "cell"), [
    ("外资占比（%）", 0.6), ("外资占比", "0.6"), ("外资占比", "120%"), ("外资占比", 120), ("外资占比", -0.2),
    ("外资占比", "六成"), ("外资占比", 33.3333)])
def test_a_share_that_is_not_clear_is_a_problem_in_its_cell(header: str, cell: object) -> None:
    ledger = receipts([cell], more=(header,))
    assert [(one.code, one.sheet, one.row, one.column) for one in ledger.problems] == [("not_a_share", "到资", 2, "D")]
    assert ledger.receipts == ()


def test_the_outside_part_of_the_amount_is_a_share_where_it_is_exactly_one() -> None:
    ledger = receipts([600], [333.3], [0], more=("其中域外资金（万元）",))
    assert [(one.outside, one.note) for one in ledger.receipts] == [(6000, ""), (3333, ""), (0, "")]
    ledger = receipts([333.3333], more=("其中域外资金（万元）",))
    assert [(one.outside, one.note) for one in ledger.receipts] == [(None, "其中域外资金（万元）：333.3333")]
    assert [note.code for note in ledger.notes if "share" in note.code] == ["share_inexact"]
    ledger = receipts([1200], more=("其中域外资金（万元）",))
    assert [(one.code, one.variant, one.column) for one in ledger.problems] == [("not_a_share", "part", "D")]


def test_a_share_and_a_part_that_do_not_agree_are_both_kept_and_named() -> None:
    ledger = receipts(["60%", 600], ["50%", 600], ["60%", 0], ["60%", "见附件"], [0, 0],
                      more=("外资占比", "其中域外资金（万元）"))
    assert [(one.outside, one.note) for one in ledger.receipts] == [
        (6000, ""), (5000, "其中域外资金（万元）：600"), (6000, "其中域外资金（万元）：0"),
        (6000, "其中域外资金（万元）：见附件"), (0, "")]
    assert [note.params["rows"] for note in ledger.notes if note.code is NoteCode.SHARE_INEXACT] == [(3,), (4,), (5,)]
