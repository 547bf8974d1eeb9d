"""Parts a cell of what was done about a blocker: a piece for each day it names, with the author where one signs it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from tracker.domain.blocking import Word
from tracker.domain.day_text import DATE_OF_ANY_YEAR
from tracker.domain.days import Day, Precision, day_said, is_vague
from tracker.domain.order import is_ahead
from tracker.domain.text import fold_width


class Piece(NamedTuple):
    """What was said on one day, in its own words; the day is unknown and the author empty where it names none.

    `year_meant` where the words name the day without its year.
    """

    day: Day
    text: str
    author: str = ""
    year_meant: bool = False


class YearMeant(NamedTuple):
    """What tells the year of days written without one: the day a blocker was raised, the day that the book is of, and
    the year of its titles where it is not known when the blocker was raised.
    """

    since: date | None
    until: date
    year: int | None

    def day(self, said: str) -> Day | None:
        """The day that a text says: the first one since `since` that is not after `until`; None for other texts."""
        own = day_said(said)
        if own is not None:
            return own
        if self.since is not None:
            years: Iterable[int] = range(self.since.year, max(self.since.year, self.until.year) + 1)
        else:
            years = () if self.year is None else (self.year, self.year - 1)
        days = [day for year in years if (day := day_said(said, year)) is not None]
        return next((day for day in days if not is_ahead(day, self.until) and (
            self.since is None or not day.certainly_before(Day(self.since)))), days[0] if days else None)


_BEGINS = re.compile(rf"(?:^|(?<=[\n;。]))\s*(?:[(]?[0-9]{{1,2}}[.、)]\s*)?(?P<day>(?>{DATE_OF_ANY_YEAR}))"
                     rf"(?!\s*(?:之?前|以前|左右|起|[、,/至到和及~～—–-]\s*(?:{DATE_OF_ANY_YEAR}|[0-9]{{1,2}}[日号])))")
"""A day that begins a sentence, not the first of several (5月20日、6月3日两次协调) and not one by which (6月10日前)."""
_SIGNED = re.compile(r"[(\[【]\s*(?P<behind>[\u4e00-\u9fff]{2,4})\s*[)\]】]\s*[。;.]?\s*$")
_SPEAKS = re.compile(r"^\s*(?P<before>[\u4e00-\u9fff]{2,4})(?:[(][^)]{1,12}[)])?\s*:")
_LABEL = re.compile(r"[\u4e00-\u9fff/、]{2,12}:")
_WHEN = re.compile(rf"(?:{DATE_OF_ANY_YEAR})(?:之|以)?前?(?:完成|办结|解决|销号|到位)*")
_DEADLINE = re.compile(r"(?:时限|期限|(?:完成|办结|解决|整改)(?:时间|日期))(?:要求)?[:为]?\s*(?P<due>[^;,。)\n]{2,30})")
_ANY_DAY = re.compile(rf"(?:{DATE_OF_ANY_YEAR})(?P<by>(?:之|以)?前)?")
_NO_NAME = re.compile(r"时限|期限|时间|单位|部门|领导$|责任人|负责人|联系人|经办人")
_ASIDE = re.compile(r"[(][^)]*[)]")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


def names_in(cell: str) -> list[str]:
    """The people that a cell of responsible people names: 张三（副县长）、李四 13800000000. Labels are nobody, and
    neither is a deadline beside them (责任领导：张三 完成时限：6月底前).
    """
    text = _LABEL.sub(" ", _WHEN.sub(" ", _ASIDE.sub(" ", fold_width(cell))))
    return [word for word in re.split(r"[^\u4e00-\u9fff]+", text)
            if _NAME.fullmatch(word) and not _NO_NAME.search(word)]


def speaker_in(cell: str) -> str:
    """Who speaks by a cell of responsible people: all of it, or the people in it where it has labels or a day."""
    text = fold_width(cell)
    return "、".join(names_in(cell)) if _LABEL.search(text) or _WHEN.search(text) else cell


def deadline_in(cell: str) -> str:
    """The deadline that a cell names by its label (完成时限：6月底前); empty where it names none."""
    match = _DEADLINE.search(fold_width(cell))
    return match["due"].strip() if match else ""


def one_deadline_in(cell: str) -> str:
    """The one day by which a text asks for something (6月底前完成整改，确保开工); empty where it names other days."""
    days = list(_ANY_DAY.finditer(fold_width(cell)))
    return days[0][0] if len(days) == 1 and days[0]["by"] else ""


_DONE = r"销号|核销|办结|闭环"
_BEFORE_DONE = r"(?:现|目前|该|此|问题|均|都|全部|并|予以|正式|验收|完成|整改)*"
_CLOSED = re.compile(rf"{_BEFORE_DONE}已经?(?:于)?(?:全部|完成|予以|验收|正式|协调|妥善|圆满)*(?:{_DONE}|解决|化解)"
                     rf"(?:完毕|完成)?|{_BEFORE_DONE}(?:{_DONE})(?:完毕|完成)?")
_PUT_RIGHT = re.compile(r"(?:现|目前|问题|均|都|全部)*已经?(?:于)?(?:全部|按要求)*(?:完成整改|"
                        r"整改(?:完成|到位|完毕)|(?:办理|处理)(?:完毕|完成)|完成)")
_BRACKETED_DAY = re.compile(rf"[(\[]\s*(?:于)?({DATE_OF_ANY_YEAR})\s*[)\]]$")
_DAY_FIRST = re.compile(rf"(?:已?于)?({DATE_OF_ANY_YEAR})[,:]?")


def closing_in(text: str) -> tuple[Word, str] | None:
    """How the last words of a text say that a blocker is done with: it was verified (已销号, 已解决), or answered by
    what was done (已完成整改); with the day beside them, empty where there is none. None for all other texts.
    """
    last = re.split(r"[,;。\n]", fold_width(text).strip().rstrip("。;,! "))[-1].strip()
    day = _BRACKETED_DAY.search(last)
    clause = last[:day.start()] if day else last
    first = None if day else _DAY_FIRST.match(clause)
    clause = (("已" if clause.startswith("已") else "") + clause[first.end():] if first else clause).strip(": ")
    said = day[1] if day else first[1] if first else ""
    if _CLOSED.fullmatch(clause):
        return Word.VERIFY, said
    return (Word.ANSWER, said) if _PUT_RIGHT.fullmatch(clause) else None


def pieces_of(text: str, year: YearMeant, names: Collection[str] = ()) -> tuple[Piece, ...]:
    """The pieces of a cell, from the first on; `year` tells that of days without one, `names` are those of people who
    may sign a piece. One piece where no day begins a sentence. Their texts together are the cell.
    """
    folded = fold_width(text)
    if len(folded) != len(text):
        return (Piece(Day.unknown(), text),)
    if year.since is None:
        own = (day_said(match["day"]) for match in _BEGINS.finditer(folded))
        year = year._replace(since=next((day.on for day in own if day is not None), None))
    starts = [match.start() for match in _BEGINS.finditer(folded) if _day_of(match, year) is not None]
    if not starts or folded[:starts[0]].strip():
        starts = [0, *starts]
    found = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end].strip().rstrip("；;，,、")
        if piece:
            found.append(_piece(piece, year, names))
    return tuple(found)


def _piece(text: str, year: YearMeant, names: Collection[str]) -> Piece:
    folded = fold_width(text)
    begins = _BEGINS.match(folded)
    day = _day_of(begins, year) if begins else None
    said = folded[begins.end():].lstrip(":,、 ") if begins else folded
    match = _SIGNED.search(folded) or _SPEAKS.match(said)
    name = match[1] if match else ""
    return Piece(day or Day.unknown(), text, name if name in names else "",
                 begins is not None and day is not None and day_said(begins["day"]) is None)


def _day_of(begins: re.Match[str], year: YearMeant) -> Day | None:
    """The day or month that begins a sentence; a part of a month and what is longer (6月中旬) is as likely a plan."""
    day = year.day(begins["day"])
    plain = day is not None and day.precision in (Precision.DAY, Precision.MONTH) and not is_vague(begins["day"])
    return day if plain else None
