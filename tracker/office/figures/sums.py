"""Sums receipts, and finds where every project stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import SelectBase, and_, case, exists, func, not_, or_, select, text, true, union, union_all
from sqlmodel import Session

from tracker.domain.day import Precision
from tracker.domain.money import Currency, Mark, Unit
from tracker.domain.rules import Indicator, Ruleset
from tracker.domain.stages import STAGES, Stage, Status
from tracker.office.figures.by_rules import QUERIES_KEPT, RulesFrame, of_money
from tracker.office.figures.counting import Frame, count_if, over_by, standing_at
from tracker.office.figures.coverage import money_coverage
from tracker.office.figures.figures import YearMoney
from tracker.office.figures.nowhere import all_told, counts_money, money_of_year, of_year, told_nowhere
from tracker.office.figures.receipts_asked import counted_minor
from tracker.office.figures.walks import Count
from tracker.store.query import (
    MILESTONE,
    PROFILE,
    PROJECT,
    RECEIPT,
    STATUS,
    AnyColumn,
    Condition,
    Query,
    changed_since,
    known,
    recorded_by,
)
from tracker.store.tables import Milestone, Profile, StatusChange

RANK = {stage: stage.rank for stage in reversed(STAGES)}
"""Furthest first: most projects of a long-kept office have come far, and a CASE stops where it fits."""


class MoneySums(NamedTuple):
    """What every indicator of money comes to, and where the rest of the year's money is."""

    counts: dict[str, Count]
    year: YearMoney


_ALL, _NOWHERE = "all_receipts", "all_nowhere"
"""The columns of how many receipts the year has, and of those that no indicator counts."""


def sum_receipts(session: Session, rules: Ruleset, frame: Frame) -> MoneySums:
    """Every indicator of money, in one walk over the year's receipts in the order of their projects."""
    by = RulesFrame(rules, frame)
    walk = _money_walk(by)
    there = frozenset(kind for kind, query in walk.inexact.items() if walk.holds and session.scalar(query))
    row = session.execute(_money_query(by, there)).mappings().one()
    coverage = money_coverage(session, walk.holds, frame)
    counts = {key: Count(row[key], {currency: int(row[name] or 0) for currency, name in names.items()},
                         coverage=coverage[key], by_period=int(row.get(_PERIOD + key) or 0),
                         under=int(row.get(_UNDER + key) or 0)) for key, names in walk.names.items()}
    taken = {currency: int(row[name]) for currency, name in walk.taken.items() if row[name] is not None}
    return MoneySums(counts, money_of_year(session, frame, int(row[_ALL] or 0), taken, row[_NOWHERE]))


class _MoneyWalk(NamedTuple):
    """What a walk over the year's receipts asks for each indicator of money, by its key."""

    holds: dict[str, Condition]
    """That a receipt counts."""
    names: dict[str, dict[Currency, str]]
    """The columns of the sums, by currency."""
    minor: dict[str, AnyColumn]
    """What of a receipt is added up."""
    taken: dict[Currency, str]
    """The columns of all money of the currencies that any indicator counts."""
    inexact: dict[str, Query]
    """Whether there is any money that is not exact, by what the columns that count it begin with."""


@lru_cache(QUERIES_KEPT)
def _money_walk(by: RulesFrame) -> _MoneyWalk:
    indicators, frame = of_money(by.rules), by.frame
    in_year = true() if frame.late else RECEIPT.c.received_on.between(frame.first, frame.last)
    return _MoneyWalk(
        {one.key: counts_money(one, frame) for one in indicators},
        {one.key: {currency: f"{one.key}_{currency}" for currency in one.currencies} for one in indicators},
        {one.key: counted_minor(one) for one in indicators},
        {currency: f"{_ALL}_{currency}" for one in indicators for currency in one.currencies},
        {kind: select(RECEIPT.c.id).where(holds, in_year, frame.known(RECEIPT)).limit(1)
         for kind, holds in _inexact(frame).items()})


@lru_cache(QUERIES_KEPT)
def _money_query(by: RulesFrame, there: frozenset[str]) -> Query:
    """The sums of each indicator of money; of what is not exact only the kinds that are there are counted."""
    walk, frame, sums = _money_walk(by), by.frame, dict[str, AnyColumn]()
    for key, names in walk.names.items():
        counted = walk.holds[key]
        for currency, name in names.items():
            which = counted if len(names) == 1 else and_(RECEIPT.c.currency == currency, counted)
            sums[name] = func.sum(case((which, walk.minor[key])))
    for currency, name in walk.taken.items():
        sums[name] = func.sum(case((RECEIPT.c.currency == currency, RECEIPT.c.amount_minor)))
    sums[_ALL] = func.count()
    inexact = {kind + key: count_if(holds, counts) for kind, holds in _inexact(frame).items() if kind in there
               for key, counts in walk.holds.items()}
    sums |= inexact
    told = told_nowhere(of_money(by.rules), frame, walk.holds.values())
    by_project = of_year(frame, told.label(_NOWHERE), *(
        column.label(name) for name, column in sums.items())).group_by(RECEIPT.c.project_id).subquery("by_project")
    columns: list[AnyColumn] = [all_told(by_project.c[_NOWHERE]).label(_NOWHERE)]
    columns += [count_if(by_project.c[name] > 0).label(name) for name in inexact if _PERIOD in name]
    columns += [func.sum(by_project.c[name]).label(name) for name in sums if not (name in inexact and _PERIOD in name)]
    columns += [count_if(or_(*(by_project.c[name].is_not(None) for name in names.values()))).label(key)
                for key, names in walk.names.items()]
    return select(*columns)


def count_receipts(session: Session, indicators: Sequence[Indicator], frame: Frame, part: AnyColumn
                   ) -> dict[str, dict[str, Count]]:
    """What `sum_receipts` sums for each indicator of money, told apart by a column: by key, then by part."""
    columns: dict[str, AnyColumn] = {}
    for one in indicators:
        counts = counts_money(one, frame)
        columns[one.key] = func.count(case((counts, RECEIPT.c.project_id)).distinct())
        columns |= {f"{one.key}_{currency}": func.sum(case(
            (and_(counts, RECEIPT.c.currency == currency), counted_minor(one)))) for currency in one.currencies}
    if not columns:
        return {}
    query = of_year(frame, part.label("part"), *(column.label(name) for name, column in columns.items()))
    rows = session.execute(query.group_by(text("part"))).mappings().all()
    return {one.key: {row["part"]: Count(row[one.key], {
        currency: int(row[f"{one.key}_{currency}"] or 0) for currency in one.currencies})
        for row in rows if row[one.key]} for one in indicators}


_PERIOD, _UNDER = "period_", "under_"
"""What the columns begin with that count money known only by its month or longer, and money 不到 its amount."""


def _inexact(frame: Frame) -> dict[str, Condition]:
    """What money is that is not exact, by what the columns that count it begin with."""
    kinds: dict[str, Condition] = {_UNDER: RECEIPT.c.mark == Mark.UNDER}
    if frame.in_part:
        kinds[_PERIOD] = RECEIPT.c.precision != Precision.DAY
    return kinds


def stages_at(session: Session, frame: Frame, *, later: bool) -> dict[str, int]:
    """How many projects stood at each stage at the end of `until`, and how many were terminated by then.

    A project stands before the first milestone dated after `until`: a milestone of unknown day lies between its
    neighbours, so it was reached once those before it were. One whose lead came later was not there yet. `later` says
    whether anything is dated after `until` (`any_after`).

    A project with nothing after `until`, of which nothing was recorded since the moment that is asked about, stands
    where its projection says, and those are counted by their index. Only the others are played through.
    """
    stands = _standing(session)
    if later or not frame.present:
        moved = _moved_stand(frame, later, last_recorded(session, frame))
        now, then = _row(session, moved.now), _stood(session, moved)
        stands = {where: count - now[where] + then[where] for where, count in stands.items()}
    return stands


def _stood(session: Session, moved: _Moved) -> dict[str, int]:
    """Where the projects that moved stood, by their milestones and the words on their status."""
    everyone, gone = _row(session, moved.everyone), _row(session, moved.gone)
    terminated, projects = session.scalar(moved.terminated) or 0, session.scalar(moved.projects) or 0
    found = {stage.value: everyone[stage.value] - gone[stage.value] for stage in STAGES}
    # A project without any milestone is a lead, as in a replay of its facts.
    found[Stage.LEAD.value] += projects - terminated - (everyone[_EVERY] - gone[_EVERY])
    return {**found, _TERMINATED: terminated}


def _row(session: Session, query: Query) -> dict[str, int]:
    return dict(session.execute(query).mappings().one())


def _standing(session: Session) -> dict[str, int]:
    """Where the projects that are known now stand by their projections.

    The others have rows too: only older books have them, and without a fact of now they stand as leads.
    """
    counted, unknown = _row(session, _STANDING), session.scalar(_UNKNOWN_NOW) or 0
    projects, terminated = counted.pop(_EVERY) - unknown, counted.pop(_TERMINATED)
    counted[Stage.LEAD.value] -= unknown
    return {**counted, _LAST.value: projects - sum(counted.values()) - terminated, _TERMINATED: terminated}


_EVERY, _LAST, _TERMINATED = "all", STAGES[-1], Status.TERMINATED.value
_PLACES: Mapping[str, Condition] = {
    **{stage.value: and_(PROJECT.c.stage == stage, PROJECT.c.status.in_(
        [status for status in Status if status is not Status.TERMINATED])) for stage in STAGES},
    _TERMINATED: and_(PROJECT.c.stage.in_(list(STAGES)), PROJECT.c.status == Status.TERMINATED)}
"""Each place in which a project can stand by its projection, so that the index of stages answers it."""
_ROWS = select(func.count()).select_from(PROJECT)
_IS_UNKNOWN = and_(PROJECT.c.since.is_(None), ~exists().where(
    PROFILE.c.project_id == PROJECT.c.id, known(PROFILE)).correlate(PROJECT))
"""That only older books have a project. Without a milestone that holds now its stage has no day."""
_UNKNOWN_NOW = _ROWS.where(_IS_UNKNOWN)
# Most projects of a long-kept office have come to the last stage: these are what is left, and are not counted.
_STANDING = select(_ROWS.scalar_subquery().label(_EVERY), *(
    _ROWS.where(holds).scalar_subquery().label(where) for where, holds in _PLACES.items() if where != _LAST))


def last_recorded(session: Session, frame: Frame) -> int | None:
    """The number of the last journal entry that had been recorded, 0 for none; None for what is known now."""
    if frame.before is not None:
        return frame.before - 1
    return None if frame.as_of is None else session.scalar(select(recorded_by(frame.as_of))) or 0


class _Moved(NamedTuple):
    """What is asked about the projects that may have stood elsewhere than their projections say.

    How many stand in each place now; how many had come to each stage, with how many of those were terminated; how many
    were terminated at all, and how many were known.
    """

    now: Query
    everyone: Query
    gone: Query
    terminated: Query
    projects: Query


@lru_cache(QUERIES_KEPT)
def _moved_stand(frame: Frame, later: bool, entry: int | None) -> _Moved:
    furthest, moved = _furthest(frame, later), _moved(frame, entry)
    ended = standing_at(Status.TERMINATED, frame).where(STATUS.c.project_id.in_(moved))
    places: list[AnyColumn] = [count_if(holds).label(where) for where, holds in _PLACES.items()]
    # Taking the few terminated away again is quicker than asking of every project whether it is one of them.
    return _Moved(
        select(*places).where(PROJECT.c.id.in_(moved), not_(_IS_UNKNOWN)),
        _by_stage(frame, furthest, MILESTONE.c.project_id.in_(moved)),
        _by_stage(frame, furthest, MILESTONE.c.project_id.in_(ended)),
        _how_many(ended),
        select(func.count()).where(frame.known(PROFILE), PROFILE.c.project_id.in_(moved)))


def _moved(frame: Frame, entry: int | None) -> SelectBase:
    """The projects of which a milestone or a word on their status lies after `until`, or anything that tells where
    they stood was recorded after an entry.
    """
    ahead = [select(table.c.project_id).where(frame.known(table), after).correlate(None)
             for table, after in ((MILESTONE, _milestone_after(frame)), (STATUS, _status_after(frame)))]
    since = [] if entry is None else [query for kind in (Profile, Milestone, StatusChange)
                                      for query in changed_since(kind, "project_id", entry)]
    return union_all(*ahead, *since)  # for a list without repetitions SQLite would go through each table in order


def stages_without_day(session: Session, frame: Frame, known_on: date, *, later: bool) -> dict[str, int]:
    """How many of the projects at a stage at the end of `until` are there by a milestone of unknown day alone.

    Only where that day lies before `known_on`, the day of what was known: else the milestone has been reached for
    certain. Projects that were terminated by then stand at no stage, and a lead needs no day.
    """
    need_a_day = [stage for stage in STAGES if stage is not Stage.LEAD]
    unknown = and_(MILESTONE.c.stage.in_(need_a_day), MILESTONE.c.occurred_on.is_(None))
    if frame.until >= known_on or session.execute(select(MILESTONE.c.id).where(unknown).limit(1)).first() is None:
        return {}
    without = select(MILESTONE.c.project_id).where(unknown).correlate(None)
    stands = select(MILESTONE.c.project_id, _furthest(frame, later).label("at")).where(
        frame.known(MILESTONE), MILESTONE.c.project_id.in_(without)).group_by(MILESTONE.c.project_id).subquery("stands")
    rows = session.execute(
        select(MILESTONE.c.stage, func.count()).join(stands, stands.c.project_id == MILESTONE.c.project_id)
        .where(frame.known(MILESTONE), unknown, case(RANK, value=MILESTONE.c.stage) == stands.c["at"],
               MILESTONE.c.project_id.not_in(standing_at(Status.TERMINATED, frame)))
        .group_by(MILESTONE.c.stage))
    found = {Stage(stage): count for stage, count in rows}
    return {stage.value: found[stage] for stage in STAGES if stage in found}


def _furthest(frame: Frame, later: bool) -> AnyColumn:
    """The rank of the stage of a project, over its milestones."""
    rank = case(RANK, value=MILESTONE.c.stage)
    if not later:  # then no day has to be read at all
        return func.max(rank)
    return func.coalesce(func.min(case((_still_ahead(frame), rank))) - 1, func.max(rank))


def _still_ahead(frame: Frame) -> Condition:
    """That a milestone lies after `until`, or in a period that had not passed by then; one of unknown day does not."""
    return not_(over_by(MILESTONE, MILESTONE.c.occurred_on, frame.until))


def _by_stage(frame: Frame, furthest: AnyColumn, which: Condition) -> Query:
    by_project = select(furthest.label("at")).where(frame.known(MILESTONE), which).group_by(MILESTONE.c.project_id)
    projects = by_project.subquery("by_project")
    columns: list[AnyColumn] = [func.count().label(_EVERY)]
    columns += [count_if(projects.c["at"] == stage.rank).label(stage.value) for stage in STAGES]
    return select(*columns).select_from(projects)


def _how_many(rows: SelectBase) -> Query:
    columns: list[AnyColumn] = [func.count()]
    return select(*columns).select_from(rows.subquery())


def any_after(session: Session, frame: Frame) -> bool:
    """Whether any milestone or word on a status lies after `until`: a quick question, and mostly the answer is no."""
    return bool(session.scalar(_any_ahead(frame)))


@lru_cache(QUERIES_KEPT)
def _any_ahead(frame: Frame) -> Query:
    return select(or_(exists().where(_milestone_after(frame)), exists().where(_status_after(frame))))


def _milestone_after(frame: Frame) -> Condition:
    day = MILESTONE.c.occurred_on
    return and_(MILESTONE.c.stage.in_(list(STAGES)), day >= _begun(frame), _still_ahead(frame))


def _status_after(frame: Frame) -> Condition:
    return and_(STATUS.c.changed_on >= _begun(frame), not_(over_by(STATUS, STATUS.c.changed_on, frame.until)))


def _begun(frame: Frame) -> date:
    """The first day on which any day or period may begin that was not over at the end of `until`, for an index.

    No period begins in one year of the calendar and ends in the next, so at the end of such a year all that began have
    passed.
    """
    whole = (frame.until.month, frame.until.day) == (12, 31)
    return frame.until if whole else date(frame.until.year, 1, 1)


def projects_known(session: Session, frame: Frame) -> int:
    """How many projects the office knew of."""
    return session.scalar(_projects(frame, last_recorded(session, frame))) or 0


@lru_cache(QUERIES_KEPT)
def _projects(frame: Frame, entry: int | None) -> Query:
    """All that have a row but those of older books alone: they need not be counted one by one.

    Of then also without those that were not known yet, and with those that are known no more.
    """
    projects = _ROWS.scalar_subquery() - _UNKNOWN_NOW.scalar_subquery()
    if entry is not None:
        profile = PROFILE.alias("known")
        changed = select(count_if(frame.known(profile)) - count_if(known(profile))).where(
            profile.c.id.in_(union_all(*changed_since(Profile, "id", entry))))
        projects += changed.scalar_subquery()
    return select(projects)


def in_no_list(session: Session, frame: Frame, *, later: bool) -> int:
    """How many of them began only after the last day asked for, or were entered by mistake and undone.

    `later` says whether anything is dated after that day (`any_after`).
    """
    return session.scalar(_no_list(frame, later)) or 0


@lru_cache(QUERIES_KEPT)
def _no_list(frame: Frame, later: bool) -> Query:
    return _how_many(union(frame.undone(), frame.not_there_yet()) if later else frame.undone())


def expressed(money: Mapping[Currency, int], unit: Unit, exchange: Mapping[Currency, Decimal]) -> Decimal:
    """Minor units of several currencies as one number in `unit`; others than its own by way of yuan, at printed rates.

    Exact in yuan; in another currency, where a rate divides, to 80 digits (`at_most`). Raises KeyError where a rate is
    missing, which the check of a ruleset does not let through.
    """
    yuan = {Currency.CNY: Decimal(1), **exchange}
    with localcontext(prec=80):  # wide enough that nothing is ever rounded here but a division
        total = Decimal(0)
        for currency, minor in money.items():
            if minor:
                own = currency is unit.currency
                rate = Decimal(1) if own else yuan[currency] / (yuan[unit.currency] if unit.currency else 1)
                total += Decimal(minor) / currency.minor_units * rate
        return total / unit.factor


FIGURE_DECIMALS, SHARE_DECIMALS = 12, 20
"""Decimals of what was divided: of a figure, and of the shares that add up to it."""
_MOST_EXACT = 30
"""Decimals that no product of an amount and a printed rate has."""


def at_most(number: Decimal, decimals: int) -> Decimal:
    """A number that was divided with no more than so many decimals, rounded half up; an exact one stays as it is."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= _MOST_EXACT:
        return number
    with localcontext(prec=80):
        return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
