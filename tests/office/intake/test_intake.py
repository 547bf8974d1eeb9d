"""Taking a ledger in, on both databases: all of it or nothing, and the same again changes nothing."""


from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from tests.ledger.made import BROKEN, DATA, GOOD, PROJECTS, write_xlsx
from tests.office.taken import counted, everything, small, the
from tracker.cli.shapes_intake import imported
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.stages import Status
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.outcome import Done
from tracker.office.project.blockers import blockers
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.records import load, search_text
from tracker.store.tables import (
    JournalEntry,
    Profile,
    Project,
    Receipt,
    Setting,
)
from tracker.words import Lang
from tracker.words.ledger import note_line

pytestmark = pytest.mark.both_databases

NONE = {"added": 0, "corrected": 0, "unchanged": 0}


def test_the_ledger_of_2023(desk: Desk) -> None:
    answer = intake(desk, GOOD)
    assert answer.written
    assert [counted(answer, kind) for kind in ("projects", "receipts", "blockers", "targets")] == [
        (89, 0, 0), (158, 0, 0), (15, 0, 0), (8, 0, 0)]
    assert answer.problems == ()
    expected = json.loads((DATA / "yuanjiang-2023.expected.json").read_text("utf-8"))
    with desk.reading() as session:
        stages = dict(session.exec(select(Project.stage, func.count()).where(
            col(Project.status) == Status.ACTIVE).group_by(col(Project.stage))).all())
        assert {stage.value: count for stage, count in stages.items()} == {
            stage: count for stage, count in expected["by_stage"].items() if stage != "terminated"}
        wan = session.exec(select(func.sum(Receipt.amount_minor)).join(
            Profile, col(Profile.project_id) == col(Receipt.project_id)).where(
            Profile.origin == "out_of_province", col(Receipt.received_on) >= date(2023, 1, 1))).one()
        assert wan == expected["out_of_province_wan"] * 1_000_000
        assert dict(session.exec(select(Setting.key, Setting.value).where(Setting.key != "book")).all()) == {
                "place": "沅江市", "sample": "yuanjiang-2023.xlsx"}
    held = blockers(desk)
    assert isinstance(held, tuple)
    assert sorted([hold.project, hold.category] for hold in held) == expected["open_blockers"]


def test_the_same_ledger_again_changes_nothing(desk: Desk) -> None:
    intake(desk, GOOD)
    before = everything(desk)
    answer = intake(desk, GOOD)
    assert not answer.written
    assert [counted(answer, kind) for kind in ("projects", "receipts", "blockers", "targets")] == [
        (0, 0, 89), (0, 0, 158), (0, 0, 15), (0, 0, 8)]
    assert everything(desk) == before


def test_a_broken_ledger_leaves_nothing_behind(desk: Desk) -> None:
    answer = intake(desk, BROKEN)
    assert answer.refused
    assert not answer.written
    expected = json.loads((DATA / "yuanjiang-2023-broken.expected.json").read_text("utf-8"))["problems"]
    sentences = imported(answer, Lang.ZH)
    assert {(one["sheet"], one["row"], one["column"], one["code"]) for one in sentences["problems"]} == {
        (one["sheet"], one["row"], one["column"], one["code"]) for one in expected}
    assert all(one["message"] for one in sentences["problems"])
    assert sentences["projects"] == sentences["receipts"] == NONE
    assert not any(everything(desk).values())


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk) -> None:
    answer = intake(desk, GOOD, dry_run=True)
    assert counted(answer, "projects") == (89, 0, 0)
    assert not answer.written
    assert not any(everything(desk).values())


def test_projections_are_what_the_facts_come_to(desk: Desk) -> None:
    intake(desk, GOOD)
    with desk.reading() as session:
        for row in session.exec(select(Project)):
            record = load(session, row)
            now = record.facts.projection()
            assert (row.stage, row.status, row.blocked, row.since) == (now.stage, now.status, now.blocked, now.since)
            assert row.search == search_text(row.code, record.profile)


def test_one_journal_entry_tells_which_file(desk: Desk) -> None:
    intake(desk, GOOD)
    with desk.reading() as session:
        entry = session.exec(select(JournalEntry)).one()
    assert (entry.action, entry.subject, entry.who) == ("import", "yuanjiang-2023.xlsx", "联络员01")
    assert entry.detail["counts"]["projects"] == {"added": 89}
    assert entry.detail["sha256"] == sha256(GOOD.read_bytes()).hexdigest()


def test_the_journal_tells_which_bytes_were_read_whatever_the_file_holds_by_then(desk: Desk, tmp_path: Path) -> None:
    path = small(tmp_path)
    was = sha256(path.read_bytes()).hexdigest()

    def replaced(done: int, whole: int, what: str) -> None:
        if what != "read":
            path.write_bytes(b"another")

    assert intake(desk, path, progress=replaced).written
    with desk.reading() as session:
        assert session.exec(select(JournalEntry)).one().detail["sha256"] == was


def test_phases_that_would_run_in_a_circle_are_not_linked_and_said(desk: Desk, tmp_path: Path) -> None:
    phases = [("一期", "三期"), ("二期", "一期"), ("三期", "二期"), ("四期", "四期")]
    answer = intake(desk, write_xlsx(tmp_path / "台账.xlsx", {"项目": [
        [*PROJECTS[0], "前期项目"], *([name, *PROJECTS[1][1:], before] for name, before in phases)]}))
    assert answer.written
    noted = [note for note in answer.notes if note.code == "phase_loop"]
    assert [note.params["rows"] for note in noted] == [(2,), (3,), (4,), (5,)]
    assert {the(desk, name).profile.phase_of for name, _ in phases} == {None}
    assert note_line(noted[0]).startswith("以“三期”为前期项目，项目就成了自己的后期")


def test_the_office_goes_on_after_an_import(desk: Desk, tmp_path: Path) -> None:
    """Numbers given out beforehand are not given out again."""
    intake(desk, small(tmp_path))
    code = add(desk, {"name": "新项目"})
    assert isinstance(code, Done)
    assert code.value == "P0003"
    assert isinstance(add_receipt(desk, "恒瑞管桩二期", Day(date(2023, 5, 1)), Money(100)), Done)
    answer = intake(desk, small(tmp_path, [*PROJECTS, ["第四个项目", "某公司", "外资", 1, *[None] * 7]]))
    assert counted(answer, "projects") == (1, 0, 2)
    assert the(desk, "第四个项目").project.code == "P0004"
