"""What the app's actions are called: a short name for the footer, the palette's entry, and a line of help."""

from __future__ import annotations

from typing import NamedTuple


class Called(NamedTuple):
    """One action: `short` stands in the footer, `entry` in the palette, `about` in the help."""

    short: str
    entry: str
    about: str


class ActionWords(NamedTuple):  # of so many fields it is made in a third of the time a dataclass takes
    """One field for each action of `tui/actions.py`, by its id, and for each group of them."""

    group_go: str
    group_look: str
    group_table: str
    group_intake: str
    group_figures: str
    group_project: str
    group_blocker: str
    group_review: str
    group_office: str
    group_cursor: str
    go_board: Called
    go_ledger: Called
    go_intake: Called
    show_demo: Called
    pick_here: Called
    intake_write: Called
    accept_gaps: Called
    other_file: Called
    narrow_problems: Called
    keep_mapping: Called
    type_path: Called
    next_part: Called
    part_before: Called
    go_figures: Called
    go_targets: Called
    behind: Called
    known: Called
    back_to_now: Called
    other_side: Called
    edit_target: Called
    copy_targets: Called
    search: Called
    open: Called
    back: Called
    narrow: Called
    mine: Called
    hidden: Called
    year_back: Called
    year_on: Called
    move: Called
    receipt: Called
    status: Called
    lead: Called
    correct: Called
    void_receipt: Called
    attach: Called
    all_fields: Called
    find: Called
    close: Called
    raise_blocker: Called
    note: Called
    answer: Called
    verify: Called
    correct_blocker: Called
    palette: Called
    help: Called
    refresh: Called
    language: Called
    theme: Called
    quit: Called
    sort_column: Called
    filter_column: Called
    mark: Called
    change_marked: Called
    mark_all: Called
    group_rows: Called
    fold_groups: Called
    choose_columns: Called
    saved_views: Called
    copy_row: Called
    go_review: Called
    meeting: Called
    due: Called
    escalate: Called
    reject: Called
    skip: Called
    minute: Called
    review_part: Called
    review_part_before: Called
    week_back: Called
    week_on: Called
    print_review: Called
    to_review: Called
    go_blockers: Called
    go_journal: Called
    order_blockers: Called
    all_blockers: Called
    undo: Called
    undo_this: Called
    cursor_up: Called
    cursor_down: Called
    cursor_left: Called
    cursor_right: Called
    page_up: Called
    page_down: Called
    first: Called
    last: Called


ZH = ActionWords(
    group_go="去",
    group_look="查看",
    group_table="台账",
    group_intake="导入",
    group_figures="指标",
    group_project="项目",
    group_blocker="卡点",
    group_review="会商",
    group_office="程序",
    group_cursor="光标",
    go_board=Called("看板", "去：看板", "按阶段排列的看板"),
    go_ledger=Called("台账", "去：台账", "全部项目的表格：排序、筛选、分组、批量修改"),
    go_intake=Called("导入", "去：导入台账", "导入台账：先看一遍，再写入"),
    show_demo=Called("示范", "去：示范库", "怎样打开示范库，与自己的库分开"),
    pick_here=Called("打开", "导入：打开、选定光标所在的一行",
                     "打开文件或文件夹，改一列的对应关系，或做这一行写着的事"),
    intake_write=Called("写入", "导入：写入看过的内容", "全部写入，或一条也不写"),
    accept_gaps=Called("接受缺漏", "导入：接受缺漏的日期", "查不到的日期记为不详，其余照常导入"),
    other_file=Called("另选", "导入：另选一个文件", "回到文件列表"),
    narrow_problems=Called("筛选", "导入：按表、按问题筛选", "只看一张表或一种问题"),
    keep_mapping=Called("存对应", "导入：保存表头的对应关系", "存在台账旁边，下次自动用"),
    type_path=Called("路径", "导入：输入路径", "输入、粘贴文件路径，或输几个字筛选"),
    next_part=Called("下一页", "导入：下一页", "概况、表头、问题、新增、更正、说明"),
    part_before=Called("上一页", "导入：上一页", "概况、表头、问题、新增、更正、说明"),
    go_figures=Called("指标", "去：指标", "全年指标、分月、转化率，对照目标与序时"),
    go_targets=Called("目标", "去：目标与口径", "各年目标，以及本年度用的统计口径"),
    behind=Called("名单", "指标：看这个数由哪些项目构成", "计入和未计入的项目，各有依据或原因"),
    known=Called("截至", "指标：截至哪一天、以哪一刻所知为准", "看某一天的数，或当时上报的数"),
    back_to_now=Called("现在", "指标：回到现在", "回到现在的数"),
    other_side=Called("另一边", "指标：计入、未计入互换", "计入的项目与未计入的项目互换"),
    edit_target=Called("改目标", "目标：修改", "就地修改选中指标的目标，原目标留底"),
    copy_targets=Called("复制上年", "目标：复制上一年的目标", "把上一年的目标作为本年的起点，已有的不动"),
    search=Called("搜索", "查看：搜索项目", "按名称、投资方、联络员、园区或拼音首字母搜索，边输边筛"),
    open=Called("打开", "项目：打开", "打开选中的项目"),
    back=Called("返回", "查看：返回", "回到上一屏；搜索时清除搜索"),
    narrow=Called("筛选", "查看：筛选看板", "按联络员、园区、产业链、链长、来源、标签、卡点、久未更新筛选，可选多项"),
    mine=Called("我的", "查看：只看我的项目", "只看招商联络员是自己的项目，再按一次看全部"),
    hidden=Called("终止项目", "查看：显示或隐藏终止的项目", "看板上显示或隐藏已终止的项目"),
    year_back=Called("上一年", "查看：上一年", "顶栏看上一年的数"),
    year_on=Called("下一年", "查看：下一年", "顶栏看下一年的数"),
    move=Called("推进", "项目：推进到下一阶段", "逐条列出要求，缺什么当场补，回车推进"),
    receipt=Called("到资", "项目：登记到资", "登记一笔到位资金"),
    status=Called("状态", "项目：暂缓、恢复、终止、重启、退回", "改变项目状态，写明日期和理由"),
    lead=Called("新线索", "项目：登记新线索", "登记一个新项目"),
    correct=Called("更正日期", "项目：更正阶段日期", "改正阶段的日期，写明理由，原来的留底"),
    void_receipt=Called("作废到资", "项目：作废到资", "作废选中的一笔到资，写明理由，原记录留底"),
    attach=Called("附凭证", "项目：附凭证", "给项目、阶段或到资附上凭证和文件"),
    all_fields=Called("全部栏目", "查看：未填的栏目", "列出或收起没有填的栏目"),
    find=Called("找项目", "查看：找项目并打开", "在任何一屏按名称、编号、拼音、联络员、园区找到项目并打开"),
    raise_blocker=Called("卡点", "卡点：提出", "给项目记一个卡点、堵点"),
    note=Called("跟进", "卡点：跟进", "记下卡点的最新进展"),
    answer=Called("答复", "卡点：责任单位答复", "记下责任单位的答复，等待核实"),
    verify=Called("销号", "卡点：核实销号", "核实后销号；退回、升级、改期、重开也在这里"),
    correct_blocker=Called("更正卡点", "卡点：更正", "改正类别、情况、性质、单位、责任人、提出日期；原记录留底"),
    palette=Called("命令", "查看：全部命令", "列出全部命令，输入汉字或拼音查找"),
    help=Called("帮助", "程序：帮助", "全部按键"),
    refresh=Called("刷新", "查看：刷新", "重新读取；别处的改动每两秒自动出现"),
    language=Called("English", "程序：切换中文、英文 (English)", "中文、英文切换"),
    theme=Called("明暗", "程序：换主题（深色、浅色、高对比度）", "深色、浅色、高对比度轮换，下次打开照旧"),
    quit=Called("退出", "程序：退出", "退出"),
    sort_column=Called("排序", "台账：按光标所在列排序", "按一次、再按一次倒过来、第三次取消；前一次的列作第二顺序"),
    filter_column=Called("筛选", "台账：筛选光标所在列", "从各种取值里选，或输入文字、金额、天数范围"),
    mark=Called("选中", "台账：选中或取消选中", "选中光标所在的项目，再按取消"),
    change_marked=Called("批量", "台账：批量修改选中的项目", "改一栏、换联络员或推进阶段：要么全部，要么一个不动"),
    mark_all=Called("全选", "台账：选中全部显示的项目", "选中显示的全部项目，再按全部取消"),
    group_rows=Called("分组", "台账：分组小计", "按光标所在列，或依次按园区、产业链、联络员分组"),
    fold_groups=Called("收起", "台账：收起或展开各组", "只看小计，或全部展开"),
    choose_columns=Called("选列", "台账：选择、排列、固定列", "显示哪些列、先后次序、固定几列"),
    saved_views=Called("视图", "台账：保存或打开视图", "把列、排序、筛选、分组存成一个名字"),
    copy_row=Called("复制", "查看：复制", "复制光标所在的一行；台账里是光标所在的格，有选中的则复制选中的各行"),
    close=Called("关闭", "查看：关闭最上面的", "关闭最上面的窗口或表单，与 Esc 相同"),
    go_review=Called("会商", "去：卡点周会商", "每周一次，卡点逐个过；变化、体检、趋势、打印"),
    meeting=Called("开会/散会", "会商：开始，或结束", "开始本周会商；会上按则结束，先问结束语"),
    due=Called("改期", "会商：改期", "给卡点定新的时限，原时限留底"),
    escalate=Called("升级", "会商：升级", "把卡点报到更高一级"),
    reject=Called("退回", "会商：退回答复", "答复不实，退回继续办"),
    skip=Called("略过", "会商：略过", "看过、没有新情况；记下并到下一个"),
    minute=Called("记录", "会商：记一条会商记录", "与某个卡点无关的议定事项"),
    review_part=Called("换页", "会商：卡点、变化、体检、趋势", "下一页：卡点、变化、体检、趋势"),
    review_part_before=Called("上一页", "会商：上一页", "上一页：卡点、变化、体检、趋势"),
    week_back=Called("上一周", "会商：上一周", "看上一周，按当时所知"),
    week_on=Called("下一周", "会商：下一周", "看下一周，直到本周"),
    print_review=Called("打印", "会商：打印会商材料或纪要", "写成 Word、Excel、网页、Markdown 或日历文件"),
    to_review=Called("会商", "卡点：去周会商", "卡点逐个过：每周会商"),
    go_blockers=Called("卡点", "去：卡点", "全部未销号的卡点，逾期在前，带每个卡点的经过"),
    go_journal=Called("记录", "去：操作记录", "谁、何时、做了什么、为何；可撤销自己办理的"),
    order_blockers=Called("排序", "卡点：换一种排序或分组", "逾期、天数、类别、责任单位、等待层级，轮换"),
    all_blockers=Called("含已销号", "卡点：含风险和已销号", "列出或不列风险和已销号的卡点"),
    undo=Called("撤销", "程序：撤销自己最后一次办理", "写明理由；原记录留档，撤销也可再撤销"),
    undo_this=Called("撤销此条", "程序：撤销选中的一条", "撤销光标下的一条；选中“撤销”则是恢复"),
    cursor_up=Called("上", "光标：上", "上一个"),
    cursor_down=Called("下", "光标：下", "下一个"),
    cursor_left=Called("左", "光标：左", "左边一列"),
    cursor_right=Called("右", "光标：右", "右边一列"),
    page_up=Called("上页", "光标：上一页", "上一页"),
    page_down=Called("下页", "光标：下一页", "下一页"),
    first=Called("最前", "光标：最前", "本列第一个"),
    last=Called("最后", "光标：最后", "本列最后一个"),
)

EN = ActionWords(
    group_go="go",
    group_look="look",
    group_table="ledger",
    group_intake="import",
    group_figures="figures",
    group_project="project",
    group_blocker="blocker",
    group_review="review",
    group_office="program",
    group_cursor="cursor",
    go_board=Called("board", "go: board", "the projects by stage"),
    go_ledger=Called("ledger", "go: ledger", "all projects in a table: sort, filter, group, change many"),
    go_intake=Called("import", "go: import a ledger", "import a ledger: looked at first, then written"),
    show_demo=Called("demo", "go: the demonstration", "how to open the demonstration, an office of its own"),
    pick_here=Called("open", "import: open or take the line", "a file, a folder, a header to be named"),
    intake_write=Called("write", "import: write what was seen", "all of it or nothing"),
    accept_gaps=Called("gaps", "import: accept missing days", "missing days become unknown, the rest is taken in"),
    other_file=Called("other file", "import: choose another file", "back to the list of files"),
    narrow_problems=Called("narrow", "import: problems of one sheet or kind", "only one sheet or one kind of problem"),
    keep_mapping=Called("keep names", "import: keep what headers were named", "beside the ledger, used the next time"),
    type_path=Called("path", "import: type a path", "type or paste a path, or a few letters to narrow the list"),
    next_part=Called("next page", "import: next page", "summary, headers, problems, added, corrected, notes"),
    part_before=Called("page before", "import: page before", "summary, headers, problems, added, corrected, notes"),
    go_figures=Called("figures", "go: figures", "the year's figures, months and rates against target and time"),
    go_targets=Called("targets", "go: targets and ruleset", "the targets of a year, and the ruleset in force"),
    behind=Called("behind it", "figures: the projects behind a figure", "those counted, and the others with why"),
    known=Called("as of", "figures: up to a day, as known at a moment", "of a day, or as they were reported"),
    back_to_now=Called("now", "figures: back to now", "back to the figures of now"),
    other_side=Called("other side", "figures: counted or not counted", "the projects counted, or the others"),
    edit_target=Called("change", "targets: change", "change a target where it stands; the one before is kept"),
    copy_targets=Called("copy", "targets: copy last year's", "last year's targets as a start; those set stay"),
    search=Called("search", "look: search", "by name, investor, officer, park or pinyin initials, as you type"),
    open=Called("open", "project: open", "open the chosen project"),
    back=Called("back", "look: back", "back to the screen before; in a search, clear it"),
    narrow=Called("filter", "look: filter the board", "by officer, park, chain, leader, origin, tags, blocked, stale"),
    mine=Called("mine", "look: my projects only", "the projects whose officer you are; all again the second time"),
    hidden=Called("terminated", "look: show or hide terminated projects", "show or hide terminated projects"),
    year_back=Called("year before", "look: the year before", "the line on top shows the year before"),
    year_on=Called("next year", "look: the next year", "the line on top shows the next year"),
    move=Called("move on", "project: move on", "lists what is asked, mend what is missing, Enter moves it on"),
    receipt=Called("receipt", "project: record a receipt", "record money that arrived"),
    status=Called("status", "project: pause, resume, terminate, reopen, move back", "with a day and a reason"),
    lead=Called("new lead", "project: add a lead", "take in a new project"),
    correct=Called("correct day", "project: correct a milestone's day", "with a reason; the wrong day stays on record"),
    void_receipt=Called("void", "project: void a receipt", "void the receipt under the cursor, with a reason"),
    attach=Called("attach", "project: attach a document", "to the project, a milestone or a receipt, with its file"),
    all_fields=Called("all fields", "look: fields that are empty", "list the fields that are empty, or fold them away"),
    find=Called("find", "look: find a project and open it", "from any screen, by name, code, pinyin, officer or park"),
    raise_blocker=Called("blocker", "blocker: raise", "raise what stops the project"),
    note=Called("follow up", "blocker: follow up", "note what is new about a blocker"),
    answer=Called("answer", "blocker: record the answer", "record the bureau's answer, to be verified"),
    verify=Called("verify", "blocker: verify", "close it once verified; reject, escalate, new due day, reopen"),
    correct_blocker=Called("correct blocker", "blocker: correct", "what it was raised with; the wrong one is kept"),
    palette=Called("commands", "look: all commands", "all commands, found as you type"),
    help=Called("help", "program: help", "all keys"),
    refresh=Called("refresh", "look: refresh", "read again; changes made elsewhere appear within two seconds"),
    language=Called("中文", "program: switch language (中文)", "Chinese or English"),
    theme=Called("theme", "program: change the theme", "dark, light or high contrast; kept for the next time"),
    quit=Called("quit", "program: quit", "quit"),
    sort_column=Called("sort", "ledger: sort by the column under the cursor", "again turns it, a third time ends it"),
    filter_column=Called("filter", "ledger: filter the column under the cursor", "values, or text or a range typed"),
    mark=Called("mark", "ledger: mark or unmark", "mark the project under the cursor; again unmarks it"),
    change_marked=Called("change", "ledger: change the marked projects", "a field, officer or stage: all or none"),
    mark_all=Called("mark all", "ledger: mark all that are shown", "mark all that are shown; again unmarks"),
    group_rows=Called("group", "ledger: group with subtotals", "by this column, or park, chain, officer"),
    fold_groups=Called("fold", "ledger: fold or open all groups", "only the subtotals, or everything"),
    choose_columns=Called("columns", "ledger: choose, order and keep columns", "which, in which order, how many stay"),
    saved_views=Called("views", "ledger: save or open a view", "columns, sorting, filters and groups under a name"),
    copy_row=Called("copy", "look: copy", "the line; in the ledger the cell, or the rows that are marked"),
    close=Called("close", "look: close what is on top", "the form or window on top, as Esc does"),
    go_review=Called("review", "go: weekly review", "once a week, blocker by blocker; news, health, trends, print"),
    meeting=Called("meeting", "review: begin or close the meeting", "begins it; in the meeting, closes it"),
    due=Called("due", "review: new due day", "give a blocker a new due day; the old one stays"),
    escalate=Called("escalate", "review: escalate", "take a blocker one level up"),
    reject=Called("reject", "review: reject the answer", "the answer does not hold; it goes back"),
    skip=Called("skip", "review: pass over", "looked at, nothing new: noted down, on to the next"),
    minute=Called("minute", "review: take a minute", "what was decided beside the blockers"),
    review_part=Called("page", "review: blockers, news, health, trends", "next: blockers, news, health, trends"),
    review_part_before=Called("page before", "review: page before", "before: blockers, news, health, trends"),
    week_back=Called("week before", "review: the week before", "the week before, as it was known then"),
    week_on=Called("next week", "review: the next week", "the next week, up to this one"),
    print_review=Called("print", "review: print the page or the minutes", "as Word, Excel, web, Markdown, calendar"),
    to_review=Called("review", "blocker: to the weekly review", "blocker by blocker: the weekly review"),
    go_blockers=Called("blockers", "go: blockers", "all that is stuck, most overdue first, each with its story"),
    go_journal=Called("journal", "go: journal", "who did what, when and why; one's own can be undone"),
    order_blockers=Called("order", "blocker: another order or grouping", "late, age, category, bureau, waiting level"),
    all_blockers=Called("verified too", "blocker: with risks and verified", "list risks and verified blockers, or not"),
    undo=Called("undo", "program: undo the last action of your own", "with a reason; an undo can be undone"),
    undo_this=Called("undo this", "program: undo the chosen entry", "the entry under the cursor; of an undo, restore"),
    cursor_up=Called("up", "cursor: up", "the one above"),
    cursor_down=Called("down", "cursor: down", "the one below"),
    cursor_left=Called("left", "cursor: left", "the column on the left"),
    cursor_right=Called("right", "cursor: right", "the column on the right"),
    page_up=Called("page up", "cursor: page up", "a page up"),
    page_down=Called("page down", "cursor: page down", "a page down"),
    first=Called("first", "cursor: first", "the first of the column"),
    last=Called("last", "cursor: last", "the last of the column"),
)
