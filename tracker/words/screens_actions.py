"""What the app's actions are called: a short name for the footer, the palette's entry, and a line of help."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Called:
    """One action: `short` stands in the footer, `entry` in the palette, `about` in the help."""

    short: str
    entry: str
    about: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ActionWords:
    """One field for each action of `tui/actions.py`, by its id, and for each group of them."""

    group_go: str
    group_look: str
    group_project: str
    group_blocker: str
    group_office: str
    group_cursor: str
    go_board: Called
    search: Called
    open: Called
    back: Called
    hidden: Called
    year_back: Called
    year_on: Called
    move: Called
    receipt: Called
    status: Called
    lead: Called
    raise_blocker: Called
    note: Called
    answer: Called
    verify: Called
    palette: Called
    help: Called
    refresh: Called
    language: Called
    theme: Called
    quit: Called
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
    group_project="项目",
    group_blocker="卡点",
    group_office="程序",
    group_cursor="光标",
    go_board=Called("看板", "去：看板", "按阶段排列的看板"),
    search=Called("搜索", "查看：搜索项目", "按名称、投资方、联络员、园区或拼音首字母搜索，边输边筛"),
    open=Called("打开", "项目：打开", "打开选中的项目"),
    back=Called("返回", "查看：返回", "回到上一屏；搜索时清除搜索"),
    hidden=Called("终止项目", "查看：显示或隐藏终止的项目", "看板上显示或隐藏已终止的项目"),
    year_back=Called("上一年", "查看：上一年", "顶栏看上一年的数"),
    year_on=Called("下一年", "查看：下一年", "顶栏看下一年的数"),
    move=Called("推进", "项目：推进到下一阶段", "逐条列出要求，缺什么当场补，回车推进"),
    receipt=Called("到资", "项目：登记到资", "登记一笔到位资金"),
    status=Called("状态", "项目：暂缓、恢复、终止、重启、退回", "改变项目状态，写明日期和理由"),
    lead=Called("新线索", "项目：登记新线索", "登记一个新项目"),
    raise_blocker=Called("卡点", "卡点：提出", "给项目记一个卡点、堵点"),
    note=Called("跟进", "卡点：跟进", "记下卡点的最新进展"),
    answer=Called("答复", "卡点：责任单位答复", "记下责任单位的答复，等待核实"),
    verify=Called("销号", "卡点：核实销号", "核实后销号；退回、升级、改期、重开也在这里"),
    palette=Called("命令", "查看：全部命令", "列出全部命令，输入汉字或拼音查找"),
    help=Called("帮助", "程序：帮助", "全部按键"),
    refresh=Called("刷新", "查看：刷新", "重新读取；别处的改动每两秒自动出现"),
    language=Called("English", "程序：切换中文、英文 (English)", "中文、英文切换"),
    theme=Called("明暗", "程序：切换明暗", "浅色、深色切换"),
    quit=Called("退出", "程序：退出", "退出"),
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
    group_project="project",
    group_blocker="blocker",
    group_office="program",
    group_cursor="cursor",
    go_board=Called("board", "go: board", "the projects by stage"),
    search=Called("search", "look: search", "by name, investor, officer, park or pinyin initials, as you type"),
    open=Called("open", "project: open", "open the chosen project"),
    back=Called("back", "look: back", "back to the screen before; in a search, clear it"),
    hidden=Called("terminated", "look: show or hide terminated projects", "show or hide terminated projects"),
    year_back=Called("year before", "look: the year before", "the line on top shows the year before"),
    year_on=Called("next year", "look: the next year", "the line on top shows the next year"),
    move=Called("move on", "project: move on", "lists what is asked, mend what is missing, Enter moves it on"),
    receipt=Called("receipt", "project: record a receipt", "record money that arrived"),
    status=Called("status", "project: pause, resume, terminate, reopen, move back", "with a day and a reason"),
    lead=Called("new lead", "project: add a lead", "take in a new project"),
    raise_blocker=Called("blocker", "blocker: raise", "raise what stops the project"),
    note=Called("follow up", "blocker: follow up", "note what is new about a blocker"),
    answer=Called("answer", "blocker: record the answer", "record the bureau's answer, to be verified"),
    verify=Called("verify", "blocker: verify", "close it once verified; reject, escalate, new due day, reopen"),
    palette=Called("commands", "look: all commands", "all commands, found as you type"),
    help=Called("help", "program: help", "all keys"),
    refresh=Called("refresh", "look: refresh", "read again; changes made elsewhere appear within two seconds"),
    language=Called("中文", "program: switch language (中文)", "Chinese or English"),
    theme=Called("light/dark", "program: light or dark", "switch between light and dark"),
    quit=Called("quit", "program: quit", "quit"),
    cursor_up=Called("up", "cursor: up", "the one above"),
    cursor_down=Called("down", "cursor: down", "the one below"),
    cursor_left=Called("left", "cursor: left", "the column on the left"),
    cursor_right=Called("right", "cursor: right", "the column on the right"),
    page_up=Called("page up", "cursor: page up", "a page up"),
    page_down=Called("page down", "cursor: page down", "a page down"),
    first=Called("first", "cursor: first", "the first of the column"),
    last=Called("last", "cursor: last", "the last of the column"),
)
