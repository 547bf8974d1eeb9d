"""The line that says what the board is narrowed to, as long as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Click

from tui.text import drawn
from tui.widgets.lines import Line, Lined, spread

if TYPE_CHECKING:
    from tracker.office.register.board_filter import BoardWanted
    from tracker.words.catalogue import Words
    from tracker.words.screens import ScreenWords
    from tracker.words.screens_board import BoardWords


class FilterLine(Lined):
    """The groups with their values, and how it is cleared; a click opens the filter."""

    DEFAULT_CSS = """
    FilterLine { height: 1; background: $surface; padding: 0 1; }
    """

    def __init__(self, wanted: BoardWanted, count: int, untouched: int) -> None:
        super().__init__(id="narrowed")
        self._wanted, self._count, self._untouched = wanted, count, untouched

    def show(self, wanted: BoardWanted, count: int, untouched: int) -> None:
        """Takes another filter, or another count of what fits."""
        self._wanted, self._count, self._untouched = wanted, count, untouched
        self.refresh()

    def line(self, y: int, width: int) -> Line:
        """筛选 联络员：张三、李四  园区：高新区    12 个  Esc 清除."""
        words = self.words.board
        line: Line = [(words.label, "key")]
        for called, named in wanted_told(self._wanted, self.words, self.office_app.terms, self._untouched):
            line += [("  ", ""), (f"{called}{self.words.colon}", "dim"), (named, "name")]
        end: Line = [(self.words.found.format(count=self._count), "name"), (f"  {words.clear}", "dim")]
        return spread(line, end, width)

    async def on_click(self, event: Click) -> None:
        """Opens the filter."""
        await self.screen.run_action("narrow")


def wanted_told(wanted: BoardWanted, words: ScreenWords, terms: Words, untouched: int) -> list[tuple[str, str]]:
    """Each group of a filter with its values, in words."""
    board = words.board
    return [(group_name(group, board, terms), board.several.join(
        drawn(value_name(group, value, board, terms, untouched)) for value in sorted(values)))
        for group, values in wanted.items()]


def value_name(group: str, value: str, words: BoardWords, terms: Words, untouched: int) -> str:
    """What a value of the filter is called."""
    if group == "state":
        return words.states[value].format(days=untouched)
    if group == "tags":
        column, _, tag = value.partition(":")
        return terms.terms.names_of(column).get(tag, tag) if tag else terms.terms.field[_field_of(column)]
    return terms.terms.names_of(group).get(value, value)


def group_name(group: str, words: BoardWords, terms: Words) -> str:
    """What a group of the filter is called: a column like the field it shows, where it has no shorter name."""
    return words.groups.get(group) or terms.terms.field[_field_of(group)]


def _field_of(column: str) -> str:
    """The field that a column of the register shows."""
    from tracker.domain.profile import in_register  # late: 40 ms that the first frame, without a filter, does without

    return in_register()[column].name
