"""One attempt to save a form: the token by which what it records is found again, and a way to give it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from os import urandom
from threading import Lock


@dataclass(slots=True)
class Saving:
    """One attempt to save what a form says. Each of its units has a token, which its first journal entry keeps."""

    form: str = field(default_factory=lambda: urandom(16).hex())
    """The token of the form: another attempt to save the same form has the same one."""
    several: bool = False
    """Whether it may have several units, as a whole command may; a form that is saved again could not go on between."""
    begun: int = 0
    """How many units of work were begun."""
    may_be_kept: bool = False
    """Whether the database was told to keep the unit that was begun last and has not answered yet."""
    kept: int | None = None
    """The entry of the unit that was begun last, once the database has answered that it is kept."""
    given_up: bool = False
    """Whether the officer no longer waits for the answer."""
    _break_off: Callable[[], None] | None = None
    _breaking: Lock = field(default_factory=Lock)

    def next_unit(self) -> str:
        """A unit begins: its token. The first one has the form's. Raises SavedInParts for a second unit of a form."""
        if self.begun and not self.several:
            raise SavedInParts("a form is saved in one unit of work")
        self.begun += 1
        self.may_be_kept, self.kept = False, None
        return self.token

    @property
    def token(self) -> str:
        """The token of the unit that was begun last."""
        return self.form if self.begun < 2 else f"{self.form}.{self.begun}"

    def can_be_ended(self, break_off: Callable[[], None]) -> None:
        """A unit is about to wait for others: by this it is ended from outside, at once where it was given up."""
        with self._breaking:
            self._break_off = break_off
            if self.given_up:
                break_off()

    def is_over(self) -> None:
        """No unit is under way any more: its connection may be somebody else's by now."""
        with self._breaking:
            self._break_off = None

    def give_up(self) -> None:
        """The officer no longer waits: what is under way is broken off, and whether it was recorded is asked then."""
        with self._breaking:
            if not self.given_up and self._break_off is not None:
                self._break_off()
            self.given_up = True


class SavedInParts(RuntimeError):
    """A use case that a form asks for made a second unit of work: a mistake in the program."""


class RecordedBefore(Exception):
    """This saving has been recorded already; nothing was recorded a second time."""

    def __init__(self, entry: int) -> None:
        super().__init__(entry)
        self.entry = entry
        """The number of its journal entry."""
