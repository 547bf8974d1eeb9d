"""Reads a sheet that is a card of one project: labels with their values beside or below them, laid out as a table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from tracker.ledger.account import Fate, SheetAccount
from tracker.ledger.card_labels import NAMED, SURE, is_about_sheet, label_text, label_with_value, meant_by, unit_alone
from tracker.ledger.card_lists import CardList, YearResult, laid_below, lists_on, results_by_year, without
from tracker.ledger.family import Kind
from tracker.ledger.finding import tables_on
from tracker.ledger.headers import column_number, fold, is_unit_alone, letters
from tracker.ledger.layout import SheetLayout, WantedColumn
from tracker.ledger.lines import SUM_NAME
from tracker.ledger.raw import BookSheet, Merge
from tracker.ledger.rows import Note, NoteCode, Problem
from tracker.ledger.stack import header_text, is_blank

_LEAST_ROWS, _LEAST_LABELS = 2, 3
"""Rows with named labels that a card has at least, and how many of those labels have their values beside them."""
_LONGEST, _WIDEST = 200, 60
"""Rows and columns of the largest sheet that can be one of cards."""
_LONGEST_LINE = 20
"""Characters of a label that has a row of its own above its value."""
_PROBLEMS = "problems"
_PARTIES = frozenset({"investor", "bureau", "chain_leader"})
_CELL = re.compile(r"([A-Z]+)(\d+)")
_Place = tuple[int, int]
"""Row and column of a cell, from 0."""


class _Unit(NamedTuple):
    """A cell as it is seen: merged ones are one, from `left` to `right` and down to `bottom`."""

    left: int
    right: int
    bottom: int
    cell: object


class _Pair(NamedTuple):
    """A label, and the cells of its value: one, or one for each project that has a column."""

    label: str
    place: _Place
    values: tuple[_Place, ...]
    texts: tuple[object, ...]
    heads: tuple[_Place, ...] = ()
    """Further cells that belong to the label: its unit, its group."""


@dataclass(frozen=True, slots=True)
class CardSheet:
    """A sheet of cards, laid out as tables: titles as they stand, the labels as header, a row for each project; below
    it the lists of the cards, each with the name of its project before its rows.
    """

    sheet: BookSheet
    laid: BookSheet
    layout: SheetLayout
    lists: tuple[SheetLayout, ...]
    places: Mapping[_Place, _Place]
    """Where the cells of those tables stand on the sheet."""
    heads: frozenset[_Place]
    """Further cells of the sheet that belong to labels."""
    own_rows: Mapping[int, _Place]
    """By the rows of the lists, where they begin on the sheet."""

    def rows_apart(self) -> tuple[int, ...]:
        """The rows of the sheet, from 1, in which a cell is none of the card's."""
        known = {*self.places.values(), *self.heads}
        return tuple(number + 1 for number, row in enumerate(self.sheet.rows) if any(
            not is_blank(cell) and (number, column) not in known for column, cell in enumerate(row)))

    def hidden_rows(self) -> tuple[int, ...]:
        """The hidden rows of the sheet, from 1, in which a label or its value stands."""
        return tuple(sorted({row + 1 for row, _ in self._of_labels()} & {row + 1 for row in self.sheet.hidden_rows}))

    def hidden_labels(self) -> tuple[str, ...]:
        """The labels that stand in hidden columns of the sheet or have their values there, with its letters: 园区（C）.
        """
        top = self.layout.top
        columns = {(self.header_row(laid[0]), laid[1]): place[1] for laid, place in self.places.items()
                   if laid[0] >= top and place[1] in self.sheet.hidden_columns}
        return tuple(f"{self.laid.rows[row][label]}（{letters(column)}）"
                     for (row, label), column in sorted(columns.items()))

    def header_row(self, row: int) -> int:
        """The row of the header of the table that a row of it belongs to, titles included; from 0."""
        return next((one.top for one in reversed(self.lists) if one.title_top <= row), self.layout.top)

    def _of_labels(self) -> set[_Place]:
        """The cells of the sheet that are labels, or their values."""
        return {place for laid, place in self.places.items() if laid[0] >= self.layout.top} | self.heads


class CardAccount(SheetAccount):
    """The fates of the cells of a sheet of cards, which tables and problems know as they were laid out."""

    def __init__(self, card: CardSheet) -> None:
        super().__init__(card.laid)
        self.sheet = card.sheet
        self._card = card
        self._laid = {place: laid for laid, place in card.places.items()}

    @property
    def laid_sheet(self) -> BookSheet:
        """The table as which it is read."""
        return self._card.laid

    def laid(self, row: int, column: int) -> _Place:
        """Where a cell of the sheet stands in the table; (-1, -1) for one that does not."""
        return self._laid.get((row, column), (-1, -1))

    def place(self, row: int, column: int) -> _Place:
        """Where a cell of the table stands on the sheet: with the name of its project where it is none of its own."""
        places, name = self._card.places, self._card.layout.columns["name"]
        return places.get((row, column)) or self._card.own_rows.get(row) or places.get((row, name), (row, column))

    def place_of_header(self, layout: SheetLayout, column: int) -> str:
        """Where a label stands on the sheet, as B7."""
        row, place = self.place(layout.top, column)
        return f"{letters(place)}{row + 1}"

    def letters_of_label(self, column: str, row: int) -> str:
        """The letters of the column of the sheet that a label stands in, by those of its column in the table of a row
        (from 1; 0 for the cards themselves).
        """
        top = self._card.header_row(row - 1) if row else self._card.layout.top
        return letters(self.place(top, column_number(column))[1])

    def of(self, row: int, column: int) -> Fate:
        """The fate of a cell of the sheet."""
        if (row, column) in self._laid:
            return super().of(*self._laid[row, column])
        return Fate.HEADER if (row, column) in self._card.heads else Fate.UNREAD

    def counts(self) -> Counter[Fate]:
        """How many cells with something in them have each fate."""
        return Counter(self.of(number, column) for number, row in enumerate(self.sheet.rows)
                       for column, cell in enumerate(row) if cell not in ("", None))


class OnSheets:
    """Says where things stand on the sheets, of what tables and rows know as it was laid out."""

    def __init__(self, accounts: Iterable[SheetAccount]) -> None:
        self._accounts = {account.sheet.name: account for account in accounts if isinstance(account, CardAccount)}

    def row(self, sheet: str, row: int) -> int:
        """A row, from 1: of a card the one of its project's name."""
        account = self._accounts.get(sheet)
        return row if account is None or not row else account.place(row - 1, -1)[0] + 1

    def problems(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems, each at its cell."""
        return tuple(self._problem(problem) if self._accounts else problem for problem in problems)

    def _problem(self, problem: Problem) -> Problem:
        account = self._accounts.get(problem.sheet)
        if account is not None and problem.row and problem.column:
            row, column = account.place(problem.row - 1, column_number(problem.column))
            problem = replace(problem, row=row + 1, column=letters(column))
        elsewhere = str(problem.params.get("sheet", problem.sheet))
        other, first = self._accounts.get(elsewhere), problem.params.get("first")
        cell = _CELL.fullmatch(str(problem.params.get("cell", "")))
        if other is None:
            return problem
        if isinstance(first, int):
            problem = replace(problem, params={**problem.params, "first": self.row(elsewhere, first)})
        if cell is None:
            return problem
        row, column = other.place(int(cell[2]) - 1, column_number(cell[1]))
        return replace(problem, params={**problem.params, "cell": f"{letters(column)}{row + 1}"})

    def notes(self, notes: Iterable[Note]) -> tuple[Note, ...]:
        """The notes, each with the rows it is about."""
        return tuple(self._note(note) if self._accounts else note for note in notes)

    def _note(self, note: Note) -> Note:
        rows, column = note.params.get("rows"), note.params.get("column")
        account = self._accounts.get(sheet := str(note.params.get("sheet", "")))
        if account is None or note.code in (NoteCode.CARD_CELLS_SKIPPED, NoteCode.HIDDEN_ROWS):
            return note
        params = dict(note.params)
        if isinstance(over := params.get("over"), tuple):
            params["over"] = tuple("-".join(str(self.row(sheet, int(row))) for row in one.split("-")) for one in over)
        if isinstance(rows, tuple):
            params["rows"] = tuple(dict.fromkeys(self.row(sheet, row) for row in rows))
        if isinstance(column, str):
            first = rows[0] if isinstance(rows, tuple) and rows else 0
            params["column"] = account.letters_of_label(column, first)
        return Note(note.code, params)


def laid_out(sheet: BookSheet) -> BookSheet:
    """The sheet as a table where it is one of cards, else as it is."""
    card = card_on(sheet, WantedColumn())
    return sheet if card is None else card.laid


def card_on(sheet: BookSheet, wanted: WantedColumn) -> CardSheet | None:
    """The card, or the cards, that a sheet is; None for any other one, and where it is said where its header is."""
    if wanted.header_row is not None or wanted.kind not in (None, Kind.PROJECTS) or (
            len(sheet.rows) > _LONGEST or max(map(len, sheet.rows), default=0) > _WIDEST):
        return None
    labels = _CardLabels(sheet)
    lists = lists_on(sheet) if labels.has_name_beside() else []
    pairs = _CardLabels(without(sheet, lists)).pairs() if lists else labels.pairs()
    if lists and len(_columns_of_cards(pairs)) > 1:
        lists, pairs = [], labels.pairs()  # it cannot be told which of the cards beside each other they are of
    pairs = sorted([*pairs, *(_of_year(one) for some in lists if some.by_year for one in results_by_year(sheet, some))],
                   key=lambda pair: pair.place[0])
    records = _records(pairs, sheet.merges)
    return _card(sheet, records, wanted, lists) if records else None


def _of_year(one: YearResult) -> _Pair:
    """A result of one year as a label with its value."""
    return _Pair(one.label, one.place, (one.value,), (one.text,), one.heads)


def is_like_cards(sheet: BookSheet) -> bool:
    """Whether a sheet has labels with values beside them, as cards have, though it may not be told which is whose."""
    return len(sheet.rows) <= _LONGEST and max(map(len, sheet.rows), default=0) <= _WIDEST and (
        _CardLabels(sheet).is_like_cards())


class _CardLabels:
    """The labels of a sheet and their values."""

    def __init__(self, sheet: BookSheet) -> None:
        self._sheet = sheet
        self._merges = dict(sheet.merges)
        self._covered = {(row, column) for first, last in sheet.merges for row in range(first[0], last[0] + 1)
                         for column in range(first[1], last[1] + 1)} - set(self._merges)
        self._units = [list(self._units_in(row)) for row in range(len(sheet.rows))]
        self._named = [(row, unit) for row, units in enumerate(self._units) for unit in units
                       if meant_by(unit.cell, NAMED) and not self._is_group(row, unit)]
        self._columns = {unit.left for _, unit in self._named}
        self._width = max((len(row) for row in sheet.rows), default=0)
        self._below: set[_Place] = set()
        """The cells that are values of the labels above them."""

    def pairs(self) -> list[_Pair]:
        """Every label with its value, row by row; none where too little speaks for a card."""
        if not self._is_stack() and not self._is_card():
            return []
        several, first = self._columns_of_projects(), min(row for row, _ in self._named)
        return [pair for row in range(len(self._units)) for pair in self._pairs_in(row, several)
                if row >= first or ((row, pair.place[1]) not in self._below and not is_about_sheet(pair.label)
                                    and any(place[0] == row for place in pair.values))]

    def _is_card(self) -> bool:
        """Whether labels have their values beside them: the name, every label in its row, and enough of the others."""
        rows = {row for row, unit in self._named if meant_by(unit.cell, NAMED) == "name"}
        return self._has_values_beside() and all(
            self._value_beside(row, unit) is not None for row, unit in self._named if row == min(rows))

    def has_name_beside(self) -> bool:
        """Whether the name of a project stands beside its label, and the sheet is no stack of labels and values."""
        return not self._is_stack() and any(
            meant_by(unit.cell, NAMED) == "name" and self._value_beside(row, unit) is not None
            for row, unit in self._named)

    def is_like_cards(self) -> bool:
        """Whether it looks like cards, though they may lack a name."""
        return self._has_values_beside() or self._is_stack()

    def _has_values_beside(self) -> bool:
        """Whether enough labels have their values beside them, and a name is among the labels.

        A table has numbers for its rows, and names headed by a row of headers.
        """
        beside = [(row, unit) for row, unit in self._named if self._value_beside(row, unit) is not None]
        fields = {meant_by(unit.cell, NAMED) for _, unit in self._named}
        return ({"name", "serial"} & fields == {"name"} and len({row for row, _ in beside}) >= _LEAST_ROWS
                and len({meant_by(unit.cell, NAMED) for _, unit in beside}) >= _LEAST_LABELS
                and len(beside) * 2 >= len(self._named))

    def _is_stack(self) -> bool:
        """Whether rows of labels alone, each another one, take turns with single rows of values."""
        filled = [row for row, units in enumerate(self._units) if any(not is_blank(unit.cell) for unit in units)]
        rows = sorted({row for row, _ in self._named})
        fields = [meant_by(unit.cell, NAMED) for _, unit in self._named]
        after = filled[filled.index(rows[0]):] if rows else []
        return (len(rows) >= _LEAST_ROWS and len(after) == 2 * len(rows) and after[::2] == rows
                and len(set(fields)) == len(fields) > len(rows)
                and all(meant_by(unit.cell, SURE) for row in rows for unit in self._units[row]
                        if header_text(unit.cell)))

    def _units_in(self, row: int) -> Iterator[_Unit]:
        for column, cell in enumerate(self._sheet.rows[row]):
            if (row, column) not in self._covered:
                bottom, right = self._merges.get((row, column), (row, column))
                yield _Unit(column, right, bottom, cell)

    def _columns_of_projects(self) -> tuple[int, ...]:
        """The columns of several projects that stand beside each other, with all labels to the left of them."""
        row, name = next(((row, unit) for row, unit in self._named if meant_by(unit.cell, NAMED) == "name"),
                         (0, _Unit(0, 0, 0, "")))
        if len(self._columns) > 1:
            return ()
        filled = [unit.left for unit in self._units[row] if unit.left > name.right and not is_blank(unit.cell)]
        return tuple(filled) if len(filled) > 1 else ()

    def _pairs_in(self, row: int, several: tuple[int, ...]) -> Iterator[_Pair]:
        """The labels that stand in a row, with their values."""
        units, place = self._units[row], 0
        while place < len(units):
            unit = units[place]
            inline = label_with_value(unit.cell, sure=place > 0)
            place += 1
            if (row, unit.left) in self._below or (inline is None and not self._is_label(row, unit)):
                continue
            if inline is not None:
                yield _Pair(inline[0], (row, unit.left), ((row, unit.left),), (inline[1],))
                continue
            found, value = self._pair(row, unit, several)
            if value is not None:
                place = units.index(value) + 1
            if value is not None and place < len(units) and (unit_said := unit_alone(units[place].cell)):
                found = found._replace(label=f"{found.label}（{unit_said}）",
                                       heads=(*found.heads, (row, units[place].left)))
                place += 1
            if any(not is_blank(text) for text in found.texts) or meant_by(unit.cell, SURE):
                yield found  # else a text that has no value: no label, and named
            if several:
                return

    def _pair(self, row: int, unit: _Unit, several: tuple[int, ...]) -> tuple[_Pair, _Unit | None]:
        """A label with its value, and the cell of that where it stands beside it."""
        label, heads = self._with_group(row, unit)
        if several:
            places = tuple((row, column) for column in several)
            return _Pair(label, (row, unit.left), places, tuple(self._cell(*place) for place in places), heads), None
        value = self._value_beside(row, unit)
        if value is not None:
            return _Pair(label, (row, unit.left), ((row, value.left),), (value.cell,), heads), value
        below = self._value_below(row, unit)
        if below is None:
            return _Pair(label, (row, unit.left), (), (), heads), None
        self._below.add(below)
        return _Pair(label, (row, unit.left), (below,), (self._cell(*below),), heads), None

    def _is_label(self, row: int, unit: _Unit) -> bool:
        """Whether a cell is a label: by its words, or by where it stands."""
        text = header_text(unit.cell)
        if not text or is_unit_alone(text) or self._is_group(row, unit) or SUM_NAME.fullmatch(text):
            return False
        is_line = unit.left == 0 and unit.right + 1 >= self._width and len(text) <= _LONGEST_LINE
        return (bool(meant_by(text, SURE)) or label_with_value(text) is not None or is_line
                or unit.left in self._columns
                or any(unit.left == group.right + 1 for _, group in self._groups_over(row)))

    def _is_group(self, row: int, unit: _Unit) -> bool:
        """Whether a cell stands over several rows, beside others that do not: it is what their labels are about."""
        units = self._units[row]
        beside = next((other for other in units if other.left == unit.right + 1), None)
        return unit.bottom > row and beside is not None and beside.bottom < unit.bottom

    def _groups_over(self, row: int) -> list[tuple[int, _Unit]]:
        """The groups that reach down to a row, each with its first one."""
        return [(top, unit) for top in range(row + 1) for unit in self._units[top]
                if unit.bottom >= row and header_text(unit.cell) and self._is_group(top, unit)]

    def _value_beside(self, row: int, label: _Unit) -> _Unit | None:
        """The cell that holds the value of a label beside it; None where that is a label, or nothing."""
        if label_with_value(label.cell) is not None:
            return label
        beside = [unit for unit in self._units[row] if unit.left > label.right and not is_blank(unit.cell)]
        if len(beside) == 1 and meant_by(label.cell, SURE) == _PROBLEMS:
            return beside[0]  # 用地 alone beside 存在问题 is what is wanting, and no label
        if not beside or any(meant_by(beside[0].cell, NAMED, kind) for kind in Kind) or (
                beside[0].left in self._columns and beside[0].left > label.right + 1):
            return None
        return beside[0]

    def _value_below(self, row: int, label: _Unit) -> _Place | None:
        """The cell that holds the value of a label above it, which has no room for one beside it: it reaches to the
        end of the sheet, or stands among labels. No label is in the row of the value.
        """
        among_labels = any(meant_by(unit.cell, NAMED) and (unit.left == label.right + 1 or label.left == unit.right + 1)
                           for unit in self._units[row])
        row = label.bottom + 1
        if not (among_labels or label.right + 1 >= self._width) or row >= len(self._units):
            return None
        if is_blank(self._cell(row, label.left)) or any(
                meant_by(unit.cell, SURE) or label_with_value(unit.cell) for unit in self._units[row]):
            return None
        return row, label.left

    def _with_group(self, row: int, unit: _Unit) -> tuple[str, tuple[_Place, ...]]:
        """The text of a label, behind the party whose group it stands in, and the cells of its groups."""
        groups = [(top, group) for top, group in self._groups_over(row) if group.right < unit.left]
        parties = [label_text(group.cell) for _, group in groups if meant_by(group.cell, SURE) in _PARTIES]
        return "".join((*parties, label_text(unit.cell))), tuple((top, group.left) for top, group in groups)

    def _cell(self, row: int, column: int) -> object:
        cells = self._sheet.rows[row]
        return cells[column] if column < len(cells) else ""


def _records(pairs: list[_Pair], merges: Iterable[Merge]) -> list[list[_Pair]]:
    """The pairs of each card of a sheet, each with one label that means the name of its project; none where it cannot
    be told which card a label belongs to.
    """
    starts = _columns_of_cards(pairs)
    if not starts or _stand_across(pairs, starts[1:], merges):
        return []
    columns = [_below_each_other([pair for pair in pairs if bisect_right(starts, pair.place[1]) == number])
               for number in range(1, len(starts) + 1)]
    first = columns[0]
    alike = all(column and len(column) <= len(first) and all(
        _known(record) == _known(beside) for record, beside in zip(column, first, strict=False)) for column in columns)
    records = [record for column in columns for record in column]
    return records if alike and not any(map(_says_twice, records)) else []


def _columns_of_cards(pairs: list[_Pair]) -> list[int]:
    """The first columns of the cards that stand beside each other, 0 for the first one: every label of a row with
    several names comes as often as the name. None where a row has other labels, or cards begin in other columns.
    """
    found: list[int] = []
    for row in dict.fromkeys(pair.place[0] for pair in pairs if _is_name(pair)):
        here = [pair for pair in pairs if pair.place[0] == row]
        count = sum(map(_is_name, here))
        length = len(here) // count
        labels = [fold(pair.label) for pair in here]
        starts = [0, *(pair.place[1] for pair in here[length::length])]
        if labels != labels[:length] * count or (found and found[:count] != starts):
            return []
        found = found or starts
    return found


def _stand_across(pairs: list[_Pair], starts: list[int], merges: Iterable[Merge]) -> bool:
    """Whether a merged cell among the cards reaches from one of them into the one beside it."""
    rows = [place[0] for pair in pairs for place in (pair.place, *pair.values)]
    return any(first[1] < start <= last[1] and min(rows) <= first[0] <= max(rows)
               for first, last in merges for start in starts)


def _below_each_other(pairs: list[_Pair]) -> list[list[_Pair]]:
    """The cards of one column. A further one begins with the label that the first one begins with, or where that is
    not said of it with its name. None where it may begin further up.
    """
    names = [place for place, pair in enumerate(pairs) if _is_name(pair)]
    if not names or len({fold(pairs[place].label) for place in names}) > 1:
        return []
    first, starts = fold(pairs[0].label), [0]
    for before, name in pairwise(names):
        start = next((place for place in range(name, before, -1) if fold(pairs[place].label) == first), name)
        if pairs[start - 1].place[0] == pairs[start].place[0]:
            return []  # in the midst of a row
        starts.append(start)
    records = [pairs[start:end] for start, end in pairwise([*starts, len(pairs)])]
    last = {label for _, label in _known(records[-1])}
    for record, after in pairwise(records):
        end = record[-1]
        touch = max(place[0] for place in (end.place, *end.values)) + 1 >= after[0].place[0]
        if touch and meant_by(end.label, SURE) and fold(end.label) not in last:
            return []  # perhaps the first label of the card below
    return records


def _known(record: list[_Pair]) -> list[tuple[int, str]]:
    """The labels of a card that have a meaning, each with its row."""
    return [(pair.place[0], fold(pair.label)) for pair in record if meant_by(pair.label, SURE)]


def _says_twice(record: list[_Pair]) -> bool:
    """Whether a label that has a meaning comes twice in one row of a card."""
    known = _known(record)
    return len(set(known)) < len(known)


def _is_name(pair: _Pair) -> bool:
    return meant_by(pair.label, NAMED) == "name"


def _card(sheet: BookSheet, records: list[list[_Pair]], wanted: WantedColumn, lists: list[CardList]
          ) -> CardSheet | None:
    """The cards laid out below each other, where they make a table of projects, and their lists below them."""
    top = min(pair.place[0] for record in records for pair in record)
    header: dict[tuple[str, int], int] = {}
    rows: list[list[object]] = [list(row) for row in sheet.rows[:top]]
    places = {(row, column): (row, column) for row in range(top) for column in range(len(sheet.rows[row]))}
    rows.append([])
    for record in records:
        first = len(rows)
        rows += [[] for _ in range(max(len(pair.values) for pair in record))]
        seen: Counter[str] = Counter()
        for pair in record:
            key = pair.label, seen[pair.label]
            seen[pair.label] += 1
            if key not in header:
                header[key] = len(header)
                rows[top].append(pair.label)
                places[top, header[key]] = pair.place
            for place, text in enumerate(pair.texts):
                line = rows[first + place]
                line += [""] * (header[key] + 1 - len(line))
                line[header[key]] = text
                places[first + place, header[key]] = pair.values[place]
    laid = BookSheet(sheet.name, sheet.hidden, rows, date1904=sheet.date1904)
    tables = tables_on(laid, wanted)
    if len(tables) != 1 or tables[0].kind is not Kind.PROJECTS or not _has_names(laid, tables[0]):
        return None
    layouts: list[SheetLayout] = []
    own_rows: dict[int, _Place] = {}
    for one in lists:
        name = _name_above(records, one.top)
        below = None if one.by_year or not one.known or name is None else laid_below(sheet, one, name.texts[0], rows)
        if below is not None:
            layouts.append(below.layout)
            places |= below.places
            own_rows |= {laid[0]: place for laid, place in sorted(below.places.items(), reverse=True)}
    labels = {pair.place for record in records for pair in record} - set(places.values())
    heads = {place for record in records for pair in record for place in pair.heads}
    heads |= {place for one in lists for place in one.groups}
    return CardSheet(sheet, laid, tables[0], tuple(layouts), places, frozenset(labels | heads), own_rows)


def _name_above(records: list[list[_Pair]], row: int) -> _Pair | None:
    """The name of the project whose card a row belongs to: of the last card that begins above it."""
    above = [record for record in records if record[0].place[0] < row]
    return next((pair for pair in above[-1] if _is_name(pair)), None) if above else None


def _has_names(laid: BookSheet, layout: SheetLayout) -> bool:
    """Whether every project of a card has a name, and no other one's."""
    column = layout.columns["name"]
    names = ["" if column >= len(row) else str(row[column]).strip() for row in laid.rows[layout.first_row:]]
    return all(names) and len(set(names)) == len(names)
