"""The good ledger with one cell broken anywhere: that cell is named, and nothing else."""

from __future__ import annotations

import copy
from datetime import date
from random import Random
from typing import Any

import pytest

from tests.ledger.made import GOOD, found, read
from tracker.ledger import reading
from tracker.ledger.headers import letters
from tracker.ledger.workbook import Book, BookSheet, read_book

P, R = "项目台账", "到资明细"
Place = tuple[str, int, str, str]


@pytest.fixture(scope="module")
def sheets() -> list[BookSheet]:
    return read_book(GOOD).sheets


def no_name(random: Random, rows: list[list[Any]], money: list[list[Any]]) -> Place:
    place = random.randrange(len(rows))
    rows[place][1] = " "
    return P, place, "B", "no_name"


def gap(random: Random, rows: list[list[Any]], money: list[list[Any]]) -> Place:
    place = random.choice([at for at, row in enumerate(rows) if row[16]])
    column = random.choice((13, 14))
    rows[place][column] = ""
    return P, place, letters(column), "gap"


def order(random: Random, rows: list[list[Any]], money: list[list[Any]]) -> Place:
    place = random.choice([at for at, row in enumerate(rows) if row[14]])
    rows[place][13] = "2025-12-30"
    return P, place, "N", "order"


def unknown_project(random: Random, rows: list[list[Any]], money: list[list[Any]]) -> Place:
    place = random.randrange(1, len(money))
    money[place][0] = "查无此项目"
    return R, place, "A", "unknown_project"


def doubled_name(random: Random, rows: list[list[Any]], money: list[list[Any]]) -> Place:
    """Of a project with receipts; of two mere leads nobody could tell which is wrong."""
    place, other = random.sample([at for at, row in enumerate(rows) if row[16]], 2)
    rows[place][1] = rows[other][1]
    return P, place, "B", "duplicate_project"


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("breaks", [no_name, gap, order, unknown_project, doubled_name])
def test_one_thing_broken_is_one_problem(sheets: list[BookSheet], monkeypatch: pytest.MonkeyPatch, breaks: Any,
                                         seed: int) -> None:
    broken = copy.deepcopy(sheets)
    projects = next(sheet for sheet in broken if sheet.name == P).rows
    money = next(sheet for sheet in broken if sheet.name == R).rows
    at = [place for place, row in enumerate(projects) if isinstance(row[0], float)]
    sheet, place, column, code = breaks(Random(seed), [projects[one] for one in at], money)
    monkeypatch.setattr(reading, "read_book", lambda *_: Book(broken, ""))
    expected = {(sheet, (at[place] if sheet == P else place) + 1, column, code)}
    assert found(read(GOOD, today=date(2026, 1, 1))) == expected
