"""Closes a year: checks what is open, then freezes figures, rules, lists of projects and the head as a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_row

from tracker.domain.clock import utc_text
from tracker.domain.counting_year import YearSpan
from tracker.domain.reasons import Code, Reason
from tracker.domain.rules import Ruleset, ruleset_for
from tracker.domain.text import clean_lines
from tracker.office.auditing.audited import audit_within
from tracker.office.desk import Desk
from tracker.office.doctor import lives_unmet, replayed
from tracker.office.figures.counting import Frame
from tracker.office.figures.explain import explain, explained_keys
from tracker.office.figures.explained import CountedProject
from tracker.office.figures.rollup import rollup
from tracker.office.outcome import Done, Refused, refused
from tracker.office.reconciling.reconciled import lists_reconciled
from tracker.office.records import day_of
from tracker.office.review.health import Finding, health
from tracker.office.rules_kept import place_of
from tracker.office.verify import verify
from tracker.office.versions import Version, head_version, recorded_since
from tracker.store.query import (
    BLOCKER,
    MILESTONE,
    OPEN_BLOCKER,
    PROFILE,
    PROJECT,
    RECEIPT,
    known,
    last_moment,
)
from tracker.store.seals import SHOWN, head_of
from tracker.store.tables import YearClose

CLOSE = "year.close"
"""The action of the journal entry that closes a year."""


@dataclass(frozen=True, slots=True)
class ClosedProject:
    """A project as it counted in a closed figure: its exact share, the days of its facts, their proofs."""

    code: str
    name: str
    share: str
    days: tuple[str, ...]
    proofs: tuple[tuple[str, str], ...]
    """Kind and number of each document."""


class ClosedFigure(NamedTuple):
    """An indicator as it was closed."""

    key: str
    labels: Mapping[str, str]
    actual: str
    unit: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing of a year as it was recorded: figures, and what they stood on."""

    year: int
    number: int
    """1 for the first closing of the year."""
    at: datetime
    by: str
    as_of: datetime
    """Up to when facts were known (aware UTC)."""
    head: str
    """The first digits of the journal's head then."""
    rules_id: str
    digest: str
    figures: Mapping[str, Any]
    counted: Mapping[str, Any]
    accepted: tuple[Mapping[str, str], ...]
    """What was not in order and accepted, by its kind, with the project."""
    despite: str

    @property
    def indicators(self) -> tuple[ClosedFigure, ...]:
        """Every indicator in its order."""
        labels = self.figures["labels"]
        return tuple(ClosedFigure(one["key"], labels[one["key"]], one["actual"], one["unit"], one["target"])
                     for one in self.figures["indicators"])

    def projects(self, key: str) -> tuple[ClosedProject, ...]:
        """The projects that counted in a figure."""
        return tuple(ClosedProject(
            one["code"], one["name"], one["share"], tuple(fact["day"] for fact in one["facts"]),
            tuple((proof["kind"], proof["number"]) for fact in one["facts"] for proof in fact["evidence"]))
            for one in self.counted.get(key, ()))

    def actual(self, key: str) -> str | None:
        """The figure of an indicator then; None where there was none of that key."""
        return next((one.actual for one in self.indicators if one.key == key), None)

    def as_json(self) -> dict[str, object]:
        """What `sanxin year show --json` prints."""
        return {"year": self.year, "closing": self.number, "at": utc_text(self.at), "by": self.by,
                "as_of": utc_text(self.as_of), "head": self.head,
                "ruleset": {"id": self.rules_id, "digest": self.digest}, "figures": dict(self.figures),
                "counted": dict(self.counted), "accepted": [dict(one) for one in self.accepted],
                "despite": self.despite}


class YearToClose(NamedTuple):
    """A year that is to be closed, with what the checks look at."""

    desk: Desk
    session: Session
    year: int
    rules: Ruleset

    @property
    def last(self) -> date:
        """The last day of the year."""
        return self.span.last

    @property
    def span(self) -> YearSpan:
        """The year with its first and last day."""
        return self.rules.counting.of(self.year)


# -- what is checked --------------------------------------------------------------------------------------------------


def _chain(ending: YearToClose) -> Iterator[Reason]:
    """What is not as it was recorded."""
    yield from (finding for finding in verify(ending.desk).findings if finding.hard)


def _health(ending: YearToClose) -> Iterator[Reason]:
    """Projects that failed a rule of the health check on the last day of the year."""
    for finding in health(ending.session, Frame(ending.year, ending.last).by(ending.rules), ending.rules):
        yield Reason(Code.CLOSE_HEALTH, hard=False, params={"code": finding.code, "name": finding.project,
                                                            "health": finding})


def _proofs(ending: YearToClose) -> Iterator[Reason]:
    """Projects of the year in whose life something asked for is missing: documents above all."""
    of_year = {code for table, day in ((MILESTONE, MILESTONE.c.occurred_on), (RECEIPT, RECEIPT.c.received_on))
               for code in ending.session.scalars(select(PROJECT.c.code).join(table, table.c.project_id == PROJECT.c.id)
               .where(known(table), day.between(ending.span.first, ending.last)))}
    found = replayed(ending.session, lambda lives: lives_unmet(ending.desk, ending.session, lives))
    yield from (reason for reason in found
                if reason.code is Code.LIFE_UNMET and reason.params["code"] in of_year)


def _blockers(ending: YearToClose) -> Iterator[Reason]:
    """Blockers raised by the end of the year that nobody has verified."""
    query = select(PROJECT.c.code, PROFILE.c.name, BLOCKER.c.id, BLOCKER.c.description, BLOCKER.c.raised_on,
                   BLOCKER.c.precision).select_from(BLOCKER.join(PROJECT, PROJECT.c.id == BLOCKER.c.project_id).join(
        PROFILE, and_(PROFILE.c.project_id == PROJECT.c.id, known(PROFILE)))).where(
        known(BLOCKER), OPEN_BLOCKER, or_(BLOCKER.c.raised_on.is_(None), BLOCKER.c.raised_on <= ending.last))
    for code, name, number, text, raised_on, precision in ending.session.execute(query.order_by(BLOCKER.c.id)):
        yield Reason(Code.CLOSE_BLOCKER, hard=False, params={
            "code": code, "name": name, "value": number, "text": text, "day": day_of(raised_on, precision)})


def _differences(ending: YearToClose) -> Iterator[Reason]:
    """Other offices' lists of the year that differ from our figures where nobody said why, with how often each does."""
    for held in lists_reconciled(ending.desk, ending.year):
        of = {"value": held.filename, "body": held.body}
        if not held.labels:
            yield Reason(Code.CLOSE_LIST, hard=False, params={**of, "name": held.key})
        elif held.open:
            yield Reason(Code.CLOSE_DIFFERENCES, hard=False, params={
                **of, "indicator": held.labels, "count": len(held.open), "year": held.year,
                "ids": [one.id for one in held.open]})


def _questions(ending: YearToClose) -> Iterator[Reason]:
    """How much of what an inspection would ask of the year nobody answered."""
    found = audit_within(ending.session, ending.rules, ending.year, ending.desk)
    if found.open:
        yield Reason(Code.CLOSE_AUDIT, hard=False, params={"year": ending.year, "count": len(found.open)})


CHECKS: tuple[Callable[[YearToClose], Iterator[Reason]], ...] = (
    _chain, _proofs, _differences, _questions, _blockers, _health)
"""What is asked before a year is closed. Of what a check yields, only what is not hard may be accepted."""


class LookedAt(NamedTuple):
    """What is open before a year is closed, and the version of the office it was open in."""

    open: tuple[Reason, ...]
    version: int


def look_before_closing(desk: Desk, year: int) -> LookedAt:
    """What `closing_checks` finds, with what closing the year all the same is against. Raises RulesetError."""
    with desk.reading() as session:
        version = head_version(session)
    return LookedAt(closing_checks(desk, year), version)


def closing_checks(desk: Desk, year: int) -> tuple[Reason, ...]:
    """All that is open before a year is closed, with what to do; what is hard cannot be accepted.

    Raises NotTaken where only some parks are seen, and RulesetError where the ruleset in force is wrong.
    """
    desk.need_sight_of_all()
    with desk.reading() as session:
        ending = YearToClose(desk, session, year, _rules_of_files(desk, session, year))
        return tuple(reason for check in CHECKS for reason in check(ending))


def _rules_of_files(desk: Desk, session: Session, year: int) -> Ruleset:
    """The rules a closing counts by: those of the files, also where the year was closed by others."""
    return ruleset_for(year, place_of(session), desk.store.rules_folder)


# -- closing ----------------------------------------------------------------------------------------------------------


def close_year(desk: Desk, year: int, despite: str = "", *, version: Version = None) -> Done[Closing] | Refused:
    """Closes a year that is over: from then on facts dated in it are restatements.

    Refused with everything the checks find, unless `despite` says why it is accepted; a chain that is broken never is.
    A closing after restatements is one more, which stands beside the earlier ones; refused where nothing would be
    another than in the last, and where something was recorded while the checks looked. One by other rules is a
    restatement itself. `version` is the last entry of the office when the officer looked at what is open: refused where
    anything was recorded since. Raises NotTaken, and RulesetError.
    """
    despite = clean_lines(despite)
    with desk.reading() as session:
        if desk.today() <= (last := _rules_of_files(desk, session, year).counting.of(year).last):
            return refused(Code.YEAR_NOT_OVER, field="year", year=year, last=last)
        if others := recorded_since(session, version):
            return others
        looked_at = head_of(session.connection())
    open_ = closing_checks(desk, year)
    if any(reason.hard for reason in open_) or (open_ and not despite):
        return Refused(open_)
    with desk.unit() as unit:
        entry_id, head = head_of(unit.session.connection())
        if (entry_id, head) != looked_at:
            return refused(Code.CLOSE_LOOK_AGAIN, field="year", year=year)
        as_of = last_moment(unit.session)
        if not entry_id or as_of is None:
            return refused(Code.NOTHING_KNOWN, field="year")
        rules = _rules_of_files(desk, unit.session, year)
        figures, counted = _figures(desk, year, rules), _counted(desk, year, rules)
        last_row = _last_row(unit.session, year)
        if last_row is not None and (last_row.digest, dict(last_row.counted)) == (rules.digest, counted) and (
                last_row.figures["indicators"] == figures["indicators"]):
            return refused(Code.CLOSED_ALIKE, field="year", year=year, count=last_row.number)
        number = last_row.number + 1 if last_row is not None else 1
        entry = unit.entry(CLOSE, subject=str(year), reason=despite if open_ else "", detail={
            "year": year, "number": number, "head": head[:SHOWN], "accepted": len(open_)})
        row = unit.append(
            YearClose, entry, year=year, number=number, closed_at=unit.at, closed_by=unit.who, as_of=as_of, head=head,
            rules_id=rules.id, digest=rules.digest, figures=figures, counted=counted,
            accepted={"open": [_accepted(reason) for reason in open_]}, despite=despite if open_ else "")
        return Done(_closing(row))


def _accepted(reason: Reason) -> dict[str, str]:
    """What was open, as plain values: which rule, of which project."""
    told = {name: str(reason.params[name]) for name in ("name", "value", "text") if name in reason.params}
    rule = reason.params.get("health")
    return {"reason": reason.code.value, "project": str(reason.params.get("code", "")), **told,
            **({"rule": str(rule.rule), "days": str(rule.days)} if isinstance(rule, Finding) else {})}


def _figures(desk: Desk, year: int, rules: Ruleset) -> dict[str, object]:
    """The rollup, with the names of its indicators in every language."""
    found = rollup(desk, year, until=rules.counting.of(year).last, ruleset=rules)
    return {**found.as_json(), "labels": {figure.key: dict(figure.labels) for figure in found.indicators}}


def _counted(desk: Desk, year: int, rules: Ruleset) -> dict[str, object]:
    """Each project behind each figure with the facts it counted by and their proofs."""
    lists: dict[str, object] = {}
    for key in explained_keys(rules, year):
        told = explain(desk, year, key, until=rules.counting.of(year).last, ruleset=rules)
        if not isinstance(told, Refused):
            lists[key] = [_project(project) for project in told.counted]
    return lists


def _project(project: CountedProject) -> dict[str, object]:
    return {"code": project.code, "name": project.name, "share": project.share, "facts": [{
        "day": str(fact.day), "share": fact.share, "receipt": fact.receipt,
        "evidence": [{"kind": proof.kind, "number": proof.number, "sha256": proof.sha256} for proof in fact.evidence],
    } for fact in project.facts]}


# -- closings there are -----------------------------------------------------------------------------------------------


def closings(desk: Desk, year: int, as_of: datetime | None = None) -> tuple[Closing, ...]:
    """The closings of a year that stand, or stood at a moment, in their order; the last is in force."""
    with desk.reading() as session:
        rows = session.exec(select_row(YearClose).where(YearClose.year == year, known(YearClose, as_of))
                            .order_by(col(YearClose.number)))
        return tuple(_closing(row) for row in rows)


def last_closing(desk: Desk, year: int) -> Closing | Refused:
    """The closing in force. Refused where the year is not closed."""
    found = closings(desk, year)
    return found[-1] if found else refused(Code.NOT_CLOSED, field="year", year=year)


def _last_row(session: Session, year: int) -> YearClose | None:
    query = select_row(YearClose).where(YearClose.year == year, known(YearClose))
    return session.exec(query.order_by(col(YearClose.number).desc()).limit(1)).first()


def _closing(row: YearClose) -> Closing:
    return Closing(row.year, row.number, row.closed_at, row.closed_by, row.as_of, row.head[:SHOWN], row.rules_id,
                   row.digest, row.figures, row.counted, tuple(row.accepted.get("open", ())), row.despite)
