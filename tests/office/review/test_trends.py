"""The weeks behind a page: open by category, their median age, and what each bureau had verified in time."""

from __future__ import annotations

import pytest

from tests.conftest import Clock
from tests.narrowed import of
from tests.office.december import d, moment
from tests.office.journal.test_undo import sure
from tracker.domain.blocking import Word
from tracker.domain.holidays import last_published
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.project.projects import add
from tracker.office.review.meeting import close, start
from tracker.office.review.review import Agenda, agenda, weeks_behind
from tracker.office.review.trends import PAGES_BACK, Trends


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Desk:
    clock.at = moment("2023-10-09 09:00")
    sure(add(desk, {"name": "甲"}, lead=d("2023-01-10")))
    return desk


def stuck(desk: Desk, category: str, bureau: str, raised: str, due: str | None = None) -> int:
    found: int = sure(raise_blocker(desk, "甲", Raised(
        category, f"{raised}至{due}未办", bureau=bureau, raised=d(raised), due=d(due) if due else None)))
    return found


def solved(desk: Desk, number: int) -> None:
    sure(say(desk, number, Word.ANSWER, "已办"))
    sure(say(desk, number, Word.VERIFY, ""))


def behind(desk: Desk, week: str | None = None) -> Trends:
    weeks = weeks_behind(desk, Week.read(week) if week else None)
    assert isinstance(weeks, Trends)
    return weeks


def test_weeks_before_the_office_are_left_out_and_twelve_are_the_most(office: Desk, clock: Clock) -> None:
    assert [str(one.week) for one in behind(office).points] == ["2023-W41"]
    clock.at = moment("2023-10-25 09:00")
    assert [str(one.week) for one in behind(office).points] == ["2023-W41", "2023-W42", "2023-W43"]
    clock.at = moment("2024-01-10 09:00")
    weeks = [str(one.week) for one in behind(office).points]
    assert (len(weeks), weeks[0], weeks[-1]) == (PAGES_BACK, "2023-W43", "2024-W02")


def test_open_blockers_by_category_and_their_median_age_week_by_week(office: Desk, clock: Clock) -> None:
    clock.at = moment("2023-10-10 09:00")
    land = stuck(office, "用地", "自然资源局", "2023-10-09")
    stuck(office, "用电", "供电公司", "2023-10-10")
    clock.at = moment("2023-10-18 09:00")
    stuck(office, "用地", "自然资源局", "2023-10-18")
    solved(office, land)
    clock.at = moment("2023-10-23 09:00")
    sure(say(office, land, Word.REOPEN, "又停了"))
    clock.at = moment("2023-10-25 09:00")
    explained = behind(office)
    assert [(str(one.week), one.count, list(one.categories.items())) for one in explained.points] == [
        ("2023-W41", 2, [("用地", 1), ("用电", 1)]), ("2023-W42", 2, [("用地", 1), ("用电", 1)]),
        ("2023-W43", 3, [("用地", 2), ("用电", 1)])]
    # To Sunday 15 October: 4 and 3. To Sunday the 22nd: 8 and 2. To Wednesday the 25th: 12, 11 and 5.
    assert [one.age.count for one in explained.points if one.age] == [4, 5, 11]


def test_a_weeks_point_is_what_its_page_counts(office: Desk, clock: Clock) -> None:
    """Also where the page was closed on a Wednesday: what was raised on the Thursday is next week's."""
    stuck(office, "用地", "自然资源局", "2023-10-09")
    clock.at = moment("2023-10-11 09:00")
    sure(start(office))
    sure(close(office))
    clock.at = moment("2023-10-12 09:00")
    stuck(office, "用电", "供电公司", "2023-10-12")
    clock.at = moment("2023-10-18 09:00")
    counts = {str(one.week): one.count for one in behind(office).points}
    assert counts == {"2023-W41": 1, "2023-W42": 2}
    for week, many in counts.items():
        assert len(of(Agenda, agenda(office, Week.read(week))).open) == many


def test_in_time_is_by_the_due_day_that_stood_last(office: Desk, clock: Clock) -> None:
    on_the_day, a_day_late, put_off, without = (
        stuck(office, "用地", bureau, "2023-10-09", due)
        for bureau, due in (("自然资源局", "2023-10-20"), ("自然资源局", "2023-10-19"), ("供电公司", "2023-10-12"),
                            ("水利局", None)))
    clock.at = moment("2023-10-11 09:00")
    sure(say(office, put_off, Word.DUE, "", due=d("2023-10-31")))
    clock.at = moment("2023-10-20 09:00")
    for number in (on_the_day, a_day_late, put_off, without):
        solved(office, number)
    assert [(one.bureau, one.in_time, one.verified) for one in behind(office).bureaus] == [
        ("自然资源局", 1, 2), ("供电公司", 1, 1)]
    assert behind(office, "2023-W41").bureaus == ()
    clock.at = moment("2024-02-01 09:00")
    assert behind(office).bureaus == (), "longer ago than the twelve weeks"


def test_an_age_beyond_the_published_years_is_provisional(office: Desk, clock: Clock) -> None:
    stuck(office, "用地", "自然资源局", "2023-10-09", "2023-10-31")
    for year, provisional in ((last_published(), False), (last_published() + 1, True)):
        clock.at = moment(f"{year}-12-01 09:00")
        (one,) = of(Agenda, agenda(office)).items
        assert one.age is not None
        assert one.late is not None
        assert (one.age.provisional, one.late.provisional) == (provisional, provisional)
        point = behind(office).points[-1]
        assert point.age == one.age
