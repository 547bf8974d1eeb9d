"""The blockers of a week's review, in the order the meeting takes them: where each stands, by what was known then."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import and_, func, select
from sqlmodel import Session

from tracker.domain.blocking import Alert, BlockerState, Level, Word, stands
from tracker.domain.currency import Currency
from tracker.domain.days import Day, today
from tracker.domain.money import Money
from tracker.domain.rules import Ruleset
from tracker.domain.stages import Stage
from tracker.domain.workdays import WorkingDays, working_days
from tracker.office.counting import MILESTONE, PROFILE, PROJECT, Frame, walked
from tracker.office.records import day_of
from tracker.office.review_first import BLOCKER, WORD, first_recorded
from tracker.office.review_meeting import Calendar, Cut, Meeting, carried

TURNS = (Word.ANSWER, Word.VERIFY, Word.REJECT, Word.REOPEN)
"""Words by which one week's page differs from the last one's."""


@dataclass(frozen=True, slots=True)
class Item:
    """A blocker on the page. Days are working days, up to its verification; `late` is None where it is not overdue.

    `carried` is on how many pages in a row before this one it stood, 0 for a new one. `moved` are the stages its
    project has reached since the last page; `turned` the words since then that changed its state; `done` what was said
    of it in this meeting, in order. `waited` is the clock of an outside level, 0 where it never waited on one.
    """

    id: int
    code: str
    project: str
    stage: Stage
    category: str
    description: str
    blocking: bool
    state: BlockerState
    bureau: str
    person: str
    level: str
    permit: str
    authority: str
    raised: Day
    first_due: date | None
    due: date | None
    age: WorkingDays | None
    late: WorkingDays | None
    lapses: int
    alert: Alert | None
    tell: Level | None
    waited: WorkingDays
    carried: int
    amount: Money | None
    moved: tuple[Stage, ...]
    turned: tuple[Word, ...]
    done: tuple[Word, ...]
    skipped: bool

    @property
    def remains(self) -> bool:
        """Whether the meeting has still to take it."""
        return not self.done and not self.skipped and self.state is not BlockerState.VERIFIED


@dataclass(frozen=True, slots=True)
class Asked:
    """What the items of a page are asked for: the week's meeting, its cut, the last page's, and the rules."""

    meeting: Meeting
    cut: Cut
    last: datetime
    """When the page of the week before was closed."""
    held: Calendar
    rules: Ruleset

    @property
    def frame(self) -> Frame:
        """Which facts were known."""
        return Frame(self.cut.on.year, self.cut.on, None if self.cut.present else self.cut.at, self.rules.exchange)


def items(session: Session, asked: Asked, only: Collection[int] | None = None) -> tuple[Item, ...]:
    """Every blocker that is open at the cut or was verified since the last page, in the order of the meeting.

    The most overdue first, then the higher the level it waits on, then the larger the project's contract. With `only`,
    those of these projects alone.
    """
    if only is not None:
        return tuple(in_order(_made(session, asked, only), asked.rules))
    with _undisturbed():
        return tuple(in_order(_made(session, asked, None), asked.rules))


def _made(session: Session, asked: Asked, only: Collection[int] | None) -> list[Item]:
    frame = asked.frame
    words = _words(session, frame, asked.last, only)
    page = _Page(_stages(session, frame, only), _moved(session, frame, asked.last, only),
                 asked.held.closings(asked.meeting.week), _first(session, only), asked)
    rows = session.execute(_rows(frame, asked.last, only)).all()
    return [one for row in rows if _belongs(one := page.item(row, words.get(row[0], ())))]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Nobody looks for garbage: there is none among 20,000 new blockers, and looking takes as long as making them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def in_order(found: Iterable[Item], rules: Ruleset) -> list[Item]:
    """In the order of the meeting; the verified ones last."""
    yuan = _Yuan(rules)
    return sorted(found, key=lambda one: (
        one.state is BlockerState.VERIFIED, -(one.late.count if one.late else -1), -_RANK.get(one.level, -1),
        -yuan.of(one.amount), one.id))


def _belongs(one: Item) -> bool:
    return one.state is not BlockerState.VERIFIED or Word.VERIFY in one.turned


_RANK = {str(level): level.rank for level in Level}


class _Yuan:
    """What orders amounts: 分 at the ruleset's printed rates; a currency without one comes after all yuan."""

    def __init__(self, rules: Ruleset) -> None:
        self._rates = {currency: Fraction(rate) * 100 / currency.minor_units
                       for currency, rate in rules.exchange.items() if currency is not Currency.CNY}

    def of(self, amount: Money | None) -> Fraction | int:
        """An amount in 分; less than nothing where there is none."""
        if amount is None:
            return -1
        return amount.minor if amount.currency is Currency.CNY else amount.minor * self._rates.get(amount.currency, 0)


# -- what is read -----------------------------------------------------------------------------------------------------


def _rows(frame: Frame, last: datetime, only: Collection[int] | None) -> Any:
    """Blockers known at the cut with their projects. Of the present, those closed before the last page are left out."""
    columns = [BLOCKER.c[name] for name in (
        "id", "project_id", "category", "description", "blocking", "bureau", "person", "level", "permit", "authority",
        "raised_on", "precision", "first_due_on", "recorded_at")]
    query = select(*columns, PROJECT.c.code, PROJECT.c.stage, PROFILE.c.name, PROFILE.c.contract_minor,
                   PROFILE.c.contract_currency, PROFILE.c.contract_mark).join(
        PROJECT, PROJECT.c.id == BLOCKER.c.project_id).join(
        PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, frame.known(PROFILE))).where(frame.known(BLOCKER))
    if only is not None:
        query = query.where(BLOCKER.c.project_id.in_(only))
    if frame.as_of is not None:
        return query
    recent = select(WORD.c.blocker_id).where(frame.known(WORD), WORD.c.word == Word.VERIFY,
                                             WORD.c.recorded_at > last)
    return query.where((BLOCKER.c.state != BlockerState.VERIFIED) | BLOCKER.c.id.in_(recent))


class _Heard(NamedTuple):
    """A word as it was recorded."""

    word: Word
    on: date
    due: date | None
    level: str
    permit: str | None
    authority: str | None
    at: datetime


def _words(session: Session, frame: Frame, last: datetime, only: Collection[int] | None) -> dict[int, list[_Heard]]:
    """By blocker, the words that bear on where it stands, and all that were said since the last page.

    The day of a word is the day it was said; where that is not known, the day it was recorded.
    """
    bears = (WORD.c.word != Word.NOTE) | (WORD.c.recorded_at > last) | (
        WORD.c.permit.is_not(None)) | WORD.c.authority.is_not(None)
    query = select(WORD.c.id, WORD.c.blocker_id, WORD.c.word, WORD.c.said_on, WORD.c.due_on, WORD.c.level,
                   WORD.c.permit, WORD.c.authority, WORD.c.recorded_at).where(frame.known(WORD), bears)
    those = () if only is None else (
        WORD.c.blocker_id.in_(select(BLOCKER.c.id).where(BLOCKER.c.project_id.in_(only))),)
    query, first = query.where(*those), first_recorded(session, WORD, *those)
    found: dict[int, list[_Heard]] = {}
    for number, blocker_id, word, on, due, level, permit, authority, at in session.execute(
            query.order_by(WORD.c.id)).all():
        at = first.get(number, at) if first else at
        found.setdefault(blocker_id, []).append(_Heard(word, on or today(at), due, level, permit, authority, at))
    return found


def _first(session: Session, only: Collection[int] | None) -> Mapping[int, datetime]:
    """When blockers that were put right since were first recorded."""
    return first_recorded(session, BLOCKER, *(() if only is None else (BLOCKER.c.project_id.in_(only),)))


def _stages(session: Session, frame: Frame, only: Collection[int] | None) -> Mapping[int, Stage]:
    """For the past, the furthest stage each project with a blocker was known to have reached."""
    if frame.as_of is None:
        return {}
    blocked = select(BLOCKER.c.project_id).where(frame.known(BLOCKER))
    query = select(MILESTONE.c.project_id, MILESTONE.c.stage).where(
        frame.known(MILESTONE), MILESTONE.c.project_id.in_(blocked if only is None else only))
    found: dict[int, Stage] = {}
    for project_id, stage in session.execute(query):
        if project_id not in found or stage.rank > found[project_id].rank:
            found[project_id] = stage
    return found


_EARLIER = MILESTONE.alias("earlier")


def _moved(session: Session, frame: Frame, last: datetime, only: Collection[int] | None) -> Mapping[int, list[Stage]]:
    """By project, the stages recorded since the last page; of projects that were known on it."""
    earlier = _EARLIER
    had = select(func.count()).where(
        earlier.c.project_id == MILESTONE.c.project_id, earlier.c.stage == MILESTONE.c.stage,
        earlier.c.recorded_at <= last).scalar_subquery()
    since = MILESTONE.c.recorded_at > last
    query = select(MILESTONE.c.project_id, MILESTONE.c.stage).join(
        PROJECT, PROJECT.c.id == MILESTONE.c.project_id).where(
        walked(since) if only is None else and_(since, MILESTONE.c.project_id.in_(only)), frame.known(MILESTONE),
        PROJECT.c.recorded_at <= last, had == 0)
    found: dict[int, list[Stage]] = {}
    for project_id, stage in session.execute(query.order_by(MILESTONE.c.id)):
        found.setdefault(project_id, []).append(stage)
    return found


# -- one of them ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Page:
    """What an item is made with beside its own rows: an office may have 20,000 of them, so each is made in one go."""

    stages: Mapping[int, Stage]
    moved: Mapping[int, list[Stage]]
    closings: list[datetime]
    first: Mapping[int, datetime]
    asked: Asked

    def item(self, row: Any, words: Sequence[_Heard]) -> Item:
        """The item of a row of `_rows`."""
        (at, project_id, category, description, blocking, bureau, person, level, permit, authority, raised_on,
         precision, first_due, recorded_at, code, stage, name, minor, currency, mark) = row
        recorded_at = self.first.get(at, recorded_at)
        asked = self.asked
        on, review, last, start = asked.cut.on, asked.rules.review, asked.last, asked.meeting.started_at
        since = last if last > recorded_at else recorded_at
        stood = stands(raised_on or today(recorded_at), first_due, level, words, on, review.outside)
        is_open = stood.state is not BlockerState.VERIFIED
        alert = Alert.after(stood.lapses) if is_open else None
        return Item(
            at, code, name, self.stages.get(project_id, stage), category, description, blocking, stood.state, bureau,
            person, stood.level, _latest(permit, words, "permit"), _latest(authority, words, "authority"),
            day_of(raised_on, precision), first_due, stood.due,
            age=_age(raised_on, on if is_open else _verified(words)),
            late=working_days(stood.due, on) if is_open and stood.due and stood.due < on else None,
            lapses=stood.lapses, alert=alert, tell=review.tell[alert] if alert else None, waited=stood.waited,
            carried=carried(self.closings, recorded_at, _gaps(words)),
            amount=None if minor is None else Money(minor, currency, mark),
            moved=tuple(self.moved.get(project_id, ())),
            # What a ledger brought along as long answered or verified is no news of this week.
            turned=tuple([one.word for one in words if one.at > since and one.word in TURNS]),
            done=tuple([one.word for one in words if one.at > start]) if start else (),
            skipped=at in asked.meeting.skipped,
        )


def _age(raised_on: date | None, ended: date) -> WorkingDays | None:
    return working_days(raised_on, max(ended, raised_on)) if raised_on else None


def _verified(words: Sequence[_Heard]) -> date:
    """The day it was last verified."""
    return next(one.on for one in reversed(words) if one.word is Word.VERIFY)


def _latest(said: str, words: Sequence[_Heard], name: str) -> str:
    """What the last word that says it says, else what it was raised with."""
    for one in reversed(words):
        if found := getattr(one, name):
            return str(found)
    return said


def _gaps(words: Sequence[_Heard]) -> Sequence[tuple[datetime, datetime | None]]:
    """The times it stood verified."""
    if Word.VERIFY not in [one.word for one in words]:
        return ()
    gaps: list[tuple[datetime, datetime | None]] = []
    for one in words:
        if one.word is Word.VERIFY:
            gaps.append((one.at, None))
        elif one.word is Word.REOPEN and gaps and gaps[-1][1] is None:
            gaps[-1] = (gaps[-1][0], one.at)
    return gaps
