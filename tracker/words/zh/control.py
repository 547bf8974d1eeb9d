"""What an import says of the whole book, in Chinese."""

from __future__ import annotations

from tracker.words.control import ControlWords, FateWords

WORDS = ControlWords(
    cells="{total} 格：{parts}", part="{count} {what}", comma="，",
    fate=FateWords(title="标题", header="表头", field="读入", note="存为备注", sum="合计与分组行",
                   unread="未读（见下）"),
    heading="核对数", book="台账", office="系统原有", projects="项目", at="　{stage}", contracts="合同金额合计",
    receipts="到资笔数", money="　{year} {origin}", no_origin="没有填来源", no_year="年份不详",
    without_origin="{count} 个项目 {amounts}没有填资金来源，未计入任何资金指标",
    blockers="卡点", open_blockers="　未销号",
    targets="目标",
)
