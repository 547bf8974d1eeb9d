"""Reads a whole ledger: which sheet is what, every row of it, and what the file says about place and year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tracker.domain.counting_year import CALENDAR, CountingYear
from tracker.domain.days import Day
from tracker.domain.order import before_money, disordered
from tracker.domain.places import Borders
from tracker.domain.rules import Indicator
from tracker.domain.stages import Stage
from tracker.files import name_of
from tracker.ledger.account import SheetAccount
from tracker.ledger.blockers import Blockers
from tracker.ledger.cards import CardAccount, CardSheet, card_on, is_like_cards
from tracker.ledger.cells import Cells
from tracker.ledger.equal_receipts import settled
from tracker.ledger.family import Kind
from tracker.ledger.finding import has_names_alone, nearly, tables_on
from tracker.ledger.headers import NUMBERS, fold
from tracker.ledger.layout import SheetLayout, WantedColumn
from tracker.ledger.mapping import LedgerMapping
from tracker.ledger.monthly import not_covered
from tracker.ledger.own_book import shapes_of
from tracker.ledger.own_list import is_own_list
from tracker.ledger.people import PEOPLE, People
from tracker.ledger.projects import Projects
from tracker.ledger.receipts import Receipts, Stray
from tracker.ledger.result_columns import settled_results
from tracker.ledger.results import Results
from tracker.ledger.rows import (
    BlockerRow,
    Ledger,
    Note,
    NoteCode,
    Problem,
    ProblemCode,
    ProjectRow,
    ReceiptRow,
    ResultRow,
    TargetRow,
)
from tracker.ledger.seen import SheetSeen, sheet_seen, sheet_unread
from tracker.ledger.side_by_side import split
from tracker.ledger.sideways import sideways_on
from tracker.ledger.stack import is_blank
from tracker.ledger.sums import tell_sums
from tracker.ledger.targets import Targets, year_in
from tracker.ledger.titles import day_of_table, place_in
from tracker.ledger.together import joined, with_parks
from tracker.ledger.words import cause_of, no_trouble_said, origin_said, stage_said, status_said
from tracker.ledger.workbook import BookSheet, Progress, Stop, Unreadable, read_book

SAMPLE = 200
_FROM_WHERE = frozenset({"资金来源地", "来源", "投资来源", "资金归属", "引资来源"})
_A_STAGE = 8
"""Characters of the longest word for a stage alone."""
_PERHAPS_SERIAL = frozenset({"编号", "编码", "代码"})


PlacesOf = Callable[[str, int], Borders | None]
"""What lies where, as a ruleset says for a place (empty where a book names none) and a year."""


class ReadTable(NamedTuple):
    """A table with the sheet it stands on."""

    sheet: BookSheet
    layout: SheetLayout


class _Read:
    """The rows of all tables, while they are read."""

    def __init__(self, cells: Cells, indicators: tuple[Indicator, ...], mapping: LedgerMapping,
                 accept: Collection[str]) -> None:
        self.cells, self._indicators, self._mapping, self._accept = cells, indicators, mapping, accept
        self.projects: list[ProjectRow] = []
        self.receipts: list[ReceiptRow] = []
        self.blockers: list[BlockerRow] = []
        self.targets: list[TargetRow] = []
        self.results: list[ResultRow] = []
        self.strays: list[Stray] = []

    def takes(self, table: ReadTable, stop: Stop | None, *, with_problems: bool) -> int:
        """Reads one table, and says how many records it has.

        `with_problems`: what a column of projects says of problems are blockers, not notes.
        """
        sheet, layout = table
        account = self.cells.accounts[sheet.name].part(layout)
        account.has_table(layout)
        match layout.kind:
            case Kind.PROJECTS:
                projects = Projects(sheet, layout, self.cells, account, self._accept, with_problems=with_problems)
                self.projects += projects.rows(stop)
            case Kind.TARGETS:
                self.targets += Targets(sheet, layout, self.cells, account, self._indicators,
                                        self._mapping.indicators).rows(stop)
            case Kind.RECEIPTS:
                money = Receipts(sheet, layout, self.cells, account)
                self.receipts += money.rows(stop)
                self.strays += money.strays
            case Kind.RESULTS:
                came = Results(sheet, layout, self.cells, account)
                self.results += came.rows(stop)
                self.strays += came.strays
            case Kind.BLOCKERS:
                causes = Blockers(sheet, layout, self.cells, account)
                self.blockers += causes.rows(stop)
                self.strays += causes.strays
        return account.records(layout)


def read_ledger(path: Path, *, today: date, indicators: Iterable[Indicator] = (), mapping: LedgerMapping | None = None,
                places: PlacesOf | None = None, accept: Collection[str] = (), progress: Progress | None = None,
                stop: Stop | None = None) -> Ledger:
    """Everything a file says, with what is wrong in each sheet by itself, and what became of each cell.

    A file that is no workbook is a ledger with the one problem that it cannot be read. Raises Stopped.
    """
    try:
        sheets, sha256 = read_book(path, progress, stop)
    except Unreadable as error:
        return unread_ledger(path, error)
    return ledger_of(sheets, path, today=today, indicators=indicators, mapping=mapping, places=places, accept=accept,
                     progress=progress, stop=stop, sha256=sha256)


def unread_ledger(path: Path, error: Unreadable) -> Ledger:
    """A ledger with the one problem that its file cannot be read."""
    params = {"found": error.found, "limit": error.limit}
    return Ledger(problems=(Problem(ProblemCode.UNREADABLE, value=name_of(path), params=params, variant=error.why),))


def ledger_of(sheets: list[BookSheet], path: Path, *, today: date, indicators: Iterable[Indicator] = (),
              mapping: LedgerMapping | None = None, years: CountingYear = CALENDAR, places: PlacesOf | None = None,
              accept: Collection[str] = (), progress: Progress | None = None, stop: Stop | None = None,
              sha256: str = "") -> Ledger:
    """Everything the sheets of a file say; of its path only the name is looked at. `years` are those that targets are
    set for. Raises Stopped, and BadMapping where the mapping names an indicator that the ruleset does not have.
    """
    known = tuple(indicators)
    named = (mapping or LedgerMapping()).with_indicators(known)
    cells = Cells(today, dict(named.origins), date1904=any(sheet.date1904 for sheet in sheets))
    cells.row_kinds, cells.values = named.rows, named.values
    notes: list[Note] = []
    cards = _cards(sheets, named)
    tables = _tables(sheets, cards, named, known, notes)
    cells.year = _stated_year(tables, path)
    stated_days = [day for _, layout in tables if (day := day_of_table(layout.title)) is not None]
    cells.until = min(today, max(stated_days, default=today))
    tables = [ReadTable(sheet, settled_results(layout, cells.until, cells.year)) for sheet, layout in tables]
    if places is not None:
        stated = named.place or place_in(layout.title for _, layout in tables)
        cells.borders = places(stated, cells.year or today.year)
    accounts = tuple(CardAccount(cards[sheet.name]) if sheet.name in cards else SheetAccount(
        sheet, {0, *(view.first for view, _ in tables if view.name == sheet.name)}) for sheet in sheets)
    cells.accounts.update({account.sheet.name: account for account in accounts})
    if not tables:
        variant = "own_list" if any(map(is_own_list, sheets)) else "nothing" if all(
            sheet.is_empty for sheet in sheets) else "no_table"
        problem = Problem(ProblemCode.UNREADABLE, value=name_of(path), variant=variant)
        return Ledger(problems=(problem,), notes=tuple(notes), sheets=_seen(accounts, ()), accounts=accounts,
                      sha256=sha256)
    read = _Read(cells, known, named, accept)
    with_problems = not any(layout.kind is Kind.BLOCKERS for _, layout in tables)
    for place, table in enumerate(tables):
        if progress:
            progress(place, len(tables), "check")
        if not read.takes(table, stop, with_problems=with_problems):
            notes.append(Note(NoteCode.NO_RECORDS, {"sheet": table.sheet.name, "kind": table.layout.kind}))
        if table.layout.apart is not None:
            notes.append(Note(NoteCode.TABLE_UNKNOWN, {"sheet": table.sheet.name, "rows": (table.layout.apart + 1,)}))
        notes += _about_columns(*table, cells.accounts[table.sheet.name])
    tell_sums(cells)
    notes += _stages_without_column(table for table in tables if table.sheet.name not in cards)
    ledger = _put_together(read, tables, path, named, years)
    return replace(ledger, notes=(*notes, *cells.notes), place=named.place or ledger.place,
                   sheets=_seen(accounts, tables), accounts=accounts, renamed=named.renamed, sha256=sha256,
                   shapes=shapes_of(tables))


def _put_together(read: _Read, tables: list[ReadTable], path: Path, named: LedgerMapping,
                  years: CountingYear) -> Ledger:
    """The rows of all tables as one ledger: a project once, with what each sheet says of it."""
    people = People()
    for row in read.projects:
        row.profile.update({name: people.as_written(row.profile[name]) for name in PEOPLE if name in row.profile})
    rows = with_parks(read.projects, [layout for _, layout in tables], read.cells)
    projects, contradictions = joined(rows, read.cells, year_in(path.stem))
    received = (*read.receipts, *not_covered(projects, read.receipts, read.cells))
    receipts = tuple(settled(received, named.equal, read.cells))
    projects = _with_first_money(projects, list(receipts))
    blockers = (*(_with_person(row, people.as_written(row.person)) for row in read.blockers),
                *(_from_column(row) for row in projects if row.troubles and not no_trouble_said(row.troubles)))
    year = _year_named(tables, path)
    if year is None:
        year = _year_of_most(projects, years) or years.year_of(read.cells.today)
        for target in read.targets:
            if target.year is None:
                read.cells.note(NoteCode.TARGETS_OF_YEAR, target.layout, target.row, year=year)
    results = (*read.results, *(result for row in projects for result in row.results))
    return Ledger(tuple(projects), receipts, blockers, tuple(read.targets), results, tuple(read.strays),
                  (*read.cells.problems, *contradictions), (), place_in(layout.title for _, layout in tables), year)


def _seen(accounts: Iterable[SheetAccount], tables: Iterable[ReadTable]) -> tuple[SheetSeen, ...]:
    """What each sheet with anything in it was taken for, table by table."""
    found: list[SheetSeen] = []
    for account in accounts:
        here = sorted((layout for owner, layout in tables if owner.name == account.sheet.name),
                      key=lambda layout: layout.top)
        if here:
            found += (sheet_seen(account, layout) for layout in here)
        elif any(any(row) for row in account.sheet.rows):
            found.append(sheet_unread(account.sheet))
    return tuple(found)


def _cards(sheets: list[BookSheet], named: LedgerMapping) -> dict[str, CardSheet]:
    """The sheets that are cards of projects, by their names."""
    return {sheet.name: card for sheet in sheets if not sheet.hidden and not named.leaves_out(sheet.name)
            and (card := card_on(sheet, named.of(sheet.name))) is not None}


def _tables(sheets: list[BookSheet], cards: Mapping[str, CardSheet], named: LedgerMapping,
            indicators: tuple[Indicator, ...], notes: list[Note]) -> list[ReadTable]:
    """The tables of a known kind, projects first; sheets without any are named."""
    found: list[ReadTable] = []
    for sheet in sheets:
        if not any(any(row) for row in sheet.rows):
            continue
        if named.leaves_out(sheet.name):
            notes.append(Note(NoteCode.SHEET_SKIPPED, {"sheet": sheet.name}))
            continue
        if is_own_list(sheet):
            notes.append(Note(NoteCode.SHEET_OWN_LIST, {"sheet": sheet.name}))
            continue
        if (card := cards.get(sheet.name)) is not None:
            notes += _about_card(card)
            found += (ReadTable(card.laid, _by_content(card.laid, named.with_units(layout)))
                      for layout in (card.layout, *card.lists))
            continue
        tables = _tables_beside(sheet, named.of(sheet.name))
        if not tables and (sideways := sideways_on(sheet, indicators)) is not None:
            tables = [ReadTable(sheet, sideways)]
        if not tables:
            notes.append(_unknown(sheet))
        elif sheet.hidden:
            notes.append(Note(NoteCode.SHEET_HIDDEN, {"sheet": sheet.name}))
        else:
            notes += _above(sheet, min(layout.title_top for _, layout in tables))
            found += (ReadTable(view, _by_content(view, named.with_units(layout))) for view, layout in tables)
    order = list(Kind)
    return sorted(found, key=lambda table: order.index(table.layout.kind))


def _tables_beside(sheet: BookSheet, wanted: WantedColumn) -> list[ReadTable]:
    """The tables of a sheet: of each of its parts that stand side by side, where every one of them has a table."""
    for views in (split(sheet), (sheet,)):
        by_view = [[ReadTable(view, layout) for layout in tables_on(view, wanted)] for view in views]
        if all(by_view):
            return [table for tables in by_view for table in tables]
    return []


def _unknown(sheet: BookSheet) -> Note:
    """That a sheet was not read; where it is nearly one of a kind, with what it lacks."""
    if is_like_cards(sheet):
        return Note(NoteCode.SHEET_CARDS_UNCLEAR, {"sheet": sheet.name})
    lacking = nearly(sheet)
    if lacking is None:
        code = NoteCode.SHEET_NAMES_ALONE if has_names_alone(sheet) else NoteCode.SHEET_UNKNOWN
        return Note(code, {"sheet": sheet.name})
    kind, groups = lacking
    return Note(NoteCode.SHEET_LACKS, {"sheet": sheet.name, "kind": kind, "fields": groups[0]})


def _about_card(card: CardSheet) -> Iterator[Note]:
    """That cells of a card that are neither labels nor values were not read, by their rows; that hidden ones were."""
    if rows := card.rows_apart():
        yield Note(NoteCode.CARD_CELLS_SKIPPED, {"sheet": card.sheet.name, "rows": rows})
    if rows := card.hidden_rows():
        yield Note(NoteCode.HIDDEN_ROWS, {"sheet": card.sheet.name, "rows": rows})
    if labels := card.hidden_labels():
        yield Note(NoteCode.HIDDEN_COLUMNS, {"sheet": card.sheet.name, "headers": labels})


def _above(sheet: BookSheet, top: int) -> Iterator[Note]:
    """That lines above the titles of the first table, in row `top` from 0, were not read."""
    rows = tuple(row + 1 for row in range(top) if not all(map(is_blank, sheet.rows[row])))
    if rows:
        yield Note(NoteCode.ROW_SKIPPED, {"sheet": sheet.name, "rows": rows})


def _by_content(sheet: BookSheet, layout: SheetLayout) -> SheetLayout:
    """Settles columns whose header can mean two things by what stands in them.

    资金来源地 may hold 境内省外 or 广东; 编号 may be the project's number or that of the line.
    """
    moves: dict[str, str] = {}
    if layout.kind is Kind.PROJECTS and fold(layout.headers.get("origin", "")) in _FROM_WHERE:
        said = _sample(sheet, layout, "origin")
        if said and sum(origin_said(str(one)) is not None for one in said) * 2 < len(said):
            moves["origin"] = "investor_from"
    if fold(layout.headers.get("code", "")) in _PERHAPS_SERIAL:
        said = _sample(sheet, layout, "code")
        if all(str(one).removesuffix(".0").strip().isdigit() and float(str(one)) < 10_000 for one in said):
            moves["code"] = "serial"
    for old, new in moves.items():
        columns, headers = dict(layout.columns), dict(layout.headers)
        column, header = columns.pop(old), headers.pop(old)
        if new not in columns:
            columns[new], headers[new] = column, header
        layout = replace(layout, columns=columns, headers=headers)
    return layout


def _sample(sheet: BookSheet, layout: SheetLayout, field: str) -> list[object]:
    column = layout.columns[field]
    return [row[column] for row in sheet.rows[layout.first_row:layout.first_row + SAMPLE]
            if column < len(row) and not is_blank(row[column])]


def _about_columns(sheet: BookSheet, layout: SheetLayout, account: SheetAccount) -> list[Note]:
    """The columns nobody knows, kept as notes on each project, and those that are hidden."""
    notes, where = [], partial(account.place_of_header, layout)
    hidden = tuple(_with_letters(head.header, where(column)) for column, head in layout.heads().items()
                   if column in sheet.hidden_columns)
    if hidden:
        notes.append(Note(NoteCode.HIDDEN_COLUMNS, {"sheet": sheet.name, "headers": hidden}))
    notes += [Note(NoteCode.STAGES_UNREAD, {"sheet": sheet.name, "header": _with_letters(header, where(column))})
              for header, column in layout.others if _holds_stages(sheet, layout, column)]
    told = {*layout.undated, *(result.column for result in layout.came_to)}  # each has a note of its own
    others = [(header, column) for header, column in layout.others
              if fold(header) not in NUMBERS and column not in told]
    if others:
        headers = tuple(_with_letters(header, where(column)) for header, column in others)
        kept = layout.kind is not Kind.TARGETS
        code = NoteCode.COLUMNS_KEPT if kept else NoteCode.COLUMNS_UNREAD
        notes.append(Note(code, {"sheet": sheet.name, "headers": headers}))
    return notes


def _holds_stages(sheet: BookSheet, layout: SheetLayout, column: int) -> bool:
    """Whether most of a column of a list of projects, which has none for stages, are words for stages: 在建, 前期."""
    if layout.kind is not Kind.PROJECTS or not layout.columns.keys().isdisjoint(("stage", "status")):
        return False
    texts = [row[column] for row in sheet.rows[layout.first_row:min(layout.last_row, layout.first_row + SAMPLE)]
             if column < len(row) and not is_blank(row[column])]
    stages = sum(isinstance(text, str) and len(text) <= _A_STAGE and (
        stage_said(text) is not None or status_said(text) is not None) for text in texts)
    return stages > 1 and stages * 2 > len(texts)


def _with_letters(header: str, where: str) -> str:
    """A header with the letters of its column: 内部评分（F）, and D alone for a column without a header."""
    return header if header == where or header.endswith(f"（{where}）") else f"{header}（{where}）"


def _stages_without_column(tables: Iterable[ReadTable]) -> Iterator[Note]:
    """The milestones for which no table of projects on a sheet has a column."""
    columns: dict[str, set[str]] = {}
    for sheet, layout in tables:
        if layout.kind is Kind.PROJECTS:
            columns.setdefault(sheet.name, set()).update(layout.columns)
    for name, there in columns.items():
        missing = tuple(stage for stage in Stage if stage is not Stage.LEAD and stage not in there)
        if missing:
            yield Note(NoteCode.STAGES_WITHOUT_COLUMN, {"sheet": name, "stages": missing})


def _from_column(row: ProjectRow) -> BlockerRow:
    """A text in the problems column as an open blocker; since when, the ledger does not say."""
    return BlockerRow(row.layout, row.row, row.code, row.name, row.key, cause_of(row.troubles), row.troubles)


def _with_person(row: BlockerRow, person: str) -> BlockerRow:
    """A blocker with the person as the book first wrote the name."""
    return row if person == row.person else replace(row, person=person)


def _with_first_money(projects: list[ProjectRow], receipts: list[ReceiptRow]) -> list[ProjectRow]:
    """Where the projects sheet has no column for it, the first receipt gives the day of 到资.

    It is the first of the book, which need not hold the first money of all: one after the start gives none.
    """
    if not receipts or all(Stage.FUNDED in row.layout.columns for row in projects):
        return projects
    first: dict[str, Day] = {}
    arrived = (receipt for receipt in receipts if not receipt.amount.went_back)
    for receipt in sorted(arrived, key=lambda receipt: receipt.day.on or date.max):
        for who in filter(None, (receipt.key, receipt.code)):
            first.setdefault(who, receipt.day)
    return [_funded(row, first.get(row.key) or first.get(row.code)) for row in projects]


def _funded(row: ProjectRow, day: Day | None) -> ProjectRow:
    if day is None or Stage.FUNDED in row.layout.columns:
        return row
    ready = Stage.REGISTERED in row.milestones or (
        Stage.SIGNED in row.milestones and Stage.REGISTERED not in row.layout.columns)
    found = {**row.milestones, Stage.FUNDED: day}
    if (not ready and Stage.FUNDED not in row.milestones) or disordered(found) or before_money(found):
        return row
    found.setdefault(Stage.REGISTERED, Day.unknown())
    return replace(row, milestones=found)


def _stated_year(tables: list[ReadTable], path: Path) -> int | None:
    """The year that the file's name states, or else all those titles that name one."""
    years = {year for _, layout in tables if (year := year_in(layout.title)) is not None}
    return year_in(path.stem) or (years.pop() if len(years) == 1 else None)


def _year_named(tables: list[ReadTable], path: Path) -> int | None:
    """The year of the ledger as a title says, or a sheet's or the file's name."""
    targets_first = sorted(tables, key=lambda table: table[1].kind is not Kind.TARGETS)
    for text in (*(layout.title for _, layout in targets_first), *(sheet.name for sheet, _ in targets_first),
                 path.stem):
        stated = re.search(r"20\d\d(?=\s*年度)", text)
        if year := int(stated[0]) if stated else year_in(text):
            return year
    return None


def _year_of_most(projects: list[ProjectRow], years: CountingYear) -> int | None:
    """The year that most milestones lie in; of a time that lies in two of them, that of the calendar it is called by.
    """
    days = [(day.first, day.last) for row in projects for day in row.milestones.values()]
    found = Counter(years.year_of(first) if years.year_of(first) == years.year_of(last) else first.year
                    for first, last in days if first and last)
    return found.most_common(1)[0][0] if found else None
