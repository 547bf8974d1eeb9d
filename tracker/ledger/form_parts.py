"""What beside its cells says where on a sheet it stands: ranges of the sheet, comments, pictures, charts, tables."""

from __future__ import annotations

import posixpath

from lxml.etree import _Element as Element

from tracker.ledger.form_formulas import PutIn
from tracker.ledger.form_xml import child_of, children_of, local_name

CHAIN = "xl/calcchain.xml"
"""The order in which formulas were calculated, by their cells; a program makes it anew where it is missing."""
RELATED = frozenset({"comments", "vmlDrawing", "drawing", "table", "threadedComment"})
"""The kinds of parts that belong to a sheet and hold places on it."""
_TAKES_IN = frozenset({"dataValidation", "conditionalFormatting", "protectedRange", "ignoredError", "sqref"})
"""What holds for each of its cells, so that a single cell of the last row takes in the new ones."""
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})


def relations_of(links: Element, part: str) -> list[tuple[str, str]]:
    """The kind and the part, in lower case, of each relation of a part, by its file of relations."""
    return [(link.get("Type", "").rpartition("/")[2],
             posixpath.normpath(posixpath.join("/", posixpath.dirname(part), link.get("Target", "").lower()))[1:])
            for link in links if link.get("TargetMode") != "External"]


def move_ranges(sheet: Element, rows: PutIn) -> None:
    """Moves or widens the ranges that a sheet names outside its cells: merged cells, drop-downs, formats, filters."""
    for element in sheet.iter():
        kind = local_name(element)
        if kind in ("row", "c", "f"):
            continue
        for name in ("ref", "sqref", "activeCell", "topLeftCell"):
            reference = element.get(name)
            if reference and not (kind == "mergeCell" and _is_of_one_row(reference, rows.after)):
                element.set(name, rows.reference(reference, alone=kind in _TAKES_IN))
        if kind == "sqref" and element.text:
            element.text = rows.reference(element.text, alone=True)
    for stop in children_of(child_of(sheet, "rowBreaks"), "brk"):
        stop.set("id", str(rows.row(int(stop.get("id", 0)))))


def _is_of_one_row(reference: str, row: int) -> bool:
    """Whether a range lies in one row, so that it stays what it is."""
    return all(place.endswith(str(row)) and place.rstrip("0123456789") + str(row) == place
               for place in reference.split(":"))


def change_formulas(part: Element, rows: PutIn, own: str) -> bool:
    """Changes the formulas that stand in elements other than cells; whether there was anything to change."""
    changed = False
    for element in part.iter():
        if local_name(element) in _FORMULAS and element.text and local_name(element.getparent()) != "c":
            formula = rows.formula(element.text, own)
            changed |= formula != element.text
            element.text = formula
    return changed


def move_part(part: Element, rows: PutIn, *, moves: bool) -> bool:
    """Changes a part of the file that is no sheet; whether there was anything to change.

    `moves`: the part stands on the sheet the rows are put into. Else its formulas alone may speak of that sheet.
    """
    changed = change_formulas(part, rows, "")
    if not moves:
        return changed
    for element in part.iter():
        kind = local_name(element)
        if kind in ("comment", "threadedComment", "table", "autoFilter", "sortState", "sortCondition"):
            element.set("ref", rows.reference(element.get("ref", "")))
        elif kind in ("from", "to") and (row := child_of(element, "row")) is not None and _moves_with_cells(element):
            row.text = str(rows.row(int(row.text or 0) + 1) - 1)
        elif kind == "Row" and element.text:
            element.text = str(rows.row(int(element.text) + 1) - 1)
        elif kind == "Anchor" and element.text:
            element.text = _moved_anchor(element.text, rows)
    return True


def _moves_with_cells(corner: Element) -> bool:
    """Whether a corner of a picture goes where its cell goes: not where the picture stays, nor only its lower one."""
    anchor = corner.getparent()
    return anchor is None or anchor.get("editAs") != "absolute"


def _moved_anchor(text: str, rows: PutIn) -> str:
    """The box of a comment: column, offset, row, offset of its two corners."""
    numbers = text.split(",")
    if len(numbers) != 8:
        return text
    for place in (2, 6):
        numbers[place] = f" {rows.row(int(numbers[place]) + 1) - 1}"
    return ",".join(numbers)
