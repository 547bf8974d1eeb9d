"""What the screen of targets and rulesets says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TargetsScreenWords:
    """The words of the screen in one language; the sentences of a ruleset are in `words/rulesets.py`."""

    title: str
    edit_hint: str
    no_target: str
    last_year: str
    set_by: str
    before: str
    others: str
    reads: str
    typing: str
    saved: str
    why: str
    why_drop: str
    dropped: str
    copied: str
    copied_kept: str
    copied_unfit: str
    nothing_to_copy: str
    all_there: str
    rules_title: str
    digest: str
    shipped: str
    own: str


ZH = TargetsScreenWords(
    title="{year}年目标",
    edit_hint="回车 修改",
    no_target="没有下达",
    last_year="上年 {value}",
    set_by="{day} {who}",
    before="原 {value}（{day} {who}）",
    others="口径里已没有的指标",
    reads="= {value}  回车保存，Esc 放弃",
    typing="如 124亿元、36；回车保存，Esc 放弃",
    saved="{label}目标已定为 {value}",
    why="改为 {value}，写明理由；回车保存，Esc 放弃",
    why_drop="取消这项目标，写明理由；回车保存，Esc 放弃",
    dropped="{label}目标 {value} 已取消",
    copied="已从{year}年复制 {count} 项目标，请逐项修改",
    copied_kept="已有的 {count} 项没有动",
    copied_unfit="{count} 项与本年口径不合，没有复制",
    nothing_to_copy="{year}年没有目标可以复制",
    all_there="本年各项目标都已有，没有复制",
    rules_title="{year}年口径：{id}",
    digest="摘要 {digest}",
    shipped="文件 {file}（随程序附带）",
    own="文件 {file}（本单位自己的）",
)

EN = TargetsScreenWords(
    title="Targets of {year}",
    edit_hint="Enter changes one",
    no_target="not set",
    last_year="year before {value}",
    set_by="{day} {who}",
    before="was {value} ({day} {who})",
    others="indicators the ruleset no longer has",
    reads="= {value}   Enter saves, Esc drops it",
    typing="such as 124亿元 or 36; Enter saves, Esc drops it",
    saved="the target of {label} is now {value}",
    why="to {value}: give the reason; Enter saves, Esc drops it",
    why_drop="to be removed: give the reason; Enter saves, Esc drops it",
    dropped="the target of {label}, {value}, is removed",
    copied="{count} targets copied from {year}; change each as needed",
    copied_kept="{count} that were there are as they were",
    copied_unfit="{count} do not fit this year's ruleset and were not copied",
    nothing_to_copy="there are no targets of {year} to copy",
    all_there="every target is there already; nothing was copied",
    rules_title="Ruleset of {year}: {id}",
    digest="digest {digest}",
    shipped="file {file} (comes with the program)",
    own="file {file} (the office's own)",
)
