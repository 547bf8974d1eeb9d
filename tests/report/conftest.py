"""A meeting held in an office whose projects have the worst names there are, and what the files made of it say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.office.build import in_place, made, put
from tracker.domain.blocking import Word
from tracker.domain.days import Day
from tracker.office import review_meeting as meeting
from tracker.office.blockers import Raised, raise_blocker, say
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.review import Review, review
from tracker.report.write import write_review
from tracker.store.engine import Store
from tracker.words import Lang

HOSTILE = ("[/]甲", "=1+1", "A & B <合资>", "{{7*7}}", "{% for x in y %}{_{%_}", "长名项目" * 50, "x" * 200,
           "甲| 乙 *粗* `码` <br>", "https://example.com @某人 www.example.com", "- 1. # +@cmd|'/c calc'!A1")
LONG = "用地报批卡在省厅，材料已经三次退回补正，" * 40

Write = Callable[..., Path]


def d(text: str) -> Day:
    return Day(date.fromisoformat(text))


@pytest.fixture
def office(sqlite_store: Store, clock: Clock) -> Desk:
    """An office with a project of each name, each held up by a blocker, on Wednesday 6 December 2023."""
    desk = Desk(sqlite_store, "联络员01", clock)
    clock.at = datetime(2023, 12, 6, 1, tzinfo=UTC)
    in_place(desk, "甲县<b>")
    put(desk, *(made(name, "2023-01-10", "2023-05-01") for name in HOSTILE))
    for at, name in enumerate(HOSTILE):
        said = Raised("用地", LONG if at == 2 else name, blocking=at != 1, bureau="自然资源局", person="王<五>",
                      level="province" if at == 4 else "bureau", raised=d("2023-11-06"), due=d(f"2023-12-{at + 1:02}"),
                      permit="岸线〔2023〕7号", authority="水利厅")
        assert isinstance(raise_blocker(desk, name, said), Done)
    return desk


@pytest.fixture
def held(office: Desk, clock: Clock) -> Review:
    """The review after a meeting: put off, escalated, verified, noted, passed over, not reached."""
    colleague = Desk(office.store, "联络员02", clock)
    clock.at = datetime(2023, 12, 13, 1, tzinfo=UTC)
    for done in (meeting.start(office), say(office, 1, Word.DUE, "", due=d("2023-12-20")),
                 say(office, 2, Word.ESCALATE, "请链长协调 =1+1", level="chain_leader"),
                 say(office, 3, Word.ANSWER, "已供地 | <ok>", by="自然资源局"), say(colleague, 3, Word.VERIFY, ""),
                 say(office, 4, Word.NOTE, "{{7*7}}"), meeting.skip(office, 5),
                 meeting.note(office, "现场办公\n=2+2 | x"), meeting.close(office, "散会")):
        assert isinstance(done, Done), done
    found = review(office)
    assert isinstance(found, Review)
    return found


@pytest.fixture
def empty(sqlite_store: Store, clock: Clock) -> Review:
    """The review of an office without any project."""
    found = review(Desk(sqlite_store, "联络员01", clock))
    assert isinstance(found, Review)
    return found


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a review to a file of a kind and says where."""
    def written(shown: Review, suffix: str, lang: Lang = Lang.ZH, *, minutes: bool = False) -> Path:
        done = write_review(shown, tmp_path / f"会商.{suffix}", lang, minutes=minutes)
        assert isinstance(done, Done), done
        return done.value
    return written


def crowded(shown: Review, count: int) -> Review:
    """The same review with so many blockers."""
    there = shown.agenda.open
    many = tuple(replace(there[at % len(there)], id=at + 1, project=f"项目{at + 1}") for at in range(count))
    return replace(shown, agenda=replace(shown.agenda, items=many))


def spoilt(shown: Review) -> Review:
    """The same review with characters in it that no file format can hold, as an older database may have kept them."""
    items = tuple(replace(one, project="甲\x00乙\x0b丙\ud800\ufffe\x1b[31m", description="a\tb\r\nc\u202ed\u2028e")
                  for one in shown.agenda.items)
    return replace(shown, agenda=replace(shown.agenda, items=items))
