"""Moving an office between a file and a server, both ways: every row, seal, document and figure is the same there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.office.build import made, put
from tests.office.every_use import every_use
from tests.office.project.test_moves import d
from tracker.domain.money import Money
from tracker.domain.rights import EVERY_RIGHT
from tracker.office import moving_office
from tracker.office.desk import Desk
from tracker.office.figures.rollup import rollup
from tracker.office.moving_office import OfficeMoved, move_office, stands
from tracker.office.open import open_desk
from tracker.office.outcome import Done, Refused
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.verify import verify
from tracker.shipped import shipped
from tracker.store.engine import Store


@pytest.fixture(scope="session")
def all_done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file in which everything was done that can be done, with documents."""
    folder = tmp_path_factory.mktemp("all")
    desk = replace(open_desk(str(folder / "office.db"), who="联络员01"), clock=Clock())
    every_use(desk, folder)
    desk.store.close()
    return folder / "office.db"


@pytest.fixture
def office(all_done: Path) -> Iterator[Desk]:
    desk = replace(open_desk(str(all_done), who="联络员01"), clock=Clock())
    yield desk
    desk.store.close()


def moved(desk: Desk, there: Desk) -> OfficeMoved:
    outcome = move_office(desk, there)
    assert isinstance(outcome, Done), outcome
    return outcome.value


def at(store: Store) -> Desk:
    """Its owner's desk, who moves it; beside that he records here too, what an owner does not do in the program."""
    desk = open_desk(str(store.location.path or store.location.server), who="联络员02")
    return replace(desk, clock=Clock(), rights=EVERY_RIGHT)


@pytest.mark.story
def test_to_a_server_and_back_all_is_the_same(office: Desk, pg_store: Store, tmp_path: Path) -> None:
    server, home = at(pg_store), open_desk(str(tmp_path / "home.db"), who="联络员01")
    there, back = moved(office, server), moved(server, home)
    assert there.documents == back.documents > 0
    assert not there.lost
    assert (there.rows, there.head, there.years) == (back.rows, back.head, back.years)
    assert there.years == (2023,)
    assert verify(home).is_sound
    assert verify(office).head == verify(server).head == verify(home).head
    for year in there.years:
        assert rollup(office, year).indicators == rollup(home, year).indicators
    server.store.close()
    home.store.close()


@pytest.mark.story
def test_recording_goes_on_where_it_was_moved_to(office: Desk, pg_store: Store) -> None:
    server = at(pg_store)
    moved(office, server)
    code = add(server, {"name": "搬后新增"}, lead=d("2023-01-01"))
    assert isinstance(code, Done)
    assert isinstance(add_receipt(server, code.value, d("2023-05-06"), Money(100)), Done)
    assert verify(server).is_sound
    server.store.close()


@pytest.mark.story
def test_an_office_that_holds_anything_is_left_alone(office: Desk, pg_store: Store) -> None:
    server = at(pg_store)
    add(server, {"name": "万骏船舶"}, lead=d("2023-01-01"))
    before = stands(server)
    refusal = move_office(office, server)
    assert isinstance(refusal, Refused)
    assert [reason.code for reason in refusal.reasons] == ["office_not_empty"]
    assert stands(server) == before
    server.store.close()


@pytest.mark.story
def test_a_document_that_was_lost_before_is_named(all_done: Path, tmp_path: Path, pg_store: Store) -> None:
    shutil.copytree(all_done.parent, tmp_path / "copy")
    desk = open_desk(str(tmp_path / "copy" / "office.db"), who="联络员01")
    folder = desk.store.folder
    assert folder is not None
    kept = next(path for path in folder.rglob("*") if path.is_file())
    kept.unlink()
    server = at(pg_store)
    found = moved(desk, server)
    assert len(found.lost) == 1
    desk.store.close()
    server.store.close()


def test_a_copy_that_broke_off_leaves_the_other_one_empty(
        office: Desk, pg_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise KeyError

    server = at(pg_store)
    monkeypatch.setattr("tracker.office.moving_office._documents", breaks)
    with pytest.raises(KeyError):
        move_office(office, server)
    assert stands(server)["rows"] == 0
    server.store.close()


@pytest.mark.story
def test_where_an_office_lies_is_told(office: Desk, pg_store: Store) -> None:
    here, server = stands(office), at(pg_store)
    assert "SQLite" in str(here["library"])
    assert str(here["database"]).endswith("office.db")
    moved(office, server)
    there = stands(server)
    assert str(there["library"]).startswith("PostgreSQL 1")
    assert {name: there[name] for name in ("projects", "journal", "rows", "head", "version")} == {
        name: here[name] for name in ("projects", "journal", "rows", "head", "version")}
    server.store.close()



@pytest.fixture
def with_rules(tmp_path: Path) -> Iterator[Desk]:
    """An office with a ruleset of its own beside the file, and a signing that it alone counts."""
    (tmp_path / "here" / "rules").mkdir(parents=True)
    text = shipped("rules", "default.toml").read_text("utf-8")
    own = text.replace('id = "default"', 'id = "own"').replace('stage = "signed"', 'stage = "registered"', 1)
    assert own.count('stage = "registered"') > text.count('stage = "registered"')
    (tmp_path / "here" / "rules" / "own.toml").write_text(own, "utf-8")
    desk = replace(open_desk(str(tmp_path / "here" / "office.db"), who="联络员01"), clock=Clock())
    put(desk, made("甲", "2022-01-01", "2023-02-01"))
    yield desk
    desk.store.close()


def test_rulesets_beside_a_file_come_along_to_a_file(with_rules: Desk, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    there = replace(open_desk(str(tmp_path / "there" / "office.db"), who="联络员01"), clock=Clock())
    outcome = move_office(with_rules, there)
    assert isinstance(outcome, Done)
    assert not outcome.notes
    assert rollup(there, 2023).indicators == rollup(with_rules, 2023).indicators
    there.store.close()


def test_where_rulesets_cannot_come_along_the_years_they_change_are_named(with_rules: Desk, pg_store: Store) -> None:
    server = at(pg_store)
    outcome = move_office(with_rules, server)
    assert isinstance(outcome, Done)
    (note,) = outcome.notes
    assert (note.code, note.params["years"]) == ("rules_left_behind", [2023])
    server.store.close()


@pytest.mark.story
def test_what_a_colleague_records_meanwhile_is_no_difference(
        office: Desk, pg_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(Path(str(office.store.location.path)).parent, tmp_path / "copy")
    desk = replace(open_desk(str(tmp_path / "copy" / "office.db"), who="联络员01"), clock=Clock())
    server, rulesets = at(pg_store), moving_office._rulesets

    def meanwhile(*desks: Desk) -> None:
        assert isinstance(add(desk, {"name": "搬的时候新增"}, lead=d("2023-01-01")), Done)
        rulesets(*desks)

    monkeypatch.setattr(moving_office, "_rulesets", meanwhile)
    assert isinstance(move_office(desk, server), Done)
    desk.store.close()
    server.store.close()


@pytest.mark.story
def test_a_move_that_was_ended_after_all_had_come_is_proved_when_it_is_asked_for_again(
        office: Desk, pg_store: Store) -> None:
    server = at(pg_store)
    first = moved(office, server)
    assert moved(office, server) == first
    server.store.close()

