"""A draft as it was read: passages of text and tables, each with the place where somebody finds it again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class PlaceKind(StrEnum):
    """How a place is counted: what its numbers are."""

    LINE = "line"
    """The line of a text."""
    PARAGRAPH = "paragraph"
    """The paragraph of a document, empty ones counted, tables not."""
    TABLE = "table"
    """The table of a document, its row and its column."""
    HEADER = "header"
    """A paragraph of a header or a footer."""
    FOOTNOTE = "footnote"
    """A paragraph of the footnotes or endnotes."""
    PAGE = "page"
    """The page and the line on it."""
    CELL = "cell"
    """Row and column of the sheet of that name."""


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where something stands; the numbers count from 1. `name` is that of a sheet."""

    kind: PlaceKind
    numbers: tuple[int, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is read in one go, and where its pieces stand: each mark is an offset into it and a place."""

    text: str
    marks: tuple[tuple[int, DraftPlace], ...]

    def place_at(self, offset: int) -> DraftPlace:
        """Where the character at an offset stands."""
        return self.marks[max(bisect_right(self.marks, offset, key=lambda mark: mark[0]) - 1, 0)][1]


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell of a table: its text, or a number of a workbook, as it is kept there."""

    text: str
    place: DraftPlace
    number: float | int | None = None


@dataclass(frozen=True, slots=True)
class DraftTable:
    """Rows of cells; `title` is what stands right above them."""

    rows: Sequence[Sequence[DraftCell]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class DraftText:
    """Everything that was read of a file, in its order."""

    name: str
    passages: Sequence[Passage]
    tables: Sequence[DraftTable] = field(default_factory=tuple)
    failed_cells: int = 0
    """Cells whose formula failed or was never computed."""


class DraftUnreadable(Exception):
    """A file is no draft that can be read: `why` says which sentence tells it, `found` and `limit` by how much."""

    def __init__(self, why: str, found: int = 0, limit: int = 0) -> None:
        super().__init__(why, found, limit)
        self.why = why
        self.found = found
        self.limit = limit


def one_place(text: str, place: DraftPlace) -> Passage:
    """A passage that stands in one place."""
    return Passage(text, ((0, place),))
