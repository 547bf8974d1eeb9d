"""A year is audited by facts as they stand; each question is answered once, and again if its figures change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.office.build import WAN, Slice, made, on, put
from tests.office.entries import entries
from tests.office.rulesets import rules_beside, text_of
from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_rows import AuditedYear
from tracker.domain.money import Money
from tracker.domain.reasons import Code
from tracker.domain.stages import Stage
from tracker.office.auditing.answering_audit import AUDIT_ANSWERED, answer_audit
from tracker.office.auditing.audited import QuestionSeen, audit
from tracker.office.auditing.year_rows import audited_year
from tracker.office.book.left_out import LeftOut, left_out_of
from tracker.office.journal.journal import recorded
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.past import past_desk
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.rules import rules_of
from tracker.office.verify import verify
from tracker.office.yearend.closing import close_year, closing_checks

if TYPE_CHECKING:
    from tests.conftest import Clock, Make
    from tracker.office.desk import Desk


def three_projects(desk: Desk) -> None:
    """Money before a signing; above a contract, on a Sunday; and a project that is in order."""
    def paid(day: str, wan: int, number: str) -> tuple[Slice, ...]:
        return (Slice(on(day), wan * WAN, proof="bank_slip", number=number),)

    put(desk,
        made("甲厂", "2023-01-01", "2023-12-01", receipts=paid("2023-11-01", 500, "A100001"),
             contract_minor=5000 * WAN),
        made("乙厂", "2022-01-01", "2022-03-01", receipts=paid("2023-11-05", 900, "A100002"), contract_minor=800 * WAN),
        made("丙厂", "2022-01-01", "2022-03-01", "2023-11-03", terminated="2024-01-10",
             receipts=paid("2023-11-06", 100, "A100003"), contract_minor=800 * WAN))
    assert isinstance(attach(desk, "甲厂", Paper("contract", "沅合2023-7"), stage=Stage.SIGNED), Done)


@pytest.fixture
def desk(prepared: Callable[[Make], tuple[Desk, None]], clock: Clock) -> Desk:
    """That office, entered on the last day of 2023, on 2 February 2024."""
    office = prepared(three_projects)[0]
    clock.at = datetime(2024, 2, 2, 4, tzinfo=UTC)
    return office


def asked(desk: Desk, *, only_open: bool = False) -> dict[AuditCheck, QuestionSeen]:
    found = audit(desk, 2023)
    questions = found.open if only_open else found.questions
    assert len({one.of.check for one in questions}) == len(questions)
    return {one.of.check: one for one in questions}


def named(seen: QuestionSeen) -> list[str]:
    return list(dict.fromkeys(fact.name for fact in seen.of.facts))


@pytest.mark.both_databases
def test_a_year_is_asked_about_by_what_is_on_record(desk: Desk) -> None:
    found = {check: named(seen) for check, seen in asked(desk).items()}
    assert found == {AuditCheck.MONEY_BEFORE_SIGNING: ["甲厂"], AuditCheck.ABOVE_CONTRACT: ["乙厂"],
                     AuditCheck.FREE_DAY: ["乙厂"]}
    assert audit(desk, 2023).projects == 3
    assert [one.of.check for one in audit(desk, 2024).questions] == []


@pytest.mark.story
@pytest.mark.both_databases
def test_an_answer_stays_and_is_asked_for_again_when_the_figures_change(desk: Desk, clock: Clock) -> None:
    above = asked(desk)[AuditCheck.ABOVE_CONTRACT]
    assert answer_audit(desk, 2023, [above.id.upper()], "追加投资，补充协议在卷") == Done(1)
    seen = asked(desk)[AuditCheck.ABOVE_CONTRACT]
    assert (seen.id, seen.answer and seen.answer.reason) == (above.id, "追加投资，补充协议在卷")
    assert AuditCheck.ABOVE_CONTRACT not in asked(desk, only_open=True)
    same = answer_audit(desk, 2023, [above.id], "追加投资，补充协议在卷")
    assert isinstance(same, Refused)
    assert [reason.code for reason in same.reasons] == [Code.NOTHING_CHANGES]
    assert answer_audit(desk, 2023, [above.id], "另有增资") == Done(1)
    clock.at += timedelta(days=1)
    (receipt,) = [one for one in rows_of(desk).receipts if one.minor == 900 * WAN]
    assert isinstance(void_receipt(desk, receipt.id, "看错一位"), Done)
    assert isinstance(add_receipt(desk, "乙厂", on("2023-11-05"), Money(901 * WAN)), Done)
    again = asked(desk)[AuditCheck.ABOVE_CONTRACT]
    assert again.answer is None
    assert again.before is not None
    assert again.before.reason == "另有增资"
    assert again.id != above.id
    gone = answer_audit(desk, 2023, [above.id], "另有增资")
    assert isinstance(gone, Refused)
    assert [reason.code for reason in gone.reasons] == [Code.UNKNOWN_QUESTION]
    assert answer_audit(desk, 2023, [again.id], "另有增资") == Done(1)
    assert verify(desk).is_sound


def test_what_was_put_right_was_on_record_from_the_first(desk: Desk) -> None:
    """So are a receipt that is made void and said again, and one whose end was undone."""
    first = {one.project: one for one in rows_of(desk).receipts}
    assert {one.entered for one in first.values()} == {date(2023, 12, 31)}
    again, undone = sorted(first)[:2]
    assert isinstance(void_receipt(desk, first[again].id, "备注写错"), Done)
    assert isinstance(add_receipt(desk, "甲厂", on("2023-11-01"), Money(500 * WAN), note="首期"), Done)
    assert isinstance(void_receipt(desk, first[undone].id, "看错"), Done)
    assert isinstance(undo(desk, "没看错", entries(desk)[0].id), Done)
    after = rows_of(desk).receipts
    assert {one.entered for one in after} == {date(2023, 12, 31)}
    assert first[again].id not in {one.id for one in after}
    assert isinstance(add_receipt(desk, "丙厂", on("2023-10-11"), Money(10 * WAN)), Done)
    late = [named(seen) for seen in audit(desk, 2023).questions if seen.of.check is AuditCheck.ENTERED_LATE]
    assert late == [["丙厂"]]


def rows_of(desk: Desk) -> AuditedYear:
    with desk.reading() as session:
        return audited_year(session, rules_of(desk, 2023), 2023, desk.today())


def test_answers_are_refused_without_a_reason_or_for_what_nobody_asks(desk: Desk) -> None:
    one = asked(desk)[AuditCheck.FREE_DAY]
    for ids, reason, codes in (([one.id], "  ", {Code.NO_REASON}), (["xyz", one.id], "有因", {Code.UNKNOWN_QUESTION}),
                               ([], "有因", {Code.NOTHING_CHANGES})):
        outcome = answer_audit(desk, 2023, ids, reason)
        assert isinstance(outcome, Refused)
        assert {refusal.code for refusal in outcome.reasons} == codes
    assert len(asked(desk, only_open=True)) == 3


@pytest.mark.story
def test_answers_are_journalled_undone_left_out_and_not_there_before(desk: Desk, clock: Clock) -> None:
    before = desk.now()
    clock.at += timedelta(minutes=1)
    one = asked(desk)[AuditCheck.MONEY_BEFORE_SIGNING]
    assert answer_audit(desk, 2023, [one.id], "订金，协议在卷") == Done(1)
    entry = entries(desk)[0]
    assert (entry.action, entry.reason) == (AUDIT_ANSWERED, "订金，协议在卷")
    assert entry.subject.endswith("甲厂")
    (row,) = recorded(desk, entry.id).added
    assert dict(row.says)["asked"] is AuditCheck.MONEY_BEFORE_SIGNING
    with desk.reading() as session:
        assert left_out_of(session)[LeftOut.AUDITED] == 1
    then = past_desk(desk, None, before)
    assert all(seen.answer is None for seen in audit(then, 2023).questions)
    then.store.close()
    assert isinstance(undo(desk, "看错了", entry.id), Done)
    assert len(asked(desk, only_open=True)) == 3
    assert isinstance(undo(desk, "没看错", entries(desk)[0].id), Done)
    assert len(asked(desk, only_open=True)) == 2
    assert verify(desk).is_sound


def test_the_ruleset_of_the_year_tunes_the_questions(desk: Desk) -> None:
    folder = rules_beside(desk)
    (folder / "口径.toml").write_text(text_of("""
[audit]
left_out = ["free_day"]
above_percent = 120
"""), "utf-8")
    assert set(asked(desk)) == {AuditCheck.MONEY_BEFORE_SIGNING}
    assert audit(desk, 2023).left_out == (AuditCheck.FREE_DAY,)
    assert audit(desk, 2023).of_kinds(frozenset({AuditCheck.NO_PROOF})).questions == ()


@pytest.mark.story
def test_a_year_is_closed_with_unanswered_questions_only_for_a_reason(desk: Desk) -> None:
    (open_,) = [reason for reason in closing_checks(desk, 2023) if reason.code is Code.CLOSE_AUDIT]
    assert (open_.hard, open_.params["count"]) == (False, 3)
    assert isinstance(close_year(desk, 2023), Refused)
    assert isinstance(close_year(desk, 2023, "随后说明"), Done)  # an answer moves no figure: no restatement
    assert answer_audit(desk, 2023, [one.id for one in asked(desk).values()], "均有凭证在卷") == Done(3)
    assert Code.CLOSE_AUDIT not in {reason.code for reason in closing_checks(desk, 2023)}
