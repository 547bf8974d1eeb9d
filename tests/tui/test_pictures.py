"""Pictures of each screen at 80x24 and 140x45; the time stands still and no cursor blinks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.conftest import Officer
from tracker.words import Lang
from tui.app import SanxinApp
from tui.widgets.text_box import TextBox

MakeApp = Callable[..., SanxinApp]
Does = Callable[[Officer], Awaitable[None]]
Compare = Callable[..., bool]

SIZES = [(80, 24), (140, 45)]


def prepared(does: Does) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def before(pilot: Pilot[Any]) -> None:
        officer = Officer(pilot)
        await officer.waits()
        await does(officer)
        for field in officer.app.screen.query("Input, TextBox").results(Input | TextBox):
            field.cursor_blink = False
        await officer.waits()

    return before


async def board(officer: Officer) -> None:
    officer.board.choose("P0003")


async def project(officer: Officer) -> None:
    await board(officer)
    await officer.presses("enter")


async def move(officer: Officer) -> None:
    officer.board.choose("P0002")
    await officer.presses("f2")


async def blocker(officer: Officer) -> None:
    await board(officer)
    await officer.presses("f4")
    await officer.types("用地指标没有批下来")
    await officer.presses("enter", *"yd")


async def follow_up(officer: Officer) -> None:
    await board(officer)
    await officer.presses("f5")


async def receipt(officer: Officer) -> None:
    await board(officer)
    await officer.presses("f3")
    await officer.types("3000万元")


async def search(officer: Officer) -> None:
    await officer.presses("slash")
    await officer.types("wjcb")


async def palette(officer: Officer) -> None:
    await officer.presses("ctrl+p")


async def help_screen(officer: Officer) -> None:
    await officer.presses("f1")


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
@pytest.mark.parametrize("does", [board, project, move, blocker, follow_up, receipt, search, palette, help_screen])
def test_in_chinese(snap_compare: Compare, make_app: MakeApp, does: Does, size: tuple[int, int]) -> None:
    """What an officer sees."""
    assert snap_compare(make_app(), terminal_size=size, run_before=prepared(does))


@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
@pytest.mark.parametrize("does", [board, project, move])
def test_in_english(snap_compare: Compare, make_app: MakeApp, does: Does, size: tuple[int, int]) -> None:
    """The same in English."""
    assert snap_compare(make_app(lang=Lang.EN), terminal_size=size, run_before=prepared(does))


def test_in_ascii(snap_compare: Compare, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """For terminals that draw boxes two cells wide."""
    monkeypatch.setenv("SANXIN_ASCII", "1")
    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=prepared(project))
