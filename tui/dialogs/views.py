"""The saved views of the ledger: open one, save what is shown now under a name, remove one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tracker.domain.text import clean
from tui.dialogs.listing import Listing
from tui.text import drawn, marks
from tui.views import Kept, View, with_view
from tui.widgets.line_input import LineInput
from tui.widgets.lines import Line, spread
from tui.widgets.page import Page, Row

LONGEST = 40
"""Characters in the name of a view."""


@dataclass(frozen=True, slots=True)
class Chose:
    """A view to be shown, the views to be kept from now on, and what is said once they are."""

    view: View | None = None
    keep: tuple[View, ...] | None = None
    said: str = ""


class ViewsDialog(Listing["Chose | None"]):
    """A line for a name, and the views. Enter saves where a name is typed, else opens the view under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "remove", show=False, priority=True)]

    def __init__(self, kept: Kept, now: View) -> None:
        super().__init__()
        self._kept, self._now = kept, now

    def compose(self) -> ComposeResult:
        """Title, name, list, keys."""
        words = self.words.ledger
        return self.framed(words.views_title, words.views_hint,
                           LineInput(placeholder=words.views_name, max_length=LONGEST))

    def on_mount(self) -> None:
        """Shows them."""
        page = self.query_one(Page)
        page.can_focus = False
        page.show(self._rows)
        self.query_one(Input).focus()

    def _rows(self, width: int) -> list[Row]:
        words = self.words.ledger
        rows = [self._row(view, width) for view in self._kept.views]
        rows.append(Row(([(words.views_first, "dim" if rows else "")],), does="take", to=View()))
        if self._kept.damaged:
            rows.append(Row(([(f"{marks().blocked} {words.views_damaged}", "warn")],), rest=False))
        elif not self._kept.views:
            rows.append(Row(([(words.views_none, "quiet")],), rest=False))
        return rows

    def _row(self, view: View, width: int) -> Row:
        words = self.words.ledger
        names = [words.column[name] for name in (view.group, *(name for name, _ in view.sort), *view.filters) if name]
        end: Line = [(self.words.joint.join(dict.fromkeys(names)), "dim")]
        return Row((spread([(drawn(view.name), "name")], end, width),), does="take", to=view)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line of the name."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Saves or opens."""
        name = clean(self.query_one(Input).value)
        if name:
            view = replace(self._now, name=name)
            sentence = self.words.ledger.views_saved.format(name=name)
            self.dismiss(Chose(view, with_view(self._kept.views, view), sentence))
        else:
            super().action_take()

    def action_remove(self) -> None:
        """Removes the view under the cursor; what is shown stays as it is."""
        row = self.query_one(Page).row
        view = row.to if row is not None else None
        if isinstance(view, View) and view in self._kept.views:
            left = tuple(kept for kept in self._kept.views if kept != view)
            self.dismiss(Chose(keep=left, said=self.words.ledger.views_removed.format(name=view.name)))

    def taken(self, to: object) -> Chose | None:
        """Opens the view."""
        return Chose(view=to) if isinstance(to, View) else None
