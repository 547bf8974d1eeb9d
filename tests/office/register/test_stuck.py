"""The list of blockers: what is found, in which order, how it is counted; and it stays quick with very many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import insert

from tests.conftest import Make
from tests.office.project.test_moves import d
from tracker.domain.blocking import Word
from tracker.office.desk import Desk
from tracker.office.project.blockers import Raised, blockers, raise_blocker, say
from tracker.office.project.projects import add
from tracker.office.register.stuck import Order, arranged, counted_blockers, fitting, stuck
from tracker.store.engine import Store
from tracker.store.tables import Blocker, BlockerWord

pytestmark = pytest.mark.both_databases

LEVELS = {"bureau": "责任单位", "province": "省级"}


def raise_four(desk: Desk) -> None:
    for name, category, bureau, day, due in (
            ("万骏船舶", "河湖岸线", "水利局", "2023-02-13", "2023-06-30"),
            ("桃花江二期", "用地", "林业局", "2023-01-13", ""),
            ("云帆船舶", "河湖岸线", "", "2023-05-13", "2023-05-30")):
        add(desk, {"name": name}, lead=d("2023-01-01"))
        raise_blocker(desk, name, Raised(category, "审批未通过", bureau=bureau, raised=d(day),
                                         due=d(due) if due else None))
    raise_blocker(desk, "万骏船舶", Raised("用电", "线路偏远", blocking=False, raised=d("2023-03-01")))
    say(desk, 1, Word.ESCALATE, "", level="province")


@pytest.fixture
def three(prepared: Callable[[Make], tuple[Desk, None]]) -> Desk:
    """Three projects with four blockers, one of them a risk."""
    return prepared(raise_four)[0]


def names(desk: Desk, order: Order, typed: str = "") -> list[tuple[str, list[str]]]:
    holds = fitting(stuck(desk), typed, LEVELS)
    return [(group.name, [hold.project for hold in group.holds]) for group in arranged(holds, order, list(LEVELS))]


def test_overdue_come_first_then_the_oldest(three: Desk) -> None:
    assert names(three, Order.LATE) == [("", ["云帆船舶", "万骏船舶", "桃花江二期"])]
    assert names(three, Order.AGE) == [("", ["桃花江二期", "万骏船舶", "云帆船舶"])]


def test_groups_are_the_largest_first_and_the_unnamed_last(three: Desk) -> None:
    assert names(three, Order.CATEGORY) == [("河湖岸线", ["云帆船舶", "万骏船舶"]), ("用地", ["桃花江二期"])]
    assert [name for name, _ in names(three, Order.BUREAU)] == ["林业局", "水利局", ""]
    assert [name for name, _ in names(three, Order.LEVEL)] == ["province", "bureau"]
    assert Order.LEVEL.following is Order.LATE


@pytest.mark.parametrize("typed", ["万骏", "wjcb", "shuili", "省级 河湖", "shengji", "审批 wanjun"])
def test_what_is_typed_finds_projects_bureaus_and_levels(three: Desk, typed: str) -> None:
    assert names(three, Order.LATE, typed) == [("", ["万骏船舶"])]


def test_counts_are_of_what_is_listed_and_risks_only_when_asked_for(three: Desk) -> None:
    sums = counted_blockers(one.hold for one in stuck(three))
    assert (sums.count, sums.overdue, sums.categories) == (3, 2, (("河湖岸线", 2), ("用地", 1)))
    assert len(stuck(three, everything=True)) == 4


@pytest.mark.story
def test_more_are_listed_than_one_statement_takes_parameters(sqlite_store: Store) -> None:
    """SQLite takes 32,766 in one statement."""
    desk, many = Desk(sqlite_store, "联络员01"), 33_000
    add(desk, {"name": "甲"}, lead=d("2023-01-01"))
    with desk.unit() as unit:
        entry = unit.entry("import")
        said = {"entry_id": entry.id, "recorded_at": unit.at, "known_at": unit.at, "recorded_by": "x"}
        run, numbers = unit.session.connection().execute, range(1, many + 1)
        run(insert(Blocker), [{"id": at, "project_id": 1, "category": "用地", "description": "未落实", "state": "open",
                               "blocking": True, "raised_on": date(2023, 1, 1), **said} for at in numbers])
        run(insert(BlockerWord), [{"blocker_id": many, "word": "note", "text": "已报", "said_on": date(2023, 12, 1),
                                   **said}])
    listed = blockers(desk)
    assert isinstance(listed, tuple)
    assert len(listed) == many
    assert [hold.id for hold in listed if hold.said] == [many]
