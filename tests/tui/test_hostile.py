"""Names nobody would give a project are text and nothing but text: on every screen and in every notification."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import HOSTILE, sitting, take_in
from tracker.office.desk import Desk
from tui.app import SanxinApp
from tui.text import drawn

MakeApp = Callable[..., SanxinApp]


@pytest.mark.story
@pytest.mark.long(keep=1)
@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_on_every_screen(make_app: MakeApp, empty: Desk, name: str) -> None:
    code = take_in(empty, name, "2023-01-05", ("signed", "2023-02-10"), ("registered", "2023-03-01"), investor=name,
                   park=name, officer=name, chain_leader=name, roles=f"{name.replace('=', '')}=谁", notes=name)
    async with sitting(make_app(empty), (140, 45)) as officer:
        assert officer.board.card is not None
        assert name in officer.sees()
        for key in ("f2", "f3", "f4", "f11"):
            await officer.presses(key)
            assert name in officer.sees()
            await officer.presses("escape")
        await officer.presses("f4")
        await officer.types(name)
        await officer.presses("enter", "enter")
        assert name in officer.told()
        await officer.presses("f5")
        assert name in officer.sees()
        await officer.types(name)
        await officer.presses("enter", "enter")
        assert officer.sees().count(name) >= 5
        await officer.presses("escape", "slash")
        await officer.types(name)
        assert name in officer.sees()
        await officer.presses("enter", "f3")
        await officer.types("1亿元")
        await officer.presses("enter")
        assert name in officer.told()
    assert code


@pytest.mark.parametrize(("text", "shown"), [
    ("甲\x1b[31m乙", "甲?[31m乙"), ("甲\x00乙", "甲?乙"), ("甲\u202e乙", "甲乙"), ("甲\n乙", "甲 乙"),
    ("甲\u200b乙", "甲乙"), ("A & B <合资>", "A & B <合资>"),
])
def test_what_would_steer_the_terminal_is_taken_out(text: str, shown: str) -> None:
    assert drawn(text) == shown
