"""What a list of others is matched with, and the class of each difference: tables, and what holds of any lists."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.counting_year import CALENDAR
from tracker.domain.days import Day, read_day
from tracker.domain.differs import Differs
from tracker.domain.matching import Match, MatchedBy, ProjectNamed, matched
from tracker.domain.money import Currency, Money
from tracker.domain.reasons import Unmet
from tracker.domain.reconciling import ListCompared, ListedProject, OurProject, compare_list

A, B = "91430981878AY7A07H", "91430900MA4L0000XX"
LONG = "沅江市万骏船舶制造有限公司船舶生产基地建设项目"
OURS = (ProjectNamed("P0001", "万骏船舶", A), ProjectNamed("P0002", "恒瑞管桩一期", B),
        ProjectNamed("P0003", "恒瑞管桩二期", ""), ProjectNamed("P0004", LONG, ""))


@pytest.mark.parametrize(("code", "key", "credit_code", "places", "by"), [
    ("P0002", "别的名字", "", (1,), MatchedBy.CODE), ("P9999", "恒瑞管桩二期", "", (2,), MatchedBy.NAME),
    ("", "恒瑞管桩二期", B, (2,), MatchedBy.NAME), ("", "恒瑞管桩", B, (1,), MatchedBy.CREDIT_CODE),
    ("", "恒瑞管桩二期", A, (2,), MatchedBy.NAME), ("", "恒瑞管桩一期", A, (0,), MatchedBy.CREDIT_CODE),
    ("", LONG[:-1], "", (3,), MatchedBy.LIKENESS), ("", "恒瑞管桩三期", "", (), None), ("", "", "", (), None),
    ("", "", "X", (), None),
])
def test_a_line_means_a_project_by_code_name_credit_code_or_likeness(
        code: str, key: str, credit_code: str, places: tuple[int, ...], by: MatchedBy | None) -> None:
    assert matched([ProjectNamed(code, key, credit_code)], OURS) == [Match(places, by)]

YEAR = CALENDAR.of(2023)


def test_a_company_with_several_projects_is_told_apart_by_the_name_or_not_at_all() -> None:
    first, second = "沅江市恒瑞管桩智能化生产线一期建设项目", "沅江市恒瑞管桩智能化生产线二期建设项目"
    ours = (ProjectNamed("P1", first, B), ProjectNamed("P2", second, B))
    near, far = ProjectNamed("", second[:-1], B), ProjectNamed("", "管桩厂", B)
    assert matched([near, far], ours) == [Match((1,), MatchedBy.CREDIT_CODE), Match((0, 1), MatchedBy.CREDIT_CODE)]


def test_likeness_is_asked_only_of_what_no_line_means_surely() -> None:
    name = "沅江市船舶产业园标准厂房建设项目"
    lines = [ProjectNamed("", name, ""), ProjectNamed("", name[:-1], "")]
    assert [match.places for match in matched(lines, [ProjectNamed("P1", name, "")])] == [(0,), ()]


@pytest.mark.parametrize(("names", "projects", "places"), [
    (["光伏支架项目"], ["光伏支架"], [(0,)]), (["智能水表"], ["智能水表生产线"], [(0,)]),
    (["光伏支架建设工程"], ["光伏支架项目"], [(0,)]), (["晟阳光伏支架制造"], ["光伏支架"], [(0,)]),
    (["光伏支架项目", "光伏支架工程"], ["光伏支架"], [(), ()]), (["光伏支架项目"], ["光伏支架", "光伏支架工程"], [()]),
    (["电子铜箔"], ["电子铜箔二期"], [()]), (["物流"], ["冷链物流园"], [()]), (["项目"], ["工程"], [()])])
def test_names_of_one_another_are_one_project_where_something_else_agrees(
        names: list[str], projects: list[str], places: list[tuple[int, ...]]) -> None:
    lines, known = ([ProjectNamed("", name, "") for name in texts] for texts in (names, projects))
    assert [match.places for match in matched(lines, known, lambda line, project: True)] == places
    assert not any(match.places for match in matched(lines, known))


def yuan(amount: int) -> tuple[Money, ...]:
    return (Money(amount * 100),)


def theirs(name: str, row: int = 2, **said: Any) -> ListedProject:
    return ListedProject("认定表", row, name, **said)


def ours(name: str, code: str = "P1", **said: Any) -> OurProject:
    return OurProject(code, name, **said)


def kinds(compared: ListCompared) -> list[Differs]:
    return [one.kind for one in compared.differences]


@pytest.mark.parametrize(("line", "project", "kind"), [
    (theirs("甲"), ours("甲"), None),
    (theirs("甲", amounts=yuan(5)), ours("甲", amounts=yuan(5), days=(Day.year(2023),)), None),
    (theirs("甲", turned_down="不予认定"), ours("甲"), Differs.NOT_RECOGNISED),
    (theirs("甲", turned_down="不予认定"), ours("甲", reason=Unmet.PHASE), None),
    (theirs("甲"), ours("甲", reason=Unmet.NOT_RECOGNISED), Differs.NOT_RECOGNISED),
    (theirs("甲"), ours("甲", reason=Unmet.UNPROVEN), Differs.NO_PROOF),
    (theirs("甲"), ours("甲", reason=Unmet.BELOW), Differs.AMOUNT),
    (theirs("甲"), ours("甲", reason=Unmet.AFTER, params={"day": Day.year(2024)}), Differs.YEAR),
    (theirs("甲"), ours("甲", reason=Unmet.PHASE), Differs.ONLY_THERE),
    (theirs("甲", amounts=yuan(5)), ours("甲", amounts=yuan(6)), Differs.AMOUNT),
    (theirs("甲", amounts=yuan(5)), ours("甲"), Differs.AMOUNT),
    (theirs("甲", amounts=yuan(5)), ours("甲", amounts=(Money(500, Currency.USD),)), Differs.AMOUNT),
    (theirs("甲", day=Day.year(2022)), ours("甲", days=(Day.year(2023),)), Differs.YEAR),
    (theirs("甲", day=read_day("2023年12月") or Day.unknown()), ours("甲", days=(Day.year(2023),)), None),
    (theirs("乙"), ours("甲", reason=Unmet.PHASE), Differs.ONLY_THERE),
    (theirs("乙", turned_down="退回"), ours("甲", reason=Unmet.PHASE), None),
])
def test_each_difference_has_its_class(line: ListedProject, project: OurProject, kind: Differs | None) -> None:
    compared = compare_list([line], [project], YEAR)
    assert kinds(compared) == ([kind] if kind else [])
    assert compared.agreed == (kind is None and project.reason is None and not line.turned_down)


def test_what_only_we_count_is_only_here_proven_or_not() -> None:
    compared = compare_list([], [ours("甲"), ours("乙", "P2", is_proven=True), ours("丙", "P3", reason=Unmet.BEFORE)],
                         YEAR)
    assert [(one.kind, one.subject) for one in compared.differences] == [
        (Differs.ONLY_HERE, "P1"), (Differs.ONLY_HERE, "P2")]


@pytest.mark.parametrize(("line", "project", "is_one"), [
    (theirs("光伏支架项目", investor="晟阳光伏"), ours("光伏支架", investor="安徽晟阳光伏"), True),
    (theirs("智能水表", day=Day.year(2023)), ours("智能水表生产线", days=(Day.year(2023),)), True),
    (theirs("智能水表", amounts=yuan(5)), ours("智能水表生产线", amounts=yuan(5)), True),
    (theirs("智能水表"), ours("智能水表生产线"), False),
    (theirs("智能水表", amounts=yuan(5), investor="甲公司"), ours("智能水表生产线", investor="乙公司"), False)])
def test_names_of_one_another_are_paired_where_investor_amount_or_day_agrees_and_it_is_told(
        line: ListedProject, project: OurProject, is_one: bool) -> None:
    compared = compare_list([line], [project], YEAR)
    assert (compared.agreed, compared.alike) == ((1, ((line, project),)) if is_one else (0, ()))
    assert kinds(compared) == ([] if is_one else [Differs.ONLY_THERE, Differs.ONLY_HERE])


def test_amount_and_year_may_both_differ() -> None:
    line = theirs("甲", amounts=yuan(5), day=Day.year(2022))
    assert kinds(compare_list([line], [ours("甲", amounts=yuan(6))], YEAR)) == [Differs.AMOUNT, Differs.YEAR]


def test_two_lines_of_one_project_and_one_line_of_two_are_claimed_twice() -> None:
    two = compare_list([theirs("甲"), theirs("甲", 3)], [ours("甲")], YEAR)
    assert (kinds(two), two.agreed) == ([Differs.CLAIMED_TWICE], 0)
    of_two = [ours("一厂", "P1", credit_code=A), ours("二厂", "P2", credit_code=A)]
    (found,) = compare_list([theirs("总厂", credit_code=A)], of_two, YEAR).differences
    assert (found.kind, [one.code for one in found.ours], found.subject) == (
        Differs.CLAIMED_TWICE, ["P1", "P2"], "=总厂")
    turned = compare_list([theirs("甲"), theirs("甲", 3, turned_down="重复，退回")], [ours("甲")], YEAR)
    assert (kinds(turned), turned.agreed) == ([], 1), "a line that was turned down claims nothing"


ONLY_THERE = {
    Unmet.NOT_REACHED, Unmet.OTHER_COHORT, Unmet.NOT_HUNAN_RETURN, Unmet.NOT_TOP500, Unmet.NOT_IN, Unmet.NOT_FILLED,
    Unmet.EXCLUDED, Unmet.PHASE, Unmet.ENTERED_LATE, Unmet.RECEIPT_ENTERED_LATE, Unmet.RESULT_ENTERED_LATE,
    Unmet.NO_INCREASE, Unmet.NEVER_EXPECTED, Unmet.NOT_ON_TIME, Unmet.STAGE_LACKING, Unmet.NO_RATE, Unmet.STANDS,
    Unmet.RESULT_LACKING, Unmet.NO_RESULT, Unmet.RESULT_CURRENCY, Unmet.NO_RECEIPT, Unmet.WITHDRAWN,
    Unmet.OTHER_CURRENCY, Unmet.NO_ORIGIN, Unmet.OTHER_ORIGIN, Unmet.NO_FORM, Unmet.OTHER_FORM, Unmet.NONE_OF}
"""Reasons for which we do not count a project that are of no class of their own."""


def class_of(reason: Unmet) -> Differs:
    (kind,) = kinds(compare_list([theirs("甲")], [ours("甲", reason=reason)], YEAR))
    return kind


def test_every_reason_not_to_count_a_project_has_a_class_or_is_known_to_have_none() -> None:
    assert {reason for reason in Unmet if class_of(reason) is Differs.ONLY_THERE} == ONLY_THERE


@pytest.mark.parametrize(("kind", "reasons"), [
    (Differs.AMOUNT, (Unmet.BELOW_PER_MU, Unmet.NO_LAND, Unmet.RESULT_BELOW, Unmet.RESULT_IN_YEAR_BELOW)),
    (Differs.YEAR, (Unmet.RESULT_BEFORE, Unmet.RESULT_AFTER, Unmet.RESULT_OPEN, Unmet.TWO_YEARS)),
])
def test_reasons_of_land_and_results_are_of_the_class_of_amount_or_year(kind: Differs,
                                                                        reasons: tuple[Unmet, ...]) -> None:
    assert {class_of(reason) for reason in reasons} == {kind}


def test_a_line_turned_down_that_may_mean_a_project_we_count_is_told() -> None:
    turned = theirs("总厂", credit_code=A, turned_down="不予认定")
    counted, not_counted = ours("一厂", credit_code=A), ours("二厂", "P2", credit_code=A, reason=Unmet.PHASE)
    (found,) = compare_list([turned], [counted, not_counted], YEAR).differences
    assert (found.kind, found.theirs, found.ours) == (Differs.CLAIMED_TWICE, (turned,), (counted, not_counted))
    assert compare_list([turned], [replace(counted, reason=Unmet.PHASE), not_counted], YEAR).differences == ()
    named = compare_list([turned, theirs("一厂", 3)], [counted, not_counted], YEAR)
    assert (named.differences, named.agreed) == ((), 1), "a line that means the project alone goes before it"


def test_an_answer_holds_while_the_figures_are_the_same_wherever_the_line_stands() -> None:
    (was,) = compare_list([theirs("甲", amounts=yuan(5))], [ours("甲", amounts=yuan(6))], YEAR).differences
    (moved,) = compare_list([theirs(" 甲 ", 90, amounts=yuan(5))], [ours("甲", amounts=yuan(6))], YEAR).differences
    (other,) = compare_list([theirs("甲", amounts=yuan(4))], [ours("甲", amounts=yuan(6))], YEAR).differences
    assert (was.subject, was.figures) == (moved.subject, moved.figures)
    assert was.subject == other.subject
    assert was.figures != other.figures
    assert was.id_in(2023, "new_signed", "市局") == moved.id_in(2023, "new_signed", "市局")
    assert len({was.id_in(2023, "new_signed", "市局"), was.id_in(2022, "new_signed", "市局"),
                other.id_in(2023, "new_signed", "市局")}) == 3


NAMES = st.sampled_from(["甲厂", "乙厂", "丙厂", "丁厂", ""])
CREDIT = st.sampled_from(["", A, B])
DAYS = st.sampled_from([Day.unknown(), Day.year(2022), Day.month(2023, 6)])
AMOUNTS = st.sampled_from([(), yuan(5), yuan(6), (*yuan(5), Money(1, Currency.USD))])
LINES = st.builds(ListedProject, st.just("表"), st.integers(2, 99), NAMES, st.sampled_from(["", "P0", "P1"]), CREDIT,
                  AMOUNTS, DAYS, st.sampled_from(["", "不予认定"]), st.sampled_from(["", "甲公司"]))
PROJECTS = st.lists(st.tuples(CREDIT, AMOUNTS, st.sampled_from([None, *Unmet])), max_size=4).map(lambda made: [
    OurProject(f"P{at}", ["甲厂", "乙厂", "丙厂", "丁厂"][at], credit, amounts, reason=reason)
    for at, (credit, amounts, reason) in enumerate(made)])


@given(st.lists(LINES, max_size=6), PROJECTS)
def test_nothing_is_dropped_and_each_difference_is_one(lines: list[ListedProject], projects: list[OurProject]) -> None:
    compared = compare_list(lines, projects, YEAR)
    told = [*(id(line) for one in compared.differences for line in one.theirs)]
    counted = {project.code for project in projects if project.reason is None}
    differing = {project.code for one in compared.differences for project in one.ours}
    matches = matched([line.named for line in lines], [project.named for project in projects])
    alone = {projects[match.places[0]].code for line, match in zip(lines, matches, strict=True)
             if len(match.places) == 1 and not line.turned_down}
    assert counted - differing <= alone, "what we count is listed, or it differs"
    assert len(counted - differing) <= compared.agreed <= len(counted & alone)
    for line, match in zip(lines, matches, strict=True):
        if not match.places and not line.turned_down:
            assert id(line) in told
    assert len({(one.kind, one.subject) for one in compared.differences}) == len(compared.differences)


@given(LINES)
def test_a_line_is_kept_as_it_is(line: ListedProject) -> None:
    assert ListedProject.of_kept(json.loads(json.dumps(line.as_kept()))) == line
