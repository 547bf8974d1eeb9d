"""What the project screen and its forms say: fields edited in place, milestones corrected, papers, drafts, search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ProjectWords:
    """The words of the project screen that came with its editing, in one language."""

    empty_field: str
    empty_fields: str
    edit: str
    field_commit: str
    field_done: str
    field_emptied: str
    choose_hint: str
    free_hint: str
    roles_hint: str
    phase_hint: str
    notes_keys: str
    read_as: str
    conflict: str
    conflict_by: str
    conflict_again: str
    changed_to: str
    nothing: str
    correct_title: str
    correct_commit: str
    correct_done: str
    correct_kept: str
    recognised_on: str
    recognised_on_hint: str
    recognised_by: str
    recognised_by_hint: str
    no_milestone: str
    void_title: str
    void_commit: str
    void_done: str
    void: str
    no_receipt_here: str
    attach_title: str
    attach_commit: str
    attach_done: str
    attach_to: str
    attach_project: str
    attach_receipt: str
    kind: str
    path: str
    path_hint: str
    open_file: str
    opened_file: str
    file_at: str
    stage_day: str
    more_stages: str
    no_more_stages: str
    find_title: str
    find_hint: str
    find_none: str
    find_first: str


ZH = ProjectWords(
    empty_field="—",
    empty_fields="另有 {count} 栏未填：{names}",
    edit="修改",
    field_commit="保存",
    field_done="{name}：{field}已改为 {value}",
    field_emptied="{name}：{field}已清空",
    choose_hint="←→ 选，也可直接输入汉字、拼音",
    free_hint="可直接输入；↓ 到下面用 ←→ 选",
    roles_hint="如 牵头领导=链长乙；工作专班=船舶专班",
    phase_hint="前期项目的编号或全称；清空即不再关联",
    notes_keys="F2",
    read_as="= {value}",
    conflict="项目刚被别人改过：",
    conflict_by="{who} {action}",
    conflict_again="您填的都还在；看过后再按一次回车，按您填的保存",
    changed_to="{field} {was} → {now}",
    nothing="（空）",
    correct_title="更正阶段日期：{name} · {stage}（原记 {day}）",
    correct_commit="更正",
    correct_done="{name}：{stage}日期已更正为 {day}",
    correct_kept="{name}：{stage}的认定或凭证已更正，日期不变",
    recognised_on="认定日期",
    recognised_on_hint="上级认定的日期；空着即没有认定",
    recognised_by="认定单位",
    recognised_by_hint="如 市商务局，可不填",
    no_milestone="没有可更正的阶段",
    void_title="作废到资：{name}\n{day} {amount}",
    void_commit="作废",
    void_done="{name}：已作废到资 {amount}",
    void="作废",
    no_receipt_here="光标不在到资记录上；先用 ↑↓ 选一笔",
    attach_title="附凭证：{name}",
    attach_commit="附上",
    attach_done="{name}：已附{kind}",
    attach_to="附在",
    attach_project="整个项目",
    attach_receipt="到资 {day} {amount}",
    kind="种类",
    path="文件",
    path_hint="文件的位置，如 ~/文档/进账单.pdf；可不填",
    open_file="打开",
    opened_file="已用本机程序打开：{path}",
    file_at="文件在：{path}",
    stage_day="{stage}日期",
    more_stages="加一个阶段",
    no_more_stages="后面没有阶段了",
    find_title="找项目",
    find_hint="名称、编号、投资方、联络员、园区，汉字、全拼或首字母；↑↓ 选，回车 打开，Esc 返回",
    find_none="没有找到“{typed}”",
    find_first="只列前 {shown} 个，共 {count} 个；再输几个字",
)

EN = ProjectWords(
    empty_field="—",
    empty_fields="{count} more are empty: {names}",
    edit="edit",
    field_commit="save",
    field_done="{name}: {field} is now {value}",
    field_emptied="{name}: {field} is now empty",
    choose_hint="←→ choose, or type its first letters",
    free_hint="type it, or ↓ and choose below with ←→",
    roles_hint="leader=somebody; team=some team",
    phase_hint="code or full name of the first phase; empty takes the link away",
    notes_keys="F2",
    read_as="= {value}",
    conflict="somebody has just changed this project:",
    conflict_by="{who}: {action}",
    conflict_again="what you typed is still here; look, then Enter once more saves it",
    changed_to="{field} {was} → {now}",
    nothing="(empty)",
    correct_title="Correct the day: {name} · {stage} (was {day})",
    correct_commit="correct",
    correct_done="{name}: {stage} is now on {day}",
    correct_kept="{name}: recognition or document of {stage} put right; the day stays",
    recognised_on="recognised on",
    recognised_on_hint="when it was accepted for counting; empty: it was not",
    recognised_by="by",
    recognised_by_hint="the body that accepted it; optional",
    no_milestone="there is no milestone to correct",
    void_title="Void a receipt: {name}\n{day} {amount}",
    void_commit="void it",
    void_done="{name}: {amount} is void",
    void="void",
    no_receipt_here="the cursor is on no receipt; choose one with ↑↓",
    attach_title="Attach a document: {name}",
    attach_commit="attach",
    attach_done="{name}: {kind} attached",
    attach_to="to",
    attach_project="the project",
    attach_receipt="receipt {day} {amount}",
    kind="kind",
    path="file",
    path_hint="where it is, such as ~/slip.pdf; optional",
    open_file="open",
    opened_file="opened: {path}",
    file_at="the file is at {path}",
    stage_day="{stage} on",
    more_stages="one more stage",
    no_more_stages="there is no stage after that",
    find_title="Find a project",
    find_hint="name, code, investor, officer, park, pinyin or its initials; ↑↓ choose, Enter opens, Esc goes back",
    find_none="nothing is found for “{typed}”",
    find_first="the first {shown} of {count}; type a little more",
)
