"""The weekly review beside the meeting: its further pages, weeks gone by, the ways in and out, odd names, paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import HOSTILE, day, sitting, sure, take_in
from tests.tui.meetings import current, later, page
from tracker.domain.blocking import Word
from tracker.domain.meeting import MeetingState
from tracker.office.desk import Desk
from tracker.office.project import blockers
from tracker.office.review import meeting as review_meeting
from tracker.words import Lang
from tui.app import SanxinApp
from tui.screens.project import ProjectScreen
from tui.screens.review import ReviewScreen
from tui.screens.review_sitting import PARTS

MakeApp = Callable[..., SanxinApp]


async def test_a_past_week_is_shown_as_it_was_known_and_nothing_can_be_changed(make_app: MakeApp, desk: Desk) -> None:
    sure(review_meeting.start(desk))
    sure(blockers.say(desk, 1, Word.NOTE, "会上说的"))
    sure(review_meeting.close(desk, "散会"))
    later(desk, "2024-01-09 04:00")
    sure(blockers.say(desk, 1, Word.NOTE, "后来说的"))
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8")
        assert "会商 2024-W02" in officer.sees()
        await officer.presses("right_square_bracket")
        assert "2024-W03" in officer.told()
        await officer.presses("left_square_bracket", "left_square_bracket")
        assert "会商 2023-W52" in officer.sees()
        assert "按 2023-12-31 12:00 所知 · 只读" in officer.sees()
        await officer.presses("right", "pagedown", "pagedown")
        assert "会上说的" in officer.sees()
        assert "后来说的" not in officer.sees()
        for key in ("f5", "f8", "f7", "ctrl+n", "ctrl+e", "f2", "f4"):
            await officer.presses(key)
            assert isinstance(officer.app.screen, ReviewScreen), key
        assert "2023-W52 已成定论，只能看" in officer.told()
        await officer.presses("left_square_bracket")
        assert "还什么都不知道" in officer.told()
        assert "会商 2023-W52" in officer.sees()
        await officer.presses("escape")
        assert "会商 2024-W02" in officer.sees()
    assert page(desk).meeting.state is MeetingState.PLANNED


async def test_the_further_pages_say_what_changed_what_is_sick_and_how_it_went(make_app: MakeApp,
                                                                               desk: Desk) -> None:
    sure(review_meeting.start(desk))
    sure(review_meeting.close(desk))
    later(desk, "2024-01-03 04:00")
    sure(blockers.say(desk, 2, Word.ANSWER, "林地批文已下", by="林业局"))
    sure(blockers.say(desk, 1, Word.DUE, "", due=day("2024-01-05")))
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8", "tab")
        seen = officer.sees()
        assert "与上周相比（上周以 2023-12-31 12:00 所知为准）" in seen
        assert "已答复 1" in seen
        assert "2024-01-05  还有 2 天到期" in seen
        await officer.presses("tab")
        assert "签约 811 天未开工（上限 365 天）" in officer.sees()
        await officer.presses("enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        await officer.presses("escape", "tab")
        seen = officer.sees()
        assert "2023-W52" in seen
        assert "2024-W01" in seen
        assert "河湖岸线" in seen
        await officer.presses("escape")
        assert "卡在哪里" in officer.sees()
        await officer.presses("shift+tab")
        assert "各类别，按周" in officer.sees()


async def test_the_page_and_the_minutes_are_printed(make_app: MakeApp, desk: Desk, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8", "ctrl+o")
        assert "卡点周会商-2023-W52.docx" in officer.sees()
        await officer.presses("enter")
        assert (tmp_path / "卡点周会商-2023-W52.docx").stat().st_size > 5_000
        await officer.presses("ctrl+o", "up", "right")
        assert "卡点周会商纪要-2023-W52.docx" in officer.sees()
        await officer.presses("down")
        await officer.clears()
        await officer.types("nowhere/minutes.docx")
        await officer.presses("enter")
        assert not isinstance(officer.app.screen, ReviewScreen), "refused: the folder is not there"
        await officer.clears()
        await officer.types("minutes.md")
        await officer.presses("enter")
        assert "万骏船舶" in (tmp_path / "minutes.md").read_text(encoding="utf-8")


async def test_a_page_takes_the_place_of_another_file_only_at_the_second_enter(
        make_app: MakeApp, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "卡点周会商-2023-W52.docx"
    own.write_text("自己的", "utf-8")
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8", "ctrl+o", "enter")
        assert "回车 替换原文件" in officer.sees()
        assert own.read_text("utf-8") == "自己的"
        await officer.presses("enter")
        assert own.stat().st_size > 5_000
        await officer.presses("ctrl+o", "enter")
        assert isinstance(officer.app.screen, ReviewScreen), "its own page is replaced without a word"


async def test_it_is_reached_from_the_blockers_and_left_for_a_project(make_app: MakeApp, desk: Desk) -> None:
    async with sitting(make_app(desk, lang=Lang.EN), (140, 45)) as officer:
        await officer.presses("3", "w")
        assert isinstance(officer.app.screen, ReviewScreen)
        await officer.presses("f2", "enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        await officer.presses("escape")
        assert "1 / 2" in officer.sees()
        assert "2 remain" in officer.sees()


@pytest.mark.story
async def test_an_office_where_nothing_is_stuck_says_so(make_app: MakeApp, desk: Desk) -> None:
    for number in (1, 2):
        sure(blockers.say(desk, number, Word.ANSWER, "好了"))
        sure(blockers.say(desk, number, Word.VERIFY, ""))
    later(desk, "2024-01-09 04:00")
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8")
        assert "没有未销号的卡点" in officer.sees()
        for key in ("enter", "f5", "ctrl+n", "tab", "tab", "tab", "tab"):
            await officer.presses(key)
            assert isinstance(officer.app.screen, ReviewScreen)
        await officer.presses("f2", "ctrl+n", "f5", "down", "end", "f2", "enter")
    assert page(desk).meeting.state is MeetingState.CLOSED


@pytest.mark.story
@pytest.mark.long(keep=1)
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (200, 60)])
async def test_names_that_look_like_code_are_only_text(make_app: MakeApp, desk: Desk, size: tuple[int, int]) -> None:
    for name in HOSTILE:
        code = take_in(desk, name, "2023-01-05")
        number = sure(blockers.raise_blocker(desk, code, blockers.Raised(
            name, name * 20, bureau=name, permit=name, authority=name * 9, due=day("2024-01-05"))))
        sure(blockers.say(desk, number, Word.NOTE, name * 30, by=name))
    async with sitting(make_app(desk), size) as officer:
        await officer.presses("8", "f2")
        sure(review_meeting.note(desk, HOSTILE[0] * 9))
        for _ in range(len(HOSTILE) + 2):
            assert all(len(line) <= size[0] for line in officer.lines())
            assert current(officer).project in officer.sees()
            await officer.presses("f5", "escape", "down")
        for _ in range(3):
            await officer.presses("tab")
            assert all(len(line) <= size[0] for line in officer.lines())


@pytest.mark.story
@pytest.mark.long(keep=1)
@pytest.mark.parametrize("key", ["f5", "f6", "ctrl+g"])
async def test_in_every_part_a_key_acts_on_the_highlighted_line(make_app: MakeApp, key: str) -> None:
    """Follow-up, answer, correction: the form is about the project of the line under the cursor, or none is opened."""
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("8")
        opened = []
        for part in PARTS:
            if part != PARTS[0]:
                await officer.presses("tab")
            for _ in range(10):
                line = next((line for line in officer.lines() if line.startswith("▌")), "")
                await officer.presses(key)
                if not isinstance(officer.app.screen, ReviewScreen):
                    form = officer.sees()
                    about = [name for name in ("万骏船舶", "桃花江二期") if f"：{name} " in form]
                    assert about, form
                    assert about[0] in line
                    opened.append((part, line))
                    await officer.presses("escape")
                await officer.presses("down")
        assert {part for part, _ in opened} == {"meeting", "changes", "health"}
        assert len({*opened}) == 2 + 2 + 4, "each of the two blockers, and both projects twice among the findings"
