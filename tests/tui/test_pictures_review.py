"""Pictures of the weekly review: planned, in the meeting, its further pages, a week gone by, its forms."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tui.conftest import Officer, Standing, day, sit_down, sure, take_in
from tests.tui.test_pictures import SIZES, Compare, Does, MakeApp, prepared
from tracker.domain.blocking import Word
from tracker.office.desk import Desk
from tracker.office.project import blockers
from tracker.office.review import meeting as review_meeting
from tracker.words import Lang

NEXT_WEEK = datetime(2024, 1, 5, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def second_week_file(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A meeting was held in the last week of the year; in the first of the next five blockers are open."""
    path = tmp_path_factory.mktemp("second_week") / "office.db"
    shutil.copyfile(furnished, path)
    clock = Standing()
    desk = replace(sit_down(path), clock=clock)
    colleague = replace(desk, who="联络员06")
    yun = take_in(desk, "云帆船舶", "2023-01-05", park="船舶产业园")
    sure(blockers.raise_blocker(desk, yun, blockers.Raised(
        "产业基金", "基金尽调未完成，出资协议没有签", bureau="国投集团", person="负责人甲", level="city",
        raised=day("2023-11-01"), due=day("2023-12-15"))))
    sure(blockers.raise_blocker(desk, "恒瑞管桩二期", blockers.Raised(
        "用电", "专线未建", bureau="供电公司", raised=day("2023-12-01"), due=day("2024-01-08"), blocking=False)))
    sure(review_meeting.start(desk))
    sure(blockers.say(desk, 1, Word.DUE, "", due=day("2024-01-02"), permit="湘水许〔2023〕118号", authority="省水利厅"))
    sure(blockers.say(desk, 3, Word.ANSWER, "协议已签", by="国投集团"))
    sure(review_meeting.close(desk, "下次一月五日"))
    clock.at = NEXT_WEEK
    sure(blockers.say(colleague, 3, Word.REJECT, "只签了意向"))
    sure(blockers.say(colleague, 2, Word.ANSWER, "林地批文已下", by="林业局"))
    sure(blockers.raise_blocker(colleague, "金莫特电子年产三百万台变压器生产线项目", blockers.Raised(
        "环评", "环评报告书未批", bureau="生态环境局", due=day("2024-01-20"))))
    desk.store.close()
    return path


@pytest.fixture
def second_week(second_week_file: Path, tmp_path: Path) -> Desk:
    """A desk at a copy of that office, in that next week."""
    path = tmp_path / "second_week.db"
    shutil.copyfile(second_week_file, path)
    return replace(sit_down(path), clock=Standing(NEXT_WEEK))


async def planned(officer: Officer) -> None:
    await officer.presses("8")


async def meeting(officer: Officer) -> None:
    await officer.presses("8", "f2", "f5")
    await officer.types("专家评审已过，等批文")
    await officer.presses("enter")


async def escalating(officer: Officer) -> None:
    await officer.presses("8", "f2", "down", "f9")


async def closing(officer: Officer) -> None:
    await officer.presses("8", "f2", "ctrl+n", "f2")


async def changes(officer: Officer) -> None:
    await officer.presses("8", "tab")


async def health(officer: Officer) -> None:
    await officer.presses("8", "tab", "tab")


async def trends(officer: Officer) -> None:
    await officer.presses("8", "shift+tab")


async def last_week(officer: Officer) -> None:
    await officer.presses("8", "left_square_bracket")


async def printing(officer: Officer) -> None:
    await officer.presses("8", "ctrl+o")


EVERY = [planned, meeting, escalating, closing, changes, health, trends, last_week, printing]


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("does", EVERY)
def test_pictures(snap_compare: Compare, make_app: MakeApp, second_week: Desk, does: Does, lang: Lang,
                  size: tuple[int, int]) -> None:
    """What an officer sees of the weekly review."""
    assert snap_compare(make_app(second_week, lang), terminal_size=size, run_before=prepared(does))


def test_in_ascii(snap_compare: Compare, make_app: MakeApp, second_week: Desk,
                  monkeypatch: pytest.MonkeyPatch) -> None:
    """For terminals that draw boxes two cells wide."""
    monkeypatch.setenv("SANXIN_ASCII", "1")
    assert snap_compare(make_app(second_week), terminal_size=(80, 24), run_before=prepared(meeting))
