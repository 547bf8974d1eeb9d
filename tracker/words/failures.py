"""What went wrong beside the work itself: files the system refuses, a full disk, and what nobody foresaw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FailureWords:
    """The sentences of one language."""

    disk_full: str
    os_error: str
    os_reason: Mapping[str, str]
    """What a system refuses, by the name of its error (errno)."""
    bad_ruleset: str
    unforeseen: str
    unforeseen_unlogged: str


ZH = FailureWords(
    disk_full="磁盘空间不足：{file}，没有写进去；腾出空间后再做一次",
    os_error="{file}：{reason}",
    os_reason={
        "ENOENT": "没有这个文件或文件夹", "EACCES": "没有权限", "EPERM": "没有权限", "EISDIR": "是文件夹，不是文件",
        "ENOTDIR": "路径中间有一段不是文件夹", "EROFS": "磁盘只能读，不能写", "ENAMETOOLONG": "名字太长",
        "EIO": "磁盘读写出错", "EEXIST": "已经有了", "EBUSY": "正被别的程序占用", "EFBIG": "文件太大",
        "EINVAL": "不是能读的文件", "ELOOP": "链接绕了圈",
    },
    bad_ruleset="计数规则（口径）文件有误：\n{problems}",
    unforeseen="程序遇到没有料到的情况（{kind}），这一步没有办成；经过记在 {file}（不含项目内容），请发给维护人员；"
               "可先用 sanxin doctor 检查数据",
    unforeseen_unlogged="程序遇到没有料到的情况（{kind}），这一步没有办成，经过也没能记下来；请告诉维护人员；"
                        "可先用 sanxin doctor 检查数据",
)

EN = FailureWords(
    disk_full="the disk is full: {file} was not written; make room, then repeat",
    os_error="{file}: {reason}",
    os_reason={
        "ENOENT": "there is no such file or folder", "EACCES": "there is no permission",
        "EPERM": "there is no permission", "EISDIR": "it is a folder, not a file",
        "ENOTDIR": "a part of the path is not a folder", "EROFS": "the disk can only be read",
        "ENAMETOOLONG": "the name is too long", "EIO": "the disk failed", "EEXIST": "it is there already",
        "EBUSY": "it is in use by another program", "EFBIG": "the file is too large",
        "EINVAL": "it is no file that can be read", "ELOOP": "its links go round in a circle",
    },
    bad_ruleset="a file of counting rules is wrong:\n{problems}",
    unforeseen="something unforeseen went wrong ({kind}) and this was not done; a note of it, without anything out of "
               "the office, is in {file}: please send it to whoever maintains the program; sanxin doctor examines "
               "the data",
    unforeseen_unlogged="something unforeseen went wrong ({kind}) and this was not done, and no note of it could be "
                        "written; please tell whoever maintains the program; sanxin doctor examines the data",
)
