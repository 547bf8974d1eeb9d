"""Undoing an action of one's own: what it recorded, what holds again, and the reason, which is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tracker.domain.clock import to_the_minute
from tracker.office.desk import UNDO
from tracker.office.journal.undo import Undoable, undo
from tracker.office.outcome import Done, Refused
from tracker.report.lists.journal import Noted
from tui.dialogs.form import Field, FormDialog
from tui.screens.journal_rows import JournalLines
from tui.text import drawn
from tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.journal.journal import Recorded

_FACTS = 8
"""Facts that are listed in the dialog; the journal lists them all."""


class UndoDialog(FormDialog):
    """Says what will be undone before it is."""

    def __init__(self, undoable: Undoable, recorded: Recorded) -> None:
        super().__init__()
        self._found, self._recorded = undoable, recorded

    def _named(self) -> str:
        action = self._found.line.action
        return self.words.journal_actions.get(action, action)

    @property
    def _about(self) -> str:
        """The project, or how many and what of them."""
        return JournalLines(self.words, self.terms).subject(self._found.line)

    @property
    def _again(self) -> bool:
        return self._found.line.action == UNDO

    def form_title(self) -> str:
        """What is undone, and of which project."""
        says = self.words.journal_screen
        title = says.redo_title if self._again else says.undo_title
        return f"{title.format(action=self._named())}\n{self._about}"

    def commit_words(self) -> str:
        """What Enter does: undoes the action."""
        return self.words.journal_screen.undo_commit

    def fields(self) -> Iterable[Widget]:
        """Who did it and when, the facts it is about, and the reason."""
        says, line = self.words.journal_screen, self._found.line
        by = says.undo_by.format(who=line.who, at=to_the_minute(line.at))
        yield Static(drawn(by), classes="told", markup=False)
        yield Static(self._facts(), classes="told", markup=False)
        if self._found.notes:
            yield Static(self.reasons(self._found.notes), classes="told", markup=False)
        yield Field(self.words.forms.reason, TextBox("reason", hint=says.undo_reason_hint))

    def _facts(self) -> Content:
        """At most a few of the facts: those that go, those that hold again; of many projects what was done to each."""
        says, members = self.words.journal_screen, self._recorded.members
        made = JournalLines(self.words, self.terms)
        reasons = [*made.told(Noted(self._found.line))]
        if members:
            lines = [made.member_line(entry) for _, entry in members[:_FACTS]]
            if more := len(members) - len(lines):
                lines.append(says.and_more.format(count=more))
        else:
            rows = [] if self._found.notes else made.facts(self._recorded, 64, (says.undo_takes, says.undo_restores))
            lines = ["".join(text for text, _ in line) for row in rows for line in row.lines][:_FACTS * 2]
            lines = [] if lines == [says.nothing] else lines
        return Content("\n".join([*map(drawn, reasons), *lines, ""]))

    def filled(self) -> None:
        """The typing begins with the reason."""
        self.query_one("#reason").focus()

    def job(self) -> Callable[[Desk], Done[object] | Refused]:
        """Undoes it."""
        reason, entry_id = self.text("reason"), self._found.line.id
        return lambda desk: undo(desk, reason, entry_id)

    def done_words(self, done: Done[object]) -> str:
        """What was undone."""
        says = self.words.journal_screen
        sentence = says.redo_done if self._again else says.undo_done
        return sentence.format(action=f"{self._named()} {self._about}")

    def draft_key(self) -> str:
        """One for each entry of the journal."""
        return f"undo {self._found.line.id}"

    def subject(self) -> str:
        """What it was about."""
        return self._found.line.subject or str(self._found.line.id)
