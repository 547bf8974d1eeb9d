"""One field of a profile, edited where it stands: how it is read, or why it is refused, is told beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.css.query import NoMatches
from textual.geometry import Region
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from tracker.domain.fields import ChoiceField, CreditCodeField, NotesField, ReferenceField, RolesField, YesNoField
from tracker.domain.money import Money
from tracker.domain.pinyin import search_key, search_query
from tracker.domain.profile import FIELDS, OFFERED, FieldRefused, read_field
from tracker.office.outcome import Done, Refused
from tracker.office.project.in_use import values_offered
from tracker.office.project.typed import field_typed
from tracker.words.amounts import amount_text
from tui.dialogs.form import MUTED, Field, ProjectForm, line_input
from tui.text import drawn, marks
from tui.widgets.choices import Choices, Option
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from textual.events import Resize

    from tracker.domain.profile import Particulars
    from tracker.office.desk import Desk
    from tui.facts import Opened

LEAST = 54
"""Cells in which a field can be edited; a narrower page is drawn over."""
_MOST = 24
"""Values offered at once; typing narrows them."""


def as_typed(name: str, profile: Particulars, phase: str = "") -> str:
    """A field's value as somebody would type it."""
    field = FIELDS[name]
    return phase if isinstance(field, ReferenceField) else field.typed(getattr(profile, name))


class FieldDialog(ProjectForm):
    """Lies over the line it edits. Choices are chosen with the arrows; Enter saves this one field."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["form.tcss", "field.tcss"]

    def __init__(self, opened: Opened, name: str, phase: str, place: Callable[[], Region]) -> None:
        super().__init__(opened.detail)
        self._named, self._phase, self._place = name, phase, place
        self._offered: tuple[str, ...] = ()

    def form_title(self) -> str:
        """None: the line itself says what it is."""
        return ""

    @property
    def label(self) -> str:
        """What the field is called."""
        return self.terms.terms.field[self._named]

    def commit_words(self) -> str:
        """What Enter does: saves the field."""
        return self.words.of_project.field_commit

    # -- the field ----------------------------------------------------------------------------------------------------

    def fields(self) -> Iterable[Widget]:
        """The field, how it is read, what can be chosen."""
        of, name = self.words.of_project, self._named
        value = as_typed(name, self._detail.profile, self._phase)
        if few := self._few():
            yield Field(self.label, Choices(few, value, id=name))
            yield Static(of.choose_hint, classes="told", markup=False)
            return
        if isinstance(FIELDS[name], NotesField):
            yield Field(self.label, TextBox(name, value))
        else:
            hints = {RolesField: of.roles_hint, ReferenceField: of.phase_hint}
            yield Field(self.label, line_input(name, value, hints.get(type(FIELDS[name]), self.words.forms.optional)))
        yield Static("", id="read", classes="told", markup=False)
        if self._offers:
            yield Field("", Choices([], id="offered"))
            yield Static(of.free_hint, classes="told", markup=False)

    def _few(self) -> list[Option]:
        """What the field is chosen from; nothing where it is typed."""
        field = FIELDS[self._named]
        if isinstance(field, YesNoField):
            return [("", self.words.no), ("是", self.words.yes)]
        if isinstance(field, ChoiceField):
            return [("", self.words.of_project.nothing), *self.terms.terms.names_of(field.name).items()]
        return []

    @property
    def _offers(self) -> bool:
        """Whether the place's own values and those in use stand below what is typed."""
        return self._named in OFFERED

    def filled(self) -> None:
        """Over its line; the values to choose from are read when there are any."""
        self._lay()
        if self._offers:
            self.ask(values_offered, self._arrived, group="values")
        if not isinstance(FIELDS[self._named], NotesField):
            self.query_one(f"#{self._named}").focus()

    def _arrived(self, values: Mapping[str, tuple[str, ...]]) -> None:
        self._offered = values.get(self._named, ())
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        """What is typed stands first; then the values it is found in, by name or pinyin."""
        wanted, own = search_query(typed), self.text(self._named)
        others = [value for value in self._offered if value != own]
        fitting = [value for value in others if not wanted or wanted in search_key(value)][:_MOST]
        self.query_one("#offered", Choices).offer(
            [(own, drawn(own) or self.words.of_project.nothing), *((value, drawn(value)) for value in fitting)], own)

    @on(Choices.Changed, "#offered")
    def chosen(self, event: Choices.Changed) -> None:
        """What is chosen below is what stands above."""
        self.query_one(f"#{self._named}", Input).value = event.choices.value

    @on(Input.Changed)
    def typed_on(self, event: Input.Changed) -> None:
        """Says how it is read, or why it cannot be."""
        try:
            reading = self.query_one("#read", Static)
        except NoMatches:
            return
        reading.update(self._read(event.value))
        if self._offers and event.input.has_focus:
            self._narrow(event.value)

    def _read(self, typed: str) -> Content:
        if isinstance(FIELDS[self._named], ReferenceField):
            return Content("")
        try:
            value = read_field(self._named, typed, self._detail.profile)
        except FieldRefused as refusal:
            return self.reasons([refusal.reason])
        if isinstance(value, Money):
            text = amount_text(value, self.words.lang)
            return Content.assemble((self.words.of_project.read_as.format(value=text), MUTED))
        return Content(f"{marks().met}" if isinstance(FIELDS[self._named], CreditCodeField) and value else "")

    # -- where it stands ----------------------------------------------------------------------------------------------

    def _lay(self) -> None:
        self.call_after_refresh(self._over_its_line)

    def _over_its_line(self) -> None:
        """Puts the form there; the sheet of styles keeps it on the screen, however low the line and tall the form."""
        if not self.is_attached:
            return
        place, form = self._place(), self.query_one("#form")
        form.styles.width = min(max(place.width, LEAST), self.size.width)
        form.styles.offset = (max(place.x - 1, 0), max(place.y, 0))

    def on_resize(self, event: Resize) -> None:
        """The line may be elsewhere now."""
        self._lay()

    # -- saving -------------------------------------------------------------------------------------------------------

    @property
    def value(self) -> str:
        """What stands in the field."""
        return self.typed()[self._named]

    def again(self, opened: Opened) -> None:
        """The project as it is now, with the name of the one it is a later phase of."""
        super().again(opened)
        self._phase = opened.first[0]

    def filled_by_now(self) -> Mapping[str, str]:
        """What the field says on record."""
        return {self._named: as_typed(self._named, self._detail.profile, self._phase)}

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Saves this field."""
        code, name, value, version = self.subject(), self._named, self.value, self.version
        return lambda desk: field_typed(desk, code, name, value, version)

    def done_words(self, done: Done[object]) -> str:
        """What it is now."""
        of, name, value = self.words.of_project, self._detail.profile.name, self.value
        if value:
            value = dict(self._few()).get(value, value)
        sentence = of.field_done if value else of.field_emptied
        return sentence.format(name=name, field=self.label, value=value)

    def refused(self, outcome: Refused) -> None:
        """A field saved as it was is no mistake: the form closes."""
        if [reason.code for reason in outcome.reasons] == ["nothing_changes"]:
            self.is_over()
            self.dismiss(None)
            return
        super().refused(outcome)

    def draft_key(self) -> str:
        """One for each field of each project."""
        return f"project.amend {self._detail.code} {self._named}"
