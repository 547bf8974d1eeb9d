"""The desk an officer works at: an opened store, who is sitting there, the time, and the rules in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from time import monotonic, sleep
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import Session

from tracker.domain.clock import JUMP, STRAY, office_day, to_the_minute
from tracker.domain.reasons import Code
from tracker.domain.restating import Restating
from tracker.domain.rights import EVERY_RIGHT, ROLE_FOR, Right
from tracker.office.opening import About as About
from tracker.office.opening import LastEntry, opened, opening
from tracker.office.outcome import NotTaken, refused
from tracker.office.saving import RecordedBefore, SavedInParts, Saving
from tracker.office.unit import CLOCK as CLOCK
from tracker.office.unit import CLOSED
from tracker.office.unit import Unit as Unit
from tracker.office.unit import cleaned as cleaned
from tracker.store.at_hand import answered, of_unit
from tracker.store.engine import Store
from tracker.store.granted import UNDO as UNDO
from tracker.store.query import CLOCK_KEY, JOURNAL, YEAR_CLOSE, last_moment
from tracker.store.running import Running, running
from tracker.store.seals import seal
from tracker.store.tables import Setting
from tracker.store.unusable import StoreTrouble, StoreUnusable

TICK = timedelta(microseconds=1)
"""Between two journal entries at the least."""
IMPORT = "import"
"""The action of the journal entry under which a ledger is taken in."""
ADD = "project.add"
"""The action of a journal entry that took a project in."""

PATIENCE = 15.0
"""Seconds for which an office that cannot be asked is asked again whether something was recorded."""
_PAUSE = 0.5
"""Seconds between two such questions."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every use case is handed. Tests give a `clock` that answers in aware time; else the store's is asked."""

    store: Store
    who: str
    clock: Callable[[], datetime] | None = None
    ticks: Callable[[], Running] | None = None
    """How long the machine has been running; beside a `clock` of a test it is only asked where it is given too."""
    clock_reason: str = ""
    """Why recording goes on where the clock stands before the last entry, or jumped; empty: it does not."""
    then: datetime | None = None
    """Of an office as it was known at a moment of the past: that moment, by whose rules it is read."""
    restating: Restating | None = None
    """Why facts of a closed year are recorded; None: none are."""
    saving: Saving | None = None
    """Of which form all that is recorded is the saving; None: nobody could save it a second time."""
    rights: frozenset[Right] = EVERY_RIGHT
    """What may be done at it beside reading."""
    parks: tuple[str, ...] = ()
    """The parks whose projects are seen; empty where all are."""
    holds: Callable[[Unit], None] | None = None
    """Looks at a unit for what a closed year does not take; a desk without it writes only while no year is closed."""

    def now(self) -> datetime:
        """The moment, as aware UTC: by the server's clock as it was last read, or by this machine's beside a file."""
        return self.clock() if self.clock else self.store.now()

    def today(self) -> date:
        """The office's day, wherever the machine stands."""
        return office_day(self.now())

    def written_ahead(self) -> datetime | None:
        """The moment of the last journal entry where that lies in the future: a clock stood ahead when it was made."""
        with self.reading() as session:
            last = last_moment(session)
        return last if last and last > self.now() + STRAY else None

    def need(self, *one_of: Right) -> None:
        """Raises NotTaken where none of some rights is there, with why and who could grant it."""
        if self.rights.isdisjoint(one_of):
            raise NotTaken(refused(self._why_not(), where=self.store.url, who=self.who, right=one_of[0],
                                   grant=ROLE_FOR[one_of[0]]))

    def need_sight_of_all(self) -> None:
        """Raises NotTaken where only the projects of some parks are seen."""
        if self.parks:
            raise NotTaken(refused(Code.NARROWED_SIGHT, who=self.who, parks=self.parks))

    def _why_not(self) -> Code:
        if self.store.read_only:
            return Code.FILE_READ_ONLY
        account = self.store.account
        return Code.OWNER_RECORDS_NOTHING if account is not None and account.owns else Code.RIGHT_LACKING

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent look at the store; writes nothing."""
        with self.store.reading() as session:
            yield session

    def once(self, saving: Saving, job: Callable[[Desk], _T]) -> _T:
        """What a use case answers; what it records for a form is recorded once, however often that is saved.

        Where something goes wrong after it may have been recorded, the office is asked. Raises RecordedBefore where it
        was, by this attempt or an earlier one; StoreUnusable, "not_recorded" where the line broke or the officer gave
        the saving up and it was not, "uncertain" where the office cannot be asked: saving the same form again is safe
        in each case. All else that goes wrong is raised as it is, and nothing was recorded.
        """
        try:
            return job(replace(self, saving=saving))
        except RecordedBefore:
            raise
        except Exception as error:
            told = self.told_apart(saving, error)
            if told is error:
                raise
            raise told from error

    def told_apart(self, saving: Saving, error: Exception) -> Exception:
        """What there is to be told of an error in a use case: by whether what it was to record is recorded."""
        trouble = error.code if isinstance(error, StoreUnusable) else None
        if saving.kept is not None and not saving.several and not isinstance(error, SavedInParts):
            return RecordedBefore(saving.kept)
        if not saving.may_be_kept:
            # Where somebody else holds the file that is told: it is why the officer had to wait.
            given_up = saving.given_up and trouble is not StoreTrouble.LOCKED
            return self._not_recorded() if given_up else error
        told = self.became_of(saving)
        saving.may_be_kept = not (isinstance(told, StoreUnusable) and told.code is StoreTrouble.NOT_RECORDED)
        says_more = trouble is not StoreTrouble.UNREACHABLE and not saving.given_up
        return error if says_more and not saving.may_be_kept else told

    def became_of(self, saving: Saving) -> RecordedBefore | StoreUnusable:
        """What became of the unit of a saving that was begun last and never answered.

        It is asked in a unit of work, alone in the office: while the lost one still holds the lock, nobody knows yet.
        A server that is away is asked again for PATIENCE seconds, a lock is waited for as long as by any unit.
        """
        until = monotonic() + PATIENCE
        while True:
            try:
                with self.store.writing() as session:
                    entry = session.scalar(select(JOURNAL.c.id).where(JOURNAL.c.token == saving.token))
            except StoreUnusable:
                if monotonic() >= until:
                    return StoreUnusable(StoreTrouble.UNCERTAIN, where=self.store.url)
                sleep(_PAUSE)
            else:
                return RecordedBefore(entry) if entry else self._not_recorded()

    def _not_recorded(self) -> StoreUnusable:
        return StoreUnusable(StoreTrouble.NOT_RECORDED, where=self.store.url)

    @contextmanager
    def unit(self, about: About | None = None) -> Iterator[Unit]:
        """One unit of work: everything appended in it is committed together, or none of it.

        What it is `about` is read along with what begins the unit: on a server nobody waits for the way there and back
        once more.

        The clock (on PostgreSQL the server's, whatever the officer's machine says) is read after the write lock is held
        and never taken to stand before the last entry, so moments of recording run forwards.

        Raises StoreUnusable, "clock_behind" where the last entry lies in the future, "clock_jumped" where this
        machine's clock gained more than a minute on the time that went by since. With a `clock_reason` that is
        recorded instead, and recording goes on by this clock: what stands before it was known before it.
        Raises NotTaken where nothing may be recorded at this desk, or a closed year would be another one and nobody
        said why (`restating`), RecordedBefore where the same saving was recorded before.
        """
        saving = self.saving
        if saving is None:
            with self._unit(about) as unit:
                yield unit
            return
        token = saving.next_unit()
        try:
            with self._unit(about, token, saving) as unit:
                yield unit
            saving.may_be_kept, saving.kept = False, unit.first_entry
        finally:
            saving.is_over()

    @contextmanager
    def _unit(self, about: About | None, token: str | None = None, saving: Saving | None = None) -> Iterator[Unit]:
        self.need(*Right)
        asks = opening(token, about, is_sqlite=self.store.engine.dialect.name == "sqlite")
        with self.store.writing(saving.can_be_ended if saving else None, asks) as session:
            now = self.clock() if self.clock else self.store.moment(session)
            ticks = None if self.clock and not self.ticks else (self.ticks or running)()
            last = opened(of_unit(session), about)
            unit = Unit(session, self.who, now, ticks=ticks, restating=self.restating, token=token, need=self.need,
                        parks=self.parks)
            if last is not None:
                if last.before is not None:
                    raise RecordedBefore(last.before)
                trouble = _clock_trouble(last, now, ticks)
                if trouble is not None and not self.clock_reason:
                    raise StoreUnusable(trouble, where=self.store.url, entry=last.id, last=to_the_minute(last.at),
                                        now=to_the_minute(now), passed=_minutes(last, ticks))
                if trouble is not StoreTrouble.CLOCK_BEHIND:
                    unit.at = max(now, last.at + TICK)
                if trouble is not None:
                    _go_on(unit, last, self.clock_reason)
            yield unit
            session.flush()
            if unit.recorded.entries and (self.restating or any_closed(session)):
                if self.holds is None:
                    raise RuntimeError("this desk cannot hold closed years")
                self.holds(unit)
            unit.keep_rules(self.store.rules_folder)
            seal(session, unit.recorded)
            if saving is not None:
                if saving.given_up:
                    raise self._not_recorded()
                saving.may_be_kept = bool(unit.recorded.entries)


def _clock_trouble(last: LastEntry, now: datetime, ticks: Running | None) -> StoreTrouble | None:
    """What is amiss with the clock, or was when the last entry was written."""
    if last.at > now + STRAY:
        return StoreTrouble.CLOCK_BEHIND
    passed = ticks.after(Running.read(last.running)) if ticks else None
    return StoreTrouble.CLOCK_JUMPED if passed is not None and now > last.at + passed + JUMP else None


def any_closed(session: Session) -> bool:
    """Whether any year was ever closed: a question that every unit asks."""
    return answered(session, CLOSED, lambda: session.execute(select(YEAR_CLOSE.c.id).limit(1)).first() is not None)


def _minutes(last: LastEntry, ticks: Running | None) -> int:
    """Whole minutes that went by since the last entry, as far as the machine knows."""
    passed = ticks.after(Running.read(last.running)) if ticks else None
    return 0 if passed is None else int(passed.total_seconds() // 60)


def _go_on(unit: Unit, last: LastEntry, reason: str) -> None:
    """Records that somebody goes on by this clock, and since which entry."""
    entry = unit.entry(CLOCK, reason=reason, detail={"last": last.at.isoformat(), "entry": last.id})
    unit.append(Setting, entry, key=f"{CLOCK_KEY}{entry.id}", value=last.at.isoformat())
