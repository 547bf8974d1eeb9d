"""Facts are only ever added or superseded once, whatever statement is tried, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Column, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

from tests.store.rows import MOMENT, OWN, entry, fact, fill
from tracker.store.engine import Store
from tracker.store.guardrails import MARKS, check_guardrails, guardrails_for
from tracker.store.regions import TABLES
from tracker.store.tables import FACTS, PROJECTED, Blocker, Profile, Receipt

pytestmark = pytest.mark.both_databases

KEPT = ["journal", "evidence_file", "project", *(kind.__tablename__ for kind in FACTS)]
SUPERSEDED = MARKS - {"known_at"}
"""Set once, together, when a fact is superseded; `gone_at` is tried below."""


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as session:
        fill(session)
    return store


def refused(store: Store, statement: str) -> bool:
    """Tries a statement within a unit: the unit would look through the whole office for what else may be wrong."""
    with store.writing() as session, pytest.raises(IntegrityError, match="never"), session.begin_nested():
        session.execute(text(statement))
    return True


def fixed_columns() -> Iterator[tuple[str, Column[object]]]:
    for kind in FACTS:
        for column in kind.__table__.columns:
            if column.name not in SUPERSEDED | PROJECTED.get(kind, frozenset()):
                yield kind.__tablename__, column


def test_every_fact_has_a_sample() -> None:
    assert set(OWN) == set(FACTS)


@pytest.mark.long(database="postgresql")
def test_no_row_is_deleted(filled: Store) -> None:
    for table in KEPT:
        assert refused(filled, f"DELETE FROM {table}")


def test_no_fixed_column_of_a_fact_is_changed(filled: Store) -> None:
    changed = {
        "VARCHAR": "'other'",
        "TEXT": "'other'",
        "BIGINT": "77",
        "INTEGER": "77",
        "DATE": "'2020-01-01'",
        "BOOLEAN": "NOT {0}",
        "JSON": "'{{\"other\": 1}}'",
        "DATETIME": "'2020-01-01T00:00:00.000000Z'",
    }
    with filled.writing() as session:
        for table, column in fixed_columns():
            kind = str(column.type).partition("(")[0]
            value = changed[kind].format(column.name)
            with pytest.raises(IntegrityError, match="never"), session.begin_nested():
                session.execute(text(f"UPDATE {table} SET {column.name} = {value}"))


def test_the_journal_and_documents_are_never_updated(filled: Store) -> None:
    assert refused(filled, "UPDATE journal SET who = 'other'")
    assert refused(filled, "UPDATE journal SET who = who")
    assert refused(filled, "UPDATE evidence_file SET content = content")


def test_a_fact_is_superseded_once(filled: Store) -> None:
    for kind in FACTS:
        with filled.writing() as session:
            row = session.exec(select(kind)).one()
            row.superseded_at, row.gone_at, row.superseded_entry_id = MOMENT, MOMENT, 1
            session.add(row)
    for kind in FACTS:
        table = kind.__tablename__
        assert refused(filled, f"UPDATE {table} SET superseded_at = NULL, superseded_entry_id = NULL")
        assert refused(filled, f"UPDATE {table} SET superseded_at = '2020-01-01T00:00:00.000000Z'")
        assert refused(filled, f"UPDATE {table} SET gone_at = '2020-01-01T00:00:00.000000Z'")
        assert refused(filled, f"UPDATE {table} SET gone_at = NULL")
        assert refused(filled, f"UPDATE {table} SET superseded_entry_id = 2")


def test_superseding_names_moment_and_entry_together(filled: Store) -> None:
    assert refused(filled, "UPDATE receipt SET superseded_at = '2024-01-01T00:00:00.000000Z'")
    assert refused(filled, "UPDATE receipt SET superseded_entry_id = 1")


def test_what_an_older_ledger_brought_is_known_for_less_long_never_for_longer(filled: Store) -> None:
    """Known from 2022 on, recorded in 2023, superseded in 2024 by what was known in 2023."""
    old, then, later = (MOMENT.replace(year=year) for year in (2022, 2023, 2024))
    with filled.writing() as session:
        row = fact(Receipt, entry(session), known_at=old, superseded_at=later, superseded_entry_id=1, gone_at=then)
        session.add(row)
        session.flush()
        number = row.id
    of_it = f"WHERE id = {number}"
    for change in ("known_at = '2021-01-01T00:00:00.000000Z'", "gone_at = '2023-12-01T00:00:00.000000Z'",
                   "gone_at = NULL", "gone_at = '2021-01-01T00:00:00.000000Z'", "recorded_at = '2022-06-18'",
                   "known_at = '2023-12-01T00:00:00.000000Z'"):
        assert refused(filled, f"UPDATE receipt SET {change} {of_it}"), change
    with filled.writing() as session:
        session.execute(text(f"UPDATE receipt SET gone_at = '2022-12-01T00:00:00.000000Z' {of_it}"))
        session.execute(text(f"UPDATE receipt SET known_at = '2022-11-01T00:00:00.000000Z' {of_it}"))


def test_projections_may_change(filled: Store) -> None:
    with filled.writing() as session:
        session.execute(text("UPDATE blocker SET state = 'answered', due_on = '2024-01-31'"))
        session.execute(text("UPDATE project SET stage = 'signed', version = version + 1"))
        assert session.exec(select(Blocker)).one().state == "answered"


def test_insert_or_replace_does_not_get_round_it(sqlite_store: Store) -> None:
    with sqlite_store.writing() as session:
        fill(session)
    for table in KEPT:
        assert refused(sqlite_store, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    # Nor by taking the place of the profile that holds, under a number of its own.
    columns = ", ".join(name for name in Profile.model_fields if name != "id")
    assert refused(sqlite_store, f"REPLACE INTO profile ({columns}) SELECT {columns} FROM profile")
    assert refused(sqlite_store, "UPDATE OR REPLACE receipt SET rowid = 9")


def test_truncate_and_upsert_do_not_get_round_it(pg_store: Store) -> None:
    with pg_store.writing() as session:
        fill(session)
    for table in KEPT:
        assert refused(pg_store, f"TRUNCATE {TABLES}.{table} CASCADE")
    assert refused(
        pg_store, "INSERT INTO setting SELECT * FROM setting ON CONFLICT (region, id) DO UPDATE SET value = 'elsewhere'"
    )


def test_only_one_row_holds_at_a_time(filled: Store) -> None:
    with pytest.raises(IntegrityError), filled.writing() as session:
        session.add(fact(Profile, entry(session)))
    with filled.writing() as session:
        old = session.exec(select(Profile)).one()
        source = entry(session, at=MOMENT + timedelta(days=1))
        old.superseded_at, old.gone_at, old.superseded_entry_id = source.at, source.at, source.id
        session.add(old)
        session.flush()
        session.add(fact(Profile, source, name="新名", supersedes_id=old.id))


def test_facts_come_back_as_they_went_in(filled: Store) -> None:
    with filled.reading() as session:
        profile, receipt = session.exec(select(Profile)).one(), session.exec(select(Receipt)).one()
    assert (profile.name, profile.notes, profile.recorded_at) == ("[/]甲 & 乙", {"备注": "原话"}, MOMENT)
    assert receipt.amount_minor == 5_200_000_000_00


def test_all_guardrails_stand_in_a_new_database(store: Store) -> None:
    with store.reading() as session:
        assert check_guardrails(session.connection()) == []


def test_a_missing_guardrail_is_named(store: Store) -> None:
    table = "" if store.is_sqlite else f" ON {TABLES}.receipt"
    with store.writing() as session:
        session.execute(text(f"DROP TRIGGER receipt_kept{table}"))
    with store.reading() as session:
        assert check_guardrails(session.connection()) == ["receipt_kept"]


def test_a_guardrail_switched_off_or_emptied_is_named(pg_store: Store) -> None:
    with pg_store.writing() as session:
        session.execute(text(f"ALTER TABLE {TABLES}.receipt DISABLE TRIGGER receipt_kept"))
        session.execute(
            text(
                "CREATE OR REPLACE FUNCTION sanxin_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
            )
        )
    with pg_store.reading() as session:
        assert check_guardrails(session.connection()) == ["receipt_kept", "sanxin_refuse"]


def test_a_guardrail_altered_is_named(sqlite_store: Store) -> None:
    altered = next(one for one in guardrails_for("sqlite") if one.name == "receipt_fixed")
    with sqlite_store.writing() as session:
        session.execute(text("DROP TRIGGER receipt_fixed"))
        session.connection().exec_driver_sql(altered.create.replace('NEW."amount_minor"', 'OLD."amount_minor"'))
    with sqlite_store.reading() as session:
        assert check_guardrails(session.connection()) == ["receipt_fixed"]


def test_every_table_of_facts_is_guarded() -> None:
    for dialect in ("sqlite", "postgresql"):
        tables = {guardrail.table for guardrail in guardrails_for(dialect)}
        assert tables == {"journal", "seal", "evidence_file", "project"} | {
            name for name, table in SQLModel.metadata.tables.items() if "superseded_at" in table.c
        }
