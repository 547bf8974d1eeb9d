"""What others recognised or published of the figures of a year, beside ours."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, true
from sqlmodel import Session

from tracker.domain.money import print_exact
from tracker.domain.rules import Ruleset
from tracker.office.figures.counting import Frame
from tracker.office.figures.figures import OthersFigure
from tracker.office.figures.targets import in_unit_of
from tracker.store.query import ASSERTION, Condition


def figures_asserted(session: Session, rules: Ruleset, frame: Frame, ours: Mapping[str, str], *,
                     every: bool = False) -> tuple[OthersFigure, ...]:
    """What others said of the figures of a year, in the order of the indicators, the oldest first.

    `ours` are our figures by indicator, exact numbers in their units; with `every` also what was said of indicators
    that are not among them. Beside the figures of the whole year stands whatever was known of it, since others speak
    of a year after its end; beside those of any other day what had been said by then.
    """
    said_by: Condition = true() if frame.until == frame.span.last else ASSERTION.c.said_on <= frame.until
    which: Condition = true() if every else ASSERTION.c.indicator.in_(ours)
    query = select(ASSERTION).where(ASSERTION.c.year == frame.year, frame.known(ASSERTION), said_by, which)
    order = {one.key: place for place, one in enumerate(rules.indicators)}
    rows = session.execute(query.order_by(ASSERTION.c.said_on, ASSERTION.c.id)).all()
    told = []
    for row in sorted(rows, key=lambda row: (order.get(row.indicator, len(order)), row.indicator)):
        indicator = rules.indicator(row.indicator)
        theirs = in_unit_of(indicator, row.value, row.unit) if indicator else None
        value, unit = (row.value, row.unit) if theirs is None or indicator is None else (
            print_exact(theirs), indicator.unit)
        told.append(OthersFigure(
            row.indicator, indicator.labels if indicator else {}, row.body, row.said_on, value, unit,
            None if theirs is None else ours.get(row.indicator), row.number, row.filename, row.sha256, row.entry_id,
            row.recorded_by))
    return tuple(told)
