"""One box that finds a project from any screen: by name, code, investor, officer, park, pinyin or its initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tracker.domain.meant import FoundProject, found_by
from tui.dialogs.listing import TypedListing
from tui.text import clip, drawn, marks
from tui.widgets.line_input import LineInput
from tui.widgets.lines import Line, spread
from tui.widgets.page import Page, Row

if TYPE_CHECKING:
    from tracker.office.project.cards import Card

_SHOWN = 100
"""Projects listed at once; typing a little more narrows the rest."""
_ORDERED = 1000
"""Up to so many that were found, those come first whose code, name or investor was typed."""


class FindProject(TypedListing["tuple[str, str] | None"]):
    """Typing narrows the list; Enter gives the code and name of the project under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._is_finding = self._takes_found = False

    def compose(self) -> ComposeResult:
        """Title, input, list, keys."""
        of = self.words.of_project
        return self.framed(of.find_title, of.find_hint, LineInput(self._typed, placeholder=self.words.search_hint))

    def narrow(self, typed: str) -> None:
        """Shows what fits."""
        self._typed, facts = typed, self.office_app.facts
        if facts is not None and facts.register.by_pages:
            self._is_finding = True
            self.ask(lambda desk: self._found(typed.strip()), self._list, group="find", otherwise=self._none_found)
        else:
            self._list(self._found(typed.strip()))

    def _list(self, found: tuple[list[Card], int]) -> None:
        cards, count = found
        self._is_finding = False
        self.query_one(Page).show(lambda width: self._rows(cards, count, width))
        if self._takes_found:
            self.action_take()

    def _none_found(self, _sentence: str) -> None:
        self._is_finding = self._takes_found = False

    def action_take(self) -> None:
        """Takes the row under the cursor; while a large office is being looked through, once it has been."""
        self._takes_found = self._is_finding
        if not self._is_finding:
            super().action_take()

    def _found(self, typed: str) -> tuple[list[Card], int]:
        facts = self.office_app.facts
        if facts is None:
            return [], 0
        register = facts.register
        rows = register.search(typed) if typed else range(register.n)
        register.bring(rows if typed and len(rows) <= _ORDERED else rows[:_SHOWN])
        if typed and len(rows) <= _ORDERED:
            texts = [register.column(name) for name in FoundProject._fields]
            rows = sorted(rows, key=lambda row: found_by(typed, FoundProject(*(column[row] for column in texts))))
        return [register.card(row) for row in rows[:_SHOWN]], len(rows)

    def _rows(self, cards: list[Card], count: int, width: int) -> list[Row]:
        of = self.words.of_project
        rows = [Row((self._line(card, width),), does="take", to=(card.code, card.name)) for card in cards]
        if not rows:
            return [Row(([(of.find_none.format(typed=drawn(self._typed.strip())), "quiet")],), rest=False)]
        if count > len(rows):
            rows.append(Row(([(of.find_first.format(shown=len(rows), count=count), "quiet")],), rest=False))
        return rows

    def _line(self, card: Card, width: int) -> Line:
        terms = self.terms.terms
        mark = marks().blocked if card.blocked else " "
        who = "  ".join(drawn(text) for text in (card.park, card.officer) if text)
        left: Line = [(mark, "bad"), (drawn(card.name), "name"), (f"  {drawn(card.investor)}", "dim")]
        return spread(left, [(clip(who, width // 3), "dim"), (f"  {terms.stage[card.stage]}", "head")], width)
