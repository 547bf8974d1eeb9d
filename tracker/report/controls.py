"""Content controls around the numbers of a document: each says by its tag and its bookmark what number it is.

LibreOffice 7.4 keeps a control and drops its tag, but keeps bookmarks; Word drops a bookmark that somebody typed over.
So each control has both: in the name of its bookmark stands the digest of its key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, Final, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tracker.report.figured import BEGINS, CHART, ENDS, TEXT, Figured, key_digest
from tracker.words import Lang, spoken
from tracker.words.selfreport import SelfReportWords

_MARKED = re.compile(f"({BEGINS}[^{ENDS}]*{ENDS}|{CHART})")
_BOOKMARK = "_sx_"
_NAME = re.compile(_BOOKMARK + r"([0-9a-f]{16})_[0-9]+")
_TAG = re.compile(r"sanxin:(~?)(.+)", re.DOTALL)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARGINS, _ORDINARY = (qn("w:headerReference"), qn("w:footerReference")), "default"
_FIRST_ID = 20_000
"""The numbers of controls and bookmarks begin here, above those of a template's own."""
_QUOTED = 18
"""Characters of a paragraph that say which one it is."""
_ALIAS = 64
"""Characters Word has room for in the title of a control."""


# -- into a document --------------------------------------------------------------------------------------------------


def parts_of_document(document: Any) -> list[Any]:
    """The roots of a document's text: its body, then the headers and footers it has of its own."""
    roots = [document.element.body]
    for section in document.sections:
        asked = {(one.get(qn("w:type")) or _ORDINARY, one.tag): one.get(qn("r:id"))
                 for one in section._sectPr.iterchildren(*_MARGINS)}
        for key in ((kind, tag) for kind in (_ORDINARY, "first", "even") for tag in _MARGINS):
            # By the relation, not by the section: a template that was filled in has other parts for them by then.
            root = document.part.rels[asked[key]].target_part.element if key in asked else None
            if root is not None and root not in roots:
                roots.append(root)
    return roots


def is_fallback(element: Any) -> bool:
    """Whether it is what programs without text boxes show once more of something."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def put_controls(document: Any, figures: Mapping[str, Figured], chart: Callable[[], list[Any]]) -> list[Figured]:
    """Puts a control around every marked number, and the chart where it goes; the answer is every number in order.

    `chart` makes the runs that show it, and is called where a template asks for it.
    """
    placed: list[Figured] = []
    numbers = count(_FIRST_ID)
    for root in parts_of_document(document):
        for text in [one for one in root.iter(qn("w:t")) if one.text and _MARKED.search(one.text)]:
            for piece in _split(text):
                marked = piece.find(qn("w:t"))
                if marked.text == CHART:
                    _replace(piece, chart())
                elif marked.text.startswith(BEGINS):
                    key, _, shown = marked.text.strip(BEGINS + ENDS).partition(TEXT)
                    figure = figures[key]
                    marked.text = shown
                    if not is_fallback(piece):
                        _wrap(piece, figure, next(numbers))
                        placed.append(figure)
    return placed


def unmarked(text: str) -> str:
    """Text with its numbers as they are printed, where no control can stand around them."""
    return _MARKED.sub(lambda found: found[0].strip(BEGINS + ENDS + CHART).partition(TEXT)[2], text)


def _split(text: Any) -> list[Any]:
    """The runs that hold the marked pieces of a text, each alone in its run, as the run of the text was set."""
    run, found = text.getparent(), []
    settings = run.find(qn("w:rPr"))
    for child in list(run):
        if child is settings:
            continue
        pieces = _MARKED.split(child.text or "") if child is text else [None]
        for piece in pieces:
            if piece == "":
                continue
            one = OxmlElement("w:r")
            if settings is not None:
                one.append(deepcopy(settings))
            if piece is None:
                one.append(child)
            else:
                held = OxmlElement("w:t")
                held.text = piece
                held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                one.append(held)
                if _MARKED.fullmatch(piece):
                    found.append(one)
            run.addprevious(one)
    run.getparent().remove(run)
    return found


def _wrap(run: Any, figure: Figured, number: int) -> None:
    control, about, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    for name, value in (("alias", figure.label[:_ALIAS]), ("tag", figure.tag), ("id", str(number))):
        held = OxmlElement(f"w:{name}")
        held.set(qn("w:val"), value)
        about.append(held)
    begins, ends = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begins, ends):
        mark.set(qn("w:id"), str(number))
    begins.set(qn("w:name"), f"{_BOOKMARK}{key_digest(figure.key)}_{number}")
    control.extend([about, content])
    _replace(run, [control])
    content.extend([begins, run, ends])


def _replace(run: Any, others: list[Any]) -> None:
    for one in others:
        run.addprevious(one)
    run.getparent().remove(run)


# -- out of a document ------------------------------------------------------------------------------------------------


class Spot(NamedTuple):
    """Where in a document something stands: all count from 1; a table of 0 is the text outside of tables.

    `root` is 0 for the body; headers and footers follow.
    """

    root: int
    paragraph: int
    table: int = 0
    row: int = 0
    cell: int = 0
    text: str = ""
    """What stands in the paragraph or cell."""

    def told(self, lang: Lang) -> str:
        """The place in words, with the beginning of what stands there."""
        says = spoken(lang, SelfReportWords)
        if not self.table and not self.paragraph:
            return says.nowhere
        where = (says.at_cell.format(table=self.table, row=self.row, cell=self.cell) if self.table
                 else says.at_paragraph.format(paragraph=self.paragraph))
        where = says.at_margin.format(place=where) if self.root else where
        return f"{where} “{self.text[:_QUOTED]}{'…' if len(self.text) > _QUOTED else ''}”" if self.text else where


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a document: the key or its digest, what is printed, and where."""

    key: str
    digest: str
    text: str
    place: Spot


def numbers_in_document(document: Any) -> Iterator[Found]:
    """Every number that a control or a bookmark of ours stands around, in the order of the text."""
    return (found for found, _ in _found_in(document))


def _found_in(document: Any) -> Iterator[tuple[Found, Any]]:
    """Every number with its control, or its bookmark."""
    for at, root in enumerate(parts_of_document(document)):
        places, told = _Places(at, root), set[str]()
        for one in root.iter(qn("w:sdt"), qn("w:bookmarkStart")):
            if is_fallback(one):
                continue
            found = _of_control(one, told) if one.tag == qn("w:sdt") else _of_bookmark(one, told)
            if found is not None:
                yield Found(*found, places.of(one)), one


class NumberMark(NamedTuple):
    """A number of a paragraph: the digest of its key, and the elements that hold its text."""

    digest: str
    holding: frozenset[Any]


def marks_in_paragraphs(document: Any) -> Iterator[tuple[Spot, Any, list[NumberMark]]]:
    """Each paragraph that has numbers of ours, with its place and its numbers in their order."""
    held: dict[Any, tuple[Spot, list[NumberMark]]] = {}
    for found, element in _found_in(document):
        paragraph = next(chain(element.iterancestors(qn("w:p")), element.iter(qn("w:p"))), None)
        if paragraph is not None:
            holding = element.iter() if element.tag == qn("w:sdt") else _elements_between(element)
            mark = NumberMark(found.digest or key_digest(found.key), frozenset(holding))
            held.setdefault(paragraph, (found.place, []))[1].append(mark)
    for paragraph, (place, marks) in held.items():
        yield place, paragraph, marks


def _of_control(control: Any, told: set[str]) -> tuple[str, str, str] | None:
    """Key or digest of a control with its text; None for one that is not ours. One without a tag has a bookmark."""
    key, digest = _tagged(control)
    marks = [one for one in control.iter(qn("w:bookmarkStart"))
             if _named(one) and next(one.iterancestors(qn("w:sdt"))) is control]
    told.update(map(_named, marks))
    if not key and not digest and marks:
        digest = _digest(marks[0])
    return (key, digest, _text(control).strip()) if key or digest else None


def _of_bookmark(mark: Any, told: set[str]) -> tuple[str, str, str] | None:
    """A bookmark whose control somebody took away."""
    return ("", _digest(mark), _between(mark).strip()) if _named(mark) and _named(mark) not in told else None


def _tagged(control: Any) -> tuple[str, str]:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    found = _TAG.fullmatch(tag.get(qn("w:val")) or "") if tag is not None else None
    if found is None:
        return "", ""
    return ("", found[2]) if found[1] else (found[2], "")


def _named(mark: Any) -> str:
    name = mark.get(qn("w:name")) or ""
    return name if _NAME.fullmatch(name) else ""


def _digest(mark: Any) -> str:
    found = _NAME.fullmatch(mark.get(qn("w:name")) or "")
    return found[1] if found else ""


TEXTS: Final = (qn("w:t"), qn("w:noBreakHyphen"), qn("w:sym"))
"""The elements that show signs."""


def seen_text(one: Any) -> str:
    """What a reader sees of such an element: nothing of a hidden one; a sign of a symbol font may be any."""
    run = next(one.iterancestors(qn("w:r")), None)
    if run is not None and run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None:
        return ""
    return one.text or "" if one.tag == qn("w:t") else "-" if one.tag == qn("w:noBreakHyphen") else "\ufffc"


def _text(element: Any) -> str:
    """What a reader sees: text that somebody struck with changes tracked is not there."""
    return "".join(map(seen_text, element.iter(*TEXTS)))


def _between(mark: Any) -> str:
    """The text from the beginning of a bookmark to its end, or to the end of the paragraph."""
    return "".join(seen_text(one) for one in _elements_between(mark) if one.tag in TEXTS)


def _elements_between(mark: Any) -> Iterator[Any]:
    number, inside = mark.get(qn("w:id")), False
    for one in next(mark.iterancestors(qn("w:p")), mark).iter():
        if one is mark:
            inside = True
        elif inside and one.tag == qn("w:bookmarkEnd") and one.get(qn("w:id")) == number:
            return
        elif inside:
            yield one


class _Places:
    """Counts paragraphs outside of tables, tables and their rows, of one part of a document."""

    def __init__(self, root: int, element: Any) -> None:
        self._root = root
        outside = (one for one in element.iter(qn("w:p")) if _around(one, "w:tbl") is None)
        self._paragraphs = {one: at for at, one in enumerate(outside, 1)}
        tables = (one for one in element.iter(qn("w:tbl")) if _around(one, "w:tbl") is None)
        self._rows = {row: (number, at) for number, table in enumerate(tables, 1)
                      for at, row in enumerate((one for one in table.iter(qn("w:tr"))
                                                if _around(one, "w:tbl") is table), 1)}

    def of(self, element: Any) -> Spot:
        """Where a paragraph stands, or the one that something is in or holds."""
        paragraph = next(chain(element.iterancestors(qn("w:p")), element.iter(qn("w:p"))), None)
        if paragraph is None:
            return Spot(self._root, 0)
        shown = _text(paragraph)
        if paragraph in self._paragraphs:
            return Spot(self._root, self._paragraphs[paragraph], text=shown)
        row = next(one for one in paragraph.iterancestors(qn("w:tr")) if one in self._rows)
        cells = [one for one in row.iter(qn("w:tc")) if _around(one, "w:tr") is row]
        cell = next(one for one in paragraph.iterancestors(qn("w:tc")) if _around(one, "w:tr") is row)
        return Spot(self._root, 0, *self._rows[row], cells.index(cell) + 1, shown)


def _around(element: Any, name: str) -> Any:
    """The nearest element of a name that something is in; None where it is in none."""
    return next(element.iterancestors(qn(name)), None)


def place_of_paragraph(document: Any, paragraph: Any) -> Spot:
    """Where a paragraph of a document stands."""
    roots = parts_of_document(document)
    at = next(at for at, root in enumerate(roots) if root in paragraph.iterancestors())
    return _Places(at, roots[at]).of(paragraph)
