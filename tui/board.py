"""What lists show of the office, read in one go: all projects with the year's figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.pace import age, untouched_since
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.register.overview import Strip, opening_strip, strip
from tracker.office.register.register import BOARD_ORDER, Register, first_page, is_large, register
from tracker.office.rules import rules_now
from tui.memory import give_back, give_back_all, sweep_only_new


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
    age(today, today)  # what is not known of this year's holidays is looked up here, and not while a card is drawn
    present.order(range(present.n), BOARD_ORDER)  # remembered: sorting is not done on the interface's thread
    if present.whole:
        sweep_only_new()
    desk.store.let_go()
    give_back_all()
    untouched = rules.health.untouched_days
    return Board(line, present, rules.stage_limits, untouched_since(today, untouched), untouched, desk.who,
                 present.changes, desk.written_ahead())
