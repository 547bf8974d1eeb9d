"""Choosing the ledger's columns: which are shown, in which order, and how many stay when the others are scrolled."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tracker.office.register.register import REGISTER_COLUMNS
from tracker.report.lists.register import column_title
from tui.dialogs.listing import Listing
from tui.text import ascii_only
from tui.views import View
from tui.widgets.lines import Line, spread
from tui.widgets.page import Page, Row


class ColumnsDialog(Listing["View | None"]):
    """All columns in their order, those shown first. Its answer is the view with the columns chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,ideographic_space", "choose", show=False),
        Binding("left", "shift(-1)", show=False),
        Binding("right", "shift(1)", show=False),
        Binding("f8", "freeze", show=False),
    ]

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._order = [*view.columns, *(name for name in REGISTER_COLUMNS if name not in view.columns)]
        self._shown = set(view.columns)
        self._last = view.columns[view.frozen - 1] if view.frozen else ""
        """The last column that stays."""

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        return self.framed(self.words.ledger.columns_title, self.words.ledger.columns_hint)

    def on_mount(self) -> None:
        """Shows them."""
        page = self.query_one(Page)
        page.can_focus = False
        self.set_focus(None)
        self._show()

    def _show(self) -> None:
        self.query_one(Page).show(lambda width: [self._row(name, width) for name in self._order])

    def _row(self, name: str, width: int) -> Row:
        words = self.words.ledger
        mark = "[ ] " if name not in self._shown else "[x] " if ascii_only() else "[√] "
        end: Line = [(words.stays, "key")] if name in self._columns[:self._frozen] else []
        title = column_title(name, self.words.lang)
        return Row((spread([(mark, "key"), (title, "")], end, width),), does="take", to=name)

    @property
    def _columns(self) -> tuple[str, ...]:
        return tuple(name for name in self._order if name in self._shown)

    @property
    def _frozen(self) -> int:
        return self._columns.index(self._last) + 1 if self._last in self._columns else 0

    def _chosen(self) -> str:
        row = self.query_one(Page).row
        return str(row.to) if row else ""

    def action_choose(self) -> None:
        """Shows a column or leaves it out; at least one is left."""
        name, before = self._chosen(), self._frozen
        if name not in self._shown or len(self._shown) > 1:
            self._shown ^= {name}
        if self._last not in self._shown and before > 1:
            self._last = self._columns[before - 2]
        self._show()

    def action_shift(self, by: int) -> None:
        """Moves a column earlier or later."""
        name, frozen = self._chosen(), self._frozen
        place = self._order.index(name)
        if not 0 <= place + by < len(self._order):
            return
        self._order.insert(place + by, self._order.pop(place))
        self._last = self._columns[frozen - 1] if frozen else ""
        self._show()
        page = self.query_one(Page)
        page.action_first()
        for _ in range(place + by):
            page.action_cursor_down()

    def action_freeze(self) -> None:
        """Keeps the columns up to here; again, none."""
        name = self._chosen()
        if name in self._shown:
            self._last = "" if self._last == name else name
            self._show()

    def action_take(self) -> None:
        """Takes them as they are now."""
        self.dismiss(replace(self._view, columns=self._columns, frozen=self._frozen))

    def on_page_picked(self, event: Page.Picked) -> None:
        """A second click shows a column or leaves it out."""
        event.stop()
        event.prevent_default()
        self.action_choose()
