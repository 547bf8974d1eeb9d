"""Where a blocker stands: deadlines that lapse, those put off in time, and the clock of an outside level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.blocker_story import BlockerStanding, left_at, stands
from tracker.domain.blocking import Alert, BlockerState, Level, Word
from tracker.domain.workdays import is_working_day, working_days

RAISED, DUE = date(2023, 10, 9), date(2023, 10, 31)
OUTSIDE = frozenset({Level.PREFECTURE, Level.PROVINCE})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word on a blocker, without where it was written down."""

    word: Word
    on: date
    due: date | None = None
    level: str = ""


def day(text: str) -> date:
    return date.fromisoformat(f"2023-{text}")


def spoken(word: Word, on: str, due: str = "", level: str = "") -> Spoken:
    return Spoken(word, day(on), day(due) if due else None, level)


def on(text: str, *words: Spoken, due: date | None = DUE, level: str = Level.BUREAU) -> BlockerStanding:
    return stands(RAISED, due, level, words, day(text), OUTSIDE)


# -- deadlines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("told", "lapses", "alert"), [
    ("10-31", 0, None), ("11-01", 1, Alert.BLUE), ("12-31", 1, Alert.BLUE),
])
def test_a_deadline_lapses_the_day_after_it_and_once(told: str, lapses: int, alert: Alert | None) -> None:
    stood = on(told)
    assert (stood.lapses, Alert.after(stood.lapses)) == (lapses, alert)


def test_each_deadline_that_lapses_is_one_step_from_blue_over_yellow_to_red() -> None:
    words = [spoken(Word.DUE, "11-03", "11-10"), spoken(Word.DUE, "11-13", "11-20"), spoken(Word.DUE, "11-21", "11-30")]
    days = ["10-31", "11-01", "11-10", "11-11", "11-20", "11-21", "11-30", "12-01"]
    found = [on(text, *(word for word in words if word.on <= day(text))) for text in days]
    assert [one.lapses for one in found] == [0, 1, 1, 2, 2, 3, 3, 4]
    assert [Alert.after(one.lapses) for one in found] == [
        None, Alert.BLUE, Alert.BLUE, Alert.YELLOW, Alert.YELLOW, Alert.RED, Alert.RED, Alert.RED]
    assert found[-1].due == day("11-30")


def test_a_deadline_put_off_in_time_does_not_lapse() -> None:
    """On its very last day is in time; a day later is not."""
    assert on("11-30", spoken(Word.DUE, "10-31", "11-30")).lapses == 0
    assert on("11-30", spoken(Word.DUE, "11-01", "11-30")).lapses == 1
    assert on("12-01", spoken(Word.DUE, "10-31", "11-30")).lapses == 1


def test_without_a_deadline_nothing_lapses() -> None:
    assert on("12-31", due=None).lapses == 0
    assert on("12-31", spoken(Word.DUE, "11-01", "12-30"), due=None).lapses == 1


def test_an_answer_does_not_stop_the_deadline_and_a_verification_does() -> None:
    answered = spoken(Word.ANSWER, "10-20")
    assert on("11-30", answered).lapses == 1
    assert on("11-30", answered, spoken(Word.VERIFY, "10-31")).lapses == 0
    assert on("11-30", answered, spoken(Word.VERIFY, "11-01")).lapses == 1


def test_a_deadline_that_passed_while_it_stood_verified_was_kept() -> None:
    words = [spoken(Word.ANSWER, "10-20"), spoken(Word.VERIFY, "10-25"), spoken(Word.REOPEN, "11-15")]
    stood = on("11-16", *words)
    assert (stood.state, stood.lapses) == (BlockerState.OPEN, 0)
    again = [*words, spoken(Word.DUE, "11-16", "11-24")]
    assert [on(text, *again).lapses for text in ("11-16", "11-24", "11-25")] == [0, 0, 1]


def test_reopened_before_its_deadline_it_can_lapse_still() -> None:
    words = [spoken(Word.ANSWER, "10-20"), spoken(Word.VERIFY, "10-25"), spoken(Word.REOPEN, "10-30")]
    assert [on(text, *words).lapses for text in ("10-31", "11-01")] == [0, 1]


# -- the clock of an outside level ------------------------------------------------------------------------------------


def test_the_outside_clock_runs_from_the_escalation_to_the_answer() -> None:
    # Monday 9 October to Monday 16 October: 10, 11, 12, 13, 16. Rejected on the 18th it runs again: 19, 20.
    escalated, answered = spoken(Word.ESCALATE, "10-09", level=Level.PROVINCE), spoken(Word.ANSWER, "10-16")
    rejected = spoken(Word.REJECT, "10-18")
    assert on("10-16", escalated).waited.count == 5
    assert on("10-31", escalated, answered).waited.count == 5
    assert on("10-20", escalated, answered, rejected).waited.count == 7
    assert on("10-20", escalated, answered, spoken(Word.VERIFY, "10-18")).waited.count == 5


def test_it_runs_on_outside_levels_alone() -> None:
    city = spoken(Word.ESCALATE, "10-09", level=Level.CITY)
    back = spoken(Word.ESCALATE, "10-13", level=Level.CHAIN_LEADER)
    assert on("10-31", city).waited.count == 0
    assert on("10-31", spoken(Word.ESCALATE, "10-09", level=Level.PREFECTURE), back).waited.count == 4
    assert on("10-13", level=Level.PREFECTURE).waited.count == 4


def test_it_does_not_run_on_holidays_and_does_on_make_up_days() -> None:
    # Raised on Thursday 28 September: 29 September to 6 October are holidays, Saturday 7 and Sunday 8 are worked.
    stood = stands(date(2023, 9, 28), None, Level.PROVINCE, [], date(2023, 10, 9), OUTSIDE)
    assert (stood.waited.count, stood.waited.provisional) == (3, False)


# -- whatever is said -------------------------------------------------------------------------------------------------

LATEST = 120
ENDS = {Word.ANSWER: BlockerState.ANSWERED, Word.VERIFY: BlockerState.VERIFIED, Word.REJECT: BlockerState.OPEN,
        Word.REOPEN: BlockerState.OPEN}
SAID = st.tuples(st.sampled_from(Word), st.integers(0, LATEST), st.integers(0, 60), st.sampled_from(Level))


@st.composite
def stories(draw: st.DrawFn) -> list[Spoken]:
    """Words in the order of their days, each with what its kind says."""
    found = []
    for word, after, ahead, level in sorted(draw(st.lists(SAID, max_size=8)), key=lambda one: one[1]):
        said = RAISED + timedelta(days=after)
        found.append(Spoken(word, said, said + timedelta(days=ahead) if word is Word.DUE else None,
                            level if word is Word.ESCALATE else ""))
    return found


def day_by_day(words: Sequence[Spoken], until: date) -> tuple[BlockerState, int, int]:
    """The same, told by living through every day: a deadline lapses at the end of the day that follows it."""
    state, level, due, lapses, waited, told = BlockerState.OPEN, str(Level.BUREAU), DUE, 0, 0, False
    left, today = list(words), RAISED
    while True:
        if due < today and not told:
            lapses, told = lapses + (state is not BlockerState.VERIFIED), True
        if today > RAISED and state is BlockerState.OPEN and level in OUTSIDE and is_working_day(today):
            waited += 1
        while left and left[0].on == today:
            word = left.pop(0)
            state, level = ENDS.get(word.word, state), word.level or level
            if word.due:
                due, told = word.due, False
        if today == until:
            return state, lapses, waited
        today += timedelta(days=1)


@settings(deadline=None)  # the first call imports a library
@given(stories(), st.integers(0, 30))
def test_it_stands_where_living_through_the_days_leads(words: list[Spoken], more: int) -> None:
    until = (words[-1].on if words else RAISED) + timedelta(days=more)
    stood = stands(RAISED, DUE, Level.BUREAU, words, until, OUTSIDE)
    assert (stood.state, stood.lapses, stood.waited.count) == day_by_day(words, until)
    left = left_at(DUE, Level.BUREAU, ((word.word.value, word.due, word.level) for word in words))
    assert left == (stood.state, stood.due, stood.level)


@settings(deadline=None)
@given(stories(), st.integers(0, 30), st.integers(0, 30))
def test_lapses_and_waiting_never_fall_as_days_pass(words: list[Spoken], more: int, later: int) -> None:
    first = (words[-1].on if words else RAISED) + timedelta(days=more)
    then = stands(RAISED, DUE, Level.BUREAU, words, first, OUTSIDE)
    after = stands(RAISED, DUE, Level.BUREAU, words, first + timedelta(days=later), OUTSIDE)
    assert then.lapses <= after.lapses <= then.lapses + 1
    assert then.waited.count <= after.waited.count
    assert (then.state, then.due, then.level) == (after.state, after.due, after.level)


@settings(deadline=None)
@given(stories(), st.integers(0, 30))
def test_it_never_waited_longer_than_it_is_old_nor_lapsed_oftener_than_it_had_deadlines(words: list[Spoken],
                                                                                         more: int) -> None:
    until = (words[-1].on if words else RAISED) + timedelta(days=more)
    stood = stands(RAISED, DUE, Level.BUREAU, words, until, OUTSIDE)
    assert stood.waited.count <= working_days(RAISED, until).count
    assert stood.lapses <= 1 + sum(1 for word in words if word.word is Word.DUE)


def test_alerts_go_no_further_than_red() -> None:
    assert [Alert.after(lapses) for lapses in range(6)] == [None, Alert.BLUE, Alert.YELLOW, *[Alert.RED] * 3]


def test_levels_rise_from_the_officer_to_the_province() -> None:
    assert [level.rank for level in Level] == [0, 1, 2, 3, 4, 5]
    assert (Level.OFFICER.rank, Level.PROVINCE.rank) == (0, 5)
