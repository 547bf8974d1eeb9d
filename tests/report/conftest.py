"""A meeting held in an office whose projects have the worst names there are, and what the files made of it say."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.office.build import in_place, made, put
from tracker.domain.blocking import Word
from tracker.domain.days import Day
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.review import meeting as meeting
from tracker.office.review.review import Review, review
from tracker.report.write import write_review
from tracker.store.engine import Store, open_store
from tracker.words import Lang

HOSTILE = ("[/]甲", "=1+1", "A & B <合资>", "{{7*7}}", "{% for x in y %}{_{%_}", "长名项目" * 50, "x" * 200,
           "甲| 乙 *粗* `码` <br>", "https://example.com @某人 www.example.com", "- 1. # +@cmd|'/c calc'!A1")
BEFORE, HELD = datetime(2023, 12, 6, 1, tzinfo=UTC), datetime(2023, 12, 13, 1, tzinfo=UTC)
"""A Wednesday, and the Wednesday after it."""
LONG = "用地报批卡在省厅，材料已经三次退回补正，" * 40

Write = Callable[..., Path]


def d(text: str) -> Day:
    return Day(date.fromisoformat(text))


@pytest.fixture(scope="session")
def held_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a project of each name, each held up by a blocker, and one meeting, closed in December 2023."""
    path = tmp_path_factory.mktemp("held") / "office.db"
    shutil.copyfile(sqlite_template, path)
    clock = Clock(BEFORE)
    desk = Desk(open_store(path), "联络员01", clock)
    _raised(desk)
    clock.at = HELD
    colleague = replace(desk, who="联络员02")
    for done in (meeting.start(desk), say(desk, 1, Word.DUE, "", due=d("2023-12-20")),
                 say(desk, 2, Word.ESCALATE, "请链长协调 =1+1", level="chain_leader"),
                 say(desk, 3, Word.ANSWER, "已供地 | <ok>", by="自然资源局"), say(colleague, 3, Word.VERIFY, ""),
                 say(desk, 4, Word.NOTE, "{{7*7}}"), meeting.skip(desk, 5),
                 meeting.note(desk, "现场办公\n=2+2 | x"), meeting.close(desk, "散会")):
        assert isinstance(done, Done), done
    desk.store.close()
    return path


def _raised(desk: Desk) -> None:
    in_place(desk, "甲县<b>")
    put(desk, *(made(name, "2023-01-10", "2023-05-01") for name in HOSTILE))
    for at, name in enumerate(HOSTILE):
        raised = Raised("用地", LONG if at == 2 else name, blocking=at != 1, bureau="自然资源局", person="王<五>",
                      level="province" if at == 4 else "bureau", raised=d("2023-11-06"), due=d(f"2023-12-{at + 1:02}"),
                      permit="岸线〔2023〕7号", authority="水利厅")
        assert isinstance(raise_blocker(desk, name, raised), Done)


@pytest.fixture
def office(held_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk at a copy of that office, on the day of the meeting."""
    clock.at = HELD
    path = tmp_path / "held.db"
    shutil.copyfile(held_file, path)
    desk = Desk(open_store(path), "联络员01", clock)
    yield desk
    desk.store.close()


@pytest.fixture(scope="session")
def held(held_file: Path) -> Review:
    """The review after the meeting: put off, escalated, verified, noted, passed over, not reached."""
    desk = Desk(open_store(held_file), "联络员01", Clock(HELD))
    page = review(desk)
    desk.store.close()
    assert isinstance(page, Review)
    return page


@pytest.fixture
def empty(sqlite_store: Store, clock: Clock) -> Review:
    """The review of an office without any project."""
    page = review(Desk(sqlite_store, "联络员01", clock))
    assert isinstance(page, Review)
    return page


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
