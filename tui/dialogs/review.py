"""The forms of the weekly review: a word on a blocker, a minute of the meeting, its close, the file it goes into."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.domain.blocking import Level, Word
from tracker.office.outcome import Done, Refused
from tracker.office.review.meeting import close, note
from tracker.office.review.review import review
from tracker.report.write import NOT_REPLACED, write_review
from tracker.words import spoken
from tracker.words.lists import ListWords
from tracker.words.review import ReviewWords
from tui.actions import shown_key
from tui.dialogs.form import Field, FormDialog, line_input
from tui.dialogs.say import SayDialog
from tui.files import typed_path
from tui.kept_in import first_folder
from tui.opener import delivered
from tui.text import drawn
from tui.widgets.choices import Choices
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.domain.week import Week
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Hold
    from tracker.office.versions import Version
    from tracker.words.screens_review import ReviewScreenWords


class MeetingSay(SayDialog):
    """A word in the meeting: the typing begins where the word needs it, an escalation goes one level up."""

    def __init__(self, hold: Hold, word: Word) -> None:
        super().__init__(hold, word)
        self._blocker, self._first_word, self._stands_at = hold.id, word, hold.level

    def turn_to(self, hold: Hold, word: Word) -> None:
        """Refills this form for another blocker or word, instead of building a new one of twenty widgets."""
        self._hold, self._word = hold, word
        self._blocker, self._first_word, self._stands_at = hold.id, word, hold.level
        self._blank, self._over = {}, False
        self.show_title()
        self.show_reasons(None)
        self.fill(dict.fromkeys(self.typed(), ""))
        self.query_one("#word", Choices).offer(self._can_be_said(), word)
        for name, (_, hint) in self._outside().items():
            self.query_one(f"#{name}", Input).placeholder = hint
        self.query_one("#form").scroll_home(animate=False, immediate=True)
        self.begin()

    def filled(self) -> None:
        """A due day or a level is what such a word is about."""
        super().filled()
        if self._first_word is Word.DUE:
            self.query_one("#due").focus()
        elif self._first_word is Word.ESCALATE:
            self.query_one("#level", Choices).choose(_above(self._stands_at))
            self.query_one("#level").focus()

    def done_words(self, done: Done[object]) -> str:
        """The page shows it at once."""
        return ""


def _above(level: str) -> str:
    """The level above; the highest stays."""
    steps = list(Level)
    place = steps.index(Level(level)) if level in set(Level) else 0
    return steps[min(place + 1, len(steps) - 1)]


class _OfMeeting(FormDialog):
    """A form about a week's meeting, about no project."""

    def __init__(self, week: Week, version: Version = None) -> None:
        """`version` is that of the meeting, where a word of it is recorded."""
        super().__init__()
        self._week, self._version = week, version

    def filled_from(self) -> Version:
        """The meeting as the page showed it."""
        return self._version

    @property
    def says(self) -> ReviewScreenWords:
        """What the review screen says."""
        return self.words.review_screen

    def subject(self) -> str:
        """The week."""
        return str(self._week)


class MinuteDialog(_OfMeeting):
    """Takes down what was decided beside the blockers."""

    def form_title(self) -> str:
        """Which week."""
        return self.says.minute_title.format(week=self._week)

    def commit_words(self) -> str:
        """What Enter does: takes the minute down."""
        return self.says.minute_commit

    def fields(self) -> Iterable[Widget]:
        """The text."""
        yield Field(self.says.minute, TextBox("text", hint=self.says.minute_hint))

    def draft_key(self) -> str:
        """One for each week."""
        return f"review.note {self._week}"

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Takes it down."""
        text, version = self.text("text"), self.version
        return lambda desk: note(desk, text, version=version)

    def done_words(self, done: Done[object]) -> str:
        """It is taken down."""
        return self.says.minute_done


class CloseDialog(_OfMeeting):
    """Ends the meeting; says what it has not taken."""

    def __init__(self, week: Week, remaining: int, version: int) -> None:
        super().__init__(week, version)
        self._remaining = remaining

    def form_title(self) -> str:
        """Which week."""
        return self.says.close_title.format(week=self._week)

    def commit_words(self) -> str:
        """What Enter does: closes the meeting for good."""
        return self.says.close_commit

    def fields(self) -> Iterable[Widget]:
        """How many remain; a closing word."""
        left = self.says.close_left.format(count=self._remaining) if self._remaining else self.says.close_none_left
        yield Static(left, classes="told", markup=False)
        yield Field(self.says.minute, TextBox("text", hint=self.says.close_hint))

    def draft_key(self) -> str:
        """One for each week."""
        return f"review.close {self._week}"

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Closes it."""
        text, version = self.text("text"), self.version
        return lambda desk: close(desk, text, version=version)

    def done_words(self, done: Done[object]) -> str:
        """It is closed, and how its minutes are printed."""
        return self.says.close_done.format(week=self._week, key=shown_key("print_review", self.words))


class PrintDialog(_OfMeeting):
    """What is printed, and into which file; the kind of file follows from its name."""

    def __init__(self, week: Week, *, minutes: bool) -> None:
        super().__init__(week)
        self._minutes = minutes
        self._replaces: Path | None = None
        """The file that was asked about: the second Enter replaces it."""

    def form_title(self) -> str:
        """Which week."""
        return self.says.print_title.format(week=self._week)

    def commit_words(self) -> str:
        """What Enter does: writes the file."""
        return self.says.print_commit

    def fields(self) -> Iterable[Widget]:
        """The page or the minutes; the file."""
        says, chosen = self.says, "minutes" if self._minutes else "page"
        yield Field(says.print_kind, Choices([("page", says.print_page), ("minutes", says.print_minutes)], chosen,
                                             id="kind"))
        yield Field(says.print_path, line_input("path", self._default_name(chosen)))
        yield Static(says.print_hint, classes="told", markup=False)

    def filled(self) -> None:
        """The name is there already: Enter writes."""
        self.query_one("#path").focus()

    def _default_name(self, kind: str) -> str:
        titles = spoken(self.words.lang, ReviewWords)
        return self.says.print_name.format(title=titles.minutes if kind == "minutes" else titles.title,
                                           week=self._week)

    @on(Choices.Changed, "#kind")
    def kind_changed(self) -> None:
        """Another default name, unless one was typed."""
        kind = self.choice("kind")
        other = "page" if kind == "minutes" else "minutes"
        if self.text("path") == self._default_name(other):
            self.fill({"path": self._default_name(kind)})

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Writes it."""
        week, path, lang, minutes = self._week, self._path(), self.words.lang, self.choice("kind") == "minutes"
        replaces = path == self._replaces

        def write(desk: Desk) -> Done[Path] | Refused:
            page = review(desk, week)
            return page if isinstance(page, Refused) else write_review(page, path, lang, minutes=minutes,
                                                                       replaces=replaces)
        return write

    def _finished(self, outcome: Done[object] | Refused) -> None:
        super()._finished(outcome)
        if isinstance(outcome, Done) and isinstance(outcome.value, Path):
            delivered(outcome.value, self.app)

    def _path(self) -> Path:
        return typed_path(self.text("path"), first_folder())

    def refused(self, outcome: Refused) -> None:
        """Every reason; of a file that is replaced only where somebody says so, that Enter does it."""
        super().refused(outcome)
        if outcome.reasons[0].code in NOT_REPLACED.values():
            self._replaces, says = self._path(), spoken(self.words.lang, ListWords)
            there = drawn(says.form_there.format(path=self._replaces))
            self.show_reasons(Content.assemble((there, "$text-warning"), f"\n{says.form_replace}"))

    def draft_key(self) -> str:
        """None: where a page was written is nothing to go on with."""
        return ""

    def done_words(self, done: Done[object]) -> str:
        """Where it is."""
        return self.says.print_done.format(path=done.value)
