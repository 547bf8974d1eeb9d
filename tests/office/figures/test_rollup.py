"""The year's figures: what counts, when, as known when, and the same on both databases."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from tests.office.build import WAN, YI, Slice, in_place, made, on, put, with_recognised
from tests.office.rulesets import MORE, rules, some_projects
from tracker.domain.money import Currency, Money
from tracker.domain.recognising import Verdict
from tracker.domain.rules import Ruleset
from tracker.domain.stages import STAGES, Stage
from tracker.office.desk import Desk
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.figures import Coverage
from tracker.office.figures.rollup import rollup
from tracker.office.figures.targets import set_target
from tracker.office.outcome import Refused
from tracker.store.tables import Evidence, Milestone, Profile, Receipt, Recognition
from tracker.words import Lang
from tracker.words.figures import (
    beside_line,
    every_proof_text,
    figure_notes,
    nowhere_lines,
    proof_text,
    without_day_lines,
)

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.store.engine import Store

pytestmark = pytest.mark.both_databases


def actual(desk: Desk, key: str, ruleset: Ruleset | None = None, **asked: Any) -> str:
    figure = rollup(desk, 2023, ruleset=ruleset, **asked).figure(key)
    assert figure is not None
    return figure.actual


def text(desk: Desk, **asked: Any) -> str:
    return json.dumps(rollup(desk, 2023, **asked).as_json(), ensure_ascii=False)


def test_an_empty_office_has_every_figure_at_nought(desk: Desk) -> None:
    figures = rollup(desk, 2023).as_json()
    assert list(figures) == ["year", "place", "sample", "until", "as_of", "time_progress", "ruleset", "head",
                           "indicators", "money", "conversion", "by_stage", "new_by_month"]
    assert (figures["place"], figures["until"], figures["time_progress"]) == ("", "2023-12-31", "100%")
    assert figures["indicators"][0] == {
        "key": "new_signed", "label": "新签约", "unit": "个", "target": None, "actual": "0", "rate": None,
        "ahead": None, "light": None, "counted": 0, "not_counted": 0,
        "coverage": {"numbered": 0, "filed": 0, "recognised": 0}}
    assert figures["money"] == {"receipts": 0, "money": [], "counted": {"receipts": 0, "money": []},
                                "in_no_indicator": []}
    assert figures["conversion"][0] == {"key": "registered", "numerator": 0, "denominator": 0, "rate": None}
    assert figures["by_stage"] == dict.fromkeys([*STAGES, "terminated"], 0)
    assert figures["new_by_month"] == {key: [0] * 12 for key in ("new_signed", "new_started", "new_producing")}


def test_money_without_an_origin_is_named_where_no_figure_counts_it(desk: Desk) -> None:
    """Money of 湘商回归 counts there whatever its origin; money of another year is no money of this one."""
    put(desk,
        made("甲", "2020-01-01", receipts=(Slice(on("2023-05-01"), 600 * WAN), Slice(on("2022-05-01"), 7 * WAN))),
        made("乙", "2020-01-01", receipts=(Slice(on("2023-06"), 400 * WAN), Slice(on("2023"), 5_000, Currency.USD))),
        made("丙", "2020-01-01", hunan_return=True, receipts=(Slice(on("2023-05-01"), 90 * WAN),)),
        made("丁", "2020-01-01", origin="local", receipts=(Slice(on("2023-05-01"), 80 * WAN),)))
    figures = rollup(desk, 2023)
    assert figures.without_origin is not None
    assert (figures.without_origin.projects, dict(figures.without_origin.money)) == (
        2, {Currency.CNY: 1000 * WAN, Currency.USD: 5_000})
    assert nowhere_lines(figures.money.lines, Lang.ZH) == (
        "2 个项目 1000万元，50美元没有填资金来源，未计入任何资金指标",
        "1 个项目 80万元没有指标计本地来源的这种货币，未计入任何资金指标")
    assert figures.as_json()["without_origin"] == {
        "projects": 2, "money": [{"minor": 1000 * WAN, "currency": "CNY"}, {"minor": 5_000, "currency": "USD"}]}
    proof = explain(desk, 2023, "out_of_province")
    assert isinstance(proof, Explanation)
    assert {one.name: one.reason.value for one in proof.not_counted} == {
        "甲": "no_origin", "乙": "no_origin", "丙": "no_origin", "丁": "other_origin"}
    assert proof.without_origin == figures.without_origin
    assert figure_notes(proof, Lang.ZH) == nowhere_lines(figures.money.lines, Lang.ZH)[:1]
    tagged = explain(desk, 2023, "hunan_return")
    assert isinstance(tagged, Explanation)
    assert tagged.without_origin is None
    assert rollup(desk, 2022).without_origin is not None
    assert rollup(desk, 2021).without_origin is None


def test_how_many_of_those_counted_are_proven_stands_beside_the_figure(desk: Desk, clock: Clock) -> None:
    """A document of another stage, of a project that is not counted or of a receipt proves nothing of the milestone."""
    first = clock.at
    numbers = put(desk, *(made(name, "2022-01-01", "2023-02-01", "2023-03-01") for name in "甲乙丙丁戊"),
                  made("己", "2021-01-01", "2022-02-01"))
    clock.at += timedelta(days=1)
    with desk.unit() as work:
        entry = work.entry("test")
        for number, stage, paper in (
                (0, "signed", {"number": "A-1"}), (0, "signed", {"number": "A-2"}), (1, "signed", {"sha256": "1" * 64}),
                (2, "signed", {}), (3, "registered", {"number": "A-3"}), (5, "signed", {"number": "A-4"})):
            work.append(Evidence, entry, project_id=numbers[number], stage=Stage(stage), kind="contract", **paper)
        for number, verdict, day in ((0, Verdict.RECOGNISED, 1), (1, Verdict.SENT_BACK, 1), (2, Verdict.RECOGNISED, 2)):
            work.append(Recognition, entry, project_id=numbers[number], verdict=verdict, stage=Stage.SIGNED,
                        happened_on=date(2023, 2, day), said_on=date(2023, 3, 1))
    figures = rollup(desk, 2023)
    signed = figures.indicators[0]
    assert (signed.key, signed.counted, signed.coverage) == ("new_signed", 5, Coverage(1, 1, 1))
    assert not signed.unproven
    assert (proof_text(signed), every_proof_text(signed)) == ("1/5", ("1", "1", "1", "5"))
    assert signed.as_json()["coverage"] == {"numbered": 1, "filed": 1, "recognised": 1}
    then = rollup(desk, 2023, as_of=first).indicators[0]
    assert (then.counted, then.coverage, then.unproven) == (5, Coverage(0, 0, 0), True)
    assert proof_text(then) == "0/5"


def test_money_of_a_project_is_proven_when_every_receipt_that_counts_is(desk: Desk) -> None:
    def bank(day: str, minor: int = WAN, proof: str = "", origin: str = "in_province") -> Slice:
        return Slice(on(day), minor, origin=origin, proof=proof and "bank_slip", number=proof)

    put(desk,
        made("甲", "2020-01-01", receipts=(bank("2023-01-01", proof="1"), bank("2023-02-01", proof="2"))),
        made("乙", "2020-01-01", receipts=(bank("2023-01-01", proof="3"), bank("2023-02-01"))),
        made("丙", "2020-01-01", receipts=(bank("2023-01-01", proof="4"), bank("2023-02-01", -5), bank("2022-02-01"))),
        made("丁", "2020-01-01", receipts=(bank("2023-01-01"), bank("2023-02-01", proof="5", origin="foreign"))),
        made("戊", "2020-01-01", receipts=(bank("2023-01-01"),)))
    figures = rollup(desk, 2023)
    assert [(one.key, one.counted, one.coverage) for one in figures.indicators if one.unit != "个" and one.counted] == [
        ("in_province", 5, Coverage(2, 0, None))]


NARROW = """
[[indicators]]
key = "large"
label = { zh = "大项目到资" }
unit = "万元"
kind = "receipts"
at_least = { contract_amount = "1亿元" }

[[indicators]]
key = "proven"
label = { zh = "有凭证的外资" }
unit = "万美元"
kind = "receipts"
receipt_origin = ["foreign"]
withdrawals = "left_out"
evidence = [["bank_slip"]]
"""


def test_money_that_no_indicator_counts_has_a_line_for_each_reason_with_the_receipts_behind_it(desk: Desk) -> None:
    put(desk,
        made("甲", "2020-01-01", receipts=(
            Slice(on("2023-05-01"), 10, Currency.HKD, "foreign"), Slice(on("2023-05-01"), 20, Currency.HKD))),
        made("乙", "2020-01-01", origin="foreign", receipts=(
            Slice(on("2023-03-01"), 300, Currency.USD), Slice(on("2023-03-02"), 400, Currency.USD, proof="bank_slip"),
            Slice(on("2023-04-01"), -50, Currency.USD), Slice(on("2022-04-01"), 7, Currency.USD))),
        made("丙", "2020-01-01", origin="in_province", receipts=(Slice(on("2023"), YI), Slice(on(""), 3 * WAN))),
        made("丁", "2020-01-01", origin="local", contract_minor=YI, receipts=(Slice(on("2023-06"), WAN),)))
    every = rules(more=NARROW)
    chosen = every.model_copy(update={"indicators": every.indicators[-2:]})
    figures = rollup(desk, 2023, ruleset=chosen)
    lines = [(line.key, line.projects, line.receipts, dict(line.money)) for line in figures.money.lines]
    assert lines == [
        ("no_indicator.no_origin", 1, 1, {Currency.HKD: 20}),
        ("no_indicator.other_currency.HKD", 1, 1, {Currency.HKD: 10}),
        ("no_indicator.withdrawn", 1, 1, {Currency.USD: -50}),
        ("no_indicator.no_evidence", 1, 1, {Currency.USD: 300}),
        ("no_indicator.no_fit", 1, 1, {Currency.CNY: YI}),
        ("no_indicator.unknown_day", 1, 1, {Currency.CNY: 3 * WAN})]
    assert (figures.money.receipts, dict(figures.money.money)) == (
        7, {Currency.CNY: YI + WAN, Currency.USD: 650, Currency.HKD: 30})
    assert figures.money.counted == (2, {Currency.CNY: WAN, Currency.USD: 400, Currency.HKD: 0})
    for line in figures.money.lines:
        proof = explain(desk, 2023, line.key, ruleset=chosen)
        assert isinstance(proof, Explanation)
        assert (proof.figure, proof.unit, len(proof.counted)) == (str(line.receipts), "笔", line.projects)
        facts = [fact for project in proof.counted for fact in project.facts]
        assert sum(fact.amount.minor for fact in facts if fact.amount) == sum(line.money.values())
        assert {fact.nowhere for fact in facts} == {(line.reason, line.of)}
    whole = explain(desk, 2023, "no_indicator", ruleset=chosen)
    assert isinstance(whole, Explanation)
    assert [(one.name, one.share) for one in whole.counted] == [("甲", "2"), ("乙", "2"), ("丙", "2")]
    assert whole.figure == str(sum(line.receipts for line in figures.money.lines)), "as many as are listed"
    assert isinstance(explain(desk, 2023, "no_indicator.rain", ruleset=chosen), Refused)


LEFT_OUT = """
[[indicators]]
key = "gross"
label = { zh = "到资（不冲减）" }
unit = "万元"
kind = "receipts"
withdrawals = "left_out"

[[indicators]]
key = "proven"
label = { zh = "有凭证的到资" }
unit = "万元"
kind = "receipts"
evidence = [["bank_slip"]]
"""


def test_money_that_went_back_is_taken_off_in_the_year_it_went_back(desk: Desk) -> None:
    """Line by line, whether a paper proves it or not; what was reported of the year before stays as it was."""
    put(desk,
        made("甲", "2020-01-01", origin="out_of_province", receipts=(
            Slice(on("2022-05-01"), 500 * WAN, proof="bank_slip"), Slice(on("2023-05-01"), 300 * WAN),
            Slice(on("2023-09-01"), -100 * WAN))),
        made("乙", "2020-01-01", origin="out_of_province", receipts=(
            Slice(on("2022-05-01"), 50 * WAN), Slice(on("2023-11"), -50 * WAN))))
    chosen = rules(more=LEFT_OUT)
    assert [actual(desk, key, chosen) for key in ("out_of_province", "gross", "proven")] == ["0.015", "300", "-150"]
    assert actual(desk, "out_of_province", chosen, until=date(2023, 8, 31)) == "0.03"
    before = rollup(desk, 2022, ruleset=chosen).figure("out_of_province")
    assert before is not None
    assert before.actual == "0.055"
    proof = explain(desk, 2023, "out_of_province", ruleset=chosen)
    assert isinstance(proof, Explanation)
    assert [(one.name, one.share, [(str(fact.day), fact.share, fact.amount) for fact in one.facts])
            for one in proof.counted] == [
        ("甲", "0.02", [("2023-05-01", "0.03", Money(300 * WAN)), ("2023-09-01", "-0.01", Money(-100 * WAN))]),
        ("乙", "-0.005", [("2023-11", "-0.005", Money(-50 * WAN))])]
    gross = explain(desk, 2023, "gross", ruleset=chosen)
    assert isinstance(gross, Explanation)
    assert [(one.name, one.reason.value) for one in gross.not_counted] == [("乙", "receipt_before")]
    alone = explain(desk, 2021, "gross", ruleset=chosen)
    assert isinstance(alone, Explanation)
    assert alone.counted == ()


def test_the_published_rates_of_2023(desk: Desk) -> None:
    in_place(desk, "沅江市")
    put(desk,
        made("甲", "2020-01-01", "2020-02-01", origin="out_of_province",
             receipts=(Slice(on("2023-05-01"), 1_298_295 * WAN), Slice(on("2022-12-31"), 7 * YI))),
        made("乙", "2021-01-01", origin="in_province", hunan_return=True,
             receipts=(Slice(on("2023-12-31"), 74_290 * WAN),)),
        made("丙", "2021-01-01", origin="foreign",
             receipts=(Slice(on("2023-07-01"), 214_000 * 100, Currency.USD), Slice(on("2023-07-01"), YI))))
    targets = {"境内省外资金": "124", "域外省内资金": "7.3亿元", "foreign": "320", "湘商回归资金": "32"}
    for indicator, value in targets.items():
        set_target(desk, 2023, indicator, value)
    result = rollup(desk, 2023)
    assert (result.place, result.ruleset_id) == ("沅江市", "yuanjiang-2023")
    shown = {figure.key: (figure.target, figure.actual, figure.rate, figure.ahead, figure.light, figure.counted)
             for figure in result.indicators if figure.unit != "个"}
    assert shown == {
        "out_of_province": ("124", "129.8295", "104.7%", "4.7", "green", 1),
        "in_province": ("7.3", "7.429", "101.77%", "1.77", "green", 1),
        "hunan_return": ("32", "7.429", "23.22%", "-76.78", "red", 1),
        "foreign": ("320", "21.4", "6.69%", "-93.31", "red", 1),
    }


def test_a_receipts_own_origin_comes_before_the_projects(desk: Desk) -> None:
    put(desk, made("甲", "2022-01-01", origin="out_of_province",
                   receipts=(Slice(on("2023-03"), YI), Slice(on("2023-04-01"), 2 * YI, origin="in_province"))),
        made("乙", "2022-01-01", receipts=(Slice(on("2023-03-02"), 5 * YI),)))
    assert (actual(desk, "out_of_province"), actual(desk, "in_province")) == ("1", "2")


def test_a_milestone_belongs_to_the_first_day_of_its_period_and_counts_after_the_last(desk: Desk) -> None:
    put(desk, made("日", "2022-01-01", "2023-03-15"), made("月", "2022-01-01", "2023-06"),
        made("年", "2022-01-01", "2023"), made("不详", "2022-01-01", ""), made("早", "2022-01-01", "2022-12-31"))
    result = rollup(desk, 2023)
    assert result.new_by_month["new_signed"] == (0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    assert result.indicators[0].actual == "3"
    assert rollup(desk, 2023, until=date(2023, 3, 14)).indicators[0].actual == "0"
    assert rollup(desk, 2023, until=date(2023, 12, 30)).indicators[0].actual == "2"
    assert rollup(desk, 2023, until=date(2022, 6, 1)).indicators[0].actual == "0"


@pytest.mark.story(keep=1)
@pytest.mark.every_case
@pytest.mark.parametrize(("day", "month", "last"), [
    ("2023-06D2", 6, date(2023, 6, 20)), ("2023Q3", None, date(2023, 9, 30)), ("2023H2", None, date(2023, 12, 31)),
    ("2023H1", None, date(2023, 6, 30)), ("2023", None, date(2023, 12, 31))])
def test_a_period_counts_once_it_has_passed_and_in_a_month_only_where_it_tells_one(
        desk: Desk, day: str, month: int | None, last: date) -> None:
    put(desk, made("甲", "2022-01-01", day, receipts=(Slice(on(day), YI),), origin="out_of_province"))
    for until, counted in ((last, "1"), (last - timedelta(days=1), "0")):
        figures = rollup(desk, 2023, until=until)
        assert (figures.indicators[0].actual, actual(desk, "out_of_province", until=until)) == (counted, counted)
    assert rollup(desk, 2023).new_by_month["new_signed"] == tuple(int(each == month) for each in range(1, 13))


def test_what_no_month_counts_is_named(desk: Desk) -> None:
    put(desk, made("日", "2022-01-01", "2023-03-15"), made("旬", "2022-01-01", "2023-06D2"),
        *(made(f"季{number}", "2022-01-01", "2023Q3") for number in range(4)), made("年", "2022-01-01", "2023"),
        made("半", "2022-01-01", "2023H1"), made("去年", "2022-01-01", "2022Q4"))
    figures = rollup(desk, 2023)
    assert (figures.indicators[0].actual, sum(figures.new_by_month["new_signed"])) == ("8", 2)
    (key, beside), = figures.beside_months.items()
    assert (key, beside.projects) == ("new_signed", 6)
    line = beside_line(beside, "新签约", Lang.ZH)
    assert line == ("新签约有 6 个只知道季度、半年或年份，未列入各月："
                    "季0 2023三季度、季1 2023三季度、季2 2023三季度、季3 2023三季度、年 2023等")
    assert "in no month: 季0 2023Q3" in beside_line(beside, "newly signed", Lang.EN)
    assert beside.as_json()["first"][4] == {
        "code": beside.first[4].code, "name": "年", "day": "2023", "precision": "year"}
    proof = explain(desk, 2023, "new_signed")
    assert isinstance(proof, Explanation)
    assert [str(one.facts[0].day) for one in proof.counted] == ["2023-03-15", "2023-06D2", *["2023Q3"] * 4, "2023",
                                                                "2023H1"]
    assert "beside_months" not in rollup(desk, 2022, until=date(2022, 6, 1)).as_json()


def test_until_cuts_milestones_receipts_and_stages(desk: Desk) -> None:
    put(desk, made("甲", "2023-01-01", "2023-02-01", "2023-03-01", "2023-11-01", origin="out_of_province",
                   receipts=(Slice(on("2023-10-31"), YI), Slice(on("2023-11-01"), YI))),
        made("乙", "2023-01-01", "2023-11-02", terminated="2023-12-01"), made("丙", "2023-12-05"))
    october = rollup(desk, 2023, until=date(2023, 10, 31))
    assert (october.time_progress, actual(desk, "out_of_province", until=october.until)) == ("83.33%", "1")
    assert [rate.numerator for rate in october.conversion] == [1, 0, 0, 0]
    assert october.by_stage == {"lead": 1, "signed": 0, "registered": 1, "funded": 0, "started": 0, "producing": 0,
                                "terminated": 0}
    december = rollup(desk, 2023)
    assert [rate.numerator for rate in december.conversion] == [1, 1, 0, 0]
    assert december.by_stage == {"lead": 1, "signed": 0, "registered": 0, "funded": 1, "started": 0, "producing": 0,
                                 "terminated": 1}


def test_a_milestone_of_unknown_day_stands_between_its_neighbours(desk: Desk) -> None:
    put(desk, made("甲", "2023-01-01", "2023-02-01", "", "2023-08-01"), made("乙", "2023-01-01", "2023-02-01", ""))
    by_stage = rollup(desk, 2023, until=date(2023, 6, 30)).by_stage
    assert by_stage["registered"] == 2
    assert rollup(desk, 2023).conversion[0].numerator == 1, "that of 甲 lies before a day that is known"


def test_a_stage_that_only_a_milestone_of_unknown_day_gives_is_named_before_that_day_is_past(
        desk: Desk, clock: Clock) -> None:
    """Money may have come after the day asked about; on the day it was recorded it has come for certain."""
    put(desk, made("甲", "2023-01-01", "2023-02-01", "2023-03-01", ""),
        made("乙", "2023-01-01", "2023-02-01", "2023-03-01", "2023-04-01"),
        made("丙", "2023-01-01", "2023-02-01", "2023-03-01", "", terminated="2023-05-01"))
    june = rollup(desk, 2023, until=date(2023, 6, 30))
    assert (june.by_stage["funded"], june.stages_without_day) == (2, {"funded": 1})
    assert june.as_json()["stages_without_day"] == {"funded": 1}
    assert without_day_lines(june, Lang.ZH) == [
        "1 个项目的到资日期不详，不知 2023-06-30 前到了没有，“各阶段项目数”里按已到计"]
    today = rollup(desk, 2023, until=clock.at.date())
    assert (today.by_stage["funded"], today.stages_without_day) == (2, {})


def test_until_and_place_when_nothing_is_said(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2024, 3, 9, 16, 30, tzinfo=UTC)
    assert rollup(desk, 2023).until == date(2023, 12, 31)
    assert rollup(desk, 2024).until == date(2024, 3, 10)
    assert (rollup(desk, 2025).until, rollup(desk, 2025).time_progress) == (date(2024, 3, 10), "0%")


def corrected(desk: Desk, numbers: list[int]) -> None:
    """Puts one fact of each kind right."""
    with desk.unit() as unit:
        entry = unit.entry("test.correct")
        for kind, changes in ((Milestone, {"occurred_on": date(2022, 5, 5)}), (Receipt, {"amount_minor": YI}),
                              (Profile, {"origin": "in_province", "top500": "world"})):
            held = [col(kind.project_id) == numbers[0], col(kind.superseded_at).is_(None)]
            held += [col(Milestone.stage) == Stage.SIGNED] if kind is Milestone else []
            row: Any = unit.session.exec(select(kind).where(*held).order_by(col(kind.id))).first()
            values = {name: value for name, value in row.model_dump().items()
                      if name not in ("id", "entry_id", "recorded_at", "recorded_by", "supersedes_id",
                                      "superseded_at", "superseded_entry_id", "known_at", "gone_at")}
            unit.append(kind, entry, instead_of=row, **{**values, **changes})


def test_what_was_reported_can_be_reported_again(desk: Desk, clock: Clock) -> None:
    in_place(desk, "沅江市")
    numbers = put(desk, made("甲", "2022-01-01", "2023-02-01", origin="out_of_province",
                             receipts=(Slice(on("2023-03-01"), 3 * YI),)))
    set_target(desk, 2023, "new_signed", "1")
    reported = rollup(desk, 2023)
    clock.at += timedelta(hours=1)
    corrected(desk, numbers)
    put(desk, made("乙", "2023-05-01", "2023-06-01", terminated="2023-07-01"))
    set_target(desk, 2023, "new_signed", "2", reason="加了任务")
    again = rollup(desk, 2023, as_of=reported.as_of)
    assert json.dumps(again.as_json()) == json.dumps(reported.as_json())
    now = rollup(desk, 2023)
    assert (now.indicators[0].actual, now.indicators[0].target) == ("1", "2")
    assert reported.as_of < clock.at <= now.as_of
    assert (actual(desk, "out_of_province"), actual(desk, "in_province"), actual(desk, "top500")) == ("0", "1", "0")
    clock.at += timedelta(days=400)
    assert text(desk) == json.dumps(now.as_json(), ensure_ascii=False)
    later = rollup(desk, 2023, as_of=clock.at)
    assert replace(later, as_of=now.as_of) == now


@pytest.mark.story
def test_the_figures_of_a_moment_do_not_depend_on_how_it_is_named(desk: Desk, clock: Clock) -> None:
    """The present is read through indexes that hold only what stands; the past is not. Both say the same."""
    numbers = put(desk, *some_projects())
    clock.at += timedelta(hours=1)
    corrected(desk, numbers)
    present = rollup(desk, 2023)
    clock.at += timedelta(hours=1)
    put(desk, made("后来", "2023-05-01", "2023-06-01"))
    assert rollup(desk, 2023, as_of=present.as_of) == present


def test_adding_an_indicator_is_an_edit_to_a_file(desk: Desk) -> None:
    put(desk, *some_projects())
    found = rollup(desk, 2023, ruleset=rules(more=MORE))
    figures = {figure.key: (figure.actual, figure.counted, figure.not_counted) for figure in found.indicators[8:]}
    assert figures == {
        "ships": ("2", 2, 2), "park": ("10000.000008", 1, 3), "companies": ("1", 2, 2), "large": ("1", 1, 3),
        "standing": ("0", 0, 4), "all_money": ("1.00008699653952", 2, 2),
    }
    assert found.new_by_month["ships"] == (0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0)


def test_recognition_can_decide_the_year(desk: Desk) -> None:
    put(desk, with_recognised(made("甲", "2022-01-01", "2022-12-20"), signed="2023-01-08"),
        with_recognised(made("乙", "2022-01-01", "2023-12-20"), signed="2024-01-08"),
        made("丙", "2022-01-01", "2023-06-01"))
    by_recognition = rules(('date = "occurred_on"', 'date = "recognised_on"'))
    result = rollup(desk, 2023, ruleset=by_recognition)
    assert (result.indicators[0].actual, result.new_by_month["new_signed"][0]) == ("1", 1)


def test_evidence_can_be_asked_of_milestones_and_receipts(desk: Desk) -> None:
    proven = replace(made("甲", "2022-01-01", "2023-02-01", origin="in_province",
                          receipts=(Slice(on("2023-03-01"), YI, proof="bank_slip"), Slice(on("2023-04-01"), YI))),
                     proofs={Stage.SIGNED: "contract"})
    put(desk, proven, made("乙", "2022-01-01", "2023-02-01"))
    asks = rules(('stage = "signed"', 'stage = "signed"\nevidence = [["contract"]]'),
                 ('receipt_origin = ["in_province"]',
                  'receipt_origin = ["in_province"]\nevidence = [["bank_slip", "invoice"]]'))
    assert (actual(desk, "new_signed", asks), actual(desk, "in_province", asks)) == ("1", "1")


@pytest.mark.every_case
@pytest.mark.parametrize(("says", "expected"), [
    ('denominator = "signed_in_year"', [(1, 2, "50%", None)]),
    ('denominator = "not_terminated"', [(1, 1, "100%", None)]),
    ('denominator = "since_base_year"\nbase_year = 2022', [(2, 3, "66.67%", None)]),
    ('denominator = "cohort"\nbase_year = 2022', [(1, 1, "100%", 2022), (1, 2, "50%", 2023)]),
    ('denominator = "contract_amount"\nunit = "万元"', [("10000", "40000", "25%", None)]),
])
def test_the_five_denominators(desk: Desk, says: str, expected: list[tuple[Any, ...]]) -> None:
    put(desk, *some_projects())
    chosen = rules(('denominator = "signed_in_year"', says),
                   ('stages = ["registered", "funded", "started", "producing"]', 'stages = ["registered"]'))
    rates = rollup(desk, 2023, ruleset=chosen).conversion
    assert [(rate.numerator, rate.denominator, rate.rate, rate.cohort) for rate in rates] == expected


def test_lights_by_pace_and_progress_by_days(desk: Desk) -> None:
    put(desk, *some_projects())
    set_target(desk, 2023, "new_signed", "4")
    chosen = rules(('method = "points"\nyellow = 10\nred = 30', 'method = "pace"\nyellow = 80\nred = 60'),
                   ('method = "whole_months"', 'method = "days"'))
    figures = rollup(desk, 2023, until=date(2023, 10, 31), ruleset=chosen)
    assert (figures.time_progress, figures.indicators[0].light) == ("83.29%", "yellow")


@pytest.mark.parametrize("method", [
    'method = "points"\nyellow = 10\nred = 30', 'method = "pace"\nyellow = 80\nred = 60'])
def test_a_target_missed_at_the_years_end_is_not_green(desk: Desk, method: str) -> None:
    """95 of 100 in December is 5 points behind, which is green before the year is over and never after it."""
    put(desk, made("甲", "2020-01-01", origin="out_of_province", receipts=(Slice(on("2023-05-01"), 95 * YI),)))
    set_target(desk, 2023, "out_of_province", "100")
    chosen = rules(('method = "points"\nyellow = 10\nred = 30', method))
    lights = [rollup(desk, 2023, until=until, ruleset=chosen).as_json()["indicators"]
              for until in (date(2023, 11, 30), date(2023, 12, 31), date(2024, 3, 1))]
    assert [next(one["light"] for one in told if one["key"] == "out_of_province") for told in lights] == [
        "green", "yellow", "yellow"]


def test_the_past_is_not_read_stage_by_stage_for_every_project(sqlite_store: Store, clock: Clock) -> None:
    """The indexes by project hold only what stands today: without care a rollup of the past took ten minutes."""
    desk = Desk(sqlite_store, "test", clock=clock)
    put(desk, *some_projects())
    first = clock.at
    clock.at += timedelta(hours=1)
    put(desk, made("后来", "2023-01-01"))
    asked: list[tuple[str, Any]] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    rollup(desk, 2023, as_of=first)
    explain(desk, 2023, "conversion.funded", as_of=first)
    with sqlite_store.reading() as session:
        plans = [str(row) for query, values in asked if query.startswith("SELECT")
                 for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)]
    by_stage = [line for line in plans if "LEFT-JOIN" in line and "milestone_stage_day" in line]
    assert plans
    assert by_stage == []


def plans_of(desk: Desk, **asked: Any) -> list[str]:
    """How SQLite finds what a rollup asks for, line by line."""
    statements: list[tuple[str, Any]] = []
    event.listen(desk.store.engine, "before_cursor_execute", lambda *told: statements.append((told[2], told[3])))
    rollup(desk, 2023, **asked)
    with desk.store.reading() as session:
        return [row[3] for query, values in statements if query.startswith("SELECT")
                for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)]


def gone_through(plans: list[str]) -> list[str]:
    """Tables of facts that are read from end to end, or stage by stage."""
    return [line for line in plans if re.match(r"SCAN (m|m_\w+|p|r|known|changed)\b", line) or "AUTOMATIC" in line
            or ("INDEX milestone_stage_day" in line and line.endswith("(stage=?)"))]


@pytest.mark.parametrize("until", [date(2023, 12, 31), date(2023, 6, 15)])
def test_what_came_before_the_year_is_not_gone_through(sqlite_store: Store, clock: Clock, until: date) -> None:
    """Ten years before it made a year's rollup take seven times as long: all milestones, receipts and profiles were
    read. Of an earlier moment they were read long after.
    """
    desk, first = Desk(sqlite_store, "test", clock=clock), clock.at
    put(desk, *some_projects())
    plans = plans_of(desk, until=until)
    assert any(line.startswith("SEARCH r USING COVERING INDEX receipt_project") for line in plans)
    assert any(line.startswith("SEARCH m USING COVERING INDEX milestone_stage_day") for line in plans)
    assert gone_through(plans) == []
    clock.at += timedelta(hours=1)
    put(desk, made("后来", "2023-01-01"))
    assert gone_through(plans_of(desk, until=until, as_of=first)) == []


def test_what_counts_by_the_day_of_recognition_is_found_by_it(sqlite_store: Store, clock: Clock) -> None:
    desk, first = Desk(sqlite_store, "test", clock=clock), clock.at
    put(desk, *some_projects())
    clock.at += timedelta(hours=1)
    put(desk, made("后来", "2023-01-01"))
    for as_of in (None, first):
        plans = plans_of(desk, as_of=as_of, ruleset=rules(('date = "occurred_on"', 'date = "recognised_on"')))
        assert any("INDEX milestone_stage_recognised (stage=? AND recognised_on>?" in line for line in plans)
        assert gone_through(plans) == []
