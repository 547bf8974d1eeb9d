"""Older ledgers of a folder: of which day each is, by its name or its titles, and in which order they are taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from tracker.domain.days import Day, NotADay, Precision, read_day
from tracker.domain.reasons import Code, Reason
from tracker.domain.text import fold_width
from tracker.ledger.limits import LEDGER_SUFFIXES
from tracker.ledger.reading import read_ledger
from tracker.ledger.rows import Ledger
from tracker.office.desk import Desk
from tracker.office.intake.older import Then, known_then
from tracker.office.intake.opened import indicators_of, places_of
from tracker.office.intake.plan import LedgerRow
from tracker.office.known_then import KNOWN_ON
from tracker.office.outcome import Refused

_DAY = re.compile(r"(?<![0-9])(20[0-9]{2}\s*(?:[-._/]\s*|年\s*)?(?:1[0-2]|0?[1-9])(?![0-9])"
                  r"(?:\s*(?:[-._/]|月)\s*(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])\s*日?|\s*月)?"
                  r"|20[0-9]{2}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9])(?![0-9]))")


def books_of(desk: Desk, folder: Path, named: Mapping[str, date],
             otherwise: date | None = None) -> list[tuple[Path, Then]] | Refused:
    """The ledgers of a folder with the moments they were known, the oldest first.

    `named` gives the day of files by their names; else the name says it, or a title (2023年6月台账), the last day of a
    month; `otherwise` is of files that do not say. Refused, with a reason for each, where a file has no day that can
    be told, or one that an older ledger cannot have.
    """
    files = sorted(file for file in folder.iterdir()
                   if file.suffix.lower() in LEDGER_SUFFIXES and not file.name.startswith(("~$", ".")))
    found: list[tuple[Path, Then]] = []
    reasons = [] if files else [Reason(Code.NO_LEDGERS, params={"value": folder.name}, field=KNOWN_ON)]
    for file in files:
        on = named.get(file.name) or day_in(file.stem) or _in_titles(desk, file) or otherwise
        if on is None:
            reasons.append(Reason(Code.KNOWN_ON_UNTOLD, params={"value": file.name}, field=KNOWN_ON))
            continue
        then = known_then(desk, on)
        if isinstance(then, Refused):
            reasons += then.reasons
        else:
            found.append((file, then))
    return Refused(tuple(reasons)) if reasons else sorted(found, key=lambda book: (book[1].on, book[0].name))


def day_in(text: str) -> date | None:
    """The last day of the day or month a text names (2023-06, 2023年6月台账); None for one that names none, or two."""
    days = {day.last for match in _DAY.finditer(fold_width(text)) if (day := _read(match[1])) is not None}
    return days.pop() if len(days) == 1 else None


def _read(text: str) -> Day | None:
    try:
        day = read_day(re.sub(r"[_/]", "-", re.sub(r"\s", "", text)))
    except NotADay:
        return None
    return day if day is not None and day.precision in (Precision.DAY, Precision.MONTH) else None


def _in_titles(desk: Desk, file: Path) -> date | None:
    ledger = read_ledger(file, today=desk.today(), indicators=indicators_of(desk), places=places_of(desk))
    days = {day_in(title) for title in dict.fromkeys(_titles(ledger))}
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def _titles(ledger: Ledger) -> Iterator[str]:
    rows: list[LedgerRow] = [*ledger.projects, *ledger.receipts, *ledger.blockers, *ledger.targets]
    for layout in (row.layout for row in rows):
        yield layout.title
        yield layout.sheet
