"""What came of projects: recorded once, void with a reason, in the past as it was, and in figures that ask for it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.conftest import Clock
from tests.office.build import WAN, Slice, made, on, put
from tests.office.figures.test_inexact import actual
from tests.office.journal.test_undo import SHIP, shipyard, sure
from tests.office.rulesets import rules
from tracker.domain.currency import Currency
from tracker.domain.money import Mark, Money
from tracker.domain.reasons import Fault
from tracker.domain.results import People, ResultKind
from tracker.domain.rules import RulesetError
from tracker.office.desk import Desk
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.figures.subtotals import sub_totals
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.past import past_desk
from tracker.office.project.detail import Detail, detail
from tracker.office.project.moves import terminate
from tracker.office.project.results import add_result, void_result
from tracker.office.project.typed import result_typed
from tracker.office.verify import verify
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.figures import why_not
from tracker.words.results import result_line
from tracker.words.sentences import sentence

pytestmark = pytest.mark.both_databases

RESULTS = """
[[indicators]]
key = "invested"
label = { zh = "完成投资" }
unit = "亿元"
kind = "results"
result = "invested"
currency = ["CNY", "USD"]

[[indicators]]
key = "in_statistics"
label = { zh = "入统" }
unit = "个"
kind = "results"
result = "in_statistics"
reached = ["started"]

[[indicators]]
key = "producing_above"
label = { zh = "投产且入规" }
unit = "个"
kind = "milestone"
stage = "producing"
has = ["above_scale"]

[[indicators]]
key = "large_tax"
label = { zh = "纳税大户" }
unit = "个"
kind = "milestone"
stage = "signed"
at_least = { tax_in_year = "100万元", invested = "3000万元" }

[[indicators]]
key = "both"
label = { zh = "合计" }
unit = "亿元"
kind = "sum"
of = ["invested", "out_of_province"]

[exchange]
USD = 7
"""


def told(outcome: Done[int] | Refused) -> list[str]:
    assert isinstance(outcome, Refused), outcome
    return [sentence(reason, words()) for reason in outcome.reasons]


def test_what_happens_once_is_recorded_once_and_a_period_is_not_added_up_twice(desk: Desk) -> None:
    shipyard(desk)
    yi = Money(3000 * WAN)
    first = sure(add_result(desk, SHIP, ResultKind.IN_STATISTICS, on("2023-06-05")))
    assert told(add_result(desk, SHIP, ResultKind.IN_STATISTICS, on("2023-06-06"))) == [
        f"已有同一天或同一时期的“入统”（第 {first} 号），会重复相加；有误先作废那一笔；确是另一笔，用备注区分"]
    quarter = sure(add_result(desk, SHIP, ResultKind.INVESTED, on("2023Q1"), yi))
    assert told(add_result(desk, SHIP, ResultKind.INVESTED, on("2023-02"), yi))[0].startswith("已有同一天或同一时期")
    sure(add_result(desk, SHIP, ResultKind.INVESTED, on("2023-02"), yi, note="设备款，不在季度数内"))
    sure(add_result(desk, SHIP, ResultKind.INVESTED, on("2023-02"), Money(5 * WAN, Currency.USD)))
    assert [one[:7] for one in told(add_result(desk, SHIP, ResultKind.IN_STATISTICS, on("2023-06-05"), yi))] == [
        "“入统”没有金", "已有同一天或同"]
    assert told(add_result(desk, SHIP, ResultKind.TAX, on("2023-05"))) == [
        "“税收”要写金额，大于零；写这一时期的数，不写累计数，如 3000万元"]
    assert told(add_result(desk, SHIP, ResultKind.TAX, on("2023-05-01"), yi))[0].startswith("“税收”是一段时期的数")
    assert told(add_result(desk, SHIP, ResultKind.INVESTED, on("2033-05"), yi))[0].startswith("日期 2033-05 在今天")
    assert told(void_result(desk, quarter, "")) == ["没有写理由；写明理由，理由会留在记录里"]
    sure(void_result(desk, quarter, "弄错了"))
    assert told(void_result(desk, quarter, "弄错了")) == [f"第 {quarter} 号成效已作废；无需再做"]
    sure(undo(desk, "没有弄错"))
    shown = detail(desk, SHIP)
    assert isinstance(shown, Detail)
    assert sorted((one.what.value, str(one.day)) for one in shown.results) == [
        ("in_statistics", "2023-06-05"), ("invested", "2023-02"), ("invested", "2023-02"), ("invested", "2023Q1")]
    past = past_desk(desk, date(2023, 3, 1), None)
    then = detail(past, SHIP)
    assert isinstance(then, Detail)
    assert [one.what.value for one in then.results if one.what is ResultKind.IN_STATISTICS] == []
    past.store.close()
    assert verify(desk).is_sound


def test_all_that_is_wrong_is_named_at_once_and_a_lead_has_no_results(desk: Desk) -> None:
    shipyard(desk)
    day, period, amount = told(result_typed(desk, SHIP, ResultKind.TAX, "2033-01-02", "一些", "", None))
    assert day == "日期 2033-01-02 在今天（2023-12-31）之后；填写已经发生的日期"
    assert period == "“税收”是一段时期的数，2033-01-02 是一天；写月份、季度或年度，如 2023-06、2023年三季度、2023"
    assert amount.startswith("“一些”")
    put(desk, made("乙", "2023-05-01"))
    assert told(add_result(desk, "乙", ResultKind.JOBS, on("2023-04-30"))) == [
        "项目还没有签约，不会有用工；先推进到签约；是别的项目的，写那个项目",
        "日期 2023-04-30 早于项目的线索日期 2023-05-01；核对日期；线索日期有误请先更正线索阶段",
        "“用工”是一段时期的数，2023-04-30 是一天；写月份、季度或年度，如 2023-06、2023年三季度、2023",
        "“用工”要写人数，大于零；写这一时期新招用的人数，不写累计数，如 120"]


JOBS = """
[[indicators]]
key = "jobs"
label = { zh = "新增用工" }
unit = "人"
kind = "results"
result = "jobs"

[[indicators]]
key = "jobs_of_started"
label = { zh = "开工项目用工" }
unit = "人"
kind = "results"
result = "jobs"
reached = ["signed"]

[[indicators]]
key = "employers"
label = { zh = "用工大户" }
unit = "个"
kind = "milestone"
stage = "signed"
at_least = { jobs_in_year = 100, jobs = 150 }

[[indicators]]
key = "twice"
label = { zh = "合计" }
unit = "人"
kind = "sum"
of = ["jobs", "jobs_of_started"]
"""


@pytest.mark.story(keep=1)
def test_jobs_are_added_up_and_asked_for(desk: Desk) -> None:
    put(desk, made("甲", "2021-01-01", "2023-02-01", park="高新区"), made("乙", "2021-01-01", "2023-02-01"))
    for name, day, typed in (("甲", "2022", "60人"), ("甲", "2023-03", "80"), ("甲", "2023Q2", "1,040 名"),
                             ("乙", "2023-03", "120")):
        sure(result_typed(desk, name, ResultKind.JOBS, day, typed, "", None))
    again = told(result_typed(desk, "甲", ResultKind.JOBS, "2023-04", "30", "", None))
    assert again[0].startswith("已有同一天或同一时期")
    for typed in ("3000万元", "0", "很多", "不少于30"):
        (wrong,) = told(result_typed(desk, "甲", ResultKind.JOBS, "2023-09", typed, "", None))
        assert wrong.startswith(f"“{typed}”不是")
    assert told(add_result(desk, "甲", ResultKind.TAX, on("2023-05"), People(5)))[0].startswith("“税收”要写金额")
    chosen = rules(more=JOBS)
    shown = rollup(desk, 2023, ruleset=chosen)
    assert [actual(shown, key) for key in ("jobs", "employers", "twice")] == ["1240", "1", "2480"]
    assert actual(rollup(desk, 2023, until=date(2023, 4, 30), ruleset=chosen), "jobs") == "200"
    proof = explain(desk, 2023, "jobs", ruleset=chosen)
    assert isinstance(proof, Explanation)
    assert {one.name: one.share for one in proof.counted} == {"甲": "1120", "乙": "120"}
    large = explain(desk, 2023, "employers", ruleset=chosen)
    assert isinstance(large, Explanation)
    assert [why_not(one, words()) for one in large.not_counted] == ["累计用工不足150 人"]
    (parks,) = sub_totals(desk, 2023, ["park"], ruleset=chosen)
    assert {park: row["jobs"].actual for park, row in parks.rows.items()} == {"高新区": "1120", "": "120"}
    page = detail(desk, "甲")
    assert isinstance(page, Detail)
    assert [result_line(one, Lang.ZH) for one in page.results] == ["用工 60 人", "用工 80 人", "用工 1040 人"]
    assert verify(desk).is_sound


def test_people_and_projects_are_not_added_up() -> None:
    with pytest.raises(RulesetError) as error:
        rules(more=JOBS.replace('["jobs", "jobs_of_started"]', '["jobs", "employers"]'))
    assert [(one.place, one.code, one.value) for one in error.value.problems] == [
        ("indicators[12]", Fault.OTHER_MEASURE, "employers")]


def office(desk: Desk) -> None:
    """Three projects that started, one that did not; what came of each."""
    put(desk,
        made("甲", "2021-01-01", "2023-02-01", "2023-02-02", "2023-02-03", "2023-03-01", "2023-06-01",
             origin="out_of_province", receipts=(Slice(on("2023-04-10"), 5000 * WAN),)),
        made("乙", "2021-01-01", "2022-02-01", "2022-02-02", "2022-02-03", "2022-03-01", "2023-05-01"),
        made("丙", "2021-01-01", "2023-02-01"),
        made("丁", "2021-01-01", "2023-02-01"))
    for name, what, day, minor, currency in (
            ("甲", ResultKind.INVESTED, "2022-12", 9000 * WAN, Currency.CNY),
            ("甲", ResultKind.INVESTED, "2023Q1", 3000 * WAN, Currency.CNY),
            ("甲", ResultKind.INVESTED, "2023-06-30", 100 * WAN, Currency.USD),
            ("甲", ResultKind.TAX, "2022", 60 * WAN, Currency.CNY),
            ("甲", ResultKind.TAX, "2023", 100 * WAN, Currency.CNY),
            ("乙", ResultKind.INVESTED, "2023", 2000 * WAN, Currency.CNY),
            ("乙", ResultKind.TAX, "2023H1", 99 * WAN, Currency.CNY),
            ("丁", ResultKind.INVESTED, "2023-07-01", 700 * WAN, Currency.HKD),
            ("丁", ResultKind.TAX, "2023H1", 300 * WAN, Currency.CNY)):
        sure(add_result(desk, name, what, on(day), Money(minor, currency)))
    for name, what, day in (
            ("甲", ResultKind.IN_STATISTICS, "2023-04-01"), ("乙", ResultKind.IN_STATISTICS, "2022-04-01"),
            ("丙", ResultKind.IN_STATISTICS, "2023-04-01"), ("乙", ResultKind.ABOVE_SCALE, "2023-12")):
        sure(add_result(desk, name, what, on(day)))


def test_figures_of_results_by_hand(desk: Desk) -> None:
    office(desk)
    chosen = rules(more=RESULTS)
    figures = {one.key: one for one in rollup(desk, 2023, ruleset=chosen).indicators}
    # 3000 + 700 (100万美元 at 7) of 甲, 2000 of 乙; Hong Kong dollars have no rate here
    assert figures["invested"].actual == "0.57"
    assert figures["invested"].counted == 2
    assert figures["invested"].as_json().get("coverage") is None
    assert (figures["in_statistics"].actual, figures["in_statistics"].not_counted) == ("1", 3)
    assert figures["producing_above"].actual == "1"  # 乙; 甲 produces and is not above scale
    assert figures["large_tax"].actual == "1"  # 甲: 100万元 in the year, 1.27亿元 in all; 丁 invested in HKD alone
    assert figures["both"].actual == "1.07"
    assert (figures["both"].counted, figures["both"].not_counted) == (2, 2)
    why = {}
    for key in ("invested", "in_statistics", "producing_above", "large_tax"):
        proof = explain(desk, 2023, key, ruleset=chosen)
        assert isinstance(proof, Explanation)
        assert proof.figure == figures[key].actual
        why[key] = {one.name: why_not(one, words()) for one in proof.not_counted}
    assert why == {
        "invested": {"丙": "没有完成投资的记录", "丁": "完成投资不是本指标的币种"},
        "in_statistics": {"乙": "入统在本年度之前", "丙": "截至 2023-12-31 还没有开工", "丁": "没有入统的记录"},
        "producing_above": {"甲": "截至 2023-12-31 还没有入规", "丙": "未投产", "丁": "未投产"},
        "large_tax": {"乙": "签约在本年度之前（2022-02-01）", "丙": "累计完成投资不足3000万元",
                      "丁": "累计完成投资不足3000万元"}}
    # up to the end of May the quarter is over, the year is not, June has not come
    until = date(2023, 5, 31)
    assert actual(rollup(desk, 2023, until=until, ruleset=chosen), "invested") == "0.3"
    proof = explain(desk, 2023, "invested", until=until, ruleset=chosen)
    assert isinstance(proof, Explanation)
    assert {one.name: why_not(one, words()) for one in proof.not_counted} == {
        "乙": "完成投资只知到月份、季度或年份，到截止日 2023-05-31 还没过完",
        "丙": "没有完成投资的记录", "丁": "完成投资不是本指标的币种"}
    assert proof.by_period == 1


@pytest.mark.story(keep=1)
def test_sub_totals_of_results_add_up(desk: Desk) -> None:
    office(desk)
    chosen = rules(more=RESULTS)
    months, quarters, origins = sub_totals(desk, 2023, ("month", "quarter", "origin"), ruleset=chosen)
    assert {at: row["invested"].actual for at, row in months.rows.items() if row["invested"].counted} == {
        "6": "0.07", "": "0.5"}
    assert {at: row["invested"].actual for at, row in quarters.rows.items() if row["invested"].counted} == {
        "1": "0.3", "2": "0.07", "": "0.2"}
    assert {at: (row["invested"].actual, row["in_statistics"].actual) for at, row in origins.rows.items()} == {
        "out_of_province": ("0.37", "1"), "": ("0.2", "0")}
    assert months.rows["6"]["both"].actual == "0.07"


def test_less_than_an_amount_is_told(desk: Desk) -> None:
    put(desk, made("甲", "2021-01-01", "2023-02-01"))
    sure(add_result(desk, "甲", ResultKind.INVESTED, on("2023-03"), Money(3000 * WAN, mark=Mark.UNDER)))
    figure = rollup(desk, 2023, ruleset=rules(more=RESULTS)).figure("invested")
    assert figure is not None
    assert (figure.actual, figure.under) == ("0.3", 1)


def test_results_outside_the_life_of_the_contract_are_taken_with_a_note(desk: Desk, clock: Clock) -> None:
    """Money may be told of the year before the signing, or of the months after an end: it is worth a look."""
    clock.at = datetime(2024, 12, 1, tzinfo=UTC)
    put(desk, made("甲", "2021-01-05", "2023-01-05"))

    def notes(day: str) -> list[str]:
        outcome = add_result(desk, "甲", ResultKind.OUTPUT, on(day), Money(WAN))
        assert isinstance(outcome, Done)
        return [note.code for note in outcome.notes]

    assert notes("2022") == ["result_before_signed"]
    assert notes("2023") == []
    sure(terminate(desk, "甲", on("2024-06-15"), "撤资"))
    assert notes("2024-06") == []
    assert notes("2024-07") == ["result_after_end"]
