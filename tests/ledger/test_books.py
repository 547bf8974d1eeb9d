"""Every workbook rebuilt after a real form: what it comes to, and that each of its cells is accounted for."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.ledger.made import found, read
from tests.ledger.test_account import TODAY, each
from tracker.domain.money import print_amount

BOOKS = Path(__file__).parent / "books"
SAYS: dict[str, tuple[int, int, int, int, str]] = {
    "01-tianjin-neizi-qianyue-luodi/input.xlsx": (1, 0, 0, 0, ""),
    "02-tianjin-waizi-zaitan/input.xlsx": (1, 0, 0, 0, ""),
    "08-taizhou-zaitan/input.xlsx": (2, 0, 1, 0, "unknown_unit E3 E4"),
    "09-stage-column-no-dates/input.xlsx": (15, 0, 0, 0, ""),
    "11-sheet-per-park-subtotals/input.xlsx": (4, 0, 0, 0, ""),
    "14-section-rows-chinese-serials/input.xlsx": (3, 0, 0, 0, ""),
    "15-three-sheets-sanxin/input.xlsx": (3, 0, 0, 0, ""),
    "16-stacked-tables-compatible/input.xlsx": (3, 0, 0, 0, ""),
    "17-month-columns-money/input.xlsx": (2, 6, 0, 0, ""),
    "20-column-without-header/input.xlsx": (1, 0, 0, 0, ""),
    "21-date1904/extlst.xlsx": (1, 0, 0, 0, ""),
    "21-date1904/general.xlsx": (1, 0, 0, 0, ""),
    "21-date1904/input.xlsx": (1, 0, 0, 0, ""),
    "22-chinese-builtin-date-formats/input.xlsx": (18, 0, 0, 0, ""),
    "23-error-cells/input.xlsx": (3, 0, 0, 0, "error_cell B5 C4 D3 E4"),
    "23-error-cells/no-name-error.xlsx": (2, 2, 0, 0, "error_cell C4 D3 E4"),
    "25-month-format-first-day/input.xlsx": (2, 0, 0, 0, ""),
    "26-hidden-rows-filter/input.xlsx": (3, 0, 0, 0, ""),
    "27-credit-code-as-number/input.xlsx": (8, 0, 0, 0, "credit_code H10 H4 H8 H9"),
    "28-amount-texts/accepted.xlsx": (22, 0, 0, 0, ""),
    "28-amount-texts/input.xlsx": (39, 0, 0, 0, "not_an_amount D15 D18 D19 D23 D32 D36 D6"),
    "30-html-as-xls/导出.xls": (2, 0, 0, 0, ""),
    "31-excel-2003-xml/导出.xls": (2, 0, 0, 0, ""),
    "32-csv-flavours/big5.csv": (0, 0, 0, 0, "unreadable 0"),
    "32-csv-flavours/gbk.csv": (3, 0, 0, 0, ""),
    "32-csv-flavours/semicolon.csv": (2, 0, 0, 0, ""),
    "32-csv-flavours/utf16.txt": (2, 0, 0, 0, ""),
    "32-csv-flavours/utf8bom.csv": (3, 0, 0, 0, ""),
    "34-xls-ods-password/input.ods": (3, 0, 0, 0, ""),
    "34-xls-ods-password/input.xls": (3, 0, 0, 0, ""),
    "34-xls-ods-password/input.xlsx": (3, 0, 0, 0, ""),
    "36-equal-receipts-same-day/corrected-amount.xlsx": (1, 3, 0, 0, ""),
    "36-equal-receipts-same-day/input.xlsx": (1, 3, 0, 0, "duplicate_receipt A3"),
    "36-equal-receipts-same-day/next-month.xlsx": (1, 3, 0, 0, ""),
    "37-ditto-and-names/input.xlsx": (6, 0, 0, 0, ""),
    "37-ditto-and-names/no-origin-ditto.xlsx": (6, 0, 0, 0, ""),
    "41-problem-list-form/input.xlsx": (2, 0, 4, 0, ""),
    "41-problem-list-form/no-words.xlsx": (2, 0, 4, 0, ""),
    "42-second-import-gone-renamed/first.xlsx": (3, 0, 0, 0, ""),
    "42-second-import-gone-renamed/second.xlsx": (2, 0, 0, 0, ""),
    "43-targets-forms/input.xlsx": (0, 0, 0, 6, "unknown_indicator B10 B3 B6"),
    "44-blockers-texts-lost/input.xlsx": (1, 0, 2, 0, ""),
    "46-zhangzhou-niandu-mingxi/input.xlsx": (3, 0, 0, 0, ""),
    "49-sanming-kewang-qianyue/input.xlsx": (3, 0, 0, 0, ""),
    "50-sanming-zhuanchang-jinzhan/input.xlsx": (2, 0, 0, 0, ""),
    "51-nanping-yuebao/input.xlsx": (3, 0, 0, 0, ""),
    "55-bohai-project-card/input.xlsx": (1, 0, 0, 0, ""),
    "60-origin-only-as-place/input.xlsx": (3, 3, 0, 0, ""),
    "61-admin-dates-as-lead/input.xlsx": (2, 0, 0, 0, ""),
    "62-total-sheet-and-park-sheets/input.xlsx": (2, 0, 0, 0, ""),
    "68-receipts-forms/input.xlsx": (2, 4, 0, 0, ""),
    "71-plain-progress-sheet-refused/input.xlsx": (2, 0, 1, 0, ""),
    "71-plain-progress-sheet-refused/no-problems.xlsx": (2, 0, 0, 0, ""),
}
"""Projects, receipts, blockers and targets of each, and the code of its problems with their cells."""


def cells_in(path: Path, sheet: str) -> int:
    """How many cells of a sheet hold something, counted by another library: formulas without a result too."""
    book = openpyxl.load_workbook(path)
    return sum(cell.value not in (None, "") for row in book[sheet].iter_rows() for cell in row)


def test_every_workbook_has_its_line() -> None:
    books = {path.relative_to(BOOKS).as_posix() for path in BOOKS.rglob("*") if path.is_file()}
    assert {name for name in books if not name.endswith(".toml")} == SAYS.keys()


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("name", SAYS)
def test_what_a_workbook_comes_to_and_what_became_of_its_cells(name: str) -> None:
    ledger = read(BOOKS / name, today=TODAY)
    codes = {code for _, _, _, code in found(ledger)}
    told = " ".join([*codes, *sorted(f"{column}{row}" for _, row, column, _ in found(ledger))])
    assert (len(ledger.projects), len(ledger.receipts), len(ledger.blockers), len(ledger.targets), told) == SAYS[name]
    for account in ledger.accounts:
        assert account.counts() == each(account)
        assert not name.endswith(".xlsx") or account.counts().total() == cells_in(BOOKS / name, account.sheet.name)


@pytest.mark.parametrize("mapping", sorted(path.parent.name for path in BOOKS.glob("*/m.toml")))
def test_a_mapping_that_says_what_is_known_anyway_changes_nothing(mapping: str) -> None:
    path = BOOKS / mapping / "input.xlsx"
    plain, mapped = (read(path, mapping=given, today=TODAY) for given in (None, path.with_name("m.toml")))
    assert found(mapped) == set()
    assert [row.name for row in mapped.projects] == [row.name for row in plain.projects]
    assert [print_amount(row.profile["contract_amount"]) for row in mapped.projects] == [
        print_amount(row.profile["contract_amount"]) for row in plain.projects]
