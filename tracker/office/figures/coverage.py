"""How good a figure is: of the projects it counts, how many a document proves and somebody else has recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import FromClause, and_, select
from sqlmodel import Session

from tracker.domain.stages import Stage
from tracker.office.figures.counting import Frame, count_if
from tracker.office.figures.figures import Coverage
from tracker.office.figures.nowhere import of_year
from tracker.store.query import EVIDENCE, MILESTONE, RECEIPT, AnyColumn, Condition

_NUMBERED: Condition = EVIDENCE.c.number != ""
_FILED: Condition = EVIDENCE.c.sha256.is_not(None)
SECOND_PERSON: Condition = and_(MILESTONE.c.recognised_on.is_not(None), MILESTONE.c.recognised_by != "",
                                MILESTONE.c.recognised_by != MILESTONE.c.recorded_by)
"""That somebody has recognised a milestone who is not the one that recorded it."""


def stages_with_papers(session: Session, frame: Frame) -> frozenset[Stage]:
    """The stages of which any milestone has a document: nothing has to be asked about those of others."""
    query = select(EVIDENCE.c.stage).where(EVIDENCE.c.stage.is_not(None), frame.known(EVIDENCE)).distinct()
    return frozenset(session.scalars(query))


def milestone_coverage(stage: Stage, frame: Frame, papers: bool) -> dict[str, Condition]:
    """What makes a milestone covered, by the fields of `Coverage`; without `papers` there are no documents to look for.
    """
    def proven(having: Condition) -> Condition:
        with_paper = select(EVIDENCE.c.project_id).where(EVIDENCE.c.stage == stage, frame.known(EVIDENCE), having)
        return MILESTONE.c.project_id.in_(with_paper.correlate(None))

    recognised = {"recognised": SECOND_PERSON}
    return {"numbered": proven(_NUMBERED), "filed": proven(_FILED), **recognised} if papers else recognised


def money_coverage(session: Session, indicators: Mapping[str, Condition], frame: Frame) -> dict[str, Coverage]:
    """Of the projects whose money each indicator counts, how many have a document for every receipt that counts.

    `indicators` are the conditions by which each counts a receipt of the year. Money that went back needs no document,
    as in the rules. Only projects that have documents are looked at, so that nothing is read where there are none.
    """
    def proven(having: Condition) -> Condition:
        return RECEIPT.c.id.in_(select(EVIDENCE.c.receipt_id).where(
            EVIDENCE.c.receipt_id.is_not(None), frame.known(EVIDENCE), having).correlate(None))

    with_paper = select(EVIDENCE.c.project_id).where(EVIDENCE.c.receipt_id.is_not(None), frame.known(EVIDENCE))
    if not indicators or session.execute(with_paper.limit(1)).first() is None:
        return dict.fromkeys(indicators, Coverage(recognised=None))
    columns: dict[str, AnyColumn] = {}
    for key, counts in indicators.items():
        arrived = and_(counts, RECEIPT.c.amount_minor > 0)
        columns[key] = count_if(arrived)
        columns[f"{key}_numbered"] = count_if(arrived, proven(_NUMBERED))
        columns[f"{key}_filed"] = count_if(arrived, proven(_FILED))
    by_project = of_year(frame, *(column.label(name) for name, column in columns.items())).where(
        RECEIPT.c.project_id.in_(with_paper.correlate(None))).group_by(RECEIPT.c.project_id).subquery("by_project")
    row = session.execute(select(*_whole(by_project, list(indicators)))).mappings().one()
    return {key: Coverage(row[f"{key}_numbered"], row[f"{key}_filed"], None) for key in indicators}


def _whole(by_project: FromClause, keys: Sequence[str]) -> list[AnyColumn]:
    """How many projects have as many receipts with a document as count."""
    return [count_if(by_project.c[key] > 0, by_project.c[f"{key}_{how}"] == by_project.c[key]).label(f"{key}_{how}")
            for key in keys for how in ("numbered", "filed")]
