"""The board: all six columns in one widget that draws only the lines in sight, with one cursor over the cards."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.events import Click, MouseEvent, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tracker.domain.stages import STAGES, Stage
from tui.actions import CURSOR, bindings
from tui.text import clip, drawn, marks
from tui.widgets.lines import Line, Lined, cut, spread, width_of

# Late imports: the first frame draws no card and adds up nothing.

if TYPE_CHECKING:
    from tracker.domain.money import Currency
    from tracker.office.project.cards import Card
    from tracker.office.register.register import Register
    from tui.widgets.card_text import Limits

_HEAD = 2
"""Lines above the cards: the stage with its count and sum, and a rule."""
NARROWEST = 23
"""Cells a column needs to say anything: eleven Chinese characters; 140 cells hold six of them, 80 three."""
_TALL = 30
"""From this height on a card has a third line, for the investor."""

KEPT = 2000
"""Cards kept as they were drawn: while a search is typed, most of those in sight stay."""


class BoardView(Lined, can_focus=True):
    """Six columns of cards. Where six do not fit, the columns in sight follow the cursor."""

    DEFAULT_CSS = """
    BoardView { height: 1fr; background: $background; }
    """
    BINDINGS = bindings(CURSOR)

    class Chosen(Message):
        """Another card is under the cursor, or none."""

    class Opened(Message):
        """A card was clicked twice."""

    class Missing(Message):
        """Cards in sight have not been read: these rows of the register, and some around them."""

        def __init__(self, rows: Sequence[int]) -> None:
            super().__init__()
            self.rows = rows

    def __init__(self, note: str = "") -> None:
        super().__init__(id="board")
        self._register: Register | None = None
        self._columns: dict[Stage, Sequence[int]] = dict.fromkeys(STAGES, ())
        self._cards: dict[int, Card] = {}
        self._written: dict[tuple[int, int, bool], list[list[Segment]]] = {}
        self._written_for: tuple[object, ...] = ()
        self._frame: list[tuple[Stage, int, str]] = []
        self._shape: Size | None = None
        self._sums: dict[Stage, str] = {}
        self._added: Mapping[Stage, Mapping[Currency, int]] | None = None
        self._limits: Limits = {}
        self._at = dict.fromkeys(STAGES, 0)
        self._top = dict.fromkeys(STAGES, 0)
        self._stage = Stage.LEAD
        self._left = 0
        self._note: tuple[str, ...] = (note,)
        self._is_missing = False

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show(self, register: Register | None, rows: Sequence[int], limits: Limits, note: tuple[str, ...] = (),
             sums: Mapping[Stage, Mapping[Currency, int]] | None = None) -> None:
        """Takes rows of the register in the board's order, keeping the cursor on its project, and where it scrolled.

        `note` is said in the middle where there is no card at all; `sums` are what `in_columns` added up.
        """
        was = self.card
        if register is not self._register or limits != self._limits:
            self._cards, self._written = {}, {}
        self._register, self._limits, self._note = register, limits, note
        self._added, self._sums = sums, {stage: self._told(found) for stage, found in (sums or {}).items()}
        if register is not None:
            self._columns = in_columns(register, rows)
        if not (was and self.choose(was.code)):
            self._settle()
        self._follow()
        self.refresh()
        self.post_message(self.Chosen())

    @property
    def card(self) -> Card | None:
        """The card under the cursor."""
        column = self._columns[self._stage]
        return self._made(column[min(self._at[self._stage], len(column) - 1)]) if column else None

    def rows_around(self, columns: Mapping[Stage, Sequence[int]]) -> list[int]:
        """The rows of columns that are in sight, one screen above and below, and those under the cursor."""
        found: list[int] = []
        for stage, column in columns.items():
            top, fits, at = self._top[stage], self._cards_in_sight, self._at[stage]
            found += [*column[max(top - fits, 0):top + 2 * fits], *column[at:at + 1], *column[-1:]]
        return found

    def copied(self) -> str:
        """Code, name and investor of the card under the cursor."""
        card = self.card
        return "" if card is None else "\t".join((card.code, card.name, card.investor))

    def _made(self, row: int) -> Card | None:
        """The card of a row, made when it first comes in sight; None while it has to be read."""
        if row not in self._cards and self._register is not None:
            if not self._register.stands_ready(row):
                self._is_missing = True
                return None
            self._cards[row] = self._register.card(row)
        return self._cards[row]

    @property
    def count(self) -> int:
        """Cards on the board."""
        return sum(map(len, self._columns.values()))

    def choose(self, code: str) -> bool:
        """Puts the cursor on a project; False where it is not on the board."""
        row = self._register.row_of(code) if self._register else None
        if row is None or self._register is None:
            return False
        stage = self._register.whole_column("stage")[row]
        try:
            self._at[stage] = self._columns[stage].index(row)
        except ValueError:
            return False
        self._stage = stage
        self._moved()
        return True

    def _settle(self) -> None:
        """The cursor stays in its column, or goes to the nearest that has cards."""
        for stage, column in self._columns.items():
            self._at[stage] = min(self._at[stage], max(len(column) - 1, 0))
        if not self._columns[self._stage]:
            ranked = sorted(STAGES, key=lambda stage: abs(stage.rank - self._stage.rank))
            self._stage = next((stage for stage in ranked if self._columns[stage]), self._stage)

    # -- where things are ---------------------------------------------------------------------------------------------

    @property
    def _per_card(self) -> int:
        return 3 if self._extent.height >= _TALL else 2

    @property
    def _cards_in_sight(self) -> int:
        return max((self._extent.height - _HEAD) // self._per_card, 1)

    @property
    def _in_sight(self) -> tuple[Stage, ...]:
        count = min(max(self._extent.width // NARROWEST, 1), len(STAGES))
        left = min(self._left, len(STAGES) - count)
        return STAGES[left:left + count]

    def _widths(self) -> list[tuple[Stage, int, int]]:
        """Each column in sight, with its first cell and its width, the separator on its right not counted."""
        stages = self._in_sight
        edges = [round(self._extent.width * n / len(stages)) for n in range(len(stages) + 1)]
        return [(stage, start, end - start - 1) for stage, start, end in zip(stages, edges, edges[1:], strict=False)]

    def _follow(self) -> None:
        """Scrolls so that the cursor is in sight."""
        if not self._extent.height:
            return
        count, rank = len(self._in_sight), self._stage.rank
        self._left = max(min(self._left, rank), rank - count + 1)
        fits = self._cards_in_sight
        for stage, column in self._columns.items():
            at = min(self._at[stage], max(len(column) - 1, 0))
            top = min(self._top[stage], max(len(column) - fits, 0))
            self._top[stage] = max(min(top, at), at - fits + 1) if stage is self._stage else top

    def on_resize(self, event: Resize) -> None:
        """Keeps the cursor in sight."""
        self._follow()

    # -- drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line across all columns in sight; nothing is made for cards out of sight."""
        if y >= _HEAD and not self.count:
            return self.strip(self._said(y), self._extent.width)
        segments: list[Segment] = []
        quiet = self._style("quiet", False)
        for stage, width, edge in self._frame or self._framed():
            segments += self._cell(stage, y, width)
            segments.append(Segment(edge[y], quiet))
        segments[-1] = Segment(" ", self._style("", False))  # no edge at the right end
        return Strip(segments, self._extent.width)

    def _framed(self) -> list[tuple[Stage, int, str]]:
        """The columns in sight with their widths and right edges, line by line."""
        return [(stage, width, self._edge(stage)) for stage, _, width in self._widths()]

    def _cell(self, stage: Stage, y: int, width: int) -> list[Segment]:
        if y == 0:
            return self.segments(self._head(stage, width), width)
        if y == 1:
            chosen = stage is self._stage
            return self.segments([(marks().across * width, "key" if chosen else "quiet")], width)
        return self._card_line(stage, y, width)

    def _card_line(self, stage: Stage, y: int, width: int) -> list[Segment]:
        at, line = divmod(y - _HEAD, self._per_card)
        at += self._top[stage]
        column = self._columns[stage]
        if at >= len(column):
            empty = y == _HEAD and not column
            return self.segments([(" ", ""), (self.words.empty_column if empty else "", "quiet")], width)
        chosen = stage is self._stage and at == min(self._at[stage], len(column) - 1)
        key = (column[at], width, chosen)
        lines = self._written.get(key)
        if lines is None:
            card = self._made(column[at])
            if card is None:
                return self.segments([(marks().cursor if chosen else " ", "key"), (marks().cut, "quiet")], width,
                                     chosen=chosen)
            lines = self._written[key] = self._lines(card, width, chosen=chosen)
        return lines[line]

    def _lines(self, card: Card, width: int, *, chosen: bool) -> list[list[Segment]]:
        """A card, drawn once for all its lines."""
        from tui.widgets.card_text import card_lines

        lines = card_lines(card, width - 2, self._per_card == 3, self.words, self.office_app.terms,
                           self._limits)
        mark = marks().cursor if chosen else " "
        return [self.segments([(mark, "key"), *line], width, chosen=chosen) for line in lines]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws the lines in sight (called by Textual), measuring the widget once for all of them."""
        self._shape = self.size
        written_for = (self.app.theme, self.words.lang, self._per_card, self.visual_style)
        if written_for != self._written_for or len(self._written) > KEPT:
            self._written, self._written_for = {}, written_for
        self._frame, self._is_missing = self._framed(), False
        try:
            return super().render_lines(crop)
        finally:
            if self._is_missing:
                self.post_message(self.Missing(self.rows_around(self._columns)))
            self._shape, self._frame = None, []

    @property
    def _extent(self) -> Size:
        return self._shape or self.size

    def _head(self, stage: Stage, width: int) -> Line:
        """Stage, count and sum; which cards are in sight, where not all are."""
        column, money = self._columns[stage], self._sum(stage)
        above, below = self._top[stage], len(column) - self._top[stage] - self._cards_in_sight
        more = f"{above + 1}-{above + self._cards_in_sight}" if above or below > 0 else ""
        count = str(len(column)) if self._whole else marks().cut
        left: Line = [(" ", ""), (self.office_app.terms.terms.stage[stage], "head"), (f" {count}", "name")]
        room = width - width_of(left) - len(more) - 2
        if money and room >= 5:
            left.append((clip(f"  {money}", room + 1), "dim"))
        return spread(left, [(more, "quiet")], width) if more else cut(left, width)

    def _sum(self, stage: Stage) -> str:
        """The contract amounts of a column, added up once."""
        if self._columns[stage] and stage not in self._sums and self._register is not None and self._whole:
            self._sums[stage] = self._told(self._register.sums("amount", self._columns[stage]))
        return self._sums.get(stage, "")

    @property
    def total(self) -> str:
        """The contract amounts of all cards on the board."""
        sums: dict[Currency, int] = {}
        for stage, column in self._columns.items() if self._register else ():
            added = self._added.get(stage, {}) if self._added is not None else (
                self._register.sums("amount", column) if self._register else {})
            for currency, minor in added.items():
                sums[currency] = sums.get(currency, 0) + minor
        return self._told(sums)

    def _told(self, sums: Mapping[Currency, int]) -> str:
        from tracker.words.amounts import brief_sums  # not needed by the first frame

        return brief_sums(sums, self.words.lang)

    @property
    def _whole(self) -> bool:
        """False while only the first cards are there: what is counted would be wrong."""
        return self._register is None or self._register.whole

    def _edge(self, stage: Stage) -> str:
        """The separator right of a column, from the top, a sign for each line; it is the scroll bar as well."""
        column, fits, signs = self._columns[stage], self._cards_in_sight, marks()
        height = max(self._extent.height - _HEAD, 0)
        head, bar = signs.down + signs.across, signs.down * height
        if len(column) > fits:
            start = self._top[stage] * height // len(column)
            bar = (bar[:start] + signs.thumb * max(fits * height // len(column), 1) + bar[start:])[:height]
        return head + bar

    def _said(self, y: int) -> Line:
        top = _HEAD + max((self._extent.height - _HEAD - len(self._note)) // 3, 0)
        at = y - top
        if not 0 <= at < len(self._note):
            return []
        indent = max((self._extent.width - max(width_of([(text, "")]) for text in self._note)) // 2, 1)
        return [(" " * indent, ""), (drawn(self._note[at]), "" if at else "name")]

    # -- moving -------------------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        self._follow()
        self.refresh()
        self.post_message(self.Chosen())

    def _step(self, by: int) -> None:
        last = len(self._columns[self._stage]) - 1
        self._at[self._stage] = min(max(self._at[self._stage] + by, 0), max(last, 0))
        self._moved()

    def _aside(self, by: int) -> None:
        """To the next column that has cards, on the same height of the screen."""
        rank = self._stage.rank + by
        while 0 <= rank < len(STAGES) and not self._columns[STAGES[rank]]:
            rank += by
        if not 0 <= rank < len(STAGES):
            return
        height = self._at[self._stage] - self._top[self._stage]
        self._stage = STAGES[rank]
        column = self._columns[self._stage]
        self._at[self._stage] = min(self._top[self._stage] + height, len(column) - 1)
        self._moved()

    def action_cursor_up(self) -> None:
        """One card up."""
        self._step(-1)

    def action_cursor_down(self) -> None:
        """One card down."""
        self._step(1)

    def action_page_up(self) -> None:
        """One page up."""
        self._step(-self._cards_in_sight)

    def action_page_down(self) -> None:
        """One page down."""
        self._step(self._cards_in_sight)

    def action_first(self) -> None:
        """To the first card of the column."""
        self._step(-len(self._columns[self._stage]))

    def action_last(self) -> None:
        """To the last card of the column."""
        self._step(len(self._columns[self._stage]))

    def action_cursor_left(self) -> None:
        """One column to the left."""
        self._aside(-1)

    def action_cursor_right(self) -> None:
        """One column to the right."""
        self._aside(1)

    # -- mouse --------------------------------------------------------------------------------------------------------

    def _stage_at(self, x: int) -> Stage | None:
        return next((stage for stage, start, width in self._widths() if start <= x <= start + width), None)

    def on_click(self, event: Click) -> None:
        """Chooses the card clicked; a second click opens it."""
        stage = self._stage_at(event.x)
        if stage is None or event.y < _HEAD:
            return
        at = self._top[stage] + (event.y - _HEAD) // self._per_card
        if at < len(self._columns[stage]):
            self._stage, self._at[stage] = stage, at
            self._moved()
            if event.chain == 2:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scrolls the column under the pointer down."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scrolls the column under the pointer up."""
        self._wheel(event, -1)

    def _wheel(self, event: MouseEvent, by: int) -> None:
        event.stop()  # left to go on, it would come back by way of the screen
        if stage := self._stage_at(event.x):
            last = max(len(self._columns[stage]) - self._cards_in_sight, 0)
            self._top[stage] = min(max(self._top[stage] + by, 0), last)
            self.refresh()


def in_columns(register: Register, rows: Sequence[int]) -> dict[Stage, Sequence[int]]:
    """Rows in the board's order, by their stages."""
    stages = register.whole_column("stage")
    ends = [bisect_left(rows, rank, key=lambda row: stages[row].rank) for rank in range(len(STAGES) + 1)]
    return {stage: rows[ends[stage.rank]:ends[stage.rank + 1]] for stage in STAGES}
