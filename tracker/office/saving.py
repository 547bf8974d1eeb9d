"""One attempt to save a form: the tokens by which what it records is found again, and a way to give it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4


@dataclass(slots=True)
class Saving:
    """One attempt to save what a form says. Each of its units has a token, by which its journal entry is found."""

    form: str = field(default_factory=lambda: uuid4().hex)
    """The token of the form: another attempt to save the same form has the same one."""
    units: int = 0
    """How many units of work were begun."""
    commits: bool = False
    """Whether the unit under way is whole, and the database is being told to keep it: from then on it may be kept."""
    given_up: bool = False
    """Whether the officer no longer waits for the answer."""
    break_off: Callable[[], None] | None = None
    """Ends the unit under way from outside; None while none is."""

    def next_unit(self) -> str:
        """The token of the unit that begins now."""
        self.units += 1
        self.commits = False
        return self.token

    def begins(self, break_off: Callable[[], None]) -> None:
        """A unit is about to wait for others: by this it can be ended from outside."""
        self.break_off = break_off
        if self.given_up:
            break_off()

    @property
    def token(self) -> str:
        """The token of the unit that was begun last; the first one has the form's."""
        return self.form if self.units < 2 else f"{self.form}.{self.units}"

    def give_up(self) -> None:
        """The officer no longer waits: what is under way is broken off, and whether it was recorded is asked then."""
        self.given_up = True
        if self.break_off is not None:
            self.break_off()


class RecordedBefore(Exception):
    """This saving has been recorded already; nothing was recorded a second time."""

    def __init__(self, entry: int) -> None:
        super().__init__(entry)
        self.entry = entry
        """The number of its journal entry."""
