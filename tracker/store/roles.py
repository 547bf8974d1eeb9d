"""Roles of an office on PostgreSQL: groups of its own, what each may read and write there, and whose login has which.

Nothing here is asked by the program before it writes: the server refuses by itself what was not granted, whatever
program tries it. The names of the groups hold the name of the database, so that offices on one server keep apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from tracker.domain.rights import OF_ROLE, Right, Role
from tracker.store.granted import ADDS, ENDS, TAKEN_IN_SETTINGS
from tracker.store.migrations import VERSION_TABLE
from tracker.store.query import table_of
from tracker.store.tables import (
    FACTS,
    OF_PROJECTS,
    PROJECTED,
    AuditAnswer,
    Blocker,
    BlockerWord,
    DifferenceAnswer,
    EvidenceFile,
    JournalEntry,
    OthersList,
    Profile,
    Project,
    ReviewWord,
    Setting,
)
from tracker.store.turn import SCHEMA

EVERYWHERE = "everywhere"
"""The group of those who see all parks."""
_GROUPS = (*Role, EVERYWHERE)
_MARKS = ("superseded_at", "superseded_entry_id", "known_at", "gone_at")
_PROJECTIONS = ("stage", "status", "blocked", "since", "touched_at", "search", "version")
_KEPT = f"""
CREATE TABLE IF NOT EXISTS {SCHEMA}.park (account text NOT NULL, park text NOT NULL, PRIMARY KEY (account, park))
"""
"""Which parks an account sees, where it does not see all of them."""

_GRANT = f"""
DECLARE made boolean := false;
BEGIN
    IF NOT pg_has_role(session_user, current_user, 'USAGE') AND NOT {SCHEMA}.has_role('admin') THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'only an admin grants';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
        EXECUTE format('CREATE ROLE %I LOGIN', login);
        made := true;
    END IF;
    EXECUTE format('GRANT %I TO %I', {SCHEMA}.role_name(kind), login);
    DELETE FROM {SCHEMA}.park WHERE account = login;
    IF cardinality(parks) = 0 THEN
        EXECUTE format('GRANT %I TO %I', {SCHEMA}.role_name('{EVERYWHERE}'), login);
    ELSE
        EXECUTE format('REVOKE %I FROM %I', {SCHEMA}.role_name('{EVERYWHERE}'), login);
        INSERT INTO {SCHEMA}.park SELECT login, unnest(parks);
    END IF;
    RETURN made;
END
"""
_REVOKE = f"""
DECLARE each text; had boolean := false;
BEGIN
    IF NOT pg_has_role(session_user, current_user, 'USAGE') AND NOT {SCHEMA}.has_role('admin') THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'only an admin revokes';
    END IF;
    FOREACH each IN ARRAY ARRAY[{", ".join(f"'{kind}'" for kind in _GROUPS)}] LOOP
        IF EXISTS (SELECT FROM pg_auth_members AS m JOIN pg_roles AS g ON g.oid = m.roleid
                   JOIN pg_roles AS a ON a.oid = m.member
                   WHERE g.rolname = {SCHEMA}.role_name(each) AND a.rolname = login) THEN
            EXECUTE format('REVOKE %I FROM %I', {SCHEMA}.role_name(each), login);
            had := true;
        END IF;
    END LOOP;
    DELETE FROM {SCHEMA}.park WHERE account = login;
    RETURN had;
END
"""
_ELSEWHERE = f"""
    SELECT project_id FROM profile AS p WHERE superseded_at IS NULL
        AND NOT EXISTS (SELECT FROM {SCHEMA}.park AS k WHERE k.account = session_user AND k.park = p.park)
"""
_OWN_PARK = f"SELECT EXISTS (SELECT FROM {SCHEMA}.park AS k WHERE k.account = session_user AND k.park = named)"
_OWN_DOCUMENT = f"""
    SELECT NOT EXISTS (SELECT FROM evidence WHERE sha256 = digest)
        OR EXISTS (SELECT FROM evidence WHERE sha256 = digest
                   AND project_id NOT IN (SELECT {SCHEMA}.elsewhere()))
"""
_CODES = "SELECT code FROM project"
_ACCOUNT = f"""
    SELECT session_user::text, pg_has_role(session_user, current_user, 'USAGE'),
        ARRAY(SELECT kind FROM unnest(ARRAY[{", ".join(f"'{kind}'" for kind in Role)}]) AS kind
              WHERE {SCHEMA}.has_role(kind)),
        ARRAY(SELECT park FROM {SCHEMA}.park WHERE account = session_user ORDER BY park COLLATE "C"),
        NOT {SCHEMA}.has_role('{EVERYWHERE}')
"""
_MEMBERS = f"""
    SELECT a.rolname::text, array_agg(kind ORDER BY place),
        ARRAY(SELECT park FROM {SCHEMA}.park WHERE account = a.rolname ORDER BY park COLLATE "C")
    FROM unnest(ARRAY[{", ".join(f"'{kind}'" for kind in Role)}]) WITH ORDINALITY AS k (kind, place)
    JOIN pg_roles AS g ON g.rolname = {SCHEMA}.role_name(kind) JOIN pg_auth_members AS m ON m.roleid = g.oid
    JOIN pg_roles AS a ON a.oid = m.member WHERE a.rolcanlogin
    GROUP BY a.rolname ORDER BY a.rolname COLLATE "C"
"""
_FUNCTIONS = (
    ("grant_role(kind text, login text, parks text[])", "boolean", "plpgsql VOLATILE", _GRANT),
    ("revoke_roles(login text)", "boolean", "plpgsql VOLATILE", _REVOKE),
    ("elsewhere()", "SETOF bigint", "sql STABLE", _ELSEWHERE),
    ("own_park(named text)", "boolean", "sql STABLE", _OWN_PARK),
    ("own_document(digest text)", "boolean", "sql STABLE", _OWN_DOCUMENT),
    ("codes()", "SETOF text", "sql STABLE", _CODES),
    ("members()", "TABLE (name text, kinds text[], parks text[])", "sql STABLE", _MEMBERS),
    ("account()", "TABLE (who text, owns boolean, roles text[], parks text[], narrowed boolean)", "sql STABLE",
     _ACCOUNT),
)
_ANSWERS_ALL = "account()"
"""What anybody may ask: what one is granted oneself."""
_HIDDEN = f"NOT IN (SELECT {SCHEMA}.elsewhere())"


@dataclass(frozen=True, slots=True)
class Account:
    """Who is logged in on a server: the login, whether it owns the office, its roles, and which parks it sees."""

    name: str
    owns: bool
    roles: frozenset[Role]
    parks: tuple[str, ...] = ()
    """Empty where all are seen."""

    @property
    def rights(self) -> frozenset[Right]:
        """What it may do; the owner sets an office up and records nothing in it."""
        return frozenset() if self.owns else frozenset().union(*(OF_ROLE[role] for role in self.roles))


def account(connection: Connection) -> Account:
    """Whose session it is."""
    who, owns, roles, parks, narrowed = connection.exec_driver_sql(f"SELECT * FROM {SCHEMA}.account()").one()
    had = frozenset(map(Role, roles))  # every role reads: that of viewers is told where there is no other
    return Account(who, owns, had - {Role.VIEWER} or had, tuple(parks) if narrowed and not owns else ())


def codes(connection: Connection) -> list[str]:
    """The codes of all projects, also of those that are not seen: on a server no two may have the same."""
    return list(connection.exec_driver_sql(f"SELECT {SCHEMA}.codes()").scalars())


def grant(connection: Connection, role: Role, name: str, parks: Iterable[str] = ()) -> bool:
    """Grants a login a role, in some parks or (none named) everywhere; answers whether the login had to be made."""
    query = text(f"SELECT {SCHEMA}.grant_role(:role, :name, CAST(:parks AS text[]))")
    return bool(connection.scalar(query, {"role": role.value, "name": name, "parks": list(parks)}))


def revoke(connection: Connection, name: str) -> bool:
    """Takes all roles back from a login; answers whether it had any."""
    return bool(connection.scalar(text(f"SELECT {SCHEMA}.revoke_roles(:name)"), {"name": name}))


@dataclass(frozen=True, slots=True)
class Member:
    """A login that was granted something, with the parks it sees (none: all of them)."""

    name: str
    roles: tuple[str, ...]
    parks: tuple[str, ...]


def members(connection: Connection) -> list[Member]:
    """Every login with a role in this office, by name."""
    rows = connection.exec_driver_sql(f"SELECT * FROM {SCHEMA}.members()")
    return [Member(name, tuple(kinds), tuple(parks)) for name, kinds, parks in rows]


def put_up_functions(connection: Connection) -> None:
    """Makes what answers who somebody is and what he sees, and what grants; or makes it anew."""
    run = _runs(connection)
    schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar()
    run(_KEPT)
    for called, answers, how, body in _FUNCTIONS:
        run(f"CREATE OR REPLACE FUNCTION {SCHEMA}.{called} RETURNS {answers} LANGUAGE {how} SECURITY DEFINER "
            f"SET search_path TO {schema}, pg_temp AS $body${body}$body$")
        if called != _ANSWERS_ALL:
            run(f"REVOKE EXECUTE ON FUNCTION {SCHEMA}.{called} FROM PUBLIC")


def put_up(connection: Connection) -> None:
    """Makes the groups and grants each what it may do; whoever else had been granted anything loses it.

    A database that was restored under another name brings the grants of the first one along: they go.
    """
    run = _runs(connection)
    schema, database, owner = connection.exec_driver_sql(
        "SELECT quote_ident(current_schema()), quote_ident(current_database()), current_user").one()
    groups = {str(kind): _group(connection, kind) for kind in _GROUPS}
    for role in (Role.OFFICER, Role.VERIFIER, Role.ADMIN):
        run(f"GRANT {groups[Role.VIEWER]} TO {groups[role]}")
    run(f"REVOKE CONNECT ON DATABASE {database} FROM PUBLIC")
    run(f"GRANT CONNECT ON DATABASE {database} TO {groups[Role.VIEWER]}")
    run(f"GRANT USAGE ON SCHEMA {schema} TO {groups[Role.VIEWER]}")
    tables = {table_of(model).name: model for model in (*ADDS,)}
    for name in (*tables, VERSION_TABLE):
        for grantee in _grantees(connection, name, owner):
            run(f'REVOKE ALL ON "{name}" FROM {grantee}')
        run(f'GRANT SELECT ON "{name}" TO {groups[Role.VIEWER]}')
        if name in tables and "id" in table_of(tables[name]).columns:  # to try an import is to read
            run(f'GRANT SELECT ON SEQUENCE "{name}_id_seq" TO {groups[Role.VIEWER]}')
    for right, role in ((Right.RECORD, Role.OFFICER), (Right.VERIFY, Role.VERIFIER), (Right.ADMIN, Role.ADMIN)):
        for statement in _writes(right):
            run(f"GRANT {statement} TO {groups[role]}")
    run(f"GRANT EXECUTE ON FUNCTION {SCHEMA}.begin_unit() TO "
        + ", ".join(groups[role] for role in (Role.OFFICER, Role.VERIFIER, Role.ADMIN)))
    for called, *_ in _FUNCTIONS:
        run(f"GRANT EXECUTE ON FUNCTION {SCHEMA}.{called} TO {groups[Role.VIEWER]}")
    _see(connection, groups)


def _runs(connection: Connection) -> Callable[[str], object]:
    """Runs a statement as it is: a per cent sign in it is no place for a value."""
    return lambda statement: connection.exec_driver_sql(statement.replace("%", "%%"))


def _group(connection: Connection, kind: str) -> str:
    """The quoted name of a group; it is made where it is not there."""
    name = connection.scalar(text(f"SELECT {SCHEMA}.role_name(:kind)"), {"kind": str(kind)})
    quoted = '"' + str(name).replace('"', '""') + '"'
    if connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name}) is None:
        connection.exec_driver_sql(f"CREATE ROLE {quoted} NOLOGIN")
    return quoted


def _grantees(connection: Connection, table: str, owner: str) -> list[str]:
    """Everybody beside the owner who was granted something on a table, or on a column of it."""
    query = text(
        "SELECT DISTINCT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END FROM ("
        "SELECT (aclexplode(relacl)).grantee FROM pg_class WHERE oid = to_regclass(:table) UNION ALL "
        "SELECT (aclexplode(attacl)).grantee FROM pg_attribute WHERE attrelid = to_regclass(:table)) AS a "
        "WHERE a.grantee = 0 OR pg_get_userbyid(a.grantee) <> :owner")
    return list(connection.scalars(query, {"table": f'"{table}"', "owner": owner}))


def _writes(right: Right) -> Iterator[str]:
    """What a right grants: rows to be added, and single columns to be changed."""
    for model, rights in ADDS.items():
        if right not in rights:
            continue
        table = table_of(model)
        if model is JournalEntry:  # the number of an entry is the server's
            yield f"INSERT ({_columns(c.name for c in table.columns if c.name != 'id')}) ON {table.name}"
        else:
            yield f'INSERT ON "{table.name}"'
        if "id" in table.columns:
            how = "USAGE" if model is JournalEntry else "USAGE, SELECT, UPDATE"
            yield f'{how} ON SEQUENCE "{table.name}_id_seq"'
    for kind, rights in ENDS.items():
        if right in rights:
            yield f'UPDATE ({_columns(_MARKS)}) ON "{table_of(kind).name}"'
    if right in (Right.RECORD, Right.VERIFY):
        yield f"UPDATE ({_columns(_PROJECTIONS)}) ON project"
        for model, names in PROJECTED.items():
            yield f'UPDATE ({_columns(sorted(names))}) ON "{table_of(model).name}"'
    if right is Right.RECORD:
        yield "UPDATE (content) ON evidence_file"


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _see(connection: Connection, groups: dict[str, str]) -> None:
    """Which rows are seen and written: all of them by those who see everywhere, else those of one's own parks."""
    run = _runs(connection)
    for table, policy in connection.exec_driver_sql(
            "SELECT quote_ident(tablename), quote_ident(policyname) FROM pg_policies"
            " WHERE schemaname = current_schema()").all():
        run(f"DROP POLICY {policy} ON {table}")
    for model, (seen, taken) in _narrowed().items():
        table = f'"{table_of(model).name}"'
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        run(f"CREATE POLICY everywhere ON {table} TO {groups[EVERYWHERE]} USING (true) WITH CHECK (true)")
        if seen:
            run(f"CREATE POLICY own ON {table} TO {groups[Role.VIEWER]} USING ({seen}) WITH CHECK ({taken or seen})")
    run("ALTER TABLE setting ENABLE ROW LEVEL SECURITY")
    brought = " OR ".join(f"key LIKE '{pattern}'" for pattern in TAKEN_IN_SETTINGS)
    for name, of, group, condition in (
            ("seen", "SELECT", Role.VIEWER, "USING (true)"),
            ("brought", "INSERT", Role.VIEWER, f"WITH CHECK ({brought})"),
            ("brought_anew", "UPDATE", Role.VIEWER, f"USING ({brought}) WITH CHECK ({brought})"),
            ("changed", "ALL", Role.ADMIN, "USING (true) WITH CHECK (true)")):
        run(f"CREATE POLICY {name} ON {table_of(Setting).name} FOR {of} TO {groups[group]} {condition}")


def _narrowed() -> dict[type[SQLModel], tuple[str, str]]:
    """Which rows somebody sees who sees some parks, and may write where that is less; nothing: none at all."""
    of_project: dict[type[SQLModel], tuple[str, str]] = {
        kind: (f"project_id {_HIDDEN}", "") for kind in OF_PROJECTS if "project_id" in table_of(kind).columns}
    return {
        **of_project,
        Project: (f"id {_HIDDEN}", ""),
        Profile: (f"project_id {_HIDDEN}", f"project_id {_HIDDEN} AND {SCHEMA}.own_park(park)"),
        BlockerWord: (f"blocker_id IN (SELECT id FROM {table_of(Blocker).name})", ""),
        ReviewWord: (f"blocker_id IS NULL OR blocker_id IN (SELECT id FROM {table_of(Blocker).name})", ""),
        # What an import corrected stands in its entry, of whatever park.
        JournalEntry: (f"who = session_user OR project_id {_HIDDEN} OR (project_id IS NULL AND action <> 'import')",
                       f"project_id IS NULL OR project_id {_HIDDEN}"),
        EvidenceFile: (f"{SCHEMA}.own_document(sha256)", ""),
        OthersList: ("", ""), DifferenceAnswer: ("", ""), AuditAnswer: ("", ""),
    }


assert set(FACTS) <= set(ADDS)
