"""Two counties and their prefecture in one database of a server, with the accounts that record and look there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import psycopg
import pytest

from tests.embedded import Server
from tracker.domain.rights import Role
from tracker.office.desk import Desk
from tracker.office.open import open_desk
from tracker.office.outcome import Done
from tracker.office.server_office import add_region, grant_role, set_up_office

YUANJIANG, XIANGYIN, YIYANG = "430981", "430624", "430900"
NAMES = {YUANJIANG: "沅江市", XIANGYIN: "湘阴县", YIYANG: "益阳市本级"}
OFFICERS = {YUANJIANG: "沅江的", XIANGYIN: "湘阴的"}
LOGINS = (*OFFICERS.values(), "市里的", "管沅江的", "两处的")


@dataclass(frozen=True)
class Province:
    """A database with three regions, by the address of its owner."""

    server: Server
    owner: str

    def address(self, region: str = "", login: str = "postgres") -> str:
        """The address of a region, as a login comes in."""
        return self.owner.replace("postgres:@", f"{login}:@") + (f"&region={region}" if region else "")

    def desk(self, region: str = "", login: str = "postgres") -> Desk:
        """The desk of a login in a region."""
        return open_desk(self.address(region, login))

    def run(self, login: str, *statements: str) -> list[tuple[object, ...]]:
        """Runs statements in one transaction as a login; what the last of them answers."""
        with psycopg.connect(self.address("", login)) as connection:
            for statement in statements:
                answer = connection.execute(statement)
            return answer.fetchall() if answer.description else []

    def all_rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of some tables, whichever region it is of."""
        return {table: self.run("postgres", f"SELECT * FROM sanxin_tables.{table} ORDER BY region, id")
                for table in ("journal", "project", "profile", "milestone", "recognition")}


@pytest.fixture
def province(pg_server: Server, pg_empty: str) -> Iterator[Province]:
    there = Province(pg_server, pg_empty)
    desk = set_up_office(there.address(YUANJIANG))
    assert isinstance(desk, Desk)
    desk.store.close()
    for code, name in NAMES.items():
        assert isinstance(add_region(there.address(), code, name), Done)
    try:
        with closing((owner := there.desk(YUANJIANG)).store):
            for region, name in OFFICERS.items():
                assert isinstance(grant_role(owner, Role.OFFICER, name, region=region), Done)
            for role, name, reach in ((Role.VIEWER, "市里的", "4309"), (Role.ADMIN, "管沅江的", YUANJIANG),
                                      (Role.OFFICER, "两处的", "43"), (Role.VERIFIER, "两处的", YUANJIANG)):
                assert isinstance(grant_role(owner, role, name, region=reach), Done)
        yield there
    finally:
        pg_server.drop(pg_server.name(there.owner))
        for name in LOGINS:
            pg_server.run(f'DROP ROLE IF EXISTS "{name}"')
