"""What an import says: what is wrong with a cell and what to do about it, what is worth a look, what was taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tracker.words.reasons import Says

if TYPE_CHECKING:
    from tracker.ledger.mapping import BadMapping
    from tracker.ledger.rows import Note, Problem
    from tracker.office.intake.plan import Change


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """`problem` by code and variant (code_variant), `note` by code; `{name}` is filled from the particulars."""

    joint: str
    comma: str
    rows: str
    empty: str
    problem: Mapping[str, Says]
    note: Mapping[str, str]
    mapping: Mapping[str, Says]
    kind: Mapping[str, str]
    field: Mapping[str, str]
    place: str
    change: str
    change_field: str
    step: Mapping[str, str]
    unmet: Mapping[str, str]
    """What does not hold in a project's life, by the code of the reason."""
    unmet_status: str
    """A change of status that no arrow leads to."""


ZH = LedgerWords(
    joint="；",
    comma="、",
    rows="（第 {rows} 行）",
    empty="空",
    problem={
        "no_such_date": Says("没有“{value}”这一天", "核对月份和日子"),
        "not_a_date": Says("“{value}”不是日期", "按 2023-06-18、2023.6.18 或 2023年6月18日 填写；没有就留空"),
        "not_a_date_empty": Says("没有填到资日期", "填写到账当天的日期"),
        "future_date": Says("日期 {value} 在今天（{today}）之后", "填写已经发生的日期；计划日期请放在别的列"),
        "order": Says("日期 {value} 与同一项目其他阶段的先后不符（{days}）", "核对这个日期"),
        "order_office": Says("日期 {value} 与系统里这个项目其他阶段的先后不符（{days}）",
                             "核对这个日期；系统里的有误先用 correct 更正"),
        "order_blocker": Says("日期 {value} 早于提出日期 {raised}", "核对两个日期"),
        "gap": Says("后面的阶段已有日期，“{stage}”却没有", "补上日期；确实查不到时用 --accept gap 导入，日期记为不详"),
        "not_an_amount": Says("“{value}”不是金额", "按 5.2亿元、52000万元 填写，不能为零或负数"),
        "not_an_amount_empty": Says("没有填金额", "填写到账金额，如 951万元"),
        "unknown_unit": Says("看不出“{value}”的单位", "在单元格、单位列或表头里写明，如 万元、亿元、万美元"),
        "unknown_origin": Says("不认识的资金来源“{value}”", "写 境内省外、域外省内、外资 或 本地"),
        "credit_code": Says("统一社会信用代码“{value}”不对：校验位不符或位数不够", "对照营业执照重新填写18位代码"),
        "no_name": Says("没有项目名称", "填写项目名称"),
        "no_name_orphan": Says("没有项目名称；其他表里的“{orphan}”很可能就是这一行", "填写项目名称"),
        "no_name_whose": Says("没有写是哪个项目的", "填写项目名称"),
        "duplicate_project_name": Says("项目“{value}”与{sheet}第 {first} 行重名",
                                       "两行是同一项目就合并，不是就改名以示区别"),
        "duplicate_project_code": Says("编号“{value}”与{sheet}第 {first} 行相同", "一个编号只能给一个项目"),
        "duplicate_project_name_orphan": Says("项目“{value}”与{sheet}第 {first} 行重名；"
                                              "其他表里的“{orphan}”很可能就是这一行",
                                              "核对项目名称"),
        "duplicate_project_code_orphan": Says("编号“{value}”与{sheet}第 {first} 行相同；"
                                              "其他表里的“{orphan}”很可能就是这一行",
                                              "核对编号和名称"),
        "duplicate_project_code_is_name": Says("编号“{value}”是另一个项目的名称",
                                               "换一个编号：名称和编号都用来查找项目"),
        "duplicate_project_name_is_code": Says("名称“{value}”是系统里另一个项目的编号", "换一个名称"),
        "duplicate_project_office": Says("要改成的名称“{value}”已是另一个项目（{code}）的", "核对编号和名称"),
        "unknown_project": Says("没有名为“{value}”的项目", "按项目表里的名称填写，或先在项目表里补上"),
        "unknown_project_near": Says("没有名为“{value}”的项目，最接近的是“{near}”", "按项目表里的名称填写"),
        "duplicate_receipt": Says("与{sheet}第 {first} 行是同一项目、同一天、同一金额",
                                  "重复的删去；确是另一笔，写明凭证号或备注"),
        "unreadable_missing": Says("找不到文件“{value}”", "核对文件名和位置"),
        "unreadable_denied": Says("文件“{value}”打不开", "核对权限；在别的程序里打开着就先关掉"),
        "unreadable_broken": Says("“{value}”不是工作簿，或已损坏", "用表格软件打开后另存为 .xlsx 再导入"),
        "unreadable_password": Says("“{value}”有密码", "去掉密码后再导入"),
        "unreadable_limits": Says("“{value}”读不完：内容远远超出一本台账，或文件已损坏",
                                  "删去多余的空行空列，另存后再导入"),
        "unreadable_memory": Says("“{value}”读不完：需要的内存太多", "删去多余的空行空列，另存后再导入"),
        "unreadable_no_table": Says("“{value}”里没有认得出表头的表",
                                    "表头要有“项目名称”等列；叫法特别的用 --mapping 指明"),
        "unreadable_file_bytes": Says("“{value}”太大：{found} 字节，最多 {limit}", "拆成几个文件"),
        "unreadable_unpacked_bytes": Says("“{value}”解开后太大：{found} 字节，最多 {limit}", "拆成几个文件"),
        "unreadable_entries": Says("“{value}”里的部件太多：{found} 个，最多 {limit}", "另存为 .xlsx 后再导入"),
        "unreadable_ratio": Says("“{value}”压缩得不像一本台账：{found} 倍，最多 {limit}",
                                 "用表格软件打开后另存为 .xlsx 再导入"),
        "unreadable_rows": Says("“{value}”的一张表有 {found} 行，最多 {limit}", "删去下面多余的行，或拆成几个文件"),
        "unreadable_columns": Says("“{value}”的一张表有 {found} 列，最多 {limit}", "删去右边多余的列"),
        "unreadable_merges": Says("“{value}”的合并单元格太多：{found} 处，最多 {limit}", "取消合并后再导入"),
    },
    note={
        "sheet_unknown": "没有读“{sheet}”表：认不出是项目、到资、卡点还是目标",
        "sheet_hidden": "没有读隐藏的“{sheet}”表",
        "columns_kept": "“{sheet}”表里不认识的列，原文记入各项目的备注：{headers}",
        "columns_unread": "“{sheet}”表里没有读的列：{headers}",
        "stages_without_column": "“{sheet}”表里没有这些阶段的日期列：{stages}；项目已过这些阶段的，日期记为不详",
        "origin_unclear": "“{value}”看不出是省内还是省外，资金来源留空，不计入任何一项{rows}",
        "list_unclear": "只写了是三类500强，没有写是哪一类{rows}",
        "yes_unclear": "“{header}”里的“{value}”看不出是或否，没有记{rows}",
        "row_skipped": "“{sheet}”表里没有名称、又没有其他内容的行，没有读{rows}",
        "row_continues": "“{sheet}”表里与上一行合并的行，没有另作项目{rows}",
        "gap_accepted": "“{stage}”日期缺失，记为不详{rows}",
        "blocker_empty": "“{sheet}”表里没有写是什么卡点，没有读{rows}",
        "due_before_raised": "“{sheet}”表里办结时限早于提出日期{rows}",
        "state_contradicts": "“{sheet}”表里已有答复或销号日期，状态却是未办结，按日期记{rows}",
        "state_unclear": "“{sheet}”表里不认识的状态“{value}”，按未销号记{rows}",
        "indicator_unknown": "不认识的指标“{value}”，没有记{rows}",
        "above_contract": "“{name}”累计到资 {total}，超过合同金额 {contract}",
        "alike": "“{name}”与“{other}”名称很像，投资方都是“{investor}”：请核对是否同一项目",
        "phase_unknown": "没有找到前期项目“{value}”，没有关联{rows}",
        "office_kept": "“{name}”有人在系统里更正过，台账仍是旧的，以系统为准{rows}",
        "projects_missing": "系统里有、台账里没有的项目 {count} 个，保持不变：{names}",
        "receipt_void": "“{name}”的这笔到资已在系统里作废，没有重新记入{rows}",
        "unmet": "{count} 个项目的{stage}{what}：{names}",
        "receipts_missing": "“{name}”有 {count} 笔以前导入的到资不在台账里，保持不变",
    },
    mapping={
        "mapping_unreadable": Says("映射文件读不出来：{value}", "按 TOML 格式填写，见 docs"),
        "mapping_field": Says("映射文件里看不懂：{value}", "写 \"台账里的列名\" = \"字段\""),
        "mapping_value": Says("映射文件里没有这样的资金来源：{value}", "用 境内省外、域外省内、外资、本地"),
        "not_acceptable": Says("“{value}”不能用 --accept 放行", "只能放行 gap"),
    },
    kind={"projects": "项目", "receipts": "到资", "blockers": "卡点", "targets": "目标"},
    field={"day": "到资日期", "amount": "金额", "note": "备注", "status": "状态", "value": "目标值",
           "description": "描述",
           "category": "类别", "person": "责任人", "level": "层级", "raised": "提出日期", "due": "办结时限",
           "answer": "答复",
           "verify": "销号", "permit": "许可", "authority": "审批机关"},
    place="{sheet} {column}{row}",
    change="更正{kind}“{subject}”（{sheet}第 {row} 行）：{fields}",
    change_field="{field} {before} → {after}",
    step={"read": "读取", "check": "核对", "write": "写入"},
    unmet={"no_receipt": "缺到资记录", "no_contract_amount": "缺合同金额", "no_credit_code": "缺统一社会信用代码",
           "credit_code": "所凭统一社会信用代码不对", "open_blocker": "有未销号的卡点", "no_evidence": "缺要求的凭证",
           "skips_stage": "缺前面的阶段", "order": "日期先后不符", "future_date": "日期在今天之后"},
    unmet_status="状态变更先后不符",
)


@cache
def ledger_words(lang: str = "zh") -> LedgerWords:
    """The sentences of an import in one language."""
    if lang != "en":
        return ZH
    from tracker.words.ledger_en import EN

    return EN


def problem_line(problem: Problem, lang: str = "zh") -> str:
    """What is wrong with a cell, and what to do about it."""
    said = ledger_words(lang)
    key = f"{problem.code}_{problem.variant}" if problem.variant else problem.code.value
    says = said.problem.get(key) or said.problem[problem.code.value]
    value = said.empty if problem.value is None else problem.value
    filled = _filled({**problem.params, "value": value}, lang)
    return f"{says.what.format_map(filled)}{said.joint}{says.todo}"


def place_line(problem: Problem, lang: str = "zh") -> str:
    """Where the cell stands: 项目台账 N67; empty for the file itself."""
    if not problem.row:
        return problem.sheet
    return ledger_words(lang).place.format(sheet=problem.sheet, column=problem.column, row=problem.row)


def note_line(note: Note, lang: str = "zh") -> str:
    """Something worth a look, in one line."""
    return ledger_words(lang).note[note.code].format_map(_filled({"rows": (), **note.params}, lang))


def change_line(change: Change, lang: str = "zh") -> str:
    """One correction: each field before and after."""
    said = ledger_words(lang)
    fields = said.comma.join(
        said.change_field.format_map({"field": field_name(name, lang), "before": value_text(before, lang) or said.empty,
                                      "after": value_text(after, lang) or said.empty})
        for name, (before, after) in change.what.items())
    return said.change.format_map({"kind": said.kind[change.kind], "subject": change.subject, "sheet": change.sheet,
                                   "row": change.row, "fields": fields})


def mapping_line(error: BadMapping, lang: str = "zh") -> str:
    """Why a mapping file, or a code to accept, cannot be used."""
    says = ledger_words(lang).mapping[error.code]
    return f"{says.what.format_map({'value': error.value})}{ledger_words(lang).joint}{says.todo}"


def field_name(name: str, lang: str) -> str:
    """What a field of a ledger is called."""
    from tracker.words import Lang, words

    terms = words(Lang(lang)).terms
    return ledger_words(lang).field.get(name) or terms.stage.get(name) or terms.field.get(name, name)


def _filled(params: Mapping[str, Any], lang: str) -> dict[str, str]:
    found = {name: value_text(value, lang, name) for name, value in params.items()}
    if "rows" in params:
        found["rows"] = ledger_words(lang).rows.format(rows=found["rows"]) if params["rows"] else ""
    return found


def value_text(value: Any, lang: str, name: str = "") -> str:
    """A particular as it is read by a person: stages by name, amounts with their unit, days by their precision."""
    from tracker.domain.money import Money, print_amount
    from tracker.domain.stages import Stage
    from tracker.words import Lang, words

    terms, said = words(Lang(lang)).terms, ledger_words(lang)
    if isinstance(value, Money):
        return print_amount(value, lang=lang)
    if name == "what":
        return said.unmet.get(value, said.unmet_status)
    if isinstance(value, Stage):
        return terms.stage[value]
    if isinstance(value, Mapping):
        return said.comma.join(f"{value_text(key, lang)} {one}" for key, one in value.items() if str(one))
    if isinstance(value, list | tuple):
        shown = [value_text(one, lang) for one in value]
        more = "…" if name == "rows" and len(shown) > 20 else ""
        return said.comma.join(shown[:20] if more else shown) + more
    return "" if value is None else str(value)
