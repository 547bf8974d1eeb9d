"""The review while it is gone through: of 20,000 blockers only those that were touched are looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from sqlalchemy import func, select
from sqlmodel import Session

from tracker.domain.blocking import BlockerState, Word
from tracker.domain.meeting import MeetingState
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.figures.figures import MoneyLine
from tracker.office.outcome import Refused
from tracker.office.project.detail import BlockerView, Hold, Said
from tracker.office.review.items import Counts, InOrder, Item, PageBasis, PageItems, Stance, counted, items, page_items
from tracker.office.review.review import (
    Agenda,
    FiguresMoved,
    Moved,
    Reminder,
    agenda_of,
    basis_of,
    figures_moved,
    reminders_due,
    said_of,
)
from tracker.office.undisturbed import undisturbed
from tracker.store.query import BLOCKER, JOURNAL

PROMISES = (Word.NOTE, Word.DUE, Word.ANSWER)
"""Words that promise something; what the office itself decides (escalates, rejects) is no promise."""


@dataclass(frozen=True, slots=True)
class Live:
    """An agenda, and where in it the meeting is. `entry` is the last line of the journal it knows.

    `live` says that the week is not over: what is said now stands on its page. `route` are the numbers of the blockers
    in the order they are gone through: in a meeting those already taken first, then those that remain.
    """

    agenda: Agenda
    entry: int
    live: bool
    route: tuple[int, ...]
    at: PageItems
    counts: Counts
    remaining: frozenset[int]
    """Those the meeting has still to take."""
    verified: frozenset[int]
    basis: PageBasis
    instead: Mapping[int, int] = field(default_factory=dict)
    """Of blockers that were put right since the page before this one, the number of the one that stands now."""

    @property
    def meets(self) -> bool:
        """Whether the meeting of this page is under way."""
        return self.agenda.meeting.state is MeetingState.OPEN and self.live

    @property
    def open_and_overdue(self) -> tuple[int, int]:
        """The two counts of blockers that stand beside the year's figures too."""
        return self.counts.open, self.counts.overdue

    def item(self, blocker_id: int) -> Item | None:
        """The blocker with this number."""
        return self.at.get(blocker_id)

    def begin(self) -> int | None:
        """Where it is begun: a meeting at the first blocker that remains, else at the first of all."""
        remaining = self.next_remaining() if self.meets else None
        return remaining if remaining is not None or not self.route else self.route[-1 if self.meets else 0]

    def next_remaining(self, after: int | None = None) -> int | None:
        """The next blocker the meeting has still to take, behind one of the route, else from its beginning."""
        begin = self.route.index(after) + 1 if after in self.at and after in self.route else 0
        order = (*self.route[begin:], *self.route[:begin])
        return next((number for number in order if number != after and number in self.remaining), None)


@dataclass(frozen=True, slots=True)
class ReviewChanges:
    """What is new since the page of the week before, beside the blockers: due days ahead, figures that moved."""

    reminders: tuple[Reminder, ...]
    figures: tuple[Moved, ...] = ()
    nowhere: tuple[MoneyLine, ...] = ()


def open_review(desk: Desk, week: Week | None = None) -> Live | Refused:
    """The review of a week; of the meeting under way or else this week where none is named.

    Raises RulesetError where the ruleset in force is wrong.
    """
    with desk.reading() as session:
        entry = _last(session)
        basis = basis_of(session, desk, week, None)
        return basis if isinstance(basis, Refused) else _live(session, entry, basis)


def look_again(desk: Desk, before: Live) -> Live | Refused:
    """The same review as it is by now: of `before` only what has been touched since is made anew.

    The route stays as it was, so that nobody loses their place; what was raised since comes at its end.
    """
    with desk.reading() as session:
        entry = _last(session)
        was = before.agenda
        if not before.live or (entry == before.entry and was.on == desk.today()):
            return before
        basis = basis_of(session, desk, None, None)
        if isinstance(basis, Refused):
            return basis
        touched = _touched(session, before.entry)
        if touched is None or not _same(was, basis):
            return _live(session, entry, basis)
        found = {one.id: one for one in items(session, basis, touched)}
        numbers = session.execute(select(BLOCKER.c.id, BLOCKER.c.supersedes_id).where(
            BLOCKER.c.project_id.in_(touched)).order_by(BLOCKER.c.id)).all()
    return _renewed(before, [one for one, _ in numbers], {was: one for one, was in numbers if was}, found, basis, entry)


def _renewed(before: Live, numbers: list[int], after: Mapping[int, int], found: Mapping[int, Item], basis: PageBasis,
             entry: int) -> Live:
    """The page with these blockers as they were found, without those that were not, and new ones at its end.

    One that was put right (`after` has what came in whose place) stands where the wrong one stood.
    """
    was = [before.at[one] for one in numbers if one in before.at]
    at, route = before.at.with_(found, numbers), before.route
    instead: dict[int, int] = {}
    if any((one in found) != (one in before.at) for one in numbers):
        instead = {one: now for one in numbers if one in before.at and one not in at
                   and (now := _in_place_of(one, after)) in at}
        stood = [instead.get(one, one) for one in route]
        standing = {*stood}
        route = (*(one for one in stood if one in at), *(one for one in at if one not in standing))
    made = replace(before.agenda, meeting=basis.meeting, at=basis.cut.at, items=InOrder(at))
    remaining = before.remaining.difference(numbers).union(one.id for one in found.values() if one.remains)
    verified = before.verified.difference(numbers).union(_verified(found.values()))
    return Live(made, entry, basis.cut.live, route, at, before.counts.with_(counted(found.values()), counted(was)),
                remaining, verified, basis, instead)


def _in_place_of(number: int, after: Mapping[int, int]) -> int:
    while number in after:
        number = after[number]
    return number


def story(desk: Desk, page: Live, blocker_id: int) -> tuple[Said, ...]:
    """All that was said of one blocker, in the order it was recorded, as the page knows it."""
    basis = page.basis
    if not page.live:  # words of after its close are not on it, though there were none when it was read
        basis = replace(basis, cut=replace(basis.cut, present=False))
    with desk.reading() as session:
        return tuple(said_of(session, basis, blocker_id).get(blocker_id, ()))


def promised(page: Live, words: Sequence[Said]) -> Said | None:
    """What was promised last before the meeting: a follow-up, a new due day, an answer. None where nothing was."""
    start = page.agenda.meeting.started_at
    return next((word for word in reversed(words) if word.word in PROMISES
                 and (start is None or word.recorded_at <= start)), None)


def changes(desk: Desk, page: Live) -> ReviewChanges:
    """What comes due, and the figures that moved since the page of the week before."""
    basis = page.basis
    known = basis.held.first is not None and basis.held.first <= basis.last
    return ReviewChanges(reminders_due(page.agenda, basis.rules),
                         *(figures_moved(desk, page.agenda) if known else FiguresMoved()))


def with_story(item: Item, words: tuple[Said, ...]) -> Hold:
    """A blocker of the page as a form takes it, without reading its project once more."""
    shared = {field.name: getattr(item, field.name) for field in fields(BlockerView)}
    return Hold(**shared, age=item.age, overdue=item.late, said=words)


# -- what was touched -------------------------------------------------------------------------------------------------


def _last(session: Session) -> int:
    return session.scalar(select(func.max(JOURNAL.c.id))) or 0


def _touched(session: Session, entry: int) -> set[int] | None:
    """The projects of the entries after one; None where an entry is about more than a project, or about the year."""
    query = select(JOURNAL.c.project_id, JOURNAL.c.action).where(JOURNAL.c.id > entry)
    found = set()
    for project_id, action in session.execute(query):
        if project_id is None and not action.startswith("review."):
            return None
        if project_id is not None:
            found.add(project_id)
    return found


def _same(was: Agenda, basis: PageBasis) -> bool:
    """Whether it is still the same meeting on the same day, so that what was not touched stands as it stood."""
    now, then = basis.meeting, was.meeting
    return (now.week, now.started_at, now.closed_at, basis.cut.on, basis.last, basis.rules.digest) == (
        then.week, then.started_at, then.closed_at, was.on, was.last, was.ruleset_digest)


def _live(session: Session, entry: int, basis: PageBasis) -> Live:
    with undisturbed():
        at, stances = page_items(session, basis)
        made = agenda_of(session, basis, InOrder(at))
        remaining = frozenset([one.id for one in stances if one.remains])
        return Live(made, entry, basis.cut.live, _route(made, stances), at, counted(stances), remaining,
                    frozenset(_verified(stances)), basis)


def _verified(every: Iterable[Item | Stance]) -> Iterable[int]:
    return (item.id for item in every if item.state is BlockerState.VERIFIED)


def _route(made: Agenda, stances: Sequence[Stance]) -> tuple[int, ...]:
    if made.meeting.state is not MeetingState.OPEN:
        return tuple([stance.id for stance in stances])
    taken = [stance.id for stance in stances if stance.taken]
    return (*taken, *(stance.id for stance in stances if stance.remains))
