"""Writes to the terminal: text from people only ever as text, tables by cell width, nothing cut off in a pipe."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, NoReturn, TextIO, TypeVar

import typer

from tracker.domain.text import clean

_WIDEST = 60
"""Cells of the terminal that a column in a pipe is padded to at most: one long value widens its own line alone."""

_PIECES = 10_000
"""Pieces of JSON, mostly a value or what stands between two, that are written at a time."""
_T = TypeVar("_T")

# Late imports: rich is needed for tables on a terminal alone.


def use_utf8() -> None:
    """Makes both streams able to carry Chinese wherever the machine stands (LANG=C, a Windows code page)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            asked = bool(os.environ.get("PYTHONIOENCODING")) and _carries_chinese(stream.encoding)
            reconfigure(encoding=None if asked else "utf-8", errors="replace")


def _carries_chinese(encoding: str) -> bool:
    try:
        "中".encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def on_terminal(stream: TextIO | None = None) -> bool:
    """Whether a person is looking at the stream (standard output where none is given)."""
    stream = stream or sys.stdout
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def say(text: str = "") -> None:
    """One or more lines on standard output."""
    _write(sys.stdout, _shown(text))


def warn(text: str) -> None:
    """One or more lines on standard error."""
    _write(sys.stderr, _shown(text))


class JsonLines(Collection[Any]):
    """A list of JSON whose values are made while `json_text` or `print_json` writes them, and not held."""

    def __init__(self, make: Callable[[_T], Any], of: Sequence[_T]) -> None:
        self._make, self._of = make, of

    def __contains__(self, value: object) -> bool:
        return any(value == one for one in self)

    def __len__(self) -> int:
        return len(self._of)

    def __iter__(self) -> Iterator[Any]:
        return map(self._make, self._of)


class _Written(list[Any]):
    """What the encoder of JSON takes for a list: it looks whether there is a value, and goes through them once."""

    def __init__(self, lines: JsonLines) -> None:
        super().__init__([None] * bool(len(lines)))
        self._lines = lines

    def __iter__(self) -> Iterator[Any]:
        return iter(self._lines)


def _as_json(value: object) -> Any:
    return _Written(value) if isinstance(value, JsonLines) else str(value)


def print_json(value: Any) -> None:
    """A value for programs."""
    for piece in _json_pieces(value):
        _write(sys.stdout, piece, end="")
    _write(sys.stdout, "")


def json_text(value: Any) -> str:
    """A value as JSON. Characters a terminal could act on are written as JSON escapes: no value changes."""
    return "".join(_json_pieces(value))


def _json_pieces(value: Any) -> Iterator[str]:
    """A value as JSON, many characters at a time."""
    pieces = json.JSONEncoder(ensure_ascii=False, indent=2, default=_as_json).iterencode(value)
    while some := "".join(islice(pieces, _PIECES)):
        yield some if some.replace("\n", "").isprintable() else "".join(
            c if c.isprintable() or c in "\n " else json.dumps(c)[1:-1] for c in some)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[int] = ()) -> None:
    """A table; `numbers` are the columns set flush right. In a pipe every value is whole, however long.

    A pipe goes through the rows twice, for the widths of the columns and for the lines, and holds none of them.
    """
    if on_terminal():
        _ruled(headings, map(_cells, rows), numbers)
    else:
        _plain(headings, rows, numbers)


def _cells(row: Sequence[object]) -> list[str]:
    return [clean(str("" if value is None else value)) for value in row]


def _shown(text: str) -> str:
    """The lines with nothing in them that a terminal could act on; the indent of each stays."""
    return "\n".join(" " * (len(line) - len(line.lstrip(" "))) + clean(line) for line in text.split("\n"))


def _plain(headings: Sequence[str], rows: Iterable[Sequence[object]], numbers: Sequence[int]) -> None:
    from rich.cells import cell_len

    widths = [cell_len(heading) for heading in headings]
    for line in map(_cells, rows):
        widths = [max(width, cell_len(value)) for width, value in zip(widths, line, strict=True)]
    widths = [min(_WIDEST, width) for width in widths]
    for line in chain([list(headings)], map(_cells, rows)):
        blanks = [" " * (width - cell_len(value)) for value, width in zip(line, widths, strict=True)]
        pieces = [blank + value if at in numbers else value + blank
                  for at, (value, blank) in enumerate(zip(line, blanks, strict=True))]
        _write(sys.stdout, "  ".join(pieces).rstrip())


def _ruled(headings: Sequence[str], cells: Iterable[list[str]], numbers: Sequence[int]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # No box: on some Chinese terminals box-drawing characters are two cells wide and tear the lines apart.
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for at, heading in enumerate(headings):
        drawn.add_column(Text(heading), justify="right" if at in numbers else "left", overflow="fold")
    for line in cells:
        drawn.add_row(*(Text(value) for value in line))
    Console(file=sys.stdout, markup=False, highlight=False, emoji=False).print(drawn)


def _write(stream: TextIO, text: str, end: str = "\n") -> None:
    try:
        stream.write(text + end)
        stream.flush()
    except BrokenPipeError:
        _hang_up(stream)


def _hang_up(stream: TextIO) -> NoReturn:
    """Ends quietly where the reader closed the pipe (`| head`): the command itself is done."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - the null device is no path of ours
        os.dup2(nowhere.fileno(), stream.fileno())
    raise typer.Exit(0)
