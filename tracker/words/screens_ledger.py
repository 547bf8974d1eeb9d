"""The words of the ledger screen and its dialogs: columns, filters, saved views, changing many at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LedgerWords:
    """The words of the ledger in one language."""

    column: Mapping[str, str]
    title: str
    empty: str
    view: str
    sorted_by: str
    filtered_by: str
    grouped_by: str
    found_by: str
    blocked: str
    free: str
    yes: str
    no: str
    nothing: str
    shown: str
    shown_all: str
    arrived: str
    marked: str
    no_money: str
    sort_off: str
    group_now: str
    group_off: str
    marked_now: str
    marked_off: str
    none_marked: str
    copied: str
    no_fold: str
    # columns
    columns_title: str
    columns_hint: str
    stays: str
    # filters
    filter_title: str
    filter_typed: str
    filter_amount: str
    filter_days: str
    filter_day: str
    filter_hint: str
    filter_unread: str
    filter_more: str
    # views
    views_title: str
    views_name: str
    views_hint: str
    views_none: str
    views_first: str
    views_damaged: str
    views_saved: str
    views_removed: str
    # many
    many_title: str
    many_what: str
    many_stage: str
    many_value: str
    many_none: str
    many_how: str
    many_empty: str
    many_choose: str
    many_clear: str
    many_clears: str
    many_said: str
    many_more: str
    many_cleared: str
    many_no_field: str
    many_no_value: str
    many_commit: str
    many_move: str
    many_done: str
    many_moved: str
    many_refused: str
    many_rows: str


ZH = LedgerWords(
    column={
        "code": "编号", "name": "项目名称", "investor": "投资方", "stage": "阶段", "status": "状态", "blocked": "受阻",
        "amount": "合同金额", "currency": "币种", "since": "进入阶段", "days": "停留", "origin": "资金来源",
        "hunan_return": "湘商", "top500": "500强", "chain": "产业链", "chain_role": "定位", "chain_leader": "链长",
        "park": "园区/乡镇", "officer": "联络员", "touched": "最近记录", "arrived": "到位资金", "category": "卡点",
        "overdue": "逾期", "credit_code": "信用代码",
    },
    title="台账",
    empty="没有符合条件的项目；按 {key} 清除搜索和筛选",
    view="视图 {name}",
    sorted_by="排序 {columns}",
    filtered_by="筛选 {columns}",
    grouped_by="分组 {column}",
    found_by="搜索 {typed}",
    blocked="受阻",
    free="未受阻",
    yes="是",
    no="否",
    nothing="（空）",
    shown="显示 {count} / {all} 个",
    shown_all="共 {count} 个",
    arrived="到资 {money}",
    marked="选中 {count} 个",
    no_money="-",
    sort_off="不再排序",
    group_now="按{column}分组；回车 收起或展开",
    group_off="不再分组",
    marked_now="已选中显示的 {count} 个",
    marked_off="已全部取消选中",
    none_marked="没有选中的项目",
    copied="已复制：{text}",
    no_fold="没有分组；按 {key} 分组",
    columns_title="选择列",
    columns_hint="空格 显示或不显示，←→ 换位置，F8 固定到此列，回车 确定，Esc 取消",
    stays="固定",
    filter_title="筛选：{column}",
    filter_typed="输入文字查找；空格 多选",
    filter_amount="如 >1亿、<5000万、1亿~5亿；只写数字按万元",
    filter_days="天数，如 >90、30~90",
    filter_day="如 2023、2023-06、>=2023-06-01",
    filter_hint="空格 选，回车 筛选，不选不写则清除，Esc 取消",
    filter_unread="看不懂“{typed}”",
    filter_more="另有 {count} 种，输入文字缩小范围",
    views_title="视图",
    views_name="取个名字，把现在的样子存下来",
    views_hint="↑↓ 选，回车 打开；写了名字则保存；Delete 删除，Esc 返回",
    views_none="还没有保存的视图",
    views_first="初始样子",
    views_damaged="视图文件已损坏，读不出来；保存新视图时旧文件会改名留存",
    views_saved="视图“{name}”已保存",
    views_removed="视图“{name}”已删除；再存一次即可恢复：现在的样子没有变",
    many_title="一次修改 {count} 个项目",
    many_what="改什么",
    many_stage="推进到",
    many_value="改为",
    many_none="未选",
    many_how="怎么改",
    many_empty="清空",
    many_choose="先选要改的一栏",
    many_clear="清空 {count} 个项目的{field}",
    many_clears="将清空 {count} 个项目的{field}：{values}",
    many_said="{value} {count} 个",
    many_more="另有 {count} 种",
    many_cleared="已清空 {count} 个项目的{field}",
    many_no_field="还没有选要改的一栏，什么都没有改",
    many_no_value="没有写改成什么，什么都没有改；要清空，在“怎么改”里选“清空”",
    many_commit="全部修改",
    many_move="全部推进（{stage}）",
    many_done="已修改 {count} 个项目（{field}：{value}）",
    many_moved="已推进 {count} 个项目（{stage}）",
    many_refused="{count} 个项目不行，全部没有改动：",
    many_rows="要改的项目（Tab 到这里翻看）",
)

EN = LedgerWords(
    column={
        "code": "code", "name": "name", "investor": "investor", "stage": "stage", "status": "status",
        "blocked": "blocked", "amount": "contract", "currency": "currency", "since": "since", "days": "days",
        "origin": "origin", "hunan_return": "Hunan", "top500": "top 500", "chain": "chain", "chain_role": "role",
        "chain_leader": "chain leader", "park": "park", "officer": "officer", "touched": "touched",
        "arrived": "arrived", "category": "blocker", "overdue": "late", "credit_code": "credit code",
    },
    title="Ledger",
    empty="no project fits; {key} clears search and filters",
    view="view {name}",
    sorted_by="by {columns}",
    filtered_by="only {columns}",
    grouped_by="grouped by {column}",
    found_by="search {typed}",
    blocked="blocked",
    free="not blocked",
    yes="yes",
    no="no",
    nothing="(empty)",
    shown="{count} of {all}",
    shown_all="{count} projects",
    arrived="arrived {money}",
    marked="{count} marked",
    no_money="-",
    sort_off="not sorted any more",
    group_now="grouped by {column}; Enter folds or opens",
    group_off="not grouped any more",
    marked_now="all {count} shown are marked",
    marked_off="none is marked any more",
    none_marked="no project is marked",
    copied="copied: {text}",
    no_fold="there are no groups; {key} makes them",
    columns_title="Columns",
    columns_hint="Space shows or hides, ←→ moves it, F8 keeps up to here, Enter, Esc cancels",
    stays="stays",
    filter_title="Filter: {column}",
    filter_typed="type to find; Space chooses several",
    filter_amount="such as >1亿, <5000万, 1亿~5亿; a bare number is in 万元 (10,000 yuan)",
    filter_days="days, such as >90, 30~90",
    filter_day="2023, 2023-06, >=2023-06-01",
    filter_hint="Space chooses, Enter filters, with nothing chosen or typed clears, Esc cancels",
    filter_unread="“{typed}” means nothing here",
    filter_more="{count} more values; type to narrow them down",
    views_title="Views",
    views_name="a name, to save what is shown now",
    views_hint="↑↓ choose, Enter opens; with a name typed it saves; Delete removes, Esc goes back",
    views_none="no view is saved yet",
    views_first="as it is at first",
    views_damaged="the file of views is damaged; saving a view keeps the old file under another name",
    views_saved="view “{name}” is saved",
    views_removed="view “{name}” is removed; saving it again brings it back",
    many_title="Change {count} projects at once",
    many_what="what",
    many_stage="move on to",
    many_value="to",
    many_none="none chosen",
    many_how="how",
    many_empty="empty it",
    many_choose="(choose a field first)",
    many_clear="empty {field} of {count} projects",
    many_clears="{field} of {count} projects is emptied: {values}",
    many_said="{value} ({count})",
    many_more="{count} more values",
    many_cleared="{field} of {count} projects emptied",
    many_no_field="no field is chosen, so nothing was changed",
    many_no_value="nothing was typed, so nothing was changed; to empty the field choose “empty it”",
    many_commit="change all",
    many_move="move all to {stage}",
    many_done="{count} projects changed ({field}: {value})",
    many_moved="{count} projects are now {stage}",
    many_refused="{count} cannot, and nothing was changed:",
    many_rows="the projects to change (Tab goes here)",
)
