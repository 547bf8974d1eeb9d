"""The blockers of a week's review, in the order the meeting takes them: where each stands, by what was known then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple, overload

from sqlmodel import Session

from tracker.domain import pace
from tracker.domain.blocker_story import latest, left_at, stands
from tracker.domain.blocking import Alert, BlockerState, Level, Word
from tracker.domain.clock import office_day
from tracker.domain.days import Precision
from tracker.domain.money import Currency, Mark, Money
from tracker.domain.rules import Ruleset
from tracker.domain.stages import Stage
from tracker.domain.workdays import WorkingDays
from tracker.office.figures.counting import Frame
from tracker.office.project.detail import BlockerView
from tracker.office.records import day_of
from tracker.office.review.meeting import Calendar, Cut, Meeting, pages_carried
from tracker.office.review.read import (
    RawBlocker,
    RawWord,
    first_of,
    first_said_of,
    moved_of,
    raw_blockers,
    raw_to_day,
    raw_to_moment,
    raw_words,
    stages_of,
)
from tracker.office.undisturbed import undisturbed

TURNS = (Word.ANSWER, Word.VERIFY, Word.REJECT, Word.REOPEN)
"""Words by which one week's page differs from the last one's."""


@dataclass(frozen=True, slots=True)
class Item(BlockerView):
    """A blocker on the page. Days are working days, up to its verification; `late` is None where it is not overdue.

    `carried` is on how many pages in a row before this one it stood. One that stood on none is `new` where it was
    raised since the last page, else it was only entered since then, or reopened. `moved` are the stages its project has
    reached since the last page; `turned` the words since then that changed its state; `done` what was said of it in
    this meeting, in order. `waited` is the clock of an outside level, 0 where it never waited on one.
    """

    stage: Stage
    first_due: date | None
    age: WorkingDays | None
    late: WorkingDays | None
    lapses: int
    alert: Alert | None
    tell: Level | None
    waited: WorkingDays
    carried: int
    new: bool
    amount: Money | None
    moved: tuple[Stage, ...]
    turned: tuple[Word, ...]
    done: tuple[Word, ...]
    skipped: bool

    @property
    def remains(self) -> bool:
        """Whether the meeting has still to take it."""
        return _remains(self.state, taken=bool(self.done) or self.skipped)


@dataclass(frozen=True, slots=True)
class PageBasis:
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
        year = self.rules.counting.year_of(self.cut.on)
        return Frame(year, self.cut.on, None if self.cut.present else self.cut.at).by(self.rules)


def items(session: Session, basis: PageBasis, only: Collection[int] | None = None) -> tuple[Item, ...]:
    """Every blocker that is open at the cut or was verified since the last page, in the order of the meeting.

    With `only`, those of these projects alone.
    """
    if only is not None:
        return tuple(page_items(session, basis, only)[0].values())
    with undisturbed():
        return tuple(page_items(session, basis)[0].values())


def page_items(session: Session, basis: PageBasis, only: Collection[int] | None = None
               ) -> tuple[PageItems, list[Stance]]:
    """The blockers of `items`, each made when it is first looked at, and where each of them stands.

    The most overdue first, then the higher the level it waits on, then the larger the project's contract; the verified
    ones last.
    """
    frame = basis.frame
    words = raw_words(session, frame, basis.last, only)
    page = _Page(stages_of(session, frame, only), moved_of(session, frame, basis.last, only),
                 basis.held.closings(basis.meeting.week), first_of(session, only), first_said_of(session, only), basis)
    raw = {row.id: _RawItem(row, words.get(row.id, ()))
             for row in raw_blockers(session, frame, basis.last, only)}
    yuan = _Yuan(basis.rules)
    stances = [page.stance(blocker, yuan) for blocker in raw.values()]
    there = sorted((blocker for blocker in stances if blocker.state is not BlockerState.VERIFIED
                    or Word.VERIFY in blocker.turned), key=attrgetter("order"))
    return PageItems(page, {blocker.id: raw[blocker.id] for blocker in there}), there


class _RawItem(NamedTuple):
    """A blocker and the words on it, as the database keeps them."""

    row: RawBlocker
    words: Sequence[RawWord]


class PageItems(Mapping[int, Item]):
    """The blockers of a page by their numbers, in the order they were in when it was read."""

    def __init__(self, page: _Page, raw: dict[int, Item | _RawItem]) -> None:
        self._page, self._by_number = page, raw

    def __getitem__(self, number: int) -> Item:
        """The blocker; made now where nobody has looked at it yet."""
        one = self._by_number[number]
        if isinstance(one, _RawItem):
            one = self._by_number[number] = self._page.item(one)
        return one

    def __contains__(self, number: object) -> bool:
        """Whether there is one with this number; it is not made for that."""
        return number in self._by_number

    def __iter__(self) -> Iterator[int]:
        """Their numbers."""
        return iter(self._by_number)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._by_number)

    def with_(self, found: Mapping[int, Item], touched: Iterable[int]) -> PageItems:
        """A copy: touched blockers are replaced by `found` or left out; new ones come last."""
        raw: dict[int, Item | _RawItem] = {**self._by_number, **found}
        for number in touched:
            if number not in found:
                raw.pop(number, None)
        return PageItems(self._page, raw)


class InOrder(Sequence[Item]):
    """The blockers of a page in its order."""

    def __init__(self, those: PageItems) -> None:
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
    new: bool
    turned: tuple[Word, ...]
    taken: bool
    """Whether anything was said of it in the meeting, or it was passed over."""
    order: tuple[bool, int, int, Fraction | int, int]

    @property
    def remains(self) -> bool:
        """Whether the meeting has still to take it."""
        return _remains(self.state, taken=self.taken)


def _remains(state: BlockerState, *, taken: bool) -> bool:
    """A verified blocker needs no meeting; any other is left until something is said of it there or it is passed over.
    """
    return not taken and state is not BlockerState.VERIFIED


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted over a page, in the order it is printed.

    `listed` are those that are not on the page of the week before although they were raised by then: entered since, or
    reopened. `answered` to `reopened` count blockers of which that was said since that page, `remaining` those the
    meeting has still to take.
    """

    open: int
    new: int
    listed: int
    over: int
    overdue: int
    answered: int
    verified: int
    rejected: int
    reopened: int
    remaining: int

    def with_(self, more: Counts, less: Counts) -> Counts:
        """Adds `more` and takes `less` away."""
        return Counts(*(mine + plus - minus for mine, plus, minus in zip(
            astuple(self), astuple(more), astuple(less), strict=True)))


def counted(every: Iterable[Item | Stance]) -> Counts:
    """The counts of a page, in one walk over its blockers."""
    remaining = new = listed = over = overdue = 0
    turned = dict.fromkeys(TURNS, 0)
    for item in every:
        for word in {*item.turned}:
            turned[word] += 1
        if item.state is not BlockerState.VERIFIED:
            remaining += item.remains
            new += item.new
            listed += not item.new and not item.carried
            over += item.carried > 0
            overdue += item.late is not None
    return Counts(new + listed + over, new, listed, over, overdue, turned[Word.ANSWER], turned[Word.VERIFY],
                  turned[Word.REJECT], turned[Word.REOPEN], remaining)


@dataclass(frozen=True, slots=True)
class _Page:
    """What an item is made with beside its own rows."""

    stages: Mapping[int, Stage]
    moved: Mapping[int, list[Stage]]
    closings: list[datetime]
    first: Mapping[int, datetime]
    first_said: Mapping[int, datetime]
    basis: PageBasis

    def stance(self, raw: _RawItem, yuan: _Yuan) -> Stance:
        """Where a blocker stands."""
        row, words = raw
        number, meeting, on = row.id, self.basis.meeting, self.basis.cut.on
        state, due, level = left_at(raw_to_day(row.first_due_on), row.level,
                                    [(word.word, raw_to_day(word.due_on), word.level) for word in words])
        is_open, start = state is not BlockerState.VERIFIED, meeting.started_at
        late = pace.overdue(due, on) if is_open else None
        taken = number in meeting.skipped or bool(start and any(self._at(word) > start for word in words))
        order = (not is_open, -pace.lateness(late), -_RANK.get(level, -1),
                 -yuan.of(row.contract_minor, row.contract_currency), number)
        carried = self._carried(raw)
        return Stance(number, state, late, carried, self._new(row, carried), self._turned(raw), taken, order)

    def _at(self, word: RawWord) -> datetime:
        """When a word was first known."""
        return self.first_said.get(word.id) or raw_to_moment(word.known_at)

    def _known_at(self, row: RawBlocker) -> datetime:
        """When a blocker was first known."""
        return self.first.get(row.id) or raw_to_moment(row.known_at)

    def _carried(self, raw: _RawItem) -> int:
        row, words = raw
        gaps = _gaps([(word.word, self._at(word)) for word in words if word.word in _TURNED]) if words else ()
        return pages_carried(self.closings, self._known_at(row), gaps)

    def _raised(self, row: RawBlocker) -> date:
        """The last day it can have been raised on; where none is known, the day it was recorded."""
        return day_of(raw_to_day(row.raised_on), Precision(row.precision)).last or office_day(self._known_at(row))

    def _new(self, row: RawBlocker, carried: int) -> bool:
        """Whether it came up since the last page; one that is older and was only entered since is no news."""
        return not carried and self._raised(row) >= office_day(self.basis.last)

    def _since(self, row: RawBlocker) -> datetime:
        """From when on a word is news; what a ledger brought along as long answered is none of this week."""
        return max(self.basis.last, self._known_at(row))

    def _turned(self, raw: _RawItem) -> tuple[Word, ...]:
        """The words since the last page that changed its state; none in most weeks."""
        if not raw.words:
            return ()
        since = self._since(raw.row)
        return tuple([Word(word.word) for word in raw.words if word.word in TURNS and self._at(word) > since])

    def item(self, raw: _RawItem) -> Item:
        """The item of a blocker and its words."""
        row, words = raw.row, [self._heard(word) for word in raw.words]
        raised = day_of(raw_to_day(row.raised_on), Precision(row.precision))
        first_due = raw_to_day(row.first_due_on)
        basis = self.basis
        on, review, start = basis.cut.on, basis.rules.review, basis.meeting.started_at
        stood = stands(self._raised(row), first_due, row.level, words, on, review.outside)
        is_open, carried = stood.state is not BlockerState.VERIFIED, self._carried(raw)
        alert = review.alert(stood.lapses, stood.due, on) if is_open else None
        return Item(
            row.id, row.code, row.name, row.category, row.description, bool(row.blocking), stood.state, row.bureau,
            row.person, stood.level, latest(words, "permit", row.permit), latest(words, "authority", row.authority),
            raised, stood.due, row.entry_id,
            stage=self.stages.get(row.project_id) or Stage(row.stage), first_due=first_due,
            age=pace.age(raised.last, on if is_open else _verified(words)),
            late=pace.overdue(stood.due, on) if is_open else None,
            lapses=stood.lapses, alert=alert, tell=review.tell[alert] if alert else None, waited=stood.waited,
            carried=carried, new=self._new(row, carried),
            amount=None if row.contract_minor is None else Money(
                row.contract_minor, Currency(row.contract_currency), Mark(row.contract_mark)),
            moved=tuple(self.moved.get(row.project_id, ())),
            turned=self._turned(raw),
            done=tuple([word.word for word in words if word.at > start]) if start else (),
            skipped=row.id in basis.meeting.skipped,
        )

    def _heard(self, word: RawWord) -> _Heard:
        at = self._at(word)
        return _Heard(Word(word.word), raw_to_day(word.said_on) or office_day(at), raw_to_day(word.due_on), word.level,
                      word.permit, word.authority, at)


_VERIFY, _REOPEN, _CNY = Word.VERIFY.value, Word.REOPEN.value, Currency.CNY.value
_TURNED = (_VERIFY, _REOPEN)


def _verified(words: Sequence[_Heard]) -> date:
    """The day it was last verified."""
    return next(word.on for word in reversed(words) if word.word is Word.VERIFY)


def _gaps(turns: Iterable[tuple[str, datetime]]) -> Sequence[tuple[datetime, datetime | None]]:
    """The times it stood verified, by its verifications and reopenings."""
    gaps: list[tuple[datetime, datetime | None]] = []
    for word, at in turns:
        if word == _VERIFY:
            gaps.append((at, None))
        elif gaps and gaps[-1][1] is None:
            gaps[-1] = (gaps[-1][0], at)
    return gaps
