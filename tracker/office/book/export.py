"""Writes the office's own book: importing it changes nothing, and into an empty office it brings the same facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from sqlmodel import Session

from tracker.ledger.excel import Cell, sheet_names
from tracker.ledger.family import Kind
from tracker.ledger.own_book import SheetShape, usual_shape
from tracker.ledger.titles import dated, day_of_table
from tracker.ledger.writing import WrittenSheet, written_book
from tracker.office.book.facts import (
    blockers_of,
    projects_of,
    receipts_of,
    results_of,
    row_count,
    targets_of,
    vouchers_of,
    words_of,
)
from tracker.office.book.kept import kept_shapes
from tracker.office.book.left_out import LeftOut, left_out_of
from tracker.office.book.others import blocker_sheet, receipt_sheet, result_sheet, target_sheet
from tracker.office.book.projects import ProjectSheet
from tracker.office.desk import Desk
from tracker.office.rules import rules_now
from tracker.office.rules_kept import place_of
from tracker.store.seals import head_shown


@dataclass(slots=True)
class _Book:
    """The office's own book: the bytes of the workbook, how many of each kind stand in it, and what does not."""

    content: bytes
    counts: Mapping[Kind, int]
    left_out: Mapping[str, int]
    """What the office holds besides, which a book has no room for."""
    head: str
    """The first digits of the journal's head: what the book was written from. Never in the book itself."""


_STEP = 1_000
"""Rows between two words on how far it is."""


def book_of(desk: Desk, told: Callable[[int, int], None] | None = None) -> _Book:
    """The whole office as its own book, in the columns and the order of the last one it took in.

    `told` is told how many rows of how many are made; what it raises ends the making. Raises OSError where there is no
    room for the rows, with the folder they were to lie in.
    """
    labels = {indicator.key: indicator.called() for indicator in rules_now(desk).indicators}
    with desk.reading() as session:
        counts: dict[Kind, int] = {}
        far = _Far(row_count(session), told)
        sheets = [WrittenSheet(shape, _counted(kind, rows, counts, far))
                  for kind, (shape, rows) in _sheets(session, labels, desk.today()).items()]
        try:
            book, left_out = written_book(sheets), left_out_of(session)
            return _Book(book.content, counts, {**left_out, LeftOut.CUT: book.cut} if book.cut else left_out,
                         head_shown(session.connection()))
        except OSError as error:
            broken = error
    raise broken  # outside: the office's own file would be taken for what had no room


class _Far:
    """Tells how far the making is."""

    def __init__(self, whole: int, told: Callable[[int, int], None] | None) -> None:
        self._whole, self._told, self._done = whole, told, 0
        self.tell(0)

    def tell(self, more: int) -> None:
        """So many rows more are made."""
        self._done += more
        if self._told is not None:
            self._told(self._done, self._whole)


def _counted(kind: Kind, rows: Iterator[list[Cell]], counts: dict[Kind, int], far: _Far) -> Iterator[list[Cell]]:
    counts[kind] = 0
    while piece := list(islice(rows, _STEP)):
        yield from piece
        counts[kind] += len(piece)
        far.tell(len(piece))


def _sheets(session: Session, labels: Mapping[str, str],
            today: date) -> dict[Kind, tuple[SheetShape, Iterator[list[Cell]]]]:
    """The sheets in their order: their columns, and their rows as they are read."""
    shapes = _shapes(session, today)
    projects = ProjectSheet(shapes[Kind.PROJECTS], projects_of(session), beside_money=any(receipts_of(session)),
                            until=_day_of(shapes.values(), today))
    vouchers, words = vouchers_of(session), words_of(session)
    receipts = receipt_sheet(shapes[Kind.RECEIPTS], receipts_of(session), vouchers)
    blockers = blocker_sheet(shapes[Kind.BLOCKERS], blockers_of(session), words)
    targets = target_sheet(shapes[Kind.TARGETS], labels)
    sheets: dict[Kind, tuple[SheetShape, Iterator[list[Cell]]]] = {
            Kind.PROJECTS: (projects.shape, projects.rows(projects_of(session))),
            Kind.RECEIPTS: (receipts.shape, receipts.rows(receipts_of(session))),
            Kind.BLOCKERS: (blockers.shape, blockers.rows(blockers_of(session))),
            Kind.TARGETS: (targets.shape, targets.rows(targets_of(session)))}
    if Kind.RESULTS in shapes:
        results = result_sheet(shapes[Kind.RESULTS], results_of(session))
        sheets[Kind.RESULTS] = (results.shape, results.rows(results_of(session)))
    return sheets


def _day_of(shapes: Iterable[SheetShape], today: date) -> date:
    """The day of a book as the import will take it: the latest that a line above a table states, else today."""
    stated = [day for shape in shapes if (day := day_of_table(" ".join(shape.titles))) is not None]
    return min(today, max(stated, default=today))


def _shapes(session: Session, today: date) -> dict[Kind, SheetShape]:
    """The shape of each sheet: the office's own, else that of the sample ledger; each under a name of its own. One of
    results there is only where the office has any, or its book had one.

    Lines above a table that say of which day it is say today.
    """
    own = {shape.kind: shape for shape in kept_shapes(session)}
    place = place_of(session)
    kinds = (kind for kind in Kind if kind is not Kind.RESULTS or kind in own or any(results_of(session)))
    shapes = [own.get(kind) or usual_shape(kind, place) for kind in kinds]
    return {shape.kind: replace(shape, sheet=name, titles=tuple(dated(title, today) for title in shape.titles))
            for shape, name in zip(shapes, sheet_names(shape.sheet for shape in shapes), strict=True)}
