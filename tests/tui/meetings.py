"""What stories of the weekly review ask: how far the meeting is, on the screen and in the office; and its clock."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.tui.conftest import Officer, Standing
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.review.items import Item
from tracker.office.review.review import Agenda, agenda
from tui.screens.review import ReviewScreen


def later(desk: Desk, moment: str) -> None:
    """Puts the clock of the desk on; a moment of UTC."""
    assert isinstance(desk.clock, Standing)
    desk.clock.at = datetime.fromisoformat(moment).replace(tzinfo=UTC)


def page(desk: Desk, week: str = "") -> Agenda:
    """What the office has on its page of a week, or of this one."""
    page = agenda(desk, Week.read(week) if week else None)
    assert isinstance(page, Agenda)
    return page


def corner(officer: Officer) -> str:
    """The place in the meeting and how many remain: "1 / 2  待议 2"."""
    return officer.lines()[1][50:].strip()


def current(officer: Officer) -> Item:
    """The blocker the meeting is at."""
    screen = officer.app.screen
    assert isinstance(screen, ReviewScreen)
    assert screen.sitting.item is not None
    return screen.sitting.item
