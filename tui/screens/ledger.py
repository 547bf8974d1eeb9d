"""The ledger: all projects in one table, sorted, filtered and grouped as an officer likes, many changed at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.actions import LEDGER, bindings, shown_key
from tui.screens.ledger_columns import RIGHT, column_title, grid_column
from tui.screens.ledger_layout import Layout
from tui.screens.ledger_lines import StateLine, TotalsLine, arrow, group_line
from tui.screens.ledger_view import Arrangement
from tui.views import GROUPED_BY, View
from tui.widgets.grid import Grid
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import Line
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.office.register.register import Register

CYCLE = ("park", "chain", "officer")
"""What grouping goes through where the column under the cursor cannot be grouped by."""
LARGE = 20_000
"""From so many projects on, sorting by a column for the first time takes longer than a key may take."""


class LedgerScreen(Layout):
    """A grid over the register. Its arrangement stays with the app, so that it is found as it was left."""

    ON = MAIN = LEDGER
    BINDINGS: ClassVar[list[BindingType]] = bindings(LEDGER)
    DEFAULT_CSS = """
    LedgerScreen { background: $background; }
    """

    def __init__(self) -> None:
        super().__init__()
        left = self.office_app.left.get(LEDGER)
        self.arrangement = left if isinstance(left, Arrangement) else Arrangement()
        self._search_open = bool(self.arrangement.typed)
        self._filled = False
        self._coming = self.arrangement.view

    def compose(self) -> ComposeResult:
        """The strip, what is in force, the table, counts and sums, the keys."""
        yield YearStrip()
        yield StateLine(self.arrangement)
        yield Grid(self.words.loading)
        yield TotalsLine(self.arrangement)
        yield KeyLine(LEDGER)

    @property
    def grid(self) -> Grid:
        """The table."""
        return self.query_one(Grid)

    @property
    def board(self) -> Grid:
        """The same: the search box moves its cursor as it does the board's."""
        return self.grid

    def on_mount(self) -> None:
        """Shows what has been read already."""
        self.office_app.left[LEDGER] = self.arrangement
        self.grid.focus()
        if self._search_open:
            self.action_search()
        self.arrived()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """The register was read, for the first time or again: cursor, scroll and marks stay on their projects."""
        facts = self.office_app.facts
        if facts is None:
            return
        self.query_one(YearStrip).show(facts.strip)
        if facts.register is not self.arrangement.register or not self._filled:
            self._take(facts.register)

    def _take(self, register: Register) -> None:
        if self._filled:
            self._remember()
        if register is not self.arrangement.register:
            self.arrangement.take(register)
        self._filled = True
        self.fill()
        if register.whole and register.n > LARGE:
            shown = self.arrangement.view.columns
            self.ask(lambda office: register.rank(shown), lambda _: None, group="rank", quiet=True)

    def _remember(self) -> None:
        """Notes which project the cursor is on, and where on the screen."""
        grid, register = self.grid, self.arrangement.register
        row = grid.row
        self.arrangement.code = register.code(row) if register and row is not None else None
        self.arrangement.offset = grid.at - grid.top

    def fill(self, *, keep: bool = True) -> None:
        """Draws the arrangement; with `keep` the cursor stays on its project, else it goes to the top."""
        held, grid = self.arrangement, self.grid
        register = held.register
        if register is None:
            return
        self._head()
        grid.show(held.lines, heading=self._heading, marked=held.marked.__contains__, note=self._note())
        row = register.row_of(held.code) if keep and held.code is not None else None
        line = held.lines.line_of(row) if row is not None else None
        if line is not None:
            grid.go(line, top=max(line - held.offset, 0))
        else:
            grid.go(grid.at if keep else 0)
        self._around()

    def _head(self) -> None:
        held, words = self.arrangement, self.words
        if held.register is None:
            return
        signs = {name: f"{arrow(downwards=downwards)}{'' if at == 0 else at + 1}"
                 for at, (name, downwards) in enumerate(held.view.sort)}
        for name in held.view.filters:
            signs[name] = signs.get(name, "") + "="
        columns = [grid_column(name, held.register, words, self.terms) for name in held.view.columns]
        self.grid.set_columns(columns, held.view.frozen, signs)

    def _around(self) -> None:
        self.query_one(StateLine).refresh()
        self.query_one(TotalsLine).refresh()
        for box in self.query("SearchBox"):
            box.found(len(self.arrangement.shown))  # type: ignore[attr-defined]

    def _note(self) -> tuple[str, ...]:
        held, words = self.arrangement, self.words
        if held.register is not None and held.register.n == 0:
            return words.empty_office if held.register.whole else (words.loading,)
        return (words.ledger.empty.format(key=words.keys["escape"]),)

    def _heading(self, at: int) -> Line:
        held = self.arrangement
        if held.groups is None:
            return []
        group = held.groups[at]
        return group_line(group, held.view.group, str(group.value) in held.folded, self.words, self.terms)

    def change(self, view: View, *, keep: bool = True) -> None:
        """Shows another view; a large office is sorted in a thread first."""
        register, before = self.arrangement.register, self.arrangement.view
        if view.name == before.name and view != before:
            view = replace(view, name="")  # not the saved one any more
        self._coming = view
        if register is not None and register.n > LARGE and view.sort != before.sort:
            self.ask(lambda office: register.order(range(register.n), view.sort),
                     lambda _: self._change(view, keep=keep), group="sort")
        else:
            self._change(view, keep=keep)

    def _change(self, view: View, *, keep: bool) -> None:
        self._remember()
        self.arrangement.show(view)
        self.fill(keep=keep)

    def reword(self) -> None:
        """The same in another language."""
        super().reword()
        self._remember()
        self.fill()

    # -- sorting, groups ----------------------------------------------------------------------------------------------

    @on(Grid.Headed)
    def action_sort_column(self) -> None:
        """Sorts by the column under the cursor; again turns it round, a third time ends it."""
        column, words = self.grid.column, self.words.ledger
        if column is None:
            return
        view = self._coming.sorted_by(column.name, downwards_first=column.name in RIGHT)
        self.change(view, keep=False)
        if not view.sort:
            self.tell(words.sort_off)

    def action_group_rows(self) -> None:
        """Groups by the column under the cursor; where that makes no groups, by park, chain, officer in turn."""
        view, column = self.arrangement.view, self.grid.column
        by = column.name if column else ""
        if by not in GROUPED_BY:
            at = CYCLE.index(view.group) + 1 if view.group in CYCLE else 0
            by = "" if at == len(CYCLE) or (view.group and view.group not in CYCLE) else CYCLE[at]
        elif by == view.group:
            by = ""
        self.change(replace(view, group=by), keep=bool(view.group and not by))
        words = self.words.ledger
        self.tell(words.group_now.format(column=column_title(by, self.words, self.terms)) if by else words.group_off)

    def action_fold_groups(self) -> None:
        """Folds all groups or opens them."""
        if not self.arrangement.groups:
            self.tell(self.words.ledger.no_fold.format(key=shown_key("group_rows", self.words)), bad=True)
            return
        at = self.arrangement.lines.group_at(self.grid.at) or 0
        self.arrangement.fold_all()
        self._folded(at)

    def _folded(self, group: int) -> None:
        self.arrangement.code = None
        self.fill()
        self.grid.go(self.arrangement.lines.line_of_group(group))

    # -- looking ------------------------------------------------------------------------------------------------------

    @on(Grid.Opened)
    def clicked_twice(self) -> None:
        """Opens the project."""
        self.action_open()

    def action_open(self) -> None:
        """Opens the project under the cursor; a group's own line folds it or opens it."""
        group = self.grid.group
        if group is not None:
            self.arrangement.fold(group)
            self._folded(group)
            return
        if project := self.job_project():
            self.office_app.open_project(*project)

    def action_search(self) -> None:
        """Opens the search box, or goes back to it."""
        from tui.widgets.search import SearchBox

        for box in self.query(SearchBox):
            box.focus_input()
            return
        self.mount(SearchBox(), before=self.grid)

    def searched(self, typed: str) -> None:
        """Something was typed into the search box."""
        if typed.strip() == self.arrangement.typed:
            return
        self._remember()
        self.arrangement.search(typed)
        self.fill(keep=not typed.strip())

    def end_search(self) -> None:
        """All projects of the view again, the cursor on the one that was found."""
        self._remember()
        for box in self.query("SearchBox"):
            box.remove()
        if self.arrangement.typed:
            self.arrangement.search("")
            self.fill()
        self.grid.focus()

    def action_back(self) -> None:
        """Ends the search, then the filters, then the marks; there is nothing else to go back from."""
        held = self.arrangement
        if self.query("SearchBox"):
            self.end_search()
        elif held.view.filters:
            self.change(replace(held.view, filters={}))
        elif held.marked:
            held.unmark()
            self.refresh_marks()
        else:
            self.tell(f"{self.words.actions.quit.short}{self.words.colon}{shown_key('quit', self.words)}")

    def job_project(self) -> tuple[str, str] | None:
        """The code and name of the project under the cursor; says so where there is none."""
        row, register = self.grid.row, self.arrangement.register
        if row is None or register is None:
            self.tell(self.words.no_choice if register else self.words.opening, bad=True)
            return None
        return register.code(row), register.column("name")[row]
