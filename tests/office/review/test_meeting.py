"""The weekly meeting: begun once a week, left and gone on with, passed over, minuted, closed, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.conftest import Clock, Make
from tests.narrowed import of
from tests.office.december import d, moment
from tests.office.entries import entries
from tests.office.journal.test_undo import sure
from tests.office.project.test_projects import codes
from tests.office.test_crowd import grants, sits_down
from tests.store.crowd import address, crowd
from tracker.domain.blocking import Word
from tracker.domain.meeting import MeetingState
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.journal.journal import recorded
from tracker.office.journal.undo import Undoable, try_undo, undo
from tracker.office.outcome import Done, Refused
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.project.projects import add
from tracker.office.review.meeting import Meeting, calendar, close, note, skip, start
from tracker.office.review.review import Agenda, Review, agenda, review

pytestmark = pytest.mark.both_databases

W50, W51 = Week.read("2023-W50"), Week.read("2023-W51")


def weeks(desk: Desk) -> tuple[Meeting, ...]:
    """Every meeting that was begun, the newest first."""
    with desk.reading() as session:
        held = calendar(session).meetings.values()
    return tuple(sorted(held, key=lambda meeting: meeting.week, reverse=True))


def three_blocked(desk: Desk) -> None:
    """Three projects with a blocker each, on a Monday morning."""
    assert isinstance(desk.clock, Clock)
    desk.clock.at = moment("2023-12-11 10:00")
    for name in ("甲", "乙", "丙"):
        sure(add(desk, {"name": name, "contract_amount": "1亿元"}, lead=d("2023-01-10")))
        sure(raise_blocker(desk, name, Raised("用地", "未供地", bureau="自然资源局", raised=d("2023-12-01"),
                                              due=d("2023-12-08"))))


@pytest.fixture
def office(prepared: Callable[[Make], tuple[Desk, None]], clock: Clock) -> Desk:
    """That office on Wednesday."""
    clock.at = moment("2023-12-13 09:00")
    return prepared(three_blocked)[0]


def seen(desk: Desk, week: Week | None = None) -> Agenda:
    page = agenda(desk, week)
    assert isinstance(page, Agenda), page
    return page


def remaining(page: Agenda) -> list[int]:
    """The numbers of the blockers the meeting has still to take."""
    return [item.id for item in page.items if item.remains]


def test_a_meeting_is_begun_once_and_gone_on_with(office: Desk, clock: Clock) -> None:
    assert seen(office).meeting.state is MeetingState.PLANNED
    begun = sure(start(office))
    assert (begun.week, begun.started_by, begun.state) == (W50, "联络员01", MeetingState.OPEN)
    clock.at = moment("2023-12-13 14:00")
    again = start(replace(office, who="联络员02"))
    assert isinstance(again, Done)
    assert again.value == begun
    assert [one.code for one in again.notes] == ["review_under_way"]
    assert [one.week for one in weeks(office)] == [W50]


def test_a_meeting_left_on_wednesday_goes_on_next_monday(office: Desk, clock: Clock) -> None:
    """It is still that week's; the next one is begun once it is closed."""
    sure(start(office))
    sure(skip(office, 1))
    clock.at = moment("2023-12-18 09:00")
    page = seen(office)
    assert page.meeting.week == W50
    assert remaining(page) == [2, 3]
    assert page.meeting.skipped == {1}
    assert [note.code for note in of(Done, start(office)).notes] == ["review_under_way"]
    sure(close(office, "散会"))
    assert seen(office).meeting.week == W51
    assert sure(start(office)).week == W51
    assert [one.week for one in weeks(office)] == [W51, W50]


def test_what_was_said_or_passed_over_does_not_remain(office: Desk, clock: Clock) -> None:
    sure(say(office, 3, Word.NOTE, "会前说的"))
    clock.at = moment("2023-12-13 09:10")
    sure(start(office))
    assert remaining(seen(office)) == [1, 2, 3]
    clock.at = moment("2023-12-13 09:20")
    sure(say(office, 1, Word.NOTE, "会上说的"))
    sure(skip(office, 2))
    sure(skip(office, 2))
    items = {one.id: one for one in seen(office).items}
    assert remaining(seen(office)) == [3]
    assert (items[1].done, items[1].skipped) == ((Word.NOTE,), False)
    assert (items[2].done, items[2].skipped) == ((), True)
    page = review(office)
    assert not isinstance(page, Refused)
    assert page.before[3].text == "会前说的"
    assert [one.text for one in page.during[1]] == ["会上说的"]
    assert [line.action for line in entries(office)[:2]] == ["review.skip", "blocker.note"], "passed over once"


def test_minutes_are_kept_in_order_with_who_took_them(office: Desk) -> None:
    sure(start(office))
    sure(note(office, "各单位周五前报进度"))
    sure(note(replace(office, who="联络员02"), "[/]<甲> & =1+1"))
    ended = sure(close(office, "散会"))
    assert [(one.who, one.text) for one in ended.notes] == [
        ("联络员01", "各单位周五前报进度"), ("联络员02", "[/]<甲> & =1+1"), ("联络员01", "散会")]
    assert (ended.state, ended.closed_by) == (MeetingState.CLOSED, "联络员01")


def test_without_a_meeting_nothing_is_minuted(office: Desk) -> None:
    for does in (lambda: skip(office, 1), lambda: note(office, "x"), lambda: close(office)):
        assert codes(does()) == ["no_review"]
    assert weeks(office) == ()


def test_a_closed_week_is_not_begun_again(office: Desk) -> None:
    sure(start(office))
    sure(close(office))
    assert codes(start(office)) == ["review_closed"]
    assert codes(note(office, "补一句")) == ["no_review"]


def test_what_cannot_be_passed_over_or_minuted(office: Desk) -> None:
    sure(start(office))
    assert codes(skip(office, 99)) == ["unknown_blocker"]
    sure(say(office, 1, Word.ANSWER, "已供地"))
    sure(say(office, 1, Word.VERIFY, ""))
    assert codes(skip(office, 1)) == ["unknown_blocker"]
    assert codes(note(office, " \n ")) == ["no_text"]
    assert codes(note(office, "长" * 20_001)) == ["too_long"]
    assert seen(office).meeting.notes == ()


def test_a_week_that_has_not_begun_has_no_page(office: Desk) -> None:
    assert codes(agenda(office, W51)) == ["week_ahead"]
    assert codes(review(office, Week.read("2030-W01"))) == ["week_ahead"]


def says_its_piece(number: int, where: str) -> None:
    """An officer at a machine of their own goes on with the meeting, passes over everything and takes a minute."""
    desk = sits_down(where, number)
    begun = start(desk)
    assert isinstance(begun, Done)
    assert [one.code for one in begun.notes] == ["review_under_way"]
    for blocker_id in (1, 2, 3):
        sure(skip(desk, blocker_id))
    sure(note(desk, f"第 {number} 位"))
    desk.store.close()


@pytest.mark.story
@pytest.mark.long(database="postgresql")
@pytest.mark.long(officers=4)
@pytest.mark.parametrize("officers", [2, 4])
def test_several_officers_at_once_hold_one_meeting(office: Desk, clock: Clock, officers: int) -> None:
    clock.at = datetime.now(UTC)
    sure(start(office))
    grants(address(office.store), officers)
    answers = crowd(says_its_piece, address(office.store), members=officers)
    assert answers == [None] * officers
    ended = sure(close(office))
    assert ended.skipped == {1, 2, 3}
    assert sorted(one.text for one in ended.notes) == [f"第 {number} 位" for number in range(officers)]
    done = [line.action for line in entries(office)]
    assert (done.count("review.start"), done.count("review.skip")) == (1, 3)


# -- taken back -------------------------------------------------------------------------------------------------------


def test_each_step_of_a_meeting_can_be_undone_and_done_again(office: Desk) -> None:
    steps = (lambda: start(office), lambda: skip(office, 1), lambda: note(office, "记一条"),
             lambda: close(office, "散会"))
    for does in steps:
        was = seen(office).meeting
        sure(does())
        did = seen(office, W50).meeting
        assert did != was
        sure(undo(office, "按错了"))
        assert seen(office).meeting == was
        sure(undo(office, "没按错", entries(office)[0].id))
        again = seen(office, W50).meeting
        assert (again.state, again.skipped, [one.text for one in again.notes]) == (
            did.state, did.skipped, [one.text for one in did.notes])
    assert not [one for one in examine(office).findings if one.hard]


def test_a_meeting_closed_by_mistake_goes_on(office: Desk, clock: Clock) -> None:
    sure(start(office))
    sure(skip(office, 1))
    sure(close(office))
    clock.at = moment("2023-12-13 11:00")
    sure(undo(office, "还没开完"))
    page = seen(office)
    assert (page.meeting.state, remaining(page)) == (MeetingState.OPEN, [2, 3])
    clock.at = moment("2023-12-13 12:00")
    sure(say(office, 2, Word.NOTE, "接着说"))
    sure(close(office))
    assert seen(office, W50).at == seen(office, W50).meeting.closed_at
    assert {one.id: one.done for one in seen(office, W50).items}[2] == (Word.NOTE,)


def test_the_beginning_stays_once_anything_was_done(office: Desk) -> None:
    sure(start(office))
    begun = entries(office)[0].id
    sure(skip(office, 1))
    assert codes(undo(office, "不开了", begun)) == ["built_on"]
    assert [one.code for one in of(Undoable, try_undo(office, begun)).reasons] == ["built_on"]
    sure(undo(office, "重来"))
    sure(undo(office, "不开了", begun))
    assert seen(office).meeting.state is MeetingState.PLANNED
    assert codes(undo(office, "又要", entries(office)[1].id)) == ["no_review"], "nothing is passed over in no meeting"


def test_what_a_closed_page_says_stays(office: Desk) -> None:
    sure(start(office))
    sure(note(office, "记一条"))
    noted = entries(office)[0].id
    sure(close(office))
    assert codes(undo(office, "记错了", noted)) == ["built_on"]
    sure(undo(office, "还没开完"))
    sure(undo(office, "记错了", noted))
    assert seen(office).meeting.notes == ()


def test_a_close_stays_once_the_next_meeting_was_begun(office: Desk, clock: Clock) -> None:
    sure(start(office))
    sure(close(office))
    closed = entries(office)[0].id
    clock.at = moment("2023-12-20 09:00")
    sure(start(office))
    assert codes(undo(office, "还没开完", closed)) == ["built_on"]
    assert [one.state for one in weeks(office)] == [MeetingState.OPEN, MeetingState.CLOSED]


def test_a_beginning_taken_back_is_not_brought_back_beside_another(office: Desk, clock: Clock) -> None:
    sure(start(office))
    sure(undo(office, "改天开"))
    undone = entries(office)[0].id
    sure(start(replace(office, who="联络员02")))
    assert codes(undo(office, "还是开", undone)) == ["built_on"]
    assert [one.started_by for one in weeks(office)] == ["联络员02"]


def test_only_ones_own_meeting_is_closed_or_reopened_by_undo(office: Desk) -> None:
    sure(start(office))
    sure(close(office))
    assert codes(undo(replace(office, who="联络员02"), "还没开完", entries(office)[0].id)) == ["not_yours"]


def test_the_journal_tells_what_a_meeting_recorded(office: Desk) -> None:
    sure(start(office))
    sure(note(office, "各单位周五前报进度"))
    (fact,) = recorded(office, entries(office)[0].id).added
    assert (fact.kind, dict(fact.says)) == ("ReviewWord", {"week": "2023-W50", "minute": "note",
                                                           "text": "各单位周五前报进度"})
    sure(skip(office, 2))
    (fact,) = recorded(office, entries(office)[0].id).added
    assert dict(fact.says) == {"week": "2023-W50", "minute": "skip"}


def test_a_week_before_anything_was_known_has_no_page(office: Desk) -> None:
    refused = review(office, W50.before)
    assert codes(refused) == ["nothing_known"]
    assert codes(agenda(office, W50.before)) == ["nothing_known"]
    assert isinstance(review(office, W50), Review)
