"""In what form money came and how much of it is the outside investor's: worked out by hand, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.office.build import WAN, Slice, made, on, put
from tests.office.rulesets import rules
from tracker.domain.currency import Currency
from tracker.domain.money_form import MoneyForm, outside_part, share_text, share_typed
from tracker.domain.reasons import Reason
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.figures.subtotals import sub_totals
from tracker.words.catalogue import words
from tracker.words.figures import why_not

if TYPE_CHECKING:
    from tracker.office.desk import Desk

FORMS = """
[[indicators]]
key = "cash"
label = { zh = "现汇外资" }
unit = "万美元"
kind = "receipts"
receipt_form = ["cash"]

[[indicators]]
key = "outside"
label = { zh = "外方到资" }
unit = "万元"
kind = "receipts"
without_form = ["loan", "reinvested"]
outside_share = true
"""


@pytest.mark.both_databases
def test_forms_and_outside_shares_by_hand(desk: Desk) -> None:
    put(desk,
        made("甲", "2022-01-01", receipts=(
            Slice(on("2023-03-01"), 100 * WAN, Currency.USD, form=MoneyForm.CASH),
            Slice(on("2023-03-02"), 50 * WAN, Currency.USD, form=MoneyForm.EQUIPMENT),
            Slice(on("2023-04-01"), 1000 * WAN, outside=6000),
            # a third of 1分 more than 100万元: 33.33% of it is 333,300.003元, and counts as 333,300.00元
            Slice(on("2023-04-02"), 100 * WAN + 1, form=MoneyForm.LAND, outside=3333))),
        made("乙", "2022-01-01", receipts=(Slice(on("2023-03-01"), 200 * WAN, Currency.USD),
                                          Slice(on("2023-05-01"), 500 * WAN, form=MoneyForm.LOAN))),
        made("丙", "2022-01-01", receipts=(Slice(on("2023-03-01"), 30 * WAN, Currency.USD, form=MoneyForm.REINVESTED),
                                          Slice(on("2023-05-01"), 400 * WAN, outside=5000),
                                          Slice(on("2023-06-01"), -100 * WAN, outside=5000))))
    chosen = rules(more=FORMS)
    told = rollup(desk, 2023, ruleset=chosen)
    figures = {one.key: one for one in told.indicators}
    assert (figures["cash"].actual, figures["cash"].counted) == ("100", 1)
    # 600 + 33.33 of 甲, 200 - 50 of 丙; the loan of 乙 does not count
    assert (figures["outside"].actual, figures["outside"].counted) == ("783.33", 2)
    by_project = {}
    for key in ("cash", "outside"):
        proof = explain(desk, 2023, key, ruleset=chosen)
        assert isinstance(proof, Explanation)
        assert proof.figure == figures[key].actual
        by_project[key] = {**{one.name: one.share for one in proof.counted},
                           **{one.name: why_not(one, words()) for one in proof.not_counted}}
    assert by_project == {
        "cash": {"甲": "100", "乙": "到资没有填出资形式", "丙": "没有该类形式的到资：货币"},
        "outside": {"甲": "633.33", "乙": "没有该类形式的到资：货币、设备、土地房产、无形资产", "丙": "150"}}
    (months,) = sub_totals(desk, 2023, ["month"], ruleset=chosen)
    assert {at: row["outside"].actual for at, row in months.rows.items() if row["outside"].counted} == {
        "4": "633.33", "5": "200", "6": "-50"}
    # what no figure counts for its form alone has a line of its own
    only = chosen.model_copy(update={"indicators": tuple(one for one in chosen.indicators if one.key == "cash")})
    lines = {line.reason.value: line.projects for line in rollup(desk, 2023, ruleset=only).money.nowhere}
    assert lines == {"other_currency": 3, "form": 3}


@pytest.mark.parametrize(("typed", "share"), [
    ("60%", 6000), ("60", 6000), ("33.33％", 3333), ("100", 10_000), ("0.01%", 1), ("", None), ("６０％", 6000)])
def test_shares_as_they_are_typed(typed: str, share: int | None) -> None:
    assert share_typed(typed) == share
    if share is not None:
        assert share_typed(share_text(share)) == share


@pytest.mark.parametrize("typed", ["0", "100.01", "六成", "-5", "1.234%", "60%%", "0.6", "1"])
def test_what_is_no_share(typed: str) -> None:
    assert isinstance(share_typed(typed), Reason)


def test_parts_are_rounded_half_away_from_nothing() -> None:
    assert [outside_part(minor, 5000) for minor in (3, -3, 2, 1, -1, 0)] == [2, -2, 1, 1, -1, 0]
    assert outside_part(7, None) == 7
