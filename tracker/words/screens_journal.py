"""What the journal screen and the undo dialog say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class JournalWords:
    """The words of the journal in one language."""

    title: str
    today: str
    yesterday: str
    days_ago: str
    weekdays: tuple[str, ...]
    none: tuple[str, ...]
    no_match: str
    filter_hint: str
    more: str
    undone: str
    undo_of: str
    redo: str
    no_project: str
    who: str
    when: str
    entry: str
    reason: str
    changed: str
    added: str
    ended: str
    nothing: str
    each: str
    and_more: str
    kind: dict[str, str]
    field: dict[str, str]
    undo_title: str
    redo_title: str
    undo_commit: str
    undo_reason_hint: str
    undo_done: str
    redo_done: str
    undo_by: str
    undo_takes: str
    undo_restores: str


ZH = JournalWords(
    title="操作记录",
    today="今天",
    yesterday="昨天",
    days_ago="{days} 天前",
    weekdays=("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    none=("还没有操作记录", "在看板上登记、推进、跟进，这里都会记下"),
    no_match="没有找到“{typed}”",
    filter_hint="经办人、项目、拼音首字母、操作（如 推进、撤销）；↑↓ 选，回车 回到清单，Esc 清除",
    more="往下还有更早的",
    undone="已撤销",
    undo_of="撤销：{action}",
    redo="撤销后恢复",
    no_project="这一条不属于哪一个项目",
    who="经办",
    when="时间",
    entry="编号",
    reason="理由",
    changed="改动",
    added="记下的事实",
    ended="作废的事实（仍留档）",
    nothing="没有",
    each="逐个项目",
    and_more="另有 {count} 条",
    kind={"Profile": "资料", "Milestone": "阶段", "StatusChange": "状态", "Receipt": "到资", "Blocker": "卡点",
          "BlockerWord": "卡点经过", "ReviewWord": "会商", "Evidence": "凭证", "Target": "目标", "Setting": "设置"},
    field={"note": "备注", "due": "时限", "level": "层级", "by": "谁说的", "number": "文号", "filename": "文件",
           "permit": "许可编号", "authority": "审批机关", "override": "例外理由", "reason": "理由"},
    undo_title="撤销：{action}",
    redo_title="恢复：{action}",
    undo_commit="撤销",
    undo_reason_hint="必填：写明为什么，会留在记录里",
    undo_done="已撤销：{action}",
    redo_done="已恢复：{action}",
    undo_by="{who} 办理于 {at}",
    undo_takes="将作废",
    undo_restores="将恢复",
)

EN = JournalWords(
    title="journal",
    today="today",
    yesterday="yesterday",
    days_ago="{days} days ago",
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    none=("Nothing has been recorded yet", "all that is added, moved on or followed up is noted here"),
    no_match="Nothing is found for “{typed}”",
    filter_hint="who, project, pinyin initials, action (moved on, undone); ↑↓ choose, Enter to the list, Esc clears",
    more="older ones follow",
    undone="undone",
    undo_of="undone: {action}",
    redo="restored",
    no_project="this entry is not about one project",
    who="who",
    when="when",
    entry="entry",
    reason="reason",
    changed="changes",
    added="facts recorded",
    ended="facts superseded (kept on record)",
    nothing="none",
    each="project by project",
    and_more="and {count} more",
    kind={"Profile": "profile", "Milestone": "milestone", "StatusChange": "status", "Receipt": "receipt",
          "Blocker": "blocker", "BlockerWord": "word on a blocker", "ReviewWord": "review",
          "Evidence": "evidence", "Target": "target",
          "Setting": "setting"},
    field={"note": "note", "due": "due", "level": "level", "by": "said by", "number": "number", "filename": "file",
           "permit": "permit", "authority": "authority", "override": "set aside because", "reason": "reason"},
    undo_title="Undo: {action}",
    redo_title="Restore: {action}",
    undo_commit="undo",
    undo_reason_hint="required: why; it is kept",
    undo_done="undone: {action}",
    redo_done="restored: {action}",
    undo_by="by {who}, {at}",
    undo_takes="is superseded",
    undo_restores="holds again",
)
