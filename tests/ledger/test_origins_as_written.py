"""Origins as offices write them: by words, by the place of the investor where the ruleset says what lies where."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import write_xlsx
from tracker.domain.places import Borders
from tracker.domain.profile import Origin, Ownership
from tracker.domain.rules_read import read_ruleset
from tracker.ledger.checks import Known, checked
from tracker.ledger.reading import read_ledger
from tracker.ledger.rows import Ledger
from tracker.words import Lang
from tracker.words.ledger import note_line

BOOKS = Path(__file__).parent / "books"
RULES = Path(__file__).parents[2] / "data" / "rules"
HOME = Borders("湖南省", "益阳市", ["沅江市", "南县"])
OUT, IN, ABROAD, LOCAL = Origin.OUT_OF_PROVINCE, Origin.IN_PROVINCE, Origin.FOREIGN, Origin.LOCAL


def of(path: Path, places: Borders | None) -> Ledger:
    return checked(read_ledger(path, today=date(2024, 12, 31), places=lambda place, year: places), Known())


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


@pytest.mark.parametrize(("header", "text", "ownership"), [
    ("企业性质", "民营", Ownership.PRIVATE), ("企业类型", "民营企业", Ownership.PRIVATE),
    ("所有制", "私企", Ownership.PRIVATE), ("投资主体性质", "央企", Ownership.STATE),
    ("经济类型", "国有控股", Ownership.STATE), ("投资方性质", "国企", Ownership.STATE),
    ("企业性质", "外商独资", Ownership.FOREIGN), ("客商性质", "港澳台资", Ownership.FOREIGN),
    ("企业类型", "有限责任公司", None)])
def test_whose_the_investor_is_is_read(tmp_path: Path, header: str, text: str, ownership: Ownership | None) -> None:
    ledger = one(tmp_path, HOME, **{header: text})
    assert ledger.projects[0].profile.get("ownership") is ownership
    assert ownership or ledger.projects[0].profile["notes"] == {header: text}, "what is none of the three is a note"


def test_the_import_says_what_it_took_for_granted(tmp_path: Path) -> None:
    lines = [note_line(note) for note in one(tmp_path, HOME, 投资方所在地="长沙市").notes]
    assert any("投资方所在地“长沙市”记为域外省内" in line for line in lines)


def test_without_a_word_in_the_ruleset_nothing_is_guessed(tmp_path: Path) -> None:
    for place in ("广东省深圳市", "湖南"):
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
    assert [row.profile.get("origin") for row in of(book, None).projects] == [None, None, ABROAD]


@pytest.mark.parametrize(("text", "origin"), [
    ("浙江杭州", OUT), ("珠三角", OUT), ("浙商", OUT), ("长株潭", IN), ("香港", ABROAD), ("日资", ABROAD), ("台商",
                                                                                                            ABROAD),
    ("外资（港资）", ABROAD), ("境外（新加坡）", ABROAD), ("省外（浙江）", OUT), ("益阳市外省内", IN), ("沅江", LOCAL),
    ("市外", None), ("县外境内", None), ("央企", None), ("民资", None), ("企业自筹", None), ("国内", None), ("沿海",
                                                                                                             None),
    ("企业自筹3000万元，银行贷款2000万元", None), ("粤港澳大湾区", None), ("湘商", None), ("广东省外", None),
])
def test_what_a_column_of_origins_says(tmp_path: Path, text: str, origin: Origin | None) -> None:
    ledger = one(tmp_path, HOME, 资金来源=text)
    assert ledger.problems == ()
    profile = ledger.projects[0].profile
    assert profile.get("origin") is origin
    assert profile.get("notes", {}) == ({} if origin else {"资金来源": text})
    if origin is None:
        for lang in Lang:
            assert any(text in note_line(note, lang) for note in ledger.notes)


def test_what_is_no_origin_at_all_is_still_asked_about(tmp_path: Path) -> None:
    assert [problem.value for problem in one(tmp_path, HOME, 资金来源="火星").problems] == ["火星"]


@pytest.mark.parametrize(("text", "origin"), [
    ("浙江", None), ("沅江市", None), ("香港", ABROAD), ("德国", ABROAD), ("广东省外", None)])
def test_a_place_in_an_office_whose_ruleset_draws_no_borders(tmp_path: Path, text: str, origin: Origin | None) -> None:
    ledger = one(tmp_path, None, 资金来源=text)
    assert ledger.problems == ()
    assert ledger.projects[0].profile.get("origin") is origin
    for lang in Lang:
        assert any("[origins]" in note_line(note, lang) for note in ledger.notes) is (origin is None)


@pytest.mark.parametrize(("cells", "origin"), [
    ({"国别/地区": "中国", "省份": "浙江", "城市": "杭州"}, OUT), ({"国别/地区": "中国", "省份": "湖南",
                                                                    "城市": "长沙"}, IN),
    ({"国别/地区": "中国", "省份": "湖南", "城市": "益阳"}, LOCAL), ({"省份": "湖南", "城市": "某地"}, IN),
    ({"国别/地区": "日本", "省份": None, "城市": None}, ABROAD), ({"国别/地区": "日本", "省份": "浙江",
                                                                   "城市": None}, None)])
def test_country_province_and_city_in_columns_of_their_own(tmp_path: Path, cells: dict[str, Any],
                                                          origin: Origin | None) -> None:
    assert one(tmp_path, HOME, **cells).projects[0].profile.get("origin") is origin


def test_a_column_for_each_origin_that_is_ticked(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "总投资（亿元）", "资金来源", None, None, None],
            [None, None, None, "省外", "省内市外", "外资", "本地"],
            ["甲项目", "甲公司", 1, "√", None, None, None], ["乙项目", "乙公司", 1, None, "是", "否", None],
            ["丙项目", "丙公司", 1, None, None, 3000, None], ["丁项目", "丁公司", 1, "√", None, "√", None]]
    merges = [("台账", "D1:G1"), *(("台账", f"{letter}1:{letter}2") for letter in "ABC")]
    projects = of(write_xlsx(tmp_path / "a.xlsx", {"台账": rows}, merges), HOME).projects
    assert [row.profile.get("origin") for row in projects] == [OUT, IN, None, OUT]
    assert [row.profile.get("notes", {}) for row in projects[2:]] == [{"资金来源外资": "3000"}, {"资金来源外资": "√"}]


def test_a_receipt_by_the_place_it_is_from_and_what_its_origin_does_not_tell(tmp_path: Path) -> None:
    rows = [["项目名称", "到账日期", "到账金额（万元）", "资金来源", "投资方所在省份"], ["甲项目", "2024-03-05", 500,
                                                                                         None, "广东"],
            ["甲项目", "2024-03-06", 600, "自筹", "湖南"]]
    book = write_xlsx(tmp_path / "a.xlsx", {"项目": [["项目名称", "投资方", "签约时间"], ["甲项目", "甲公司",
                                                                                          "2024-01-05"]],
                                            "到资": rows})
    first, second = of(book, HOME).receipts
    assert (first.origin, first.note) == (OUT, "投资方所在省份：广东")
    assert (second.origin, second.note) == (None, "资金来源：自筹；投资方所在省份：湖南")


def test_the_counties_of_the_province_in_the_ruleset_of_yuanjiang() -> None:
    file = RULES / "yuanjiang-2023.toml"
    places = read_ruleset(file.read_bytes(), file.name).origins.places
    assert places is not None
    assert [places.origin_of(text) for text in ("浏阳市", "宁乡", "汨罗", "新化县", "中方")] == [IN, IN, IN, IN, None]


@pytest.mark.parametrize("place", ["新加坡", "开曼群岛", "中国香港"])
def test_countries_are_abroad_without_any_borders(tmp_path: Path, place: str) -> None:
    assert one(tmp_path, None, 国别=place).projects[0].profile["origin"] is ABROAD
    assert "origin" not in one(tmp_path, None, 国别="中国").projects[0].profile


def test_the_borders_are_those_of_the_year_and_the_place_of_the_book(tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []
    row = {"项目名称": "甲项目", "投资方": "甲", "投资方所在地": "广东深圳", "签约时间": "2023-01-05"}
    sheet = [["沅江市2023年招商引资项目台账"], list(row), list(row.values())]
    read_ledger(write_xlsx(tmp_path / "a.xlsx", {"项目台账": sheet}), today=date(2026, 12, 31),
                places=lambda place, year: asked.append((place, year)))
    assert asked == [("沅江市", 2023)]
