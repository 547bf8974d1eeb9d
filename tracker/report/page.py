"""A page before it is Word, Excel, a web page or Markdown: all of them draw from this one, so their figures agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tracker.domain.text import clean_lines


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its lines, the first the one that matters; and the number it shows, where it is one."""

    lines: tuple[str, ...] = ()
    number: Decimal | None = None

    @property
    def text(self) -> str:
        """All lines as one text."""
        return "\n".join(self.lines)


def cell(*texts: str) -> Cell:
    """A cell of texts, one below the other; empty ones are left out, and what cannot be seen or written goes."""
    return Cell(tuple(line for text in texts for line in clean_lines(text).split("\n") if line))


def number(value: Decimal | int | None, shown: str | None = None) -> Cell:
    """A cell that shows a number; one that is not known is empty."""
    return Cell() if value is None else Cell((str(value) if shown is None else shown,), Decimal(value))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide it is on paper (mm), and whether it is set in the middle."""

    heading: str
    mm: int
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its title; `nothing` is said in its place where it has no row."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: tables one below the other, as wide as the columns of the first."""

    name: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page for the meeting, or the minutes after it. `known` is up to when it knows things (aware UTC)."""

    key: str
    lang: str
    title: str
    sample: str
    """What is said under the title where the sample ledger is shown; else nothing."""
    facts: tuple[str, ...]
    """Week, meeting, known at, ruleset, head: a line each."""
    counts: str
    notes: tuple[str, ...]
    main: tuple[Table, ...]
    """What comes before the notes."""
    signatures: tuple[str, ...]
    annexes: tuple[Table, ...]
    """What comes after them."""
    sheets: tuple[Sheet, ...]
    numbering: tuple[str, str, str]
    """What stands before, between and after the two numbers of a page number."""
    known: datetime

    @property
    def tables(self) -> tuple[Table, ...]:
        """All that is printed, in order."""
        return self.main + self.annexes
