"""Why a database cannot be used, and what to do about it, in Chinese."""

from __future__ import annotations

from tracker.words.reasons import Says
from tracker.words.store import StoreWords

WORDS = StoreWords(
    not_a_location=Says("“{where}”不是数据库的位置", "写文件路径，或 postgresql://用户@主机/库名"),
    no_store=Says(
        "{where} 还没有办公库", "核对位置；要新建，打开 sanxin，或用 sanxin import 台账.xlsx、sanxin project add"
    ),
    directory=Says("{where} 是文件夹，不是数据库文件", "写到文件名，如 {where}/office.db"),
    not_a_database=Says("{where} 不是数据库文件，未作改动", "核对文件，或换一个文件名"),
    foreign=Says("{where} 是别的程序的数据库，未作改动", "换一个文件名或数据库"),
    newer=Says("{where} 由更新版本的程序写成（{version}，本程序到 {known}），未作改动", "升级本程序后再打开"),
    older=Says("{where} 是旧版的办公库（{version}，本程序是 {known}），打开不会升级它，未作改动",
               "请库主账号升级：sanxin db upgrade（会先备份）"),
    not_set_up=Says("{where} 里还没有办公库", "请库主账号设置：sanxin db init 地址"),
    not_granted=Says("当前账号在 {where} 没有这项权限：{reason}",
                     "请管理员授权（sanxin db grant 权限 账号）；现有哪些权限见 sanxin db status"),
    no_region=Says("{where} 里没有地区 {region}，或者您的账号在那里没有权限",
                   "有这些：{regions}。请改地址里的 region=，或改 SANXIN_REGION"),
    which_region=Says("{where} 里有好几个地区，没有说是哪一个",
                      "请在地址后面写 ?region= 和代码，或设 SANXIN_REGION；有这些：{regions}"),
    other_user=Says("在 {where} 由服务器认账号：登录的是 {account}，不能记成 {who}",
                    "去掉 --user，或用那个人的账号登录"),
    corrupt=Says("{where} 已损坏，未作改动", "先把它复制一份留存，再用最近的备份恢复"),
    illegible=Says("{where} 里有读不懂的内容：项目 {project}，表 {table}，列 {column}，第 {row} 行，“{value}”",
                   "sanxin doctor 列出全部读不懂的内容；用备份恢复，或联系维护人员"),
    unwritable_file=Says("没有读写 {where} 的权限", "检查文件的权限，或换一个位置"),
    unwritable_folder=Says("不能在 {where} 里写文件", "检查文件夹的权限，或换一个位置"),
    unwritable_server=Says("当前账号不能写 {where}：{reason}", "请管理员授权，或换一个账号"),
    disk_full=Says("磁盘空间不足：{where}，没有写入任何内容", "腾出空间后再做一次"),
    disk_full_reading=Says("磁盘空间不足，读不了 {where}：放不下读的时候要用的临时文件；库里的内容没有变",
                           "腾出空间后再看一次，临时文件夹所在的盘也要有空间"),
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
    unreachable=Says("连不上 {where}：{reason}",
                     "核对主机、库名和账号，确认服务器已启动；口令写在 ~/.pgpass，连接写在服务文件里（service=名字），"
                     "要加密写 sslmode=verify-full"),
    not_recorded=Says("连接断了或已停止等待，已查明这次没有记入 {where}", "再保存一次"),
    uncertain=Says("与 {where} 的连接断了，还查不到这次是否已经记入",
                   "连上后再保存一次：同一张表单不会记两次；也可以在操作日志里查看"),
    guardrails=Says("{where} 的防改触发器不全：{missing}", "没有写入任何内容；请联系维护人员"),
    clock_behind=Says(
        "{where} 最后一条记录（第 {entry} 号，{last}）比现在（{now}）还晚：本机时钟慢了，或当时的时钟快了，"
        "没有写入任何内容",
        "校准本机时钟再记；确认是当时的快了，用 sanxin --clock 理由 接着记，此后按记录的先后为准"),
    clock_jumped=Says(
        "本机时钟跳了：{where} 上一条记录（{last}）之后只过了 {passed} 分钟，时钟却到了 {now}，没有写入任何内容",
        "校准本机时钟再记；确认现在的时钟是对的，用 sanxin --clock 理由 接着记"),
)
