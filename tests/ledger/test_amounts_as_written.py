"""Amounts, areas and codes as offices write them into their columns, and what each is read as or named for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import CODE, found, read, write_xlsx
from tracker.domain.money import Money, print_amount
from tracker.ledger.rows import Ledger, NoteCode, ProjectRow
from tracker.ledger.words import yes_or_no
from tracker.words import Lang
from tracker.words.ledger import note_line, problem_line

BOOKS = Path(__file__).parent / "books"
AMOUNT = "合同金额（万元）"


def one(tmp_path: Path, header: str, cell: Any, **more: Any) -> Ledger:
    row = {"项目名称": "甲项目", "投资方": "甲公司", "签约时间": "2023-01-05", **more, header: cell}
    return read(write_xlsx(tmp_path / "a.xlsx", {"项目台账": [list(row), list(row.values())]}))


def of(ledger: Ledger) -> ProjectRow:
    assert found(ledger) == set()
    (row,) = ledger.projects
    return row


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("cell", "amount", "kept"), [
    ("1.2亿元（其中设备5000万）", "1.2亿元", True), ("3000万美元（折合2.1亿元人民币）", "3000万美元", True),
    ("5000（一期）", "5000万元", True), ("2000万欧元(约1.6亿元)", "2000万欧元", True), ("¥12,000,000.00", "1200万元",
                                                                         True),
    ("12 000", "1.2亿元", False), ("1.2e4", "1.2亿元", False), ("'12000", "1.2亿元", False), (">1亿", "1亿元以上",
                                                                                        False),
    ("≥5000", "5000万元以上", False), ("1.2亿港币", "1.2亿港元", False), ("500万英镑", "500万英镑", False),
    ("3亿日元", "3亿日元", False), (5000, "5000万元", False),
    ("总投资5亿元，固定资产投资3亿元", "5亿元", True), ("总投资3亿元，一期1亿元", "3亿元", True),
    ("3亿元（一期1亿元，二期2亿元）", "3亿元", True), ("12000万元（外资500万美元）", "1.2亿元", True),
    ("10亿（分三期）", "10亿元", True), ("3亿元，年产值5亿元", "3亿元", True), ("设备投资2亿元", "2亿元", True),
])
def test_what_a_person_reads_is_read_and_the_rest_kept(tmp_path: Path, cell: Any, amount: str, kept: bool) -> None:
    profile = of(one(tmp_path, AMOUNT, cell)).profile
    assert print_amount(profile["contract_amount"]) == amount
    assert profile.get("notes", {}) == ({AMOUNT: cell} if kept else {})


@pytest.mark.parametrize(("cell", "says"), [
    ("1.2—1.5亿元", "区间"), ("3000至5000", "区间"), ("一期5000万元，二期8000万元", "不止一个金额"),
    ("设备1亿元，土建2亿元", "不止一个金额"), ("固定资产投资1亿元，流动资金2000万元", "不止一个金额"),
    ("1亿元（流动资金另计）", "不是金额"),
    ("1.2亿元\n（二期0.8亿元）", "不止一个金额"), ("待定", "还没有定"), ("12000元/亩", "不是金额"), ("亿元",
                                                                           "不是金额"),
])
def test_what_nobody_can_tell_is_named_with_what_to_do(tmp_path: Path, cell: str, says: str) -> None:
    ledger = one(tmp_path, AMOUNT, cell)
    assert found(ledger) == {("项目台账", 2, "D", "not_an_amount")}
    (problem,) = ledger.problems
    assert says in problem_line(problem)
    assert problem_line(problem).startswith("甲项目：")
    assert problem_line(problem, Lang.EN)


def test_a_zero_is_none_yet_for_a_lead_and_wrong_for_what_was_signed(tmp_path: Path) -> None:
    lead = of(one(tmp_path, AMOUNT, 0, 签约时间=None))
    assert "contract_amount" not in lead.profile
    assert lead.profile["notes"] == {AMOUNT: "0"}
    assert found(one(tmp_path, AMOUNT, 0)) == {("项目台账", 2, "D", "not_an_amount")}


def test_each_currency_in_its_own_column(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", AMOUNT, "合同金额（万美元）", "折合人民币（万元）", "其中：设备投资（万元）"],
            ["甲", "a", 5000, None, None, 3000], ["乙", "b", None, 700, 5000, None], ["丙", "c", 5000, 700, None, None]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目台账": rows}))
    assert found(ledger) == set()
    assert [print_amount(row.profile["contract_amount"]) for row in ledger.projects] == ["5000万元", "700万美元",
                                                                                         "5000万元"]
    assert [row.profile.get("notes") for row in ledger.projects] == [
        {"其中：设备投资（万元）": "3000"}, {"折合人民币（万元）": "5000"}, {"合同金额（万美元）": "700"}]
    assert [account.counts().get("unread") for account in ledger.accounts] == [None]


def test_receipts_of_each_currency_in_its_own_column(tmp_path: Path) -> None:
    projects = [["项目名称", "投资方", "签约时间"], ["甲", "a", "2023-01-01"]]
    rows = [["项目名称", "到账日期", "到账金额（万元）", "到账金额（万美元）", "备注"],
            ["甲", "2023-02-01", 500, None, None], ["甲", "2023-03-01", None, 50, "二期"], ["甲", "2023年第三季度", 70,
                                                                                        10, None]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": projects, "到资": rows}))
    assert found(ledger) == set()
    assert [(print_amount(row.amount), str(row.day), row.note) for row in ledger.receipts] == [
        ("500万元", "2023-02-01", ""), ("50万美元", "2023-03-01", "二期"),
        ("70万元", "2023Q3", "到账金额（万美元）：10")]


TWO_UNITS = "投资总额（亿元/亿美元）"


@pytest.mark.parametrize(("cell", "beside", "amount"), [
    ("1.2亿元", {}, "1.2亿元"), ("1500万美元", {}, "1500万美元"), (0.15, {"币种": "美元"}, "1500万美元"),
    (1.2, {"币种": "人民币"}, "1.2亿元"), (0.15, {"单位": "亿美元"}, "1500万美元")])
def test_a_header_of_two_units_is_settled_by_what_names_the_currency(tmp_path: Path, cell: Any,
                                                                     beside: dict[str, str], amount: str) -> None:
    profile = of(one(tmp_path, TWO_UNITS, cell, **beside)).profile
    assert print_amount(profile["contract_amount"]) == amount


@pytest.mark.parametrize("kind", ["", "内资", "外资"])
def test_a_header_of_two_units_is_asked_about_and_the_mapping_answers(tmp_path: Path, kind: str) -> None:
    ledger = one(tmp_path, TWO_UNITS, 1.2, 项目类别=kind)
    assert found(ledger) == {("项目台账", 2, "E", "unknown_unit")}
    assert f'"{TWO_UNITS}" = "亿元"' in problem_line(ledger.problems[0])
    mapping = tmp_path / "m.toml"
    mapping.write_text(f'[units]\n"{TWO_UNITS}" = "亿美元"\n', encoding="utf-8")
    settled = read(tmp_path / "a.xlsx", mapping=mapping)
    assert print_amount(of(settled).profile["contract_amount"]) == "1.2亿美元"


@pytest.mark.parametrize(("header", "said"), [("项目类别", ("内资", "外资")), ("资金来源", ("境内省外", "港资"))])
def test_the_answer_can_be_the_origin_of_each_row(tmp_path: Path, header: str, said: tuple[str, str]) -> None:
    rows = [["项目名称", "投资方", TWO_UNITS, header], ["甲", "a", 1.2, said[0]], ["乙", "b", 0.15, said[1]],
            ["丙", "c", 3, None]]
    mapping = tmp_path / "m.toml"
    for answer in ("by_origin", "按内外资"):
        mapping.write_text(f'[units]\n"{TWO_UNITS}" = "{answer}"\n', encoding="utf-8")
        ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": rows}), mapping=mapping)
        yuan, dollars = (print_amount(row.profile["contract_amount"]) for row in ledger.projects[:2])
        assert (yuan, dollars) == ("1.2亿元", "1500万美元")
        assert found(ledger) == {("项目", 4, "C", "unknown_unit")}


def test_a_header_that_says_which_of_its_units_is_whose(tmp_path: Path) -> None:
    header = "总投资（内资：亿元，外资：亿美元）"
    profile = of(one(tmp_path, header, 0.15, 项目类别="外资")).profile
    assert print_amount(profile["contract_amount"]) == "1500万美元"
    mapping = tmp_path / "m.toml"
    mapping.write_text('unit = "万元"\n[units]\n"固定资产投资" = "亿元"\n', encoding="utf-8")
    profile = of(read(tmp_path / "a.xlsx", mapping=mapping)).profile
    assert print_amount(profile["contract_amount"]) == "1500万美元"


def test_two_units_in_a_row_below_the_header_and_in_receipts_and_months(tmp_path: Path) -> None:
    """Each is asked about, and answered by the mapping; a currency that a row or a cell names settles it."""
    projects = [["项目名称", "投资方", "总投资", "到位资金"], [None, None, "亿元/亿美元", "2月（万元/万美元）"],
                ["甲", "a", 1.2, 30]]
    receipts = [["项目名称", "到账日期", "到账金额（万元/万美元）", "币种"], ["甲", "2023-01-05", 500, None],
                ["甲", "2023-01-06", 50, "美元"], ["甲", "2023-01-07", "60万美元", None]]
    path = write_xlsx(tmp_path / "a.xlsx", {"2023年项目": projects, "到资": receipts},
                      merges=[("2023年项目", "A1:A2"), ("2023年项目", "B1:B2")])
    ledger = read(path)
    assert found(ledger) == {("2023年项目", 3, "C", "unknown_unit"), ("2023年项目", 3, "D", "unknown_unit"),
                             ("到资", 2, "C", "unknown_unit")}
    assert {problem.variant for problem in ledger.problems} == {"header"}
    assert [print_amount(row.amount) for row in ledger.receipts] == ["50万美元", "60万美元"]
    mapping = tmp_path / "m.toml"
    mapping.write_text("[units]\n" + "".join(f'"{problem.params["header"]}" = "{problem.params["first"]}"\n'
                                             for problem in ledger.problems), encoding="utf-8")
    settled = read(path, mapping=mapping)
    assert found(settled) == set()
    assert [print_amount(row.amount) for row in settled.receipts] == ["500万元", "50万美元", "60万美元", "30万元"]


def test_money_over_some_time_and_sums_of_months_have_the_unit_of_their_row(tmp_path: Path) -> None:
    units = "（内资：万元，外资：万美元）"
    rows = [["2023年到位资金"], ["项目名称", "投资方", "资金来源", f"1月到位资金{units}", f"2月到位资金{units}",
                                 f"一季度到位资金{units}", f"本年累计到位资金{units}"],
            ["甲项目", "甲公司", "外资", 30, 20, 51, 80]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": rows}))
    (differs,) = (note.params for note in ledger.notes if note.code is NoteCode.CUMULATIVE_DIFFERS)
    assert (differs["said"], differs["read"]) == ("51", "50")
    assert [print_amount(one.amount) for one in of(ledger).arrived] == ["80万美元"]


@pytest.mark.parametrize(("header", "named"), [
    ("到位资金（万元）", True), ("实际利用外资（万美元）", True), ("已入账资金（万元）", True), ("1-9月", True),
    ("资金到位率", False), ("到位资金占比", False), ("计划到位资金（万元）", False), ("资金到位情况", False)])
def test_money_that_arrived_without_a_day_is_named(tmp_path: Path, header: str, named: bool) -> None:
    rows = [["2023年到位资金（单位：万元）"], ["项目名称", "投资方", "总投资", header, "3月"],
            ["甲项目", "甲公司", 100, 30, 20]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": rows}))
    assert [note.params["header"] for note in ledger.notes if note.code is NoteCode.MONEY_WITHOUT_DAY] == (
        [header] if named else [])
    assert of(ledger).profile["notes"][header] == "30"


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("header", "cell", "mu", "kept"), [
    ("用地面积（亩）", 30, "30", False), ("用地面积（平方米）", 20000, "30", True), ("占地面积（公顷）", 2, "30", True),
    ("用地面积（平方米）", "2万", "30", True), ("用地", "200余亩", "200", True), ("用地", "30亩（一期）", "30", True),
    ("用地", "占地约150亩", "150", True), ("用地", "需用地50亩", "50", False), ("用地", "50亩工业用地", "50", True),
    ("用地", "33350平方米（约50亩）", "50.025", True), ("用地", "一期100亩，二期50亩", None, True),
    ("用地", "租赁厂房5000平方米", None, True), ("用地", 2999, "2999", False), ("用地", "20000亩", "20000", False),
    ("用地面积", "20000平方米", "30", True), ("用地面积", "约50亩", "50", True), ("用地面积（亩）", "50-60", None,
                                                                     True),
    ("用地面积（平方米）", "33333", "49.9995", True), ("用地面积", "租赁厂房", None, True), ("用地面积", "/", None,
                                                                            False),
])
def test_land(tmp_path: Path, header: str, cell: Any, mu: str | None, kept: bool) -> None:
    profile = of(one(tmp_path, header, cell, 合同金额="1亿元")).profile
    assert profile.get("land_mu") == mu
    assert profile.get("notes", {}) == ({header: str(cell)} if kept else {})


@pytest.mark.parametrize(("cell", "code", "kept"), [
    (CODE, CODE, False), (f"'{CODE}", CODE, False), ("办理中", None, True), ("正在申请", None, True), ("待办", None,
                                                                                                True),
])
def test_a_credit_code_that_is_one_or_still_to_come(tmp_path: Path, cell: str, code: str | None, kept: bool) -> None:
    profile = of(one(tmp_path, "统一社会信用代码", cell)).profile
    assert profile.get("credit_code") == code
    assert profile.get("notes", {}) == ({"统一社会信用代码": cell} if kept else {})


@pytest.mark.parametrize("cell", [9.11100001e17, "9.1110000100000E+17"])
def test_a_credit_code_that_became_a_number_says_so(tmp_path: Path, cell: Any) -> None:
    ledger = one(tmp_path, "统一社会信用代码", cell)
    assert found(ledger) == {("项目台账", 2, "D", "credit_code")}
    assert "变成了数字" in problem_line(ledger.problems[0])


def test_money_without_a_day_is_kept_and_said(tmp_path: Path) -> None:
    ledger = one(tmp_path, "实际到资（万元）", 120, 合同金额="1亿元")
    assert of(ledger).profile["notes"] == {"实际到资（万元）": "120"}
    assert any("未计入到资" in note_line(note) for note in ledger.notes)


def test_the_book_of_amount_texts() -> None:
    ledger = read(BOOKS / "28-amount-texts" / "input.xlsx")
    assert {row for _, row, _, _ in found(ledger)} == {6, 15, 18, 19, 23, 32, 36}
    amounts = {row.row: row.profile.get("contract_amount") for row in ledger.projects}
    assert amounts[7] == amounts[28] == amounts[30] == amounts[31] == Money(120_000_000_00)
    assert print_amount(amounts[8]) == "3000万美元"
    assert print_amount(amounts[38]) == "2000万欧元"
    assert sum(account.counts()["unread"] for account in ledger.accounts) == 7


def test_the_book_of_amounts_that_are_taken() -> None:
    ledger = read(BOOKS / "28-amount-texts" / "accepted.xlsx")
    assert found(ledger) == set()
    assert sum("contract_amount" in row.profile for row in ledger.projects) == 20


def test_the_book_of_codes() -> None:
    ledger = read(BOOKS / "27-credit-code-as-number" / "input.xlsx")
    assert {problem.row: problem.variant for problem in ledger.problems} == {
        4: "number", 8: "", 9: "", 10: "number"}
    codes = {row.row: row.profile.get("credit_code") for row in ledger.projects}
    assert codes[3] == codes[5] == codes[6] == "91430981TLFTHBQTK5"
    assert {row.row: row.profile.get("notes") for row in ledger.projects}[7] == {"统一社会信用代码": "办理中"}


def test_the_books_of_tianjin_and_taizhou(tmp_path: Path) -> None:
    (park,) = read(BOOKS / "01-tianjin-neizi-qianyue-luodi" / "input.xlsx").projects
    assert (park.profile["land_mu"], print_amount(park.profile["contract_amount"])) == ("30", "3.5亿元")
    assert print_amount(park.profile["fixed_investment"]) == "2.6亿元"
    assert print_amount(park.profile["expected_tax"]) == "300万元"
    notes = park.profile["notes"].items()
    assert any("实际到位额" in header and text == "1200" for header, text in notes)
    assert any("落地时间" in header and text.startswith("2023-11-15") for header, text in notes)
    parts = read(BOOKS / "02-tianjin-waizi-zaitan" / "input.xlsx").projects[0].profile
    assert print_amount(parts["contract_amount"]) == "1200万美元"
    assert (parts["land_mu"], parts["investor"], parts["investor_from"]) == ("49.9995", "樱花精工株式会社", "日本_003")
    taizhou = BOOKS / "08-taizhou-zaitan" / "input.xlsx"
    assert found(read(taizhou, today=date(2026, 9, 1))) == {("在谈项目", 3, "E", "unknown_unit"),
                                                            ("在谈项目", 4, "E", "unknown_unit")}
    mapping = tmp_path / "m.toml"
    mapping.write_text('[units]\n"投资金额（亿元/亿美元）" = "by_origin"\n', encoding="utf-8")
    tests, pumps = read(taizhou, mapping=mapping).projects
    assert (print_amount(tests.profile["contract_amount"]), tests.troubles) == ("1.2亿元", "希望协调厂房租金")
    assert (print_amount(pumps.profile["contract_amount"]), pumps.profile["park"]) == ("1500万美元", "戴南镇")


def test_the_books_of_sanming() -> None:
    ledger = read(BOOKS / "49-sanming-kewang-qianyue" / "input.xlsx")
    assert found(ledger) == set()
    assert [print_amount(row.profile["contract_amount"]) for row in ledger.projects] == ["1200万美元", "500万美元",
                                                                                         "3000万美元"]
    assert all(list(row.milestones) == ["lead"] for row in ledger.projects)
    fair = read(BOOKS / "50-sanming-zhuanchang-jinzhan" / "input.xlsx")
    assert found(fair) == set()
    assert [print_amount(row.profile["contract_amount"]) for row in fair.projects] == ["1200万美元", "500万美元"]
    assert any("实际到资" in note_line(note) and "未计入到资" in note_line(note) for note in fair.notes)


def test_a_large_area_without_a_unit_anywhere_is_not_guessed(tmp_path: Path) -> None:
    ledger = one(tmp_path, "占地面积", 20000, 合同金额="1亿元")
    assert "land_mu" not in of(ledger).profile
    assert of(ledger).profile["notes"] == {"占地面积": "20000"}
    for lang, says in ((Lang.ZH, "看不出是亩还是平方米"), (Lang.EN, "mu or square metres")):
        assert any(says in note_line(note, lang) for note in ledger.notes)


@pytest.mark.parametrize(("header", "currency", "amount"), [
    ("投资总额（万）", "人民币", "500万元"), ("投资总额（万）", "美元", "500万美元"), ("投资总额（万元）", "港币",
                                                                                       "500万港元"),
    ("投资总额（万）", "JPY", "500万日元"), ("投资总额（万美元）", "人民币", "500万美元"), ("投资总额（万）", None,
                                                                                            "500万元"),
])
def test_a_column_of_currencies_counts_for_the_amounts_of_its_row(tmp_path: Path, header: str, currency: str | None,
                                                                  amount: str) -> None:
    profile = of(one(tmp_path, header, 500, 币种=currency)).profile
    assert print_amount(profile["contract_amount"]) == amount
    assert "notes" not in profile


def test_a_currency_nobody_knows_is_asked_about_and_one_without_an_amount_is_kept(tmp_path: Path) -> None:
    assert found(one(tmp_path, "投资总额（万）", 500, 币种="贝壳")) == {("项目台账", 2, "D", "unknown_unit")}
    assert of(one(tmp_path, "投资总额（万）", None, 币种="美元")).profile["notes"] == {"币种": "美元"}
    beside = of(one(tmp_path, "总投资（万元）", 5000, **{"合同外资（万）": 300, "币种": "港币"})).profile
    assert print_amount(beside["contract_amount"]) == "5000万元"
    assert beside["notes"] == {"合同外资（万）": "300", "币种": "港币"}


@pytest.mark.parametrize(("unit", "amount", "kept"), [
    ("万元", "500万元", {}), ("万美元", "500万美元", {}), ("商务局", None, {"单位": "商务局"})])
def test_a_column_of_units(tmp_path: Path, unit: str, amount: str | None, kept: dict[str, str]) -> None:
    ledger = one(tmp_path, "总投资", 500 if amount else "5亿元", 单位=unit)
    assert print_amount(of(ledger).profile["contract_amount"]) == (amount or "5亿元")
    assert of(ledger).profile.get("notes", {}) == kept


@pytest.mark.parametrize("header", ["合同外资金额（万美元）", "协议外资（万美元）", "合同利用外资额（万美元）",
                                    "意向投资额（万美元）"])
def test_what_the_amount_is_headed_with(tmp_path: Path, header: str) -> None:
    row = of(one(tmp_path, header, 1000, **{"折合人民币（万元）": 7100}))
    assert print_amount(row.profile["contract_amount"]) == "1000万美元"
    assert row.profile["notes"] == {"折合人民币（万元）": "7100"}


@pytest.mark.parametrize("cell", ["500-800", "待定"])
def test_a_range_of_what_is_hoped_for_is_a_note(tmp_path: Path, cell: str) -> None:
    profile = of(one(tmp_path, "年税收（万元）", cell, 合同金额="1亿元")).profile
    assert "expected_tax" not in profile
    assert profile["notes"] == {"年税收（万元）": cell}


@pytest.mark.parametrize(("cell", "listed"), [
    ("是（世界500强）", "world"), ("央企（中国500强第35位）", "china"), ("民营500强", "china_private"), ("是",
                                                                                                         "listed"),
    ("中车集团", "listed"), ("上市公司", None), ("央企", None), ("否", None)])
def test_the_lists_of_companies(tmp_path: Path, cell: str, listed: str | None) -> None:
    profile = of(one(tmp_path, "是否500强", cell, 合同金额="1亿元")).profile
    assert profile.get("top500") == listed
    assert profile.get("notes", {}) == ({"是否500强": cell} if listed is None and cell != "否" else {})


@pytest.mark.parametrize(("cell", "answer"), [("湘商", True), ("√", True), ("非湘商", False), ("否", False)])
def test_a_tag_by_its_own_name(tmp_path: Path, cell: str, answer: bool) -> None:
    assert of(one(tmp_path, "是否湘商回归", cell, 合同金额="1亿元")).profile["hunan_return"] is answer


def test_the_name_of_a_tag_is_no_yes_in_other_columns(tmp_path: Path) -> None:
    profile = of(one(tmp_path, "资金来源（外资）", "湘商", 合同金额="1亿元")).profile
    assert "origin" not in profile
    assert yes_or_no("湘商") is None
