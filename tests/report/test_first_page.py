"""The weekly page of an office that took its first ledger in half an hour ago: nothing old is told as news."""

from __future__ import annotations

from datetime import timedelta

import pytest
from docx import Document

from tests.conftest import Clock
from tests.ledger.made import GOOD
from tests.narrowed import of
from tests.office.december import moment
from tests.office.paper import texts
from tests.report.conftest import Write
from tracker.domain.blocking import Alert
from tracker.office.desk import Desk
from tracker.office.intake.intake import intake
from tracker.office.review.review import Review, review
from tracker.words import Lang


@pytest.fixture
def first(desk: Desk, clock: Clock) -> Review:
    """The page of the week in which the ledger of 2023 came in, three years late."""
    clock.at = moment("2026-11-25 09:00")
    assert intake(desk, GOOD).written
    clock.at += timedelta(minutes=30)
    return of(Review, review(desk))


def test_what_came_with_the_first_ledger_is_added_and_not_new(first: Review) -> None:
    counts = first.agenda.counts
    assert (counts.new, counts.over) == (0, 0)
    assert counts.listed == counts.open == len(first.agenda.open) > 10
    assert (counts.answered, counts.verified, counts.rejected, counts.reopened) == (0, 0, 0, 0)
    assert [one for one in first.agenda.items if one.moved] == []


def test_what_is_years_overdue_is_red_though_one_deadline_lapsed(first: Review) -> None:
    late = [one for one in first.agenda.open if one.late]
    assert len(late) > 5
    assert min(one.late.count for one in late if one.late) > 600
    assert {(one.lapses, one.alert) for one in late} == {(1, Alert.RED)}


@pytest.mark.parametrize(("lang", "added", "red", "heading"), [
    (Lang.ZH, "早前提出，本周补列", "红色预警，报市级", "结转"),
    (Lang.EN, "added, raised earlier", "red alert: tell city", "Carried over"),
])
def test_the_printed_page_says_so(first: Review, write: Write, lang: Lang, added: str, red: str, heading: str) -> None:
    document = Document(str(write(first, "docx", lang)))
    head, *rows = next(rows for rows in map(texts, document.tables) if heading in rows[0])
    assert {row[head.index(heading)] for row in rows} == {added}
    alerts = {row[head.index(heading) - 1] for row in rows}
    assert alerts == {red, ""} or alerts == {red}
