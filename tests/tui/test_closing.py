"""A year is closed on the screen, and the three questions that come in March are answered there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.tui.conftest import Officer, Standing, day, sitting, sure
from tests.tui.test_project_screen import goes_to, opens
from tests.tui.test_stories import known
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.project.evidence import Paper
from tracker.office.project.receipts import add_receipt
from tracker.office.verify import verify
from tracker.office.yearend.closing import closings
from tui.app import SanxinApp
from tui.screens.closing import ClosingScreen

MakeApp = Callable[..., SanxinApp]
WIDE = (140, 45)
JANUARY, MARCH = datetime(2024, 1, 20, 2, tzinfo=UTC), datetime(2024, 3, 4, 2, tzinfo=UTC)


@pytest.fixture
def clock() -> Standing:
    return Standing(JANUARY)


@pytest.fixture
def desk(office_desk: Desk, clock: Standing) -> Desk:
    return replace(office_desk, clock=clock)


async def closes(officer: Officer, why: str = "局长同意先报") -> None:
    """The year before is closed from the figures."""
    await officer.presses("4", "f4")
    assert isinstance(officer.app.screen, ClosingScreen)
    assert "2023 年还没有结账" in officer.sees()
    await officer.presses("f2")
    await officer.types(why)
    await officer.presses("enter")


@pytest.mark.story
async def test_the_three_cases_of_march(make_app: MakeApp, desk: Desk, clock: Standing) -> None:
    """The slip of another county, a start that was in December, and the auditor who asks which were counted on what."""
    sure(add_receipt(desk, "恒瑞管桩二期", day("2023-06-01"), Money(3_000_000_000_00),
                     papers=(Paper("bank_slip", "别县-1"),)))
    async with sitting(make_app(desk), WIDE) as officer:
        await closes(officer)
        assert "2023 年已结账（第 1 次，2024-01-20 10:00，联络员05" in officer.told()
        assert "各项指标都没有变" in officer.sees()
        clock.at = MARCH

        await officer.presses("1")
        await opens(officer, "P0007")
        await goes_to(officer, lambda to: getattr(to, "amount", None) == Money(3_000_000_000_00))
        await officer.presses("delete")
        await officer.types("进账单是别县的")
        await officer.presses("enter")
        assert "这涉及已结账的年度" in officer.sees()
        assert "恒瑞管桩二期的到资（2023-06-01）属于该年" in officer.sees()
        await officer.presses("escape")
        assert "只能作为更正记入" in officer.sees(), "nothing was saved, and the form says why"
        assert "选好类别" in officer.sees()
        assert "--restate" not in officer.sees() + officer.told()
        assert len(known(desk, "P0007").receipts) == 2
        await officer.presses("enter", "right", "tab", "enter")
        assert "没有写理由" in officer.sees()
        await officer.types("财政局来函")
        await officer.presses("enter")
        assert len(known(desk, "P0007").receipts) == 1

        await officer.presses("right")
        await goes_to(officer, lambda to: getattr(to, "stage", None) is Stage.STARTED)
        await officer.presses("enter")
        await officer.clears()
        await officer.types("2023-12-05")
        await officer.presses("tab")
        await officer.types("实为十二月开工")
        await officer.presses("enter", "right", "tab")
        await officer.types("施工许可证")
        await officer.presses("enter")
        assert [str(one.day) for one in known(desk, "P0007").milestones][-1] == "2023-12-05"

        await officer.presses("4")
        head = "\n".join(officer.lines()[:6])
        assert "2023 年已结账" in head
        assert "结账以来有变：境内省外资金 31 → 1" in head
        await officer.presses("f4")
        seen = officer.sees()
        assert "（-30）" in seen
        assert "进账单是别县的" in seen
        assert "差错：财政局来函" in seen
        await goes_to(officer, lambda to: to == "out_of_province")
        await officer.presses("enter")
        assert "银行进账单 别县-1" in officer.sees()
        assert "没有凭证" in officer.sees()
    assert verify(desk).is_sound
    assert [one.number for one in closings(desk, 2023)] == [1]
