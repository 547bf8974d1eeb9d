"""Older ledgers, taken in as what was known on their day: what each said is what was known then, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from tests.conftest import Clock
from tests.ledger.made import Rows, write_xlsx
from tests.office.taken import everything
from tests.selection import a_third, in_thirds
from tracker.domain.blocking import Word
from tracker.domain.clock import end_of_day
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.figures.explain import explain
from tracker.office.figures.rollup import rollup
from tracker.office.intake.books import books_of, day_in
from tracker.office.intake.intake import Imported, intake
from tracker.office.intake.older import Then, known_then
from tracker.office.known_then import nothing_known
from tracker.office.outcome import Done, Refused
from tracker.office.project.blockers import say
from tracker.office.project.projects import add
from tracker.office.records import find
from tracker.office.verify import verify
from tracker.store.engine import open_store
from tracker.store.query import plain_rows, standing_rows
from tracker.store.tables import (
    Blocker,
    BlockerWord,
    ExpectedDay,
    Fact,
    Milestone,
    Profile,
    Project,
    ProjectFact,
    Receipt,
    StatusChange,
)

NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)
HEADERS = ("项目名称", "投资方", "资金来源", "合同金额（亿元）", "签约时间", "开工时间",
           "计划投产时间", "存在问题", "备注")
PAID = ("项目名称", "到资日期", "到资金额", "单位")
DAYS = (date(2023, 6, 30), date(2023, 12, 31), date(2024, 6, 30))
QUICKLY = settings(max_examples=a_third(settings.default.max_examples // 6), deadline=None,
                   phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=list(HealthCheck))
"""An example takes a second: there are fewer, and none smaller is looked for, which would take minutes."""
Book = Mapping[str, tuple[Any, ...]]
"""What a ledger says of each project: the columns after its name, and the receipts."""


def known(session: Session, as_of: datetime | None = None) -> dict[str, list[Any]]:
    """All that was known of projects at a moment, by their names, whatever rows it stands in."""
    names = {row.project_id: row.name for row in standing_rows(session, Profile, as_of)}
    blockers = {row.id: names[row.project_id] for row in standing_rows(session, Blocker, as_of)}
    facts: dict[str, list[Any]] = {name: [] for name in names.values()}
    kinds: tuple[type[ProjectFact], ...] = (Profile, Milestone, ExpectedDay, StatusChange, Receipt, Blocker)
    for kind in kinds:
        for row in standing_rows(session, kind, as_of):
            facts[names[row.project_id]].append(content(kind, row))
    for word in standing_rows(session, BlockerWord, as_of):
        facts[blockers[word.blocker_id]].append(content(BlockerWord, word))
    return {name: sorted(of_one) for name, of_one in facts.items()}


def content(kind: type[Fact], row: Fact) -> tuple[str, list[tuple[str, str]]]:
    """What a fact says, without numbers of rows and what is reckoned from other facts."""
    left_out = {*Fact.model_fields, "project_id", "blocker_id", "state", "due_on", "phase_of"}
    return kind.__name__, sorted((key, str(getattr(row, key))) for key in kind.model_fields if key not in left_out)


def known_at(desk: Desk, day: date | datetime | None) -> dict[str, list[Any]]:
    moment = end_of_day(day) if isinstance(day, date) and not isinstance(day, datetime) else day
    with desk.reading() as session:
        return known(session, moment)


def sheets(book: Book) -> dict[str, Rows]:
    """A ledger as sheets."""
    projects = [list(HEADERS), *([project, *columns[:8]] for project, columns in book.items())]
    receipts = [list(PAID), *([project, day, amount, "万元"] for project, columns in book.items()
                              for day, amount in columns[8])]
    return {"项目": projects, "到资": receipts}


def written(folder: Path, book: Book, name: str = "台账.xlsx") -> Path:
    return write_xlsx(folder / name, sheets(book))


def empty(path: Path, template: Path) -> Desk:
    """A desk at a new office."""
    copyfile(template, path)
    return Desk(open_store(path), "联络员01", Clock(NOW))


def take(desk: Desk, path: Path, day: date | None = None) -> Imported:
    then = known_then(desk, day) if day else None
    assert not isinstance(then, Refused)
    answer = intake(desk, path, then=then)
    assert not answer.problems, answer.problems
    return answer


def figures(desk: Desk, day: date | datetime | None = None) -> Any:
    """What the rollups come to; which entry was the last is no part of it."""
    moment = end_of_day(day) if isinstance(day, date) and not isinstance(day, datetime) else day
    told = []
    for year in (2023, 2024):
        figures = rollup(desk, year, until=date(year, 12, 31), as_of=moment).as_json()
        told.append({key: value for key, value in figures.items()
                     if key not in ("as_of", "head", "ledger", "place", "ruleset", "rules")})
    return told


def line(investor: str = "甲公司", amount: object = 1, signed: object = "2023-02-01", started: object = None,
         producing: object = None, problem: object = None, remark: object = None,
         paid: tuple[tuple[str, int], ...] = ()) -> tuple[Any, ...]:
    return (investor, "境内省外", amount, signed, started, producing, problem, remark, paid)


@st.composite
def lines(draw: st.DrawFn) -> tuple[Any, ...]:
    started = draw(st.sampled_from([None, "2023-04-01", "2023-05-01"]))
    remark = draw(st.sampled_from([None, "甲", "2023年6月1日终止：资金断裂"]))
    paid = draw(st.lists(st.sampled_from([("2023-03-01", 100), ("2023-03-02", 200), ("2023-03-05", 300)]),
                         unique=True, max_size=2))
    return line(draw(st.sampled_from(["甲公司", "乙公司"])), draw(st.sampled_from([1, 2])),
                draw(st.sampled_from(["2023-02-01", "2023-02-02"])), started,
                draw(st.sampled_from([None, "2025-06", "2025年底"])),
                draw(st.sampled_from([None, "用地未落实", "等环评"])), remark, tuple(paid))


BOOK = st.dictionaries(st.sampled_from(["恒瑞管桩", "万骏船舶", "明珠食品"]), lines(), min_size=1, max_size=3)


@pytest.mark.story
@in_thirds
@QUICKLY
@given(books=st.lists(BOOK, min_size=1, max_size=3), now=st.none() | st.dictionaries(
    st.sampled_from(["恒瑞管桩", "万骏船舶", "新项目"]), lines(), min_size=1, max_size=3))
def test_as_of_each_book_is_what_an_office_of_that_day_would_have_known(sqlite_template: Path, books: list[Book],
                                                                        now: Book | None) -> None:
    """Oldest first, into an empty office and into one that holds a book of today."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        then, office = (empty(folder / f"{which}.db", sqlite_template) for which in ("then", "history"))
        if now is not None:
            take(office, written(folder, now))
        present, figures_now = known_at(office, None), figures(office)
        for day, book in zip(DAYS, books, strict=False):
            path = written(folder, book)
            take(then, path)  # an office that took the same books in as they came
            take(office, path, day)
            assert known_at(office, day) == known_at(then, None)
            assert figures(office, day) == figures(then)
        assert known_at(office, DAYS[0] - timedelta(days=1)) == {}
        if now is None:
            assert known_at(office, None) == known_at(then, None)
        else:
            assert (known_at(office, None), figures(office)) == (present, figures_now)
        for desk in (then, office):
            assert verify(desk).findings == ()
            desk.store.close()


@pytest.mark.story
@in_thirds
@QUICKLY
@given(books=st.lists(BOOK, min_size=3, max_size=3), order=st.permutations([0, 1, 2]))
def test_a_book_out_of_order_changes_nothing_of_what_is_known_later(sqlite_template: Path, books: list[Book],
                                                                    order: list[int]) -> None:
    """Each book says, as of its day, all that it says, and what was known from the next book on stays."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        office = empty(folder / "office.db", sqlite_template)
        paths = [written(folder, book, f"{number}.xlsx") for number, book in enumerate(books)]
        taken: list[int] = []
        for number in order:
            later = {at: known_at(office, DAYS[at]) for at in taken if at > number}
            earlier = {at: known_at(office, DAYS[at]) for at in taken if at < number}
            present = known_at(office, None)
            take(office, paths[number], DAYS[number])
            taken.append(number)
            assert {at: known_at(office, DAYS[at]) for at in later} == later
            assert {at: known_at(office, DAYS[at]) for at in earlier} == earlier
            if later:
                assert known_at(office, None) == present
        before = everything(office)
        for number in order:
            assert not take(office, paths[number], DAYS[number]).written
        assert everything(office) == before
        with office.reading() as session:
            for kind in (Profile, Milestone, Receipt, Blocker, BlockerWord, ExpectedDay):
                assert all(row.gone_at is None or row.known_at <= row.gone_at for row in plain_rows(session, kind))
        assert verify(office).findings == ()
        office.store.close()


@pytest.fixture
def today(desk: Desk, clock: Clock) -> Desk:
    clock.at = NOW
    return desk


FIRST = {"甲项目": line(amount=1, producing="2025年底"), "乙项目": line(paid=(("2023-03-01", 100),))}
SECOND = {"甲项目": line(amount=2, started="2023-10-01", producing="2026-06", problem="用地未落实")}


@pytest.mark.story
@pytest.mark.both_databases
def test_what_is_known_now_stays_where_a_later_book_is_known(today: Desk, tmp_path: Path) -> None:
    """Of an office in use only the time before it began is told otherwise; no list has a project of the past."""
    take(today, written(tmp_path, {"甲项目": line(amount=3)}))
    begun, now, of_now = today.now(), known_at(today, None), figures(today)
    first = take(today, written(tmp_path, FIRST), DAYS[0])
    second = take(today, written(tmp_path, SECOND), DAYS[1])
    assert (first.history, second.history) == (True, True)
    assert known_at(today, None) == now == known_at(today, begun)
    assert figures(today) == of_now == figures(today, begun)
    assert set(known_at(today, DAYS[0])) == {"甲项目", "乙项目"} == set(known_at(today, DAYS[1]))
    assert known_at(today, DAYS[0]) != known_at(today, DAYS[1])
    with today.reading() as session:
        assert isinstance(find(session, "乙项目"), Refused)
        codes = {row.code for row in plain_rows(session, Project)}
        assert isinstance(find(session, max(codes)), Refused)
    assert examine(today).facts["projects"] == 1
    assert "projection_off" not in {one.code for one in examine(today).findings}
    shown = rollup(today, 2023, as_of=end_of_day(DAYS[0]))
    assert shown.ledger is not None
    assert (shown.ledger.on, shown.as_json()["ledger"]) == (DAYS[0], {"file": "台账.xlsx", "known_on": "2023-06-30"})
    assert rollup(today, 2023).ledger is None
    explained = explain(today, 2023, "new_signed", as_of=end_of_day(DAYS[0]))
    assert not isinstance(explained, Refused)
    assert len(explained.counted) + len(explained.not_counted) == 2
    assert explained.ledger == shown.ledger


@pytest.mark.story
@pytest.mark.both_databases
def test_the_totals_beside_an_older_ledger_are_what_the_office_held_on_its_day(today: Desk, tmp_path: Path) -> None:
    """Not where its projects stand now: since then one was started, one ended, and a blocker was solved."""
    troubled = {"甲项目": line(problem="用地未落实"), "乙项目": line()}
    take(today, written(tmp_path, troubled), DAYS[0])
    take(today, written(tmp_path, {"甲项目": line(started="2023-10-01", problem="用地未落实"),
                                   "乙项目": line(remark="2023年11月28日终止：协商解约"), "丙项目": line()}))
    with today.reading() as session:
        (blocker,) = standing_rows(session, Blocker)
        number = blocker.id
    assert number is not None
    assert isinstance(say(today, number, Word.ANSWER, "已供地", by="张三"), Done)
    assert isinstance(say(today, number, Word.VERIFY, "现场核实", by="李四"), Done)
    then = known_then(today, DAYS[1])
    assert not isinstance(then, Refused)
    looked = intake(today, written(tmp_path, troubled), then=then, dry_run=True)
    assert looked.office.stages == {"signed": 2} == looked.book.stages
    assert (looked.office.projects, looked.office.blockers, looked.office.open_blockers) == (2, 1, 1)
    now = intake(today, written(tmp_path, troubled), dry_run=True).office
    assert (now.stages, now.open_blockers) == ({"started": 1, "terminated": 1, "signed": 1}, 0)


@pytest.mark.story
@pytest.mark.both_databases
def test_a_project_of_the_past_that_comes_again_is_the_same_one(today: Desk, tmp_path: Path) -> None:
    take(today, written(tmp_path, {"丙项目": line()}))
    take(today, written(tmp_path, FIRST), DAYS[0])
    take(today, written(tmp_path, FIRST))
    with today.reading() as session:
        assert len(list(plain_rows(session, Project))) == 3
        assert not isinstance(find(session, "乙项目"), Refused)
    assert not [one for one in examine(today).findings if one.code == "projection_off"]


@pytest.mark.both_databases
def test_facts_keep_the_moment_they_were_recorded_beside_the_day_they_were_known(today: Desk, tmp_path: Path) -> None:
    take(today, written(tmp_path, FIRST), DAYS[0])
    with today.reading() as session:
        rows = list(plain_rows(session, Profile))
    assert {(row.recorded_at, row.known_at) for row in rows} == {(NOW, end_of_day(DAYS[0]))}


def test_which_days_an_older_ledger_can_have(today: Desk) -> None:
    for day, code in ((date(2026, 3, 2), "known_on_ahead"), (date(2027, 1, 1), "known_on_ahead")):
        refusal = known_then(today, day)
        assert isinstance(refusal, Refused)
        assert [reason.code for reason in refusal.reasons] == [code]
    assert isinstance(known_then(today, date(2026, 3, 1)), Then)
    assert isinstance(add(today, {"name": "丁项目"}), Done)
    later = Desk(today.store, "联络员01", Clock(NOW + timedelta(days=9)))
    refusal = known_then(later, date(2026, 3, 5))
    assert isinstance(refusal, Refused)
    assert [reason.code for reason in refusal.reasons] == ["known_on_kept"]
    assert isinstance(known_then(later, date(2026, 3, 1)), Then)


def test_a_moment_before_anything_was_known_is_said(today: Desk, tmp_path: Path) -> None:
    before = end_of_day(date(2022, 1, 1))
    assert nothing_known(today, before) is None
    take(today, written(tmp_path, FIRST), DAYS[0])
    reason = nothing_known(today, before)
    assert reason is not None
    assert (reason.code, reason.params["first"]) == ("nothing_known", "2023-06-30 23:59")
    assert nothing_known(today, end_of_day(DAYS[0])) is None


@pytest.mark.parametrize(("name", "day"), [
    ("2023-06", "2023-06-30"), ("2023年6月台账", "2023-06-30"), ("台账202306", "2023-06-30"),
    ("20230615", "2023-06-15"),
    ("沅江市2024.2.9", "2024-02-09"), ("2023年12月31日", "2023-12-31"), ("台账", None), ("2023年台账", None),
    ("2023-06至2023-09", None), ("2023", None), ("2023年1-6月台账", "2023-06-30"), ("2023年1月—10月", "2023-10-31"),
    ("2023.1-3月台账", None), ("2023年1月5日-3月5日", None), ("2023年1月至6月15日", None)])
def test_the_day_of_a_ledger_is_in_its_name(name: str, day: str | None) -> None:
    assert str(day_in(name) or "") == (day or "")


def test_the_books_of_a_folder_come_oldest_first_and_one_without_a_day_is_asked_about(
        today: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    written(folder, SECOND, "2023年12月.xlsx")
    written(folder, FIRST, "2023-06.xlsx")
    books = books_of(today, folder)
    assert not isinstance(books, Refused)
    assert [(file.name, then.on) for file, then in books] == [
        ("2023-06.xlsx", date(2023, 6, 30)), ("2023年12月.xlsx", date(2023, 12, 31))]
    written(folder, FIRST, "旧台账.xlsx")
    refusal = books_of(today, folder)
    assert isinstance(refusal, Refused)
    assert [(reason.code, reason.params["value"]) for reason in refusal.reasons] == [("known_on_untold", "旧台账.xlsx")]
    for name in ("旧台账.xlsx", str(folder / "旧台账.xlsx")):
        named = books_of(today, folder, [f"{name}=2022-12-31"])
        assert not isinstance(named, Refused)
        assert (named[0][0].name, named[0][1].on) == ("旧台账.xlsx", date(2022, 12, 31))


def refusals(books: object) -> list[tuple[str, str]]:
    """The codes of a refusal, each with what it is about."""
    assert isinstance(books, Refused)
    return [(reason.code, reason.params["value"]) for reason in books.reasons]


def test_a_day_that_is_not_plainly_of_one_file_is_refused(today: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    old = written(folder, FIRST, "旧台账.xlsx")
    only = books_of(today, folder, ["2022-12-31"])
    assert not isinstance(only, Refused)
    assert [(file, then.on) for file, then in only] == [(old, date(2022, 12, 31))]
    written(folder, SECOND, "2023年12月.xlsx")
    refusal = books_of(today, folder, ["2022-12-31"])
    assert refusals(refusal) == [("known_on_which", "2022-12-31")]
    assert isinstance(refusal, Refused)
    assert refusal.reasons[0].params["files"] == ("2023年12月.xlsx", "旧台账.xlsx")
    assert refusals(books_of(today, folder, ["新台账.xlsx=2022-12-31"])) == [("known_on_no_file", "新台账.xlsx")]
    assert refusals(books_of(today, folder, ["旧台账.xlsx=2022-12-31", f"{old}=2022-11-30"])) == [
        ("known_on_twice", "旧台账.xlsx")]
    assert refusals(books_of(today, old, ["2023年12月.xlsx=2022-12-31"])) == [("known_on_no_file", "2023年12月.xlsx")]
    assert refusals(books_of(today, old, ["2022-12-31", "2022-11-30"])) == [("known_on_twice", "旧台账.xlsx")]


def test_a_day_that_an_older_ledger_cannot_have_is_refused_with_its_file(today: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    written(folder, FIRST, "2026年12月.xlsx")
    written(folder, SECOND, "2023年12月.xlsx")
    assert refusals(books_of(today, folder)) == [("known_on_ahead", "2026年12月.xlsx 2026-12-31")]
    assert refusals(books_of(today, written(tmp_path, FIRST), ["2026-12-31"])) == [("known_on_ahead", "2026-12-31")]
