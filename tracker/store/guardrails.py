"""Triggers that keep facts append-only, whoever writes: no row is deleted or replaced, a fact is superseded once.

They are made from the tables as they are now and put up again after every migration, because rebuilding a table
on SQLite drops the triggers on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import JSON, Column, Connection, Table, bindparam, text
from sqlmodel import SQLModel

from tracker.store import actor, regions, roles
from tracker.store.canonical import MARKS
from tracker.store.query import table_of
from tracker.store.tables import FACTS, PROJECTED, EvidenceFile, Fact, JournalEntry, Project, Seal
from tracker.store.turn import SCHEMA

_FUNCTION = "sanxin_refuse"
_KEPT_ALL = "_kept_all"
"""How the name of the trigger ends that refuses to empty a table."""
_UNLIKE_ITS_DIGEST = "NEW.sha256 <> OLD.sha256 OR encode(sha256(NEW.content), 'hex') <> NEW.sha256"
"""What a document's bytes are never replaced by; the original itself takes the place of bytes that were damaged."""
BESIDE_FACTS: tuple[type[SQLModel], ...] = (JournalEntry, Seal, EvidenceFile, Project)
"""What is guarded beside the facts."""
_KNOWN = " OR ".join((
    # Recorded as it became known: known for exactly as long as it stood.
    "(OLD.known_at = OLD.recorded_at AND (NEW.known_at <> OLD.known_at"
    " OR (NEW.gone_at IS NULL) <> (NEW.superseded_at IS NULL) OR NEW.gone_at <> NEW.superseded_at))",
    # Of a ledger loaded later: another such ledger may say that it was known for less long, never for longer.
    # A fact recorded by a clock that stood ahead may be gone at a moment before its own.
    "NEW.known_at < OLD.known_at", "(OLD.known_at <> OLD.recorded_at AND NEW.known_at > NEW.gone_at)",
    "(NEW.gone_at IS NULL) <> (NEW.superseded_at IS NULL)", "(OLD.gone_at IS NOT NULL AND NEW.gone_at > OLD.gone_at)",
))
"""Which change of the moments between which a fact was known is refused; a comparison with NULL refuses nothing."""
_BODY = """
BEGIN
    RAISE EXCEPTION USING
        MESSAGE = TG_TABLE_NAME || ': a row is never changed or removed (' || TG_OP || ')',
        ERRCODE = 'integrity_constraint_violation';
END
"""


@dataclass(frozen=True, slots=True)
class Guardrail:
    """One trigger: its name, its table, and the statement that puts it up."""

    name: str
    table: str
    create: str


def guardrails_for(dialect: str) -> Iterator[Guardrail]:
    """Every trigger there must be on "sqlite" or "postgresql"."""
    make = _on_sqlite if dialect == "sqlite" else _on_postgres
    for model in (*BESIDE_FACTS, *FACTS):
        yield from make(table_of(model), _forbidden_change(model, dialect))
        if dialect == "postgresql":
            yield from _of_actors(model)


def put_up(connection: Connection) -> None:
    """Makes every trigger; there must be none of them yet."""
    for guardrail in guardrails_for(connection.dialect.name):
        connection.exec_driver_sql(guardrail.create)
    if connection.dialect.name == "postgresql":
        guard_parts(connection)


def guard_parts(connection: Connection) -> None:
    """Guards the parts of tables as the tables are: what watches over each row they have of them, not over TRUNCATE."""
    guarded = {one.table for one in guardrails_for("postgresql")}
    for schema, table, part in regions.parts_of_tables(connection):
        there = text("SELECT true FROM pg_trigger WHERE tgrelid = :part AND tgname = :name")
        if table in guarded and not connection.scalar(there, {"part": part, "name": f"{table}{_KEPT_ALL}"}):
            connection.exec_driver_sql(
                f'CREATE TRIGGER {table}{_KEPT_ALL} BEFORE TRUNCATE ON {schema}."{table}" '
                f"FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()")


def put_up_functions(connection: Connection) -> None:
    """On a server: makes the functions that the triggers call, and those by which roles are granted."""
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $body${_BODY}$body$")
    actor.put_up(connection)
    roles.put_up_functions(connection)


def take_down(connection: Connection) -> None:
    """Drops every trigger of ours there is, for a migration that rebuilds or rewrites a table."""
    on_sqlite = connection.dialect.name == "sqlite"
    for name, (table, _) in _standing(connection).items():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"' + ("" if on_sqlite else f" ON {_lies(table)}"))


def check_guardrails(connection: Connection) -> list[str]:
    """The names of the triggers that are missing, switched off or not as they were made; empty when all is well."""
    standing = {name: state for name, (_, state) in _standing(connection).items()}
    expected = list(guardrails_for(connection.dialect.name))
    if connection.dialect.name == "sqlite":
        return [one.name for one in expected if standing.get(one.name) != one.create]
    missing = [one.name for one in expected if standing.get(one.name) not in ("O", "A")]
    body = connection.scalar(text("SELECT prosrc FROM pg_proc WHERE oid = to_regproc(:name)"), {"name": _FUNCTION})
    altered = actor.altered(connection, (*actor.FUNCTIONS, *roles.FUNCTIONS, *regions.PLACING))
    return [*missing, *([] if body == _BODY else [_FUNCTION]), *altered, *regions.views_altered(connection),
            *_parts_unguarded(connection, [one for one in expected if one.name not in missing])]


def _parts_unguarded(connection: Connection, expected: Iterable[Guardrail]) -> list[str]:
    """The triggers that are missing or switched off on a part of a table, each with the part's name."""
    names: dict[str, list[str]] = {}
    for one in expected:
        names.setdefault(one.table, []).append(one.name)
    query = text("SELECT tgrelid, tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')")
    standing = {(part, name) for part, name in connection.execute(query)}
    return [f"{schema}.{name}" for schema, table, part in regions.parts_of_tables(connection)
            for name in names.get(table, ()) if (part, name) not in standing]


def strangers(connection: Connection) -> list[str]:
    """The names of triggers and rules on our tables that this program did not make, and of views in their place.

    Such a one could write something else than what was recorded before it is sealed.
    """
    expected = list(guardrails_for(connection.dialect.name))
    ours, tables = {one.name for one in expected}, sorted({one.table for one in expected})
    if connection.dialect.name == "sqlite":
        query = ("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN :tables"
                 " OR type = 'view' AND name IN :tables")
    else:
        query = ("SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
                 " AND c.relname IN :tables AND (c.relnamespace IN"
                 f" (to_regnamespace('{regions.TABLES}'), current_schema()::regnamespace) OR c.relispartition)"
                 " AND t.tgparentid = 0 UNION ALL SELECT rulename FROM pg_rules WHERE tablename IN :tables"
                 f" AND (schemaname = '{regions.TABLES}' OR (schemaname = current_schema() AND rulename <> '_RETURN'))")
    asked = text(query).bindparams(bindparam("tables", expanding=True))
    return sorted(set(connection.execute(asked, {"tables": tables}).scalars()) - ours)


def _standing(connection: Connection) -> dict[str, tuple[str, str]]:
    """Triggers by name: their table, and their statement on SQLite or the way they are switched on PostgreSQL."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT t.tgname, c.relname, t.tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            f"JOIN pg_proc p ON p.oid = t.tgfoid WHERE c.relnamespace = to_regnamespace('{regions.TABLES}')"
            " AND t.tgparentid = 0 AND ("
            f"p.oid = to_regproc('{_FUNCTION}') OR p.pronamespace = to_regnamespace('{SCHEMA}'))"
        )
    return {name: (table, state) for name, table, state in connection.execute(text(query))}


def _on_sqlite(table: Table, change: str | None) -> Iterator[Guardrail]:
    def refuse(name: str, moment: str, condition: str | None, says: str) -> Guardrail:
        when = f" WHEN {condition}" if condition else ""
        return Guardrail(
            f"{table.name}_{name}",
            table.name,
            f"CREATE TRIGGER {table.name}_{name} BEFORE {moment} ON {table.name} FOR EACH ROW{when} "
            f"BEGIN SELECT RAISE(ABORT, '{table.name}: {says}'); END",
        )

    # INSERT OR REPLACE removes the old row, which runs this because our connections have recursive_triggers on. A guard
    # of its own on INSERT would hold for other programs too, at twice the time of an import.
    yield refuse("kept", "DELETE", None, "a row is never removed")
    if change != "":
        yield refuse("fixed", "UPDATE", change, "a row is never changed")


def _on_postgres(table: Table, change: str | None) -> Iterator[Guardrail]:
    def refuse(name: str, moment: str, each: str, condition: str | None = None) -> Guardrail:
        when = f" WHEN ({condition})" if condition else ""
        return Guardrail(
            f"{table.name}_{name}",
            table.name,
            f"CREATE TRIGGER {table.name}_{name} BEFORE {moment} ON {_lies(table.name)} "
            f"FOR EACH {each}{when} EXECUTE FUNCTION {_FUNCTION}()",
        )

    yield refuse("kept", "DELETE", "ROW")
    yield refuse(_KEPT_ALL.removeprefix("_"), "TRUNCATE", "STATEMENT")
    if change != "":
        yield refuse("fixed", "UPDATE", "ROW", change)


def _of_actors(model: type[SQLModel]) -> Iterator[Guardrail]:
    table = table_of(model).name
    for one in actor.triggers_for(model):
        create = f"CREATE TRIGGER {table}_{one.name} BEFORE {one.fires} ON {_lies(table)} FOR EACH ROW"
        kinds = ", ".join(f"'{kind}'" for kind in one.kinds)
        yield Guardrail(f"{table}_{one.name}", table, f"{create} EXECUTE FUNCTION {one.function}({kinds})")


def _lies(table: str) -> str:
    """Where a table lies on a server: triggers are on it, and not on the view by which it is seen."""
    return f'{regions.TABLES}."{table}"'


def _forbidden_change(model: type[SQLModel], dialect: str) -> str | None:
    """The condition under which an update is refused; None: every update; "": a projection, none is."""
    if model is Project:
        return ""
    if model is EvidenceFile and dialect == "postgresql":  # on SQLite documents are files
        return _UNLIKE_ITS_DIGEST
    if not issubclass(model, Fact):
        return None
    free = MARKS | PROJECTED.get(model, frozenset())
    changed = [_differs(column, dialect) for column in table_of(model).columns if column.name not in free]
    mark = [_differs(table_of(model).columns[name], dialect) for name in ("superseded_at", "superseded_entry_id")]
    once = f"(OLD.superseded_at IS NOT NULL AND ({' OR '.join(mark)}))"
    together = "((NEW.superseded_at IS NULL) <> (NEW.superseded_entry_id IS NULL))"
    return " OR ".join([*changed, once, together, _KNOWN])


def _differs(column: Column[object], dialect: str) -> str:
    name = f'"{column.name}"'
    if dialect == "sqlite":
        return f"NEW.{name} IS NOT OLD.{name}"
    # PostgreSQL has no equality of its own for json.
    cast = "::text" if isinstance(column.type, JSON) else ""
    return f"NEW.{name}{cast} IS DISTINCT FROM OLD.{name}{cast}"
