"""Parts a cell of what was done about a blocker: a piece for each day it names, with the author where one signs it."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.domain.day_text import in_year
from tracker.domain.days import Day, NotADay, read_day
from tracker.domain.text import fold_width


class Piece(NamedTuple):
    """What was said on one day, in its own words; the day is unknown and the author empty where it names none."""

    day: Day
    text: str
    author: str = ""


_DATE = (r"(?:[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}[日号]?|[0-9]{1,2}月[0-9]{1,2}[日号]"
         r"|[0-9]{4}[年.][0-9]{1,2}月?(?![-./0-9]))")
_BEGINS = re.compile(rf"(?:^|(?<=[\n;。,、]))\s*(?:[(]?[0-9]{{1,2}}[.、)]\s*)?(?P<day>{_DATE})(?!\s*(?:底|末|"
                     rf"[上中下]旬|之?前|"
                     r"以前|左右|起))")
_SURNAMES = ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶魏吕丁沈姚卢姜崔钟"
             "谭陆汪范廖贾夏韦付邹孟熊秦邱江尹薛闫段侯龙陶黎贺毛郝龚邵万钱覃武戴莫孔汤甲乙丙丁戊己庚辛壬癸子丑寅卯")
_NO_NAMES = frozenset(("高速", "万元", "江边", "范围", "高压", "高度", "段落", "马上", "何时", "余下", "江堤",
                       "林地", "林业", "武警",
                       "田地", "黄线", "黄灯", "高位", "高效", "龙头", "陈述", "万亩", "许可", "孔雀", "汤池", "钱款"))
_SIGNED = re.compile(r"[(\[【]\s*(?P<behind>[\u4e00-\u9fff]{2,3})\s*[)\]】]\s*[。;.]?\s*$")
_SPEAKS = re.compile(r"^\s*(?P<before>[\u4e00-\u9fff]{2,3})(?:[(][^)]{1,12}[)])?\s*:")


def pieces_of(text: str, year: int | None) -> tuple[Piece, ...]:
    """The pieces of a cell, from the first on; `year` is meant where a day names none. One piece where no day begins a
    sentence. Their texts together are the cell.
    """
    folded = fold_width(text)
    if len(folded) != len(text):
        return (Piece(Day.unknown(), text),)
    starts = [match.start() for match in _BEGINS.finditer(folded) if day_in(match["day"], year) is not None]
    if not starts or folded[:starts[0]].strip():
        starts = [0, *starts]
    found = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end].strip().rstrip("；;，,、")
        if piece:
            found.append(_piece(piece, year))
    return tuple(found)


def _piece(text: str, year: int | None) -> Piece:
    folded = fold_width(text)
    begins = _BEGINS.match(folded)
    day = day_in(begins["day"], year) if begins else None
    said = folded[begins.end():].lstrip(":,、 ") if begins else folded
    match = _SIGNED.search(folded) or _SPEAKS.match(said)
    name = match[1] if match else ""
    return Piece(day or Day.unknown(), text, name if name[:1] in _SURNAMES and name not in _NO_NAMES else "")


def day_in(text: str, year: int | None) -> Day | None:
    """The day or month a text is, in `year` where it names none; None for what is no day."""
    try:
        return read_day(text)
    except NotADay:
        return in_year(text, year) if year is not None else None
