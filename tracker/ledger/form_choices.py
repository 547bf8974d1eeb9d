"""What a drop-down of a form offers, and which of it means what the office knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tracker.domain.fields import ChoiceField, YesNoField
from tracker.domain.profile import FIELDS
from tracker.domain.stages import Stage
from tracker.ledger.form_file import FormFile
from tracker.ledger.form_ranges import CellRange, CellRanges
from tracker.ledger.headers import column_number, fold
from tracker.ledger.raw import BookSheet
from tracker.ledger.words import choice_said, flag_said, origin_said, stage_said, status_said

_RANGE = re.compile(r"(?:('(?:[^']|'')+'|[^'!]+)!)?\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


class Choices:
    """The drop-downs of a form: what each cell that has one takes."""

    def __init__(self, form: FormFile, sheets: Sequence[BookSheet]) -> None:
        rows = {sheet.name: sheet for sheet in sheets}
        self._lists: Mapping[str, Mapping[CellRange, frozenset[str]]] = {
            name: {cells: offered for sqref, text in sheet.drop_downs()
                   if (offered := _offered(form, rows, name, text)) for cells in _ranges(sqref)}
            for name, sheet in form.sheets.items()}
        self._ranges = {name: CellRanges(lists) for name, lists in self._lists.items()}

    def at(self, sheet: str, row: int, column: int) -> frozenset[str]:
        """What a cell takes; nothing where it takes anything. Rows and columns count from 0."""
        cells = self._ranges[sheet].over_cell(row, column) if sheet in self._ranges else None
        return frozenset() if cells is None else self._lists[sheet][cells]


def chosen_of(offered: frozenset[str], field: str, text: str) -> str | None:
    """The one that is offered and means what the office would say in the column of a field; None where none does."""
    if text in offered:
        return text
    if field in ("stage", "status") and (stage := stage_said(text)) is not None:
        return _stage_of(offered, stage)
    meant = _meaning(field, text)
    alike = [choice for choice in offered if _meaning(field, choice) == meant] if meant else []
    return alike[0] if len(alike) == 1 else None


def _stage_of(offered: frozenset[str], stage: Stage) -> str | None:
    """The choice of a stage: the furthest that a project there has passed, since a form may tell fewer stages apart."""
    passed = sorted(((said.rank, choice) for choice in offered if (said := stage_said(choice)) is not None
                     and said.rank <= stage.rank), reverse=True)
    return passed[0][1] if passed and (len(passed) == 1 or passed[0][0] != passed[1][0]) else None


def _meaning(name: str, text: str) -> object:
    """What a text means in the column of a field; nothing where that cannot be told."""
    field = FIELDS.get(name)
    if name in ("stage", "status"):
        return status_said(text) or stage_said(text)
    if name == "origin":
        return origin_said(text)
    if isinstance(field, ChoiceField):
        return choice_said(field, text)
    if isinstance(field, YesNoField):
        return f"{flag_said(field, text)}"
    return fold(text)


def _offered(form: FormFile, rows: Mapping[str, BookSheet], own: str, text: str) -> frozenset[str]:
    """The texts of a list: written out, or those of a range, which may have a name; none where it is worked out."""
    text = text.strip().removeprefix("=")
    if text.startswith('"'):
        return frozenset(filter(None, (choice.strip() for choice in text.strip('"').split(","))))
    match = _RANGE.fullmatch(text) or _RANGE.fullmatch(form.named(text))
    if match is None:
        return frozenset()
    name = match[1].removeprefix("'").removesuffix("'").replace("''", "'") if match[1] else own
    left, top = column_number(match[2]), int(match[3]) - 1
    right, bottom = column_number(match[4] or match[2]), int(match[5] or match[3])
    lines = rows[name].rows[top:bottom] if name in rows else []
    return frozenset(str(cell).strip() for line in lines for cell in line[left:right + 1] if str(cell).strip())


def _ranges(sqref: str) -> list[CellRange]:
    matches = [match for one in sqref.split() if (match := _RANGE.fullmatch(one))]
    return [CellRange(int(match[3]) - 1, column_number(match[2]), int(match[5] or match[3]) - 1,
                      column_number(match[4] or match[2])) for match in matches]
