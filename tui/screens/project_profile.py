"""The profile on a project's page, field by field: each can be edited where it stands, empty ones fold into a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from tracker.domain.fields import AmountField, AnyField, NotesField, ReferenceField, RolesField, YesNoField
from tracker.domain.profile import FIELDS
from tracker.words.amounts import amount_text
from tui.actions import shown_key
from tui.text import pad, paragraphs, wrap
from tui.widgets.lines import Line
from tui.widgets.page import Row, heading

if TYPE_CHECKING:
    from tracker.office.project.detail import Detail
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords

LIST_JOINT = "；"
"""Between roles, as they are typed."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What Enter edits on a line of the profile."""

    field: str


class ProfileRows:
    """Makes the rows of a profile; `first` is the project this one is a later phase of."""

    def __init__(self, detail: Detail, words: ScreenWords, terms: Words, first: str, *, every_field: bool) -> None:
        self.detail, self.words, self.terms, self.first = detail, words, terms, first
        self.every_field = every_field

    def rows(self, width: int) -> Iterator[Row]:
        """The fields that hold something; the empty ones each, or all in one line."""
        yield heading((self.words.facts, "head"))
        names = self.terms.terms.field
        values = list(self._values())
        empty = [name for name, text in values if not text]
        shown_values = [(name, text) for name, text in values if text or self.every_field]
        room = min(max((cell_len(names[name]) for name, _ in shown_values), default=4), width // 3)
        for name, text in shown_values:
            yield self._row(name, text, room, width)
        if empty and not self.every_field:
            yield self._folded(empty, width)

    def _row(self, name: str, text: str, room: int, width: int) -> Row:
        shown, style = (text, "") if text else (self.words.of_project.empty_field, "quiet")
        first, *more = paragraphs(shown, max(width - room - 1, 4))
        lines: list[Line] = [[(pad(self.terms.terms.field[name], room + 1), "dim"), (first, style)]]
        lines += [[(" " * (room + 1), ""), (line, style)] for line in more]
        if name not in FIELDS:
            return Row(tuple(lines), does="code")
        return Row(tuple(lines), does="field", to=Edits(name))

    def _folded(self, empty: list[str], width: int) -> Row:
        names = self.terms.terms.list_joint.join(self.terms.terms.field[name] for name in empty)
        line = self.words.of_project.empty_fields.format(count=len(empty), names=names)
        key = f"{shown_key('all_fields', self.words)} "
        first, *more = wrap(line, max(width - len(key), 4))
        lines: list[Line] = [[(key, "key"), (first, "dim")]]
        lines += [[(" " * len(key), ""), (part, "dim")] for part in more]
        return Row(tuple(lines), does="all_fields")

    def _values(self) -> Iterator[tuple[str, str]]:
        yield "code", self.detail.code
        for name, field in FIELDS.items():
            yield name, self._shown(field, getattr(self.detail.profile, name))

    def _shown(self, field: AnyField, value: Any) -> str:
        """The value of a field as it is read; an empty text where there is none."""
        if isinstance(field, ReferenceField):
            return self.first
        if not value:
            return ""
        if isinstance(field, AmountField):
            return amount_text(value, self.words.lang)
        if isinstance(field, YesNoField):
            return self.words.yes
        if isinstance(field, NotesField):
            return "\n".join(f"{label}：{text}" for label, text in value.items())
        if isinstance(field, RolesField):
            return LIST_JOINT.join(f"{label} {who}" for label, who in value.items())
        return self.terms.terms.names_of(field.name).get(str(value), str(value))
