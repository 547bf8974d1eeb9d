"""A start before the money has arrived, from the move form: F4 leaves "funded" for later, a reason is asked for."""

from __future__ import annotations

from tests.tui.conftest import CREDIT_CODE, day, sitting, take_in
from tests.tui.test_project_screen import WIDE, MakeApp
from tests.tui.test_stories import known
from tracker.domain.stages import Stage
from tracker.office.desk import Desk


async def test_a_start_before_the_money_is_recorded_with_its_reason(make_app: MakeApp, office_desk: Desk) -> None:
    code = take_in(office_desk, "先建厂房", "2023-01-05", ("signed", "2023-02-10"), ("registered", "2023-03-01"),
                   credit_code=CREDIT_CODE)
    async with sitting(make_app(), size=WIDE) as officer:
        officer.board.choose(code)
        await officer.presses("f2")
        assert "先开工" in officer.sees()
        await officer.presses("f4")
        assert "先到资" in officer.sees()
        assert "开工时“到资”还没有记录" in officer.sees()
        await officer.presses("enter")
        assert known(office_desk, code).stage is Stage.REGISTERED
        await officer.presses("f4", "f4", "tab")
        await officer.types("企业垫资先建")
        await officer.presses("enter")
        assert "开工时“到资”还没有记录" in officer.told()
    started = known(office_desk, code).milestones[-1]
    assert (started.stage, started.day, started.override) == (Stage.STARTED, day("2023-12-31"), "企业垫资先建")
    assert started.before_money
