"""The daily jobs counted in keys beside the text typed.

Counted from the board, and finding the project by search is counted too: `/`, Enter, then the job itself.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.conftest import CREDIT_CODE, Officer, sitting
from tests.tui.test_stories import known
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tui.app import SanxinApp

MakeApp = Callable[..., SanxinApp]


class Counted:
    """Presses keys and counts them; what is typed as text is not counted."""

    def __init__(self, officer: Officer) -> None:
        self.officer, self.keys = officer, 0

    async def finds(self, typed: str) -> None:
        await self.presses("slash")
        await self.officer.types(typed)
        await self.presses("enter")

    async def presses(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.officer.presses(*keys)

    async def types(self, text: str) -> None:
        await self.officer.types(text)


@pytest.mark.story
async def test_a_project_is_moved_on_in_five_keys(make_app: MakeApp, office_desk: Desk) -> None:
    """Found by its initials and moved on, and the credit code that was missing typed along: 5, with the search."""
    async with sitting(make_app()) as officer:
        counted = Counted(officer)
        await counted.finds("fdxm")
        await counted.presses("f2", "tab")
        await counted.types(CREDIT_CODE)
        await counted.presses("enter")
        assert counted.keys == 5
    assert known(office_desk, "草尾50MW风电项目").stage is Stage.REGISTERED


async def test_a_receipt_is_recorded_in_five_keys(make_app: MakeApp, office_desk: Desk) -> None:
    """Found by its initials, the amount typed, today's day as it stands: 4, with the search."""
    async with sitting(make_app()) as officer:
        counted = Counted(officer)
        await counted.finds("wjcb")
        await counted.presses("f3")
        await counted.types("3000万元")
        await counted.presses("enter")
        assert counted.keys <= 5
    assert [one.amount for one in known(office_desk, "万骏船舶").receipts] == [Money(3000 * 10_000 * 100)]


async def test_a_blocker_is_raised_in_five_keys(make_app: MakeApp, office_desk: Desk) -> None:
    """Found by its initials, what is the matter, the category by its own: 5, with the search."""
    async with sitting(make_app()) as officer:
        counted = Counted(officer)
        await counted.finds("wjcb")
        await counted.presses("f4")
        await counted.types("用地指标没有批下来")
        await counted.presses("enter")
        await officer.presses("y", "d")  # the category's initials are text, as those of the project are
        await counted.presses("enter")
        assert counted.keys <= 5
    held = known(office_desk, "万骏船舶").blockers[-1]
    assert (held.category, held.description) == ("用地", "用地指标没有批下来")


@pytest.mark.story
async def test_a_follow_up_is_noted_in_four_keys(make_app: MakeApp, office_desk: Desk) -> None:
    """Found by its initials, the text, Enter: 4, with the search."""
    async with sitting(make_app()) as officer:
        counted = Counted(officer)
        await counted.finds("wjcb")
        await counted.presses("f5")
        await counted.types("专家评审定在下周")
        await counted.presses("enter")
        assert counted.keys <= 4
    assert known(office_desk, "万骏船舶").blockers[0].said[-1].text == "专家评审定在下周"
