"""Pictures of the blockers, the journal and the undo dialog."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.conftest import Officer, Standing, day, sure
from tests.tui.test_pictures import SIZES, Compare, Does, MakeApp, prepared
from tracker.domain.money import Money
from tracker.office.desk import Desk
from tracker.office.journal.undo import undo
from tracker.office.project import projects, receipts
from tracker.words import Lang


@pytest.fixture
def busy(office_desk: Desk) -> Desk:
    """Something changed, something undone."""
    desk = replace(office_desk, clock=Standing())
    sure(projects.amend(desk, "万骏船舶", {"park": "高新区", "officer": "李四"}, reason="调整分工"))
    sure(receipts.add_receipt(desk, "万骏船舶", day("2023-11-11"), Money(3 * 10**8)))
    sure(undo(desk, "金额录错"))
    return desk


async def blockers(officer: Officer) -> None:
    await officer.presses("3")


async def grouped(officer: Officer) -> None:
    await officer.presses("3", "f9", "f9")


async def journal(officer: Officer) -> None:
    await officer.presses("6", "down", "down")


async def undoing(officer: Officer) -> None:
    await officer.presses("6", "ctrl+z")


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=1, of_each="does")
@pytest.mark.parametrize("size", SIZES, ids=["80x24", "140x45"])
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("does", [blockers, grouped, journal, undoing])
def test_pictures(snap_compare: Compare, make_app: MakeApp, busy: Desk, does: Does, lang: Lang,
                  size: tuple[int, int]) -> None:
    """What an officer sees of blockers, journal and undo."""
    assert snap_compare(make_app(busy, lang), terminal_size=size, run_before=prepared(does))
