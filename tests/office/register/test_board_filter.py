"""Narrowing a board: several values of a group are one or the other, several groups are both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from tests.conftest import Clock, Make
from tests.office.build import made, on, put
from tracker.domain.pace import untouched_since
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project import blockers, moves
from tracker.office.project.projects import amend
from tracker.office.register.board_filter import choices, kept
from tracker.office.register.register import register

LATER = timedelta(days=40)


def fill(desk: Desk) -> None:
    put(desk, made("甲", "2023-01-01", officer="张三", park="高新区", top500="world", origin="local"),
        made("乙", "2023-01-01", officer="李四", park="高新区", hunan_return=True),
        made("丙", "2023-01-01", officer="张三", park="草尾镇", chain_role="main"),
        made("丁", "2023-01-01"))
    assert isinstance(desk.clock, Clock)
    desk.clock.at += LATER
    raised = blockers.Raised("用地", "x", raised=on("2024-01-01"), due=on("2024-02-01"))
    assert isinstance(blockers.raise_blocker(desk, "甲", raised), Done)
    assert isinstance(amend(desk, "丙", {"investor": "新投资方"}), Done)
    assert isinstance(moves.pause(desk, "丁", on("2024-01-01"), "等待"), Done)


@pytest.fixture
def filled(prepared: Callable[[Make], tuple[Desk, None]], clock: Clock) -> Desk:
    """Four projects: one blocked, one amended, one paused, one untouched for forty days."""
    clock.at += LATER
    return prepared(fill)[0]


@pytest.mark.parametrize(("wanted", "expected"), [
    ({}, "甲乙丙丁"),
    ({"officer": {"张三"}}, "甲丙"),
    ({"officer": {"张三", "李四"}, "park": {"高新区"}}, "甲乙"),
    ({"origin": {"local"}}, "甲"),
    ({"tags": {"hunan_return"}}, "乙"),
    ({"tags": {"hunan_return", "top500:world", "chain_role:main"}}, "甲乙丙"),
    ({"state": {"blocked"}}, "甲"),
    ({"state": {"overdue", "paused"}}, "甲丁"),
    ({"state": {"stale"}}, "乙"),
    ({"state": {"stale"}, "officer": {"张三"}}, ""),
])
def test_kept(filled: Desk, wanted: Mapping[str, set[str]], expected: str) -> None:
    read = register(filled)
    rows = kept(read, {group: frozenset(values) for group, values in wanted.items()}, stale(filled), range(read.n))
    assert "".join(read.column("name")[row] for row in rows) == expected


def test_choices_say_how_many_projects_they_would_show(filled: Desk) -> None:
    read = register(filled)
    offered = choices(read, stale(filled), range(read.n))
    for choice in offered:
        assert len(kept(read, {choice.group: frozenset({choice.value})}, stale(filled), range(read.n))) == choice.count
    assert {(one.group, one.value) for one in offered} == {
        ("state", "blocked"), ("state", "overdue"), ("state", "stale"), ("state", "paused"), ("officer", "张三"),
        ("officer", "李四"), ("park", "高新区"), ("park", "草尾镇"), ("origin", "local"), ("tags", "hunan_return"),
        ("tags", "top500:world"), ("tags", "chain_role:main")}


def stale(desk: Desk) -> date:
    return untouched_since(desk.today(), 30)
