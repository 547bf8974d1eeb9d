"""Many facts recognised or sent back at once: all of them or none, with every reason beside its fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.office.project.test_moves import d
from tests.office.project.test_projects import codes, shown
from tracker.domain.money import Money
from tracker.domain.recognising import Waiting
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.journal.journal import journal_page
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused, RefusedMany
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.moves import Milepost, advance, correct
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.recognition.many import recognise_typed, send_back_many
from tracker.office.recognition.queue import Awaiting, awaiting
from tracker.office.verify import verify

pytestmark = pytest.mark.both_databases


@pytest.fixture
def second(desk: Desk) -> Desk:
    """The desk of a colleague, who reported nothing."""
    return replace(desk, who="联络员02")


@pytest.fixture
def two(desk: Desk) -> list[str]:
    """Two signed projects, the first with money."""
    found = []
    for name in ("万骏船舶", "草尾风电"):
        done = add(desk, {"name": name, "contract_amount": "0.5亿元", "origin": "境内省外"}, lead=d("2023-01-10"))
        assert isinstance(done, Done)
        signed = Milepost(Stage.SIGNED, d("2023-02-01"), papers=(Paper("contract", f"HT-{name}"),))
        assert isinstance(advance(desk, done.value, [signed]), Done)
        found.append(done.value)
    paid = add_receipt(desk, found[0], d("2023-03-08"), Money(500_000_000))
    assert isinstance(paid, Done)
    assert isinstance(attach(desk, found[0], Paper("bank_slip", "2023-0308"), receipt_id=paid.value), Done)
    return found


def queue(desk: Desk) -> tuple[Awaiting, ...]:
    found = awaiting(desk, 2023)
    assert isinstance(found, tuple)
    return found


def test_one_body_recognises_many_facts_by_one_paper_and_undo_takes_all_back(second: Desk, two: list[str]) -> None:
    facts = [fact for fact in queue(second) if fact.stage is Stage.SIGNED]
    done = recognise_typed(second, facts, "市商务局", "2023-07-01", "商认〔2023〕8号", "")
    assert isinstance(done, Done)
    assert done.value == 2
    assert [fact.stage for fact in queue(second)] == [None], "the receipt waits on"
    for code in two:
        signed = next(one for one in shown(second, code).milestones if one.stage is Stage.SIGNED)
        assert (signed.recognised_on, signed.recognised_by) == (date(2023, 7, 1), "市商务局")
    line = journal_page(second).lines[0]
    assert line.many is not None
    assert (line.action, line.many.projects) == ("recognise", 2)
    assert isinstance(undo(second, "文号写错", line.id), Done)
    assert len(queue(second)) == 3
    assert [one for one in examine(second).findings if one.hard] == []
    assert verify(second).findings == ()


def test_a_milestone_and_the_money_of_one_project_go_together(second: Desk, two: list[str]) -> None:
    facts = [fact for fact in queue(second) if fact.code == two[0]]
    assert recognise_typed(second, facts, "市商务局", "", "", "") == Done(2)
    assert [fact.code for fact in queue(second)] == [two[1]]


def test_one_that_cannot_be_recognised_stops_all(desk: Desk, second: Desk, two: list[str]) -> None:
    facts = queue(second)
    (moved,) = (fact for fact in facts if fact.code == two[1])
    assert isinstance(correct(desk, two[1], Stage.SIGNED, day=d("2023-02-03"), reason="合同日期"), Done)
    outcome = recognise_typed(second, facts, "市商务局", "2023-07-01", "", "")
    assert isinstance(outcome, RefusedMany)
    assert {key: codes(Refused(reasons)) for key, reasons in outcome.by_thing.items()} == {
        (two[1], moved.of): ["changed_elsewhere"]}
    assert outcome.conflict
    assert len(queue(second)) == 3
    again = recognise_typed(second, queue(second), "市商务局", "2023-02-02", "", "")
    assert isinstance(again, RefusedMany)
    assert {key[0] for key in again.by_thing} == {two[0], two[1]}, "each fact has its own reasons"
    assert not again.conflict
    assert codes(recognise_typed(second, facts, "市商务局", "2023年", "", "")) == ["not_a_date"]
    assert len(queue(second)) == 3


def test_many_are_sent_back_for_one_reason(desk: Desk, second: Desk, two: list[str]) -> None:
    own = send_back_many(desk, queue(desk), "缺页")
    assert isinstance(own, RefusedMany)
    assert len(own.reasons) == 3
    assert send_back_many(second, queue(second), "缺签字页") == Done(3)
    assert {fact.state for fact in queue(desk)} == {Waiting.SENT_BACK}
