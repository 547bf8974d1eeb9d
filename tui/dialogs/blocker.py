"""Raising a blocker: a category from the place's own list, what is the matter, who is in charge, until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input

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
        """Category, text, bureau, due day, weight."""
        forms = self.words.forms
        yield Field(forms.category, Choices([], id="category"))
        yield Field(forms.description, line_input("description", hint=forms.description_hint))
        yield Field(forms.bureau, line_input("bureau", hint=forms.bureau_hint))
        yield Field(forms.due, line_input("due", hint=forms.due_hint))
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
        bureau, due, blocking = self.text("bureau"), self.text("due"), bool(self.choice("kind"))
        return lambda office: office.raise_blocker(code, category, text, bureau=bureau, due=due, blocking=blocking)

    def done_words(self, done: Done[object]) -> str:
        """What was raised."""
        return self.words.forms.raise_done.format(name=self._of, category=self.choice("category"))

    def subject(self) -> str:
        """The project it stops."""
        return self._code
