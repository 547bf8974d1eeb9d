"""What the screen of the weekly review says; what the command and the printed page say too is in `review.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReviewScreenWords:
    """The words of the review screen in one language; `{name}` is filled in."""

    title: str
    counts: Mapping[str, str]
    parts: Mapping[str, str]
    begin: str
    begun: str
    began: str
    read_only: str
    as_known: str
    place: str
    remain: str
    head: Mapping[str, str]
    none: tuple[str, ...]
    none_past: tuple[str, ...]
    verified: str
    promised: str
    promised_none: str
    said_here: str
    labels: Mapping[str, str]
    nobody: str
    no_due: str
    first_due: str
    raised_ago: str
    unknown_age: str
    story: str
    story_none: str
    taken: str
    passed: str
    last_one: str
    all_taken: str
    minute_title: str
    minute: str
    minute_hint: str
    minute_commit: str
    minute_done: str
    close_title: str
    close_left: str
    close_none_left: str
    close_hint: str
    close_commit: str
    close_done: str
    print_title: str
    print_kind: str
    print_page: str
    print_minutes: str
    print_path: str
    print_hint: str
    print_commit: str
    print_done: str
    print_name: str
    since: str
    turned: Mapping[str, str]
    reminders: str
    reminders_none: str
    figures: str
    figures_none: str
    figure: str
    minutes: str
    minutes_none: str
    minutes_empty: str
    health: str
    health_none: str
    trend_weeks: str
    trend_median: str
    trend_categories: str
    trend_bureaus: str
    trend_none: str
    bureaus_none: str
    unnamed: str


ZH = ReviewScreenWords(
    title="会商 {week}",
    counts={"open": "未销号", "new": "新增", "over": "结转", "overdue": "逾期", "answered": "已答复",
            "verified": "已销号"},
    parts={"meeting": "卡点", "changes": "变化", "health": "体检", "trends": "趋势"},
    begin="{key} 开始会商",
    begun="会商开始，卡点按次序逐个过",
    began="{who} 主持",
    read_only="{week} 已成定论，只能看；{key} 到下一周",
    as_known="按 {at} 所知 · 只读",
    place="{at} / {count}",
    remain="待过 {count}",
    head={"late": "逾期", "age": "工作日", "level": "待", "category": "类别", "project": "项目", "what": "卡在哪里",
          "carried": "周", "amount": "金额"},
    none=("没有未销号的卡点", "本周不必会商；Tab 看变化、体检、趋势"),
    none_past=("这一周没有未销号的卡点",),
    verified="上周以来已销号",
    promised="上次约定",
    promised_none="上次会商没有留下约定",
    said_here="本次会商",
    labels={"who": "责任", "level": "等待", "permit": "许可", "due": "时限", "raised": "提出"},
    nobody="没有写责任单位",
    no_due="没有定时限",
    first_due="最初 {day}",
    raised_ago="已 {days}",
    unknown_age="时长不详",
    story="经过",
    story_none="提出后还没有跟进",
    taken="已过",
    passed="略过",
    last_one="这是最后一个；还有 {count} 个待过，回到第一个待过的",
    all_taken="全部过完；按 {key} 结束会商",
    minute_title="会商记录：{week}",
    minute="记录",
    minute_hint="与某个卡点无关的议定事项",
    minute_commit="记下",
    minute_done="已记下",
    close_title="结束会商：{week}",
    close_left="还有 {count} 个卡点没有过，结转下周",
    close_none_left="卡点全部过完",
    close_hint="结束语，可不填",
    close_commit="结束会商（此后本周页面不再变）",
    close_done="{week} 会商已结束；按 {key} 打印纪要",
    print_title="打印：{week}",
    print_kind="内容",
    print_page="会商材料",
    print_minutes="会商纪要",
    print_path="文件",
    print_hint=".docx .xlsx .html .md .ics",
    print_commit="写出文件",
    print_done="已写出：{path}",
    print_name="{title}-{week}.docx",
    since="与上周相比（上周以 {at} 所知为准）",
    turned={"new": "新增", "answer": "已答复", "verify": "已销号", "reject": "退回", "reopen": "重开"},
    reminders="即将到期",
    reminders_none="近期没有到期的卡点",
    figures="变动的指标",
    figures_none="指标没有变动",
    figure="{was} → {now} {unit}",
    minutes="会商记录",
    minutes_none="还没有会商记录；按 {key} 记一条",
    minutes_empty="没有会商记录",
    health="项目体检：{count} 个项目触到 {findings} 条线",
    health_none="没有项目触线",
    trend_weeks="各周未销号卡点，年龄中位数（工作日）",
    trend_median="中位 {days}",
    trend_categories="各类别，按周",
    trend_bureaus="责任单位按期销号（近 {weeks} 周）",
    trend_none="还没有可比的周",
    bureaus_none="这几周没有定了时限又销号的卡点",
    unnamed="未写明",
)

EN = ReviewScreenWords(
    title="review {week}",
    counts={"open": "open", "new": "new", "over": "carried", "overdue": "late", "answered": "answered",
            "verified": "verified"},
    parts={"meeting": "blockers", "changes": "news", "health": "health", "trends": "trends"},
    begin="{key} begins the meeting",
    begun="the meeting has begun: one blocker after the other",
    began="begun by {who}",
    read_only="{week} is settled and can only be read; {key} to the next week",
    as_known="as known {at}, read only",
    place="{at} / {count}",
    remain="{count} remain",
    head={"late": "late", "age": "workdays", "level": "waits on", "category": "category", "project": "project",
          "what": "what is stuck", "carried": "week", "amount": "amount"},
    none=("No blocker is open", "There is nothing to meet about; Tab shows news, health and trends"),
    none_past=("No blocker was open in this week",),
    verified="verified since last week",
    promised="promised",
    promised_none="nothing was promised at the last meeting",
    said_here="this meeting",
    labels={"who": "in charge", "level": "waits on", "permit": "permit", "due": "due", "raised": "raised"},
    nobody="no bureau named",
    no_due="no due day",
    first_due="at first {day}",
    raised_ago="{days} ago",
    unknown_age="age unknown",
    story="story",
    story_none="nothing said since it was raised",
    taken="taken",
    passed="passed over",
    last_one="this is the last one; {count} remain, back to the first of them",
    all_taken="all are taken; {key} closes the meeting",
    minute_title="minute of {week}",
    minute="minute",
    minute_hint="what was decided beside the blockers",
    minute_commit="take it down",
    minute_done="taken down",
    close_title="close the meeting of {week}",
    close_left="{count} blockers were not taken and are carried over",
    close_none_left="all blockers were taken",
    close_hint="a closing word; optional",
    close_commit="close (the week's page stays as it is)",
    close_done="the meeting of {week} is closed; {key} prints its minutes",
    print_title="print {week}",
    print_kind="what",
    print_page="the page",
    print_minutes="the minutes",
    print_path="file",
    print_hint=".docx .xlsx .html .md .ics",
    print_commit="write the file",
    print_done="written: {path}",
    print_name="{title}-{week}.docx",
    since="compared with last week, as known {at}",
    turned={"new": "new", "answer": "answered", "verify": "verified", "reject": "rejected", "reopen": "reopened"},
    reminders="coming due",
    reminders_none="nothing comes due soon",
    figures="figures that moved",
    figures_none="no figure has moved",
    figure="{was} → {now} {unit}",
    minutes="minutes",
    minutes_none="no minute yet; {key} takes one",
    minutes_empty="no minutes",
    health="health: {count} projects caught by {findings} findings",
    health_none="no project is caught by a rule",
    trend_weeks="open by week, median age in working days",
    trend_median="median {days}",
    trend_categories="by category and week",
    trend_bureaus="verified in time by bureau (last {weeks} weeks)",
    trend_none="there are no weeks to compare yet",
    bureaus_none="no blocker with a due day was verified in these weeks",
    unnamed="not named",
)
