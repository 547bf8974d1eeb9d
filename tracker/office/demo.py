"""The demonstration office: a database of its own, filled from the bundled 2023 ledger on the first run."""

from __future__ import annotations

from importlib.resources import as_file

from sqlalchemy import func
from sqlmodel import select

from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.sample import SAMPLE_LEDGER
from tracker.shipped import shipped
from tracker.store.engine import demo_location, open_store
from tracker.store.location import locate
from tracker.store.tables import Project


def demo_desk(where: str | None, who: str) -> Desk:
    """Opens the demonstration office, apart from the officer's own; an empty one is filled first.

    An office that was there before, at a place somebody named, is opened as it is: sample data among an officer's own
    could never be deleted again.
    """
    own = where is not None and _exists(where)
    desk = Desk(open_store(where or str(demo_location()), who=who), who)
    with desk.reading() as session:
        filled = session.exec(select(func.count()).select_from(Project)).one()
    if not filled and not own:
        with as_file(shipped(*SAMPLE_LEDGER)) as path:
            intake(desk, path)
    return desk


def _exists(where: str) -> bool:
    path = locate(where).path
    return path is None or path.exists()
