"""What taking a ledger in would do: rows to add, rows to supersede, and each correction field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import SQLModel

from tracker.domain.days import Day
from tracker.domain.profile import FIELD_COLUMNS
from tracker.ledger.family import Kind
from tracker.ledger.rows import BlockerRow, Note, Problem, ProjectRow, ReceiptRow, ResultRow, TargetRow
from tracker.office.intake.bulk_rows import Batch
from tracker.office.intake.known import KnownOffice
from tracker.office.intake.learned import Decided
from tracker.office.intake.older import Then
from tracker.office.intake.totals import Totals
from tracker.office.records import LifeFacts, number
from tracker.store.query import ColumnValues
from tracker.store.tables import (
    Blocker,
    BlockerWord,
    Evidence,
    ExpectedDay,
    Fact,
    Milestone,
    Profile,
    ProjectResult,
    Receipt,
    Setting,
    StatusChange,
    Target,
)

LedgerRow = ProjectRow | ReceiptRow | BlockerRow | TargetRow | ResultRow
PROFILE_COLUMNS = ("project_id", "supersedes_id", *FIELD_COLUMNS)
RECEIPT_COLUMNS = ("id", "project_id", "supersedes_id", "received_on", "precision", "amount_minor", "currency", "mark",
                   "origin", "form", "outside_share", "note")
BLOCKER_COLUMNS = ("id", "project_id", "supersedes_id", "category", "description", "blocking", "bureau", "person",
                   "level", "raised_on", "precision", "permit", "authority", "first_due_on", "due_on", "state")
TARGET_COLUMNS = ("year", "indicator", "value", "unit", "supersedes_id")
RESULT_COLUMNS = ("project_id", "supersedes_id", "what", "happened_on", "precision", "amount_minor", "currency", "mark",
                  "people", "note")
WORD_COLUMNS = ("blocker_id", "supersedes_id", "word", "said_on", "precision", "said_by", "due_on", "level", "text",
                "permit", "authority")

Changes = dict[str, tuple[object, object]]
"""Each field that differs, before and after."""


@dataclass(frozen=True, slots=True)
class Change:
    """One correction: of what, where the ledger says so, and each field before and after."""

    kind: Kind
    subject: str
    sheet: str
    row: int
    what: Mapping[str, tuple[object, object]]


@dataclass(slots=True)
class State:
    """A project while its facts are put together: enough to replay where it stands, and to ask the guards."""

    number: int
    code: str
    name: str
    facts: LifeFacts
    search: tuple[str, str, str] | None = None
    """Investor, officer and park where the search text has to be made anew."""
    new: bool = False


class Plan:
    """Everything a ledger would do to an office, put together before the first row is written."""

    def __init__(self, before: Totals) -> None:
        self.before = before
        """What the office held before."""
        self.counts: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
        self.changes: list[Change] = []
        self.new: list[tuple[Kind, LedgerRow]] = []
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self.states: dict[int, State] = {}
        self.superseded: dict[type[Fact], list[int]] = {}
        self.settled_blockers: list[dict[str, object]] = []
        self.place = ""
        self.then: Then | None = None
        """When the ledger was known, where it is an older one."""
        self.past_targets: list[tuple[datetime, Batch]] = []
        """Targets that were set otherwise by a later moment, with that moment."""
        self.sha256 = ""
        """Of the bytes the ledger was read from."""
        self.decided: Decided | None = None
        """What is to be kept about books of this shape."""
        self.rows_planned = 0
        self.batches: dict[type[SQLModel], Batch] = {
            Profile: Batch(Profile, PROFILE_COLUMNS),
            Milestone: Batch(Milestone, ("project_id", "supersedes_id", "stage", "occurred_on", "precision",
                                         "recognised_on", "recognised_by", "override")),
            ExpectedDay: Batch(ExpectedDay, ("project_id", "supersedes_id", "what", "expected_on", "precision",
                                             "text")),
            StatusChange: Batch(StatusChange, ("project_id", "supersedes_id", "status", "changed_on", "precision",
                                               "reason")),
            Receipt: Batch(Receipt, RECEIPT_COLUMNS),
            Evidence: Batch(Evidence, ("project_id", "supersedes_id", "receipt_id", "kind", "number", "issued_on",
                                       "precision", "sha256", "filename", "size")),
            Blocker: Batch(Blocker, BLOCKER_COLUMNS),
            BlockerWord: Batch(BlockerWord, WORD_COLUMNS),
            Target: Batch(Target, TARGET_COLUMNS),
            ProjectResult: Batch(ProjectResult, RESULT_COLUMNS),
            Setting: Batch(Setting, ("key", "value", "supersedes_id")),
        }

    @property
    def rows(self) -> int:
        """Rows to be written, projects among them."""
        past = sum(len(batch.rows) for _, batch in self.past_targets)
        return sum(len(batch.rows) for batch in self.batches.values()) + past + len(self.states)

    @property
    def is_history(self) -> bool:
        """Whether none of it holds now, because the office knows something later."""
        return self.then is not None and self.then.until is not None

    @property
    def empty(self) -> bool:
        """Whether the office already knows all of it."""
        return not self.rows and not self.superseded and not self.settled_blockers

    def add(self, kind: type[SQLModel], *values: object) -> None:
        """One more row, its columns in the order of the batch."""
        self.batches[kind].rows.append(values)

    def set_target(self, until: datetime | None, *values: object) -> None:
        """One more target: the year, the indicator, its value, the unit, and the number of the row it stands for.

        With `until` it held up to that moment only, because a later one was known before.
        """
        if until is None:
            self.add(Target, *values)
        else:
            batch = Batch(Target, TARGET_COLUMNS)
            batch.rows.append(values)
            self.past_targets.append((until, batch))

    def supersede(self, kind: type[Fact], row: Fact) -> int:
        """One standing fact that no longer holds; the answer is its number, for the row that stands instead."""
        self.superseded.setdefault(kind, []).append(number(row))
        return number(row)

    def count(self, kind: Kind, what: str, row: LedgerRow | None = None, subject: str = "",
              changed: Changes | None = None) -> None:
        """Counts a row as added, corrected or unchanged; a correction is put on record."""
        self.counts[kind][what] += 1
        if what == "added" and row is not None:
            self.new.append((kind, row))
        if changed and row is not None:
            self.changes.append(Change(kind, subject, row.layout.sheet, row.row, changed))

    def touched(self, office: KnownOffice, number: int) -> State:
        """The project as it will be; from now on its projections are to be settled."""
        state = self.states.get(number)
        if state is None:
            state = self.states[number] = _state(office, number)
        return state


def _state(office: KnownOffice, project_id: int) -> State:
    """A project as the office has it."""
    profile, blockers = office.profiles[project_id], office.blockers.get(project_id, ())
    facts = LifeFacts.of(
        profile, office.milestones.get(project_id, {}).values(), office.statuses.get(project_id, ()),
        office.receipts.get(project_id, ()), blockers, office.evidence.get(project_id, ()))
    for blocker in blockers:
        held = facts.blockers[number(blocker)]
        facts.blockers[number(blocker)] = held._replace(state=office.state_of(blocker))
    return State(project_id, office.projects[project_id].code, profile.name, facts)


def held_by(row: Fact, columns: Iterable[str]) -> ColumnValues:
    """What some columns of a row hold."""
    return {name: getattr(row, name) for name in columns}


def covers(reported: Day, kept: Day) -> bool:
    """Whether a day as said is no news: the same, or less precise than what is kept (2023年6月 for 2023-06-18)."""
    return reported == kept or not reported.known or reported.covers(kept)
