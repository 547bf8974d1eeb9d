"""A year that begins in December: figures, lists, months, quarters, targets, closing and heads go by its days."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from tests.office.build import WAN, Came, Slice, made, on, put
from tests.office.figures.test_inexact import actual
from tests.office.rulesets import rules, rules_beside, text_of
from tracker.domain.money import Currency, Money
from tracker.domain.parts import PartOf
from tracker.domain.reasons import Code
from tracker.domain.results import ResultKind
from tracker.domain.rules import read_ruleset
from tracker.domain.stages import Stage
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.periods import year_apart
from tracker.office.figures.rollup import rollup
from tracker.office.figures.subtotals import sub_totals
from tracker.office.figures.targets import set_target
from tracker.office.journal.journal import journal_page
from tracker.office.known_then import outside_year
from tracker.office.outcome import Done, NotTaken, Refused
from tracker.office.project.receipts import add_receipt
from tracker.office.recognition.queue import awaiting
from tracker.office.register.by_fact import reached_in
from tracker.office.rules import span_of, year_now
from tracker.office.yearend.closing import close_year
from tracker.office.yearend.compared import years_compared
from tracker.store.tables import Milestone
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.figures import why_not

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.office.desk import Desk

DECEMBER = '\n[counting_year]\nfirst_month = 12\nbegins_in = "year_before"\nsource = "考核办法第二条"\n'
MONEY = """
[[indicators]]
key = "money"
label = { zh = "到资" }
unit = "万元"
kind = "receipts"
"""
JOBS = """
[[indicators]]
key = "jobs"
label = { zh = "用工" }
unit = "人"
kind = "results"
result = "jobs"
"""


@pytest.fixture
def counted(desk: Desk, clock: Clock) -> Desk:
    """An office whose years begin in December, on 1 March 2023."""
    folder = rules_beside(desk)
    (folder / "own.toml").write_text(text_of(MONEY + DECEMBER), "utf-8")
    clock.at = datetime(2023, 3, 1, 4, tzinfo=UTC)
    put(desk,
        made("十二月签约", "2022-11-01", "2022-12-01", receipts=(Slice(on("2022-12-31"), 30 * WAN),)),
        made("十一月签约", "2022-11-01", "2022-11-30", receipts=(Slice(on("2022-11-30"), 5 * WAN),)),
        made("一月签约", "2022-11-01", "2023-01", receipts=(Slice(on("2023-02"), 7 * WAN),)),
        made("只知季度", "2022-11-01", "2023Q1"),
        made("只知年份", "2022-11-01", "2023", receipts=(Slice(on("2023"), 9 * WAN),)))
    return desk


def names(found: Explanation | Refused) -> list[str]:
    assert isinstance(found, Explanation)
    return [one.name for one in found.counted]


def test_figures_lists_and_months_are_those_of_the_year(counted: Desk) -> None:
    shown = rollup(counted, 2023)
    assert (shown.until, shown.time_progress) == (date(2023, 3, 1), "25%"), "three of twelve months have gone by"
    assert shown.span == (2023, date(2022, 12, 1), date(2023, 11, 30))
    assert (actual(shown, "new_signed"), actual(shown, "money")) == ("2", "37")
    assert names(explain(counted, 2023, "new_signed")) == ["十二月签约", "一月签约"]
    assert names(explain(counted, 2022, "new_signed")) == ["十一月签约"]
    assert rollup(counted, 2022).until == date(2022, 11, 30)
    whole = rollup(counted, 2023, until=date(2024, 1, 31))
    assert whole.new_by_month["new_signed"] == (1, 1, *(0,) * 10), "from December on"
    assert actual(whole, "new_signed") == "3", "a quarter within the year counts"
    assert whole.as_json()["span"] == {"first": "2022-12-01", "last": "2023-11-30"}
    assert names(explain(counted, 2024, "new_signed", until=date(2024, 12, 31))) == [], (
        "a year of the calendar lies in none of these")
    (line,) = whole.money.lines
    assert (line.key, line.receipts, sum(line.money.values())) == ("no_indicator.two_years", 1, 9 * WAN)
    assert names(explain(counted, 2023, line.key)) == ["只知年份"]
    assert whole.money.as_json()["two_years"] == line.as_json()
    of_before = explain(counted, 2022, "new_signed")
    assert isinstance(of_before, Explanation)
    assert reached_in(counted, Stage.SIGNED, 2022) == {project.code for project in of_before.counted}


def test_a_period_that_lies_in_two_years_is_told_so_in_both(counted: Desk) -> None:
    jobs = Came(ResultKind.JOBS, on("2023"), people=20)
    put(counted, made("跨年季度", "2021-01-01", "2022Q4", results=(jobs,)),
        made("上年", "2021-01-01", "2021", receipts=(Slice(on("2022Q4"), 3 * WAN), Slice(on("2021-02-03"), WAN))))
    signed = {"只知年份": (None, "two_years", "two_years", "before"),
              "跨年季度": ("two_years", "two_years", "before", "before"),
              "上年": ("two_years", "before", "before", "before"),
              "只知季度": (None, None, "before", "before"), "十一月签约": (None, "before", "before", "before")}
    ruleset = rules(more=MONEY + JOBS + DECEMBER)
    for at, year in enumerate((2022, 2023, 2024, 2025)):
        reasons = {key: {one.name: one for one in explained.not_counted} for key in ("new_signed", "money", "jobs")
                   if isinstance(explained := explain(counted, year, key, until=date(year, 12, 31), ruleset=ruleset),
                                 Explanation)}
        for name, codes in signed.items():
            if codes[at]:
                assert reasons["new_signed"][name].reason == codes[at], (year, name)
        jobs_of = reasons["jobs"]["跨年季度"].reason
        assert jobs_of == {2022: "result_after", 2025: "result_before"}.get(year, "result_two_years")
        money = reasons["money"].get("上年")
        assert money is not None
        assert money.reason == ("receipt_two_years" if year < 2024 else "receipt_before")
        if year == 2024:
            told = why_not(reasons["new_signed"]["只知年份"], words(Lang.ZH))
    assert told == "签约只知在 2023，跨了两个年度，不属于任何年度"


def test_a_signing_that_lies_in_two_years_is_of_no_cohort(desk: Desk) -> None:
    """With years from April to March."""
    put(desk, made("甲", "2021-01-01", "2021-04-01", "2021-05-01"), made("乙", "2021-01-01", "2022Q1"),
        made("丙", "2021-01-01", "2022", "2022-06-01"), made("丁", "2021-01-01", "2022H1"),
        made("戊", "2021-01-01", "2022H2"), made("己", "2021-01-01", "2021", "2022-06-01"))
    chosen = rules(('denominator = "signed_in_year"', 'denominator = "cohort"\nbase_year = 2021'),
                   more="[counting_year]\nfirst_month = 4\n")
    rates = {rate.cohort: rate for rate in rollup(desk, 2023, until=date(2024, 3, 31), ruleset=chosen).conversion
             if rate.key == "registered"}
    assert {cohort: (rate.numerator, rate.denominator) for cohort, rate in rates.items()} == {
        2021: (1, 2), 2022: (0, 1), 2023: (0, 0)}
    told: dict[int, dict[str, str]] = {}
    for cohort, rate in rates.items():
        explained = explain(desk, 2023, rate.explained_by, until=date(2024, 3, 31), ruleset=chosen)
        assert isinstance(explained, Explanation)
        assert (int(explained.figure), int(explained.of or 0)) == (rate.numerator, rate.denominator)
        told[cohort or 0] = {one.name: one.reason for one in explained.not_counted}
    elsewhere = dict.fromkeys("甲乙丙丁戊己", "other_cohort")
    assert told == {
        2021: {"乙": "not_reached", "丙": "two_cohorts", "丁": "two_cohorts", "戊": "other_cohort", "己": "two_years"},
        2022: {**elsewhere, "丙": "two_cohorts", "丁": "two_cohorts", "戊": "not_reached"}, 2023: elsewhere}
    whole = explain(desk, 2023, "conversion.registered", until=date(2024, 3, 31), ruleset=chosen)
    assert isinstance(whole, Explanation)
    assert (whole.figure, whole.of) == ("1", "3")
    assert {why_not(one, words(Lang.ZH)) for one in whole.not_counted if one.name == "丙"} == {
        "签约只知在 2022，跨了两个年度，不算哪一年签约的"}


def test_months_and_quarters_add_up_and_have_targets(counted: Desk) -> None:
    by_month, by_quarter = sub_totals(counted, 2023, ["month", "quarter"])
    assert {value: row["new_signed"].actual for value, row in by_month.rows.items()} == {
        "12": "1", "1": "1", "2": "0", "3": "0"}
    assert {value: row["money"].actual for value, row in by_quarter.rows.items()} == {"1": "37", "2": "0"}
    for part, project in ((PartOf("month", "12"), "十二月签约"), (PartOf("month", "1"), "一月签约")):
        assert names(explain(counted, 2023, "new_signed", part=part)) == [project]
    quarters = sub_totals(counted, 2023, ["quarter"], until=date(2023, 11, 30))[0]
    assert quarters.rows[""]["new_signed"].actual == "1", "a quarter of the calendar is none of these"
    for period in (PartOf("quarter", "1"), PartOf("month", "12")):
        assert isinstance(set_target(counted, 2023, "money", "100", period=period), Done)
    assert [one.subject for one in journal_page(counted).lines[:2]] == ["2022-12 到资", "2023Q1 到资"]
    quarter, month = year_apart(counted, 2023).periods
    assert ((quarter.actual, quarter.rate), (month.actual, month.rate)) == (("37", "37%"), ("30", "30%"))


def test_the_office_works_in_the_year_it_is_in(counted: Desk, clock: Clock) -> None:
    assert year_now(counted) == 2023
    waits = awaiting(counted)
    assert not isinstance(waits, Refused)
    assert Counter(one.project for one in waits) == {"十二月签约": 2, "一月签约": 2, "只知季度": 1, "只知年份": 2}
    reason = outside_year(counted, 2023, date(2022, 11, 30))
    assert reason is not None
    assert reason.params["first"] == date(2022, 12, 1)
    assert outside_year(counted, 2023, date(2022, 12, 1)) is None
    clock.at = datetime(2023, 12, 1, 4, tzinfo=UTC)
    assert (year_now(counted), span_of(counted, year_now(counted)).first) == (2024, date(2023, 12, 1))


def test_a_year_that_begins_within_a_month_leaves_that_month_out(desk: Desk) -> None:
    """From 26 December to 25 December: what is known only by its December, or the last ten days of it, is in neither.
    """
    put(desk,
        made("头一天", "2022-11-01", "2022-12-26", receipts=(Slice(on("2023-01-25"), 30 * WAN),)),
        made("前一天", "2022-11-01", "2022-12-25", receipts=(Slice(on("2022-12-25"), 2 * WAN),)),
        made("末一天", "2022-11-01", "2023-12-25", receipts=(Slice(on("2023-01-26"), 4 * WAN),)),
        made("十二月", "2022-11-01", "2022-12", receipts=(Slice(on("2022年12月下旬"), 8 * WAN),)),
        made("中旬", "2022-11-01", "2022年12月中旬"),
        made("下旬", "2022-11-01", "2023年3月下旬"),
        made("三月", "2022-11-01", "2023-03"), made("四季度", "2022-11-01", "2023Q4"),
        made("二季度", "2022-11-01", "2023Q2"))
    chosen = rules(more=MONEY + DECEMBER + "first_day = 26\n")
    day = date(2023, 12, 31)
    assert names(explain(desk, 2023, "new_signed", until=day, ruleset=chosen)) == [
        "头一天", "末一天", "下旬", "三月", "二季度"]
    assert names(explain(desk, 2022, "new_signed", until=day, ruleset=chosen)) == ["前一天", "中旬"]
    for year, reasons in ((2022, {"四季度": "after"}), (2023, {"十二月": "two_years", "四季度": "two_years"}),
                          (2024, {"四季度": "two_years", "十二月": "before"})):
        explained = explain(desk, year, "new_signed", until=date(2024, 12, 31), ruleset=chosen)
        assert isinstance(explained, Explanation)
        assert reasons.items() <= {one.name: one.reason for one in explained.not_counted}.items()
    whole = rollup(desk, 2023, until=day, ruleset=chosen)
    assert whole.as_json()["span"] == {"first": "2022-12-26", "last": "2023-12-25"}
    assert (whole.time_progress, rollup(desk, 2023, until=date(2023, 3, 25), ruleset=chosen).time_progress) == (
        "100%", "25%")
    # the first of the twelve is January: 26 December to 25 January; 三月 is of two of them, as 下旬 is
    assert whole.new_by_month["new_signed"] == (1, *(0,) * 10, 1)
    assert [one.name for one in whole.beside_months["new_signed"].first] == ["下旬", "三月", "二季度"]
    assert actual(whole, "money") == "34"
    assert [(line.key, line.receipts) for line in rollup(desk, 2022, until=day, ruleset=chosen).money.lines] == [
        ("no_indicator.two_years", 1)]
    by_month, by_quarter = sub_totals(desk, 2023, ["month", "quarter"], until=day, ruleset=chosen)
    assert {value: row["money"].actual for value, row in by_month.rows.items() if row["money"].counted} == {
        "1": "30", "2": "4"}
    # all of 三月 and of its last ten days lies in the second quarter or astride: 26 March begins it
    assert {value: row["new_signed"].actual for value, row in by_quarter.rows.items()} == {
        "1": "1", "2": "0", "3": "0", "4": "1", "": "3"}
    for part, project in ((PartOf("month", "1"), ["头一天"]), (PartOf("quarter", "4"), ["末一天"]),
                          (PartOf("month", ""), ["下旬", "三月", "二季度"])):
        assert names(explain(desk, 2023, "new_signed", until=day, ruleset=chosen, part=part)) == project


def test_late_entry_and_cohorts_go_by_the_day_the_year_begins_on(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2023, 1, 2, 4, tzinfo=UTC)
    put(desk, made("甲", "2022-11-01", "2022-12-26", "2023-03-01"), made("乙", "2022-11-01", "2022-12-25"),
        made("丙", "2022-11-01", "2022-12"))
    clock.at = datetime(2023, 6, 1, 4, tzinfo=UTC)
    with desk.unit() as unit:  # 甲 was signed a day earlier, which is in another year: there it is entered only now
        row = unit.session.exec(select(Milestone).where(Milestone.occurred_on == date(2022, 12, 26))).one()
        entry = unit.entry("test.corrected")
        kept = {"project_id": row.project_id, "stage": row.stage, "precision": row.precision}
        unit.append(Milestone, entry, instead_of=row, **kept, occurred_on=date(2022, 12, 25))
    late = text_of("[[indicators]]\nkey = \"in_time\"\nlabel = { zh = \"按时\" }\nunit = \"个\"\nkind = \"milestone\"\n"
                   "stage = \"signed\"\nentered_within = 30\n" + DECEMBER + "first_day = 26\n",
                   ('denominator = "signed_in_year"', 'denominator = "cohort"\nbase_year = 2022'))
    chosen = read_ruleset(late.encode(), "x.toml")
    assert actual(rollup(desk, 2022, until=date(2022, 12, 31), ruleset=chosen), "in_time") == "1", "乙 alone"
    rates = {rate.cohort: (rate.numerator, rate.denominator) for rate in rollup(
        desk, 2023, until=date(2023, 12, 25), ruleset=chosen).conversion if rate.key == "registered"}
    assert rates == {2022: (1, 2), 2023: (0, 0)}


def test_two_years_are_compared_up_to_the_same_day_of_each(counted: Desk) -> None:
    both = years_compared(counted, 2022, 2023, until=date(2023, 2, 28))
    assert both.earlier.until == date(2022, 2, 28)
    both = years_compared(counted, 2022, 2023, until=date(2022, 12, 15))
    assert both.earlier.until == date(2021, 12, 15)


def test_a_year_is_closed_once_its_last_day_is_over(counted: Desk, clock: Clock) -> None:
    clock.at = datetime(2023, 11, 30, 4, tzinfo=UTC)
    refusal = close_year(counted, 2023, despite="按期结账")
    assert isinstance(refusal, Refused)
    assert refusal.reasons[0].code is Code.YEAR_NOT_OVER
    clock.at = datetime(2023, 12, 2, 4, tzinfo=UTC)
    closed = close_year(counted, 2023, despite="按期结账")
    assert isinstance(closed, Done)
    assert closed.value.actual("money") == "37"
    assert isinstance(add_receipt(counted, "一月签约", on("2023-12-01"), Money(WAN, Currency.CNY)), Done)
    with pytest.raises(NotTaken) as error:
        add_receipt(counted, "一月签约", on("2022-12-05"), Money(WAN, Currency.CNY))
    reason = error.value.refusal.reasons[0]
    assert (reason.code, reason.params["year"]) == (Code.YEAR_CLOSED, 2023)
