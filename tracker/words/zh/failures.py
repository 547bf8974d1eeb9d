"""What went wrong beside the work itself, in Chinese."""

from __future__ import annotations

from tracker.words.failures import FailureWords

WORDS = FailureWords(
    disk_full="磁盘空间不足：{file}，没有写进去；腾出空间后再做一次",
    os_error="{file}：{reason}",
    os_reason={
        "ENOENT": "没有这个文件或文件夹", "EACCES": "没有权限", "EPERM": "没有权限", "EISDIR": "是文件夹，不是文件",
        "ENOTDIR": "路径中间有一段不是文件夹", "EROFS": "磁盘只能读，不能写", "ENAMETOOLONG": "名字太长",
        "EIO": "磁盘读写出错", "EEXIST": "已经有了", "EBUSY": "正被别的程序占用", "EFBIG": "文件太大",
        "EINVAL": "不是能读的文件", "ELOOP": "链接绕了圈",
    },
    recorded_before="这次保存已经记下（操作日志第 {entry} 号），没有重复记",
    unforeseen="程序遇到没有料到的情况（{kind}），这一步没有办成；经过记在 {file}（不含项目内容），请发给维护人员；"
               "可先用 sanxin doctor 检查数据",
    unforeseen_after="这一步已经记下（操作日志第 {entry} 号），请不要重做；"
                     "之后程序遇到没有料到的情况（{kind}），请告诉维护人员",
    unforeseen_unlogged="程序遇到没有料到的情况（{kind}），这一步没有办成，经过也没能记下来；请告诉维护人员；"
                        "可先用 sanxin doctor 检查数据",
)
