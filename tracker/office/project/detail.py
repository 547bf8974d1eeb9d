"""One project in full: its profile, the line of its life, its money, its blockers, its documents, its journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select
from sqlmodel import Session

from tracker.domain import pace
from tracker.domain.blocker_story import latest
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.clock import office_day
from tracker.domain.days import Day
from tracker.domain.guards import Step, checklist, without_proof
from tracker.domain.machines import moves_from, stage_after, stage_without_money
from tracker.domain.money import Money
from tracker.domain.money_form import MoneyForm
from tracker.domain.order import before_money
from tracker.domain.profile import Particulars
from tracker.domain.reasons import Check
from tracker.domain.stages import STAGES, Move, Position, Stage, Status
from tracker.domain.workdays import WorkingDays
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.project.changes import ChangeShown, changes_shown
from tracker.office.project.expected import Outlook, outlooks
from tracker.office.project.first import first_recorded, standing_for
from tracker.office.project.offered import Document, document, offered
from tracker.office.project.results import ResultShown, results_shown
from tracker.office.recognition.reported import Put, VerdictSaid, put_of, verdicts_by_put, verdicts_on
from tracker.office.records import Record, day_of, find, number, particulars
from tracker.office.rules import Requirements
from tracker.office.versions import entries_of_project
from tracker.store.query import WORD, Condition, known, plain_rows
from tracker.store.tables import Blocker, BlockerWord, Receipt

_NEWEST = 200
"""Journal entries that are shown with a project."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone. `held` is how many calendar days the stage lasted, until the next one or today.

    `proven` is False of "funded" where no money had arrived by its day. `missing` says that later stages have passed
    it without it; it has no day then. `before_money` says of "started" that it came without "funded" or before it.
    """

    stage: Stage
    day: Day
    recognised_on: date | None
    recognised_by: str
    override: str
    held: int | None
    documents: tuple[Document, ...]
    proven: bool = True
    missing: bool = False
    before_money: bool = False
    verdict: VerdictSaid | None = None
    """What a second person said of it."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Money that arrived, or went back where its amount is below zero; `origin` is its own or else the project's."""

    id: int
    day: Day
    amount: Money
    origin: str | None
    note: str
    documents: tuple[Document, ...]
    form: MoneyForm | None = None
    outside: int | None = None
    """What of it is the outside investor's, in hundredths of a percent; None for all of it."""
    verdict: VerdictSaid | None = None
    """What a second person said of it."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something said about a blocker."""

    word: str
    day: Day
    by: str
    text: str
    due: date | None
    level: str
    recorded_at: datetime
    """When it was first recorded; a word of an older ledger counts from the day that was known on."""
    permit: str = ""
    authority: str = ""
    recorded_by: str = ""
    entry: int = 0
    """The journal entry by which it stands."""


@dataclass(frozen=True, slots=True)
class BlockerView:
    """A blocker as every list, form and page shows it: what it is, whom it waits on by now, and since when."""

    id: int
    code: str
    project: str
    category: str
    description: str
    blocking: bool
    state: BlockerState
    bureau: str
    person: str
    level: str
    permit: str
    """The latest number an outside authority gave, and which."""
    authority: str
    raised: Day
    due: date | None
    entry: int
    """The journal entry by which it stands."""


@dataclass(frozen=True, slots=True)
class Hold(BlockerView):
    """A blocker with its whole story. A verified one is not overdue, and as old as it was when it was verified."""

    age: WorkingDays | None
    overdue: WorkingDays | None
    said: tuple[Said, ...]

    @property
    def version(self) -> int:
        """What a form about it was filled from: the last entry by which it, or a word on it, stands."""
        return max(self.entry, *(word.entry for word in self.said)) if self.said else self.entry


@dataclass(frozen=True, slots=True)
class Many:
    """What was done to many projects at once: how many, the fields it changed or the stages it reached."""

    projects: int
    fields: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A line of the journal. With `many` it stands for the entries of many projects, written in one unit of work."""

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    reason: str
    detail: dict[str, object]
    many: Many | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything one screen shows of a project."""

    code: str
    version: int
    stage: Stage
    status: Status
    blocked: bool
    profile: Particulars
    milestones: tuple[Reached, ...]
    changes: tuple[ChangeShown, ...]
    """Capital increases, other investors and origins, each with its day."""
    results: tuple[ResultShown, ...]
    """Investment done, output, tax, statistics, scale and capacity."""
    expected: tuple[Outlook, ...]
    receipts: tuple[Arrived, ...]
    blockers: tuple[Hold, ...]
    documents: tuple[Document, ...]
    offered: tuple[Document, ...]
    """Documents whose fact went, and that prove nothing since."""
    journal: tuple[JournalLine, ...]
    moves: frozenset[Move]
    next_stage: Stage | None
    ahead: tuple[Check, ...]
    """What is asked before the next stage, as of today; empty where there is none."""
    without_money: Stage | None
    """The stage that can be reached while "funded", the next one, is left for later; None where today's rules refuse.
    """

    @property
    def passed_over(self) -> tuple[Reached, ...]:
        """The stages that later ones have passed, and that are not on record."""
        there = {one.stage for one in self.milestones}
        return tuple(Reached(stage, Day.unknown(), None, "", "", None, (), missing=True)
                     for stage in STAGES[:self.stage.rank] if there and stage not in there)


def detail(desk: Desk, project: str) -> Detail | Refused:
    """The project with this code or name, as it is known now."""
    with desk.reading() as session:
        record = find(session, project)
        if isinstance(record, Refused):
            return record
        return _detail(desk, session, record)


def _detail(desk: Desk, session: Session, record: Record) -> Detail:
    today, documents = desk.today(), [document(row) for row in record.evidence]
    position = Position(record.project.stage, record.project.status)
    following = stage_after(position.stage)
    rules, past = Requirements(desk, session), stage_without_money(position.stage)
    ahead = checklist(record.standing(today), Step(following, Day(today)),
                      rules.of({following: Day(today)})) if following else []
    origin, verdicts = record.profile.origin, verdicts_by_put(verdicts_on(session, record.id))
    return Detail(
        code=record.project.code, version=record.project.version, stage=position.stage, status=position.status,
        blocked=record.project.blocked, profile=particulars(record.profile),
        milestones=tuple(_reached(record, today, documents, verdicts)),
        changes=changes_shown(session, record.id, documents), results=results_shown(session, record.id),
        expected=outlooks(session, record.id, record.milestones),
        receipts=tuple(_arrived(row, origin, documents, verdicts) for row in
                       sorted(record.receipts, key=lambda r: (r.received_on or date.min, number(r)))),
        blockers=holds(session, record.blockers, today, {record.id: (record.project.code, record.profile.name)}),
        documents=tuple(documents), offered=tuple(document(row) for row in offered(session, record.id)),
        journal=lines(session, record.id), moves=frozenset(moves_from(position)),
        next_stage=following, ahead=tuple(ahead),
        without_money=past if past and not rules.of({past: Day(today)}).money_first else None,
    )


def _reached(record: Record, today: date, documents: list[Document], verdicts: Mapping[Put, VerdictSaid]
             ) -> Iterable[Reached]:
    present = [stage for stage in STAGES if stage in record.milestones]
    unproven = without_proof(record.days, record.facts.money())
    for stage, after in zip(present, [*present[1:], None], strict=True):
        row = record.milestones[stage]
        day = day_of(row.occurred_on, row.precision)
        until = record.milestones[after].occurred_on if after else today
        yield Reached(stage, day, row.recognised_on, row.recognised_by, row.override, pace.held(day.last, until),
                      tuple(d for d in documents if d.stage is stage), stage not in unproven,
                      before_money=stage is Stage.STARTED and before_money(record.days),
                      verdict=verdicts.get(put_of(row)))


def _arrived(row: Receipt, origin: str | None, documents: list[Document], verdicts: Mapping[Put, VerdictSaid]
             ) -> Arrived:
    return Arrived(number(row), day_of(row.received_on, row.precision),
                   Money(row.amount_minor, row.currency, row.mark), row.origin or origin, row.note,
                   tuple(d for d in documents if d.receipt_id == row.id), form=row.form, outside=row.outside_share,
                   verdict=verdicts.get(put_of(row)))


def _said(word: BlockerWord, recorded_at: datetime) -> Said:
    """A word on a blocker as it is shown; `recorded_at` is when it was first recorded."""
    return Said(word.word, day_of(word.said_on, word.precision), word.said_by, word.text, word.due_on, word.level,
                recorded_at, word.permit or "", word.authority or "", word.recorded_by, word.entry_id)


def said_of_blockers(session: Session, standing: Condition, *which: Condition) -> dict[int, list[Said]]:
    """All that was said of each blocker, in the order it was recorded: the words `standing` then, `which` of them."""
    found: dict[int, list[Said]] = {}
    first = first_recorded(session, standing_for(WORD, *which))
    for word in plain_rows(session, BlockerWord, standing, *which):
        found.setdefault(word.blocker_id, []).append(_said(word, first.get(number(word), word.known_at)))
    return found


def holds(session: Session, rows: Iterable[Blocker], today: date, names: Mapping[int, tuple[str, str]],
          ids: Select[tuple[int]] | None = None) -> tuple[Hold, ...]:
    """Blockers with their stories; `names` gives the code and name of each project by its number.

    `ids` is a query of the same blockers' numbers, for more of them than a statement can name one by one.
    """
    rows = list(rows)
    on_them = WORD.c.blocker_id.in_([row.id for row in rows] if ids is None else ids)
    words = said_of_blockers(session, known(WORD), on_them)
    return tuple(_hold(row, today, names[row.project_id], words.get(number(row), [])) for row in rows)


def _hold(row: Blocker, today: date, named: tuple[str, str], words: list[Said]) -> Hold:
    closed = row.state is BlockerState.VERIFIED
    raised, until = day_of(row.raised_on, row.precision), _verified(words) if closed else today
    level, permit, authority = (latest(words, name, getattr(row, name)) for name in ("level", "permit", "authority"))
    return Hold(number(row), *named, row.category, row.description, row.blocking, row.state, row.bureau, row.person,
                level, permit, authority, raised, row.due_on, row.entry_id, age=pace.age(raised.last, until),
                overdue=None if closed else pace.overdue(row.due_on, today), said=tuple(words))


def _verified(words: list[Said]) -> date:
    """The day a blocker was last verified; where that is not known, the day this was recorded."""
    word = next(word for word in reversed(words) if word.word == Word.VERIFY)
    return word.day.first or office_day(word.recorded_at)


def lines(session: Session, project_id: int) -> tuple[JournalLine, ...]:
    """The newest 200 journal entries of a project, an import that touched it among them."""
    return tuple(JournalLine(number(row), row.at, row.who, row.action, row.subject, row.reason, row.detail)
                 for row in session.exec(entries_of_project(_NEWEST), params={"project": project_id}))
