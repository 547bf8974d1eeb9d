"""What was entered too late, and what reaches too little for its land: worked out by hand, with the reasons."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.office.build import WAN, YI, Slice, made, on, put
from tests.office.figures.test_inexact import actual
from tests.office.journal.test_undo import sure
from tests.office.rulesets import rules
from tracker.domain.money import Mark, Money
from tracker.domain.money_form import MoneyForm
from tracker.domain.reasons import Nowhere
from tracker.domain.rules_words import NO_INDICATOR
from tracker.domain.stages import Stage
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.journal.undo import undo
from tracker.office.project.changes import void_change
from tracker.office.project.moves import correct
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.project.signings import sign_again
from tracker.store.tables import Receipt
from tracker.words.catalogue import words
from tracker.words.figures import why_not

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.office.desk import Desk

pytestmark = pytest.mark.both_databases

LATE = """
[[indicators]]
key = "in_time"
label = { zh = "及时签约" }
unit = "个"
kind = "milestone"
stage = "signed"
entered_within = 30

[[indicators]]
key = "money"
label = { zh = "及时到资" }
unit = "万元"
kind = "receipts"
entered_within = 30
"""
PER_MU = """
[[indicators]]
key = "dense"
label = { zh = "亩均达标" }
unit = "个"
kind = "milestone"
stage = "signed"
at_least_per_mu = { fixed_investment = "300万元" }

[exchange]
USD = 7
"""


def why(desk: Desk, key: str, more: str) -> dict[str, str]:
    """The projects that do not count, with the reason."""
    proof = explain(desk, 2023, key, ruleset=rules(more=more))
    assert isinstance(proof, Explanation)
    return {one.name: why_not(one, words()) for one in proof.not_counted}


def test_what_was_entered_late_does_not_count(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2023, 7, 30, 15, 59, tzinfo=UTC)  # a minute before midnight in the office
    put(desk,
        made("及时", "2023-01-01", "2023-06-30", receipts=(
            Slice(on("2023-06"), 100 * WAN), Slice(on("2023-01-05"), 7))),
        # a month counts from its last day, the second ten days from the 20th
        made("月份", "2023-01-01", "2023-06"), made("旬", "2023-01-01", "2023-06D2"),
        made("迟", "2023-01-01", "2023-06-29", receipts=(
            Slice(on("2023-06-29"), 5 * WAN), Slice(on("2023-07-01"), -2 * WAN))))
    assert why(desk, "in_time", LATE) == {"旬": "签约之后 30 天之内没有录入", "迟": "签约之后 30 天之内没有录入"}
    figures = rollup(desk, 2023, ruleset=rules(more=LATE))
    # what went back is taken off whenever it was entered
    assert (actual(figures, "in_time"), actual(figures, "money")) == ("2", "98")
    assert why(desk, "money", LATE) == {"月份": "没有到资", "旬": "没有到资"}
    clock.at = datetime(2023, 7, 30, 16, 0, tzinfo=UTC)  # and now it is the 31st
    put(desk, made("隔日", "2023-01-01", "2023-06-30"))
    assert why(desk, "in_time", LATE)["隔日"] == "签约之后 30 天之内没有录入"
    # a corrected day was entered when the milestone first was
    clock.at = datetime(2023, 12, 1, tzinfo=UTC)
    sure(correct(desk, "及时", Stage.SIGNED, day=on("2023-07-15"), reason="合同写的是 7 月 15 日"))
    assert "及时" not in why(desk, "in_time", LATE)


def test_of_equal_instalments_each_is_entered_on_its_own(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2023, 7, 10, tzinfo=UTC)
    put(desk, made("甲", "2023-01-01", "2023-06-29", receipts=(Slice(on("2023-06-29"), 100 * WAN),)))
    clock.at = datetime(2023, 12, 1, tzinfo=UTC)
    sure(add_receipt(desk, "甲", on("2023-08-01"), Money(100 * WAN)))
    assert actual(rollup(desk, 2023, ruleset=rules(more=LATE)), "money") == "100"


@pytest.mark.story(keep=1)
def test_of_several_reasons_why_money_is_in_no_figure_one_is_told_that_is_so(desk: Desk, clock: Clock) -> None:
    """Late, of another form and without paper, in every combination."""
    asked = LATE.split("[[indicators]]")[2] + 'receipt_form = ["cash"]\nevidence = [["bank_slip"]]\n'
    chosen = rules(more="\n[[indicators]]" + asked)
    chosen = chosen.model_copy(update={"indicators": tuple(one for one in chosen.indicators if one.key == "money")})
    told = {}
    for moment, late in ((datetime(2023, 7, 1, tzinfo=UTC), "in time"), (datetime(2023, 12, 1, tzinfo=UTC), "late")):
        clock.at = moment
        for form in (MoneyForm.CASH, MoneyForm.LAND):
            for proof in ("bank_slip", ""):
                name = f"{late}, {form}, {proof or 'no paper'}"
                put(desk, made(name, "2023-01-01", receipts=(Slice(on("2023-06-29"), WAN, form=form, proof=proof),)))
                proven = explain(desk, 2023, NO_INDICATOR, ruleset=chosen)
                assert isinstance(proven, Explanation)
                told |= {one.name: one.facts[0].nowhere[0].value for one in proven.counted if one.facts[0].nowhere}
    assert told == {
        "in time, cash, no paper": "no_evidence", "in time, land, bank_slip": "form", "in time, land, no paper": "form",
        "late, cash, bank_slip": "entered_late", "late, cash, no paper": "entered_late",
        "late, land, bank_slip": "entered_late", "late, land, no paper": "entered_late"}


def test_money_whose_paper_came_too_late_lacks_the_paper_that_was_asked_for(desk: Desk, clock: Clock) -> None:
    asked = LATE.split("[[indicators]]")[2].replace("entered_within = 30", 'evidence = [["bank_slip"]]') + \
        'papers_by = "07-10"\n'
    chosen = rules(more="\n[[indicators]]" + asked)
    chosen = chosen.model_copy(update={"indicators": tuple(one for one in chosen.indicators if one.key == "money")})
    for day, proof in ((1, ""), (5, "bank_slip"), (20, "bank_slip")):
        clock.at = datetime(2023, 7, day, tzinfo=UTC)
        put(desk, made(f"{day}日", "2023-01-01", receipts=(Slice(on("2023-06-29"), WAN, proof=proof),)))
    proven = explain(desk, 2023, NO_INDICATOR, ruleset=chosen)
    assert isinstance(proven, Explanation)
    assert {one.name: one.facts[0].nowhere for one in proven.counted} == {
        "1日": (Nowhere.NO_EVIDENCE, ""), "20日": (Nowhere.NO_EVIDENCE, "")}


def test_void_money_speaks_only_for_what_took_its_place(desk: Desk, clock: Clock) -> None:
    """What was void by then, of the same day or period; not another instalment of the same amount."""
    clock.at = datetime(2023, 2, 1, tzinfo=UTC)
    put(desk, made("甲", "2023-01-01", "2023-01-20", receipts=(
        Slice(on("2023-01-20"), 100 * WAN), Slice(on("2023-01"), 7 * WAN))))
    clock.at = datetime(2023, 12, 1, tzinfo=UTC)
    sure(add_receipt(desk, "甲", on("2023-08-01"), Money(100 * WAN)))  # late, and as much as the first
    first, vague = 1, 2
    sure(void_receipt(desk, first, "退回"))
    sure(void_receipt(desk, vague, "按进账单"))
    assert actual(rollup(desk, 2023, ruleset=rules(more=LATE)), "money") == "0"
    sure(add_receipt(desk, "甲", on("2023-01-20"), Money(100 * WAN), form=MoneyForm.CASH))
    sure(add_receipt(desk, "甲", on("2023-01-31"), Money(7 * WAN)))
    assert actual(rollup(desk, 2023, ruleset=rules(more=LATE)), "money") == "107"


def test_what_is_void_later_speaks_for_nothing_before(desk: Desk, clock: Clock) -> None:
    """Two slips of one day and amount, one of them late: a figure of March is the same when the other is void in June.
    """
    chosen, march = rules(more=LATE), datetime(2023, 3, 31, tzinfo=UTC)
    clock.at = datetime(2023, 2, 1, tzinfo=UTC)
    put(desk, made("甲", "2023-01-01", "2023-01-20", receipts=(Slice(on("2023-01-20"), 100 * WAN),)))
    clock.at = datetime(2023, 3, 20, tzinfo=UTC)
    sure(add_receipt(desk, "甲", on("2023-01-20"), Money(100 * WAN), note="第二笔"))
    clock.at = march
    before = rollup(desk, 2023, ruleset=chosen)
    assert actual(before, "money") == "100"
    clock.at = datetime(2023, 6, 10, tzinfo=UTC)
    sure(void_receipt(desk, 1, "重复"))
    assert actual(rollup(desk, 2023, until=before.until, as_of=march, ruleset=chosen), "money") == "100"


def test_what_corrects_a_receipt_was_entered_when_that_first_was(desk: Desk, clock: Clock) -> None:
    """However often, and whatever day and amount it says by then."""
    clock.at = datetime(2023, 2, 1, tzinfo=UTC)
    put(desk, made("甲", "2023-01-01", "2023-01-20", receipts=(Slice(on("2023-01-20"), 100 * WAN),)))
    clock.at = datetime(2023, 12, 1, tzinfo=UTC)
    with desk.unit() as unit:
        row = unit.session.get_one(Receipt, 1)
        for day, minor in ((date(2023, 1, 25), 80 * WAN), (date(2023, 1, 12), 90 * WAN)):
            row = unit.append(Receipt, unit.entry("test"), instead_of=row, project_id=row.project_id, received_on=day,
                              amount_minor=minor)
    assert actual(rollup(desk, 2023, ruleset=rules(more=LATE)), "money") == "90"


def test_a_signing_that_does_not_stand_speaks_for_no_other(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2023, 3, 1, tzinfo=UTC)
    put(desk, made("甲", "2021-01-01", "2022-02-01", terminated="2022-12-01", contract_minor=YI))
    first = sure(sign_again(desk, "甲", {"investor": "丙公司"}, on("2023-02-10"), reason="丙公司接手"))
    sure(void_change(desk, first, "没有签成"))
    clock.at = datetime(2023, 11, 1, tzinfo=UTC)
    sure(sign_again(desk, "甲", {"investor": "丁公司"}, on("2023-06-10"), reason="丁公司接手"))
    late = '\n[signed]\nagain = "latest"\n' + LATE
    assert why(desk, "in_time", late) == {"甲": "签约之后 30 天之内没有录入"}
    sure(undo(desk, "不对"))
    sure(sign_again(desk, "甲", {"investor": "丙公司"}, on("2023-02-10"), reason="还是签了"))
    assert why(desk, "in_time", late) == {}


def test_a_later_signing_is_entered_on_its_own(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2023, 3, 1, tzinfo=UTC)
    put(desk, *(made(name, "2021-01-01", "2022-02-01", terminated="2022-12-01", contract_minor=YI)
                for name in ("及时", "迟")))
    sure(sign_again(desk, "及时", {"investor": "丙公司"}, on("2023-02-10"), reason="丙公司接手"))
    clock.at = datetime(2023, 8, 1, tzinfo=UTC)
    sure(sign_again(desk, "迟", {"investor": "丙公司"}, on("2023-02-10"), reason="丙公司接手"))
    assert why(desk, "in_time", '\n[signed]\nagain = "latest"\n' + LATE) == {"迟": "签约之后 30 天之内没有录入"}


def test_thresholds_for_each_mu_of_land(desk: Desk) -> None:
    put(desk,
        made("正好", "2023-01-01", "2023-02-01", fixed_minor=9990 * WAN, land_mu="33.3"),
        made("差一分", "2023-01-01", "2023-02-01", fixed_minor=9990 * WAN - 1, land_mu="33.3"),
        made("不到", "2023-01-01", "2023-02-01", fixed_minor=9990 * WAN, land_mu="33.3", fixed_mark=Mark.UNDER),
        # 1427.15万美元 are 9990.05万元 at 7
        made("美元", "2023-01-01", "2023-02-01", fixed_minor=142715 * WAN // 100, land_mu="33.3", fixed_currency="USD"),
        made("港元", "2023-01-01", "2023-02-01", fixed_minor=3 * YI, land_mu="33.3", fixed_currency="HKD"),
        made("无地", "2023-01-01", "2023-02-01", fixed_minor=3 * YI), made("零亩", "2023-01-01", "2023-02-01",
                                                                        fixed_minor=3 * YI, land_mu="0"),
        made("无额", "2023-01-01", "2023-02-01", land_mu="10"))
    assert why(desk, "dense", PER_MU) == {
        "差一分": "每亩固定资产投资低于300万元", "不到": "每亩固定资产投资低于300万元",
        "港元": "每亩固定资产投资低于300万元",
        "无地": "没有填用地（亩）", "零亩": "没有填用地（亩）", "无额": "没有固定资产投资"}
    assert actual(rollup(desk, 2023, ruleset=rules(more=PER_MU)), "dense") == "2"
