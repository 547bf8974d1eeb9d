"""What the figures screen says, the list behind a figure, and the dialog that asks for another moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FiguresScreenWords:
    """The words of these screens in one language; headings of figures are in `words/figures.py`."""

    counting: str
    until: str
    now: str
    not_now: str
    end_of_day: str
    back_to_now: str
    ruleset: str
    ahead: str
    no_target: str
    no_rate: str
    time_mark: str
    months: str
    month_keys: str
    no_months: str
    none_before: str
    stages: str
    cohort: str
    whole: dict[str, str]
    wrong_rules: str
    # the list behind a figure
    is_made_of: str
    counted: str
    not_counted: str
    side_hint: str
    search_hint: str
    sum_of: str
    filtered: str
    others_of: str
    agrees: str
    differs: str
    nothing_counted: str
    nothing_left: str
    no_match: str
    no_paper: str
    fact_receipt: str
    # another moment
    known_title: str
    known_commit: str
    known_about: str
    until_label: str
    until_hint: str
    as_of_label: str
    as_of_hint: str
    known_done: str
    known_now: str
    is_now: str


ZH = FiguresScreenWords(
    counting="正在统计…",
    until="截至 {day}",
    now="按现在所知",
    not_now="! 不是现在的数：{told}。按 {key} 回到现在",
    end_of_day="{day} 日终",
    back_to_now="{key} 回到现在",
    ruleset="口径",
    ahead="超序时",
    no_target="没有下达目标",
    no_rate="没有目标，无完成率",
    time_mark="{mark} 序时 {progress}",
    months="分月：{label}",
    month_keys="←→ 换指标",
    no_months="本口径没有按月统计的指标",
    none_before="没有",
    stages="所处阶段",
    cohort="{year}年签约",
    whole={"signed_in_year": "本年度签约的", "not_terminated": "本年度签约且未终止的",
           "since_base_year": "{base}年以来签约的", "cohort": "各年度签约的",
           "contract_amount": "本年度签约的合同金额"},
    wrong_rules="口径文件有误，无法统计：",
    is_made_of="{label} {figure}",
    counted="计入 {count}",
    not_counted="未计入 {count}",
    side_hint="{key} 换到另一边",
    search_hint="名称、投资方、编号或拼音首字母，边输边筛",
    sum_of="合计 {sum}，{count} 个项目",
    filtered="筛出 {count} 个，其中合计 {sum}",
    others_of="{count} 个项目没有计入",
    agrees="{mark} 与指标数 {figure} 一致",
    differs="{mark} 与指标数 {figure} 不一致：其间有改动，按 Esc 返回再看",
    nothing_counted="没有计入的项目",
    nothing_left="所有项目都计入了",
    no_match="没有找到“{typed}”",
    no_paper="无凭证",
    fact_receipt="到资",
    known_title="看哪一天的数、以哪一刻所知为准",
    known_commit="统计",
    known_about="都空着就是现在。填上一次上报的日期，得到的就是当时上报的数。",
    until_label="截至",
    until_hint="如 2023-10-31；空着：本年至今天，往年至年底",
    as_of_label="当时所知",
    as_of_hint="如 2023-11-01 或 2023-11-01T09:30；空着：现在",
    known_done="已按{told}统计",
    known_now="已回到现在",
    is_now="看的就是现在的数",
)

EN = FiguresScreenWords(
    counting="counting…",
    until="until {day}",
    now="as known now",
    not_now="! These are not the figures of now: {told}. {key} goes back to now",
    end_of_day="the end of {day}",
    back_to_now="{key} back to now",
    ruleset="ruleset",
    ahead="ahead",
    no_target="no target set",
    no_rate="no target, no rate",
    time_mark="{mark} time gone by {progress}",
    months="by month: {label}",
    month_keys="←→ another indicator",
    no_months="the ruleset counts no indicator by month",
    none_before="none",
    stages="by stage",
    cohort="signed {year}",
    whole={"signed_in_year": "of those signed in the year", "not_terminated": "of those signed and not terminated",
           "since_base_year": "of those signed since {base}", "cohort": "of those signed in each year",
           "contract_amount": "of the amounts signed in the year"},
    wrong_rules="The ruleset file is wrong; nothing can be counted:",
    is_made_of="{label} {figure}",
    counted="counted {count}",
    not_counted="not counted {count}",
    side_hint="{key} the other side",
    search_hint="name, investor, code or pinyin initials, as you type",
    sum_of="{sum} in all, {count} projects",
    filtered="{count} found, {sum} of it",
    others_of="{count} projects are not counted",
    agrees="{mark} equals the figure {figure}",
    differs="{mark} differs from the figure {figure}: something has changed since, Esc and look again",
    nothing_counted="no project is counted",
    nothing_left="every project is counted",
    no_match="nothing is found for “{typed}”",
    no_paper="no paper",
    fact_receipt="receipt",
    known_title="Up to which day, and as known at which moment",
    known_commit="count",
    known_about="Both empty is now. The day of a report gives the figures as they were reported.",
    until_label="until",
    until_hint="such as 2023-10-31; empty: today, or the end of a past year",
    as_of_label="as known",
    as_of_hint="such as 2023-11-01 or 2023-11-01T09:30; empty: now",
    known_done="counted: {told}",
    known_now="back to now",
    is_now="these are the figures of now",
)
