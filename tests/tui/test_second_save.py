"""Two officers in one form: the second is told whose value stands, keeps or drops each field, and saves after all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.tui.conftest import Officer, day, sitting, sure
from tests.tui.test_drafts import WAITS, half_a_blocker, typed
from tests.tui.test_stories import known
from tests.tui.test_targets import standing
from tracker.office.desk import Desk
from tracker.office.figures.targets import set_target
from tracker.office.project import blockers, projects
from tui.app import SanxinApp
from tui.drafts import Drafts
from tui.screens.targets import TargetsScreen
from tui.settings import drafts_file

MakeApp = Callable[..., SanxinApp]
PERMIT = blockers.Raised("河湖岸线", "等省厅批岸线", bureau="水利局", raised=day("2023-12-01"))


@pytest.fixture
def other(office_desk: Desk) -> Desk:
    """Another officer at the same office."""
    return replace(office_desk, who="联络员09")


async def test_a_blocker_raised_by_two_is_shown_to_the_second_and_asked_about(
        make_app: MakeApp, office_desk: Desk, other: Desk) -> None:
    async with sitting(make_app()) as officer:
        await half_a_blocker(officer)
        sure(blockers.raise_blocker(other, "P0003", PERMIT))
        await officer.presses("enter")
        assert "刚被改过：联络员09" in officer.sees()
        assert "提出卡点" in officer.sees()
        assert "等省厅批岸线" in officer.sees()
        assert typed(officer, "description") == "岸线还差一个章"
        assert len(known(office_desk, "P0003").blockers) == 2
        await officer.presses("escape")
    assert len(known(office_desk, "P0003").blockers) == 2, "the second one dropped it"


async def test_it_is_raised_all_the_same_where_the_second_one_says_so(
        make_app: MakeApp, office_desk: Desk, other: Desk) -> None:
    async with sitting(make_app()) as officer:
        await half_a_blocker(officer)
        sure(blockers.raise_blocker(other, "P0003", PERMIT))
        await officer.presses("enter", "enter")
    assert [hold.description for hold in known(office_desk, "P0003").blockers][1:] == ["等省厅批岸线", "岸线还差一个章"]


async def test_a_target_set_by_two_shows_the_second_the_value_of_the_first(
        make_app: MakeApp, office_desk: Desk, other: Desk) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("7", "home", "f2")
        assert isinstance(officer.app.screen, TargetsScreen)
        await officer.clears()
        await officer.types("6")
        await officer.presses("enter")
        await officer.types("市里加了任务")
        sure(set_target(other, 2023, "new_signed", "9", reason="县里定的"))
        await officer.presses("enter")
        beside = "".join("".join(line[:70].split()) for line in officer.lines()[2:6])
        for told in ("联络员09", "4个", "9个", "您填的还在"):
            assert told in beside
        assert standing(office_desk)["new_signed"] == "9个"
        await officer.presses("enter")
    assert standing(office_desk)["new_signed"] == "6个"


async def test_a_first_target_set_by_two_is_asked_a_reason_for(
        make_app: MakeApp, office_desk: Desk, other: Desk) -> None:
    """Where none stood, no reason is asked; where another's stands by now, it is."""
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("7", "down", "down", "down", "enter")
        await officer.types("124")
        sure(set_target(other, 2023, "out_of_province", "120"))
        await officer.presses("enter")
        assert all(told in officer.sees() for told in ("联络员09", "（空） →", "120亿元"))
        await officer.presses("enter")
        assert "改为 124，写明理由" in officer.sees()
        await officer.types("县里定的")
        await officer.presses("enter")
    assert standing(office_desk)["out_of_province"] == "124亿元"


async def test_each_field_is_kept_or_dropped(make_app: MakeApp, office_desk: Desk, other: Desk) -> None:
    """What nobody typed into follows the other one; of what both changed both values are told, and F7 takes theirs."""
    hold = known(office_desk, "万骏船舶").blockers[0]
    async with sitting(make_app(), (100, 40)) as officer:
        await officer.presses("3", "ctrl+g")
        await officer.clears()
        await officer.types("岸线许可未批")
        right = blockers.BlockerCorrection(description="岸线评审未过", bureau="省水利厅")
        sure(blockers.correct_blocker(other, hold.id, right, "主管单位写错"))
        await officer.presses(*["tab"] * 6)
        await officer.types("录错")
        await officer.presses("enter")
        assert "联络员09" in officer.sees()
        assert "对方已存 岸线评审未过；您填的是 岸线许可未批" in officer.sees()
        assert (typed(officer, "bureau"), typed(officer, "description")) == ("省水利厅", "岸线许可未批")
        await officer.presses(*["shift+tab"] * 6, "f7")
        assert typed(officer, "description") == "岸线评审未过"
        await officer.presses("f7")
        assert typed(officer, "description") == "岸线许可未批"
        await officer.presses("enter")
    now = known(office_desk, "万骏船舶").blockers[0]
    assert (now.description, now.bureau) == ("岸线许可未批", "省水利厅")


async def test_a_draft_is_saved_against_what_it_was_typed_for(
        make_app: MakeApp, office_desk: Desk, other: Desk) -> None:
    async with sitting(make_app()) as officer:
        await half_a_blocker(officer)
        await officer.presses("escape")
        sure(projects.amend(other, "P0003", {"park": "草尾镇"}))
        await officer.waits()
        await officer.presses("f4", "f8", "enter")
        assert "联络员09" in officer.sees()
        assert "草尾镇" in officer.sees()
        await officer.presses("enter")
    assert len(known(office_desk, "P0003").blockers) == 2


@pytest.mark.story
async def test_the_draft_of_another_officer_or_office_is_not_offered(make_app: MakeApp, office_desk: Desk) -> None:
    def kept(app: SanxinApp, url: str) -> SanxinApp:
        app.drafts = Drafts(partial(_of, app, url))
        return app

    def _of(app: SanxinApp, url: str) -> Path:
        assert app.desk is not None
        return drafts_file(url, app.desk.who)

    here, there = office_desk.store.url, "postgresql://db/office"
    async with sitting(kept(make_app(), here)) as officer:
        await half_a_blocker(officer)
        await officer.presses("escape")
    for desk, url, waits in ((office_desk, here, True), (office_desk, there, False),
                             (replace(office_desk, who="联络员09"), here, False)):
        async with sitting(kept(make_app(desk), url)) as officer:
            assert (WAITS in await _opened(officer)) is waits


async def _opened(officer: Officer) -> str:
    officer.board.choose("P0003")
    await officer.presses("f4")
    return officer.sees()
