"""What is asked of every move, and what does not hold in a whole life; without a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.days import Day, read_day
from tracker.domain.guards import (
    Obstacle,
    Standing,
    Step,
    before_lead,
    checklist,
    checklists,
    correction_refusals,
    status_refusals,
    unmet,
)
from tracker.domain.machines import lands_on
from tracker.domain.order import Declared, recognised_early
from tracker.domain.paid import Paid
from tracker.domain.required import Asked
from tracker.domain.stages import STAGES, Move, Position, Stage, Status

TODAY = date(2023, 12, 31)
CODE = "91430981878AY7A07H"
DAYS = dict(zip(STAGES, ("2023-01-10", "2023-02-01", "2023-03-01", "2023-04-01", "2023-05-01", "2023-11-01"),
                strict=True))
SHIP = Obstacle("河湖岸线：岸线审批未通过", Day(date(2023, 3, 3)))


def d(text: str) -> Day:
    return read_day(text) or Day.unknown()


def at(stage: Stage, status: Status = Status.ACTIVE, **more: Any) -> Standing:
    """A project at a stage with everything that stage and the next ask for."""
    days = {one: d(DAYS[one]) for one in STAGES[:STAGES.index(stage) + 1]}
    return replace(Standing(Position(stage, status), TODAY, days, 100, CODE, (Paid(d("2023-03-20")),)), **more)


def codes(found: list[Any]) -> list[str]:
    return [(one.reason if hasattr(one, "reason") else one).code for one in found
            if getattr(one, "reason", one) is not None]


@pytest.mark.parametrize(("stage", "status", "target"), list(product(Stage, Status, Stage)))
def test_a_stage_is_reached_from_the_one_before_by_an_active_project_alone(
        stage: Stage, status: Status, target: Stage) -> None:
    unmet_codes = codes(checklist(at(stage, status), Step(target, d("2023-12-01"))))
    assert ("not_active" in unmet_codes) is (status is not Status.ACTIVE)
    wrong = {"already_producing", "already_reached", "skips_stage"} & set(unmet_codes)
    if stage is Stage.PRODUCING:
        assert wrong == {"already_producing"}
    elif target.rank <= stage.rank:
        assert wrong == {"already_reached"}
    else:
        early = (stage, target) == (Stage.REGISTERED, Stage.STARTED)
        assert wrong == ({"skips_stage"} if target.rank > stage.rank + 1 and not early else set())
        assert ("before_money" in unmet_codes) is (target is Stage.STARTED and stage is not Stage.FUNDED)


LACKING: dict[str, Callable[[Standing], Standing]] = {
    "no_contract_amount": lambda standing: replace(standing, contract_minor=None),
    "no_credit_code": lambda standing: replace(standing, credit_code=None),
    "credit_code": lambda standing: replace(standing, credit_code=CODE[:-1] + "1"),
    "no_receipt": lambda standing: replace(standing, receipts=()),
    "open_blocker": lambda standing: replace(standing, blockers=(SHIP,)),
}
ASKED_AT = {"no_contract_amount": Stage.SIGNED, "no_credit_code": Stage.REGISTERED, "credit_code": Stage.REGISTERED,
            "no_receipt": Stage.FUNDED, "open_blocker": Stage.STARTED}


@pytest.mark.parametrize(("lacks", "target"), list(product(LACKING, STAGES[1:])))
def test_each_stage_asks_for_its_own_and_a_whole_life_for_all_of_them(lacks: str, target: Stage) -> None:
    """What a move to a stage is refused for is what a life that has passed it does not meet."""
    before = LACKING[lacks](at(STAGES[target.rank - 1]))
    assert codes(checklist(before, Step(target, d(DAYS[target])))) == [lacks] * (ASKED_AT[lacks] is target)
    assert codes(unmet(LACKING[lacks](at(target)))) == [lacks] * (target.rank >= ASKED_AT[lacks].rank)


@pytest.mark.parametrize(("day", "told"), [
    ("2023-05-01", []), ("2023-03-31", ["before_money"]), ("2023-02-28", ["before_money", "order"]),
    ("2024-01-01", ["future_date"]), ("", ["day_missing"]), ("2023-03", ["before_money"]), ("2023-04", []),
    ("2023", [])])
def test_the_day_of_a_move_has_come_and_follows_the_stage_before(day: str, told: list[str]) -> None:
    assert codes(checklist(at(Stage.FUNDED), Step(Stage.STARTED, d(day)))) == told


@pytest.mark.parametrize(("day", "told"), [
    ("2023-03-20", []), ("2023-03-19", ["no_receipt"]), ("2023-03", []), ("2023-02", ["order", "no_receipt"])])
def test_money_has_arrived_by_the_day_of_funded(day: str, told: list[str]) -> None:
    assert codes(checklist(at(Stage.REGISTERED), Step(Stage.FUNDED, d(day)))) == told


HARD = Asked(money_first=True)


def test_a_start_before_the_money_asks_for_a_reason_where_the_rules_do_not_refuse_it() -> None:
    """Once it is taken nothing more is asked on the way, and the money is put on record when it comes."""
    registered, step = at(Stage.REGISTERED), Step(Stage.STARTED, d("2023-03-15"))
    soft, hard = ([check.reason for check in checklist(registered, step, asked) if check.reason]
                  for asked in (Asked(), HARD))
    assert [(reason.code, reason.hard) for reason in (*soft, *hard)] == [("before_money", False), ("money_first", True)]
    days = {**registered.milestones, Stage.STARTED: step.day}
    started = replace(registered, position=Position(Stage.STARTED), milestones=days)
    assert codes(unmet(started)) == ["before_money"]
    assert codes(unmet(started, HARD)) == ["money_first"]
    started = replace(started, overridden=frozenset({Stage.STARTED}))
    assert (unmet(started), codes(unmet(started, HARD))) == ([], ["money_first"])
    assert codes(checklist(started, Step(Stage.PRODUCING, d("2023-11-01")), HARD)) == []
    assert correction_refusals(started, Stage.FUNDED, d("2023-04-01"), HARD) == []


@pytest.mark.parametrize(("stage", "day", "told"), [
    (Stage.FUNDED, "2023-05-02", "before_money"), (Stage.FUNDED, "2023-05", ""), (Stage.FUNDED, "2023-11-02",
                                                                                  "before_money"),
    (Stage.STARTED, "2023-03-31", "before_money"), (Stage.STARTED, "2023-04-01", ""),
    (Stage.PRODUCING, "2023-05-01", "")])
def test_a_correction_says_that_a_project_started_before_its_money(stage: Stage, day: str, told: str) -> None:
    """Its reason stands with the milestone it corrects, and settles it."""
    life = at(Stage.PRODUCING)
    assert codes(correction_refusals(life, stage, d(day))) == ([told] if told else [])
    assert codes(correction_refusals(life, stage, d(day), HARD)) == (["money_first"] if told else [])
    days = {**life.milestones, stage: d(day)}
    assert codes(unmet(replace(life, milestones=days))) == ([told] if told else [])
    assert unmet(replace(life, milestones=days, overridden=frozenset({stage}))) == []


@pytest.mark.parametrize(("raised", "hindered"), [
    ("2023-04-30", True), ("2023-05-01", True), ("2023-05", True), ("", True), ("2023-05-02", False)])
def test_a_blocker_raised_after_the_start_did_not_hinder_it(raised: str, hindered: bool) -> None:
    """Whenever it was raised, an open one keeps a project from starting."""
    held = (Obstacle("用地：未落实", d(raised)),)
    assert codes(unmet(at(Stage.STARTED, blockers=held))) == ["open_blocker"] * hindered
    assert codes(checklist(at(Stage.FUNDED, blockers=held), Step(Stage.STARTED, d("2023-05-01")))) == ["open_blocker"]


def test_evidence_is_asked_for_softly_and_set_aside_with_a_reason() -> None:
    asked = Asked({Stage.REGISTERED: (frozenset({"licence"}), frozenset({"photo", "other"}))})
    step = Step(Stage.REGISTERED, d("2023-03-01"), frozenset({"photo"}))
    (reason,) = (check.reason for check in checklist(at(Stage.SIGNED), step, asked) if check.reason)
    assert (reason.code, reason.hard, reason.params["kinds"]) == ("no_evidence", False, ("licence",))
    assert codes(unmet(at(Stage.FUNDED), asked)) == ["no_evidence"] * 2
    assert unmet(at(Stage.FUNDED, overridden=frozenset({Stage.REGISTERED})), asked) == []
    assert unmet(at(Stage.FUNDED, evidence={Stage.REGISTERED: frozenset({"licence", "other"})}), asked) == []


def test_several_stages_are_checked_one_after_the_other() -> None:
    steps = [Step(Stage.SIGNED, d("2023-02-01")), Step(Stage.REGISTERED, d("2023-01-31"))]
    assert [codes(leg) for leg in checklists(at(Stage.LEAD), steps)] == [[], ["order"]]


@pytest.mark.parametrize(("stage", "status", "move"),
                         list(product(Stage, Status, [Move.PAUSE, Move.RESUME, Move.TERMINATE, Move.REOPEN])))
def test_a_status_changes_where_an_arrow_leads_and_not_before_the_project_was_known(
        stage: Stage, status: Status, move: Move) -> None:
    standing = at(stage, status)
    missing = [] if lands_on(standing.position, move) else [f"cannot_{move}"]
    assert codes(status_refusals(standing, move, d("2023-12-01"))) == missing
    assert codes(status_refusals(standing, move, d("2023-01-09"))) == ["order", *missing]
    assert codes(status_refusals(standing, move, d("2024-01-01"))) == ["future_date", *missing]


def test_a_status_is_measured_by_the_first_day_that_is_known() -> None:
    days = {Stage.LEAD: Day.unknown(), Stage.SIGNED: d("2023-02")}
    standing = at(Stage.SIGNED, milestones=days)
    assert codes(status_refusals(standing, Move.PAUSE, d("2023-01-31"))) == ["order"]
    assert status_refusals(standing, Move.PAUSE, d("2023-02-01")) == []


@pytest.mark.parametrize(("stage", "day", "told"), [
    (Stage.SIGNED, "2023-03-02", ["order_after"]), (Stage.SIGNED, "2023-01-09", ["order"]),
    (Stage.LEAD, "2023-02-02", ["order_after"]),
    (Stage.LEAD, "2024-02-02", ["future_date", "order_after", "before_lead"]),
    (Stage.FUNDED, "2023-03-19", ["no_receipt"]), (Stage.PRODUCING, "2023-12-31", []),
    (Stage.LEAD, "", ["day_missing"])])
def test_a_correction_stays_between_its_neighbours(stage: Stage, day: str, told: list[str]) -> None:
    assert codes(correction_refusals(at(Stage.PRODUCING), stage, d(day))) == told


def test_a_life_with_gaps_days_ahead_and_out_of_order_is_told_in_full() -> None:
    days = {Stage.LEAD: d("2023-03-01"), Stage.SIGNED: d("2023-02-01"), Stage.FUNDED: d("2024-05-01")}
    reasons = unmet(at(Stage.FUNDED, milestones=days))
    assert codes(reasons) == ["skips_stage", "order", "future_date"]
    assert reasons[0].params == {"stage": Stage.FUNDED, "next": Stage.REGISTERED}


def test_days_nobody_knows_contradict_nothing() -> None:
    days = dict.fromkeys(STAGES, Day.unknown())
    assert unmet(at(Stage.PRODUCING, milestones=days)) == []
    assert codes(unmet(at(Stage.PRODUCING, milestones=days, receipts=()))) == ["no_receipt"]


@pytest.mark.parametrize(("day", "told"), [
    ("2023-01-09", ["before_lead"]), ("2022", ["before_lead"]), ("2023-01", []), ("2023-01-10", []), ("", [])])
def test_neither_money_nor_a_blocker_comes_before_the_day_the_project_became_known(day: str, told: list[str]) -> None:
    """Whatever of its month or year the day was."""
    assert codes(unmet(at(Stage.REGISTERED, receipts=(Paid(d(day)),)))) == told
    assert codes(unmet(at(Stage.REGISTERED, blockers=(Obstacle("用地：未落实", d(day)),)))) == told
    assert codes(before_lead(at(Stage.LEAD).milestones, d(day))) == told
    assert before_lead({Stage.LEAD: Day.unknown()}, d(day)) == [], "nobody knows when it became known"


def test_a_lead_that_is_dated_better_is_not_held_up_by_what_was_wrong_before() -> None:
    standing = at(Stage.LEAD, receipts=(Paid(d("2022-06-01")),))
    assert correction_refusals(standing, Stage.LEAD, d("2022-12-01")) == []
    assert codes(correction_refusals(at(Stage.LEAD), Stage.LEAD, d("2023-03-21"))) == ["before_lead"]


@pytest.mark.parametrize(("statuses", "told"), [
    ((Status.PAUSED, Status.ACTIVE, Status.TERMINATED), []), ((Status.PAUSED, Status.TERMINATED, Status.ACTIVE), []),
    ((Status.TERMINATED, Status.PAUSED), ["cannot_pause"]), ((Status.ACTIVE,), ["cannot_resume"])])
def test_statuses_follow_arrows(statuses: tuple[Status, ...], told: list[str]) -> None:
    declared = tuple(Declared(status, d("2023-12-01")) for status in statuses)
    assert codes(unmet(at(Stage.SIGNED, statuses[-1], statuses=declared))) == told


P, A, T = Status.PAUSED, Status.ACTIVE, Status.TERMINATED


@pytest.mark.parametrize(("declared", "told"), [
    (((P, "2023-12-01"), (A, "2023-12-02")), []), (((P, "2023-12-02"), (A, "2023-12-01")), ["status_order"]),
    (((P, "2023-12-02"), (T, "2023-12-01")), ["status_order"]),
    (((T, "2023-12-02"), (A, "2023-12-01")), ["status_order"]),
    (((T, "2023-12"), (A, "2023-12-01")), []), (((T, "2023-12"), (A, "2023-11-30")), ["status_order"]),
    (((T, ""), (A, "2023-01-11")), []), (((T, "2023-12-01"), (A, "")), []),
    (((T, "2023-10-31"),), ["order"]), (((T, "2023-11"),), []), (((T, "2023-11-01"),), []),
    (((T, "2023-06-01"), (A, "2023-07-01")), []),  # it went on afterwards
    (((P, "2023-01-09"),), ["order"]), (((P, "2023-01-10"),), [])])
def test_a_change_of_status_follows_the_one_before_and_an_end_every_stage(
        declared: tuple[tuple[Status, str], ...], told: list[str]) -> None:
    """It produces since 2023-11-01. What a life is told for is what the change itself is refused for."""
    statuses = tuple(Declared(status, d(day)) for status, day in declared)
    assert codes(unmet(at(Stage.PRODUCING, statuses[-1].status, statuses=statuses))) == told
    *before, (status, day) = statuses
    was = before[-1].status if before else A
    move = next(move for move in (Move.PAUSE, Move.RESUME, Move.TERMINATE, Move.REOPEN)
                if lands_on(Position(Stage.PRODUCING, was), move) == Position(Stage.PRODUCING, status))
    if day.known:
        standing = at(Stage.PRODUCING, was, statuses=tuple(before))
        assert codes(status_refusals(standing, move, day)) == told


def test_a_milestone_is_not_corrected_to_after_the_end_of_its_project() -> None:
    ended = at(Stage.SIGNED, T, statuses=(Declared(T, d("2023-06-01")),))
    assert codes(correction_refusals(ended, Stage.SIGNED, d("2023-06-02"))) == ["order"]
    assert correction_refusals(ended, Stage.SIGNED, d("2023-06-01")) == []


@pytest.mark.parametrize(("happened", "told"), [
    ("2023-02-01", []), ("2023-02-02", ["recognised_early"]), ("2023-02", []), ("2023-03", ["recognised_early"]),
    ("", [])])
def test_a_milestone_is_recognised_once_it_has_happened(happened: str, told: list[str]) -> None:
    recognised = date(2023, 2, 1)
    assert codes(recognised_early(d(happened), recognised)) == told
    days = {Stage.LEAD: d("2023-01-10"), Stage.SIGNED: d(happened)}
    assert codes(unmet(at(Stage.SIGNED, milestones=days, recognised={Stage.SIGNED: recognised}))) == told


IN_2023 = st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(Day)
SINCE_LEAD = st.dates(date(2023, 1, 10), date(2023, 12, 31)).map(Day)
STEPS = st.lists(st.tuples(st.sampled_from(STAGES), IN_2023 | st.just(Day.month(2023, 6)) | st.just(Day.unknown())),
                 max_size=12)


@given(STEPS, st.booleans(), st.booleans(), st.lists(SINCE_LEAD, max_size=3))
def test_a_life_built_through_moves_alone_meets_everything(
        steps: list[tuple[Stage, Day]], amount: bool, blocked: bool, receipts: list[Day]) -> None:
    """Each move that the checklist lets through is taken; whatever was tried, nothing is amiss after it."""
    standing = Standing(Position(), TODAY, {Stage.LEAD: d("2023-01-10")}, 100 if amount else None, CODE,
                        tuple(map(Paid, receipts)), (SHIP,) if blocked else ())
    for stage, day in steps:
        if not codes(checklist(standing, Step(stage, day))):
            standing = replace(standing, position=Position(stage), milestones={**standing.milestones, stage: day})
            assert unmet(standing) == []
