"""What the command line says: headings, one line for each thing done, and what was wrong with a command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.words import Lang, cli_help


@dataclass(frozen=True, slots=True)
class CliWords:
    """One language of the command line; `{name}` is filled in by the command."""

    command: Mapping[str, str]
    """What each command does, by its words without the program's name; "" is the program."""
    option: Mapping[str, str]
    """What each argument and option is for, by its name, or by "command.name" where commands differ."""
    example: Mapping[str, str]
    """Command lines to copy, by command."""
    heading: Mapping[str, str]
    part: Mapping[str, str]
    action: Mapping[str, str]
    """What each journal action is called."""
    joint: str
    usage: str
    options_mark: str
    command_mark: str
    examples: str
    arguments: str
    options: str
    commands: str
    required: str
    error: str
    see_help: str
    no_such_command: str
    no_such_option: str
    did_you_mean: str
    missing: str
    no_value: str
    bad_value: str
    extra: str
    not_a_choice: str
    not_whole: str
    not_a_year: str
    not_a_pair: str
    day_for_each: str
    on_for_which: str
    two_days: str
    interrupted: str
    import_stopped: str
    not_utf8: str
    refused: str
    may_override: str
    note: str
    added: str
    amended: str
    advanced: str
    reverted: str
    undone: str
    corrected: str
    corrected_day: str
    declared: str
    receipt_added: str
    receipt_voided: str
    attached: str
    raised: str
    blocker_said: str
    blocker_corrected: str
    review_noted: str
    review_skipped: str
    review_ended: str
    review_written: str
    target_set: str
    target_dropped: str
    keys_read: str
    keys_none: str
    keys_wrong: str
    imported: str
    would_import: str
    import_count: str
    not_imported: str
    reading: str
    rollup: str
    ruleset: str
    explained: str
    counted: str
    not_counted: str
    none_found: str
    projects_found: str
    yes: str
    risk: str
    fact: str
    access: Mapping[str, str]
    """Who may read the files of an office."""
    healthy: str
    standing: str
    is_blocked: str
    before_next: str
    met: str
    unmet: str
    empty: str
    overview: str
    see_blockers: str
    waiting: str


ZH = CliWords(
    command=cli_help.ZH.command, option=cli_help.ZH.option, example=cli_help.ZH.example,
    heading={
        "code": "编号", "name": "项目名称", "stage": "阶段", "status": "状态", "blocked": "卡点", "amount": "金额",
        "days": "停留天数", "investor": "投资方", "park": "园区/乡镇", "officer": "联络员", "id": "序号",
        "kind": "种类", "number": "文号", "day": "日期", "receipt": "到资记录", "file": "文件", "category": "类别",
        "description": "内容", "state": "办理", "level": "层级", "bureau": "责任单位", "age": "天数",
        "overdue": "超期天数", "due": "办结时限", "at": "时间", "who": "经办人", "action": "事项", "subject": "对象",
        "detail": "详情", "reason": "理由", "held": "历时天数", "recognised_on": "认定日期",
        "recognised_by": "认定单位", "evidence": "凭证", "override": "例外理由", "origin": "资金来源", "note": "备注",
        "word": "事项", "by": "发言人", "text": "内容", "sheet": "表", "row": "行", "column": "列", "value": "原值",
        "message": "问题与办法", "year": "年度", "set_at": "设定时间", "problem": "问题", "place": "所在地",
        "database": "数据库", "library": "数据库程序", "journal_mode": "日志方式", "access": "谁能看",
        "projects": "项目数", "journal": "操作记录", "documents": "凭证数",
    },
    part={
        "milestones": "历程", "receipts": "到资", "blockers": "卡点", "said": "卡点办理", "blocked": "被卡住的项目",
        "next": "接下来", "by_stage": "各阶段项目数", "by_month": "逐月新增", "notes": "值得一看（不影响导入）",
    },
    action={
        "project.add": "新增项目", "project.amend": "修改资料", "project.advance": "推进", "project.revert": "退回",
        "project.correct": "更正", "project.pause": "暂缓", "project.resume": "恢复", "project.terminate": "终止",
        "project.reopen": "重启", "receipt.add": "登记到资", "receipt.void": "作废到资", "evidence.attach": "附凭证",
        "blocker.raise": "提出卡点", "blocker.note": "卡点跟进", "blocker.due": "卡点改期",
        "blocker.escalate": "卡点升级", "blocker.answer": "卡点答复", "blocker.verify": "卡点销号",
        "blocker.reject": "答复退回", "blocker.reopen": "卡点重开", "blocker.correct": "更正卡点",
        "review.start": "开始会商",
        "review.skip": "会商略过", "review.note": "会商记录", "review.close": "结束会商",
        "target.set": "设定目标", "target.drop": "取消目标", "import": "导入台账",
        "undo": "撤销",
    },
    joint="、", usage="用法：", options_mark="[选项]", command_mark="命令 …", examples="示例：", arguments="参数：",
    options="选项：", commands="命令：", required="（必填）",
    error="错误：{message}",
    see_help="详见：{command}",
    no_such_command="没有命令“{name}”；可用：{choices}",
    no_such_option="没有选项 {name}",
    did_you_mean="；是不是 {choices}",
    missing="缺少 {name}",
    no_value="选项 {name} 后面缺少内容，或不需要内容",
    bad_value="{name}：{message}",
    extra="多出来的内容：{name}（带空格的文字请加引号）",
    not_a_choice="没有“{value}”这一项；可用：{choices}",
    not_whole="“{value}”不是编号，请填写正整数",
    not_a_year="“{value}”不是年份，请填写四位数，如 2023",
    not_a_pair="“{value}”要写成 名称=内容",
    day_for_each="跨几个阶段时，请给每个阶段写日期，如 签约=2023-01-05",
    on_for_which="每个阶段都写了日期，--on 不知道给哪个阶段；请用 --to 指明",
    two_days="同一阶段写了两个日期",
    interrupted="已中断",
    import_stopped="已停止导入，没有写入任何内容",
    not_utf8="“{value}”不是 UTF-8 文字，没有采用；终端的编码要设成 UTF-8，文件名先改成 UTF-8",
    refused="未办理：{reason}",
    may_override="以上要求可以例外：加 --override 理由，理由会留在记录里",
    note="注意：{reason}",
    added="{project}：已新增（{day}）",
    amended="{project}：已修改 {fields}",
    advanced="{project}：已推进到“{stage}”（{day}）",
    reverted="{project}：已退回到“{stage}”",
    undone="已撤销：{action}（{subject}）",
    corrected="{project}：已更正“{stage}”",
    corrected_day="{project}：“{stage}”已更正为 {day}",
    declared="{project}：状态已改为“{status}”（{day}）",
    receipt_added="{project}：已登记到资 {amount}（{day}），第 {id} 号",
    receipt_voided="第 {id} 号到资记录已作废",
    attached="{project}：已附{kind}，第 {id} 号凭证",
    raised="{project}：已提出第 {id} 号卡点（{day}）",
    blocker_said="第 {id} 号卡点：{word}（{day}），现为{state}",
    blocker_corrected="第 {was} 号卡点已更正，现为第 {id} 号；原记录留档",
    review_noted="已记入 {week} 的会商",
    review_skipped="第 {id} 号卡点：略过，待过 {count} 个",
    review_ended="{week} 的会商已结束，未议到 {count} 个",
    review_written="已写入 {file}",
    target_set="{year} 年“{label}”目标：{value} {unit}",
    target_dropped="{year} 年“{label}”目标 {value} {unit} 已取消",
    keys_read="按键文件 {file}：{count} 个动作改了按键",
    keys_none="按键文件 {file}：没有，按键照程序的",
    keys_wrong="提示：第 {line} 行：{message}",
    imported="已导入 {file}：",
    would_import="试导入 {file}，没有写入：",
    import_count="  {what}：新增 {added}，更正 {corrected}，不变 {unchanged}",
    not_imported="{file} 有 {count} 个问题，没有写入任何内容；改好后再导入",
    reading="导入",
    rollup="{place} {year} 年，截至 {until}，序时进度 {progress}",
    ruleset="口径：{id}（{digest}）",
    explained="{year} 年“{label}”：{figure}（截至 {until}）",
    counted="计入 {count} 个",
    not_counted="未计入 {count} 个",
    none_found="没有符合的记录",
    projects_found="共 {count} 个项目",
    yes="是", risk="（风险）",
    fact="{name}：{value}",
    access={"owner": "只有本人能看", "group": "本组的人能看", "everyone": "这台机器上的人都能看"},
    healthy="一切正常：重算与记录一致，凭证文件完好",
    standing="{words}（版本 {version}）",
    is_blocked="被卡住",
    before_next="推进到“{stage}”之前：",
    met="  [√] {line}",
    unmet="  [ ] {line}",
    empty="还没有项目。可以这样开始：\n"
          "  sanxin import 台账.xlsx             导入现有台账（先加 --dry-run 试一遍）\n"
          "  sanxin project add 项目名称         新增一条线索\n"
          "  sanxin demo                         看看示例办公室",
    overview="{place} {year} 年 · 项目 {projects} 个 · 序时进度 {progress} · 被卡住 {blocked} 个（超期 {overdue} 个）",
    see_blockers="  {count} 个项目被卡住：sanxin blocker list",
    waiting="  {project}：{stage}已 {days} 天，下一步 {next}",
)

EN = CliWords(
    command=cli_help.EN.command, option=cli_help.EN.option, example=cli_help.EN.example,
    heading={
        "code": "code", "name": "project", "stage": "stage", "status": "status", "blocked": "blocked by",
        "amount": "amount", "days": "days in stage", "investor": "investor", "park": "park", "officer": "officer",
        "id": "no.", "kind": "kind", "number": "number", "day": "day", "receipt": "receipt", "file": "file",
        "category": "category", "description": "description", "state": "state", "level": "level", "bureau": "bureau",
        "age": "days open", "overdue": "days overdue", "due": "due", "at": "time", "who": "who", "action": "action",
        "subject": "subject", "detail": "detail", "reason": "reason", "held": "days held",
        "recognised_on": "recognised on", "recognised_by": "recognised by", "evidence": "evidence",
        "override": "override", "origin": "origin", "note": "note", "word": "word", "by": "by", "text": "text",
        "sheet": "sheet", "row": "row", "column": "column", "value": "found", "message": "what to do", "year": "year",
        "set_at": "set at", "problem": "problem", "place": "place", "database": "database", "projects": "projects",
        "library": "database library", "journal_mode": "journal mode", "access": "who can read it",
        "journal": "journal entries", "documents": "documents",
    },
    part={
        "milestones": "Milestones", "receipts": "Receipts", "blockers": "Blockers", "said": "Said about blockers",
        "blocked": "Blocked projects", "next": "What to do next", "by_stage": "Projects by stage",
        "by_month": "New by month", "notes": "Worth a look (nothing was stopped)",
    },
    action={
        "project.add": "add project", "project.amend": "amend profile", "project.advance": "move on",
        "project.revert": "move back", "project.correct": "correct", "project.pause": "pause",
        "project.resume": "resume", "project.terminate": "terminate", "project.reopen": "reopen",
        "receipt.add": "record receipt", "receipt.void": "void receipt", "evidence.attach": "attach evidence",
        "blocker.raise": "raise blocker", "blocker.note": "follow up blocker", "blocker.due": "new due day",
        "blocker.escalate": "escalate blocker", "blocker.answer": "answer blocker", "blocker.verify": "verify blocker",
        "blocker.reject": "reject answer", "blocker.reopen": "reopen blocker", "blocker.correct": "correct blocker",
        "review.start": "begin review",
        "review.skip": "pass over in review", "review.note": "take minute", "review.close": "close review",
        "target.set": "set target", "target.drop": "remove target",
        "import": "import ledger", "undo": "undo",
    },
    joint=", ", usage="Usage: ", options_mark="[OPTIONS]", command_mark="COMMAND …", examples="Examples:",
    arguments="Arguments:", options="Options:", commands="Commands:", required=" (required)",
    error="error: {message}",
    see_help="see: {command}",
    no_such_command="there is no command “{name}”; there are: {choices}",
    no_such_option="there is no option {name}",
    did_you_mean="; did you mean {choices}?",
    missing="{name} is missing",
    no_value="option {name} lacks its value, or takes none",
    bad_value="{name}: {message}",
    extra="more than was expected: {name} (put text with blanks in quotes)",
    not_a_choice="“{value}” is not a choice; there are: {choices}",
    not_whole="“{value}” is not a number; write a whole number above zero",
    not_a_year="“{value}” is not a year; write four digits, such as 2023",
    not_a_pair="“{value}” must be written NAME=VALUE",
    day_for_each="over several stages, give each its day, such as signed=2023-01-05",
    on_for_which="every stage has its day already; say with --to which one --on is for",
    two_days="two days are given for the same stage",
    interrupted="interrupted",
    import_stopped="the import was stopped; nothing was written",
    not_utf8="“{value}” is no UTF-8 text and was not taken; "
             "set the terminal to UTF-8, and give files names in UTF-8",
    refused="refused: {reason}",
    may_override="this can be set aside: add --override and why; it is kept",
    note="note: {reason}",
    added="{project}: added ({day})",
    amended="{project}: changed {fields}",
    advanced="{project}: moved on to {stage} ({day})",
    reverted="{project}: moved back to {stage}",
    undone="undone: {action} ({subject})",
    corrected="{project}: {stage} corrected",
    corrected_day="{project}: {stage} corrected to {day}",
    declared="{project}: now {status} ({day})",
    receipt_added="{project}: recorded {amount} ({day}) as receipt {id}",
    receipt_voided="receipt {id} is void",
    attached="{project}: attached {kind} as evidence {id}",
    raised="{project}: raised blocker {id} ({day})",
    blocker_said="blocker {id}: {word} ({day}), now {state}",
    blocker_corrected="blocker {was} corrected, now blocker {id}; the wrong one stays on record",
    review_noted="taken into the minutes of {week}",
    review_skipped="blocker {id}: passed over; {count} remain",
    review_ended="the review of {week} is closed; {count} were not reached",
    review_written="written: {file}",
    target_set="target {year} for {label}: {value} {unit}",
    target_dropped="target {year} for {label}: {value} {unit} is taken away",
    keys_read="keys in {file}: {count} actions have keys of their own",
    keys_none="keys in {file}: no such file, the keys are the program's",
    keys_wrong="note: line {line}: {message}",
    imported="imported {file}:",
    would_import="dry run of {file}, nothing was written:",
    import_count="  {what}: {added} added, {corrected} corrected, {unchanged} unchanged",
    not_imported="problems in {file}: {count}; nothing was written; put them right and import again",
    reading="import",
    rollup="{place} {year}, until {until}, time progress {progress}",
    ruleset="ruleset: {id} ({digest})",
    explained="{year}, {label}: {figure} (until {until})",
    counted="counted: {count}",
    not_counted="not counted: {count}",
    none_found="nothing found",
    projects_found="projects: {count}",
    yes="yes", risk=" (risk)",
    fact="{name}: {value}",
    access={"owner": "its user alone", "group": "its group", "everyone": "every account of this machine"},
    healthy="all is well: the records replay to what is shown, and every file is whole",
    standing="{words} (version {version})",
    is_blocked="blocked",
    before_next="Before {stage}:",
    met="  [x] {line}",
    unmet="  [ ] {line}",
    empty="There are no projects yet. Begin with:\n"
          "  sanxin import ledger.xlsx           take in a ledger (try it first with --dry-run)\n"
          "  sanxin project add NAME             add a lead\n"
          "  sanxin demo                         look at a demonstration office",
    overview="{place} {year}: {projects} projects, time progress {progress}, {blocked} blocked, {overdue} overdue",
    see_blockers="  {count} projects are blocked: sanxin blocker list",
    waiting="  {project}: {stage} for {days} days; next is {next}",
)


def cli_words(lang: Lang) -> CliWords:
    """What the command line says in a language."""
    return EN if lang is Lang.EN else ZH
