"""Receipts that nothing tells apart are asked about; a mapping says whether all of them arrived, or one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger.made import PROJECTS, RECEIPTS, found, read, write_xlsx
from tests.words.test_advice import advised
from tracker.ledger.account import Fate
from tracker.ledger.mapping import BadMapping, mapping_of
from tracker.ledger.rows import NoteCode
from tracker.words import Lang
from tracker.words.ledger import mapping_line, note_line, problem_line

KEY = "恒瑞管桩二期 2023-03-17 3200万元"
NAMES = ["恒瑞管桩二期", '甲"乙\\丙 [/]', "=1+1", "A & B <合资>"]


def book(folder: Path, name: str = NAMES[0]) -> Path:
    projects = [PROJECTS[0], PROJECTS[1], [name, *PROJECTS[2][1:]]]
    receipts = [RECEIPTS[0], *[[name, *RECEIPTS[1][1:]]] * 2, [name, "2023-04-01", 100, "万元", "银行进账单"]]
    return write_xlsx(folder / "a.xlsx", {"项目": projects, "到资": receipts})


def mapping(folder: Path, text: str) -> Path:
    path = folder / "m.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(("kept", "days"), [
    ("all", ["2023-03-17", "2023-03-17", "2023-04-01"]), ("one", ["2023-03-17", "2023-04-01"])])
def test_all_of_them_or_one_and_each_cell_is_accounted_for(tmp_path: Path, kept: str, days: list[str]) -> None:
    path = book(tmp_path)
    assert found(read(path)) == {("到资", 3, "A", "duplicate_receipt")}
    ledger = read(path, mapping=mapping(tmp_path, f'[receipts.equal]\n"{KEY}" = "{kept}"\n'))
    assert found(ledger) == set()
    assert [str(row.day) for row in ledger.receipts] == days
    account = next(account for account in ledger.accounts if account.sheet.name == "到资")
    assert {account.of(2, column) for column in range(5)} == {Fate.FIELD if kept == "all" else Fate.UNREAD}
    left_out = [note for note in ledger.notes if note.code is NoteCode.ROW_LEFT_OUT]
    assert [note.params["rows"] for note in left_out] == ([] if kept == "all" else [(3,)])
    assert all("到资" in note_line(note) for note in left_out)


def test_a_decision_on_another_day_or_amount_decides_nothing(tmp_path: Path) -> None:
    of_another_amount = mapping(tmp_path, f'[receipts.equal]\n"{KEY.replace("3200", "3201")}" = "one"\n')
    assert found(read(book(tmp_path), mapping=of_another_amount)) == {("到资", 3, "A", "duplicate_receipt")}


def test_what_is_neither_is_refused() -> None:
    with pytest.raises(BadMapping) as refused:
        mapping_of({"receipts": {"equal": {KEY: "两笔"}}})
    for lang in Lang:
        assert KEY in mapping_line(refused.value, lang)


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("name", NAMES)
def test_the_advice_can_be_copied_whatever_the_project_is_called(tmp_path: Path, name: str) -> None:
    path = book(tmp_path, name)
    for lang in Lang:
        (problem,) = read(path).problems
        ledger = read(path, mapping=mapping(tmp_path, advised(problem_line(problem, lang))))
        assert found(ledger) == set()
        assert len(ledger.receipts) == 3
