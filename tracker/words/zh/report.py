"""What the printed page of the weekly review says, in Chinese."""

from __future__ import annotations

from tracker.words.report import ReportWords

WORDS = ReportWords(
    title="{place}重点项目卡点周会商表", minutes_title="{place}重点项目卡点周会商纪要",
    facts={"week": "周次", "meeting": "会商", "known": "数据截至", "rules": "口径",
           "head": "校验号"},
    fact="{name}：{value}", week="{week}（{monday} 周一至 {sunday} 周日）",
    begun="{at} {who} 开始", ended="{at} {who} 结束",
    known="{at}，天数算到 {on}", joint="；", count="{name} {count}",
    tables={"list": "一、未销号卡点", "verified": "二、本周销号", "reminders": "三、即将到期", "health": "四、项目体检",
            "figures": "五、本周变动的指标", "trends": "六、各周未销号卡点（按类别）", "bureaus": "七、各单位按期销号",
            "said": "一、逐项意见", "left": "二、略过和未议的卡点", "general": "三、其他议定事项",
            "deadlines": "四、下一步办结时限"},
    nothing={"list": "没有未销号的卡点。", "verified": "本周没有销号。", "reminders": "近期没有到期的卡点。",
             "health": "没有项目触发体检规则。", "figures": "没有变动的指标，或没有上一页可比。",
             "trends": "没有可比的周。",
             "bureaus": "这些周没有销号。", "said": "会上没有对卡点提出意见。", "left": "全部卡点都已议过。",
             "general": "没有其他事项。", "deadlines": "没有今后到期的卡点。"},
    columns={"no": "序号", "id": "卡点号", "project": "项目", "name": "项目名称", "code": "编号", "stage": "阶段",
             "amount": "合同金额", "moved": "上周以来", "stuck": "卡点", "category": "类别", "description": "卡在哪里",
             "kind": "性质", "permit": "许可", "authority": "审批机关", "bureau": "责任单位/责任人",
             "only_bureau": "责任单位", "person": "责任人", "level": "等待层级", "waited": "外部等待（工作日）",
             "raised": "提出", "age": "历时（工作日）", "due": "办结时限", "first_due": "原定时限",
             "late": "逾期（工作日）", "alert": "预警", "tell": "报告层级", "lapses": "逾期次数", "carried": "结转",
             "pages": "结转周数", "last": "最近一次", "verified": "销号", "days": "还有（天）", "within": "提醒",
             "officer": "联络员", "rule": "触发的规则", "figure": "指标", "unit": "单位", "was": "上周",
             "now": "本周", "change": "增减", "proof": "有凭证号", "open": "未销号",
             "median": "历时中位数（工作日）", "in_time": "按期",
             "count": "销号", "share": "按期率", "said": "会上意见", "new_due": "新时限", "new_level": "升级到",
             "state": "现状", "why": "情况", "at": "时间", "who": "记录人", "text": "内容"},
    sheets={"list": "卡点", "changes": "变化", "health": "体检", "trends": "趋势", "minutes": "纪要", "detail": "明细"},
    stuck="【{category}】{description}", permit="许可 {permit}（{authority}）", outside="外部等待 {days}",
    first_due="原定 {due}",
    within="{days} 天内", decided_nothing="略过，未作决定", not_reached="未议", total="合计",
    median="历时中位数（工作日）",
    signatures=("主持人（签字）", "记录人（签字）", "链长（签批）", "日期"),
    minutes_signatures=("主持人（签字）", "记录人（签字）", "参会人员（签字）", "日期"),
    page="第 {page} 页，共 {pages} 页", event="卡点到期：{project}（{category}）", remind="{days} 天后到期：{project}",
)
