"""What the screens read of the office in one go: all projects with the year's figures, and one project in full."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.pace import age, untouched_since
from tracker.domain.rules import Ruleset
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.outcome import Refused
from tracker.office.project.detail import Detail, detail
from tracker.office.project.in_use import code_and_name
from tracker.office.register.overview import Strip, opening_strip, strip
from tracker.office.register.register import BOARD_ORDER, Register, first_page, is_large, register
from tracker.office.rules import rules_of
from tui.memory import give_back


@dataclass(frozen=True, slots=True)
class Board:
    """What lists show: the year's figures, all projects, the limits of the stages (days), and who sits here.

    While `register.whole` is False it holds the first projects of each stage, and the strip no figures yet.
    """

    strip: Strip
    register: Register
    limits: Mapping[Stage, int]
    stale: date
    """The last day a project can have been touched to be stale today."""
    untouched: int
    """Days after which a project is stale."""
    who: str
    changes: int
    """A number that changes once anybody has written something."""
    ahead: datetime | None
    """The moment of the last journal entry where it lies in the future."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A project with the limits its stages have (days), and the code and name of the one it is a later phase of."""

    detail: Detail
    limits: Mapping[Stage, int]
    today: date
    first: tuple[str, str] = ("", "")


def rules_now(desk: Desk) -> Ruleset:
    """The ruleset of the year the office is in."""
    return rules_of(desk, desk.today().year)


def read_board(desk: Desk, year: int | None, before: Register | None = None) -> Board:
    """All projects, and the figures of a year (None: the latest that has any).

    Of `before` only what was touched since is read. Without it, a large office answers with a first page at once;
    asked again with that, it answers with everything. Raises RulesetError where the ruleset in force is wrong.
    """
    give_back()
    rules, today = rules_now(desk), desk.today()
    if before is None and is_large(desk):
        present, line = first_page(desk), opening_strip(desk, year)
    else:
        present = register(desk, before)
        line = strip(desk, year, present)
    age(today, today)  # loads the calendar of holidays here, and not while a card is drawn
    present.order(range(present.n), BOARD_ORDER)  # remembered: sorting is not done on the interface's thread
    if present.whole:
        gc.freeze()  # what stays for good need not be looked through for garbage again and again
    untouched = rules.health.untouched_days
    return Board(line, present, rules.stage_limits, untouched_since(today, untouched), untouched, desk.who,
                 present.changes, desk.written_ahead())


def open_in_full(desk: Desk, code: str) -> Opened | Refused:
    """One project in full."""
    project = detail(desk, code)
    if isinstance(project, Refused):
        return project
    phase_of = project.profile.phase_of
    first = code_and_name(desk, phase_of) if phase_of else None
    return Opened(project, rules_now(desk).stage_limits, desk.today(), first or ("", ""))
