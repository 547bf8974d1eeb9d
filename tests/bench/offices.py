"""Fills a store with a large invented office: the same seed gives the same rows, however often it is run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from tracker.domain.blocking import BlockerState
from tracker.domain.days import Precision
from tracker.domain.money import Currency, Mark
from tracker.domain.pinyin import search_key
from tracker.domain.stages import STAGES, Stage, Status
from tracker.store.tables import (
    Blocker,
    JournalEntry,
    Milestone,
    Profile,
    Project,
    Receipt,
    Setting,
    StatusChange,
    Target,
)

RECORDED = datetime(2024, 1, 2, 1, 0, tzinfo=UTC)
"""When all of it was recorded, where nothing else is said."""
LATER = timedelta(days=1)
"""After so long some of it was corrected."""
LAST_DAY = date(2023, 12, 31)

ORIGINS = ("out_of_province",) * 12 + ("in_province",) * 5 + ("foreign", "local", None)
CHAINS = ("船舶制造", "装备制造", "纺织服装", "食品加工", "新能源", "新材料", "电子信息", "")
PARKS = ("高新区", "船舶产业园", "琼湖街道", "草尾镇", "南大膳镇", "共华镇", "新湾镇")
TOP500 = ("world", "china", "china_private")
FIRST = ("洞庭", "启航", "华衡", "中晟", "南洲", "湘北", "嘉维", "恒瑞", "金穗", "信达", "卓远", "绿源", "鑫禾", "宏图")
CATEGORIES = ("用地", "林地", "环评", "用电", "融资", "征拆", "河湖岸线")
LEADERS = ("王建国", "李秀英", "张伟", "刘洋", "陈静", "杨帆", "")
SECOND = ("船舶", "电子", "食品", "纺织", "风电", "储能", "材料", "管桩", "数控", "芦苇")


@dataclass(slots=True)
class Batch:
    """Rows on their way in, by table: those of one journal entry, and beside them those of the next, which corrects."""

    at: datetime
    entry: int
    corrected_by: int
    rows: dict[type[SQLModel], list[dict[str, Any]]] = field(default_factory=dict)
    corrections: list[tuple[type[SQLModel], dict[str, Any]]] = field(default_factory=list)

    def add(self, table: type[SQLModel], **values: Any) -> None:
        """One more row; all rows of a table name the same columns."""
        self.rows.setdefault(table, []).append(values)

    def fact(self, table: type[SQLModel], **values: Any) -> None:
        """One more fact, which stands as it was recorded."""
        self.add(table, **_recorded(self.entry, self.at), **values)

    def doubtful(self, random: Random, table: type[SQLModel], **values: Any) -> None:
        """One more fact; one in fifty was recorded wrongly, and once more when all others had been."""
        if random.random() < 0.02:
            ended = {"superseded_at": self.at + LATER, "gone_at": self.at + LATER,
                     "superseded_entry_id": self.corrected_by}
            self.add(table, **_recorded(self.entry, self.at) | ended, **values)
            self.corrections.append((table, {**_recorded(self.corrected_by, self.at + LATER), **values}))
        else:
            self.fact(table, **values)

    def write(self, session: Session) -> None:
        """Writes and forgets them, projects before what refers to them."""
        order = (Project, Profile, Milestone, Receipt, StatusChange, Blocker, Target, Setting)
        for table in sorted(self.rows, key=order.index):
            session.execute(insert(table), self.rows[table])
        self.rows.clear()

    def correct(self, session: Session) -> None:
        """Writes what corrects others."""
        for table, values in self.corrections:
            self.add(table, **values)
        self.write(session)


def fill(session: Session, projects: int = 100_000, seed: int = 2023, first_year: int = 2019,
         last_day: date = LAST_DAY, after: int = 0, recorded: datetime = RECORDED) -> None:
    """Adds `projects` projects with about four milestones and two receipts each, from `first_year` to `last_day`.

    One milestone or receipt in fifty was corrected once; one project in thirty is terminated, one in ten blocked.
    With `after` so many are there already. All was `recorded` at one moment, and corrected a day later.
    """
    batch, random = Batch(recorded, _entry(session, recorded), _entry(session, recorded + LATER)), Random(seed)
    if not after:
        batch.fact(Setting, key="place", value="沅江市")
        for key, value, unit in (("new_signed", "20000", "个"), ("out_of_province", "124", "亿元")):
            batch.fact(Target, year=2023, indicator=key, value=value, unit=unit)
    for number in range(after + 1, after + projects + 1):
        _project(batch, random, number, first_year, last_day)
        if number % 5_000 == 0:
            batch.write(session)
    batch.write(session)
    batch.correct(session)


def _entry(session: Session, at: datetime) -> int:
    entry = JournalEntry(at=at, who="bench", action="import", subject="bench")
    session.add(entry)
    session.flush()
    assert entry.id is not None
    return entry.id


def _recorded(entry: int, at: datetime) -> dict[str, Any]:
    return {"entry_id": entry, "recorded_by": "bench", "supersedes_id": None, "recorded_at": at, "known_at": at,
            "superseded_at": None, "superseded_entry_id": None, "gone_at": None}


def _project(batch: Batch, random: Random, number: int, first_year: int, last_day: date) -> None:
    name = f"{random.choice(FIRST)}{random.choice(SECOND)}{number}号项目"
    origin, park = random.choice(ORIGINS), random.choice(PARKS)
    days = _milestone_days(random, first_year, last_day)
    stage = STAGES[len(days) - 1]
    terminated = random.random() < 1 / 30
    investor, officer, code = f"{random.choice(FIRST)}集团{number % 7_000}", f"联络员{number % 40:02}", f"B{number:06}"
    blocked = number % 10 == 0 and not terminated
    batch.add(Project, id=number, code=code, recorded_at=batch.at, stage=stage,
              status=Status.TERMINATED if terminated else Status.ACTIVE, blocked=blocked, since=days[-1],
              touched_at=batch.at, search=search_key(name, investor, officer, park, code), version=1)
    batch.fact(
        Profile, project_id=number, name=name, name_key=name,
        investor=investor, investor_from="", origin=origin,
        hunan_return=random.random() < 0.3, top500=random.choice(TOP500) if random.random() < 0.05 else None,
        industry_chain=random.choice(CHAINS), chain_role=None, contract_minor=random.randrange(1, 900) * 10**9,
        contract_currency=Currency.CNY, contract_mark=Mark.EXACT, fixed_minor=None, fixed_currency=Currency.CNY,
        fixed_mark=Mark.EXACT, land_mu="", output_minor=None, output_currency=Currency.CNY,
        output_mark=Mark.EXACT, tax_minor=None, tax_currency=Currency.CNY, tax_mark=Mark.EXACT, park=park, bureau="",
        credit_code=f"91430981MA4{number:07}" if stage.rank > 1 else "", chain_leader=LEADERS[number % len(LEADERS)],
        officer=officer, channel="", roles={}, phase_of=None, notes={},
    )
    for reached, day in zip(STAGES, days, strict=False):
        batch.doubtful(random, Milestone, project_id=number, stage=reached, occurred_on=day, precision=Precision.DAY,
                       recognised_on=None, recognised_by="", override="")
    if blocked:
        _blocker(batch, number, days[-1])
    if terminated:
        batch.fact(StatusChange, project_id=number, status=Status.TERMINATED,
                   changed_on=min(days[-1] + timedelta(days=60), last_day), precision=Precision.DAY, reason="终止")
    if stage.rank >= Stage.FUNDED.rank:
        _receipts(batch, random, number, days[Stage.FUNDED.rank], origin, last_day)


def _blocker(batch: Batch, number: int, since: date) -> None:
    category, due = CATEGORIES[number // 10 % len(CATEGORIES)], since + timedelta(days=number % 400)
    batch.fact(Blocker, project_id=number, category=category, blocking=True, bureau="",
               description=f"{category}手续未批，材料第{number % 4 + 1}次补正", person="", level="bureau",
               raised_on=since, precision=Precision.DAY, permit="", authority="", first_due_on=due,
               state=BlockerState.OPEN, due_on=due)


def _milestone_days(random: Random, first_year: int, last_day: date) -> list[date]:
    """The days of the stages reached: a lead some time before the end, then on until the year ran out."""
    day = date(first_year, 1, 1) + timedelta(days=random.randrange((last_day - date(first_year, 1, 1)).days))
    days = [day]
    for _ in STAGES[1:]:
        day += timedelta(days=random.randrange(20, 300))
        if day > last_day or random.random() < 0.06:
            break
        days.append(day)
    return days


def _receipts(batch: Batch, random: Random, number: int, first: date, origin: str | None, last_day: date) -> None:
    """Money from the day of the funded milestone on: foreign in dollars, one slice in twelve of another origin."""
    day, currency = first, Currency.USD if origin == "foreign" else Currency.CNY
    for _ in range(random.choice((1, 2, 3, 3, 4, 5))):
        own = random.choice(("in_province", "out_of_province")) if random.random() < 1 / 12 else None
        amount = random.randrange(1, 90_000) * 100_000
        batch.doubtful(random, Receipt, project_id=number, received_on=day, precision=Precision.DAY,
                       amount_minor=amount, currency=currency, mark=Mark.EXACT, origin=own, note="")
        day = min(day + timedelta(days=random.randrange(1, 200)), last_day)
