"""What the process that reads a draft hands on: passages and tables as lines of JSON, checked when they arrive."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tracker.ledger.limits import MAX_MESSAGE, within
from tracker.ledger.wire import NoMessage
from tracker.proof.draft import DraftCell, DraftPlace, DraftTable, Passage, PlaceKind

MAX_CHARACTERS: Final = 5_000_000
"""Characters of a draft; the longest yearbooks have a tenth."""
_GLUE: Final = ""


@dataclass(frozen=True, slots=True)
class Pieces:
    """One passage of pieces that go on in each other, each with its place; or a table of rows of cells."""

    passage: Sequence[tuple[str, DraftPlace]] = ()
    table: Sequence[Sequence[tuple[str, DraftPlace]]] = ()
    title: str = ""


def piece_line(pieces: Pieces) -> bytes:
    """One message. Raises OverLimit for one that is too long."""
    message = ({"rows": [[_packed(cell) for cell in row] for row in pieces.table], "title": pieces.title}
               if pieces.table else {"pieces": [_packed(piece) for piece in pieces.passage]})
    line = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    within("text", len(line), MAX_MESSAGE)
    return line


def _packed(piece: tuple[str, DraftPlace]) -> list[object]:
    text, place = piece
    return [text, place.kind.value, list(place.numbers), place.name]


def taken(message: dict[str, Any]) -> Passage | DraftTable:
    """A passage or a table from its message. Raises NoMessage for what is none."""
    match message:
        case {"pieces": list(pieces)}:
            return passage_of([_unpacked(piece) for piece in pieces])
        case {"rows": list(rows), "title": str(title)}:
            return DraftTable(tuple(tuple(DraftCell(*_unpacked(cell)) for cell in row) for row in rows), title)
    raise NoMessage


def passage_of(pieces: Sequence[tuple[str, DraftPlace]]) -> Passage:
    """Pieces as one text, with the place of each."""
    marks: list[tuple[int, DraftPlace]] = []
    length = 0
    for text, place in pieces:
        marks.append((length, place))
        length += len(text) + len(_GLUE)
    if not marks:
        raise NoMessage
    return Passage(_GLUE.join(text for text, _ in pieces), tuple(marks))


def _unpacked(piece: object) -> tuple[str, DraftPlace]:
    match piece:
        case [str(text), str(kind), list(given), str(name)] if kind in list(PlaceKind):
            numbers = tuple(number for number in given if isinstance(number, int))
            if len(numbers) == len(given):
                return text, DraftPlace(PlaceKind(kind), numbers, name)
    raise NoMessage
