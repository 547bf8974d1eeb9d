"""A unit of work asks and writes together: few round trips, and what it has at hand is what the database holds."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url, text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from tests.bench.together import trips_of
from tests.embedded import Server
from tests.line import Line
from tests.office.project.test_moves import CODE, d
from tracker.domain.blocking import Word
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.office.desk import About, Desk
from tracker.office.journal.undo import undo
from tracker.office.open import hold_years
from tracker.office.outcome import Done
from tracker.office.project.blockers import BlockerCorrection, Raised, correct_blocker, raise_blocker, say
from tracker.office.project.moves import Milepost, advance, correct, revert
from tracker.office.project.projects import add, amend
from tracker.office.project.receipts import add_receipt, void_receipt
from tracker.office.records import current
from tracker.office.verify import verify
from tracker.store.actor import BEGIN
from tracker.store.at_hand import AtHand, at_hand
from tracker.store.engine import Store, open_store
from tracker.store.migrations import HEAD, VERSION_TABLE
from tracker.store.query import known, table_of
from tracker.store.tables import Blocker, BlockerWord, Fact, Milestone, Receipt, Setting
from tracker.store.together import Statement
from tracker.store.turn import SCHEMA, TABLE
from tracker.store.unusable import StoreTrouble, StoreUnusable

MARCH = Day(d("2023-03-01").on)


def done(outcome: Any) -> Any:
    assert isinstance(outcome, Done), outcome
    return outcome.value


@pytest.fixture
def ship(desk: Desk) -> str:
    code = done(add(desk, {"name": "万骏船舶", "contract_amount": "1亿元", "credit_code": CODE}, lead=d("2023-01-01")))
    done(advance(desk, code, [Milepost(Stage.SIGNED, d("2023-02-01"))]))
    return str(code)


def test_a_unit_takes_three_round_trips_and_one_to_see_whether_the_line_is_there(
        pg_server: Server, pg_store: Store, line: Line) -> None:
    far = open_store(line.address(pg_server.name(pg_store.location.server)))
    trips = trips_of(Desk(far, "联络员01", holds=hold_years), line)
    # The line may see the last answer of one after the first question of the next.
    assert sum(trips.values()) == 4 * len(trips) == 16, trips
    assert max(trips.values()) <= 5


@pytest.mark.both_databases
def test_what_is_at_hand_is_what_the_database_holds(desk: Desk, ship: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, compared = AtHand.standing, 0

    def compares(there: AtHand, kind: type[Fact], owner: int) -> list[Any] | None:
        nonlocal compared
        held = asked(there, kind, owner)
        if held is not None:
            column = "blocker_id" if kind is BlockerWord else "project_id"
            stands = there.session.exec(select(kind).where(known(kind), table_of(kind).c[column] == owner)
                                        .order_by(table_of(kind).c.id)).all()
            assert [row.model_dump() for row in held] == [row.model_dump() for row in stands]
            assert all(one is other for one, other in zip(held, stands, strict=True)), "each row is there once"
            compared += 1
        return held

    monkeypatch.setattr(AtHand, "standing", compares)
    slip, _ = (done(add_receipt(desk, ship, MARCH, Money(minor))) for minor in (100, 200))
    done(void_receipt(desk, slip, "录错"))
    done(advance(desk, ship, [Milepost(Stage.REGISTERED, d("2023-04-01")), Milepost(Stage.FUNDED, d("2023-05-01"))],
                 override="补报"))
    done(correct(desk, ship, Stage.REGISTERED, day=d("2023-04-02"), reason="录错"))
    done(revert(desk, ship, "录错"))
    blocker = done(raise_blocker(desk, ship, Raised("用地", "指标未批复", bureau="自然资源局")))
    done(say(desk, blocker, Word.NOTE, "已催办"))
    blocker = done(correct_blocker(desk, blocker, BlockerCorrection(person="经办"), "录错"))
    done(say(desk, blocker, Word.ANSWER, "已批复"))
    done(amend(desk, ship, {"park": "高新区"}))
    done(undo(desk, reason="录错"))
    assert compared > 50
    assert not verify(desk).findings


@pytest.mark.both_databases
def test_what_is_written_past_a_unit_is_not_overlooked_in_it(desk: Desk, ship: str) -> None:
    slip = done(add_receipt(desk, ship, MARCH, Money(100)))
    with desk.unit(About.project(ship)) as unit:
        entry = unit.entry("note")
        there = at_hand(unit.session)
        assert there is not None
        (row,) = current(unit.session, Receipt, 1)
        new = unit.append(Receipt, entry, project_id=1, received_on=MARCH.on, amount_minor=5)
        assert current(unit.session, Receipt, 1) == [row, new]
        assert unit.session.exec(select(Receipt.id).where(known(Receipt)).order_by(table_of(Receipt).c.id)).all() == [
            slip, new.id], "a query sees what was not sent yet"
        unit.session.execute(update(table_of(Receipt)).where(table_of(Receipt).c.id == slip).values(
            superseded_at=unit.at, gone_at=unit.at, superseded_entry_id=entry.id))
        assert there.standing(Receipt, 1) is None
        assert [one.id for one in current(unit.session, Receipt, 1)] == [new.id]
        unit.append(Setting, entry, key="place", value="沅江市")
        assert not there.answers, "what was asked of the office may be another answer now"


def test_a_number_that_somebody_takes_past_the_lock_is_noticed_and_nothing_is_recorded(
        pg_store: Store, pg_server: Server) -> None:
    desk = Desk(pg_store, "联络员01", holds=hold_years)
    code = done(add(desk, {"name": "甲"}, lead=d("2023-01-01")))

    def takes_one_past_the_lock() -> None:
        with desk.unit(About.project(code)) as unit:
            with psycopg.connect(pg_server.address(pg_server.name(pg_store.location.server))) as other:
                other.execute("SELECT nextval(sanxin.sequence('receipt'))")
            unit.append(Receipt, unit.entry("note"), project_id=1, received_on=MARCH.on, amount_minor=5)

    with pytest.raises(StoreUnusable) as told:
        takes_one_past_the_lock()
    assert told.value.code is StoreTrouble.LOCKED
    done(add_receipt(desk, code, MARCH, Money(5)))
    with desk.reading() as session:
        assert session.scalars(select(Receipt.amount_minor)).all() == [5]


def test_every_table_counts_by_the_sequence_that_is_asked(pg_store: Store) -> None:
    with pg_store.reading() as session:
        for kind in (Blocker, Milestone, Receipt, *Fact.__subclasses__()):
            if hasattr(kind, "__table__"):
                name = table_of(kind).name
                default = session.scalar(text("SELECT column_default FROM information_schema.columns WHERE"
                                              " table_schema = 'public' AND table_name = :name AND column_name = 'id'"),
                                         {"name": name})
                assert default == f"sanxin.next_number('{name}'::text)"


def test_whoever_may_only_look_keeps_nobody_from_recording(pg_store: Store, pg_server: Server) -> None:
    desk = Desk(pg_store, "联络员01", holds=hold_years)
    done(add(desk, {"name": "甲"}, lead=d("2023-01-01")))
    with pg_store.engine.execution_options(unit="reshaping").begin() as owner:
        for statement in ("CREATE ROLE looker", f"GRANT USAGE ON SCHEMA {SCHEMA}, public TO looker",
                          f"GRANT SELECT ON ALL TABLES IN SCHEMA public, {SCHEMA} TO looker"):
            owner.execute(text(statement))
    try:
        with psycopg.connect(pg_server.address(pg_server.name(pg_store.location.server))) as looking:
            for statement in (BEGIN, f"SELECT FROM {TABLE} FOR UPDATE", f"LOCK TABLE {TABLE} IN SHARE MODE",
                              f"LOCK TABLE {TABLE} IN EXCLUSIVE MODE"):
                looking.execute("SET ROLE looker")
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    looking.execute(statement)
                looking.rollback()
            looking.execute("SET ROLE looker")
            looking.execute("SELECT pg_advisory_lock(1398296113)")
            looking.execute(f"SELECT * FROM {TABLE}")
            done(add(desk, {"name": "乙"}, lead=d("2023-01-01")))
    finally:
        with pg_store.engine.execution_options(unit="reshaping").begin() as owner:
            for statement in ("DROP OWNED BY looker", "DROP ROLE looker"):
                owner.execute(text(statement))


def test_a_unit_sees_what_was_committed_before_whatever_is_usual_in_the_database(pg_store: Store) -> None:
    url = make_url(pg_store.location.server).update_query_dict(
        {"options": "-c default_transaction_isolation=serializable"})
    store = open_store(url.render_as_string(hide_password=False))
    with Desk(store, "联络员01").unit() as unit:
        assert unit.session.scalar(text("SHOW transaction_isolation")) == "read committed"
    store.close()


def test_an_office_without_its_turn_is_not_recorded_in(pg_store: Store) -> None:
    owner = pg_store.engine.execution_options(unit="reshaping")
    with owner.begin() as connection:
        connection.execute(text(f"DELETE FROM {TABLE}"))
    with pytest.raises(StoreUnusable) as told, Desk(pg_store, "联络员01").unit():
        raise AssertionError("whose turn is it?")
    with owner.begin() as connection:
        connection.execute(text(f"INSERT INTO {TABLE} VALUES (0)"))
    assert (told.value.code, told.value.params["missing"]) == (StoreTrouble.GUARDRAILS, TABLE)


@pytest.mark.both_databases
def test_what_goes_wrong_in_what_is_sent_together_is_told_as_always(desk: Desk) -> None:
    def writes_twice() -> None:
        with desk.unit() as unit:
            unit.there.together.later(Statement(f"INSERT INTO {VERSION_TABLE} VALUES ('{HEAD}')"))
            unit.there.ask(Statement("SELECT 1"))

    with pytest.raises(IntegrityError):
        writes_twice()
    done(add(desk, {"name": "甲"}, lead=d("2023-01-01")))
