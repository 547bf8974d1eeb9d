"""Holds closed years: what would move one is taken only as a restatement, with a class and a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import FromClause, Subquery, and_, exists, func, literal, or_, select, union
from sqlmodel import Session

from tracker.domain.changed import ChangeKind
from tracker.domain.counting_year import YearSpan
from tracker.domain.day import Precision
from tracker.domain.profile import FIELDS
from tracker.domain.reasons import Code, Reason
from tracker.domain.restating import Restates
from tracker.domain.rules import Ruleset
from tracker.domain.rules_fields import PER_MU_FIELDS, TEXT_FIELDS
from tracker.domain.stages import Stage
from tracker.office.desk import CLOCK, Unit
from tracker.office.figures.counting import Frame
from tracker.office.figures.effect import by_their_day
from tracker.office.figures.rollup import held_figures
from tracker.office.outcome import NotTaken, Refused
from tracker.office.records import day_of
from tracker.office.rules_kept import closed_by, rules_by
from tracker.store.query import (
    PROFILE,
    PROJECT,
    TARGET,
    YEAR_CLOSE,
    AnyColumn,
    Condition,
    Query,
    before_entry,
    known,
    table_of,
)
from tracker.store.tables import (
    Evidence,
    ExpectedDay,
    Fact,
    Milestone,
    Profile,
    ProfileChange,
    ProjectResult,
    Receipt,
    Recognition,
    StatusChange,
    Target,
)

_NAMED = 3
"""Facts of closed years that a refusal names."""


def hold_closed(unit: Unit) -> None:
    """Looks at all that a unit recorded, superseded and took back. Raises NotTaken, and then nothing of it is kept.

    A fact dated in a closed year asks for a class and a reason, whether or not a figure moves: a milestone, money, a
    result, a change of status or of the profile, a target of the year, a document that proves one of these. So does
    whatever else moves a figure of the year (an amount or an origin, a milestone before it that a rate counts, one of
    unknown day), and a closing by other rules than the last, which has to be of the class "rules".

    A recognition is no fact of a year: it says of one that it is so. It is given after the year as a rule, and asks
    only where it moves a figure, as those do that count nothing before it was recognised.
    """
    closed = _closed_throughout(unit)
    digests = {year: now for year, (_, now) in closed.items()}
    found = [*_dated(unit, digests), *_by_other_rules(closed)]
    if not found and closed:
        found = list(_moved(unit, digests))
    said = unit.restating
    if not found and said and unit.last_entry is not None and unit.last_entry.action != CLOCK:
        raise NotTaken(Refused((Reason(Code.NOT_RESTATED),)))
    rules = [reason for reason in found if reason.code is Code.RULES_CLOSED]
    if found and not said:
        raise NotTaken(Refused(tuple(found)))
    if rules and said and said.kind is not Restates.RULES:
        raise NotTaken(Refused(tuple(rules)))


def _closed_throughout(unit: Unit) -> dict[int, tuple[str, str]]:
    """The years that were closed before the unit and are closed after it, with the digest of their rules each time."""
    query = select(YEAR_CLOSE.c.year, YEAR_CLOSE.c.digest).where(
        before_entry(YEAR_CLOSE, unit.recorded.entries[0])).order_by(YEAR_CLOSE.c.number)
    before = {row.year: row.digest for row in unit.session.execute(query)}
    after = closed_by(unit.session)
    return {year: (before[year], after[year]) for year in sorted(before.keys() & after.keys())}


def _by_other_rules(closed: Mapping[int, tuple[str, str]]) -> Iterator[Reason]:
    for year, (was, now) in closed.items():
        if was != now:
            yield Reason(Code.RULES_CLOSED, params={"year": year})


def _of_unit(unit: Unit, kind: type[Fact]) -> Condition | None:
    """Which rows of a kind the unit wrote or superseded; None where it did nothing with any."""
    table, recorded = table_of(kind), unit.recorded
    numbers = {number for (one, _), rows in recorded.rows.items() if one is kind for number in rows}
    found: list[Condition] = [table.c.id.in_(numbers)] if numbers else []
    if kind in recorded.above:
        found += [table.c.id > recorded.above[kind], table.c.superseded_entry_id.in_(recorded.entries)]
    return or_(*found) if found else None


# -- facts dated in a closed year -------------------------------------------------------------------------------------


def _dated(unit: Unit, closed: Mapping[int, str]) -> Iterator[Reason]:
    """The first facts that a closed year would have more, fewer or others of, and how many places there are besides.

    A place is a project with a day and a kind of fact, or a target: a fact that gets another day has two.
    """
    if not closed:
        return
    left, count, spans = _NAMED, 0, _spans(unit, closed)
    for kind, days in _days(unit, facts_alone=True):
        in_years = or_(*(days.c.day.between(span.first, span.last) for span in spans))
        count += unit.session.scalar(select(func.count()).select_from(days).where(in_years)) or 0
        if not left:
            continue
        query = select(PROJECT.c.code, PROFILE.c.name, days.c.day, days.c.precision).select_from(
            days.join(PROJECT, PROJECT.c.id == days.c.project_id)
            .outerjoin(PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, known(PROFILE)))).where(in_years)
        for code, name, on, precision in unit.session.execute(query.limit(left)):
            left -= 1
            yield Reason(Code.YEAR_CLOSED, params={
                "year": next(span.year for span in spans if span.holds(on)), "fact": table_of(kind).name,
                "day": day_of(on, precision),
                "project": " ".join(filter(None, (code, name)))})
    for year, indicator in _targets(unit, closed):
        count += 1
        if left:
            left -= 1
            meant = rules_by(unit.session, closed[year]).indicator(indicator)
            yield Reason(Code.YEAR_CLOSED, params={"year": year, "fact": TARGET.name, "day": year,
                                                   "project": meant.labels if meant else indicator})
    if count > _NAMED:
        yield Reason(Code.MORE_CLOSED, params={"count": count - _NAMED})


def _spans(unit: Unit, closed: Mapping[int, str]) -> list[YearSpan]:
    """The closed years with their first and last days, by the rules of their closings."""
    return [rules_by(unit.session, digest).counting.of(year) for year, digest in closed.items()]


def _targets(unit: Unit, closed: Mapping[int, str]) -> Iterable[tuple[int, str]]:
    """The year and the indicator of each target of a closed year."""
    which = _of_unit(unit, Target)
    if which is None:
        return ()
    query = select(TARGET.c.year, TARGET.c.indicator).where(which, TARGET.c.year.in_(closed))
    return [(row.year, row.indicator) for row in unit.session.execute(query)]


def _days(unit: Unit, *, facts_alone: bool = False) -> Iterator[tuple[type[Fact], Subquery]]:
    """Of each kind of fact that counts, what the unit did something with: each project and day that decides, once.

    A milestone counts by its day or by that of its recognition, a document and a verdict by the days of what they are
    about. With `facts_alone` what a unit only recognised, or sent back, is left out.
    """
    for kind, queries in _DECIDED.items():
        which = _of_unit(unit, kind)
        if which is None or (facts_alone and kind is Recognition):
            continue
        if facts_alone and kind is Milestone:
            which = and_(which, ~_only_recognised(unit))
        yield kind, union(*(query.where(which) for query in queries)).subquery()


def _only_recognised(unit: Unit) -> Condition:
    """Which milestones of a unit are before it and after it the same in all but their recognition."""
    other = table_of(Milestone).alias("other")
    first = unit.recorded.entries[0]
    return exists().where(
        other.c.project_id == _STONE.c.project_id, other.c.stage == _STONE.c.stage,
        *(_STONE.c[name].is_not_distinct_from(other.c[name]) for name in _SAID),
        or_(and_(_STONE.c.superseded_entry_id >= first, other.c.superseded_at.is_(None)),
            and_(_STONE.c.superseded_at.is_(None), other.c.superseded_entry_id >= first)))


def _deciding(table: FromClause, day: AnyColumn, precision: AnyColumn) -> Query:
    return select(table.c.project_id, day.label("day"), precision.label("precision"))


_STONE, _SLIP = table_of(Milestone), table_of(Receipt)
_PAPER, _TURN = table_of(Evidence), table_of(StatusChange)
_CHANGE, _VERDICT = table_of(ProfileChange), table_of(Recognition)
_CAME = table_of(ProjectResult)
_SAID = ("occurred_on", "precision", "override")
"""What a milestone says of a stage beside its recognition."""
_ON_A_DAY = literal(Precision.DAY.value, _STONE.c.precision.type)
_DECIDED: Mapping[type[Fact], tuple[Query, ...]] = {
    Milestone: (_deciding(_STONE, _STONE.c.occurred_on, _STONE.c.precision),
                _deciding(_STONE, _STONE.c.recognised_on, _ON_A_DAY).where(_STONE.c.recognised_on.is_not(None))),
    StatusChange: (_deciding(_TURN, _TURN.c.changed_on, _TURN.c.precision),),
    Receipt: (_deciding(_SLIP, _SLIP.c.received_on, _SLIP.c.precision),),
    ProfileChange: (_deciding(_CHANGE, _CHANGE.c.changed_on, _CHANGE.c.precision).where(
        _CHANGE.c.what != ChangeKind.INTENT),),
    ProjectResult: (_deciding(_CAME, _CAME.c.happened_on, _CAME.c.precision),),
    Recognition: (_deciding(_VERDICT, _VERDICT.c.happened_on, _VERDICT.c.precision),),
    Evidence: (
        *(_deciding(_PAPER, day, precision).select_from(_PAPER.join(_STONE, and_(
            _STONE.c.project_id == _PAPER.c.project_id, _STONE.c.stage == _PAPER.c.stage, known(_STONE))))
          for day, precision in ((_STONE.c.occurred_on, _STONE.c.precision), (_STONE.c.recognised_on, _ON_A_DAY))),
        _deciding(_PAPER, _SLIP.c.received_on, _SLIP.c.precision).select_from(
            _PAPER.join(_SLIP, _SLIP.c.id == _PAPER.c.receipt_id)),
        _deciding(_PAPER, _CHANGE.c.changed_on, _CHANGE.c.precision).select_from(
            _PAPER.join(_CHANGE, _CHANGE.c.id == _PAPER.c.change_id))),
}


# -- whatever else moves a figure of one ------------------------------------------------------------------------------


def _moved(unit: Unit, closed: Mapping[int, str]) -> Iterator[Reason]:
    """The first figure of a closed year that is another one than before the unit, by the rules of the closing."""
    if not (_may_move(unit, max(span.last for span in _spans(unit, closed))) or _expected_of(unit, closed)):
        return
    for year, digest in closed.items():
        rules = rules_by(unit.session, digest)
        frame = Frame(year, rules.counting.of(year).last).by(rules)
        was = _figures(unit, rules, replace(frame, before=unit.recorded.entries[0]))
        now = _figures(unit, rules, frame)
        for key in was:
            if was[key] != now[key]:
                meant = rules.indicator(key)
                yield Reason(Code.FIGURE_CLOSED, params={
                    "year": year, "label": meant.labels if meant else key, "before": was[key], "after": now[key]})
                return


def _figures(unit: Unit, rules: Ruleset, frame: Frame) -> dict[str, str]:
    """The figures of a frame, asked in a session of its own: one that is asked of a day stays so."""
    with Session(unit.session.connection(), join_transaction_mode="rollback_only") as session:
        by_their_day(session, frame)
        return held_figures(session, rules, frame)


def _may_move(unit: Unit, last: date) -> bool:
    """Whether anything the unit did can move a figure up to a day: most of what is recorded is of later days."""
    session = unit.session
    early = any(session.execute(select(days.c.day).where(
        or_(days.c.day.is_(None), days.c.day <= last)).limit(1)).first() for _, days in _days(unit))
    changed = _of_unit(unit, ProfileChange) is not None  # of any day: the one before says what was so until then
    return early or changed or _proves_unknown(unit) or _other_profile(unit, last)


def _expected_of(unit: Unit, closed: Mapping[int, str]) -> bool:
    """Whether the unit says what was expected, where the rules of a closing ask for that."""
    return _of_unit(unit, ExpectedDay) is not None and any(
        rules_by(unit.session, digest).asks_expectations for digest in closed.values())


def _proves_unknown(unit: Unit) -> bool:
    """Whether money of any day bears on a "funded" of unknown day, which all of it proves."""
    which = _of_unit(unit, Receipt)
    return which is not None and unit.session.execute(select(_SLIP.c.id).join(_STONE, and_(
        _STONE.c.project_id == _SLIP.c.project_id, _STONE.c.stage == Stage.FUNDED, known(_STONE),
        _STONE.c.occurred_on.is_(None))).where(which).limit(1)).first() is not None


def _other_profile(unit: Unit, last: date) -> bool:
    """Whether a profile says something else that rules ask about, of a project that had come anywhere by a day."""
    which = _of_unit(unit, Profile)
    if which is None:
        return False
    new, old = table_of(Profile), table_of(Profile).alias("old")
    differs = or_(*(new.c[name].is_distinct_from(old.c[name]) for name in _ASKED_OF_PROFILES))
    came = or_(*(_came(table, day, new, last) for table, day in (
        (_STONE, _STONE.c.occurred_on), (_SLIP, _SLIP.c.received_on), (_CAME, _CAME.c.happened_on))))
    query = select(new.c.id).join(old, old.c.id == new.c.supersedes_id).where(which, differs, came)
    return unit.session.execute(query.limit(1)).first() is not None


def _came(table: FromClause, day: AnyColumn, profile: FromClause, last: date) -> Condition:
    return exists().where(table.c.project_id == profile.c.project_id, or_(day.is_(None), day <= last), known(table))


_ASKED_OF_PROFILES = (
    "name", "investor", "hunan_return", "phase_of", "land_mu", *dict.fromkeys(
        column for name in (*TEXT_FIELDS, *PER_MU_FIELDS)
                                                       for column in FIELDS[name].columns))
