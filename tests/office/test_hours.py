"""The office's day decides, at half past midnight and before breakfast too, when it is still yesterday in UTC."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Clock
from tests.office.build import made, put
from tests.office.cards import cards
from tests.office.december import d, moment
from tests.office.journal.test_undo import sure
from tracker.domain.pace import untouched_since
from tracker.office.desk import Desk
from tracker.office.project.blockers import Raised, blockers, raise_blocker
from tracker.office.project.detail import Detail, detail
from tracker.office.register.board_filter import kept
from tracker.office.register.overview import strip
from tracker.office.register.register import Register, register
from tracker.office.review.review import Agenda, agenda, failing

HOURS = ("00:30", "07:30", "12:00", "23:30")


@pytest.fixture(params=HOURS)
def hour(request: pytest.FixtureRequest) -> str:
    """An hour of the office's clock."""
    found: str = request.param
    return found


@pytest.fixture
def office(desk: Desk, clock: Clock, hour: str) -> Desk:
    """Two projects recorded on Tuesday 14 November at that hour; one has a blocker due on Wednesday 13 December."""
    clock.at = moment(f"2023-11-14 {hour}")
    put(desk, made("甲", "2023-10-01", "2023-10-15"), made("乙", "2023-10-01"))
    sure(raise_blocker(desk, "甲", Raised("用地", "未供地", raised=d("2023-11-01"), due=d("2023-12-13"))))
    return desk


def narrowed(desk: Desk, read: Register, state: str) -> list[str]:
    """The names of the projects a board narrowed to a state shows."""
    rows = kept(read, {"state": frozenset({state})}, untouched_since(desk.today(), 30), range(read.n))
    return sorted(read.card(row).name for row in rows)


def untouched(desk: Desk) -> list[str]:
    """The names of those the health check finds untouched."""
    findings = failing(desk)
    assert isinstance(findings, tuple)
    return sorted(one.project for one in findings if one.rule == "untouched")


@pytest.mark.parametrize(("today", "late", "stale"), [("2023-12-13", None, []), ("2023-12-14", 1, ["乙", "甲"])])
def test_one_day_at_every_hour(office: Desk, clock: Clock, hour: str, today: str, late: int | None,
                               stale: list[str]) -> None:
    """Touched on the 14th: 30 days untouched on 14 December, on the board and in the health check alike."""
    clock.at = moment(f"{today} {hour}")
    read = register(office)
    assert [read.column("touched")[row] for row in range(read.n)] == [date(2023, 11, 14)] * 2
    assert {card.touched for card in cards(office)} == {date(2023, 11, 14)}
    assert narrowed(office, read, "stale") == untouched(office) == stale
    assert narrowed(office, read, "overdue") == (["甲"] if late else [])
    assert strip(office, 2023).overdue == (1 if late else 0)
    assert [day.count if day else None for day in _overdue(office)] == [late] * 5
    assert read.column("days")[0] == (date.fromisoformat(today) - date(2023, 10, 15)).days


def _overdue(desk: Desk) -> list[object]:
    """How long the blocker is overdue: on the board, in a list, among the blockers, on the project, in the review."""
    read, found, page, shown = register(desk), blockers(desk), agenda(desk), detail(desk, "甲")
    assert isinstance(found, tuple)
    assert isinstance(page, Agenda)
    assert isinstance(shown, Detail)
    on_board = read.card(0).stuck
    in_list = next(card for card in cards(desk) if card.name == "甲").stuck
    assert on_board is not None
    assert in_list is not None
    return [on_board.overdue, in_list.overdue, found[0].overdue, shown.blockers[0].overdue, page.items[0].late]


@pytest.mark.parametrize(("signed", "days"), [("2023-10", 44), ("2023", 0), ("2023-10-15", 60)])
def test_a_month_is_read_one_way_everywhere(desk: Desk, clock: Clock, signed: str, days: int) -> None:
    """Signed in some day of October is held from its last: not over the limit of 60 days a day too early."""
    clock.at = moment("2023-12-14 00:30")
    put(desk, made("甲", "2023-01-01", signed))
    shown = detail(desk, "甲")
    assert isinstance(shown, Detail)
    assert {register(desk).card(0).days, cards(desk)[0].days, shown.milestones[-1].held} == {days}
    clock.at = moment("2023-12-30 00:30")
    findings = failing(desk)
    assert isinstance(findings, tuple)
    assert [one.days for one in findings if one.rule == "stage_held"] == ([76] if signed == "2023-10-15" else [])
