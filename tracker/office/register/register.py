"""The register: all projects of the office for lists that filter, sort and group, in memory or by pages."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session

from tracker.office.desk import Desk
from tracker.office.register.in_memory import BOARD_ORDER as BOARD_ORDER
from tracker.office.register.in_memory import REGISTER_COLUMNS as REGISTER_COLUMNS
from tracker.office.register.in_memory import Register as Register
from tracker.office.register.in_memory import ValueGroup as ValueGroup
from tracker.office.register.paged import PagedRegister
from tracker.office.register.read import read_all, read_page
from tracker.store.query import PROJECT

READ_IN_A_MOMENT = 3_000
"""Projects that are read in a moment."""
HELD_IN_MEMORY = 200_000
"""Projects up to which the whole register is held in memory; of a larger office it is read by pages."""


def register(desk: Desk, before: Register | None = None) -> Register:
    """Every project of the office; with `before`, only what was touched since is read."""
    changes = desk.store.changes()
    with desk.reading() as session:
        if before is not None and before.whole:
            return before.renewed(session, changes, desk.today())
        if _has_more_than(session, HELD_IN_MEMORY):
            return PagedRegister.opened(desk, session, changes)
        return Register(read_all(session), changes, desk.today())


def is_large(desk: Desk) -> bool:
    """Whether reading the whole office takes long enough to show a first page before."""
    with desk.reading() as session:
        return _has_more_than(session, READ_IN_A_MOMENT)


def _has_more_than(session: Session, projects: int) -> bool:
    return session.execute(select(PROJECT.c.id).offset(projects).limit(1)).first() is not None


def first_page(desk: Desk, each: int = 40) -> Register:
    """The first projects of each stage: something to show before the whole register is read."""
    changes = desk.store.changes()
    with desk.reading() as session:
        return Register(read_page(session, each), changes, desk.today(), whole=False)
