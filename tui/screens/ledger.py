"""The ledger: all projects in one table, sorted, filtered and grouped as an officer likes, many changed at once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from tracker.office.register.sift import Filter
from tracker.report.lists.register import column_title, grouped_rows, register_table
from tui.actions import (
    BLOCKER_JOBS,
    COPY,
    LEAD,
    LOOK,
    MARK,
    MARK_ALL,
    PROJECT_JOBS,
    REFRESH,
    UNDO_LAST,
    YEAR_KEYS,
    Action,
    named_key,
    shown_key,
    with_keys,
)
from tui.dialogs.bulk import BulkDialog, Target
from tui.dialogs.column_filter import ColumnFilterDialog
from tui.dialogs.columns import ColumnsDialog
from tui.dialogs.views import Chose, ViewsDialog
from tui.exported import Exported
from tui.memory import give_back_all
from tui.screens.base import OfficeScreen
from tui.screens.ledger_columns import RIGHT, grid_column
from tui.screens.ledger_lines import StateLine, TotalsLine, arrow, group_line, in_force
from tui.screens.ledger_view import Arrangement
from tui.views import GROUPED_BY, Kept, View, load, save
from tui.widgets.grid import Grid, GridColumn
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import Line
from tui.widgets.search import SearchBox
from tui.widgets.year_strip import YearStrip

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.office.register.register import Register
    from tracker.report.lists.shape import ListTable

CYCLE = ("park", "chain", "officer")
"""What grouping goes through where the column under the cursor cannot be grouped by."""
_LARGE = 20_000
"""From so many projects on, sorting by a column for the first time takes longer than a key may take."""


class LedgerScreen(OfficeScreen):
    """A grid over the register. Its arrangement stays with the app, so that it is found as it was left."""

    NAME = "ledger"
    ACTIONS = (
        *LOOK, *YEAR_KEYS, REFRESH, COPY, *PROJECT_JOBS, LEAD, *BLOCKER_JOBS,
        Action("sort_column", ("f8", "o"), "table"),
        Action("filter_column", ("equals_sign", "f"), "table"),
        MARK,
        Action("change_marked", ("ctrl+e",), "table", writes=True),
        MARK_ALL,
        Action("group_rows", ("ctrl+g",), "table"),
        Action("fold_groups", ("minus", "z"), "table"),
        Action("choose_columns", ("ctrl+o", "c"), "table"),
        Action("saved_views", ("ctrl+d", "w"), "table"),
        UNDO_LAST)
    FOOTER = ("search", "sort_column", "filter_column", "mark", "change_marked", "palette", "help", "back",
              "year_back", "year_on", "group_rows", "choose_columns", "saved_views", "undo", "open", "move", "receipt",
              "raise_blocker", "note", "answer", "verify")
    DEFAULT_CSS = """
    LedgerScreen { background: $background; }
    """

    def __init__(self) -> None:
        super().__init__()
        left = self.office_app.left.get(self.NAME)
        self.arrangement = left if isinstance(left, Arrangement) else Arrangement()
        self._search_open = bool(self.arrangement.typed)
        self._filled = self._is_laying = self._opens_found = False
        self._coming, self._coming_typed = self.arrangement.view, self.arrangement.typed

    def compose(self) -> ComposeResult:
        """The strip, what is in force, the table, counts and sums, the keys."""
        yield YearStrip()
        yield StateLine(self.arrangement)
        yield Grid(self.words.loading)
        yield TotalsLine(self.arrangement)
        yield KeyLine(self.FOOTER)

    @property
    def grid(self) -> Grid:
        """The table."""
        return self.query_one(Grid)

    @property
    def board(self) -> Grid:
        """The table, under the name by which the search box moves the cursor of a screen."""
        return self.grid

    def on_mount(self) -> None:
        """Shows what has been read already."""
        self.office_app.left[self.NAME] = self.arrangement
        self.grid.focus()
        if self._search_open:
            self.action_search()
        self.arrived()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """The register was read, for the first time or again: cursor, scroll and marks stay on their projects."""
        super().arrived()
        facts = self.office_app.facts
        if facts is not None and (facts.register is not self.arrangement.register or not self._filled):
            self._take(facts.register)

    def _take(self, register: Register) -> None:
        if self._filled:
            self._remember()
        if register.by_pages and register is not self.arrangement.register:
            self._lay_in_thread(keep=True)
            return
        if register is not self.arrangement.register:
            self.arrangement.take(register)
        self._filled = True
        self.fill()
        if register.whole and register.n > _LARGE:
            shown = self.arrangement.view.columns
            self.ask(lambda desk: register.rank(shown), lambda _: None, group="rank", quiet=True)

    def _lay_in_thread(self, *, keep: bool) -> None:
        """Works out in a thread what comes to be shown of a large office, and shows it; what was asked last is shown.
        """
        facts, held = self.office_app.facts, self.arrangement
        if facts is not None:
            register, view, typed, room = facts.register, self._coming, self._coming_typed, self.grid.room
            self._is_laying = True

            def lays(desk: Desk) -> Arrangement:
                later = held.laid(register, view, typed, room)
                give_back_all()
                return later
            self.ask(lays, partial(self._laid, keep=keep), group="sort", otherwise=self._not_laid)

    def _laid(self, later: Arrangement, *, keep: bool) -> None:
        if self._filled:
            self._remember()
        self._filled, self._is_laying = True, False
        self.arrangement.become(later)
        self.fill(keep=keep)
        if self._opens_found:
            self._opens_found = False
            self.go_to_found()

    def _not_laid(self, _sentence: str) -> None:
        self._is_laying = self._opens_found = False
        self._coming, self._coming_typed = self.arrangement.view, self.arrangement.typed

    @on(Grid.Unread)
    def _unread(self, event: Grid.Unread) -> None:
        """Reads what came into sight, and draws it."""
        register = self.arrangement.register
        if register is not None:
            self.ask(lambda desk: register.bring(event.rows), lambda _: self.grid.refresh(), group="page", quiet=True)

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
        grid.show(held.lines, heading=self._heading, marked=held.marked.__contains__, note=self._note(),
                  ready=register.stands_ready)
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
        signs = {name: f"{arrow(downwards=downwards)}{'' if place == 0 else place + 1}"
                 for place, (name, downwards) in enumerate(held.view.sort)}
        for name in held.view.filters:
            signs[name] = signs.get(name, "") + "="
        columns = [grid_column(name, held.register, words) for name in held.view.columns]
        self.grid.set_columns(columns, held.view.frozen, signs)

    def _around(self) -> None:
        self.query_one(StateLine).refresh()
        self.query_one(TotalsLine).refresh()
        for box in self.query(SearchBox):
            box.found(len(self.arrangement.shown))

    def _note(self) -> tuple[str, ...]:
        held, words = self.arrangement, self.words
        if held.register is not None and held.register.n == 0:
            if not held.register.whole:
                return (words.loading,)
            return tuple(with_keys(line, words) for line in words.empty_office)
        return (words.ledger.empty.format(key=words.keys["escape"]),)

    def _heading(self, number: int) -> Line:
        held = self.arrangement
        if held.groups is None:
            return []
        group = held.groups[number]
        return group_line(group, held.view.group, str(group.value) in held.folded, self.words, self.terms)

    def change(self, view: View, *, keep: bool = True) -> None:
        """Shows another view; a large office is sorted in a thread first."""
        register, before = self.arrangement.register, self.arrangement.view
        if view.name == before.name and view != before:
            view = replace(view, name="")  # not the saved one any more
        self._coming = view
        if register is not None and register.by_pages:
            self._lay_in_thread(keep=keep)
        elif register is not None and register.n > _LARGE and view.sort != before.sort:
            self.ask(lambda desk: register.order(range(register.n), view.sort),
                     lambda _: self._change(view, keep=keep), group="sort")
        else:
            self._change(view, keep=keep)

    def _change(self, view: View, *, keep: bool) -> None:
        self._remember()
        self.arrangement.show(view)
        self.fill(keep=keep)

    def reword(self) -> None:
        """Shows the screen in the language that is spoken now."""
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
            place = CYCLE.index(view.group) + 1 if view.group in CYCLE else 0
            by = "" if place == len(CYCLE) or (view.group and view.group not in CYCLE) else CYCLE[place]
        elif by == view.group:
            by = ""
        self.change(replace(view, group=by), keep=bool(view.group and not by))
        words = self.words.ledger
        self.tell(words.group_now.format(column=column_title(by, self.words.lang)) if by else words.group_off)

    def action_fold_groups(self) -> None:
        """Folds all groups or opens them."""
        if not self.arrangement.groups:
            self.tell(self.words.ledger.no_fold.format(key=shown_key("group_rows", self.words)), bad=True)
            return
        group = self.arrangement.lines.group_at(self.grid.at) or 0
        self.arrangement.fold_all()
        self._folded(group)

    def _folded(self, group: int) -> None:
        self.arrangement.code = None
        self.fill()
        self.grid.go(self.arrangement.lines.line_of_group(group))

    # -- looking ------------------------------------------------------------------------------------------------------

    @on(Grid.Opened)
    def action_open(self) -> None:
        """Opens the project under the cursor; a group's own line folds it or opens it."""
        group = self.grid.group
        if group is not None:
            self.arrangement.fold(group)
            self._folded(group)
            return
        if project := self.project_here():
            self.office_app.open_project(*project)

    def action_search(self) -> None:
        """Opens the search box, or goes back to it."""
        for box in self.query(SearchBox):
            box.focus_input()
            return
        self.mount(SearchBox(self.words.ledger.search_hint, self.arrangement.typed), before=self.grid)

    def searched(self, typed: str) -> None:
        """Something was typed into the search box."""
        if typed.strip() != self._coming_typed:
            self._find(typed.strip(), keep=not typed.strip())

    def _find(self, typed: str, *, keep: bool) -> None:
        self._coming_typed, register = typed, self.arrangement.register
        if register is not None and register.by_pages:
            self._lay_in_thread(keep=keep)
            return
        self._remember()
        self.arrangement.search(typed)
        self.fill(keep=keep)

    def go_to_found(self) -> None:
        """Opens the project under the cursor, the first one of a group; the search holds until Esc takes it away."""
        if not self._coming_typed:
            self.end_search()
            return
        if self._is_laying:  # what is found is still being looked for
            self._opens_found = True
            return
        self.grid.focus()
        if self.grid.group is not None:
            self.grid.action_cursor_down()
        if project := self.project_here():
            self.office_app.open_project(*project)

    def end_search(self) -> None:
        """All projects of the view again, the cursor on the one that was found."""
        self.query(SearchBox).remove()
        if self._coming_typed:
            self._find("", keep=True)
        self.grid.focus()

    def action_back(self) -> None:
        """Ends the search, then the filters, then the marks; there is nothing else to go back from."""
        held = self.arrangement
        if self.query(SearchBox):
            self.end_search()
        elif held.view.filters:
            self.change(replace(held.view, filters={}))
        elif held.marked:
            held.unmark()
            self.refresh_marks()
        else:
            self.tell(named_key("quit", self.words))

    def project_here(self) -> tuple[str, str] | None:
        """The code and name of the project under the cursor; says so where there is none."""
        row, register = self.grid.row, self.arrangement.register
        if row is None or register is None:
            self.tell(self.words.no_choice if register else self.words.opening, bad=True)
            return None
        return register.code(row), register.column("name")[row]

    # -- columns, filters, views --------------------------------------------------------------------------------------

    def action_choose_columns(self) -> None:
        """Opens the list of columns."""
        self.app.push_screen(ColumnsDialog(self.arrangement.view), self._laid_out)

    def _laid_out(self, view: View | None) -> None:
        if view is not None:
            self.change(view)

    def action_filter_column(self) -> None:
        """Opens the values of the column under the cursor, as counted without its own filter."""
        held, column = self.arrangement, self.grid.column
        if column is None or held.register is None:
            return
        others = {name: wanted for name, wanted in held.view.filters.items() if name != column.name}
        before = held.view.filters.get(column.name, Filter())
        self.app.push_screen(ColumnFilterDialog(column.name, held.register, others, before),
                             partial(self._sifted, column.name))

    def _sifted(self, name: str, wanted: Filter | None) -> None:
        if wanted is not None:
            self.change(self.arrangement.view.filtered(name, wanted))

    def action_saved_views(self) -> None:
        """Opens the saved views, read in a thread."""
        self.ask(lambda desk: load(), self._views, group="views")

    def _views(self, kept: Kept) -> None:
        if self.is_current:
            self.app.push_screen(ViewsDialog(kept, self.arrangement.view), self._viewed)

    def _viewed(self, chose: Chose | None) -> None:
        if chose is None:
            return
        if chose.view is not None:
            self.change(chose.view)
        if chose.keep is not None:
            keep = chose.keep
            self.ask(lambda desk: save(keep), lambda _: self.tell(chose.said), group="views")

    # -- marks --------------------------------------------------------------------------------------------------------

    def refresh_marks(self) -> None:
        """Draws marks and sums again."""
        self.grid.refresh()
        self.query_one(TotalsLine).refresh()

    def action_mark(self) -> None:
        """Marks the project under the cursor and goes on to the next; on a group's own line, all of the group."""
        grid, held = self.grid, self.arrangement
        if grid.row is not None:
            held.mark((grid.row,))
            grid.action_cursor_down()
        elif grid.group is not None and held.groups is not None:
            held.mark(held.groups[grid.group].rows)
        self.refresh_marks()

    def action_mark_all(self) -> None:
        """Marks all that are shown, or unmarks them."""
        held, words = self.arrangement, self.words.ledger
        now = held.mark(held.shown)
        self.refresh_marks()
        self.tell(words.marked_now.format(count=len(held.shown)) if now else words.marked_off)

    def action_change_marked(self) -> None:
        """Opens the form that changes all marked projects, or the one under the cursor where none is marked."""
        held = self.arrangement
        rows = held.marked_rows() or ([self.grid.row] if self.grid.row is not None else [])
        register = held.register
        if register is None or not rows:
            self.tell(self.words.ledger.none_marked, bad=True)
            return
        names, versions = register.column("name"), register.column("version")

        def targets() -> list[Target]:
            return [Target(register.code(row), names[row], versions[row]) for row in register.in_pages(rows)]

        def opens(meant: list[Target]) -> None:
            self.app.push_screen(BulkDialog(meant, register.column("stage")[rows[0]]), self.done)
        self.ask_register(register, targets, opens, group="marked")

    def exported(self) -> Exported | str:
        """The projects shown, in the columns, order and groups they are shown in."""
        held, lang = self.arrangement, self.words.lang
        register, view, shown, groups, folded = held.register, held.view, held.shown, held.groups, set(held.folded)
        if register is None or not register.whole:
            return self.words.lists.not_yet
        about = [text for text, _ in in_force(held, self.words, self.terms)]
        hidden = sum(str(group.value) in folded for group in groups or ())
        about += [self.words.lists.folded.format(count=hidden)] if hidden else []

        def tables(desk: Desk) -> list[ListTable[int]]:
            rows = shown if groups is None else grouped_rows(groups, view.group, lang, folded)
            return [register_table(register, view.columns, register.in_pages(rows), lang)]
        return Exported(self.NAME, tables, tuple(about), narrowed=bool(held.typed or view.filters))

    def action_copy_row(self) -> None:
        """Copies the cell under the cursor; where rows are marked, those rows with a head, cells parted by tabs."""
        held, grid = self.arrangement, self.grid
        register, column = held.register, grid.column
        if register is None or column is None or (grid.row is None and not held.marked):
            self.tell(self.words.no_choice, bad=True)
            return
        columns = [grid_column(name, register, self.words) for name in held.view.columns]
        marked = register.in_pages(held.marked_rows())

        def lines() -> str:
            return "\n".join(["\t".join(shown.title for shown in columns),
                              *("\t".join(copied(shown, row) for shown in columns) for row in marked)])

        if not marked:
            assert grid.row is not None
            text = copied(column, grid.row)
            self._copied(text, text)
        else:
            said = self.words.ledger.marked.format(count=len(marked))
            self.ask_register(register, lines, partial(self._copied, said), group="marked")

    def _copied(self, said: str, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.tell(self.words.ledger.copied.format(text=said))


def copied(column: GridColumn, row: int) -> str:
    """A cell as it is copied: text without the mark that stands before a name."""
    text = column.cell(row)[0]
    return text[1:] if column.name == "name" else text
