"""What the lines above a table say: which place the office works for, and of which day the table is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from tracker.domain.days import day_said
from tracker.domain.text import clean
from tracker.ledger.raw import Month
from tracker.ledger.stack import is_blank

_PLACE = r"[\u4e00-\u9fff]{1,12}?(?:自治县|自治旗|自治州|林区|特区|市|县|区|旗|盟)"
_PLACES = rf"(?:{_PLACE}){{1,3}}"
"""A city, its county and what lies in that; were there no most, the ways to part 市市市… would double with each."""
_AFTER = (r"招商|投资|项目|重点|产业|对外|引资|签约|新引进|新签约|利用外资|外资|内资|在谈|在建|各|"
          r"商务局|商务和|商粮局|投促|经合|合作交流|发改局|发展和改革局|工信局|工业和信息化局|人民政府|政府办|政府|"
          r"委办|县委|市委|区委|"
          r"[\u4e00-\u9fff]{2,8}?(?:产业园|工业园|园区|开发区|高新区|经开区|集聚区|集中区|示范区|新区)")
"""What follows a place in a title: what the list is of, the bureau that keeps it, a park in it."""
_BEFORE_YEAR = re.compile(rf"(?:^|\s)(?:附件\d*[:：]?)?((?:[\u4e00-\u9fff]{{2,6}}?(?:省"
                          rf"|自治区))?{_PLACES})(?=\s*(?:20\d\d|二〇|{_AFTER}))")
_AFTER_YEAR = re.compile(rf"20\d\d\s*年?度?\s*((?:[\u4e00-\u9fff]{{2,6}}?(?:省|"
                         rf"自治区))?{_PLACES})(?=\s*(?:{_AFTER}|到资|目标|年度))")
_REPORTER = re.compile(rf"(?:填报|报送|编制|制表)(?:单位|部门)?\s*[:：]\s*({_PLACES})")
_TOKEN = re.compile(_PLACE)
_DISTRICTS = ("浦东新区", "滨海新区")
"""Districts whose names end as those of development zones do."""
_NOBODY = re.compile(r"^(?:全|各|本|我|该|外|省|跨|两|新|其他|有关)?(?:市|县|区|旗)+$|园区$|社区$|辖区$|地区$|片区$|"
                     r"库区$|景区$"
                     r"|超市$|城市$|股市$|上市$"
                     r"|(?:高新|经开|经济|开发|技术|工业|产业|示范|保税|临港|临空|新|集聚|集中|试验|度假|功能|核心|"
                     r"合作|物流|科技|商务|自贸|生态)"
                     r"区$")


def place_in(titles: Iterable[str]) -> str:
    """The county, city, district or banner a ledger belongs to, as its title names it; empty when none does.

    Of 益阳市沅江市 the last is meant. A title comes before the line that says who filled it in.
    """
    texts = list(titles)
    for pattern in (_BEFORE_YEAR, _AFTER_YEAR, _REPORTER):
        for text in texts:
            for match in pattern.finditer(text.strip()):
                named = _TOKEN.findall(re.sub(r"^.{2,6}?(?:省|自治区)", "", match[1]))
                places = [place for place in named if not _NOBODY.search(place)]
                if places:
                    return str(places[-1])
    return ""


_TITLE_TEXTS = 3
"""Texts without a label that a line above a header can have: the title, the day and the unit."""
_LABEL = r"(?:[^:：\n]{0,8}(?:单位|部门|日期|时间|币种|人|电话)\s*[:：]?|[^\n]*[:：]|[(（]?截[至止]到?)"
"""A text of a cell that is the label of the one beside it: 截止日期 before 2024年6月30日."""
_LABELLED = re.compile(rf"(?m)^(?P<label>{_LABEL})\n(?!{_LABEL}$)")
_OF_ONE_DAY = re.compile(r"(?<=\d)\n(?=\s*[年月日号])|(?<=[年月])\n(?=\d)")
"""Between the parts of a day that stand in cells of their own: 2024, 年, 6, 月."""
_JOINED = re.compile(r"[:：\s]$|截[至止]到?$")
BARE_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def title_texts(row: Iterable[Any]) -> list[str]:
    """The texts of a line above a table: a day is written out, and a label stands with the cell beside it."""
    line = _OF_ONE_DAY.sub("", "\n".join(_title_text(cell) for cell in row if not is_blank(cell)))
    line = _LABELLED.sub(lambda match: match["label"] + ("" if _JOINED.search(match["label"]) else "："), line)
    return line.split("\n") if line else []


def is_title_line(row: Sequence[Any]) -> bool:
    """Whether a line is blank or can be a title: few texts besides labels, and no number but what belongs to one."""
    texts = title_texts(row)
    unlabelled = sum(not re.search("[:：]", text) for text in texts)
    has_number = any(isinstance(cell, int | float) for cell in row)
    return unlabelled <= _TITLE_TEXTS and not (has_number and any(map(BARE_NUMBER.fullmatch, texts)))


def _title_text(cell: object) -> str:
    if isinstance(cell, Month):
        return f"{cell.year}年{cell.month}月"
    if isinstance(cell, date):
        return f"{cell.year}年{cell.month}月{cell.day}日"
    return f"{cell:.15g}" if isinstance(cell, float) else clean(str(cell))


_OF_DAY = (r"(?:(?:截止|截至|填报|填表|填写|报送|上报|制表|统计|更新)(?:日期|时间|日)\s*+[:：]?|截止|截至)"
           r"(?:到|至)?\s*+")
"""What a line says before the day that its table is of."""
_YEAR = r"[2２][0０]\d\d"
_WRITTEN_DAY = (rf"(?:{_YEAR}\s*年\s*)?\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*[日号]|\s*(?:[上中下]旬|[初中底末]))?"
                rf"|{_YEAR}\s*年\s*[底末]|{_YEAR}(?P<sign>[-./])\d{{1,2}}(?:(?P=sign)\d{{1,2}})?|{_YEAR}\d{{4}}"
                r"|年\s*月\s*日")
_DATED = re.compile(rf"(?P<before>{_OF_DAY})(?P<day>{_WRITTEN_DAY})(?!\s*[-—–~至]\s*\d)")
_DAY_MISSING = re.compile(r"(?:截止|截至|填报|填表|报送|制表)(?:日期|时间)\s*[:：](?=\s*$|\s{2})")
"""A label whose day stood in a cell of its own, which no line keeps."""
_UP_TO = re.compile(rf"(?<![报上][送报])(?:截止|截至)(?:日期|时间|日)?\s*+[:：]?\s*+(?:到|至)?\s*+"
                    rf"(?P<day>{_WRITTEN_DAY}|(?:{_YEAR}\s*+年\s*+)?(?:第?\s*+[一二三四1-4]\s*+季度|[上下]半年))"
                    r"(?!\s*[-—–~至]\s*\d)")
"""The day up to which a form asks; 报送截止 is when it has to be handed in."""
_HALF_A_YEAR = timedelta(days=183)
_DAY_TO_FILL = re.compile(rf"(?P<before>{_OF_DAY})[\s_＿]*+(?:(?:{_YEAR})?[\s_＿]*+年)?[\s_＿]*+月[\s_＿]*+日")
"""A day of which a form leaves the month and the day to be filled in: 截至    年  月  日."""
_DAY_ALONE = re.compile(rf"(?P<before>(?:^|(?<=[\s(（])))(?P<day>{_YEAR}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)"
                        r"(?=[\s)）]|$)")
"""A day that stands in a title by itself or in brackets."""


def dated(title: str, day: date) -> str:
    """A line above a table with another day that the table is of: 截止日期：2023年12月31日 says `day` instead.

    Years and months that say what the table is about (2023年招商引资项目台账) stay.
    """
    written = title
    for pattern in (_DATED, _DAY_ALONE):
        written = pattern.sub(lambda match: match["before"] + _as_written(match["day"], day), written)
    return _DAY_MISSING.sub(lambda match: match[0] + _as_written("年", day), written)


def day_of_table(title: str) -> date | None:
    """The last day that a title says its table is of (截止日期：2023年12月31日); None where it says none."""
    days = (day_said(match["day"]) for pattern in (_DATED, _DAY_ALONE) for match in pattern.finditer(title))
    return max((day.last for day in days if day is not None and day.last is not None), default=None)


def day_asked(title: str, today: date) -> date | None:
    """The last day up to which a title of a form asks (截至6月底); None where it says none.

    Where it names no year, that of `today` is meant, in its first months (截至12月底) the one before.
    """
    match, year = _UP_TO.search(title), re.search(rf"{_YEAR}(?=\s*年)", title)
    if match is None:
        return None
    years = [int(year[0])] if year else [today.year, today.year - 1]
    days = [day.last for said in years if (day := day_said(match["day"], said)) is not None and day.last is not None]
    return next((day for day in days if year or day - today < _HALF_A_YEAR), None)


def day_unread(title: str, today: date) -> str:
    """What a title of a form says of the day up to which it asks, where there is no such day (截至2月30日)."""
    match = _UP_TO.search(title)
    written = match is not None and re.search(r"\d|[一二三四上下]", match["day"])
    return match["day"] if match and written and day_asked(title, today) is None else ""


def with_day_filled(title: str, day: date) -> str:
    """A title of a form with the day that it leaves to be filled in, unless it names another year."""
    year = re.search(rf"{_YEAR}(?=\s*年)", title)
    if year and int(year[0]) != day.year:
        return title

    def filled(match: re.Match[str]) -> str:
        said = f"{day.month}月{day.day}日"
        return match["before"].rstrip() + (f"{day.year}年{said}" if "年" in match[0] else said)

    return _DAY_TO_FILL.sub(filled, title)


def _as_written(was: str, day: date) -> str:
    """The day in the way that another one is written; with its year, whether that one has it or not."""
    if "月" in was or "年" in was:
        return f"{day.year}年{day.month}月{day.day}日"
    sign = next((sign for sign in "-./" if sign in was), "")
    return sign.join((f"{day.year}", f"{day.month:02}", f"{day.day:02}"))
