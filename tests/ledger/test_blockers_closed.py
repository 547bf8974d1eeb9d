"""Blockers that a book says are done with, in words, columns or sections; and the years of days written without one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import found, read, write_xlsx
from tracker.domain.blocking import Word
from tracker.ledger.blocker_words import YearMeant
from tracker.ledger.rows import BlockerRow, Ledger, NoteCode
from tracker.words.ledger import note_line

PROJECTS = [["项目名称", "投资方", "签约时间"], ["甲项目", "甲公司", "2024-01-05"]]
TODAY = date(2026, 9, 30)
CLOSES = (Word.VERIFY, Word.ANSWER)


def one(tmp_path: Path, *above: list[Any], **cells: Any) -> Ledger:
    row = {"序号": 1, "项目名称": "甲项目", "存在问题": "缺电", "提出时间": "2026.6.1", "办结时限": "2026.8.1", **cells}
    rows = [list(row), *above, list(row.values())]
    return read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "问题清单": rows}), today=TODAY)


def of(ledger: Ledger) -> BlockerRow:
    assert found(ledger) == set()
    (row,) = ledger.blockers
    return row


def closed(row: BlockerRow) -> list[tuple[Word, str]]:
    return [(word.word, str(word.day)) for word in row.words if word.word in CLOSES]


@pytest.mark.parametrize(("said", "word", "day"), [
    ("已销号（2026.7.28）", Word.VERIFY, "2026-07-28"), ("已销号（7月28日）", Word.VERIFY, "2026-07-28"),
    ("已解决", Word.VERIFY, ""), ("已办结", Word.VERIFY, ""), ("已销号", Word.VERIFY, ""),
    ("问题已协调解决。", Word.VERIFY, ""),
    ("2026年7月28日已完成整改，销号", Word.VERIFY, "2026-07-28"),
    ("7月10日已报市局；8月5日已解决", Word.VERIFY, "2026-08-05"), ("已于7月28日销号", Word.VERIFY, "2026-07-28"),
    ("已完成整改", Word.ANSWER, "")])
def test_what_was_done_can_say_that_it_is_done_with(tmp_path: Path, said: str, word: Word, day: str) -> None:
    ledger = one(tmp_path, 办理情况=said)
    assert closed(of(ledger)) == [(word, day)]
    (line,) = [note_line(note) for note in ledger.notes if note.code is NoteCode.CLOSED_IN_WORDS]
    assert (day or "不详") in line


@pytest.mark.parametrize("said", ["未解决", "部分解决", "方案已批", "尽快办结", "请上级协调解决", "申请销号", "待销号",
                                  "协调解决", "已解决用水，用电未解决", "7月10日已报市局；8月5日补充材料"])
def test_other_words_leave_it_open(tmp_path: Path, said: str) -> None:
    assert closed(of(one(tmp_path, 办理情况=said))) == []


@pytest.mark.parametrize("header", ["是否解决", "是否办结", "是否销号"])
@pytest.mark.parametrize(("cell", "day"), [("是（2026.7.20）", "2026-07-20"), ("已解决", ""), ("是", ""),
                                           ("已解决（7月20日）", "2026-07-20")])
def test_a_column_that_asks_whether_it_is_done(tmp_path: Path, header: str, cell: str, day: str) -> None:
    assert closed(of(one(tmp_path, **{header: cell}))) == [(Word.VERIFY, day)]


@pytest.mark.parametrize("column", [{"状态": "未销号"}, {"是否销号": "否"}, {"是否解决": "否"}])
def test_a_column_that_says_no_holds_over_words(tmp_path: Path, column: dict[str, str]) -> None:
    ledger = one(tmp_path, 办理情况="已解决", **column)
    assert closed(of(ledger)) == []
    assert NoteCode.CLOSED_AGAINST_STATE in {note.code for note in ledger.notes}


@pytest.mark.parametrize(("section", "done"), [
    ("一、已销号问题（1个）", True), ("一、已解决", True), ("一、未销号问题（1个）", False), ("一、用地类", False)])
def test_the_section_says_it_and_is_kept(tmp_path: Path, section: str, done: bool) -> None:
    row = of(one(tmp_path, [section]))
    assert closed(row) == ([(Word.VERIFY, "")] if done else [])
    (kept,) = [word.text for word in row.words if word.word is Word.NOTE]
    assert kept.startswith("所在分组：一、")


@pytest.mark.parametrize(("since", "until", "year", "said", "day"), [
    (date(2025, 7, 3), date(2026, 1, 31), 2026, "7月10日", "2025-07-10"),
    (date(2025, 11, 20), date(2026, 1, 31), 2026, "1月5日", "2026-01-05"),
    (date(2025, 7, 3), date(2026, 1, 31), 2026, "6月20日", "2025-06-20"),
    (None, date(2026, 1, 31), 2026, "7月10日", "2025-07-10"), (None, date(2026, 1, 31), 2026, "1月5日", "2026-01-05"),
    (None, date(2026, 1, 31), None, "1月5日", "None"),
    (date(2025, 7, 3), date(2026, 1, 31), None, "2024.5.1", "2024-05-01")])
def test_the_year_of_a_day_without_one(since: date | None, until: date, year: int | None, said: str, day: str) -> None:
    assert str(YearMeant(since, until, year).day(said)) == day


@pytest.mark.parametrize("title", ["", "截止日期：2026年1月31日"])
def test_words_are_not_of_a_day_after_the_book(tmp_path: Path, title: str) -> None:
    """The projects' title can tell the day of the book; without one nothing is later than today."""
    rows = [["项目名称", "存在问题", "提出时间", "办理情况"],
            ["甲项目", "缺电", None, "7月10日已报市局；8月5日补充材料"]]
    sheets = {"项目": [[title], *PROJECTS], "问题清单": rows}
    row = of(read(write_xlsx(tmp_path / "2026年1月台账.xlsx", sheets), today=TODAY))
    year = "2025" if title else "2026"
    assert [str(word.day) for word in row.words] == [f"{year}-07-10", f"{year}-08-05"]
