"""An import that is killed leaves the office as it was, whatever had been written by then."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import GOOD, PROJECTS, RECEIPTS
from tests.office.taken import counted, small
from tests.store.crowd import address, lone
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.store.engine import open_store
from tracker.store.query import table_of
from tracker.store.tables import FACTS, JournalEntry, Project

pytestmark = [pytest.mark.both_databases, pytest.mark.long(database="postgresql")]


def stand_still(ready: Any, where: str, book: str, part: float) -> None:
    """Imports a book, and stands still for ever once a part of its rows has been written."""

    def progress(done: int, whole: int, what: str) -> None:
        if what == "write" and done > part * whole:
            ready.set()
            time.sleep(3600)

    intake(Desk(open_store(where, create=False), who="联络员02"), Path(book), progress=progress)


def every_row(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    with desk.reading() as session:
        tables = [table_of(kind) for kind in (*FACTS, Project, JournalEntry)]
        return {table.name: [tuple(row) for row in session.connection().execute(table.select().order_by(table.c.id))]
                for table in tables}


@pytest.mark.story
@pytest.mark.every_case
@pytest.mark.long(keep=1, of_each="database")
@pytest.mark.parametrize("part", [0, 0.5, 0.95])
def test_killed_in_the_middle_of_an_import_the_office_is_as_it_was(desk: Desk, tmp_path: Path, part: float) -> None:
    """A fact of the first book would be superseded by the second; the same import goes through afterwards."""
    intake(desk, small(tmp_path, PROJECTS[:2], RECEIPTS[:1]))
    before = every_row(desk)
    assert before["project"]
    process, ready = lone(stand_still, address(desk.store), str(GOOD), part)
    assert ready.wait(60)
    process.kill()
    process.join()
    assert every_row(desk) == before
    answer = intake(desk, GOOD)
    assert answer.written
    assert counted(answer, "projects") == (88, 1, 0)
