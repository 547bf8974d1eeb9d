"""Digits that are no figures: days, years, numbers of documents and articles, telephones, names such as 500强."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Aside(StrEnum):
    """What digits are that count nothing."""

    DAY = "day"
    """A day, a time of it, a length of time."""
    NUMBERING = "numbering"
    """A number before a heading or in a list, of an article, a session, a rank."""
    CODE = "code"
    """The number of a document, a telephone, a code, a name with digits."""
    RATIO = "ratio"
    """1:3, 1+2+N, 1/3."""


_DASH = r"[-—–~～－至到]"
_YEAR = r"(?:19|20)\d{2}"
_KINDS: Final = (
    (Aside.CODE, r"https?://[\x21-\x7e]+|www\.[\x21-\x7e]+|[A-Za-z0-9_.+-]{1,64}@[\w.-]+"),
    (Aside.CODE, r"[〔﹝\[【(（]" + _YEAR + r"[〕﹞\]】)）](?:第?\d+(?:[-、]\d+)*号)?"),
    (Aside.CODE, r"(?:0\d{2,3}[-—]?)\d{7,8}(?!\d)|1[3-9]\d{9}(?!\d)|400-?\d{3}-?\d{4}|\d{3,4}-\d{7,8}"),
    (Aside.DAY, _YEAR + r"(?:年)?" + _DASH + _YEAR + r"(?:年度?|学年)?"),
    (Aside.DAY, _YEAR + r"年\d{1,2}" + _DASH + r"(?:" + _YEAR + r"年)?\d{1,2}月(?:份|底|末)?"),
    (Aside.DAY, _YEAR + r"年(?:\d{1,2}月(?:\d{1,2}(?:" + _DASH + r"\d{1,2})?[日号])?(?:份|底|末|初)?)?"),
    (Aside.DAY, _YEAR + r"[-./]\d{1,2}[-./]\d{1,2}(?:[日号])?|" + _YEAR + r"[./-](?:1[0-2]|0?[1-9])(?![\d.%万亿元个])"),
    (Aside.DAY, r"\d{1,2}月\d{1,2}[日号]?" + _DASH + r"(?:\d{1,2}月)?\d{1,2}[日号]"),
    (Aside.DAY, r"\d{1,2}" + _DASH + r"\d{1,2}(?:月份?|[日号](?!线|楼|馆|地块|厂|机|院))"),
    (Aside.DAY, r"\d{1,2}(?:[、,，]\d{1,2})*月(?:\d{1,2}[日号])?(?:份|底|末|初)?(?!\d)"),
    (Aside.DAY, r"\d{1,2}[日](?![均元产])|(?<![\d比为])\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\d{1,2}[时点]\d{1,2}分|\d{1,2}时"
                r"(?!\d)"),
    (Aside.DAY, r"\d{2}年(?:度|底|末|初)?(?=[^\d]|$)|\d{1,3}周年|\d+岁"),
    (Aside.DAY, r"\d+(?:\.\d+)?(?:" + _DASH + r"\d+(?:\.\d+)?)?[多余]?(?:个多?)?(?:工作日|月|季度|小时|学时|课时|分钟"
                                              r"|秒钟?|天|周|年|日历天|星期|"
                r"昼夜)(?![产均增])"),
    (Aside.NUMBERING, r"第[\d.]+(?:" + _DASH + r"\d+)?(?:[、,和]第?\d+)*[^\d，。；、]?"),
    (Aside.NUMBERING, r"(?:前|top)\d+(?:[名位强]|$)?|\d+强|No\.?\d+"),
    (Aside.NUMBERING, r"[(（]\d{1,2}[)）](?![万亿元个家项%])|(?:^|(?<=[。；;]))\d{1,2}(?:\.\d{1,2})*[、.．)）](?!\d)"),
    (Aside.NUMBERING, r"(?:^|(?<=[。；;]))\d{1,2}[.．](?=(?:19|20)\d{2}年)"),
    (Aside.NUMBERING, r"(?:表|图|附件|附表|专栏|序号|编号|例|注|页|楼|栋|单元)\d+(?:[-.]\d+)*"
                      r"(?![\d.]*[万亿%元个家项户])"),
    (Aside.RATIO, r"\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?)+|\d+(?:\+\d+)*\+[NnXx\d](?:\+[NnXx\d])*"),
    (Aside.RATIO, r"(?<![\d.])\d{1,2}/\d{1,2}(?![\d.])"),
    (Aside.CODE, r"\d+号(?!召)|[A-Za-z]+[-–]?\d[\w.-]*|\d+[A-Za-z]\d[\w-]*|\d+[Gg](?![A-Za-z])|\d+A级?|\d+[DdRr]"
                 r"(?![A-Za-z])"),
    (Aside.CODE, r"\d{7,}(?![\d.,万亿元个人吨]|千瓦|平方)"),
    (Aside.CODE, r"\d+(?:强|型|级|代|寸|路|线|国道|省道|城|街|栋|幢|楼|层|维|D)(?![亿万])"),
    (Aside.CODE, r"[“\"‘《]\d+(?:[+＋]\w+)+[”\"’》]|[“\"‘《]\d+[”\"’》]"),
)
_PATTERN = re.compile("|".join(f"(?P<k{at}>{pattern})" for at, (_, pattern) in enumerate(_KINDS)), re.MULTILINE)


def set_aside(text: str) -> list[tuple[int, int, Aside]]:
    """Start, end and kind of all digits in a folded text that are no figures, in their order."""
    found: list[tuple[int, int, Aside]] = []
    for match in _PATTERN.finditer(text):
        assert match.lastgroup is not None
        found.append((match.start(), match.end(), _KINDS[int(match.lastgroup[1:])][0]))
    return found
