"""A figure of then is counted by the rules that were in force then, whatever became of their file since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from tests.conftest import Clock
from tests.office.build import in_place, made, put
from tracker.domain.rules_words import RulesSaid
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done
from tracker.office.project.projects import add
from tracker.shipped import shipped
from tracker.store.tables import JournalEntry, RulesKept

pytestmark = pytest.mark.both_databases

UNTIL = date(2023, 12, 31)
DEFAULT = shipped("rules", "default.toml").read_text(encoding="utf-8")

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a ruleset of the office's own: the shipped one with some texts changed."""
    folder = tmp_path / "own rules"
    folder.mkdir()
    monkeypatch.setenv("SANXIN_RULES", str(folder))

    def put_there(*changes: tuple[str, str], name: str = "ours.toml") -> Path:
        text = DEFAULT.replace('id = "default"', 'id = "ours"')
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        file = folder / name
        file.write_text(text, encoding="utf-8")
        return file

    return put_there


def kept(desk: Desk) -> list[tuple[str, bool, str]]:
    """Each ruleset as it was kept: its name, whether it stands, and who recorded it."""
    with desk.reading() as session:
        rows = session.exec(select(RulesKept).order_by(col(RulesKept.id)))
        return [(row.rules_id, row.superseded_at is None, row.recorded_by) for row in rows]


def entries(desk: Desk) -> int:
    with desk.reading() as session:
        return session.exec(select(func.count()).select_from(JournalEntry)).one()


def test_the_rules_are_kept_with_the_first_record_and_read_by_nothing(desk: Desk, write: Write) -> None:
    """Without an entry of their own; reading keeps nothing, an edit that means the same neither."""
    write()
    rollup(desk, 2023)
    assert kept(desk) == []
    put(desk, made("甲", "2023-01-10", "2023-02-10"))
    assert kept(desk) == [("ours", True, desk.who), ("default", True, desk.who)]
    assert entries(desk) == 1
    write(("# ", "## "))
    put(desk, made("乙", "2023-01-10"))
    assert len(kept(desk)) == 2
    write(("yellow = 10", "yellow = 12"))
    rollup(desk, 2023)
    assert len(kept(desk)) == 2
    put(desk, made("丙", "2023-01-10"))
    assert kept(desk) == [("ours", False, desk.who), ("default", True, desk.who), ("ours", True, desk.who)]


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("becomes", ["edited", "deleted", "broken"])
def test_a_figure_of_then_is_the_same_whatever_becomes_of_the_file(
        desk: Desk, clock: Clock, write: Write, becomes: str) -> None:
    """Edited, deleted or broken: before the next record and after it; `by_now` counts by the file as it is."""
    file = write(('zh = "新签约"', 'zh = "签下的"'))
    put(desk, made("甲", "2023-01-10", "2023-02-10"))
    clock.at += timedelta(days=1)
    then = clock.at - timedelta(hours=3)
    before = rollup(desk, 2023, until=UNTIL, as_of=then)
    proof = explain(desk, 2023, "new_signed", until=UNTIL, as_of=then)
    assert before.figure("new_signed").label == "签下的"
    assert before.rules_said is None
    if becomes == "edited":
        write(('key = "new_signed"', 'key = "newly"'))
    elif becomes == "deleted":
        file.unlink()
    else:
        file.write_text("id = \n", encoding="utf-8")
    for _ in range(2):
        again = rollup(desk, 2023, until=UNTIL, as_of=then)
        assert again.as_json() == before.as_json()
        assert explain(desk, 2023, "new_signed", until=UNTIL, as_of=then) == proof
        clock.at += timedelta(days=1)
        put(desk, made("乙", "2023-01-10"))
    if becomes == "broken":
        return
    today = rollup(desk, 2023, until=UNTIL, as_of=then, by_now=True)
    assert today.ruleset_digest != before.ruleset_digest
    assert today.rules_said is RulesSaid.BY_NOW
    assert {"edited": "newly", "deleted": "new_signed"}[becomes] in {one.key for one in today.indicators}
    assert rollup(desk, 2023, as_of=clock.at).ruleset_digest == today.ruleset_digest


def test_figures_and_doctor_say_that_the_file_was_changed(desk: Desk, write: Write) -> None:
    """Until something is recorded, which keeps it."""
    write()
    put(desk, made("甲", "2023-01-10", "2023-02-10"))
    assert rollup(desk, 2023).rules_said is None
    write(("yellow = 10", "yellow = 12"))
    assert rollup(desk, 2023).rules_said is RulesSaid.CHANGED
    assert rollup(desk, 2023).as_json()["rules"] == "changed"
    found = [finding for finding in examine(desk).findings if finding.code == "rules_changed"]
    assert [(finding.hard, finding.params["files"]) for finding in found] == [(False, ("ours.toml",))]
    put(desk, made("乙", "2023-01-10"))
    assert rollup(desk, 2023).rules_said is None
    assert "rules_changed" not in [finding.code for finding in examine(desk).findings]


def test_an_office_that_kept_no_rules_says_so(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older moment is counted by the rules of now; once rules were kept, by the first of those."""
    with monkeypatch.context() as older:
        older.setattr("tracker.office.unit.rules_changed", lambda *_: ())
        put(desk, made("甲", "2023-01-10", "2023-02-10"))
    clock.at += timedelta(days=1)
    then = clock.at - timedelta(hours=1)
    found = rollup(desk, 2023, until=UNTIL, as_of=then)
    assert found.rules_said is RulesSaid.NOT_KEPT
    proof = explain(desk, 2023, "new_signed", until=UNTIL, as_of=then)
    assert isinstance(proof, Explanation)
    assert proof.rules_said is RulesSaid.NOT_KEPT
    assert rollup(desk, 2023).rules_said is None
    put(desk, made("乙", "2023-01-10"))
    assert rollup(desk, 2023, until=UNTIL, as_of=then).as_json() == found.as_json()
    assert rollup(desk, 2023, until=UNTIL, as_of=clock.at).rules_said is None


def test_the_place_that_becomes_known_brings_its_rules(desk: Desk, clock: Clock) -> None:
    """In the same unit: figures of just after it are by the rules of the place."""
    put(desk, made("甲", "2023-01-10", "2023-02-10"))
    first = clock.at
    clock.at += timedelta(days=1)
    in_place(desk, "沅江市")
    assert [name for name, _, _ in kept(desk)] == ["default", "yuanjiang-2023"]
    assert rollup(desk, 2023, as_of=first).ruleset_id == "default"
    assert rollup(desk, 2023, as_of=clock.at).ruleset_id == "yuanjiang-2023"


def test_undo_leaves_the_rules_that_were_kept(desk: Desk, write: Write) -> None:
    """Nobody recorded them on purpose."""
    write()
    add(desk, {"name": "甲"})
    before = kept(desk)
    assert isinstance(undo(desk, "误录"), Done)
    assert kept(desk) == before
