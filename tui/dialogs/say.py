"""Saying something about a blocker: a follow-up, an answer, a verification, a new due day, an escalation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from tracker.domain.blocking import Word
from tracker.domain.machines import BLOCKER_LIFE
from tracker.office.outcome import Done, Refused
from tracker.office.project.typed import word_typed
from tracker.words.days import day_text
from tui.dialogs.form import BlockerForm, Field, line_input
from tui.text import drawn, with_text
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Hold


def mending_word(holds: Iterable[Hold]) -> tuple[Hold, Word] | None:
    """The first blocker that keeps a project from starting, and the word that comes next on its way to being closed."""
    for hold in holds:
        following = next((word for word in (Word.ANSWER, Word.VERIFY) if BLOCKER_LIFE.after(hold.state, word)), None)
        if hold.blocking and following:
            return hold, following
    return None


class SayDialog(BlockerForm):
    """All words that can be said in the blocker's state stand in one line; the text is where the typing begins."""

    def __init__(self, hold: Hold, word: Word) -> None:
        super().__init__(hold)
        self._word = word

    def form_title(self) -> str:
        """Which project, and the blocker itself."""
        return self.of_blocker(self.words.forms.say_title)

    def commit_words(self) -> str:
        """What Enter does: notes the word down."""
        return self.words.forms.say_commit

    def fields(self) -> Iterable[Widget]:
        """The last word so far; what is said, by whom; a new due day and level where they apply."""
        forms, terms = self.words.forms, self.terms.terms
        yield Static(classes="told", id="last", markup=False)
        yield Field(forms.word, Choices(self._can_be_said(), self._word, id="word"))
        yield Field(forms.text, TextBox("text", hint=forms.text_hint))
        yield Field(forms.by, line_input("by", hint=forms.by_hint))
        yield Field(forms.due, DayInput("due", hint=forms.due_hint, meant="due"))
        yield Field(forms.level, Choices([("", forms.level_same), *terms.level.items()], id="level"),
                    id="field-level")
        yield Field(forms.day, DayInput("day", hint=forms.day_hint))
        for name, (label, hint) in self._outside().items():
            yield Field(label, line_input(name, hint=hint))

    def _can_be_said(self) -> list[tuple[str, str]]:
        names = self.terms.terms.blocker_word
        return [(str(word), names[word]) for word in BLOCKER_LIFE.events(self._hold.state)]

    def _outside(self) -> dict[str, tuple[str, str]]:
        """The fields about an outside authority: what they are called, and what is known already."""
        forms, hold = self.words.forms, self._hold
        return {"permit": (forms.permit, hold.permit or forms.permit_hint),
                "authority": (forms.authority, hold.authority or forms.authority_hint)}

    def _so_far(self) -> str:
        if not self._hold.said:
            return ""
        last = self._hold.said[-1]
        word = self.terms.terms.blocker_word.get(last.word, last.word)
        start = f"{day_text(last.day, self.words.lang)} {word} {last.by}".rstrip()
        return drawn(with_text(start, self.words.colon, last.text))

    def filled(self) -> None:
        """The typing begins with the text."""
        desk = self.office_app.desk
        if desk is not None:
            self.query_one("#day").value = str(desk.today())  # type: ignore[attr-defined]
        self.show_last_word()
        self._fits()
        self.query_one("#text").focus()

    def show_last_word(self) -> None:
        """What was said of it last, where anything was."""
        place, text = self.query_one("#last", Static), self._so_far()
        place.update(text)
        place.display = bool(text)

    @on(Choices.Changed, "#word")
    def word_changed(self) -> None:
        """Shows the level where it is escalated."""
        self._fits()

    def _fits(self) -> None:
        self.query_one("#field-level").set_class(self.choice("word") != Word.ESCALATE, "-hidden")

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Says it."""
        word, text, blocker = Word(self.choice("word")), self.text("text"), self._hold.id
        level = self.choice("level") if word is Word.ESCALATE else ""
        day, by, due = self.text("day"), self.text("by"), self.text("due")
        permit, authority, version = self.text("permit"), self.text("authority"), self.version
        return lambda desk: word_typed(desk, blocker, word, text, day=day, by=by, due=due, level=level, permit=permit,
                                       authority=authority, version=version)

    def again_said(self, now: Hold) -> None:
        """What can be said of it by now; the last word is the other one's."""
        super().again_said(now)
        self.show_last_word()
        self.query_one("#word", Choices).offer(self._can_be_said(), self.choice("word"))

    def done_words(self, done: Done[object]) -> str:
        """What was said, and the state it led to."""
        terms = self.terms.terms
        return self.words.forms.say_done.format(word=terms.blocker_word[self.choice("word")],
                                                state=terms.blocker_state[str(done.value)])

    def draft_key(self) -> str:
        """One for each kind of word on each blocker."""
        return f"blocker.{self._word} {self._hold.id}"
