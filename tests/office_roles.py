"""An office on a server with its roles, and logins that have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from psycopg.sql import SQL, Identifier

from tests.embedded import Server
from tracker.domain.rights import Role
from tracker.office.desk import Desk
from tracker.office.open import open_desk
from tracker.office.outcome import Done
from tracker.office.server_office import grant_role, set_up_office
from tracker.store.engine import Store
from tracker.store.regions import TABLES

ROLES: Mapping[str, Role] = {"看的": Role.VIEWER, "记的": Role.OFFICER, "认的": Role.VERIFIER, "管的": Role.ADMIN}
"""Logins by the role each of them has."""
NOBODY = "外人"


@dataclass(frozen=True)
class Manned:
    """An office with accounts."""

    server: Server
    owner: str
    """The owner's address."""

    def address(self, name: str) -> str:
        """The address by which a login comes in."""
        return self.owner.replace("postgres:@", f"{name}@")

    def desk(self, name: str) -> Desk:
        """The desk of a login."""
        return open_desk(self.address(name))

    def run(self, name: str, *statements: str) -> None:
        """Runs statements in one transaction as a login."""
        with psycopg.connect(self.address(name)) as connection:
            for statement in statements:
                connection.execute(statement)

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        with psycopg.connect(self.owner) as connection:
            tables = [name for (name,) in connection.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind = 'p'"
                " ORDER BY relname", (TABLES,))]
            count = SQL("SELECT count(*) FROM {}").format
            return {table: connection.execute(count(Identifier(TABLES, table))).fetchone()[0] for table in tables}


def manned(server: Server, store: Store) -> Manned:
    """Sets the roles of an office up, and grants each to a login of its own."""
    owner = store.location.server.replace("postgresql+psycopg", "postgresql")
    desk = set_up_office(owner)
    assert isinstance(desk, Desk)
    for name, role in ROLES.items():
        assert isinstance(grant_role(desk, role, name), Done)
    desk.store.close()
    with psycopg.connect(owner, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (NOBODY,)).fetchone() is None:
            connection.execute(SQL("CREATE ROLE {} LOGIN").format(Identifier(NOBODY)))
    return Manned(server, owner)
