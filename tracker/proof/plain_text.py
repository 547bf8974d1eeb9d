"""Texts as drafts: lines, lines that a program broke at a width, and Markdown with its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tracker.ledger.limits import within
from tracker.ledger.ways_in.texts import encoding_of
from tracker.proof.draft import DraftPlace, DraftUnreadable, PlaceKind
from tracker.proof.given_text import MAX_CHARACTERS, Pieces

PlacedLine = tuple[str, DraftPlace]

_BEGINS = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)"
                     r"|第[一二三四五六七八九十百\d]+[条章节]"
                     r"|[①-⑳●■◆▲*•·]|-\s)")
_INDENTED = re.compile(r"(?:\u3000{2}|\s{4})")
_BINARY = re.compile(r"[\0-\x08\x0e-\x1f]")
_FULL: Final = 0.85
"""The share of a page's width from which on a line may go on in the next."""
_WRAPPED: Final = 0.6
"""The share of full lines from which on a text was broken at a width."""
_WIDEST: Final = 120
_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)|\*\*|__|`")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


def decoded(content: bytes) -> str:
    """A text in whatever encoding it is. Raises DraftUnreadable for what is no text."""
    try:
        text = content.decode(encoding_of(content))
    except ValueError:
        raise DraftUnreadable("not_text") from None
    within("characters", len(text), MAX_CHARACTERS)
    if len(_BINARY.findall(text[:4000])) > 8:
        raise DraftUnreadable("not_text")
    return text


def lines_of(content: bytes) -> Iterator[Pieces]:
    """A plain text: a line is a passage, but where lines were broken at a width."""
    lines = [(line, DraftPlace(PlaceKind.LINE, (at,))) for at, line in enumerate(decoded(content).splitlines(), 1)]
    full = [line for line, _ in lines if line.strip()]
    yield from (paragraphs_of([lines]) if is_wrapped(full) else (Pieces([line]) for line in lines if line[0].strip()))


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a program broke the lines of a text at a width: most are as long as the longest."""
    widest = max(map(width, lines), default=0)
    if len(lines) < 5 or widest > _WIDEST:
        return False
    return sum(width(line) >= _FULL * widest for line in lines) >= _WRAPPED * len(lines)


def width(line: str) -> int:
    """Cells a line takes: a Chinese character two."""
    return sum(1 if char.isascii() else 2 for char in line.strip())


def paragraphs_of(pages: Sequence[Sequence[PlacedLine]]) -> Iterator[Pieces]:
    """The paragraphs of pages of lines: a line goes on in the next where it is full and the next begins nothing."""
    held: list[PlacedLine] = []
    goes_on = False
    for page in pages:
        widest = max((width(text) for text, _ in page), default=0)
        for text, place in page:
            begins = not text.strip() or _BEGINS.match(text) or _INDENTED.match(text)
            if held and (begins or not goes_on):
                yield Pieces(held)
                held = []
            if text.strip():
                held.append((text, place))
            goes_on = width(text) >= _FULL * widest and bool(text.strip())
    if held:
        yield Pieces(held)


def pages_of_marks(content: bytes) -> Iterator[Pieces]:
    """A text in Markdown: paragraphs as they go on over lines, tables, and no marks."""
    held: list[PlacedLine] = []
    rows: list[tuple[str, int]] = []
    title = ""
    for at, line in enumerate(decoded(content).splitlines(), 1):
        if line.lstrip().startswith("|"):
            rows.append((line, at))
            continue
        if rows:
            yield from _table(rows, title)
            rows = []
        text = _MARKS.sub("", line)
        if held and (not text.strip() or text != line or _BEGINS.match(line)):
            yield Pieces(held)
            held = []
        if text.strip():
            held.append((text, DraftPlace(PlaceKind.LINE, (at,))))
            title = text.strip()
        if line.lstrip().startswith("#") and held:
            yield Pieces(held)
            held = []
    if rows:
        yield from _table(rows, title)
    if held:
        yield Pieces(held)


def _table(rows: Sequence[tuple[str, int]], title: str) -> Iterator[Pieces]:
    cells = [[(_MARKS.sub("", cell).strip(), DraftPlace(PlaceKind.LINE, (at,)))
              for cell in line.strip().strip("|").split("|")] for line, at in rows if not _RULE.match(line)]
    yield Pieces(table=cells, title=title)
    yield from (Pieces([cell]) for row in cells for cell in row if cell[0])
