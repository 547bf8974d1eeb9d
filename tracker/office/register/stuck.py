"""The list of blockers as an officer works through it: found as it is typed, put in order, grouped, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import select

from tracker.domain.pinyin import fold_search, search_key
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.project.blockers import blockers, most_overdue_first
from tracker.office.project.detail import Hold
from tracker.store.query import PROJECT


class Order(StrEnum):
    """How the list is put in order; the last three are groups."""

    LATE = "late"
    AGE = "age"
    CATEGORY = "category"
    BUREAU = "bureau"
    LEVEL = "level"

    @property
    def following(self) -> Order:
        """The next one, around at the end."""
        every = list(Order)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class SearchedBlocker:
    """A blocker, and what the search of its project looks through."""

    hold: Hold
    search: str


@dataclass(frozen=True, slots=True)
class BlockerGroup:
    """Blockers that belong together; without a grouping there is one group without a name."""

    name: str
    holds: tuple[Hold, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """What is counted over all that is shown: how many, how many overdue, how many of each category."""

    count: int
    overdue: int
    categories: tuple[tuple[str, int], ...]


def stuck(desk: Desk, *, everything: bool = False) -> tuple[SearchedBlocker, ...]:
    """What holds projects up at present; with `everything` mere risks and what is verified too."""
    found = blockers(desk, verified=everything)
    if isinstance(found, Refused):
        return ()
    wanted = [hold for hold in found if everything or hold.blocking]
    with desk.reading() as session:
        query = select(PROJECT.c.code, PROJECT.c.search)
        if not everything:
            query = query.where(PROJECT.c.blocked.is_(True))
        searches = {row.code: row.search for row in session.execute(query)}
    for text in {text for hold in wanted for text in (hold.category, hold.bureau, hold.person)}:
        _key(text)  # here, off the interface thread: the first one loads the pinyin of every character
    return tuple(SearchedBlocker(hold, searches.get(hold.code, "")) for hold in wanted)


def fitting(every: Iterable[SearchedBlocker], typed: str, levels: Mapping[str, str]) -> list[Hold]:
    """The blockers that hold every part of what was typed: project, category, bureau, level, person, what is stuck."""
    parts = fold_search(typed)
    return [one.hold for one in every if all(_holds(one, part, levels) for part in parts)]


def _holds(one: SearchedBlocker, part: str, levels: Mapping[str, str]) -> bool:
    hold = one.hold
    if part in one.search or part in hold.description.lower():
        return True
    return any(part in _key(text) for text in (hold.category, hold.bureau, hold.person,
                                               levels.get(hold.level, hold.level)) if text)


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    return search_key(text)


def arranged(holds: Sequence[Hold], order: Order, levels: Sequence[str]) -> list[BlockerGroup]:
    """In order: overdue most first, then oldest. Groups: the largest first, levels from the highest down."""
    ranked = sorted(holds, key=_oldest_first if order is Order.AGE else most_overdue_first)
    if order in (Order.LATE, Order.AGE):
        return [BlockerGroup("", tuple(ranked))] if ranked else []
    groups: dict[str, list[Hold]] = {}
    for hold in ranked:
        groups.setdefault(getattr(hold, order.value), []).append(hold)
    named = [BlockerGroup(name, tuple(found)) for name, found in groups.items()]
    if order is Order.LEVEL:
        rank = {name: at for at, name in enumerate(levels)}
        return sorted(named, key=lambda group: -rank.get(group.name, -1))
    return sorted(named, key=lambda group: (not group.name, -len(group.holds), group.name))


def _oldest_first(hold: Hold) -> tuple[bool, date, int, int]:
    closed, late, raised, number = most_overdue_first(hold)
    return closed, raised, late, number


def counted_blockers(holds: Iterable[Hold]) -> Sums:
    """Counts of what is shown; a verified one is not overdue."""
    holds = list(holds)
    return Sums(len(holds), sum(1 for hold in holds if hold.overdue is not None),
                tuple(Counter(hold.category for hold in holds).most_common()))
