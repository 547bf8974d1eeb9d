"""A form that is saved while the server does not answer: the officer is told nothing wrong, and nothing is doubled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.embedded import Server
from tests.line import Fault, Line
from tests.tui.conftest import CREDIT_CODE, Standing, TestedApp, sitting, take_in
from tests.tui.settled import drawn_until
from tracker.office.desk import Desk
from tracker.office.open import hold_years
from tracker.office.project.blockers import blockers
from tracker.store.engine import Store, open_store
from tracker.store.unusable import StoreTrouble
from tui.app import _LOST, SanxinApp
from tui.dialogs import form
from tui.screens import unusable
from tui.screens.base import UNCERTAIN, UNREACHABLE

MakeApp = Callable[..., SanxinApp]


@pytest.fixture
def far(pg_server: Server, pg_store: Store, line: Line) -> Iterator[Desk]:
    """A desk at the end of the line, with one project."""
    store = open_store(line.address(pg_server.name(pg_store.location.server)), timeout=5)
    desk = Desk(store, "联络员05", Standing(), holds=hold_years)
    take_in(desk, "万骏船舶", "2020-12-16", ("signed", "2021-10-14"), credit_code=CREDIT_CODE)
    yield desk
    store.close()


@pytest.mark.story
async def test_a_blocker_whose_answer_was_lost_is_said_to_be_recorded_and_is_there_once(
        make_app: MakeApp, far: Desk, line: Line) -> None:
    async with sitting(make_app(far)) as officer:
        officer.board.choose("P0001")
        await officer.presses("f4")
        await officer.types("岸线审批未通过")
        line.fault = Fault.ANSWER_LOST
        await officer.presses("enter", "enter")
        assert "已经记下" in officer.told()
        assert "没有改动" not in officer.told()
        assert not isinstance(officer.app.screen, form.FormDialog)
        await officer.presses("f4")
        assert "上次没保存" not in officer.sees()
    assert len(blockers(far)) == 1


@pytest.mark.story
async def test_what_was_filled_in_after_a_refusal_is_no_change_since_it_was_saved(
        make_app: MakeApp, far: Desk, line: Line) -> None:
    async with sitting(make_app(far)) as officer:
        officer.board.choose("P0001")
        await officer.presses("f4", "enter", "enter")
        assert not blockers(far)
        await officer.types("岸线审批未通过")
        line.fault = Fault.ANSWER_LOST
        await officer.presses("enter")
        assert "已经记下" in officer.told()
        assert "改过的内容没有记" not in officer.told()
    assert len(blockers(far)) == 1


@pytest.mark.story
async def test_while_the_server_is_away_the_form_stays_and_a_second_save_is_the_same_save(
        make_app: MakeApp, far: Desk, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.office.desk.PATIENCE", 0.1)
    async with sitting(make_app(far)) as officer:
        officer.board.choose("P0001")
        await officer.presses("f4")
        await officer.types("岸线审批未通过")
        line.fault, line.dies = Fault.ANSWER_LOST, True
        await officer.presses("enter", "enter")
        assert "还查不到这次是否已经记入" in officer.sees()
        assert "没有改动" not in officer.sees()
        line.dead = line.dies = False
        await officer.presses("up")
        await officer.types("，两次退回")
        await officer.presses("enter")
        assert "已经记下" in officer.told()
        assert "又改过的内容没有记" in officer.told()
        await officer.presses("f4")
        assert "两次退回" in officer.sees()
    assert [hold.description for hold in blockers(far)] == ["岸线审批未通过"]


async def test_a_server_that_is_away_shows_on_top_and_comes_back_by_itself(
        make_app: MakeApp, far: Desk, line: Line) -> None:
    async with sitting(make_app(far), (80, 24)) as officer:
        line.dead = True
        line.cut()
        officer.app._look()
        await officer.until(lambda: "连不上服务器" in officer.sees().splitlines()[0])
        await officer.presses("3")
        assert "连不上服务器" in officer.sees().splitlines()[0]
        line.dead = False
        officer.app._look()
        await officer.until(lambda: "连不上服务器" not in officer.sees())


async def test_an_office_whose_server_is_away_is_opened_once_it_is_there(
        line: Line, pg_server: Server, pg_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unusable, "TRY_AGAIN", 0.05)
    line.dead = True
    app = TestedApp(line.address(pg_server.name(pg_store.location.server)))
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn_until(pilot, lambda: isinstance(app.screen, unusable.UnusableScreen))
        line.dead = False
        await drawn_until(pilot, lambda: app.facts is not None)
        assert not isinstance(app.screen, unusable.UnusableScreen)


def test_screens_know_the_codes_of_the_store() -> None:
    """They do not import it, so a code that got another name would be met by nobody."""
    assert {UNCERTAIN, UNREACHABLE, *_LOST} <= set(StoreTrouble)


async def test_a_form_tells_that_it_waits_and_esc_does_not_close_it_before_it_is_known(
        make_app: MakeApp, office_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "SLOW", 0.05)
    before, free = len(blockers(office_desk)), threading.Event()
    held = threading.Thread(target=_holds_the_office, args=(replace(office_desk, saving=None), free))
    held.start()
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f4")
        await officer.types("另一件事")
        await officer.pilot.press("enter", "enter")
        await officer.until(lambda: "还没有回音" in officer.sees())
        await officer.pilot.press("escape")
        await officer.until(lambda: isinstance(officer.app.screen, form.FormDialog))
        await officer.pilot.press("escape")
        await officer.until(lambda: "被别的程序占用" in officer.sees())
        free.set()
        await officer.presses("enter")
        assert "已提出卡点" in officer.told()
    held.join()
    assert len(blockers(office_desk)) == before + 1


def _holds_the_office(desk: Desk, free: threading.Event) -> None:
    with desk.store.writing():
        free.wait(30)


@pytest.mark.story
@pytest.mark.parametrize("key", ["3", "4 f6", "4 f7", "6", "7", "8"])
async def test_a_page_that_cannot_be_read_says_so_and_is_read_once_the_server_is_back(
        key: str, make_app: MakeApp, far: Desk, line: Line) -> None:
    """Whatever screen is gone to: nothing goes on "counting", and nothing old is shown as if it were what was asked."""
    async with sitting(make_app(far), (80, 24)) as officer:
        await officer.presses(*key.split())
        there = officer.sees()
        await officer.presses("1", "4")
        line.dead = True
        line.cut()
        officer.app.left.clear()
        await officer.presses(key.split()[-1])
        assert "连不上" in officer.sees()
        assert "正在" not in officer.sees()
        line.dead = False
        officer.app.away = True
        officer.app._look()
        await officer.until(lambda: officer.sees() == there)
