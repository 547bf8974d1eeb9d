"""Reads the profile out of the row of a project: each column by its field, and what no field holds as a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tracker.domain.credit_code import BadCreditCode, read_credit_code
from tracker.domain.days import is_empty
from tracker.domain.fields import (
    AmountField,
    AnyField,
    ChoiceField,
    CreditCodeField,
    LineField,
    NumberField,
    YesNoField,
    YuanField,
)
from tracker.domain.money import Money, print_amount
from tracker.domain.profile import FIELDS, REMARK, Top500
from tracker.ledger.account import Fate
from tracker.ledger.cells import Cells, number_of
from tracker.ledger.family import NOTED
from tracker.ledger.layout import SheetLayout
from tracker.ledger.rows import NoteCode, ProblemCode
from tracker.ledger.words import choice_said, top500_said, yes_or_no

LISTS = {f"top500_{which}": which for which in Top500 if which is not Top500.LISTED}
Put = Callable[[int, Any, dict[str, Any]], None]
"""Reads one cell of the row of this number (from 1) into a profile."""


class ProfileCells:
    """Which column of a table is read into which field, worked out once for all rows."""

    def __init__(self, layout: SheetLayout, cells: Cells) -> None:
        self.layout = layout
        self.cells = cells
        self._plan = self._readers()

    def read(self, number: int, row: list[Any]) -> dict[str, Any]:
        """The fields a row says something about; `notes` has what no field holds, by the header of its column."""
        profile: dict[str, Any] = {}
        for column, put in self._plan:
            cell = row[column]
            if cell != "" and cell is not None:
                put(number, cell, profile)
        return profile

    def leave(self, number: int, name: str, text: str, profile: dict[str, Any]) -> None:
        """Keeps what a field cannot hold among the notes, under the header of its column."""
        profile.setdefault("notes", {})[self.layout.headers[name]] = text
        self.cells.fate(self.layout, number, self.layout.columns[name], Fate.NOTE)

    def _readers(self) -> list[tuple[int, Put]]:
        """Which column is read how, worked out once for all rows."""
        own: dict[str, Put] = {"origin": self._origin, "top500": self._top500,
                               **{name: self._listed(which) for name, which in LISTS.items()}}
        kinds: dict[type[AnyField], Callable[[Any], Put]] = {
            LineField: self._line, AmountField: self._amount, YuanField: self._amount, YesNoField: self._yes,
            ChoiceField: self._choice, NumberField: self._number, CreditCodeField: self._credit_code}
        plan: list[tuple[int, Put]] = []
        for name, column in self.layout.columns.items():
            if name in own:
                plan.append((column, own[name]))
            elif name in FIELDS and type(FIELDS[name]) in kinds:
                plan.append((column, kinds[type(FIELDS[name])](FIELDS[name])))
        plan += [(self.layout.columns[field], self._note(REMARK if field == "remarks" else self.layout.headers[field]))
                 for field in NOTED if field in self.layout.columns]
        plan += [(column, self._note(header)) for header, column in (*self.layout.others, *self.layout.totals)]
        plan += [(column, self._alternate(name, column)) for name, columns in self.layout.alternates.items()
                 for column in columns]
        return plan + [(column, self._role(label)) for label, column in self.layout.roles]

    def _line(self, field: LineField) -> Put:
        read, name = self.cells.line, field.name

        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            text = read(cell)
            if text and not is_empty(text):
                profile[name] = text

        return put

    def _note(self, label: str) -> Put:
        read = self.cells.page

        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            text = read(cell)
            if text:
                profile.setdefault("notes", {})[label] = text

        return put

    def _alternate(self, name: str, column: int) -> Put:
        """A further column of a field: its value where there is none yet, else a note under its own header."""
        header = self.layout.alternate_headers[column]

        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            text = self.cells.line(cell)
            if name not in profile and text and not is_empty(text):
                profile[name] = text
            elif text:
                profile.setdefault("notes", {})[header] = text
                self.cells.fate(self.layout, number, column, Fate.NOTE)

        return put

    def _role(self, label: str) -> Put:
        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            text = self.cells.line(cell)
            if text and not is_empty(text):
                profile.setdefault("roles", {})[label] = text

        return put

    def _amount(self, field: AmountField) -> Put:
        name, unit = field.name, self.layout.units.get(field.name) or self.layout.unit
        only_yuan = isinstance(field, YuanField)

        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            money = self.cells.amount(self.layout, number, name, cell, unit)
            if isinstance(money, Money):
                if only_yuan and not money.is_plain_yuan:
                    self.leave(number, name, print_amount(money), profile)
                else:
                    profile[name] = money

        return put

    def _listed(self, which: Top500) -> Put:
        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            if yes_or_no(cell) is not False:
                profile["top500"] = which

        return put

    def _top500(self, number: int, cell: Any, profile: dict[str, Any]) -> None:
        listed = top500_said(self.cells.line(cell))
        if listed is not None:
            profile.setdefault("top500", listed)
            if listed is Top500.LISTED:
                self.cells.note(NoteCode.LIST_UNCLEAR, self.layout, number)

    def _origin(self, number: int, cell: Any, profile: dict[str, Any]) -> None:
        origin = self.cells.origin(self.layout, number, "origin", cell)
        if origin is None and not is_empty(cell):
            self.leave(number, "origin", self.cells.line(cell), profile)
        elif origin is not None and not isinstance(origin, ProblemCode):
            profile["origin"] = origin

    def _yes(self, field: YesNoField) -> Put:
        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            answer = yes_or_no(cell)
            if answer is None:
                self.cells.note(NoteCode.YES_UNCLEAR, self.layout, number, value=self.cells.line(cell),
                                header=self.layout.headers[field.name])
                self.leave(number, field.name, self.cells.line(cell), profile)
            else:
                profile[field.name] = answer

        return put

    def _choice(self, field: ChoiceField[Any]) -> Put:
        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            text = self.cells.line(cell)
            value = choice_said(field, text)
            if value is not None:
                profile[field.name] = value
            elif not is_empty(text):
                self.leave(number, field.name, text, profile)

        return put

    def _number(self, field: NumberField) -> Put:
        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            found = number_of(cell)
            if found is not None:
                profile[field.name] = format(found.normalize(), "f")
            elif not is_empty(cell):
                self.leave(number, field.name, self.cells.line(cell), profile)

        return put

    def _credit_code(self, field: CreditCodeField) -> Put:
        def put(number: int, cell: Any, profile: dict[str, Any]) -> None:
            text = self.cells.line(cell)
            if is_empty(text):
                return
            try:
                profile[field.name] = read_credit_code(text)
            except BadCreditCode:
                self.cells.problem(self.layout, number, field.name, ProblemCode.CREDIT_CODE, cell)

        return put
