"""The tables of the minutes: what was said of each blocker in the meeting, what was left, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.clock import to_the_minute
from tracker.report.cells import Sayer, day
from tracker.report.page import Table, cell, number
from tracker.report.tables import table

if TYPE_CHECKING:
    from tracker.office.project.detail import Said
    from tracker.office.review.items import Item


def said(sayer: Sayer) -> Table:
    """Blocker by blocker what was said, the due day and level it came to, and where it stands now."""
    during = sayer.review.during
    spoken = [one for one in sayer.review.agenda.items if during.get(one.id)]
    return table(sayer, "said", (
        (number(at), sayer.project(one), sayer.stuck(one), cell(*map(sayer.said, during[one.id])),
         cell(_last(during[one.id], "due")), cell(sayer.level_name(_last(during[one.id], "level"))),
         cell(sayer.terms.blocker_state[one.state]))
        for at, one in enumerate(spoken, 1)))


def _last(words: tuple[Said, ...], name: str) -> str:
    """The last due day or level that was set."""
    return next((str(value) for word in reversed(words) if (value := getattr(word, name))), "")


def left(sayer: Sayer) -> Table:
    """Blockers of which nothing was said: passed over, or not reached."""
    agenda, during = sayer.review.agenda, sayer.review.during
    silent = [one for one in agenda.open if not during.get(one.id)]
    return table(sayer, "left", (
        (number(at), sayer.project(one), sayer.stuck(one), cell(one.bureau, one.person), cell(_why(sayer, one)))
        for at, one in enumerate(silent, 1)))


def _why(sayer: Sayer, one: Item) -> str:
    return sayer.says.decided_nothing if one.skipped else sayer.says.not_reached


def general(sayer: Sayer) -> Table:
    """Minutes that are about no single blocker."""
    return table(sayer, "general", (
        (number(at), cell(one.who), cell(one.text), cell(to_the_minute(one.at)))
        for at, one in enumerate(sayer.review.agenda.meeting.notes, 1)))


def deadlines(sayer: Sayer) -> Table:
    """Every due day that lies ahead, the nearest first."""
    ahead = sorted((left, one.id, one) for one in sayer.review.agenda.open if (left := sayer.left(one)) is not None)
    return table(sayer, "deadlines", (
        (number(at), sayer.project(one), sayer.stuck(one), cell(one.bureau, one.person),
         cell(sayer.level_name(one.level)), day(one.due), number(left))
        for at, (left, _, one) in enumerate(ahead, 1)))
