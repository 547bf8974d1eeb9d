"""Every screen at every width: each line exactly as wide as the terminal, nothing broken, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from tests.tui.conftest import sitting
from tests.tui.test_project_screen import edits, opens
from tracker.words import Lang
from tui.app import SanxinApp

MakeApp = Callable[..., SanxinApp]

SIZES = [(40, 12), (60, 20), (79, 24), (80, 24), (93, 30), (120, 40), (140, 45), (200, 60)]


@pytest.mark.story
@pytest.mark.long(keep=3)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_no_line_is_broken(make_app: MakeApp, size: tuple[int, int]) -> None:
    async with sitting(make_app(), size) as officer:
        officer.board.choose("P0003")
        for keys in ((), ("enter",), ("f2",), ("escape",), ("f4",), ("escape",), ("end",), ("f1",), ("escape",)):
            await officer.presses(*keys)
            assert {cell_len(line) for line in officer.lines()} == {size[0]}, keys


async def test_a_resize_keeps_the_cursor_in_sight(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        officer.board.choose("P0008")
        await officer.pilot.resize_terminal(80, 24)
        await officer.waits()
        assert "启航船用" in officer.sees()
        await officer.pilot.resize_terminal(200, 60)
        await officer.waits()
        assert "启航船用" in officer.sees()


async def test_wide_enough_everything_of_a_card_is_there(make_app: MakeApp) -> None:
    """Name, investor, amount, days in stage, and the mark of a blocked one."""
    async with sitting(make_app(), (200, 45)) as officer:
        seen = officer.sees()
        for words in ("!万骏船舶", "湖南万骏船舶有限公司", "0.5亿", "河湖岸线", "逾期126工作日", "华电湖南能源有限公司",
                      "3.3亿", "21天"):
            assert words in seen, words


@pytest.mark.story
async def test_a_form_survives_a_resize(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f4")
        await officer.types("岸线还差一个章")
        await officer.pilot.resize_terminal(140, 45)
        await officer.waits()
        assert "岸线还差一个章" in officer.sees()


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=2)
@pytest.mark.parametrize("width", [60, 80, 93, 140])
async def test_a_key_of_a_form_stands_beside_what_it_does(make_app: MakeApp, width: int) -> None:
    async with sitting(make_app(lang=Lang.EN), (width, 30)) as officer:
        officer.board.choose("P0002")
        await officer.presses("f2")
        seen = officer.lines()
        for hint in ("Enter move to registered", "Tab next field", "Esc cancel", "F6 one more stage"):
            assert any(hint in line for line in seen), hint


@pytest.mark.story
async def test_the_keys_of_a_field_are_in_sight_below_why_it_cannot_be_read(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await opens(officer, "P0003")
        await edits(officer, "contract_amount")
        await officer.clears()
        await officer.types("若干")
        assert "按 5.2亿元、52000万元 填写" in officer.sees()
        assert "回车 保存" in officer.sees()


@pytest.mark.story
@pytest.mark.parametrize(("keys", "last"), [
    ("=", "shows"), ("ctrl+k", "goes back"), ("2 =", "cancels"), ("2 ctrl+d", "goes back"),
    ("2 ctrl+o", "cancels"),
])
async def test_the_keys_of_a_list_are_told_to_the_last(make_app: MakeApp, keys: str, last: str) -> None:
    async with sitting(make_app(lang=Lang.EN)) as officer:
        await officer.presses(*keys.split())
        assert last in officer.sees()
        assert "╯" in officer.sees()


@pytest.mark.story
async def test_in_a_window_too_low_for_a_form_tab_goes_from_field_to_field(make_app: MakeApp) -> None:
    async with sitting(make_app(), (80, 12)) as officer:
        await officer.presses("f4")
        first = officer.app.focused
        await officer.presses(*["tab"] * 8)
        assert officer.app.focused is not first
        assert officer.app.focused is not None
        assert officer.app.focused.id == "authority"
        assert "审批机关" in officer.sees()
        await officer.presses("pageup", "pageup")
        assert "提出卡点" in officer.sees()
