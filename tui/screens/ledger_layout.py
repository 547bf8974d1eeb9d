"""The ledger's dialogs and marks: choosing columns, filtering one, saved views, marking, changing many, copying."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.screens.jobs import Jobs
from tui.screens.ledger_columns import grid_column

if TYPE_CHECKING:
    from tracker.office.register.sift import Filter
    from tui.dialogs.views import Chose
    from tui.screens.ledger_view import Arrangement
    from tui.views import Kept, View
    from tui.widgets.grid import Grid, GridColumn


class Layout(Jobs):
    """What the ledger can be asked for besides looking."""

    arrangement: Arrangement

    @property
    def grid(self) -> Grid:
        """The table."""
        raise NotImplementedError

    def change(self, view: View, *, keep: bool = True) -> None:
        """Shows another view."""
        raise NotImplementedError

    # -- columns, filters, views --------------------------------------------------------------------------------------

    def action_choose_columns(self) -> None:
        """Opens the list of columns."""
        from tui.dialogs.columns import ColumnsDialog

        self.app.push_screen(ColumnsDialog(self.arrangement.view), self._laid_out)

    def _laid_out(self, view: View | None) -> None:
        if view is not None:
            self.change(view)

    def action_filter_column(self) -> None:
        """Opens the values of the column under the cursor, as counted without its own filter."""
        from tracker.office.register.sift import Filter, sift
        from tui.dialogs.column_filter import FilterDialog

        held, column = self.arrangement, self.grid.column
        if column is None or held.register is None:
            return
        others = {name: wanted for name, wanted in held.view.filters.items() if name != column.name}
        rows = sift(held.register, others)
        before = held.view.filters.get(column.name, Filter())
        self.app.push_screen(FilterDialog(column.name, held.register, rows, before),
                             partial(self._sifted, column.name))

    def _sifted(self, name: str, wanted: Filter | None) -> None:
        if wanted is not None:
            self.change(self.arrangement.view.filtered(name, wanted))

    def action_saved_views(self) -> None:
        """Opens the saved views, read in a thread."""
        from tui.views import load

        self.ask(lambda office: load(), self._views, group="views")

    def _views(self, kept: Kept) -> None:
        from tui.dialogs.views import ViewsDialog

        if self.is_current:
            self.app.push_screen(ViewsDialog(kept, self.arrangement.view), self._viewed)

    def _viewed(self, chose: Chose | None) -> None:
        if chose is None:
            return
        if chose.view is not None:
            self.change(chose.view)
        if chose.keep is not None:
            from tui.views import save

            keep = chose.keep
            self.ask(lambda office: save(keep), lambda _: self.tell(chose.said), group="views")

    # -- marks --------------------------------------------------------------------------------------------------------

    def refresh_marks(self) -> None:
        """Draws marks and sums again."""
        self.grid.refresh()
        self.query_one("#totals").refresh()

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
        from tui.dialogs.bulk import BulkDialog, Target

        held = self.arrangement
        rows = held.marked_rows() or ([self.grid.row] if self.grid.row is not None else [])
        register = held.register
        if register is None or not rows:
            self.tell(self.words.ledger.none_marked, bad=True)
            return
        names, versions = register.column("name"), register.column("version")
        targets = [Target(register.code(row), names[row], versions[row]) for row in rows]
        at = register.column("stage")[rows[0]]
        self.app.push_screen(BulkDialog(targets, at), self.done)

    def action_copy_row(self) -> None:
        """Copies the cell under the cursor; where rows are marked, those rows with a head, cells parted by tabs."""
        held, grid = self.arrangement, self.grid
        register, column = held.register, grid.column
        if register is None or column is None or (grid.row is None and not held.marked):
            self.tell(self.words.no_choice, bad=True)
            return
        columns = [grid_column(name, register, self.words, self.terms) for name in held.view.columns]
        if held.marked:
            lines = ["\t".join(one.title for one in columns)]
            lines += ["\t".join(copied(one, row) for one in columns) for row in held.marked_rows()]
            text, said = "\n".join(lines), self.words.ledger.marked.format(count=len(held.marked))
        else:
            assert grid.row is not None
            text = said = copied(column, grid.row)
        self.app.copy_to_clipboard(text)
        self.tell(self.words.ledger.copied.format(text=said))


def copied(column: GridColumn, row: int) -> str:
    """A cell as it is copied: text without the mark that stands before a name."""
    text = column.cell(row)[0]
    return text[1:] if column.name == "name" else text
