"""The journal screen, and undo from wherever one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.office.entries import entries
from tests.store.rows import rewrite
from tests.tui.conftest import Officer, day, sitting, sure
from tests.tui.test_stories import known
from tracker.domain.blocking import Word
from tracker.domain.money import Money
from tracker.office.desk import Desk
from tracker.office.journal.journal import recorded
from tracker.office.project import blockers, projects, receipts
from tracker.words import Lang
from tui.app import SanxinApp
from tui.screens.journal import JournalScreen
from tui.screens.project import ProjectScreen
from tui.widgets.roll import Roll

MakeApp = Callable[..., SanxinApp]


def entry(officer: Officer) -> str:
    one = officer.app.screen.query_one(Roll).row
    return str(one.entry.action) if one else ""


@pytest.mark.story
async def test_a_receipt_typed_wrong_is_undone_from_the_board(make_app: MakeApp, office_desk: Desk) -> None:
    """Sees what goes, is asked for a reason, writes it; the journal keeps both."""
    sure(receipts.add_receipt(office_desk, "万骏船舶", day("2023-11-11"), Money(3 * 10**8)))
    async with sitting(make_app()) as officer:
        await officer.presses("ctrl+z")
        seen = officer.sees()
        assert "撤销：登记到资" in seen
        assert "300万元" in seen
        await officer.presses("enter")
        assert "没有写理由" in officer.sees()
        await officer.types("金额录错")
        await officer.presses("enter")
        assert "已撤销：登记到资" in officer.told()
        assert not known(office_desk, "万骏船舶").receipts
        await officer.presses("6")
        assert "撤销：登记到资" in officer.sees()
        assert "已撤销" in officer.sees()
        assert "金额录错" in officer.sees()
        await officer.presses("f8")
        assert "恢复：撤销" in officer.sees()
        await officer.types("没有录错")
        await officer.presses("enter")
        assert known(office_desk, "万骏船舶").receipts[0].amount == Money(3 * 10**8)
        assert "撤销后恢复" in officer.sees()


@pytest.mark.story
async def test_what_cannot_be_undone_says_why(make_app: MakeApp, office_desk: Desk) -> None:
    sure(blockers.say(replace(office_desk, who="李四"), 2, Word.NOTE, "已上会"))
    async with sitting(make_app()) as officer:
        await officer.presses("6", "f8")
        assert "李四" in officer.told()
        assert isinstance(officer.app.screen, JournalScreen)
        await officer.presses("slash")
        await officer.types("提出卡点 林")
        assert entry(officer) == ""
        await officer.presses("escape", "slash")
        await officer.types("tichu")
        await officer.presses("enter", "f8")
        assert "之后又有“跟进卡点”" in officer.told()


@pytest.mark.story
async def test_the_journal_is_read_page_by_page_and_narrowed(make_app: MakeApp, office_desk: Desk) -> None:
    for at in range(150):
        sure(blockers.say(office_desk, 2, Word.NOTE, f"第{at:03}次跟进"))
    async with sitting(make_app()) as officer:
        await officer.presses("6")
        assert "第149次跟进" in officer.sees()
        count = len(entries(office_desk, limit=1000))
        await officer.presses("end")
        await officer.presses("end")
        assert len([row for row in officer.app.screen.query_one(Roll)._rows if hasattr(row, "entry")]) == count
        assert entry(officer) == "project.add"
        await officer.presses("slash")
        await officer.types("wjcb 卡点")
        assert {row.entry.action for row in officer.app.screen.query_one(Roll)._rows if hasattr(row, "entry")} == {
            "blocker.note", "blocker.raise"}
        await officer.presses("enter", "enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        await officer.presses("escape", "escape", "escape")
        assert "线索" in officer.sees()


async def test_an_entry_shows_what_was_changed_and_what_holds_no_more(make_app: MakeApp, office_desk: Desk) -> None:
    sure(projects.amend(office_desk, "万骏船舶", {"park": "高新区"}, reason="搬迁"))
    async with sitting(make_app(lang=Lang.EN), (140, 45)) as officer:
        await officer.presses("6")
        seen = officer.sees()
        for told in ("profile changed", "搬迁", "高新区", "船舶产业园", "today", "联络员05"):
            assert told in seen
        await officer.presses("f10")
        assert "修改资料" in officer.sees()
        assert "profile" not in officer.sees()


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("screen", ["1", "3", "6"])
async def test_undo_is_there_on_every_screen_an_officer_works_on(make_app: MakeApp, screen: str) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses(screen, "ctrl+z")
        assert "撤销：" in officer.sees()
        assert "必填" in officer.sees()


async def test_all_records_are_verified_with_one_key(make_app: MakeApp, office_desk: Desk) -> None:
    """All is well first; then somebody rewrites an amount behind the program, and the fact is named."""
    async with sitting(make_app()) as officer:
        await officer.presses("6")
        head = recorded(office_desk, entries(office_desk, limit=1)[0].id).head
        assert f"校验号 {head}" in officer.sees()
        await officer.presses("f9")
        assert "与入账时完全一致" in officer.told()
        assert f"校验号 {head}" in officer.told()
        path = office_desk.store.location.path
        assert path is not None
        rewrite(path, "UPDATE receipt SET amount_minor = 2 * amount_minor WHERE id = 1")
        await officer.presses("f9")
        seen = officer.sees()
        assert "有 1 处与入账时不同" in seen
        assert "变压器生产线项目：第 1 条到资与入账" in seen
        await officer.presses("escape")
        assert isinstance(officer.app.screen, JournalScreen)


async def test_who_sees_one_park_is_not_told_that_the_rest_is_gone(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(replace(office_desk, parks=("高新区",)))) as officer:
        await officer.presses("6", "f9")
        assert "只看得到这些园区：高新区" in officer.told()
        assert isinstance(officer.app.screen, JournalScreen)
