"""Filtering one column of the ledger: its values with how often each is there, or a text, an amount, a range typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tracker.domain.pinyin import search_key, search_query
from tracker.office.register.sift import AMOUNT_COLUMNS, COUNTS, DAYS, Filter, readable, sift, values_of
from tracker.report.lists.register import CODED, column_title, register_value
from tui.dialogs.listing import TypedListing
from tui.text import ascii_only, drawn
from tui.widgets.line_input import LineInput
from tui.widgets.lines import spread
from tui.widgets.page import Page, Row

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.register.register import Register

_MOST = 300
"""Values listed at a time; typing narrows them down."""


class ValueInput(LineInput):
    """Leaves the blank to the list: it chooses there."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here."""
        return key not in ("space", "ideographic_space") and super().check_consume_key(key, character)


class ColumnFilterDialog(TypedListing["Filter | None"]):
    """Typing narrows the values. Enter filters by those chosen, else by what is typed; with neither it clears."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,ideographic_space", "choose", show=False, priority=True)]

    def __init__(self, column: str, register: Register, others: Mapping[str, Filter], before: Filter) -> None:
        super().__init__()
        self._column, self._register, self._others = column, register, others
        self._before = before
        self._chosen: set[Any] = set(before.values)
        self._values: list[tuple[Any, int]] = []

    def compose(self) -> ComposeResult:
        """Title, input, values, keys."""
        words = self.words.ledger
        hint = (words.filter_amount if self._column in AMOUNT_COLUMNS else
                words.filter_days if self._column in COUNTS else
                words.filter_day if self._column in DAYS else words.filter_typed)
        title = words.filter_title.format(column=column_title(self._column, self.words.lang))
        return self.framed(title, words.filter_hint, ValueInput(self._before.typed, placeholder=hint))

    def on_mount(self) -> None:
        """Counts the values in a thread."""
        self.ask(self._counted, self._arrived, group="values")

    def _counted(self, desk: Desk) -> list[tuple[Any, int]]:
        return values_of(self._register, self._column, sift(self._register, self._others))

    def _arrived(self, values: list[tuple[Any, int]]) -> None:
        self._values = sorted(values, key=lambda counted: counted[0] not in self._chosen)
        self._show()

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip()

    def _named(self, value: Any) -> str:
        return register_value(self._column, value, self.words.lang)

    def _fitting(self) -> list[tuple[Any, int]]:
        if not self._typed:
            return self._values
        wanted, few = search_query(self._typed), len(self._values) <= _MOST * 10
        return [(value, count) for value, count in self._values
                if self._typed.casefold() in self._named(value).casefold()
                or (few and wanted in search_key(self._named(value)))]

    def narrow(self, typed: str) -> None:
        """Shows the values that fit."""
        self._show()

    def _show(self) -> None:
        words = self.words.ledger
        fitting = self._fitting()
        page = self.query_one(Page)

        def rows(width: int) -> list[Row]:
            made = [self._row(value, count, width) for value, count in fitting[:_MOST]]
            if len(fitting) > _MOST:
                more = words.filter_more.format(count=len(fitting) - _MOST)
                made.append(Row(([(more, "quiet")],), rest=False))
            if self._typed and not readable(self._column, self._typed):
                made.append(Row(([(words.filter_unread.format(typed=drawn(self._typed)), "warn")],), rest=False))
            return made

        page.show(rows)

    def _row(self, value: Any, count: int, width: int) -> Row:
        mark = "[√] " if value in self._chosen else "[ ] "
        if ascii_only():
            mark = mark.replace("√", "x")
        line = spread([(mark, "key"), (drawn(self._named(value)), "")], [(str(count), "dim")], width)
        return Row((line,), does="take", to=(value,))

    def action_choose(self) -> None:
        """Chooses the value under the cursor, or no longer; where none is listed a blank is typed."""
        row = self.query_one(Page).row
        if row is None or not isinstance(row.to, tuple):
            self.query_one(Input).insert_text_at_cursor(" ")
            return
        self._chosen ^= {row.to[0]}
        page = self.query_one(Page)
        self._show()
        page.action_cursor_down()

    def action_take(self) -> None:
        """Filters by what was chosen, else by what was typed; where a typed text names few values, by those."""
        typed = self._typed
        if self._chosen:
            kept = tuple(value for value, _ in self._values if value in self._chosen)
            self.dismiss(Filter(values=kept or tuple(self._chosen)))
        elif not typed:
            self.dismiss(Filter())
        elif self._by_value() and (fitting := self._fitting()):
            self.dismiss(Filter(values=tuple(value for value, _ in fitting)))
        elif readable(self._column, typed):
            self.dismiss(Filter(typed=typed))
        else:
            self.tell(self.words.ledger.filter_unread.format(typed=typed), bad=True)

    def _by_value(self) -> bool:
        """Whether typed text stands for the values it finds: names of kinds, and pinyin of few values."""
        if self._column in CODED:
            return True
        return 0 < len(self._values) <= _MOST and self._typed.isascii() and self._column not in DAYS

    def on_page_picked(self, event: Page.Picked) -> None:
        """A second click chooses a value."""
        event.stop()
        event.prevent_default()
        self.action_choose()
