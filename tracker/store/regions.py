"""On a server the tables hold many counties: which region a row is of, and how a session sees its own and no other.

The tables lie in a schema of their own, by regions in partitions; region is the first column of each and of every key
and index. What the program calls by the names of the tables are views beside them, which show the rows of the session's
region, write only into it, and number rows for it alone. So no statement of the program can leave the region out, nor
name another. A county's own office has one region, which nobody has to know. Beside a file there is nothing of it: a
file is an office, and an office is of one region.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlmodel import SQLModel

from tracker.domain.region import NO_CODE, is_region_code, prefecture_of
from tracker.store import actor
from tracker.store.actor import Function
from tracker.store.location import Location
from tracker.store.turn import SCHEMA, TABLE
from tracker.store.unusable import StoreTrouble, StoreUnusable

TABLES = "sanxin_tables"
"""The schema of the tables of all regions."""
SEQUENCES = "sanxin_numbers"
"""The schema of the sequences: one for each table that numbers its rows, and each region."""
_MAKES_TABLE = re.compile(r'\s*CREATE TABLE "?(?P<name>\w+)"?')
_REFERENCE = re.compile(r",\s*(?P<said>(?:CONSTRAINT \w+ )?FOREIGN KEY ?\([^)]*\) REFERENCES \w+ ?\([^)]*\))")
_SETTING = f"{SCHEMA}.region"
"""What a session says to be in one of several regions."""
PARTS = "sanxin_of_"
"""How the schemas of the parts begin, each of one prefecture's regions: of a table and its part the name is one."""
_HERE = f"""
DECLARE said text := nullif(current_setting('{_SETTING}', true), '');
BEGIN
    IF said IS NULL THEN
        RETURN (SELECT min(code) FROM {SCHEMA}.seen() HAVING count(*) = 1);
    END IF;
    IF pg_has_role(session_user, current_user, 'USAGE') OR EXISTS (
            SELECT FROM {SCHEMA}.seat WHERE account = session_user AND starts_with(said, region)) THEN
        RETURN said;
    END IF;
    RETURN NULL;
END
"""
_SEQUENCE = f"SELECT format('{SEQUENCES}.%I', of || '_' || coalesce({SCHEMA}.here(), ''))::regclass"
_LAST_NUMBER = f"SELECT pg_sequence_last_value({SCHEMA}.sequence(of))"
_NEXT_NUMBER = f"SELECT nextval({SCHEMA}.sequence(of))"
_SEATED = f"""
    SELECT {SCHEMA}.here() WHERE EXISTS (SELECT FROM {SCHEMA}.seat
        WHERE account = session_user AND starts_with({SCHEMA}.here(), region))
"""

_SEEN = f"""
    SELECT code, name FROM {SCHEMA}.region WHERE pg_has_role(session_user, current_user, 'USAGE') OR EXISTS (
        SELECT FROM {SCHEMA}.seat WHERE account = session_user AND starts_with(code, seat.region)) ORDER BY code
"""
_BY_ITSELF = "SET LOCAL max_parallel_workers_per_gather = 0"
"""To start processes that help takes longer than to count a county."""
_NAME = re.compile("[a-z_]+")
PLACING = (
    Function("here()", "text", _HERE, "plpgsql STABLE SECURITY DEFINER", public=True),
    Function("sequence(of text)", "regclass", _SEQUENCE, "sql STABLE", public=True),
    Function("last_number(of text)", "bigint", _LAST_NUMBER, "sql STABLE SECURITY DEFINER"),
    Function("next_number(of text)", "bigint", _NEXT_NUMBER, "sql SECURITY DEFINER"),
    Function("seated()", "text", _SEATED, "sql STABLE SECURITY DEFINER", public=True),
    Function("seen()", "TABLE (code text, name text)", _SEEN, "sql STABLE SECURITY DEFINER", public=True),
)
"""In which region a session is, if the account may be there; of a table there the sequence, the last number and the
next; the region for who has a seat in it; and which regions an account may be in."""
HERE = f"(SELECT {SCHEMA}.here())"
_KEPT = (
    f"""CREATE TABLE IF NOT EXISTS {SCHEMA}.region (
        code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[0-9]{{6}}$'), name text NOT NULL)""",
    f"""CREATE TABLE IF NOT EXISTS {SCHEMA}.seat (account text NOT NULL, kind text NOT NULL,
        region text COLLATE "C" NOT NULL, PRIMARY KEY (account, kind, region))""",
)
"""The regions of a database; and who has which role where: `region` is a code, or how the codes of several begin."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region of an office on a server: its code of GB/T 2260, and what it is called."""

    code: str
    name: str

    @property
    def shown(self) -> str:
        """The code, with the name where it has one."""
        return f"{self.code} {self.name}".strip()


def put_up_regions(connection: Connection) -> None:
    """Makes what says which regions there are, and in which one a session is."""
    run = connection.exec_driver_sql
    run(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    for statement in _KEPT:
        run(statement)
    actor.make(connection, PLACING)


def put_away_older(connection: Connection) -> None:
    """Takes away what an office kept of its one turn and unit before there were regions: nothing of it is a record."""
    has_one = text("SELECT true FROM pg_attribute WHERE attrelid = to_regclass(:unit) AND attname = 'one'"
                   " AND NOT attisdropped")
    if connection.scalar(has_one, {"unit": f"{SCHEMA}.unit"}):
        for what in (f"TABLE {SCHEMA}.unit", f"TABLE {TABLE}",
                     f"FUNCTION IF EXISTS {SCHEMA}.grant_role(text, text, text[])"):
            connection.exec_driver_sql(f"DROP {what}")
        if connection.scalar(text("SELECT to_regclass(:park)"), {"park": f"{SCHEMA}.park"}):
            connection.exec_driver_sql(
                f"""ALTER TABLE {SCHEMA}.park ADD COLUMN region text COLLATE "C" NOT NULL DEFAULT '',"""
                " DROP CONSTRAINT park_pkey, ADD PRIMARY KEY (account, region, park)")


# -- the tables -------------------------------------------------------------------------------------------------------


def office_tables() -> list[str]:
    """The names of all tables of an office, those that others refer to first."""
    return [table.name for table in SQLModel.metadata.sorted_tables]


def to_tables(connection: Connection, office: str) -> None:
    """From here on, in this transaction, names stand for the tables themselves and no more for the views.

    `office` is the schema in which the views are. Tables of before there were regions are put with the others.
    """
    run = connection.exec_driver_sql
    run(f"CREATE SCHEMA IF NOT EXISTS {TABLES}")
    for name in office_tables():
        if _is(connection, office, name, "v"):
            run(f'DROP VIEW {office}."{name}"')
        if _is(connection, office, name, "r"):
            run(f'ALTER TABLE {office}."{name}" SET SCHEMA {TABLES}')
    run(f"SET LOCAL search_path = {TABLES}, {office}")


@contextmanager
def references_later(connection: Connection) -> Iterator[list[str]]:
    """Inside it no table that is made refers to another: a table that is divided is not referred to by a number alone.

    What was left out is told as the statements that make it, with the region in it, for `put_up_tables`.
    """
    later: list[str] = []

    def leave_out(_connection: Connection, _cursor: object, statement: str, values: object, *_: object
                  ) -> tuple[str, object]:
        if (made := _MAKES_TABLE.match(statement)) is None:
            return statement, values
        for reference in _REFERENCE.finditer(statement):
            said = reference["said"].replace("(", "(region, ").replace("REFERENCES ", f"REFERENCES {TABLES}.")
            later.append(f'ALTER TABLE {TABLES}."{made["name"]}" ADD {said}')
        return _REFERENCE.sub("", statement), values

    event.listen(connection, "before_cursor_execute", leave_out, retval=True)
    try:
        yield later
    finally:
        event.remove(connection, "before_cursor_execute", leave_out)


def _is(connection: Connection, schema: str, name: str, kind: str) -> bool:
    query = text("SELECT true FROM pg_class WHERE relname = :name AND relkind = :kind"
                 " AND relnamespace = to_regnamespace(:schema)")
    return bool(connection.scalar(query, {"schema": schema, "name": name, "kind": kind}))


def put_up_tables(connection: Connection, office: str, region: str, later: Iterable[str]) -> None:
    """Gives every table that has none a region, as what begins each of its keys and indexes; and shows it by a view.

    Where there is no region yet `region` is made. Rows of tables that had none are of the first region; `later` is what
    `references_later` told.
    """
    if not regions_of(connection):
        connection.execute(text(f"INSERT INTO {SCHEMA}.region VALUES (:code, '')"), {"code": region})
    (first, *_) = regions_of(connection)
    before = [name for name in office_tables() if _is(connection, TABLES, name, "r")]
    references = [*(one for name in before for one in _references(connection, name)), *later]
    for name in reversed(before):
        connection.exec_driver_sql(f'ALTER TABLE {TABLES}."{name}" RENAME TO "{name} before"')
    for name in before:
        _divide(connection, name)
    for one in regions_of(connection):
        make_parts(connection, one.code)
    for name in before:
        _take_over(connection, name, first.code)
    for statement in references:
        connection.exec_driver_sql(statement)
    _drop_before(connection, before)
    for name in _divided(connection):
        _show(connection, office, name)


def _drop_before(connection: Connection, names: Iterable[str]) -> None:
    """Drops what tables took over from; first the policies, which name other tables. Roles are put up anew afterwards.
    """
    policies = text("SELECT quote_ident(policyname), quote_ident(tablename) FROM pg_policies"
                    " WHERE schemaname = :schema AND tablename LIKE '% before'")
    for policy, table in connection.execute(policies, {"schema": TABLES}).all():
        connection.exec_driver_sql(f"DROP POLICY {policy} ON {TABLES}.{table}")
    for name in names:
        connection.exec_driver_sql(f'DROP TABLE {TABLES}."{name} before"')


def _divided(connection: Connection) -> list[str]:
    return [name for name in office_tables() if _is(connection, TABLES, name, "p")]


def _references(connection: Connection, name: str) -> Iterator[str]:
    """Drops the foreign keys of a table; what makes each of them anew, with the region before it."""
    query = text("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
                 " WHERE contype = 'f' AND conrelid = to_regclass(:table)")
    for key, said in connection.execute(query, {"table": f'{TABLES}."{name}"'}).all():
        connection.exec_driver_sql(f'ALTER TABLE {TABLES}."{name}" DROP CONSTRAINT "{key}"')
        yield f'ALTER TABLE {TABLES}."{name}" ADD CONSTRAINT "{key}" {said.replace("(", "(region, ")}'


def _divide(connection: Connection, name: str) -> None:
    """Makes a table anew, empty, in parts by region, with the indexes of the one it takes over from."""
    run, old, new = connection.exec_driver_sql, f'{TABLES}."{name} before"', f'{TABLES}."{name}"'
    columns = connection.execute(text(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(:old) AND attnum > 0 AND NOT attisdropped"
    ), {"old": old}).scalars().all()
    if "id" in columns:
        run(f'ALTER TABLE {old} ALTER id DROP DEFAULT')
    indexes = connection.execute(text(
        "SELECT c.relname, i.indisprimary, pg_get_indexdef(i.indexrelid) FROM pg_index AS i"
        " JOIN pg_class AS c ON c.oid = i.indexrelid WHERE i.indrelid = to_regclass(:old) ORDER BY c.relname"),
        {"old": old}).all()
    for index, _, _ in indexes:
        run(f'ALTER INDEX {TABLES}."{index}" RENAME TO "{index} before"')
    run(f'CREATE TABLE {new} (region text COLLATE "C" NOT NULL, LIKE {old} INCLUDING DEFAULTS)'
        " PARTITION BY RANGE (region)")
    for index, is_primary, said in indexes:
        unique, _, rest = said.partition(" INDEX ")
        columns_of_index = rest.partition(" USING btree (")[2]
        if is_primary:
            run(f'ALTER TABLE {new} ADD CONSTRAINT "{index}" PRIMARY KEY (region, {columns_of_index}')
        else:
            run(f'{unique} INDEX "{index}" ON {new} USING btree (region, {columns_of_index}')


def _take_over(connection: Connection, name: str, region: str) -> None:
    """Takes the rows of before over, and goes on counting from the last of them."""
    old = f'{TABLES}."{name} before"'
    connection.execute(text(f'INSERT INTO {TABLES}."{name}" SELECT :region, * FROM {old}'), {"region": region})
    if "id" in SQLModel.metadata.tables[name].columns:
        connection.exec_driver_sql(
            f"SELECT setval('{sequence_of(name, region)}', max(id)) FROM {old} HAVING count(*) > 0")


def _show(connection: Connection, office: str, name: str) -> None:
    """Makes the view by which the program sees a table."""
    run, view = connection.exec_driver_sql, f'{office}."{name}"'
    run(f"CREATE VIEW {view} WITH (security_invoker = true) AS {shown_by(connection, name)} WITH LOCAL CHECK OPTION")
    for column, value in _given(name).items():
        run(f"ALTER VIEW {view} ALTER {column} SET DEFAULT {value}")


def _given(name: str) -> dict[str, str]:
    """What a new row gets by itself, in the order of the columns: its region, and its number there."""
    numbered = "id" in SQLModel.metadata.tables[name].columns
    return {"region": f"{SCHEMA}.here()", **({"id": f"{SCHEMA}.next_number('{name}'::text)"} if numbered else {})}


def shown_by(connection: Connection, name: str) -> str:
    """What a view shows of a table: all of its columns, of the rows of the session's region."""
    columns = connection.execute(text(
        "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = to_regclass(:table) AND attnum > 0"
        " AND NOT attisdropped ORDER BY attnum"), {"table": f'{TABLES}."{name}"'}).scalars()
    return f'SELECT {", ".join(columns)} FROM {TABLES}."{name}" WHERE region = {HERE}'


def views_altered(connection: Connection) -> list[str]:
    """The names of views that are missing or not as they were made: they would show, or write, something else."""
    query = text("SELECT c.relname, pg_get_viewdef(c.oid), coalesce(array_to_string(c.reloptions, ','), ''),"
                 " ARRAY(SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = c.oid ORDER BY adnum)"
                 " FROM pg_class AS c WHERE c.relkind = 'v' AND c.relnamespace = current_schema()::regnamespace")
    there = {name: (_bare(said, name), set(how.split(",")), [_bare(one, name) for one in given])
             for name, said, how, given in connection.execute(query)}
    return [name for name in _divided(connection) if there.get(name) != (
        _bare(shown_by(connection, name), name), {"security_invoker=true", "check_option=local"},
        [_bare(one, name) for one in _given(name).values()])]


def _bare(said: str, name: str) -> str:
    """A definition without what each version of PostgreSQL writes in its own way."""
    return re.sub(rf'\bAS here\b|\b{name}\.|[\s"();]', "", said)


# -- the regions ------------------------------------------------------------------------------------------------------


def regions_of(connection: Connection) -> Sequence[Region]:
    """The regions in which the account has a role, by their codes; all of them for the owner."""
    return [Region(*row) for row in connection.exec_driver_sql(f"SELECT * FROM {SCHEMA}.seen()")]


def add_to(connection: Connection, region: Region) -> None:
    """Adds a region, or calls one that is there by another name; only the owner may."""
    connection.execute(text(f"INSERT INTO {SCHEMA}.region VALUES (:code, :name)"
                            " ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name"),
                       {"code": region.code, "name": region.name})
    make_parts(connection, region.code)


def make_parts(connection: Connection, code: str) -> None:
    """Makes what the rows of a region lie in, and what numbers them; the parts are those of its prefecture."""
    run, prefecture = connection.exec_driver_sql, prefecture_of(code)
    part = f"{PARTS}{prefecture}"
    run(f"CREATE SCHEMA IF NOT EXISTS {part}")
    run(f"CREATE SCHEMA IF NOT EXISTS {SEQUENCES}")
    for name in _divided(connection):
        if not _is(connection, part, name, "r"):
            run(f'CREATE TABLE {part}."{name}" PARTITION OF {TABLES}."{name}"'
                f" FOR VALUES FROM ('{prefecture}') TO ('{prefecture}~')")
            run(f'ALTER TABLE {part}."{name}" ENABLE ROW LEVEL SECURITY')  # past its table nobody sees a row of it
        if "id" in SQLModel.metadata.tables[name].columns:
            run(f"CREATE SEQUENCE IF NOT EXISTS {sequence_of(name, code)}")
    run(f"INSERT INTO {TABLE} VALUES ('{code}') ON CONFLICT DO NOTHING")


def parts_of_tables(connection: Connection) -> list[tuple[str, str, int]]:
    """Every part of a table: its schema, the name that it has like its table, and its number in the catalog."""
    query = text("SELECT quote_ident(n.nspname), c.relname, c.oid FROM pg_inherits AS i JOIN pg_class AS c"
                 " ON c.oid = i.inhrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_class AS t"
                 " ON t.oid = i.inhparent WHERE t.relnamespace = to_regnamespace(:schema) AND c.relkind = 'r'"
                 " ORDER BY 1, 2")
    return [tuple(row) for row in connection.execute(query, {"schema": TABLES})]


def sequence_of(name: str, code: str) -> str:
    """The sequence that numbers the rows of a table in a region."""
    return f'{SEQUENCES}."{name}_{code}"'


def go_to(connection: Connection, code: str) -> None:
    """From here on the session is in another region, until the end of its transaction."""
    connection.execute(text("SELECT set_config(:setting, :code, true)"), {"setting": _SETTING, "code": code})


def going_round(connection: Connection) -> Callable[[str], None]:
    """What moves a session that only reads from region to region; each question says in which one it is.

    A view shows the region of the session, which is known only once a question is answered: the server plans for the
    parts of every prefecture, and for a county of average size. A code that stands in the question is known before.
    """
    shown: dict[str, str] = {}

    def says_where(_connection: object, _cursor: object, statement: str, parameters: object, *_: object
                   ) -> tuple[str, object]:
        named = [shown[name] for name in shown.keys() & _NAME.findall(statement)]
        if not named or not statement.startswith("SELECT"):
            return statement, parameters
        return f"WITH {', '.join(named)} {statement}", parameters

    def go(code: str) -> None:
        go_to(connection, code)
        shown.update({name: f"{name} AS NOT MATERIALIZED (SELECT * FROM {TABLES}.{name} WHERE region = '{code}')"
                      for name in office_tables()})

    connection.exec_driver_sql(_BY_ITSELF)
    event.listen(connection, "before_cursor_execute", says_where, retval=True)
    return go


# -- the session ------------------------------------------------------------------------------------------------------


def enter(engine: Engine, location: Location, *, any_of_them: bool = False) -> str:
    """Has every session of an engine be in the region that its address names, else in the only one it may be in.

    The answer is its code; empty for an account that was granted nothing, which is told so by whatever it asks for.
    Raises StoreUnusable: "no_region" for one that is not there or not granted, "which_region" where there are several
    and none was named, unless `any_of_them` will do.
    """
    with engine.connect() as connection:
        there = regions_of(connection)
    if not there:
        return ""
    codes, named = [one.code for one in there], location.region
    told = ", ".join(one.shown for one in there)
    if named and named not in codes:
        raise StoreUnusable(StoreTrouble.NO_REGION, where=location.shown, region=named, regions=told)
    if not named and len(codes) > 1 and not any_of_them:
        raise StoreUnusable(StoreTrouble.WHICH_REGION, where=location.shown, regions=told)
    region = named or codes[0]
    engine.dispose()

    @event.listens_for(engine, "connect")
    def be_there(raw: Any, _record: object) -> None:
        raw.execute("SELECT set_config(%s, %s, false)", (_SETTING, region))
        raw.commit()

    return region


def default_region(location: Location) -> str:
    """The region of an office that is being set up: that of its address, else the one that stands for none.

    Raises StoreUnusable("wrong_option") where the address names something else than a code.
    """
    if location.region not in ("", NO_CODE) and not is_region_code(location.region):
        raise StoreUnusable(StoreTrouble.WRONG_OPTION, where=location.shown, reason=f"region={location.region}")
    return location.region or NO_CODE
