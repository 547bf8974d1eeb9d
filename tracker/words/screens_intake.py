"""What the import screen says, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class IntakeWords:
    """`{name}` is filled in where it is shown."""

    title: str
    choose: str
    path_label: str
    path_hint: str
    folder: str
    folder_up: str
    folder_empty: str
    trouble: Mapping[str, str]
    no_such_file: str
    opening: str
    step: Mapping[str, str]
    stop_hint: str
    stopping: str
    stopped: str
    busy: str
    parts: Mapping[str, str]
    # the verdict
    fine: str
    idle: str
    problems: str
    unreadable: str
    done: str
    done_idle: str
    changed_file: str
    changed_office: str
    take: str
    nothing_to_take: str
    left_out: str
    gaps_off: str
    gaps_on: str
    gaps_none: str
    counts: tuple[str, str, str]
    kept_mapping: str
    see_problems: str
    see_mapping: str
    see_notes: str
    another: str
    to_board: str
    # headers
    sheet: str
    sheet_unread: str
    sheet_hidden: str
    heads: tuple[str, str, str, str]
    unknown: str
    kept_as_note: str
    not_read: str
    change_hint: str
    choose_field: str
    choose_kind: str
    kind_first: str
    as_found: str
    saved: str
    not_saved: str
    nothing_chosen: str
    bad_mapping: str
    # problems
    no_problems: str
    where: str
    value: str
    narrow: str
    all_of_it: str
    narrowed: str
    codes: Mapping[str, str]
    # additions, corrections, notes
    no_new: str
    no_changes: str
    no_notes: str
    change: str
    row: str
    more: str
    fields: Mapping[str, str]
    pick_hint: str


_CODES_ZH = {
    "no_such_date": "没有这一天", "not_a_date": "不是日期", "future_date": "日期在今后", "order": "先后不符",
    "gap": "日期缺漏", "not_an_amount": "不是金额", "unknown_unit": "单位不明", "unknown_origin": "来源不明",
    "credit_code": "信用代码", "no_name": "没有名称", "duplicate_project": "项目重复",
    "unknown_project": "没有这个项目", "duplicate_receipt": "到资重复", "unreadable": "读不出来",
}
_CODES_EN = {
    "no_such_date": "no such day", "not_a_date": "not a day", "future_date": "future day", "order": "order of days",
    "gap": "missing day", "not_an_amount": "not an amount", "unknown_unit": "unknown unit",
    "unknown_origin": "unknown origin", "credit_code": "credit code", "no_name": "no name",
    "duplicate_project": "project twice", "unknown_project": "unknown project", "duplicate_receipt": "receipt twice",
    "unreadable": "cannot be read",
}

ZH = IntakeWords(
    title="导入台账",
    choose="选一个台账文件：回车打开；也可以按 / 输入、粘贴路径",
    path_label="文件",
    path_hint="按 / 输入或粘贴路径；输几个字或拼音首字母就能筛选",
    folder="文件夹",
    folder_up="上一级文件夹",
    folder_empty="这里没有台账文件（xlsx、xls、ods、csv）",
    trouble={"missing": "没有这个文件夹", "denied": "没有权限看这个文件夹"},
    no_such_file="没有这个文件：{path}",
    opening="正在打开…",
    step={"read": "读取", "check": "核对", "write": "写入"},
    stop_hint="Esc 停止，什么都不会留下",
    stopping="正在停止…",
    stopped="已停止，什么都没有写入",
    busy="正在进行，按 Esc 停止",
    parts={"summary": "概况", "mapping": "表头", "problems": "问题", "new": "新增", "changes": "更正", "notes": "说明"},
    fine="可以导入",
    idle="与现有的完全一致，没有要写入的",
    problems="有 {count} 处问题，整本都不能导入；改好台账后重选，或在“表头”里改对应关系",
    unreadable="读不了这个文件",
    done="已导入",
    done_idle="没有要写入的，什么都没有改动",
    changed_file="预览之后文件又被改动了，没有写入；已重新预览，请再看一遍",
    changed_office="预览之后别人改动了数据，没有写入；已重新预览，请再看一遍",
    take="写入：全部写入，或一条也不写",
    nothing_to_take="没有可以写入的",
    left_out="还有 {count} 处问题，不能写入",
    gaps_off="[ ] 接受缺漏的日期（{count} 处，记为不详）",
    gaps_on="[√] 已接受缺漏的日期，记为不详",
    gaps_none="没有缺漏的日期要接受",
    counts=("新增", "更正", "不变"),
    kept_mapping="按旁边的 {file} 读表头",
    see_problems="看问题",
    see_mapping="看表头的对应关系：{sheets} 张表",
    see_notes="看说明：{count} 条",
    another="另选一个文件",
    to_board="回看板",
    sheet="{sheet}：{kind}，表头在第 {row} 行，下面 {rows} 行",
    sheet_unread="{sheet}：没有读，看不出是哪一种表",
    sheet_hidden="{sheet}：隐藏的表，没有读",
    heads=("列", "台账里的表头", "读作", "单位"),
    unknown="不认识",
    kept_as_note="记入备注",
    not_read="没有读",
    change_hint="回车改",
    choose_field="“{header}”（{letter} 列）是什么？",
    choose_kind="“{sheet}”是什么表？",
    kind_first="先在表名上按回车，说明这是什么表",
    as_found="由程序认",
    saved="对应关系已存为 {file}，下次自动用",
    not_saved="存不了：台账所在的文件夹不能写",
    nothing_chosen="没有改过对应关系，没有要存的",
    bad_mapping="旁边的映射文件不能用：{error}",
    no_problems="没有问题",
    where="{sheet} {column}{row}",
    value="填的是：{value}",
    narrow="只看哪些问题？",
    all_of_it="全部",
    narrowed="只看：{what}（{count} / {all}）",
    codes=_CODES_ZH,
    no_new="没有新增",
    no_changes="没有更正",
    no_notes="没有说明",
    change="{field}  {before} → {after}",
    row="{sheet}第 {row} 行",
    more="……另有 {count} 条",
    fields={
        "serial": "序号", "project": "项目名称", "top500_world": "世界500强", "top500_china": "中国500强",
        "top500_china_private": "民营500强", "lead_recognised": "线索认定日期", "signed_recognised": "签约认定日期",
        "registered_recognised": "注册认定日期", "funded_recognised": "到资认定日期",
        "started_recognised": "开工认定日期", "producing_recognised": "投产认定日期", "terminated": "终止日期",
        "terminated_reason": "终止原因", "problems": "存在问题", "remarks": "备注", "role": "角色（保留列名）",
        "unit": "单位", "currency": "币种", "voucher": "凭证", "voucher_number": "凭证号", "verified": "销号日期",
        "answered": "答复日期", "state": "办理状态", "indicator": "指标", "year": "年份", "stage": "阶段",
        "day": "日期", "lead": "线索日期", "signed": "签约日期", "registered": "注册日期", "funded": "首笔到资日期",
        "started": "开工日期", "producing": "投产日期", "description": "卡点描述", "answer": "答复内容",
        "category": "类别",
    },
    pick_hint="↑↓ 选，回车 定，Esc 返回",
)

EN = IntakeWords(
    title="Import a ledger",
    choose="Choose a ledger: Enter opens it; / to type or paste a path",
    path_label="file",
    path_hint="/ to type or paste a path; a few letters or pinyin initials narrow the list",
    folder="folder",
    folder_up="the folder above",
    folder_empty="no ledgers here (xlsx, xls, ods, csv)",
    trouble={"missing": "there is no such folder", "denied": "this folder may not be looked into"},
    no_such_file="there is no such file: {path}",
    opening="opening…",
    step={"read": "reading", "check": "checking", "write": "writing"},
    stop_hint="Esc stops it, nothing is left behind",
    stopping="stopping…",
    stopped="stopped, nothing was written",
    busy="under way; Esc stops it",
    parts={"summary": "summary", "mapping": "headers", "problems": "problems", "new": "added",
           "changes": "corrected", "notes": "notes"},
    fine="can be taken in",
    idle="the same as here, there is nothing to write",
    problems="{count} problems: none of it can be taken in. Mend the ledger and choose it again, or change “headers”",
    unreadable="this file cannot be read",
    done="taken in",
    done_idle="there was nothing to write and nothing was changed",
    changed_file="the file was changed since and nothing was written; this is how it looks now",
    changed_office="somebody changed the facts since and nothing was written; this is how it looks now",
    take="write it: all of it or nothing",
    nothing_to_take="there is nothing that can be written",
    left_out="{count} problems are left, it cannot be written",
    gaps_off="[ ] accept missing days ({count}, recorded as unknown)",
    gaps_on="[x] missing days are accepted as unknown",
    gaps_none="no missing day is in the way",
    counts=("added", "corrected", "unchanged"),
    kept_mapping="headers are read as {file} beside it says",
    see_problems="see the problems",
    see_mapping="see what the headers were taken for: {sheets} sheets",
    see_notes="see the notes: {count}",
    another="choose another file",
    to_board="to the board",
    sheet="{sheet}: {kind}, header in row {row}, {rows} rows below",
    sheet_unread="{sheet}: not read, no kind of sheet that is known",
    sheet_hidden="{sheet}: hidden, not read",
    heads=("col", "header in the ledger", "read as", "unit"),
    unknown="unknown",
    kept_as_note="kept as a note",
    not_read="not read",
    change_hint="Enter changes it",
    choose_field="What is “{header}” (column {letter})?",
    choose_kind="What kind of sheet is “{sheet}”?",
    kind_first="say what kind of sheet it is first: Enter on its name",
    as_found="as it is found",
    saved="the choices are kept in {file} and used the next time",
    not_saved="it cannot be kept: the folder of the ledger may not be written to",
    nothing_chosen="no header was changed, there is nothing to keep",
    bad_mapping="the mapping file beside it cannot be used: {error}",
    no_problems="no problems",
    where="{sheet} {column}{row}",
    value="it says: {value}",
    narrow="Which problems?",
    all_of_it="all",
    narrowed="only {what} ({count} of {all})",
    codes=_CODES_EN,
    no_new="nothing is added",
    no_changes="nothing is corrected",
    no_notes="no notes",
    change="{field}  {before} → {after}",
    row="{sheet} row {row}",
    more="… and {count} more",
    fields={
        "serial": "number", "project": "project", "top500_world": "world top 500", "top500_china": "China top 500",
        "top500_china_private": "private top 500", "lead_recognised": "lead recognised",
        "signed_recognised": "signing recognised", "registered_recognised": "registration recognised",
        "funded_recognised": "funding recognised", "started_recognised": "start recognised",
        "producing_recognised": "production recognised", "terminated": "terminated",
        "terminated_reason": "why terminated", "problems": "problems", "remarks": "remarks",
        "role": "role (keeps its header)", "unit": "unit", "currency": "currency", "voucher": "voucher",
        "voucher_number": "voucher number", "verified": "verified", "answered": "answered", "state": "state",
        "indicator": "indicator", "year": "year", "stage": "stage", "day": "day", "lead": "day of lead",
        "signed": "day signed", "registered": "day registered", "funded": "day funded", "started": "day started",
        "producing": "day producing", "description": "description", "answer": "answer", "category": "category",
    },
    pick_hint="↑↓ choose, Enter takes it, Esc goes back",
)
