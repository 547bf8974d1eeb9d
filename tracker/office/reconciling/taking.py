"""Takes another office's list of the projects behind a figure in, so that it is held against ours from then on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import select as select_row

from tracker.domain.counting_year import YEARS
from tracker.domain.reasons import Code, Reason
from tracker.domain.rules import Indicator
from tracker.domain.text import clean
from tracker.files import name_of
from tracker.ledger.cards import OnSheets
from tracker.ledger.listed import list_mapping, listed_in
from tracker.ledger.mapping import LedgerMapping
from tracker.ledger.reading import unread_ledger
from tracker.ledger.rows import Ledger, NoteCode, ProblemCode
from tracker.ledger.workbook import Unreadable
from tracker.office.desk import Desk
from tracker.office.figures.asserting import said_amiss
from tracker.office.figures.targets import year_beyond
from tracker.office.intake.opened import digest_of, open_ledger, read_opened
from tracker.office.outcome import Done, Refused, refused
from tracker.office.reconciling.reconciled import ListReconciled, lists_reconciled
from tracker.office.records import SAME_LIST
from tracker.office.rules import rules_of
from tracker.office.versions import Version, told_since
from tracker.store.query import ColumnValues, known
from tracker.store.tables import OthersList

TAKEN = "list.take"
"""The action of the journal entry that takes a list in."""
_NO_MATTER = frozenset({ProblemCode.ORDER, ProblemCode.GAP, NoteCode.STAGES_WITHOUT_COLUMN, NoteCode.COLUMNS_KEPT})
"""What has to be known of a ledger that is taken in, and does not matter where lines are compared."""


@dataclass(frozen=True, slots=True)
class ListTaken:
    """A list as it was taken in."""

    year: int
    indicator: str
    body: str
    sha256: str
    """Of the file it was read from."""
    lines: int
    is_new: bool
    """Whether it was not on record already."""


def take_list(desk: Desk, path: Path, indicator: str, *, year: int, body: str, on: date | None = None,
              mapping: LedgerMapping | None = None, version: Version = None) -> Done[ListTaken] | Refused:
    """Takes a list in; the newest of a body for an indicator of a year takes the place of the one before.

    `indicator` is its key or a name of it, `on` the day the list is of, today where none is given. The same file again
    records nothing, unless its day is another one. The notes are what is worth a look in the file: hidden rows, rows
    left out, sums that differ. Refused for an unknown indicator, without a body, for a day that lies ahead or before
    the year, where the list that stands is of a later day, for a file without lines, and with every cell that cannot
    be read. `version` is the last entry by which any list stood when the form was opened; refused where another list of
    this body for the indicator was taken in since. Raises BadMapping.
    """
    if year not in YEARS:
        return year_beyond(year)
    rules = rules_of(desk, year)
    meant = rules.indicator_named(indicator)
    if meant is None:
        return refused(Code.UNKNOWN_INDICATOR, field="indicator", value=indicator,
                       choices=tuple(one.key for one in rules.indicators))
    day = on or desk.today()
    if reasons := said_amiss(rules.counting.of(year), body, day, desk.today()):
        return Refused(tuple(reasons))
    ledger = _read(desk, path, meant, year, mapping)
    if reasons := list(_unread(ledger)):
        return Refused(tuple(reasons))
    lines = listed_in(ledger, meant, rules.counting.of(year))
    if not lines:
        return refused(Code.LIST_EMPTY, field="path", value=name_of(path))
    said: ColumnValues = {
        "year": year, "indicator": meant.key, "body": clean(body), "said_on": day, "sha256": ledger.sha256,
        "filename": name_of(path), "lines": {"lines": [line.as_kept() for line in lines]}}
    shown = OnSheets(ledger.accounts).notes(ledger.notes)
    notes = tuple(Reason(Code.LIST_NOTE, hard=False, params={"book_note": note}) for note in shown
                  if note.code not in _NO_MATTER)
    is_new = _record(desk, said, meant, dated=on is not None, version=version)
    if isinstance(is_new, Refused):
        return is_new
    return Done(ListTaken(year, meant.key, clean(body), ledger.sha256, len(lines), is_new), notes)


def lists_of_file(desk: Desk, path: Path, year: int | None = None) -> tuple[ListReconciled, ...] | Refused:
    """The lists on record, of a year or of all, that were read from a file, each compared with our figure.

    Refused for a file that cannot be read, and for one of which no list is on record. Raises RulesetError where the
    ruleset in force is wrong.
    """
    digest = digest_of(path)
    if not digest:
        try:
            open_ledger(desk, path)
        except Unreadable as error:
            return Refused(tuple(_unread(unread_ledger(path, error))))
    return (digest and lists_reconciled(desk, year, sha256=digest)) or refused(
        Code.LIST_UNTOLD, field="path", value=name_of(path))


def _record(desk: Desk, said: ColumnValues, meant: Indicator, *, dated: bool, version: Version) -> bool | Refused:
    """Records a list; False where it is on record already. `dated` says whether its day was given: another day of the
    same list puts the day right. Refused where a list of a later day stands, whose place this one would take.
    """
    with desk.unit() as unit:
        was = unit.session.exec(select_row(OthersList).where(known(OthersList), *(
            getattr(OthersList, name) == said[name] for name in SAME_LIST))).first()
        if was is not None and version is not None and was.entry_id > version:
            return told_since(unit.session, [was.entry_id], version, was.entry_id)
        is_same = was is not None and (was.sha256, was.lines) == (said["sha256"], said["lines"])
        if was is not None and is_same and (not dated or was.said_on == said["said_on"]):
            return False
        if was is not None and not is_same and was.said_on > said["said_on"]:
            return refused(Code.LIST_OLDER, field="on", body=was.body, day=was.said_on)
        entry = unit.entry(TAKEN, subject=f"{said['year']} {meant.called()}", detail={
            "year": said["year"], "indicator": meant.key, "body": said["body"], "day": said["said_on"].isoformat(),
            "file": said["filename"], "sha256": said["sha256"], "count": len(said["lines"]["lines"])})
        unit.append(OthersList, entry, instead_of=was, **said)
        return True


def _read(desk: Desk, path: Path, indicator: Indicator, year: int, mapping: LedgerMapping | None) -> Ledger:
    """The file as a ledger: by a mapping, by what the office decided about such books, or as such lists are written.

    Many of them have the names of projects and one column more that no ledger has.
    """
    try:
        opened = open_ledger(desk, path)
    except Unreadable as error:
        return unread_ledger(path, error)
    if mapping is not None or opened.learned is not None:
        return read_opened(desk, opened, mapping)
    ledger = read_opened(desk, opened, list_mapping(indicator, year, names_alone=False))
    found = ledger.projects or ledger.receipts
    return ledger if found else read_opened(desk, opened, list_mapping(indicator, year, names_alone=True))


def _unread(ledger: Ledger) -> Iterator[Reason]:
    for problem in OnSheets(ledger.accounts).problems(ledger.problems):
        if problem.code not in _NO_MATTER:
            yield Reason(Code.LIST_CELL, params={"cell": problem}, field="path")
