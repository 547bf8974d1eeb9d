"""Undo: what an action recorded is superseded, what held before is recorded once more, nothing is erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import col, select

from tests.conftest import Clock, Make
from tests.narrowed import of
from tests.office.entries import entries
from tests.office.project.test_moves import CODE, d
from tests.office.project.test_projects import codes, shown
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.money import Money
from tracker.domain.results import ResultKind
from tracker.domain.stages import Stage, Status
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.figures.asserting import assert_figure
from tracker.office.figures.targets import list_targets, set_target
from tracker.office.journal.journal import history
from tracker.office.journal.undo import Undoable, try_undo, undo
from tracker.office.outcome import Done
from tracker.office.project.blockers import Raised, blockers, raise_blocker, say
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.moves import Milepost, advance, correct, pause, reopen, resume, revert, terminate
from tracker.office.project.projects import add, amend, amend_in
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.project.results import add_result, void_result
from tracker.office.records import Record, content_of, find
from tracker.store.engine import Store
from tracker.store.tables import FACTS, BlockerWord, Evidence, Project, ReviewWord

pytestmark = pytest.mark.both_databases

SHIP = "万骏船舶"


def sure(outcome: Any) -> Any:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def standing(desk: Desk) -> list[str]:
    """What the standing facts and the projections say, whatever their numbers."""
    found = []
    with desk.reading() as session:
        for kind in FACTS:
            for row in session.exec(select(kind).where(col(kind.superseded_at).is_(None))):
                said = content_of(row)
                if isinstance(row, BlockerWord | ReviewWord):
                    said["blocker_id"] = said["blocker_id"] is not None
                if isinstance(row, Evidence):
                    said["receipt_id"] = said["receipt_id"] is not None
                found.append(f"{kind.__name__} {said}")
        found += [str((project.code, project.stage, project.status, project.blocked, project.since, project.search))
                  for project in session.exec(select(Project))]
    return sorted(found)


def shipyard(desk: Desk) -> str:
    """A shipyard, registered, with a receipt and two blockers, one answered."""
    code: str = sure(add(desk, {"name": SHIP, "contract_amount": "1亿元", "credit_code": CODE}, lead=d("2023-01-10")))
    sure(advance(desk, code, [Milepost(Stage.SIGNED, d("2023-02-01")), Milepost(Stage.REGISTERED, d("2023-03-01"))]))
    sure(add_receipt(desk, code, d("2023-04-01"), Money(10**9), papers=(Paper("bank_slip", "1"),)))
    sure(raise_blocker(desk, code, Raised("用地", "林地调规未批", raised=d("2023-04-02"))))
    risk = sure(raise_blocker(desk, code, Raised("用电", "线路未通", blocking=False, raised=d("2023-04-02"))))
    sure(say(desk, risk, Word.ANSWER, "已排入计划"))
    return code


@pytest.fixture
def yard(prepared: Callable[[Make], tuple[Desk, str]]) -> tuple[Desk, str]:
    """The office with the shipyard, and its code."""
    return prepared(shipyard)


@pytest.fixture
def ship(yard: tuple[Desk, str]) -> str:
    """The code of the shipyard."""
    return yard[1]


@pytest.fixture
def desk(yard: tuple[Desk, str]) -> Desk:
    """A desk at the office with the shipyard."""
    return yard[0]


Does = Callable[[Desk], Any]
ACTIONS: dict[str, Does] = {
    "amend": lambda desk: amend(desk, SHIP, {"park": "高新区", "name": "万骏船舶重工"}),
    "advance": lambda desk: advance(desk, SHIP, [Milepost(Stage.FUNDED, d("2023-05-01"),
                                                          papers=(Paper("bank_slip", "2"),))],
                                    mend={"officer": "联络员09"}),
    "revert": lambda desk: revert(desk, SHIP, "执照作废"),
    "correct": lambda desk: correct(desk, SHIP, Stage.SIGNED, day=d("2023-01-20"), reason="合同日期",
                                    papers=(Paper("contract", "3"),)),
    "pause": lambda desk: pause(desk, SHIP, d("2023-06-01"), "市场"),
    "terminate": lambda desk: terminate(desk, SHIP, d("2023-06-01"), "撤资"),
    "receipt": lambda desk: add_receipt(desk, SHIP, d("2023-06-01"), Money(5), papers=(Paper("bank_slip", "9"),)),
    "void": lambda desk: void_receipt(desk, 1, "录错"),
    "attach": lambda desk: attach(desk, SHIP, Paper("contract", "7"), stage=Stage.SIGNED),
    "raise": lambda desk: raise_blocker(desk, SHIP, Raised("环评", "未批", raised=d("2023-06-01"))),
    "note": lambda desk: say(desk, 1, Word.NOTE, "已上会"),
    "due": lambda desk: say(desk, 1, Word.DUE, "延期", due=d("2024-02-01")),
    "escalate": lambda desk: say(desk, 1, Word.ESCALATE, "", level="city"),
    "answer": lambda desk: say(desk, 1, Word.ANSWER, "批了"),
    "verify": lambda desk: say(desk, 2, Word.VERIFY, "属实"),
    "reject": lambda desk: say(desk, 2, Word.REJECT, "不实"),
    "reopen": lambda desk: say(desk, 2, Word.REOPEN, "又断了"),
    "target": lambda desk: set_target(desk, 2023, "new_signed", "36"),
    "assert": lambda desk: assert_figure(desk, 2023, "new_signed", "34", body="市商务局"),
}


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=10)
@pytest.mark.every_case
@pytest.mark.parametrize("name", ACTIONS)
def test_undo_restores_what_held_and_undoing_that_does_it_again(desk: Desk, ship: str, name: str) -> None:
    was = standing(desk)
    sure(ACTIONS[name](desk))
    did = standing(desk)
    assert did != was
    done = sure(undo(desk, "按错了"))
    assert standing(desk) == was
    mine = entries(desk)[0]
    assert (mine.action, mine.reason, mine.detail) == ("undo", "按错了", {"of": done.id})
    sure(undo(desk, "没按错", mine.id))
    assert standing(desk) == did
    sure(undo(desk, "还是错了"))
    assert standing(desk) == was
    assert not [one for one in examine(desk).findings if one.hard]


def test_undo_walks_back_one_action_at_a_time(desk: Desk, ship: str) -> None:
    for name in ("receipt", "note", "target"):
        sure(ACTIONS[name](desk))
    undone = [sure(undo(desk, "重来")).action for _ in range(6)]
    assert undone == ["target.set", "blocker.note", "receipt.add", "blocker.answer", "blocker.raise", "blocker.raise"]
    assert not shown(desk, SHIP).blockers
    assert list_targets(desk, 2023) == ()
    line = of(Undoable, try_undo(desk)).line
    assert line.action == "receipt.add"


def test_several_stages_reached_at_once_go_at_once(desk: Desk, ship: str) -> None:
    sure(say(desk, 1, Word.ANSWER, "批了"))
    sure(say(desk, 1, Word.VERIFY, ""))
    sure(advance(desk, ship, [Milepost(Stage.FUNDED, d("2023-05-01")), Milepost(Stage.STARTED, d("2023-06-01"))]))
    sure(undo(desk, "还没开工"))
    assert shown(desk, ship).stage is Stage.REGISTERED


def test_a_new_lead_cannot_be_erased_and_is_terminated_instead(store: Store, clock: Clock) -> None:
    desk = Desk(store, who="联络员01", clock=clock)
    code = sure(add(desk, {"name": "甲"}, lead=d("2023-01-10")))
    done = undo(desk, "录重了")
    assert isinstance(done, Done)
    assert [note.code for note in done.notes] == ["undo_terminates"]
    assert shown(desk, code).status is Status.TERMINATED
    sure(undo(desk, "没有重", entries(desk)[0].id))
    assert shown(desk, code).status is Status.ACTIVE
    sure(undo(desk, "是重了"))
    assert shown(desk, code).status is Status.TERMINATED
    assert codes(try_undo(desk)) == ["nothing_to_undo"]


def test_one_undoes_only_ones_own(desk: Desk, ship: str) -> None:
    other = replace(desk, who="联络员02")
    assert codes(try_undo(other)) == ["nothing_to_undo"]
    assert codes(undo(other, "试试")) == ["nothing_to_undo"]
    last = entries(desk)[0].id
    assert codes(undo(other, "试试", last)) == ["not_yours"]
    sure(say(other, 1, Word.NOTE, "已报"))
    assert sure(undo(desk, "重来")).action == "blocker.answer"
    assert codes(undo(desk, "", last)) == ["already_undone"]
    assert codes(undo(desk, "x", 9999)) == ["unknown_entry"]


def test_a_reason_is_asked_for_and_nothing_changes_without_one(desk: Desk, ship: str) -> None:
    was = standing(desk), len(entries(desk))
    assert codes(undo(desk, "  ")) == ["no_reason"]
    assert (standing(desk), len(entries(desk))) == was


LATER: dict[str, tuple[Does, Does, str]] = {
    "a later stage": (ACTIONS["advance"], lambda desk: _start(desk), "built_on"),
    "a later profile": (ACTIONS["amend"], lambda desk: amend(desk, "P0001", {"park": "船舶产业园"}), "built_on"),
    "another word": (ACTIONS["note"], lambda desk: say(desk, 1, Word.NOTE, "又报"), "built_on"),
    "a word on it": (ACTIONS["raise"], lambda desk: say(desk, 3, Word.NOTE, "已报"), "built_on"),
    "a pause since": (ACTIONS["advance"], ACTIONS["pause"], "built_on"),
    "a resumption": (ACTIONS["pause"], lambda desk: resume(desk, SHIP, d("2023-07-01"), "市场转好"), "built_on"),
    "a reopening": (ACTIONS["terminate"], lambda desk: reopen(desk, SHIP, d("2023-07-01"), "再来"), "built_on"),
    "a proof of it": (ACTIONS["receipt"],
                      lambda desk: attach(desk, SHIP, Paper("bank_slip", "8"), receipt_id=2), "built_on"),
    "the same stage again": (ACTIONS["revert"],
                             lambda desk: advance(desk, SHIP, [Milepost(Stage.REGISTERED, d("2023-03-09"))]),
                             "built_on"),
    "the stage before gone too": (ACTIONS["revert"], lambda desk: revert(desk, SHIP, "合同作废"), "skips_stage"),
    "the name taken": (ACTIONS["amend"], lambda desk: add(desk, {"name": SHIP}), "duplicate_project"),
    "the receipt again": (lambda desk: void_receipt(desk, 1, "录错"),
                          lambda desk: add_receipt(desk, SHIP, d("2023-04-01"), Money(10**9)), "duplicate_receipt"),
    "a target since": (ACTIONS["target"], lambda desk: set_target(desk, 2023, "new_signed", "37", reason="加了任务"),
                       "built_on"),
}


def _start(desk: Desk) -> Any:
    sure(say(desk, 1, Word.ANSWER, "批了"))
    sure(say(desk, 1, Word.VERIFY, ""))
    return advance(desk, SHIP, [Milepost(Stage.STARTED, d("2023-06-01"))])


@pytest.mark.story(keep=1)
@pytest.mark.long(keep=8)
@pytest.mark.parametrize("name", LATER)
def test_what_later_entries_build_on_stays(desk: Desk, ship: str, name: str) -> None:
    first, then, code = LATER[name]
    sure(first(desk))
    entry = entries(desk)[0].id
    sure(then(desk))
    was = standing(desk)
    assert code in codes(undo(desk, "重来", entry))
    assert standing(desk) == was
    assert code in [reason.code for reason in of(Undoable, try_undo(desk, entry)).reasons]


def test_money_that_proves_funded_stays(desk: Desk, ship: str) -> None:
    sure(void_receipt(desk, 1, "录错"))
    sure(add_receipt(desk, SHIP, d("2023-04-20"), Money(10**9)))
    entry = entries(desk)[0].id
    sure(ACTIONS["advance"](desk))
    assert codes(undo(desk, "重来", entry)) == ["last_receipt"]
    sure(add_receipt(desk, SHIP, d("2023-04-21"), Money(10**8)))
    sure(undo(desk, "重来", entry))


def test_a_verification_stays_once_the_project_has_started_on_it(desk: Desk, ship: str) -> None:
    sure(ACTIONS["advance"](desk))
    sure(_start(desk))
    verified = next(line for line in entries(desk) if line.action == "blocker.verify")
    assert codes(undo(desk, "重来", verified.id)) == ["built_on"]
    sure(undo(desk, "没有开工"))
    sure(undo(desk, "重来", verified.id))
    listed = blockers(desk)
    assert isinstance(listed, tuple)
    assert {hold.state for hold in listed} == {BlockerState.ANSWERED}


def test_looking_keeps_nothing(desk: Desk, ship: str) -> None:
    was = standing(desk), len(entries(desk))
    looked = of(Undoable, try_undo(desk))
    assert looked.line.action == "blocker.answer"
    assert looked.reasons == ()
    assert (standing(desk), len(entries(desk))) == was
    assert codes(try_undo(replace(desk, who="谁"))) == ["nothing_to_undo"]


def test_what_was_done_to_many_at_once_is_undone_at_once(desk: Desk, ship: str) -> None:
    sure(add(desk, {"name": "甲"}, lead=d("2023-01-10")))
    was = standing(desk)
    with desk.unit() as unit:
        for said in (ship, "甲"):
            record = find(unit.session, said)
            assert isinstance(record, Record)
            sure(amend_in(unit, record, {"officer": "联络员09"}))
    did = standing(desk)
    sure(undo(desk, "选错了"))
    assert standing(desk) == was
    assert [of(tuple, history(desk, said))[0].action for said in (ship, "甲")] == ["undo", "undo"]
    line = of(Undoable, try_undo(desk)).line
    assert line.action == "project.add"
    sure(undo(desk, "没选错", entries(desk)[0].id))
    assert standing(desk) == did


CANCELLED: dict[str, tuple[Does, Does]] = {
    "a receipt": (lambda desk: add_receipt(desk, SHIP, d("2023-04-20"), Money(10**9), papers=(Paper("contract", "7"),)),
                  lambda desk: void_receipt(desk, 2, "录错")),
    "a stage": (ACTIONS["advance"], lambda desk: revert(desk, SHIP, "录错")),
    "a profile": (lambda desk: amend(desk, SHIP, {"contract_amount": "5亿"}, reason="改"),
                  lambda desk: amend(desk, SHIP, {"contract_amount": "6亿"}, reason="再改")),
    "a result": (lambda desk: add_result(desk, SHIP, ResultKind.INVESTED, d("2023-04-20"), Money(10**9)),
                 lambda desk: void_result(desk, 1, "录错")),
}
"""An action, and another that supersedes what it recorded."""


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("name", CANCELLED)
def test_what_was_undone_on_an_action_is_not_in_the_way_of_its_undo(desk: Desk, ship: str, name: str) -> None:
    first, second = CANCELLED[name]
    before = standing(desk)
    sure(first(desk))
    held, entry = standing(desk), entries(desk)[0].id
    sure(second(desk))
    sure(undo(desk, "重来"))
    assert standing(desk) == held
    sure(undo(desk, "又要", entries(desk)[0].id))
    assert codes(undo(desk, "重来", entry)) == ["built_on"]
    sure(undo(desk, "重来", entry + 1))
    sure(undo(desk, "重来"))
    assert standing(desk) == before
    assert not [one for one in examine(desk).findings if one.hard]
    sure(undo(desk, "又要", entries(desk)[0].id))
    assert standing(desk) == held
