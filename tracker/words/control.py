"""What an import says of the whole book: what became of its cells, and control totals beside what the office held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.domain.currency import Currency
from tracker.domain.money import Money
from tracker.ledger.account import Fate
from tracker.ledger.cell_seen import OF_SHEETS, OF_SUMS, OF_UNREAD
from tracker.ledger.choosing import fields_of
from tracker.ledger.family import NOTED, Kind
from tracker.ledger.mapping import BY_ORIGIN, SKIP, EqualReceipts, RowKind
from tracker.ledger.rows import Note, NoteCode
from tracker.words import Coded, Lang, spoken
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words
from tracker.words.ledger import LedgerWords, column_field, value_text

if TYPE_CHECKING:
    from datetime import date

    from tracker.ledger.cell_seen import CellSeen
    from tracker.ledger.choosing import MappingChoice
    from tracker.ledger.rows import Problem
    from tracker.office.intake.totals import Totals


@dataclass(frozen=True, slots=True)
class FateWords(Coded[Fate, str]):
    """What became of a cell."""

    title: str
    header: str
    field: str
    note: str
    sum: str
    unread: str


@dataclass(frozen=True, slots=True)
class CellWords:
    """What one cell became, each after its place on the sheet."""

    field: str
    """{field} and {value}."""
    title: str
    header: str
    """{header} is read as {field}."""
    header_unknown: str
    note: str
    """Kept as the note {header}."""
    kept: str
    """A cell of a known field, {field}, that is kept as a note."""
    sum: str
    unread: str
    """Why it was not read: {why}."""
    without_reason: str
    empty: str


@dataclass(frozen=True, slots=True)
class ChoiceWords:
    """What an officer decided about a book, each by the table of the mapping it stands in."""

    columns: str
    sheet: str
    header_row: str
    indicators: str
    rows: str
    equal: str
    renamed: str
    skip: str
    values: str
    units: str
    unit: str
    by_origin: str
    place: str
    left_out: str
    row: Mapping[RowKind, str]
    kept: Mapping[EqualReceipts, str]
    """Of receipts that nothing tells apart."""


@dataclass(frozen=True, slots=True)
class ControlWords:
    """Cells and totals in one language."""

    cells: str
    """{total} and {parts}."""
    part: str
    below: str
    """That what was not read is listed below."""
    comma: str
    fate: FateWords
    heading: str
    book: str
    office: str
    projects: str
    at: str
    """Projects that stand at a stage now: {stage}; of those signed some stand further on."""
    ended: str
    """Projects that are paused or terminated now: {status}."""
    contracts: str
    receipts: str
    withdrawals: str
    money: str
    """Money of an {origin} in a {year}."""
    no_origin: str
    no_year: str
    blockers: str
    open_blockers: str
    targets: str
    results: str
    shape: str
    decisions: str
    decided_on: str
    headers: str
    dropped: str
    more_problems: str
    """{count} more problems of a kind, {code}."""
    codes_told: str
    """What the codes of problems are for: `--accept` takes {codes}."""
    problems_written: str
    """A workbook {file} shows the problems."""
    problems_not_xlsx: str
    problems_is_ledger: str
    no_problem_cells: str
    mark: FateWords
    """What the marks on the sheet mean, shorter."""
    ledger_known_on: str
    """Of an older ledger: {file}, {day}."""
    older_asked: str
    """That it says it is of the {day}, before what the office knows."""
    history_only: str
    """That nothing of it holds now."""
    problem: str
    cell: CellWords
    choice: ChoiceWords


def cells_line(counts: Mapping[Fate, int], lang: Lang, *, below: bool = False) -> str:
    """How many cells a book has and what became of them, in one line; `below`: why some were not read is told there."""
    says = spoken(lang, ControlWords)
    parts = says.comma.join(
        says.part.format(what=says.fate[fate] + (says.below if below and fate is Fate.UNREAD else ""),
                         count=counts[fate]) for fate in Fate if counts.get(fate))
    return says.cells.format(total=sum(counts.values()), parts=parts)


def older_lines(file: str, day: date, *, history: bool, lang: Lang) -> tuple[str, ...]:
    """Of an older ledger as which day it is taken in, and that it is history alone where it is."""
    says = spoken(lang, ControlWords)
    return (says.ledger_known_on.format(file=file, day=day), *((says.history_only,) if history else ()))


def cell_line(cell: CellSeen, lang: Lang, told: Callable[[Problem], str], noted: Callable[[Note], str]) -> str:
    """What a cell became and why, after its place: D7 合同金额：1,200万元. `told` says a problem where it is shown, and
    `noted` a note.
    """
    says = spoken(lang, ControlWords).cell
    joint = spoken(lang, LedgerWords).joint
    if cell.value is None and not cell.problems:
        return f"{cell.place}  {says.empty}"
    if cell.problems:
        return f"{cell.place}  {says.unread.format(why=joint.join(map(told, cell.problems)))}"
    here = replace(cell, notes=tuple(Note(note.code, {**note.params, "rows": ()}) for note in cell.notes))
    became = [_became(here, says, lang, noted)]
    if cell.fate is not Fate.UNREAD:
        became += [noted(note) for note in here.notes if note.code is NoteCode.PERHAPS_RENAMED]
    return f"{cell.place}  {joint.join(became)}"


def _became(cell: CellSeen, says: CellWords, lang: Lang, noted: Callable[[Note], str]) -> str:
    """What a cell became, in words."""
    name = column_field(cell.head.field, lang) if cell.head.field else ""
    match cell.fate:
        case Fate.FIELD:
            read = value_text(cell.read, lang, cell.head.field) if cell.read is not None else ""
            return says.field.format(field=name or cell.head.header, value=read or str(cell.value))
        case Fate.NOTE:
            return says.kept.format(field=name) if name and cell.head.field not in NOTED else says.note.format(
                header=cell.head.header or cell.column)
        case Fate.HEADER:
            says_header = says.header if cell.head.field else says.header_unknown
            return says_header.format(header=cell.value, field=name)
        case Fate.TITLE:
            return says.title
        case Fate.SUM:
            sums = [noted(note) for note in cell.notes if note.code in OF_SUMS]
            return spoken(lang, LedgerWords).joint.join([says.sum, *sums])
        case Fate.UNREAD:
            reasons = [noted(note) for note in cell.notes if note.code in (*OF_UNREAD, *OF_SHEETS)]
            return says.unread.format(why=reasons[0] if reasons else says.without_reason)


def choice_line(choice: MappingChoice, lang: Lang, indicators: Mapping[str, str]) -> str:
    """One decision in words; `indicators` are the labels of those the office has, by key."""
    says = spoken(lang, ControlWords).choice
    about, value = choice.about, choice.value
    table = choice.table if hasattr(says, choice.table) or choice.path[0] == "values" else "columns"
    match table:
        case "columns":
            fields = {field for kind in Kind for field in fields_of(kind)}
            if about in fields and value not in fields:  # written the other way round
                about, value = value, about
            value = column_field(value, lang)
        case "rows":
            value = says.row[RowKind(value)] if value in RowKind.__members__.values() else value
        case "equal":
            value = says.kept[EqualReceipts(value)] if value in EqualReceipts.__members__.values() else value
        case "units":
            value = says.by_origin if value == BY_ORIGIN else value
        case "indicators" | "result":
            value = says.left_out if value == SKIP else indicators.get(value, value)
        case "sheet":
            about, value = value, spoken(lang, LedgerWords).kind[about]
        case "header_row":
            about = spoken(lang, LedgerWords).kind[choice.path[0]]
        case "origin":
            value = words(lang).terms.names_of("origin").get(value, value)
    known = says.values if choice.path[0] == "values" else getattr(says, table)
    return str(known).format(about=about, value=value, field=column_field(choice.path[-2], lang)
                             if choice.path[0] == "values" else "")


def total_rows(book: Totals, office: Totals, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Control totals line by line: what, in the book, in the office before."""
    says, terms = spoken(lang, ControlWords), words(lang).terms
    yield says.projects, str(book.projects), str(office.projects)
    labels = {**{str(code): says.at.format(stage=name) for code, name in terms.stage.items()},
              **{str(code): says.ended.format(status=name) for code, name in terms.status.items()}}
    for code, label in labels.items():
        if book.stages[code] or office.stages[code]:
            yield label, str(book.stages[code]), str(office.stages[code])
    for currency in Currency:
        if book.contracts[currency] or office.contracts[currency]:
            yield (says.contracts, _amount(book.contracts[currency], currency, lang),
                   _amount(office.contracts[currency], currency, lang))
    yield says.receipts, str(book.receipts), str(office.receipts)
    if book.withdrawals or office.withdrawals:
        yield says.withdrawals, str(book.withdrawals), str(office.withdrawals)
    for key in sorted({*book.money, *office.money}, key=lambda key: (key[0], key[1] or 0, key[2])):
        origin, year, currency = key
        label = says.money.format(origin=terms.names_of("origin").get(origin, says.no_origin),
                                  year=year or says.no_year)
        yield label, _amount(book.money[key], currency, lang), _amount(office.money[key], currency, lang)
    yield says.blockers, str(book.blockers), str(office.blockers)
    yield says.open_blockers, str(book.open_blockers), str(office.open_blockers)
    yield says.targets, str(book.targets), str(office.targets)
    if book.results or office.results:
        yield says.results, str(book.results), str(office.results)


def _amount(minor: int, currency: Currency, lang: Lang) -> str:
    return amount_text(Money(minor, currency), lang) if minor else "0"
