"""Made-up sheets as offices keep them: titles, sections, groups of columns, sums, several tables, notes below."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tracker.ledger.raw import CellError, Month, NoValue
from tracker.ledger.workbook import BookSheet, Merge

_FIELDS = ("投资方", "落户园区", "责任单位", "招商联络员", "资金来源", "合同金额（万元）", "固定资产投资（万元）",
           "签约时间",
           "开工时间", "投产时间", "统一社会信用代码", "项目阶段", "进展情况", "备注", "项目性质", "企业规模",
           "主要产品", "用地面积（亩）", "是否签约", "计划开工时间", "2023年产值（万元）", "本年完成投资（万元）",
           "完成投资", "入统时间", "是否入规", "累计完成投资（万元）", "2023年上半年产值（万元）",
           "2023年用工人数（人）", "新增就业")
_CELLS: dict[str, st.SearchStrategy[Any]] = {
    "投资方": st.sampled_from(["甲公司", "乙（集团）有限公司", "同上", "", "A & B <合资>"]),
    "落户园区": st.sampled_from(["高新区", "临港产业园", "", "〃"]),
    "责任单位": st.sampled_from(["商务局", "", "自然资源局"]),
    "招商联络员": st.sampled_from(["子某", "丑某", ""]),
    "资金来源": st.sampled_from(["境内省外", "外资", "", "内资", "火星"]),
    "合同金额（万元）": st.sampled_from([1200, 3400.5, "", "1.2亿元", "待定", "约5000", CellError("#REF!"), NoValue]),
    "固定资产投资（万元）": st.sampled_from([800, "", 12000]),
    "签约时间": st.sampled_from(["2023-01-05", "2023年3月", date(2023, 1, 5), Month(2023, 3), "", "年底"]),
    "开工时间": st.sampled_from(["2023-06-18", "", ""]),
    "投产时间": st.sampled_from(["", "", "2023-12-01"]),
    "统一社会信用代码": st.sampled_from(["", "91430981TLFTHBQTK5", "办理中"]),
    "项目阶段": st.sampled_from(["在谈", "已签约", "在建", "别的话", ""]),
    "是否签约": st.sampled_from(["是", "否", "√", "签了框架", ""]),
    "计划开工时间": st.sampled_from(["2023-06-18", "已开工", "待定", ""]),
    "用地面积（亩）": st.sampled_from([30, "", "约50"]),
    "2023年产值（万元）": st.sampled_from([500, "", "约600", "停产", CellError("#REF!")]),
    "2023年上半年产值（万元）": st.sampled_from([200, "", 0]),
    "本年完成投资（万元）": st.sampled_from([300, "", "—", NoValue]), "完成投资": st.sampled_from([300, "3亿元", ""]),
    "2023年用工人数（人）": st.sampled_from([120, "86人", "若干", ""]), "新增就业": st.sampled_from([30, 0, ""]),
    "累计完成投资（万元）": st.sampled_from([900, "", "若干"]),
    "入统时间": st.sampled_from(["2023-06-18", Month(2023, 3), "已入统", "待报", ""]),
    "是否入规": st.sampled_from(["是", "否", "2023年", ""]),
}
_ANY = st.sampled_from(["", "新建", "有些话", 12, "是"])
_GROUPS = ("项目信息", "推进情况", "其他")


def workbooks() -> st.SearchStrategy[list[BookSheet]]:
    """Workbooks of one to three sheets, which speak of the same projects."""
    names = st.lists(st.sampled_from(["台账", "9月", "10月", "高新区", "总表"]), min_size=1, max_size=3, unique=True)
    return names.flatmap(lambda chosen: st.tuples(*map(project_sheets, chosen)).map(list))


@st.composite
def project_sheets(draw: st.DrawFn, name: str = "台账") -> BookSheet:
    """A sheet with one to three tables of projects."""
    rows: list[list[Any]] = []
    merges: list[Merge] = []
    serial = 0
    for place in range(draw(st.integers(1, 3))):
        if place == 0 or draw(st.booleans()):
            rows.append([draw(st.sampled_from(["2023年招商引资项目台账", "一、新签约项目", "某县2024年项目表"]))])
        if place == 0 and draw(st.booleans()):
            rows.append(draw(st.sampled_from([["填报单位：商务局", "", "单位：万元"], [
                "截至", date(2023, 6, 30), "金额单位", "万元", "填报人：", "张三"]])))
        serial = _table(draw, rows, merges, place, serial)
    if draw(st.booleans()):
        rows.append(["注：本表按月更新，数据截至12月底"])
    return BookSheet(name, rows=rows, merges=merges)


def _table(draw: st.DrawFn, rows: list[list[Any]], merges: list[Merge], place: int, serial: int) -> int:
    fields = draw(st.lists(st.sampled_from(_FIELDS), min_size=3, max_size=9, unique=True))
    if not {"投资方", "责任单位", "合同金额（万元）", "签约时间", "落户园区"} & set(fields):
        fields += ["投资方", "合同金额（万元）"]
    headers = ["序号", "项目名称", *fields]
    if draw(st.booleans()):
        headers.append("")
    if draw(st.booleans()):
        _grouped(draw, rows, merges, headers)
    else:
        rows.append(list(headers))
    count = draw(st.integers(1, 6))
    for number in range(count):
        if draw(st.integers(0, 5)) == 0:
            rows.append([draw(st.sampled_from(["一", "（一）", "二"])), draw(st.sampled_from(["工业项目（2个）",
                                                                                              "新材料"]))])
        serial += 1
        cells = [draw(_CELLS.get(header, _ANY)) for header in headers[2:]]
        rows.append([serial, f"第{place}表{number}号项目", *cells])
        if draw(st.integers(0, 9)) == 0:
            rows.append(["", draw(st.sampled_from(["", "其中：一期", "二期"])), *[draw(_ANY) for _ in headers[2:4]]])
    if draw(st.booleans()):
        rows.append([draw(st.sampled_from(["合计", "小计（3个）"])), "",
                     *[draw(st.sampled_from([99, NoValue])) if "万元" in header else ""
                           for header in headers[2:]]])
    if draw(st.booleans()):
        rows.append([])
    return serial


def _grouped(draw: st.DrawFn, rows: list[list[Any]], merges: list[Merge], headers: list[str]) -> None:
    """The headers in two rows: some columns stand under a group, the others go over both."""
    top = len(rows)
    first = draw(st.integers(2, len(headers) - 1))
    last = draw(st.integers(first, len(headers) - 1))
    upper = ["" if first < column <= last else header for column, header in enumerate(headers)]
    upper[first] = draw(st.sampled_from(_GROUPS))
    rows.append(upper)
    rows.append([header if first <= column <= last else "" for column, header in enumerate(headers)])
    if last > first:
        merges.append(((top, first), (top, last)))
    merges += [((top, column), (top + 1, column)) for column in range(len(headers)) if not first <= column <= last]
