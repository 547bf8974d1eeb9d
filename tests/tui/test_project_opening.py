"""A project opens: its page is painted with what it shows, and no key typed meanwhile is lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from tests.tui.conftest import sitting
from tests.tui.settled import PATIENCE, hit, settled
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tui.app import SanxinApp
from tui.facts import Opened, open_in_full
from tui.screens.project import ProjectScreen

MakeApp = Callable[..., SanxinApp]


async def test_a_slow_office_shows_the_page_at_once_and_the_project_when_it_is_there(
        make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.project.A_MOMENT", 0.0)
    async with sitting(make_app()) as officer:
        assert officer.board.choose("P0003")
        await officer.presses("enter")
        assert "船舶产业园" in officer.sees()


async def test_keys_typed_while_a_project_is_read_are_meant_for_it(
        make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, answer = threading.Event(), threading.Event()

    def held_up(desk: Desk, code: str) -> Opened | Refused:
        asked.set()
        assert answer.wait(PATIENCE)
        return open_in_full(desk, code)

    monkeypatch.setattr("tui.screens.project.A_MOMENT", 10.0)
    async with sitting(make_app()) as officer:
        assert officer.board.choose("P0003")
        with monkeypatch.context() as slow:
            slow.setattr("tui.screens.project.open_in_full", held_up)
            hit(officer.pilot, "enter")
            while not asked.is_set():
                await asyncio.sleep(0.01)
            hit(officer.pilot, "f3")
            answer.set()
            await settled(officer.pilot)
        assert "登记到资" in officer.sees()
        await officer.presses("escape")
        assert isinstance(officer.app.screen, ProjectScreen)
