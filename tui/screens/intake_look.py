"""A look at a ledger with the choices made on it: read and worked out, taken in, its problems marked in a workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.domain.rules import Indicator
from tracker.files import read_whole, write_whole
from tracker.ledger.cell_seen import CellsSeen
from tracker.ledger.choosing import beside
from tracker.ledger.limits import MAX_FILE
from tracker.ledger.mapping import BadMapping, load_mapping
from tracker.ledger.rows import NoteCode
from tracker.ledger.workbook import Stopped
from tracker.office.desk import Desk
from tracker.office.intake.intake import Imported
from tracker.office.intake.look import Changed, Looked, look_anew, look_at
from tracker.office.intake.look import take_in as take_in_looked
from tracker.office.intake.older import Then
from tracker.office.intake.opened import OpenedBook, indicators_of
from tui.files import is_file
from tui.widgets.intake_lines import Work

if TYPE_CHECKING:
    from tracker.words.screens import ScreenWords

# Late imports: what makes the workbook is loaded when one is asked for.


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which file, how its headers are to be read (None: as kept), whether gaps are accepted, and when it was known,
    where it is an older ledger.
    """

    path: Path
    chosen: Mapping[str, Any] | None = None
    gaps: bool = False
    then: Then | None = None
    as_now: bool = False
    """Whether a ledger that says it is older was said to be of now."""
    all_new: bool = False
    """Whether projects that are perhaps renamed were said to be new."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen; `kept` says that the choices were found in a file beside the ledger."""

    wanted: Wanted
    looked: Looked
    kept: bool = False
    indicators: tuple[Indicator, ...] = ()
    """Those a target can be for."""
    cells: CellsSeen = field(init=False)
    """What became of each cell, and why."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", self.looked.cells())

    @property
    def renamed(self) -> list[tuple[str, str]]:
        """New names that are perhaps those of projects the office knows under others, with these."""
        return [(str(note.params["name"]), str(note.params["other"])) for note in self.looked.answer.notes
                if note.code is NoteCode.PERHAPS_RENAMED]

    @property
    def gone(self) -> int:
        """How many projects of the office the ledger no longer has."""
        counts = [note.params["count"] for note in self.looked.answer.notes if note.code is NoteCode.PROJECTS_MISSING]
        return sum(count for count in counts if isinstance(count, int))

    @property
    def chosen(self) -> Mapping[str, Any]:
        """The choices it was read by."""
        return self.looked.said


@dataclass(frozen=True, slots=True)
class Unread:
    """Nothing was seen: the officer stopped it, or the choices cannot be used."""

    wanted: Wanted
    bad: BadMapping | None = None


def look_into(desk: Desk, wanted: Wanted, work: Work, opened: OpenedBook | None = None) -> Look | Unread:
    """Reads a file, or its sheets at hand, and works out what it would do; writes nothing."""
    try:
        file = beside(wanted.path)
        kept = wanted.chosen is None and is_file(file)
        said = load_mapping(file) if kept else wanted.chosen
        accept = frozenset({"gap"} if wanted.gaps else ())
        if opened is None:
            looked = look_at(desk, wanted.path, mapping=said, accept=accept, then=wanted.then, progress=work.tell,
                             stop=work.stops)
        else:
            looked = look_anew(desk, opened, mapping=said, accept=accept, then=wanted.then, progress=work.tell,
                               stop=work.stops)
    except BadMapping as error:
        return Unread(wanted, error)
    except Stopped:
        return Unread(wanted)
    return Look(wanted, looked, kept, indicators_of(desk))


def take_in(desk: Desk, looked: Looked, work: Work) -> Imported | str:
    """Writes what was seen; "file" or "office" where that is another by now, and nothing was written."""
    try:
        return take_in_looked(desk, looked, progress=work.tell, stop=work.stops)
    except Changed as changed:
        return changed.what


class Marked(NamedTuple):
    """A workbook in which the problems of a ledger are marked, and its bytes as they were written, digested."""

    path: Path
    sha256: str

    @property
    def mended(self) -> bool:
        """Whether somebody has changed it since."""
        try:
            return hashlib.sha256(read_whole(self.path, MAX_FILE)).hexdigest() != self.sha256
        except OSError:
            return False


def mark_problems(look: Look, words: ScreenWords) -> Marked | None:
    """Writes the workbook beside the ledger, under a name that is free; None where it may not be written there."""
    from tracker.report.problem_book import problem_book

    content = problem_book(look.wanted.path, look.looked.answer.accounts, look.looked.answer.problems, words.lang)
    stem = f"{look.wanted.path.stem}.{words.intake.problems_stem}"
    names = (look.wanted.path.with_name(f"{stem}{'' if number == 1 else number}.xlsx") for number in count(1))
    file = next(name for name in names if not name.exists())
    try:
        write_whole(file, content)
    except OSError:
        return None
    return Marked(file, hashlib.sha256(content).hexdigest())
