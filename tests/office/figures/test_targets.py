"""Targets: read as people write them, kept with the earlier ones, refused with a reason."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.office.entries import entries
from tracker.domain.rules import ruleset_for
from tracker.office.figures.rollup import rollup
from tracker.office.figures.target_sheet import target_sheet
from tracker.office.figures.targets import drop_target, in_unit_of, list_targets, read_target, set_target
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tracker.office.desk import Desk


@pytest.mark.parametrize(("indicator", "value", "unit", "kept"), [
    ("new_signed", "36", "", ("36", "个")),
    ("新签约项目", "３６个", "", ("36", "个")),
    ("new_signed", "36 个项目", "", ("36", "个")),
    ("new_signed", "力争达到22个", "", ("22", "个")),
    ("new_signed", "不少于22", "", ("22", "个")),
    ("new_signed", "30（含5个亿元以上）", "个", ("30", "个")),
    ("out_of_province", "力争达到7.3亿元", "", ("7.3", "亿元")),
    ("境内省外资金", "124", "", ("124", "亿元")),
    ("out_of_province", "1,240,000", "万元", ("1240000", "万元")),
    ("out_of_province", "7.3亿元", "", ("7.3", "亿元")),
    ("foreign", "320", "", ("320", "万美元")),
])
def test_a_target_is_read_as_it_is_written(desk: Desk, indicator: str, value: str, unit: str,
                                           kept: tuple[str, str]) -> None:
    done = set_target(desk, 2023, indicator, value, unit)
    assert isinstance(done, Done)
    assert (done.value.value, done.value.unit) == kept
    assert [(row.value, row.unit) for row in list_targets(desk, 2023)] == [kept]


@pytest.mark.parametrize(("indicator", "value", "unit", "code"), [
    ("tax", "1", "", "unknown_indicator"),
    ("new_signed", "一些", "", "not_a_count"),
    ("new_signed", "0", "", "not_a_count"),
    ("new_signed", "3.5", "", "not_a_count"),
    ("new_signed", "30", "亿元", "not_a_count"),
    ("new_signed", "30个亿", "", "not_a_count"),
    ("new_signed", "30亿元", "", "not_a_count"),
    ("foreign", "320", "亿元", "wrong_currency"),
    ("foreign", "100万元", "", "wrong_currency"),
    ("foreign", "若干", "", "not_an_amount"),
    ("foreign", "0", "", "not_an_amount"),
    ("foreign", "320", "万贯", "unknown_unit"),
    ("new_signed", "1" * 60, "", "too_long"),
])
def test_what_is_no_target_is_refused(desk: Desk, indicator: str, value: str, unit: str, code: str) -> None:
    refusal = set_target(desk, 2023, indicator, value, unit)
    assert isinstance(refusal, Refused)
    assert [reason.code for reason in refusal.reasons] == [code]
    assert list_targets(desk) == ()


def test_an_earlier_target_is_kept(desk: Desk, clock: Clock) -> None:
    set_target(desk, 2023, "new_signed", "36")
    first = clock.at
    clock.at += timedelta(days=1)
    again = set_target(desk, 2023, "new_signed", "36")
    assert isinstance(again, Refused)
    assert again.reasons[0].code == "nothing_changes"
    set_target(desk, 2023, "new_signed", "40", reason="市里加了任务")
    assert [row.value for row in list_targets(desk)] == ["40"]
    assert [row.value for row in list_targets(desk, as_of=first)] == ["36"]
    assert rollup(desk, 2023).indicators[0].target == "40"
    assert rollup(desk, 2023, as_of=first).indicators[0].target == "36"
    assert rollup(desk, 2022).indicators[0].target is None


def test_another_target_in_place_of_one_needs_a_reason(desk: Desk) -> None:
    set_target(desk, 2023, "new_signed", "36")
    refusal = set_target(desk, 2023, "new_signed", "40", reason=" ")
    assert isinstance(refusal, Refused)
    assert [(one.code, one.field) for one in refusal.reasons] == [("no_reason", "reason")]
    assert [row.value for row in list_targets(desk)] == ["36"]


def test_a_target_is_taken_away_with_a_reason_and_stays_on_record(desk: Desk, clock: Clock) -> None:
    set_target(desk, 2023, "new_signed", "36")
    first = clock.at
    clock.at += timedelta(days=1)
    for reason, code in (("", "no_reason"), ("市里取消", None), ("市里取消", "no_target")):
        outcome = drop_target(desk, 2023, "新签约项目", reason)
        assert [one.code for one in outcome.reasons] == [code] if isinstance(outcome, Refused) else code is None
    assert list_targets(desk) == ()
    assert rollup(desk, 2023).indicators[0].target is None
    assert rollup(desk, 2023, as_of=first).indicators[0].target == "36"
    line = target_sheet(desk, 2023).lines[0]
    assert (line.standing, [past.value for past in line.before]) == (None, ["36"])
    newest = entries(desk, limit=1)[0]
    assert (newest.action, newest.reason, newest.detail["was"]) == ("target.drop", "市里取消", "36")
    assert isinstance(set_target(desk, 2023, "new_signed", "30"), Done), "set anew, it needs no reason"


def test_a_target_taken_away_by_mistake_is_undone(desk: Desk) -> None:
    set_target(desk, 2023, "new_signed", "36")
    drop_target(desk, 2023, "new_signed", "市里取消")
    assert isinstance(undo(desk, "看错了行"), Done)
    assert [(row.value, row.unit) for row in list_targets(desk)] == [("36", "个")]


def test_a_target_in_another_unit_is_put_into_that_of_its_figure(desk: Desk) -> None:
    set_target(desk, 2023, "out_of_province", "1240000万元")
    figure = rollup(desk, 2023).figure("out_of_province")
    assert figure is not None
    assert figure.target == "124"
    foreign = ruleset_for(2023, "").indicator("foreign")
    assert foreign is not None
    assert in_unit_of(foreign, "3", "亿元") is None
    assert in_unit_of(foreign, "3", "个") is None
    assert in_unit_of(foreign, "3200000", "美元") == Decimal(320)
    assert read_target(foreign, "3.2亿美元") == ("32000", "万美元")
