"""The list of a meeting: its order, how long each blocker has been carried over, what moved, who may verify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Clock
from tests.narrowed import of
from tests.office.december import d, moment
from tests.office.journal.test_undo import sure
from tests.office.project.test_projects import codes
from tracker.domain.blocking import Alert, BlockerState, Level, Word
from tracker.domain.days import Day, read_day
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.project.moves import Milepost, advance
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.review.items import Item
from tracker.office.review.meeting import close, pages_carried, start
from tracker.office.review.review import Agenda, Review, agenda, review

CREDIT_CODE = "91430981878AY7A07H"


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Desk:
    clock.at = moment("2023-12-04 09:00")
    return desk


def stuck(desk: Desk, name: str, *, amount: str = "1亿元", **more: object) -> int:
    sure(add(desk, {"name": name, "contract_amount": amount, "credit_code": CREDIT_CODE}, lead=d("2023-01-10")))
    more = {"raised": d("2023-11-01"), **more}
    done = raise_blocker(desk, name, Raised("用地", f"{name}未供地", **more))
    number: int = sure(done)
    return number


def page(desk: Desk, week: str | None = None) -> Agenda:
    page = agenda(desk, Week.read(week) if week else None)
    assert isinstance(page, Agenda), page
    return page


def the(desk: Desk, number: int, week: str | None = None) -> Item:
    return next(one for one in page(desk, week).items if one.id == number)


# -- order ------------------------------------------------------------------------------------------------------------


def test_the_most_overdue_first_then_the_higher_level_then_the_larger_amount(office: Desk) -> None:
    def number(name: str, due: str | None, level: str, amount: str) -> None:
        stuck(office, name, due=d(due) if due else None, level=level, amount=amount)

    number("小而不急", None, "bureau", "1亿元")
    number("大而不急", None, "bureau", "9亿元")
    number("报省里", "2023-12-31", "province", "1亿元")
    number("没有金额", None, "bureau", "")
    number("逾期一天", "2023-12-01", "officer", "1亿元")
    number("逾期一周", "2023-11-27", "officer", "1亿元")
    number("逾期一周报市里", "2023-11-27", "city", "1亿元")
    number("逾期一周报市里而大", "2023-11-27", "city", "2亿元")
    number("层级写法不认识", None, "天上", "50亿元")
    assert [one.project for one in page(office).items] == [
        "逾期一周报市里而大", "逾期一周报市里", "逾期一周", "逾期一天", "报省里", "大而不急", "小而不急", "没有金额",
        "层级写法不认识"]


def test_an_overdue_day_that_is_no_working_day_comes_before_what_is_not_overdue(office: Desk, clock: Clock) -> None:
    first = stuck(office, "甲", due=d("2023-12-08"))
    stuck(office, "乙", amount="9亿元", due=d("2023-12-12"))
    clock.at = moment("2023-12-09 09:00")  # a Saturday
    assert page(office).items[0].id == first
    late = the(office, first).late
    assert late is not None
    assert (late.count, page(office).counts.overdue) == (0, 1)


def test_the_verified_come_last_and_go_with_the_next_page(office: Desk, clock: Clock) -> None:
    first, second = stuck(office, "甲", due=d("2023-11-20")), stuck(office, "乙")
    sure(say(office, first, Word.ANSWER, "已供地"))
    sure(say(office, first, Word.VERIFY, ""))
    listed = page(office).items
    assert [(item.id, item.state) for item in listed] == [(second, BlockerState.OPEN), (first, BlockerState.VERIFIED)]
    assert (listed[1].late, listed[1].alert, listed[1].remains) == (None, None, False)
    clock.at = moment("2023-12-11 09:00")
    assert [one.id for one in page(office).items] == [second]


# -- carried over -----------------------------------------------------------------------------------------------------


def test_a_blocker_is_new_until_a_page_was_closed_on_it(office: Desk, clock: Clock) -> None:
    number = stuck(office, "甲")
    assert the(office, number).carried == 0
    clock.at = moment("2023-12-06 09:00")
    sure(start(office))
    sure(close(office))
    assert the(office, number).carried == 0
    clock.at = moment("2023-12-07 09:00")
    late = stuck(office, "乙", raised=d("2023-12-07"))  # after the meeting: next week's
    clock.at = moment("2023-12-13 09:00")
    assert {one.id: one.carried for one in page(office).items} == {number: 1, late: 0}
    assert [one.id for one in page(office).new] == [late]
    clock.at = moment("2023-12-27 09:00")  # a week without any meeting has a page too
    assert {one.id: one.carried for one in page(office).items} == {number: 3, late: 2}
    assert {one.id for one in page(office, "2023-W49").items} == {number}


LAST = "2023-12-03"
"""The Sunday before, on which the last page was closed."""


@pytest.mark.parametrize(("raised", "new"), [
    (Day.unknown(), True), (d("2023-12-04"), True), (d(LAST), True), (d("2023-12-02"), False), (d("2023-01-10"), False),
    # Known by its month or year it is older only where the whole of it is over.
    (read_day("2023年12月"), True), (read_day("2023年11月"), False), (read_day("2023年"), True),
])
def test_new_is_what_came_up_since_the_last_page_whenever_it_was_entered(office: Desk, clock: Clock, raised: Day,
                                                                         new: bool) -> None:
    number = stuck(office, "甲", raised=raised)
    made = page(office)
    assert (the(office, number).new, the(office, number).carried) == (new, 0)
    assert (len(made.new), len(made.listed)) == (made.counts.new, made.counts.listed) == (new, not new)
    assert made.counts.open == 1
    clock.at = moment("2023-12-13 09:00")
    counts = page(office).counts
    assert (counts.new, counts.listed, counts.over) == (0, 0, 1), "a week later it is carried over either way"


def test_one_of_unknown_day_that_is_reopened_is_not_new(office: Desk, clock: Clock) -> None:
    number = stuck(office, "甲", raised=Day.unknown())
    sure(say(office, number, Word.ANSWER, "已供地"))
    sure(say(office, number, Word.VERIFY, ""))
    clock.at = moment("2023-12-13 09:00")
    sure(say(office, number, Word.REOPEN, "又停了"))
    assert (the(office, number).new, the(office, number).carried) == (False, 0)
    assert [one.id for one in page(office).listed] == [number]


def test_one_verified_and_reopened_begins_anew(office: Desk, clock: Clock) -> None:
    number = stuck(office, "甲")
    clock.at = moment("2023-12-13 09:00")
    sure(say(office, number, Word.ANSWER, "已供地"))
    sure(say(office, number, Word.VERIFY, ""))
    clock.at = moment("2023-12-20 09:00")
    assert page(office).items == ()
    sure(say(office, number, Word.REOPEN, "又停了"))
    assert (the(office, number).carried, the(office, number).new) == (0, False)
    assert the(office, number).turned == (Word.REOPEN,)
    clock.at = moment("2023-12-27 09:00")
    assert the(office, number).carried == 1


def test_one_reopened_before_the_page_was_closed_was_never_gone(office: Desk, clock: Clock) -> None:
    number = stuck(office, "甲")
    clock.at = moment("2023-12-13 09:00")
    for word, text in ((Word.ANSWER, "已供地"), (Word.VERIFY, ""), (Word.REOPEN, "看错了")):
        sure(say(office, number, word, text))
    assert (the(office, number).carried, the(office, number).turned) == (1, (Word.ANSWER, Word.VERIFY, Word.REOPEN))
    clock.at = moment("2023-12-20 09:00")
    assert (the(office, number).carried, the(office, number).turned) == (2, ())


T0 = datetime(2023, 1, 1, tzinfo=UTC)
HOURS = st.integers(0, 400)


@given(st.lists(HOURS, unique=True, max_size=12), HOURS, st.lists(HOURS, unique=True, max_size=6))
def test_carried_is_the_pages_in_a_row_it_stood_on(closings: list[int], opened: int, turns: list[int]) -> None:
    """Told page by page, from the last one back to the first it was not on."""
    turned = sorted(turn + 0.5 for turn in turns if turn >= opened)
    gaps = [(turned[at], turned[at + 1] if at + 1 < len(turned) else None) for at in range(0, len(turned), 2)]
    if gaps and gaps[-1][1] is None:
        gaps.pop()  # one that is verified is not asked for its weeks

    def at(hours: float) -> datetime:
        return T0 + timedelta(hours=hours)

    def stood(closing: float) -> bool:
        return closing >= opened and not any(start <= closing < end for start, end in gaps if end is not None)

    expected = 0
    for closing in sorted(closings, reverse=True):
        if not stood(closing):
            break
        expected += 1
    moments: Sequence[tuple[datetime, datetime | None]] = [(at(a), at(b)) for a, b in gaps if b is not None]
    assert pages_carried([at(one) for one in sorted(closings)], at(opened), moments) == expected


# -- what moved -------------------------------------------------------------------------------------------------------


def test_a_project_that_moved_since_last_week_says_so(office: Desk, clock: Clock) -> None:
    number = stuck(office, "甲", blocking=False)
    still = stuck(office, "乙")
    assert the(office, number).moved == (), "a project that came in this week has not moved"
    clock.at = moment("2023-12-12 09:00")
    sure(advance(office, "甲", [Milepost(Stage.SIGNED, d("2023-12-11")), Milepost(Stage.REGISTERED, d("2023-12-12"))]))
    assert (the(office, number).moved, the(office, number).stage) == ((Stage.SIGNED, Stage.REGISTERED),
                                                                       Stage.REGISTERED)
    assert the(office, still).moved == ()
    clock.at = moment("2023-12-18 09:00")
    assert the(office, number).moved == ()
    assert the(office, number, "2023-W50").moved == (Stage.SIGNED, Stage.REGISTERED)
    assert the(office, number, "2023-W49").stage is Stage.LEAD


def test_figures_that_moved_are_told_with_what_they_were(office: Desk, clock: Clock) -> None:
    sure(add(office, {"name": "甲", "contract_amount": "1亿元", "origin": "境内省外"}, lead=d("2023-01-10")))
    sure(add_receipt(office, "甲", d("2023-11-10"), Money(3_000 * 10_000 * 100)))
    page = of(Review, review(office))
    assert page.figures == (), "before the first page there is nothing to compare with"
    clock.at = moment("2023-12-13 09:00")
    sure(add_receipt(office, "甲", d("2023-12-12"), Money(500 * 10_000 * 100)))
    sure(advance(office, "甲", [Milepost(Stage.SIGNED, d("2023-12-12"))]))
    page = of(Review, review(office))
    assert [(one.key, one.was, one.now, one.unit) for one in page.figures] == [
        ("new_signed", "0", "1", "个"), ("out_of_province", "0.3", "0.35", "亿元")]
    clock.at = moment("2023-12-18 09:00")
    assert of(Review, review(office)).figures == ()


# -- alerts, reminders, levels ----------------------------------------------------------------------------------------


def test_alerts_name_whom_to_tell(office: Desk, clock: Clock) -> None:
    number = stuck(office, "甲", due=d("2023-12-01"))
    item = the(office, number)
    assert (item.alert, item.tell, item.lapses) == (Alert.BLUE, Level.BUREAU, 1)
    for due, next_day, alert, tell in (("2023-12-06", "2023-12-07", Alert.YELLOW, Level.CHAIN_LEADER),
                                       ("2023-12-12", "2023-12-13", Alert.RED, Level.CITY)):
        sure(say(office, number, Word.DUE, "", due=d(due)))
        clock.at = moment(f"{next_day} 09:00")
        item = the(office, number)
        assert (item.alert, item.tell) == (alert, tell)
    assert (item.first_due, item.due) == (d("2023-12-01").on, d("2023-12-12").on)


def test_what_is_overdue_for_months_is_graver_than_its_lapsed_deadlines(office: Desk, clock: Clock) -> None:
    """One deadline lapsed long ago is no matter for the bureau any more; a follow-up changes nothing of that."""
    number = stuck(office, "甲", raised=d("2023-01-10"), due=d("2023-03-01"))
    item = the(office, number)
    assert (item.lapses, item.alert, item.tell) == (1, Alert.RED, Level.CITY)
    sure(say(office, number, Word.NOTE, "还在等"))
    assert the(office, number).alert is Alert.RED
    sure(say(office, number, Word.DUE, "", due=d("2023-12-20")))
    assert (the(office, number).lapses, the(office, number).alert) == (1, Alert.BLUE), "it has a new deadline"
    clock.at = moment("2024-02-20 09:00")
    assert (the(office, number).lapses, the(office, number).alert) == (2, Alert.YELLOW)


@pytest.mark.parametrize(("due", "days", "within"), [
    ("2023-12-04", 0, 7), ("2023-12-11", 7, 7), ("2023-12-12", 8, 20), ("2023-12-24", 20, 20), ("2023-12-25", 21, 30),
    ("2024-01-03", 30, 30), ("2024-01-04", None, None), ("2023-12-03", None, None),
])
def test_reminders_of_what_comes_due_in_seven_twenty_and_thirty_days(office: Desk, due: str, days: int | None,
                                                                     within: int | None) -> None:
    stuck(office, "甲", due=d(due))
    page = of(Review, review(office))
    expected = [] if days is None else [(days, within)]
    assert [(one.days, one.within) for one in page.reminders] == expected


# -- who verifies -----------------------------------------------------------------------------------------------------


def test_whoever_recorded_the_answer_does_not_verify_it_where_there_are_colleagues(office: Desk) -> None:
    number, colleague = stuck(office, "甲"), replace(office, who="联络员02")
    sure(say(office, number, Word.ANSWER, "已供地", by="自然资源局"))
    sure(say(colleague, number, Word.NOTE, "我在"))
    assert codes(say(office, number, Word.VERIFY, "")) == ["own_answer"]
    assert codes(say(colleague, number, Word.VERIFY, "", by="自然资源局")) == ["own_answer"], "the doer's word alone"
    sure(say(colleague, number, Word.VERIFY, "到现场看过"))


def test_who_works_alone_verifies_alone(office: Desk) -> None:
    number = stuck(office, "甲")
    sure(say(office, number, Word.ANSWER, "已供地"))
    sure(say(office, number, Word.VERIFY, ""))


def test_a_colleague_who_left_a_year_ago_is_none(office: Desk, clock: Clock) -> None:
    clock.at = moment("2023-01-10 09:00")
    sure(add(replace(office, who="联络员02"), {"name": "旧项目"}, lead=d("2023-01-10")))
    clock.at = moment("2024-01-11 09:00")
    number = stuck(office, "甲")
    sure(say(office, number, Word.ANSWER, "已供地"))
    sure(say(office, number, Word.VERIFY, ""))


def test_only_the_answer_that_stands_is_whose_word_counts(office: Desk) -> None:
    """The first answer was rejected; the second is a colleague's, so the first officer may verify it."""
    number, colleague = stuck(office, "甲"), replace(office, who="联络员02")
    sure(say(office, number, Word.ANSWER, "已供地"))
    sure(say(colleague, number, Word.REJECT, "没有"))
    sure(say(colleague, number, Word.ANSWER, "这回真供了"))
    assert codes(say(colleague, number, Word.VERIFY, "")) == ["own_answer"]
    sure(say(office, number, Word.VERIFY, ""))
