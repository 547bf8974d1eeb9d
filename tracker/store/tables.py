"""The tables: facts that are only ever added to or superseded, and the projections kept beside them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

from tracker.domain.audit_kinds import AuditCheck
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.changed import ChangeKind
from tracker.domain.days import Precision
from tracker.domain.differs import Differs
from tracker.domain.expected import Awaited
from tracker.domain.meeting import Minute
from tracker.domain.money import Currency, Mark
from tracker.domain.money_form import MoneyForm
from tracker.domain.recognising import Verdict
from tracker.domain.results import ResultKind
from tracker.domain.rules_words import RulesFolder
from tracker.domain.stages import Stage, Status
from tracker.store.bundle_tables import BundleTaken as BundleTaken
from tracker.store.columns import BIG_ID, MINOR, Moment
from tracker.store.fact import CURRENT as _CURRENT
from tracker.store.fact import Fact as Fact
from tracker.store.fact import JournalEntry as JournalEntry
from tracker.store.fact import ProjectFact as ProjectFact
from tracker.store.fact import Seal as Seal
from tracker.store.fact import kind_column as _kind
from tracker.store.fact import number_column as _id
from tracker.store.fact import reference as _ref
from tracker.store.unit_tables import AssessedUnit as AssessedUnit
from tracker.store.unit_tables import Credit as Credit
from tracker.store.unit_tables import GivenMark as GivenMark
from tracker.store.unit_tables import UnitTarget as UnitTarget

_ENDED = text("superseded_entry_id IS NOT NULL")
"""The rows that an entry superseded: few, and none of what is recorded for the first time."""


class Project(SQLModel, table=True):
    """One attracted investment: its code, and projections of its facts kept in the same transaction."""

    id: int | None = _id()
    code: str = Field(unique=True)
    recorded_at: datetime = Field(sa_type=Moment)
    stage: Stage = _kind(Stage, default=Stage.LEAD)
    status: Status = _kind(Status, default=Status.ACTIVE)
    blocked: bool = False
    since: date | None = None
    """Day of the milestone of the present stage."""
    touched_at: datetime = Field(sa_type=Moment)
    search: str = Field(default="", sa_type=Text)
    """Name, code, investor, officer, park: folded, with pinyin initials and full pinyin."""
    version: int = 1
    """Counts the units that changed the project; a form held open says which one it was filled from."""

    __table_args__ = (Index("project_stage", "stage", "status"), Index("project_since", "since"))


class Profile(ProjectFact, table=True):
    """A project's profile as it was known from `recorded_at` on: one row for each version of the whole."""

    project_id: int = _ref("project")
    name: str
    name_key: str
    """The name with width, brackets and spaces folded: what makes two names the same."""
    investor: str = ""
    investor_from: str = ""
    origin: str | None = None
    hunan_return: bool = False
    top500: str | None = None
    industry_chain: str = ""
    chain_role: str | None = None
    contract_minor: int | None = Field(default=None, sa_type=MINOR)
    contract_currency: Currency = _kind(Currency, default=Currency.CNY)
    contract_mark: Mark = _kind(Mark, default=Mark.EXACT)
    fixed_minor: int | None = Field(default=None, sa_type=MINOR)
    fixed_currency: Currency = _kind(Currency, default=Currency.CNY)
    fixed_mark: Mark = _kind(Mark, default=Mark.EXACT)
    land_mu: str = ""
    """An exact decimal, in mu (亩)."""
    output_minor: int | None = Field(default=None, sa_type=MINOR)
    output_currency: Currency = _kind(Currency, default=Currency.CNY)
    output_mark: Mark = _kind(Mark, default=Mark.EXACT)
    tax_minor: int | None = Field(default=None, sa_type=MINOR)
    tax_currency: Currency = _kind(Currency, default=Currency.CNY)
    tax_mark: Mark = _kind(Mark, default=Mark.EXACT)
    credit_code: str = ""
    park: str = ""
    bureau: str = ""
    chain_leader: str = ""
    officer: str = ""
    channel: str = ""
    project_type: str = ""
    roles: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    """Labelled roles (六个一): label -> who."""
    phase_of: int | None = Field(default=None, sa_type=BIG_ID)
    phase_scope: str | None = None
    ownership: str | None = None
    notes: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    """Remarks, and whatever columns a ledger had that the program does not know: header -> text."""

    __table_args__ = (
        Index("profile_current", "project_id", unique=True, sqlite_where=_CURRENT),
        Index("profile_history", "project_id"),
        Index("profile_known", "known_at"),
        Index("profile_ended", "superseded_entry_id", "project_id", sqlite_where=_ENDED),
        Index("profile_name", "name_key", sqlite_where=_CURRENT),
    )


class Milestone(ProjectFact, table=True):
    """A stage reached: the day it happened, and the day and body that recognised it for counting."""

    project_id: int = _ref("project")
    stage: Stage = _kind(Stage)
    occurred_on: date | None = None
    """First day of the period; None when the day is not known, which no count uses."""
    precision: Precision = _kind(Precision, default=Precision.DAY)
    recognised_on: date | None = None
    recognised_by: str = ""
    override: str = ""
    """Why a soft requirement was set aside."""

    __table_args__ = (
        Index("milestone_current", "project_id", "stage", unique=True, sqlite_where=_CURRENT),
        Index("milestone_history", "project_id"),
        # With what a year's count asks of each milestone: then the index alone answers it.
        Index("milestone_stage_day", "stage", "occurred_on", "project_id", "superseded_at", "precision"),
        Index("milestone_stage_recognised", "stage", "recognised_on", "project_id", "superseded_at",
              sqlite_where=text("recognised_on IS NOT NULL")),
        Index("milestone_ended", "superseded_entry_id", "project_id", sqlite_where=_ENDED),
    )


class ExpectedDay(ProjectFact, table=True):
    """When a stage, or the completion of the building, is expected; a moved expectation supersedes the one before."""

    __tablename__ = "expected_day"

    project_id: int = _ref("project")
    what: Awaited = _kind(Awaited)
    expected_on: date | None = None
    """First day of the period; None where an expectation was taken back."""
    precision: Precision = _kind(Precision, default=Precision.DAY)
    text: str = ""
    """As it was written, where that says more than the day (2024年底)."""
    reason: str = ""

    __table_args__ = (
        Index("expected_current", "project_id", "what", unique=True, sqlite_where=_CURRENT),
        Index("expected_history", "project_id"),
    )


class StatusChange(ProjectFact, table=True):
    """A project paused, resumed, terminated or reopened, on a day and for a reason."""

    __tablename__ = "status_change"

    project_id: int = _ref("project", index=True)
    status: Status = _kind(Status)
    changed_on: date | None = None
    precision: Precision = _kind(Precision, default=Precision.DAY)
    reason: str = ""

    __table_args__ = (
        Index("status_day", "changed_on"),
        Index("status_ended", "superseded_entry_id", "project_id", sqlite_where=_ENDED),
    )


class ProfileChange(ProjectFact, table=True):
    """What changed in a profile on a day: a capital increase, another investor or origin, a signing after the end.

    The profile says what is so since the last of them. Of an earlier day it is what stands in `before` of the first
    change after it, and the contract amount without the increases after it, or as it stood before the next signing. A
    change that is put in before another one, or made void, supersedes that other one with another `before`. An intent
    changes nothing.
    """

    __tablename__ = "profile_change"

    project_id: int = _ref("project", index=True)
    what: ChangeKind = _kind(ChangeKind)
    changed_on: date
    precision: Precision = _kind(Precision, default=Precision.DAY)
    before: str = ""
    """What the field said until then, of a signing the investor; nothing of an increase."""
    after: str = ""
    amount_minor: int | None = Field(default=None, sa_type=MINOR)
    """The money of an increase alone; of a signing the contract amount before it."""
    currency: Currency = _kind(Currency, default=Currency.CNY)
    mark: Mark = _kind(Mark, default=Mark.EXACT)
    note: str = ""


class Receipt(ProjectFact, table=True):
    """Money that arrived: one slice with its day, amount, currency and origin. A void one is superseded by nothing.

    An amount below zero is money that went back on its day (资金退回, 撤资), a withdrawal.
    """

    project_id: int = _ref("project")
    received_on: date | None = None
    precision: Precision = _kind(Precision, default=Precision.DAY)
    amount_minor: int = Field(sa_type=MINOR)
    currency: Currency = _kind(Currency, default=Currency.CNY)
    mark: Mark = _kind(Mark, default=Mark.EXACT)
    origin: str | None = None
    """Of the money; None means the project's own origin."""
    form: MoneyForm | None = _kind(MoneyForm, default=None, nullable=True)
    outside_share: int | None = Field(default=None, sa_type=MINOR)
    """What of it is the outside investor's, in hundredths of a percent; None for all of it."""
    note: str = ""

    __table_args__ = (
        # With what a year's sums ask of each receipt: then the indexes alone answer it.
        Index("receipt_project", "project_id", "received_on", "superseded_at", "precision", "currency", "amount_minor",
              "origin", "mark", "form", "outside_share"),
        Index("receipt_day", "received_on", "project_id", "superseded_at", "precision", "mark"),
    )


class ProjectResult(ProjectFact, table=True):
    """What came of a project on a day or in a period: investment done, tax paid, taken into statistics.

    A void one is superseded by nothing.
    """

    __tablename__ = "project_result"

    project_id: int = _ref("project", index=True)
    what: ResultKind = _kind(ResultKind)
    happened_on: date
    """First day of the period."""
    precision: Precision = _kind(Precision, default=Precision.DAY)
    amount_minor: int | None = Field(default=None, sa_type=MINOR)
    """None of what only happens."""
    currency: Currency = _kind(Currency, default=Currency.CNY)
    mark: Mark = _kind(Mark, default=Mark.EXACT)
    note: str = ""
    people: int | None = None
    """None of what is no number of people."""

    __table_args__ = (Index("result_day", "what", "happened_on"),)


class Blocker(ProjectFact, table=True):
    """Something that stops a project, as it was raised; `state` and `due_on` are projections of the words on it."""

    project_id: int = _ref("project", index=True)
    category: str
    description: str
    blocking: bool = True
    bureau: str = ""
    person: str = ""
    level: str = "bureau"
    raised_on: date | None = None
    precision: Precision = _kind(Precision, default=Precision.DAY)
    permit: str = ""
    authority: str = ""
    first_due_on: date | None = None
    """The due day it was raised with; a later one is a word on it, and this one stays."""
    state: BlockerState = _kind(BlockerState, default=BlockerState.OPEN)
    due_on: date | None = None

    __table_args__ = (
        Index("blocker_open", "state", sqlite_where=_CURRENT),
    )


class BlockerWord(Fact, table=True):
    """Something said about a blocker: a follow-up, a new due day, an answer, a verification, a reopening."""

    __tablename__ = "blocker_word"

    blocker_id: int = _ref("blocker", index=True)
    word: Word = _kind(Word)
    said_on: date | None = None
    precision: Precision = _kind(Precision, default=Precision.DAY)
    said_by: str = ""
    due_on: date | None = None
    level: str = ""
    text: str = Field(default="", sa_type=Text)
    permit: str | None = None
    """The number an outside authority gave, where this word brings it, and which authority."""
    authority: str | None = None


class ReviewWord(Fact, table=True):
    """Something done in a weekly review: begun, a blocker passed over, a minute taken, ended."""

    __tablename__ = "review_word"

    week: date
    """The Monday of its ISO week."""
    word: Minute = _kind(Minute)
    blocker_id: int | None = Field(default=None, sa_type=BIG_ID, foreign_key="blocker.id")
    text: str = Field(default="", sa_type=Text)

    __table_args__ = (
        Index("review_week", "week"),
    )


class Evidence(ProjectFact, table=True):
    """A document that proves a milestone, a receipt or a capital increase; its file lies by its SHA-256."""

    project_id: int = _ref("project", index=True)
    stage: Stage | None = _kind(Stage, default=None, nullable=True)
    receipt_id: int | None = Field(default=None, sa_type=BIG_ID, index=True)
    change_id: int | None = Field(default=None, sa_type=BIG_ID)
    """The capital increase it proves."""
    kind: str
    number: str = ""
    issued_on: date | None = None
    precision: Precision = _kind(Precision, default=Precision.UNKNOWN)
    sha256: str | None = Field(default=None, index=True)
    filename: str = ""
    """What the file was called: shown, never used as a path."""
    size: int | None = Field(default=None, sa_type=MINOR)


class Recognition(ProjectFact, table=True):
    """That a milestone or a receipt was recognised (认定) or sent back, by another person than the one who reported it.

    It holds what was put before that person: once the milestone has another day it is about nothing on record, and the
    milestone waits again. `stage` is None where it is about a receipt, `amount_minor` where it is about a milestone.
    """

    project_id: int = _ref("project")
    verdict: Verdict = _kind(Verdict)
    stage: Stage | None = _kind(Stage, default=None, nullable=True)
    happened_on: date | None = None
    """The day of the milestone or receipt, known by `precision`."""
    precision: Precision = _kind(Precision, default=Precision.DAY)
    amount_minor: int | None = Field(default=None, sa_type=MINOR)
    currency: Currency | None = _kind(Currency, default=None, nullable=True)
    slip: str = ""
    """The note of the receipt, which tells it from another of the day and amount."""
    reported_by: str = ""
    said_on: date
    body: str = ""
    """Which office recognised it; the person is `recorded_by`."""
    number: str = ""
    """Of the paper that says so."""
    reason: str = Field(default="", sa_type=Text)
    """Why it was sent back, or recognised though a proof was missing."""

    __table_args__ = (Index("recognition_project", "project_id"),)


class EvidenceFile(SQLModel, table=True):
    """The bytes of a document, where there is no folder beside the database to put them (PostgreSQL)."""

    __tablename__ = "evidence_file"

    sha256: str = Field(primary_key=True, max_length=64)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Target(Fact, table=True):
    """What is to be reached in a year, or in a month or quarter of it, for one indicator, in the unit it was set in."""

    year: int
    indicator: str
    value: str
    """An exact decimal in `unit`."""
    unit: str
    period: str = ""
    """The month or quarter of the year, as `parts.period_key` has it; empty for the whole year."""

    __table_args__ = (
        Index("target_current", "year", "indicator", "period", unique=True, sqlite_where=_CURRENT),
    )


class Assertion(Fact, table=True):
    """What somebody else recognised or published for an indicator of a year, with the document that says so.

    A newer one stands beside the older: what was said on a day was said.
    """

    year: int
    indicator: str
    value: str
    """An exact decimal in `unit`."""
    unit: str
    body: str
    """Who says so: an office of the city, a bureau."""
    said_on: date
    number: str = ""
    """Of the document."""
    sha256: str | None = None
    filename: str = ""
    """What its file was called: shown, never used as a path."""
    size: int | None = Field(default=None, sa_type=MINOR)

    __table_args__ = (Index("assertion_year", "year"),)


class OthersList(Fact, table=True):
    """Which projects another office lists behind a figure: its lines as they were read, held against ours.

    The newest of a body stands for an indicator of a year; an earlier one is superseded by it.
    """

    __tablename__ = "others_list"

    year: int
    indicator: str
    body: str
    said_on: date
    sha256: str
    """Of the file."""
    filename: str
    lines: dict[str, Any] = Field(sa_type=JSON)
    """Under "lines", each as `ListedProject.as_kept` gives it."""

    __table_args__ = (
        Index("others_list_current", "year", "indicator", "body", unique=True, sqlite_where=_CURRENT),
    )


class DifferenceAnswer(Fact, table=True):
    """Why a list of another office and our figure differ about a project: it holds while the figures are the same."""

    __tablename__ = "difference_answer"

    year: int
    indicator: str
    body: str
    """Whose list it is."""
    kind: Differs = _kind(Differs)
    subject: str
    """Our code, or the name as it is compared, as `ListDifference.subject` gives it."""
    figures: str = Field(sa_type=Text)
    """What both sides said, as `ListDifference.figures` gives it."""
    reason: str = Field(sa_type=Text)
    sha256: str
    """Of the file in which it was found."""
    filename: str

    __table_args__ = (
        Index("difference_answer_current", "year", "indicator", "body", "kind", "subject", unique=True,
              sqlite_where=_CURRENT),
    )


class AuditAnswer(Fact, table=True):
    """What the office says to a question of the auditor's dry run: it holds while the figures are the same."""

    __tablename__ = "audit_answer"

    year: int
    kind: AuditCheck = _kind(AuditCheck)
    subject: str
    """As `AuditFinding.subject` gives it."""
    figures: str = Field(sa_type=Text)
    """What was asked about, as `AuditFinding.figures` gives it."""
    reason: str = Field(sa_type=Text)

    __table_args__ = (
        Index("audit_answer_current", "year", "kind", "subject", unique=True, sqlite_where=_CURRENT),
    )


class Setting(Fact, table=True):
    """A fact about the office itself, such as the place it works for."""

    key: str
    value: str

    __table_args__ = (
        Index("setting_current", "key", unique=True, sqlite_where=_CURRENT),
    )


class RulesKept(Fact, table=True):
    """A ruleset file as it was in force where something was recorded: figures of then are counted by it.

    It is superseded by its next version once what it means is changed, and by nothing once the file is gone.
    """

    __tablename__ = "rules_kept"

    folder: RulesFolder = _kind(RulesFolder)
    file: str
    rules_id: str
    year: int | None = None
    """The year and the place the file is written for; none, and an empty one: all."""
    place: str = ""
    digest: str
    """`sha256:…` of what the rules mean."""
    content: str = Field(sa_type=Text)
    """The text of the file."""

    __table_args__ = (
        Index("rules_current", "folder", "file", unique=True, sqlite_where=_CURRENT),
    )


class YearClose(Fact, table=True):
    """A year's figures as they were closed, with what they stood on: the last standing one of a year is in force.

    A closing after restatements is one more, of the next number; the earlier ones stay.
    """

    __tablename__ = "year_close"

    year: int
    number: int
    """1 for the first closing of the year."""
    closed_at: datetime = Field(sa_type=Moment)
    closed_by: str
    as_of: datetime = Field(sa_type=Moment)
    """Up to when facts were known: the moment of the entry before."""
    head: str = Field(max_length=64)
    """The hash of that entry's seal."""
    rules_id: str
    digest: str
    """Of the ruleset that counted; its text is kept (`RulesKept`)."""
    figures: dict[str, Any] = Field(sa_type=JSON)
    """What `sanxin rollup --json` printed of the year."""
    counted: dict[str, Any] = Field(sa_type=JSON)
    """By the key of each indicator and rate, the projects that counted with their shares, facts and proofs."""
    accepted: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What was not in order and accepted, under "open"."""
    despite: str = Field(default="", sa_type=Text)
    """Why it was."""

    __table_args__ = (
        Index("year_close_current", "year", "number", unique=True, sqlite_where=_CURRENT),
    )


FACTS: tuple[type[Fact], ...] = (
    Profile, Milestone, ExpectedDay, StatusChange, Receipt, Blocker, BlockerWord, ReviewWord, Evidence, Target, Setting,
    RulesKept, Recognition, ProfileChange, Assertion, YearClose, ProjectResult, OthersList, DifferenceAnswer,
    AuditAnswer, AssessedUnit, UnitTarget, Credit, GivenMark, BundleTaken,
)
OF_PROJECTS: tuple[type[Fact], ...] = (
    Profile, Milestone, ExpectedDay, StatusChange, Receipt, Blocker, BlockerWord, Evidence, Recognition,
    ProfileChange, ProjectResult, Credit,
)
"""The facts that are about projects; the others are about the office."""
BY_ITSELF: frozenset[type[Fact]] = frozenset({RulesKept})
"""Facts that are recorded beside what an officer does, whatever that is: undoing it leaves them as they are."""
PROJECTED: dict[type[Fact], frozenset[str]] = {Blocker: frozenset({"state", "due_on"})}
"""Columns of a fact table that are projections and may change."""
