"""Books as other offices lay them out: titles, sections, units, several tables, and the sheets beside the projects."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.ledger.made import Rows

TITLES = st.sampled_from([
    "甲县2023年招商引资项目台账", "一、新签约项目", "（二）农业项目", "二、计划开工项目", "三、终止项目", "在建项目",
    "高新区", "外资项目", "商务局牵头项目（3个）", "第一批项目", "2023年拟开工项目台账",
    "一、2023年签约项目（单位：万元）", "单位：亿元", "工业项目", "填报单位：甲县商务局", "2023年重点项目表（续）",
    "一、已销号问题", "", "截止日期：2023年6月30日", "合计3个项目", "附件1", "二〇二三年", "2023年9月",
    "备注：以下为在谈项目"])
_SHEETS = {
    "项目": st.sampled_from(["项目", "9月", "高新区", "签约项目", "拟开工", "Sheet1", "一、签约", "总表"]),
    "到资": st.sampled_from(["到资", "Sheet2", "一季度到账"]),
    "问题": st.sampled_from(["问题清单", "Sheet3", "卡点"])}
_CELLS: dict[str, st.SearchStrategy[Any]] = {
    "投资方": st.sampled_from(["甲公司", "乙（集团）有限公司", None]),
    "落户园区": st.sampled_from(["高新区", "临港产业园", None]),
    "责任单位": st.sampled_from(["商务局", None]),
    "资金来源": st.sampled_from(["境内省外", "外资", None]),
    "合同金额": st.sampled_from([1200, 3400.5, "1.2亿元", "约5000万元", "300万美元", None]),
    "固定资产投资（万元）": st.sampled_from([800, None, 12000]),
    "是否签约": st.sampled_from(["是", "否", "签了框架", None]),
    "签约时间": st.sampled_from(["2023-01-05", "2023年3月", None]),
    "开工时间": st.sampled_from(["2023-06-18", None]),
    "2023年计划开工时间": st.sampled_from(["2024-06-18", "三季度", "待定", "已开工", None]),
    "项目阶段": st.sampled_from(["在谈", "已签约", "在建", "别的话", None]),
    "存在问题": st.sampled_from(["缺电", "暂无", None]),
    "进展情况": st.sampled_from(["2023年3月已完成土地平整", "在建", "暂缓", "已签约，正在拿地", None]),
    "备注": st.sampled_from(["话", "2023年11月终止", None]), "联系电话": st.sampled_from(["0737-1", None]),
    "用地面积（亩）": st.sampled_from([30, "约50", None]), "1月": st.sampled_from([5, None]),
    "2023年产值（万元）": st.sampled_from([500, "约600", None]), "本年完成投资（万元）": st.sampled_from([300, None]),
    "2023年上半年完成投资（万元）": st.sampled_from([100, None]), "税收（万元）": st.sampled_from([20, None]),
    "2023年用工人数（人）": st.sampled_from([120, "86人", "约50人", None]), "预计用工": st.sampled_from([200, None]),
    "新增就业": st.sampled_from([30, 0, None]),
    "累计完成投资（万元）": st.sampled_from([400, None]), "完成投资": st.sampled_from([350, "3亿元", None]),
    "入统时间": st.sampled_from(["2023-06-01", "2023年5月", "已入统", None]),
    "是否入统": st.sampled_from(["是", "否", "资料待报", None]), "达产时间": st.sampled_from(["2026年", "2023-08-01",
                                                                                              None]),
}


@st.composite
def given_books(draw: st.DrawFn) -> dict[str, Rows]:
    """The sheets of a book: tables of projects, perhaps with receipts and blockers."""
    names: list[str] = []
    sheets = {draw(_SHEETS["项目"]): _projects(draw, names)}
    if draw(st.booleans()):
        sheets[draw(_SHEETS["到资"])] = [*_titles(draw), ["项目名称", "到账日期", "到账金额（万元）", "凭证",
                                                          "银行凭证号", "出资方式", "外资占比"], *(
            [name, "2023-05-06", number + 1, draw(st.sampled_from(["银行进账单", None])),
             draw(st.sampled_from(["0012", None])), draw(st.sampled_from(["设备", "现金、设备", None])),
             draw(st.sampled_from([0.6, "50%", 0, None]))] for number, name in enumerate(names))]
    if draw(st.booleans()):
        sheets[draw(_SHEETS["问题"])] = [*_titles(draw), ["项目名称", "存在问题", "提出日期", "办结时限",
                                                          "办理情况"], *(
            [name, f"卡点{number}", draw(st.sampled_from(["2023-03-01", None])), draw(st.sampled_from(
                ["2023-12-01", "立行立改", None])), draw(st.sampled_from(
                    ["5月6日已发函；6月7日已销号", "跟进中", "2023年5月6日答复：可以", None]))]
            for number, name in enumerate(names))]
    return sheets


def _titles(draw: st.DrawFn) -> list[list[Any]]:
    """Lines above a table, of one or two texts."""
    return draw(st.lists(st.lists(TITLES, min_size=1, max_size=2), max_size=3))


def _projects(draw: st.DrawFn, names: list[str]) -> Rows:
    """One or two tables of projects, with sections between the rows."""
    rows: list[list[Any]] = []
    for _ in range(draw(st.integers(1, 2))):
        rows += _titles(draw)
        fields = ["投资方", "合同金额", *draw(st.lists(st.sampled_from(list(_CELLS)), max_size=8, unique=True))]
        fields = list(dict.fromkeys(fields))
        headers = draw(st.permutations(fields))
        rows.append(["序号", "项目名称", *headers])
        for _ in range(draw(st.integers(1, 3))):
            if draw(st.integers(0, 4)) == 0:
                rows.append([draw(st.sampled_from(["一", "（一）", None])), draw(TITLES)])
            names.append(f"项目{len(names) + 1}号")
            rows.append([len(names), names[-1], *(draw(_CELLS[header]) for header in headers)])
    return rows

