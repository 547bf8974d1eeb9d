"""Others' figures: kept as dated facts beside ours, with the difference, as it was known and said at any moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Clock
from tests.office.entries import entries
from tests.office.rulesets import rules
from tracker.domain.days import Day
from tracker.domain.money import read_amount
from tracker.office.doctor import examine
from tracker.office.figures.asserting import assert_figure
from tracker.office.figures.explain import explain
from tracker.office.figures.explained import Explanation
from tracker.office.figures.rollup import rollup
from tracker.office.journal.journal import recorded
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, Refused
from tracker.office.past import past_desk
from tracker.office.project.evidence import Paper
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.office.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Make
    from tracker.office.desk import Desk

BUREAU, STATISTICS = "市商务局", "市统计局"
FEBRUARY = datetime(2024, 2, 2, 4, tzinfo=UTC)


def with_money(desk: Desk) -> None:
    """An office with 124亿元 of money from other provinces in 2023."""
    assert isinstance(desk.clock, Clock)
    desk.clock.at = FEBRUARY
    assert isinstance(add(desk, {"name": "万骏船舶", "origin": "out_of_province"}, lead=Day(date(2023, 1, 5))), Done)
    amount = read_amount("124亿元")
    assert amount is not None
    assert isinstance(add_receipt(desk, "万骏船舶", Day(date(2023, 6, 18)), amount), Done)


@pytest.fixture
def january(prepared: Callable[[Make], tuple[Desk, None]], clock: Clock) -> Desk:
    """That office on 2 February 2024."""
    clock.at = FEBRUARY
    return prepared(with_money)[0]


def said(desk: Desk, value: str = "129.8295", key: str = "out_of_province", body: str = BUREAU, *,
         on: date | None = date(2024, 1, 20), document: Paper | None = None, unit: str = "") -> int:
    outcome = assert_figure(desk, 2023, key, value, unit, body=body, on=on, document=document)
    assert isinstance(outcome, Done), outcome
    return outcome.value


def beside(desk: Desk, **asked: object) -> list[tuple[str, str, str, str | None, str | None]]:
    """What others say in a rollup: who, what, its unit, ours, the difference."""
    return [(one.body, one.value, one.unit, one.ours, one.difference)
            for one in rollup(desk, 2023, **asked).asserted]


@pytest.mark.both_databases
def test_what_a_body_says_stands_beside_ours_with_the_difference(january: Desk) -> None:
    said(january, on=date(2024, 1, 20), document=Paper("", "沅商〔2024〕3号"))
    assert beside(january) == [(BUREAU, "129.8295", "亿元", "124", "-5.8295")]
    explained = explain(january, 2023, "境内省外资金")
    assert isinstance(explained, Explanation)
    assert explained.key == "out_of_province"
    assert explained.asserted == rollup(january, 2023).asserted
    other = explain(january, 2023, "new_signed")
    assert isinstance(other, Explanation)
    assert other.asserted == ()


@pytest.mark.parametrize(("value", "unit", "read"), [
    ("129.8295", "", ("129.8295", "亿元", "-5.8295")), ("129.8295亿元", "", ("129.8295", "亿元", "-5.8295")),
    ("1298295", "万元", ("129.8295", "亿元", "-5.8295")), ("1,240,000万元", "", ("124", "亿元", "0")),
    ("0", "", ("0", "亿元", "124")), ("０亿元", "", ("0", "亿元", "124")),
])
def test_it_is_read_in_any_unit_that_fits(january: Desk, value: str, unit: str, read: tuple[str, str, str]) -> None:
    said(january, value, unit=unit)
    assert beside(january) == [(BUREAU, *read[:2], "124", read[2])]


def test_a_count_of_nothing_is_a_figure_too(january: Desk) -> None:
    said(january, "0个", "新签约")
    said(january, "44", "new_signed", STATISTICS)
    assert beside(january) == [(BUREAU, "0", "个", "0", "0"), (STATISTICS, "44", "个", "0", "-44")]


@pytest.mark.parametrize(("typed", "code"), [
    ({"indicator": "weather"}, "unknown_indicator"), ({"value": "许多"}, "not_an_amount"),
    ({"value": "320万美元"}, "wrong_currency"), ({"unit": "万美元"}, "wrong_currency"),
    ({"value": "-5"}, "not_an_amount"), ({"unit": "贯"}, "unknown_unit"), ({"value": "约130亿元"}, "not_exact"),
    ({"indicator": "new_signed", "value": "不少于22"}, "not_exact"),
    ({"indicator": "new_signed", "value": "3.5"}, "not_a_count"),
    ({"indicator": "new_signed", "unit": "亿元"}, "not_a_count"), ({"indicator": "new_signed", "value": "0",
                                                                 "unit": "亿元"}, "not_a_count"),
    ({"body": "  "}, "no_body"), ({"body": "局" * 300}, "too_long"), ({"on": date(2024, 2, 3)}, "future_date"),
    ({"on": date(2022, 12, 31)}, "said_before_year"), ({"year": 23}, "year_beyond"),
    ({"document": Paper("", path=Path("没有.pdf"))}, "no_file"), ({"document": Paper("", "3" * 300)}, "too_long"),
])
def test_what_cannot_be_kept_is_refused_and_changes_nothing(january: Desk, typed: dict[str, object],
                                                            code: str) -> None:
    was = len(entries(january))
    given = {"year": 2023, "indicator": "out_of_province", "value": "129", "body": BUREAU, **typed}
    outcome = assert_figure(january, **given)
    assert isinstance(outcome, Refused)
    assert code in [reason.code for reason in outcome.reasons]
    assert len(entries(january)) == was
    assert beside(january) == []


def test_a_newer_one_stands_beside_the_older_and_the_same_is_not_taken_twice(january: Desk) -> None:
    first = said(january)
    said(january, "130.1", on=date(2024, 1, 31))
    said(january, "128", body=STATISTICS, on=date(2024, 1, 25))
    assert [row[:2] for row in beside(january)] == [(BUREAU, "129.8295"), (STATISTICS, "128"), (BUREAU, "130.1")]
    again = assert_figure(january, 2023, "out_of_province", "129.8295亿元", body=BUREAU, on=date(2024, 1, 20))
    assert isinstance(again, Refused)
    assert [(reason.code, reason.params) for reason in again.reasons] == [("asserted_already", {"entry": first})]


def test_until_and_as_of_hold(january: Desk, clock: Clock) -> None:
    before = january.now()
    clock.at += timedelta(days=1)
    said(january, "60", on=date(2023, 7, 5))
    said(january, "129.8295", on=date(2024, 1, 20))
    clock.at += timedelta(minutes=1)
    frozen = january.now()
    asked = {"until": date(2023, 12, 31), "as_of": frozen}
    was = rollup(january, 2023, **asked).as_json()
    clock.at += timedelta(days=1)
    said(january, "131", on=date(2024, 2, 3))

    assert beside(january, as_of=before) == []
    assert [row[1] for row in beside(january, as_of=frozen)] == ["60", "129.8295"]
    assert beside(january, until=date(2023, 7, 4)) == []
    assert [row[1] for row in beside(january, until=date(2023, 11, 30))] == ["60"]
    assert [row[1] for row in beside(january, until=date(2023, 12, 31))] == ["60", "129.8295", "131"]
    assert [row[1] for row in beside(january, until=date(2024, 1, 31))] == ["60", "129.8295"]
    assert rollup(january, 2023, **asked).as_json() == was
    there = past_desk(january, date(2023, 11, 30), None)
    assert [row[1] for row in beside(there)] == ["60"]
    there.store.close()


def test_it_is_withdrawn_by_an_undo_with_its_reason(january: Desk, clock: Clock) -> None:
    entry = said(january, document=Paper("", "沅商〔2024〕3号"))
    (shown,) = recorded(january, entry).added
    assert (shown.kind, dict(shown.says)["by"], dict(shown.says)["value"]) == ("Assertion", BUREAU, "129.8295")
    clock.at += timedelta(minutes=1)
    known = january.now()
    clock.at += timedelta(hours=1)
    assert isinstance(undo(january, "看错了表", entry), Done)
    assert beside(january) == []
    assert [row[1] for row in beside(january, as_of=known)] == ["129.8295"]
    assert (entries(january)[0].action, entries(january)[0].reason) == ("undo", "看错了表")
    said(january, document=Paper("", "沅商〔2024〕3号"))
    redone = undo(january, "没看错", entries(january)[1].id)
    assert isinstance(redone, Refused)
    assert [reason.code for reason in redone.reasons] == ["built_on"]
    assert verify(january).is_sound


@pytest.mark.both_databases
def test_its_document_is_kept_watched_and_taken_back_where_it_was_lost(january: Desk, tmp_path: Path) -> None:
    path = tmp_path / "认定表.pdf"
    path.write_bytes(b"%PDF-1.4 129.8295")
    entry = said(january, document=Paper("", path=path))
    (told,) = rollup(january, 2023).asserted
    assert (told.filename, len(told.sha256 or "")) == ("认定表.pdf", 64)
    assert not [finding for finding in examine(january).findings if finding.hard]
    folder = january.store.folder
    if folder is None:
        return
    (kept,) = (one for one in folder.glob("*/*") if one.is_file())
    kept.unlink()
    (lost,) = (finding for finding in examine(january).findings if finding.hard)
    assert (lost.code, lost.params) == (
        "assertion_file_altered", {"body": BUREAU, "year": 2023, "value": "认定表.pdf"})
    assert not verify(january).is_sound
    again = assert_figure(january, 2023, "out_of_province", "129.8295", body=BUREAU, on=date(2024, 1, 20),
                          document=Paper("", path=path))
    assert isinstance(again, Done)
    assert (again.value, [note.code for note in again.notes]) == (entry, ["file_restored"])
    assert verify(january).is_sound
    assert len(rollup(january, 2023).asserted) == 1


def test_where_the_rules_have_changed_it_is_told_without_a_difference(january: Desk) -> None:
    said(january, "44", "new_signed")
    said(january, "129.8295")
    newer = rules(('key = "new_signed"', 'key = "signed_anew"'), ('unit = "亿元"', 'unit = "万美元"'),
                  ('currency = ["CNY"]', 'currency = ["USD"]'))
    found = rollup(january, 2023, ruleset=newer).asserted
    assert [(one.called("zh"), one.value, one.unit, one.ours, one.difference) for one in found] == [
        ("境内省外资金", "129.8295", "亿元", None, None), ("new_signed", "44", "个", None, None)]
