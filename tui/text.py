"""Text by the cells it takes on a terminal, where a Chinese character is two wide: cut, filled up, wrapped, drawn."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from rich.cells import cell_len, set_cell_size

from tracker.domain.text import is_hidden

ASCII = "SANXIN_ASCII"
"""Environment variable: 1 draws lines and marks in ASCII, for terminals that show box drawing two cells wide."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Marks:
    """The signs lines and lists are drawn with; each is one cell wide where the terminal agrees."""

    cursor: str
    met: str
    unmet: str
    blocked: str
    ended: str
    paused: str
    cut: str
    across: str
    down: str
    thumb: str
    start: str
    joint: str
    arrow: str
    full: str
    parts: str
    dot: str


_DRAWN = Marks(cursor="▌", met="√", unmet="×", blocked="!", ended="×", paused="=", cut="…", across="─", down="│",
               thumb="┃", start="├", joint="┼", arrow="▶", full="█", parts="▏▎▍▌▋▊▉", dot="·")
_PLAIN = Marks(cursor=">", met="+", unmet="x", blocked="!", ended="x", paused="=", cut="~", across="-", down="|",
               thumb="#", start="|", joint="+", arrow=">", full="#", parts="", dot="-")


def ascii_only() -> bool:
    """Whether the officer's terminal cannot be trusted with box drawing."""
    return os.environ.get(ASCII, "") not in ("", "0")


@cache
def _marks(plain: bool) -> Marks:
    return _PLAIN if plain else _DRAWN


def marks() -> Marks:
    """The signs in use on this terminal."""
    return _marks(ascii_only())


def drawn(text: str) -> str:
    """A text as it may be drawn: what would steer the terminal, or turn the line around, is taken out."""
    if text.isascii() and text.isprintable():
        return text
    if text.isprintable():
        return text
    return "".join(_drawn(char) for char in text)


def _drawn(char: str) -> str:
    if char.isprintable():
        return char
    kind = unicodedata.category(char)
    if kind == "Cn" and not is_hidden(char):  # a character newer than Python's tables, in the name of somebody
        return char
    if kind in ("Cf", "Cn", "Cs"):
        return ""
    return " " if char in "\t\n\r\u2028\u2029" else "?"


def clip(text: str, width: int) -> str:
    """The text in at most `width` cells; what is cut off is shown by …"""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + marks().cut


def pad(text: str, width: int) -> str:
    """The text in exactly `width` cells, cut or filled up with blanks on the right."""
    cut = clip(text, width)
    return cut + " " * (width - cell_len(cut))


def right(text: str, width: int) -> str:
    """The text in exactly `width` cells, at their right end."""
    cut = clip(text, width)
    return " " * (width - cell_len(cut)) + cut


_NOT_FIRST = frozenset("，。；：、！？）》”’】,.;:!?)]}%")
_NOT_LAST = frozenset("（《“‘【([{")


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells. Latin words stay whole; no line begins with a closing sign or ends
    with an opening one.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrapped(paragraph, max(width, 2))
    return lines or [""]


def paragraphs(text: str, width: int) -> list[str]:
    """A text of people as it may be drawn, in lines of at most `width` cells; where they began a line, one begins."""
    return [line for part in text.split("\n") for line in wrap(drawn(part), width)]


def _wrapped(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(text):
        size = cell_len(piece)
        if used + size > width and line:
            yield line.rstrip()
            line, used = "", 0
            piece = piece.lstrip()
        while cell_len(piece) > width:
            head = set_cell_size(piece, width).rstrip() or piece[0]
            yield head
            piece = piece[len(head):]
        line += piece
        used = cell_len(line)
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: words of Latin letters, a Chinese character with its opening and closing signs."""
    piece = ""
    for char in text:
        glued = char in _NOT_FIRST or piece[-1:] in _NOT_LAST or (
            piece and not piece[-1].isspace() and _latin(char) and _latin(piece[-1]))
        if piece and not glued:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _latin(char: str) -> bool:
    return not char.isspace() and ord(char) < 0x2E80


def bar(share: float, width: int) -> str:
    """A bar of at most `width` cells for a share of 0 to 1, in eighths of a cell; 0 draws nothing."""
    signs = marks()
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    whole, rest = divmod(eighths, 8)
    tail = signs.parts[rest - 1] if rest and signs.parts else ""
    return pad(signs.full * whole + tail, width)


def shares(weights: list[int], total: int, least: list[int]) -> list[int]:
    """Splits `total` cells by weight, giving each at least its `least` as long as there is room."""
    spare = max(total - sum(least), 0)
    whole = sum(weights)
    if not whole:
        return least
    marks_at = [round(spare * part / whole) for part in accumulate(weights)]
    return [low + here - before for low, here, before in zip(least, marks_at, [0, *marks_at[:-1]], strict=True)]


def with_text(start: str, colon: str, text: str) -> str:
    """What was said and its text behind a colon; without a colon where there is no text."""
    return f"{start}{colon}{text}" if text else start
