"""What every unit of work asks first, along with its turn: how the journal ends, which rules hold, what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from tracker.domain.names import fold_name
from tracker.domain.text import clean
from tracker.office.rules_kept import HEADS, RULES_IN_FORCE, head_kept
from tracker.office.unit import CLOSED
from tracker.store.at_hand import LAST_NUMBERS, AtHand, columns_of
from tracker.store.query import RawRow, table_of
from tracker.store.seals import HEAD_OF_SEALS, NO_SEAL
from tracker.store.tables import (
    Blocker,
    BlockerWord,
    Evidence,
    JournalEntry,
    Milestone,
    Profile,
    Project,
    ProjectFact,
    Receipt,
    StatusChange,
)
from tracker.store.together import Statement, placeholder

OF_PROJECT: tuple[type[ProjectFact], ...] = (Profile, Milestone, StatusChange, Receipt, Blocker, Evidence)
"""The facts that decide where a project stands."""
_OFFICE = """
SELECT last.id, last.at, last.running, (SELECT id FROM journal WHERE token = {mark}),
    (SELECT id FROM year_close LIMIT 1), head.entry_id, head.hash,
    (SELECT value FROM setting WHERE key = 'place' AND superseded_at IS NULL ORDER BY id DESC LIMIT 1)
FROM (SELECT 1) AS office
LEFT JOIN (SELECT id, at, running FROM journal ORDER BY id DESC LIMIT 1) AS last ON 1 = 1
LEFT JOIN (SELECT entry_id, hash FROM seal ORDER BY entry_id DESC LIMIT 1) AS head ON 1 = 1
"""


class LastEntry(NamedTuple):
    """The last journal entry: its number, its moment, and how long the machine had been running."""

    id: int
    at: datetime
    running: str | None
    before: int | None
    """The number of the entry that has the token asked about."""


@dataclass(frozen=True, slots=True)
class About:
    """What a unit of work is about: its project is read along with what begins the unit, with its standing facts."""

    which: str
    """Asks for the numbers of the projects, with {mark} for each of the `values`."""
    values: tuple[Any, ...]
    named: str | None = None
    """What was typed for the project."""
    blocker: int | None = None
    """The blocker whose words are read too."""

    @classmethod
    def project(cls, typed: str) -> About:
        """The project with a code or name."""
        named = clean(typed)
        return cls("SELECT id FROM project WHERE code = {mark} UNION SELECT project_id FROM profile"
                   " WHERE name_key = {mark} AND superseded_at IS NULL", (named, fold_name(named)), named)

    @classmethod
    def project_of(cls, kind: type[Receipt | Blocker], number: int) -> About:
        """The project of a receipt or a blocker, and the words on that blocker."""
        return cls(f"SELECT project_id FROM {table_of(kind).name} WHERE id = {{mark}}", (number,),
                   blocker=number if kind is Blocker else None)

    def asks(self, *, is_sqlite: bool) -> list[Statement]:
        """The statements, for the project first and then for each kind of fact."""
        asked = [Statement(text, self.values) for text in _asks(self.which, is_sqlite=is_sqlite)]
        return asked if self.blocker is None else [*asked, Statement(_words(is_sqlite=is_sqlite), (self.blocker,))]

    def take(self, there: AtHand, answers: Sequence[list[RawRow]]) -> None:
        """Takes down what was answered."""
        projects = there.take(Project, answers[0])
        numbers = [project.id or 0 for project in projects]
        found: dict[type[ProjectFact], list[Any]] = {}
        for kind, rows in zip(OF_PROJECT, answers[1:], strict=False):
            found[kind] = there.take(kind, rows)
            there.hold(kind, numbers, found[kind])
        if self.blocker is not None:
            there.hold(BlockerWord, [self.blocker], there.take(BlockerWord, answers[-1]))
        if self.named is not None:
            by_name = {profile.project_id: profile.name_key for profile in found[Profile]}
            standing = [project for project in projects if project.id in by_name]
            there.named[self.named] = ([project for project in standing if project.code == self.named]
                                       or [project for project in standing if by_name[project.id] == self.values[1]])


@cache
def _asks(which: str, *, is_sqlite: bool) -> tuple[str, ...]:
    numbers = which.format(mark=placeholder(is_sqlite=is_sqlite))
    # An array has the server find the rows by their index, however it guesses the size of an office.
    among = f"IN ({numbers})" if is_sqlite else f"= ANY(ARRAY({numbers}))"
    facts = (f"SELECT {columns_of(kind)} FROM {table_of(kind).name} WHERE superseded_at IS NULL"
             f" AND project_id {among} ORDER BY id" for kind in OF_PROJECT)
    return f"SELECT {columns_of(Project)} FROM project WHERE id {among} ORDER BY id", *facts


@cache
def _words(*, is_sqlite: bool) -> str:
    return (f"SELECT {columns_of(BlockerWord)} FROM blocker_word WHERE superseded_at IS NULL"
            f" AND blocker_id = {placeholder(is_sqlite=is_sqlite)} ORDER BY id")


def opening(token: str | None, about: About | None, *, is_sqlite: bool) -> list[Statement]:
    """What a unit asks first; `token` is that of the saving it is of."""
    numbers = [] if is_sqlite else [LAST_NUMBERS]
    return [Statement(_OFFICE.format(mark=placeholder(is_sqlite=is_sqlite)), (token,)), RULES_IN_FORCE, *numbers,
            *(about.asks(is_sqlite=is_sqlite) if about else ())]


def opened(there: AtHand, about: About | None) -> LastEntry | None:
    """Takes down what was answered, and tells how the journal ends: with nothing in a new office."""
    (office,), rules, *rest = there.opened
    number, at, running, before, closed, sealed, head, place = office
    there.answers |= {"place": place or "", HEADS: [head_kept(row) for row in rules], CLOSED: closed is not None,
                      HEAD_OF_SEALS: (sealed or 0, head or NO_SEAL)}
    if not there.together.is_sqlite:
        numbers, *rest = rest
        there.take_numbers(numbers)
    if about is not None:
        about.take(there, rest)
    if number is None:
        return None
    return LastEntry(number, there.read(JournalEntry, "at", at), running, before)
