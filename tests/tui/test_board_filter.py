"""The board narrowed: by what is chosen, by who sits here, and in an office too large to be read at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.tui.conftest import sit_down, sitting
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.projects import amend
from tracker.office.register import register
from tracker.words import Lang
from tui.app import SanxinApp
from tui.dialogs.filter import FilterDialog
from tui.widgets.filter_line import FilterLine

MakeApp = Callable[..., SanxinApp]


def given(desk: Desk, project: str, **fields: str) -> None:
    assert isinstance(amend(desk, project, fields), Done)


async def test_an_officer_chooses_what_to_see_and_clears_it(make_app: MakeApp, office_desk: Desk) -> None:
    """Narrows to blocked projects, then to one park as well, reads the sum, clears with Esc."""
    async with sitting(make_app()) as officer:
        whole = officer.board.count
        await officer.presses("equals_sign")
        assert "筛选" in officer.sees()
        await officer.presses("enter")
        assert "[x] 有卡点" in officer.sees()
        assert officer.board.count == 2
        await officer.types("cbcyy")
        await officer.presses("enter", "escape")
        assert "情况：有卡点" in officer.sees()
        assert "园区：船舶产业园" in officer.sees()
        assert "2 个" in officer.sees()
        await officer.presses("escape")
        assert "已清除筛选" in officer.told()
        assert officer.board.count == whole
        assert not officer.app.screen.query(FilterLine)


async def test_a_choice_taken_twice_is_taken_back_and_f8_clears_all(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        whole = officer.board.count
        await officer.presses("fullwidth_equals_sign", "enter", "enter")
        assert officer.board.count == whole
        await officer.presses("enter", "down", "enter", "f8")
        assert officer.board.count == whole
        assert isinstance(officer.app.screen, FilterDialog)


@pytest.mark.parametrize("screen", ["1", "2"])
async def test_what_is_typed_narrows_letter_by_letter_and_widens_again(make_app: MakeApp, screen: str) -> None:
    """On board and ledger; a text longer than the box scrolls in it, so that its end is seen."""
    async with sitting(make_app()) as officer:
        await officer.presses(screen, "slash", "w", "j")
        assert "万骏船舶" in officer.sees()
        await officer.presses("x")
        assert "万骏船舶" not in officer.sees()
        await officer.presses("backspace")
        assert "万骏船舶" in officer.sees()
        await officer.types("很长的名字" * 12 + "终")
        assert "终" in officer.sees()


async def test_my_projects_are_one_key_away(make_app: MakeApp, office_desk: Desk) -> None:
    desk = replace(office_desk, who="新来的")
    async with sitting(make_app(desk)) as officer:
        await officer.presses("full_stop")
        assert "没有联络员是“新来的”的项目" in officer.told()
        given(desk, "万骏船舶", officer="新来的")
        await officer.presses("ctrl+r", "ideographic_full_stop")
        assert (officer.board.count, officer.board.card and officer.board.card.name) == (1, "万骏船舶")
        await officer.presses("full_stop")
        assert officer.board.count > 1


async def test_a_search_looks_within_the_filter(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("equals_sign", "enter", "escape", "slash")
        await officer.types("项目")
        assert officer.board.count == 0
        await officer.presses("escape", "escape")
        assert officer.board.count > 2


async def test_tags_and_names_are_said_in_english(make_app: MakeApp) -> None:
    async with sitting(make_app(lang=Lang.EN), (140, 45)) as officer:
        await officer.presses("equals_sign")
        seen = officer.sees()
        for words in ("blocked", "blocker overdue", "park", "origin", "tags"):
            assert words in seen


async def test_a_large_office_shows_a_page_before_everything_is_read(
        make_app: MakeApp, office_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says no count, since it would be wrong; soon after, everything is there."""
    monkeypatch.setattr(register, "READ_IN_A_MOMENT", 3)
    facts = []
    app = make_app()
    arrived = app._arrived
    monkeypatch.setattr(app, "_arrived", lambda found: (facts.append(found), arrived(found)))
    async with sitting(app) as officer:
        await officer.waits()
        assert [found.register.whole for found in facts] == [False, True]
        assert not facts[0].strip.figures
        assert "线索 2" in officer.sees()
        assert app.facts is not None
        assert app.facts.register.whole


async def test_what_another_terminal_changes_is_read_alone(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        other = sit_down(office_desk.store.location.path)
        given(other, "万骏船舶", name="万骏远洋船舶")
        other.store.close()
        officer.app._look()
        await officer.waits()
        await officer.waits()
        assert officer.board.card is not None
        assert officer.board.card.name == "万骏远洋船舶"


async def test_a_second_click_takes_a_choice_and_the_list_stays_open(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("equals_sign")
        lines = officer.lines()
        y = next(at for at, line in enumerate(lines) if "[ ] 有卡点" in line or "有卡点" in line)
        await officer.pilot.click(offset=(10, y), times=2)
        await officer.waits()
        assert isinstance(officer.app.screen, FilterDialog)
        assert "[x] 有卡点" in officer.sees()
        assert officer.board.count == 2
