"""Reads the text of a PDF, page by page; a scanned one has none and is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pypdfium2

from tracker.ledger.limits import within
from tracker.proof.draft import DraftPlace, DraftUnreadable, PlaceKind
from tracker.proof.given_text import MAX_CHARACTERS, Pieces
from tracker.proof.plain_text import PlacedLine, paragraphs_of

MAX_PAGES: Final = 2_000
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–－]\s*)?(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?"
                          r"(?:\s*[-—–－])?\s*")
_LEAST: Final = 8
"""Characters a page has on the average that is no picture of one."""
_UNKNOWN = re.compile("[\ufffd\ufffe\uffff\ue000-\uf8ff]")


def pdf_pieces(content: bytes) -> Iterator[Pieces]:
    """The paragraphs of a PDF. Raises DraftUnreadable where it is scanned, locked or cannot be read as characters."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise DraftUnreadable("password" if "assword" in str(error) else "damaged") from None
    within("pages", len(document), MAX_PAGES)
    pages = [_lines(text, at) for at, text in enumerate(_texts(document), 1)]
    characters = "".join(text for page in pages for text, _ in page)
    if len("".join(characters.split())) < _LEAST * max(len(pages), 1):
        raise DraftUnreadable("scanned", len(pages))
    if len(_UNKNOWN.findall(characters)) * 5 > len(characters):
        raise DraftUnreadable("no_characters")
    return paragraphs_of(pages)


def _texts(document: pypdfium2.PdfDocument) -> Iterator[str]:
    characters = 0
    for page in document:
        text = page.get_textpage().get_text_range()
        characters += len(text)
        within("characters", characters, MAX_CHARACTERS)
        yield text


def _lines(text: str, page: int) -> list[PlacedLine]:
    """The lines of a page without its number."""
    lines = [(line, DraftPlace(PlaceKind.PAGE, (page, at))) for at, line in enumerate(text.splitlines(), 1)]
    while lines and (not lines[-1][0].strip() or _PAGE_NUMBER.fullmatch(lines[-1][0])):
        lines.pop()
    while lines and (not lines[0][0].strip() or _PAGE_NUMBER.fullmatch(lines[0][0])):
        del lines[0]
    return lines
