"""What the targets screen says, in Chinese."""

from __future__ import annotations

from tracker.words.screens_targets import TargetsScreenWords

WORDS = TargetsScreenWords(
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
    again="您填的还在；回车按您填的保存，Esc 放弃",
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
