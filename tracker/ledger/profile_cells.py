"""Reads the profile out of the row of a project: each column by its field, and what no field holds as a note."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from tracker.domain.area import UNCLEAR_FROM, read_area, says_a_unit, unit_of_area
from tracker.domain.credit_code import BadCreditCode, is_code_as_number, is_no_code_yet, read_credit_code
from tracker.domain.days import is_empty
from tracker.domain.fields import (
    AmountField,
    AnyField,
    ChoiceField,
    CreditCodeField,
    HopedForField,
    LineField,
    NumberField,
    YesNoField,
)
from tracker.domain.money import Currency, Money, Unit, print_exact
from tracker.domain.profile import FIELDS, REMARK, Origin, Top500
from tracker.domain.stages import Stage
from tracker.domain.text import clean
from tracker.ledger.account import Fate
from tracker.ledger.cells import Cells
from tracker.ledger.family import NOTED
from tracker.ledger.headers import fold
from tracker.ledger.layout import SheetLayout
from tracker.ledger.money_columns import ARRIVED_WORDS, SEVERAL_MONTHS, is_arrived_money
from tracker.ledger.people import contact_columns, people_beside_numbers
from tracker.ledger.row_units import unit_in_row
from tracker.ledger.rows import NoteCode, ProblemCode
from tracker.ledger.words import SAYS_TOO_LITTLE, amount_trouble, choice_said, flag_said, top500_said, yes_or_no

LISTS = {f"top500_{which}": which for which in Top500 if which is not Top500.LISTED}
ORIGINS = {f"origin_{origin}": origin for origin in Origin}
"""Columns that are ticked for one origin each, below 资金来源."""
_ZERO = re.compile(r"0+(?:\.0*)?(?:[万亿]?元)?")
_TOLD = re.compile(rf"(?:{ARRIVED_WORDS.pattern})情况")
"""In the header of a column that tells of money in words."""
_NUMBER_OF = re.compile(r"^第[一二三四五]|(?:[一二三四五1-5]|[甲乙丙])$|(?<=[一二三四五1-5甲乙丙])(?:名称|全称)$")
_Profile = dict[str, Any]
"""Values by the name of their field."""
Put = Callable[[int, object, _Profile], None]
"""Reads one cell of the row of this number (from 1) into a profile."""


class ProfileCells:
    """Which column of a table is read into which field, worked out once for all rows."""

    def __init__(self, layout: SheetLayout, cells: Cells) -> None:
        self.layout = layout
        self.cells = cells
        self._row: list[object] = []
        self._plan = self._readers()
        self._contacts = contact_columns(layout)
        self._places = sorted((*layout.alternates.get("investor_from", ()), *(
            [layout.columns["investor_from"]] if "investor_from" in layout.columns else [])))

    def read(self, number: int, row: list[object]) -> _Profile:
        """The fields a row says something about; `notes` has what no field holds, by the header of its column."""
        profile: _Profile = {}
        self._row = row
        for column, put in self._plan:
            cell = row[column]
            if cell != "" and cell is not None:
                put(number, cell, profile)
        if "origin" not in profile and "investor_from" in profile:
            self._origin_by_place(number, profile)
        for field, header, column in self._contacts:
            if isinstance(cell := row[column], str) and (people := people_beside_numbers(cell)):
                profile[field] = self.cells.line(people)
                self.cells.note(NoteCode.PEOPLE_READ, self.layout, number, header=header, field=field)
        return profile

    def _origin_by_place(self, number: int, profile: _Profile) -> None:
        """Where the money is from by where the investor is, as far as the ruleset of the place says what lies where;
        other countries are abroad in any case.

        Of several columns (国别, 省份, 城市) those that tell have to agree.
        """
        places = [self.cells.whole(self._row[column]) for column in self._places if not is_empty(self._row[column])]
        found = {self.cells.origin_of_place(place) for place in (*places, "".join(places))} - {None}
        origin = found.pop() if len(found) == 1 else None
        said = profile.get("notes", {}).get(self.label("origin"), "") if "origin" in self.layout.columns else ""
        if origin is not None and not (origin is Origin.FOREIGN and fold(said) in SAYS_TOO_LITTLE):
            profile["origin"] = origin
            self.cells.note(NoteCode.ORIGIN_FROM_PLACE, self.layout, number, value=" ".join(places), origin=origin)

    def label(self, name: str) -> str:
        """What the notes of a field's column are kept under: its header in one line."""
        return clean(self.layout.headers[name])

    def leave(self, number: int, name: str, text: str, profile: _Profile) -> None:
        """Keeps what a field cannot hold among the notes, under the header of its column."""
        profile.setdefault("notes", {})[self.label(name)] = text
        self.cells.fate(self.layout, number, self.layout.columns[name], Fate.NOTE)

    def beside(self, number: int, column: int, header: str, cell: object, profile: _Profile) -> None:
        """Keeps a cell as a note under its header, and not as the field of its column."""
        profile.setdefault("notes", {})[header] = self.cells.page(cell)
        self.cells.fate(self.layout, number, column, Fate.NOTE)

    def _readers(self) -> list[tuple[int, Put]]:
        """Which column is read how, worked out once for all rows."""
        own: dict[str, Put] = {"origin": self._origin, "top500": self._top500, "unit": self._unit,
                               "currency": self._currency,
                               **{name: self._listed(which) for name, which in LISTS.items()},
                               **{name: self._origin_ticked(name, origin) for name, origin in ORIGINS.items()}}
        kinds: dict[type[AnyField], Callable[[Any], Put]] = {
            LineField: self._line, AmountField: self._amount, HopedForField: self._amount, YesNoField: self._yes,
            ChoiceField: self._choice, NumberField: self._number, CreditCodeField: self._credit_code}
        plan: list[tuple[int, Put]] = []
        for name, column in self.layout.columns.items():
            if name in own:
                plan.append((column, own[name]))
            elif name in FIELDS and type(FIELDS[name]) in kinds:
                plan.append((column, kinds[type(FIELDS[name])](FIELDS[name])))
        plan += [(self.layout.columns[field], self._note(REMARK if field == "remarks" else self.layout.headers[field]))
                 for field in NOTED if field in self.layout.columns]
        plan += [(column, self._arrived(header) if self._is_arrived(header) else self._note(header))
                 for header, column in self.layout.others]
        plan += [(total.column, self._note(total.header)) for total in self.layout.totals]
        plan += [(column, self._alternate(name, column)) for name, columns in self.layout.alternates.items()
                 for column in columns if name in FIELDS]
        return plan + [(column, self._role(label)) for label, column in self.layout.roles]

    def _line(self, field: LineField) -> Put:
        read, name = self.cells.said, field.name

        def put(number: int, cell: object, profile: _Profile) -> None:
            if text := read(cell):
                profile[name] = text

        return put

    def _note(self, label: str) -> Put:
        read = self.cells.page

        def put(number: int, cell: object, profile: _Profile) -> None:
            text = read(cell)
            if text:
                profile.setdefault("notes", {})[label] = text

        return put

    def _is_arrived(self, header: str) -> bool:
        """Whether a column is of money that arrived; of 1-2月 it is the title that says so."""
        above = f"{self.layout.title} {self.layout.sheet}" if SEVERAL_MONTHS.match(header) else ""
        return is_arrived_money(header, f"{header} {above}") and not _TOLD.search(header)

    def _arrived(self, header: str) -> Put:
        """Money that arrived without a day, or of which is not said that it came on the day beside it, is no receipt:
        kept as a note, and said.
        """
        keep = self._note(header)
        day = self.layout.headers.get(Stage.FUNDED)
        code = NoteCode.MONEY_WITHOUT_DAY if day is None else NoteCode.MONEY_OF_WHICH_DAY
        params = {"header": clean(header)} if day is None else {"header": clean(header), "day": clean(day)}

        def put(number: int, cell: object, profile: _Profile) -> None:
            keep(number, cell, profile)
            if not _is_zero(cell) and any(sign.isdigit() for sign in str(cell)):
                self.cells.note(code, self.layout, number, **params)

        return put

    def _alternate(self, name: str, column: int) -> Put:
        """A further column of a field: its value where there is none yet, else a note under its own header."""
        header = self.layout.alternate_headers[column]
        if isinstance(FIELDS[name], AmountField):
            return self._money_of(name, column, header, hoped_for=isinstance(FIELDS[name], HopedForField))
        is_another = _bare_of_number(header) == _bare_of_number(self.layout.headers[name])  # no 项目公司 beside 投资方

        def put(number: int, cell: object, profile: _Profile) -> None:
            if name not in profile and not is_empty(cell):
                profile[name] = self.cells.line(cell)
            elif text := self.cells.whole(cell):
                self.beside(number, column, header, cell, profile)
                if name == "investor" and text != profile.get(name) and is_another:
                    self.cells.note(NoteCode.SECOND_INVESTOR, self.layout, number, header=header,
                                    first=profile.get(name, ""), second=text)

        return put

    def _role(self, label: str) -> Put:
        def put(number: int, cell: object, profile: _Profile) -> None:
            if text := self.cells.said(cell):
                profile.setdefault("roles", {})[label] = text

        return put

    def _amount(self, field: AmountField) -> Put:
        name = field.name
        return self._money_of(name, self.layout.columns[name], self.label(name),
                              hoped_for=isinstance(field, HopedForField))

    def _money_of(self, name: str, column: int, header: str, *, hoped_for: bool) -> Put:
        """Reads amounts of one column into a field. A zero before the signing is none yet, and kept as a note."""
        signed = self.layout.columns.get("signed") if name == "contract_amount" else None
        by_row = not hoped_for and name not in self.layout.alternates and (
            "unit" in self.layout.columns or "currency" in self.layout.columns)

        def put(number: int, cell: object, profile: _Profile) -> None:
            if _is_zero(cell) and (signed is None or is_empty(self._row[signed])):
                self.beside(number, column, header, cell, profile)
                return
            if hoped_for and amount_trouble(cell) in ("range", "undecided"):  # what is hoped for may be a range
                self.beside(number, column, header, cell, profile)
                return
            own = self.unit_of_row(column) if by_row else unit_in_row(self.layout, column, self._row)
            money = self.cells.amount_at(self.layout, number, column, cell, own)
            if not isinstance(money, Money):
                return
            if name in profile:
                self.beside(number, column, header, cell, profile)
                self.cells.note(NoteCode.SECOND_AMOUNT, self.layout, number, header=header)
                return
            profile[name] = money
            if self.cells.says_more(cell):
                profile.setdefault("notes", {})[header] = self.cells.page(cell)

        return put

    def unit_of_row(self, column: int) -> Unit | None:
        """The unit of a column in the row read last, as its 单位 and 币种 say; a currency in the header holds."""
        own, named = (self.cells.unit_found(self._row[place]) if (place := self.layout.columns.get(field)) is not None
                      else None for field in ("unit", "currency"))
        unit = own or unit_in_row(self.layout, column, self._row, named.currency if named else None)
        if named is None or named.currency is None or (unit is not None and unit.currency not in (None, Currency.CNY)):
            return unit
        return Unit(named.currency, unit.factor if unit is not None else named.factor)

    def _unit(self, number: int, cell: object, profile: _Profile) -> None:
        """A unit is read with the amounts of its row; 单位 can hold a bureau too, which is a note."""
        if not is_empty(cell) and (self.cells.unit_found(cell) is None or not self._has_amounts()):
            self.leave(number, "unit", self.cells.whole(cell), profile)

    def _currency(self, number: int, cell: object, profile: _Profile) -> None:
        """A currency is read with the amounts of its row; one that nobody knows is a problem."""
        known = self.cells.unit(self.layout, number, "currency", cell)
        if isinstance(known, Unit) and not self._has_amounts():
            self.leave(number, "currency", self.cells.whole(cell), profile)

    def _has_amounts(self) -> bool:
        """Whether a unit or a currency of the row is that of an amount in it."""
        return any(name not in self.layout.alternates and (column := self.layout.columns.get(name)) is not None
                   and not is_empty(self._row[column]) for name in ("contract_amount", "fixed_investment"))

    def _listed(self, which: Top500) -> Put:
        def put(number: int, cell: object, profile: _Profile) -> None:
            if yes_or_no(cell) is not False:
                profile["top500"] = which

        return put

    def _top500(self, number: int, cell: object, profile: _Profile) -> None:
        listed = top500_said(self.cells.whole(cell))
        if listed is not None:
            profile.setdefault("top500", listed)
            if listed is Top500.LISTED:
                self.cells.note(NoteCode.LIST_UNCLEAR, self.layout, number)
        elif not is_empty(cell) and yes_or_no(cell) is None:
            self.cells.note(NoteCode.YES_UNCLEAR, self.layout, number, value=self.cells.whole(cell),
                            header=self.label("top500"))
            self.leave(number, "top500", self.cells.whole(cell), profile)

    def _origin(self, number: int, cell: object, profile: _Profile) -> None:
        origin = self.cells.origin(self.layout, number, "origin", cell)
        if origin is None and not is_empty(cell):
            self.leave(number, "origin", self.cells.whole(cell), profile)
        elif origin is not None and not isinstance(origin, ProblemCode):
            profile["origin"] = origin

    def _origin_ticked(self, name: str, origin: Origin) -> Put:
        """A column for one origin: a tick says so; amounts, and a second tick, are notes."""
        def put(number: int, cell: object, profile: _Profile) -> None:
            answer = yes_or_no(cell)
            if answer and profile.get("origin", origin) is origin:
                profile["origin"] = origin
            elif answer is not False:
                self.leave(number, name, self.cells.whole(cell), profile)

        return put

    def _yes(self, field: YesNoField) -> Put:
        answers: dict[object, bool | None] = {}

        def put(number: int, cell: object, profile: _Profile) -> None:
            if cell not in answers:
                answers[cell] = flag_said(field, cell)
            answer = answers[cell]
            if answer is None:
                self.cells.note(NoteCode.YES_UNCLEAR, self.layout, number, value=self.cells.whole(cell),
                                header=self.layout.headers[field.name])
                self.leave(number, field.name, self.cells.whole(cell), profile)
            else:
                profile[field.name] = answer

        return put

    def _choice(self, field: ChoiceField[Any]) -> Put:
        values: dict[str, StrEnum | None] = {}

        def put(number: int, cell: object, profile: _Profile) -> None:
            text = self.cells.whole(cell)
            if text not in values:
                values[text] = choice_said(field, text)
            value = values[text]
            if value is not None:
                profile[field.name] = value
            elif not is_empty(text):
                self.leave(number, field.name, text, profile)

        return put

    def _number(self, field: NumberField) -> Put:
        """Areas in mu. What the field cannot hold as it was written (20000平方米, 约50亩, a range) is a note too."""
        header = self.label(field.name)
        unit = unit_of_area(header)

        def put(number: int, cell: object, profile: _Profile) -> None:
            if is_empty(cell):
                return
            text = self.cells.whole(cell)
            area = read_area(text, unit)
            if area is None:
                self.leave(number, field.name, text, profile)
                return
            if not unit and area.mu >= UNCLEAR_FROM and not says_a_unit(text):
                self.leave(number, field.name, text, profile)
                self.cells.note(NoteCode.LAND_UNCLEAR, self.layout, number, header=header)
                return
            profile[field.name] = print_exact(area.mu)
            if not area.plain:
                profile.setdefault("notes", {})[header] = text

        return put

    def _credit_code(self, field: CreditCodeField) -> Put:
        def put(number: int, cell: object, profile: _Profile) -> None:
            text = self.cells.whole(cell).lstrip("'’‘`")
            if is_empty(text):
                return
            try:
                profile[field.name] = read_credit_code(text)
            except BadCreditCode:
                if is_no_code_yet(text):
                    self.leave(number, field.name, text, profile)
                else:
                    self.cells.problem(self.layout, number, field.name, ProblemCode.CREDIT_CODE, cell,
                                       "number" if is_code_as_number(cell) else "")

        return put


def _bare_of_number(header: str) -> str:
    """A header without what numbers it: 投资方 of 第一投资方, 投资方二 and 投资方（2）."""
    return _NUMBER_OF.sub("", fold(header))


def _is_zero(cell: object) -> bool:
    """Whether a cell of amounts says 0."""
    if isinstance(cell, str):
        return cell.lstrip()[:1] == "0" and _ZERO.fullmatch(cell.strip()) is not None
    return cell == 0 and not isinstance(cell, bool)
