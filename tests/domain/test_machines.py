"""Which arrows the lives have: every stage, status and move; every state of a blocker and word; every meeting."""

from itertools import product
from pathlib import Path

import pytest

from docs.lives import PAGE, page
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.machines import (
    BLOCKER_LIFE,
    MEETING_LIFE,
    PROJECT_LIFE,
    Life,
    lands_on,
    moves_from,
    stage_after,
    stage_without_money,
)
from tracker.domain.meeting import MeetingState, Minute
from tracker.domain.stages import STAGES, Move, Position, Stage, Status

OPEN, ANSWERED, VERIFIED = BlockerState
STATUS_MOVES = {
    (Status.ACTIVE, Move.PAUSE): Status.PAUSED, (Status.PAUSED, Move.RESUME): Status.ACTIVE,
    (Status.ACTIVE, Move.TERMINATE): Status.TERMINATED, (Status.PAUSED, Move.TERMINATE): Status.TERMINATED,
    (Status.TERMINATED, Move.REOPEN): Status.ACTIVE,
}
SAID = {
    OPEN: {Word.NOTE: OPEN, Word.DUE: OPEN, Word.ESCALATE: OPEN, Word.ANSWER: ANSWERED},
    ANSWERED: {Word.NOTE: ANSWERED, Word.DUE: ANSWERED, Word.ESCALATE: ANSWERED, Word.VERIFY: VERIFIED,
               Word.REJECT: OPEN, Word.REOPEN: OPEN},
    VERIFIED: {Word.REOPEN: OPEN},
}
HELD = {
    MeetingState.PLANNED: {Minute.START: MeetingState.OPEN},
    MeetingState.OPEN: {Minute.SKIP: MeetingState.OPEN, Minute.NOTE: MeetingState.OPEN,
                        Minute.CLOSE: MeetingState.CLOSED},
    MeetingState.CLOSED: {},
}


@pytest.mark.parametrize(("stage", "status", "move"), list(product(Stage, Status, Move)))
def test_every_move_leads_where_the_field_says_or_nowhere(stage: Stage, status: Status, move: Move) -> None:
    """Stages are left only by an active project, one at a time; a status changes at its stage."""
    place, expected = STAGES.index(stage), None
    if move is Move.ADVANCE and status is Status.ACTIVE and place < 5:
        expected = Position(STAGES[place + 1])
    elif move is Move.REVERT and status is Status.ACTIVE and place:
        expected = Position(STAGES[place - 1])
    elif (status, move) in STATUS_MOVES:
        expected = Position(stage, STATUS_MOVES[status, move])
    at = Position(stage, status)
    assert lands_on(at, move) == expected
    assert (move in moves_from(at)) is (expected is not None)


@pytest.mark.parametrize(("state", "word"), list(product(BlockerState, Word)))
def test_every_word_leads_a_blocker_where_the_field_says(state: BlockerState, word: Word) -> None:
    assert BLOCKER_LIFE.after(state, word) == SAID[state].get(word)
    assert (state in BLOCKER_LIFE.sources(word)) is (word in SAID[state])
    assert BLOCKER_LIFE.events(state) == tuple(SAID[state])


@pytest.mark.parametrize(("state", "minute"), list(product(MeetingState, Minute)))
def test_every_minute_leads_a_meeting_where_the_field_says(state: MeetingState, minute: Minute) -> None:
    assert MEETING_LIFE.after(state, minute) == HELD[state].get(minute)


def test_what_a_ledger_reports_holds_though_no_arrow_led_there() -> None:
    """A verification with no answer before it; a note on a verified one changes nothing."""
    assert BLOCKER_LIFE.told(OPEN, Word.VERIFY) is VERIFIED
    assert BLOCKER_LIFE.told(VERIFIED, Word.NOTE) is VERIFIED
    assert BLOCKER_LIFE.told(VERIFIED, "answer") is ANSWERED


def test_a_condition_that_does_not_hold_stops_the_machine() -> None:
    ready = Position(Stage.FUNDED)
    assert lands_on(ready, Move.ADVANCE, {"blockers"}) is None
    assert lands_on(ready, Move.ADVANCE, {"credit_code"}) == Position(Stage.STARTED), "no condition of this arrow"
    assert lands_on(ready, Move.ADVANCE) == Position(Stage.STARTED), "and nothing is remembered of it"


def test_the_stages_follow_in_the_order_of_life() -> None:
    assert [stage_after(stage) for stage in STAGES] == [*STAGES[1:], None]
    assert {stage: past for stage in STAGES if (past := stage_without_money(stage))} == {
        Stage.REGISTERED: Stage.STARTED}


@pytest.mark.parametrize("life", [PROJECT_LIFE, BLOCKER_LIFE, MEETING_LIFE])
def test_every_state_can_be_reached(life: Life) -> None:
    reached, seen = {life.start}, 0
    while len(reached) != seen:
        seen = len(reached)
        reached |= {after for state in reached for event in life.events(state) if (after := life.after(state, event))}
    assert reached == set(life.states)


def test_the_diagrams_of_the_documents_are_drawn_from_the_machines() -> None:
    """After a change of a machine: python -m docs.lives"""
    assert Path(PAGE).read_text("utf-8") == page()
