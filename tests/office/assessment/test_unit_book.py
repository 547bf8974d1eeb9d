"""The sheet of units: what went out changes nothing when it comes in, and nor does what is not understood."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.ledger.made import write_xlsx
from tests.office.assessment.test_units import refused_for
from tests.office.entries import entries
from tests.office.figures.test_rollup_property import fresh
from tests.office.journal.test_undo import standing, sure
from tracker.domain.assessed import KIND_WORDS, UnitKind, UnitNamed, kind_of_unit
from tracker.domain.parts import PartOf
from tracker.domain.reasons import Code, Reason
from tracker.office.assessment.unit_book import UnitsTakenIn, sheet_of_units, take_in_units
from tracker.office.assessment.unit_targets import hand_down, targets_handed_down
from tracker.office.assessment.units import NewUnit, add_units, list_units
from tracker.office.journal.undo import undo
from tracker.office.outcome import Refused
from tracker.office.rules import rules_of
from tracker.report.lists.files import write_list
from tracker.report.lists.shape import Listing
from tracker.report.lists.units import sheet_table
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.sentences import sentence

if TYPE_CHECKING:
    from tracker.office.desk import Desk

HEAD = ["单位", "类别", "组别", "新签约（个）", "境内省外资金（万元）", "新开工 第一季度", "实际使用外资"]


def exported(desk: Desk, path: Path, lang: Lang = Lang.ZH) -> Path:
    """The sheet of 2023, written as the command writes it."""
    table = sheet_table(sheet_of_units(desk, 2023), lang)
    sure(write_list(Listing(("考核任务", "全部"), (table,), lang, desk.now(), "考核任务"), path))
    return path


def book(path: Path, *rows: list[Any], head: list[Any] | None = None) -> Path:
    return write_xlsx(path / "考核.xlsx", {"说明": [["2023 年考核办法"]], "考核任务": [
        ["2023 年目标任务分解表"], head or HEAD, *rows]})


def places(outcome: object) -> dict[str, Code]:
    """The place of each cell that is not understood, and why."""
    assert isinstance(outcome, Refused), outcome
    found = {}
    for reason in outcome.reasons:
        (why,) = reason.params["why"]
        assert isinstance(why, Reason)
        found[str(reason.params["place"])] = why.code
    return found


def test_a_sheet_is_taken_in_as_people_write_it(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path, ["新湾镇", "乡镇", "乡镇组", 3, 25000, "2 个", None], ["", "", "", "", "", "", ""],
                ["高新区", "园区", "", "", "1.2亿元", "", "320"], ["合计", "", "", 3, 37000, 2, ""])
    assert sure(take_in_units(desk, path, 2023)) == UnitsTakenIn(2, 0, 5, 0)
    assert list_units(desk) == (
        UnitNamed(1, "新湾镇", UnitKind.TOWNSHIP, "乡镇组"), UnitNamed(2, "高新区", UnitKind.PARK))
    assert [(one.assessed, one.indicator, one.value, one.unit, one.period) for one in targets_handed_down(desk)] == [
        ("新湾镇", "new_signed", "3", "个", None), ("新湾镇", "out_of_province", "25000", "万元", None),
        ("新湾镇", "new_started", "2", "个", PartOf("quarter", "1")),
        ("高新区", "out_of_province", "1.2", "亿元", None), ("高新区", "foreign", "320", "万美元", None)]
    was = standing(desk)
    assert sure(take_in_units(desk, path, 2023)) == UnitsTakenIn()
    assert standing(desk) == was
    sure(undo(desk, "错了"))
    assert (list_units(desk), targets_handed_down(desk)) == ((), ())


def test_what_changes_needs_a_reason_and_an_empty_cell_leaves_what_stands(desk: Desk, tmp_path: Path) -> None:
    sure(take_in_units(desk, book(tmp_path, ["新湾镇", "乡镇", "乡镇组", 3, 25000, 2, 320]), 2023))
    changed = book(tmp_path, ["新湾镇", "", "", 4, "", "无", ""])
    was = standing(desk)
    assert refused_for(take_in_units(desk, changed, 2023)) == [Code.NO_REASON]
    assert standing(desk) == was
    assert sure(take_in_units(desk, changed, 2023, "年中调整")) == UnitsTakenIn(0, 0, 1, 1)
    assert {(one.indicator, one.value) for one in targets_handed_down(desk)} == {
        ("new_signed", "4"), ("out_of_province", "25000"), ("foreign", "320")}
    assert {entry.reason for entry in entries(desk, limit=2)} == {"年中调整"}
    again = book(tmp_path, ["新湾 镇", "园区", "无", "", "", "", ""])
    assert sure(take_in_units(desk, again, 2023)) == UnitsTakenIn(0, 1, 0, 0)
    assert list_units(desk) == (UnitNamed(1, "新湾镇", UnitKind.PARK),)


def test_every_cell_that_is_not_understood_is_named_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    was = standing(desk)
    head = [*HEAD, "税收", "新签约", "新投产（万元）", "境内省外资金 三季度（万美元）"]
    path = book(tmp_path, ["新湾镇", "村", "", 3.5, "若干", "", "100万元"], ["", "乡镇", "", 2, "", "", ""],
                ["新湾　镇", "乡镇", "", 2, "", "", ""], ["高新区", "园区", "", "", "", "", True], head=head)
    assert places(take_in_units(desk, path, 2023)) == {
        "考核任务 H2": Code.UNKNOWN_INDICATOR, "考核任务 I2": Code.SHEET_TWICE,
        "考核任务 J2": Code.UNKNOWN_INDICATOR, "考核任务 K2": Code.UNKNOWN_INDICATOR,
        "考核任务 B3": Code.UNKNOWN_CHOICE,
        "考核任务 D3": Code.NOT_A_COUNT, "考核任务 E3": Code.NOT_AN_AMOUNT, "考核任务 G3": Code.WRONG_CURRENCY,
        "考核任务 A4": Code.UNIT_UNNAMED, "考核任务 A5": Code.SHEET_TWICE, "考核任务 G6": Code.NOT_A_NUMBER}
    assert refused_for(take_in_units(desk, book(tmp_path, ["新湾镇", "", "", 3]), 2023)) == [Code.UNIT_NO_KIND]
    other = write_xlsx(tmp_path / "别的.xlsx", {"表": [["项目", "金额"], ["甲", 3]]})
    assert refused_for(take_in_units(desk, other, 2023)) == [Code.SHEET_NO_UNITS]
    assert refused_for(take_in_units(desk, tmp_path / "没有.xlsx", 2023)) == [Code.SHEET_UNREAD]
    assert refused_for(take_in_units(desk, other, 23)) == [Code.YEAR_BEYOND]
    assert standing(desk) == was


@pytest.mark.parametrize("name", ["合计", "全区合计", "全市总计", "小计：", "合计（2个）", "Total"])
def test_a_sum_is_a_sum_as_in_ledgers_and_no_unit(desk: Desk, tmp_path: Path, name: str) -> None:
    path = book(tmp_path, ["新湾镇", "乡镇", "", 3, "", "", ""], [name, "乡镇", "", 3, "", "", ""])
    assert sure(take_in_units(desk, path, 2023)) == UnitsTakenIn(1, 0, 1, 0)


@pytest.mark.parametrize(("header", "period"), [
    ("新签约 十月", PartOf("month", "10")), ("新签约十二月", PartOf("month", "12")),
    ("新签约 第四季度", PartOf("quarter", "4")), ("新签约 5月份", PartOf("month", "5"))])
def test_a_period_is_a_number_in_whatever_numerals(desk: Desk, tmp_path: Path, header: str, period: PartOf) -> None:
    path = book(tmp_path, ["新湾镇", "乡镇", 3], head=["单位", "类别", header])
    sure(take_in_units(desk, path, 2023))
    assert [one.period for one in targets_handed_down(desk)] == [period]


def test_a_refused_cell_says_what_may_stand_in_it(desk: Desk, tmp_path: Path) -> None:
    outcome = take_in_units(desk, book(tmp_path, ["新湾镇", "村", "", 3, "", "", ""]), 2023)
    assert isinstance(outcome, Refused)
    (told,) = (sentence(reason, words(Lang.ZH)) for reason in outcome.reasons)
    assert "考核任务 B3" in told
    assert "乡镇街道" in told
    assert "改正后再导入" in told


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=3, of_each="database")
@pytest.mark.parametrize("seed", range(6))
def test_the_sheet_that_went_out_changes_nothing_and_makes_the_same_units_elsewhere(
        desk: Desk, sqlite_template: Path, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    names = ["新湾镇", "=1+1", "高新区（北区）", "12", "合计科", "琼湖街道"]
    sure(add_units(desk, [NewUnit(name, draw.choice(list(UnitKind)), draw.choice(["", "一组", "二组"]))
                          for name in names]))
    values = {"个": ["1", "36"], "万美元": ["320", "7.7万美元"],
              "亿元": ["2.5", "0.1", "30000万元", "9876.12345678"]}
    periods = [None, None, PartOf("quarter", "2"), PartOf("month", "11")]
    for name in names:
        for one in draw.sample(rules_of(desk, 2023).indicators, 3):
            if one.unit in values:
                sure(hand_down(desk, name, 2023, one.key, draw.choice(values[one.unit]), period=draw.choice(periods)))
    was = standing(desk)
    path = exported(desk, tmp_path / "考核.xlsx", draw.choice(list(Lang)))
    assert sure(take_in_units(desk, path, 2023)) == UnitsTakenIn()
    assert standing(desk) == was
    for elsewhere in fresh(sqlite_template):
        sure(take_in_units(elsewhere, path, 2023))
        assert units_of(elsewhere) == units_of(desk)
        assert targets_of(elsewhere) == targets_of(desk)
    assert len(targets_of(desk)) > 3


def units_of(desk: Desk) -> set[tuple[str, UnitKind, str]]:
    return {(one.name, one.kind, one.group) for one in list_units(desk)}


def targets_of(desk: Desk) -> set[tuple[object, ...]]:
    return {(one.assessed, one.indicator, one.period, one.value, one.unit) for one in targets_handed_down(desk)}


def test_a_kind_is_written_as_it_is_read_and_as_the_program_calls_it() -> None:
    for kind, said in KIND_WORDS.items():
        assert words(Lang.ZH).terms.unit_kind[kind] == said[0]
        assert {kind_of_unit(word) for word in said} == {kind_of_unit(kind.value)} == {kind}
    assert kind_of_unit("村") is None
