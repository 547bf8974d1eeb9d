"""What the journal and undo say, in Chinese."""

from __future__ import annotations

from tracker.words.screens_journal import JournalWords

WORDS = JournalWords(
    today="今天",
    yesterday="昨天",
    days_ago="{days} 天前",
    weekdays=("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    none=("还没有操作记录", "在看板上登记、推进、跟进，这里都会记下"),
    no_match="没有找到“{typed}”",
    filter_hint="经办人、项目、拼音首字母、操作（如 推进、撤销）；↑↓ 选，回车 回到清单，Esc 清除",
    undone="已撤销",
    undo_of="撤销：{action}",
    redo="撤销后恢复",
    no_project="这一条不属于哪一个项目",
    who="经办",
    when="时间",
    entry="编号",
    reason="理由",
    added="记下的事实",
    ended="作废的事实（仍留档）",
    nothing="没有",
    each="逐个项目",
    and_more="另有 {count} 条",
    kind={"Profile": "资料", "Milestone": "阶段", "ExpectedDay": "预计",
          "StatusChange": "状态", "Receipt": "到资", "Blocker": "卡点",
          "BlockerWord": "卡点经过", "ReviewWord": "会商", "Evidence": "凭证", "Target": "目标",
          "RulesKept": "口径", "Setting": "设置"},
    field={"note": "备注", "due": "时限", "level": "层级", "by": "谁说的", "number": "文号",
           "rules_id": "口径", "file": "文件", "filename": "文件",
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
