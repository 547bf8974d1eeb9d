"""What proves a fact: documents of the kinds asked for, handed in in time, and a second person's recognition."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, or_, select

from tracker.domain.clock import end_of_day
from tracker.domain.reasons import Unmet
from tracker.domain.rules import Indicator
from tracker.domain.stages import Stage
from tracker.office.figures.counting import PROOF, Criterion, Frame
from tracker.office.recognition.confirmed import milestone_confirmed
from tracker.store.query import EVIDENCE, MILESTONE, RECEIPT, RECOGNITION, Condition


def stage_evidence_criteria(indicator: Indicator, frame: Frame) -> Iterator[Criterion]:
    """Proof of a milestone, and its recognition by a second person, where the ruleset asks for them."""
    assert indicator.stage is not None, indicator.key
    for kinds in indicator.evidence:
        of_stage = and_(EVIDENCE.c.project_id == MILESTONE.c.project_id, proves(indicator.stage, frame))
        for code, proven, params in papers_criteria(frame, indicator, kinds, of_stage, Unmet.NO_EVIDENCE):
            yield Criterion(code, proven, params)
    params, held = {"stage": indicator.stage}, frame.known(RECOGNITION)
    if indicator.asks_recognition:
        yield Criterion(Unmet.UNCONFIRMED, milestone_confirmed(MILESTONE, held), params)
    if bodies := indicator.recognised_by:
        yield Criterion(Unmet.OTHER_BODY, milestone_confirmed(MILESTONE, held, bodies), {**params, "bodies": bodies})


def papers_criteria(frame: Frame, indicator: Indicator, kinds: frozenset[str], belongs: Condition, lacking: Unmet
                    ) -> Iterator[tuple[Unmet, Condition, dict[str, object]]]:
    """That there is a document of some kinds, and that it was handed in in time."""
    params: dict[str, object] = {"kinds": tuple(sorted(kinds))}
    yield lacking, _proven(frame, kinds, belongs), params
    if indicator.papers_by:
        last = indicator.papers_by.within(frame.span)
        in_time = and_(belongs, EVIDENCE.c.known_at <= end_of_day(last))
        yield Unmet.LATE_PAPERS, _proven(frame, kinds, in_time), {**params, "last": last}


def proves(stage: Stage, frame: Frame) -> Condition:
    """That a document proves a stage: it was put to it or, of "funded", to money that arrived."""
    if stage is not Stage.FUNDED:
        return EVIDENCE.c.stage == stage
    arrived = select(PROOF.c.id).where(PROOF.c.project_id == EVIDENCE.c.project_id, PROOF.c.amount_minor > 0,
                                        frame.known(PROOF))
    return or_(EVIDENCE.c.stage == stage, EVIDENCE.c.receipt_id.in_(arrived.correlate(EVIDENCE)))


def _proven(frame: Frame, kinds: frozenset[str], belongs: Condition) -> Condition:
    rows = select(EVIDENCE.c.id).where(belongs, EVIDENCE.c.kind.in_(sorted(kinds)), frame.known(EVIDENCE))
    return rows.correlate(MILESTONE, RECEIPT).exists()
