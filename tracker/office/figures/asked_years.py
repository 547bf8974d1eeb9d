"""What is asked of the year of a project's other stages: reached in the year that is counted, or before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import and_, or_, select

from tracker.domain.reasons import Unmet
from tracker.domain.rules import Filters
from tracker.domain.stages import Stage
from tracker.office.figures.counting import Criterion, Frame, over_by, passed
from tracker.store.query import LATER, AnyColumn, Condition


def stage_year_criteria(filters: Filters, frame: Frame, project_id: AnyColumn) -> Iterator[Criterion]:
    """That a project reached some stages in the year, and others before it; a period that lies in two is neither."""
    for stage in filters.reached_in_year:
        row = LATER[stage]
        yield _criterion(Unmet.STAGE_OTHER_YEAR, stage, frame, project_id, and_(
            row.c.occurred_on >= frame.first, over_by(row, row.c.occurred_on, frame.last)))
    before = replace(frame, until=frame.first - timedelta(days=1))
    for stage in filters.reached_before_year:
        row = LATER[stage]
        unknown = and_(row.c.occurred_on.is_(None), passed(row, stage, before))
        yield _criterion(Unmet.STAGE_NOT_BEFORE, stage, frame, project_id, or_(
            over_by(row, row.c.occurred_on, before.until), unknown))


def _criterion(code: Unmet, stage: Stage, frame: Frame, project_id: AnyColumn, of_year: Condition) -> Criterion:
    row = LATER[stage]  # of "signed" that of the later signing, where rules count it (`effect`)
    got = select(row.c.project_id).where(row.c.stage == stage, frame.known(row), of_year).correlate(None)
    return Criterion(code, project_id.in_(got), {"stage": stage, "last": frame.last})
