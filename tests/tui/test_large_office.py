"""A large office on the screens: what is read by pages looks and works as what is in memory, read in threads alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tui.conftest import Officer, sitting, take_in
from tests.tui.test_ledger import names, on_column
from tracker.office.desk import Desk
from tracker.office.register import register as opening
from tracker.office.register.paged import PagedRegister
from tui.app import SanxinApp
from tui.screens.ledger import LedgerScreen

MakeApp = Callable[..., SanxinApp]

READS = ("bring", "_read", "_holding", "_places_of", "sums")
"""What of a register by pages may ask the database."""


@pytest.fixture(autouse=True)
def by_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every office is read by pages; the officer's own settings lie in a folder of the test's."""
    monkeypatch.setenv("SANXIN_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr(opening, "HELD_IN_MEMORY", 0)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a register by pages asked the database on the interface's own thread."""
    found: list[str] = []

    def noted(name: str, real: Any) -> Any:
        def asks(self: PagedRegister, *given: Any) -> Any:
            reads = name != "bring" or not all(map(self.stands_ready, given[0]))
            if reads and threading.current_thread() is threading.main_thread():
                found.append(name)
            return real(self, *given)
        return asks

    for name in READS:
        monkeypatch.setattr(PagedRegister, name, noted(name, getattr(PagedRegister, name)))
    return found


def ledger_of(officer: Officer) -> LedgerScreen:
    screen = officer.app.screen
    assert isinstance(screen, LedgerScreen)
    return screen


async def test_the_ledger_reads_in_threads_alone(make_app: MakeApp, office_desk: Desk, asked: list[str]) -> None:
    for number in range(60):
        take_in(office_desk, f"第{number:02}号项目", "2022-02-01", park="草尾镇")
    async with sitting(make_app(), (140, 30)) as officer:
        await officer.presses("2")
        assert isinstance(ledger_of(officer).arrangement.register, PagedRegister)
        asked.clear()
        assert "71 个" in officer.sees()
        await officer.presses("slash")
        await officer.types("59hao")
        assert names(officer) == ["第59号项目"]
        await officer.presses("escape")
        await on_column(officer, "amount")
        await officer.presses("f8")
        assert names(officer)[:3] == ["启航船用配套产业园", "恒瑞管桩二期", "草尾50MW风电项目"]
        await officer.presses("end")
        assert "第59号项目" in officer.sees()
        await officer.presses("ctrl+g")
        assert ledger_of(officer).arrangement.groups
        assert not asked


async def test_what_is_found_is_opened_also_where_enter_is_quicker_than_the_search(
        make_app: MakeApp, office_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sitting(make_app(), (140, 30)) as officer:
        await officer.presses("2")
        await officer.presses("slash")
        screen, going = ledger_of(officer), threading.Event()
        real = PagedRegister._holding
        monkeypatch.setattr(PagedRegister, "_holding", lambda self, rows, parts: (
            going.wait(20), real(self, rows, parts))[1])
        screen.searched("wjcb")
        screen.go_to_found()
        assert officer.app.screen is screen
        going.set()
        await officer.waits()
        assert officer.app.screen is not screen
        assert "万骏船舶" in officer.sees()


async def test_the_board_reads_in_threads_alone(make_app: MakeApp, office_desk: Desk, asked: list[str]) -> None:
    for number in range(60):
        take_in(office_desk, f"第{number:02}号项目", "2022-02-01", park="草尾镇", contract_amount="1亿元")
    async with sitting(make_app(), (140, 30)) as officer:
        facts = officer.app.facts
        assert facts is not None
        assert isinstance(facts.register, PagedRegister)
        asked.clear()
        await officer.presses("slash")
        await officer.types("59hao")
        assert officer.board.count == 1
        assert "第59号项目" in officer.sees()
        await officer.presses("escape")
        card = officer.board.card
        assert card is not None
        assert card.name == "第59号项目"
        await officer.presses("home", "end")
        await officer.presses("equals_sign")
        await officer.types("草尾镇")
        await officer.presses("enter")
        await officer.presses("escape")
        assert officer.board.count >= 60
        assert "亿" in officer.sees()
        await officer.presses("escape")
        await officer.presses("full_stop")
        assert officer.board.count >= 60
        assert not asked


async def test_what_is_in_sight_and_was_let_go_of_is_read_again(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 30)) as officer:
        facts = officer.app.facts
        assert facts is not None
        held = facts.register
        assert isinstance(held, PagedRegister)
        held._pages.clear()
        officer.board._cards.clear()
        officer.board._written.clear()
        officer.board.refresh()
        await officer.waits()
        assert "万骏船舶" in officer.sees()
        await officer.presses("2")
        held._pages.clear()
        ledger_of(officer).grid.refresh()
        await officer.waits()
        assert "万骏船舶" in officer.sees()


async def test_one_box_finds_a_project_in_threads_alone(
        make_app: MakeApp, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    async with sitting(make_app(), (140, 30)) as officer:
        asked.clear()
        await officer.presses("ctrl+k")
        await officer.types("thj")
        assert "桃花江二期" in officer.sees()
        going = threading.Event()
        real = PagedRegister._holding
        monkeypatch.setattr(PagedRegister, "_holding", lambda self, rows, parts: (
            going.wait(20), real(self, rows, parts))[1])
        finding: Any = officer.app.screen
        finding.narrow("wjcb")
        finding.action_take()
        assert officer.app.screen is finding
        going.set()
        await officer.waits()
        assert "万骏船舶" in officer.sees()
        assert officer.app.screen is not finding
        assert not asked
