"""The weekly review (调度): what is stuck, what has changed since last week, what comes due, as known at the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import Session

from tracker.domain.blocking import BlockerState, Word
from tracker.domain.clock import days_between, office_day
from tracker.domain.rules import Ruleset
from tracker.domain.rules_words import label_in
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.figures.counting import Frame
from tracker.office.figures.rollup import rollup
from tracker.office.outcome import Refused
from tracker.office.project.detail import Said, said_of_blockers
from tracker.office.review.health import Finding, health
from tracker.office.review.items import Counts, Item, PageBasis, counted, items
from tracker.office.review.meeting import Meeting, calendar, cut_of
from tracker.office.review.trends import Trends, trends
from tracker.office.rules import year_within
from tracker.office.rules_kept import counted_by, place_of
from tracker.office.sample import sample_known
from tracker.store.query import WORD
from tracker.store.seals import head_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tracker.office.figures.figures import Figure, MoneyLine


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the meeting goes through: its blockers in order. `at` is up to when things are known (aware UTC), `on` the
    day ages are counted to, `last` when the page of the week before was closed."""

    meeting: Meeting
    at: datetime
    on: date
    last: datetime
    place: str
    ruleset_id: str
    ruleset_digest: str
    items: Sequence[Item]
    sample: bool = False
    """Whether the sample ledger is among what is known."""
    head: str = ""
    """The first digits of the journal's head at `at`; empty where nothing had been recorded by then."""

    @property
    def open(self) -> tuple[Item, ...]:
        """Those not verified yet, in the order of the meeting."""
        return tuple(item for item in self.items if item.state is not BlockerState.VERIFIED)

    @property
    def counts(self) -> Counts:
        """What is counted over the page."""
        return counted(self.items)

    @property
    def new(self) -> tuple[Item, ...]:
        """Those that came up since the page of the week before."""
        return tuple(item for item in self.open if item.new)

    @property
    def listed(self) -> tuple[Item, ...]:
        """Those that came up earlier and still were not on that page: entered since, or reopened."""
        return tuple(item for item in self.open if not item.new and not item.carried)

    def turned(self, word: Word) -> tuple[Item, ...]:
        """Those of which a word (answer, verify, reject, reopen) was said since the page of the week before."""
        return tuple(item for item in self.items if word in item.turned)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What comes due within `within` days (calendar days, the nearest of the ruleset's steps), in `days` of them."""

    item: Item
    days: int
    within: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure of the year that is not what it was on the page of the week before; exact numbers in `unit`."""

    key: str
    labels: Mapping[str, str]
    unit: str
    was: str
    now: str
    figure: Figure | None = None
    """As it is now, with how many of its projects are proven."""

    def called(self, lang: str) -> str:
        """Its name in a language, Chinese where that language is missing."""
        return label_in(self.labels, lang)


@dataclass(frozen=True, slots=True)
class Review:
    """Everything on the page of a week, and in the minutes. The figures are empty where the office kept no books yet
    when the page of the week before was closed: then there is nothing to compare with."""

    agenda: Agenda
    reminders: tuple[Reminder, ...]
    health: tuple[Finding, ...]
    figures: tuple[Moved, ...]
    trends: Trends
    before: Mapping[int, Said]
    """The last word on each blocker before the meeting; before now where none was held."""
    during: Mapping[int, tuple[Said, ...]]
    """What was said of each blocker in the meeting."""
    steps: tuple[int, ...] = ()
    """How many days before a due day the ruleset reminds."""
    nowhere: tuple[MoneyLine, ...] = ()
    """Beside the figures, the money that none of them counts, a line for each reason."""


def agenda(desk: Desk, week: Week | None = None, *, as_of: datetime | None = None) -> Agenda | Refused:
    """The blockers of a week's review; of the meeting under way or else this week where none is named.

    Raises RulesetError where the ruleset in force is wrong.
    """
    with desk.reading() as session:
        basis = basis_of(session, desk, week, as_of)
        return basis if isinstance(basis, Refused) else agenda_of(session, basis)


def review(desk: Desk, week: Week | None = None, *, as_of: datetime | None = None) -> Review | Refused:
    """The whole page of a week. A week that is closed or past gives the same for ever: it knows what was known then.

    Raises RulesetError where the ruleset in force is wrong.
    """
    with desk.reading() as session:
        basis = basis_of(session, desk, week, as_of)
        if isinstance(basis, Refused):
            return basis
        made = agenda_of(session, basis)
        findings = health(session, basis.frame, basis.rules)
        behind = trends(session, basis)
        said = said_of(session, basis)
    start = basis.meeting.started_at
    known_before = basis.held.first is not None and basis.held.first <= basis.last
    moved = figures_moved(desk, made) if known_before else FiguresMoved()
    return Review(
        made, reminders_due(made, basis.rules), findings, moved.figures, behind,
        before={at: earlier[-1] for at, every in said.items()
                if (earlier := [one for one in every if not start or one.recorded_at <= start])},
        during={at: tuple(words) for at, every in said.items()
                if (words := [one for one in every if start and one.recorded_at > start])},
        steps=basis.rules.review.reminders, nowhere=moved.nowhere,
    )


def failing(desk: Desk, week: Week | None = None) -> tuple[Finding, ...] | Refused:
    """The health check of a week alone."""
    with desk.reading() as session:
        basis = basis_of(session, desk, week, None)
        return basis if isinstance(basis, Refused) else health(session, basis.frame, basis.rules)


def weeks_behind(desk: Desk, week: Week | None = None) -> Trends | Refused:
    """The trends of a week alone."""
    with desk.reading() as session:
        basis = basis_of(session, desk, week, None)
        return basis if isinstance(basis, Refused) else trends(session, basis)


def reminders_due(made: Agenda, rules: Ruleset) -> tuple[Reminder, ...]:
    """What comes due soon, the nearest first."""
    reminders = []
    for item in made.open:
        days = days_between(made.on, item.due) if item.due else -1
        within = next((step for step in rules.review.reminders if days <= step), None)
        if days >= 0 and within is not None:
            reminders.append(Reminder(item, days, within))
    return tuple(sorted(reminders, key=lambda item: (item.days, item.item.id)))


class FiguresMoved(NamedTuple):
    """The year's figures that moved since the page of the week before, and the money that none of them counts."""

    figures: tuple[Moved, ...] = ()
    nowhere: tuple[MoneyLine, ...] = ()


def figures_moved(desk: Desk, made: Agenda) -> FiguresMoved:
    """The year's figures that moved since the page of the week before."""
    with desk.reading() as session:
        year = year_within(desk, session, made.on)
    now = rollup(desk, year, until=made.on, as_of=made.at)
    was = rollup(desk, year, until=min(office_day(made.last), made.on), as_of=made.last)
    return FiguresMoved(tuple(_moved(was.indicators, now.indicators)), now.money.lines)


def _moved(was: Iterable[Figure], now: Iterable[Figure]) -> Iterable[Moved]:
    earlier = {figure.key: figure.actual for figure in was}
    for figure in now:
        if earlier.get(figure.key, figure.actual) != figure.actual:
            yield Moved(figure.key, figure.labels, figure.unit, earlier[figure.key], figure.actual, figure)


def basis_of(session: Session, desk: Desk, week: Week | None, as_of: datetime | None) -> PageBasis | Refused:
    """What the page of a week is asked for; of the meeting under way or else this week where none is named."""
    held = calendar(session)
    under_way = held.open_meeting()
    if week is None:
        week = Week.of(office_day(as_of)) if as_of else under_way.week if under_way else Week.of(desk.today())
    cut = cut_of(session, desk, held, week, as_of)
    if isinstance(cut, Refused):
        return cut
    year = year_within(desk, session, cut.on)
    known = Frame(year, cut.on, None if cut.present else cut.at)
    rules = counted_by(session, desk.store.rules_folder, year, None if cut.live else cut.at,
                       known.as_of).rules
    # Of the other meetings too what was known at the cut: one left open and closed much later moves no page between.
    then = held if cut.present else calendar(session, known)
    return PageBasis(then.of(week), cut, then.closing(week.before), then, rules)


def agenda_of(session: Session, basis: PageBasis, found: Sequence[Item] | None = None) -> Agenda:
    """The agenda of what is asked, with the blockers that were found for it, where they were."""
    rules, place = basis.rules, place_of(session, basis.frame.as_of)
    return Agenda(basis.meeting, basis.cut.at, basis.cut.on, basis.last, place or rules.place, rules.id, rules.digest,
                  items(session, basis) if found is None else found, sample_known(session, basis.frame),
                  head_shown(session.connection(), basis.frame.as_of))


def said_of(session: Session, basis: PageBasis, only: int | None = None) -> dict[int, list[Said]]:
    """All that was said of each blocker, or `only` of one, in the order it was recorded."""
    those = () if only is None else (WORD.c.blocker_id == only,)
    return said_of_blockers(session, basis.frame.known(WORD), *those)
