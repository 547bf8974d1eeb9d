"""Raising a blocker: a category from the place's own list, what is the matter, who is in charge, until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input

from tracker.domain.blocking import Level
from tracker.office.outcome import Done, Refused
from tui.dialogs.form import Field, FormDialog, line_input
from tui.widgets.choices import Choices

if TYPE_CHECKING:
    from tracker.domain.rules import Lists
    from tui.office import Office


class BlockerDialog(FormDialog):
    """The category is chosen with the arrows, one line down the typing begins."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__()
        self._code, self._of = code, name

    def form_title(self) -> str:
        """Which project."""
        return self.words.forms.raise_title.format(name=self._of)

    def commit_words(self) -> str:
        """It is raised."""
        return self.words.forms.raise_commit

    def fields(self) -> Iterable[Widget]:
        """Category, text, bureau, due day; then what is asked less often."""
        forms = self.words.forms
        yield Field(forms.category, Choices([], id="category"))
        yield Field(forms.description, line_input("description", hint=forms.description_hint))
        yield Field(forms.bureau, line_input("bureau", hint=forms.bureau_hint))
        yield Field(forms.due, line_input("due", hint=forms.due_hint))
        yield Field(forms.person, line_input("person", hint=forms.person_hint))
        yield Field(forms.waits, Choices(list(self.terms.terms.level.items()), Level.BUREAU, id="level"))
        yield Field(forms.raised, line_input("day", hint=forms.raised_hint))
        yield Field(forms.permit, line_input("permit", hint=forms.permit_hint))
        yield Field(forms.authority, line_input("authority", hint=forms.authority_hint))
        yield Field(forms.kind, Choices([("1", forms.blocking), ("", forms.risk)], "1", id="kind"))

    def filled(self) -> None:
        """Asks which categories there are in this place."""
        self.ask(lambda office: office.lists(), self._listed, group="lists")

    def _listed(self, lists: Lists) -> None:
        self.query_one("#category", Choices).offer([(name, name) for name in lists.blocker_categories])

    def action_commit(self) -> None:
        """Enter on the category goes on to the text while there is none; anywhere else it raises the blocker."""
        description = self.query_one("#description", Input)
        if isinstance(self.focused, Choices) and self.focused.id == "category" and not description.value.strip():
            description.focus()
        else:
            super().action_commit()

    def job(self) -> Callable[[Office], Done[object] | Refused]:
        """Raises it."""
        code, category, text = self._code, self.choice("category"), self.text("description")
        blocking, level = bool(self.choice("kind")), self.choice("level")
        more = {name: self.text(name) for name in ("bureau", "due", "person", "day", "permit", "authority")}
        return lambda office: office.raise_blocker(code, category, text, blocking=blocking, level=level, **more)

    def done_words(self, done: Done[object]) -> str:
        """What was raised."""
        return self.words.forms.raise_done.format(name=self._of, category=self.choice("category"))

    def subject(self) -> str:
        """The project it stops."""
        return self._code
