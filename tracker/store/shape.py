"""Brings the tables to the shape this program works with: one transaction, after a copy of an older file."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from tracker.store import guardrails, regions, sqlite, turn
from tracker.store.location import Location
from tracker.store.migrations import HEAD, KNOWN, VERSION_TABLE
from tracker.store.seals_checked import seal_unsealed
from tracker.store.unusable import StoreTrouble, StoreUnusable

# Late imports: Alembic is needed only where the tables are older than the program.

FOLDER = Path(__file__).parent / "migrations"
"""Where the revisions are; found beside this file, in a checkout as in an installed wheel."""


def version_of(connection: Connection) -> str | None:
    """The revision the tables are at; None where there are none yet."""
    if connection.dialect.name == "sqlite":
        query = "SELECT 1 FROM sqlite_master WHERE name = :name"
    else:
        # Not to_regclass: it may answer from before this transaction got the lock, when another made the tables.
        query = "SELECT 1 FROM pg_tables WHERE schemaname = ANY(current_schemas(false)) AND tablename = :name"
    if connection.scalar(text(query), {"name": VERSION_TABLE}) is None:
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    return found


def refuse_newer(version: str | None, location: Location) -> None:
    """Raises StoreUnusable("newer") for a revision this program has never heard of."""
    if version is not None and version not in KNOWN:
        raise StoreUnusable(StoreTrouble.NEWER, where=location.shown, version=version, known=HEAD)


def bring_up_to_date(engine: Engine, location: Location) -> None:
    """Applies the revisions that are missing, all or none, and puts the guardrails up again.

    Two programs may do this at once: the second waits for the first and finds nothing left to do.
    """
    with engine.connect() as plain:
        if location.path:
            # Its foreign keys are off for this one unit, so it must not go back to the pool.
            plain.detach()
        connection = plain.execution_options(unit="reshaping")
        with connection.begin():
            version = version_of(connection)
            refuse_newer(version, location)
            if version == HEAD:
                return
            if version is None:
                _refuse_foreign(connection, location)
            elif location.path:
                sqlite.back_up(location.path, HEAD)
            _reshape(connection, location)


def _upgrade(connection: Connection, to: str = "head", version_schema: str | None = None) -> None:
    """Runs Alembic on the connection, inside the transaction under way."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic's settings take "%" for a placeholder, and folders may have one in their name.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes |= {"connection": connection, "version_schema": version_schema}
    command.upgrade(config, to)


def _reshape(connection: Connection, location: Location) -> None:
    if location.path:
        guardrails.take_down(connection)
        _upgrade(connection)
        _seal(connection)
    else:
        _reshape_regions(connection, location)
    guardrails.put_up(connection)
    if missing := guardrails.check_guardrails(connection):
        raise StoreUnusable(StoreTrouble.GUARDRAILS, where=location.shown, missing=", ".join(missing))
    if location.path and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreUnusable(StoreTrouble.CORRUPT, where=location.shown, reason="foreign_key_check")


def _reshape_regions(connection: Connection, location: Location) -> None:
    """The same on a server, where the tables of all regions lie beside what the program sees."""
    office, path = connection.exec_driver_sql(
        "SELECT quote_ident(current_schema()), current_setting('search_path')").one()
    regions.put_away_older(connection)
    turn.put_up(connection)
    regions.to_tables(connection, office)
    guardrails.take_down(connection)
    with regions.references_later(connection) as later:
        _upgrade(connection, version_schema=office)
    connection.exec_driver_sql(f"SET LOCAL search_path = {path}")
    regions.put_up_regions(connection)
    regions.put_up_tables(connection, office, regions.default_region(location), later)
    for region in regions.regions_of(connection):
        regions.go_to(connection, region.code)
        _seal(connection)
    guardrails.put_up_functions(connection)


def _seal(connection: Connection) -> None:
    if inspect(connection).has_table("seal"):
        seal_unsealed(connection)


def _refuse_foreign(connection: Connection, location: Location) -> None:
    """A table of the same name as one of ours is another program's, and is left alone."""
    from sqlmodel import SQLModel

    import tracker.store.tables  # noqa: F401

    if set(inspect(connection).get_table_names()) & set(SQLModel.metadata.tables):
        raise StoreUnusable(StoreTrouble.FOREIGN, where=location.shown)
