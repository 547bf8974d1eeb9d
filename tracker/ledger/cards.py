"""Reads a sheet that is a card of one project: labels with their values beside or below them, laid out as a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tracker.ledger.account import Fate, SheetAccount
from tracker.ledger.card_labels import SURE, CardPair, CardPlace, meant_by
from tracker.ledger.card_lists import CardList, ListShape, cell_at, is_sum_label, lists_on, without
from tracker.ledger.card_numbers import numbers_beside, without_cells
from tracker.ledger.card_pairs import LabelledCells
from tracker.ledger.card_records import is_name, records_of
from tracker.ledger.card_series import pairs_of
from tracker.ledger.card_tables import LaidList, ListRow, laid_below
from tracker.ledger.family import Kind
from tracker.ledger.finding import tables_on
from tracker.ledger.headers import column_number, letters
from tracker.ledger.layout import SheetLayout, WantedColumn
from tracker.ledger.on_side import pairs_on_side
from tracker.ledger.raw import BookSheet
from tracker.ledger.rows import Note, NoteCode, Problem
from tracker.ledger.stack import is_blank
from tracker.ledger.ticked import ticked_said
from tracker.ledger.titles import BARE_NUMBER

_LONGEST, _WIDEST = 200, 60
"""Rows and columns of the largest sheet that can be one of cards."""
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class CardSheet:
    """A sheet of cards, laid out as tables: titles as they stand, the labels as header, a row for each project; below
    it the lists of the cards, each with the name of its project before its rows.
    """

    sheet: BookSheet
    laid: BookSheet
    layout: SheetLayout
    lists: tuple[SheetLayout, ...]
    places: Mapping[CardPlace, CardPlace]
    """Where the cells of those tables stand on the sheet."""
    heads: frozenset[CardPlace]
    """Further cells of the sheet that belong to labels."""
    own_rows: Mapping[int, CardPlace]
    """By the rows of the lists, where they begin on the sheet."""
    more: Mapping[CardPlace, CardPlace]
    """Further cells of the sheet that are part of a value, and where that stands in the tables."""

    def rows_apart(self) -> tuple[int, ...]:
        """The rows of the sheet, from 1, in which a cell is none of the card's."""
        read = (place for laid, place in self.places.items() if laid[0] >= self.layout.title_top)
        known = {*read, *self.heads, *self.more}
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

    def _of_labels(self) -> set[CardPlace]:
        """The cells of the sheet that are labels, or their values."""
        return {place for laid, place in self.places.items() if laid[0] >= self.layout.top} | self.heads | (
            self.more.keys())


class CardAccount(SheetAccount):
    """The fates of the cells of a sheet of cards, which tables and problems know as they were laid out."""

    def __init__(self, card: CardSheet) -> None:
        super().__init__(card.laid)
        self.sheet = card.sheet
        self._card = card
        # A cell with its label inside is a value, and of several values in it the first one.
        last_first = sorted(card.places, reverse=True)
        self._laid: dict[CardPlace, CardPlace] = {
            **card.more, **{card.places[laid]: laid for laid in last_first if laid[0] <= card.layout.top},
            **{card.places[laid]: laid for laid in last_first if laid[0] > card.layout.top}}

    @property
    def laid_sheet(self) -> BookSheet:
        """The table as which it is read."""
        return self._card.laid

    def laid(self, row: int, column: int) -> CardPlace:
        """Where a cell of the sheet stands in the table; (-1, -1) for one that does not."""
        return self._laid.get((row, column), (-1, -1))

    def place(self, row: int, column: int) -> CardPlace:
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
    numbers = numbers_beside(sheet)
    seen = without_cells(sheet, numbers)
    labels = LabelledCells(seen)
    lists = lists_on(seen) if labels.has_name_beside() else []
    pairs = LabelledCells(without(seen, lists)).pairs() if lists else labels.pairs()
    records = records_of(pairs, sheet.merges)
    if not records and (on_side := pairs_on_side(sheet)):
        records, lists = [on_side], []
    card = _card(sheet, records, wanted, lists) if records else None
    return card and replace(card, heads=card.heads | (numbers - set(card.places.values())))


def is_like_cards(sheet: BookSheet) -> bool:
    """Whether a sheet has labels with values beside them, as cards have, though it may not be told which is whose."""
    return len(sheet.rows) <= _LONGEST and max(map(len, sheet.rows), default=0) <= _WIDEST and (
        LabelledCells(sheet).is_like_cards())


def _card(sheet: BookSheet, records: list[list[CardPair]], wanted: WantedColumn, lists: list[CardList]
          ) -> CardSheet | None:
    """The cards laid out below each other, where they make a table of projects, and their lists below them."""
    top = min(pair.place[0] for record in records for pair in record)
    owners = {one: owner for one in lists if (owner := _owner(records, one)) is not None}
    records = [_with_series(sheet, record, [one for one, owner in owners.items() if owner is record])
               for record in records]
    rows, places, more = _laid_rows(sheet, top, records)
    laid = BookSheet(sheet.name, sheet.hidden, rows, date1904=sheet.date1904)
    tables = tables_on(laid, wanted)
    if len(tables) != 1 or tables[0].kind is not Kind.PROJECTS or not _has_names(laid, tables[0]):
        return None
    _tick(laid, tables[0])
    layouts: list[SheetLayout] = []
    own_rows: dict[int, CardPlace] = {}
    heads = {place for record in records for pair in record for place in pair.heads}
    for one, owner in owners.items():
        heads |= one.heads()
        if (below := _table_below(sheet, one, owner, rows)) is not None:
            layouts.append(below.layout)
            places |= below.places
            own_rows |= {laid[0]: place for laid, place in sorted(below.places.items(), reverse=True)}
    heads |= {pair.place for record in records for pair in record}
    return CardSheet(sheet, laid, tables[0], tuple(layouts), places, frozenset(heads - set(places.values())), own_rows,
                     more)


def _laid_rows(sheet: BookSheet, top: int, records: list[list[CardPair]]) -> tuple[
        list[list[object]], dict[CardPlace, CardPlace], dict[CardPlace, CardPlace]]:
    """The titles of a sheet above row `top`, a header of all labels, and a row for each project; where its cells stand
    on the sheet, and where further cells of the sheet stand in it.
    """
    header: dict[str, int] = {}
    rows: list[list[object]] = [list(row) for row in sheet.rows[:top]]
    heads = {place for record in records for pair in record for place in pair.heads if place[0] < top}
    for row, column in heads:
        rows[row][column] = ""
    places = {(row, column): (row, column) for row in range(top) for column in range(len(sheet.rows[row]))
              if (row, column) not in heads}
    more: dict[CardPlace, CardPlace] = {}
    rows.append([])
    for record in records:
        first = len(rows)
        rows += [[] for _ in range(max(len(pair.values) for pair in record))]
        seen: Counter[str] = Counter()
        for pair in record:
            seen[pair.label] += 1
            key = pair.label if seen[pair.label] == 1 else f"{pair.label}（{seen[pair.label]}）"
            if key not in header:
                header[key] = len(header)
                rows[top].append(key)
                places[top, header[key]] = pair.place
            for place, text in enumerate(pair.texts):
                line = rows[first + place]
                line += [""] * (header[key] + 1 - len(line))
                line[header[key]] = text
                places[first + place, header[key]] = pair.values[place]
            more |= dict.fromkeys(pair.more, (first, header[key]))
    return rows, places, more


def _with_series(sheet: BookSheet, record: list[CardPair], lists: list[CardList]) -> list[CardPair]:
    """The labels of a card, and those that its lists are read as: results by year, days by stage, notes."""
    taken = frozenset(filter(None, (meant_by(pair.label, SURE) for pair in record if any(
        not is_blank(text) for text in pair.texts))))
    return [*record, *(pair for one in lists for pair in pairs_of(sheet, one, taken))]


def _tick(laid: BookSheet, layout: SheetLayout) -> None:
    """Puts in the place of choices that a field offers (☑是 □否) the one that is ticked."""
    for row in laid.rows[layout.first_row:layout.last_row]:
        for column in (*layout.columns.values(), *layout.alternate_headers):
            if column < len(row) and (said := ticked_said(row[column])) is not None:
                row[column] = said


def _table_below(sheet: BookSheet, one: CardList, owner: list[CardPair], rows: list[list[object]]) -> LaidList | None:
    """Puts a list that is a table below the cards; None for any other one."""
    if one.shape is not ListShape.TABLE:
        return None
    about = [(cell_at(sheet, *place), place) for place in (*filter(None, (one.title,)), *one.groups)]
    header, *body = (ListRow([(cell_at(sheet, row, column), (row, column)) for column in one.columns],
                             is_sum=is_sum_label(cell_at(sheet, row, one.columns[0]))) for row in (one.top, *one.rows))
    name = next(pair.texts[0] for pair in owner if is_name(pair))
    return laid_below(sheet, about, header, body, name, rows)


def _owner(records: list[list[CardPair]], one: CardList) -> list[CardPair] | None:
    """The card that a list belongs to: of those that begin at its left or above it the nearest, the last one above it.
    """
    starts = [(min(pair.place[1] for pair in record), record[0].place[0], record) for record in records]
    left = max((left for left, _, _ in starts if left <= one.columns[0]), default=None)
    above = [(row, record) for start, row, record in starts if start == left and row <= one.top]
    return max(above, key=lambda start: start[0])[1] if above else None


def _has_names(laid: BookSheet, layout: SheetLayout) -> bool:
    """Whether every project of a card has a name, which is no number, and no other one's."""
    column = layout.columns["name"]
    names = ["" if column >= len(row) else str(row[column]).strip() for row in laid.rows[layout.first_row:]]
    return all(names) and len(set(names)) == len(names) and not any(map(BARE_NUMBER.fullmatch, names))
