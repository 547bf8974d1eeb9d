"""The review as it is gone through: what was touched is made anew, and comes to what reading all of it comes to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from tests.conftest import Clock, Make
from tests.office.project.test_moves import d
from tracker.domain.blocking import BlockerState, Level, Word
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.figures.targets import set_target
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.project.moves import Milepost, advance
from tracker.office.project.projects import add, amend
from tracker.office.review import meeting as review_meeting
from tracker.office.review.live import Live, changes, look_again, open_review, promised, story, with_story
from tracker.office.review.review import Review, review
from tracker.report.compose import compose
from tracker.words import Lang


def six_blocked(desk: Desk) -> None:
    """Six projects with a blocker each."""
    for at in range(6):
        name = f"项目{at}"
        add(desk, {"name": name, "contract_amount": f"{at + 1}亿元"}, lead=d("2023-01-01"))
        assert isinstance(raise_blocker(desk, name, Raised("用地", f"地块{at}", raised=d("2023-06-01"),
                                                           due=d("2023-12-20"))), Done)


@pytest.fixture
def office(prepared: Callable[[Make], tuple[Desk, None]]) -> Desk:
    """That office a week later."""
    desk = prepared(six_blocked)[0]
    put_on(desk, 7)
    return desk


def put_on(desk: Desk, days: int) -> None:
    assert isinstance(desk.clock, Clock)
    desk.clock.at += timedelta(days=days)


def seen(desk: Desk) -> Live:
    page = open_review(desk)
    assert isinstance(page, Live)
    return page


def by_now(desk: Desk, before: Live) -> Live:
    page = look_again(desk, before)
    assert isinstance(page, Live)
    return page


def alike(one: Live, other: Live) -> None:
    """The same but for the order, which stays what it was for whoever is in the middle of it."""
    assert one.at == other.at
    assert one.counts == other.counts == other.agenda.counts
    assert one.remaining == other.remaining == {item.id for item in other.agenda.items if item.remains}
    assert one.verified == other.verified == {
        item.id for item in other.agenda.items if item.state is BlockerState.VERIFIED}
    assert sorted(one.route) == sorted(other.route)
    assert set(one.agenda.items) == set(other.agenda.items)
    assert one.agenda.meeting == other.agenda.meeting
    assert one.entry == other.entry


def test_the_screen_counts_what_the_page_prints(office: Desk) -> None:
    """What was said since the page of the week before is counted, whatever the state it left the blocker in."""
    before = seen(office).at
    colleague, (answered, checked, wrong, again) = replace(office, who="联络员06"), [*before][:4]
    for number in (answered, checked, wrong, again):
        assert isinstance(say(office, number, Word.ANSWER, "已供地"), Done)
    put_on(office, 7)
    page = seen(office)
    assert {page.at[number].state for number in (answered, checked, wrong, again)} == {BlockerState.ANSWERED}
    assert (page.counts.answered, page.counts.verified) == (0, 0), "that was last week"
    for number, *words in ((checked, Word.VERIFY), (wrong, Word.REJECT), (again, Word.VERIFY, Word.REOPEN),
                           ([*before][4], Word.ANSWER, Word.REJECT)):
        for word in words:
            assert isinstance(say(colleague, number, word, "现场看过"), Done)
    page = by_now(office, page)
    alike(page, seen(office))
    counts = page.counts
    assert (counts.answered, counts.verified, counts.rejected, counts.reopened) == (1, 2, 2, 1)
    assert (counts.open, counts.remaining) == (5, 5)
    shown = review(office)
    assert isinstance(shown, Review)
    line = compose(shown, Lang.ZH).counts
    assert "已答复 1 · 已销号 2 · 退回 2 · 重开 1" in line


@pytest.mark.story
def test_after_anything_was_done_the_page_is_what_reading_all_of_it_comes_to(office: Desk) -> None:
    """Words, passing over, undoing, new blockers, moves, other contracts, targets: sixty in any order."""
    random, colleague = Random(2023), replace(office, who="联络员06")
    review_meeting.start(office)
    page = seen(office)
    for turn in range(60):
        one = random.choice(page.agenda.items).id
        who = random.choice((office, colleague))
        does = random.choice((
            lambda who=who, one=one: say(who, one, Word.NOTE, "催办"),
            lambda who=who, one=one: say(who, one, Word.DUE, "", due=d("2024-01-20")),
            lambda who=who, one=one: say(who, one, Word.ESCALATE, "", level=random.choice(list(Level))),
            lambda who=who, one=one: say(who, one, Word.ANSWER, "办了"),
            lambda who=who, one=one: say(who, one, Word.VERIFY, ""),
            lambda who=who, one=one: say(who, one, Word.REJECT, "不实"),
            lambda who=who, one=one: say(who, one, Word.REOPEN, "又停了"),
            lambda who=who, one=one: review_meeting.skip(who, one),
            lambda who=who: review_meeting.note(who, "议定"),
            lambda who=who: undo(who, "误记"),
            lambda who=who, turn=turn: raise_blocker(who, f"项目{turn % 6}", Raised("环评", f"第{turn}次")),
            lambda who=who, turn=turn: amend(who, f"项目{turn % 6}", {"contract_amount": f"{turn}万元"}, reason="更正"),
            lambda who=who, turn=turn: advance(who, f"项目{turn % 6}", [Milepost(Stage.SIGNED, d("2023-12-30"))],
                                               override="补录"),
            lambda who=who, turn=turn: set_target(who, 2023, "new_signed", str(turn)),
        ))
        does()
        page = by_now(office, page)
        alike(page, seen(office))
        if turn == 120:
            review_meeting.close(office, "散会")
            put_on(office, 7)
            page = by_now(office, seen(office))
            review_meeting.start(office)


def test_nothing_done_is_nothing_read(office: Desk) -> None:
    page = seen(office)
    assert by_now(office, page) is page


def test_the_route_stays_and_a_new_blocker_comes_at_its_end(office: Desk) -> None:
    """The first, put off, would stand last by its due day; whoever is in the middle keeps their place."""
    review_meeting.start(office)
    page = seen(office)
    assert [page.at[one].project for one in page.route] == [f"项目{at}" for at in (5, 4, 3, 2, 1, 0)]
    say(office, page.route[0], Word.DUE, "", due=d("2024-06-30"))
    new = raise_blocker(office, "项目5", Raised("用电", "专线未建", due=d("2024-01-05"), raised=d("2024-01-01")))
    assert isinstance(new, Done)
    after = by_now(office, page)
    assert after.route == (*page.route, new.value)
    assert after.next_remaining() == page.route[1]
    assert after.next_remaining(new.value) == page.route[1]
    assert after.counts.remaining == 6
    assert seen(office).route == (page.route[0], *page.route[1:], new.value)


def test_a_meeting_is_gone_on_with_behind_what_was_taken(office: Desk) -> None:
    review_meeting.start(office)
    route = seen(office).route
    review_meeting.skip(office, route[3])
    say(office, route[1], Word.NOTE, "催办")
    page = seen(office)
    assert set(page.route[:2]) == {route[1], route[3]}
    assert page.route[2:] == (route[0], route[2], route[4], route[5])
    assert page.next_remaining() == route[0]


def test_the_promise_is_the_last_that_was_said_before_the_meeting(office: Desk) -> None:
    first = seen(office).route[0]
    assert promised(seen(office), story(office, seen(office), first)) is None
    say(office, first, Word.ANSWER, "月底交地", by="自规局")
    say(office, first, Word.REJECT, "只交了一半")
    review_meeting.start(office)
    say(office, first, Word.NOTE, "会上说的")
    page = seen(office)
    told = story(office, page, first)
    assert [one.text for one in told] == ["月底交地", "只交了一半", "会上说的"]
    promise = promised(page, told)
    assert promise is not None
    assert (promise.word, promise.text, promise.by) == (Word.ANSWER, "月底交地", "自规局")


def test_a_closed_page_tells_what_it_knew(office: Desk) -> None:
    review_meeting.start(office)
    page = seen(office)
    say(office, page.route[0], Word.NOTE, "会上说的")
    review_meeting.close(office)
    say(office, page.route[0], Word.NOTE, "会后说的")
    closed = open_review(office, page.agenda.meeting.week)
    assert isinstance(closed, Live)
    assert not closed.live
    assert by_now(office, closed) is closed
    assert [one.text for one in story(office, closed, page.route[0])] == ["会上说的"]


def test_a_form_is_filled_from_the_page(office: Desk) -> None:
    page = seen(office)
    one = page.at[page.route[0]]
    say(office, one.id, Word.ESCALATE, "报省厅", level="province", permit="湘水许1号", authority="省水利厅")
    page = by_now(office, page)
    made = with_story(page.at[one.id], story(office, page, one.id))
    assert (made.id, made.code, made.project, made.level, made.permit, made.authority, len(made.said)) == (
        one.id, one.code, "项目5", "province", "湘水许1号", "省水利厅", 1)


def test_what_comes_due_and_the_figures_that_moved(office: Desk) -> None:
    page = seen(office)
    say(office, page.route[0], Word.DUE, "", due=d("2024-01-14"))
    advance(office, "项目1", [Milepost(Stage.SIGNED, d("2024-01-02"))], override="补录")
    news = changes(office, by_now(office, page))
    assert [(one.item.id, one.days, one.within) for one in news.reminders] == [(page.route[0], 7, 7)]
    assert [(one.was, one.now) for one in news.figures if one.key == "new_signed"] == [("0", "1")]
