"""The shape of the office's own book as its last import kept it: a fact about the office, like its place."""

from __future__ import annotations

from sqlmodel import Session, select

from tracker.ledger.own_book import SheetShape, shapes_in
from tracker.store.query import known
from tracker.store.tables import Setting

KEY = "book"
LEARNED = "mapping:"
"""Before the fingerprint of a book, in the key of what was decided about books like it."""


def kept_shape_row(session: Session) -> Setting | None:
    """The fact that holds the shape now; None where no book was taken in."""
    return session.exec(select(Setting).where(Setting.key == KEY, known(Setting))).first()


def kept_shapes(session: Session) -> tuple[SheetShape, ...]:
    """The sheets of the office's own book, none where no book was taken in or what is kept cannot be read."""
    row = kept_shape_row(session)
    try:
        return shapes_in(row.value) if row is not None else ()
    except (ValueError, KeyError, TypeError):
        return ()
