"""What the weekly review costs where 20,000 blockers are open: until it shows the first, and each step of the meeting.

Opening is taken on the clock, from the key to the first blocker with its story; steps in processor time of all threads
of the app, until nothing is being read or drawn any more.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session

from tests.bench.offices import CATEGORIES, LAST_DAY, RECORDED, fill
from tests.bench.screens import cpu_ms, medians, press, settled
from tracker.domain.blocking import BlockerState, Level, Word
from tracker.domain.days import Precision
from tracker.store.engine import open_store
from tracker.store.tables import Blocker, BlockerWord, JournalEntry, Project

SIZE = (140, 45)
NOW = datetime(2024, 1, 10, 1, tzinfo=UTC)
"""A Wednesday, a week after all of it was recorded."""
SAID = (Word.NOTE, Word.DUE, Word.ESCALATE)
"""What has been said of every blocker."""


@dataclass(frozen=True, slots=True)
class Review:
    """Wall seconds until the review shows, milliseconds of processor time of each step."""

    blockers: int
    opening_s: list[float] = field(default_factory=list)
    steps_ms: dict[str, list[float]] = field(default_factory=dict)

    def __str__(self) -> str:
        said = [f"review of {self.blockers:,} open blockers: shown {statistics.median(self.opening_s):.2f} s after the "
                f"key at the median, {max(self.opening_s):.2f} at most ({len(self.opening_s)} times)"]
        return "\n".join([*said, *medians(self.steps_ms)])


def measure(folder: Path, blockers: int = 20_000, rounds: int = 15) -> Review:
    """Fills an office in `folder`, holds a meeting in it."""
    office = folder / "review.db"
    store = open_store(office)
    with store.writing() as session:
        fill(session, blockers)
        stick(session)
    store.close()
    found = Review(blockers)
    asyncio.run(_meeting(office, found, rounds))
    return found


def stick(session: Session, seed: int = 2023) -> None:
    """A blocker on every project that has none, and three words on each: a follow-up, a new due day, an escalation."""
    projects, raised = Project.__table__, Blocker.__table__
    entry, random = session.scalar(select(JournalEntry.__table__.c.id)), Random(seed)
    fact = {"entry_id": entry, "recorded_by": "bench", "recorded_at": RECORDED, "known_at": RECORDED,
            "supersedes_id": None, "superseded_at": None, "superseded_entry_id": None}
    have = set(session.scalars(select(raised.c.project_id)))
    free = [row for row in session.execute(select(projects.c.id, projects.c.since)) if row.id not in have]
    session.execute(insert(Blocker), [_blocker(fact, random, row.id, row.since) for row in free])
    words = _words(fact, session.execute(select(raised.c.id, raised.c.raised_on)).all())
    while batch := list(islice(words, 5_000)):
        session.execute(insert(BlockerWord), batch)


def _blocker(fact: dict[str, Any], random: Random, project_id: int, since: date) -> dict[str, Any]:
    category, due = random.choice(CATEGORIES), since + timedelta(days=random.randrange(400))
    return {**fact, "project_id": project_id, "category": category, "blocking": True,
            "description": f"{category}手续未批，材料第{project_id % 4 + 1}次补正", "bureau": f"单位{project_id % 30}",
            "person": "",
            "level": random.choice(list(Level)), "raised_on": since, "precision": Precision.DAY,
            "permit": "", "authority": "", "first_due_on": due, "state": BlockerState.OPEN, "due_on": due}


def _words(fact: dict[str, Any], rows: Any) -> Iterator[dict[str, Any]]:
    for number, since in rows:
        for at, word in enumerate(SAID):
            day = min(since + timedelta(days=20 * (at + 1)), LAST_DAY)
            yield {**fact, "blocker_id": number, "word": word, "said_on": day, "precision": Precision.DAY,
                   "said_by": "责任单位", "text": "正在办理",
                   "due_on": day + timedelta(days=60) if word is Word.DUE else None,
                   "level": Level.CITY if word is Word.ESCALATE else "", "permit": None, "authority": None}


# -- the meeting ------------------------------------------------------------------------------------------------------


async def _meeting(office: Path, found: Review, rounds: int) -> None:
    from tracker.office.desk import Desk
    from tracker.words import Lang
    from tui.app import SanxinApp

    class Quiet(SanxinApp):
        LOOK_AGAIN = 3600.0

    app = Quiet(lang=Lang.ZH, desk=Desk(open_store(office), "bench", lambda: NOW))
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        for _ in range(max(rounds // 3, 1)):
            start = time.perf_counter()
            await pilot.press("8")
            await _shown(app)
            found.opening_s.append(time.perf_counter() - start)
            await settled(app, pilot)
            await pilot.press("escape")
            await settled(app, pilot)
        await press(app, pilot, "8", "f2")
        steps = found.steps_ms
        for _ in range(rounds):
            for name, keys in (("next blocker", ["down"]), ("follow-up recorded", ["f5", "催", "办", "enter"]),
                               ("passed over", ["ctrl+n"]), ("new due day recorded", ["f8", *"2024-03-01", "enter"])):
                await press(app, pilot, *keys[:-1])
                steps.setdefault(name, []).append(await cpu_ms(partial(press, app, pilot, keys[-1])))
    assert app.desk is not None
    app.desk.store.close()


async def _shown(app: Any) -> None:
    """Until the first blocker is there with its story."""
    def there() -> bool:
        sitting = getattr(app.screen, "sitting", None)
        return sitting is not None and sitting.at is not None and sitting.said_of(sitting.at) is not None

    while not there():
        await asyncio.sleep(0.005)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        print(measure(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
