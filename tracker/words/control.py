"""What an import says of the whole book: what became of its cells, and control totals beside what the office held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.currency import Currency
from tracker.domain.money import Money
from tracker.ledger.account import Fate
from tracker.words import Coded, Lang, spoken
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words

if TYPE_CHECKING:
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
class ControlWords:
    """Cells and totals in one language."""

    cells: str
    """{total} and {parts}."""
    part: str
    comma: str
    fate: FateWords
    heading: str
    book: str
    office: str
    projects: str
    at: str
    """Projects at a stage: {stage}."""
    contracts: str
    receipts: str
    money: str
    """Money of an {origin} in a {year}."""
    no_origin: str
    no_year: str
    without_origin: str
    """Projects whose money has no origin, which no figure counts: {count}, {amounts}."""
    blockers: str
    open_blockers: str
    targets: str


def cells_line(counts: Mapping[Fate, int], lang: Lang) -> str:
    """How many cells a book has and what became of them, in one line."""
    says = spoken(lang, ControlWords)
    parts = says.comma.join(says.part.format(what=says.fate[fate], count=counts[fate])
                            for fate in Fate if counts.get(fate))
    return says.cells.format(total=sum(counts.values()), parts=parts)


def total_rows(book: Totals, office: Totals, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Control totals line by line: what, in the book, in the office before."""
    says, terms = spoken(lang, ControlWords), words(lang).terms
    yield says.projects, str(book.projects), str(office.projects)
    named = {str(code): name for code, name in (*terms.stage.items(), *terms.status.items())}
    for stage, name in named.items():
        if book.stages[stage] or office.stages[stage]:
            yield says.at.format(stage=name), str(book.stages[stage]), str(office.stages[stage])
    for currency in Currency:
        if book.contracts[currency] or office.contracts[currency]:
            yield (says.contracts, _amount(book.contracts[currency], currency, lang),
                   _amount(office.contracts[currency], currency, lang))
    yield says.receipts, str(book.receipts), str(office.receipts)
    for key in sorted({*book.money, *office.money}, key=lambda key: (key[0], key[1] or 0, key[2])):
        origin, year, currency = key
        label = says.money.format(origin=terms.names_of("origin").get(origin, says.no_origin),
                                  year=year or says.no_year)
        yield label, _amount(book.money[key], currency, lang), _amount(office.money[key], currency, lang)
    yield says.blockers, str(book.blockers), str(office.blockers)
    yield says.open_blockers, str(book.open_blockers), str(office.open_blockers)
    yield says.targets, str(book.targets), str(office.targets)


def without_origin(book: Totals, lang: Lang) -> str:
    """That money of the book has no origin, so that no figure counts it; nothing where all of it has one."""
    if not book.without_origin:
        return ""
    says = spoken(lang, ControlWords)
    amounts = [_amount(sum(minor for (origin, _, kind), minor in book.money.items() if not origin and kind is currency),
                       currency, lang)
               for currency in dict.fromkeys(kind for origin, _, kind in book.money if not origin)]
    return says.without_origin.format(count=book.without_origin, amounts=says.comma.join(amounts))


def _amount(minor: int, currency: Currency, lang: Lang) -> str:
    return amount_text(Money(minor, currency), lang) if minor else "0"
