"""Rows written many at a time are kept to the letter, whatever stands in them and however many hold the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from tracker.domain.days import Precision
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.intake import bulk_rows
from tracker.office.intake.bulk_rows import Batch
from tracker.office.project.projects import add
from tracker.store.tables import Milestone, Target

HOSTILE = ("'; DROP TABLE project; --", "100%", "%s %(a)s", "?", ":name", "a\\", "\\'", "{'a': 1}", '"', "{}", "",
           "一 二", "2024-02-30", "NULL", "--", "/*", "1e5", "x" * 100)


def written(desk: Desk, named: tuple[str, ...], *rows: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """The rows of targets as they are read back, and in the end as nobody had written them."""
    with desk.unit() as unit:
        entry = unit.entry("test")
        batch = Batch(Target, named)
        batch.rows += rows
        batch.write(unit.session.connection(), lambda count: None, entry_id=entry.id, recorded_at=unit.at,
                    known_at=unit.at, recorded_by=unit.who)
        unit.session.expire_all()
        read = unit.session.exec(select(Target).where(Target.entry_id == entry.id).order_by(col(Target.id)))
        return [tuple(getattr(row, name) for name in named) for row in read]


@pytest.mark.every_case
@pytest.mark.both_databases
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_is_the_same_in_every_row_is_kept_as_it_is(desk: Desk, text: str) -> None:
    rows = [(2020 + number, "signed", text, "个") for number in range(3)]
    assert written(desk, ("year", "indicator", "value", "unit"), *rows) == rows
    assert add(desk, {"name": "甲"}), "the office goes on"


@pytest.mark.both_databases
def test_rows_that_differ_only_further_down_keep_their_own(desk: Desk) -> None:
    """The first and the last row hold the same, and one between them another value."""
    rows = [(2020, "signed", "1", "个"), (2021, "signed", "2", "个"), (2022, "signed", "1", "个")]
    assert written(desk, ("year", "indicator", "value", "unit"), *rows) == rows


@pytest.mark.both_databases
def test_rows_in_several_chunks_all_arrive(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_rows, "CHUNK", 2)
    rows = [(2020 + number, f"一{number // 4}", "1", "个") for number in range(7)]
    assert written(desk, ("year", "indicator", "value", "unit"), *rows) == rows


@pytest.mark.both_databases
def test_days_members_and_nothing_are_kept_whether_shared_or_not(desk: Desk) -> None:
    add(desk, {"name": "甲"})
    add(desk, {"name": "乙"})
    rows = [(project, None, Stage.SIGNED, date(2023, 6, 1), Precision.MONTH, None, "", "") for project in (1, 2)]
    with desk.unit() as unit:
        entry = unit.entry("test")
        batch = Batch(Milestone, ("project_id", "supersedes_id", "stage", "occurred_on", "precision", "recognised_on",
                                  "recognised_by", "override"))
        batch.rows += rows
        batch.write(unit.session.connection(), lambda count: None, entry_id=entry.id, recorded_at=unit.at,
                    known_at=unit.at, recorded_by=unit.who)
        moment, number = unit.at, entry.id
    with desk.reading() as session:
        kept = session.exec(select(Milestone).where(Milestone.entry_id == number).order_by(col(Milestone.id))).all()
    assert [(row.project_id, row.supersedes_id, row.stage, row.occurred_on, row.precision, row.recognised_on,
             row.recognised_by, row.override) for row in kept] == rows
    assert {(row.recorded_at, row.known_at, row.superseded_at, row.recorded_by) for row in kept} == {
        (moment, moment, None, "联络员01")}


@given(st.text(max_size=60))
def test_what_stands_in_a_statement_cannot_end_its_text(text: str) -> None:
    literal = bulk_rows._literal(text)
    assert literal is None or (literal[1:-1] == text and not set("'\\%?\n\0") & set(text))
