"""What the screens of the app say: one typed catalogue, Chinese and English side by side."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tracker.words import Lang, screens_actions
from tracker.words.screens_actions import ActionWords

if TYPE_CHECKING:
    from tracker.words.screens_blockers import BlockersWords
    from tracker.words.screens_board import BoardWords
    from tracker.words.screens_figures import FiguresScreenWords
    from tracker.words.screens_forms import FormWords
    from tracker.words.screens_intake import IntakeWords
    from tracker.words.screens_journal import JournalWords
    from tracker.words.screens_ledger import LedgerWords
    from tracker.words.screens_project import ProjectWords
    from tracker.words.screens_review import ReviewScreenWords
    from tracker.words.screens_settings import SettingsWords
    from tracker.words.screens_targets import TargetsScreenWords


class ScreenWords(NamedTuple):
    """All words of the screens in one language. `{name}` is filled in where it is shown."""

    lang: Lang
    actions: ActionWords
    title: str
    opening: str
    unusable: str
    nothing_touched: str
    quit_hint: str
    failed: str
    # strip
    three: tuple[str, str, str]
    three_short: tuple[str, str, str]
    blocked: str
    overdue: str
    time_progress: str
    new_year: str
    """In place of the time progress: the year that has begun, and the key that goes on to it."""
    new_year_hint: str
    clock_ahead: str
    # cards
    days: str
    """Calendar days: how long a stage has lasted."""
    working_days: str
    days_in: str
    late: str
    late_short: str
    """The same where there is little room."""
    over_limit: str
    over_by: str
    waits_on: str
    no_amount: str
    since_unknown: str
    counted: str
    investor: str
    joint: str
    colon: str
    # board
    empty_column: str
    empty_office: tuple[str, ...]
    demo_how: str
    no_match: str
    search_label: str
    search_hint: str
    found: str
    showing_hidden: str
    hiding: str
    no_choice: str
    # project
    next_stage: str
    no_next: str
    facts: str
    timeline_today: str
    timeline_none: str
    limit: str
    receipts: str
    receipts_none: str
    receipts_total: str
    receipts_of: str
    receipts_left: str
    blockers: str
    blockers_none: str
    due: str
    milestones: str
    documents: str
    documents_none: str
    journal: str
    journal_actions: dict[str, str]
    recognised: str
    with_reason: str
    risk: str
    kept_file: str
    loading: str
    gone: str
    no_blocker: str
    no_answered: str
    no_open: str
    yes: str
    # help, palette
    help_title: str
    help_hint: str
    palette_hint: str
    palette_none: str
    language_now: str
    # keys
    keys: dict[str, str]

    @property
    def settings(self) -> SettingsWords:
        """The words of an officer's own settings."""
        from tracker.words import screens_settings

        return screens_settings.EN if self.lang is Lang.EN else screens_settings.ZH

    @property
    def of_project(self) -> ProjectWords:
        """The words of the project screen's own forms, read when the first one is opened."""
        from tracker.words import screens_project

        return screens_project.EN if self.lang is Lang.EN else screens_project.ZH

    @property
    def intake(self) -> IntakeWords:
        """The words of the import screen."""
        from tracker.words import screens_intake

        return screens_intake.EN if self.lang is Lang.EN else screens_intake.ZH

    @property
    def board(self) -> BoardWords:
        """The words of the board's filter."""
        from tracker.words import screens_board

        return screens_board.EN if self.lang is Lang.EN else screens_board.ZH

    @property
    def forms(self) -> FormWords:
        """The words of the forms, read when the first one is opened: the first frame does without."""
        from tracker.words import screens_forms

        return screens_forms.EN if self.lang is Lang.EN else screens_forms.ZH

    @property
    def blockers_screen(self) -> BlockersWords:
        """The words of the blockers screen."""
        from tracker.words import screens_blockers

        return screens_blockers.EN if self.lang is Lang.EN else screens_blockers.ZH

    @property
    def journal_screen(self) -> JournalWords:
        """The words of the journal and of undo."""
        from tracker.words import screens_journal

        return screens_journal.EN if self.lang is Lang.EN else screens_journal.ZH

    @property
    def review_screen(self) -> ReviewScreenWords:
        """The words of the weekly review's screen."""
        from tracker.words import screens_review

        return screens_review.EN if self.lang is Lang.EN else screens_review.ZH

    @property
    def figures(self) -> FiguresScreenWords:
        """The words of the figures screen."""
        from tracker.words import screens_figures

        return screens_figures.EN if self.lang is Lang.EN else screens_figures.ZH

    @property
    def targets(self) -> TargetsScreenWords:
        """The words of the targets screen."""
        from tracker.words import screens_targets

        return screens_targets.EN if self.lang is Lang.EN else screens_targets.ZH

    @property
    def ledger(self) -> LedgerWords:
        """The words of the ledger."""
        from tracker.words import screens_ledger

        return screens_ledger.EN if self.lang is Lang.EN else screens_ledger.ZH


ZH = ScreenWords(
    lang=Lang.ZH,
    actions=screens_actions.ZH,
    title="招商引资项目",
    opening="正在打开…",
    unusable="打不开这个办公库",
    nothing_touched="没有改动任何内容。",
    quit_hint="按 q 或 Esc 退出",
    failed="没有办成，什么都没有改动：{error}",
    three=("新签约", "新开工", "新投产"),
    three_short=("签", "开", "投"),
    blocked="卡点",
    overdue="逾期",
    time_progress="序时",
    new_year="{year}年已开始 {key}",
    new_year_hint="{year} 年已经开始；顶栏仍是 {shown} 年的数，按 {key} 看下一年",
    clock_ahead="最后一条记录写于 {at}，比现在还晚：有一台机器的时钟走快过。请校准时钟；详情用 sanxin doctor 看",
    days="{days}天",
    working_days="{days}工作日",
    days_in="{stage} {days}天",
    late="逾期{days}工作日",
    late_short="逾期{days}工日",
    over_limit="超限",
    over_by="超限{days}天（限{limit}天）",
    waits_on="待{level}",
    no_amount="金额未定",
    since_unknown="日期不详",
    counted="{count} 个",
    investor="投资方",
    joint="，",
    colon="：",
    empty_column="—",
    empty_office=(
        "这里还没有项目。可以这样开始：",
        "",
        "5    导入台账：先看一遍，再写入（Ctrl+P 里也有）",
        "F9   登记第一条线索",
        "0    看看样子：打开示范库",
    ),
    demo_how="退出（Ctrl+Q）后运行 sanxin demo：示范库，内容虚构，与自己的库分开",
    no_match="没有找到“{typed}”\n可输名称、投资方、联络员、园区，或拼音首字母，如 wjcb",
    search_label="搜索",
    search_hint="名称、投资方、联络员、园区或拼音首字母；↑↓ 选，回车 定位，Esc 清除",
    found="{count} 个",
    showing_hidden="已显示终止的项目",
    hiding="已隐藏终止的项目",
    no_choice="没有选中的项目",
    next_stage="下一步：{stage}",
    no_next="已投产，没有下一阶段",
    facts="资料",
    timeline_today="今天",
    timeline_none="还没有阶段记录",
    limit="限{days}",
    receipts="到资",
    receipts_none="还没有到资记录",
    receipts_total="累计 {total}",
    receipts_of="累计 {total} / 合同 {contract}",
    receipts_left="累计",
    blockers="卡点",
    blockers_none="没有卡点",
    due="时限 {day}",
    milestones="阶段",
    documents="凭证",
    documents_none="还没有凭证",
    journal="记录",
    journal_actions={
        "project.add": "登记线索", "project.amend": "修改资料", "project.advance": "推进",
        "project.revert": "退回", "project.correct": "更正", "project.pause": "暂缓", "project.resume": "恢复",
        "project.terminate": "终止", "project.reopen": "重启", "receipt.add": "登记到资", "receipt.void": "作废到资",
        "blocker.raise": "提出卡点", "blocker.note": "跟进卡点", "blocker.due": "卡点改期",
        "blocker.escalate": "卡点升级", "blocker.answer": "卡点答复", "blocker.verify": "卡点销号",
        "blocker.reject": "卡点退回", "blocker.reopen": "卡点重开", "blocker.correct": "更正卡点",
        "review.start": "开始会商",
        "review.skip": "会商略过", "review.note": "会商记录", "review.close": "结束会商",
        "evidence.attach": "附凭证",
        "target.set": "设定目标", "target.drop": "取消目标",
        "ledger.import": "导入台账", "import": "导入台账", "undo": "撤销",
    },
    recognised="认定 {day}",
    with_reason="理由：{reason}",
    risk="风险",
    kept_file="有文件",
    loading="正在读取…",
    gone="找不到这个项目了，已回到看板",
    no_blocker="这个项目没有未销号的卡点；按 {key} 提出一个",
    no_answered="没有已答复、待核实的卡点；先按 {key} 记下答复",
    no_open="没有待答复的卡点",
    yes="是",
    help_title="按键一览",
    help_hint="开着输入法时，用功能键、方向键和回车即可；全角的 ？、【】 也认。Esc 返回",
    palette_hint="输入汉字或拼音，↑↓ 选，回车 执行，Esc 返回",
    palette_none="没有这样的命令",
    language_now="已切换为中文",
    keys={
        "enter": "回车", "escape": "Esc", "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp",
        "pagedown": "PgDn", "home": "Home", "end": "End", "slash": "/", "question_mark": "?", "colon": ":",
        "left_square_bracket": "[", "right_square_bracket": "]", "space": "空格", "tab": "Tab",
        "backspace": "退格",
    },
)

EN = ScreenWords(
    lang=Lang.EN,
    actions=screens_actions.EN,
    title="Attracted investment",
    opening="opening…",
    unusable="This office cannot be opened",
    nothing_touched="Nothing was touched.",
    quit_hint="q or Esc quits",
    failed="It was not done and nothing has changed: {error}",
    three=("signed", "started", "producing"),
    three_short=("S", "B", "P"),
    blocked="blocked",
    overdue="overdue",
    time_progress="year",
    new_year="{year} has begun {key}",
    new_year_hint="{year} has begun; the line on top still shows {shown}: {key} goes to the next year",
    clock_ahead="the last entry was written at {at}, later than now: a clock stood ahead. Set the clocks right; "
                "sanxin doctor tells more",
    days="{days}d",
    working_days="{days} workdays",
    days_in="{stage} {days}d",
    late="{days} workdays late",
    late_short="late {days}wd",
    over_limit="over",
    over_by="{days}d over its limit of {limit}",
    waits_on="waits on {level}",
    no_amount="no amount",
    since_unknown="day unknown",
    counted="{count}",
    investor="investor",
    joint=", ",
    colon=": ",
    empty_column="—",
    empty_office=(
        "There are no projects yet. Ways to begin:",
        "",
        "5    import a ledger: looked at first, then written (also in Ctrl+P)",
        "F9   take in the first lead",
        "0    a look around: open the demonstration",
    ),
    demo_how="quit (Ctrl+Q) and run  sanxin demo : invented projects in an office of its own",
    no_match="Nothing is found for “{typed}”\nTry a name, investor, officer, park, or initials such as wjcb",
    search_label="search",
    search_hint="name, investor, officer, park or pinyin initials; ↑↓ choose, Enter goes there, Esc clears",
    found="{count} found",
    showing_hidden="terminated projects are shown",
    hiding="terminated projects are hidden",
    no_choice="no project is chosen",
    next_stage="next: {stage}",
    no_next="producing; there is no stage after that",
    facts="profile",
    timeline_today="today",
    timeline_none="no milestone yet",
    limit="max {days}",
    receipts="receipts",
    receipts_none="no receipt yet",
    receipts_total="{total} in all",
    receipts_of="{total} of {contract} contracted",
    receipts_left="so far",
    blockers="blockers",
    blockers_none="no blocker",
    due="due {day}",
    milestones="milestones",
    documents="evidence",
    documents_none="no evidence yet",
    journal="journal",
    journal_actions={
        "project.add": "lead added", "project.amend": "profile changed", "project.advance": "moved on",
        "project.revert": "moved back", "project.correct": "corrected", "project.pause": "paused",
        "project.resume": "resumed", "project.terminate": "terminated", "project.reopen": "reopened",
        "receipt.add": "receipt recorded", "receipt.void": "receipt voided", "blocker.raise": "blocker raised",
        "blocker.note": "blocker followed up", "blocker.due": "blocker: new due day",
        "blocker.escalate": "blocker escalated", "blocker.answer": "blocker answered",
        "blocker.verify": "blocker verified", "blocker.reject": "blocker rejected",
        "blocker.reopen": "blocker reopened", "blocker.correct": "blocker corrected",
        "review.start": "review begun",
        "review.skip": "passed over in review", "review.note": "minute taken", "review.close": "review closed",
        "evidence.attach": "evidence attached", "target.set": "target set", "target.drop": "target removed",
        "ledger.import": "ledger imported", "import": "ledger imported", "undo": "undone",
    },
    recognised="recognised {day}",
    with_reason="reason: {reason}",
    risk="risk",
    kept_file="file kept",
    loading="reading…",
    gone="this project is no longer there; back to the board",
    no_blocker="this project has no open blocker; {key} raises one",
    no_answered="no blocker is answered and waiting to be verified; {key} records an answer",
    no_open="no blocker waits for an answer",
    yes="yes",
    help_title="Keys",
    help_hint="With an input method on, function keys, arrows and Enter do everything. Esc goes back",
    palette_hint="type to find, ↑↓ choose, Enter does it, Esc goes back",
    palette_none="there is no such command",
    language_now="now in English",
    keys={
        "enter": "Enter", "escape": "Esc", "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp",
        "pagedown": "PgDn", "home": "Home", "end": "End", "slash": "/", "question_mark": "?", "colon": ":",
        "left_square_bracket": "[", "right_square_bracket": "]", "space": "Space", "tab": "Tab",
        "backspace": "Backspace",
    },
)


@cache
def screen_words(lang: Lang = Lang.ZH) -> ScreenWords:
    """The words of the screens in one language."""
    return EN if lang is Lang.EN else ZH
