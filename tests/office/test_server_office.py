"""An office on a server is brought up to date when that is asked for, after a dump; never by being opened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import psycopg
import pytest

from tests.embedded import BEFORE_BUNDLES, Server
from tests.office_roles import Manned, manned
from tracker.domain.reasons import Code
from tracker.domain.rights import Role
from tracker.office.open import open_desk
from tracker.office.outcome import Done, NotTaken, Refused
from tracker.office.project.projects import add
from tracker.office.server_office import grant_role, members, revoke_roles, set_up_office, upgrade_office
from tracker.store.engine import Store
from tracker.store.guardrails import check_guardrails
from tracker.store.migrations import HEAD
from tracker.store.unusable import StoreUnusable

OLDER = "0029"


@pytest.fixture
def older(pg_server: Server, pg_store: Store) -> Manned:
    """An office as an older program left it, with accounts."""
    office = manned(pg_server, pg_store)
    with psycopg.connect(office.owner) as connection:
        for statement in BEFORE_BUNDLES:
            connection.execute(statement)
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
        assert caught.value.code == "not_granted"
    assert version(older) == OLDER


def test_setting_up_again_gives_back_what_somebody_changed(pg_server: Server, pg_store: Store) -> None:
    office = manned(pg_server, pg_store)
    with psycopg.connect(office.owner) as connection:
        connection.execute('GRANT UPDATE ON milestone TO "记的"')
        connection.execute("GRANT DELETE ON milestone TO PUBLIC")
        connection.execute('CREATE POLICY loose ON sanxin_tables.milestone TO PUBLIC USING (true)')
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


@pytest.mark.story
def test_what_a_dump_brings_along_of_the_first_database_goes(pg_server: Server, pg_store: Store) -> None:
    """A copy under another name grants nothing to the accounts of the first one, nor says which parks they see."""
    first = manned(pg_server, pg_store)
    desk = open_desk(first.owner)
    assert isinstance(grant_role(desk, Role.OFFICER, "园区的", ["高新区"]), Done)
    desk.store.close()
    with psycopg.connect(first.owner) as connection:
        connection.execute("GRANT UPDATE ON SEQUENCE sanxin_numbers.receipt_000000 TO 外人")
        connection.execute("GRANT SELECT (who) ON sanxin.unit TO 外人")
    pg_store.close()  # a database in use is not copied
    name = pg_server.new_database(pg_server.name(first.owner))
    try:
        copied = Manned(pg_server, pg_server.address(name))
        set_up = set_up_office(copied.owner)
        assert not isinstance(set_up, Refused)
        set_up.store.close()
        with psycopg.connect(copied.owner) as connection:
            left = connection.execute(
                "SELECT DISTINCT grantee::regrole::text FROM (SELECT aclexplode(relacl) AS a FROM pg_class"
                " UNION ALL SELECT aclexplode(attacl) FROM pg_attribute"
                " UNION ALL SELECT aclexplode(proacl) FROM pg_proc"
                " UNION ALL SELECT aclexplode(nspacl) FROM pg_namespace) AS acls (a), LATERAL (SELECT (a).grantee) AS g"
                " WHERE grantee <> 0").fetchall()
            ours = {"postgres", "pg_database_owner", *(f"sanxin_{name}_{role}" for role in Role)}
            assert {role for (role,) in left if not role.startswith("pg_")} <= ours
            assert connection.execute("SELECT count(*) FROM sanxin.park").fetchone() == (0,)
        for login in ("管的", "园区的"):
            with pytest.raises(psycopg.Error, match="permission denied"):
                copied.run(login, "SELECT sanxin.begin_unit()")
    finally:
        pg_server.drop(name)


ALTERED = {
    "sanxin.begin_unit": "ALTER FUNCTION sanxin.begin_unit() SECURITY INVOKER",
    "sanxin.entry": "ALTER FUNCTION sanxin.entry() RESET search_path",
    "sanxin.has_role": "ALTER FUNCTION sanxin.has_role(text) VOLATILE",
    "sanxin.grant_role": "ALTER FUNCTION sanxin.grant_role(text, text, text[], text) SET search_path TO pg_temp",
    "sanxin.codes": "CREATE OR REPLACE FUNCTION sanxin.codes() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER"
                    " SET search_path TO public, pg_temp AS 'SELECT NULL'",
    "sanxin.own_park": "DROP FUNCTION sanxin.own_park(text) CASCADE",
}


def test_a_function_that_somebody_altered_is_found_and_made_anew(pg_server: Server, pg_store: Store) -> None:
    office = manned(pg_server, pg_store)
    with psycopg.connect(office.owner) as connection:
        for statement in ALTERED.values():
            connection.execute(statement)
    desk = office.desk("看的")
    with desk.reading() as session:
        assert set(check_guardrails(session.connection())) == set(ALTERED)
    desk.store.close()
    desk = set_up_office(office.owner)
    assert not isinstance(desk, Refused)
    with desk.reading() as session:
        assert check_guardrails(session.connection()) == []
    desk.store.close()


def test_a_group_that_was_made_a_member_of_another_is_none_after_setting_up(
        pg_server: Server, pg_store: Store) -> None:
    """An older office let an admin do that: then everybody who saw one park saw all."""
    office = manned(pg_server, pg_store)
    name = pg_server.name(office.owner)
    pg_server.run(f"GRANT sanxin_{name}_admin TO sanxin_{name}_officer")
    desk = set_up_office(office.owner)
    assert not isinstance(desk, Refused)
    with desk.reading() as session:
        run = session.connection().exec_driver_sql
        assert not run(f"SELECT pg_has_role('sanxin_{name}_officer', 'sanxin_{name}_admin', 'MEMBER')").scalar()
        assert run(f"SELECT pg_has_role('sanxin_{name}_admin', 'sanxin_{name}_viewer', 'USAGE')").scalar()
    desk.store.close()


@pytest.mark.story
def test_an_owner_who_is_no_superuser_sets_an_office_up_and_has_no_role_in_it(pg_server: Server) -> None:
    """From PostgreSQL 16 whoever makes a group is a member of it, who administers it and may do nothing by it."""
    pg_server.run('CREATE ROLE "主的" LOGIN CREATEROLE')
    name = pg_server.new_database()
    pg_server.run(f'ALTER DATABASE {name} OWNER TO "主的"')
    office = Manned(pg_server, pg_server.address(name))
    try:
        owner = set_up_office(office.address("主的"))
        assert not isinstance(owner, Refused)
        for login, role in (("新管的", Role.ADMIN), ("新记的", Role.OFFICER)):
            assert isinstance(grant_role(owner, role, login), Done)
        assert [one.name for one in members(owner)] == ["新管的", "新记的"]
        assert isinstance(revoke_roles(owner, "主的"), Refused)
        admin = office.desk("新管的")
        assert isinstance(grant_role(admin, Role.VIEWER, "新看的", ["高新区"]), Done)
        assert isinstance(revoke_roles(admin, "主的"), Refused)
        assert isinstance(revoke_roles(admin, "新看的"), Done)
        assert [one.name for one in members(admin)] == ["新管的", "新记的"]
        admin.store.close()
        officer = office.desk("新记的")
        assert isinstance(add(officer, {"name": "甲"}), Done)
        officer.store.close()
        with owner.reading() as session:
            told = session.connection().exec_driver_sql("SELECT action, subject FROM journal ORDER BY id").all()
        assert [tuple(one) for one in told] == [
            ("db.grant", "新管的"), ("db.grant", "新记的"), ("db.grant", "新看的"), ("db.revoke", "新看的"),
            ("project.add", "P0001 甲")]
        owner.store.close()
        with psycopg.connect(office.owner) as connection:
            connection.execute('GRANT ALL ON SCHEMA public TO "主的", "新看的"')
        for by in ("主的", "postgres"):
            again = set_up_office(office.address(by))
            assert not isinstance(again, Refused)
            assert [one.name for one in members(again)] == ["新管的", "新记的"]
            again.store.close()
        with psycopg.connect(office.owner) as connection:
            (rights,) = connection.execute(
                "SELECT nspacl::text FROM pg_namespace WHERE nspname = 'public'").fetchone() or ("",)
        assert "主的\\\"=UC" in rights, "the owner's own right stays"
        assert "新看的" not in rights
    finally:
        pg_server.drop(name)


def test_what_one_test_changed_is_not_passed_on_to_the_next(pg_server: Server, pg_template: str) -> None:
    for change in ("ALTER FUNCTION sanxin.begin_unit() SECURITY INVOKER", "DELETE FROM sanxin.turn",
                   "GRANT SELECT ON sanxin.unit TO PUBLIC", "CREATE TABLE sanxin.more (a int)"):
        name = pg_server.empty_office(pg_template)
        with psycopg.connect(pg_server.address(name)) as connection:
            connection.execute(change)
        pg_server.give_back(name, pg_template)
        assert name not in pg_server._spare.get(pg_template, ()), change
    name = pg_server.empty_office(pg_template)
    with psycopg.connect(pg_server.address(name)) as connection:
        connection.execute("INSERT INTO sanxin.park VALUES ('记的', '', '高新区')")
        connection.execute("SELECT sanxin.begin_unit()")
    pg_server.give_back(name, pg_template)
    assert pg_server.empty_office(pg_template) == name, "it is as it was"
    with psycopg.connect(pg_server.address(name)) as connection:
        for table, rows in (("park", 0), ("unit", 0), ("turn", 1)):
            assert connection.execute(f"SELECT count(*) FROM sanxin.{table}").fetchone() == (rows,), table
    pg_server.give_back(name, pg_template)


def test_what_no_account_can_be_called_is_granted_nothing(pg_server: Server, pg_store: Store) -> None:
    """PostgreSQL would cut a long name, and keep the parks under the whole one."""
    office = manned(pg_server, pg_store)
    desk = office.desk("管的")
    before = office.rows()
    for name in ("", " ", "public", "none", "pg_evil", "sanxin_office_viewer", "x" * 64, "长" * 22):
        outcome = grant_role(desk, Role.OFFICER, name, ["高新区"])
        assert isinstance(outcome, Refused)
        assert [reason.code for reason in outcome.reasons] == [Code.NOT_A_LOGIN], name
    assert office.rows() == before
    assert isinstance(grant_role(desk, Role.VIEWER, "长" * 21), Done)
    assert isinstance(revoke_roles(desk, "长" * 21), Done)
    desk.store.close()


@pytest.mark.story
def test_setting_up_waits_for_what_the_server_does_with_the_tables(pg_server: Server, pg_store: Store) -> None:
    """Such as autovacuum: each holds what the other wants, and the server ends the one that notices first."""
    office = manned(pg_server, pg_store)
    with psycopg.connect(office.owner) as other, ThreadPoolExecutor() as threads:
        other.execute("SET deadlock_timeout = '20s'")
        other.execute("LOCK TABLE blocker_word IN ACCESS SHARE MODE")
        sets_up = threads.submit(pg_store.put_up_roles)
        sleep(0.4)
        other.execute("LOCK TABLE profile IN ACCESS SHARE MODE")
        other.commit()
        sets_up.result(20)
    assert office.desk("记的").rights
