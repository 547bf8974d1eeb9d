"""Why something is refused, in sentences: what is wrong, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.domain.reasons import Check, Reason
    from tracker.words import Words


@dataclass(frozen=True, slots=True)
class Says:
    """A sentence and the advice that goes with it; `{name}` is filled from the reason's particulars."""

    what: str
    todo: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """One field for each code a `Reason` can carry, and `met_…` for each line of a checklist."""

    active: str
    next_stage: str
    day: str
    order_met: str
    contract_amount: str
    credit_code_met: str
    receipt: str
    blockers: str
    evidence: str
    not_active: Says
    already_producing: Says
    already_reached: Says
    skips_stage: Says
    day_missing: Says
    future_date: Says
    not_a_date: Says
    no_such_date: Says
    order: Says
    order_after: Says
    no_contract_amount: Says
    no_credit_code: Says
    credit_code: Says
    no_receipt: Says
    open_blocker: Says
    no_evidence: Says
    cannot_pause: Says
    cannot_resume: Says
    cannot_terminate: Says
    cannot_reopen: Says
    cannot_revert: Says
    no_reason: Says
    no_override: Says
    no_name: Says
    duplicate_project: Says
    duplicate_code: Says
    name_is_code: Says
    code_is_name: Says
    alike_project: Says
    unknown_project: Says
    ambiguous_project: Says
    unknown_field: Says
    not_an_amount: Says
    unknown_unit: Says
    unknown_currency: Says
    two_currencies: Says
    not_plain_yuan: Says
    unknown_choice: Says
    not_a_number: Says
    not_a_count: Says
    no_target: Says
    too_long: Says
    not_reached: Says
    nothing_changes: Says
    changed_elsewhere: Says
    unknown_receipt: Says
    receipt_void: Says
    duplicate_receipt: Says
    last_receipt: Says
    unknown_blocker: Says
    blocker_state: Says
    own_answer: Says
    no_review: Says
    review_under_way: Says
    review_closed: Says
    week_ahead: Says
    not_a_week: Says
    no_text: Says
    due_before_raised: Says
    word_before_raised: Says
    unknown_evidence: Says
    unknown_kind: Says
    no_file: Says
    file_unreadable: Says
    file_too_large: Says
    file_lost: Says
    unknown_indicator: Says
    phase_loop: Says
    above_contract: Says
    no_level: Says
    no_mileposts: Says
    unknown_place: Says
    nothing_to_undo: Says
    unknown_entry: Says
    not_yours: Says
    already_undone: Says
    undo_import: Says
    nothing_recorded: Says
    built_on: Says
    undo_terminates: Says
    guard_missing: Says
    database_damaged: Says
    projection_off: Says
    life_unmet: Says
    file_altered: Says
    unknown_suffix: Says
    no_folder: Says
    file_in_the_way: Says
    file_unwritable: Says


ZH = Reasons(
    active="项目状态正常",
    next_stage="正好是下一阶段",
    day="日期有效：{day}",
    order_met="不早于{previous}（{previous_day}）",
    contract_amount="已有合同金额",
    credit_code_met="统一社会信用代码有效：{value}",
    receipt="当日或之前已有到资",
    blockers="没有未销号的卡点",
    evidence="已有凭证：{kinds}",
    not_active=Says("项目已{status}，不能推进", "先恢复或重启项目"),
    already_producing=Says("项目已投产，没有下一阶段", "日期有误请用“更正”"),
    already_reached=Says("项目已到过“{stage}”阶段", "日期有误请用“更正”"),
    skips_stage=Says("到“{stage}”之前还差“{next}”", "把中间各阶段的日期一并填上"),
    day_missing=Says("没有填日期", "填写发生的日期，如 2023-06-18"),
    future_date=Says("日期 {day} 在今天（{today}）之后", "填写已经发生的日期"),
    not_a_date=Says("“{value}”不是日期", "按 2023-06-18、2023.6.18 或 2023年6月18日 填写"),
    no_such_date=Says("没有“{value}”这一天", "核对月份和日子"),
    order=Says("日期 {day} 早于“{previous}”的 {previous_day}", "核对日期；前一阶段有误请先更正"),
    order_after=Says("日期 {day} 晚于“{next}”的 {next_day}", "核对日期；后一阶段有误请先更正"),
    no_contract_amount=Says("没有合同金额", "填写合同金额，如 5.2亿元"),
    no_credit_code=Says("没有统一社会信用代码", "填写营业执照上的18位代码"),
    credit_code=Says("统一社会信用代码“{value}”不对：校验位不符或位数不够", "对照营业执照重新填写18位代码"),
    no_receipt=Says("{day} 及之前没有到资记录", "先登记到资，或改用到资之后的日期"),
    open_blocker=Says("卡点未销号：{blocker}", "先答复并销号"),
    no_evidence=Says("没有要求的凭证：{kinds}", "附上凭证，或写明理由后继续"),
    cannot_pause=Says("项目已{status}，不能暂缓", "只有正常的项目可以暂缓"),
    cannot_resume=Says("项目没有暂缓（{status}）", "只有暂缓的项目可以恢复"),
    cannot_terminate=Says("项目已{status}，不能再终止", "无需再做"),
    cannot_reopen=Says("项目没有终止（{status}）", "只有终止的项目可以重启"),
    cannot_revert=Says("项目在“{stage}”阶段、{status}，不能退回", "线索没有更早的阶段；暂缓、终止的先恢复"),
    no_reason=Says("没有写理由", "写明理由，理由会留在记录里"),
    no_override=Says("有可例外的要求未满足，但没有写理由", "补齐凭证，或写明例外的理由"),
    no_name=Says("没有项目名称", "填写项目名称"),
    duplicate_project=Says("已有同名项目“{name}”（{code}）", "打开已有项目，或换一个名称"),
    duplicate_code=Says("编号“{code}”已被使用", "换一个编号，或留空自动编号"),
    name_is_code=Says("名称与项目“{name}”的编号“{code}”相同", "换一个名称：名称和编号都用来查找项目"),
    code_is_name=Says("编号与项目“{name}”（{code}）的名称相同", "换一个编号，或留空自动编号"),
    alike_project=Says("与“{name}”（{code}）名称很像，投资方都是“{investor}”",
                       "是同一项目就打开已有的；确是另一个，写明理由后继续"),
    unknown_project=Says("没有找到项目“{value}”", "用编号或全称；可先搜索"),
    ambiguous_project=Says("“{value}”对应不止一个项目：{codes}", "改用编号"),
    unknown_field=Says("没有“{field}”这一栏", "可用：{choices}"),
    not_an_amount=Says("“{value}”不是金额", "按 5.2亿元、52000万元 填写"),
    unknown_unit=Says("看不出“{value}”的单位", "写明单位，如 万元、亿元、万美元"),
    unknown_currency=Says("不认识的币种“{value}”", "可用：{choices}"),
    two_currencies=Says("“{value}”与另外写的“{unit}”币种不同", "只写一种币种"),
    not_plain_yuan=Says("{field}只能记确数的人民币，“{value}”记不下", "按 5000万元 填写；外币、约数写进备注"),
    unknown_choice=Says("{field}没有“{value}”这一项", "可用：{choices}"),
    not_a_number=Says("“{value}”不是数字", "填写数字，如 120.5"),
    not_a_count=Says("“{value}”不是以“{unit}”计的数", "只填整数，如 36"),
    no_target=Says("{year}年没有“{value}”的目标", "用 sanxin target list 查看各项目标"),
    too_long=Says("{field}太长：最多 {limit} 个字", "缩短后再填"),
    not_reached=Says("项目还没有到“{stage}”阶段", "先推进到该阶段"),
    nothing_changes=Says("没有任何改动", "改动后再保存"),
    changed_elsewhere=Says("项目刚被别人改过", "看过最新内容后再做一次"),
    unknown_receipt=Says("没有第 {value} 号到资记录", "在项目里查看到资记录的编号"),
    receipt_void=Says("第 {value} 号到资记录已作废", "无需再做"),
    duplicate_receipt=Says("同一天同一金额的到资已有一笔（第 {id} 号）", "若确是另一笔，写明备注以示区别"),
    last_receipt=Says("“到资”（{day}）只靠这笔到资证明", "先登记别的到资，或先退回“到资”阶段"),
    unknown_blocker=Says("没有第 {value} 号卡点", "在卡点清单里查看编号"),
    blocker_state=Says("卡点{state}，不能{word}", "按 答复 → 销号 的顺序办理；已销号的先重开"),
    no_text=Says("没有写内容", "写一句话说明"),
    due_before_raised=Says("办结时限 {due} 早于提出日期 {raised}", "核对日期"),
    word_before_raised=Says("日期 {day} 早于卡点的提出日期 {raised}", "核对日期；提出日期有误请先更正卡点"),
    unknown_evidence=Says("没有第 {value} 号凭证", "用 evidence list 查看编号"),
    unknown_kind=Says("没有“{value}”这种凭证", "可用：{kinds}"),
    no_file=Says("找不到文件“{value}”", "核对文件名和位置"),
    file_unreadable=Says("文件“{value}”读不出来", "核对权限，或换一份"),
    file_too_large=Says("文件“{value}”超过 {limit} MB", "压缩或拆分后再附"),
    file_lost=Says("第 {value} 号凭证没有附文件，或文件已不在", "重新附上文件"),
    unknown_indicator=Says("没有指标“{value}”", "可用：{choices}"),
    phase_loop=Says("项目不能是自己的后期", "选择另一个项目"),
    above_contract=Says("累计到资 {total} 超过合同金额 {contract}", "增资扩产属正常；否则请核对"),
    own_answer=Says("{who} 经手答复，不能自己销号", "请单位里另一位同事核实后销号；情况不实可以退回"),
    no_review=Says("没有正在进行的会商", "先开始：sanxin review start，或在会商页按开始键"),
    review_under_way=Says("{week} 的会商还没有结束，接着开", "全部过完后结束会商"),
    review_closed=Says("{value} 的会商已经结束", "之后说的记到下一周；结束错了可以在日志里撤销"),
    week_ahead=Says("{value} 还没有到", "填写本周或以前的周，如 2023-W50"),
    not_a_week=Says("“{value}”不是一周", "写年份和周次，如 2023-W50"),
    no_level=Says("没有写升级到哪一级", "如 链长、市级、省级"),
    no_mileposts=Says("没有写要推进到哪个阶段", "写明阶段和日期"),
    guard_missing=Says("数据库缺少防改写保护：{value}", "用备份恢复，或联系维护人员"),
    database_damaged=Says("数据库文件有损坏：{value}", "停止使用，用最近的备份恢复"),
    projection_off=Says("项目 {code} 的阶段或状态与记录不符", "用备份核对；请报告这个问题"),
    life_unmet=Says("{code} {name}：{reasons}", "在项目里补登或更正"),
    file_altered=Says("第 {value} 号凭证的文件不见了或被改过", "重新附上原件"),
    unknown_suffix=Says("“{value}”不是能写的文件类型", "文件名以 {choices} 结尾"),
    no_folder=Says("没有“{value}”这个文件夹", "先建文件夹，或换一个位置"),
    file_in_the_way=Says("“{value}”是文件夹或只读文件，不能覆盖", "换一个文件名，或先取消只读"),
    file_unwritable=Says("文件“{value}”写不进去", "文件可能正打开着：关掉再写；或换一个位置"),
    unknown_place=Says("还没有登记本单位所在地", "导入台账时会从标题读取"),
    nothing_to_undo=Says("没有可撤销的：自己还没有办理过，或都已撤销", "无需再做"),
    unknown_entry=Says("没有第 {value} 条操作记录", "在操作记录里查看编号"),
    not_yours=Says("这一条是{who}办理的，只能撤销自己办理的", "请本人撤销，或用更正、退回"),
    already_undone=Says("这一条已经撤销过了", "要恢复，就撤销那条“撤销”"),
    undo_import=Says("整批导入（{count} 条事实）不能撤销", "改好台账再导入一次，按更正入账；或逐项更正"),
    nothing_recorded=Says("这一条没有记下任何事实", "无需撤销"),
    built_on=Says("之后又有“{action}”（第 {entry} 条，{who}），不能只撤销前面这一条", "先撤销后面的，或改用更正、退回"),
    undo_terminates=Says("登记过的项目不能抹去：已改为终止，编号不再用", "看板上按 F8 可显示终止的项目"),
)

EN = Reasons(
    active="the project is active",
    next_stage="it is the next stage",
    day="the day is valid: {day}",
    order_met="not before {previous} ({previous_day})",
    contract_amount="a contract amount is on record",
    credit_code_met="the credit code is valid: {value}",
    receipt="money has arrived on or before the day",
    blockers="no open blocker",
    evidence="evidence is at hand: {kinds}",
    not_active=Says("the project is {status} and cannot move on", "resume or reopen it first"),
    already_producing=Says("the project is producing; there is no stage after that", "use correct for a wrong day"),
    already_reached=Says("the project has already reached {stage}", "use correct for a wrong day"),
    skips_stage=Says("{next} comes before {stage}", "give a day for each stage in between"),
    day_missing=Says("there is no day", "give the day it happened, such as 2023-06-18"),
    future_date=Says("{day} is after today ({today})", "give a day that has happened"),
    not_a_date=Says("“{value}” is not a day", "write 2023-06-18, 2023.6.18 or 2023年6月18日"),
    no_such_date=Says("there is no such day as “{value}”", "check the month and the day"),
    order=Says("{day} is before {previous} on {previous_day}", "check the day; correct the earlier stage first"),
    order_after=Says("{day} is after {next} on {next_day}", "check the day; correct the later stage first"),
    no_contract_amount=Says("there is no contract amount", "fill it in, such as 5.2亿元"),
    no_credit_code=Says("there is no unified social credit code", "fill in the 18 characters on the licence"),
    credit_code=Says("“{value}” is not a valid credit code", "compare the 18 characters with the licence"),
    no_receipt=Says("no money is recorded on or before {day}", "record a receipt first, or use a later day"),
    open_blocker=Says("an open blocker: {blocker}", "have it answered and verify it first"),
    no_evidence=Says("the evidence asked for is missing: {kinds}", "attach it, or write down why to go on"),
    cannot_pause=Says("the project is {status} and cannot be paused", "only an active project can be paused"),
    cannot_resume=Says("the project is not paused ({status})", "only a paused project can be resumed"),
    cannot_terminate=Says("the project is {status} and cannot be terminated again", "nothing to do"),
    cannot_reopen=Says("the project is not terminated ({status})", "only a terminated project can be reopened"),
    cannot_revert=Says("a project at {stage}, {status}, cannot move back",
                       "a lead has no earlier stage; resume or reopen first"),
    no_reason=Says("no reason is given", "write down why; it is kept"),
    no_override=Says("a requirement is unmet and no reason is given", "attach the evidence or write down why"),
    no_name=Says("the project has no name", "fill in the name"),
    duplicate_project=Says("a project named “{name}” exists ({code})", "open that one, or choose another name"),
    duplicate_code=Says("the code “{code}” is taken", "choose another, or leave it empty"),
    name_is_code=Says("the name is the code “{code}” of the project “{name}”",
                      "choose another name: both find a project"),
    code_is_name=Says("the code is the name of the project “{name}” ({code})", "choose another, or leave it empty"),
    alike_project=Says("“{name}” ({code}) is much alike, and also of {investor}",
                       "open that one if it is the same; write down why it is another one to go on"),
    unknown_project=Says("there is no project “{value}”", "use its code or full name; search for it first"),
    ambiguous_project=Says("“{value}” fits more than one project: {codes}", "use the code"),
    unknown_field=Says("there is no field “{field}”", "use one of: {choices}"),
    not_an_amount=Says("“{value}” is not an amount", "write 5.2亿元 or 52000万元"),
    unknown_unit=Says("“{value}” has no unit that can be told", "add one, such as 万元, 亿元 or 万美元"),
    unknown_currency=Says("unknown currency “{value}”", "use one of: {choices}"),
    two_currencies=Says("“{value}” and “{unit}” name different currencies", "name one currency"),
    not_plain_yuan=Says("{field} holds exact yuan only and cannot keep “{value}”",
                        "write 5000万元; put other currencies and estimates into the notes"),
    unknown_choice=Says("{field} cannot be “{value}”", "use one of: {choices}"),
    not_a_number=Says("“{value}” is not a number", "write a number, such as 120.5"),
    not_a_count=Says("“{value}” is no plain count", "write a whole number, such as 36"),
    no_target=Says("{year} has no target for “{value}”", "see the targets with: sanxin target list"),
    too_long=Says("{field} is too long: {limit} characters at most", "shorten it"),
    not_reached=Says("the project has not reached {stage}", "move it on first"),
    nothing_changes=Says("nothing would change", "change something before saving"),
    changed_elsewhere=Says("somebody else has just changed this project", "look at it again, then repeat"),
    unknown_receipt=Says("there is no receipt {value}", "the project shows the numbers of its receipts"),
    receipt_void=Says("receipt {value} is void already", "nothing to do"),
    duplicate_receipt=Says("the same amount on the same day is on record (receipt {id})",
                           "if it is another one, tell them apart with a note"),
    last_receipt=Says("this receipt alone proves funded ({day})", "record another one, or move the project back"),
    unknown_blocker=Says("there is no blocker {value}", "the list of blockers shows the numbers"),
    blocker_state=Says("the blocker is {state}: {word} is not possible",
                       "first the answer, then the verification; reopen a verified one"),
    no_text=Says("there is no text", "write a sentence"),
    due_before_raised=Says("due on {due}, before it was raised on {raised}", "check the days"),
    word_before_raised=Says("{day} is before the blocker was raised on {raised}",
                            "check the day; correct the blocker first if its day is wrong"),
    unknown_evidence=Says("there is no evidence {value}", "evidence list shows the numbers"),
    unknown_kind=Says("there is no kind of evidence “{value}”", "use one of: {kinds}"),
    no_file=Says("there is no file “{value}”", "check its name and folder"),
    file_unreadable=Says("the file “{value}” cannot be read", "check its permissions, or take another copy"),
    file_too_large=Says("the file “{value}” is over {limit} MB", "make it smaller or split it"),
    file_lost=Says("evidence {value} has no file, or it is gone", "attach the file again"),
    unknown_indicator=Says("there is no indicator “{value}”", "use one of: {choices}"),
    phase_loop=Says("a project cannot be a phase of itself", "choose another project"),
    above_contract=Says("receipts of {total} exceed the contract amount of {contract}",
                        "normal after a capital increase; check it otherwise"),
    own_answer=Says("{who} recorded the answer and cannot verify it",
                    "let somebody else in the office see for himself and verify; an answer that is not true can be "
                    "rejected"),
    no_review=Says("no review is under way", "begin one: sanxin review start, or the key on the review screen"),
    review_under_way=Says("the review of {week} is not over; it goes on", "close it once all have been gone through"),
    review_closed=Says("the review of {value} has been closed",
                       "what is said now belongs to next week; a close by mistake can be undone in the journal"),
    week_ahead=Says("{value} has not come yet", "give this week or one before, such as 2023-W50"),
    not_a_week=Says("“{value}” is no week", "give year and week, such as 2023-W50"),
    no_level=Says("no level to escalate to", "such as chain leader, city, province"),
    no_mileposts=Says("no stage to move to", "give the stage and its day"),
    guard_missing=Says("the database lacks its guard {value}", "restore a backup, or ask whoever keeps it"),
    database_damaged=Says("the database file is damaged: {value}", "stop using it and restore the last backup"),
    projection_off=Says("project {code} does not stand where its facts say", "compare with a backup; please report it"),
    life_unmet=Says("{code} {name}: {reasons}", "record what is missing, or correct it"),
    file_altered=Says("the file of evidence {value} is gone or was altered", "attach the original again"),
    unknown_suffix=Says("“{value}” is not a kind of file that can be written", "end the name with one of: {choices}"),
    no_folder=Says("there is no folder “{value}”", "make it first, or choose another place"),
    file_in_the_way=Says("“{value}” is a folder or read-only and cannot be replaced",
                         "choose another name, or make it writable first"),
    file_unwritable=Says("the file “{value}” cannot be written",
                         "it may be open in another program: close it there; or choose another place"),
    unknown_place=Says("the office's place is not known", "it is read from a ledger's title on import"),
    nothing_to_undo=Says("nothing of your own is left to undo", "nothing to do"),
    unknown_entry=Says("there is no journal entry {value}", "the journal shows the numbers"),
    not_yours=Says("{who} did this; only one's own actions can be undone", "ask {who}, or correct it"),
    already_undone=Says("this has been undone already", "to restore it, undo the undo"),
    undo_import=Says("a whole import ({count} facts) cannot be undone",
                     "mend the ledger and import it again as corrections, or correct them one by one"),
    nothing_recorded=Says("this entry recorded no fact", "there is nothing to undo"),
    built_on=Says("“{action}” (entry {entry}, {who}) came later and builds on it",
                  "undo the later one first, or correct it"),
    undo_terminates=Says("a project once recorded cannot be erased: it was terminated and keeps its code",
                         "F8 on the board shows terminated projects"),
)


def sentence(reason: Reason, words: Words) -> str:
    """The reason as one line: what is wrong, then what to do."""
    what, todo = parts(reason, words)
    return f"{what}；{todo}" if words.lang == "zh" else f"{what}; {todo}"


def parts(reason: Reason, words: Words) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    says: Says = getattr(words.reasons, reason.code)
    filled = _filled(reason.params, words)
    return says.what.format(**filled), says.todo.format(**filled)


def check_line(check: Check, words: Words) -> str:
    """One line of a checklist: what is met, or what is wrong."""
    if check.reason:
        return parts(check.reason, words)[0]
    name = {"order": "order_met", "credit_code": "credit_code_met"}.get(check.code, check.code)
    line: str = getattr(words.reasons, name)
    return line.format(**_filled(check.params, words))


def _filled(params: Any, words: Words) -> dict[str, str]:
    return {name: shown(value, words, name) for name, value in params.items()}


def shown(value: Any, words: Words, name: str = "") -> str:
    """A particular as it is read by a person: names of stages and kinds, days by their precision."""
    from tracker.domain.days import Day, Precision
    from tracker.domain.money import Money, print_amount
    from tracker.domain.reasons import Reason

    terms = words.terms
    tables = {"status": terms.status, "stage": terms.stage, "next": terms.stage, "previous": terms.stage,
              "kinds": terms.evidence, "state": terms.blocker_state, "word": terms.blocker_word, "minute": terms.minute,
              "field": terms.field}
    table = tables[name] if name in tables else _actions(words) if name == "action" else {}
    if isinstance(value, Day):
        return terms.unknown_day if value.precision is Precision.UNKNOWN else str(value)
    if isinstance(value, Money):
        return print_amount(value, lang=str(words.lang))
    if isinstance(value, (list, tuple, set, frozenset)):
        joint = "、" if words.lang == "zh" else ", "
        return joint.join(parts(one, words)[0] if isinstance(one, Reason) else table.get(str(one), str(one))
                          for one in value)
    return table.get(str(value), str(value))


def _actions(words: Words) -> dict[str, str]:
    from tracker.words.screens import screen_words

    return screen_words(words.lang).journal_actions
