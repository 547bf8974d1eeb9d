"""What an import says of the whole book: control totals, sheets left out, and what a second book leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import GOOD, PROJECTS, RECEIPTS, with_cell, write_xlsx
from tests.office.taken import small, the
from tracker.cli.shapes_intake import imported
from tracker.domain.currency import Currency
from tracker.ledger.account import Fate
from tracker.ledger.mapping import BadMapping
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.words import Lang
from tracker.words.ledger import mapping_line

BOOKS = Path(__file__).parents[2] / "ledger" / "books"


def test_the_totals_of_the_ledger_of_2023(desk: Desk) -> None:
    first = intake(desk, GOOD)
    assert (first.book.projects, first.book.receipts, first.book.blockers, first.book.targets) == (89, 158, 15, 8)
    assert first.office.projects == 0
    again = intake(desk, GOOD, dry_run=True)
    assert again.book == again.office
    assert sum(minor for (origin, year, currency), minor in again.office.money.items()
               if (origin, year, currency) == ("out_of_province", 2023, Currency.CNY)) == 12_982_950_000_00
    assert again.cells[Fate.UNREAD] == 3


def test_money_without_an_origin_is_named_with_its_sum(desk: Desk, tmp_path: Path) -> None:
    projects = with_cell(PROJECTS, 3, "资金来源", None)
    told = imported(intake(desk, small(tmp_path, projects, RECEIPTS)), Lang.ZH)
    assert "1 个项目 3200万元没有填资金来源，未计入任何资金指标" in told["notes"]


def test_a_sheet_that_was_not_asked_for_is_left_out(desk: Desk) -> None:
    (book,) = BOOKS.glob("11-*/input.xlsx")
    answer = intake(desk, book, only=frozenset({"高新区"}))
    assert len(rows_of(desk)) == 2
    assert "按要求没有读“临港区”表" in imported(answer, Lang.ZH)["notes"]
    assert answer.cells[Fate.UNREAD] == 1 + 24 + 13


def test_a_mapping_leaves_a_sheet_out(desk: Desk, tmp_path: Path) -> None:
    (book,) = BOOKS.glob("11-*/input.xlsx")
    mapping = tmp_path / "m.toml"
    mapping.write_text('[[skip]]\nsheet = "临港区"\n[[skip]]\nsheet = "汇总"\n', "utf-8")
    intake(desk, book, mapping=mapping)
    assert len(rows_of(desk)) == 2


def test_a_second_book_points_out_what_is_renamed_gone_and_emptied(desk: Desk) -> None:
    (folder,) = BOOKS.glob("42-*")
    intake(desk, folder / "first.xlsx")
    notes = imported(intake(desk, folder / "second.xlsx", dry_run=True), Lang.ZH)["notes"]
    assert any("“华鑫精密铸造产业园项目”可能是“华鑫铸造项目”改了名" in note for note in notes)
    assert any("海棠食品项目" in note and "台账里没有的项目" in note for note in notes)
    assert any("“签约”空着" in note and "联丰电子项目 2023-02-05" in note for note in notes)
    assert any("6000万元 → 6500万元" in note for note in notes)


@pytest.mark.parametrize(("text", "only", "said"), [
    ('[projects]\nsheet = "nix"\n', (), "没有“nix”表；有这些表：项目、到资"),
    ("[projects]\nsheet = 3\n", (), "没有“3”表"), ('[[skip]]\nsheet = "汇总"\n', (), "没有“汇总”表"),
    ('[projects]\nsheet = "项目"\nheader_row = 999999999\n', (), "项目 999999999；这张表只有 3 行"),
    ("", ("项目", "nix"), "没有“nix”表")])
def test_what_is_said_of_a_sheet_that_is_not_there_is_refused_with_those_that_are(
        desk: Desk, tmp_path: Path, text: str, only: tuple[str, ...], said: str) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(text, "utf-8")
    with pytest.raises(BadMapping) as raised:
        intake(desk, small(tmp_path), mapping=mapping, only=frozenset(only))
    assert said in mapping_line(raised.value)
    assert not rows_of(desk)


def test_a_mapping_of_the_sheets_of_several_months_holds_for_a_book_of_one(desk: Desk, tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text('[projects]\nsheet = ["9月", "项目"]\nheader_row = 1\n', "utf-8")
    assert intake(desk, small(tmp_path), mapping=mapping).written


def test_a_project_taken_as_renamed_stays_one(desk: Desk, tmp_path: Path) -> None:
    (folder,) = BOOKS.glob("42-*")
    intake(desk, folder / "first.xlsx")
    mapping = tmp_path / "m.toml"
    mapping.write_text('[renamed]\n"华鑫精密铸造产业园项目" = "华鑫铸造项目"\n', "utf-8")
    answer = intake(desk, folder / "second.xlsx", mapping=mapping)
    assert answer.written
    assert len(rows_of(desk)) == 3
    assert the(desk, "华鑫精密铸造产业园项目").project.code == "P0001"
    assert not intake(desk, folder / "second.xlsx", mapping=mapping).written
    assert not intake(desk, folder / "second.xlsx").written


def test_contradictions_keep_the_book_out(desk: Desk, tmp_path: Path) -> None:
    header = ["项目名称", "投资方", "合同金额（万元）"]
    sheets = {"总表": [header, ["甲", "甲公司", 1]], "园区": [header, ["甲", "乙公司", 1]]}
    book = write_xlsx(tmp_path / "a.xlsx", sheets)
    (problem,) = intake(desk, book).problems
    told: dict[str, Any] = imported(intake(desk, book), Lang.ZH)["problems"][0]
    assert (problem.sheet, problem.row, problem.column) == ("园区", 2, "B")
    assert "总表 B2 的 甲公司 不一致" in told["message"]


def rows_of(desk: Desk) -> list[Any]:
    """All projects of the office."""
    from sqlmodel import select

    from tracker.store.tables import Project

    with desk.reading() as session:
        return list(session.exec(select(Project)).all())
