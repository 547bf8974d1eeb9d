"""What a list of another office says of one year: the money of that year, and never that of all years."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.domain.counting_year import CountingYear
from tracker.domain.rules import ruleset_for
from tracker.ledger.listed import listed_in
from tracker.ledger.raw import BookSheet
from tracker.ledger.reading import ledger_of


@pytest.mark.parametrize("months_after", [0, -1, 6])
@pytest.mark.parametrize(("headers", "amount"), [
    (("历年累计到位资金（万元）", "2020年累计到位资金（万元）"), 300),
    (("2020年累计到位资金（万元）", "累计到位资金（万元）"), 900),
    (("历年累计到位资金（万元）", "备注"), None), (("2019年累计到位资金（万元）", "备注"), None),
    (("累计到位资金（万元）", "备注"), 900)])
def test_the_money_of_a_line_is_that_of_the_year_asked_about(months_after: int, headers: tuple[str, str],
                                                             amount: int | None) -> None:
    rows: list[list[object]] = [["招商引资到资情况表", "", "", ""], ["项目名称", "投资方", *headers],
                                ["甲厂", "甲公司", 900, 300]]
    ledger = ledger_of([BookSheet("表", rows=rows)], Path("a.xlsx"), today=date(2021, 3, 1))
    receipts = next(one for one in ruleset_for(2020, None).indicators if one.kind == "receipts")
    (line,) = listed_in(ledger, receipts, CountingYear(months_after).of(2020))
    assert [one.minor for one in line.amounts] == ([] if amount is None else [amount * 1_000_000])
