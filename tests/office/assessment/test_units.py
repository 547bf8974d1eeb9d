"""Units are taken in, renamed, regrouped, retired and suggested; each change is a fact of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.office.build import made, on, put
from tests.office.entries import entries
from tests.office.journal.test_undo import standing, sure
from tracker.domain.assessed import CreditHow, UnitKind, UnitNamed
from tracker.domain.reasons import Code
from tracker.office.assessment.credits import credit, list_credits, withdraw_credit
from tracker.office.assessment.unit_targets import hand_down, take_back_target, targets_handed_down
from tracker.office.assessment.units import (
    NewUnit,
    UnitSuggested,
    add_unit,
    add_units,
    list_units,
    regroup_unit,
    rename_unit,
    resume_unit,
    retire_unit,
    suggested_units,
)
from tracker.office.book.left_out import LeftOut, left_out_of
from tracker.office.journal.journal import recorded
from tracker.office.journal.undo import undo
from tracker.office.outcome import Refused
from tracker.office.past import past_desk
from tracker.office.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Clock, Make
    from tracker.office.desk import Desk


def refused_for(outcome: object) -> list[Code]:
    assert isinstance(outcome, Refused), outcome
    return [reason.code for reason in outcome.reasons]


def three_units(desk: Desk) -> None:
    """A township, a park and a bureau, and two projects."""
    put(desk, made("甲厂", "2023-01-01", "2023-03-01", park="高新区", bureau="工信局"),
        made("乙厂", "2023-01-01", "2023-04-01", park="新湾镇", bureau="工信局"))
    sure(add_units(desk, [NewUnit("新湾镇", UnitKind.TOWNSHIP, "乡镇组"), NewUnit("高新区", UnitKind.PARK),
                          NewUnit("工信局", UnitKind.BUREAU, "部门组")]))


@pytest.fixture
def desk(prepared: Callable[[Make], tuple[Desk, None]]) -> Desk:
    """That office."""
    return prepared(three_units)[0]


@pytest.mark.both_databases
def test_units_stand_group_by_group_and_keep_their_numbers(desk: Desk) -> None:
    assert list_units(desk) == (
        UnitNamed(1, "新湾镇", UnitKind.TOWNSHIP, "乡镇组"), UnitNamed(3, "工信局", UnitKind.BUREAU, "部门组"),
        UnitNamed(2, "高新区", UnitKind.PARK))
    assert sure(add_unit(desk, "  专班一 ", UnitKind.TASK_FORCE)) == 4
    assert sure(rename_unit(desk, "专班一", "新能源专班")).number == 4
    assert sure(regroup_unit(desk, "新能源 专班", "专班组")).group == "专班组"
    assert list_units(desk)[0].name == "新能源专班"
    assert verify(desk).is_sound


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("does", "codes"), [
    (lambda desk: add_unit(desk, " ", UnitKind.PARK), [Code.UNIT_UNNAMED]),
    (lambda desk: add_unit(desk, "高　新区", UnitKind.PARK), [Code.UNIT_THERE]),
    (lambda desk: add_units(desk, [NewUnit("丙镇", UnitKind.PARK), NewUnit("丙镇 ", UnitKind.PARK),
                                   NewUnit("", UnitKind.PARK)]), [Code.UNIT_THERE, Code.UNIT_UNNAMED]),
    (lambda desk: add_unit(desk, "长" * 300, UnitKind.PARK), [Code.TOO_LONG]),
    (lambda desk: rename_unit(desk, "高新区", "新湾镇"), [Code.UNIT_THERE]),
    (lambda desk: rename_unit(desk, "高新区", "高新区"), [Code.NOTHING_CHANGES]),
    (lambda desk: rename_unit(desk, "新湾", "湾镇"), [Code.UNIT_UNKNOWN_NEAR]),
    (lambda desk: rename_unit(desk, "xyz", "湾镇"), [Code.UNIT_UNKNOWN]),
    (lambda desk: regroup_unit(desk, "工信局", "部门组"), [Code.NOTHING_CHANGES]),
    (lambda desk: hand_down(desk, "工信", 2023, "new_signed", "3"), [Code.UNIT_UNKNOWN_NEAR]),
    (lambda desk: hand_down(desk, "工信局", 2023, "tax", "3"), [Code.UNKNOWN_INDICATOR]),
    (lambda desk: hand_down(desk, "工信局", 2023, "new_signed", "3亿元"), [Code.NOT_A_COUNT]),
    (lambda desk: hand_down(desk, "工信局", 1023, "new_signed", "3"), [Code.YEAR_BEYOND]),
    (lambda desk: take_back_target(desk, "工信局", 2023, "new_signed", "无"), [Code.NO_UNIT_TARGET]),
    (lambda desk: credit(desk, "甲", "丙", on("2023-01-01")), [Code.PROJECT_IN_PART, Code.UNIT_UNKNOWN]),
    (lambda desk: credit(desk, "甲厂", "工信局", on("2024-01-01")), [Code.FUTURE_DATE]),
    (lambda desk: credit(desk, "甲厂", "工信局", on("")), [Code.DAY_MISSING]),
    (lambda desk: credit(desk, "甲厂", "工信局", on("2023-01-01"), CreditHow.SHARED), [Code.CREDIT_NO_SHARE]),
    (lambda desk: withdraw_credit(desk, 7, "错"), [Code.CREDIT_UNKNOWN]),
])
def test_what_cannot_be_is_refused_and_changes_nothing(desk: Desk, does: Callable[[Desk], Any],
                                                       codes: list[Code]) -> None:
    was = standing(desk)
    assert refused_for(does(desk)) == codes
    assert standing(desk) == was


@pytest.mark.both_databases
def test_targets_are_handed_down_with_reasons_where_they_change(desk: Desk, clock: Clock) -> None:
    sure(hand_down(desk, "新湾镇", 2023, "境内省外资金", "2.5亿元"))
    first = clock.at + timedelta(minutes=1)
    clock.at += timedelta(days=1)
    assert refused_for(hand_down(desk, "新湾镇", 2023, "out_of_province", "2.5")) == [Code.NOTHING_CHANGES]
    assert refused_for(hand_down(desk, "新湾镇", 2023, "out_of_province", "3")) == [Code.NO_REASON]
    sure(hand_down(desk, "新湾镇", 2023, "out_of_province", "30000", "万元", reason="调增"))
    sure(hand_down(desk, "高新区", 2023, "new_signed", "3"))
    told = [(one.assessed, one.value, one.unit) for one in targets_handed_down(desk, 2023)]
    assert told == [("新湾镇", "30000", "万元"), ("高新区", "3", "个")]
    assert [one.value for one in targets_handed_down(desk, as_of=first)] == ["2.5"]
    sure(take_back_target(desk, "高新区", 2023, "new_signed", "不考核"))
    assert [one.assessed for one in targets_handed_down(desk)] == ["新湾镇"]
    sure(retire_unit(desk, "高新区", date(2023, 1, 1)))
    assert refused_for(hand_down(desk, "高新区", 2023, "new_signed", "3")) == [Code.UNIT_RETIRED]
    assert verify(desk).is_sound


@pytest.mark.both_databases
def test_claims_stand_beside_each_other_and_more_than_the_whole_is_noted(desk: Desk) -> None:
    first = credit(desk, "甲厂", "高新区", on("2023-03"), paper="认领表1号")
    assert (sure(first), getattr(first, "notes", None)) == (1, ())
    second = credit(desk, "甲厂", "工信局", on("2023-02-01"), CreditHow.INVESTOR_NAMED)
    sure(second)
    (note,) = getattr(second, "notes", ())
    assert (note.code, note.params["share"], str(note.params["day"])) == (Code.CREDIT_TWICE, "200%", "2023-03-01")
    assert refused_for(credit(desk, "甲厂", "高新区", on("2023-03-01"))) == [Code.CREDIT_AGAIN]
    sure(credit(desk, "甲厂", "高新区", on("2023-06-01"), CreditHow.SHARED, share=6000))
    shared = credit(desk, "甲厂", "工信局", on("2023-06-01"), CreditHow.SHARED, share=4000)
    assert (sure(shared), getattr(shared, "notes", None)) == (4, ())
    found = list_credits(desk, project="甲厂")
    assert [(one.unit, str(one.day), one.how.value, one.share, one.number) for one in found if one] == [
        ("工信局", "2023-02-01", "investor_named", 10000, ""),
        ("高新区", "2023-03", "first_claim", 10000, "认领表1号"),
        ("高新区", "2023-06-01", "shared", 6000, ""), ("工信局", "2023-06-01", "shared", 4000, "")]
    assert list_credits(desk, unit="新湾镇") == ()
    assert refused_for(withdraw_credit(desk, 2, " ")) == [Code.NO_REASON]
    assert sure(withdraw_credit(desk, 2, "投资方没有指定")) == 2
    assert refused_for(withdraw_credit(desk, 2, "再撤")) == [Code.CREDIT_VOID]
    assert verify(desk).is_sound


def test_a_unit_retires_after_its_last_claim_and_claims_no_more(desk: Desk) -> None:
    sure(credit(desk, "甲厂", "高新区", on("2023-03-01")))
    assert refused_for(retire_unit(desk, "高新区", date(2023, 3, 1))) == [Code.UNIT_CLAIMS]
    assert sure(retire_unit(desk, "高新区", date(2023, 3, 2))).retired_on == date(2023, 3, 2)
    assert refused_for(credit(desk, "乙厂", "高新区", on("2023-03-02"))) == [Code.UNIT_RETIRED]
    sure(credit(desk, "乙厂", "高新区", on("2023-03-01")))
    assert sure(resume_unit(desk, "高新区")).retired_on is None
    assert refused_for(resume_unit(desk, "高新区")) == [Code.NOTHING_CHANGES]
    sure(credit(desk, "乙厂", "高新区", on("2023-03-02"), CreditHow.SHARED, share=5_000))
    assert verify(desk).is_sound


def test_what_was_resumed_by_mistake_is_undone(desk: Desk) -> None:
    sure(retire_unit(desk, "高新区", date(2023, 6, 1)))
    retired = standing(desk)
    sure(resume_unit(desk, "高新区"))
    assert standing(desk) != retired
    sure(undo(desk, "按错了"))
    assert standing(desk) == retired


def test_units_are_suggested_from_what_profiles_say(desk: Desk) -> None:
    held = (("四季红镇", "商务局"), ("四季红镇 ", "商务局"), ("高　新区", ""), ("船舶产业园", "工信局"),
            ("琼湖街道", ""))
    put(desk, *(made(f"丙{at}", "2023-01-01", park=park, bureau=bureau) for at, (park, bureau) in enumerate(held)))
    assert suggested_units(desk) == (
        UnitSuggested("商务局", UnitKind.BUREAU, 2), UnitSuggested("四季红镇", UnitKind.TOWNSHIP, 2),
        UnitSuggested("琼湖街道", UnitKind.TOWNSHIP, 1), UnitSuggested("船舶产业园", UnitKind.PARK, 1))
    sure(add_units(desk, [NewUnit(one.name, one.kind) for one in suggested_units(desk)]))
    assert suggested_units(desk) == ()


DONE: dict[str, Callable[[Desk], Any]] = {
    "add": lambda desk: add_units(desk, [NewUnit("丙镇", UnitKind.TOWNSHIP), NewUnit("丁镇", UnitKind.TOWNSHIP)]),
    "rename": lambda desk: rename_unit(desk, "高新区", "高新技术产业园"),
    "group": lambda desk: regroup_unit(desk, "高新区", "园区组"),
    "retire": lambda desk: retire_unit(desk, "高新区", date(2023, 6, 1)),
    "target": lambda desk: hand_down(desk, "高新区", 2023, "new_signed", "3"),
    "credit": lambda desk: credit(desk, "甲厂", "高新区", on("2023-03-01")),
}


@pytest.mark.story(keep=1)
@pytest.mark.both_databases
@pytest.mark.parametrize("name", DONE)
def test_each_is_undone_and_done_again(desk: Desk, name: str) -> None:
    was = standing(desk)
    sure(DONE[name](desk))
    did = standing(desk)
    assert did != was
    sure(undo(desk, "按错了"))
    assert standing(desk) == was
    sure(undo(desk, "没按错", entries(desk)[0].id))
    assert standing(desk) == did
    assert verify(desk).is_sound


def test_a_unit_that_is_used_is_not_undone_and_what_names_none_is_not_done_again(desk: Desk) -> None:
    sure(add_unit(desk, "丙镇", UnitKind.TOWNSHIP))
    added = entries(desk)[0].id
    sure(hand_down(desk, "丙镇", 2023, "new_signed", "1"))
    target = entries(desk)[0].id
    assert refused_for(undo(desk, "错", added)) == [Code.BUILT_ON]
    sure(undo(desk, "错", target))
    again = entries(desk)[0].id
    sure(credit(desk, "甲厂", "丙镇", on("2023-03-01")))
    assert refused_for(undo(desk, "错", added)) == [Code.BUILT_ON]
    sure(withdraw_credit(desk, 1, "错"))
    gone = entries(desk)[0].id
    sure(undo(desk, "错", added))
    for entry in (again, gone):
        assert Code.UNIT_UNKNOWN in refused_for(undo(desk, "没错", entry))


def test_an_undone_name_that_another_unit_has_by_now_is_refused(desk: Desk) -> None:
    sure(rename_unit(desk, "高新区", "开发区"))
    renamed = entries(desk)[0].id
    sure(add_unit(desk, "高新区", UnitKind.PARK))
    assert refused_for(undo(desk, "错", renamed)) == [Code.UNIT_THERE]


def test_a_credit_is_journalled_left_out_of_the_book_and_not_there_before(desk: Desk, clock: Clock) -> None:
    before = clock.at
    clock.at += timedelta(days=1)
    sure(credit(desk, "甲厂", "高新区", on("2023-11-05"), share=5000, paper="函5号"))
    entry = entries(desk)[0]
    assert (entry.action, entry.subject.endswith("甲厂")) == ("credit.add", True)
    (row,) = recorded(desk, entry.id).added
    assert dict(row.says)["share"] == "50%"
    with desk.reading() as session:
        assert left_out_of(session)[LeftOut.ASSESSED] == 4
    for past, count in ((past_desk(desk, None, before), 0), (past_desk(desk, date(2023, 11, 4), None), 0),
                        (past_desk(desk, date(2023, 11, 5), None), 1)):
        found = list_credits(past)
        assert not isinstance(found, Refused)
        assert len(found) == count
        past.store.close()
