"""From a project: in which figures of the year it counts, and why not in the others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.office.build import YI, Slice, made, on, put, with_recognised
from tests.office.rulesets import MORE, rules, some_projects
from tracker.domain.rules_words import NO_INDICATOR
from tracker.office.figures.explain import explain, explained_keys
from tracker.office.figures.explained import Explanation
from tracker.office.figures.judging import behind_asked
from tracker.office.figures.of_project import figures_of
from tracker.office.figures.rollup import rollup
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done
from tracker.office.project.projects import add
from tracker.words.catalogue import words
from tracker.words.figures import why_not

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.domain.rules import Ruleset
    from tracker.office.desk import Desk

pytestmark = pytest.mark.both_databases


def names(desk: Desk, key: str, until: date | None = None, ruleset: Ruleset | None = None) -> tuple[set[str], set[str]]:
    """Who is in the two lists behind a figure."""
    explained = explain(desk, 2023, key, until=until, ruleset=ruleset)
    assert isinstance(explained, Explanation)
    return {one.name for one in explained.counted}, {one.name for one in explained.not_counted}


@pytest.mark.story(keep=1)
def test_a_project_says_in_which_figures_it_counts(desk: Desk) -> None:
    """For each project and indicator the same answer as the list behind the figure gives."""
    put(desk, *some_projects())
    chosen = rules(more=MORE)
    everyone: dict[str, dict[str, str]] = {}
    for key in explained_keys(chosen):
        if key.startswith("conversion.") or key == NO_INDICATOR:
            continue
        explained = explain(desk, 2023, key, ruleset=chosen)
        assert isinstance(explained, Explanation)
        for one in explained.counted:
            everyone.setdefault(one.code, {})[key] = one.share
        for other in explained.not_counted:
            everyone.setdefault(other.code, {})[key] = why_not(other, words())
    assert len(everyone) == 4
    for code, said in everyone.items():
        found = figures_of(desk, code, 2023, ruleset=chosen)
        own = {one.key: why_not(one.reason, words()) if one.reason else one.share for one in found}
        if code == max(everyone, key=lambda each: each):
            assert own["new_signed"] == "未签约"
        # Of companies that are counted once, a project alone cannot see that another stood for the same investor.
        assert {**own, "companies": ""} == {**said, "companies": ""}


def test_what_is_asked_is_built_once_for_all_projects_and_anew_for_other_rules(desk: Desk) -> None:
    put(desk, *(made(name, "2023-01-01", "2023-02-01", receipts=(Slice(on("2023-03-01"), amount),),
                     origin="out_of_province") for name, amount in (("甲", YI), ("乙", 2 * YI))))
    chosen = rules()
    behind = explain(desk, 2023, "out_of_province", ruleset=chosen)
    assert isinstance(behind, Explanation)
    codes = [one.code for one in behind.counted]

    def shares(ruleset: Ruleset) -> list[str]:
        return [one.share for code in codes for one in figures_of(desk, code, 2023, ruleset=ruleset)
                if one.key == "out_of_province"]

    assert shares(chosen) == ["1", "2"]
    built = behind_asked.cache_info().misses
    assert shares(chosen) == ["1", "2"]
    assert behind_asked.cache_info().misses == built
    assert shares(rules(('receipt_origin = ["out_of_province"]', 'receipt_origin = ["in_province"]'))) == ["", ""]


@pytest.mark.story
def test_a_project_that_began_later_is_in_no_list(desk: Desk) -> None:
    put(desk, made("早", "2023-01-01", "2023-02-01"), made("晚", "2023-09-01", "2023-10-01"),
        made("先到钱", "2023-09-01", receipts=(Slice(on("2023-05-01"), YI),), origin="out_of_province"),
        made("不详", ""))
    until = date(2023, 6, 30)
    assert names(desk, "new_signed", until) == ({"早"}, {"先到钱", "不详"})
    assert names(desk, "out_of_province", until) == ({"先到钱"}, {"早", "不详"})
    assert names(desk, "new_signed") == ({"早", "晚"}, {"先到钱", "不详"})
    for last in (until, date(2023, 12, 31)):
        for figure in rollup(desk, 2023, until=last).indicators:
            counted, others = names(desk, figure.key, last)
            assert (figure.counted, figure.not_counted) == (len(counted), len(others))


def test_a_project_that_was_entered_by_mistake_and_undone_is_in_no_list(desk: Desk, clock: Clock) -> None:
    put(desk, made("真", "2023-01-01", "2023-02-01"))
    clock.at += timedelta(hours=1)
    assert isinstance(add(desk, {"name": "错"}), Done)
    assert names(desk, "new_signed") == ({"真"}, {"错"})
    assert isinstance(undo(desk, "录错"), Done)
    assert names(desk, "new_signed") == ({"真"}, set())
    assert rollup(desk, 2023).indicators[0].not_counted == 0


def test_late_recognition_is_told_as_late_recognition(desk: Desk) -> None:
    put(desk, with_recognised(made("晚认定", "2023-01-01", "2023-02-01"), signed="2024-01-15"))
    chosen = rules(('stage = "signed"\ndate = "occurred_on"\nmonthly = true',
                    'stage = "signed"\ndate = "recognised_on"'))
    explained = explain(desk, 2023, "new_signed", until=date(2023, 12, 31), ruleset=chosen)
    assert isinstance(explained, Explanation)
    assert why_not(explained.not_counted[0], words()) == (
        "签约发生于 2023-02-01，2024-01-15 才认定，晚于截止日 2023-12-31")


def test_each_cohort_is_explained_by_itself(desk: Desk) -> None:
    put(desk, made("甲", "2021-01-01", "2021-02-01", "2021-03-01"), made("乙", "2021-01-01", "2021-02-01"),
        made("丙", "2022-01-01", "2022-02-01", "2022-03-01"), made("丁", "2023-01-01", "2023-02-01"))
    chosen = rules(('denominator = "signed_in_year"', 'denominator = "cohort"\nbase_year = 2021'))
    rows = {rate.explained_by: (rate.numerator, rate.denominator)
            for rate in rollup(desk, 2023, ruleset=chosen).conversion if rate.key == "registered"}
    assert rows == {"conversion.2021.registered": (1, 2), "conversion.2022.registered": (1, 1),
                    "conversion.2023.registered": (0, 1)}
    for key, row in rows.items():
        explained = explain(desk, 2023, key, ruleset=chosen)
        assert isinstance(explained, Explanation)
        assert (int(explained.figure), int(explained.of or 0)) == row
    explained = explain(desk, 2023, "conversion.2021.registered", ruleset=chosen)
    assert isinstance(explained, Explanation)
    assert {one.name: why_not(one, words()) for one in explained.not_counted} == {
        "乙": "未注册", "丙": "签约不在 2021 年（2022-02-01）", "丁": "签约不在 2021 年（2023-02-01）"}
    whole = explain(desk, 2023, "conversion.registered", ruleset=chosen)
    assert isinstance(whole, Explanation)
    assert (whole.figure, whole.of) == ("2", "4")


def test_a_field_nobody_filled_in_is_told_as_such(desk: Desk) -> None:
    put(desk, made("空", "2023-01-01", "2023-02-01", receipts=(Slice(on("2023-03-01"), YI),)),
        made("别", "2023-01-01", "2023-02-01", origin="local"))
    chosen = rules(more="""
[[indicators]]
key = "outside"
label = { zh = "省外签约" }
unit = "个"
kind = "milestone"
stage = "signed"
only = { origin = ["out_of_province"] }
""")
    explained = explain(desk, 2023, "outside", ruleset=chosen)
    assert isinstance(explained, Explanation)
    assert {one.name: why_not(one, words()) for one in explained.not_counted} == {
        "空": "没有填资金来源", "别": "资金来源不属于：境内省外"}
    money = explain(desk, 2023, "out_of_province")
    assert isinstance(money, Explanation)
    assert [why_not(one, words()) for one in money.not_counted if one.name == "空"] == ["到资没有填资金来源"]
