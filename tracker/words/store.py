"""Why a database cannot be used, in sentences: what is wrong and where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.words.reasons import Says

if TYPE_CHECKING:
    from tracker.store.unusable import StoreUnusable


@dataclass(frozen=True, slots=True)
class StoreWords:
    """One field for each code a `StoreUnusable` can carry; `{where}` is the file, folder or server."""

    joint: str
    not_a_location: Says
    no_store: Says
    directory: Says
    not_a_database: Says
    foreign: Says
    newer: Says
    corrupt: Says
    unwritable_file: Says
    unwritable_folder: Says
    unwritable_server: Says
    disk_full: Says
    disk_error: Says
    locked: Says
    log_without_file: Says
    gone: Says
    replaced: Says
    log_gone: Says
    wrong_option: Says
    network_share: Says
    no_driver: Says
    unreachable: Says
    guardrails: Says


ZH = StoreWords(
    joint="；",
    not_a_location=Says("“{where}”不是数据库的位置", "写文件路径，或 postgresql://用户@主机/库名"),
    no_store=Says(
        "{where} 还没有办公库", "核对位置；要新建，打开 sanxin，或用 sanxin import 台账.xlsx、sanxin project add"
    ),
    directory=Says("{where} 是文件夹，不是数据库文件", "写到文件名，如 {where}/office.db"),
    not_a_database=Says("{where} 不是数据库文件，未作改动", "核对文件，或换一个文件名"),
    foreign=Says("{where} 是别的程序的数据库，未作改动", "换一个文件名或数据库"),
    newer=Says("{where} 由更新版本的程序写成（{version}，本程序到 {known}），未作改动", "升级本程序后再打开"),
    corrupt=Says("{where} 已损坏，未作改动", "先把它复制一份留存，再用最近的备份恢复"),
    unwritable_file=Says("没有读写 {where} 的权限", "检查文件的权限，或换一个位置"),
    unwritable_folder=Says("不能在 {where} 里写文件", "检查文件夹的权限，或换一个位置"),
    unwritable_server=Says("当前账号不能写 {where}：{reason}", "请管理员授权，或换一个账号"),
    disk_full=Says("磁盘空间不足：{where}，没有写入任何内容", "腾出空间后再做一次"),
    disk_error=Says("磁盘读写出错：{where}（{reason}）", "检查磁盘；先把文件复制一份留存"),
    locked=Says("{where} 正被别的程序占用，等候超时，没有写入任何内容", "关闭占用它的程序后再试"),
    log_without_file=Says(
        "{where} 不见了，旁边的 {log} 里还有没合并进去的记录，未作改动",
        "把 {where} 和 {log} 一起放回同一个文件夹再打开；只剩 {log} 时先复制留存，不要删",
    ),
    gone=Says(
        "打开的 {where} 已被删除或移走，从现在起没有写入任何内容",
        "退出程序，把文件连同旁边的 -wal 文件放回原处后再打开",
    ),
    replaced=Says(
        "打开的 {where} 已被换成另一个文件，从现在起没有写入任何内容",
        "退出程序，弄清楚哪一份是对的，再打开",
    ),
    log_gone=Says(
        "{where} 被删除了，没有写入任何内容", "退出程序（退出时会把已记下的内容并回库里）再打开；以后不要动这个文件"
    ),
    wrong_option=Says("{where} 的连接参数不对：{reason}", "核对问号后面的参数名和值"),
    network_share=Says(
        "{where} 在网络共享上（{kind}），几个人同时写会损坏数据，未作改动", "放到本机磁盘；多人共用请改用 PostgreSQL"
    ),
    no_driver=Says("没有安装 PostgreSQL 的驱动，不能打开 {where}", "安装：pip install 'sanxin[postgres]'"),
    unreachable=Says("连不上 {where}：{reason}", "核对主机、库名、账号和密码，确认服务器已启动"),
    guardrails=Says("{where} 的防改触发器不全：{missing}", "没有写入任何内容；请联系维护人员"),
)

EN = StoreWords(
    joint="; ",
    not_a_location=Says("“{where}” is no place for a database", "give a file's path, or postgresql://user@host/name"),
    no_store=Says(
        "there is no office at {where} yet",
        "check the place; to begin one, open sanxin, or use sanxin import LEDGER.xlsx or sanxin project add",
    ),
    directory=Says("{where} is a folder, not a database file", "add a file's name, such as {where}/office.db"),
    not_a_database=Says("{where} is not a database file; it was left alone", "check the file, or use another name"),
    foreign=Says("{where} is another program's database; it was left alone", "use another file or database"),
    newer=Says(
        "{where} was written by a newer version of this program ({version}; this one knows up to {known}) and "
        "was left alone",
        "update this program, then open it again",
    ),
    corrupt=Says("{where} is damaged; it was left alone", "keep a copy of it, then restore the latest backup"),
    unwritable_file=Says(
        "there is no permission to read and write {where}", "check its permissions, or use another place"
    ),
    unwritable_folder=Says("no file can be written in {where}", "check the folder's permissions, or use another place"),
    unwritable_server=Says(
        "this account cannot write to {where}: {reason}", "ask its administrator, or use another account"
    ),
    disk_full=Says("the disk is full: {where}; nothing was written", "make room, then repeat"),
    disk_error=Says("the disk failed at {where} ({reason})", "check the disk; keep a copy of the file first"),
    locked=Says(
        "{where} is in use by another program and did not come free; nothing was written",
        "close the other program, then repeat",
    ),
    log_without_file=Says(
        "{where} is missing, and {log} beside it holds records that are not yet in it; nothing was touched",
        "put {where} and {log} back into one folder and open it then; if there is only {log}, keep a copy and never "
        "delete it",
    ),
    gone=Says(
        "the opened {where} was deleted or moved; nothing is written from now on",
        "leave the program, put the file and the -wal file beside it back, and open it again",
    ),
    replaced=Says(
        "another file was put in the place of the opened {where}; nothing is written from now on",
        "leave the program, find out which of them is the right one, and open it again",
    ),
    log_gone=Says(
        "{where} was deleted; nothing was written",
        "leave the program (what was recorded is put into the database then), open it again, and leave that file alone",
    ),
    wrong_option=Says("the options of {where} are wrong: {reason}", "check names and values after the question mark"),
    network_share=Says(
        "{where} is on a network share ({kind}), where several writers would damage it; it was left alone",
        "use a local disk, or PostgreSQL for an office of several people",
    ),
    no_driver=Says(
        "the PostgreSQL driver is not installed, so {where} cannot be opened",
        "install it: pip install 'sanxin[postgres]'",
    ),
    unreachable=Says(
        "{where} cannot be reached: {reason}", "check host, name, account and password, and that the server is running"
    ),
    guardrails=Says(
        "{where} lacks triggers that keep facts unchanged: {missing}", "nothing was written; ask whoever maintains it"
    ),
)


def unusable_sentence(problem: StoreUnusable, words: StoreWords) -> str:
    """The problem as one line: what is wrong and where, then what to do."""
    says: Says = getattr(words, problem.code)
    filled = {name: str(value) for name, value in problem.params.items()}
    return words.joint.join((says.what.format(**filled), says.todo.format(**filled)))
