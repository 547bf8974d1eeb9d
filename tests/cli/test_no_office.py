"""Where there is no office: what only reads says so and how to begin; what can begin one does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ledger.made import GOOD
from tracker.office.desk import Desk
from tracker.office.project.projects import add
from tracker.store.engine import StoreUnusable, open_store

READING = ["rollup 2023", "explain 2023 new_signed", "project list", "project show 甲", "journal", "undo", "doctor",
           "blocker list", "evidence list 甲", "evidence open 1", "target list", "review show", "", "receipt void 1"]


@pytest.fixture
def nowhere(office: Path) -> Path:
    office.unlink()
    return office


@pytest.mark.parametrize("line", READING)
def test_what_reads_makes_no_office(sanxin: Run, nowhere: Path, line: str) -> None:
    told = sanxin(*line.split(), code=5).err
    assert "还没有办公库" in told
    assert "sanxin import" in told
    assert sanxin(*line.split(), "--json", code=5).codes == ["no_store"]
    assert not nowhere.exists()
    assert not nowhere.with_name("rules").exists()


@pytest.mark.parametrize("line", ["project add 甲", "target set 2023 new_signed 10", f"import {GOOD}"])
def test_what_an_office_begins_with_makes_one(sanxin: Run, nowhere: Path, line: str) -> None:
    sanxin(*line.split())
    assert nowhere.exists()
    sanxin("doctor")


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("line", "code"), [
    (f"import {GOOD} --dry-run", 0), ("import nothing.xlsx", 3), (f"import {GOOD} --mapping nothing.toml", 3),
    ("project add 甲 --contract-amount 若干", 1), ("project add 甲 --lead 2999-01-01", 1),
    ("target set 2023 nothing 10", 1), ("target set 2023 new_signed few", 1),
])
@pytest.mark.long(keep=3)
def test_what_is_refused_or_only_tried_makes_no_office(sanxin: Run, nowhere: Path, line: str, code: int) -> None:
    """Neither the file nor a log of it is left, and the next command can begin one."""
    sanxin(*line.split(), code=code)
    assert [path.name for path in nowhere.parent.iterdir() if path.name.startswith("office")] == []
    sanxin("project", "add", "甲")
    assert nowhere.exists()


def test_an_office_in_which_somebody_else_has_begun_stays(nowhere: Path) -> None:
    """Two programs open the same new file; what the second records is kept, whatever becomes of the first."""
    first, second = open_store(nowhere), Desk(open_store(nowhere), "联络员02")
    add(second, {"name": "甲"})
    first.discard_unused()
    first.close()
    second.store.close()
    assert nowhere.exists()


def test_who_has_opened_a_file_that_goes_again_is_told(nowhere: Path) -> None:
    first, second = open_store(nowhere), Desk(open_store(nowhere), "联络员02")
    first.discard_unused()
    first.close()
    with pytest.raises(StoreUnusable) as refused:
        add(second, {"name": "甲"})
    assert refused.value.code == "gone"


@pytest.mark.parametrize("line", [*READING, "project add 乙", f"import {GOOD}", "demo --db {office}"])
def test_a_log_without_its_file_is_left_alone_by_every_command(sanxin: Run, office: Path, line: str) -> None:
    wal = office.with_name("office.db-wal")
    shutil.copyfile(office, wal)
    office.unlink()
    before = wal.read_bytes()
    args = line.format(office=office).split()
    assert sanxin(*args, "--json", code=5).codes == ["log_without_file"]
    assert "office.db-wal" in sanxin(*args, code=5).err
    assert wal.read_bytes() == before
    assert not office.exists()
