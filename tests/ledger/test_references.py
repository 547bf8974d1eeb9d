"""References to cells, by themselves and in formulas."""

from __future__ import annotations

import pytest

from tracker.ledger.references import CellRange, range_said, ranges_in


@pytest.mark.parametrize(("text", "cells"), [
    ("B4", CellRange("", 3, 1, 3, 1)), ("$B$4:C7", CellRange("", 3, 1, 6, 2)),
    ("码表!A1:A9", CellRange("码表", 0, 0, 8, 0)), ("'it''s'!AA10", CellRange("it's", 9, 26, 9, 26)),
    ("4:7", None), ("名称", None), ("", None), ("B4+C5", None)])
def test_a_reference_names_cells(text: str, cells: CellRange | None) -> None:
    assert range_said(text) == cells


def test_a_formula_names_cells_of_its_own_sheet_and_others_and_no_text_does() -> None:
    found = ranges_in('SUM(C4:C7,码表!A1:A90)+D8&"E9:E10"&LOG10(2)')
    assert [(cells.sheet, cells.top, cells.bottom) for cells in found] == [("", 3, 6), ("码表", 0, 89), ("", 7, 7)]
