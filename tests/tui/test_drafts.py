"""What was typed and not saved survives: Esc, a refused save, a resize, a locked or stopped database, the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import NOW, Officer, furnish, sitting
from tests.tui.test_stories import known
from tracker.office.desk import Desk
from tracker.store.engine import Store, open_store
from tui.app import SanxinApp
from tui.drafts import MOST, Drafts

MakeApp = Callable[..., SanxinApp]
SAYS = "接着上次没写完的"


async def half_a_blocker(officer: Officer) -> None:
    officer.board.choose("P0003")
    await officer.presses("f4", "right", "down")
    await officer.types("岸线还差一个章")


async def test_a_form_closed_with_text_in_it_is_offered_again(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await half_a_blocker(officer)
        await officer.presses("escape")
        officer.board.choose("P0006")
        await officer.presses("f4")
        assert SAYS not in officer.sees()
        await officer.presses("escape")
        officer.board.choose("P0003")
        await officer.presses("f4")
        assert SAYS in officer.sees()
        assert "岸线还差一个章" in officer.sees()
        assert "[用地]" in officer.sees()
        await officer.presses("enter")
        assert "已提出卡点（用地）" in officer.told()
        await officer.presses("f4")
        assert SAYS not in officer.sees()
    assert [hold.category for hold in known(office_desk, "P0003").blockers] == ["河湖岸线", "用地"]


async def test_a_draft_can_be_thrown_away(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await half_a_blocker(officer)
        await officer.presses("escape", "f4", "f8")
        assert "岸线还差一个章" not in officer.sees()
        assert SAYS not in officer.sees()
        await officer.presses("escape", "f4")
        assert SAYS not in officer.sees()


@pytest.mark.parametrize(("key", "typed"), [("f3", "3千万"), ("f5", "下周评审"), ("f2", "")])
async def test_every_form_of_a_project_keeps_its_own(make_app: MakeApp, key: str, typed: str) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses(key)
        if typed:
            await officer.types(typed)
        else:
            await officer.clears()
            await officer.types("2023-12-20")
        await officer.presses("escape", key)
        assert SAYS in officer.sees()
        assert (typed or "2023-12-20") in officer.sees()


async def test_a_new_lead_keeps_its_draft(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("f9")
        await officer.types("草尾光伏")
        await officer.presses("escape", "f9")
        assert "草尾光伏" in officer.sees()


async def test_a_resize_costs_nothing(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await half_a_blocker(officer)
        for size in ((80, 24), (200, 60), (80, 24)):
            await officer.pilot.resize_terminal(*size)
            await officer.waits()
            assert "岸线还差一个章" in officer.sees()


async def test_a_refused_save_keeps_every_field(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f3")
        await officer.types("300")
        await officer.presses("down")
        await officer.clears()
        await officer.types("2099-01-01")
        await officer.presses("enter")
        assert "在今天" in officer.sees()
        assert "300" in officer.sees()
        assert "2099-01-01" in officer.sees()


async def test_a_locked_file_is_told_in_the_form_and_enter_is_tried_again(
        make_app: MakeApp, office_desk: Desk, tmp_path: Path) -> None:
    path = office_desk.store.location.path
    assert path is not None
    patient = Desk(open_store(path, timeout=0.2), "联络员05", office_desk.clock)
    async with sitting(make_app(patient)) as officer:
        await half_a_blocker(officer)
        with office_desk.store.writing():
            await officer.presses("enter")
            assert "被别的程序占用" in officer.sees()
            assert "岸线还差一个章" in officer.sees()
        await officer.presses("enter")
        assert "已提出卡点" in officer.told()
    assert len(known(office_desk, "P0003").blockers) == 2


async def test_a_server_that_went_away_is_told_in_the_form(
        make_app: MakeApp, pg_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(pg_store, "联络员05", lambda: NOW)
    furnish(desk)
    async with sitting(make_app(desk)) as officer:
        await half_a_blocker(officer)
        pg_store.engine.dispose()
        with monkeypatch.context() as gone:
            import psycopg

            def refuse(*args: object, **kwargs: object) -> None:
                raise psycopg.OperationalError("connection refused")

            gone.setattr(pg_store.engine.dialect, "connect", refuse)
            await officer.presses("enter")
            assert "没有办成，什么都没有改动" in officer.sees()
            assert "岸线还差一个章" in officer.sees()
        await officer.presses("enter")
        assert "已提出卡点" in officer.told()
    assert len(known(desk, "P0003").blockers) == 2


def test_drafts_outlive_the_program(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "drafts.json"
    Drafts(path).keep("BlockerDialog P0003", {"description": "[/]甲"})
    assert Drafts(path).of("BlockerDialog P0003") == {"description": "[/]甲"}
    assert path.stat().st_mode & 0o077 == 0
    Drafts(path).keep("BlockerDialog P0003", {})
    assert not path.exists()


@pytest.mark.parametrize("rubbish", ["", "[", "[]", '{"a": 1}', "\x00"])
def test_a_spoilt_file_of_drafts_is_no_trouble(tmp_path: Path, rubbish: str) -> None:
    path = tmp_path / "drafts.json"
    path.write_text(rubbish, encoding="utf-8")
    assert Drafts(path).of("BlockerDialog P0003") == {}


def test_the_oldest_draft_goes_first() -> None:
    drafts = Drafts()
    for number in range(MOST + 1):
        drafts.keep(str(number), {"text": "x"})
    assert drafts.of("0") == {}
    assert drafts.of("1") == {"text": "x"}
