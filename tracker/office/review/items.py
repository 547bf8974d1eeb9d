"""The blockers of a week's review, in the order the meeting takes them: where each stands, by what was known then."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from operator import attrgetter
from typing import Any, NamedTuple, overload

from sqlmodel import Session

from tracker.domain.blocker_story import left_at, stands
from tracker.domain.blocking import Alert, BlockerState, Level, Word
from tracker.domain.days import Day, Precision, today
from tracker.domain.money import Currency, Mark, Money
from tracker.domain.rules import Ruleset
from tracker.domain.stages import Stage
from tracker.domain.workdays import WorkingDays, working_days
from tracker.office.figures.counting import Frame
from tracker.office.records import day_of
from tracker.office.review.meeting import Calendar, Cut, Meeting, carried
from tracker.office.review.read import (
    day,
    first_of,
    first_said_of,
    moment,
    moved_of,
    rows_of,
    stages_of,
    words_of,
)

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

    With `only`, those of these projects alone.
    """
    if only is not None:
        return tuple(held(session, asked, only)[0].values())
    with undisturbed():
        return tuple(held(session, asked)[0].values())


def held(session: Session, asked: Asked, only: Collection[int] | None = None) -> tuple[Held, list[Stance]]:
    """The same, each made when it is first looked at, and where each of them stands.

    The most overdue first, then the higher the level it waits on, then the larger the project's contract; the verified
    ones last.
    """
    frame = asked.frame
    words = words_of(session, frame, asked.last, only)
    page = _Page(stages_of(session, frame, only), moved_of(session, frame, asked.last, only),
                 asked.held.closings(asked.meeting.week), first_of(session, only), first_said_of(session, only), asked)
    lying = {row[0]: (row, words.get(row[0], ())) for row in rows_of(session, frame, asked.last, only)}
    yuan = _Yuan(asked.rules)
    stances = [page.stance(row, said, yuan) for row, said in lying.values()]
    there = sorted((one for one in stances if one.state is not BlockerState.VERIFIED
                    or page.verified_since(*lying[one.id])), key=attrgetter("order"))
    return Held(page, {one.id: lying[one.id] for one in there}), there


class Held(Mapping[int, Item]):
    """The blockers of a page by their numbers, in the order they were in when it was read."""

    def __init__(self, page: _Page, lying: dict[int, Item | tuple[Any, Sequence[Any]]]) -> None:
        self._page, self._lying = page, lying

    def __getitem__(self, number: int) -> Item:
        """The blocker; made now where nobody has looked at it yet."""
        one = self._lying[number]
        if isinstance(one, tuple):
            one = self._lying[number] = self._page.item(*one)
        return one

    def __contains__(self, number: object) -> bool:
        """Whether there is one with this number; it is not made for that."""
        return number in self._lying

    def __iter__(self) -> Iterator[int]:
        """Their numbers."""
        return iter(self._lying)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._lying)

    def with_(self, found: Mapping[int, Item], touched: Iterable[int]) -> Held:
        """These, of those `touched` only what was found, new ones at the end."""
        lying = {**self._lying, **found}
        for number in touched:
            if number not in found:
                lying.pop(number, None)
        return Held(self._page, lying)


class InOrder(Sequence[Item]):
    """The blockers of a page in its order."""

    def __init__(self, those: Held) -> None:
        self._held = those

    def __len__(self) -> int:
        """How many there are."""
        return len(self._held)

    def __iter__(self) -> Iterator[Item]:
        """One after the other."""
        return iter(self._held.values())

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...

    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        """The one at a place, or those in a span."""
        return tuple(self._held.values())[at] if isinstance(at, slice) else self._held[tuple(self._held)[at]]


@contextmanager
def undisturbed() -> Iterator[None]:
    """Nobody looks for garbage: there is none among 20,000 new blockers, and looking takes as long as making them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


_RANK = {str(level): level.rank for level in Level}


class _Yuan:
    """What orders amounts: 分 at the ruleset's printed rates; a currency without one comes after all yuan."""

    def __init__(self, rules: Ruleset) -> None:
        self._rates: dict[str, Fraction] = {currency.value: Fraction(rate) * 100 / currency.minor_units
                       for currency, rate in rules.exchange.items() if currency is not Currency.CNY}

    def of(self, minor: int | None, currency: str) -> Fraction | int:
        """An amount in 分; less than nothing where there is none."""
        if minor is None:
            return -1
        return minor if currency == _CNY else minor * self._rates.get(currency, 0)


# -- one of them ------------------------------------------------------------------------------------------------------


class _Heard(NamedTuple):
    """A word as it was recorded. Its day is the day it was said; where that is not known, the day it was recorded."""

    word: Word
    on: date
    due: date | None
    level: str
    permit: str | None
    authority: str | None
    at: datetime


class Stance(NamedTuple):
    """What decides a blocker's place on the page, and what is counted: as in its `Item`, found out for all of them."""

    id: int
    state: BlockerState
    late: WorkingDays | None
    carried: int
    taken: bool
    """Whether anything was said of it in the meeting, or it was passed over."""
    order: tuple[Any, ...]

    @property
    def remains(self) -> bool:
        """Whether the meeting has still to take it."""
        return not self.taken and self.state is not BlockerState.VERIFIED


@dataclass(frozen=True, slots=True)
class _Page:
    """What an item is made with beside its own rows."""

    stages: Mapping[int, Stage]
    moved: Mapping[int, list[Stage]]
    closings: list[datetime]
    first: Mapping[int, datetime]
    first_said: Mapping[int, datetime]
    asked: Asked

    def stance(self, row: Any, words: Sequence[Any], yuan: _Yuan) -> Stance:
        """Where the blocker of a row of `rows_of` stands."""
        number, meeting, on = row[0], self.asked.meeting, self.asked.cut.on
        state, due, level = left_at(day(row[12]), row[7], [(one[2], day(one[4]), one[5]) for one in words])
        is_open, start = state is not BlockerState.VERIFIED, meeting.started_at
        late = _late(is_open, due, on)
        taken = number in meeting.skipped or bool(start and any(self._at(one) > start for one in words))
        order = (not is_open, -(late.count if late else -1), -_RANK.get(level, -1), -yuan.of(row[17], row[18]), number)
        return Stance(number, state, late, self._carried(row, words), taken, order)

    def _at(self, word: Any) -> datetime:
        """When a word was first recorded."""
        return self.first_said.get(word[0]) or moment(word[8])

    def _carried(self, row: Any, words: Sequence[Any]) -> int:
        gaps = _gaps([(one[2], self._at(one)) for one in words if one[2] in _TURNED]) if words else ()
        return carried(self.closings, self.first.get(row[0]) or moment(row[13]), gaps)

    def _since(self, row: Any) -> datetime:
        """From when on a word is news; what a ledger brought along as long answered is none of this week."""
        return max(self.asked.last, self.first.get(row[0]) or moment(row[13]))

    def verified_since(self, row: Any, words: Sequence[Any]) -> bool:
        """Whether it was verified since the last page."""
        since = self._since(row)
        return any(one[2] == _VERIFY and self._at(one) > since for one in words)

    def item(self, row: Any, lying: Sequence[Any]) -> Item:
        """The item of a row of `rows_of` and its words."""
        (at, project_id, category, description, blocking, bureau, person, level, permit, authority, raised,
         precision, first_due, recorded, code, stage, name, minor, currency, mark) = row
        raised_on, recorded_at = day(raised), self.first.get(at) or moment(recorded)
        words = [self._heard(one) for one in lying]
        asked, since = self.asked, self._since(row)
        on, review, start = asked.cut.on, asked.rules.review, asked.meeting.started_at
        stood = stands(raised_on or today(recorded_at), day(first_due), level, words, on, review.outside)
        is_open = stood.state is not BlockerState.VERIFIED
        alert = Alert.after(stood.lapses) if is_open else None
        return Item(
            at, code, name, self.stages.get(project_id) or Stage(stage), category, description, bool(blocking),
            stood.state, bureau, person, stood.level, _latest(permit, words, "permit"),
            _latest(authority, words, "authority"), day_of(raised_on, Precision(precision)), day(first_due), stood.due,
            age=_age(raised_on, on if is_open else _verified(words)), late=_late(is_open, stood.due, on),
            lapses=stood.lapses, alert=alert, tell=review.tell[alert] if alert else None, waited=stood.waited,
            carried=self._carried(row, lying),
            amount=None if minor is None else Money(minor, Currency(currency), Mark(mark)),
            moved=tuple(self.moved.get(project_id, ())),
            turned=tuple([one.word for one in words if one.at > since and one.word in TURNS]),
            done=tuple([one.word for one in words if one.at > start]) if start else (),
            skipped=at in asked.meeting.skipped,
        )

    def _heard(self, row: Any) -> _Heard:
        _, _, word, said, due, level, permit, authority, _ = row
        at = self._at(row)
        return _Heard(Word(word), day(said) or today(at), day(due), level, permit, authority, at)


_VERIFY, _REOPEN, _CNY = Word.VERIFY.value, Word.REOPEN.value, Currency.CNY.value
_TURNED = (_VERIFY, _REOPEN)


def _late(is_open: bool, due: date | None, on: date) -> WorkingDays | None:
    return working_days(due, on) if is_open and due and due < on else None


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


def _gaps(turns: Iterable[tuple[str, datetime]]) -> Sequence[tuple[datetime, datetime | None]]:
    """The times it stood verified, by its verifications and reopenings."""
    gaps: list[tuple[datetime, datetime | None]] = []
    for word, at in turns:
        if word == _VERIFY:
            gaps.append((at, None))
        elif gaps and gaps[-1][1] is None:
            gaps[-1] = (gaps[-1][0], at)
    return gaps
