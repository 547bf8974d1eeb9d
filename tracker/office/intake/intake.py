"""Takes a ledger in: all of it in one unit, or nothing and every problem named; the same again changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlmodel import Session

from tracker.domain.days import Day
from tracker.domain.money import print_exact
from tracker.files import name_of
from tracker.ledger.account import Fate, SheetAccount
from tracker.ledger.cards import OnSheets
from tracker.ledger.checks import checked
from tracker.ledger.family import Kind
from tracker.ledger.mapping import BadMapping, MappingTrouble, read_mapping
from tracker.ledger.own_book import shapes_as_text
from tracker.ledger.reading import unread_ledger
from tracker.ledger.rows import ACCEPTABLE, Ledger, Note, Problem, ProblemCode
from tracker.ledger.workbook import Progress, Stop, Stopped, Unreadable
from tracker.office.book.kept import KEY as BOOK
from tracker.office.book.kept import kept_shape_row, kept_shapes
from tracker.office.desk import Desk
from tracker.office.intake.arrived import held_against_receipts, held_against_results
from tracker.office.intake.asked import older_day
from tracker.office.intake.blockers import BlockerPlanner
from tracker.office.intake.bulk_rows import next_id
from tracker.office.intake.known import KnownOffice, office_known
from tracker.office.intake.learned import Decided
from tracker.office.intake.older import Then, next_known
from tracker.office.intake.opened import open_ledger, read_opened
from tracker.office.intake.plan import Change, Plan
from tracker.office.intake.projects import ProjectPlanner
from tracker.office.intake.receipts import ReceiptPlanner
from tracker.office.intake.results import ResultPlanner, results_of_book
from tracker.office.intake.totals import Totals, totals_of_book, totals_of_office
from tracker.office.intake.unmet import outside_notes, unmet_notes
from tracker.office.intake.write import write_plan
from tracker.office.known_then import past_ledgers
from tracker.office.rules import Requirements
from tracker.office.undisturbed import undisturbed
from tracker.store.tables import Blocker, Project, Receipt, Setting, Target

_KINDS = ("added", "corrected", "unchanged")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a ledger did, or would do. With any problem nothing was written."""

    file: str
    counts: dict[Kind, dict[str, int]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    cells: Mapping[Fate, int] = field(default_factory=dict)
    """How many cells of the file became what."""
    accounts: tuple[SheetAccount, ...] = ()
    book: Totals = field(default_factory=Totals)
    """What the file comes to."""
    office: Totals = field(default_factory=Totals)
    """What the office held before."""
    written: bool = False
    dry_run: bool = False
    stopped: bool = False
    older: date | None = None
    """The day it says it is of, where the office knows of later things: asked about, and not written."""
    history: bool = False
    """Whether it is an older ledger, and the office knows something later: then nothing of what is known now changes.
    """

    @property
    def refused(self) -> bool:
        """Whether the file was left out."""
        return bool(self.problems)

    def same_as(self, other: Imported) -> bool:
        """Whether both would do the same to the office."""
        return (self.counts, self.changes) == (other.counts, other.changes)

    def every_count(self) -> dict[str, dict[str, int]]:
        """Added, corrected and unchanged for each kind there is, with zeros."""
        return {kind.value: {what: self.counts.get(kind, {}).get(what, 0) for what in _KINDS} for kind in Kind}


@undisturbed()
def intake(desk: Desk, path: Path, *, mapping: Path | None = None, accept: Collection[str] = frozenset(),
           only: frozenset[str] = frozenset(), dry_run: bool = False, then: Then | None = None, asks: bool = False,
           progress: Progress | None = None, stop: Stop | None = None) -> Imported:
    """Takes the ledger at `path` in, in one unit of work, and says what was added, corrected and left as it was.

    With any problem nothing is written and the answer lists them all. `accept` holds codes of problems to live with
    (only "gap"), `only` the names of the sheets to read (none: all). `dry_run` writes nothing either.
    `then` says when an older ledger was known (`known_then`); without it and with `asks` a ledger that says it is
    older than what the office knows is not written, and the answer says of which day it is. Without a `mapping` file
    the office's own decisions about books like this one hold. `progress` is told what is done, of how much, and of
    what ("read", "check", "write"); when `stop` answers yes nothing is kept and the answer says so. Raises BadMapping.
    """
    named = read_mapping(mapping) if mapping else None
    try:
        acceptable(accept)
        ledger = read_opened(desk, open_ledger(desk, path, progress, stop), named, only=only, accept=accept,
                             today=then.on if then else None, progress=progress, stop=stop)
        if any(problem.code is ProblemCode.UNREADABLE for problem in ledger.problems):
            return unreadable(path, ledger, dry_run=dry_run)
        older = older_day(desk, path, ledger) if asks and then is None else None
        if dry_run or older:
            with desk.reading() as session:
                plan, seen = plan_for(desk, session, ledger, then)
                if dry_run or not plan.empty:
                    return replace(answer_of(path, plan, seen, dry_run=dry_run), older=None if plan.empty else older)
        return carried_out(desk, path, ledger, progress, stop, then=then)
    except Unreadable as error:
        return unreadable(path, unread_ledger(path, error), dry_run=dry_run)
    except Stopped:
        return Imported(name_of(path), stopped=True, dry_run=dry_run)


def acceptable(accept: Collection[str]) -> None:
    """Raises BadMapping for a code no officer can accept."""
    for code in accept:
        if code not in ACCEPTABLE:
            raise BadMapping(MappingTrouble.NOT_ACCEPTABLE, code)


def carried_out(desk: Desk, path: Path, ledger: Ledger, progress: Progress | None, stop: Stop | None,
                expected: Imported | None = None, then: Then | None = None,
                decided: Decided | None = None) -> Imported:
    """Plans and writes while nobody else writes; a problem or a stop leaves the office as it was.

    What was `decided` about books like this one is kept for the office, even where nothing else is new.

    Where an officer has seen what it would do, nothing is written either if by now it would do something else.
    """
    with desk.unit() as unit:
        plan, seen = plan_for(desk, unit.session, ledger, then)
        plan.decided = decided
        answer = answer_of(path, plan, seen)
        idle = plan.empty and decided is None and (then is None or on_record(unit.session, then, plan.sha256))
        if answer.problems or idle or (expected is not None and not answer.same_as(expected)):
            return answer
        write_plan(unit, plan, path, answer.counts, progress, stop)
        return replace(answer, written=True)


def on_record(session: Session, then: Then, sha256: str) -> bool:
    """Whether an older ledger has been taken in before, to the byte, as known on the same day."""
    return any((one.on, one.sha256) == (then.on, sha256) for one in past_ledgers(session))


def plan_for(desk: Desk, session: Session, ledger: Ledger, then: Then | None = None) -> tuple[Plan, Ledger]:
    """What a ledger would do to the office as it stands (or stood `then`), and the ledger checked against it."""
    office, today = office_known(session, then.at if then else None), then.on if then else desk.today()
    seen, plan = checked(ledger, office.as_checked()), Plan(totals_of_office(office))
    if seen.problems:
        return plan, seen
    plan.sha256 = seen.sha256
    plan.then = replace(then, until=next_known(session, then.at)) if then else None
    connection = session.connection()
    projects = ProjectPlanner(plan, office, next_id(connection, Project), ledger.renamed)
    projects.plan_all(seen.projects)
    ReceiptPlanner(plan, office, projects.find, next_id(connection, Receipt)).plan_all(seen.receipts)
    plan.notes += held_against_receipts(plan, office, projects.find, seen.projects)
    results = ResultPlanner(plan, office, projects.find)
    results.plan_all(seen.results)
    plan.notes += held_against_results(plan, office, projects.find, seen.projects)
    BlockerPlanner(plan, office, projects.find, next_id(connection, Blocker), Day(today)).plan_all(seen.blockers)
    _plan_targets(plan, office, seen)
    plan.notes += unmet_notes(plan.states.values(), Requirements(desk, session), today)
    plan.notes += outside_notes(plan.states, results.brought, today)
    if seen.place and not office.place and not plan.is_history:
        plan.place = seen.place
        plan.add(Setting, "place", seen.place, None)
    if not plan.empty and not plan.is_history:
        _plan_shape(plan, session, seen)
    return plan, seen


def _plan_shape(plan: Plan, session: Session, ledger: Ledger) -> None:
    """How the office lays out its book, kept where it is another than before; sheets it has not stay as they were."""
    was = kept_shape_row(session)
    own = {shape.kind: shape for shape in (*kept_shapes(session), *ledger.shapes)}
    now = shapes_as_text(own[kind] for kind in Kind if kind in own)
    if ledger.shapes and (was is None or was.value != now):
        plan.add(Setting, BOOK, now, plan.supersede(Setting, was) if was is not None else None)


def _plan_targets(plan: Plan, office: KnownOffice, ledger: Ledger) -> None:
    """Targets of the ledger's year, or of the year they name."""
    for row in {(row.year or ledger.year, row.indicator): row for row in ledger.targets}.values():
        year, value = row.year or ledger.year, print_exact(row.value)
        if year is None:
            continue
        key = (year, row.indicator)
        was, until = office.targets.get(key), office.targets_later.get(key)
        if was is None:
            plan.set_target(until, year, row.indicator, value, row.unit, None)
            plan.count(Kind.TARGETS, "added", row)
        elif (was.value, was.unit) == (value, row.unit):
            plan.count(Kind.TARGETS, "unchanged")
        else:
            plan.set_target(until, year, row.indicator, value, row.unit, plan.supersede(Target, was))
            plan.count(Kind.TARGETS, "corrected", row, f"{year} {row.label}",
                       {"value": (f"{was.value}{was.unit}", f"{value}{row.unit}")})


def answer_of(path: Path, plan: Plan, ledger: Ledger, *, dry_run: bool = False) -> Imported:
    """What a plan comes to."""
    problems = (*ledger.problems, *plan.problems)
    counts = {kind: dict(found) for kind, found in plan.counts.items()} if not problems else {}
    shown = OnSheets(ledger.accounts)
    changes = tuple(replace(change, row=shown.row(change.sheet, change.row))
                    for change in plan.changes) if not problems else ()
    return Imported(name_of(path), counts, changes, shown.problems(problems),
                    shown.notes((*ledger.notes, *plan.notes)), _cells(ledger),
                    ledger.accounts, totals_of_book(ledger, results_of_book(ledger)), plan.before, dry_run=dry_run,
                    history=plan.is_history)


def unreadable(path: Path, ledger: Ledger, *, dry_run: bool) -> Imported:
    """The answer to a file without a table, or that is no workbook."""
    return Imported(name_of(path), problems=ledger.problems, notes=ledger.notes, cells=_cells(ledger),
                    accounts=ledger.accounts, dry_run=dry_run)


def _cells(ledger: Ledger) -> Mapping[Fate, int]:
    counts: Counter[Fate] = Counter()
    for account in ledger.accounts:
        counts += account.counts()
    return {fate: counts[fate] for fate in Fate}
