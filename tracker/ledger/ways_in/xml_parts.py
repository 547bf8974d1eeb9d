"""Reads XML as a stream of events, without document types and entities and never deeper than a limit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from tracker.ledger import limits
from tracker.ledger.limits import within

Attributes = dict[str, str]
_Opened = Callable[[str, Attributes], None]
"""Called with the name of an element and its attributes, both without prefixes."""
_Closed = Callable[[str], None]
_Text = Callable[[str], None]


class HasDoctype(ValueError):
    """An XML file declares entities of its own or names another file; no spreadsheet does."""


def read_xml(pieces: Iterable[bytes], opened: _Opened, closed: _Closed | None = None,
             text: _Text | None = None) -> None:
    """Reads XML piece by piece. Raises ValueError for what is none, OverLimit for what is too deep."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        within("depth", depth, limits.MAX_DEPTH)
        opened(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if closed:
            closed(_local(name))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    if text:
        parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise HasDoctype
