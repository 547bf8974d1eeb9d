"""Whose turn it is to record in an office on a server: a row that the unit under way has locked.

Only a function takes the lock (`actor.BEGIN`), and nobody may call it who may only look: an advisory lock could be
taken, and kept, by everybody who may log in. There is a row for each region: no county waits for another.
"""

from __future__ import annotations

from sqlalchemy import Connection

SCHEMA = "sanxin"
"""Where it lies: beside the tables of the office, so that nothing hides it."""
TABLE = f"{SCHEMA}.turn"
TAKE_ALL = f"""
DO $$ BEGIN
    IF to_regclass('{TABLE}') IS NOT NULL THEN
        LOCK TABLE {TABLE} IN ACCESS EXCLUSIVE MODE;
    END IF;
END $$
"""
"""Waits until no unit of any region is under way, and keeps them off: while tables are given another shape."""


def put_up(connection: Connection) -> None:
    """Makes what the rows lie in; a region gets its own with all else it has (`regions.make_parts`)."""
    run = connection.exec_driver_sql
    run(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    run(f"CREATE TABLE IF NOT EXISTS {TABLE} (region text COLLATE \"C\" PRIMARY KEY)")
