"""How good a figure is: of the projects it counts, how many a document proves and somebody else has recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import FromClause, and_, or_, select
from sqlmodel import Session

from tracker.domain.stages import Stage
from tracker.office.figures.counting import Frame, count_if
from tracker.office.figures.figures import Coverage
from tracker.office.figures.nowhere import of_year
from tracker.office.recognition.confirmed import milestone_confirmed, receipt_confirmed, stages_confirmed
from tracker.store.query import EVIDENCE, MILESTONE, RECEIPT, RECOGNITION, AnyColumn, Condition, Query

_NUMBERED: Condition = EVIDENCE.c.number != ""
_FILED: Condition = EVIDENCE.c.sha256.is_not(None)


class Covering(NamedTuple):
    """The stages of which any milestone has a document, and those of which a second person recognised any.

    Nothing has to be asked about the others. None among those recognised stands for receipts.
    """

    papers: frozenset[Stage]
    confirmed: frozenset[Stage | None]


def covering(session: Session, frame: Frame) -> Covering:
    """What there is that can cover a milestone."""
    query = select(EVIDENCE.c.stage).where(EVIDENCE.c.stage.is_not(None), frame.known(EVIDENCE)).distinct()
    return Covering(frozenset(session.scalars(query)), stages_confirmed(session, frame.known(RECOGNITION)))


def milestone_coverage(stage: Stage, frame: Frame, there: Covering) -> dict[str, Condition]:
    """What makes a milestone covered, by the fields of `Coverage`, as far as there is anything to look for."""
    def proven(having: Condition) -> Condition:
        with_paper = select(EVIDENCE.c.project_id).where(EVIDENCE.c.stage == stage, frame.known(EVIDENCE), having)
        return MILESTONE.c.project_id.in_(with_paper.correlate(None))

    covered: dict[str, Condition] = {}
    if stage in there.papers:
        covered |= {"numbered": proven(_NUMBERED), "filed": proven(_FILED)}
    if stage in there.confirmed:
        covered["recognised"] = milestone_confirmed(MILESTONE, frame.known(RECOGNITION))
    return covered


def money_coverage(session: Session, indicators: Mapping[str, Condition], frame: Frame) -> dict[str, Coverage]:
    """Of the projects whose money each indicator counts, of how many every receipt that counts is covered.

    `indicators` are the conditions by which each counts a receipt of the year. Money that went back needs no document
    and no recognition, as in the rules. Only projects that have either are looked at, so that nothing is read where
    there are none. Where no receipt was ever recognised, the number of those recognised is None.
    """
    def proven(having: Condition) -> Condition:
        return RECEIPT.c.id.in_(select(EVIDENCE.c.receipt_id).where(
            EVIDENCE.c.receipt_id.is_not(None), frame.known(EVIDENCE), having).correlate(None))

    covered: dict[str, Condition] = {}
    some: list[Query] = []
    with_paper = select(EVIDENCE.c.project_id).where(EVIDENCE.c.receipt_id.is_not(None), frame.known(EVIDENCE))
    if indicators and session.execute(with_paper.limit(1)).first() is not None:
        covered |= {"numbered": proven(_NUMBERED), "filed": proven(_FILED)}
        some.append(with_paper)
    if indicators and None in stages_confirmed(session, frame.known(RECOGNITION)):
        covered["recognised"] = receipt_confirmed(RECEIPT, frame.known(RECOGNITION))
        some.append(select(RECOGNITION.c.project_id).where(RECOGNITION.c.stage.is_(None), frame.known(RECOGNITION)))
    if not covered:
        return dict.fromkeys(indicators, Coverage(recognised=None))
    columns: dict[str, AnyColumn] = {}
    for key, counts in indicators.items():
        arrived = and_(counts, RECEIPT.c.amount_minor > 0)
        columns[key] = count_if(arrived)
        columns |= {f"{key}_{how}": count_if(arrived, holds) for how, holds in covered.items()}
    by_project = of_year(frame, *(column.label(name) for name, column in columns.items())).where(
        or_(*(RECEIPT.c.project_id.in_(query.correlate(None)) for query in some))).group_by(
        RECEIPT.c.project_id).subquery("by_project")
    row = session.execute(select(*_whole(by_project, list(indicators), list(covered)))).mappings().one()
    return {key: Coverage(recognised=None)._replace(**{how: row[f"{key}_{how}"] for how in covered})
            for key in indicators}


def _whole(by_project: FromClause, keys: Sequence[str], ways: Sequence[str]) -> list[AnyColumn]:
    """How many projects have as many covered receipts as count, by each way to be covered."""
    return [count_if(by_project.c[key] > 0, by_project.c[f"{key}_{how}"] == by_project.c[key]).label(f"{key}_{how}")
            for key in keys for how in ways]
