"""The tests' own PostgreSQL server: makes databases, copies the rows of one, and empties one after a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

from tracker.store.migrations import VERSION_TABLE
from tracker.store.regions import SEQUENCES, TABLES
from tracker.store.turn import SCHEMA, TABLE

_numbers = count(1)

_SHAPE = f"""
WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname = 'public' OR starts_with(nspname, '{SCHEMA}'))
SELECT md5(string_agg(part, ',' ORDER BY part)) FROM (
    SELECT version_num AS part FROM {VERSION_TABLE}
    UNION ALL SELECT concat(oid::regnamespace, nspacl) FROM pg_namespace JOIN ours USING (oid)
    UNION ALL SELECT concat(relnamespace::regnamespace, relname, relkind, relacl, relrowsecurity) FROM pg_class
        WHERE relnamespace IN (SELECT oid FROM ours)
    UNION ALL SELECT concat(attrelid::regclass, attname, atttypid, attnotnull) FROM pg_attribute
        JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace IN (SELECT oid FROM ours) AND attnum > 0
    UNION ALL SELECT concat(tgrelid::regclass, tgname, tgenabled, tgfoid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT concat(conname, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE connamespace IN (SELECT oid FROM ours)
    UNION ALL SELECT concat(oid::regprocedure, prosrc, prosecdef, provolatile, proconfig, proacl) FROM pg_proc
        WHERE pronamespace IN (SELECT oid FROM ours)
    UNION ALL SELECT concat(polrelid::regclass, polname, pg_get_expr(polqual, polrelid)) FROM pg_policy
    UNION ALL SELECT concat(ev_class::regclass, rulename) FROM pg_rewrite
        JOIN pg_class ON pg_class.oid = ev_class WHERE relnamespace IN (SELECT oid FROM ours)
    UNION ALL SELECT concat('turn', region) FROM {TABLE}
    UNION ALL SELECT concat('region', code, name) FROM {SCHEMA}.region
) AS parts"""
"""Tells one set of tables, columns, guards, functions, rights and rules from another, and the version they claim."""

_SEQUENCES = f"SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = '{SEQUENCES}'"
NO_GUARDS = "SET session_replication_role = replica"
"""The guards of an office refuse that anything goes, and look at what comes in."""
_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
_NAMES = f"""
SELECT relkind, format('%I.%I', nspname, relname) FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace
WHERE relkind IN ('r', 'p', 'S') AND nspname IN ('{SCHEMA}', '{TABLES}', '{SEQUENCES}')
    AND (nspname, relname) NOT IN (('{SCHEMA}', '{TABLE.removeprefix(f"{SCHEMA}.")}'), ('{SCHEMA}', 'region'))"""
"""What is emptied, and copied: all but what an empty office has too."""


BEFORE_BUNDLES = (
    "DROP VIEW bundle_taken", f"DROP TABLE {TABLES}.bundle_taken CASCADE",
    f"DROP SEQUENCE {SEQUENCES}.bundle_taken_000000", f"UPDATE {VERSION_TABLE} SET version_num = '0029'")
"""Makes of an office what the program left that knew regions and no bundles of counties."""


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of the tests' own; `address(name)` is the address of one of its databases."""

    uri: str
    _spare: dict[str, list[str]] = field(default_factory=dict)
    """By the name of the template: databases that are as it is."""
    _shapes: dict[str, object] = field(default_factory=dict)
    """Of each template, which does not change."""
    _rows: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """By the name of the office, which does not change, and of the table."""
    _last: dict[str, list[tuple[str, int | None]]] = field(default_factory=dict)
    """By the name of the office: the last number of each sequence."""

    def address(self, name: str) -> str:
        return self.uri.replace("@/postgres", f"@/{name}").replace("/postgres?", f"/{name}?")

    def name(self, address: str) -> str:
        """The name in an address of one of its databases."""
        return urlsplit(address).path.removeprefix("/")

    def run(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.uri, autocommit=True) as connection:
            connection.execute(statement)

    def new_database(self, template: str = "template1") -> str:
        """Makes a database and returns its name."""
        name = f"office_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def empty_office(self, template: str) -> str:
        """A database as `template` is, which has the tables and no rows: one that was emptied, or a new one."""
        spare = self._spare.get(template)
        return spare.pop() if spare else self.new_database(template)

    def office_like(self, kept: str, template: str) -> str:
        """A database with the rows of another one: taken over by table, which is quicker than copying its files."""
        import psycopg

        if kept not in self._rows:
            self._read(kept)
        name = self.empty_office(template)
        with psycopg.connect(self.address(name)) as connection, connection.cursor() as cursor:
            cursor.execute(NO_GUARDS)
            for table, rows in self._rows[kept].items():
                with cursor.copy(f'COPY {table} FROM STDIN (FORMAT BINARY)') as copy:
                    copy.write(rows)
            for sequence, last in self._last[kept]:
                if last is not None:
                    cursor.execute(f"SELECT setval('{SEQUENCES}.\"{sequence}\"', {last})")
        return name

    def _read(self, name: str) -> None:
        import psycopg

        with psycopg.connect(self.address(name)) as connection, connection.cursor() as cursor:
            self._last[name] = cursor.execute(_SEQUENCES).fetchall()
            tables = [table for kind, table in cursor.execute(_NAMES) if kind != "S"]
            self._rows[name] = {}
            for table in tables:
                if cursor.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
                    with cursor.copy(f'COPY (SELECT * FROM {table}) TO STDOUT (FORMAT BINARY)') as copy:
                        self._rows[name][table] = b"".join(copy)

    def give_back(self, name: str, template: str) -> None:
        """Empties a database for the next test; one whose tables a test changed, or that is still in use, goes."""
        import psycopg

        try:
            emptied = self._emptied(name, template)
        except psycopg.Error:
            emptied = False
        if emptied:
            self._spare.setdefault(template, []).append(name)
        else:
            self.drop(name)

    def _emptied(self, name: str, template: str) -> bool:
        import psycopg

        with psycopg.connect(self.address(name), autocommit=True) as connection:
            (others,) = connection.execute(_OTHERS).fetchone() or (1,)
            if others or connection.execute(_SHAPE).fetchone() != self._shape(template):
                return False
            names = connection.execute(_NAMES).fetchall()
            rows = [f"DELETE FROM {table}" for kind, table in names if kind != "S"]
            numbers = [f"SELECT setval('{sequence}', 1, false)" for kind, sequence in names if kind == "S"]
            connection.execute("; ".join([NO_GUARDS, *rows, *numbers]))
        return True

    def _shape(self, template: str) -> object:
        import psycopg

        if template not in self._shapes:
            with psycopg.connect(self.address(template), autocommit=True) as connection:
                self._shapes[template] = connection.execute(_SHAPE).fetchone()
        return self._shapes[template]
