"""What was typed and not saved survives: Esc, a refused save, a resize, a locked or stopped database, the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.office.cards import cards
from tests.tui.conftest import NOW, Officer, day, furnish, sitting, sure
from tests.tui.test_stories import known
from tracker.office.desk import Desk
from tracker.office.project import blockers
from tracker.store.engine import Store, open_store
from tui.app import SanxinApp
from tui.drafts import MOST, Draft, Drafts
from tui.widgets.text_box import TextBox

MakeApp = Callable[..., SanxinApp]
WAITS = "F8 放回、F9 丢掉上次没保存的内容"
BACK = "已放回上次没保存的内容"


async def half_a_blocker(officer: Officer) -> None:
    officer.board.choose("P0003")
    await officer.presses("f4", "down", *"yd", "up")
    await officer.types("岸线还差一个章")


def typed(officer: Officer, name: str) -> str:
    """What stands in a field of the form."""
    return officer.app.screen.query_one(f"#{name}", TextBox if name in ("text", "description") else Input).value


@pytest.mark.story
async def test_a_form_closed_with_text_in_it_begins_empty_and_offers_it(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await half_a_blocker(officer)
        await officer.presses("escape")
        officer.board.choose("P0006")
        await officer.presses("f4")
        assert WAITS not in officer.sees()
        await officer.presses("escape")
        officer.board.choose("P0003")
        await officer.presses("f4")
        assert f"{WAITS}：岸线还差一个章" in officer.sees()
        assert typed(officer, "description") == ""
        assert "[其他]" in officer.sees()
        await officer.presses("f8")
        assert BACK in officer.sees()
        assert typed(officer, "description") == "岸线还差一个章"
        assert "[用地]" in officer.sees()
        await officer.presses("enter")
        assert "已提出卡点（用地）" in officer.told()
        await officer.presses("f4")
        assert WAITS not in officer.sees()
    assert [hold.category for hold in known(office_desk, "P0003").blockers] == ["河湖岸线", "用地"]


@pytest.mark.story
async def test_a_draft_can_be_thrown_away_before_and_after_it_is_back(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        for keys in (("f9",), ("f8", "f9")):
            await half_a_blocker(officer)
            await officer.presses("escape", "f4", *keys)
            assert "岸线还差一个章" not in officer.sees()
            assert WAITS not in officer.sees()
            await officer.presses("escape", "f4")
            assert WAITS not in officer.sees()
            await officer.presses("escape")


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("key", "text"), [("f3", "3千万"), ("f5", "下周评审"), ("f2", "12-20")])
async def test_every_form_of_a_project_keeps_its_own(make_app: MakeApp, key: str, text: str) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses(key)
        await officer.types(text)
        await officer.presses("escape", key)
        assert f"{WAITS}：{text}" in officer.sees()
        await officer.presses("f8")
        assert officer.field().value == text


@pytest.mark.story
async def test_the_draft_of_one_lead_does_not_flow_into_the_next(make_app: MakeApp, office_desk: Desk,
                                                                 tmp_path: Path) -> None:
    """甲项目 was typed and Esc pressed; 乙项目 is typed into an empty form, also after the program was ended."""
    path = tmp_path / "drafts.json"
    app = make_app()
    app.drafts = Drafts(path)
    async with sitting(app) as officer:
        await officer.presses("f9")
        await officer.types("甲项目")
        await officer.presses("escape")
    app = make_app()
    app.drafts = Drafts(path)
    async with sitting(app) as officer:
        await officer.presses("f9")
        await officer.types("乙项目")
        await officer.presses("enter")
        assert "已登记：乙项目" in officer.told()
        await officer.presses("f9")
        assert f"{WAITS}：甲项目" in officer.sees()
        await officer.presses("f8", "enter")
        assert "已登记：甲项目" in officer.told()
        await officer.presses("f9")
        assert WAITS not in officer.sees()
    assert {card.name for card in cards(office_desk)} >= {"甲项目", "乙项目"}


@pytest.mark.story
async def test_the_draft_of_one_blocker_is_not_offered_on_another_nor_for_another_word(make_app: MakeApp,
                                                                                       office_desk: Desk) -> None:
    sure(blockers.raise_blocker(office_desk, "P0003", blockers.Raised("用地", "调规未批", raised=day("2023-11-01"))))
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f5", "enter")
        await officer.types("水利局说下周开会")
        await officer.presses("escape", "f5", "down", "enter")
        assert "调规未批" in officer.sees()
        assert "水利局说下周开会" not in officer.sees()
        await officer.presses("escape", "f6", "enter")
        assert WAITS not in officer.sees()
        await officer.presses("escape", "f5", "enter")
        assert f"{WAITS}：水利局说下周开会" in officer.sees()


@pytest.mark.story
async def test_what_is_typed_while_a_draft_waits_is_a_draft_of_its_own(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f5")
        await officer.types("甲")
        await officer.presses("escape", "f5")
        await officer.types("乙")
        await officer.presses("f8")
        assert typed(officer, "text") == "甲"
        await officer.presses("escape", "f5", "f8")
        first = typed(officer, "text")
        await officer.presses("f9", "f8")
        assert {first, typed(officer, "text")} == {"甲", "乙"}


@pytest.mark.story
async def test_a_resize_costs_nothing(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await half_a_blocker(officer)
        for size in ((80, 24), (200, 60), (80, 24)):
            await officer.pilot.resize_terminal(*size)
            await officer.waits()
            assert "岸线还差一个章" in officer.sees()


@pytest.mark.story
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


@pytest.mark.story
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


@pytest.mark.story
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

            gone.setattr(psycopg, "connect", refuse)
            await officer.presses("enter")
            assert "没有办成，什么都没有改动" in officer.sees()
            assert "岸线还差一个章" in officer.sees()
        await officer.presses("enter")
        assert "已提出卡点" in officer.told()
    assert len(known(desk, "P0003").blockers) == 2


def test_drafts_outlive_the_program(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "drafts.json"
    Drafts(path).keep("blocker.raise P0003", {"description": "[/]甲"}, 7)
    assert Drafts(path).waiting("blocker.raise P0003") == [Draft("blocker.raise P0003", {"description": "[/]甲"}, 7)]
    assert path.stat().st_mode & 0o077 == 0
    Drafts(path).keep("blocker.raise P0003", {})
    assert not path.exists()


@pytest.mark.parametrize("rubbish", ["", "[", "[]", '{"a": 1}', "\x00"])
def test_a_spoilt_file_of_drafts_is_no_trouble(tmp_path: Path, rubbish: str) -> None:
    path = tmp_path / "drafts.json"
    path.write_text(rubbish, encoding="utf-8")
    assert Drafts(path).waiting("blocker.raise P0003") == []


def test_the_oldest_draft_goes_first() -> None:
    drafts = Drafts()
    for number in range(MOST + 1):
        drafts.keep(str(number), {"text": "x"})
    assert drafts.waiting("0") == []
    assert drafts.waiting("1") == [Draft("1", {"text": "x"})]


def test_one_more_draft_of_a_form_is_not_written_over_another() -> None:
    drafts = Drafts()
    for text in "甲乙丙":
        drafts.keep(drafts.free_name("note 1"), {"text": text})
    drafts.keep(drafts.free_name("note 12"), {"text": "丁"})
    assert [draft.typed["text"] for draft in drafts.waiting("note 1")] == ["甲", "乙", "丙"]
    assert [draft.typed["text"] for draft in drafts.waiting("note 12")] == ["丁"]


def test_two_pages_of_one_officer_lose_nothing_of_each_other(tmp_path: Path) -> None:
    """Also where both had opened the same form before anything was typed."""
    file = tmp_path / "drafts.json"
    first, second = Drafts(file), Drafts(file)
    assert first.free_name("move 1") == second.free_name("move 1") == "move 1"
    first.keep("move 1", {"reason": "甲"})
    second.keep("move 1", {"reason": "乙"})
    second.keep("receipt 1", {"note": "丙"})
    assert {(draft.name, *draft.typed.values()) for draft in Drafts(file).waiting("move 1")} == {
        ("move 1", "甲"), ("move 1 +2", "乙")}
    second.keep("move 1", {})
    assert [draft.typed for draft in first.waiting("move 1")] == [{"reason": "甲"}]
    first.keep("move 1", {})
    assert [draft.typed for draft in Drafts(file).waiting("receipt 1")] == [{"note": "丙"}]
