"""What a drop-down of a form offers, and which of it means what the office knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.domain.fields import ChoiceField, YesNoField
from tracker.domain.profile import FIELDS
from tracker.domain.stages import Stage
from tracker.ledger.form_file import FormFile
from tracker.ledger.form_ranges import CellRanges
from tracker.ledger.headers import fold
from tracker.ledger.raw import BookSheet
from tracker.ledger.references import CellRange, range_said
from tracker.ledger.words import choice_said, flag_said, origin_said, stage_said, status_said


class Choices:
    """The drop-downs of a form: what each cell that has one takes."""

    def __init__(self, form: FormFile, sheets: Sequence[BookSheet]) -> None:
        rows = {sheet.name: sheet for sheet in sheets}
        self._lists: Mapping[str, Mapping[CellRange, frozenset[str]]] = {
            name: {cells: offered for where, text in sheet.drop_downs()
                   if (offered := _offered(form, rows, name, text))
                   for reference in where.split() if (cells := range_said(reference))}
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
    cells = range_said(text) or range_said(form.named(text))
    if cells is None or (cells.sheet or own) not in rows:
        return frozenset()
    lines = rows[cells.sheet or own].rows[cells.top:cells.bottom + 1]
    return frozenset(choice for line in lines for cell in line[cells.left:cells.right + 1]
                     if (choice := str(cell).strip()))
