"""What the weekly review says wherever it is shown, in Chinese."""

from __future__ import annotations

from tracker.words.review import HealthWords, ReviewWords

WORDS = ReviewWords(
    title="卡点周会商", minutes="卡点周会商纪要",
    state={"planned": "未开始", "open": "进行中", "closed": "已结束"},
    counts={"open": "未销号", "remaining": "待议", "new": "新增", "listed": "补列", "over": "结转",
            "answered": "已答复", "verified": "已销号", "rejected": "退回", "reopened": "重开", "overdue": "逾期"},
    rules=HealthWords(
        signed_not_started="签约 {days} 天未开工（上限 {limit} 天）",
        no_receipt="开工后 {days} 天没有到资（满 {limit} 天即列出）",
        low_receipts="开工 {days} 天，到资只占合同的 {percent}（超过 {limit} 天应达到 {least}%）",
        stage_held="在“{stage}”阶段停留 {days} 天（期限 {limit} 天）",
        unproven="“到资”没有到资证明",
        before_money="已开工 {days} 天，“到资”还没有记录",
        untouched="{days} 天没有任何记录（满 {limit} 天即列出）",
        late_start="过了预计开工日 {days} 天未开工",
        not_in_statistics="开工 {days} 天未入统",
        missing_funds="开工或最近一笔到资后 {days} 天没有到资",
        no_movement="{days} 天没有进展",
    ),
    no_more="最近一笔到资后 {days} 天没有再到资（满 {limit} 天即列出）",
    days="{count} 个工作日",
    provisional_note="* 暂计：跨入调休安排尚未公布的年份，只扣除法定节假日",
    overdue="逾期 {days}", alert="{alert}色预警，报{level}", carried="连续第 {count} 周结转", new="本周新增",
    listed="早前提出，本周补列",
    moved="项目上周以来已到“{stages}”", due_in="还有 {days} 天到期", due_today="今天到期",
    risk="风险", light="{light}灯：{line}", months="（满 {limit} 个月）",
    late_since="{since}后 {days} 天未开工",
    said={"word": "{day} {word}", "due": "至 {due}", "level": "到{level}", "permit": "，许可 {permit}",
          "authority": "，{authority}", "by": "（{by}）", "text": "：{text}"},
)
