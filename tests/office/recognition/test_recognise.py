"""Recognition: by another person than the one who reported, once the proofs are there; or sent back until mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.office.project.test_moves import d
from tests.office.project.test_projects import codes, shown
from tracker.domain.money import Money
from tracker.domain.recognising import Verdict, Waiting
from tracker.domain.rules import OWN_RULES, shipped_rulesets
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.past import past_desk
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.moves import Milepost, advance, correct
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.recognition.queue import Awaiting, awaiting
from tracker.office.recognition.recognise import recognise, send_back
from tracker.office.rules import rules_of
from tracker.office.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Clock

pytestmark = pytest.mark.both_databases

SIGNED = Stage.SIGNED
PAPER = Paper("other", "会议纪要第3期")


@pytest.fixture
def second(desk: Desk) -> Desk:
    """The desk of a colleague."""
    return replace(desk, who="联络员02")


@pytest.fixture
def ship(desk: Desk) -> str:
    """A project that one officer reported as signed, with a document."""
    done = add(desk, {"name": "万骏船舶", "contract_amount": "0.5亿元", "origin": "境内省外"}, lead=d("2023-01-10"))
    assert isinstance(done, Done)
    assert isinstance(advance(desk, done.value, [Milepost(SIGNED, d("2023-02-01"), papers=(PAPER,))]), Done)
    return done.value


def money(desk: Desk, code: str, day: str = "2023-03-08", amount: int = 500_000_000) -> int:
    done = add_receipt(desk, code, d(day), Money(amount))
    assert isinstance(done, Done), done
    assert isinstance(attach(desk, code, Paper("bank_slip", f"{day}-{amount}"), receipt_id=done.value), Done)
    return done.value


@pytest.fixture
def office_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts the default ruleset, with some texts exchanged, in force."""

    def put(*swaps: tuple[str, str]) -> None:
        text = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
        for was, becomes in swaps:
            assert was in text, was
            text = text.replace(was, becomes, 1)
        (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv(OWN_RULES, str(tmp_path))

    return put


def queue(desk: Desk, year: int | None = None, project: str | None = None) -> list[Awaiting]:
    found = awaiting(desk, year, project)
    assert isinstance(found, tuple)
    return list(found)


def test_another_person_recognises_what_one_reported(desk: Desk, second: Desk, ship: str) -> None:
    (waits,) = queue(desk)
    assert (waits.stage, waits.state, waits.reported_by, waits.own) == (SIGNED, Waiting.READY, "联络员01", True)
    assert [one.own for one in queue(second)] == [False]
    assert codes(recognise(desk, ship, SIGNED, "市商务局")) == ["own_report"]
    done = recognise(second, ship, SIGNED, " 市商务局 ", on=date(2023, 7, 1), paper="商认〔2023〕8号")
    assert isinstance(done, Done)
    assert queue(desk) == []
    signed = next(one for one in shown(desk, ship).milestones if one.stage is SIGNED)
    assert (signed.recognised_on, signed.recognised_by) == (date(2023, 7, 1), "市商务局")
    assert signed.verdict is not None
    told = signed.verdict
    assert (told.who, told.body, told.number) == ("联络员02", "市商务局", "商认〔2023〕8号")
    assert codes(recognise(second, ship, SIGNED, "市商务局")) == ["recognised_already"]
    assert [one for one in examine(desk).findings if one.hard] == []
    assert verify(desk).findings == ()


@pytest.mark.parametrize(("on", "body", "code"), [
    (date(2022, 12, 31), "市商务局", "recognised_early"), (date(2024, 1, 1), "市商务局", "future_date"),
    (None, " ", "no_body"), (None, "局" * 300, "too_long"),
])
def test_a_recognition_that_cannot_be_is_refused_and_changes_nothing(second: Desk, ship: str, on: date | None,
                                                                     body: str, code: str) -> None:
    assert codes(recognise(second, ship, SIGNED, body, on=on)) == [code]
    assert codes(recognise(second, ship, Stage.STARTED, "市商务局")) == ["not_reached"]
    assert codes(recognise(second, ship, 999, "市商务局")) == ["unknown_receipt"]
    assert [one.state for one in queue(second)] == [Waiting.READY]


def test_what_was_sent_back_is_named_until_it_is_mended(desk: Desk, second: Desk, ship: str) -> None:
    assert codes(send_back(second, ship, SIGNED, " ")) == ["no_reason"]
    assert codes(send_back(desk, ship, SIGNED, "缺页")) == ["own_report"]
    assert isinstance(send_back(second, ship, SIGNED, "合同缺签字页"), Done)
    (waits,) = queue(desk)
    assert waits.state is Waiting.SENT_BACK
    assert waits.back is not None
    assert waits.back.reason == "合同缺签字页"
    assert [one.state for one in queue(desk, 2021)] == [Waiting.SENT_BACK], "named whatever year is looked at"
    verdict = next(one.verdict for one in shown(desk, ship).milestones if one.stage is SIGNED)
    assert verdict is not None
    assert verdict.verdict is Verdict.SENT_BACK
    attach(desk, ship, Paper("contract", "HT-8"), stage=SIGNED)
    (mended,) = queue(desk)
    assert (mended.state, mended.papers) == (Waiting.READY, ("contract", "other"))
    assert mended.back is not None, "what it was sent back for is still told"
    assert isinstance(recognise(second, ship, SIGNED, "市商务局"), Done)
    assert queue(desk) == []


def test_another_day_was_not_recognised(desk: Desk, second: Desk, ship: str) -> None:
    """The day that was put before the second person is the one that is recognised."""
    recognise(second, ship, SIGNED, "市商务局", on=date(2023, 7, 1))
    assert isinstance(correct(desk, ship, SIGNED, day=d("2023-01-20"), reason="合同写的是一月"), Done)
    (waits,) = queue(second)
    assert (waits.state, waits.reported_by) == (Waiting.LACKS, "联络员01"), "its document proved the other day"
    assert isinstance(undo(desk, "看错了"), Done)
    assert queue(second) == [], "the day that was recognised is back"


def test_a_recognition_can_be_taken_back_and_the_reporter_is_still_the_reporter(desk: Desk, second: Desk, ship: str
                                                                                ) -> None:
    recognise(second, ship, SIGNED, "市商务局", on=date(2023, 7, 1))
    assert isinstance(undo(second, "单位写错"), Done)
    (waits,) = queue(second)
    assert (waits.reported_by, waits.own, waits.back) == ("联络员01", False, None)
    assert codes(recognise(desk, ship, SIGNED, "市商务局")) == ["own_report"]
    assert isinstance(recognise(second, ship, SIGNED, "省商务厅"), Done)
    assert isinstance(send_back(second, ship, SIGNED, "审计发现合同作废"), Done)
    signed = next(one for one in shown(desk, ship).milestones if one.stage is SIGNED)
    assert (signed.recognised_on, signed.recognised_by) == (None, "")
    assert isinstance(undo(second, "退错了项目"), Done)
    signed = next(one for one in shown(desk, ship).milestones if one.stage is SIGNED)
    assert signed.recognised_by == "省商务厅"
    assert queue(desk) == []
    assert verify(desk).findings == ()


def test_receipts_wait_too_and_a_void_one_restored_is_still_recognised(desk: Desk, second: Desk, ship: str) -> None:
    receipt = money(desk, ship)
    add_receipt(desk, ship, d("2023-04-01"), Money(1_000), note="减资", back=True)
    assert [one.receipt_id for one in queue(second) if one.stage is None] == [receipt]
    assert codes(recognise(desk, ship, receipt, "市商务局")) == ["own_report"]
    assert isinstance(recognise(second, ship, receipt, "市商务局"), Done)
    assert [one.stage for one in queue(second)] == [SIGNED]
    (first, _) = shown(desk, ship).receipts
    assert first.verdict is not None
    assert first.verdict.who == "联络员02"
    other = money(desk, ship, "2023-05-01", 700)
    void_receipt(desk, other, "重复")
    assert isinstance(undo(desk, "没有重复"), Done)
    assert len(queue(second)) == 2


def test_a_recognised_receipt_comes_back_recognised(desk: Desk, second: Desk, ship: str) -> None:
    receipt = money(desk, ship)
    recognise(second, ship, receipt, "市商务局")
    void_receipt(desk, receipt, "是邻县的")
    assert isinstance(undo(desk, "查清了，是本县的"), Done)
    (restored,) = shown(desk, ship).receipts
    assert restored.id != receipt
    assert restored.verdict is not None
    assert [one.stage for one in queue(second)] == [SIGNED]


def test_what_has_no_document_at_all_is_recognised_for_a_reason_alone(desk: Desk, second: Desk, ship: str) -> None:
    """The auditor asks for a document of each signing, whatever the moves of the ruleset ask for."""
    done = add_receipt(desk, ship, d("2023-03-08"), Money(1_000_000))
    assert isinstance(done, Done)
    waits = {one.of: (one.state, one.lacks) for one in queue(second)}
    assert waits == {SIGNED: (Waiting.READY, ()), done.value: (Waiting.LACKS, ((),))}
    refusal = recognise(second, ship, done.value, "市商务局")
    assert (codes(refusal), isinstance(refusal, Refused) and refusal.can_override) == (["proof_none"], True)
    assert len(queue(second)) == 2
    assert isinstance(recognise(second, ship, done.value, "市商务局", override="原件在市局"), Done)
    (first,) = shown(desk, ship).receipts
    assert first.verdict is not None
    assert first.verdict.reason == "原件在市局"


def test_where_the_auditor_asks_for_none_either_no_document_is_needed(
        desk: Desk, second: Desk, ship: str, office_rules: Callable[..., None]) -> None:
    done = add_receipt(desk, ship, d("2023-03-08"), Money(1_000_000))
    assert isinstance(done, Done)
    office_rules(("[lights]", '[audit]\nleft_out = ["no_proof"]\n\n[lights]'))
    assert {one.state for one in queue(second)} == {Waiting.READY}
    assert isinstance(recognise(second, ship, done.value, "市商务局"), Done)


def test_proofs_the_rules_ask_for_are_asked_for_before(desk: Desk, second: Desk, ship: str,
                                                           office_rules: Callable[..., None]) -> None:
    office_rules(('stage = "signed"', 'stage = "signed"\nevidence = [["contract"]]\npapers_by = "12-10"'))
    (waits,) = queue(second)
    assert (waits.state, waits.lacks, waits.papers_by) == (Waiting.LACKS, (("contract",),), date(2023, 12, 10))
    refusal = recognise(second, ship, SIGNED, "市商务局")
    assert codes(refusal) == ["proof_lacking"]
    assert isinstance(refusal, Refused)
    assert refusal.can_override
    assert isinstance(recognise(second, ship, SIGNED, "市商务局", override="原件在市局"), Done)
    verdict = next(one.verdict for one in shown(desk, ship).milestones if one.stage is SIGNED)
    assert verdict is not None
    assert verdict.reason == "原件在市局"


def test_the_rules_may_count_only_what_was_recognised(desk: Desk, second: Desk, ship: str, clock: Clock,
                                                      office_rules: Callable[..., None]) -> None:
    receipt = money(desk, ship)
    office_rules(('stage = "signed"', 'stage = "signed"\nrecognised = true'),
                 ('receipt_origin = ["out_of_province"]', 'receipt_origin = ["out_of_province"]\nrecognised = true'))
    before = clock.at + timedelta(hours=1)

    def figures() -> tuple[str, str]:
        counted = rollup(desk, 2023)
        return tuple(one.actual for one in counted.indicators if one.key in ("new_signed", "out_of_province"))

    assert figures() == ("0", "0")
    for key, why in (("new_signed", "unconfirmed"), ("out_of_province", "receipt_unconfirmed")):
        explained = explain(desk, 2023, key)
        assert isinstance(explained, Explanation)
        assert [one.reason for one in explained.not_counted] == [why]
    assert [one.asked_by for one in queue(second)] == [("new_signed",), ("out_of_province",)]
    clock.at += timedelta(days=1)
    recognise(second, ship, SIGNED, "市商务局")
    recognise(second, ship, receipt, "市商务局")
    assert figures() == ("1", "0.05")
    then = rollup(desk, 2023, as_of=before, ruleset=rules_of(desk, 2023))
    assert [one.actual for one in then.indicators if one.key in ("new_signed", "out_of_province")] == ["0", "0"]
    coverage = {one.key: one.coverage.recognised for one in rollup(desk, 2023).indicators}
    assert (coverage["new_signed"], coverage["out_of_province"]) == (1, 1)


def test_coverage_is_of_second_persons_alone(desk: Desk, second: Desk, ship: str) -> None:
    """A body that the reporter wrote down himself is no second person."""
    correct(desk, ship, SIGNED, recognised_on=date(2023, 6, 1), recognised_by="市商务局", reason="补录")
    assert rollup(desk, 2023).indicators[0].coverage.recognised == 0
    recognise(second, ship, SIGNED, "市商务局")
    assert rollup(desk, 2023).indicators[0].coverage.recognised == 1


def test_the_past_waits_for_what_was_not_recognised_then(desk: Desk, second: Desk, ship: str, clock: Clock) -> None:
    before = clock.at + timedelta(hours=1)
    clock.at += timedelta(days=1)
    recognise(second, ship, SIGNED, "市商务局", on=date(2023, 7, 1))
    then = past_desk(desk, None, before)
    assert [one.stage for one in queue(then, 2023)] == [SIGNED]
    then.store.close()

