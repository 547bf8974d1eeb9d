"""A start before the money arrived: taken with a reason, said, shown, named; refused where the rules say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.journal.test_undo import sure
from tests.office.project.test_moves import CODE, d
from tests.office.project.test_projects import codes, shown
from tests.office.project.test_proofs import amiss, told
from tests.office.rulesets import rules_beside
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.ledger.rows import NoteCode
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.project.moves import Milepost, advance, correct
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.review.review import failing
from tracker.shipped import shipped

SHIP = "万骏船舶"
START = [Milepost(Stage.STARTED, d("2023-05-01"))]


@pytest.fixture
def registered(desk: Desk) -> str:
    sure(add(desk, {"name": SHIP, "contract_amount": "1亿元", "credit_code": CODE}, lead=d("2023-01-10")))
    days = {Stage.SIGNED: "2023-02-01", Stage.REGISTERED: "2023-03-01"}
    sure(advance(desk, SHIP, [Milepost(stage, d(day)) for stage, day in days.items()]))
    return SHIP


def ailing(desk: Desk) -> list[str]:
    findings = failing(desk)
    assert not isinstance(findings, Refused)
    return [one.rule for one in findings if one.rule == "before_money"]


def test_it_is_taken_with_a_reason_said_shown_and_named_until_the_money_is_there(desk: Desk, registered: str) -> None:
    refused = advance(desk, SHIP, START)
    assert (codes(refused), refused.can_override) == (["before_money"], True)
    done = advance(desk, SHIP, START, override="企业垫资先建")
    assert (done.value, told(done)) == (Stage.STARTED, ["before_money"])
    project = shown(desk, SHIP)
    assert [(one.stage, one.override) for one in project.milestones if one.before_money] == [
        (Stage.STARTED, "企业垫资先建")]
    assert [one.stage for one in project.passed_over] == [Stage.FUNDED]
    assert (ailing(desk), amiss(desk)) == (["before_money"], [])
    assert codes(correct(desk, SHIP, Stage.FUNDED, day=d("2023-08-01"), reason="到资")) == ["no_receipt"]
    sure(add_receipt(desk, SHIP, d("2023-08-01"), Money(500_000_00)))
    assert told(correct(desk, SHIP, Stage.FUNDED, day=d("2023-08-01"), reason="到资")) == []
    assert (ailing(desk), amiss(desk)) == ([], [])
    assert [one.stage for one in shown(desk, SHIP).milestones if one.before_money] == [Stage.STARTED]
    sure(undo(desk, "按错了"))
    assert ailing(desk) == ["before_money"]


@pytest.mark.parametrize("furthest", [Stage.STARTED, Stage.PRODUCING])
def test_once_the_money_is_there_it_is_put_on_record_and_the_project_stays_where_it_stands(
        desk: Desk, registered: str, furthest: Stage) -> None:
    sure(advance(desk, SHIP, START, override="企业垫资先建"))
    if furthest is Stage.PRODUCING:
        sure(advance(desk, SHIP, [Milepost(Stage.PRODUCING, d("2023-07-01"))]))
    late = [Milepost(Stage.FUNDED, d("2023-08-01"))]
    assert codes(advance(desk, SHIP, late)) == ["no_receipt"]
    sure(add_receipt(desk, SHIP, d("2023-08-01"), Money(500_000_00)))
    assert sure(advance(desk, SHIP, late)) is furthest
    assert (ailing(desk), amiss(desk)) == ([], [])
    assert advance(desk, SHIP, late).reasons[0].hard, "it is on record once"


def test_a_corrected_day_that_comes_to_it_says_so(desk: Desk, registered: str) -> None:
    sure(add_receipt(desk, SHIP, d("2023-04-01"), Money(500_000_00)))
    sure(advance(desk, SHIP, [Milepost(Stage.FUNDED, d("2023-04-02")), *START]))
    assert told(correct(desk, SHIP, Stage.STARTED, day=d("2023-03-15"), reason="按施工许可证")) == ["before_money"]
    started = next(one for one in shown(desk, SHIP).milestones if one.stage is Stage.STARTED)
    assert (started.before_money, started.override) == (True, "按施工许可证")
    assert (ailing(desk), amiss(desk)) == ([], []), "the money is there by now"


def test_the_reason_is_kept_beside_an_older_one(desk: Desk, registered: str) -> None:
    sure(advance(desk, SHIP, START, override="企业垫资先建"))
    for day in ("2023-04-20", "2023-04-21"):
        assert told(correct(desk, SHIP, Stage.STARTED, day=d(day), reason="按施工许可证")) == ["before_money"]
        assert shown(desk, SHIP).milestones[-1].override == "企业垫资先建；按施工许可证"


def test_rules_refuse_it_in_their_year(desk: Desk, registered: str) -> None:
    assert shown(desk, SHIP).without_money is Stage.STARTED
    folder, default = rules_beside(desk), shipped("rules/default.toml").read_text("utf-8")
    (folder / "own.toml").write_text(default.replace('id = "default"', 'id = "own"\nyear = 2023') +
                                     '\n[started]\nwithout_money = "refused"\n', "utf-8")
    assert shown(desk, SHIP).without_money is None
    assert codes(advance(desk, SHIP, START, override="先建")) == ["money_first"]
    assert shown(desk, SHIP).stage is Stage.REGISTERED
    earlier = [Milepost(Stage.STARTED, d("2022-12-31"))]
    assert "before_money" in codes(advance(desk, SHIP, earlier, override="先建")), "by the rules of that year"


def test_it_goes_on_to_production_in_the_same_move(desk: Desk, registered: str) -> None:
    assert isinstance(advance(desk, SHIP, [*START, Milepost(Stage.PRODUCING, d("2023-11-01"))], override="先建"), Done)
    assert shown(desk, SHIP).stage is Stage.PRODUCING


@pytest.mark.parametrize(("funded", "reached"), [
    ("未到位", ["signed", "registered", "started"]),
    ("2023-08-01", ["signed", "registered", "funded", "started"])])
def test_a_ledger_that_says_so_is_taken_and_noted(desk: Desk, tmp_path: Path, funded: str, reached: list[str]) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("项目名称,签约时间,注册时间,首笔到资时间,开工时间\n"
                      f"乙,2023-01-05,2023-02-01,{funded},2023-05-01\n", "utf-8")
    answer = intake(desk, ledger)
    assert (answer.problems, answer.written) == ((), True)
    assert "before_money" in [note.params["what"] for note in answer.notes if note.code is NoteCode.UNMET]
    project = shown(desk, "乙")
    assert [one.stage for one in project.milestones if one.stage is not Stage.LEAD] == reached
    assert [one.stage for one in project.milestones if one.before_money] == [Stage.STARTED]
    assert not intake(desk, ledger).written


def test_a_ledger_without_a_column_of_money_says_nothing_of_it(desk: Desk, tmp_path: Path, registered: str) -> None:
    sure(advance(desk, SHIP, START, override="先建"))
    ledger = tmp_path / "台账.csv"
    ledger.write_text(f"项目名称,签约时间,注册时间,开工时间\n{SHIP},2023-02-01,2023-03-01,2023-05-01\n", "utf-8")
    assert not intake(desk, ledger).problems
    assert [one.stage for one in shown(desk, SHIP).passed_over] == [Stage.FUNDED]
