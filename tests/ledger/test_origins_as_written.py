"""Origins as offices write them: by words, by the place of the investor where the ruleset says what lies where."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import write_xlsx
from tracker.domain.places import Borders
from tracker.domain.profile import Origin
from tracker.domain.rules_read import read_ruleset
from tracker.ledger.checks import Known, checked
from tracker.ledger.reading import read_ledger
from tracker.ledger.rows import Ledger
from tracker.words.ledger import note_line

BOOKS = Path(__file__).parent / "books"
RULES = Path(__file__).parents[2] / "data" / "rules"
HOME = Borders("湖南省", "益阳市", ["沅江市", "南县"])
OUT, IN, ABROAD, LOCAL = Origin.OUT_OF_PROVINCE, Origin.IN_PROVINCE, Origin.FOREIGN, Origin.LOCAL


def of(path: Path, places: Borders | None) -> Ledger:
    return checked(read_ledger(path, today=date(2024, 12, 31), places=places), Known())


def one(tmp_path: Path, places: Borders | None, **cells: Any) -> Ledger:
    row = {"项目名称": "甲项目", "投资方": "甲公司", "合同金额": "1亿元", **cells}
    return of(write_xlsx(tmp_path / "a.xlsx", {"项目台账": [list(row), list(row.values())]}), places)


@pytest.mark.parametrize(("header", "text", "origin"), [
    ("投资方所在地", "广东省深圳市", OUT), ("投资方所在地", "长沙市", IN), ("国别", "日本", ABROAD), ("省份", "浙江",
                                                                             OUT),
    ("来源", "广东省深圳市", OUT), ("来源", "香港", ABROAD), ("资金来源", "湖南省长沙市", IN), ("投资方注册地",
                                                                          "沅江市", LOCAL),
    ("投资方所在地", "湖南省", None), ("投资方所在地", "外星", None),
])
def test_a_place_says_where_money_is_from(tmp_path: Path, header: str, text: str, origin: Origin | None) -> None:
    ledger = one(tmp_path, HOME, **{header: text})
    assert ledger.problems == ()
    assert ledger.projects[0].profile.get("origin") is origin


def test_the_import_says_what_it_took_for_granted(tmp_path: Path) -> None:
    lines = [note_line(note) for note in one(tmp_path, HOME, 投资方所在地="长沙市").notes]
    assert any("投资方所在地“长沙市”记为域外省内" in line for line in lines)


def test_without_a_word_in_the_ruleset_nothing_is_guessed(tmp_path: Path) -> None:
    for place in ("广东省深圳市", "香港"):
        assert "origin" not in one(tmp_path, None, 投资方所在地=place).projects[0].profile


def test_what_the_row_says_itself_comes_first(tmp_path: Path) -> None:
    said = one(tmp_path, HOME, 投资方所在地="香港", 资金来源="境内省外").projects[0]
    assert said.profile["origin"] is OUT
    inland = one(tmp_path, HOME, 投资方所在地="香港", 资金来源="内资").projects[0]
    assert "origin" not in inland.profile
    assert one(tmp_path, HOME, 投资方所在地="深圳市", 资金来源="内资").projects[0].profile["origin"] is OUT


def test_the_ruleset_of_yuanjiang_says_what_lies_where() -> None:
    file = RULES / "yuanjiang-2023.toml"
    places = read_ruleset(file.read_bytes(), file.name).origins.places
    assert places is not None
    assert [places.origin_of(text) for text in ("深圳", "长沙", "桃江县", "香港")] == [OUT, IN, LOCAL, ABROAD]
    default = RULES / "default.toml"
    assert read_ruleset(default.read_bytes(), default.name).origins.places is None


def test_the_book_of_places() -> None:
    book = BOOKS / "60-origin-only-as-place" / "input.xlsx"
    assert [row.profile["origin"] for row in of(book, HOME).projects] == [OUT, IN, ABROAD]
    assert all("origin" not in row.profile for row in of(book, None).projects)
