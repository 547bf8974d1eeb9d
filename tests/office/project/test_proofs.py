"""The wrong bank slip, and documents that belong to the fact they prove: void, without proof, offered again, moved."""

from __future__ import annotations

from datetime import date

import pytest

from tests.office.build import Slice, made, on, put
from tests.office.entries import entries
from tests.office.journal.test_undo import standing, sure
from tests.office.project.test_moves import CODE, d
from tests.office.project.test_projects import codes, shown
from tests.office.rulesets import rules
from tracker.domain.money import Money
from tracker.domain.reasons import Reason
from tracker.domain.rules import Ruleset
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.moves import Milepost, advance, correct, pause, revert
from tracker.office.project.projects import add
from tracker.office.project.proofs import move, withdraw
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.review.review import failing
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.sentences import sentence

pytestmark = pytest.mark.both_databases

SHIP = "万骏船舶"
STAGES = {Stage.SIGNED: "2023-02-01", Stage.REGISTERED: "2023-03-01", Stage.FUNDED: "2023-04-02",
          Stage.STARTED: "2023-05-01"}
MONEY = """
[[indicators]]
key = "new_funded"
label = { zh = "新到资" }
unit = "个"
kind = "milestone"
stage = "funded"
"""
COUNTED, LEFT_OUT = rules(more=MONEY), rules(("without_receipt = \"counted\"", "without_receipt = \"left_out\""),
                                              more=MONEY)
SLIP_ASKED = rules(more=MONEY + 'evidence = [["bank_slip"]]\n')


@pytest.fixture
def slip(desk: Desk) -> int:
    """A shipyard that has started, and the only receipt that proves its money; the answer is the receipt's number."""
    sure(add(desk, {"name": SHIP, "contract_amount": "1亿元", "credit_code": CODE}, lead=d("2023-01-10")))
    receipt: int = add_receipt(desk, SHIP, d("2023-04-02"), Money(500_000_00), papers=(Paper("bank_slip", "11"),)).value
    posts = [Milepost(stage, d(day), papers=(Paper("contract", "HT-1"),) if stage is Stage.SIGNED else ())
             for stage, day in STAGES.items()]
    sure(advance(desk, SHIP, posts))
    return receipt


def told(done: Done[object] | Refused) -> list[str]:
    """The codes of the notes of what was done."""
    assert isinstance(done, Done), done
    return [note.code for note in done.notes]


def proven(desk: Desk) -> dict[Stage, bool]:
    return {one.stage: one.proven for one in shown(desk, SHIP).milestones}


def amiss(desk: Desk) -> list[str]:
    """What the doctor says does not hold in a life."""
    return [reason.code for one in examine(desk).findings for reason in one.params.get("reasons", ())]


def funded(desk: Desk, ruleset: Ruleset) -> tuple[str, int, list[str]]:
    """How many are newly funded, how many of those signed are funded, and why those that are not."""
    figures = rollup(desk, 2023, ruleset=ruleset)
    figure = figures.figure("new_funded")
    assert figure is not None
    rate = next(one for one in figures.conversion if one.key is Stage.FUNDED)
    why = set[str]()
    for key in ("new_funded", "conversion.funded"):
        explained = explain(desk, 2023, key, ruleset=ruleset)
        assert isinstance(explained, Explanation)
        assert len(explained.counted) == int(figure.actual) == rate.numerator
        why |= {one.reason.value for one in explained.not_counted}
    return figure.actual, int(rate.numerator), sorted(why)


def test_the_wrong_slip_is_void_and_the_milestone_stands_without_its_proof(desk: Desk, slip: int) -> None:
    assert all(proven(desk).values())
    assert told(void_receipt(desk, slip, "是别县的")) == ["proof_gone", "evidence_gone"]
    project = shown(desk, SHIP)
    assert (project.stage, project.receipts) == (Stage.STARTED, ())
    assert [stage for stage, holds in proven(desk).items() if not holds] == [Stage.FUNDED]
    assert amiss(desk) == ["no_receipt"]
    findings = failing(desk)
    assert not isinstance(findings, Refused)
    assert [one.project for one in findings if one.rule == "unproven"] == [SHIP]


@pytest.mark.story(keep=1)
def test_whether_it_counts_the_ruleset_says(desk: Desk, slip: int) -> None:
    assert funded(desk, LEFT_OUT) == funded(desk, COUNTED) == ("1", 1, [])
    sure(void_receipt(desk, slip, "是别县的"))
    assert funded(desk, COUNTED) == ("1", 1, [])
    assert funded(desk, LEFT_OUT) == ("0", 0, ["unproven"])
    sure(add_receipt(desk, SHIP, d("2023-04-03"), Money(5)))
    assert funded(desk, LEFT_OUT)[0] == "0", "money that came the day after does not prove it"
    sure(correct(desk, SHIP, Stage.FUNDED, day=d("2023-04-03"), reason="按正确的进账单"))
    assert funded(desk, LEFT_OUT) == ("1", 1, [])
    assert all(proven(desk).values())


@pytest.mark.long(keep=16)
@pytest.mark.every_case
@pytest.mark.parametrize(("day", "arrived", "counts"), [
    ("2023-04-10", "2023-04", True), ("2023-04", "2023-04-30", True), ("2023-04", "2023-05-01", False),
    ("2023-04D1", "2023-04-10", True), ("2023-04D1", "2023-04-11", False), ("2023-04D3", "2023-04-30", True),
    ("2023-04D3", "2023-05-01", False), ("2023Q2", "2023-06-30", True), ("2023Q2", "2023-07-01", False),
    ("2023H1", "2023-06-30", True), ("2023", "2023-12-31", True), ("2023", "2024-01-01", False),
    ("2023-04-10", "2023-04-11", False), ("2023-04-10", "", False), ("", "2024-01-01", True)])
def test_the_figures_ask_for_money_by_the_day_as_the_guards_do(desk: Desk, day: str, arrived: str,
                                                               counts: bool) -> None:
    put(desk, made(SHIP, "2022-01-01", "2023-01-01", "2023-01-01", day, receipts=(Slice(on(arrived), 5),)))
    assert proven(desk)[Stage.FUNDED] is counts
    figures = rollup(desk, 2023, ruleset=LEFT_OUT)
    figure = figures.figure("new_funded")
    assert figure is not None
    assert figure.actual == str(int(counts and bool(day)))


def test_any_milestone_is_taken_back_or_corrected_under_later_ones(desk: Desk, slip: int) -> None:
    assert codes(revert(desk, SHIP, "没有到", stage=Stage.PRODUCING)) == ["not_reached"]
    assert codes(revert(desk, SHIP, "没有到", stage=Stage.LEAD)) == ["cannot_revert"]
    assert revert(desk, SHIP, "资金没有到", stage=Stage.FUNDED) == Done(Stage.STARTED)
    project = shown(desk, SHIP)
    assert [one.stage for one in project.passed_over] == [Stage.FUNDED]
    assert project.journal[0].detail == {"stage": "funded", "day": "2023-04-02"}
    assert amiss(desk) == ["before_money"]
    assert codes(correct(desk, SHIP, Stage.FUNDED, day=d("2023-04-01"), reason="补登")) == ["no_receipt"]
    assert codes(correct(desk, SHIP, Stage.PRODUCING, day=d("2023-06-02"), reason="补登")) == ["not_reached"]
    assert correct(desk, SHIP, Stage.FUNDED, day=d("2023-04-20"), reason="补登") == Done(Stage.STARTED)
    assert shown(desk, SHIP).passed_over == ()
    sure(pause(desk, SHIP, d("2023-06-01"), "市场"))
    assert codes(revert(desk, SHIP, "x", stage=Stage.FUNDED)) == ["cannot_revert"]


def test_a_day_without_its_proof_is_put_right_without_one(desk: Desk, slip: int) -> None:
    """Its day is known better, its money is not: it stays named."""
    sure(void_receipt(desk, slip, "是别县的"))
    sure(correct(desk, SHIP, Stage.FUNDED, day=d("2023-04-05"), reason="日期抄错"))
    assert not proven(desk)[Stage.FUNDED]


UNDONE = {
    "void": lambda desk, slip: void_receipt(desk, slip, "是别县的"),
    "revert": lambda desk, slip: revert(desk, SHIP, "没有到", stage=Stage.FUNDED),
    "revert the signing": lambda desk, slip: revert(desk, SHIP, "合同作废", stage=Stage.SIGNED),
    "correct": lambda desk, slip: correct(desk, SHIP, Stage.SIGNED, day=d("2023-02-02"), reason="合同日期"),
    "correct and keep": lambda desk, slip: correct(desk, SHIP, Stage.SIGNED, day=d("2023-02-02"), reason="合同日期",
                                                   keep_evidence=True),
    "withdraw": lambda desk, slip: withdraw(desk, paper(desk, "bank_slip"), "不是这笔"),
    "move": lambda desk, slip: move(desk, paper(desk, "bank_slip"), stage=Stage.FUNDED),
}


def paper(desk: Desk, kind: str) -> int:
    """The number of the document of a kind, on record or offered again."""
    project = shown(desk, SHIP)
    (found,) = (one.id for one in (*project.documents, *project.offered) if one.kind == kind)
    return found


@pytest.mark.long(keep=5)
@pytest.mark.parametrize("name", UNDONE)
def test_each_of_it_is_undone_and_done_again(desk: Desk, slip: int, name: str) -> None:
    was, offered = standing(desk), shown(desk, SHIP).offered
    sure(UNDONE[name](desk, slip))
    did, then = standing(desk), [one.kind for one in shown(desk, SHIP).offered]
    assert did != was
    sure(undo(desk, "按错了"))
    assert (standing(desk), shown(desk, SHIP).offered) == (was, offered)
    sure(undo(desk, "没按错", entries(desk)[0].id))
    assert (standing(desk), [one.kind for one in shown(desk, SHIP).offered]) == (did, then)


def test_a_document_goes_with_its_fact_and_is_offered_again(desk: Desk, slip: int) -> None:
    number = paper(desk, "contract")
    done = correct(desk, SHIP, Stage.SIGNED, day=d("2023-02-02"), reason="合同日期")
    assert told(done) == ["evidence_gone"]
    assert isinstance(done, Done)
    assert done.notes[0].params == {"kinds": ("contract",), "ids": (number,)}
    project = shown(desk, SHIP)
    assert [one.kind for one in project.documents] == ["bank_slip"]
    assert [(one.kind, one.number, one.stage) for one in project.offered] == [("contract", "HT-1", Stage.SIGNED)]
    now = sure(move(desk, number, stage=Stage.SIGNED))
    project = shown(desk, SHIP)
    assert project.offered == ()
    assert [(one.kind, one.stage) for one in project.documents] == [("bank_slip", None), ("contract", Stage.SIGNED)]
    assert codes(move(desk, number, stage=Stage.SIGNED)) == ["evidence_settled"]
    assert codes(move(desk, now, stage=Stage.SIGNED)) == ["nothing_changes"]


def test_one_option_takes_the_documents_over(desk: Desk, slip: int) -> None:
    assert told(correct(desk, SHIP, Stage.SIGNED, day=d("2023-02-02"), reason="合同日期", keep_evidence=True)) == []
    project = shown(desk, SHIP)
    assert [one.kind for one in project.milestones[1].documents] == ["contract"]
    assert project.offered == ()


def test_a_recognition_put_right_leaves_the_documents(desk: Desk, slip: int) -> None:
    """They prove that it happened on its day, and that stays."""
    assert told(correct(desk, SHIP, Stage.SIGNED, recognised_on=date(2023, 2, 9), reason="市里认定")) == []
    assert [one.kind for one in shown(desk, SHIP).milestones[1].documents] == ["contract"]


def test_a_document_is_withdrawn_with_a_reason_and_not_offered(desk: Desk, slip: int) -> None:
    number = paper(desk, "contract")
    assert codes(withdraw(desk, number, " ")) == ["no_reason"]
    sure(withdraw(desk, number, "是意向书"))
    project = shown(desk, SHIP)
    assert (project.milestones[1].documents, project.offered) == ((), ())
    assert (project.journal[0].action, project.journal[0].reason) == ("evidence.withdraw", "是意向书")
    assert codes(withdraw(desk, number, "再撤")) == ["evidence_settled"]
    assert codes(move(desk, number)) == ["evidence_settled"]
    assert codes(withdraw(desk, 999, "x")) == codes(move(desk, 999)) == ["unknown_evidence"]


def test_a_document_moves_only_to_what_its_project_has(desk: Desk, slip: int) -> None:
    number = paper(desk, "bank_slip")
    assert codes(move(desk, number, stage=Stage.PRODUCING)) == ["not_reached"]
    assert codes(move(desk, number, receipt_id=999)) == ["unknown_receipt"]
    assert codes(move(desk, number, receipt_id=slip)) == ["nothing_changes"]
    sure(move(desk, number))
    assert [one.kind for one in shown(desk, SHIP).documents if (one.stage, one.receipt_id) == (None, None)] == [
        "bank_slip"]


def test_what_a_document_was_attached_to_is_not_undone_under_it(desk: Desk, slip: int) -> None:
    sure(correct(desk, SHIP, Stage.SIGNED, day=d("2023-02-02"), reason="合同日期"))
    entry = entries(desk)[0].id
    sure(attach(desk, SHIP, Paper("contract", "HT-2"), stage=Stage.SIGNED))
    assert codes(undo(desk, "重来", entry)) == ["built_on"]


def test_a_bank_slip_on_the_receipt_proves_funded(desk: Desk, slip: int) -> None:
    assert funded(desk, SLIP_ASKED)[0] == "1"
    explained = explain(desk, 2023, "new_funded", ruleset=SLIP_ASKED)
    assert isinstance(explained, Explanation)
    assert [proof.number for fact in explained.counted[0].facts for proof in fact.evidence] == ["11"]
    sure(withdraw(desk, paper(desk, "bank_slip"), "不是这笔"))
    figure = rollup(desk, 2023, ruleset=SLIP_ASKED).figure("new_funded")
    assert figure is not None
    assert figure.actual == "0"


def test_a_reason_names_what_went(desk: Desk, slip: int) -> None:
    done = void_receipt(desk, slip, "是别县的")
    assert isinstance(done, Done)
    lines = [sentence(reason, words(Lang.ZH)) for reason in done.notes if isinstance(reason, Reason)]
    assert lines[0].startswith("“到资”（2023-04-02）从此没有到资证明")
    assert "银行进账单" in lines[1]
