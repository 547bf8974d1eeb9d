"""A blocker that was raised wrongly is put right from the project, the list and the meeting, in one form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.office.entries import entries
from tests.tui.conftest import Standing, sitting, sure
from tests.tui.test_stories import known
from tracker.domain.blocking import Word
from tracker.office.desk import Desk
from tracker.office.project import blockers
from tracker.words import Lang
from tui.app import SanxinApp
from tui.dialogs.blocker import CorrectBlockerDialog
from tui.screens.blockers import BlockersScreen
from tui.screens.project import ProjectScreen
from tui.widgets.page import Page
from tui.widgets.roll import Roll

MakeApp = Callable[..., SanxinApp]


async def test_it_is_put_right_in_the_list_and_taken_back(make_app: MakeApp, office_desk: Desk) -> None:
    """The form has what is on record; without a reason nothing is done, and the cursor goes where it is missing."""
    async with sitting(make_app()) as officer:
        await officer.presses("3", "ctrl+g")
        assert "更正卡点：万骏船舶" in officer.sees()
        assert "水利局" in officer.sees()
        await officer.clears()
        await officer.types("岸线许可未批")
        await officer.presses("down", "right")
        await officer.presses("enter")
        assert "理由" in officer.sees()
        assert known(office_desk, "万骏船舶").blockers[0].category == "河湖岸线"
        await officer.types("类别选错")
        await officer.presses("enter")
        assert isinstance(officer.app.screen, BlockersScreen)
        assert "卡点已更正" in officer.told()
        assert officer.app.screen.query_one(Roll).row.project == "万骏船舶"
        now = known(office_desk, "万骏船舶").blockers[0]
        assert (now.category != "河湖岸线", now.description, now.bureau) == (True, "岸线许可未批", "水利局")
        assert [word.text for word in now.said] == ["省厅已受理，等待专家评审"]
        assert "省厅已受理，等待专家评审" in officer.sees()
        await officer.presses("ctrl+z")
        await officer.types("原来没错")
        await officer.presses("enter")
        was = known(office_desk, "万骏船舶").blockers[0]
        assert (was.category, was.description[:8]) == ("河湖岸线", "河湖岸线审批未通")


async def test_it_is_put_right_on_the_project_and_becomes_a_risk(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app()) as officer:
        officer.board.choose("P0003")
        await officer.presses("enter")
        assert isinstance(officer.app.screen, ProjectScreen)
        assert officer.app.screen.query_one("#doing", Page).row is not None
        await officer.presses("ctrl+g", "up", "up", "right")
        await officer.presses("down")
        await officer.types("并不卡住开工")
        await officer.presses("enter")
        project = known(office_desk, "万骏船舶")
        assert (project.blocked, project.blockers[0].blocking) == (False, False)
        assert entries(office_desk)[0].reason == "并不卡住开工"


async def test_in_the_meeting_it_keeps_its_place_and_what_was_done(make_app: MakeApp, office_desk: Desk) -> None:
    """Passed over, gone back to, put right: still passed over, and still the one that is looked at."""
    desk = replace(office_desk, clock=Standing())
    async with sitting(make_app(desk)) as officer:
        await officer.presses("8", "f2", "ctrl+n", "up", "ctrl+g")
        assert isinstance(officer.app.screen, CorrectBlockerDialog)
        await officer.clears()
        await officer.types("岸线许可未批")
        await officer.presses("up")
        await officer.types("写错了")
        await officer.presses("enter")
        seen = officer.sees()
        assert "岸线许可未批" in seen
        assert officer.lines()[1].rstrip().endswith("1 / 2  待议 1")
        assert "省厅已受理，等待专家评审" in seen
        await officer.presses("down", "ctrl+n")
        assert "全部已议" in officer.told()


async def test_a_verified_one_is_not_and_the_screen_says_why(make_app: MakeApp, office_desk: Desk) -> None:
    stuck = known(office_desk, "万骏船舶").blockers[0].id
    sure(blockers.say(office_desk, stuck, Word.ANSWER, "批了"))
    sure(blockers.say(office_desk, stuck, Word.VERIFY, ""))
    async with sitting(make_app(lang=Lang.EN), (110, 30)) as officer:
        await officer.presses("3", "f8", "end", "ctrl+g")
        assert "the blocker is verified: correction is not possible" in officer.told()
        officer.app.action_go("board")
        officer.board.choose("P0003")
        await officer.presses("enter", "ctrl+g")
        assert not isinstance(officer.app.screen, CorrectBlockerDialog)
