"""`verify`: all that is recorded verifies, and whatever is changed behind the program's back is named."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import select, text

from tests.conftest import DATABASES, Clock, Make, PreparedOn
from tests.office.every_use import every_use
from tests.office.tampering import change_one, guards_back, past_the_guards, seal_anew
from tests.store.crowd import address, lone
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.reasons import Code
from tracker.domain.witness import Witness, read_witness
from tracker.office.desk import Desk
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.verify import verify
from tracker.office.witness import witness
from tracker.store import seals
from tracker.store.engine import Store, open_store
from tracker.store.query import BLOCKER, JOURNAL, PROJECT, SEAL, table_of
from tracker.store.tables import FACTS, Receipt
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.sentences import sentence

pytestmark = [pytest.mark.both_databases, pytest.mark.xdist_group("every use"),
              pytest.mark.long(database="postgresql")]

TRIES = settings.default.max_examples // 4
"""A thousand changes in a thorough run, on both databases together."""


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Does everything that can be done in an office, with the same books on both databases."""
    return partial(every_use, books=tmp_path_factory.mktemp("books"))


@pytest.fixture
def office(prepared: Callable[[Make], tuple[Desk, Any]], everything: Make) -> Desk:
    """An office in which everything was done that can be done."""
    return prepared(everything)[0]


def said(desk: Desk, note: Witness | None = None) -> list[str]:
    """The findings as sentences."""
    return [sentence(finding, words(Lang.EN)) for finding in verify(desk, note).findings]


def codes(desk: Desk, note: Witness | None = None) -> set[Code]:
    return {finding.code for finding in verify(desk, note).findings}


def noted(desk: Desk, folder: Path) -> Witness:
    note = witness(desk, folder / "witness.key")
    assert isinstance(note, Witness)
    return note


@pytest.mark.story
def test_after_every_use_case_all_is_as_it_was_recorded(office: Desk) -> None:
    found = verify(office)
    assert said(office) == []
    with office.reading() as session:
        counts = {kind.__name__: len(session.execute(select(table_of(kind).c.id)).all()) for kind in FACTS}
        entries = len(session.execute(select(JOURNAL.c.id)).all())
    assert all(counts.values()), counts
    assert (found.entries, found.facts) == (entries, sum(counts.values()))
    assert found.head_shown == found.head[:16] != "0" * 16


@pytest.mark.long
def test_the_head_is_the_same_on_both_databases(prepared_on: PreparedOn, everything: Make) -> None:
    assert len({verify(prepared_on(database, everything)[0]).head for database in DATABASES}) == 1


@pytest.mark.story
def test_each_change_behind_the_back_is_named(office: Desk) -> None:
    random = Random(11)
    for _ in range(TRIES):
        with past_the_guards(office) as (connection, inside):
            made = change_one(connection, random)
            guards_back(connection)
            assert verify(inside).findings, made
    assert said(office) == []


@pytest.mark.story
def test_with_a_note_each_change_is_named_also_where_every_seal_was_computed_anew(office: Desk, tmp_path: Path) -> None:
    note, random = read_witness(noted(office, tmp_path).text), Random(12)
    assert verify(office, note).witnessed == note.entry_id
    for _ in range(TRIES):
        with past_the_guards(office) as (connection, inside):
            made = change_one(connection, random)
            seal_anew(connection)
            guards_back(connection)
            assert verify(inside, note).findings, made
    with past_the_guards(office) as (connection, inside):
        double(connection)
        seal_anew(connection)
        guards_back(connection)
        assert said(inside) == []  # nobody can tell without a note
        assert codes(inside, note) == {Code.WITNESS_DIFFERS}


def double(connection: Any) -> None:
    """Doubles an amount of money that arrived."""
    connection.execute(text("UPDATE receipt SET amount_minor = 2 * amount_minor WHERE id = 1"))


@pytest.mark.story
def test_an_altered_fact_is_told_with_project_entry_and_number(office: Desk) -> None:
    with past_the_guards(office) as (connection, inside):
        double(connection)
        guards_back(connection)
        (told,) = said(inside)
    assert told.startswith("P0001 万骏船舶: receipt 1 is not what was recorded (journal entry 3); ")


@pytest.mark.story
def test_a_mark_set_without_an_entry_is_named(office: Desk) -> None:
    """Both moments of the end set, and no entry named: the fact would count nowhere any more."""
    with past_the_guards(office) as (connection, inside):
        connection.execute(text("UPDATE receipt SET superseded_at = recorded_at, gone_at = recorded_at"
                                " WHERE superseded_at IS NULL"))
        guards_back(connection)
        assert Code.FACT_ALTERED in codes(inside)


@pytest.mark.story
def test_a_fact_ended_by_an_entry_nobody_has_is_named_also_where_every_seal_was_computed_anew(office: Desk) -> None:
    with past_the_guards(office) as (connection, inside):
        connection.execute(text("UPDATE receipt SET superseded_at = recorded_at, gone_at = recorded_at,"
                                " superseded_entry_id = 99999 WHERE superseded_at IS NULL"))
        seal_anew(connection)
        guards_back(connection)
        assert codes(inside) >= {Code.FACT_ALTERED}


@pytest.mark.story
def test_projections_are_looked_at(office: Desk) -> None:
    off = {Code.PROJECTION_OFF: [(PROJECT, "stage", "'producing'"), (PROJECT, "status", "'paused'"),
                                 (PROJECT, "since", "'2020-02-02'"), (PROJECT, "blocked", "NOT blocked")],
           Code.SEARCH_OFF: [(PROJECT, "search", "'x'")],
           Code.TOUCHED_OFF: [(PROJECT, "touched_at", "'2023-01-01T00:00:00.000000Z'")],
           Code.BLOCKER_OFF: [(BLOCKER, "due_on", "'2031-01-01'"), (BLOCKER, "state", "'answered'")]}
    for code, changes in off.items():
        for table, column, value in changes:
            with past_the_guards(office) as (connection, inside):
                connection.execute(text(f"UPDATE {table.name} SET {column} = {value}"))
                guards_back(connection)
                assert code in codes(inside), (table.name, column)


@pytest.mark.story
@pytest.mark.parametrize(("change", "sealed_so"), [
    ("profile SET name = CAST(name AS BLOB)", False), ("milestone SET occurred_on = '2023-13-01'", True),
    ("profile SET name = CAST(x'ff' AS TEXT)", True)])
def test_under_sound_seals_a_value_that_is_read_and_cannot_be_is_named(office: Desk, change: str, sealed_so: bool
                                                                     ) -> None:
    if not office.store.is_sqlite:
        return  # a server keeps no such value
    with past_the_guards(office) as (connection, inside):
        connection.execute(text(f"UPDATE {change}"))
        if sealed_so:
            seal_anew(connection)
        guards_back(connection)
        assert codes(inside) == {Code.VALUE_UNREADABLE}


@pytest.mark.story
def test_guards_missing_and_what_was_put_beside_them_is_named(office: Desk) -> None:
    with past_the_guards(office) as (connection, inside):
        assert Code.GUARD_MISSING in codes(inside)
        guards_back(connection)
        if office.store.is_sqlite:
            connection.execute(text("CREATE TRIGGER more AFTER INSERT ON receipt BEGIN UPDATE receipt SET amount_minor"
                                    " = 2 * amount_minor WHERE id = NEW.id; END"))
        else:
            connection.execute(text("CREATE RULE more AS ON INSERT TO receipt DO ALSO NOTHING"))
        assert codes(inside) == {Code.GUARD_STRANGE}


@pytest.mark.story
def test_the_bytes_of_a_document_are_looked_at(office: Desk) -> None:
    if office.store.folder:
        file = next(path for path in office.store.folder.rglob("*") if path.is_file())
        file.chmod(0o600)
        file.write_bytes(file.read_bytes()[:-1] + b"x")
        assert codes(office) == {Code.FILE_ALTERED, Code.ASSERTION_FILE_ALTERED}
    else:
        with past_the_guards(office) as (connection, inside):
            connection.execute(text("UPDATE evidence_file SET content = content || '\\x00'::bytea"))
            guards_back(connection)
            assert codes(inside) == {Code.FILE_ALTERED, Code.ASSERTION_FILE_ALTERED, Code.COUNTY_BUNDLE_LOST}


@pytest.mark.story
def test_what_the_last_entries_recorded_can_be_cut_off_and_a_note_tells(office: Desk, tmp_path: Path) -> None:
    add(office, {"name": "后来项目"})
    note = noted(office, tmp_path)
    with past_the_guards(office) as (connection, inside):
        for name in ("milestone", "profile"):
            connection.execute(text(f"DELETE FROM {name} WHERE entry_id = {note.entry_id}"))
        connection.execute(text("DELETE FROM project WHERE code = (SELECT max(code) FROM project)"))
        connection.execute(text(f"DELETE FROM seal WHERE entry_id = {note.entry_id}"))
        connection.execute(text(f"DELETE FROM journal WHERE id = {note.entry_id}"))
        guards_back(connection)
        assert codes(inside, note) == {Code.WITNESS_UNKNOWN}


@pytest.mark.story
def test_a_note_that_was_altered_is_refused(office: Desk, tmp_path: Path) -> None:
    note = noted(office, tmp_path)
    other = replace(note, head="0" * 64)
    assert codes(office, other) == {Code.WITNESS_FORGED}
    assert verify(office, other).witnessed is None


@pytest.mark.story
def test_a_note_stays_true_of_what_came_before_it(office: Desk, tmp_path: Path) -> None:
    note = noted(office, tmp_path)
    add(office, {"name": "后来项目"})
    found = verify(office, note)
    assert (found.findings, found.witnessed) == ((), note.entry_id)
    assert found.last > note.entry_id


def test_an_office_without_anything_verifies(store: Store) -> None:
    found = verify(Desk(store, "联络员01"))
    assert (found.findings, found.entries, found.facts, found.head) == ((), 0, 0, "0" * 64)


def stand_still(ready: Any, where: str) -> None:
    """Records a receipt, and stands still for ever between the fact and its seal."""
    def wait(*_: object) -> None:
        ready.set()
        multiprocessing.Event().wait(3600)

    from tracker.office import desk as module

    module.seal = wait
    add_receipt(Desk(open_store(where, create=False), "联络员02"), "甲", Day(Clock()().date()), Money(500))


@pytest.mark.story
def test_killed_between_the_fact_and_its_seal_neither_is_there(desk: Desk) -> None:
    add(desk, {"name": "甲"})
    before = verify(desk)
    process, ready = lone(stand_still, address(desk.store))
    assert ready.wait(60)
    process.kill()
    process.join()
    assert verify(desk) == before
    with desk.reading() as session:
        assert session.execute(select(table_of(Receipt).c.id)).all() == []
    assert not before.findings


def test_a_unit_that_cannot_be_sealed_records_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    add(desk, {"name": "甲"})
    before = verify(desk)

    def fails(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("tracker.office.desk.seal", fails)
        with pytest.raises(MemoryError):
            add(desk, {"name": "乙"})
    assert verify(desk) == before


@pytest.mark.story
def test_the_short_digests_beside_a_seal_are_not_what_is_trusted(office: Desk) -> None:
    """An owner who changes a fact and its short digest, but not the chain, is found out at that entry."""
    with past_the_guards(office) as (connection, inside):
        double(connection)
        content, recorded_by = seals.Content(), SEAL.c.entry_id == 3
        for part, rows in seals.unpacked(connection.execute(select(SEAL.c.facts).where(recorded_by)).scalar_one()):
            where = "id = 3" if part == seals.JOURNAL_PART else "entry_id = 3"
            digests = {number: digest for _, number, digest in seals.digested(connection, part, where)}
            content.add(part, [(number, digests.get(number, digest)) for number, digest in rows])
        connection.execute(SEAL.update().where(recorded_by).values(facts=content.packed))
        guards_back(connection)
        (told,) = said(inside)
    assert told.startswith("seal 3 does not follow from what it seals")
