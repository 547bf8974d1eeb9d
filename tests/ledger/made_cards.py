"""Made-up cards of projects as offices keep them: labels with their values, groups, boxes and small lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tracker.ledger.raw import BookSheet, CellError, Merge

_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "投资方": st.sampled_from(["乙公司", "丙（集团）有限公司", "丁公司 联系人：子某 电话：000"]),
    "园区": st.sampled_from(["临港区", ""]),
    "其中：固定资产投资（万元）": st.sampled_from([18000, ""]),
    "责任单位": st.sampled_from(["工信局", "商务局 责任人：丑某", ""]),
    "资金来源": st.sampled_from(["境内省外", "□境内省外 ☑外资", ""]),
    "签约时间": st.sampled_from(["2021-03-12", date(2021, 3, 12), "2021年3月", "2021-02-30", ""]),
    "开工时间": st.sampled_from(["2021-06-01", "", "拟2026年6月"]),
    "是否入规": st.sampled_from(["是（2023.6.1）", "☑是 □否", "否（在建）", "说不清"]),
    "项目阶段": st.sampled_from(["在建", "☑已签约 ☑已注册 □已开工", "别的话"]),
    "目前进展": st.sampled_from(["主体封顶", ""]), "存在问题": st.sampled_from(["用地指标未落实", "无", ""]),
    "掌门": st.sampled_from(["寅某", "", 3]), "备注": st.sampled_from(["重点", "联系人：卯某 电话：111", ""]),
}
_DAY = st.sampled_from(["2023-04-01", "2023年5月", date(2023, 6, 1), "某天", ""])
_MONEY = st.sampled_from([3000, "200", "0.5亿元", CellError("#REF!"), ""])
_SAID = st.sampled_from(["用地未落实", "电力不足", "赴外地对接", "甲某", ""])
_NUMBER = st.sampled_from([100, "200", 0, ""])
_LISTS: tuple[tuple[tuple[str, ...], tuple[st.SearchStrategy[Any], ...]], ...] = (
    (("到资日期", "到资金额（万元）", "资金来源", "凭证号"),
     (_DAY, _MONEY, st.sampled_from(["境内省外", ""]), st.sampled_from(["A1", ""]))),
    (("问题", "责任单位", "完成时限", "进展"), (_SAID, st.sampled_from(["供电公司", ""]), _DAY, _SAID)),
    (("年份", "完成投资（万元）", "产值（万元）", "说明"),
     (st.sampled_from(["2022年", 2023, "2024年度", "合计"]), _NUMBER, _NUMBER, st.sampled_from(["达产", ""]))),
    (("指标", "2022年", "2023年", "2024年"),
     (st.sampled_from(["产值（万元）", "税收（万元）", "用工（人）"]), _NUMBER, _NUMBER, _NUMBER)),
    (("节点", "计划时间", "实际完成时间", "备注"),
     (st.sampled_from(["签约", "注册", "开工", "主体封顶"]), _DAY, _DAY, st.sampled_from(["推迟", ""]))),
    (("投资方名称", "出资额（万元）", "出资比例", "注册地"),
     (st.sampled_from(["乙公司", "戊集团"]), _NUMBER, st.sampled_from(["60%", ""]), st.sampled_from(["江州市", ""]))),
    (("时间", "事项", "经办人", "备注"), (_DAY, _SAID, st.sampled_from(["子某", ""]), st.sampled_from(["", "略"]))),
    (("第一列", "第二列", "第三列", "第四列"), (_SAID, _NUMBER, _NUMBER, _SAID)),
)
_TITLES = st.sampled_from(["", "", "有关情况", "明细（单位：万元）", "二、明细表"])


@st.composite
def card_sheets(draw: st.DrawFn) -> BookSheet:
    """A sheet of one card, four columns wide, behind a column of groups or without one."""
    rows: list[list[Any]] = [["重点项目卡片"]] if draw(st.booleans()) else []
    merges: list[Merge] = [((0, 0), (0, 3))] if rows else []
    rows += [["项目名称", "甲厂", "建设地点", "高新区"], ["投资方所在地", "广东省", "总投资（万元）", 25000]]
    for _ in range(draw(st.integers(1, 6))):
        if draw(st.integers(0, 2)):
            rows.append(_labels(draw))
        else:
            rows += _small_list(draw)
    if draw(st.booleans()):
        rows.append(["填表人：辰某", "", "审核人：巳某", ""])
    if draw(st.booleans()):
        groups = draw(st.sampled_from(["基本情况", "项目情况", ""]))
        rows = [["", *row] for row in rows]
        rows[-1][0] = groups
        merges = [((top, left + 1), (bottom, right + 1)) for (top, left), (bottom, right) in merges]
    return BookSheet("卡片", rows=rows, merges=merges)


def _labels(draw: st.DrawFn) -> list[Any]:
    """One or two labels, their values beside them or in their cells."""
    first, second = draw(st.lists(st.sampled_from(sorted(_VALUES)), min_size=2, max_size=2, unique=True))
    if draw(st.booleans()):
        return [f"{label}：{draw(_VALUES[label])}" for label in (first, second)]
    if draw(st.booleans()):
        return [first, draw(_VALUES[first]), "", ""]
    return [first, draw(_VALUES[first]), second, draw(_VALUES[second])]


def _small_list(draw: st.DrawFn) -> list[list[Any]]:
    """A list of some rows, with a line above that says what it is of, or without one."""
    headers, cells = draw(st.sampled_from(_LISTS))
    title = draw(_TITLES)
    count = draw(st.integers(0, 3))
    return [*([[title]] if title else []), list(headers), *([draw(cell) for cell in cells] for _ in range(count))]
