"""What an inspection would ask of a year, by what is known now, each question with what the office answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session
from sqlmodel import select as select_row

from tracker.domain.audit_days import late_taken_over
from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.audit_rows import AuditFinding
from tracker.domain.auditing import audit_year
from tracker.domain.clock import utc_text
from tracker.domain.rules import Ruleset
from tracker.office.auditing.year_rows import audited_year
from tracker.office.desk import Desk
from tracker.office.rules import rules_within
from tracker.store.query import known
from tracker.store.tables import AuditAnswer


@dataclass(frozen=True, slots=True)
class AuditSaid:
    """What the office answered to a question: why, when, and who said so."""

    reason: str
    at: datetime
    who: str
    entry_id: int

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {"reason": self.reason, "at": utc_text(self.at), "by": self.who, "entry": self.entry_id}


@dataclass(frozen=True, slots=True)
class QuestionSeen:
    """A question, by the number it is answered with."""

    id: str
    of: AuditFinding
    answer: AuditSaid | None
    """None while nobody answered."""
    before: AuditSaid | None
    """What was answered when the figures were others; then it is asked again."""


@dataclass(frozen=True, slots=True)
class YearAudited:
    """Everything that an inspection would ask of a year."""

    year: int
    projects: int
    """Of which anything is of the year."""
    left_out: tuple[AuditCheck, ...]
    """Questions that the ruleset does not ask."""
    questions: tuple[QuestionSeen, ...]
    """Kind by kind; of each what nobody answered first."""
    taken_over: int = 0
    """Facts that are not asked about as entered late, because they came with the books the office began with."""

    @property
    def open(self) -> tuple[QuestionSeen, ...]:
        """What nobody answered."""
        return tuple(one for one in self.questions if one.answer is None)

    @property
    def by_kind(self) -> Mapping[AuditCheck, Sequence[QuestionSeen]]:
        """The questions of each kind, in the order of the kinds."""
        found: dict[AuditCheck, list[QuestionSeen]] = {}
        for one in self.questions:
            found.setdefault(one.of.check, []).append(one)
        return found

    def of_kinds(self, kinds: frozenset[AuditCheck], *, only_open: bool = False) -> YearAudited:
        """The questions of some kinds alone (of all where none is named), or what nobody answered of them."""
        kept = tuple(one for one in self.questions if (not kinds or one.of.check in kinds)
                     and not (only_open and one.answer is not None))
        taken_over = self.taken_over if not kinds or AuditCheck.ENTERED_LATE in kinds else 0
        return YearAudited(self.year, self.projects, self.left_out, kept, taken_over)


def audit(desk: Desk, year: int) -> YearAudited:
    """Asks of a year what an inspection would ask.

    Raises NotTaken where only some parks are seen, and RulesetError where the ruleset in force is wrong.
    """
    desk.need_sight_of_all()
    with desk.reading() as session:
        return audit_within(session, rules_within(desk, session, year), year, desk)


def audit_within(session: Session, rules: Ruleset, year: int, desk: Desk) -> YearAudited:
    """Like `audit`, where the office is being read already, by a ruleset at hand."""
    facts = audited_year(session, rules, year, desk.today())
    answers = {(row.kind, row.subject): row for row in session.exec(
        select_row(AuditAnswer).where(AuditAnswer.year == year, known(AuditAnswer)))}
    seen = [_seen(year, one, answers) for one in audit_year(facts, rules.audit)]
    order = list(AuditCheck)
    seen.sort(key=lambda one: (order.index(one.of.check), one.answer is not None))
    taken_over = late_taken_over(facts, rules.audit) if rules.audit.asks(AuditCheck.ENTERED_LATE) else 0
    return YearAudited(year, len(facts.active), rules.audit.left_out, tuple(seen), taken_over)


def _seen(year: int, finding: AuditFinding, answers: Mapping[tuple[AuditCheck, str], AuditAnswer]) -> QuestionSeen:
    row = answers.get((finding.check, finding.subject))
    said = None if row is None else AuditSaid(row.reason, row.recorded_at, row.recorded_by, row.entry_id)
    holds = row is not None and row.figures == finding.figures
    return QuestionSeen(finding.id_in(year), finding, said if holds else None, None if holds else said)
