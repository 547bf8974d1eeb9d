"""What an import says of the whole book, in Chinese."""

from __future__ import annotations

from tracker.ledger.mapping import EqualReceipts, RowKind
from tracker.words.control import CellWords, ChoiceWords, ControlWords, FateWords

WORDS = ControlWords(
    cells="{total} 格：{parts}", part="{count} {what}", below="（见下）", comma="，",
    fate=FateWords(title="标题", header="表头", field="读入", note="存为备注", sum="合计与分组行",
                   unread="未读"),
    heading="核对数", book="台账", office="系统原有", projects="项目",
    at="　现处{stage}阶段", ended="　现为{status}", contracts="合同金额合计",
    receipts="到资笔数", withdrawals="　其中退回", money="　{year} {origin}", no_origin="没有填来源",
    no_year="年份不详",
    blockers="卡点", open_blockers="　未销号",
    targets="目标", results="成效",
    shape="编号", decisions="约定", decided_on="定于哪本台账", headers="表头",
    dropped="已收回“{file}”那种台账的约定（{shape}）",
    more_problems="……另有 {count} 处同样的问题（{code}）",
    codes_told="“问题”一列的代码供 --accept 使用；能这样放行的只有 {codes}，别的要在台账里改",
    problems_written="问题已标在 {file}：有问题的格子标红，批注里写明原因；在里面改好后再导入",
    problems_not_xlsx="“{file}”要以 .xlsx 结尾", problems_is_ledger="“{file}”就是台账本身，换一个文件名",
    no_problem_cells="问题不在某一格里，没有写工作簿",
    mark=FateWords(title="标题", header="表头", field="已读入", note="备注", sum="分组合计", unread="未读"),
    older_asked="写的是 {day}，早于本单位已知的情况：导入时要写 --known-on {day}，或 --known-on 现在",
    ledger_known_on="{file}：按 {day} 所知导入",
    history_only="本单位后来知道的更新：这本只记入历史，现在的一切不变。",
    problem="问题",
    cell=CellWords(
        field="{field}：{value}", title="标题，不入账", header="表头“{header}”，读作{field}",
        header_unknown="表头“{header}”，不认识：这一列存为备注；回车说明是什么", note="存为备注“{header}”",
        kept="看不准是{field}，原文存为备注", sum="分组或合计，不是项目", unread="没有读：{why}",
        without_reason="不在任何一张表里", empty="空",
    ),
    choice=ChoiceWords(
        columns="“{about}”列是{value}", sheet="“{about}”是{value}表", header_row="{about}表的表头在第 {value} 行",
        indicators="目标“{about}”是{value}", rows="“{about}”这一行是{value}",
        equal="到资“{about}”：{value}", renamed="“{about}”就是原来的“{value}”",
        skip="“{about}”表不读", values="{field}里的“{about}”读作“{value}”", units="“{about}”的单位是{value}",
        by_origin="人民币（内资）或外币（外资）", unit="没有写单位的金额是{value}",
        place="地方是{value}", left_out="不要的",
        row={RowKind.SECTION: "分组", RowKind.RECORD: "一个项目（或一笔）", RowKind.SUM: "合计",
             RowKind.SKIP: "不读的"},
        kept={EqualReceipts.ALL: "都对（每一笔都记）", EqualReceipts.ONE: "重复的，只记一笔"},
    ),
)
