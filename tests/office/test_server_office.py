"""An office on a server is brought up to date when that is asked for, after a dump; never by being opened."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.embedded import Server
from tests.office_roles import Manned, manned
from tracker.domain.rights import Role
from tracker.office.open import open_desk
from tracker.office.outcome import Done, NotTaken, Refused
from tracker.office.project.projects import add
from tracker.office.server_office import grant_role, set_up_office, upgrade_office
from tracker.store.engine import Store
from tracker.store.guardrails import check_guardrails
from tracker.store.migrations import HEAD
from tracker.store.unusable import StoreUnusable

OLDER = "0027"


@pytest.fixture
def older(pg_server: Server, pg_store: Store) -> Manned:
    """An office as an older program left it, with accounts."""
    office = manned(pg_server, pg_store)
    with psycopg.connect(office.owner) as connection:
        connection.execute(f"UPDATE sanxin_version SET version_num = '{OLDER}'")
    return office


def version(office: Manned) -> str:
    with psycopg.connect(office.owner) as connection:
        (found,) = connection.execute("SELECT version_num FROM sanxin_version").fetchone() or ("",)
        return str(found)


def test_opening_changes_nothing_and_says_what_does(older: Manned) -> None:
    for name in ("postgres", "记的", "管的"):
        with pytest.raises(StoreUnusable) as caught:
            open_desk(older.address(name))
        assert (caught.value.code, caught.value.params["version"]) == ("older", OLDER)
    assert version(older) == OLDER


@pytest.mark.story
def test_a_dump_is_made_first_and_holds_the_office(older: Manned, pg_tools: None, tmp_path: Path) -> None:
    outcome = upgrade_office(older.owner, tmp_path)
    assert isinstance(outcome, Done)
    assert outcome.value.version == version(older) == HEAD
    (dump,) = tmp_path.iterdir()
    assert str(dump) == outcome.value.dump
    assert dump.read_bytes().startswith(b"PGDMP")
    assert dump.stat().st_mode & 0o077 == 0
    desk = older.desk("记的")
    assert isinstance(add(desk, {"name": "甲"}), Done)
    with desk.reading() as session:
        assert check_guardrails(session.connection()) == []
    desk.store.close()
    again = upgrade_office(older.owner, tmp_path)
    assert isinstance(again, Done)
    assert again.value.dump == ""


def test_without_a_dump_nothing_is_upgraded_unless_somebody_says_he_made_one(
        older: Manned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    refusal = upgrade_office(older.owner, tmp_path)
    assert isinstance(refusal, Refused)
    assert [reason.code for reason in refusal.reasons] == ["no_dump"]
    broken = tmp_path / "pg_dump"
    broken.write_text("#!/bin/sh\necho 'no room' >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    refusal = upgrade_office(older.owner, tmp_path)
    assert isinstance(refusal, Refused)
    assert [(reason.code, reason.params["reason"]) for reason in refusal.reasons] == [("dump_failed", "no room")]
    assert version(older) == OLDER
    assert isinstance(upgrade_office(older.owner, tmp_path, dumped=True), Done)
    assert version(older) == HEAD


def test_only_the_owner_upgrades(older: Manned, tmp_path: Path) -> None:
    for name in ("记的", "管的"):
        with pytest.raises(StoreUnusable) as caught:
            upgrade_office(older.address(name), tmp_path, dumped=True)
        assert caught.value.code == "unwritable_server"
    assert version(older) == OLDER


def test_setting_up_again_gives_back_what_somebody_changed(pg_server: Server, pg_store: Store) -> None:
    office = manned(pg_server, pg_store)
    with psycopg.connect(office.owner) as connection:
        connection.execute('GRANT UPDATE ON milestone TO "记的"')
        connection.execute("GRANT DELETE ON milestone TO PUBLIC")
        connection.execute('CREATE POLICY loose ON milestone TO PUBLIC USING (true)')
    desk = set_up_office(office.owner)
    assert not isinstance(desk, Refused)
    with desk.reading() as session:
        run = session.connection().exec_driver_sql
        assert not run("SELECT has_table_privilege('记的', 'milestone', 'UPDATE')").scalar()
        assert not run("SELECT has_table_privilege('外人', 'milestone', 'DELETE')").scalar()
        assert run("SELECT count(*) FROM pg_policies WHERE policyname = 'loose'").scalar() == 0
    desk.store.close()


def test_an_officer_grants_nothing(pg_server: Server, pg_store: Store) -> None:
    office = manned(pg_server, pg_store)
    desk = office.desk("记的")
    with pytest.raises(NotTaken) as caught:
        grant_role(desk, Role.ADMIN, "记的")
    assert [reason.code for reason in caught.value.refusal.reasons] == ["right_lacking"]
    desk.store.close()
