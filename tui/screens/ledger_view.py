"""What the ledger shows of the register: which rows, in which order and groups, marked or not; no widget in it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING

from tracker.office.register.sift import Totals, sift, totals_of
from tui.views import View
from tui.widgets.grid_lines import Lines

if TYPE_CHECKING:
    from tracker.office.register.register import Register, ValueGroup


class Arrangement:
    """A register seen through a view and a search. It outlives registers: a later one takes the place of the one."""

    def __init__(self) -> None:
        self.register: Register | None = None
        self.view = View()
        self.typed = ""
        self.marked: set[int] = set()
        self.folded: set[str] = set()
        self.groups: Sequence[ValueGroup] | None = None
        self.lines = Lines()
        self.shown: Sequence[int] = array("i")
        self.code: str | None = None
        self.offset = 0
        """The project under the cursor, and how many lines below the top it stands."""
        self._ordered: Sequence[int] = array("i")
        self._totals: tuple[object, Totals] | None = None
        self._marked_totals: Totals | None = None

    # -- what is shown ------------------------------------------------------------------------------------------------

    def take(self, register: Register) -> None:
        """A register read later: marks follow their projects."""
        was, self.register = self.register, register
        self._totals = self._marked_totals = None
        if was is not None and self.marked:
            self.marked = register.rows_now(was, self.marked)
        self.arrange()

    def laid(self, register: Register, view: View, typed: str, room: int) -> Arrangement:
        """An arrangement of its own, of that register seen that way, worked out in a thread with all that is drawn.

        `room` is how many lines there are on the screen.
        """
        later = copy(self)
        later.view, later.typed = view, typed
        if register is not self.register:
            later.take(register)
        elif (view.filters, view.sort) != (self.view.filters, self.view.sort):
            later.arrange()
        else:
            later.search(typed)
        later.totals()
        row = register.row_of(self.code) if self.code is not None else None
        line = later.lines.line_of(row) if row is not None else None
        top = max((line or 0) - self.offset, 0)
        near = (later.lines.row(at) for at in range(top, top + 2 * room))
        register.bring([at for at in (row, *near) if at is not None])
        return later

    def become(self, later: Arrangement) -> None:
        """Takes over what was worked out; what was marked and folded meanwhile stays so."""
        register, was = later.register, self.register
        marked, folded = self.marked, self.folded
        if register is not None and was is not None and register is not was and marked:
            marked = register.rows_now(was, marked)
        code, offset = self.code, self.offset
        vars(self).update(vars(later))
        self.marked, self.folded, self.code, self.offset = marked, folded, code, offset
        self._marked_totals = None
        self._lay()

    def show(self, view: View) -> None:
        """Another view: other filters, sorting or groups."""
        same = (view.filters, view.sort) == (self.view.filters, self.view.sort)
        self.view = view
        if same:
            self.gather()
        else:
            self.arrange()

    def arrange(self) -> None:
        """Filters and sorts, then searches and groups."""
        if self.register is None:
            return
        everything = range(self.register.n)
        rows: Sequence[int] = sift(self.register, self.view.filters) if self.view.filters else everything
        self._ordered = self.register.order(rows, self.view.sort) if self.view.sort else rows
        self.search(self.typed)

    def search(self, typed: str) -> None:
        """Keeps the rows that hold what is typed."""
        if self.register is None:
            return
        self.typed = typed = typed.strip()
        self.shown = self.register.search(typed, self._ordered) if typed else self._ordered
        self.gather()

    def gather(self) -> None:
        """Puts the rows shown into groups, or just one below the other."""
        if self.register is None:
            return
        by = self.view.group
        self.groups = self.register.groups(self.shown, by) if by else None
        self._lay()

    def _lay(self) -> None:
        if self.groups is None:
            self.lines = Lines(self.shown)
        else:
            folded = {number for number, group in enumerate(self.groups) if str(group.value) in self.folded}
            self.lines = Lines(self.shown, [group.rows for group in self.groups], folded)

    def totals(self) -> Totals:
        """What is shown, added up."""
        assert self.register is not None
        made_of = (self.view.filters, self.typed)
        if self._totals is None or self._totals[0] != made_of:
            self._totals = (made_of, totals_of(self.register, self.shown))
        return self._totals[1]

    def marked_totals(self) -> Totals | None:
        """What is marked, added up."""
        if self.register is None or not self.marked:
            return None
        if self._marked_totals is None:
            self._marked_totals = totals_of(self.register, sorted(self.marked))
        return self._marked_totals

    # -- groups -------------------------------------------------------------------------------------------------------

    def fold(self, group: int) -> None:
        """Folds a group or opens it."""
        if self.groups is not None:
            self.folded ^= {str(self.groups[group].value)}
            self._lay()

    def fold_all(self) -> None:
        """Folds all groups, or opens them where all are folded."""
        if self.groups is not None:
            values = {str(group.value) for group in self.groups}
            self.folded = set() if values <= self.folded else values
            self._lay()

    # -- marks --------------------------------------------------------------------------------------------------------

    def mark(self, rows: Sequence[int]) -> bool:
        """Marks rows, or unmarks them where all of them are marked; whether they are marked now."""
        self._marked_totals = None
        if self.marked.issuperset(rows):
            self.marked.difference_update(rows)
            return False
        self.marked.update(rows)
        return True

    def unmark(self) -> None:
        """Marks none."""
        self.marked.clear()
        self._marked_totals = None

    def marked_rows(self) -> list[int]:
        """The marked rows: those shown in the order they are shown, then the others."""
        shown = [row for row in self.shown if row in self.marked]
        return [*shown, *sorted(self.marked.difference(shown))]
