"""A register read by pages says what one in memory says: of any office, searched, filtered, sorted, changed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from tests.office.build import Made, Slice, made, put
from tracker.domain.blocking import BlockerState
from tracker.domain.days import Day, Precision
from tracker.domain.money import Currency
from tracker.domain.pinyin import search_key
from tracker.domain.stages import STAGES, Status
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.projects import amend
from tracker.office.records import settle
from tracker.office.register import register as opening
from tracker.office.register.board_filter import BY_COLUMN, STATE, STATES, choices, kept
from tracker.office.register.overview import overview
from tracker.office.register.paged import ROWS_KEPT, PagedRegister
from tracker.office.register.register import BOARD_ORDER, REGISTER_COLUMNS, Register, first_page, register
from tracker.office.register.sift import Filter, sift, totals_of, values_of
from tracker.store.query import PROFILE, PROJECT
from tracker.store.tables import Blocker

pytestmark = pytest.mark.both_databases

NAMES = st.sampled_from(["船舶", "长春", "重庆", "Ärzte", "apple", "Apple", "100%", "a_b", "甲?乙", "𠮷野", "é",
                         "Zebra", "10号", "9号", "‘引’", "back\\slash", "ＡＢ"])
PARKS = st.sampled_from(["", "高新区", "船舶产业园", "草尾镇", "south park", "South Park"])
TYPED = st.sampled_from(["", "c", "cb", "船舶", "gxq", "%", "_", "?", "a", "apple 高新", "\\", "10", "é", "zebra",
                         "𠮷", "ab"])
SORTS = st.lists(st.tuples(st.sampled_from(REGISTER_COLUMNS), st.booleans()), max_size=2, unique_by=lambda by: by[0])
WORDS = {"amount": [">1亿", "<=300000", "5亿~90亿"], "arrived": [">0", "1~5亿"], "since": ["2023", ">2022", "2023-06"],
         "days": [">100", "<=400"], "overdue": [">=0", ">5"], "name": ["a", "号", "船"]}
TODAY = date(2023, 12, 31)


@st.composite
def projects(draw: st.DrawFn) -> tuple[Made, bool]:
    """A project that came some way, and whether it is blocked."""
    days = draw(st.lists(st.dates(date(2022, 1, 1), TODAY), min_size=1, max_size=6))
    precision = st.sampled_from([Precision.DAY, Precision.DAY, Precision.MONTH, Precision.UNKNOWN])
    known = [Day.unknown() if (how := draw(precision)) is Precision.UNKNOWN else Day(day).widened(how)
             for day in sorted(days)]
    currency = st.sampled_from([Currency.CNY, Currency.USD])
    slices = tuple(Slice(Day(TODAY), draw(st.integers(1, 10**13)), draw(currency)) for _ in range(draw(
        st.integers(0, 2))))
    name, park, officer = draw(NAMES), draw(PARKS), draw(st.sampled_from(["", "张三", "李四"]))
    amount = draw(st.one_of(st.none(), st.integers(1, 9 * 10**12)))
    ended = ((Status.TERMINATED, Day(TODAY)),) if draw(st.integers(0, 5)) == 0 else ()
    profile = {"park": park, "officer": officer, "investor": draw(NAMES), "contract_minor": amount,
               "contract_currency": draw(currency), "hunan_return": draw(st.booleans()),
               "top500": draw(st.sampled_from([None, "world"])), "credit_code": draw(st.sampled_from(["", "9143X"]))}
    return Made(name, dict(zip(STAGES, known, strict=False)), slices, ended, profile=profile), draw(st.booleans())


def fill(desk: Desk, office: list[tuple[Made, bool]]) -> None:
    numbers = put(desk, *(project for project, _ in office))
    with desk.unit() as unit:
        for number, (_, blocked) in zip(numbers, office, strict=True):
            if blocked:
                due = TODAY - timedelta(days=number % 9 * 5 - 3)
                unit.append(Blocker, unit.entry("test.block"), project_id=number,
                            category="用地" if number % 2 else "环评", blocking=True, bureau="", person="",
                            description="未批", level="bureau", raised_on=due - timedelta(days=90), permit="",
                            precision=Precision.DAY, authority="",
                            first_due_on=due, state=BlockerState.OPEN, due_on=due)
                settle(unit, number)


def both(desk: Desk, monkeypatch: pytest.MonkeyPatch, before: Register | None = None) -> tuple[Register, PagedRegister]:
    """The register in memory, and the one by pages, read with the one before where there is one."""
    monkeypatch.setattr(opening, "HELD_IN_MEMORY", 10**6)
    memory = register(desk)
    monkeypatch.setattr(opening, "HELD_IN_MEMORY", 0)
    paged = register(desk, before)
    assert not isinstance(memory, PagedRegister)
    assert isinstance(paged, PagedRegister)
    return memory, paged


def same_rows(memory: Register, paged: Register, view: dict[str, Filter], sort: list[tuple[str, bool]],
              typed: str) -> list[int]:
    """The rows that both show of a view: filtered, sorted, then searched."""
    shown = []
    for one in (memory, paged):
        rows = sift(one, view)
        shown.append(list(one.search(typed, one.order(rows, sort))))
        assert totals_of(one, shown[-1]).count == len(shown[-1])
    assert shown[0] == shown[1]
    assert totals_of(memory, shown[0]) == totals_of(paged, shown[1])
    return shown[0]


def filters(data: st.DataObject, memory: Register) -> dict[str, Filter]:
    """A filter on some columns: of values that are there, or of what is typed."""
    columns = data.draw(st.lists(st.sampled_from(["park", "stage", "blocked", "category", "status", *WORDS]),
                                 max_size=2, unique=True))
    found: dict[str, Filter] = {}
    for name in columns:
        if name in WORDS:
            found[name] = Filter(typed=data.draw(st.sampled_from(WORDS[name])))
        elif values := [value for value, _ in values_of(memory, name)]:
            found[name] = Filter(values=tuple(data.draw(st.lists(st.sampled_from(values), min_size=1, max_size=2))))
    return found


@settings(max_examples=max(settings.default.max_examples // 4, 10), deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(office=st.lists(projects(), min_size=1, max_size=5), sort=SORTS, typed=TYPED, data=st.data())
def test_any_view_of_any_office_is_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch, clock: Clock,
                                            office: list[tuple[Made, bool]], sort: list[tuple[str, bool]], typed: str,
                                            data: st.DataObject) -> None:
    """The office grows from one example to the next; the register by pages is read afresh, and from the one before."""
    monkeypatch.setattr(opening, "HELD_IN_MEMORY", 0)
    before = register(desk)
    if isinstance(before, PagedRegister):
        before.rank(REGISTER_COLUMNS)
        before.order(range(before.n), BOARD_ORDER)
    clock.at += timedelta(seconds=1)
    fill(desk, office)
    memory, paged = both(desk, monkeypatch)
    view = filters(data, memory)
    for one in (paged, register(desk, before)):
        rows = same_rows(memory, one, view, sort, typed)
        assert [one.card(row) for row in rows] == [memory.card(row) for row in rows]
        assert list(one.order(range(one.n), BOARD_ORDER)) == list(memory.order(range(memory.n), BOARD_ORDER))
        for by in ("park", "stage", "investor"):
            assert one.groups(rows, by) == memory.groups(rows, by)
        for name in REGISTER_COLUMNS:
            assert [one.column(name)[row] for row in rows] == [memory.column(name)[row] for row in rows]
            assert sorted(map(repr, values_of(one, name, rows))) == sorted(map(repr, values_of(memory, name, rows)))


def five_parks(desk: Desk) -> None:
    put(desk, *(made(f"项目{number}", "2023-01-05", park=f"园区{number % 5}", officer=f"联络员{number % 3}",
                     contract_minor=number * 10**9) for number in range(1, 31)))


def test_the_board_is_narrowed_to_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    five_parks(desk)
    fill(desk, [(made("受阻", "2023-01-01", park="园区1"), True) for _ in range(12)])
    memory, paged = both(desk, monkeypatch)
    rows = memory.order(range(memory.n), BOARD_ORDER)
    assert choices(paged, TODAY, rows) == choices(memory, TODAY, rows)
    for wanted in (*({STATE: frozenset({state})} for state in STATES), {"park": frozenset({"园区1", "园区2"})},
                   {STATE: frozenset({"blocked", "overdue"}), "park": frozenset({"园区1"})}):
        assert list(kept(paged, wanted, TODAY, rows)) == list(kept(memory, wanted, TODAY, rows))
    assert BY_COLUMN


def test_the_overview_is_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    five_parks(desk)
    fill(desk, [(made("受阻", "2023-01-01"), True) for _ in range(9)])
    expected = overview(desk)
    monkeypatch.setattr(opening, "HELD_IN_MEMORY", 0)
    assert overview(desk) == expected
    assert expected.strip.overdue


def test_no_text_is_held_and_few_pages_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    five_parks(desk)
    monkeypatch.setattr("tracker.office.register.paged.ASKED_AT_ONCE", 4)
    monkeypatch.setattr("tracker.office.register.paged.ROWS_KEPT", 8)
    _, paged = both(desk, monkeypatch)
    rows = paged.order(range(paged.n), (("name", True), ("code", False)))
    assert not any(map(paged.stands_ready, range(paged.n)))
    seen = [paged.card(row).name for row in paged.in_pages(rows)]
    assert len(seen) == 30
    assert sum(map(paged.stands_ready, range(paged.n))) == 8
    assert "name" not in paged._columns
    assert "search" not in paged._columns
    assert ROWS_KEPT >= 2_000


def test_a_page_is_read_once_for_all_of_its_rows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    five_parks(desk)
    _, paged = both(desk, monkeypatch)
    asked: list[int] = []
    real = PagedRegister.bring
    monkeypatch.setattr(PagedRegister, "bring", lambda self, rows: (asked.append(len(rows)), real(self, rows))[1])
    assert len({paged.card(row).code for row in paged.in_pages(range(20))}) == 20
    assert asked == [20]
    paged.bring([25, 29, 25, 21, 29])
    assert [paged.card(row).name for row in (29, 25, 21)] == ["项目30", "项目26", "项目22"]


def test_what_the_office_knows_no_more_stays_as_it_was_until_the_register_is_read_again(
        desk: Desk, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    five_parks(desk)
    memory, paged = both(desk, monkeypatch)
    clock.at += timedelta(days=1)
    with desk.unit() as unit:
        entry = unit.entry("test.gone")
        unit.session.execute(PROFILE.element.update().where(PROFILE.element.c.project_id == paged._ids[4]).values(
            superseded_at=unit.at, gone_at=unit.at, superseded_entry_id=entry.id))
        unit.session.execute(PROJECT.update().where(PROJECT.c.id == paged._ids[4]).values(touched_at=unit.at))
    assert paged.card(4).name == memory.card(4).name == "项目5"
    assert list(paged.order(range(paged.n), (("amount", True),))) == list(memory.order(
        range(memory.n), (("amount", True),)))
    assert paged.whole_column("name")[4] == "项目5"
    assert register(desk, paged).n == 29


def test_a_change_keeps_what_it_does_not_touch(desk: Desk, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    five_parks(desk)
    _, paged = both(desk, monkeypatch)
    paged.order(range(paged.n), BOARD_ORDER)
    paged.order(range(paged.n), (("amount", True),))
    clock.at += timedelta(seconds=1)
    assert isinstance(amend(desk, "项目7", {"contract_amount": "77亿元"}), Done)
    later: Any = register(desk, paged)
    assert later is not paged
    assert tuple(BOARD_ORDER) in later._orders
    assert (("amount", True),) not in later._orders
    assert later.card(later.row_of(paged.code(6))).amount.minor == 77 * 10**10
    assert paged.whole_column("amount")[6] == 7 * 10**9
    assert later.whole_column("amount")[6] == 77 * 10**10


def test_the_first_page_comes_before(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    five_parks(desk)
    monkeypatch.setattr(opening, "HELD_IN_MEMORY", 0)
    page = first_page(desk, 3)
    assert isinstance(register(desk, page), PagedRegister)


def test_what_is_typed_stands_for_itself_in_the_database(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, *(made(name, "2023-01-05") for name in ("100%合资", "100合资", "a_b", "acb")))
    memory, paged = both(desk, monkeypatch)
    for typed in ("100%", "a_b", "%", "_"):
        assert list(paged.search(typed)) == list(memory.search(typed)), typed
    assert search_key("100%合资")
