"""Taking a changed ledger in: corrections are kept, officers are not overruled, nothing is taken away."""


from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import col, select

from tests.ledger.made import PROJECTS, RECEIPTS, with_cell, write_xlsx
from tests.office.taken import counted, everything, rows, small, the
from tracker.cli.shapes_intake import imported
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.stages import Stage, Status
from tracker.ledger.rows import NoteCode
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.outcome import Done
from tracker.office.project.moves import Milepost, advance, correct, reopen
from tracker.office.project.projects import add, amend
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.store.tables import (
    BlockerWord,
    Evidence,
    JournalEntry,
    Milestone,
    Profile,
    Project,
    Receipt,
    StatusChange,
)
from tracker.words import Lang
from tracker.words.ledger import change_line, problem_line

BOOKS = Path(__file__).parents[2] / "ledger" / "books"
pytestmark = pytest.mark.both_databases


@pytest.mark.story
def test_a_finer_day_corrects_a_coarser_one_and_not_the_other_way(desk: Desk, tmp_path: Path) -> None:
    """A year, its half, its quarter, a month, ten days of it, a day: each says more than the one before."""
    days = ["2023年", "2023年上半年", "2023年二季度", "2023年4月", "2023年4月中旬", "2023-04-18"]
    for day in days:
        answer = intake(desk, small(tmp_path, with_cell(PROJECTS, 3, "开工时间", day)))
        assert counted(answer, "projects")[1] == (day != days[0])
    assert the(desk, "恒瑞管桩二期").milestones[Stage.STARTED].occurred_on == date(2023, 4, 18)
    for day in days:
        assert counted(intake(desk, small(tmp_path, with_cell(PROJECTS, 3, "开工时间", day))), "projects")[:2] == (0, 0)
    other = intake(desk, small(tmp_path, with_cell(PROJECTS, 3, "开工时间", "2023年三季度")), dry_run=True)
    assert any("2023-04-18 → 2023三季度" in note for note in imported(other, Lang.ZH)["notes"])
    assert any("2023-04-18 → 2023Q3" in note for note in imported(other, Lang.EN)["notes"])


@pytest.mark.parametrize("raised", ["2022.7.3", None])
def test_what_was_said_of_a_blocker_is_not_recorded_again_a_year_later(desk: Desk, tmp_path: Path,
                                                                       raised: str | None) -> None:
    """Next month's book has the next year in its name, and the words of this month unchanged."""
    blockers = [["序号", "项目名称", "存在问题", "提出时间", "办理情况"],
                [1, "恒瑞管桩二期", "缺电", raised, "7月10日已报市局；8月5日补充材料"]]
    for month in ("2022年12月台账", "2023年9月台账", "2023年12月台账"):
        path = write_xlsx(tmp_path / f"{month}.xlsx", {"项目": PROJECTS, "问题清单": blockers})
        answer = intake(desk, path)
        assert counted(answer, "blockers")[:2] == ((1, 0) if month.startswith("2022") else (0, 0))
    with desk.reading() as session:
        words = session.exec(select(BlockerWord).order_by(col(BlockerWord.id))).all()
    assert [str(word.said_on) for word in words] == ["2022-07-10", "2022-08-05"]


def test_corrections_supersede_and_are_shown_first(desk: Desk, tmp_path: Path) -> None:
    intake(desk, small(tmp_path))
    changed = with_cell(with_cell(PROJECTS, 3, "开工时间", "2023-04-20"), 3, "计划总投资（亿元）", 1.8)
    path = small(tmp_path, with_cell(changed, 2, "投资方", "盛景集团"))
    dry = intake(desk, path, dry_run=True)
    assert counted(dry, "projects") == (0, 2, 0)
    notes = imported(dry, Lang.ZH)["notes"]
    assert any("2023-04-18 → 2023-04-20" in note and "1.7亿元 → 1.8亿元" in note for note in notes)
    assert any("started" in note for note in imported(dry, Lang.EN)["notes"])
    before = the(desk, "恒瑞管桩二期")
    answer = intake(desk, path)
    assert answer.written
    after = the(desk, "恒瑞管桩二期")
    assert after.milestones[Stage.STARTED].occurred_on == date(2023, 4, 20)
    assert after.milestones[Stage.STARTED].supersedes_id == before.milestones[Stage.STARTED].id
    assert after.profile.contract_minor == 180_000_000_00
    assert after.project.since == date(2023, 4, 20)
    assert after.project.version == before.project.version + 1
    assert the(desk, "万骏船舶").profile.investor == "盛景集团"
    assert rows(desk, Profile) == 4
    with desk.reading() as session:
        (latest,) = session.exec(select(JournalEntry).order_by(col(JournalEntry.id).desc()).limit(1))
        assert len(latest.detail["corrections"]) == 2
        project = session.get_one(Project, after.id)
        assert "盛景" not in project.search
    assert not intake(desk, path).written


def test_an_empty_cell_takes_nothing_away(desk: Desk, tmp_path: Path) -> None:
    intake(desk, small(tmp_path))
    emptied = with_cell(with_cell(PROJECTS, 3, "注册时间", None), 3, "投资方", None)
    answer = intake(desk, small(tmp_path, emptied))
    assert counted(answer, "projects") == (0, 0, 2)
    assert the(desk, "恒瑞管桩二期").profile.investor == "南洲控股有限公司"


def test_what_is_no_longer_in_the_file_stays(desk: Desk, tmp_path: Path) -> None:
    intake(desk, small(tmp_path))
    answer = intake(desk, small(tmp_path, PROJECTS[:2], [RECEIPTS[0], ["万骏船舶", "2023-05-01", 5, "万元", None]]))
    assert counted(answer, "projects") == (0, 0, 1)
    assert counted(answer, "receipts") == (1, 0, 0)
    assert any("恒瑞管桩二期" in note for note in imported(answer, Lang.ZH)["notes"])
    assert the(desk, "恒瑞管桩二期").receipts


@pytest.mark.parametrize(("header", "value", "kept"), [
    ("到资金额", 3300, (date(2023, 3, 17), 33_000_000_00)),
    ("到资日期", "2023-03-18", (date(2023, 3, 18), 32_000_000_00)),
])
def test_a_receipt_put_right(desk: Desk, tmp_path: Path, header: str, value: Any, kept: Any) -> None:
    intake(desk, small(tmp_path))
    answer = intake(desk, small(tmp_path, receipts=with_cell(RECEIPTS, 2, header, value)))
    assert counted(answer, "receipts") == (0, 1, 0)
    record = the(desk, "恒瑞管桩二期")
    (receipt,) = record.receipts
    assert (receipt.received_on, receipt.amount_minor) == kept
    assert receipt.supersedes_id is not None
    (paper,) = record.evidence
    assert (paper.receipt_id, paper.kind) == (receipt.id, "bank_slip")
    assert rows(desk, Receipt) == rows(desk, Evidence) == 2


def test_an_amount_that_falls_below_zero_becomes_money_that_went_back(desk: Desk, tmp_path: Path) -> None:
    """It is put right where other money covers it; the same book again changes nothing."""
    intake(desk, small(tmp_path))
    assert isinstance(add_receipt(desk, "恒瑞管桩二期", Day(date(2023, 3, 1)), Money(40_000_000_00)), Done)
    rows = with_cell(RECEIPTS, 2, "到资金额", -3200)
    path = small(tmp_path, receipts=[[*rows[0], "备注"], [*rows[1], "减资"]])
    answer = intake(desk, path)
    assert counted(answer, "receipts") == (0, 1, 0)
    assert [row.amount_minor for row in the(desk, "恒瑞管桩二期").receipts] == [40_000_000_00, -32_000_000_00]
    told = imported(answer, Lang.ZH)["notes"]
    assert "“到资”表里的负数，记为退回的资金（第 2 行）" in told
    assert any("3200万元 → -3200万元" in note for note in told)
    assert not intake(desk, path).written


@pytest.mark.parametrize(("amounts", "told"), [
    ((-3200,), "“-3200万元”：到 2023-03-17 共退回 3200万元，同一币种、同一来源只到资 0元"),
    ((3200, -3300), "“-3300万元”：到 2023-03-17 共退回 3300万元，同一币种、同一来源只到资 3200万元"),
])
def test_more_going_back_than_came_is_a_problem_of_its_row(desk: Desk, tmp_path: Path, amounts: tuple[int, ...],
                                                           told: str) -> None:
    """With the amounts; nothing of the ledger is taken in."""
    slip = RECEIPTS[1]
    receipts = [[*RECEIPTS[0], "备注"], *([*slip[:2], amount, *slip[3:], "减资"] for amount in amounts)]
    answer = intake(desk, small(tmp_path, receipts=receipts))
    assert not answer.written
    (problem,) = answer.problems
    assert (problem.code.value, problem.row, problem.column) == ("overdrawn", 1 + len(amounts), "C")
    assert told in problem_line(problem)


def test_money_that_arrived_and_went_back_on_one_day_is_told_apart(desk: Desk, tmp_path: Path) -> None:
    """In a second book each is compared with its own kind, in whatever order the rows stand."""
    header, slip = [*RECEIPTS[0], "备注"], [*RECEIPTS[1], None]
    back = [slip[0], slip[1], -200, "万元", None, "减资"]
    intake(desk, small(tmp_path, receipts=[header, slip, back]))
    assert sorted(row.amount_minor for row in the(desk, "恒瑞管桩二期").receipts) == [-2_000_000_00, 32_000_000_00]
    more = [header, [*back[:2], -300, *back[3:]], [*slip[:2], 3300, *slip[3:]]]
    answer = intake(desk, small(tmp_path, receipts=more))
    assert counted(answer, "receipts") == (0, 2, 0)
    rows = {row.amount_minor: row for row in the(desk, "恒瑞管桩二期").receipts}
    assert set(rows) == {-3_000_000_00, 33_000_000_00}
    (paper,) = the(desk, "恒瑞管桩二期").evidence
    assert paper.receipt_id == rows[33_000_000_00].id
    assert not [note for note in imported(answer, Lang.ZH)["notes"] if "退回的资金比" in note]
    assert (answer.book.receipts, answer.book.withdrawals) == (2, 1)


def test_what_an_officer_put_right_is_not_undone_by_the_old_ledger(desk: Desk, tmp_path: Path) -> None:
    path = small(tmp_path, with_cell(PROJECTS, 2, "备注", "2023年11月28日终止：解约"))
    intake(desk, path)
    assert isinstance(correct(desk, "恒瑞管桩二期", Stage.STARTED, day=Day(date(2023, 4, 25)), reason="看错"), Done)
    assert isinstance(amend(desk, "恒瑞管桩二期", {"investor": "南洲集团"}), Done)
    assert isinstance(reopen(desk, "万骏船舶", Day(date(2023, 12, 1)), "谈妥了"), Done)
    assert isinstance(add_receipt(desk, "恒瑞管桩二期", Day(date(2023, 3, 1)), Money(100)), Done)
    slip = the(desk, "恒瑞管桩二期").receipts[0].id
    assert slip is not None
    assert isinstance(void_receipt(desk, slip, "退回"), Done)
    before = everything(desk)
    answer = intake(desk, path)
    assert not answer.written
    assert everything(desk) == before
    assert [counted(answer, kind)[1:] for kind in ("projects", "receipts")] == [(0, 2), (0, 1)]
    assert len(answer.notes) >= 3


def test_new_stages_and_an_ending_since(desk: Desk, tmp_path: Path) -> None:
    intake(desk, small(tmp_path))
    later = with_cell(with_cell(PROJECTS, 3, "投产时间", "2023-12-01"), 2, "备注", "2023年12月2日终止：岸线不批")
    answer = intake(desk, small(tmp_path, later))
    assert counted(answer, "projects") == (0, 2, 0)
    assert the(desk, "恒瑞管桩二期").project.stage is Stage.PRODUCING
    assert the(desk, "万骏船舶").project.status is Status.TERMINATED
    assert rows(desk, StatusChange) == 1
    assert rows(desk, Milestone) == 9


def test_a_project_entered_by_hand_is_found_by_its_folded_name(desk: Desk, tmp_path: Path) -> None:
    add(desk, {"name": "恒瑞管桩（二期）", "investor": "南洲控股有限公司", "contract_amount": "1.7亿元"}, code="A-7",
        lead=Day.unknown())
    advance(desk, "A-7", [Milepost(Stage.SIGNED, Day(date(2023, 1, 16)))])
    projects = with_cell(PROJECTS, 3, "项目名称", "恒瑞管桩 (二期)")
    receipts = with_cell(RECEIPTS, 2, "项目名称", "恒瑞管桩【二期】")
    answer = intake(desk, small(tmp_path, projects, receipts))
    assert counted(answer, "projects") == (1, 1, 0), answer.problems
    assert the(desk, "A-7").project.stage is Stage.STARTED


def test_a_project_known_by_its_code_is_renamed(desk: Desk, tmp_path: Path) -> None:
    coded = [["项目编号", *PROJECTS[0]], ["Y-1", *PROJECTS[1]], ["Y-2", *PROJECTS[2]]]
    intake(desk, small(tmp_path, coded))
    coded[1] = ["Y-1", "万骏造船", *PROJECTS[1][1:]]
    answer = intake(desk, small(tmp_path, coded))
    assert counted(answer, "projects") == (0, 1, 1)
    assert the(desk, "Y-1").profile.name == "万骏造船"
    coded[1] = ["Y-1", "恒瑞管桩二期", *PROJECTS[1][1:]]
    coded[2] = ["Y-2", "别的名字", *PROJECTS[2][1:]]
    clash = intake(desk, small(tmp_path, coded, RECEIPTS[:1]))
    assert [one.code for one in clash.problems] == ["duplicate_project"]


def _month(tmp_path: Path, month: int, *rows: list[Any]) -> Path:
    """A monthly report of money that arrived, with the list of projects beside it."""
    return write_xlsx(tmp_path / f"{month}.xlsx", {
        "台账": [["项目名称", "投资方", "合同金额（万元）", "签约时间", "开工时间"],
                 ["甲项目", "甲公司", 1000, "2023-01-05", "2023-09-20"]],
        "月报": [[f"某县2023年{month}月到位资金月报（单位：万元）"],
                 ["项目名称", "投资方", "责任单位", "本月到位资金", "本年累计到位资金"], *rows]})


def test_the_next_month_adds_its_money_and_takes_none_away(desk: Desk, tmp_path: Path) -> None:
    intake(desk, _month(tmp_path, 9, ["甲项目", "甲公司", "商务局", 100, 100]))
    answer = intake(desk, _month(tmp_path, 10, ["甲项目", "甲公司", "商务局", 100, 250]))
    assert (answer.problems, counted(answer, "receipts")) == ((), (1, 0, 0)), "as much again is other money"
    with desk.reading() as session:
        receipts = session.exec(select(Receipt).order_by(col(Receipt.received_on))).all()
    assert [(str(one.received_on), one.superseded_at) for one in receipts] == [
        ("2023-09-01", None), ("2023-10-01", None)]
    assert the(desk, "甲项目").milestones[Stage.FUNDED].occurred_on == date(2023, 9, 1)
    (differs,) = [note for note in answer.notes if note.code is NoteCode.ARRIVED_DIFFERS]
    assert differs.params["names"] == ("甲项目 250万元（200万元）",)


def test_the_money_of_a_month_that_is_here_by_its_days_is_only_compared(desk: Desk, tmp_path: Path) -> None:
    intake(desk, _month(tmp_path, 9, ["甲项目", "甲公司", "商务局", "", ""]))
    done = add_receipt(desk, "甲项目", Day(date(2023, 10, 12)), Money(80_000_000))
    assert isinstance(done, Done)
    answer = intake(desk, _month(tmp_path, 10, ["甲项目", "甲公司", "商务局", 100, 100]))
    assert (answer.problems, counted(answer, "receipts")) == ((), (0, 0, 1))
    (differs,) = [note for note in answer.notes if note.code is NoteCode.MONTHS_DIFFER]
    assert (differs.params["said"], differs.params["read"]) == (Money(100_000_000), Money(80_000_000))


def test_a_stage_reached_on_an_unknown_day_is_told_as_such(desk: Desk, tmp_path: Path) -> None:
    """It is a correction, and no change from nothing to nothing."""
    header = ["项目名称", "投资方", "项目阶段"]
    intake(desk, write_xlsx(tmp_path / "a.xlsx", {"项目": [header, ["甲项目", "甲公司", "已签约"]]}))
    answer = intake(desk, write_xlsx(tmp_path / "b.xlsx", {"项目": [header, ["甲项目", "甲公司", "已注册"]]}))
    (change,) = answer.changes
    assert "注册 空 → 日期不详" in change_line(change)


def test_a_quarter_whose_months_the_office_holds_is_the_same_money(desk: Desk, tmp_path: Path) -> None:
    title, who = ["2023年到位资金（单位：万元）"], ["项目名称", "投资方"]
    intake(desk, write_xlsx(tmp_path / "a.xlsx", {"月报": [title, [*who, "1月", "2月", "3月"],
                                                           ["甲项目", "甲公司", 100, None, 200]]}))
    answer = intake(desk, write_xlsx(tmp_path / "b.xlsx", {"季报": [title, [*who, "一季度", "二季度"],
                                                                    ["甲项目", "甲公司", 300, 300]]}))
    assert answer.problems == ()
    assert sorted((str(one.received_on), one.precision.value) for one in the(desk, "甲项目").receipts) == [
        ("2023-01-01", "month"), ("2023-03-01", "month"), ("2023-04-01", "quarter")]
    again = intake(desk, tmp_path / "b.xlsx")
    assert counted(again, "receipts") == (0, 0, 2)


@pytest.mark.parametrize("books", [1, 2])
def test_money_by_month_and_by_day_is_counted_once_in_one_book_and_in_two(desk: Desk, tmp_path: Path,
                                                                          books: int) -> None:
    """Only a month whose receipts are listed has its money from the list; a receipt known by its year is of no month.
    """
    months = [["2023年到位资金（单位：万元）"], ["项目名称", "投资方", "责任单位", "1月", "2月", "3月"],
              ["甲项目", "甲公司", "商务局", 100, 200, 500]]
    days = [["项目名称", "到账时间", "到账金额（万元）"], ["甲项目", "2023-01-15", 100], ["甲项目", "2023-02-10", 150],
            ["甲项目", "2023年", 7]]
    bare = [["项目名称", "投资方", "责任单位"], ["甲项目", "甲公司", "商务局"]]
    first, *more = ({"月报": months, "到资明细": days},) if books == 1 else (
        {"项目": bare, "到资明细": days}, {"月报": months})
    answer = intake(desk, write_xlsx(tmp_path / "a.xlsx", first))
    for sheets in more:
        answer = intake(desk, write_xlsx(tmp_path / "b.xlsx", sheets))
    assert answer.problems == ()
    assert sorted((one.amount_minor // 10**6, one.precision.value) for one in the(desk, "甲项目").receipts) == [
        (7, "year"), (100, "day"), (150, "day"), (500, "month")]
    (differs,) = [note for note in answer.notes if note.code is NoteCode.MONTHS_DIFFER]
    assert (differs.params["month"], differs.params["read"]) == ("2023-02", Money(150_000_000))


def test_the_next_month_of_receipts_and_an_amount_put_right(desk: Desk, tmp_path: Path) -> None:
    """Two slices alike on one day are asked about; a later book adds what is new, and one amount is corrected."""
    (folder,) = BOOKS.glob("36-*")
    assert [(one.code, one.row) for one in intake(desk, folder / "input.xlsx").problems] == [("duplicate_receipt", 3)]
    book = openpyxl.load_workbook(folder / "next-month.xlsx")
    book["到资明细"].delete_rows(4)
    book.save(tmp_path / "a.xlsx")
    assert counted(intake(desk, tmp_path / "a.xlsx"), "receipts") == (2, 0, 0)
    assert counted(intake(desk, folder / "next-month.xlsx"), "receipts") == (1, 0, 2)
    assert counted(intake(desk, folder / "corrected-amount.xlsx"), "receipts") == (0, 1, 2)
    assert sorted(row.amount_minor // 10**6 for row in the(desk, "甲项目").receipts) == [200, 200, 550]


def test_a_name_with_a_blank_in_it_is_the_same_person(desk: Desk, tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "招商联络员", "链长"]
    first = write_xlsx(tmp_path / "a.xlsx", {"总表": [header, ["甲项目", "甲公司", "陈 芳", "王　伟"],
                                                   ["乙项目", "乙公司", "陈芳", "王伟"]],
                                             "高新区": [header, ["甲项目", "甲公司", "陈芳", None]]})
    answer = intake(desk, first)
    assert not answer.problems
    assert [the(desk, name).profile.officer for name in ("甲项目", "乙项目")] == ["陈 芳", "陈 芳"]
    second = write_xlsx(tmp_path / "b.xlsx", {"总表": [header, ["甲项目", "甲公司", "陈芳", "王伟"],
                                                    ["丙项目", "丙公司", "陈  芳", "李 娜"]]})
    assert intake(desk, second).changes == ()
    assert the(desk, "丙项目").profile.officer == "陈 芳"
