"""A meeting whose program is killed, at any of its points: what was entered is there, and it goes on where it was."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tui.conftest import day, sit_down, sure, take_in
from tests.tui.terminal import Terminal, terminal
from tests.tui.test_terminal import sound
from tracker.office.project import blockers

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a thing of Unix"),
    pytest.mark.xdist_group("terminal"),
]

Point = Callable[[Terminal], None]


@pytest.fixture
def office(furnished: Path, tmp_path: Path) -> Path:
    """Three blockers: 万骏船舶 is the most overdue, then 云帆船舶, then 桃花江二期 without a due day."""
    path = tmp_path / "small.db"
    shutil.copyfile(furnished, path)
    desk = sit_down(path)
    code = take_in(desk, "云帆船舶", "2023-01-05")
    sure(blockers.raise_blocker(desk, code, blockers.Raised("环评", "未批", due=day("2023-11-30"),
                                                            raised=day("2023-11-01"))))
    desk.store.close()
    return path


@contextmanager
def meeting(office: Path) -> Iterator[Terminal]:
    """The program on the review screen."""
    folder = office.parent
    with terminal("--db", str(office), cwd=folder, SANXIN_CONFIG=str(folder / "config")) as seat:
        seat.waits("万骏船舶", "F2 推进")
        seat.presses("8")
        seat.waits("会商 20", "[卡点]", "未销号 3")
        yield seat


def killed(seat: Terminal) -> None:
    seat.signals(signal.SIGKILL)
    assert seat.ends() == -signal.SIGKILL


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    kept = sqlite3.connect(path)
    try:
        return kept.execute(query).fetchall()
    finally:
        kept.close()


def begins(seat: Terminal) -> None:
    seat.presses("f2")
    seat.waits("1 / 3", "待议 3", "河湖岸线审批未通过")


def types_a_word(seat: Terminal) -> None:
    begins(seat)
    seat.presses("f5")
    seat.waits("最新进展")
    seat.types("专家已到现场")
    seat.waits("专家已到现场")


def says_it(seat: Terminal) -> None:
    types_a_word(seat)
    seat.presses("enter")
    seat.waits("跟进：专家已到现场", "待议 2")


def passes_over(seat: Terminal) -> None:
    says_it(seat)
    seat.presses("down")
    seat.waits("2 / 3", "环评")
    seat.presses("ctrl+n")
    seat.waits("3 / 3", "待议 1")


def takes_a_minute(seat: Terminal) -> None:
    passes_over(seat)
    seat.presses("ctrl+e")
    seat.waits("与某个卡点无关")
    seat.types("请水利局到会")
    seat.waits("请水利局到会")
    seat.presses("enter")
    seat.waits("已记下")


def is_about_to_close(seat: Terminal) -> None:
    takes_a_minute(seat)
    seat.presses("f2")
    seat.waits("还有 1 个卡点未议")
    seat.types("散会")
    seat.waits("散会")


@pytest.mark.story
@pytest.mark.parametrize(("point", "words", "minutes", "place"), [
    (begins, 0, ["start"], ("1 / 3", "待议 3", "河湖岸线审批未通过")),
    (types_a_word, 0, ["start"], ("1 / 3", "待议 3", "河湖岸线审批未通过")),
    (says_it, 1, ["start"], ("2 / 3", "待议 2", "环评")),
    (passes_over, 1, ["start", "skip"], ("3 / 3", "待议 1", "林地调规未批")),
    (takes_a_minute, 1, ["start", "skip", "note"], ("3 / 3", "待议 1", "林地调规未批")),
    (is_about_to_close, 1, ["start", "skip", "note"], ("3 / 3", "待议 1", "林地调规未批")),
], ids=lambda one: getattr(one, "__name__", None))
@pytest.mark.long(keep=1)
def test_killed_it_loses_nothing_and_goes_on_where_it_was(office: Path, point: Point, words: int, minutes: list[str],
                                                          place: tuple[str, ...]) -> None:
    before = len(rows(office, "select 1 from blocker_word"))
    with meeting(office) as seat:
        point(seat)
        killed(seat)
    sound(office)
    assert len(rows(office, "select 1 from blocker_word")) == before + words
    assert [word for (word,) in rows(office, "select word from review_word order by id")] == minutes
    with meeting(office) as seat:
        seat.waits("进行中", *place)
        seat.whole()


@pytest.mark.story
def test_a_word_that_was_being_typed_is_there_again(office: Path) -> None:
    with meeting(office) as seat:
        types_a_word(seat)
        killed(seat)
    with meeting(office) as seat:
        seat.waits("1 / 3")
        seat.presses("f5")
        seat.waits("上次没保存的内容", "专家已到现场")
        seat.presses("f8")
        seat.waits("已放回")
        seat.presses("enter")
        seat.waits("跟进：专家已到现场", "待议 2")
    assert rows(office, "select text from blocker_word order by id desc limit 1") == [("专家已到现场",)]


@pytest.mark.story
def test_killed_in_the_middle_of_writing_it_is_said_or_still_typed(office: Path) -> None:
    """The kill follows the Enter at once: the word is in the books, or in the form, and never half or twice."""
    with meeting(office) as seat:
        types_a_word(seat)
        seat.types("\r")
        killed(seat)
    sound(office)
    said = rows(office, "select text from blocker_word where text = '专家已到现场'")
    assert len(said) <= 1
    with meeting(office) as seat:
        seat.waits("进行中")
        if not said:
            seat.presses("f5")
            seat.waits("上次没保存的内容", "专家已到现场")
