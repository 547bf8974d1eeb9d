"""The lines around the table of the ledger: what it shows and how, counts and sums, the lines of groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.report.lists.register import CODED, column_title, register_value
from tui.screens.ledger_columns import sums
from tui.text import clip, drawn, marks, pad, right
from tui.widgets.lines import Line, Lined, Piece, spread

if TYPE_CHECKING:
    from tracker.domain.money import Currency
    from tracker.office.register.register import ValueGroup
    from tracker.office.register.sift import Filter
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords
    from tui.screens.ledger_view import Arrangement


LABEL, COUNT, SUM = 20, 9, 20
"""Cells in a group's own line, so that subtotals stand below each other: its name, its count, its contract amount."""


def arrow(*, downwards: bool) -> str:
    """Which way a column is sorted."""
    if not marks().parts:
        return "v" if downwards else "^"
    return "↓" if downwards else "↑"


def filter_words(name: str, held: Filter, words: ScreenWords, terms: Words, room: int = 30) -> str:
    """A filter in words, in so many cells: 园区=船舶产业园、高新区."""
    text = held.typed
    if held.values:
        text = terms.terms.list_joint.join(
            register_value(name, value, words.lang) if name in CODED or value in (None, "") else str(value)
            for value in held.values)
    sign = "" if text[:1] in "<>=≥≤" and text else "="
    return f"{column_title(name, words.lang)}{sign}{clip(drawn(text), room)}"


_WHOLE = 100_000
"""Cells that any filter has room in."""


def in_force(held: Arrangement, words: ScreenWords, terms: Words, room: int = _WHOLE) -> list[Piece]:
    """Which view, search, filters, sorting and groups are in force; filters first: they hide projects."""
    ledger, view = words.ledger, held.view
    pieces: list[Piece] = [(ledger.view.format(name=drawn(view.name)), "name")] if view.name else []
    if held.typed:
        pieces.append((ledger.found_by.format(typed=drawn(held.typed)), "warn"))
    if view.filters:
        pieces.append((ledger.filtered_by.format(columns=words.joint.join(
            filter_words(name, wanted, words, terms, room) for name, wanted in view.filters.items())), "warn"))
    if view.sort:
        columns = " ".join(f"{column_title(name, words.lang)}{arrow(downwards=downwards)}"
                           for name, downwards in view.sort)
        pieces.append((ledger.sorted_by.format(columns=columns), "dim"))
    if view.group:
        pieces.append((ledger.grouped_by.format(column=column_title(view.group, words.lang)), "dim"))
    return pieces


class StateLine(Lined):
    """Which view, search, filters, sorting and groups are in force."""

    DEFAULT_CSS = """
    StateLine { height: 1; background: $background; padding: 0 1; }
    """

    def __init__(self, arrangement: Arrangement) -> None:
        super().__init__(id="state")
        self._arrangement = arrangement

    def line(self, y: int, width: int) -> Line:
        """The title; then what is in force."""
        pieces = in_force(self._arrangement, self.words, self.office_app.terms, 30)
        return [(self.words.ledger.title, "head"), *(part for piece in pieces for part in (("  ", ""), piece))]


class TotalsLine(Lined):
    """How many are shown and what they come to; the same of those marked."""

    DEFAULT_CSS = """
    TotalsLine { height: 1; background: $panel; padding: 0 1; }
    """

    def __init__(self, arrangement: Arrangement) -> None:
        super().__init__(id="totals")
        self._arrangement = arrangement

    def line(self, y: int, width: int) -> Line:
        """Counts, contract amounts and money arrived."""
        held = self._arrangement
        if held.register is None:
            return [(self.words.loading, "dim")]
        words = self.words.ledger
        shown, whole = held.totals(), held.register.n
        count = words.shown_all.format(count=whole) if shown.count == whole else (
            words.shown.format(count=shown.count, all=whole))
        left: Line = [(count, "name"), *self._money(shown.amount, shown.arrived)]
        marked = held.marked_totals()
        if marked is None:
            return left if held.register.whole else spread(left, [(self.words.loading, "dim")], width)
        end: Line = [("* ", "key"), (words.marked.format(count=marked.count), "key"),
                     *self._money(marked.amount, {})]
        return spread(left, end, width)

    def _money(self, amount: Mapping[Currency, int], arrived: Mapping[Currency, int]) -> Line:
        lang, words = self.words.lang, self.words.ledger
        line: Line = []
        if amount:
            line += [("  ", ""), (f"{words.column['amount']} {sums(amount, lang)}", "")]
        if arrived:
            line += [("  ", ""), (words.arrived.format(money=sums(arrived, lang)), "dim")]
        return line


def group_line(group: ValueGroup, by: str, folded: bool, words: ScreenWords, terms: Words) -> Line:
    """A group's own line: what it is, how many, how much."""
    ledger, lang = words.ledger, words.lang
    sign = "+" if folded else "-"
    line: Line = [(f"{sign} ", "key"), (pad(drawn(register_value(by, group.value, words.lang)), LABEL), "head"),
                  (right(words.counted.format(count=group.count), COUNT), "name")]
    if group.amount_by_currency:
        line += [("  ", ""), (pad_to(f"{ledger.column['amount']} {sums(group.amount_by_currency, lang)}", SUM), "")]
    if group.arrived_by_currency:
        line += [("  ", ""), (ledger.arrived.format(money=sums(group.arrived_by_currency, lang)), "dim")]
    return line


def pad_to(text: str, width: int) -> str:
    """The text, filled up to `width` cells where it is shorter."""
    return text + " " * (width - cell_len(text))
