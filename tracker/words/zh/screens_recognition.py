"""What the screen of what waits to be recognised says, in Chinese."""

from __future__ import annotations

from tracker.words.screens_recognition import RecognitionScreenWords

WORDS = RecognitionScreenWords(
    head={"day": "日期", "what": "事项", "project": "项目", "who": "上报人", "last": "收凭证止",
          "note": "凭证、退回理由"},
    marked="选中 {count} 项",
    none=("没有等待认定的事项", "阶段和到资登记以后，由单位里另一位同事在这里认定"),
    no_match="没有找到“{typed}”",
    filter_hint="项目、编号、上报人、事项、拼音首字母；↑↓ 选，回车 回到清单，Esc 清除",
    reported="{who} 上报",
    lacks="还缺 {kinds}",
    papers="已有 {kinds}",
    papers_by="凭证收到 {day} 为止",
    asked_by="认定后才计入：{names}",
    recognise_one="认定：{name}",
    recognise_many="认定选中的 {count} 项",
    recognise_commit="认定",
    body_hint="必填，如 市商务局",
    day_hint="空着：已登记的认定日期，没有就是今天",
    number="认定文号",
    number_hint="如 商认〔2023〕8号，可不填",
    override_hint="缺凭证也要认定时，写明理由，会留在记录里",
    recognised_one="{name}：已认定（{by}）",
    recognised_many="已认定 {count} 项（{by}）",
    send_back_one="退回：{name}",
    send_back_many="退回选中的 {count} 项",
    send_back_commit="退回",
    reason_hint="必填：缺什么、错在哪里，上报人照着改",
    sent_back_one="{name}：已退回，待上报人改正",
    sent_back_many="已退回 {count} 项，待上报人改正",
    more="另有 {count} 项",
)
