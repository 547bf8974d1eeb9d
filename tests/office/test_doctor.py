"""What the doctor says of stored values that cannot be read, and of the library the office is kept with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.office.build import YI
from tests.store.rows import spoil
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.intake.intake import intake
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.verify import verify
from tracker.store.engine import open_store
from tracker.store.sqlite import library
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.sentences import sentence


def findings(desk: Desk) -> list[str]:
    return [finding.code for finding in examine(desk).findings]


@pytest.fixture
def seated(sqlite_template: Path, tmp_path: Path, clock: Any) -> Desk:
    """An office in a file with a project and a receipt."""
    path = tmp_path / "office.db"
    shutil.copyfile(sqlite_template, path)
    desk = Desk(open_store(path), "联络员01", clock)
    add(desk, {"name": "甲"})
    add_receipt(desk, "甲", Day(clock().date()), Money(YI))
    return desk


SPOILT = [
    ("milestone", "stage", "'dreaming'"), ("project", "status", "3"), ("receipt", "received_on", "'2023-02-31'"),
    ("receipt", "received_on", "'yesterday'"), ("receipt", "amount_minor", "'a lot'"), ("journal", "at", "'12'"),
    ("profile", "roles", "'{'"), ("profile", "name", "x'ff'"), ("profile", "name", "CAST(x'ff41' AS TEXT)"),
    ("journal", "detail", "3"), ("receipt", "currency", "''"), ("project", "since", "20230101"),
    ("profile", "origin", "'mars'"), ("receipt", "origin", "'mars'"),
]


@pytest.mark.long(keep=6, of_each="database")
@pytest.mark.parametrize(("table", "column", "value"), SPOILT)
def test_a_value_that_cannot_be_read_is_named(seated: Desk, table: str, column: str, value: str) -> None:
    spoil(seated.store, table, column, value)
    (found,) = [finding for finding in examine(seated).findings if finding.code == "value_unreadable"]
    assert (found.params["table"], found.params["column"]) == (table, column)
    assert (found.params["row"], found.params["project"], found.hard) == (1, "P0001", True)
    for lang in Lang:
        told = sentence(found, words(lang))
        assert table in told
        assert column in told


def test_facts_that_nobody_can_replay_are_named(seated: Desk) -> None:
    """A day that is there and not known: each value can be read, together they are no day."""
    spoil(seated.store, "receipt", "precision", "'unknown'")
    assert "not_replayable" in findings(seated)
    assert "not_replayable" in [finding.code for finding in verify(seated).findings]


def test_an_office_in_good_health_has_no_such_value(seated: Desk) -> None:
    assert findings(seated) == ["unknown_place"]


def test_an_unknown_word_on_a_server_is_named(pg_store: Any) -> None:
    desk = Desk(pg_store, "联络员01")
    add(desk, {"name": "甲"})
    with pg_store.engine.connect() as connection, connection.execution_options(unit="reshaping").begin():
        connection.exec_driver_sql("ALTER TABLE sanxin_tables.milestone DISABLE TRIGGER USER")
        connection.exec_driver_sql("UPDATE milestone SET stage = 'dreaming'")
        connection.exec_driver_sql("ALTER TABLE sanxin_tables.milestone ENABLE TRIGGER USER")
    assert "value_unreadable" in findings(desk)


WITHOUT = """
import sys
sys.modules["pysqlite3"] = None
from tracker.cli import main
for line in (["project", "add", "甲"], ["project", "list"], ["journal"], ["doctor", "--json"]):
    assert main(line) == 0, line
"""


@pytest.mark.long
def test_without_the_newer_library_the_systems_own_serves_in_its_safe_mode(tmp_path: Path) -> None:
    import json
    import sqlite3

    path = tmp_path / "office.db"
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, encoding="utf-8", check=False,
                          env={**os.environ, "SANXIN_DB": str(path), "PYTHONUTF8": "1"})
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout[done.stdout.index("\n{") + 1:])["facts"]
    safe = sqlite3.sqlite_version_info >= (3, 51, 3)
    assert facts["library"] == f"SQLite {sqlite3.sqlite_version} (sqlite3)"
    assert facts["journal_mode"] == ("WAL" if safe else "DELETE")
    assert [one.name for one in tmp_path.iterdir()] == ["office.db"]


def test_the_doctor_says_which_library_and_mode(seated: Desk) -> None:
    facts = examine(seated).facts
    assert facts["library"].startswith(f"SQLite {library().sqlite_version} (")
    assert facts["journal_mode"] in ("WAL", "DELETE")


def test_a_wrong_ruleset_hides_nothing_else(seated: Desk, tmp_path: Path) -> None:
    """The file is named with its line, and what else there is to say is said: here a project that does not add up."""
    ledger = tmp_path / "台账.csv"
    ledger.write_text("项目名称,签约时间,注册时间\n乙,2023-01-05,2023-02-01\n", "utf-8")
    assert intake(seated, ledger).written
    assert seated.store.rules_folder is not None
    seated.store.rules_folder.mkdir()
    rules = seated.store.rules_folder / "口径.toml"
    rules.write_text('id = "x"\nyear = \n', "utf-8")
    health = examine(seated)
    (wrong,) = [finding for finding in health.findings if finding.code == "rules_wrong"]
    assert wrong.hard
    assert "口径.toml:2：第 8 列起不合 TOML 格式" in sentence(wrong, words(Lang.ZH))
    assert [finding.code for finding in health.findings] == ["life_unmet", "rules_wrong", "unknown_place"]
    assert health.facts["projects"] == 2
    rules.unlink()
    assert findings(seated) == ["life_unmet", "unknown_place"]
