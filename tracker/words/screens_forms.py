"""What the dialogs of the app say: their titles, fields, hints, and what is said once a thing is done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FormWords:
    """The words of the forms in one language."""

    commit: str
    cancel: str
    next_field: str
    new_line: str
    joined: str
    not_keys: str
    nothing_to_copy: str
    no_day: str
    step_day: str
    draft_waits: str
    draft_back: str
    checking: str
    day: str
    day_hint: str
    optional: str
    move_title: str
    move_done: str
    move_commit: str
    move_ready: str
    move_soft: str
    move_unready: str
    evidence: str
    evidence_none: str
    number: str
    number_hint: str
    override: str
    override_hint: str
    saved_along: str
    receipt_title: str
    receipt_commit: str
    receipt_done: str
    receipt_total: str
    amount: str
    amount_hint: str
    amount_read: str
    origin: str
    origin_project: str
    note: str
    note_hint: str
    raise_title: str
    raise_commit: str
    raise_done: str
    mend_title: str
    mend_commit: str
    mend_done: str
    category: str
    description: str
    description_hint: str
    bureau: str
    bureau_hint: str
    waits: str
    raised: str
    raised_hint: str
    person: str
    person_hint: str
    permit: str
    permit_hint: str
    authority: str
    authority_hint: str
    due: str
    due_hint: str
    kind: str
    blocking: str
    risk: str
    say_title: str
    say_commit: str
    say_done: str
    word: str
    text: str
    text_hint: str
    by: str
    by_hint: str
    level: str
    level_same: str
    status_title: str
    status_commit: str
    status_done: str
    status_move: str
    reason: str
    reason_hint: str
    lead_title: str
    lead_commit: str
    lead_done: str
    name_hint: str
    which_blocker: str
    which_hint: str


ZH = FormWords(
    commit="保存",
    cancel="取消",
    next_field="换栏",
    new_line="换行",
    joined="粘贴的几行已接成一行",
    not_keys="像是粘贴的文字，没有当作按键；先打开要填的那一栏",
    nothing_to_copy="这里没有可复制的",
    no_day="不是日期",
    step_day="↑↓改",
    draft_waits="F8 放回、F9 丢掉上次没保存的内容：{text}",
    draft_back="已放回上次没保存的内容（F9 丢掉，从头填）",
    checking="正在核对…",
    day="日期",
    day_hint="如 12-30、昨天、-3、2023年6月",
    optional="可不填",
    move_title="推进：{name}",
    move_done="{name}：已推进到{stage}阶段",
    move_commit="推进（{stage}）",
    move_ready="要求全部满足",
    move_soft="附上凭证或写明理由即可推进",
    move_unready="还差 {count} 项",
    evidence="凭证",
    evidence_none="暂无",
    number="凭证号",
    number_hint="编号，可不填",
    override="例外理由",
    override_hint="没有凭证也要推进时，写明理由，会留在记录里",
    saved_along="随推进一起保存",
    receipt_title="登记到资：{name}",
    receipt_commit="登记",
    receipt_done="{name}：已登记到资 {amount}",
    receipt_total="已有 {total}，合同 {contract}",
    amount="金额",
    amount_hint="如 5000万元、0.5亿、100万美元；只写数字按万元",
    amount_read="= {amount}",
    origin="资金来源",
    origin_project="随项目",
    note="备注",
    note_hint="可不填",
    raise_title="提出卡点：{name}",
    raise_commit="提出",
    raise_done="{name}：已提出卡点（{category}）",
    mend_title="更正卡点：{name}",
    mend_commit="更正",
    mend_done="{name}：卡点已更正（{category}），原记录留底",
    category="类别",
    description="情况",
    description_hint="卡在哪里，一句话说清",
    bureau="责任单位",
    bureau_hint="如 水利局；可不填",
    waits="等待层级",
    raised="提出日期",
    raised_hint="空着为今天",
    person="责任人",
    person_hint="可不填",
    permit="许可编号",
    permit_hint="受理号、批文号；可不填",
    authority="审批机关",
    authority_hint="如 省水利厅；可不填",
    due="办结时限",
    due_hint="如 12-31、+7；可不填",
    kind="性质",
    blocking="卡住开工",
    risk="只是风险",
    say_title="卡点：{name}",
    say_commit="记下",
    say_done="卡点{word}：{state}",
    word="办理",
    text="内容",
    text_hint="最新进展、答复或核实情况",
    by="谁说的",
    by_hint="单位或人；可不填",
    level="升级到",
    level_same="不变",
    status_title="项目状态：{name}",
    status_commit="确定",
    status_done="{name}：已{move}",
    status_move="操作",
    reason="理由",
    reason_hint="写明理由，会留在记录里",
    lead_title="登记新线索",
    lead_commit="登记",
    lead_done="已登记：{name}（{code}）",
    name_hint="项目全称",
    which_blocker="选择卡点",
    which_hint="↑↓ 选，回车 确定，Esc 取消",
)

EN = FormWords(
    commit="save",
    cancel="cancel",
    next_field="next field",
    new_line="new line",
    joined="the lines pasted were joined to one",
    not_keys="this looks like pasted text, so it was not read as keys; open the field it belongs to first",
    nothing_to_copy="there is nothing to copy here",
    no_day="not a day",
    step_day="↑↓",
    draft_waits="F8 brings back, F9 throws away what was not saved: {text}",
    draft_back="what was not saved is back (F9 throws it away)",
    checking="checking…",
    day="day",
    day_hint="12-30, yesterday, -3 or 2023年6月",
    optional="optional",
    move_title="Move on: {name}",
    move_done="{name} is now {stage}",
    move_commit="move to {stage}",
    move_ready="everything asked for is met",
    move_soft="add the evidence or a reason to go on",
    move_unready="{count} to go",
    evidence="evidence",
    evidence_none="none yet",
    number="number",
    number_hint="of the document; optional",
    override="reason",
    override_hint="to go on without the evidence; it is kept",
    saved_along="saved with the move",
    receipt_title="Record a receipt: {name}",
    receipt_commit="record",
    receipt_done="{name}: {amount} recorded",
    receipt_total="{total} so far, {contract} contracted",
    amount="amount",
    amount_hint="5000万元, 0.5亿, USD 1 million; a bare number is in 万元 (10,000 yuan)",
    amount_read="= {amount}",
    origin="origin",
    origin_project="the project's",
    note="note",
    note_hint="optional",
    raise_title="Raise a blocker: {name}",
    raise_commit="raise",
    raise_done="{name}: blocker raised ({category})",
    mend_title="Correct a blocker: {name}",
    mend_commit="correct",
    mend_done="{name}: blocker corrected ({category}); the wrong one stays on record",
    category="category",
    description="what",
    description_hint="what stops it, in a sentence",
    bureau="bureau",
    bureau_hint="in charge of it; optional",
    waits="waits on",
    raised="raised on",
    raised_hint="today when left empty",
    person="person",
    person_hint="optional",
    permit="permit",
    permit_hint="number of the application; optional",
    authority="authority",
    authority_hint="who gives it; optional",
    due="due",
    due_hint="12-31, +7; optional",
    kind="weight",
    blocking="stops the project",
    risk="a risk only",
    say_title="Blocker: {name}",
    say_commit="note",
    say_done="blocker {word}: {state}",
    word="what",
    text="text",
    text_hint="what is new, what was answered, what was verified",
    by="said by",
    by_hint="bureau or person; optional",
    level="escalate to",
    level_same="as it is",
    status_title="Status: {name}",
    status_commit="do it",
    status_done="{name}: done ({move})",
    status_move="what",
    reason="reason",
    reason_hint="it is kept",
    lead_title="A new lead",
    lead_commit="add",
    lead_done="added: {name} ({code})",
    name_hint="the project's full name",
    which_blocker="Which blocker?",
    which_hint="↑↓ choose, Enter, Esc cancels",
)
