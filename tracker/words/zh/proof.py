"""What the proof of a draft says, in Chinese."""

from __future__ import annotations

from tracker.words.proof import CauseWords, CheckedWords, NumberFateWords, PlaceWords, ProofWords, UnreadDraftWords
from tracker.words.reasons import Says

WORDS = ProofWords(
    checked=CheckedWords(
        completion=Says("完成率写的是 {stated}，按实际÷目标是 {computed}（{numbers}）", "核对实际、目标、完成率"
            "，改正写错的那一个"),
        share=Says("占比写的是 {stated}，按部分÷总数是 {computed}（{numbers}）", "核对部分、总数、占比"
                                                                   "，改正写错的那一个"),
        conversion=Says("比率写的是 {stated}，按分子÷分母是 {computed}（{numbers}）",
                        "核对分子、分母、比率；分母另有所指的，写明是什么"),
        growth=Says("增减幅度写的是 {stated}，算出来是 {computed}（{numbers}）",
                    "核对两期的数、增减额和幅度；按可比口径算的，写明口径"),
        multiple=Says("倍数写的是 {stated}，算出来是 {computed}（{numbers}）", "核对两期的数和倍数"),
        average=Says("平均数写的是 {stated}，算出来是 {computed}（{numbers}）", "核对总数、个数和平均数"),
        surplus=Says("超出或相差的数写的是 {stated}，算出来是 {computed}（{numbers}）", "核对实际、目标和差额"),
        parts=Says("总数写的是 {stated}，各部分加起来是 {computed}（{numbers}）", "核对各部分和总数；有没有列出的部分"
                                                                   "，写明"),
        part_of_whole=Says("其中一部分 {stated} 比总数 {computed} 还多（{numbers}）", "核对两个数；“其中”另有所指的"
            "，改写清楚"),
        structure=Says("构成 {stated} 加起来是 {computed}，不是 100%", "核对各部分的比重"),
        twice=Says("同一件事（{label}）前面写的是 {computed}，这里写的是 {stated}", "核对是哪一个；不是一回事的"
                                                                   "，写明时间或范围"),
        rank=Says("位次写的是{stated}，参加排名的只有 {computed} 个", "核对位次和参加排名的个数"),
        claim=Says("写的是“{stated}”，旁边的数却是 {computed}", "核对数字，或改写说法"),
        pace=Says("写的是“{stated}”，完成率却是 {computed}（到 {months} 月底，序时进度 {progress}）", "核对完成率"
                                                                                     "、截止月份和百分点"),
        sign=Says("“下降”“减少”后面又写了负号：{stated}", "改为下降 {computed}，或改为增长"),
        office=Says("{label}写的是 {stated}，办公室的数据是 {computed}", "用 sanxin explain {year} {key} "
                                                              "看计入了哪些项目，再定哪一个对"),
    ),
    cause=CauseWords(
        rounding="用四舍五入前的数算出来的，写出来的数已经舍入，差在末位",
        cut_off="末位是截去的，没有四舍五入",
        myriads="“万”和“亿”写混，或漏写“万”：相差一万倍",
        point="小数点的位置不对",
        swapped="相邻两位数字写颠倒了",
        one_digit="有一位数字写错了",
        wrong_sign="增与减写反了",
        other="一个数改过，另一个没有跟着改",
    ),
    place=PlaceWords(
        line="第 {0} 行", paragraph="第 {0} 段", table="表 {0} 第 {1} 行第 {2} 列", header="页眉页脚第 {0} 段",
        footnote="脚注第 {0} 段", page="第 {0} 页第 {1} 行", cell="“{name}”表 {column}{0}",
    ),
    unread=UnreadDraftWords(
        missing=Says("找不到文件“{file}”", "核对文件名和位置"),
        folder=Says("“{file}”是文件夹，不是文件", "写到里面的文稿，如 {file}/报告.docx"),
        not_a_file=Says("“{file}”是管道或设备，不是文件", "选一个文稿（.docx、.txt、.md、.xlsx、.pdf）"),
        denied=Says("文件“{file}”打不开", "核对权限；在别的程序里打开着就先关掉"),
        limits=Says("“{file}”读不完：内容远远超出一份文稿，或文件已损坏", "拆成几个文件"),
        memory=Says("“{file}”读不完：需要的内存太多", "拆成几个文件，或另存为 .txt"),
        file_bytes=Says("“{file}”太大：{found} 字节，最多 {limit}", "拆成几个文件，或去掉里面的图片"),
        characters=Says("“{file}”有 {found} 字，最多 {limit}", "拆成几个文件"),
        pages=Says("“{file}”有 {found} 页，最多 {limit}", "拆成几个文件"),
        too_much=Says("“{file}”没有读：展开后远超一份文稿（内容过多，或压缩有问题）", "用 Word 或 WPS 另存后再试"),
        nothing=Says("“{file}”打得开，里面一个字也没有", "核对是不是选错了文件"),
        broken=Says("“{file}”不是文稿，或已损坏", "用写它的软件打开，另存后再试"),
        damaged=Says("“{file}”已损坏（内容缺失或与校验和不符），里面的数都信不得", "找回完好的一份，或请对方重发"),
        password=Says("“{file}”有密码", "去掉密码后再试"),
        old_word=Says("“{file}”是旧格式的 Word 或 WPS 文档，没有读", "用 Word 或 WPS 打开，另存为 .docx"),
        rtf=Says("“{file}”是 RTF 文档，没有读", "用 Word 或 WPS 打开，另存为 .docx"),
        scanned=Says("“{file}”是扫描件：{found} 页里没有文字，只有图", "用有文字的原件；只有纸的，先识别成文字再核"),
        no_characters=Says("“{file}”里的字没有编码，复制出来是乱码", "用原来的 .docx，或用打印方式重新生成 PDF"),
        no_pdf=Says("这台机器上没有读 PDF 的库，“{file}”没有读", "另存为 .docx 或 .txt，或换一台机器"),
        not_text=Says("“{file}”不是文本", "核对是不是选错了文件；文稿另存为 .docx 或 .txt"),
        text_called_document=Says("“{file}”的名称是文档，里面却是纯文本",
                                  "核对是不是选错了文件；确实是文本的，把名称的结尾改成 .txt"),
        big5=Says("“{file}”是繁体 Big5 编码的文本", "另存为 UTF-8 编码"),
        workbook=Says("“{file}”是工作簿，名称却不是", "把名称的结尾改成 .xlsx"),
        open_document=Says("“{file}”是 OpenDocument 文档，没有读", "另存为 .docx"),
        slides=Says("“{file}”是演示文稿，没有读", "把文字另存为 .docx 或 .txt"),
        suffix=Says("“{file}”这种文件不能核稿", "可以核的：.docx、.txt、.md、.xlsx、.pdf"),
    ),
    fate=NumberFateWords(
        checked="与别的数核过", alone="读懂了，没有可比的数", no_unit="没有单位，不知道是什么", day="日期、时间",
        numbering="序号、条款、位次", code="文号、电话、代码、名称里的数字", ratio="比例",
    ),
    part={"target": "目标", "actual": "实际", "before": "上期", "now": "本期", "increase": "增减额", "surplus": "差额",
          "completion": "完成率", "share": "占比", "conversion": "比率", "growth": "增减幅度", "threshold": "门槛",
          "other_rate": "比率", "other": "数", "part": "部分", "whole": "总数", "first": "前面", "second": "这里",
          "office": "办公室"},
    number="{part} {text}", joined="，",
    title="核稿：{file}",
    grown_by_minus=Says("“增长”后面写了负号：{stated}", "确实是下降的，写“下降 {computed}”更清楚；是增长的，去掉负号"),
    finding="不符：{place}：{what}",
    note="注意：{place}：{what}",
    likely="  可能的原因：{cause}",
    todo="  怎么办：{todo}",
    sentence="  原文：{sentence}",
    first="  前面的（{place}）：{sentence}",
    none_found="没有发现不符",
    counted="不符 {findings} 处，注意 {notes} 处；读到 {numbers} 个数",
    fates="其中：{fates}（逐个列出用 --all）",
    fate_counted="{fate} {count} 个",
    failed_cells="有 {count} 格公式出错或没有结果，没有核",
    not_compared="没有与办公室的数据核对：{reason}",
    not_asked="没有办公室；要核对，用 --db 指明",
    compared="与办公室的数据核对了 {count} 个数",
    nothing_to_compare="没有与办公室的指标同名、同期的数可以核对",
    column={"kind": "类别", "place": "位置", "what": "不符之处", "numbers": "有关的数", "stated": "写的",
            "computed": "算的",
            "cause": "可能的原因", "todo": "怎么办", "sentence": "原文", "text": "数", "fate": "怎样了"},
    kind={"finding": "不符", "note": "注意", "numbers": "全部数字"},
)
