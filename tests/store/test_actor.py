"""On a server nobody records for another, for another moment or beside a unit of work, whatever he writes by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from tests.embedded import Server
from tests.office_roles import Manned, manned
from tracker.domain.rights import Role
from tracker.office.desk import Desk
from tracker.office.open import open_desk
from tracker.office.outcome import Done, NotTaken
from tracker.office.project.projects import add, amend
from tracker.office.server_office import grant_role
from tracker.office.verify import verify
from tracker.store.engine import Store
from tracker.store.granted import OPEN_ACTIONS
from tracker.store.unusable import StoreUnusable
from tracker.words import Lang, spoken
from tracker.words.screens import ScreenWords

BEGIN = "SELECT sanxin.begin_unit()"
MOMENT = "(SELECT greatest(sanxin.begin_unit(), (SELECT max(at) FROM journal) + interval '1 microsecond'))"
_OWN = "(SELECT max(id) FROM journal)"


def entry(who: str = "记的", at: str = MOMENT, action: str = "project.amend", detail: str = "{}") -> str:
    """An entry of the journal, as it would be written by hand."""
    return (f"INSERT INTO journal (at, who, action, project_id, subject, reason, detail) "
            f"VALUES ({at}, '{who}', '{action}', 1, '', '', '{detail}')")


def milestone(entry_id: str = _OWN, who: str = "记的", at: str = f"(SELECT at FROM journal WHERE id = {_OWN})",
              known_at: str = "", more: str = "") -> str:
    """A fact that would move a figure."""
    return (f"INSERT INTO milestone (entry_id, recorded_at, recorded_by, known_at, project_id, stage, occurred_on,"
            f" precision, recognised_by, override) VALUES ({entry_id}, {at}, '{who}', {known_at or at}, 1, 'signed',"
            f" '2023-03-01', 'day', '', '')")


ATTACKS = {
    "no unit of work": (entry(at="clock_timestamp()"),),
    "an entry of the past": (BEGIN, entry(at="'2023-01-01'")),
    "an entry of the future": (BEGIN, entry(at="clock_timestamp() + interval '1 day'")),
    "an entry of another": (BEGIN, entry(who="认的")),
    "a number of one's own for an entry": (
        BEGIN, entry().replace("(at,", "(id, at,").replace("VALUES (", "VALUES (9999, ")),
    "a fact of the past": (BEGIN, entry(), milestone(at="'2023-01-01'")),
    "a fact known in the past": (BEGIN, entry(), milestone(known_at="'2023-01-01'")),
    "known in the past, as if it were an older ledger, since the office is kept": (
        BEGIN, entry(action="import", detail='{"known_on": "2030-01-01"}'), milestone(known_at="clock_timestamp()")),
    "a fact of another": (BEGIN, entry(), milestone(who="认的")),
    "a fact under an older entry": (BEGIN, entry(), milestone(entry_id="1")),
    "a fact without an entry": (BEGIN, milestone(entry_id="1")),
    "a fact that was superseded before": (BEGIN, entry(), milestone().replace(
        "override)", "override, superseded_at, superseded_entry_id, gone_at)").replace(
        "'', '')", f"'', '', '2023-02-01', {_OWN}, '2023-02-01')")),
    "another day": (BEGIN, entry(), "UPDATE milestone SET occurred_on = '2020-01-01'"),
    "another author": (BEGIN, "UPDATE milestone SET recorded_by = '认的'"),
    "superseded in the past": (BEGIN, entry(), "UPDATE milestone SET superseded_at = '2023-01-01',"
                               f" gone_at = '2023-01-01', superseded_entry_id = {_OWN}"),
    "superseded by an older entry": (BEGIN, entry(), "UPDATE milestone SET superseded_entry_id = 1, superseded_at ="
                                     f" (SELECT at FROM journal WHERE id = {_OWN}), gone_at = (SELECT at FROM journal"
                                     f" WHERE id = {_OWN})"),
    "another entry": (BEGIN, "UPDATE journal SET who = '认的'"),
    "a row removed": (BEGIN, "DELETE FROM milestone"),
    "all rows removed": (BEGIN, "TRUNCATE sanxin_tables.milestone"),
    "an older entry sealed anew": (BEGIN, entry(), "INSERT INTO seal (entry_id, hash, facts) VALUES (1, '', '')"),
    "a seal replaced": (BEGIN, "UPDATE seal SET hash = ''"),
    "another unit of work": (BEGIN, "UPDATE sanxin.unit SET now = '2023-01-01'"),
    "guards taken down": ("DROP TRIGGER milestone_records ON sanxin_tables.milestone",),
    "guards switched off": ("ALTER TABLE sanxin_tables.milestone DISABLE TRIGGER ALL",),
    "guards gone round": ("SET session_replication_role = replica",),
    "another function": ("CREATE OR REPLACE FUNCTION sanxin.begin_unit() RETURNS timestamptz LANGUAGE sql AS"
                         " $$SELECT timestamptz '2023-01-01'$$",),
    "a table in the place of another": (
        BEGIN, "CREATE TEMP TABLE unit (one boolean, xid xid8, started timestamptz, who text, now timestamptz,"
        " latest timestamptz, at timestamptz, first_entry bigint, older boolean, kept_since timestamptz)",
        "INSERT INTO unit SELECT true, pg_current_xact_id(), transaction_timestamp(), '记的', moment, moment FROM"
        " (SELECT clock_timestamp() - interval '50 minutes' AS moment) AS m", entry(at="(SELECT now FROM unit)")),
    "a journal in the place of the office's": (
        "CREATE TEMP TABLE journal (id bigint, at timestamptz)", "INSERT INTO journal VALUES (1, '2030-01-01')",
        BEGIN, entry(at="'2030-01-01'").replace("INTO journal", "INTO public.journal")),
    "the last number there is": (BEGIN, "SELECT setval(sanxin.sequence('receipt'), 9223372036854775807)"),
    "a number of before": (BEGIN, "SELECT setval(sanxin.sequence('project'), 1, false)"),
    "another login": ("SET SESSION AUTHORIZATION postgres",),
    "the owner's role": ("SET ROLE postgres",),
    "a role of one's own choice": ("SELECT sanxin.grant_role('admin', '记的', ARRAY[]::text[], '')",),
    "a recognition": (BEGIN, entry(), "INSERT INTO recognition (project_id) VALUES (1)"),
    "a verification": (BEGIN, entry(action="blocker.verify"),
                       "INSERT INTO blocker_word (entry_id, recorded_at, recorded_by, known_at, blocker_id, word,"
                       " precision, said_by, level, text) SELECT max(id), max(at), '记的', max(at), 1, 'verify', 'day',"
                       " '', '', '' FROM journal"),
    "a closed year": (BEGIN, entry(action="year.close"), "INSERT INTO year_close (year) VALUES (2023)"),
    "an answer to the clock of an admin": (BEGIN, entry(), "INSERT INTO setting (entry_id, recorded_at, recorded_by,"
                                           " known_at, key, value) SELECT max(id), max(at), '记的', max(at), 'who', 'x'"
                                           " FROM journal"),
}


@pytest.fixture
def office(pg_server: Server, pg_store: Store) -> Manned:
    return manned(pg_server, pg_store)


@pytest.fixture
def officer(office: Manned) -> Iterator[Desk]:
    desk = office.desk("记的")
    assert isinstance(add(desk, {"name": "万骏船舶", "park": "高新区"}), Done)
    yield desk
    desk.store.close()


def test_what_the_program_does_is_taken_by_hand_too(office: Manned, officer: Desk) -> None:
    """Else the attacks below would prove nothing: without its one fault each of them is a unit of work."""
    before = office.rows()
    office.run("记的", BEGIN, entry(), milestone())
    after = office.rows()
    assert {name: after[name] - count for name, count in before.items() if after[name] != count} == {
        "journal": 1, "milestone": 1}
    assert not verify(officer).is_sound  # nobody sealed it: that is found


@pytest.mark.story
def test_no_statement_moves_what_is_on_record(office: Manned, officer: Desk) -> None:
    before, head = office.rows(), verify(officer)
    for name, statements in ATTACKS.items():
        with pytest.raises(psycopg.Error) as caught:
            office.run("记的", *statements)
        assert caught.value.sqlstate in ("42501", "23000"), (name, str(caught.value))
        assert office.rows() == before, name
    assert verify(officer) == head
    assert head.is_sound


def test_a_verifier_gives_no_milestone_another_day(office: Manned, officer: Desk) -> None:
    before = office.rows()
    for statements in ((BEGIN, entry("认的"), milestone(who="认的")),
                       (BEGIN, entry("认的"), f"UPDATE milestone SET superseded_at = (SELECT at FROM journal WHERE id ="
                        f" {_OWN}), gone_at = (SELECT at FROM journal WHERE id = {_OWN}), superseded_entry_id = {_OWN}",
                        milestone(who="认的").replace("'signed'", "'lead'"))):
        with pytest.raises(psycopg.Error, match="verifier recognises it as it is"):
            office.run("认的", *statements)
    assert office.rows() == before


def test_a_viewer_and_whoever_has_no_role_write_nothing(office: Manned, officer: Desk) -> None:
    with pytest.raises(psycopg.Error, match="permission denied"):
        office.run("看的", BEGIN)
    for name in ("看的", "外人"):
        with pytest.raises(psycopg.Error, match="permission denied"):
            office.run(name, "INSERT INTO journal (at, who, action) VALUES (now(), '看的', 'x')")
    with pytest.raises(psycopg.Error, match="permission denied"):
        office.run("外人", "SELECT * FROM project")


def test_an_officer_of_a_park_sees_and_records_that_one_only(office: Manned, officer: Desk) -> None:
    assert isinstance(add(officer, {"name": "乙项目", "park": "临港"}), Done)
    assert isinstance(grant_role(open_desk(office.owner), Role.OFFICER, "园区的", ["高新区"]), Done)
    narrow = office.desk("园区的")
    assert narrow.parks == ("高新区",)
    with narrow.reading() as session:
        run = session.connection().exec_driver_sql
        for table in ("project", "profile", "milestone"):
            assert run(f"SELECT count(*) FROM {table}").scalar() == 1, table
        assert run("SELECT count(*) FROM journal WHERE subject LIKE '%%乙项目%%'").scalar() == 0
    assert isinstance(amend(narrow, "P0001", {"officer": "李四"}), Done)
    added = add(narrow, {"name": "丙项目", "park": "高新区"})
    assert isinstance(added, Done)
    assert added.value == "P0003", "the code of a project that is not seen is not given twice"
    before = office.rows()
    for statements in (
            (BEGIN, entry("园区的").replace(", 1, ", ", 2, ")), (BEGIN, entry("园区的"), milestone(
                who="园区的").replace(", 1, 'signed'", ", 2, 'signed'"))):
        with pytest.raises(psycopg.Error, match="row-level security"):
            office.run("园区的", *statements)
    for park in ("临港", ""):
        for told in (narrow, replace(narrow, parks=())):  # said by the program, and refused by the server
            with pytest.raises((NotTaken, StoreUnusable)) as caught:
                add(told, {"name": "丁项目", "park": park})
            assert isinstance(caught.value, NotTaken) is bool(told.parks)
            with pytest.raises((NotTaken, StoreUnusable)):
                amend(told, "P0001", {"park": park})
    office.run("园区的", BEGIN, "UPDATE project SET stage = 'funded' WHERE id = 2")
    assert office.rows() == before
    with officer.reading() as session:
        assert session.connection().exec_driver_sql("SELECT stage FROM project WHERE id = 2").scalar() == "lead"
    narrow.store.close()
    verified = verify(officer)
    assert verified.is_sound, verified


def granting(role: str, name: str, said: str = "") -> tuple[str, ...]:
    """An admin grants by hand, with the entry that it takes; `said` is the role in the entry where it is another."""
    return (BEGIN, entry("管的", action="db.grant", detail=f'{{"role": "{said or role}", "parks": []}}').replace(
        "1, '', ''", f"NULL, '{name}', ''"), f"SELECT sanxin.grant_role('{role}', '{name}', '{{}}', '')")


def groups_of(office: Manned, name: str) -> set[str]:
    with psycopg.connect(office.owner) as connection:
        return {group for (group,) in connection.execute(
            "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = to_regrole(quote_ident(%s))", (name,))}


def test_an_admin_grants_roles_of_this_office_to_accounts_and_each_stands_in_the_journal(
        office: Manned, officer: Desk) -> None:
    with psycopg.connect(office.owner) as connection:
        (viewer,) = connection.execute("SELECT sanxin.role_name('viewer')").fetchone() or ("",)
        (other,) = connection.execute("SELECT sanxin.role_name('2025_admin')").fetchone() or ("",)
        connection.execute(SQL("CREATE ROLE {}").format(Identifier(other)))
    before, had = office.rows(), {name: groups_of(office, name) for name in ("管的", "外人", viewer)}
    nobody = "sanxin_another_office_admin"
    try:
        for role, name, says in (("2025_admin", "管的", "no such role"), ("everywhere", "外人", "no such role"),
                                 ("officer", viewer, "no account but a group"),
                                 ("viewer", nobody, "no account but a group")):
            for by in ("管的", "postgres"):
                with pytest.raises(psycopg.Error, match=says):
                    office.run(by, *(granting(role, name) if by != "postgres" else granting(role, name)[2:]))
        with pytest.raises(psycopg.Error, match="no account but a group"):
            office.run("管的", BEGIN, entry("管的", action="db.revoke").replace("1, '', ''", f"NULL, '{viewer}', ''"),
                       f"SELECT sanxin.revoke_roles('{viewer}')")
        for statements in (granting("admin", "外人")[2:], (BEGIN, granting("admin", "外人")[2]),
                           granting("admin", "外人", said="viewer"),
                           (*granting("admin", "看的")[:2], granting("admin", "外人")[2]),
                           (BEGIN, "SELECT sanxin.revoke_roles('认的')"), ("SELECT sanxin.revoke_roles('认的')",)):
            with pytest.raises(psycopg.Error, match="writes an entry of it"):
                office.run("管的", *statements)
        assert office.rows() == before
        assert {name: groups_of(office, name) for name in had} == had
        office.run("管的", *granting("officer", "外人"))
        assert office.rows() == {**before, "journal": before["journal"] + 1}
        assert [group.rpartition("_")[2] for group in groups_of(office, "外人")] == ["officer"]
    finally:
        office.server.run(f'DROP ROLE "{other}"')


def test_what_may_speak_of_any_park_is_hidden_from_whoever_sees_some(office: Manned, officer: Desk) -> None:
    """Also where it was taken back; what is the whole office's is seen, and that it was taken back."""
    assert isinstance(grant_role(open_desk(office.owner), Role.OFFICER, "园区的", ["高新区"]), Done)
    kept = {"import": "帐", "audit.answer": "答", "difference.answer": "释", "list.take": "单", "target.set": "标"}
    for action, subject in kept.items():
        whole = "1, '', ''", f"NULL, '{subject}', ''"
        office.run("记的", BEGIN, entry(action=action).replace(*whole))
        undo = f"(SELECT json_build_object('of', max(id)) FROM journal WHERE subject = '{subject}')"
        office.run("记的", BEGIN, entry(action="undo").replace(*whole).replace("'{}'", undo))
        office.run("记的", BEGIN, entry(action="undo").replace(*whole).replace("'{}'", undo))
    office.run("园区的", BEGIN, entry("园区的", action="import").replace("1, '', ''", "NULL, '自己的', ''"))
    with psycopg.connect(office.address("园区的")) as connection:
        seen = [subject for (subject,) in connection.execute("SELECT subject FROM journal ORDER BY id")]
    assert [subject for subject in seen if subject in (*kept.values(), "自己的")] == ["标"] * 3 + ["自己的"]
    assert "P0001 万骏船舶" in seen


def test_every_action_is_a_projects_or_seen_by_all_or_hidden() -> None:
    of_projects = {"project", "recognise", "result", "receipt", "blocker", "evidence", "credit"}
    hidden = {"import", "ledger.import", "audit.answer", "difference.answer", "list.take", "undo",
              "bundle.take", "bundle.trust"}
    actions = spoken(Lang.EN, ScreenWords).journal_actions
    whole = {action for action in actions if action.partition(".")[0] not in of_projects}
    assert whole - hidden == set(OPEN_ACTIONS)
    assert not hidden & set(OPEN_ACTIONS)
