"""What the blockers screen says, in Chinese."""

from __future__ import annotations

from tracker.words.screens_blockers import BlockersWords

WORDS = BlockersWords(
    order={"late": "逾期在前", "age": "最久在前", "category": "按类别", "bureau": "按责任单位", "level": "按等待层级"},
    ordered="{order}（{key}）",
    head={"age": "历时", "late": "逾期", "category": "类别", "waits": "待", "due": "时限", "bureau": "责任单位",
          "project": "项目", "what": "卡在哪里 天数按工作日", "last": "最近"},
    everything="含风险和已销号",
    only_open="未销号",
    unnamed="未写明",
    none=("没有未销号的卡点", "在看板或台账上选中项目，按 {raise_blocker} 提出；按 {all_blockers} 看风险和已销号的"),
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
    words_none="提出后还没有跟进",
    new_due="新时限 {day}",
    to_level="到{level}",
    permit="许可 {permit} {authority}",
)
