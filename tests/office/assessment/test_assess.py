"""Units are scored by what counts for them, their targets and marks: worked out by hand, by day and as known then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.domain.assessment.published import MARKS, line
from tests.office.assessment.test_units import refused_for
from tests.office.build import WAN, YI, Slice, in_place, made, on, put
from tests.office.journal.test_undo import sure
from tests.office.rulesets import text_of
from tracker.domain.assessed import CreditHow, UnitKind
from tracker.domain.parts import period_of
from tracker.domain.reasons import Code
from tracker.domain.rules import read_ruleset
from tracker.domain.scoring_working import MissingInput, Wanting
from tracker.office.assessment.assess import Assessed, assess, grain_of
from tracker.office.assessment.credits import credit
from tracker.office.assessment.marks import give_mark
from tracker.office.assessment.unit_targets import hand_down
from tracker.office.assessment.units import NewUnit, add_units, regroup_unit
from tracker.office.outcome import Refused

if TYPE_CHECKING:
    from tests.conftest import Clock, Make
    from tracker.office.desk import Desk

TEXT = text_of(MARKS
    + line('way = "proportion"\ncompletion = "out_of_province"\npoints = 60\nfull_from = "100%"', "money")
    + line('way = "above_target"\ncompletion = "new_signed"\nbase = 20\npoints = 5\neach = "50%"\nwhole = true\n'
           "most_above = 10", "signed")
    + line('way = "per_unit"\nactual = ["new_started", "new_producing"]\nfactors = { new_producing = 2 }\n'
           "once = true\npoints = 4\nat_most = 10", "works")
    + line('way = "per_unit"\nactual = "missing"\nbase = 5\npoints = -1\nat_least = 0', "reports_score"))
RULES = read_ruleset(TEXT.encode(), "考核.toml")


@pytest.fixture(autouse=True)
def _in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "考核.toml").write_text(TEXT, "utf-8")
    monkeypatch.setenv("SANXIN_RULES", str(tmp_path))


def four_projects(desk: Desk) -> None:
    """甲 is the township's, in July it moves to the park; 乙 is shared 60 to 40; 丙 the park's; 丁 nobody's."""
    in_place(desk, "某县")
    put(desk, made("甲", "2023-01-01", "2023-03-01", "2023-04-01", "2023-05-01", "2023-06-01", "2023-12-01",
                   origin="out_of_province", contract_minor=3 * YI,
                   receipts=(Slice(on("2023-05-01"), 5000 * WAN), Slice(on("2023-09-01"), 4000 * WAN))),
        made("乙", "2023-01-01", "2023-04-01", "2023-04-02", "2023-05-01", "2023-08-01", origin="out_of_province",
             receipts=(Slice(on("2023-05-01"), 1000 * WAN),)),
        made("丙", "2023-01-01", "2023-04-01", origin="out_of_province"),
        made("丁", "2023-01-01", "2023-04-01", origin="out_of_province"))
    sure(add_units(desk, [NewUnit("新湾镇", UnitKind.TOWNSHIP, "一组"), NewUnit("高新区", UnitKind.PARK, "一组")]))
    sure(credit(desk, "甲", "新湾镇", on("2023-01-01")))
    sure(credit(desk, "甲", "高新区", on("2023-07-01"), CreditHow.MOVED))
    sure(credit(desk, "乙", "新湾镇", on("2023-01-01"), CreditHow.SHARED, share=6000))
    sure(credit(desk, "乙", "高新区", on("2023-01-01"), CreditHow.SHARED, share=4000))
    sure(credit(desk, "丙", "高新区", on("2023-01-01")))
    for name, money, signed in (("新湾镇", "1亿元", "1"), ("高新区", "1亿元", "2")):
        sure(hand_down(desk, name, 2023, "out_of_province", money))
        sure(hand_down(desk, name, 2023, "new_signed", signed))
    sure(give_mark(desk, "高新区", 2023, "missing", "2", body="考核办", on=date(2023, 7, 10)))


@pytest.fixture
def desk(prepared: Callable[[Make], tuple[Desk, None]]) -> Desk:
    """That office."""
    return prepared(four_projects)[0]


def assessed(desk: Desk, until: date, as_of: datetime | None = None) -> Assessed:
    found = assess(desk, 2023, until=until, as_of=as_of)
    assert not isinstance(found, Refused), found
    return found


def lines(found: Assessed, unit: str) -> dict[str, Fraction | None]:
    one = found.of_unit(unit)
    assert one is not None
    return {score.key: score.points for score in one.score.lines}


@pytest.mark.story
@pytest.mark.both_databases
def test_two_units_worked_out_by_hand(desk: Desk) -> None:
    """新湾镇: money 5000 + 600 of 1亿元 is 56%, 33.6 of 60; signed 1.6 of 1 is 160%, 20 and 5 for the first 50%;
    甲 started before it moved and 0.6 of 乙: 1.6 x 4 = 6.4; no report missing: 5.
    高新区: 4000 + 400 is 44%, 26.4; 0.4 + 1 of 2 signed is below the target; 甲 produces, 2, and 0.4 of 乙 started:
    2.4 x 4 = 9.6; two reports missing: 3.
    """
    found = assessed(desk, until=date(2023, 12, 31))
    assert lines(found, "新湾镇") == {
        "money": Fraction("33.6"), "signed": 25, "works": Fraction("6.4"), "reports_score": 5}
    assert lines(found, "高新区") == {
        "money": Fraction("26.4"), "signed": 0, "works": Fraction("9.6"), "reports_score": 3}
    assert [(one.unit.name, one.score.total, one.score.rank) for one in found.units] == [
        ("新湾镇", 70, 1), ("高新区", 39, 2)]
    assert all(one.score.is_whole for one in found.units)


@pytest.mark.story
@pytest.mark.both_databases
def test_by_a_day_and_as_known_then(desk: Desk, clock: Clock) -> None:
    """By the end of June 甲 is the township's whole; marks given later are not known by that day."""
    half = assessed(desk, until=date(2023, 6, 30))
    assert lines(half, "新湾镇")["works"] == 4
    assert lines(half, "高新区") == {"money": Fraction("2.4"), "signed": 0, "works": 0, "reports_score": 5}
    then = clock.at + timedelta(minutes=1)
    clock.at += timedelta(days=1)
    sure(give_mark(desk, "高新区", 2023, "missing", "5", body="考核办", reason="又缺三次"))
    sure(regroup_unit(desk, "高新区", "二组"))
    now, before = (assessed(desk, until=date(2023, 12, 31), as_of=moment) for moment in (None, then))
    assert [lines(one, "高新区")["reports_score"] for one in (now, before)] == [0, 3]
    assert [[one.score.rank for one in found.units] for found in (now, before)] == [[1, 1], [1, 2]]


def test_what_comes_next_and_what_it_would_bring(desk: Desk) -> None:
    found = assessed(desk, until=date(2023, 12, 31))
    park = found.of_unit("高新区")
    assert park is not None
    goals = {(one.line, one.kind.value): (one.more, one.then) for one in park.goals}
    assert goals[("money", "full")] == (Fraction("0.56"), 60)
    assert goals[("signed", "target")] == (1, 20)  # 0.6 of a project is lacking, and there is no part of one
    assert found.with_more("高新区", {"out_of_province": Fraction("0.56"), "new_signed": Fraction(1)}).total == (
        39 + Fraction("33.6") + 20)


def test_a_target_that_is_not_handed_down_is_named(desk: Desk) -> None:
    sure(add_units(desk, [NewUnit("招商局", UnitKind.BUREAU)]))
    found = assessed(desk, until=date(2023, 12, 31)).of_unit("招商局")
    assert found is not None
    assert found.score.missing == (MissingInput(Wanting.TARGET, "out_of_province"),
                                   MissingInput(Wanting.TARGET, "new_signed"))
    assert found.score.total == 5


def test_there_is_no_assessment_without_rules(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SANXIN_RULES")
    assert refused_for(assess(desk, 2023, by_now=True)) == [Code.NO_ASSESSMENT]


def test_money_grows_by_round_amounts() -> None:
    grains = {one.key: grain_of(one) for one in RULES.indicators}
    assert (grains["new_signed"], grains["out_of_province"], grains["foreign"]) == (
        1, Fraction(1, 10_000), Fraction(1, 100))


QUARTERS = text_of(MARKS.replace("usual = 0", "usual = 0\n") + line(
    'way = "per_unit"\nactual = ["reports", "missing"]\npoints = 0', "given") + "".join(
    line(f'way = "proportion"\ncompletion = "{key}"\nof_period = "{period}"\npoints = 10', name)
    for name, key, period in (("first", "new_signed", "quarter.1"), ("second", "new_signed", "quarter.2"),
                              ("may", "out_of_province", "month.5"), ("fourth", "new_signed", "quarter.4"))))


def test_lines_of_a_month_or_quarter(desk: Desk, tmp_path: Path) -> None:
    """新湾镇: 甲 signed in the first quarter, 1 of 2; 0.6 of 乙 in the second, of 3; 5000 + 600万元 in May, of 7000.
    The fourth quarter has not begun by the end of June, and afterwards waits for its target.
    """
    (tmp_path / "考核.toml").write_text(QUARTERS, "utf-8")
    for value, period in (("2", "quarter.1"), ("3", "quarter.2")):
        sure(hand_down(desk, "新湾镇", 2023, "new_signed", value, period=period_of(period)))
    sure(hand_down(desk, "新湾镇", 2023, "out_of_province", "7000万元", period=period_of("month.5")))
    half = assessed(desk, until=date(2023, 6, 30)).of_unit("新湾镇")
    assert half is not None
    assert {one.key: one.points for one in half.score.lines[1:]} == {"first": 5, "second": 2, "may": 8, "fourth": None}
    assert MissingInput(Wanting.NOT_BEGUN, "fourth") in half.score.missing
    whole = assessed(desk, until=date(2023, 12, 31)).of_unit("新湾镇")
    assert whole is not None
    assert [one.points for one in whole.score.lines[1:]] == [5, 2, 8, None]
    assert MissingInput(Wanting.TARGET, "new_signed") in whole.score.missing


def test_a_group_that_no_unit_is_in_is_named(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "考核.toml").write_text(TEXT + "".join(
        line(f'way = "per_unit"\nactual = "new_signed"\npoints = 1\ngroups = ["一组", "{group}"]', name)
        for name, group in (("x", "园区组"), ("y", "专班组"))), "utf-8")
    assert assessed(desk, until=date(2023, 12, 31)).groups_of_nobody == ("园区组", "专班组")
