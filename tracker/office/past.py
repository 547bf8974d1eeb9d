"""The office as it was: a copy in memory of what was known at a moment and had happened by a day, to be read only.

Lists, pages and books are made of it as they are made of the office of now, so that no question needs to know which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session, SQLModel

from tracker.domain.blocker_story import left_at
from tracker.domain.changed import FIELDS_CHANGED, ChangeKind, contract_on, effective, said_on
from tracker.domain.clock import end_of_day
from tracker.office.desk import Desk
from tracker.office.project.changes import by_day, change_of
from tracker.office.records import day_of, every_life, number, particulars, search_text
from tracker.store.engine import Store
from tracker.store.location import Location
from tracker.store.query import (
    CHUNK,
    JOURNAL,
    ColumnValues,
    Condition,
    gone,
    known,
    plain_rows,
    recorded_by,
    standing_by,
    standing_rows,
    table_of,
)
from tracker.store.sqlite import in_memory
from tracker.store.tables import (
    FACTS,
    OF_PROJECTS,
    Assertion,
    Blocker,
    BlockerWord,
    Credit,
    Evidence,
    Fact,
    GivenMark,
    JournalEntry,
    Milestone,
    OthersList,
    Profile,
    ProfileChange,
    Project,
    ProjectFact,
    ProjectResult,
    Receipt,
    Recognition,
    ReviewWord,
    RulesKept,
    StatusChange,
)

_HAPPENED: Mapping[type[Fact], str] = {
    Milestone: "occurred_on", StatusChange: "changed_on", Receipt: "received_on", Blocker: "raised_on",
    BlockerWord: "said_on", Evidence: "issued_on", ReviewWord: "week",
    Recognition: "said_on", Assertion: "said_on", ProjectResult: "happened_on", OthersList: "said_on",
    Credit: "from_on", GivenMark: "said_on",
}
"""The column that says on which day (the first of a period) a fact happened; where it is not known, it had."""
_ENDED = dict.fromkeys(("superseded_at", "superseded_entry_id", "gone_at"))
"""What a fact does not say yet while it stands."""


def past_desk(desk: Desk, until: date | None, as_of: datetime | None) -> Desk:
    """The office by what was known at `as_of` and had happened by the end of `until`; None stands for all of it.

    Its clock stands at the end of that day, else at that moment. It is the caller's to close its store.
    """
    store = Store(in_memory(SQLModel.metadata), Location(shown=desk.store.url), rules_folder=desk.store.rules_folder)
    moment = as_of or desk.now()
    if until is not None:
        moment = min(end_of_day(until), desk.now())
    with desk.reading() as source, store.writing() as session:
        _Copy(source, session, until, as_of).make()
    return Desk(store, desk.who, lambda: moment, then=as_of)


class _Copy:
    """Copies what was so, kind by kind, and settles it."""

    def __init__(self, source: Session, session: Session, until: date | None, as_of: datetime | None) -> None:
        self._source, self._session = source, session
        self._until, self._as_of = until, as_of
        self._ahead: set[tuple[object, ...]] = set()
        """What had not happened yet: facts by kind and number, stages by project."""

    def make(self) -> None:
        """Everything."""
        self._put(JournalEntry, self._rows(JournalEntry, *(
            () if self._as_of is None else (JOURNAL.c.id <= recorded_by(self._as_of),))))
        self._put(Project, self._rows(Project))
        for kind in sorted(FACTS, key=lambda kind: kind is Evidence):  # documents after all that they can prove
            self._put(kind, self._facts(kind))
        self._settle_blockers()
        self._settle_profiles()
        self._settle_projects()

    def _rows(self, model: type[SQLModel], *conditions: Condition) -> Iterator[ColumnValues]:
        table = table_of(model)
        for row in self._source.execute(select(table).where(*conditions).order_by(table.c.id)).mappings():
            yield dict(row)

    def _put(self, model: type[SQLModel], rows: Iterable[ColumnValues]) -> None:
        rows = iter(rows)
        while chunk := list(islice(rows, CHUNK)):
            self._session.execute(insert(table_of(model)), chunk)

    def _facts(self, kind: type[Fact]) -> Iterator[ColumnValues]:
        """The facts of a kind that had happened, as they stood at that moment; then those that were gone by it."""
        table = table_of(kind)
        if kind is RulesKept or self._as_of is None:  # kept rules are asked for by the moment itself
            yield from (row for row in self._rows(kind) if self._had_happened(kind, row))
            return
        for row in self._rows(kind, known(table, self._as_of)):
            if self._had_happened(kind, row):
                yield row | _ENDED
        yield from (row for row in self._rows(kind, gone(table, self._as_of)) if self._had_happened(kind, row))

    def _had_happened(self, kind: type[Fact], row: ColumnValues) -> bool:
        """Whether a fact had happened by the last day, and what it is about too."""
        column = _HAPPENED.get(kind)
        if self._until is not None and kind is ProfileChange:
            holds = effective(day_of(row["changed_on"], row["precision"]), self._until)
            self._ahead |= set() if holds else {(kind, row["id"])}
            return holds
        if self._until is not None and kind is ProjectResult:
            # what came in a month or a year has come when it is over
            last = day_of(row["happened_on"], row["precision"]).last
            return last is None or last <= self._until
        if self._until is None or column is None:
            return True
        about: set[tuple[object, ...]] = {(Receipt, row.get("receipt_id")), (Blocker, row.get("blocker_id")),
                                          (ProfileChange, row.get("change_id"))}
        if kind is Evidence:
            about.add((Milestone, row["project_id"], row["stage"]))
        if self._ahead.isdisjoint(about) and (row[column] is None or row[column] <= self._until):
            return True
        self._ahead.add((kind, row["id"]))
        if kind is Milestone and row["superseded_at"] is None:
            self._ahead.add((kind, row["project_id"], row["stage"]))
        return False

    def _settle_blockers(self) -> None:
        """The state and the due day of each blocker, by the words that stand on it."""
        words = standing_by(self._session, BlockerWord, "blocker_id")
        settled = []
        for row in plain_rows(self._session, Blocker):
            left = left_at(row.first_due_on, row.level, (
                (word.word, word.due_on, word.level) for word in words.get(number(row), ())))
            settled.append({"of": row.id, "state": left.state, "due_on": left.due})
        self._update(Blocker, settled)

    def _settle_profiles(self) -> None:
        """What each profile said on the last day, where something changed in it after that."""
        until = self._until
        if until is None:
            return
        changes: dict[int, list[ProfileChange]] = {}
        for row in plain_rows(self._source, ProfileChange, known(table_of(ProfileChange), self._as_of)):
            changes.setdefault(row.project_id, []).append(row)
        settled = []
        for profile in standing_rows(self._session, Profile) if changes else ():
            own = [change_of(row) for row in by_day(changes.get(profile.project_id, ()))]
            values: ColumnValues = {"of": profile.id, **{what.value: getattr(profile, what) for what in FIELDS_CHANGED}}
            values |= {what.value: text or None if what is ChangeKind.ORIGIN else text
                       for what, text in said_on(own, until).items()}
            contract = contract_on(own, particulars(profile).contract_amount, until)
            settled.append({**values, "contract_minor": contract.minor if contract else None,
                            "contract_currency": contract.currency if contract else profile.contract_currency,
                            "contract_mark": contract.mark if contract else profile.contract_mark})
        self._update(Profile, settled)

    def _settle_projects(self) -> None:
        """Where each project stood, and when it was last touched."""
        touched: dict[int, datetime] = {}
        for kind in OF_PROJECTS:
            if issubclass(kind, ProjectFact):
                for row in plain_rows(self._session, kind):
                    moment = max(row.recorded_at, row.superseded_at or row.recorded_at)
                    touched[row.project_id] = max(touched.get(row.project_id, moment), moment)
        lives = every_life(self._session)
        codes = {number(row): row.code for row in plain_rows(self._session, Project)}
        settled = []
        for profile in standing_rows(self._session, Profile):
            life = lives[profile.project_id].projection()
            settled.append({
                "of": profile.project_id, "stage": life.stage, "status": life.status, "blocked": life.blocked,
                "since": life.since, "touched_at": touched[profile.project_id], "version": 1,
                "search": search_text(codes[profile.project_id], profile)})
        self._update(Project, settled)

    def _update(self, model: type[SQLModel], settled: list[ColumnValues]) -> None:
        if settled:
            table = table_of(model)
            columns: ColumnValues = {name: bindparam(name) for name in settled[0] if name != "of"}
            self._session.connection().execute(
                update(table).where(table.c.id == bindparam("of")).values(columns), settled)
