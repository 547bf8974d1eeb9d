"""Marks that people give units for a year: points, visits, what a sample found; each with who gave it and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select, true
from sqlmodel import Session
from sqlmodel import select as select_row

from tracker.domain.assessed import has_retired
from tracker.domain.counting_year import YEARS
from tracker.domain.money import print_exact
from tracker.domain.profile import LINE
from tracker.domain.reasons import Code, Reason
from tracker.domain.rules import Ruleset
from tracker.domain.rules_assessment import Assessment, MarkAsked
from tracker.domain.text import clean, fold_width
from tracker.domain.typed import text_typed
from tracker.office.assessment.units import unit_named
from tracker.office.desk import Desk
from tracker.office.figures.asserting import said_amiss
from tracker.office.figures.counting import Frame
from tracker.office.figures.targets import year_beyond
from tracker.office.outcome import Done, Refused, refused
from tracker.office.rules import rules_of
from tracker.office.versions import Version, changed_since
from tracker.store.query import MARK_GIVEN, UNIT, Condition, known
from tracker.store.tables import AssessedUnit, GivenMark

_NUMBER = re.compile(r"[-+]?(?:\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class MarkShown:
    """A mark as it stands: an exact number, with who gave it and on which day, and who recorded it."""

    assessed: str
    """The unit by its name."""
    unit_number: int
    year: int
    mark: str
    """Its key."""
    value: str
    body: str
    day: date
    number: str
    recorded_at: datetime
    recorded_by: str
    version: int
    """The entry by which it stands."""


def give_mark(desk: Desk, assessed: str, year: int, mark: str, value: str, *, body: str, on: date | None = None,
              number: str = "", reason: str = "", version: Version = None) -> Done[MarkShown] | Refused:
    """Records what a person or an office gives a unit; `on` is the day, today where none is given.

    `mark` is one of the ruleset by key or label, `value` an exact number with or without its unit. Refused for a mark
    the rules do not have, a number beyond what they allow, without a body, for a day that lies ahead or before the
    year, for a unit that was retired before the year, where nothing changes, and without a reason where it replaces
    another.
    """
    found = _asked(desk, year, mark)
    if isinstance(found, Refused):
        return found
    rules, meant = found
    day = on or desk.today()
    read = _number_typed(meant, value)
    reasons = [read] if isinstance(read, Reason) else []
    reasons += said_amiss(rules.counting.of(year), body, day, desk.today())
    reasons += text_typed(number, LINE, "number", cleaned=clean)[1]
    if isinstance(read, Reason) or reasons:
        return Refused(tuple(reasons))
    said = {"value": print_exact(read), "body": clean(body), "said_on": day, "number": clean(number)}
    with desk.unit() as work:
        row = unit_named(work.session, assessed)
        if isinstance(row, Refused):
            return row
        if has_retired(row.retired_on, rules.counting.of(year).first):
            return refused(Code.UNIT_RETIRED, field="unit", name=row.name, on=row.retired_on)
        was = _standing(work.session, row, year, meant.key)
        if others := _changed(work.session, version, was, row, year, meant.key):
            return others
        if was is not None and all(getattr(was, name) == said[name] for name in said):
            return refused(Code.NOTHING_CHANGES)
        if was is not None and not clean(reason):
            return refused(Code.NO_REASON, field="reason")
        entry = work.entry("mark.give", subject=f"{row.name} {year} {meant.called()}", reason=clean(reason), detail={
            "unit_number": row.number, "year": year, "mark": meant.key, "value": said["value"], "by": clean(body),
            "day": day.isoformat(), "was": was.value if was else None})
        given = work.append(GivenMark, entry, instead_of=was, unit_number=row.number, year=year, mark=meant.key, **said)
        return Done(_shown(row.name, given))


def take_back_mark(desk: Desk, assessed: str, year: int, mark: str, reason: str, *, version: Version = None
                   ) -> Done[MarkShown] | Refused:
    """Takes a mark away; it stays on record. Refused where none stands, and without a reason."""
    rules = rules_of(desk, year)
    meant = _meant(rules.assessment, mark) if rules.assessment else None
    key, called = (meant.key, meant.called()) if meant else (clean(mark), clean(mark))
    with desk.unit() as work:
        row = unit_named(work.session, assessed)
        if isinstance(row, Refused):
            return row
        was = _standing(work.session, row, year, key)
        if others := _changed(work.session, version, was, row, year, key):
            return others
        if was is None:
            return refused(Code.NO_MARK_GIVEN, field="mark", name=row.name, value=called, year=year)
        if not clean(reason):
            return refused(Code.NO_REASON, field="reason")
        entry = work.entry("mark.withdraw", subject=f"{row.name} {year} {called}", reason=clean(reason), detail={
            "unit_number": row.number, "year": year, "mark": key, "was": was.value})
        work.supersede(was, entry)
        return Done(_shown(row.name, was))


def marks_given(desk: Desk, year: int, as_of: datetime | None = None) -> tuple[MarkShown, ...]:
    """The marks of all units for a year, as they were known at a moment (now where none is given), by unit."""
    query = select(UNIT.c.name, MARK_GIVEN).join(UNIT, UNIT.c.number == MARK_GIVEN.c.unit_number).where(
        known(MARK_GIVEN, as_of), known(UNIT, as_of), MARK_GIVEN.c.year == year)
    with desk.reading() as session:
        rows = session.execute(query.order_by(MARK_GIVEN.c.unit_number, MARK_GIVEN.c.id))
        return tuple(MarkShown(row.name, row.unit_number, row.year, row.mark, row.value, row.body, row.said_on,
                               row.number, row.recorded_at, row.recorded_by, row.entry_id) for row in rows)


def marks_of(unit: int, given: Iterable[MarkShown]) -> tuple[MarkShown, ...]:
    """Those of the marks that are of the unit with a number."""
    return tuple(one for one in given if one.unit_number == unit)


def marks_of_units(session: Session, frame: Frame) -> Mapping[int, Mapping[str, Decimal]]:
    """The marks of a year by the unit's number and the mark's key.

    For the whole year whatever was known of it counts, since marks are given after its end; for any other day what had
    been given by then.
    """
    given: Condition = true() if frame.until == frame.span.last else MARK_GIVEN.c.said_on <= frame.until
    query = select(MARK_GIVEN.c.unit_number, MARK_GIVEN.c.mark, MARK_GIVEN.c.value).where(
        MARK_GIVEN.c.year == frame.year, frame.known(MARK_GIVEN), given)
    found: dict[int, dict[str, Decimal]] = {}
    for unit, key, value in session.execute(query):
        found.setdefault(unit, {})[key] = Decimal(value)
    return found


def _asked(desk: Desk, year: int, mark: str) -> tuple[Ruleset, MarkAsked] | Refused:
    """The rules of a year, and the mark of theirs that is meant."""
    if year not in YEARS:
        return year_beyond(year)
    rules = rules_of(desk, year)
    if rules.assessment is None:
        return refused(Code.NO_ASSESSMENT, field="year", year=year)
    meant = _meant(rules.assessment, mark)
    if meant is None:
        return refused(Code.MARK_UNKNOWN, field="mark", year=year, value=mark,
                       choices=tuple(one.key for one in rules.assessment.marks))
    return rules, meant


def _meant(assessment: Assessment, name: str) -> MarkAsked | None:
    """The mark that is meant: by key, or by label in any language."""
    wanted = fold_width(clean(name)).casefold()
    return next((one for one in assessment.marks if wanted in {
        fold_width(said).casefold() for said in (one.key, *one.label.by_language.values())}), None)


def _number_typed(mark: MarkAsked, value: str) -> Decimal | Reason:
    """The number that was typed, within what the rules allow."""
    text = fold_width(clean(value)).strip().removesuffix(fold_width(mark.unit)).strip()
    if not _NUMBER.fullmatch(text):
        return Reason(Code.NOT_A_MARK, params={"value": value}, field="value")
    number = Decimal(text.replace(",", ""))
    if number < mark.at_least or (mark.at_most is not None and number > mark.at_most):
        limits = f"≥ {print_exact(mark.at_least)}" if mark.at_most is None else (
            f"{print_exact(mark.at_least)}—{print_exact(mark.at_most)}")
        return Reason(Code.MARK_BEYOND, params={"name": mark.called(), "limits": limits, "value": print_exact(number)},
                      field="value")
    return number


def _standing(session: Session, of: AssessedUnit, year: int, key: str) -> GivenMark | None:
    return session.exec(select_row(GivenMark).where(
        GivenMark.year == year, GivenMark.unit_number == of.number, GivenMark.mark == key, known(GivenMark))).first()


def _changed(session: Session, version: Version, was: GivenMark | None, of: AssessedUnit, year: int, key: str
             ) -> Refused | None:
    return changed_since(session, version, was, GivenMark, lambda row: row.value, year=year, unit_number=of.number,
                         mark=key)


def _shown(name: str, row: GivenMark) -> MarkShown:
    return MarkShown(name, row.unit_number, row.year, row.mark, row.value, row.body, row.said_on, row.number,
                     row.recorded_at, row.recorded_by, row.entry_id)
