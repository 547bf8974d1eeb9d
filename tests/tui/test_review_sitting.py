"""The review as it is gone through, driven without a screen: what is listed, where it goes on, what is passed over."""

from __future__ import annotations

import pytest

from tests.tui.conftest import day, sure
from tests.tui.meetings import later
from tracker.domain.blocking import Word
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.project import blockers
from tracker.office.review import meeting
from tracker.office.review.live import Live
from tui.screens.review_sitting import PARTS, Sitting, pass_over, read_page, read_renewed, read_story


@pytest.fixture
def four(office_desk: Desk) -> Desk:
    """Three more blockers stand, and one that was there is verified."""
    for code in ("P0001", "P0002", "P0005"):
        raised = blockers.Raised("用地", "林地调规未批", raised=day("2023-12-20"))
        sure(blockers.raise_blocker(office_desk, code, raised))
    verified = sure(blockers.raise_blocker(office_desk, "P0004", blockers.Raised("资金", "贷款未批")))
    sure(blockers.say(office_desk, verified, Word.ANSWER, "办结", by="金融办"))
    sure(blockers.say(office_desk, verified, Word.VERIFY, ""))
    return office_desk


def entered(desk: Desk) -> Sitting:
    """The review as it is when its screen is first gone to."""
    sitting = Sitting()
    takes(sitting, read_page(desk, None, None))
    return sitting


def takes(sitting: Sitting, found: tuple[Live | Refused, object]) -> bool:
    page, told = found
    assert isinstance(page, Live)
    return sitting.take(page, told)


def under_way(desk: Desk) -> Sitting:
    sure(meeting.start(desk))
    return entered(desk)


def passes(sitting: Sitting, desk: Desk) -> int | None:
    assert sitting.page is not None
    assert sitting.at is not None
    page = pass_over(desk, sitting.page, sitting.at, None)
    assert isinstance(page, Live)
    return sitting.pass_on(page)


def test_before_the_meeting_everything_stands_and_the_verified_ones_below(four: Desk) -> None:
    sitting = entered(four)
    assert len(sitting.listed) == 5
    assert len(sitting.verified) == 1
    assert sitting.at == sitting.listed[0]
    assert sitting.place == 1
    assert sitting.item is not None
    assert sitting.said_of(sitting.item.id) is not None
    assert not sitting.apart


def test_when_the_meeting_begins_it_is_at_the_first_that_remains(four: Desk) -> None:
    sitting = entered(four)
    sitting.at = sitting.listed[3]
    sure(meeting.start(four))
    assert sitting.page is not None
    assert takes(sitting, read_renewed(four, sitting.page, sitting.at))
    assert sitting.page.meets
    assert sitting.listed == list(sitting.page.route)
    assert sitting.verified == []
    assert sitting.at == sitting.listed[0]


def test_passing_over_goes_on_to_the_next_and_leaves_the_list_to_those_that_remain(four: Desk) -> None:
    sitting = under_way(four)
    route = list(sitting.listed)
    assert passes(sitting, four) == sitting.at == route[1]
    assert sitting.listed == route[1:]
    sitting.go_to(route[3])
    assert passes(sitting, four) == sitting.at == route[4]
    assert sitting.listed == [route[1], route[2], route[4]]
    assert passes(sitting, four) == route[1], "behind the last one, the first that remains"
    assert [passes(sitting, four), passes(sitting, four)] == [route[2], None]
    assert sitting.at == route[2], "the last one stays where nothing remains"
    assert sitting.page is not None
    assert sitting.page.counts.remaining == 0


def test_one_that_is_taken_is_listed_while_it_is_looked_at(four: Desk) -> None:
    sitting = under_way(four)
    route = list(sitting.listed)
    passes(sitting, four)
    assert sitting.go_to(route[0])
    assert sitting.listed == route
    assert sitting.beside(1) == route[1]
    assert sitting.beside(-1) is None
    assert sitting.go_to(route[1])
    assert sitting.listed == route[1:]
    assert not sitting.go_to(route[1]), "it is there already"


def test_a_word_keeps_the_stories_of_the_others_and_the_place(four: Desk) -> None:
    sitting = under_way(four)
    first, second = sitting.listed[:2]
    assert sitting.page is not None
    assert sitting.page.item(second) is not None, "its line is drawn"
    sitting.hear(read_story(four, sitting.page, second))
    sure(blockers.say(four, first, Word.NOTE, "催办", by="办公室"))
    was = sitting.page
    assert not takes(sitting, read_renewed(four, was, first))
    assert sitting.at == first
    assert [word.text for word in sitting.said_of(first) or ()][-1] == "催办"
    assert sitting.said_of(second) is not None
    sitting.hear(read_story(four, was, second))
    hold = sitting.hold_of(first)
    assert hold is not None
    assert hold.said == sitting.said_of(first), "a story of the page before is not heard"


def test_the_parts_come_around_and_another_week_forgets_the_blocker(four: Desk) -> None:
    later(four, "2024-01-09 04:00")
    sitting = entered(four)
    seen = []
    for _ in PARTS:
        sitting.turn(1)
        seen.append(sitting.part)
    assert seen == [*PARTS[1:], PARTS[0]]
    sitting.turn(-1)
    assert (sitting.part, sitting.apart) == ("trends", True)
    assert sitting.page is not None
    week = sitting.page.agenda.meeting.week
    sitting.look_at(week.after)
    assert isinstance(read_page(four, sitting.week, sitting.at)[0], Refused)
    sitting.refuse()
    assert sitting.week is None
    sitting.look_at(week.before)
    takes(sitting, read_page(four, sitting.week, sitting.at))
    assert not sitting.page.live
    sitting.look_at(week.after)
    sitting.refuse()
    assert sitting.week == week.before


def test_a_meeting_that_was_closed_says_so(four: Desk) -> None:
    sitting = under_way(four)
    assert not sitting.closed
    sure(meeting.close(four, "散会"))
    takes(sitting, read_page(four, None, sitting.at))
    assert sitting.closed
