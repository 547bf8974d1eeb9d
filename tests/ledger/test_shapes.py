"""Ledgers of other places: other words, other orders, other units, other formats."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.made import (
    CODE,
    PROJECTS,
    RECEIPTS,
    Rows,
    found,
    read,
    with_cell,
    write_csv,
    write_ods,
    write_xls,
    write_xlsx,
)
from tracker.domain.days import Day
from tracker.domain.expected import Awaited, Expectation
from tracker.domain.money import Currency, Mark, Money
from tracker.domain.profile import Origin
from tracker.domain.stages import Stage, Status
from tracker.ledger.rows import Ledger


def the_usual(ledger: Ledger) -> None:
    """What PROJECTS and RECEIPTS say, however they are written."""
    assert found(ledger) == set()
    ship, pile = ledger.projects
    assert (ship.name, ship.profile["investor"], ship.profile["origin"]) == (
        "万骏船舶", "盛景科技有限公司", Origin.OUT_OF_PROVINCE)
    assert ship.profile["contract_amount"] == Money(50_000_000_00)
    assert ship.profile["credit_code"] == CODE
    assert ship.milestones[Stage.REGISTERED] == Day(date(2021, 11, 9))
    assert pile.profile["contract_amount"] == Money(170_000_000_00)
    assert pile.milestones[Stage.STARTED] == Day(date(2023, 4, 18))


def the_money(ledger: Ledger) -> None:
    (receipt,) = ledger.receipts
    assert (receipt.day, receipt.amount) == (Day(date(2023, 3, 17)), Money(32_000_000_00))
    assert [one.kind for one in receipt.vouchers] == ["bank_slip"]


@pytest.mark.parametrize("write", [write_xlsx, write_xls, write_ods])
def test_each_format_says_the_same(tmp_path: Path, write: Any) -> None:
    rows = with_cell(PROJECTS, 2, "签约时间", date(2021, 10, 14))
    ledger = read(write(tmp_path / f"a.{write.__name__[6:]}", {"项目台账": rows, "到资明细": RECEIPTS}))
    the_usual(ledger)
    the_money(ledger)
    assert ledger.projects[0].milestones[Stage.SIGNED] == Day(date(2021, 10, 14))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    the_usual(read(write_csv(tmp_path / "台账.csv", PROJECTS, encoding)))


def test_a_workbook_by_another_suffix(tmp_path: Path) -> None:
    the_usual(read(write_xlsx(tmp_path / "a.xls", {"Sheet1": PROJECTS})))


def test_columns_in_any_order_below_titles_with_blank_rows_and_totals(tmp_path: Path) -> None:
    turned = [list(reversed(row)) for row in PROJECTS]
    rows: Rows = [["某某县2023年招商引资项目台账"], ["填报单位：某某县商务局", None, "单位：万元"], [], *turned[:2], [],
                  turned[2],
                  [None] * 9 + [None, "合计（2个）"], ["填表人：张三", None, None, None, "审核人：李四"],
                  ["注：本表按月更新。"]]
    the_usual(read(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows})))


OTHER_WORDS = [
    ["项目名称", "投资主体", "内外资", "合同引资额\n(亿元)", "协议签订日期", "工商注册时间", "信用代码", "首次到账时间",
     "动工时间", "竣工投产时间", "备 注"],
    ["项 目", "投资单位", "资金性质", "总投资(单位：亿元)", "签约日期", "公司注册日期", "统一社会信用代码（三证合一）",
     "资金到位时间", "实际开工日期", "建成投产日期", "说明"],
    ["招商项目名称*", "投资企业", "引资类别", "投资总额/亿元", "合同签订时间", "营业执照办理时间", "社会信用代码",
     "首笔资金到账时间", "开工建设时间", "投产时间节点", "其他说明"],
    ["１．项目名称", "投资商名称", "资金类别", "协议投资额【亿元】", "签约", "注册", "统一社会信用代码", "到资", "开工",
     "投产", "备注"],
    ["项目全称", "客商名称", "资金来源", "拟总投资亿元", "签约年月", "领照日期", "统一社会信用代码", "首笔到位时间",
     "动工日期", "正式投产日期", "备注说明"],
]


@pytest.mark.parametrize("headers", OTHER_WORDS)
def test_other_words(tmp_path: Path, headers: list[str]) -> None:
    the_usual(read(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [headers, *PROJECTS[1:]]})))


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    upper = ["序号", "项目基本情况", None, None, None, "重要时间节点", None, None, None, None, "企业信息", "备注"]
    lower = [None, "名称", "投资方", "资金来源", "总投资（亿元）", "签约", "注册", "首笔到资", "开工", "投产",
             "信用代码", None]
    rows = [[number, row[0], row[1], row[2], row[3], row[4], row[5], row[7], row[8], row[9], row[6], row[10]]
            for number, row in enumerate(PROJECTS[1:], 1)]
    merges = [("库", "A2:A3"), ("库", "B2:E2"), ("库", "F2:J2"), ("库", "L2:L3")]
    the_usual(read(write_xlsx(tmp_path / "a.xlsx", {"库": [["标题"], upper, lower, *rows]}, merges)))
    the_usual(read(write_csv(tmp_path / "a.csv", [["标题"], upper, lower, *rows])))


def test_plans_are_no_milestones(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "签约时间", "计划开工时间", "预计投产时间", "奠基时间"],
            ["甲项目", "乙公司", "2023-01-01", "2099-05-01", "2099年底", "2023-02-01"]]
    (row,) = read(write_xlsx(tmp_path / "a.xlsx", {"a": rows})).projects
    assert set(row.milestones) == {Stage.LEAD, Stage.SIGNED}
    assert row.profile["notes"] == {"奠基时间": "2023-02-01"}
    assert row.expected == {Awaited.STARTED: Expectation(Day(date(2099, 5, 1))),
                            Awaited.PRODUCING: Expectation(Day.month(2099, 12), "2099年底")}


@pytest.mark.parametrize(("header", "title", "cell", "minor"), [
    ("总投资", "单位：万元", 5000, 50_000_000_00), ("总投资（亿元）", "单位：万元", 0.5, 50_000_000_00),
    ("总投资（亿元）", "", "5000万元", 50_000_000_00), ("总投资（万元）", "单位：亿元", "５０００", 50_000_000_00),
    ("总投资（元）", "", 50_000_000, 50_000_000_00),
])
def test_units_from_the_cell_the_header_the_subtitle(tmp_path: Path, header: str, title: str, cell: Any,
                                                     minor: int) -> None:
    rows = [[title], ["项目名称", "投资方", "签约时间", header], ["甲项目", "乙公司", "2023-01-01", cell]]
    (row,) = read(write_xlsx(tmp_path / "a.xlsx", {"a": rows})).projects
    assert row.profile["contract_amount"] == Money(minor)


def test_currencies(tmp_path: Path) -> None:
    rows = [["项目名称", "到账时间", "到账金额（万）", "币种"], ["甲", "2023-1-1", 21.4, "美元"],
            ["甲", "2023-1-2", "约100万港元", None],
            ["甲", "2023-1-3", 5, "人民币"]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"到资": rows, "项目": [*PROJECTS[:1], ["甲", "乙公司"]]}))
    assert found(ledger) == set()
    assert [row.amount for row in ledger.receipts] == [
        Money(214_000_00, Currency.USD), Money(1_000_000_00, Currency.HKD, Mark.ABOUT), Money(50_000_00)]


@pytest.mark.parametrize(("said", "origin"), [
    ("省外", Origin.OUT_OF_PROVINCE), ("省外境内资金", Origin.OUT_OF_PROVINCE),
    ("内资（省外）", Origin.OUT_OF_PROVINCE),
    ("市外省内", Origin.IN_PROVINCE), ("域外省内", Origin.IN_PROVINCE), ("外资（台资）", Origin.FOREIGN),
    ("港澳台", Origin.FOREIGN),
    ("外商投资", Origin.FOREIGN), ("本地", Origin.LOCAL), (" 境内 省外 ", Origin.OUT_OF_PROVINCE), ("内资", None),
    ("/", None),
])
def test_origins(tmp_path: Path, said: str, origin: Origin | None) -> None:
    (row, _) = read(write_xlsx(tmp_path / "a.xlsx", {"a": with_cell(PROJECTS, 2, "资金来源", said)})).projects
    assert row.profile.get("origin") is origin


@pytest.mark.parametrize(("remark", "column", "status", "day", "reason"), [
    ("2023年11月28日终止：协商解约", None, Status.TERMINATED, Day(date(2023, 11, 28)), "协商解约"),
    ("２０２３年６月终止：资金链断裂", None, Status.TERMINATED, Day.month(2023, 6), "资金链断裂"),
    ("终止：不再投资", None, Status.TERMINATED, Day.unknown(), "不再投资"),
    ("已终止", None, Status.TERMINATED, Day.unknown(), ""),
    ("资金不足", "2023-05-06", Status.TERMINATED, Day(date(2023, 5, 6)), ""),
    (None, "是", Status.TERMINATED, Day.unknown(), ""),
])
def test_endings(tmp_path: Path, remark: str | None, column: str | None, status: Status, day: Day, reason: str) -> None:
    rows = [[*row, extra] for row, extra in zip(PROJECTS, ("终止时间", column, None), strict=True)]
    (row, other) = read(write_xlsx(tmp_path / "a.xlsx", {"a": with_cell(rows, 2, "备注", remark)})).projects
    assert row.ending is not None
    assert (row.ending.status, row.ending.day, row.ending.reason) == (status, day, reason)
    assert other.ending is None


def test_a_state_column_sets_aside(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "签约时间", "状态"], ["甲", "a", "2023-1-1", "暂缓"],
            ["乙", "b", "2023-1-1", "已开工"],
            ["丙", "c", "2023-1-1", "终止"]]
    one, two, three = read(write_xlsx(tmp_path / "a.xlsx", {"a": rows})).projects
    assert one.ending is not None
    assert one.ending.status is Status.PAUSED
    assert two.ending is None
    assert three.ending is not None
    assert three.ending.status is Status.TERMINATED


@pytest.mark.parametrize(("header", "cell", "listed"), [
    ("三类500强", "世界500强", "world"), ("是否500强企业", "中国企业５００强", "china"),
    ("三类500强", "中国民营500强", "china_private"),
    ("世界500强", "是", "world"), ("中国500强", "√", "china"), ("三类500强", "√", "listed"), ("三类500强", "否", None),
    ("世界500强", "否", None),
])
def test_the_three_lists(tmp_path: Path, header: str, cell: str, listed: str | None) -> None:
    rows = [["项目名称", "投资方", "签约时间", header], ["甲", "a", "2023-1-1", cell]]
    (row,) = read(write_xlsx(tmp_path / "a.xlsx", {"a": rows})).projects
    assert row.profile.get("top500") == listed


def test_merged_cells_count_for_all_their_rows(tmp_path: Path) -> None:
    rows = [*RECEIPTS, [None, "2023-05-01", 100, "万元", None], [None, "2023-06-01", 200, "万元", "发票"]]
    merges = [("到资", "A2:A4")]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": PROJECTS, "到资": rows}, merges))
    assert found(ledger) == set()
    assert [row.project for row in ledger.receipts] == ["恒瑞管桩二期"] * 3


def test_the_problems_column_stands_in_for_a_blockers_sheet(tmp_path: Path) -> None:
    rows = [[*row, extra] for row, extra in zip(PROJECTS, ("存在问题", "岸线审批未通过", "无"), strict=True)]
    (blocker,) = read(write_xlsx(tmp_path / "a.xlsx", {"a": rows})).blockers
    assert (blocker.project, blocker.category, blocker.description) == ("万骏船舶", "河湖岸线", "岸线审批未通过")
    causes = [["项目名称", "卡点描述", "责任单位"], ["恒瑞管桩二期", "用地指标未落实", "自然资源局"]]
    (blocker,) = read(write_xlsx(tmp_path / "b.xlsx", {"a": rows, "堵点": causes})).blockers
    assert (blocker.project, blocker.category) == ("恒瑞管桩二期", "用地")


def test_targets_by_their_labels(tmp_path: Path) -> None:
    rows = [["2024年度目标任务"], ["考核指标", "全年目标"], ["引进省外境内资金（亿元）", 130],
            ["实际利用外资", "500万美元"], ["新签约项目数", "36个"],
            ["三类500强企业", 2], ["植树", 5]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"任务": rows}))
    assert found(ledger) == {("任务", 7, "A", "unknown_indicator")}
    assert [(row.indicator, f"{row.value.normalize():f}", row.unit) for row in ledger.targets] == [
        ("out_of_province", "130", "亿元"), ("foreign", "500", "万美元"), ("new_signed", "36", "个"),
        ("top500", "2", "个")]
    assert ledger.year == 2024


def test_days_with_less_precision_and_real_dates(tmp_path: Path) -> None:
    rows = with_cell(with_cell(PROJECTS, 3, "签约时间", "2023年1月"), 3, "开工时间",
                     datetime(2023, 4, 18, 9, 30))  # noqa: DTZ001 (cells have no zone)
    (_, row) = read(write_xlsx(tmp_path / "a.xlsx", {"a": rows})).projects
    assert row.milestones[Stage.SIGNED] == Day.month(2023, 1)
    assert row.milestones[Stage.STARTED] == Day(date(2023, 4, 18))


def test_first_money_comes_from_the_receipts_where_no_column_has_it(tmp_path: Path) -> None:
    rows = [["项目名称", "投资方", "签约时间", "开工时间"], ["恒瑞管桩二期", "a", "2023-1-1", "2023-8-1"],
            ["乙", "b", "2023-1-1", None]]
    ledger = read(write_xlsx(tmp_path / "a.xlsx", {"项目": rows, "到资": RECEIPTS}))
    assert found(ledger) == set()
    one, two = ledger.projects
    assert one.milestones[Stage.FUNDED] == Day(date(2023, 3, 17))
    assert not one.milestones[Stage.REGISTERED].known
    assert set(two.milestones) == {Stage.LEAD, Stage.SIGNED}


@pytest.mark.parametrize(("title", "place"), [
    ("沅江市2023年度招商引资项目台账", "沅江市"), ("2023年桃源县招商引资项目台账", "桃源县"),
    ("湖南省益阳市赫山区2023年招商引资台账", "赫山区"),
    ("全县2023年招商引资台账", ""), ("填报单位：科尔沁左翼中旗商务局", "科尔沁左翼中旗"), ("高新园区2023年台账", ""),
    ("附件1：安化县招商引资项目调度表", "安化县"),
])
def test_the_place_is_read_from_the_title(tmp_path: Path, title: str, place: str) -> None:
    assert read(write_xlsx(tmp_path / "a.xlsx", {"a": [[title], *PROJECTS]})).place == place
