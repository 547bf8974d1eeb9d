"""What every unit of work sees to: moments of recording run forwards, and texts are clean whatever way they came."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from tests.conftest import Clock
from tracker.domain.text import is_hidden
from tracker.office.desk import Desk
from tracker.office.intake.bulk_rows import Batch
from tracker.office.outcome import Done
from tracker.office.project.projects import add, amend
from tracker.store.tables import JournalEntry, Target
from tracker.store.unusable import StoreTrouble, StoreUnusable


def test_a_clock_set_back_does_not_turn_the_journal_round(desk: Desk, clock: Clock) -> None:
    """By half a minute the entries still run forwards; by more nothing is recorded until somebody says why."""
    add(desk, {"name": "甲"})
    clock.at -= timedelta(seconds=30)
    add(desk, {"name": "乙"})
    clock.at -= timedelta(days=400)
    with pytest.raises(StoreUnusable) as caught:
        add(desk, {"name": "丙"})
    assert caught.value.code is StoreTrouble.CLOCK_BEHIND
    with desk.reading() as session:
        first, second = session.exec(select(JournalEntry.at).order_by(col(JournalEntry.id))).all()
    assert second > first


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x1b[31m", "\0", "\ud800"])
def test_texts_are_cleaned_whatever_way_they_come(desk: Desk, hidden: str) -> None:
    """Also where the use case forgot to: a reason of `amend`, a value of a fact, the particulars of an entry."""
    add(desk, {"name": "甲"})
    assert isinstance(amend(desk, "甲", {"officer": "乙"}, reason=f"更{hidden}正"), Done)
    with desk.unit() as unit:
        entry = unit.entry("test", subject=f"甲{hidden}", reason=f"一{hidden}\n二", detail={"was": [f"丙{hidden}"]})
        unit.append(Target, entry, year=2023, indicator=f"丁{hidden}", value="1", unit="个")
        batch = Batch(Target, ("year", "indicator", "value", "unit"))
        batch.rows.append((2024, f"丁{hidden}", "1", "个"))
        batch.write(unit.session.connection(), lambda rows: None, entry_id=entry.id, recorded_at=unit.at,
                    known_at=unit.at, recorded_by=f"戊{hidden}")
    with desk.reading() as session:
        kept = list(session.exec(select(JournalEntry).order_by(col(JournalEntry.id))))
        targets = session.exec(select(Target)).all()
    assert len({target.indicator for target in targets}) == 1
    written = "".join([f"{entry.subject}{entry.reason}{entry.detail}" for entry in kept]
                      + [target.indicator + target.recorded_by for target in targets])
    assert not any(is_hidden(char) for char in written if char != "\n")
    assert kept[-1].reason.split("\n")[1] == "二"
    assert "甲" in kept[-1].subject
