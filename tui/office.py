"""The one door from the screens to the office: every call here runs in a thread and answers with frozen values.

What it calls is imported when it is first called: the first frame is on the screen before the database is touched.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.domain.reasons import Code, Reason
from tracker.office.outcome import Done, Refused
from tracker.words import Lang

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.blocking import BlockerState, Word
    from tracker.domain.days import Day
    from tracker.domain.money import Money
    from tracker.domain.rules import Lists
    from tracker.domain.stages import Move, Stage, Status
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Detail
    from tracker.office.register.overview import Strip
    from tracker.office.register.register import Register


class Unusable(Exception):
    """The office cannot be opened; the message is the sentence an officer reads."""


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
    ahead: datetime | None
    """The moment of the last journal entry where it lies in the future."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A project with the limits its stages have."""

    detail: Detail
    limits: Mapping[Stage, int]
    today: date


class Office:
    """An opened desk, as the screens use it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @classmethod
    def open(cls, where: str | None, *, demo: bool, who: str | None, lang: Lang) -> Office:
        """Opens the officer's office, or the demonstration's. Raises Unusable; nothing has been touched then."""
        from tracker.office.open import open_desk

        try:
            return cls(open_desk(where, demo=demo, who=who))
        except Exception as error:
            raise Unusable(trouble(error, lang)) from error

    def close(self) -> None:
        """Lets go of the database."""
        self.desk.store.close()

    def today(self) -> date:
        """The office's day."""
        return self.desk.today()

    # -- looking ------------------------------------------------------------------------------------------------------

    def changes(self) -> int:
        """A number that changes once anybody has written something."""
        return self.desk.store.changes()

    def board(self, year: int | None, before: Register | None = None) -> Board:
        """All projects, and the figures of a year (None: the latest that has any).

        Of `before` only what was touched since is read. Without it, a large office answers with a first page at once;
        asked again with that, it answers with everything.
        """
        from tracker.domain.pace import age, untouched_since
        from tracker.office.register.overview import opening_strip, strip
        from tracker.office.register.register import BOARD_ORDER, first_page, is_large, register
        from tracker.office.rules import rules_of
        from tui.memory import give_back

        give_back()
        rules, today = rules_of(self.desk, self.today().year), self.today()
        if before is None and is_large(self.desk):
            present, line = first_page(self.desk), opening_strip(self.desk, year)
        else:
            present = register(self.desk, before)
            line = strip(self.desk, year, present)
        age(today, today)  # loads the calendar of holidays here, and not while a card is drawn
        present.order(range(present.n), BOARD_ORDER)  # remembered: sorting is not done on the interface's thread
        if present.whole:
            gc.freeze()  # what stays for good need not be looked through for garbage again and again
        untouched = rules.health.untouched_days
        return Board(line, present, rules.stage_limits, untouched_since(today, untouched), untouched, self.desk.who,
                     present.changes, self.desk.written_ahead())

    def project(self, code: str) -> Opened | Refused:
        """One project in full."""
        from tracker.office.project.detail import detail
        from tracker.office.rules import rules_of

        found = detail(self.desk, code)
        if isinstance(found, Refused):
            return found
        return Opened(found, rules_of(self.desk, self.today().year).stage_limits, self.today())

    def lists(self) -> Lists:
        """What an officer chooses from in this place."""
        from tracker.office.rules import rules_of

        return rules_of(self.desk, self.today().year).lists

    # -- doing --------------------------------------------------------------------------------------------------------

    def add_receipt(self, code: str, day: str, amount: str, *, origin: str = "", note: str = "",
                    evidence: str = "", number: str = "") -> Done[int] | Refused:
        """Records money that arrived; a bare number is in 万元."""
        from tracker.domain.profile import Origin
        from tracker.office.project.evidence import Paper
        from tracker.office.project.receipts import add_receipt

        on, money = self._day(day), read_money(amount)
        reasons = tuple(one for one in (on, money) if isinstance(one, Reason))
        if isinstance(on, Reason) or isinstance(money, Reason):
            return Refused(reasons)
        papers = (Paper(evidence, number),) if evidence else ()
        return add_receipt(self.desk, code, on, money, origin=Origin(origin) if origin else None, note=note,
                           papers=papers)

    def raise_blocker(self, code: str, category: str, description: str, *, bureau: str = "", due: str = "",
                      day: str = "", blocking: bool = True, person: str = "", level: str = "", permit: str = "",
                      authority: str = "") -> Done[int] | Refused:
        """Puts a blocker on a project."""
        from tracker.domain.blocking import Level
        from tracker.domain.typed import due_typed
        from tracker.office.project.blockers import Raised, raise_blocker

        on, until = self._day(day), due_typed(due, self.today())
        if isinstance(on, Reason) or isinstance(until, Reason):
            return Refused(tuple(one for one in (on, until) if isinstance(one, Reason)))
        return raise_blocker(self.desk, code, Raised(
            category, description, blocking, bureau, person, level or Level.BUREAU, on, until, permit, authority))

    def say(self, blocker_id: int, word: Word, text: str, *, day: str = "", by: str = "", due: str = "",
            level: str = "", permit: str = "", authority: str = "") -> Done[BlockerState] | Refused:
        """Adds a word to a blocker: a follow-up, an answer, a verification …"""
        from tracker.domain.typed import due_typed
        from tracker.office.project.blockers import say

        on, until = self._day(day), due_typed(due, self.today())
        if isinstance(on, Reason) or isinstance(until, Reason):
            return Refused(tuple(one for one in (on, until) if isinstance(one, Reason)))
        return say(self.desk, blocker_id, word, text, on=on, by=by, due=until, level=level,
                   permit=permit, authority=authority)

    def change_status(self, code: str, move: Move, day: str, reason: str,
                      version: int) -> Done[Status] | Done[Stage] | Refused:
        """Pauses, resumes, terminates or reopens a project, or takes it back a stage."""
        from tracker.domain.stages import Move as Moves
        from tracker.office.project import moves

        if move is Moves.REVERT:
            return moves.revert(self.desk, code, reason, version=version)
        on = self._day(day)
        if isinstance(on, Reason):
            return Refused((on,))
        change = {Moves.PAUSE: moves.pause, Moves.RESUME: moves.resume, Moves.TERMINATE: moves.terminate,
                  Moves.REOPEN: moves.reopen}[move]
        return change(self.desk, code, on, reason, version=version)

    def add_lead(self, typed: Mapping[str, str], day: str, override: str = "") -> Done[str] | Refused:
        """Takes in a new project; `override` says why it is none of those that are much like it."""
        from tracker.office.project.projects import add

        on = self._day(day)
        if isinstance(on, Reason):
            return Refused((replace(on, field="day"),))
        return add(self.desk, {name: text for name, text in typed.items() if text.strip() or name == "name"}, lead=on,
                   override=override)

    def _day(self, text: str) -> Day | Reason:
        from tracker.domain.typed import day_typed

        return day_typed(text, self.today())


def read_money(text: str) -> Money | Reason:
    """The amount typed into a form: a bare number is in 万元, which the form says and shows as it is read."""
    from tracker.domain.typed import amount_typed

    found = amount_typed(text)
    if isinstance(found, Reason) and found.code == Code.UNKNOWN_UNIT:
        bare = amount_typed(text, "万元")
        return found if isinstance(bare, Reason) else bare
    return found


def trouble(error: Exception, lang: Lang) -> str:
    """What went wrong, in a sentence; what nobody foresaw is logged."""
    from tracker.failures import failure

    return failure(error, lang).sentence
