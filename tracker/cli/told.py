"""Puts values into the words a person reads: a project, a day, an amount, a name from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.office.outcome import Refused
from tracker.words.amounts import amount_text
from tracker.words.days import day_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.cli.call import Call
    from tracker.domain.days import Day
    from tracker.domain.money import Money
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Detail, JournalLine

# Late imports: the office and its database are loaded when a command runs, so that help is printed at once.


def standing(desk: Desk, said: str) -> Detail | None:
    """The project as it stands after a command; None if it has gone under that name meanwhile."""
    from tracker.office.project.detail import detail

    found = detail(desk, said)
    return None if isinstance(found, Refused) else found


def title(shown: Detail) -> str:
    """How a project is named in a line: its code and its name."""
    return f"{shown.code} {shown.profile.name}"


def day(call: Call, shown: Day) -> str:
    """A day by its precision, or that it is not known."""
    return day_text(shown, call.lang, call.words.terms.unknown_day)


def amount(call: Call, shown: Money | None) -> str:
    """An amount in the largest unit that leaves it short; nothing where there is none."""
    return amount_text(shown, call.lang)


def name(table: Mapping[str, str], value: object) -> str:
    """The name of a value of a list; the value itself where the list does not know it."""
    return "" if value is None else table.get(str(value), str(value))


def about(call: Call, entry: JournalLine) -> str:
    """What an entry of the journal is about: a project, or how many and what of them."""
    many = entry.many
    return entry.subject if many is None else call.words.terms.of_many(many.projects, many.fields, many.stages)
