"""What the server for browsers says, in Chinese."""

from __future__ import annotations

from tracker.words.serve import ServeWords

WORDS = ServeWords(
    tag="zh-CN",
    open_at="请在这台电脑的浏览器里打开 {address}；按 Ctrl+C 结束服务",
    proxied_at="已在 {listening} 等待代理连接，大家打开的地址是 {address}；按 Ctrl+C 结束服务",
    limits="最多同时 {sessions} 个会话；{minutes} 分钟无人操作的会话会结束",
    ended="服务已结束，所有会话都已关闭",
    no_extra="还没有安装浏览器服务：pip install 'sanxin[serve]'",
    no_address="{host} 不是机器的地址；请写数字地址，如 127.0.0.1",
    needs_proxy="{host} 别的电脑也能连上，而这里不核对来的是谁：只给本机用就不写 --host；要给别人用，请在前面放一"
                "个会核对身份的反向代理，"
                "并用 --behind-proxy 请求头 和 --address 网址 说明它怎样告知是谁",
    no_header="代理不能用 {header} 这个请求头说明是谁；请写 X-Remote-User 这样的名字",
    no_public="--behind-proxy 要和 --address 网址 一起写：大家在浏览器里输入的地址，如 https://office.county",
    not_public="{address} 不是一个单独网站的地址；请写成 https://office.county 这样，后面不带路径",
    not_proxy="{proxy} 不是机器的地址；请写代理连过来时的数字地址，如 10.0.0.5",
    only_with_proxy="{name} 只能和 --behind-proxy 请求头 一起写",
    user_is_told="在代理后面由请求头说明是谁在操作；请不要写 --user",
    not_a_port="{value} 不是端口；请写 1 到 65535 的整数",
    port_used="{host} 的端口 {port} 已被别的程序占用；请先关掉它，或用 --port 换一个",
    port_denied="这个账户不能使用端口 {port}；请用 --port 换一个 1023 以上的",
    not_here="{host} 不是这台机器的地址；请不写 --host，或写它自己的地址",
    refused="不能打开这个页面",
    closed={
        "account": "这是本机另一个账户的办公室。请在自己的账户里另外启动：sanxin serve。",
        "proxy": "这里只接受本单位反向代理的连接。请打开单位给您的地址。",
        "host": "服务器不叫您地址里的这个名字。请照服务器显示的地址原样打开；反向代理要把请求头 Host 原样传过来。",
        "origin": "这是别的网站发来的请求，什么也没有打开；请自己输入地址。",
        "nobody": "反向代理没有说明您是谁：缺少请求头 {header}。请重新登录；还不行，请告诉设置代理的人。",
        "unreadable": "反向代理没有说清您是谁：请求头 {header} 出现了两次、不是 UTF-8 文字，或比姓名长。请告诉设置"
                      "代理的人。",
    },
    full="{sessions} 个会话都有人在用",
    full_todo="请关掉其他标签页里的 sanxin，或等别人离开、无人操作的会话结束，再打开本页。启动服务的人可以用 "
              "--sessions 放宽。",
    opening="正在打开办公室……",
    left={
        "": "与服务器的连接断了。表单里已输入的内容已存为草稿。",
        "quit": "您已离开办公室。",
        "full": "会话都有人在用。请关掉其他标签页里的 sanxin，或稍等再打开。",
        "idle": "{minutes} 分钟无人操作，会话已结束。表单里已输入的内容已存为草稿：再打开那个表单就能取回。",
        "failed": "程序自己结束了。已保存的都在，表单里已输入的内容已存为草稿。",
        "stopped": "服务已被结束。表单里已输入的内容已存为草稿。",
        "folder": "服务器不能为您建立存放设置和草稿的文件夹。请告诉启动服务的人。",
    },
    again="重新打开",
)
