"""Older ledgers of a folder: of which day each is, by its name or its titles, and in which order they are taken in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from tracker.domain.days import Day, NotADay, Precision, read_day
from tracker.domain.reasons import Code, Reason
from tracker.domain.text import fold_width
from tracker.ledger.limits import LEDGER_SUFFIXES
from tracker.ledger.money_columns import SEVERAL_MONTHS
from tracker.ledger.reading import read_ledger
from tracker.ledger.rows import Ledger
from tracker.office.desk import Desk
from tracker.office.intake.older import Then, known_on_typed, known_then
from tracker.office.intake.opened import indicators_of, places_of
from tracker.office.intake.plan import LedgerRow
from tracker.office.known_then import KNOWN_ON
from tracker.office.outcome import Refused, refused

_DAY = re.compile(r"(?<![0-9])((?>20[0-9]{2}\s*(?:[-._/]\s*|年\s*)?(?:1[0-2]|0?[1-9])(?![0-9])"
                  r"(?:\s*(?:[-._/]|月)\s*(?:3[01]|[12][0-9]|0?[1-9])(?![0-9]|\s*月)\s*日?|\s*月)?"
                  r"|20[0-9]{2}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9])(?![0-9])))"
                  r"(?!\s*月?\s*[-—–~～至到]\s*[0-9]{1,2}\s*月)")
"""A day or a month that does not begin a longer time (2024.1-3月)."""
_NAMED = 10
"""Ledgers of a folder that a refusal names."""


def books_of(desk: Desk, path: Path, typed: Iterable[str] = ()) -> list[tuple[Path, Then]] | Refused:
    """The ledgers of a folder, or the one at `path`, with the moments they were known, the oldest first.

    `typed` are days as they were typed: FILE=DAY, where the file stands by its name or its path, or DAY alone, where
    there is one ledger only. Of a file of a folder that is not named the name says the day, or a title
    (2023年6月台账), the last day of a month. Refused, with a reason for each, where it is not certain which day a file
    has, where a file that is named is not there, and where a day is one that an older ledger cannot have.
    """
    files = _ledgers(path) if path.is_dir() else [path]
    if not files:
        return refused(Code.NO_LEDGERS, field=KNOWN_ON, value=path.name)
    days, reasons = _days_typed(desk, files, typed)
    found: list[tuple[Path, Then]] = []
    for file in files if not reasons else ():
        on = days.get(file) or day_in(file.stem) or _in_titles(desk, file)
        then = known_then(desk, on) if on else refused(Code.KNOWN_ON_UNTOLD, field=KNOWN_ON)
        if isinstance(then, Refused):
            told = " ".join(filter(None, (file.name if path.is_dir() or on is None else "", str(on or ""))))
            reasons += [replace(reason, params={**reason.params, "value": told}) for reason in then.reasons]
        else:
            found.append((file, then))
    return Refused(tuple(reasons)) if reasons else sorted(found, key=lambda book: (book[1].on, book[0].name))


def _ledgers(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir()
                  if file.suffix.lower() in LEDGER_SUFFIXES and not file.name.startswith(("~$", ".")))


def _days_typed(desk: Desk, files: list[Path], typed: Iterable[str]) -> tuple[dict[Path, date], list[Reason]]:
    """The days of files as they were typed, and why that cannot be: no such file, two days for one, a day of none."""
    days: dict[Path, date] = {}
    reasons: list[Reason] = []
    for text in typed:
        name, sign, day = text.rpartition("=")
        named = [file for file in files
                 if not sign or name == file.name or Path(name).resolve() == file.resolve()]
        on = known_on_typed(desk, day)
        if isinstance(on, Refused):
            reasons += on.reasons
        elif len(named) != 1:
            code = Code.KNOWN_ON_NO_FILE if sign else Code.KNOWN_ON_WHICH
            reasons.append(_unclear(code, name if sign else day, files))
        elif days.setdefault(named[0], on) != on:
            reasons.append(_unclear(Code.KNOWN_ON_TWICE, named[0].name, files))
    return days, reasons


def _unclear(code: Code, value: str, files: list[Path]) -> Reason:
    """That it is not clear which ledger a day is of; the ledgers there are named."""
    return Reason(code, params={"value": value, "files": tuple(file.name for file in files[:_NAMED])}, field=KNOWN_ON)


def day_in(text: str) -> date | None:
    """The last day of the day or month a text names (2023-06, 2023年6月台账); None for one that names none, or two.

    Of 2023年1-6月 the last month is meant.
    """
    said = SEVERAL_MONTHS.sub(r"\2月", fold_width(text))
    days = {day.last for match in _DAY.finditer(said) if (day := _read(match[1])) is not None}
    return days.pop() if len(days) == 1 else None


def _read(text: str) -> Day | None:
    try:
        day = read_day(re.sub(r"[_/]", "-", re.sub(r"\s", "", text)))
    except NotADay:
        return None
    return day if day is not None and day.precision in (Precision.DAY, Precision.MONTH) else None


def _in_titles(desk: Desk, file: Path) -> date | None:
    ledger = read_ledger(file, today=desk.today(), indicators=indicators_of(desk), places=places_of(desk))
    return day_in_titles(ledger)


def day_in_titles(ledger: Ledger) -> date | None:
    """The last day of the day or month that the titles and sheets of a ledger name; None for none, or two."""
    days = {day_in(title) for title in dict.fromkeys(_titles(ledger))}
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def _titles(ledger: Ledger) -> Iterator[str]:
    rows: list[LedgerRow] = [*ledger.projects, *ledger.receipts, *ledger.blockers, *ledger.targets,
                             *ledger.results]
    for layout in (row.layout for row in rows):
        yield layout.title
        yield layout.sheet
