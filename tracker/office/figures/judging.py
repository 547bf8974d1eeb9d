"""What is asked to prove a figure: of every project which criterion it fails first, and the facts that counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import FromClause, RowMapping, and_, case, func, select, true
from sqlmodel import Session

from tracker.domain.clock import office_day
from tracker.domain.days import Day, Precision
from tracker.domain.rules import DateBasis, Filters, Indicator, Kind
from tracker.domain.stages import Stage
from tracker.office.figures.asked import ALTERNATIVES, AlternativeAsked, property_criteria, standing_criteria
from tracker.office.figures.by_rules import RulesFrame
from tracker.office.figures.counting import (
    Criterion,
    Frame,
    all_of,
    deciding_day,
    of_project,
)
from tracker.office.figures.criteria import added_up, increases_within, indicator_criteria, receipts_criteria
from tracker.office.figures.explained import EnteredLate, NotCountedProject, Proof
from tracker.office.figures.late import late_rule, milestones_entered, money_entered
from tracker.office.figures.papers import proves
from tracker.office.figures.receipts_asked import receipt_criteria
from tracker.office.figures.results import counting_results, result_criteria
from tracker.office.figures.together import day_together, precision_together, with_others
from tracker.office.figures.walks import investor
from tracker.office.records import day_of
from tracker.store.query import (
    CHANGE,
    CHUNK,
    EVIDENCE,
    MILESTONE,
    PROFILE,
    PROJECT,
    RECEIPT,
    RESULT,
    AnyColumn,
    Condition,
    Query,
)

INDICATORS_KEPT = 64
"""For how many indicators the SQL behind them is kept, each by its rules and what was asked."""

Judged = Iterator[RowMapping]


@dataclass(frozen=True, slots=True)
class BehindAsked:
    """What is asked for one indicator: of every project, and of the facts of those it counts."""

    judging: Query
    criteria: Sequence[Criterion]
    """Of which the answer names the first that a project fails."""
    facts: Query | None
    """Receipts or results that count; of milestones, the capital increases within their amounts."""
    proofs: Query | None = None
    proofs_of_facts: Query | None = None


def _first_unmet(criteria: Sequence[Criterion]) -> AnyColumn:
    """The place of the first criterion that does not hold, -1 where all do."""
    return case(*((one.holds.is_not(true()), place) for place, one in enumerate(criteria)), else_=-1)


@lru_cache(INDICATORS_KEPT)
def behind_asked(by: RulesFrame, key: str) -> BehindAsked:
    """What is asked for an indicator, built once however often it is asked, and of whichever project."""
    indicator, frame = by.rules.indicator(key), by.frame
    assert indicator is not None, key
    if indicator.kind is Kind.RECEIPTS:
        return BehindAsked(*_judging_slices(indicator, frame, RECEIPT, list(receipt_criteria(indicator, frame))),
                           _receipts_counted(indicator, frame), proofs_of_facts=proofs_of_receipts(frame))
    if indicator.kind is Kind.RESULTS:
        results = counting_results(indicator, frame, *RESULT.c).where(*frame.only(RESULT.c.project_id))
        return BehindAsked(*_judging_slices(indicator, frame, RESULT, list(result_criteria(indicator, frame))),
                           results.order_by(RESULT.c.happened_on, RESULT.c.id))
    stage, criteria = indicator.stage or Stage.SIGNED, indicator_criteria(indicator, frame)
    joined = with_others(with_milestone(frame, stage), indicator.date, indicator.together, PROJECT.c.id, frame,
                         outer=True)
    minor, currency, mark = added_up(indicator, frame)
    judging = judging_by(frame, joined, criteria, investor=investor(), minor=minor, currency=currency, mark=mark,
                         **_days_of(indicator), **_entered(indicator, stage, frame))
    increases = increases_within(indicator, frame)
    of_these = None if increases is None else increases.where(*frame.only(CHANGE.c.project_id))
    return BehindAsked(judging, criteria, of_these, proofs_of_stage(frame, stage),
                       _proofs(frame, EVIDENCE.c.change_id, EVIDENCE.c.change_id.is_not(None)))


def _judging_slices(indicator: Indicator, frame: Frame, table: FromClause, criteria_of_slice: Sequence[Criterion]
                    ) -> tuple[Query, Sequence[Criterion]]:
    """Projects by the facts of a table that each add to a figure: what the best of them lacks is why none does."""
    furthest = _furthest(table, criteria_of_slice, frame).subquery("furthest")
    criteria = [
        *property_criteria(indicator.filters),
        *(Criterion(one.code, furthest.c["met"] > place, one.params) for place, one in enumerate(criteria_of_slice)),
        *standing_criteria(indicator.filters, frame, PROJECT.c.id),
    ]
    joined = PROJECT.join(PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, frame.known(PROFILE)))
    joined = joined.outerjoin(furthest, furthest.c.project_id == PROJECT.c.id)
    return judging_by(frame, joined, criteria), criteria


def judging_by(frame: Frame, joined: FromClause, criteria: Sequence[Criterion], **columns: AnyColumn) -> Query:
    """Every project known, in the order of codes, with the first criterion it fails."""
    query = (
        select(PROJECT.c.id, PROJECT.c.code, PROFILE.c.name, _first_unmet(criteria).label("unmet"),
               *(column.label(name) for name, column in {**columns, **_alternatives(criteria)}.items()))
        .select_from(joined).where(PROJECT.c.id.in_(frame.projects())).order_by(PROJECT.c.code)
    )
    return frame.by_signing(query)


def _alternatives(criteria: Sequence[Criterion]) -> dict[str, AnyColumn]:
    """Where one of several conditions has to be met, what a project fails first of each; nothing where none are."""
    return {_lacks(at): _first_unmet(one.criteria) for criterion in criteria
            for at, one in enumerate(alternatives_of(criterion))}


def alternatives_of(criterion: Criterion) -> tuple[AlternativeAsked, ...]:
    """The conditions of which a criterion asks one; none of any other criterion."""
    asked: tuple[AlternativeAsked, ...] = criterion.params.get(ALTERNATIVES, ())  # type: ignore[assignment]
    return asked


def conditions_met(row: RowMapping, criteria: Sequence[Criterion]) -> tuple[Filters, ...]:
    """Of several conditions of which one has to be met, those that a project meets."""
    return tuple(one.filters for criterion in criteria for at, one in enumerate(alternatives_of(criterion))
                 if row[_lacks(at)] < 0)


def conditions_missed(row: RowMapping, criterion: Criterion) -> tuple[NotCountedProject, ...]:
    """What a project lacks of each of several conditions, where it meets none."""
    lacking = ((one, row[_lacks(at)]) for at, one in enumerate(alternatives_of(criterion)))
    return tuple(NotCountedProject(row["code"], row["name"], one.criteria[place].code, one.criteria[place].params)
                 for one, place in lacking)


def _lacks(at: int) -> str:
    return f"alternative_{at}"


def judged(session: Session, frame: Frame, judging: Query) -> Judged:
    """What `judging_by` asks, of all projects or of the one that is asked about: read while they are gone through."""
    yield from session.execute(judging, frame.params, execution_options={"yield_per": CHUNK}).mappings()


def with_milestone(frame: Frame, stage: Stage) -> FromClause:
    """Projects with their profile and, where they reached it, the milestone of a stage."""
    profile = and_(PROFILE.c.project_id == PROJECT.c.id, frame.known(PROFILE))
    return PROJECT.join(PROFILE, profile).outerjoin(MILESTONE, of_project(MILESTONE, stage, PROJECT.c.id, frame))


def days_judged(table: FromClause, basis: DateBasis, prefix: str = "") -> dict[str, AnyColumn]:
    """The columns of the deciding day of a milestone, and of the day on which it happened."""
    return {f"{prefix}day": deciding_day(table, basis), f"{prefix}precision": table.c.precision,
            f"{prefix}happened": table.c.occurred_on, f"{prefix}known_by": table.c.precision}


def _days_of(indicator: Indicator) -> dict[str, AnyColumn]:
    """Of several milestones the latest day, and when the first of them happened."""
    return {**days_judged(MILESTONE, indicator.date), "day": day_together(indicator.date, indicator.together),
            "precision": precision_together(indicator.date, indicator.together)}


def _entered(indicator: Indicator, stage: Stage, frame: Frame) -> dict[str, AnyColumn]:
    """When milestones were entered, where the ruleset says by when they have to be."""
    if late_rule(indicator, frame) is None:
        return {}
    return {"entered": milestones_entered(stage, indicator.date, frame, indicator.together_with)}


def late_of(row: RowMapping, day: Day, frame: Frame) -> EnteredLate | None:
    """That a fact that counts was entered after its year was closed; None where it was in time, or nobody asks."""
    if frame.late is None or "entered" not in row or day.on is None:
        return None
    own, entered = frame.counting.year_of(day.on), row["entered"]
    if entered <= frame.late.closes(frame.counting, own):
        return None
    moved = frame.late.moves
    return EnteredLate(office_day(entered), frame.year if moved else own, moved)


def day_judged(row: RowMapping, basis: DateBasis, prefix: str = "") -> Day:
    """The day of a milestone as precisely as it is known; a recognition is always of one day."""
    on = row[f"{prefix}day"]
    if on is None:
        return Day.unknown()
    return day_of(on, row[f"{prefix}precision"] if basis is DateBasis.OCCURRED else Precision.DAY)


def _furthest(table: FromClause, criteria: Sequence[Criterion], frame: Frame) -> Query:
    """How many criteria, in their order, the best fact of a table satisfies for each project."""
    met = case(*((one.holds.is_not(true()), place) for place, one in enumerate(criteria)), else_=len(criteria))
    return (
        select(table.c.project_id, func.max(met).label("met"))
        .select_from(table.join(PROFILE, PROFILE.c.project_id == table.c.project_id))
        .where(frame.known(table), frame.known(PROFILE), *frame.only(table.c.project_id))
        .group_by(table.c.project_id)
    )


def _receipts_counted(indicator: Indicator, frame: Frame) -> Query:
    entered = [] if frame.late is None else [money_entered(frame).label("entered")]
    joined = RECEIPT.join(PROFILE, PROFILE.c.project_id == RECEIPT.c.project_id)
    query = select(RECEIPT, *entered).select_from(joined).where(
        frame.known(RECEIPT), frame.known(PROFILE), all_of(receipts_criteria(indicator, frame)))
    return receipts_in_order(query, frame)


def receipts_in_order(receipts: Query, frame: Frame) -> Query:
    """A question about receipts, of the project that is asked about alone, in the order of their days."""
    return receipts.where(*frame.only(RECEIPT.c.project_id)).order_by(RECEIPT.c.received_on, RECEIPT.c.id)


def proofs_of_receipts(frame: Frame) -> Query:
    """The documents of receipts."""
    return _proofs(frame, EVIDENCE.c.receipt_id, EVIDENCE.c.receipt_id.is_not(None))


def proofs_of_stage(frame: Frame, stage: Stage) -> Query:
    """The documents that prove a stage, by project."""
    return _proofs(frame, EVIDENCE.c.project_id, proves(stage, frame))


def _proofs(frame: Frame, by: AnyColumn, which: Condition) -> Query:
    """Documents known, with what they prove."""
    return (
        select(by.label("proves"), EVIDENCE.c.kind, EVIDENCE.c.number, EVIDENCE.c.sha256)
        .where(frame.known(EVIDENCE), which, *frame.only(EVIDENCE.c.project_id)).order_by(EVIDENCE.c.id)
    )


def documents_by(session: Session, frame: Frame, proofs: Query | None) -> defaultdict[int, list[Proof]]:
    """Documents by what they prove."""
    found = defaultdict[int, list[Proof]](list)
    if proofs is not None:
        for row in session.execute(proofs, frame.params):
            found[row.proves].append(Proof(row.kind, row.number, row.sha256))
    return found
