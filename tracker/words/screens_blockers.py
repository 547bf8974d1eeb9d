"""What the blockers screen says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BlockersWords:
    """The words of the blockers screen in one language."""

    order: dict[str, str]
    ordered: str
    head: dict[str, str]
    everything: str
    only_open: str
    unnamed: str
    none: tuple[str, ...]
    no_match: str
    filter_hint: str
    shown_all: str
    shown_open: str
    raised: str
    age: str
    due: str
    late: str
    waits: str
    nobody: str
    words: str
    words_none: str
    new_due: str
    to_level: str
    permit: str


ZH = BlockersWords(
    order={"late": "逾期在前", "age": "最久在前", "category": "按类别", "bureau": "按责任单位", "level": "按等待层级"},
    ordered="{order}（{key}）",
    head={"age": "工作日", "late": "逾期", "category": "类别", "waits": "待", "due": "时限", "bureau": "责任单位",
          "project": "项目", "what": "卡在哪里", "last": "最近"},
    everything="含风险和已销号",
    only_open="未销号",
    unnamed="未写明",
    none=("没有未销号的卡点", "在看板或台账上选中项目，按 F4 提出；按 F8 看风险和已销号的"),
    no_match="没有找到“{typed}”",
    filter_hint="项目、拼音首字母、类别、责任单位、等待层级；↑↓ 选，回车 回到清单，Esc 清除",
    shown_all="风险和已销号的也列出",
    shown_open="只列未销号的卡点",
    raised="提出",
    age="已 {days} 个工作日",
    due="时限 {day}",
    late="逾期 {days} 个工作日",
    waits="待{level}",
    nobody="没有写责任单位",
    words="经过",
    words_none="提出后还没有跟进",
    new_due="新时限 {day}",
    to_level="到{level}",
    permit="许可 {permit} {authority}",
)

EN = BlockersWords(
    order={"late": "most overdue first", "age": "oldest first", "category": "by category", "bureau": "by bureau",
           "level": "by waiting level"},
    ordered="{order} ({key})",
    head={"age": "workdays", "late": "late", "category": "category", "waits": "waits on", "due": "due",
          "bureau": "bureau",
          "project": "project", "what": "what is stuck", "last": "last word"},
    everything="with risks and verified",
    only_open="open",
    unnamed="not named",
    none=("No blocker is open", "F4 on a project raises one; F8 here shows risks and verified ones"),
    no_match="Nothing is found for “{typed}”",
    filter_hint="project, pinyin initials, category, bureau, level; ↑↓ choose, Enter to the list, Esc clears",
    shown_all="risks and verified ones are listed too",
    shown_open="only open blockers are listed",
    raised="raised",
    age="{days} working days ago",
    due="due {day}",
    late="{days} working days late",
    waits="waits on {level}",
    nobody="no bureau named",
    words="story",
    words_none="nothing said since it was raised",
    new_due="due {day} now",
    to_level="to {level}",
    permit="permit {permit} {authority}",
)
