"""Formulas of a form when rows are put into it."""

from __future__ import annotations

import pytest

from tracker.ledger.form_formulas import PutIn, copied_formula, speaks_of_its_row

ROWS = PutIn("报送表", first=4, after=7, count=3, like=7)


@pytest.mark.parametrize(("formula", "changed"), [
    ("SUM(C4:C7)", "SUM(C4:C10)"), ("SUBTOTAL(9,$C$4:$C$7)", "SUBTOTAL(9,$C$4:$C$10)"),
    ("C4+C5+C6+C7", "SUM(C4:C10)"), ("SUM(C4,C5,C6,C7)", "SUM(C4:C10)"), ("C7", "C7"), ("C8/D8", "C11/D11"),
    ("SUM(C4:C6)", "SUM(C4:C6)"), ("SUM('报送表'!C5:C7,码表!A1:A90)", "SUM('报送表'!C5:C10,码表!A1:A90)"),
    ('COUNTIF(B4:B7,"C9:C10")&A9', 'COUNTIF(B4:B10,"C9:C10")&A12'), ("LOG10(C9)", "LOG10(C12)"),
    ("SUM(C:C)", "SUM(C:C)"), ("SUM(4:7)", "SUM(4:10)"), ("VLOOKUP(B4,'它''s'!$A$2:$B$9,2)",
                                                         "VLOOKUP(B4,'它''s'!$A$2:$B$9,2)"),
    ("[1]报送表!A9", "[1]报送表!A9"), ("SUM(C4:D9)", "SUM(C4:D12)")])
def test_sums_grow_and_what_stands_below_moves(formula: str, changed: str) -> None:
    assert ROWS.formula(formula, "报送表", 8) == changed


def test_a_formula_of_another_sheet_changes_where_it_names_this_one() -> None:
    assert ROWS.formula("报送表!D8+SUM(报送表!C4:C7)+C9", "汇总", 2) == "报送表!D11+SUM(报送表!C4:C10)+C9"


def test_a_range_within_the_last_row_stays_in_it() -> None:
    assert ROWS.formula("SUM(C7:E7)", "报送表", 7) == "SUM(C7:E7)"
    assert ROWS.formula("SUM(C7:E7)", "报送表", 8) == "SUM(C7:E10)"


def test_a_cell_of_the_only_row_is_a_sum_below_it_and_itself_beside_it() -> None:
    rows = PutIn("报送表", first=4, after=4, count=3, like=4)
    assert (rows.formula("C4", "报送表", 4), rows.formula("C4", "报送表", 5)) == ("C4", "SUM(C4:C7)")


def test_a_copied_formula_speaks_of_its_own_row() -> None:
    assert copied_formula("IF(C7>0,D7/C$3,$E7)", 2) == "IF(C9>0,D9/C$3,$E9)"
    assert copied_formula("C4*2", 0, 1) == "D4*2"
    assert [speaks_of_its_row(formula) for formula in ("C7/10000", "C7/SUM(C$4:C$7)", "SUM(C4:C9)")] == [
        True, True, False]
