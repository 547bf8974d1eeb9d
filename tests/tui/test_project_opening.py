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
from tracker.words import Lang, spoken
from tracker.words.figures import FiguresWords
from tui.app import SanxinApp
from tui.facts import Opened, open_in_full
from tui.screens.project import ProjectScreen
from tui.screens.project_figures import FiguresHere, figures_here
from tui.widgets.page import Page, Row

IN_FIGURES = spoken(Lang.ZH, FiguresWords).in_figures.format(year=2023)
MakeApp = Callable[..., SanxinApp]


async def test_a_slow_office_shows_the_page_at_once_and_the_project_when_it_is_there(
        make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.project.A_MOMENT", 0.0)
    async with sitting(make_app()) as officer:
        assert officer.board.choose("P0003")
        await officer.presses("enter")
        assert "船舶产业园" in officer.sees()


async def test_the_figures_a_project_counts_in_are_there_with_its_first_picture(
        make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    show = Page.show

    def noted(page: Page, build: Callable[[int], list[Row]]) -> None:
        shown.append(str(page.id))
        show(page, build)

    monkeypatch.setattr("tui.screens.project.A_MOMENT", 10.0)
    monkeypatch.setattr(Page, "show", noted)
    async with sitting(make_app(), size=(140, 60)) as officer:
        assert officer.board.choose("P0003")
        await officer.presses("enter")
        assert IN_FIGURES in officer.sees()
        assert sorted(shown) == ["doing", "knowing"]


async def test_figures_that_take_long_come_to_a_project_that_is_shown(
        make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = threading.Event()

    def held_up(desk: Desk, code: str, year: int, lang: Lang) -> FiguresHere:
        assert answer.wait(PATIENCE)
        return figures_here(desk, code, year, lang)

    monkeypatch.setattr("tui.screens.project.figures_here", held_up)
    async with sitting(make_app(), size=(140, 60)) as officer:
        assert officer.board.choose("P0003")
        hit(officer.pilot, "enter")
        async with asyncio.timeout(PATIENCE):
            while "船舶产业园" not in officer.sees():
                await asyncio.sleep(0.01)
        assert IN_FIGURES not in officer.sees()
        answer.set()
        await settled(officer.pilot)
        assert IN_FIGURES in officer.sees()


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
