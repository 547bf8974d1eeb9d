"""Typing a day: the first key replaces the one filled in, up and down change it, how it is read is told beside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from tracker.domain.clock import now, office_day
from tracker.domain.day import Day, Precision
from tracker.domain.reasons import Code, Reason
from tracker.domain.typed import day_typed, due_typed, optional_day_typed
from tracker.words.days import day_in_full
from tui.host import host_of
from tui.widgets.line_input import LineInput

Meant = Literal["day", "optional", "due"]
"""How a field reads its day. "day": left empty, it is today. "optional": left empty, it is none. "due": left empty, it
is none, and it may lie in the future."""

READING = 20
"""Cells that are free beside the input, for how the day is read; the sheets of style count with them."""


class DayInput(LineInput):
    """An input of one day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(1)", show=False),
        Binding("down", "step(-1)", show=False),
    ]

    def __init__(self, name: str, value: str = "", hint: str = "", meant: Meant = "day") -> None:
        super().__init__(value, placeholder=hint, id=name, select_on_focus=True)
        self._meant = meant

    def mean(self, meant: Meant) -> None:
        """Reads its day in another way from now on."""
        self._meant = meant
        self._tell()

    @property
    def _today(self) -> date:
        desk = host_of(self).desk
        return desk.today() if desk else office_day(now())

    def read(self) -> Day | Reason | None:
        """The day as the office will read it."""
        read = {"day": day_typed, "optional": optional_day_typed, "due": due_typed}[self._meant]
        return read(self.value, self._today)

    def reading(self) -> Content:
        """How it is read: 2024-12-30 周一; why it cannot be; while it is typed into, how it is changed."""
        words = host_of(self).words
        day = self.read()
        if isinstance(day, Reason):
            wrong = words.forms.no_year if day.code is Code.NO_YEAR else words.forms.no_day
            return Content.styled(wrong, "$text-error")
        text = ""
        if day is not None and day.on is not None:
            weekday = words.journal_screen.weekdays[day.on.weekday()] if day.precision is Precision.DAY else ""
            full = day_in_full(day, words.lang)
            text = " ".join(part for part in (full if full != self.value else "", weekday) if part)
        return Content.assemble((text, ""), (f" {words.forms.step_day}" if self.has_focus else "", "dim"))

    def action_step(self, by: int) -> None:
        """The day after, or the day before."""
        day = self.read()
        if isinstance(day, Reason):
            return
        try:
            self.value = str(day.on + timedelta(days=by) if day and day.on else self._today)
        except OverflowError:  # the calendar has no day before or after
            return
        self.action_select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another day is read: the field tells it."""
        self._tell()

    def on_focus(self) -> None:
        """Tells how it is changed."""
        self._tell()

    def on_blur(self) -> None:
        """Tells it no more."""
        self._tell()

    def _tell(self) -> None:
        if self.parent is not None:
            self.parent.refresh()
