"""Says where the pages of a Word document must not end: within a row, a short table, the rows of one project."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

WHOLE = 400
"""Characters up to which a row is kept on one page; a longer one may run over."""
_SHORT_ROWS, _SHORT_TEXT = 14, 900
"""Rows and characters up to which a table is kept on one page."""
_MOST_OF_ONE = 12
"""Rows that belong to one thing, such as the receipts of a project, up to which they are kept on one page."""


def keep_together(table: Any) -> None:
    """No end of a page tears a row, leaves a heading row alone, leaves the last row alone, or tears what belongs
    together, as far as it is short enough for that."""
    rows = list(table.iterchildren(qn("w:tr")))
    for row in rows:
        if _characters(row) <= WHOLE:
            _keep_whole(row)
    for row in _with_the_next(rows):
        keep_with_next(row)


def keep_with_next(part: Any) -> None:
    """Keeps a row or a paragraph on the page of what follows it."""
    for paragraph in part.iter(qn("w:p")):
        settings = paragraph.get_or_add_pPr()
        if settings.find(qn("w:keepNext")) is None:
            settings._add_keepNext()


def caption_of(table: Any) -> str:
    """The key of a table of ours; empty for one that an office put in."""
    caption = table.tblPr.find(qn("w:tblCaption"))
    return "" if caption is None else str(caption.get(qn("w:val")))


def last_row_of(table: Any) -> Any:
    """The last row of a table."""
    return list(table.iterchildren(qn("w:tr")))[-1]


def _characters(part: Any) -> int:
    return sum(len(text.text or "") for text in part.iter(qn("w:t")))


def _keep_whole(row: Any) -> None:
    properties = row.get_or_add_trPr()
    if properties.find(qn("w:cantSplit")) is None:
        properties.insert(0, properties.makeelement(qn("w:cantSplit"), {}))


def _with_the_next(rows: list[Any]) -> list[Any]:
    """The rows that stay on the page of the row below them."""
    if len(rows) <= _SHORT_ROWS and sum(map(_characters, rows)) <= _SHORT_TEXT:
        return rows[:-1]
    kept = [row for row in rows[:-1] if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    groups: list[list[Any]] = []
    for row in rows:
        if groups and _goes_on(row):
            groups[-1].append(row)
        else:
            groups.append([row])
    for group in groups:
        kept += group[:-1] if len(group) <= _MOST_OF_ONE else []
    return kept + rows[-2:-1]


def _goes_on(row: Any) -> bool:
    """Whether its first cell is that of the row above."""
    merged = row.find(f"{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val")) != "restart"
