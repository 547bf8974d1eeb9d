"""The office of 2023 as it stood on 1 December, and how its officers hold their meetings: what stories of it share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import Clock
from tests.ledger.made import GOOD
from tracker.domain.blocking import BlockerState, Word
from tracker.domain.days import Day, NotADay, read_day
from tracker.domain.week import Week
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.blockers import Raised, blockers, raise_blocker, say
from tracker.office.review.items import Item
from tracker.office.review.meeting import close, start
from tracker.office.review.review import Agenda, Review, review

FIRST = date(2023, 12, 1)
HEADINGS = {"项目台账": 3, "到资明细": 1, "卡点清单": 1}
"""The row of the headings of each sheet that has days in it."""
WHOLE_ROW = ("线索登记时间", "到资日期", "提出日期")
"""Of a row whose day here lies ahead nothing was known; of any other day that lies ahead, that day alone."""


def known_on_the_first(folder: Path) -> Path:
    """The ledger of 2023 as it would have been kept on 1 December.

    Projects, receipts and blockers of later days are taken out; so are later stages and verifications of those that
    stay. Due days stay: they were set before. The first two rows of the projects sheet say it is of 31 December; they
    are no facts.
    """
    book = openpyxl.load_workbook(GOOD)
    for name, row in HEADINGS.items():
        sheet = book[name]
        columns = {cell.column: str(cell.value) for cell in sheet[row] if cell.value}
        for number in range(sheet.max_row, row, -1):
            later = [at for at, heading in columns.items() if _is_later(heading, sheet.cell(number, at).value)]
            if any(columns[at] in WHOLE_ROW for at in later):
                sheet.delete_rows(number)
                continue
            for at in later:
                sheet.cell(number, at).value = None
                if columns[at] == "销号日期":
                    sheet.cell(number, at + 1).value = "推进中"
    path = folder / "2023年12月1日台账.xlsx"
    book.save(path)
    return path


def _is_later(heading: str, value: Any) -> bool:
    if value is None or heading == "办结时限" or not heading.endswith(("时间", "日期")):
        return False
    if isinstance(value, datetime):
        return value.date() > FIRST
    try:
        day = read_day(str(value))
    except NotADay:
        return False
    return day is not None and day.first is not None and day.first > FIRST


def moment(text: str) -> datetime:
    """A moment in the office, written 2023-12-06 09:00."""
    return datetime.fromisoformat(f"{text}+08:00").astimezone(UTC)


def d(text: str) -> Day:
    """A whole day."""
    return Day(date.fromisoformat(text))


class Officers:
    """The people of a small office and what they say of its blockers, by the names of projects."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock

    def at(self, text: str) -> None:
        """It is this moment now."""
        self.clock.at = moment(text)

    def by(self, who: str) -> Desk:
        """A colleague's desk."""
        return replace(self.desk, who=who)

    def page(self, week: str | None = None) -> Review:
        """The page of a week."""
        page = review(self.desk, Week.read(week) if week else None)
        assert isinstance(page, Review), page
        return page

    def number(self, project: str) -> int:
        """The number of a project's blocker that is not verified, or else of its last."""
        listed = blockers(self.desk, project=project, verified=True)
        assert isinstance(listed, tuple)
        return next((one.id for one in listed if one.state is not BlockerState.VERIFIED), listed[-1].id)

    def says(self, project: str, word: Word, text: str = "", *, who: str = "联络员05", **more: Any) -> Any:
        """Something is said of a project's blocker; a moment passes."""
        outcome = say(self.by(who), self.number(project), word, text, **more)
        self.clock.at = self.clock.at.replace(minute=self.clock.at.minute + 1)
        return outcome

    def raises(self, project: str, category: str, text: str, bureau: str, due: str) -> int:
        """A blocker is raised today."""
        done = raise_blocker(self.desk, project, Raised(category, text, bureau=bureau, due=d(due)))
        assert isinstance(done, Done), done
        return done.value

    def meets(self, does: Callable[[], None], text: str = "") -> Review:
        """A meeting is begun, held and closed; the answer is its page."""
        begun = start(self.desk)
        assert isinstance(begun, Done)
        self.clock.at = self.clock.at.replace(minute=self.clock.at.minute + 1)
        does()
        ended = close(self.desk, text)
        assert isinstance(ended, Done)
        return self.page(str(begun.value.week))


Line = tuple[str, int, int | None, str, int]


def lines(agenda: Agenda) -> list[Line]:
    """The list as it is read out: project, age, overdue, alert, for the how-manieth week it is carried over."""
    return [(one.project, days(one), one.late.count if one.late else None, str(one.alert or ""), one.carried)
            for one in agenda.items]


def days(one: Item) -> int:
    """Its age; none of these is provisional."""
    assert one.age is not None
    assert not one.age.provisional
    return one.age.count
