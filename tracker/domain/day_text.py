"""Reading the days people write: every common form, each as precise as it is, and never a guess."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from tracker.domain.clock import office_day
from tracker.domain.day import Day, NotADay, Precision
from tracker.domain.numerals import read_below_myriad, read_digits
from tracker.domain.reasons import Code
from tracker.domain.text import clean, fold_width, is_empty

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2}(?=[年.]))"
_SEP = r"(?:\s*[-/.。、,，_年月‐‑‒–—―−·]\s*|\s+)"
_CLOCK = (
    r"(?:上午|下午|早上|晚上|凌晨|中午)?\s*[0-9]{1,2}\s*(?:[:时点]\s*(?:[0-9]{1,2}\s*(?:[:分]\s*"
    r"(?:[0-9]{1,2}(?:\.[0-9]+)?\s*秒?)?)?)?)\s*(?:[AaPp][Mm])?"
)
_DAY = re.compile(
    rf"{_YEAR}{_SEP}(?P<month>[0-9]{{1,2}}){_SEP}(?P<day>[0-9]{{1,2}})"
    rf"(?:\s*[日号])?(?:(?:(?<=[日号])\s*|\s+|[Tt])(?:{_CLOCK}|上午|下午))?"
)
_MONTH = re.compile(
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}(?=年)){_SEP}(?P<month>[0-9]{{1,2}})(?:\s*月份?)?"
    r"\s*(?:(?P<dekad>[上中下])旬|[Dd](?P<d>[123])|月?[初中底末])?"
)
_QUARTER = r"(?:第?\s*(?P<quarter>[一二三四]|(?<![0-9])[1-4])\s*季度?|[Qq](?P<q>[1-4]))"
_HALF = r"(?:(?P<half>[上下])半年度?|[Hh](?P<h>[12]))"
_PART = re.compile(rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}(?=年))\s*[-年./]?\s*度?\s*(?:{_QUARTER}|{_HALF})\s*[初中底末内]?")
_PART_FIRST = re.compile(r"(?:[Qq](?P<q>[1-4])|[Hh](?P<h>[12]))\s*[-/.]?\s*(?P<year>[0-9]{4})")
_ONLY_YEAR = re.compile(
    r"(?P<year>[0-9]{4})\s*年?度?|(?P<before>[0-9]{4}|[0-9]{2}(?=年))\s*(?:年?度?\s*年?(?P<end>[底末])|年度?\s*年?[初中内])"
)
_YEARLESS = re.compile(rf"(?:0?[1-9]|1[0-2])月.*|(?:{_QUARTER}|{_HALF})[初中底末内]?|年[初中底末内]")
_NUMBER = re.compile(r"([0-9]{4,8})(?:\.0+)?|([0-9]{5}\.[0-9]+)")
_ZONED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})")
_CHINESE = re.compile(
    r"([〇零○ОOo一二三四五六七八九]{4})年(?:([元正十一二三四五六七八九]{1,3})月份?(?:([十廿卅一二三四五六七八九]{1,3})[日号])?)?"
    r"(度?第?[一二三四]季度?|度?[上下]半年|[上中下]旬)?([年月]?[初中底末内])?"
)
IN_CHINESE = r"[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬)?|第[一二三四]季度|[上下]半年)?"
"""A pattern of every day as `CHINESE_DAY` writes it."""
_VAGUE = re.compile(r"[初底末内前]|中(?![旬午])|左右|(?<!签)约")
_WEEKDAY = re.compile(r"[\s(]*(?:星期|礼拜|周)[一二三四五六日天]\)?$")


def _unnamed(pattern: str) -> str:
    """A pattern to be put into others, as often as need be."""
    return re.sub(r"\?P<[a-z]+>", "?:", pattern)


_YEAR_IN_TEXT = r"(?<![0-9])(?:(?:19|20)[0-9]{2}|[0-9]{2}(?=年))"
_COUNTED = r"\s*[家户个亩万亿元人项次台套栋条名宗份吨米千百余多%月]"
_DAY_OF_MONTH = rf"[0-9]{{1,2}}(?:\s*[日号]|(?![0-9]|{_COUNTED}))"
"""A day without 日 behind it is no number of something: 6月3家企业."""
_PART_OF_MONTH = r"\s*(?:[上中下]旬|[初中底末])"
_PART_OF_YEAR = _unnamed(rf"(?:{_QUARTER}|{_HALF})")
DATE = (rf"(?:(?:{_YEAR_IN_TEXT}|(?<![0-9.])[0-9]{{2}}(?=\.))\s*[-./年]\s*[0-9]{{1,2}}\s*[-./月]\s*{_DAY_OF_MONTH}"
        r"|(?<![0-9])(?:19|20)[0-9]{6}(?![0-9])"
        rf"|{_YEAR_IN_TEXT}(?:\s*年\s*[0-9]{{1,2}}\s*月份?|\s*[-./]\s*[0-9]{{1,2}}(?:\s*月份?|(?![-./0-9]|{_COUNTED})))"
        rf"(?:{_PART_OF_MONTH})?|{_YEAR_IN_TEXT}\s*年?度?\s*{_PART_OF_YEAR}"
        rf"|{_YEAR_IN_TEXT}\s*年(?:年?[初中底末内])?(?!\s*[0-9]))")
"""A pattern of the days with a year that stand in a sentence of half width, all of which `read_day` reads."""
_WITHOUT_YEAR = (rf"(?<![0-9])(?:[0-9]{{1,2}}\s*月\s*{_DAY_OF_MONTH}"
                 rf"|[0-9]{{1,2}}\s*月份?(?:{_PART_OF_MONTH})?|(?<![年度]){_PART_OF_YEAR})")
DATE_OF_ANY_YEAR = rf"(?:{DATE}|{_WITHOUT_YEAR})"
"""Such a pattern of days with a year or without one, which `day_said` reads."""

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 73_051)  # 1954-10-03 to 2099-12-31, as spreadsheets number days
_YEARS = range(1900, 2200)
_LEAP_YEAR = 2000
"""A year that has every day of the calendar."""
_LONGEST = 60
"""Characters of the longest text that is read as a day, runs of blanks counted as one."""
_FROM_1904 = 1462
"""Days between the first days of the two calendars of spreadsheets, 1899-12-30 and 1904-01-01."""


def read_day(value: object, *, date1904: bool = False) -> Day | None:
    """The day a cell or an answer names, None when it says there is none (`is_empty`).

    Takes text in the forms people write, dates, and the serial numbers of spreadsheets (20000 to 73050; a time of
    day is dropped, a time with a zone is moved to the office's). 2023年6月中旬 (2023-06D2), 2023年三季度 (2023Q3) and
    2023年上半年 (2023H1) are what they say. 年底 and 年末 are planning words for the last month of a year and read as
    December; 月底 is its month, 年初, 年中 and 年内 are their year: `is_vague` tells that such a text says more. A year
    of two digits is taken with 年 or dots only (23年6月18日, 23.6.18; 70 to 99 are 19xx), because 6/8/23 may be August
    or June. A float 2023.1 may be January or October and is refused. `date1904` says that the number is from a workbook
    that counts its days from 1904 on.
    Raises NotADay: "no_such_date" for 2023-02-30, "no_year" for a part of a year that is not named (三季度, 6月18日),
    "not_a_date" for anything else that is no date.
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, datetime):
        return Day(office_day(value) if value.tzinfo else value.date())
    if isinstance(value, date):
        return Day(value)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value, value, _FROM_1904 if date1904 else 0)
    raise NotADay(Code.NOT_A_DATE, value)


@lru_cache(maxsize=16_384)  # a ledger writes few days many times over; days never change
def _from_text(value: str) -> Day | None:
    if match := _ISO.fullmatch(value):
        return _day(value, *match.groups())
    if is_empty(value):
        return None
    if len(value) > _LONGEST:
        value = " ".join(value.split())
    if len(value) > _LONGEST:
        raise NotADay(Code.NOT_A_DATE, value)
    text = _WEEKDAY.sub("", fold_width(clean(value))).rstrip(" 。.,;、")
    text = _chinese(text)
    if match := _DAY.fullmatch(text):
        return _day(value, match["year"], match["month"], match["day"])
    if (period := _period(value, text)) is not None:
        return period
    if match := _NUMBER.fullmatch(text):
        return _from_number(value, int(match[1]) if match[1] else float(match[2]))
    if _ZONED.fullmatch(text):
        return Day(office_day(_zoned(value, text)))
    raise NotADay(Code.NO_YEAR if lacks_year(text) else Code.NOT_A_DATE, value)


def in_year(text: str, year: int) -> Day | None:
    """The part of `year` that a text without a year of its own names (三季度, 6月中旬, 年底); None for all others."""
    folded = "".join(fold_width(clean(text)).split())
    if len(folded) > _LONGEST or not _YEARLESS.fullmatch(folded):
        return None
    try:
        return _from_text(f"{year}年{folded}")
    except NotADay:
        return None


def day_said(value: object, year: int | None = None) -> Day | None:
    """The day that a value is, of `year` where it names none; None for what is no day."""
    if isinstance(value, str) and year is not None and (day := in_year(value, year)) is not None:
        return day
    try:
        return read_day(value)
    except NotADay:
        return None


def lacks_year(text: str) -> bool:
    """Whether a text would be a day if it named its year."""
    return in_year(text, _LEAP_YEAR) is not None


def is_vague(text: str) -> bool:
    """Whether a text that is read as a day says more, or less, than that day: 年底, 6月底前, 三季度左右, 约6月."""
    return _VAGUE.search(text) is not None


def _period(value: object, text: str) -> Day | None:
    """A month or ten days of it, a quarter, a half-year, a year; None for a text that is none of them."""
    if match := _MONTH.fullmatch(text):
        part = match["dekad"] or match["d"]
        month = _day(value, match["year"], match["month"])
        return month.part(Precision.DEKAD, _place(part, "上中下")) if part else month
    if match := _PART.fullmatch(text) or _PART_FIRST.fullmatch(text):
        parts, year = match.groupdict(), _day(value, match["year"])
        if quarter := parts.get("quarter") or parts["q"]:
            return year.part(Precision.QUARTER, _place(quarter, "一二三四"))
        return year.part(Precision.HALF_YEAR, _place(parts.get("half") or parts["h"], "上下"))
    if match := _ONLY_YEAR.fullmatch(text):
        return _day(value, match["year"] or match["before"], "12" if match["end"] else None)
    return None


def _place(part: str, names: str) -> int:
    """Which part it is, from 1: by its name (上, 一) or its number."""
    return names.find(part) + 1 or int(part)


def _zoned(value: str, text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise NotADay(Code.NO_SUCH_DATE, value) from None


def _chinese(text: str) -> str:
    """二〇二三年六月十八日 as 2023年6月18日; any other text as it is."""
    match = _CHINESE.fullmatch("".join(text.split()))
    if not match:
        return text
    parts = [read_digits(re.sub("[○ОOo]", "〇", match[1])) or ""]
    for part in match.groups()[1:3]:
        spelt = re.sub("^[元正]$", "一", part or "").replace("廿", "二十").replace("卅", "三十")
        number = read_below_myriad(spelt)
        parts.append("" if number is None else str(number))
        if part and number is None:
            return text
    return "".join([part + unit for part, unit in zip(parts, "年月日", strict=True) if part] + [
        part for part in match.groups()[3:] if part])


def _from_number(value: object, number: float, later: int = 0) -> Day:
    """A day from a bare number: 20230618, 202306, 2023, 2023.06, or a spreadsheet's serial, `later` days on."""
    if not 1 <= number < 1e9:
        raise NotADay(Code.NOT_A_DATE, value)
    whole = int(number)
    if whole + later in _SERIALS:
        return Day(_SERIAL_ZERO + timedelta(days=whole + later))
    digits = str(whole)
    if number != whole:
        return _year_dot_month(value, number)
    if len(digits) not in (4, 6, 8) or int(digits[:4]) not in _YEARS:
        raise NotADay(Code.NOT_A_DATE, value)
    return _day(value, digits[:4], *(part for part in (digits[4:6], digits[6:]) if part))


def _year_dot_month(value: object, number: float) -> Day:
    """2023.06 typed into a cell that took it for a number; 2023.1 may have been 2023.10 and is refused."""
    year, _, month = repr(number).partition(".")
    if int(year) not in _YEARS or len(month) > 2 or month == "1":
        raise NotADay(Code.NOT_A_DATE, value)
    return _day(value, year, month)


def _day(value: object, year: str, month: str | None = None, day: str | None = None) -> Day:
    """The Day of these digits. Raises NotADay when the calendar has none such, or the year lies before 1900."""
    full = int(year)
    if len(year) == 2:
        full += 1900 if full >= 70 else 2000
    if full < _YEARS.start:
        raise NotADay(Code.NOT_A_DATE, value)
    try:
        if month is None:
            return Day.year(full)
        return Day.month(full, int(month)) if day is None else Day(date(full, int(month), int(day)))
    except ValueError:
        raise NotADay(Code.NO_SUCH_DATE, value) from None
