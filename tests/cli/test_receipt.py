"""`sanxin receipt`: money in, and out again when it was recorded wrongly."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(("args", "minor", "currency"), [
    (("5000万元",), 5_000_000_000, "CNY"),
    (("5000", "--in-unit", "万元"), 5_000_000_000, "CNY"),
    (("0.5 亿",), 5_000_000_000, "CNY"),
    (("21.4万美元",), 21_400_000, "USD"),
    (("21.4", "--in-unit", "万", "--currency", "美元"), 21_400_000, "USD"),
    (("21.4万", "--currency", "usd"), 21_400_000, "USD"),
])
def test_amounts_are_read_as_people_write_them(sanxin: Run, signed: str, args: tuple[str, ...], minor: int,
                                              currency: str) -> None:
    amount = sanxin("receipt", "add", signed, *args, "--on", "2023-03-08", "--json").json["amount"]
    assert (amount["minor"], amount["currency"]) == (minor, currency)


def test_a_receipt_is_recorded_with_its_proof(sanxin: Run, signed: str) -> None:
    line = sanxin("receipt", "add", "万骏船舶", "5000万元", "--on", "2023-03-08", "--origin", "外资", "--note", "首笔",
                  "--evidence", "银行进账单:88").out
    assert line == "P0001 万骏船舶：已登记到资 5000万元（2023-03-08），第 1 号\n"
    (receipt,) = sanxin("project", "show", signed, "--json").json["receipts"]
    assert receipt["origin"] == "foreign"
    assert receipt["note"] == "首笔"
    assert [one["number"] for one in receipt["evidence"]] == ["88"]


def test_what_is_worth_a_look_is_noted_and_stops_nothing(sanxin: Run, signed: str) -> None:
    answer = sanxin("receipt", "add", signed, "6亿元", "--on", "2023-03-08")
    assert "已登记到资 6亿元" in answer.out
    assert answer.err.startswith("注意：累计到资 6亿元 超过合同金额 5.2亿元")
    notes = sanxin("receipt", "add", signed, "1亿元", "--on", "2023-03-09", "--json").json["notes"]
    assert [note["code"] for note in notes] == ["above_contract"]


def test_every_mistake_is_told_at_once(sanxin: Run, signed: str) -> None:
    codes = sanxin("receipt", "add", signed, "五千万贯", "--on", "2023-02-30", "--json", code=1).codes
    assert "no_such_date" in codes
    assert len(codes) == 2
    assert sanxin("receipt", "add", "没有", "1万元", "--json", code=1).codes == ["unknown_project"]
    assert sanxin("receipt", "add", signed, "1万元", "--on", "2999-1-1", "--json", code=1).codes == ["future_date"]
    assert "USD 美元" in sanxin("receipt", "add", signed, "1万", "--currency", "贝壳", code=2).err
    assert "out_of_province 境内省外" in sanxin("receipt", "add", signed, "1万元", "--origin", "天上", code=2).err


def test_the_same_slip_is_not_recorded_twice(sanxin: Run, signed: str) -> None:
    sanxin("receipt", "add", signed, "100万元", "--on", "2023-03-08")
    assert sanxin("receipt", "add", signed, "100万元", "--on", "2023-03-08", "--json", code=1).codes == [
        "duplicate_receipt"]
    sanxin("receipt", "add", signed, "100万元", "--on", "2023-03-08", "--note", "第二笔")


def test_a_receipt_is_made_void_with_a_reason(sanxin: Run, signed: str) -> None:
    sanxin("receipt", "add", signed, "100万元", "--on", "2023-03-08")
    assert sanxin("receipt", "void", "1", "--json", code=1).codes == ["no_reason"]
    assert sanxin("receipt", "void", "1", "--reason", "退款").out == "第 1 号到资记录已作废\n"
    assert sanxin("receipt", "void", "1", "--reason", "退款", "--json", code=1).codes == ["receipt_void"]
    assert sanxin("receipt", "void", "7", "--reason", "退款", "--json", code=1).codes == ["unknown_receipt"]
    assert "不是编号" in sanxin("receipt", "void", "七", "--reason", "退款", code=2).err
    assert sanxin("project", "show", signed, "--json").json["receipts"] == []


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "1.5"])
def test_a_number_no_row_can_have_is_a_usage_error(sanxin: Run, number: str) -> None:
    sanxin("receipt", "void", "--reason", "退款", "--", number, code=2)


@pytest.mark.parametrize(("amount", "more"), [("100万元", ("--currency", "USD")), ("100万美元", ("--currency", "CNY")),
                                              ("100万美元", ("--in-unit", "万元"))])
def test_two_currencies_for_one_amount_are_refused(sanxin: Run, signed: str, amount: str,
                                                   more: tuple[str, ...]) -> None:
    refused = sanxin("receipt", "add", signed, amount, *more, "--json", code=1)
    assert refused.codes == ["two_currencies"]
    assert sanxin("project", "show", signed, "--json").json["receipts"] == []


def test_a_currency_that_an_amount_names_too_is_no_second_one(sanxin: Run, signed: str) -> None:
    done = sanxin("receipt", "add", signed, "100万美元", "--currency", "USD", "--json").json
    assert done["amount"]["currency"] == "USD"


def test_a_negative_amount_is_told_in_a_sentence(sanxin: Run, signed: str) -> None:
    """The shell hands it on as an option; the officer learns what to do instead."""
    told = sanxin("receipt", "add", signed, "-5万", code=2).err
    assert "金额不能是负数（退回的资金用 sanxin receipt withdraw，记错的用 void 作废）" in told
    assert sanxin("receipt", "add", signed, "--json", "--", "-5万", code=1).codes == ["not_an_amount"]
    assert "金额不能是负数" not in sanxin("receipt", "add", signed, "5万", "--at", code=2).err


def test_money_that_went_back_leaves_the_figure_of_its_origin(sanxin: Run) -> None:
    """In a project that has no origin of its own, without one typed."""
    sanxin("project", "add", "甲", "--lead", "2023-01-05")
    sanxin("receipt", "add", "甲", "1000万元", "--on", "2023-03-08", "--origin", "境内省外")
    sanxin("receipt", "withdraw", "甲", "1000万元", "--on", "2023-09-01", "--reason", "撤资")
    money = next(one for one in sanxin("rollup", "2023", "--json").json["indicators"]
                 if one["key"] == "out_of_province")
    assert money["actual"] == "0"


def test_money_that_went_back(sanxin: Run, signed: str) -> None:
    sanxin("receipt", "add", signed, "500万元", "--on", "2023-03-08")
    line = sanxin("receipt", "withdraw", signed, "200万元", "--on", "2023-09-01", "--reason", "投资方减资",
                  "--evidence", "银行进账单:9").out
    assert line == "P0001 万骏船舶：已登记退回资金 200万元（2023-09-01），第 2 号\n"
    rows = sanxin("project", "show", signed, "--json").json["receipts"]
    assert [(row["kind"], row["amount"]["minor"], row["note"]) for row in rows] == [
        ("receipt", 500_000_000, ""), ("withdrawal", -200_000_000, "投资方减资")]
    page = sanxin("project", "show", signed).out
    assert "-200万元" in page
    assert "资金退回" in page
    assert "资金退回" in sanxin("journal").out
    money = next(one for one in sanxin("rollup", "2023", "--json").json["indicators"]
                 if one["key"] == "out_of_province")
    assert money["actual"] == "0.03"
    proof = sanxin("explain", "2023", "out_of_province").out
    assert "-200万元" in proof
    assert "资金退回" in proof
    assert sanxin("receipt", "withdraw", signed, "301万元", "--reason", "x", "--json", code=1).codes == ["overdrawn"]
    assert "到 2023-09-02 共退回 501万元，同一币种、同一来源只到资 500万元" in sanxin(
        "receipt", "withdraw", signed, "301万元", "--reason", "x", "--on", "2023-09-02", code=1).err
    assert sanxin("receipt", "withdraw", signed, "1万元", "--json", code=1).codes == ["no_reason"]
    sanxin("undo", "--reason", "没有退")
    assert [row["kind"] for row in sanxin("project", "show", signed, "--json").json["receipts"]] == ["receipt"]


def test_an_amount_too_large_is_told_as_such(sanxin: Run, signed: str) -> None:
    for move in (("add",), ("withdraw", "--reason", "退资")):
        told = sanxin("receipt", move[0], signed, "999999亿元", *move[1:], code=1).err
        assert "“999999亿元”太大" in told
    assert sanxin("target", "set", "2023", "境内省外资金", "999999亿元", "--json", code=1).codes == ["amount_too_large"]


def test_negative_amounts_are_spoken_of_only_where_an_amount_is_written(sanxin: Run) -> None:
    told = sanxin("rollup", "-1", code=2).err
    assert "以减号开头的会当作选项" in told
    assert "金额" not in told
    assert "金额不能是负数" in sanxin("target", "set", "2023", "foreign", "-5", code=2).err
