"""What counts only once a certain body recognised it, and what counts by any of several conditions: worked out by hand.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.office.build import WAN, YI, Came, Slice, made, on, put
from tests.office.figures.test_entered_and_per_mu import why
from tests.office.figures.test_inexact import actual
from tests.office.journal.test_undo import sure
from tests.office.rulesets import rules
from tracker.cli.shapes_figures import explanation
from tracker.domain.results import ResultKind
from tracker.domain.rules_words import NO_INDICATOR
from tracker.domain.stages import Stage
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.figures.tried import try_rules
from tracker.office.recognition.queue import awaiting
from tracker.office.recognition.recognise import recognise, send_back
from tracker.words import Lang
from tracker.words.rulesets import met_told

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.office.desk import Desk

pytestmark = pytest.mark.both_databases

BY_BODY = """
[[indicators]]
key = "by_body"
label = { zh = "市级认定签约" }
unit = "个"
kind = "milestone"
stage = "signed"
recognised_by = ["市商务局", "市发改委"]

[[indicators]]
key = "money"
label = { zh = "市级认定到资" }
unit = "万元"
kind = "receipts"
recognised_by = ["市商务局"]
"""
MAJOR = """
[[indicators]]
key = "major"
label = { zh = "重大项目" }
unit = "个"
kind = "milestone"
stage = "signed"
any_of = [
    { at_least = { arrived_in_year = "5000万元" } },
    { at_least = { tax_in_year = "100万元" }, has = ["above_scale"] },
]

[[indicators]]
key = "money"
label = { zh = "重大项目到资" }
unit = "万元"
kind = "receipts"
any_of = [{ only = { origin = ["foreign"] } }, { at_least = { contract_amount = "1亿元" } }]
"""

CONTRACT = {Stage.SIGNED: "contract"}


def test_only_what_one_of_some_bodies_recognised_counts(desk: Desk, clock: Clock) -> None:
    second = replace(desk, who="联络员02")
    paid = Slice(on("2023-03-01"), 100 * WAN, proof="bank_slip")
    proved = [replace(made(name, "2023-01-01", "2023-02-01", receipts=(paid,)), proofs=CONTRACT) for name in "甲乙丙丁"]
    put(desk, *proved,
        made("退", "2023-01-01", receipts=(Slice(on("2023-04-01"), -7 * WAN),)))
    clock.at = datetime(2024, 1, 5, tzinfo=UTC)
    for at, (name, body) in enumerate((("甲", "市商务局"), ("乙", "市 发改委"), ("丙", "县商务局")), start=1):
        sure(recognise(second, name, Stage.SIGNED, body))
        sure(recognise(second, name, at, body))
    assert why(desk, "by_body", BY_BODY) == {
        "丙": "签约没有经市商务局或市发改委认定", "丁": "签约没有经第二人认定", "退": "未签约"}
    figures = rollup(desk, 2023, ruleset=rules(more=BY_BODY))
    # the first receipt, less what went back, which needs nobody's word
    assert (actual(figures, "by_body"), actual(figures, "money")) == ("2", "93")
    assert why(desk, "money", BY_BODY) == {
        "乙": "到资没有经市商务局认定", "丙": "到资没有经市商务局认定", "丁": "到资没有经第二人认定"}
    sure(send_back(second, "甲", Stage.SIGNED, "合同没有盖章"))
    assert why(desk, "by_body", BY_BODY)["甲"] == "签约没有经第二人认定"


@pytest.mark.story(keep=1)
def test_the_past_is_counted_by_who_had_recognised_it_then(desk: Desk, clock: Clock) -> None:
    second, chosen = replace(desk, who="联络员02"), rules(more=BY_BODY)
    put(desk, replace(made("甲", "2023-01-01", "2023-02-01"), proofs=CONTRACT))
    clock.at = datetime(2024, 1, 5, tzinfo=UTC)
    sure(recognise(second, "甲", Stage.SIGNED, "市商务局"))
    clock.at = datetime(2024, 2, 5, tzinfo=UTC)
    sure(send_back(second, "甲", Stage.SIGNED, "合同没有盖章"))
    then = [datetime(2024, 1, 4, tzinfo=UTC), datetime(2024, 1, 6, tzinfo=UTC), None]
    assert [actual(rollup(desk, 2023, as_of=at, ruleset=chosen), "by_body") for at in then] == ["0", "1", "0"]


def test_what_waits_says_which_figures_count_it_only_once_recognised(desk: Desk, monkeypatch: pytest.MonkeyPatch
                                                                     ) -> None:
    monkeypatch.setattr("tracker.office.recognition.queue.rules_within", lambda *_: rules(more=BY_BODY))
    put(desk, made("甲", "2023-01-01", "2023-02-01", receipts=(Slice(on("2023-03-01"), WAN),)))
    waits = awaiting(desk, 2023)
    assert isinstance(waits, tuple)
    assert [one.asked_by for one in waits] == [("by_body",), ("money",)]


def test_one_of_several_conditions_is_enough(desk: Desk) -> None:
    """Money of the year, or tax of the year together with being above scale."""
    def taxed(minor: int, *more: Came) -> tuple[Came, ...]:
        return (Came(ResultKind.TAX, on("2023Q2"), minor), *more)

    scale = Came(ResultKind.ABOVE_SCALE, on("2023-06-01"))
    put(desk,
        made("钱", "2023-01-01", "2023-02-01", receipts=(Slice(on("2023-03-01"), 5000 * WAN),)),
        made("税", "2023-01-01", "2023-02-01", results=taxed(100 * WAN, scale)),
        made("两样", "2023-01-01", "2023-02-01", results=taxed(300 * WAN, scale),
             receipts=(Slice(on("2023-03-01"), YI),)),
        made("税无规上", "2023-01-01", "2023-02-01", results=taxed(100 * WAN)),
        made("都差", "2023-01-01", "2023-02-01", results=taxed(99 * WAN, scale),
             receipts=(Slice(on("2023-03-01"), 4999 * WAN),)),
        made("未签", "2023-01-01"))
    assert why(desk, "major", MAJOR) == {
        "税无规上": "几项条件一项也不满足：本年度到资不足5000万元；截至 2023-12-31 还没有入规",
        "都差": "几项条件一项也不满足：本年度到资不足5000万元；本年度税收不足100万元", "未签": "未签约"}
    proof = explain(desk, 2023, "major", ruleset=rules(more=MAJOR))
    assert isinstance(proof, Explanation)
    money, tax = "本年度到资不低于5000万元", "本年度税收不低于100万元、只计截至截止日已入规的项目"
    assert {one.name: met_told(one, Lang.ZH) for one in proof.counted} == {
        "钱": money, "税": tax, "两样": f"{money}；{tax}"}
    counted = {one["name"]: one["met"] for one in explanation(proof, Lang.ZH)["counted"]}
    assert counted["两样"] == [money, tax]


def test_of_money_too(desk: Desk) -> None:
    put(desk, *(made(name, "2023-01-01", "2023-02-01", origin=origin, contract_minor=minor,
                     receipts=(Slice(on("2023-03-01"), 10 * WAN),))
                for name, origin, minor in (("外", "foreign", WAN), ("大", "local", YI), ("小", "local", YI - 1),
                                            ("不详", None, None))))
    chosen = rules(more=MAJOR)
    assert actual(rollup(desk, 2023, ruleset=chosen), "money") == "20"
    assert why(desk, "money", MAJOR) == {
        "小": "几项条件一项也不满足：资金来源不属于：外资；合同金额低于1亿元",
        "不详": "几项条件一项也不满足：没有填资金来源；没有合同金额"}
    nowhere = explain(desk, 2023, NO_INDICATOR, ruleset=chosen.model_copy(update={"indicators": tuple(
        one for one in chosen.indicators if one.key == "money")}))
    assert isinstance(nowhere, Explanation)
    assert {one.name: one.facts[0].nowhere[0].value for one in nowhere.counted if one.facts[0].nowhere} == {
        "小": "no_fit", "不详": "no_fit"}


def test_a_draft_with_alternatives_is_tried_project_by_project(desk: Desk) -> None:
    put(desk, made("钱", "2023-01-01", "2023-02-01", receipts=(Slice(on("2023-03-01"), 5000 * WAN),)),
        made("无", "2023-01-01", "2023-02-01"))
    stricter = ('stage = "signed"\ndate = "occurred_on"\nmonthly = true', (
        'stage = "signed"\ndate = "occurred_on"\nmonthly = true\n'
        'any_of = [{ at_least = { arrived = "1000万元" } }, { reached = ["started"] }]'))
    tried = try_rules(desk, 2023, rules(stricter))
    [signed] = [one for one in tried.figures if one.key == "new_signed"]
    assert [(one.name, one.before.share, one.after.reason and one.after.reason.reason) for one in signed.projects] == [
        ("无", "1", "none_of")]
