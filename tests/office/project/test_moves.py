"""Moving projects on, back, aside and to their end."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.narrowed import of
from tests.office.project.test_projects import codes, shown
from tracker.domain.blocking import Word
from tracker.domain.days import Day
from tracker.domain.money import Currency, Money
from tracker.domain.profile import Origin
from tracker.domain.rules import OWN_RULES, shipped_rulesets
from tracker.domain.stages import Stage, Status
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.project.evidence import Paper
from tracker.office.project.moves import Milepost, advance, correct, pause, reopen, resume, revert, terminate
from tracker.office.project.projects import add, amend
from tracker.office.project.receipts import add_receipt, void_receipt

CODE = "91430981878AY7A07H"
"""A made-up credit code with a right check character."""
withdraw = partial(add_receipt, back=True)


def d(text: str) -> Day:
    return Day(date.fromisoformat(text))


@pytest.fixture
def ship(desk: Desk) -> str:
    """A shipyard that nothing stands in the way of but its own papers."""
    done = add(desk, {"name": "万骏船舶", "contract_amount": "0.5亿元"}, lead=d("2023-01-10"))
    assert isinstance(done, Done)
    return done.value


def signed(desk: Desk, ship: str) -> None:
    assert isinstance(advance(desk, ship, [Milepost(Stage.SIGNED, d("2023-02-01"))]), Done)


def test_a_signing_without_an_amount_in_the_future_is_refused_for_both_reasons(desk: Desk) -> None:
    add(desk, {"name": "甲"}, lead=d("2023-01-10"))
    assert codes(advance(desk, "甲", [Milepost(Stage.SIGNED, d("2099-01-01"))])) == ["future_date",
                                                                                    "no_contract_amount"]
    assert shown(desk, "甲").stage is Stage.LEAD


def test_a_day_before_the_milestone_before_is_refused(desk: Desk, ship: str) -> None:
    assert codes(advance(desk, ship, [Milepost(Stage.SIGNED, d("2023-01-09"))])) == ["order"]


def test_a_registration_asks_for_a_valid_credit_code(desk: Desk, ship: str) -> None:
    signed(desk, ship)
    post = [Milepost(Stage.REGISTERED, d("2023-03-01"))]
    assert codes(advance(desk, ship, post)) == ["no_credit_code"]
    amend(desk, ship, {"credit_code": CODE})
    assert advance(desk, ship, post) == Done(Stage.REGISTERED)


def test_a_code_typed_into_the_move_is_saved_with_it_or_not_at_all(desk: Desk, ship: str) -> None:
    signed(desk, ship)
    mend = {"credit_code": CODE}
    assert codes(advance(desk, ship, [Milepost(Stage.REGISTERED, d("2023-01-20"))], mend=mend)) == ["order"]
    assert shown(desk, ship).profile.credit_code == ""
    assert codes(advance(desk, ship, [Milepost(Stage.REGISTERED, d("2023-03-01"))],
                         mend={"credit_code": "123"})) == ["credit_code"]
    assert advance(desk, ship, [Milepost(Stage.REGISTERED, d("2023-03-01"))], mend=mend) == Done(Stage.REGISTERED)
    project = shown(desk, ship)
    assert project.profile.credit_code == CODE
    assert [line.action for line in project.journal[:2]] == ["project.advance", "project.advance"]


def test_funded_needs_money_that_has_arrived_by_the_day(desk: Desk, ship: str) -> None:
    signed(desk, ship)
    amend(desk, ship, {"credit_code": CODE})
    advance(desk, ship, [Milepost(Stage.REGISTERED, d("2023-03-01"))])
    assert codes(advance(desk, ship, [Milepost(Stage.FUNDED, d("2023-04-01"))])) == ["no_receipt"]
    done = add_receipt(desk, ship, d("2023-04-02"), Money(500_000_00))
    assert isinstance(done, Done)
    assert codes(advance(desk, ship, [Milepost(Stage.FUNDED, d("2023-04-01"))])) == ["no_receipt"]
    assert advance(desk, ship, [Milepost(Stage.FUNDED, d("2023-04-02"))]) == Done(Stage.FUNDED)
    void = void_receipt(desk, done.value, "录错")
    assert isinstance(void, Done)
    assert [note.code for note in void.notes] == ["proof_gone"]


def test_money_does_not_arrive_before_the_project_became_known(desk: Desk, ship: str) -> None:
    assert codes(add_receipt(desk, ship, d("2023-01-09"), Money(500_000_00))) == ["before_lead"]
    assert isinstance(add_receipt(desk, ship, d("2023-01-10"), Money(500_000_00)), Done)
    assert codes(correct(desk, ship, Stage.LEAD, day=d("2023-01-11"), reason="录错")) == ["before_lead"]


def test_an_override_stands_on_the_stages_that_needed_it(
        desk: Desk, ship: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ruleset asks for a contract at the signing, and for nothing at the registration."""
    shipped = next(file for file in shipped_rulesets() if file.name == "default.toml").read_text("utf-8")
    (tmp_path / "own.toml").write_text(f'{shipped}\n[evidence]\nsigned = [["contract"]]\n', "utf-8")
    monkeypatch.setenv(OWN_RULES, str(tmp_path))
    amend(desk, ship, {"credit_code": CODE})
    posts = [Milepost(Stage.SIGNED, d("2023-02-01")), Milepost(Stage.REGISTERED, d("2023-03-01"))]
    assert codes(advance(desk, ship, posts)) == ["no_evidence"]
    assert isinstance(advance(desk, ship, posts, override="原件在档案室"), Done)
    assert [one.override for one in shown(desk, ship).milestones] == ["", "原件在档案室", ""]


def test_a_start_waits_until_every_blocker_is_verified(desk: Desk, ship: str) -> None:
    signed(desk, ship)
    amend(desk, ship, {"credit_code": CODE})
    add_receipt(desk, ship, d("2023-03-02"), Money(500_000_00))
    advance(desk, ship, [Milepost(Stage.REGISTERED, d("2023-03-01")), Milepost(Stage.FUNDED, d("2023-03-02"))])
    done = raise_blocker(desk, ship, Raised("河湖岸线", "岸线审批未通过", raised=d("2023-03-03")))
    assert isinstance(done, Done)
    start = [Milepost(Stage.STARTED, d("2023-06-01"))]
    assert codes(advance(desk, ship, start)) == ["open_blocker"]
    say(desk, done.value, Word.ANSWER, "已批复")
    assert codes(advance(desk, ship, start)) == ["open_blocker"], "the doer's word alone does not close it"
    say(desk, done.value, Word.VERIFY, "")
    assert advance(desk, ship, start) == Done(Stage.STARTED)


def test_a_risk_does_not_stop_a_start(desk: Desk, ship: str) -> None:
    raise_blocker(desk, ship, Raised("用电", "专线可能延迟", blocking=False))
    assert not shown(desk, ship).blocked


def test_several_stages_at_once_are_all_or_nothing(desk: Desk, ship: str) -> None:
    amend(desk, ship, {"credit_code": CODE})
    posts = [Milepost(Stage.SIGNED, d("2023-02-01")), Milepost(Stage.REGISTERED, d("2023-03-01")),
             Milepost(Stage.FUNDED, d("2023-04-01"))]
    assert codes(advance(desk, ship, posts)) == ["no_receipt"]
    assert shown(desk, ship).stage is Stage.LEAD
    assert advance(desk, ship, posts[:2]) == Done(Stage.REGISTERED)
    assert [str(m.day) for m in shown(desk, ship).milestones] == ["2023-01-10", "2023-02-01", "2023-03-01"]


def test_a_stage_cannot_be_skipped_or_reached_twice(desk: Desk, ship: str) -> None:
    assert "skips_stage" in codes(advance(desk, ship, [Milepost(Stage.STARTED, d("2023-02-01"))]))
    signed(desk, ship)
    assert codes(advance(desk, ship, [Milepost(Stage.SIGNED, d("2023-02-02"))])) == ["already_reached"]


def test_a_reversal_keeps_the_superseded_milestone_and_its_reason(desk: Desk, ship: str) -> None:
    signed(desk, ship)
    assert codes(revert(desk, ship, " ")) == ["no_reason"]
    assert revert(desk, ship, "只是意向书") == Done(Stage.LEAD)
    project = shown(desk, ship)
    assert project.journal[0].reason == "只是意向书"
    assert project.journal[0].detail == {"stage": "signed", "day": "2023-02-01"}
    assert codes(revert(desk, ship, "再退")) == ["cannot_revert"]


def test_a_correction_stays_between_its_neighbours(desk: Desk, ship: str) -> None:
    amend(desk, ship, {"credit_code": CODE})
    advance(desk, ship, [Milepost(Stage.SIGNED, d("2023-02-01")), Milepost(Stage.REGISTERED, d("2023-03-01"))])
    assert codes(correct(desk, ship, Stage.SIGNED, day=d("2023-03-02"), reason="x")) == ["order_after"]
    assert codes(correct(desk, ship, Stage.SIGNED, day=d("2023-01-01"), reason="")) == ["no_reason", "order"]
    assert codes(correct(desk, ship, Stage.SIGNED, day=d("2023-02-01"), reason="x")) == ["nothing_changes"]
    assert codes(correct(desk, ship, Stage.FUNDED, day=d("2023-04-01"), reason="x")) == ["not_reached"]
    assert correct(desk, ship, Stage.SIGNED, day=d("2023-02-03"), reason="合同日期看错") == Done(Stage.REGISTERED)
    assert str(shown(desk, ship).milestones[1].day) == "2023-02-03"


def test_a_lead_cannot_be_corrected_to_after_its_signing(desk: Desk, ship: str) -> None:
    signed(desk, ship)
    assert codes(correct(desk, ship, Stage.LEAD, day=d("2023-02-02"), reason="x")) == ["order_after"]


def test_a_paused_project_cannot_move_on_until_resumed(desk: Desk, ship: str) -> None:
    assert pause(desk, ship, d("2023-05-01"), "等政策") == Done(Status.PAUSED)
    assert codes(advance(desk, ship, [Milepost(Stage.SIGNED, d("2023-05-02"))])) == ["not_active"]
    assert codes(pause(desk, ship, d("2023-05-02"), "x")) == ["cannot_pause"]
    assert resume(desk, ship, d("2023-05-03"), "政策到位") == Done(Status.ACTIVE)
    signed(desk, ship)


def test_a_terminated_project_keeps_its_stage_and_can_be_reopened(desk: Desk, ship: str) -> None:
    signed(desk, ship)
    assert codes(terminate(desk, ship, d("2099-05-01"), "")) == ["no_reason", "future_date"]
    assert terminate(desk, ship, d("2023-05-01"), "双方协商解约") == Done(Status.TERMINATED)
    project = shown(desk, ship)
    assert (project.stage, project.status) == (Stage.SIGNED, Status.TERMINATED)
    assert codes(revert(desk, ship, "x")) == ["cannot_revert"]
    assert reopen(desk, ship, d("2023-06-01"), "重新洽谈") == Done(Status.ACTIVE)
    assert codes(reopen(desk, ship, d("2023-06-01"), "x")) == ["cannot_reopen"]


def test_days_of_changes_of_status_are_in_order(desk: Desk, ship: str) -> None:
    """No termination before the signing, no reopening before the termination, none before the pause."""
    signed(desk, ship)
    assert codes(terminate(desk, ship, d("2023-01-31"), "解约")) == ["order"]
    assert pause(desk, ship, d("2023-05-01"), "等政策") == Done(Status.PAUSED)
    assert codes(terminate(desk, ship, d("2023-04-30"), "解约")) == ["status_order"]
    assert codes(resume(desk, ship, d("2023-04-30"), "政策到位")) == ["status_order"]
    assert terminate(desk, ship, d("2023-05-02"), "解约") == Done(Status.TERMINATED)
    assert codes(reopen(desk, ship, d("2023-05-01"), "再来")) == ["status_order"]
    assert codes(correct(desk, ship, Stage.SIGNED, day=d("2023-05-03"), reason="看错")) == ["order"]
    assert reopen(desk, ship, d("2023-05-02"), "再来") == Done(Status.ACTIVE)


def test_nothing_is_recognised_before_it_happened(desk: Desk, ship: str) -> None:
    early = Milepost(Stage.SIGNED, d("2023-02-01"), recognised_on=date(2023, 1, 31))
    assert codes(advance(desk, ship, [early])) == ["recognised_early"]
    assert isinstance(advance(desk, ship, [Milepost(Stage.SIGNED, d("2023-02-01"), date(2023, 2, 1))]), Done)
    assert codes(correct(desk, ship, Stage.SIGNED, recognised_on=date(2023, 1, 31), reason="x")) == [
        "recognised_early"]
    assert codes(correct(desk, ship, Stage.SIGNED, day=d("2023-02-02"), reason="x")) == ["recognised_early"]
    assert isinstance(correct(desk, ship, Stage.SIGNED, day=d("2023-02-02"), unrecognised=True, reason="x"), Done)


def test_money_above_the_contract_is_noted_and_not_refused(desk: Desk, ship: str) -> None:
    done = add_receipt(desk, ship, d("2023-04-02"), Money(60_000_000_00))
    assert isinstance(done, Done)
    assert [note.code for note in done.notes] == ["above_contract"]
    other = add_receipt(desk, ship, d("2023-04-03"), Money(1_000_00, Currency.USD))
    assert isinstance(other, Done)


def test_the_same_slip_is_not_recorded_twice_but_a_note_tells_two_apart(desk: Desk, ship: str) -> None:
    add_receipt(desk, ship, d("2023-04-02"), Money(100_00))
    assert codes(add_receipt(desk, ship, d("2023-04-02"), Money(100_00))) == ["duplicate_receipt"]
    assert isinstance(add_receipt(desk, ship, d("2023-04-02"), Money(100_00), note="第二张进账单"), Done)


def test_a_void_receipt_counts_no_more_and_stays_on_record(desk: Desk, ship: str) -> None:
    done = add_receipt(desk, ship, d("2023-04-02"), Money(100_00))
    assert isinstance(done, Done)
    assert codes(void_receipt(desk, done.value, "")) == ["no_reason"]
    assert void_receipt(desk, done.value, "录错项目") == Done(done.value)
    assert shown(desk, ship).receipts == ()
    assert codes(void_receipt(desk, done.value, "x")) == ["receipt_void"]
    assert codes(void_receipt(desk, 999, "x")) == ["unknown_receipt"]
    assert shown(desk, ship).journal[0].action == "receipt.void"


MAY = Day.month(2023, 5)


@pytest.mark.both_databases
def test_money_that_went_back_is_a_fact_of_its_own(desk: Desk, ship: str) -> None:
    """With its reason and proof; never more than had arrived by then in its currency."""
    arrived = add_receipt(desk, ship, d("2023-04-02"), Money(100_00))
    assert isinstance(arrived, Done)
    add_receipt(desk, ship, d("2023-04-02"), Money(70_00, Currency.USD))
    assert codes(withdraw(desk, ship, d("2023-05-01"), Money(60_00), note=" ")) == ["no_reason"]
    assert codes(withdraw(desk, ship, d("2023-05-01"), Money(60_00), note="无")) == ["no_reason"]
    assert codes(withdraw(desk, ship, d("2023-04-01"), Money(60_00), note="减资")) == ["nothing_to_withdraw"]
    assert codes(withdraw(desk, ship, d("2023-05-01"), Money(100_01), note="减资")) == ["overdrawn"]
    assert codes(withdraw(desk, ship, d("2023-05-01"), Money(100, Currency.HKD), note="减资")) == [
        "nothing_to_withdraw"]
    assert codes(withdraw(desk, ship, d("2099-05-01"), Money(60_00), note="减资")) == ["future_date"]
    done = withdraw(desk, ship, MAY, Money(60_00), note="投资方减资", papers=(Paper("bank_slip", "7"),))
    assert isinstance(done, Done)
    assert codes(withdraw(desk, ship, MAY, Money(60_00), note="投资方减资")) == ["duplicate_withdrawal", "overdrawn"]
    found = shown(desk, ship)
    back = found.receipts[-1]
    assert (str(back.day), back.amount, back.note, [paper.number for paper in back.documents]) == (
        "2023-05", Money(-60_00), "投资方减资", ["7"])
    assert (found.journal[0].action, found.journal[0].detail["minor"]) == ("receipt.withdraw", -60_00)
    refused = void_receipt(desk, arrived.value, "录错")
    assert codes(refused) == ["withdrawn_since"]
    assert isinstance(refused, Refused)
    assert refused.reasons[0].params["numbers"] == (done.value,)
    assert of(Done, void_receipt(desk, done.value, "没有退")).value == done.value
    assert void_receipt(desk, arrived.value, "录错") == Done(arrived.value)


def test_money_goes_back_as_of_the_origin_it_came_with(desk: Desk, ship: str) -> None:
    """In a project without an origin of its own, where all that arrived in the currency by then has the same."""
    assert isinstance(add_receipt(desk, ship, d("2023-04-02"), Money(100_00), origin=Origin.OUT_OF_PROVINCE), Done)
    assert isinstance(add_receipt(desk, ship, d("2023-04-02"), Money(9_00, Currency.USD), origin=Origin.FOREIGN), Done)
    assert isinstance(add_receipt(desk, ship, d("2023-09-02"), Money(100_00), origin=Origin.LOCAL), Done)
    assert isinstance(withdraw(desk, ship, d("2023-05-01"), Money(60_00), note="减资"), Done)
    assert [row.origin for row in shown(desk, ship).receipts if row.note] == [Origin.OUT_OF_PROVINCE]
    assert codes(withdraw(desk, ship, d("2023-10-01"), Money(60_00), note="减资")) == ["which_origin"]
    assert codes(withdraw(desk, ship, d("2023-10-01"), Money(60_00), note="减资", origin=Origin.OUT_OF_PROVINCE)) == [
        "overdrawn"], "what others brought cannot go back as theirs"
    assert codes(withdraw(desk, ship, d("2023-10-01"), Money(60_00), note="减资", origin=Origin.FOREIGN)) == [
        "nothing_to_withdraw"]
    assert isinstance(withdraw(desk, ship, d("2023-10-01"), Money(60_00), note="减资", origin=Origin.LOCAL), Done)


def test_money_without_an_origin_is_the_projects(desk: Desk, ship: str) -> None:
    assert isinstance(amend(desk, ship, {"origin": "本地"}), Done)
    assert isinstance(add_receipt(desk, ship, d("2023-04-02"), Money(100_00)), Done)
    assert isinstance(withdraw(desk, ship, d("2023-05-01"), Money(60_00), note="减资"), Done)
    assert isinstance(withdraw(desk, ship, d("2023-05-01"), Money(40_00), note="减资", origin=Origin.LOCAL), Done)
    assert codes(withdraw(desk, ship, d("2023-06-01"), Money(1), note="减资")) == ["overdrawn"]


@pytest.mark.parametrize("declare", [pause, terminate])
def test_a_status_is_not_dated_before_the_project_was_known(desk: Desk, ship: str, declare: Any) -> None:
    assert codes(declare(desk, ship, d("2023-01-09"), "市场变化")) == ["order"]
    assert isinstance(declare(desk, ship, d("2023-01-10"), "市场变化"), Done)
