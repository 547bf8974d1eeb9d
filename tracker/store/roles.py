"""Roles of an office on PostgreSQL: groups of its own, what each may read and write there, and whose login has which.

Nothing here is asked by the program before it writes: the server refuses by itself what was not granted, whatever
program tries it. The names of the groups hold the name of the database, so that offices on one server keep apart.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from tracker.domain.rights import OF_ROLE, ROLE_FOR, Right, Role
from tracker.store import actor, regions
from tracker.store.actor import UNDER_WAY, Function, kinds_for, make
from tracker.store.granted import ADDS, ENDS, GRANTED, OPEN_ACTIONS, REVOKED, TAKEN_IN_SETTINGS, UNDO
from tracker.store.migrations import VERSION_TABLE
from tracker.store.query import table_of
from tracker.store.tables import (
    FACTS,
    OF_PROJECTS,
    PROJECTED,
    AuditAnswer,
    Blocker,
    BlockerWord,
    BundleTaken,
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

_MARKS = ("superseded_at", "superseded_entry_id", "known_at", "gone_at")
_PROJECTED: Mapping[type[SQLModel], Collection[str]] = {
    Project: ("stage", "status", "blocked", "since", "touched_at", "search", "version"),
    EvidenceFile: ("content",), **{kind: sorted(names) for kind, names in PROJECTED.items()}}
"""What may be changed beside the marks of a fact: it follows from facts, or is the bytes of a damaged document."""
ALTERS: Mapping[type[SQLModel], frozenset[Right]] = {
    **dict.fromkeys(_PROJECTED, frozenset({Right.RECORD, Right.VERIFY})), EvidenceFile: frozenset({Right.RECORD})}
"""One of these rights is enough to change it."""
_KEPT = f"""
CREATE TABLE IF NOT EXISTS {SCHEMA}.park (account text NOT NULL, region text COLLATE "C" NOT NULL DEFAULT '',
    park text NOT NULL, PRIMARY KEY (account, region, park))
"""
"""Which parks an account sees, where it does not see all of them: in a region, or in those whose codes begin so."""
_PARKS_HERE = (f"SELECT FROM {SCHEMA}.park AS k WHERE k.account = session_user"
               f" AND starts_with({SCHEMA}.here(), k.region)")


def _may(action: str, says: str, more: str = "") -> str:
    """Inside a function: only the owner, or an admin of whose unit an entry of this `action` names the login.

    `more` is what else has to be true of the entry.
    """
    return f"""
    IF NOT pg_has_role(session_user, current_user, 'USAGE') THEN
        IF NOT {SCHEMA}.has_role('admin') THEN
            RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'only an admin {says}';
        END IF;
        {UNDER_WAY}
        IF NOT EXISTS (SELECT FROM journal WHERE id >= begun.first_entry AND action = '{action}'
                       AND subject = login {more}) THEN
            RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
                MESSAGE = 'whoever {says} writes an entry of it in the same unit of work first';
        END IF;
    END IF;
    """


def _within(reach: str) -> str:
    """Inside a function: that a region, or all whose codes begin so, is where the account is an admin."""
    return f"""pg_has_role(session_user, current_user, 'USAGE') OR EXISTS (
        SELECT FROM {SCHEMA}.seat AS own
        WHERE own.account = session_user AND own.kind = 'admin' AND starts_with({reach}, own.region))"""


_SAID = ("AND detail->>'role' = kind AND coalesce(detail->>'region', '') = reach"
         " AND ARRAY(SELECT json_array_elements_text(detail->'parks')) = parks")
_GRANT = f"""
DECLARE begun {SCHEMA}.unit; is_account boolean; reached text;
BEGIN
    IF (kind IN ({", ".join(f"'{role}'" for role in Role)})) IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'there is no such role: ' || kind;
    END IF;
    SELECT rolcanlogin INTO is_account FROM pg_roles WHERE rolname = login;
    IF NOT is_account OR (is_account IS NULL AND starts_with(login, 'sanxin_')) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
            MESSAGE = login || ' is no account but a group, or has the name of one';
    END IF;
    {_may(GRANTED, "grants", _SAID)}
    reached := coalesce(nullif(reach, ''), {SCHEMA}.here());
    IF NOT ({_within("reached")}) THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'only an admin of ' || reached || ' grants';
    END IF;
    IF is_account IS NULL THEN
        EXECUTE format('CREATE ROLE %I LOGIN', login);
    END IF;
    EXECUTE format('GRANT %I TO %I', {SCHEMA}.role_name(kind), login);
    INSERT INTO {SCHEMA}.seat VALUES (login, kind, reached) ON CONFLICT DO NOTHING;
    DELETE FROM {SCHEMA}.park WHERE account = login AND starts_with(region, reached);
    INSERT INTO {SCHEMA}.park SELECT login, reached, unnest(parks);
    RETURN is_account IS NULL;
END
"""
"""No group is ever made a member by it, nor a login that has the name of a group of an office that is yet to come."""
_REVOKE = f"""
DECLARE begun {SCHEMA}.unit; each text; had boolean;
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = login AND NOT rolcanlogin) AND starts_with(login, 'sanxin_') THEN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = login || ' is no account but a group';
    END IF;
    {_may(REVOKED, "revokes")}
    WITH gone AS (DELETE FROM {SCHEMA}.seat WHERE account = login AND ({_within("seat.region")}) RETURNING 1)
        SELECT count(*) > 0 INTO had FROM gone;
    FOREACH each IN ARRAY ARRAY[{", ".join(f"'{kind}'" for kind in Role)}] LOOP
        IF NOT EXISTS (SELECT FROM {SCHEMA}.seat WHERE account = login AND kind = each)
                AND EXISTS (SELECT FROM pg_auth_members AS m JOIN pg_roles AS g ON g.oid = m.roleid
                   JOIN pg_roles AS a ON a.oid = m.member
                   WHERE g.rolname = {SCHEMA}.role_name(each) AND a.rolname = login
                   AND (a.rolname <> current_user OR pg_has_role(a.oid, g.oid, 'USAGE'))) THEN
            EXECUTE format('REVOKE %I FROM %I', {SCHEMA}.role_name(each), login);
            had := true;
        END IF;
    END LOOP;
    DELETE FROM {SCHEMA}.park WHERE account = login AND ({_within("park.region")});
    RETURN had;
END
"""
"""An admin takes back what lies where he is an admin; what the account has elsewhere it keeps. An account that may not
log in any more can be revoked, a group of an office cannot.

From PostgreSQL 16 whoever makes a group administers it, as a member who may do nothing by it: that stays.
"""
_ELSEWHERE = f"""
    SELECT project_id FROM profile AS p WHERE superseded_at IS NULL
        AND NOT EXISTS ({_PARKS_HERE} AND k.park = p.park)
"""
_OWN_PARK = f"SELECT EXISTS ({_PARKS_HERE} AND k.park = named)"
_NARROWED_HERE = f"SELECT EXISTS ({_PARKS_HERE})"
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
        ARRAY(SELECT DISTINCT park COLLATE "C" FROM {SCHEMA}.park
              WHERE account = session_user AND starts_with({SCHEMA}.here(), region) ORDER BY 1),
        {SCHEMA}.narrowed()
"""
_MEMBERS = f"""
    SELECT a.rolname::text, array_agg(kind ORDER BY place),
        ARRAY(SELECT DISTINCT park COLLATE "C" FROM {SCHEMA}.park
              WHERE account = a.rolname AND starts_with({SCHEMA}.here(), region) ORDER BY 1)
    FROM unnest(ARRAY[{", ".join(f"'{kind}'" for kind in Role)}]) WITH ORDINALITY AS k (kind, place)
    JOIN pg_roles AS g ON g.rolname = {SCHEMA}.role_name(kind) JOIN pg_auth_members AS m ON m.roleid = g.oid
    JOIN pg_roles AS a ON a.oid = m.member WHERE a.rolcanlogin AND pg_has_role(a.oid, g.oid, 'USAGE')
        AND EXISTS (SELECT FROM {SCHEMA}.seat AS s
                    WHERE s.account = a.rolname AND s.kind = k.kind AND starts_with({SCHEMA}.here(), s.region))
    GROUP BY a.rolname ORDER BY a.rolname COLLATE "C"
"""
_MEMBERS_ANYWHERE = f"""
    SELECT a.rolname FROM pg_roles AS g JOIN pg_auth_members AS m ON m.roleid = g.oid
    JOIN pg_roles AS a ON a.oid = m.member WHERE a.rolcanlogin
        AND g.rolname IN ({", ".join(f"{SCHEMA}.role_name('{kind}')" for kind in Role)})
"""
_SEATS_OF_BEFORE = f"""
    INSERT INTO {SCHEMA}.seat SELECT a.rolname, kind, {SCHEMA}.here()
    FROM unnest(ARRAY[{", ".join(f"'{kind}'" for kind in Role)}]) AS kind
    JOIN pg_roles AS g ON g.rolname = {SCHEMA}.role_name(kind) JOIN pg_auth_members AS m ON m.roleid = g.oid
    JOIN pg_roles AS a ON a.oid = m.member
    WHERE a.rolcanlogin AND a.rolname <> current_user AND (SELECT count(*) = 1 FROM {SCHEMA}.region)
        AND NOT EXISTS (SELECT FROM {SCHEMA}.seat WHERE account = a.rolname)
"""
"""Of before there were regions: who was granted something then has it in the one there is."""
_OPEN = "action IN (" + ", ".join(f"'{action}'" for action in OPEN_ACTIONS) + ")"
_TAKES_BACK_OPEN = f"""
    WITH RECURSIVE taken_back AS (
        SELECT id, action, project_id, detail FROM journal WHERE id = entry
        UNION ALL SELECT of.id, of.action, of.project_id, of.detail FROM taken_back AS by JOIN journal AS of
            ON of.id < by.id AND of.id::text = by.detail->>'of' WHERE by.action = '{UNDO}')
    SELECT EXISTS (SELECT FROM taken_back WHERE project_id IS NULL AND {_OPEN})
"""
"""Whether an entry takes back, be it by way of others, one that is open to all."""
_STABLE = "sql STABLE SECURITY DEFINER"
FUNCTIONS = (
    Function("grant_role(kind text, login text, parks text[], reach text)", "boolean", _GRANT),
    Function("revoke_roles(login text)", "boolean", _REVOKE),
    Function("elsewhere()", "SETOF bigint", _ELSEWHERE, _STABLE),
    Function("narrowed()", "boolean", _NARROWED_HERE, _STABLE, public=True),
    Function("own_park(named text)", "boolean", _OWN_PARK, _STABLE),
    Function("own_document(digest text)", "boolean", _OWN_DOCUMENT, _STABLE),
    Function("takes_back_open(entry bigint)", "boolean", _TAKES_BACK_OPEN, _STABLE),
    Function("codes()", "SETOF text", _CODES, _STABLE),
    Function("members()", "TABLE (name text, kinds text[], parks text[])", _MEMBERS, _STABLE),
    # What anybody may ask: what one is granted oneself.
    Function("account()", "TABLE (who text, owns boolean, roles text[], parks text[], narrowed boolean)", _ACCOUNT,
             _STABLE, public=True),
)
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


def grant(connection: Connection, role: Role, name: str, parks: Iterable[str] = (), reach: str = "") -> bool:
    """Grants a login a role, in some parks or (none named) everywhere; answers whether the login had to be made.

    `reach` is the code of a region, or how the codes of several begin; the session's own where it is empty.
    """
    query = text(f"SELECT {SCHEMA}.grant_role(:role, :name, CAST(:parks AS text[]), :reach)")
    return bool(connection.scalar(query, {"role": role.value, "name": name, "parks": list(parks), "reach": reach}))


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
    connection.exec_driver_sql(_KEPT)
    make(connection, FUNCTIONS)


def put_up(connection: Connection) -> None:
    """Makes the groups and grants each what it may do; whoever else had been granted anything loses it.

    A database that was restored under another name brings the grants of the first one along: they go.
    """
    run = _runs(connection)
    regions.put_up_regions(connection)
    actor.put_up(connection)
    put_up_functions(connection)
    schema, database = connection.exec_driver_sql(
        "SELECT quote_ident(current_schema()), quote_ident(current_database())").one()
    for named, grantee in connection.exec_driver_sql(_granted_to_others()).all():
        run(f"REVOKE ALL ON {named} FROM {grantee} CASCADE")
    groups = {str(kind): _group(connection, kind) for kind in Role}
    for group, member in _memberships(connection, groups.values()):
        run(f"REVOKE {group} FROM {member}")
    for role in (Role.OFFICER, Role.VERIFIER, Role.ADMIN):
        run(f"GRANT {groups[Role.VIEWER]} TO {groups[role]}")
    run(f"REVOKE CONNECT ON DATABASE {database} FROM PUBLIC")
    run(f"GRANT CONNECT ON DATABASE {database} TO {groups[Role.VIEWER]}")
    run(f"GRANT USAGE ON SCHEMA {schema} TO {groups[Role.VIEWER]}")
    for inner in (regions.TABLES, regions.SEQUENCES):
        run(f"GRANT USAGE ON SCHEMA {inner} TO {groups[Role.VIEWER]}")
    run(f"GRANT SELECT ON {schema}.{VERSION_TABLE} TO {groups[Role.VIEWER]}")
    _grant_tables(connection, schema, groups)
    run(f"GRANT EXECUTE ON FUNCTION {SCHEMA}.begin_unit() TO "
        + ", ".join(groups[role] for role in (Role.OFFICER, Role.VERIFIER, Role.ADMIN)))
    for each in FUNCTIONS:
        run(f"GRANT EXECUTE ON FUNCTION {SCHEMA}.{each.called} TO {groups[Role.VIEWER]}")
    run(_SEATS_OF_BEFORE)
    for kept in ("park", "seat"):
        run(f"DELETE FROM {SCHEMA}.{kept} WHERE account NOT IN ({_MEMBERS_ANYWHERE})")
    _see(connection, groups)


def _grant_tables(connection: Connection, schema: str, groups: Mapping[str, str]) -> None:
    """Grants each group what it may read and write."""
    for model in ADDS:
        _grant(connection, schema, "SELECT", model, groups[Role.VIEWER])
    for right, role in ROLE_FOR.items():
        for model, what in _writes(right):
            _grant(connection, schema, what, model, groups[role])
    # The last number is read to try an import.
    run = connection.exec_driver_sql
    run(f"GRANT EXECUTE ON FUNCTION {SCHEMA}.last_number(text) TO {groups[Role.VIEWER]}")
    run(f"GRANT EXECUTE ON FUNCTION {SCHEMA}.next_number(text) TO " + ", ".join(
        groups[role] for role in ROLE_FOR.values()))


def _grant(connection: Connection, office: str, what: str, model: type[SQLModel], group: str) -> None:
    """Grants something on a table, and on the view by which the program sees it."""
    for schema in (regions.TABLES, office):
        connection.exec_driver_sql(f'GRANT {what} ON {schema}."{table_of(model).name}" TO {group}')


def _memberships(connection: Connection, groups: Iterable[str]) -> list[tuple[str, str]]:
    """Which of the groups has which other one for a member."""
    quoted = "'\"' || replace({}.rolname, '\"', '\"\"') || '\"'"
    group, member = quoted.format("g"), quoted.format("a")
    query = text(f"SELECT {group}, {member} FROM pg_auth_members AS m JOIN pg_roles AS g ON g.oid = m.roleid"
                 f" JOIN pg_roles AS a ON a.oid = m.member WHERE {group} = ANY(:groups) AND {member} = ANY(:groups)")
    return [(of, has) for of, has in connection.execute(query, {"groups": list(groups)})]


def _granted_to_others() -> str:
    """Asks what anybody beside the owner was granted on an office's tables, columns, sequences, functions, schemas."""
    ours = ", ".join(f"'{name}'" for name in (VERSION_TABLE, *(table_of(model).name for model in ADDS)))
    return f"""
    WITH schemas AS (SELECT oid, nspname FROM pg_namespace
                     WHERE nspname IN (current_schema(), '{SCHEMA}', '{regions.TABLES}', '{regions.SEQUENCES}')
                     OR starts_with(nspname, '{regions.PARTS}')),
    relations AS (SELECT c.oid, relkind, relowner, relacl FROM pg_class AS c JOIN schemas AS s ON s.oid = relnamespace
                  WHERE relkind IN ('r', 'p', 'v', 'S') AND (nspname <> current_schema() OR relname IN ({ours}))),
    granted (named, owner, grantee) AS (
        SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || oid::regclass, relowner, acl.grantee
            FROM relations, aclexplode(relacl) AS acl
        UNION SELECT 'TABLE ' || oid::regclass, relowner, acl.grantee
            FROM relations JOIN pg_attribute ON attrelid = oid, aclexplode(attacl) AS acl
        UNION SELECT 'FUNCTION ' || p.oid::regprocedure, proowner, acl.grantee
            FROM pg_proc AS p, aclexplode(proacl) AS acl
            WHERE pronamespace = to_regnamespace('{SCHEMA}') AND acl.grantee <> 0
        UNION SELECT 'SCHEMA ' || quote_ident(n.nspname), nspowner, acl.grantee
            FROM pg_namespace AS n JOIN schemas USING (oid), aclexplode(nspacl) AS acl WHERE acl.grantee <> 0)
    SELECT named, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END
    FROM granted WHERE grantee <> owner AND grantee <> to_regrole(quote_ident(current_user))
        AND grantee NOT IN (SELECT relowner FROM relations) ORDER BY 1, 2
    """


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


def _writes(right: Right) -> Iterator[tuple[type[SQLModel], str]]:
    """What a right grants on which table: rows to be added, and single columns to be changed."""
    for model, rights in ADDS.items():
        if right in rights:  # the number of an entry is the server's, and the region of a row is the session's
            columns = (c.name for c in table_of(model).columns if model is not JournalEntry or c.name != "id")
            yield model, f"INSERT ({_columns(columns)})"
    for kind, rights in ENDS.items():
        if right in rights:
            yield kind, f"UPDATE ({_columns(_MARKS)})"
    for model, rights in ALTERS.items():
        if right in rights:
            yield model, f"UPDATE ({_columns(_PROJECTED[model])})"


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _see(connection: Connection, groups: dict[str, str]) -> None:
    """Which rows are seen and written: all of them by those who see everywhere, else those of one's own parks."""
    run = _runs(connection)
    for table, policy in connection.exec_driver_sql(
            "SELECT quote_ident(tablename), quote_ident(policyname) FROM pg_policies"
            f" WHERE schemaname = '{regions.TABLES}'").all():
        run(f"DROP POLICY {policy} ON {regions.TABLES}.{table}")
    narrowed = _narrowed()
    for model in ADDS:
        table = _table(model)
        run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        run(f"CREATE POLICY region ON {table} AS RESTRICTIVE USING (region = (SELECT {SCHEMA}.seated()))")
        if model not in narrowed and model is not Setting:
            run(f"CREATE POLICY everywhere ON {table} TO {groups[Role.VIEWER]} USING (true) WITH CHECK (true)")
    for model, kinds in ALTERS.items():  # no trigger asks whose unit of work it is
        run(f"CREATE POLICY altered ON {_table(model)} AS RESTRICTIVE FOR UPDATE USING ({_seated_as(kinds)})")
    run(f"CREATE POLICY added ON {_table(EvidenceFile)} AS RESTRICTIVE FOR INSERT"
        f" WITH CHECK ({_seated_as(ADDS[EvidenceFile])})")
    for model, (seen, taken) in narrowed.items():
        table = _table(model)
        run(f"CREATE POLICY everywhere ON {table} TO {groups[Role.VIEWER]} USING (NOT (SELECT {SCHEMA}.narrowed()))")
        if seen:
            run(f"CREATE POLICY own ON {table} TO {groups[Role.VIEWER]} USING ({seen}) WITH CHECK ({taken or seen})")
    brought = " OR ".join(f"key LIKE '{pattern}'" for pattern in TAKEN_IN_SETTINGS)
    for name, of, group, condition in (
            ("seen", "SELECT", Role.VIEWER, "USING (true)"),
            ("brought", "INSERT", Role.VIEWER, f"WITH CHECK ({brought})"),
            ("brought_anew", "UPDATE", Role.VIEWER, f"USING ({brought}) WITH CHECK ({brought})"),
            ("changed", "ALL", Role.ADMIN, "USING (true) WITH CHECK (true)")):
        run(f"CREATE POLICY {name} ON {_table(Setting)} FOR {of} TO {groups[group]} {condition}")


def _seated_as(rights: Iterable[Right]) -> str:
    """That a row is of a region in which the account has one of some rights."""
    kinds = ", ".join(f"'{kind}'" for kind in kinds_for(rights))
    return f"region = (SELECT {SCHEMA}.seated_as(ARRAY[{kinds}]))"


def _table(model: type[SQLModel]) -> str:
    return f'{regions.TABLES}."{table_of(model).name}"'


def _narrowed() -> dict[type[SQLModel], tuple[str, str]]:
    """Which rows somebody sees who sees some parks, and may write where that is less; nothing: none at all."""
    of_project: dict[type[SQLModel], tuple[str, str]] = {
        kind: (f"project_id {_HIDDEN}", "") for kind in OF_PROJECTS if "project_id" in table_of(kind).columns}
    return {
        **of_project,
        Project: (f"id {_HIDDEN}", ""),
        Profile: (f"project_id {_HIDDEN}", f"project_id {_HIDDEN} AND {SCHEMA}.own_park(park)"),
        BlockerWord: (f"blocker_id IN (SELECT id FROM {_table(Blocker)})", ""),
        ReviewWord: (f"blocker_id IS NULL OR blocker_id IN (SELECT id FROM {_table(Blocker)})", ""),
        # NULL is beside none where no project is elsewhere: that is no reason to see an entry.
        JournalEntry: (f"who = session_user OR (project_id IS NOT NULL AND project_id {_HIDDEN})"
                       f" OR (project_id IS NULL AND ({_OPEN}"
                       f" OR (action = '{UNDO}' AND {SCHEMA}.takes_back_open(id))))",
                       f"project_id IS NULL OR project_id {_HIDDEN}"),
        EvidenceFile: (f"{SCHEMA}.own_document(sha256)", ""),
        OthersList: ("", ""), BundleTaken: ("", ""), DifferenceAnswer: ("", ""), AuditAnswer: ("", ""),
    }


assert set(FACTS) <= set(ADDS)
