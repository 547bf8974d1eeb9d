"""The register says the same as the cards, whether read whole or only what was touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import Clock, Make
from tests.office.build import WAN, YI, Made, Slice, made, on, put
from tests.office.cards import cards
from tracker.domain.days import Day
from tracker.domain.money import Currency
from tracker.domain.pinyin import fold_search
from tracker.domain.stages import Stage, Status
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project import blockers, receipts
from tracker.office.project.cards import Card
from tracker.office.project.projects import add, amend
from tracker.office.register import register as opening
from tracker.office.register.paged import PagedRegister
from tracker.office.register.register import REGISTER_COLUMNS, Register, first_page, register

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("held")]

BOARD = (("stage", False), ("blocked", True), ("since", False), ("code", False))


def fits(card: Card, typed: str) -> bool:
    """Whether what was typed into the search box is found on this card: part of a name, or pinyin."""
    return all(part in card.search for part in fold_search(typed))


def office() -> tuple[Made, ...]:
    return (
        made("万骏船舶", "2023-01-05", "2023-02-10", investor="万骏集团", park="船舶产业园", officer="张三",
             contract_minor=5 * YI, receipts=(Slice(on("2023-03-01"), 300 * WAN), Slice(on("2023-04-01"), 200 * WAN),
                                              Slice(on("2023-04-02"), 7, Currency.USD))),
        made("长春药业二期", "2022-01-05", officer="李四", park="高新区", origin="local", hunan_return=True),
        made("重庆小面厂", "2023-05-05", "2023-06-01", "2023-07-01", park="高新区", officer="张三",
             contract_minor=2 * YI, terminated="2023-08-01", top500="world", chain_role="main"),
        made("Apple 外资项目", "2023-05-06", "", park="", officer="", contract_minor=100 * WAN,
             contract_currency=Currency.USD, receipts=(Slice(on("2023-05-07"), 9, Currency.USD),)),
    )


def fill(desk: Desk) -> None:
    put(desk, *office())
    raised = blockers.Raised("用地", "未批", raised=on("2023-06-01"), due=Day(date(2023, 12, 1)))
    assert isinstance(blockers.raise_blocker(desk, "长春药业二期", raised), Done)
    later = replace(raised, category="环评", raised=on("2023-08-01"))
    assert isinstance(blockers.raise_blocker(desk, "长春药业二期", later), Done)


@pytest.fixture(params=["in memory", "by pages"])
def held(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the register is held: one of a large office answers as one in memory does."""
    if request.param == "by pages":
        monkeypatch.setattr(opening, "HELD_IN_MEMORY", 0)
    found: str = request.param
    return found


def test_a_large_office_is_read_by_pages(filled: Desk, held: str) -> None:
    assert isinstance(register(filled), PagedRegister) == (held == "by pages")


@pytest.fixture
def filled(prepared: Callable[[Make], tuple[Desk, None]]) -> Desk:
    """The office with two blockers on one project."""
    return prepared(fill)[0]


def named(read: Register, rows: Any) -> list[str]:
    return [read.column("name")[row] for row in rows]


def same(read: Register, desk: Desk) -> None:
    """Every card, in the board's order, as the cards are read one by one."""
    expected: list[Card] = cards(desk)
    assert [read.card(row) for row in read.order(range(read.n), BOARD)] == expected


def test_every_card_is_the_one_read_by_itself(filled: Desk) -> None:
    read = register(filled)
    same(read, filled)
    assert read.n == 4
    assert read.changes == filled.store.changes()


def test_days_of_any_precision_are_shown_as_they_are_and_last_from_their_end(desk: Desk) -> None:
    days = {"2023-06-18": 196, "2023-06D2": 194, "2023-06D1": 204, "2023-06D3": 184, "2023-06": 184, "2023Q2": 184,
            "2023H1": 184, "2022": 365, "2023-07-01": 183, "": None}
    put(desk, *(made(f"项目{day}", "2021-01-01", day) for day in days))
    read = register(desk)
    same(read, desk)
    assert {str(read.day(row)): read.card(row).days for row in range(read.n)} == days


def test_an_empty_office_has_an_empty_register(desk: Desk) -> None:
    read = register(desk)
    assert (read.n, list(read.search("x")), list(read.where({"park": {"x"}}))) == (0, [], [])
    assert read.groups((), "park") == []
    assert list(read.order((), BOARD)) == []
    assert read.row_of("T1") is None
    put(desk, *office())
    same(register(desk, read), desk)


def test_columns(filled: Desk) -> None:
    read = register(filled)
    row = read.search("wjcb")[0]
    found = {name: read.column(name)[row] for name in REGISTER_COLUMNS}
    assert found == {
        "code": read.code(row), "name": "万骏船舶", "investor": "万骏集团", "stage": Stage.SIGNED,
        "status": Status.ACTIVE, "blocked": False, "amount": 5 * YI, "currency": Currency.CNY,
        "since": date(2023, 2, 10), "days": 324, "origin": None, "hunan_return": False, "top500": None, "chain": "",
        "chain_role": None, "chain_leader": "", "park": "船舶产业园", "officer": "张三", "touched": date(2023, 12, 31),
        "arrived": 500 * WAN, "category": None, "overdue": None, "credit_code": "",
        "ownership": None,
    }
    stuck = read.search("长春")[0]
    assert [read.column(name)[stuck] for name in ("category", "overdue", "amount")] == ["用地", 20, None]
    assert read.column("arrived")[read.search("apple")[0]] == 9


def test_search_finds_by_name_initials_pinyin_and_parts(filled: Desk) -> None:
    read = register(filled)
    for typed in ("wjcb", "wanjun", "万骏", "WanJun 张三", "cbcyy zs"):
        assert named(read, read.search(typed)) == ["万骏船舶"], typed
    assert len(read.search("")) == 4
    assert named(read, read.search("张三")) == ["万骏船舶", "重庆小面厂"]
    assert named(read, read.search("张三", read.where({"park": {"高新区"}}))) == ["重庆小面厂"]
    assert not read.search("wjcb 高新区")
    for card in cards(filled):
        for typed in ("a", "张", "gxq", "0000", card.code):
            assert fits(card, typed) == (read.row_of(card.code) in read.search(typed))


def test_where(filled: Desk) -> None:
    read = register(filled)
    assert named(read, read.where({"park": {"高新区"}, "officer": ["张三"]})) == ["重庆小面厂"]
    assert named(read, read.where({"blocked": {True}})) == ["长春药业二期"]
    assert named(read, read.where({"stage": {Stage.LEAD, Stage.REGISTERED}})) == ["长春药业二期", "重庆小面厂"]
    assert named(read, read.where({"origin": {"local"}, "hunan_return": {True}})) == ["长春药业二期"]
    assert named(read, read.where({"park": {""}})) == ["Apple 外资项目"]
    assert named(read, read.where({"category": {"用地"}}, rows=(0, 1))) == ["长春药业二期"]
    assert len(read.until("touched", date(2023, 12, 31))) == 4
    assert named(read, read.until("since", date(2022, 12, 31))) == ["长春药业二期"]


def test_order_puts_what_is_not_known_last_either_way(filled: Desk) -> None:
    read = register(filled)
    rows = range(read.n)
    assert named(read, read.order(rows, [("amount", False)]))[-1] == "长春药业二期"
    assert named(read, read.order(rows, [("amount", True)])) == [
        "万骏船舶", "重庆小面厂", "Apple 外资项目", "长春药业二期"]
    assert named(read, read.order(rows, [("since", True)]))[-1] == "Apple 外资项目"
    assert named(read, read.order(rows, [("officer", True), ("name", True)])) == [
        "重庆小面厂", "万骏船舶", "长春药业二期", "Apple 外资项目"]
    assert named(read, read.order(rows, [("top500", False), ("code", True)]))[0] == "重庆小面厂"
    assert named(read, read.order((2, 0), [("name", False)])) == ["万骏船舶", "重庆小面厂"]
    assert named(read, read.order(rows, [("overdue", True)]))[0] == "长春药业二期"


def test_groups_add_up_by_currency(filled: Desk) -> None:
    read = register(filled)
    found = read.groups(read.order(range(read.n), [("amount", True)]), "park")
    assert [(group.value, named(read, group.rows), group.count) for group in found] == [
        ("船舶产业园", ["万骏船舶"], 1), ("高新区", ["重庆小面厂", "长春药业二期"], 2), ("", ["Apple 外资项目"], 1)]
    assert found[0].amount_by_currency == {Currency.CNY: 5 * YI}
    assert found[0].arrived_by_currency == {Currency.CNY: 500 * WAN}
    assert found[2].amount_by_currency == {Currency.USD: 100 * WAN}


def test_only_what_was_touched_is_read_again(filled: Desk, clock: Clock) -> None:
    before = register(filled)
    shown = [before.card(row) for row in range(before.n)]
    clock.at += timedelta(days=1)
    changed = {"name": "重庆担担面厂", "park": "草尾镇", "contract_amount": "3亿元"}
    assert isinstance(amend(filled, "重庆小面厂", changed), Done)
    assert isinstance(add(filled, {"name": "新来的项目"}, lead=on("2023-12-30")), Done)
    assert isinstance(receipts.add_receipt(filled, "万骏船舶", on("2023-12-30"), money("12万元")), Done)
    holds = [hold.id for hold in opened(filled, "长春药业二期")]
    assert isinstance(blockers.say(filled, holds[0], blockers.Word.ANSWER, "已批", on=on("2023-12-30")), Done)
    assert isinstance(blockers.say(filled, holds[0], blockers.Word.VERIFY, "", on=on("2023-12-31")), Done)
    read = register(filled, before)
    same(read, filled)
    assert read.n == 5
    assert named(read, read.search("cqddm")) == ["重庆担担面厂"]
    assert named(read, read.search("xldxm")) == ["新来的项目"]
    assert not read.search("cqxmc")
    assert named(read, read.where({"park": {"草尾镇"}})) == ["重庆担担面厂"]
    assert read.column("arrived")[read.search("wjcb")[0]] == 512 * WAN
    assert read.column("category")[read.search("长春")[0]] == "环评"
    assert [before.card(row) for row in range(before.n)] == shown
    assert [read.row_of(card.code) for card in shown] == [before.row_of(card.code) for card in shown]


def test_nothing_touched_keeps_what_is_known(filled: Desk, clock: Clock) -> None:
    before = register(filled)
    order = before.order(range(before.n), BOARD)
    read = register(filled, before)
    assert read.order(range(read.n), BOARD) == order
    clock.at += timedelta(days=1)
    assert register(filled, read).column("days")[0] == read.column("days")[0] + 1


@pytest.mark.parametrize("by", ["name", "park", "amount", "since", "touched", "category", "days", "code"])
def test_an_order_asked_for_before_is_right_after_a_change(filled: Desk, clock: Clock, by: str) -> None:
    before = register(filled)
    before.rank(REGISTER_COLUMNS)
    for descending in (False, True):
        before.order(range(before.n), [(by, descending), ("officer", False)])
    clock.at += timedelta(days=1)
    changed = {"name": "阿里担担面厂", "park": "草尾镇", "contract_amount": "9亿元"}
    assert isinstance(amend(filled, "重庆小面厂", changed), Done)
    read, fresh = register(filled, before), register(filled)
    for descending in (False, True):
        wanted = [(by, descending), ("officer", False)]
        assert list(read.order(range(read.n), wanted)) == list(fresh.order(range(fresh.n), wanted))


def test_an_order_turned_round_is_that_of_a_register_read_afresh(filled: Desk) -> None:
    read = register(filled)
    for descending in (False, True, False):
        wanted = [("park", descending), ("amount", True)]
        fresh = register(filled)
        assert list(read.order(range(read.n), wanted)) == list(fresh.order(range(fresh.n), wanted))


def test_sums_of_everything_follow_a_change(filled: Desk, clock: Clock) -> None:
    before = register(filled)
    assert before.sums("amount", range(before.n))[Currency.CNY] == 7 * YI
    clock.at += timedelta(days=1)
    assert isinstance(amend(filled, "重庆小面厂", {"contract_amount": "9亿元"}), Done)
    read = register(filled, before)
    assert read.sums("amount", range(read.n))[Currency.CNY] == 14 * YI
    assert before.sums("amount", range(before.n))[Currency.CNY] == 7 * YI


def test_typing_on_and_back_finds_what_typing_at_once_finds(filled: Desk) -> None:
    read = register(filled)
    rows = read.order(range(read.n), BOARD)
    for typed in ("w", "wj", "wjc", "wj", "j", "", "x", "xm", "xm a", "xm", "万", "万骏", "w"):
        found = list(read.search(typed, rows))
        assert found == [row for row in rows if fits(read.card(row), typed)], typed
    assert list(read.search("wj")) == list(register(filled).search("wj"))
    assert list(read.search("w", rows[:1])) == [row for row in rows[:1] if fits(read.card(row), "w")]


def test_the_first_page_is_the_top_of_each_stage(filled: Desk) -> None:
    page = first_page(filled, 1)
    assert not page.whole
    standing = [card for card in cards(filled) if card.status is not Status.TERMINATED]
    firsts = {card.stage: card for card in reversed(standing)}
    assert {page.card(row).stage: page.card(row) for row in range(page.n)} == firsts
    whole = register(filled, page)
    assert whole.whole
    same(whole, filled)


def money(text: str) -> Any:
    from tracker.domain.typed import amount_typed

    return amount_typed(text)


def opened(desk: Desk, name: str) -> Any:
    from tracker.office.project.detail import Detail, detail

    project = detail(desk, name)
    assert isinstance(project, Detail)
    return project.blockers
