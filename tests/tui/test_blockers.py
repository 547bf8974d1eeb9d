"""The blockers screen: what is stuck is found, worked on and counted, without leaving the list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import HOSTILE, Officer, day, sitting, sure, take_in
from tests.tui.test_slips import pours
from tests.tui.test_stories import known
from tracker.domain.blocking import BlockerState, Word
from tracker.office.desk import Desk
from tracker.office.project import blockers
from tracker.words import Lang
from tui.app import SanxinApp
from tui.screens.blockers import BlockersScreen
from tui.screens.project import ProjectScreen
from tui.widgets.roll import Roll

MakeApp = Callable[..., SanxinApp]


def chosen(officer: Officer) -> str:
    hold = officer.app.screen.query_one(Roll).row
    return str(hold.project) if hold else ""


async def test_a_new_blocker_begins_with_no_category_chosen(make_app: MakeApp, office_desk: Desk) -> None:
    """Also where the one under the cursor has one: what is recorded is what was chosen, else 其他."""
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("3", "f4")
        await officer.types("没有选类别")
        assert "回车 选类别" in officer.sees()
        await officer.presses("enter")
        assert "[其他]" in officer.sees()
        assert "回车 提出" in officer.sees()
        await officer.presses("enter")
        assert "已提出卡点（其他）" in officer.told()


async def test_what_is_typed_at_once_into_a_new_blocker_is_there(make_app: MakeApp, office_desk: Desk) -> None:
    """The text comes first; a word that arrives on the category chooses it, any other text goes into the text."""
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("f4")
        await pours(officer, "no land yet")
        assert officer.field().value == "no land yet"
        await officer.presses("enter")
        await pours(officer, "用地")
        assert "[用地]" in officer.sees()
        await pours(officer, "材料退回两次")
        assert officer.field().value == "no land yet材料退回两次"
        assert "文字已填入“情况”" in officer.told()
        assert "[用地]" in officer.sees()
        await officer.presses("enter")
        assert "已提出卡点（用地）" in officer.told()
    assert known(office_desk, "P0003").blockers[-1].description == "no land yet材料退回两次"


async def test_a_blocker_that_is_open_is_not_raised_once_more(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        for _ in range(2):
            await officer.presses("f4")
            await officer.types("地没有平整")
            await officer.presses("enter", *"yd", "enter")
        assert "还没有销号" in officer.sees()
        assert "号下面跟进" in officer.sees()
    assert [hold.description for hold in known(office_desk, "P0003").blockers].count("地没有平整") == 1


async def test_a_word_without_a_text_ends_without_a_colon(make_app: MakeApp, office_desk: Desk) -> None:
    stuck = known(office_desk, "P0003").blockers[0].id
    sure(blockers.say(office_desk, stuck, Word.ANSWER, "批了", by="水利局"))
    sure(blockers.say(office_desk, stuck, Word.VERIFY, ""))
    async with sitting(make_app(), (160, 45)) as officer:
        officer.board.choose("P0003")
        await officer.presses("enter")
        assert "销号" in officer.sees()
        assert "销号：" not in officer.sees()
        await officer.presses("escape", "3", "f8")
        assert "销号" in officer.sees()
        assert "销号：" not in officer.sees()


@pytest.mark.story
async def test_the_weekly_round_is_made_without_leaving_the_list(make_app: MakeApp, office_desk: Desk) -> None:
    """Follows up the most overdue, has it answered and verified; each acts on the one under the cursor."""
    async with sitting(make_app()) as officer:
        await officer.presses("3")
        assert chosen(officer) == "万骏船舶"
        assert "省厅已受理，等待专家评审" in officer.sees()
        assert "+126" in officer.sees()
        await officer.presses("f7")
        assert "先" in officer.told() or "不能" in officer.told()
        await officer.presses("f5")
        await officer.types("专家评审已通过")
        await officer.presses("enter")
        assert "专家评审已通过" in officer.sees()
        await officer.presses("f6")
        await officer.types("批文已下")
        await officer.presses("enter")
        assert "已答复" in officer.sees()
        await officer.presses("f7")
        await officer.types("核实属实")
        await officer.presses("enter")
        assert chosen(officer) == "桃花江二期"
        assert "万骏船舶" not in officer.sees()
        await officer.presses("f8")
        assert "核实属实" not in officer.sees()
        await officer.presses("end")
        assert "核实属实" in officer.sees()
    assert known(office_desk, "万骏船舶").blockers[0].state is BlockerState.VERIFIED


async def test_a_blocker_is_found_by_bureau_and_its_project_opened(make_app: MakeApp) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("3", "slash")
        await officer.types("linye")
        assert chosen(officer) == "桃花江二期"
        assert "万骏船舶" not in officer.sees()
        await officer.presses("enter", "enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        await officer.presses("escape")
        assert isinstance(officer.app.screen, BlockersScreen)
        await officer.presses("escape")
        assert "万骏船舶" in officer.sees()
        assert chosen(officer) == "桃花江二期"
        await officer.presses("slash")
        await officer.types("qqqq")
        assert "没有找到“qqqq”" in officer.sees()
        await officer.presses("escape", "escape")
        assert "线索" in officer.sees()


async def test_it_is_grouped_by_category_bureau_and_level(make_app: MakeApp) -> None:
    async with sitting(make_app(), (140, 45)) as officer:
        await officer.presses("3")
        for told, title in (("最久在前", ""), ("按类别", "河湖岸线  1"), ("按责任单位", "水利局  1"),
                            ("按等待层级", "省级  1")):
            await officer.presses("f9")
            assert told in officer.lines()[1]
            assert title in officer.sees()
            assert chosen(officer) == "万骏船舶"


async def test_what_others_say_appears_and_the_cursor_stays(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        await officer.presses("3", "down")
        was = chosen(officer)
        new = take_in(office_desk, "云帆船舶", "2023-01-05")
        sure(blockers.raise_blocker(office_desk, new, blockers.Raised("环评", "未批", due=day("2023-01-06"),
                                                                     raised=day("2023-01-05"))))
        officer.app._look()
        await officer.waits()
        assert "云帆船舶" in officer.sees()
        assert chosen(officer) == was


async def test_an_office_where_nothing_is_stuck_says_so(make_app: MakeApp, office_desk: Desk) -> None:
    for hold in (1, 2):
        sure(blockers.say(office_desk, hold, Word.ANSWER, "好了"))
        sure(blockers.say(office_desk, hold, Word.VERIFY, ""))
    async with sitting(make_app(lang=Lang.EN)) as officer:
        await officer.presses("3")
        assert "No blocker is open" in officer.sees()
        for key in ("enter", "f5", "f2"):
            await officer.presses(key)
            assert isinstance(officer.app.screen, BlockersScreen)


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (200, 60)])
async def test_names_that_look_like_code_are_only_text(make_app: MakeApp, office_desk: Desk,
                                                       size: tuple[int, int]) -> None:
    for name in HOSTILE:
        code = take_in(office_desk, name, "2023-01-05")
        sure(blockers.raise_blocker(office_desk, code, blockers.Raised(name, name * 20, bureau=name)))
    async with sitting(make_app(), size) as officer:
        await officer.presses("3", "end")
        for _ in range(len(HOSTILE) + 2):
            assert all(len(line) <= size[0] for line in officer.lines())
            assert chosen(officer)[:6] in officer.sees()
            await officer.presses("up")


async def test_who_said_something_meanwhile_is_told_before_a_word_is_recorded(
        make_app: MakeApp, desk: Desk, colleague: Desk) -> None:
    async with sitting(make_app(desk)) as officer:
        officer.board.choose("P0003")
        await officer.presses("f5")
        await officer.types("省厅退回")
        number = known(desk, "P0003").blockers[0].id
        sure(blockers.say(colleague, number, Word.DUE, "改到年底", due=day("2024-03-31")))
        await officer.presses("enter")
        assert "刚被改过" in officer.sees()
        assert "联络员06" in officer.sees()
        assert "改到年底" in officer.sees()
        assert "2024-03-31" in officer.sees()
        await officer.presses("enter")
    said = known(desk, "P0003").blockers[0].said
    assert [one.text for one in said[-2:]] == ["改到年底", "省厅退回"]
