"""Lists as offices keep them: further pages, a project in two sections, columns of stages, two amounts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import Rows, found, read, write_xlsx
from tracker.domain.stages import Stage, Status
from tracker.ledger.rows import Ledger, NoteCode

HEADER = ["序号", "项目名称", "投资方", "合同金额（万元）", "签约时间", "开工时间"]
A = [1, "甲项目", "甲公司", 5000, "2023-01-02", None]


def book(tmp_path: Path, rows: Rows, merges: tuple[str, ...] = ()) -> Ledger:
    return read(write_xlsx(tmp_path / "a.xlsx", {"表": rows}, [("表", where) for where in merges]))


def codes(ledger: Ledger) -> set[NoteCode]:
    return {note.code for note in ledger.notes}


def test_the_title_of_a_further_page_is_no_section(tmp_path: Path) -> None:
    ledger = book(tmp_path, [["2023项目表"], HEADER, A, ["2023项目表（续）"], HEADER, [2, "乙项目", *A[2:]]])
    assert found(ledger) == set()
    assert ["notes" in row.profile for row in ledger.projects] == [False, False]


@pytest.mark.parametrize(("amount", "rows"), [(5000, 1), (6000, 2)])
def test_a_project_in_two_sections_is_one_where_they_do_not_contradict(tmp_path: Path, amount: int, rows: int) -> None:
    second: list[Any] = [1, "甲项目", "甲公司", amount, "2023-01-02", "2023-04-05"]
    ledger = book(tmp_path, [HEADER, ["一、新签约项目"], A, ["二、新开工项目"], second])
    assert len(ledger.projects) == rows
    assert bool(found(ledger)) is (rows == 2)
    if rows == 1:
        assert str(ledger.projects[0].milestones[Stage.STARTED]) == "2023-04-05"
        assert ledger.projects[0].profile["notes"]["所在分组"] == "一、新签约项目\n二、新开工项目"


def test_the_same_row_twice_in_a_section_is_asked_about(tmp_path: Path) -> None:
    assert found(book(tmp_path, [HEADER, A, [2, *A[1:]]])) == {("表", 3, "B", "duplicate_project")}


def test_the_second_of_two_amounts_is_named(tmp_path: Path) -> None:
    rows = [["项目名称", "投资额", None, "签约时间"], [None, "人民币（亿元）", "美元（万美元）", None],
            ["甲项目", 2, 400, "2023-01-02"], ["乙项目", None, 300, "2023-01-02"]]
    ledger = book(tmp_path, rows, ("B1:C1", "A1:A2", "D1:D2"))
    (note,) = [note for note in ledger.notes if note.code is NoteCode.SECOND_AMOUNT]
    assert note.params["rows"] == (3,)


@pytest.mark.parametrize("group", ["", "项目进展情况"])
def test_a_quarter_without_a_year_is_asked_about_below_a_group_too(tmp_path: Path, group: str) -> None:
    rows = [*([["项目名称", "投资方", group, None]] if group else []),
            [*([None, None] if group else ["项目名称", "投资方"]), "签约时间", "开工时间"],
            ["甲项目", "甲公司", "第三季度", None]]
    ledger = book(tmp_path, rows, ("A1:A2", "B1:B2", "C1:D1") if group else ())
    assert found(ledger) == {("表", len(rows), "C", "not_a_date")}


@pytest.mark.parametrize(("header", "read_as_stage"), [("推进状态", True), ("建设性质", False)])
def test_words_for_stages_are_read_or_named(tmp_path: Path, header: str, read_as_stage: bool) -> None:
    rows = [["项目名称", "投资方", "园区", header], *([name, "甲", "高新区", word] for name, word in (
        ("甲项目", "在建"), ("乙项目", "前期"), ("丙项目", "暂停")))]
    ledger = book(tmp_path, rows)
    assert (Stage.STARTED in ledger.projects[0].milestones) is read_as_stage
    assert (ledger.projects[2].ending is not None) is read_as_stage
    assert (NoteCode.STAGES_UNREAD in codes(ledger)) is not read_as_stage


def test_money_over_some_time_below_a_title_of_money_is_compared(tmp_path: Path) -> None:
    rows = [["某县2023年3月到位资金统计表（万元）"],
            ["项目名称", "总投资", "签约时间", "本月到位资金", "本年累计", "截至上年底累计"],
            ["甲项目", 1000, "2022-01-01", 100, 300, 500]]
    (row,) = book(tmp_path, rows).projects
    assert [(one.header, one.spans) for one in row.arrived] == [
        ("本年累计", ((date(2023, 1, 1), date(2023, 3, 31)),)), ("截至上年底累计", ((None, date(2022, 12, 31)),))]


@pytest.mark.parametrize(("progress", "stage", "status"), [
    ("在建", Stage.STARTED, None), ("已竣工投产", Stage.PRODUCING, None), ("施工图设计中", Stage.SIGNED, None),
    ("暂缓", Stage.SIGNED, Status.PAUSED), ("已终止", Stage.SIGNED, Status.TERMINATED),
    ("因土地问题，与投资方协商后已终止洽谈另行选址", Stage.SIGNED, None)])
def test_progress_tells_of_what_has_no_column(tmp_path: Path, progress: str, stage: Stage,
                                              status: Status | None) -> None:
    ledger = book(tmp_path, [["项目名称", "投资方", "签约时间", "目前进展"], ["甲项目", "甲公司", "2023-01-02",
                                                                              progress]])
    (row,) = ledger.projects
    assert max(row.milestones, key=lambda step: step.rank) is stage
    assert (row.ending.status if row.ending else None) is status
    assert row.profile["notes"] == {"目前进展": progress}
    assert (NoteCode.STAGE_TOLD in codes(ledger)) is (stage is not Stage.SIGNED or status is not None)


def test_progress_tells_nothing_of_a_stage_that_has_a_column(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "开工时间", "目前进展"], ["甲项目", "甲公司", None, "在建"]]
    assert Stage.STARTED not in book(tmp_path, rows).projects[0].milestones


@pytest.mark.parametrize(("cell", "started"), [
    ("已开工", "不详"), ("2023年5月已开工", "2023-05"), ("2023年5月", None), ("预计2023年5月", None), ("未开工", None)])
def test_the_column_of_an_expected_day_says_that_it_has_come(tmp_path: Path, cell: str, started: str | None) -> None:
    rows = [["项目名称", "投资方", "计划开工时间"], ["甲项目", "甲公司", cell]]
    ledger = book(tmp_path, rows)
    day = ledger.projects[0].milestones.get(Stage.STARTED)
    assert (day if day is None else str(day) or "不详") == started
    assert (NoteCode.STAGE_TOLD in codes(ledger)) is (started is not None)
