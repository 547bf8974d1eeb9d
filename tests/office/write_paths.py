"""Every way in which something is written, and how it is saved after another officer saved first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tests.ledger.made import write_xlsx
from tests.office.build import on
from tests.office.entries import entries
from tests.office.journal.test_undo import SHIP, shipyard, sure
from tracker.domain.assessed import CreditHow, UnitKind
from tracker.domain.blocking import Word
from tracker.domain.changed import ChangeKind
from tracker.domain.expected import Awaited
from tracker.domain.money import Money
from tracker.domain.results import ResultKind
from tracker.domain.stages import Stage
from tracker.office.assessment.credits import credit, list_credits, withdraw_credit
from tracker.office.assessment.marks import give_mark, marks_given, take_back_mark
from tracker.office.assessment.unit_book import sheet_of_units, take_in_units
from tracker.office.assessment.unit_targets import hand_down, take_back_target, targets_handed_down
from tracker.office.assessment.units import (
    add_unit,
    list_units,
    regroup_unit,
    rename_unit,
    resume_unit,
    retire_unit,
)
from tracker.office.auditing.answering_audit import answer_audit
from tracker.office.auditing.audited import audit
from tracker.office.bundles.region import region_version, set_region, trust_signer
from tracker.office.desk import Desk
from tracker.office.figures.asserting import assert_figure
from tracker.office.figures.targets import drop_target, list_targets, set_target
from tracker.office.intake.learned import drop_learned, every_learned
from tracker.office.project.blockers import BlockerCorrection, Raised, blockers, correct_blocker, raise_blocker, say
from tracker.office.project.bulk import advance_many, amend_many
from tracker.office.project.changes import change, increase, void_change
from tracker.office.project.detail import Detail, Hold, detail
from tracker.office.project.evidence import Paper, attach
from tracker.office.project.expected import expect
from tracker.office.project.moves import Milepost, advance, correct, pause, revert, terminate
from tracker.office.project.projects import amend
from tracker.office.project.proofs import move, withdraw
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.project.results import add_result, void_result
from tracker.office.project.signings import record_intent, sign_again
from tracker.office.recognition.many import recognise_typed, send_back_many
from tracker.office.recognition.queue import Awaiting, awaiting
from tracker.office.recognition.recognise import recognise, send_back
from tracker.office.reconciling.answering import answer
from tracker.office.reconciling.reconciled import lists_reconciled
from tracker.office.reconciling.taking import take_list
from tracker.office.review.meeting import Calendar, calendar, close, note, skip, start
from tracker.office.versions import Version, head_version
from tracker.office.yearend.closing import close_year
from tracker.store.tables import Setting

TOWN, MARK, INDICATOR, BODY = "新湾镇", "reports", "new_signed", "市商务局"


class Saved(NamedTuple):
    """A write path: `version` is read when the form is opened; `first` is another officer's, `second` this one's.

    `told` is what the second one reads beside who and when. `again` says what saving against what was told comes to,
    where that is no answer: a code.
    """

    version: Callable[[Desk], int]
    first: Callable[[Desk], Any]
    second: Callable[[Desk, Version, Path], Any]
    told: tuple[str, ...] = ()
    again: str = ""


def office(desk: Desk) -> None:
    """An office in which there is something of every kind to be changed."""
    shipyard(desk)
    sure(increase(desk, SHIP, on("2023-05-01"), Money(5_000_000_00)))
    sure(add_result(desk, SHIP, ResultKind.INVESTED, on("2023-06"), Money(3_000_000_00)))
    sure(attach(desk, SHIP, Paper("contract", "F1"), stage=Stage.SIGNED))
    sure(set_target(desk, 2023, INDICATOR, "36"))
    sure(add_unit(desk, TOWN, UnitKind.TOWNSHIP))
    sure(add_unit(desk, "旧街镇", UnitKind.TOWNSHIP))
    sure(retire_unit(desk, "旧街镇", date(2023, 11, 1)))
    sure(hand_down(desk, TOWN, 2023, INDICATOR, "3"))
    sure(credit(desk, SHIP, TOWN, on("2023-03-01"), CreditHow.SHARED, share=6000))
    sure(assert_figure(desk, 2023, INDICATOR, "30", body=BODY))
    with desk.unit() as unit:
        unit.append(Setting, unit.entry("mapping.keep"), key="mapping:甲",
                    value='{"file": "甲.xlsx", "headers": [["项目"]], "said": {"rows": {}}}')


def _listed(desk: Desk, folder: Path, amount: int = 100, version: Version = None) -> Any:
    """Takes a list of another office in."""
    rows = [["项目名称", "合同金额（万元）"], ["外地厂", amount]]
    path = write_xlsx(folder / f"认定表{amount}.xlsx", {"认定表": rows})
    return take_list(desk, path, INDICATOR, year=2023, body=BODY, on=date(2023, 6, 9), version=version)


# -- what a form is filled from ---------------------------------------------------------------------------------------


def _project(desk: Desk) -> Detail:
    project = detail(desk, SHIP)
    assert isinstance(project, Detail)
    return project


def _of_project(desk: Desk) -> int:
    return _project(desk).version


def _hold(desk: Desk) -> Hold:
    """The blocker nobody has answered."""
    held = blockers(desk)
    assert isinstance(held, tuple)
    return next(hold for hold in held if not hold.said or hold.said[0].word != Word.ANSWER)


def _of_story(desk: Desk) -> int:
    return _hold(desk).version


def _of_target(desk: Desk) -> int:
    return next((one.version for one in list_targets(desk, 2023)), 0)


def _of_unit_target(desk: Desk) -> int:
    return targets_handed_down(desk, 2023)[0].version


def _of_unit(desk: Desk) -> int:
    return next(one.version for one in list_units(desk) if one.name == TOWN)


def _of_retired(desk: Desk) -> int:
    return next(one.version for one in list_units(desk) if one.retired_on)


def _of_mark(desk: Desk) -> int:
    return next((one.version for one in marks_given(desk, 2023)), 0)


def _of_office(desk: Desk) -> int:
    with desk.reading() as session:
        return head_version(session)


def _meetings(desk: Desk) -> Calendar:
    with desk.reading() as session:
        return calendar(session)


def _of_meeting(desk: Desk) -> int:
    meeting = _meetings(desk).open_meeting()
    return meeting.version if meeting else sure(start(replace(desk, who="主持人"))).version


def _waiting(desk: Desk) -> Awaiting:
    waiting = awaiting(desk, 2023)
    assert isinstance(waiting, tuple)
    return next(one for one in waiting if one.stage is Stage.SIGNED)


def _of_fact(desk: Desk) -> int:
    return _waiting(desk).version


def _put(desk: Desk, version: Version) -> list[Awaiting]:
    """The signing, as it was put before the second person."""
    return [replace(_waiting(desk), version=version or 0)]


def _of_figure(desk: Desk) -> int:
    return max(one.id for one in entries(desk, limit=200) if one.action == "figure.assert")


def _question(desk: Desk) -> str:
    return min(one.id for one in audit(desk, 2023).questions)


def _difference(desk: Desk) -> str:
    return min(one.id for one in lists_reconciled(desk)[0].differences)


def _first_change(desk: Desk) -> int:
    return next(step.id for step in _project(desk).changes if step.what is ChangeKind.INCREASE)


def _document(desk: Desk) -> int:
    return next(one.id for one in _project(desk).documents if one.kind == "contract")


def _claim(desk: Desk) -> int:
    credits_given = list_credits(desk)
    assert isinstance(credits_given, tuple)
    return credits_given[0].id


def _sheet(folder: Path) -> Path:
    return write_xlsx(folder / "任务.xlsx", {"任务": [["单位", "类别", "新签约（个）"], [TOWN, "乡镇", 5]]})


def _given(desk: Desk, value: str, reason: str = "", version: Version = None) -> Any:
    return give_mark(desk, TOWN, 2023, MARK, value, body="考核办", on=date(2023, 6, 9), reason=reason, version=version)


def _with_list(desk: Desk, folder: Path) -> None:
    if not lists_reconciled(desk):
        sure(_listed(replace(desk, who="主持人"), folder))


# -- the paths --------------------------------------------------------------------------------------------------------

def _amended(desk: Desk) -> Any:
    return amend(desk, SHIP, {"park": "高新区"})


PARK = ("修改资料", "高新区")
"""What is told where another officer amended the project."""


def _of(second: Callable[[Desk, Version, Path], Any], again: str = "") -> Saved:
    """A path about a project, which another officer amends first."""
    return Saved(_of_project, _amended, second, PARK, again)


PATHS: dict[str, dict[str, Saved]] = {
    "project.projects.amend": {"amend": Saved(
        _of_project, lambda desk: amend(desk, SHIP, {"officer": "李四"}),
        lambda desk, version, _: amend(desk, SHIP, {"officer": "王五"}, version=version), ("修改资料", "李四"))},
    "project.moves.advance": {"advance": _of(
        lambda desk, version, _: advance(desk, SHIP, [Milepost(Stage.FUNDED, on("2023-05-01"))], version=version))},
    "project.moves.revert": {"revert": _of(
        lambda desk, version, _: revert(desk, SHIP, "录错", version=version))},
    "project.moves.correct": {"correct": Saved(
        _of_project, lambda desk: correct(desk, SHIP, Stage.SIGNED, day=on("2023-02-02"), reason="合同日期"),
        lambda desk, version, _: correct(desk, SHIP, Stage.SIGNED, day=on("2023-02-03"), reason="合同",
                                         version=version),
        ("更正", "合同日期"))},
    "project.moves._declare": {"pause": Saved(
        _of_project, lambda desk: pause(desk, SHIP, on("2023-08-01"), "市场"),
        lambda desk, version, _: terminate(desk, SHIP, on("2023-08-02"), "撤资", version=version), ("市场",))},
    "project.receipts.add_receipt": {"receipt": _of(
        lambda desk, version, _: add_receipt(desk, SHIP, on("2023-07-01"), Money(100), version=version))},
    "project.receipts.void_receipt": {"void": _of(
        lambda desk, version, _: void_receipt(desk, _project(desk).receipts[0].id, "重复", version=version))},
    "project.evidence.attach": {"attach": _of(
        lambda desk, version, _: attach(desk, SHIP, Paper("licence", "1"), version=version))},
    "project.proofs.withdraw": {"withdraw": _of(
        lambda desk, version, _: withdraw(desk, _document(desk), "不作证", version=version))},
    "project.proofs.move": {"move": _of(
        lambda desk, version, _: move(desk, _document(desk), stage=Stage.REGISTERED, version=version))},
    "project.results.add_result": {"result": _of(
        lambda desk, version, _: add_result(desk, SHIP, ResultKind.IN_STATISTICS, on("2023-06-09"), version=version))},
    "project.results.void_result": {"void": _of(
        lambda desk, version, _: void_result(desk, _project(desk).results[0].id, "录错", version=version))},
    "project.changes.increase": {"increase": Saved(
        _of_project, lambda desk: increase(desk, SHIP, on("2023-06-03"), Money(7_000_000_00)),
        lambda desk, version, _: increase(desk, SHIP, on("2023-06-04"), Money(7_000_000_00), version=version),
        ("增资", "700"))},
    "project.changes.change": {"change": _of(
        lambda desk, version, _: change(desk, SHIP, {"investor": "丙公司"}, on("2023-06-08"), version=version))},
    "project.changes.void_change": {"void": _of(
        lambda desk, version, _: void_change(desk, _first_change(desk), "没有", version=version))},
    "project.signings.sign_again": {"sign_again": _of(
        lambda desk, version, _: sign_again(desk, SHIP, {}, on("2023-09-01"), reason="接手", version=version),
        "not_ended")},
    "project.signings.record_intent": {"intent": _of(
        lambda desk, version, _: record_intent(desk, SHIP, on("2023-09-01"), version=version))},
    "project.expected.expect": {"expect": Saved(
        _of_project, lambda desk: expect(desk, SHIP, Awaited.PRODUCING, on("2025-06")),
        lambda desk, version, _: expect(desk, SHIP, Awaited.PRODUCING, on("2025-09"), version=version), ("2025-06",))},
    "project.blockers.raise_blocker": {"raise": Saved(
        _of_project,
        lambda desk: raise_blocker(desk, SHIP, Raised("岸线", "岸线许可没有批下来", raised=on("2023-06-01"))),
        lambda desk, version, _: raise_blocker(desk, SHIP, Raised("岸线", "等岸线许可", raised=on("2023-06-02")),
                                               version=version), ("提出卡点", "岸线", "岸线许可没有批下来"))},
    "project.blockers.correct_blocker": {
        "correct": Saved(
            _of_story, lambda desk: correct_blocker(desk, _hold(desk).id, BlockerCorrection(bureau="林业局"), "录错"),
            lambda desk, version, _: correct_blocker(
                desk, _hold(desk).id, BlockerCorrection(bureau="自然资源局"), "录错", version=version),
            ("更正", "林业局")),
        "said": Saved(
            _of_story, lambda desk: say(desk, _hold(desk).id, Word.NOTE, "省厅已受理"),
            lambda desk, version, _: correct_blocker(
                desk, _hold(desk).id, BlockerCorrection(bureau="自然资源局"), "录错", version=version),
            ("省厅已受理",))},
    "project.blockers.say": {"say": Saved(
        _of_story, lambda desk: say(desk, _hold(desk).id, Word.DUE, "厅里改期", due=on("2024-03-01")),
        lambda desk, version, _: say(desk, _hold(desk).id, Word.DUE, "另有安排", due=on("2024-02-01"), version=version),
        ("厅里改期",))},
    "project.bulk._all_or_none": {
        "amend": Saved(_of_project, _amended, lambda desk, version, _: amend_many(
            desk, [_project(desk).code], {"officer": "王五"}, versions={_project(desk).code: version or 0}), PARK),
        "advance": Saved(_of_project, _amended, lambda desk, version, _: advance_many(
            desk, [_project(desk).code], Stage.FUNDED, on("2023-05-01"), versions={_project(desk).code: version or 0}),
            PARK)},
    "recognition.recognise.recognise": {"recognise": _of(
        lambda desk, version, _: recognise(desk, SHIP, Stage.SIGNED, BODY, version=version))},
    "recognition.recognise.send_back": {"send_back": _of(
        lambda desk, version, _: send_back(desk, SHIP, Stage.SIGNED, "缺签字页", version=version))},
    "recognition.many._all_or_none": {
        "recognise": Saved(
            _of_fact, lambda desk: send_back(desk, SHIP, Stage.SIGNED, "缺签字页"),
            lambda desk, version, _: recognise_typed(desk, _put(desk, version), BODY, "", "", ""),
            ("退回", "缺签字页")),
        "send_back": Saved(
            _of_fact, lambda desk: send_back(desk, SHIP, Stage.SIGNED, "缺签字页"),
            lambda desk, version, _: send_back_many(desk, _put(desk, version), "日期不对"), ("退回", "缺签字页"))},
    "figures.targets.set_target": {
        "set": Saved(
            _of_target, lambda desk: set_target(desk, 2023, INDICATOR, "40", reason="调整"),
            lambda desk, version, _: set_target(desk, 2023, INDICATOR, "41", reason="县里定的", version=version),
            ("36", "→ 40")),
        "dropped": Saved(
            _of_target, lambda desk: drop_target(desk, 2023, INDICATOR, "取消"),
            lambda desk, version, _: set_target(desk, 2023, INDICATOR, "41", reason="县里定的", version=version),
            ("36", "→ （空）")),
        "new": Saved(
            lambda desk: 0, lambda desk: set_target(desk, 2023, "new_started", "30"),
            lambda desk, version, _: set_target(desk, 2023, "new_started", "31", reason="x", version=version),
            ("（空） → 30",))},
    "figures.targets.drop_target": {"drop": Saved(
        _of_target, lambda desk: set_target(desk, 2023, INDICATOR, "40", reason="调整"),
        lambda desk, version, _: drop_target(desk, 2023, INDICATOR, "取消", version=version), ("36", "→ 40"))},
    "figures.asserting.assert_figure": {"assert": Saved(
        _of_figure, lambda desk: assert_figure(desk, 2023, INDICATOR, "31", body=BODY),
        lambda desk, version, _: assert_figure(desk, 2023, INDICATOR, "32", body=BODY, version=version), ("31",))},
    "assessment.unit_targets.hand_down": {"hand_down": Saved(
        _of_unit_target, lambda desk: hand_down(desk, TOWN, 2023, INDICATOR, "4", reason="调整"),
        lambda desk, version, _: hand_down(desk, TOWN, 2023, INDICATOR, "5", reason="调整", version=version),
        ("3", "→ 4"))},
    "assessment.unit_targets.take_back_target": {"take_back": Saved(
        _of_unit_target, lambda desk: hand_down(desk, TOWN, 2023, INDICATOR, "4", reason="调整"),
        lambda desk, version, _: take_back_target(desk, TOWN, 2023, INDICATOR, "不考核", version=version),
        ("3", "→ 4"))},
    "assessment.marks.give_mark": {
        "give": Saved(_of_mark, lambda desk: _given(desk, "5"),
                      lambda desk, version, _: _given(desk, "6", "补报", version), ("（空） → 5",))},
    "assessment.marks.take_back_mark": {"take_back": Saved(
        _of_mark, lambda desk: _given(desk, "5"),
        lambda desk, version, _: take_back_mark(desk, TOWN, 2023, MARK, "评错", version=version), ("（空） → 5",))},
    "assessment.units.rename_unit": {"rename": Saved(
        _of_unit, lambda desk: rename_unit(desk, TOWN, "新湾街道"),
        lambda desk, version, _: rename_unit(desk, list_units(desk)[0].name, "新湾新区", version=version),
        ("新湾镇 → 新湾街道",))},
    "assessment.units.regroup_unit": {"regroup": Saved(
        _of_unit, lambda desk: regroup_unit(desk, TOWN, "甲组"),
        lambda desk, version, _: regroup_unit(desk, TOWN, "乙组", version=version), ("甲组",))},
    "assessment.units.retire_unit": {"retire": Saved(
        _of_unit, lambda desk: retire_unit(desk, TOWN, date(2023, 12, 1)),
        lambda desk, version, _: retire_unit(desk, TOWN, date(2023, 12, 2), version=version), ("2023-12-01",))},
    "assessment.units.resume_unit": {"resume": Saved(
        _of_retired, lambda desk: retire_unit(desk, "旧街镇", date(2023, 12, 1)),
        lambda desk, version, _: resume_unit(desk, "旧街镇", version=version), ("2023-11-01", "2023-12-01"))},
    "assessment.unit_book._take_in": {"sheet": Saved(
        lambda desk: sheet_of_units(desk, 2023).version,
        lambda desk: hand_down(desk, TOWN, 2023, INDICATOR, "4", reason="调整"),
        lambda desk, version, folder: take_in_units(desk, _sheet(folder), 2023, "新表", version=version), ("调整",))},
    "assessment.credits.credit": {"credit": Saved(
        _of_project, lambda desk: credit(desk, SHIP, TOWN, on("2023-05-01"), CreditHow.SHARED, share=3000),
        lambda desk, version, _: credit(desk, SHIP, TOWN, on("2023-06-01"), version=version), ("认领", TOWN, "30%"))},
    "assessment.credits.withdraw_credit": {"withdraw": _of(
        lambda desk, version, _: withdraw_credit(desk, _claim(desk), "没有认领", version=version))},
    "review.meeting.skip": {"skip": Saved(
        lambda desk: _of_meeting(desk) and _of_story(desk),
        lambda desk: say(desk, _hold(desk).id, Word.NOTE, "省厅已受理"),
        lambda desk, version, _: skip(desk, _hold(desk).id, version=version), ("省厅已受理",))},
    "review.meeting._minute": {
        "note": Saved(_of_meeting, lambda desk: note(desk, "请用地部门列席"),
                      lambda desk, version, _: note(desk, "请林业局列席", version=version), ("请用地部门列席",)),
        "close": Saved(_of_meeting, lambda desk: note(desk, "请用地部门列席"),
                       lambda desk, version, _: close(desk, "散会", version=version), ("请用地部门列席",)),
        "closed": Saved(_of_meeting, lambda desk: close(desk, "散会"),
                        lambda desk, version, _: note(desk, "请林业局列席", version=version), ("散会",), "no_review")},
    "reconciling.taking._record": {"list": Saved(
        lambda desk: max((one.entry_id for one in lists_reconciled(desk)), default=0), lambda desk: _listed(
            desk, Path(str(desk.store.location.path or "/tmp/x")).parent, 200),
        lambda desk, version, folder: _listed(desk, folder, 300, version), ("认定表200",))},
    "reconciling.answering.answer": {"answer": Saved(
        lambda desk: 0, lambda desk: answer(desk, [_difference(desk)], "对方另有文件"),
        lambda desk, version, _: answer(desk, [_difference(desk)], "口径不同", version=version), ("对方另有文件",))},
    "auditing.answering_audit.answer_audit": {"answer": Saved(
        lambda desk: 0, lambda desk: answer_audit(desk, 2023, [_question(desk)], "凭证在卷"),
        lambda desk, version, _: answer_audit(desk, 2023, [_question(desk)], "已补", version=version), ("凭证在卷",))},
    "yearend.closing.close_year": {"close": Saved(
        _of_office, _amended, lambda desk, version, _: close_year(desk, 2022, "先报", version=version), PARK)},
    "bundles.region.set_region": {"set": Saved(
        region_version, lambda desk: set_region(desk, "430981"),
        lambda desk, version, _: set_region(desk, "430921", version=version), ("430981",))},
    "bundles.region.trust_signer": {"trust": Saved(
        lambda desk: 0, lambda desk: trust_signer(desk, "430981", "0" * 64),
        lambda desk, version, _: trust_signer(desk, "430981", "1" * 64, reason="换了机器", version=version),
        ("0" * 64,))},
    "intake.learned.drop_learned": {"drop": Saved(
        lambda desk: every_learned(desk)[0].version, lambda desk: drop_learned(desk, "甲"),
        lambda desk, version, _: drop_learned(desk, "甲", version=version), (), "no_mapping")},
}
"""By the function that opens the unit of work: every second save of it."""

UNVERSIONED: dict[str, str] = {
    "project.projects.add": "a new project has nothing before it; one of the same name, or much like it, is told",
    "assessment.units.add_units": "new units have nothing before them; one of the same name is refused",
    "assessment.suggested_credits.take_suggested": "credits, of what was seen, only what nobody has claimed since",
    "figures.target_sheet.copy_targets": "sets only targets where none stands",
    "review.meeting.start": "goes on with the meeting under way",
    "bundles.taking_in._put_back": "records nothing: it keeps once more the bytes of a digest that is on record",
    "bundles.taking_in._record": "is about one bundle, which never changes; one that was taken in since is refused",
    "journal.undo._undo": "is about one entry, which never changes; what was undone, or is built on, is refused",
    "intake.intake.carried_out": "writes nothing where it would do something else than was seen (`expected`)",
}
"""The functions that open a unit of work and carry no version, and why none is needed."""
