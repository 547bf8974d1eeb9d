"""Records what others recognised or published of a figure, read as a target is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session
from sqlmodel import select as select_row

from tracker.domain.counting_year import YEARS, YearSpan
from tracker.domain.days import Day
from tracker.domain.order import not_happened
from tracker.domain.profile import LINE
from tracker.domain.reasons import Code, Reason
from tracker.domain.rules import Indicator
from tracker.domain.text import clean, fold_width
from tracker.domain.typed import text_typed
from tracker.office.desk import Desk
from tracker.office.figures.targets import FigureRead, read_figure, year_beyond
from tracker.office.outcome import Done, Refused, refused
from tracker.office.project.evidence import Paper, is_damaged, keep_file, opened, restored
from tracker.office.records import SAME_ASSERTION, number
from tracker.office.rules import rules_of
from tracker.office.versions import Version, added_since
from tracker.store.query import ColumnValues, known
from tracker.store.tables import Assertion

_NOTHING = re.compile(r"0+(?:\.0+)?")


def assert_figure(desk: Desk, year: int, indicator: str, value: str, unit: str = "", *, body: str,
                  on: date | None = None, document: Paper | None = None, version: Version = None
                  ) -> Done[int] | Refused:
    """Records what a body recognised or published for a year; the answer is the number of its journal entry.

    `indicator`, `value` and `unit` are read as those of a target are, but nothing (0) is a figure too, and what is only
    about so much is refused. `on` is the day it was said, today where none is given. What the body said before stays
    beside it. Refused for an indicator the year's ruleset does not have, for what is no such figure, without a body,
    for a day that lies ahead or before the year, and for what is on record already (the original of a file that was
    lost or altered takes its place again then). `version` is the last entry by which a figure of the body for the
    indicator stood when it was looked at; refused where the body is on record with another by now.
    """
    if year not in YEARS:
        return year_beyond(year)
    rules = rules_of(desk, year)
    meant = rules.indicator_named(indicator)
    if meant is None:
        return refused(Code.UNKNOWN_INDICATOR, field="indicator", value=indicator,
                       choices=tuple(one.key for one in rules.indicators))
    day = on or desk.today()
    (paper,) = opened((document or Paper(""),))
    read = _read(meant, value, unit)
    reasons = [read] if isinstance(read, Reason) else []
    reasons += _unfit(rules.counting.of(year), body, day, desk.today(), paper)
    if isinstance(read, Reason) or reasons:
        return Refused(tuple(reasons))
    said: ColumnValues = {"year": year, "indicator": meant.key, "value": read.number, "unit": read.unit,
                          "body": clean(body),
            "said_on": day, "number": clean(paper.number)}
    with desk.unit() as work:
        if others := added_since(work.session, version, _of_body(work.session, said), Assertion, year=year,
                                 indicator=meant.key, body=said["body"]):
            return others
        damaged = is_damaged(desk, work.session, paper)
        said |= {"sha256": None, **keep_file(desk, work.session, paper)}
        there = work.session.exec(select_row(Assertion).where(known(Assertion), *(
            getattr(Assertion, name) == said[name] for name in SAME_ASSERTION))).first()
        notes = restored(desk, work.session, paper) if damaged else ()
        if there is not None:
            return Done(there.entry_id, notes) if damaged else refused(
                Code.ASSERTED_ALREADY, field="value", entry=there.entry_id)
        entry = work.entry("figure.assert", subject=f"{year} {meant.called()}", detail={
            "year": year, "indicator": meant.key, "value": read.number, "unit": read.unit, "body": clean(body),
            "day": day.isoformat(), "number": clean(paper.number), "file": said.get("filename")})
        work.append(Assertion, entry, **said)
        return Done(number(entry), notes)


def _of_body(session: Session, said: ColumnValues) -> Sequence[Assertion]:
    return session.exec(select_row(Assertion).where(known(Assertion), *(
        getattr(Assertion, name) == said[name] for name in ("year", "indicator", "body")))).all()


def _read(indicator: Indicator, value: str, unit: str) -> FigureRead | Reason:
    """The figure that was typed: nothing, or what a target could be if that is exact."""
    bare = fold_width(clean(value)).removesuffix(indicator.unit).strip()
    if _NOTHING.fullmatch(bare) and unit.strip() in ("", indicator.unit):
        return FigureRead("0", indicator.unit)
    read = read_figure(indicator, value, unit)
    if isinstance(read, FigureRead) and not read.exact:
        return Reason(Code.NOT_EXACT, params={"value": value}, field="value")
    return read


def _unfit(span: YearSpan, body: str, day: date, today: date, paper: Paper) -> list[Reason]:
    """What is wrong with who said it, when, and with the document."""
    reasons = said_amiss(span, body, day, today)
    reasons += text_typed(paper.number, LINE, "number", cleaned=clean)[1]
    return reasons + ([paper.trouble] if paper.trouble else [])


def said_amiss(span: YearSpan, body: str, day: date, today: date) -> list[Reason]:
    """What is wrong with who says something of a year's figure, and on which day."""
    reasons = [] if clean(body) else [Reason(Code.NO_BODY, field="by")]
    reasons += text_typed(body, LINE, "by", cleaned=clean)[1] + not_happened(Day(day), today)
    if day < span.first:
        reasons.append(Reason(Code.SAID_BEFORE_YEAR, params={"year": span.year, "day": day, "first": span.first},
                              field="on"))
    return reasons
