"""Opens a ledger for an office: its sheets, and what the office decided about books of their shape; then reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.clock import to_the_minute
from tracker.domain.places import Borders
from tracker.domain.rules import Indicator, ruleset_for
from tracker.files import read_whole
from tracker.ledger.choosing import choices_in
from tracker.ledger.fingerprint import Fingerprint, fingerprint_of
from tracker.ledger.limits import MAX_FILE
from tracker.ledger.mapping import LedgerMapping, mapping_of
from tracker.ledger.reading import PlacesOf, ledger_of
from tracker.ledger.rows import Ledger, Note, NoteCode, ProblemCode
from tracker.ledger.workbook import Book, Progress, Stop, read_book
from tracker.office.desk import Desk
from tracker.office.intake.learned import Learned, every_learned
from tracker.office.rules import rules_now, year_now
from tracker.office.rules_kept import place_of


@dataclass(frozen=True, slots=True)
class OpenedBook:
    """The sheets of a file, and what the office decided about books of their shape, if it did."""

    path: Path
    book: Book
    fingerprint: Fingerprint | None = None
    learned: Learned | None = None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read, or is larger than a ledger may be."""
    try:
        return hashlib.sha256(read_whole(path, MAX_FILE)).hexdigest()
    except OSError:
        return ""


def open_ledger(desk: Desk, path: Path, progress: Progress | None = None, stop: Stop | None = None, *,
                shaped: bool = False) -> OpenedBook:
    """Opens a file. Its fingerprint is taken where the office has decided anything, or `shaped` asks for it.

    Raises Unreadable, and Stopped when `stop` answers yes.
    """
    book = read_book(path, progress, stop)
    kept = every_learned(desk)
    if not kept and not shaped:
        return OpenedBook(path, book)
    fingerprint = fingerprint_of(book.sheets)
    return OpenedBook(path, book, fingerprint, next((each for each in kept if each.key == fingerprint.key), None))


def read_opened(desk: Desk, opened: OpenedBook, said: LedgerMapping | Mapping[str, Any] | None, *,
                only: frozenset[str] = frozenset(), accept: Collection[str] = (), today: date | None = None,
                progress: Progress | None = None, stop: Stop | None = None) -> Ledger:
    """Reads the sheets of a file, by what is said, else (None) by what the office decided, which a note then says.

    `today` is the day an older ledger was known on; days after it have not happened yet.

    Raises BadMapping, and Stopped.
    """
    learned = opened.learned if said is None else None
    if learned is not None:
        said = learned.said
    named = replace(said if isinstance(said, LedgerMapping) else mapping_of(said or {}), only=only)
    if only or isinstance(said, LedgerMapping):
        named.held_against(opened.book.sheets)
    rules = rules_now(desk)
    ledger = ledger_of(opened.book.sheets, opened.path, today=today or desk.today(), indicators=rules.indicators,
                       mapping=named, years=rules.counting, places=places_of(desk), accept=accept, progress=progress,
                       stop=stop, sha256=opened.book.sha256)
    if today is not None:
        ledger = replace(ledger, problems=tuple(
            replace(problem, variant="older") if problem.code is ProblemCode.FUTURE_DATE else problem
            for problem in ledger.problems))
    return ledger if learned is None else replace(ledger, notes=(_told(learned), *ledger.notes))


def indicators_of(desk: Desk) -> tuple[Indicator, ...]:
    """The indicators a ledger can set targets for."""
    return rules_now(desk).indicators


def places_of(desk: Desk) -> PlacesOf:
    """What lies inside the prefecture and the province, as the ruleset says for the office (for the place that a book
    names, where the office has none yet) and the book's year, else as this year's ruleset says.
    """
    with desk.reading() as session:
        office = place_of(session)

    def lies(place: str, year: int) -> Borders | None:
        years = dict.fromkeys((year, year_now(desk)))
        rulesets = (ruleset_for(each, office or place, desk.store.rules_folder) for each in years)
        return next((borders for ruleset in rulesets if (borders := ruleset.origins.places) is not None), None)

    return lies


def _told(learned: Learned) -> Note:
    return Note(NoteCode.MAPPING_LEARNED, {
        "count": len(choices_in(learned.said)), "file": learned.file, "who": learned.recorded_by,
        "day": to_the_minute(learned.recorded_at)[:10], "key": learned.key})
