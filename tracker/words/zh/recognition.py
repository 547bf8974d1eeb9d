"""What recognition says, in Chinese."""

from __future__ import annotations

from tracker.domain.recognising import Verdict, Waiting
from tracker.words.recognition import RecognitionWords

WORDS = RecognitionWords(
    state={Waiting.SENT_BACK: "退回待改", Waiting.READY: "待认定", Waiting.LACKS: "缺凭证"},
    column={"state": "状态", "code": "编号", "project": "项目", "what": "事项", "id": "到资号", "day": "日期",
            "amount": "金额", "reported_by": "上报人", "lacks": "还缺", "papers": "凭证", "papers_by": "收凭证截止",
            "back": "退回理由"},
    verdict="第二人意见",
    money="到资",
    own="自己上报",
    any_paper="凭证",
    nothing="没有等待认定的事项",
    waits="{year}年等待认定 {count} 项，其中退回待改 {back} 项",
    recognised="{by} 认定（{on}）",
    sent_back="{by} 退回（{on}）：{reason}",
    done={Verdict.RECOGNISED: "{{project}}：已认定{what}（{by}，{on}）",
          Verdict.SENT_BACK: "{{project}}：已退回{what}，待上报人改正"},
    aside=" ",
    receipt_needs_id="写到资编号：sanxin recognise 项目 receipt 编号",
)
