"""Who may do what in an office on a server: what is granted works, and the server refuses all else by itself."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from tests.embedded import Server
from tests.office_roles import Manned, manned
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.projects import add
from tracker.office.verify import verify
from tracker.store.engine import Store


@pytest.fixture
def office(pg_server: Server, pg_store: Store) -> Manned:
    return manned(pg_server, pg_store)


@pytest.fixture
def officer(office: Manned) -> Iterator[Desk]:
    desk = office.desk("记的")
    yield desk
    desk.store.close()


def test_an_officer_records_under_the_name_of_the_login(office: Manned, officer: Desk) -> None:
    assert isinstance(add(officer, {"name": "万骏船舶"}), Done)
    with psycopg.connect(office.owner) as connection:
        assert connection.execute("SELECT who FROM journal ORDER BY id DESC LIMIT 1").fetchone() == ("记的",)
        assert connection.execute("SELECT DISTINCT recorded_by FROM milestone").fetchall() == [("记的",)]
    found = verify(officer)
    assert found.is_sound, found
