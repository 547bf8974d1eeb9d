"""Raising a blocker, or putting one right: a category from the place's own list, what is the matter, who is to act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from textual.widget import Widget

from tracker.domain.blocking import OTHER_CATEGORY, Level
from tracker.office.outcome import Done, Refused
from tracker.office.project.typed import BlockerTyped, blocker_corrected, blocker_typed
from tracker.office.rules import rules_now
from tracker.words.days import day_text
from tui.dialogs.form import BlockerForm, Field, ProjectForm, line_input
from tui.widgets.choices import Choices
from tui.widgets.day_input import DayInput
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.domain.rules import Lists
    from tracker.office.desk import Desk
    from tracker.office.project.detail import Detail


class BlockerDialog(ProjectForm):
    """What is the matter is typed at once; Enter goes on to the category, and raises it from there."""

    def __init__(self, detail: Detail) -> None:
        super().__init__(detail)
        self._category_seen = False

    @property
    def _of(self) -> str:
        """What the project is called."""
        return self._detail.profile.name

    def form_title(self) -> str:
        """Which project."""
        return self.words.forms.raise_title.format(name=self._of)

    def fields(self) -> Iterable[Widget]:
        """Text, category, bureau, due day; then what is asked less often.

        No category is chosen beforehand: the first of the list would be recorded unseen.
        """
        forms = self.words.forms
        yield Field(forms.description, TextBox("description", hint=forms.description_hint))
        yield Field(forms.category, Choices([(OTHER_CATEGORY, OTHER_CATEGORY)], id="category"))
        yield Field(forms.bureau, line_input("bureau", hint=forms.bureau_hint))
        yield Field(forms.due, DayInput("due", hint=forms.due_hint, meant="due"))
        yield Field(forms.person, line_input("person", hint=forms.person_hint))
        yield Field(forms.waits, Choices(list(self.terms.terms.level.items()), Level.BUREAU, id="level"))
        yield Field(forms.raised, DayInput("day", hint=forms.raised_hint))
        yield Field(forms.permit, line_input("permit", hint=forms.permit_hint))
        yield Field(forms.authority, line_input("authority", hint=forms.authority_hint))
        yield Field(forms.kind, Choices([("1", forms.blocking), ("", forms.risk)], "1", id="kind"))

    def filled(self) -> None:
        """Asks which categories there are in this place."""
        self.ask(lambda desk: rules_now(desk).lists, self._listed, group="lists")

    def _listed(self, lists: Lists) -> None:
        names = dict.fromkeys([*lists.blocker_categories, OTHER_CATEGORY])
        self.query_one("#category", Choices).offer([(name, name) for name in names])

    def on_descendant_focus(self) -> None:
        """The category is seen once the cursor was on it."""
        super().on_descendant_focus()
        if isinstance(self.focused, Choices) and self.focused.id == "category":
            self._category_seen = True
            self.show_keys()

    @property
    def _categorised(self) -> bool:
        """Whether the category is the officer's: they were on it, or it is another than the form began with."""
        return self._category_seen or self.choice("category") != OTHER_CATEGORY

    def commit_words(self) -> str:
        """What Enter does: raises the blocker, once it has a category."""
        forms = self.words.forms
        return forms.raise_commit if self._categorised else forms.to_category

    def action_commit(self) -> None:
        """Enter goes on to the category while nobody has looked at it; from then on it raises the blocker."""
        if self._categorised:
            super().action_commit()
        else:
            self.query_one("#category", Choices).focus()

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Raises it."""
        code, category, text = self.subject(), self.choice("category"), self.text("description")
        blocking, level, version = bool(self.choice("kind")), self.choice("level"), self.version
        more = {name: self.text(name) for name in ("bureau", "due", "person", "day", "permit", "authority")}
        return lambda desk: blocker_typed(desk, code, category, text, blocking=blocking, level=level, version=version,
                                          **more)

    def done_words(self, done: Done[object]) -> str:
        """What was raised."""
        return self.words.forms.raise_done.format(name=self._of, category=self.choice("category"))

    def draft_key(self) -> str:
        """One for each project."""
        return f"blocker.raise {self.subject()}"


class CorrectBlockerDialog(BlockerForm):
    """The blocker as it was raised, to be put right, and the reason; due day and level are words on it, not here."""

    def form_title(self) -> str:
        """Which project, and the blocker as it is on record."""
        return self.of_blocker(self.words.forms.mend_title)

    def commit_words(self) -> str:
        """What Enter does: corrects the blocker."""
        return self.words.forms.mend_commit

    def fields(self) -> Iterable[Widget]:
        """What it was raised with, and why that is wrong."""
        forms, says = self.words.forms, self.filled_by_now()
        yield Field(forms.description, TextBox("description", says["description"], forms.description_hint))
        yield Field(forms.category, Choices([(says["category"], says["category"])], says["category"], id="category"))
        yield Field(forms.bureau, line_input("bureau", says["bureau"], forms.bureau_hint))
        yield Field(forms.person, line_input("person", says["person"], forms.person_hint))
        yield Field(forms.raised, DayInput("day", says["day"], forms.day_hint, "optional"))
        yield Field(forms.kind, Choices([("1", forms.blocking), ("", forms.risk)], says["kind"], id="kind"))
        yield Field(forms.reason, TextBox("reason", hint=forms.reason_hint))

    def filled(self) -> None:
        """Asks which categories there are in this place; its own stays among them."""
        self.ask(lambda desk: rules_now(desk).lists, self._listed, group="lists")

    def _listed(self, lists: Lists) -> None:
        names = dict.fromkeys([self._hold.category, *lists.blocker_categories])
        self.query_one("#category", Choices).offer([(name, name) for name in names])

    def filled_by_now(self) -> Mapping[str, str]:
        """The blocker as it is on record."""
        now = self._hold
        return {"description": now.description, "category": now.category, "bureau": now.bureau, "person": now.person,
                "day": day_text(now.raised, self.words.lang), "kind": "1" if now.blocking else ""}

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Corrects it."""
        blocker, reason, version = self._hold.id, self.text("reason"), self.version
        typed = BlockerTyped(self.choice("category"), self.text("description"), self.text("bureau"),
                             self.text("person"), self.text("day"), bool(self.choice("kind")))
        return lambda desk: blocker_corrected(desk, blocker, typed, reason, version)

    def done_words(self, done: Done[object]) -> str:
        """What was corrected."""
        return self.words.forms.mend_done.format(name=self._hold.project, category=self.choice("category"))

    def draft_key(self) -> str:
        """One for each blocker."""
        return f"blocker.correct {self._hold.id}"
