"""A capital increase and another investor, from the project's page: they hold from their day, and are taken back."""

from __future__ import annotations

import pytest

from tests.tui.conftest import YI, day, sitting, sure
from tests.tui.test_project_screen import WIDE, MakeApp, goes_to, opens
from tests.tui.test_stories import known
from tracker.domain.changed import ChangeKind
from tracker.domain.money import Money
from tracker.domain.results import People, ResultKind
from tracker.domain.stages import Stage, Status
from tracker.office.desk import Desk
from tracker.office.project import moves
from tracker.office.project.changes import ChangeShown, change, increase
from tracker.office.project.results import ResultShown
from tracker.words import Lang
from tui.dialogs.document import first_kind, proof_choice
from tui.dialogs.result import ResultDialog
from tui.screens.counted import CountedScreen
from tui.screens.project import ProjectScreen
from tui.screens.project_figures import Explains, figures_here
from tui.widgets.page import Page


@pytest.mark.story
async def test_an_increase_and_another_investor_hold_from_their_day(make_app: MakeApp, office_desk: Desk) -> None:
    """Both stand in the life of the project, and are taken back from there."""
    async with sitting(make_app(), size=WIDE) as officer:
        await opens(officer, "P0003")
        was = known(office_desk, "P0003").profile
        await officer.presses("ctrl+y")
        assert "增资：万骏船舶" in officer.sees()
        await officer.types("5000万元")
        await officer.presses("tab")
        await officer.clears()
        await officer.types("2023-10-01")
        await officer.presses("enter")
        assert "2023-10-01 起增资 5000万元" in officer.told()
        assert "增资 5000万元" in officer.sees()
        await officer.presses("ctrl+a")
        assert "变更：万骏船舶" in officer.sees()
        await officer.presses("tab")
        await officer.types("新万骏公司")
        await officer.presses("tab")
        await officer.clears()
        await officer.types("2023-11-01")
        await officer.presses("enter")
        assert "2023-11-01 起变更投资方" in officer.told()
        assert f"投资方由“{was.investor}”" in officer.sees()
        now = known(office_desk, "P0003")
        assert now.profile.contract_amount is not None
        assert was.contract_amount is not None
        assert now.profile.contract_amount.minor == was.contract_amount.minor + 5000 * 10**6
        assert [step.day for step in now.changes] == [day("2023-10-01"), day("2023-11-01")]
        for step in now.changes:
            officer.app.screen.query_one("#knowing", Page).focus()
            await officer.waits()
            await goes_to(officer, lambda to, step=step: isinstance(to, ChangeShown) and to.id == step.id)
            await officer.presses("delete")
            await officer.types("弄错了项目")
            await officer.presses("enter")
        assert (known(office_desk, "P0003").profile, known(office_desk, "P0003").changes) == (was, ())


@pytest.mark.story
async def test_a_document_of_an_increase_is_attached_from_its_line(make_app: MakeApp, office_desk: Desk) -> None:
    """Enter opens what proves it; where nothing does, a document is put to it. Other changes are not opened."""
    sure(increase(office_desk, "P0003", day("2023-10-01"), Money(5000 * 10**6)))
    sure(change(office_desk, "P0003", {"investor": "新万骏公司"}, day("2023-11-01")))
    async with sitting(make_app(), size=WIDE) as officer:
        await opens(officer, "P0003")
        officer.app.screen.query_one("#knowing", Page).focus()
        await officer.waits()
        await goes_to(officer, lambda to: isinstance(to, ChangeShown) and to.what is ChangeKind.INCREASE)
        await officer.presses("enter")
        assert "增资 2023-10-01 5000万元" in officer.sees()
        await officer.presses("tab", "tab", "tab")
        await officer.types("补1")
        await officer.presses("enter")
        (paper,) = (step.documents for step in known(office_desk, "P0003").changes if step.what is ChangeKind.INCREASE)
        assert [one.number for one in paper] == ["补1"]
        await goes_to(officer, lambda to: isinstance(to, ChangeShown) and to.what is ChangeKind.INVESTOR)
        await officer.presses("enter")
        assert "这一条不能打开；按 Del 作废" in officer.told()


@pytest.mark.story
async def test_the_figures_of_the_year_say_whether_the_project_counts(make_app: MakeApp, office_desk: Desk) -> None:
    """A line for each indicator, with what it adds or why it does not count; Enter explains the figure."""
    for size in (WIDE, (80, 24)):
        async with sitting(make_app(), size=size) as officer:
            await opens(officer, "P0007")
            here = figures_here(office_desk, "P0007", 2023, Lang.ZH)
            assert {one.reason is None for one in here.figures} == {True, False}
            for one in here.figures:
                await goes_to(officer, lambda to, one=one: to == Explains(2023, one.key))
            seen = officer.sees()
            assert "计入" in seen
            await goes_to(officer, lambda to: to == Explains(2023, "new_signed"))
            await officer.presses("enter")
            assert isinstance(officer.app.screen, CountedScreen)
            assert "新签约" in officer.sees()
            await officer.presses("escape")
            assert isinstance(officer.app.screen, ProjectScreen)


async def test_people_who_found_work_are_recorded_as_a_number(make_app: MakeApp, office_desk: Desk) -> None:
    async with sitting(make_app(), size=WIDE) as officer:
        await opens(officer, "P0003")
        await officer.presses("ctrl+d", *["right"] * (len(ResultKind) - 1))
        assert "新招用人数" in officer.sees()
        assert "人数" in next(line for line in officer.lines() if "如 120、120人" in line)
        assert "日期" in next(line for line in officer.lines() if "2023年三季度、2023" in line)
        await officer.presses("tab")
        await officer.types("120人")
        await officer.presses("tab")
        await officer.types("2023Q2")
        await officer.presses("enter")
        assert "用工 120" in officer.told()
        assert "用工 120 人" in officer.sees()
    (result,) = known(office_desk, "P0003").results
    assert (result.what, result.amount) == (ResultKind.JOBS, People(120))


@pytest.mark.story
async def test_what_came_of_a_project_is_recorded_and_made_void(make_app: MakeApp, office_desk: Desk) -> None:
    """By keys that do not print; it stands in the life of the project."""
    async with sitting(make_app(), size=WIDE) as officer:
        await opens(officer, "P0003")
        await officer.presses("ctrl+d")
        assert "成效：万骏船舶" in officer.sees()
        assert "写这一时期的数" in officer.sees()
        await officer.presses("tab")
        await officer.types("3000")
        await officer.presses("tab")
        await officer.clears()
        await officer.types("2023-10")
        await officer.presses("enter")
        assert "2023-10 完成投资 3000万元" in officer.told()
        assert "完成投资 3000万元" in officer.sees()
        (result,) = known(office_desk, "P0003").results
        officer.app.screen.query_one("#knowing", Page).focus()
        await officer.waits()
        await goes_to(officer, lambda to: isinstance(to, ResultShown) and to.id == result.id)
        await officer.presses("delete")
        await officer.types("记到别的项目去了")
        await officer.presses("enter")
        assert known(office_desk, "P0003").results == ()


async def test_what_is_of_a_period_only_begins_without_a_day(make_app: MakeApp, office_desk: Desk) -> None:
    """A day that was typed stays, whatever kind is chosen after it."""
    async with sitting(make_app(), size=(80, 24)) as officer:
        await opens(officer, "P0003")
        await officer.presses("ctrl+d")
        form = officer.app.screen
        assert isinstance(form, ResultDialog)
        assert (form.text("day"), "日期写到日" in officer.sees()) == ("2023-12-31", True)
        await officer.presses("end")
        assert (form.choice("what"), form.text("day"), form.day_read("day")) == ("jobs", "", "")
        assert "日期写月份、季度或年度" in officer.sees()
        await officer.presses("home")
        assert form.text("day") == "2023-12-31"
        await officer.presses("tab", "tab")
        await officer.types("2023-10")
        await officer.presses("shift+tab", "shift+tab", "end")
        assert (form.choice("what"), form.text("day")) == ("jobs", "2023-10")


@pytest.mark.story
async def test_a_project_that_ended_is_signed_again_and_an_intent_is_no_signing(make_app: MakeApp,
                                                                               office_desk: Desk) -> None:
    """Both are chosen where a change is: the one asks for the investor and the amount, the other for words alone."""
    sure(moves.terminate(office_desk, "P0004", day("2023-12-20"), "撤资"))
    async with sitting(make_app(), size=WIDE) as officer:
        await officer.presses("f8")
        await opens(officer, "P0004")
        await officer.presses("ctrl+a")
        await officer.presses("right", "right", "right", "tab")
        await officer.types("丙公司")
        await officer.presses("tab")
        await officer.types("3亿元")
        await officer.presses("tab", "tab")
        await officer.types("丙公司接手")
        await officer.presses("enter")
        assert "2023-12-31 再次签约" in officer.told()
        assert "再次签约：丙公司（此前 " in officer.sees()
        now = known(office_desk, "P0004")
        assert (now.status, now.profile.investor, now.profile.contract_amount) == (
            Status.ACTIVE, "丙公司", Money(3 * YI))
        await officer.presses("ctrl+a")
        await officer.presses("right", "right", "right", "right", "tab", "tab")
        await officer.types("二期框架协议")
        await officer.presses("enter")
        assert "不算签约" in officer.told()
        assert "意向（框架）协议" in officer.sees()


@pytest.mark.parametrize(("choice", "kind"), [
    (proof_choice(receipt_id=3), "bank_slip"), (proof_choice(Stage.SIGNED), "contract"),
    (proof_choice(Stage.REGISTERED), "licence"), (proof_choice(Stage.FUNDED), "bank_slip"),
    (proof_choice(Stage.STARTED), "permit"), (proof_choice(Stage.PRODUCING), "acceptance"), (proof_choice(), ""),
])
def test_a_document_begins_as_the_kind_that_proves_what_it_hangs_on(choice: str, kind: str) -> None:
    assert first_kind(choice) == kind
