"""Four meetings in December 2023 and one in January, as the office would have held them on its ledger of that year.

Every number here was counted by hand in the calendar, not taken from the program. Working days of 2023 by month, with
the holidays and make-up days of 国办发明电〔2022〕16号: February 20, March 23, April 20 (5 April off, Sunday 23 April
worked), May 21 (1 to 3 off, Saturday 6 worked), June 21 (22 to 24 off, Sunday 25 worked), July 21, August 23,
September 20 (29 and 30 off), October 19 (1 to 6 off, Saturday 7 and Sunday 8 worked), November 22. In December every
weekday is worked, no Saturday or Sunday is; Monday 1 January 2024 is off and nothing is made up for it
(国办发明电〔2023〕7号).

So from Wednesday 6 December every age grows by 5 a week up to 27 December, by 6 more up to Sunday 7 January (28, 29;
2, 3, 4, 5) and by 3 more up to Wednesday 10 January (8, 9, 10).
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import astuple
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.office.december import Line, Officers, d, known_on_the_first, lines
from tests.office.journal.test_undo import sure
from tests.office.paper import compare_with_paper, counted
from tests.office.project.test_projects import codes
from tests.store.crowd import address
from tracker.domain.blocking import Word
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.intake.intake import intake
from tracker.office.project.moves import Milepost, advance
from tracker.office.project.receipts import add_receipt
from tracker.office.review.meeting import skip
from tracker.office.review.review import Review

pytestmark = [pytest.mark.both_databases, pytest.mark.long(database="postgresql")]

WANJUN, YUNFAN, TAOHUA = "万骏船舶", "云帆船舶", "桃花江二期"
BAOYI, HENGYI, HUAHENG = "湖南宝益服饰有限公司合资项目", "恒益游艇项目", "华衡内河货船生产基地项目"
SHUICHAN, SHENGJING, FENGDIAN = "湘北水产预制菜建设项目", "盛景服装智造二期项目", "湘北风电配套建设项目"
NANZHOU, JINSUI, HENGRUI, NANDA = ("南洲船用配套生产基地项目", "金穗芦笋深加工生产基地项目", "恒瑞管桩二期",
                                   "南大储能电站")

# Alerts: each deadline lapsed once, which is blue; overdue for two whole months is yellow, for three red. Of
# 30 September two months have gone by on 30 November and three on 30 December; of 31 October two on 31 December.
#
# What each was on Wednesday 6 December: 4 working days of December (1, 4, 5, 6), 22 of November, 19 of October, ...
FIRST_LIST: list[Line] = [
    # raised Friday 14 April: 11 + 21 + 21 + 21 + 23 + 20 + 19 + 22 + 4; due Tuesday 13 June: 12 + 21 + 23 + 20 + 45
    (BAOYI, 162, 121, "red", 1),
    # raised Monday 13 February: 11 + 23 + 20 + 21 + 21 + 21 + 23 + 20 + 45; due Friday 30 June: 21 + 23 + 20 + 45
    (WANJUN, 205, 109, "red", 1),
    # raised Monday 19 June: 8 + 21 + 23 + 20 + 45; due Friday 18 August: 9 + 20 + 45
    (HENGYI, 117, 74, "red", 1),
    # raised Saturday 2 September: 19 + 45; due Sunday 17 September: 9 + 45
    (HUAHENG, 64, 54, "yellow", 1),
    # raised Monday 20 March: 9 + 20 + 21 + 21 + 21 + 23 + 20 + 45; due Saturday 30 September, a holiday: 45
    (TAOHUA, 180, 45, "yellow", 1),
    # raised Sunday 15 October: 12 + 22 + 4; due Monday 30 October: 1 + 22 + 4
    (SHUICHAN, 38, 27, "blue", 1),
    # raised Monday 10 April: 15 + 21 + 21 + 21 + 23 + 20 + 45; due Tuesday 31 October: 22 + 4
    (YUNFAN, 166, 26, "blue", 1),
    # raised Friday 24 November: 4 + 4; due Saturday 9 December. From here on by amount: 3.3亿元, 1亿元, 1亿元
    (SHENGJING, 8, None, "", 1),
    # raised Thursday 23 November: 5 + 4; due Friday 8 December
    (FENGDIAN, 9, None, "", 1),
    # raised Saturday 7 October, a working day: 18 + 22 + 4; due today
    (NANZHOU, 44, None, "", 1),
]


def first_meeting(office: Officers) -> Review:
    """Wednesday 6 December. The ledger came in on the Friday before: all of it was on the page of week 48."""
    office.at("2023-12-06 09:00")
    page = office.page()
    assert lines(page.agenda) == FIRST_LIST
    assert {one.project: str(one.tell) for one in page.agenda.items if one.late} == {
        BAOYI: "city", WANJUN: "city", HENGYI: "city", HUAHENG: "chain_leader", TAOHUA: "chain_leader",
        SHUICHAN: "bureau", YUNFAN: "bureau"}
    assert [(one.item.project, one.days, one.within) for one in page.reminders] == [
        (NANZHOU, 0, 7), (FENGDIAN, 2, 7), (SHENGJING, 3, 7)]

    def held() -> None:
        sure(office.says(BAOYI, Word.DUE, "等省自然资源厅批复", due=d("2023-12-20")))
        sure(office.says(WANJUN, Word.ESCALATE, "报省水利厅", level="province"))
        sure(office.says(WANJUN, Word.DUE, "", due=d("2023-12-27")))
        sure(office.says(HENGYI, Word.ANSWER, "已招到十二人", by="人社局"))
        sure(office.says(HUAHENG, Word.DUE, "", due=d("2023-12-12")))
        sure(skip(office.desk, office.number(TAOHUA)))
        sure(office.says(SHUICHAN, Word.NOTE, "下周办专场招聘会"))
        sure(office.says(YUNFAN, Word.ESCALATE, "请市领导协调", level="city"))
        sure(office.says(FENGDIAN, Word.ANSWER, "环评已批复", by="生态环境分局"))
        sure(office.says(NANZHOU, Word.DUE, "", due=d("2023-12-29")))
        assert [item.project for item in office.page().agenda.items if item.remains] == [SHENGJING]

    return office.meets(held, "下周三再议")


CLOSED_49: list[Line] = [
    (HENGYI, 117, 74, "red", 1), (TAOHUA, 180, 45, "yellow", 1), (SHUICHAN, 38, 27, "blue", 1),
    (YUNFAN, 166, 26, "blue", 1),
    # No longer overdue; what lapsed once stays blue. Of 南洲 the deadline was put off on its last day: no alert.
    (WANJUN, 205, None, "blue", 1), (HUAHENG, 64, None, "blue", 1), (SHENGJING, 8, None, "", 1),
    (FENGDIAN, 9, None, "", 1), (NANZHOU, 44, None, "", 1), (BAOYI, 162, None, "blue", 1),
]


def second_meeting(office: Officers) -> Review:
    """Wednesday 13 December: an answer is verified by somebody else, one is rejected, two deadlines have lapsed."""
    office.at("2023-12-08 15:00")
    sure(office.says(TAOHUA, Word.NOTE, "调整方案已送审", who="联络员06"))
    office.at("2023-12-13 09:00")
    assert lines(office.page().agenda) == [
        (HENGYI, 122, 79, "red", 2), (TAOHUA, 185, 50, "yellow", 2), (SHUICHAN, 43, 32, "blue", 2),
        (YUNFAN, 171, 31, "blue", 2),
        # due Saturday 9 and Friday 8 December: 11, 12, 13
        (SHENGJING, 13, 3, "blue", 2), (FENGDIAN, 14, 3, "blue", 2),
        # due Tuesday 12 December, its second deadline: 13
        (HUAHENG, 69, 1, "yellow", 2),
        (WANJUN, 210, None, "blue", 2), (NANZHOU, 49, None, "", 2), (BAOYI, 167, None, "blue", 2)]

    def held() -> None:
        refused = office.says(HENGYI, Word.VERIFY, "", who="联络员05")
        assert codes(refused) == ["own_answer"]
        sure(office.says(HENGYI, Word.VERIFY, "到厂看过", who="联络员06"))
        sure(office.says(FENGDIAN, Word.REJECT, "只有公示，没有批文"))
        sure(office.says(HUAHENG, Word.ESCALATE, "", level="chain_leader"))
        sure(office.says(HUAHENG, Word.DUE, "", due=d("2023-12-19")))
        sure(office.says(SHENGJING, Word.DUE, "", due=d("2023-12-26")))
        sure(office.says(TAOHUA, Word.ESCALATE, "", level="prefecture"))

    return office.meets(held)


CLOSED_50: list[Line] = [
    (TAOHUA, 185, 50, "yellow", 2), (SHUICHAN, 43, 32, "blue", 2), (YUNFAN, 171, 31, "blue", 2),
    (FENGDIAN, 14, 3, "blue", 2),
    # waiting on the province, the chain leader, bureaus
    (WANJUN, 210, None, "blue", 2), (HUAHENG, 69, None, "yellow", 2), (SHENGJING, 13, None, "blue", 2),
    (NANZHOU, 49, None, "", 2), (BAOYI, 167, None, "blue", 2),
    # verified: its age stays what it was today
    (HENGYI, 122, None, "", 2),
]


def third_meeting(office: Officers) -> Review:
    """Wednesday 20 December: a third deadline lapsed; money came in, so a project moved and so did figures."""
    office.at("2023-12-15 10:00")
    sure(add_receipt(office.desk, WANJUN, d("2023-12-15"), Money(500 * 10_000 * 100)))
    sure(advance(office.desk, WANJUN, [Milepost(Stage.FUNDED, d("2023-12-15"))]))
    office.at("2023-12-20 09:00")
    page = office.page()
    assert lines(page.agenda) == [
        (TAOHUA, 190, 55, "yellow", 3), (SHUICHAN, 48, 37, "blue", 3), (YUNFAN, 176, 36, "blue", 3),
        (FENGDIAN, 19, 8, "blue", 3),
        # due Tuesday 19 December, its third deadline
        (HUAHENG, 74, 1, "red", 3),
        (WANJUN, 215, None, "blue", 3), (SHENGJING, 18, None, "blue", 3), (NANZHOU, 54, None, "", 3),
        (BAOYI, 172, None, "blue", 3)]
    assert [(one.project, one.moved) for one in page.agenda.items if one.moved] == [(WANJUN, (Stage.FUNDED,))]
    assert [(one.key, Decimal(one.now) - Decimal(one.was)) for one in page.figures] == [
        ("out_of_province", Decimal("0.05"))]

    def held() -> None:
        sure(office.says(FENGDIAN, Word.ANSWER, "批文已到", who="联络员06", by="生态环境分局"))
        sure(office.says(BAOYI, Word.DUE, "", due=d("2024-01-05")))
        sure(office.says(SHUICHAN, Word.DUE, "", due=d("2023-12-22")))
        sure(office.says(HUAHENG, Word.ESCALATE, "提交市长办公会", level="city"))
        sure(skip(office.desk, office.number(YUNFAN)))
        sure(office.says(TAOHUA, Word.NOTE, "专家评审排在下周"))

    return office.meets(held)


CLOSED_51: list[Line] = [
    (TAOHUA, 190, 55, "yellow", 3), (YUNFAN, 176, 36, "blue", 3), (FENGDIAN, 19, 8, "blue", 3),
    (HUAHENG, 74, 1, "red", 3), (WANJUN, 215, None, "blue", 3), (SHUICHAN, 48, None, "blue", 3),
    (SHENGJING, 18, None, "blue", 3), (NANZHOU, 54, None, "", 3), (BAOYI, 172, None, "blue", 3),
]


def fourth_meeting(office: Officers) -> Review:
    """Wednesday 27 December: two are new, one was reopened and is counted from the beginning."""
    office.at("2023-12-21 16:00")
    office.raises(JINSUI, "产业基金", "产业基金尽调未完成，出资未到位", "财政局", "2024-01-05")
    office.at("2023-12-26 11:00")
    office.raises(HENGRUI, "用地", "用地指标未落实，供地延迟", "自然资源局", "2024-01-25")
    sure(office.says(HENGYI, Word.REOPEN, "两名熟练工又走了", who="联络员06", on=d("2023-12-26")))
    office.at("2023-12-27 09:00")
    page = office.page()
    assert lines(page.agenda) == [
        (HENGYI, 132, 89, "red", 0), (TAOHUA, 195, 60, "yellow", 4), (YUNFAN, 181, 41, "blue", 4),
        (FENGDIAN, 24, 13, "blue", 4),
        # due Tuesday 19: 20, 21, 22, 25, 26, 27; due Friday 22: 25, 26, 27; due Tuesday 26: 27
        (HUAHENG, 79, 6, "red", 4), (SHUICHAN, 53, 3, "yellow", 4), (SHENGJING, 23, 1, "yellow", 4),
        (WANJUN, 220, None, "blue", 4),
        # raised Tuesday 26 December: 27; raised Thursday 21 December: 22, 25, 26, 27
        (HENGRUI, 1, None, "", 0), (JINSUI, 4, None, "", 0),
        (NANZHOU, 59, None, "", 4), (BAOYI, 177, None, "blue", 4)]
    told = {one.project: str(one.tell) for one in page.agenda.items if one.tell}
    assert (told[HUAHENG], told[SHUICHAN], told[TAOHUA], told[YUNFAN]) == (
        "city", "chain_leader", "chain_leader", "bureau")
    # On the province since 6 December: 7, 8, 11 to 15, 18 to 22, 25 to 27. On the prefecture since the 13th: ten.
    assert {one.project: one.waited.count for one in page.agenda.items if one.waited.count} == {WANJUN: 15, TAOHUA: 10}

    def held() -> None:
        sure(office.says(FENGDIAN, Word.VERIFY, "见批文"))
        sure(office.says(SHENGJING, Word.DUE, "", due=d("2024-01-12")))
        sure(office.says(HENGYI, Word.DUE, "", due=d("2024-01-09")))
        sure(office.says(WANJUN, Word.NOTE, "省厅已受理"))
        sure(office.says(HUAHENG, Word.DUE, "", due=d("2024-01-10")))

    return office.meets(held, "元旦后再议")


CLOSED_52: list[Line] = [
    (TAOHUA, 195, 60, "yellow", 4), (YUNFAN, 181, 41, "blue", 4), (SHUICHAN, 53, 3, "yellow", 4),
    (WANJUN, 220, None, "blue", 4), (HUAHENG, 79, None, "red", 4), (HENGYI, 132, None, "blue", 0),
    (SHENGJING, 23, None, "yellow", 4), (HENGRUI, 1, None, "", 0), (JINSUI, 4, None, "", 0),
    (NANZHOU, 59, None, "", 4), (BAOYI, 177, None, "blue", 4), (FENGDIAN, 24, None, "", 4),
]

# No meeting in the week of New Year: its page closes with Sunday 7 January.
CLOSED_01: list[Line] = [
    (TAOHUA, 201, 66, "red", 5), (YUNFAN, 187, 47, "yellow", 5), (SHUICHAN, 59, 9, "yellow", 5),
    # due Wednesday 27 December: 28, 29, 2, 3, 4, 5; due Friday 29 December: 2, 3, 4, 5
    (WANJUN, 226, 6, "yellow", 5), (NANZHOU, 65, 4, "blue", 5),
    # due Friday 5 January: overdue since Saturday, by no working day yet
    (JINSUI, 10, 0, "blue", 1), (BAOYI, 183, 0, "yellow", 5),
    (HUAHENG, 85, None, "red", 5), (HENGYI, 138, None, "blue", 1), (SHENGJING, 29, None, "yellow", 5),
    # raised Friday 29 December: 2, 3, 4, 5
    (HENGRUI, 7, None, "", 1), (NANDA, 4, None, "", 0),
]


def fifth_meeting(office: Officers) -> Review:
    """Wednesday 10 January 2024, after a week without a meeting."""
    office.at("2023-12-29 17:00")
    office.raises(NANDA, "产业基金", "产业基金尽调未完成，出资未到位", "财政局", "2024-02-27")
    office.at("2024-01-08 10:00")
    sure(office.says(HENGRUI, Word.ANSWER, "指标已下达", who="联络员06", by="自然资源局"))
    office.at("2024-01-10 09:00")
    page = office.page()
    assert lines(page.agenda) == [
        (TAOHUA, 204, 69, "red", 6), (YUNFAN, 190, 50, "yellow", 6), (SHUICHAN, 62, 12, "yellow", 6),
        (WANJUN, 229, 9, "yellow", 6), (NANZHOU, 68, 7, "blue", 6), (JINSUI, 13, 3, "blue", 2),
        (BAOYI, 186, 3, "yellow", 6),
        # due Tuesday 9 January
        (HENGYI, 141, 1, "yellow", 2),
        (HUAHENG, 88, None, "red", 6), (SHENGJING, 32, None, "yellow", 6), (HENGRUI, 10, None, "", 2),
        (NANDA, 7, None, "", 1)]
    assert {one.project: one.waited.count for one in page.agenda.items if one.waited.count} == {WANJUN: 24, TAOHUA: 19}
    assert [(one.item.project, one.days, one.within) for one in page.reminders] == [
        (HUAHENG, 0, 7), (SHENGJING, 2, 7), (HENGRUI, 15, 20)]

    def held() -> None:
        sure(office.says(HENGRUI, Word.VERIFY, "见供地文件"))
        sure(office.says(NANZHOU, Word.ANSWER, "已供地", by="自然资源局"))
        sure(office.says(NANZHOU, Word.VERIFY, "", who="联络员06"))

    return office.meets(held)


CLOSED_02: list[Line] = [
    (TAOHUA, 204, 69, "red", 6), (YUNFAN, 190, 50, "yellow", 6), (SHUICHAN, 62, 12, "yellow", 6),
    (WANJUN, 229, 9, "yellow", 6), (JINSUI, 13, 3, "blue", 2), (BAOYI, 186, 3, "yellow", 6),
    (HENGYI, 141, 1, "yellow", 2), (HUAHENG, 88, None, "red", 6), (SHENGJING, 32, None, "yellow", 6),
    (NANDA, 7, None, "", 1),
    # verified: by amount
    (HENGRUI, 10, None, "", 2), (NANZHOU, 68, None, "", 6),
]

PAGES = {"2023-W49": CLOSED_49, "2023-W50": CLOSED_50, "2023-W51": CLOSED_51, "2023-W52": CLOSED_52,
         "2024-W01": CLOSED_01, "2024-W02": CLOSED_02}
COUNTS = {
    # open, new, added although older, carried over, overdue, answered, verified, rejected, reopened, not reached
    "2023-W49": (10, 0, 0, 10, 4, 2, 0, 0, 0, 1),
    "2023-W50": (9, 0, 0, 9, 4, 0, 1, 1, 0, 5),
    "2023-W51": (9, 0, 0, 9, 4, 1, 0, 0, 0, 3),
    "2023-W52": (11, 2, 1, 8, 3, 0, 1, 0, 1, 7),
    "2024-W01": (12, 1, 0, 11, 7, 0, 0, 0, 0, 12),
    "2024-W02": (10, 0, 0, 10, 7, 2, 2, 0, 0, 10),
}


@pytest.fixture
def office(desk: Desk, clock: Clock, tmp_path: Path) -> Officers:
    """The office on Friday 1 December 2023, its ledger just taken in."""
    officers = Officers(desk, clock)
    officers.at("2023-12-01 09:00")
    taken = intake(desk, known_on_the_first(tmp_path))
    assert taken.written
    assert taken.every_count()["blockers"]["added"] == 12
    return officers


@pytest.mark.story
def test_two_meetings_in_december(office: Officers, tmp_path: Path) -> None:
    """As below, for a quick run."""
    pages = {"2023-W49": first_meeting(office), "2023-W50": second_meeting(office)}
    stay_as_on_paper(office, pages, printed_by_command(office.desk, "2023-W50"), tmp_path)


@pytest.mark.long
def test_four_meetings_in_december_and_one_in_january(office: Officers, tmp_path: Path) -> None:
    pages = {"2023-W49": first_meeting(office), "2023-W50": second_meeting(office)}
    shown = printed_by_command(office.desk, "2023-W50")
    pages |= {"2023-W51": third_meeting(office), "2023-W52": fourth_meeting(office)}
    pages |= {"2024-W02": fifth_meeting(office), "2024-W01": office.page("2024-W01")}
    stay_as_on_paper(office, pages, shown, tmp_path)
    weeks_behind(pages["2024-W02"])


def stay_as_on_paper(office: Officers, pages: dict[str, Review], shown: bytes, folder: Path) -> None:
    """The pages are those that were counted by hand, half a year later too; `shown` is the command's of week 50."""
    for week, page in pages.items():
        assert lines(page.agenda) == PAGES[week], week
        assert counted(page.agenda) == astuple(page.agenda.counts) == COUNTS[week], week
    office.at("2024-06-30 09:00")
    assert {week: office.page(week) for week in pages} == pages, "as they were known then, for ever"
    assert printed_by_command(office.desk, "2023-W50") == shown
    for week in sorted(week for week in pages if week < "2024"):
        compare_with_paper(pages[week], folder / f"{week}.docx")
    assert not [one for one in examine(office.desk).findings if one.hard]


def weeks_behind(page: Review) -> None:
    """The trends: those open by the page of each week, their median age, what was verified in time."""
    points = {str(one.week): (one.count, one.age.count if one.age else None) for one in page.trends.points}
    assert points == {
        # on Sunday 3 December, three working days before the list above: 5 6 35 41 61 114 159 163 177 202
        "2023-W48": (10, 88),
        # 8 9 38 44 64 117 162 166 180 205: (64 + 117) / 2 is 90.5
        "2023-W49": (10, 91),
        # 13 14 43 49 69 167 171 185 210
        "2023-W50": (9, 69),
        "2023-W51": (9, 74),
        # 1 4 23 53 59 79 132 177 181 195 220
        "2023-W52": (11, 79),
        # 4 7 10 29 59 65 85 138 183 187 201 226
        "2024-W01": (12, 75),
        # 7 13 32 62 88 141 186 190 204 229: (88 + 141) / 2 is 114.5
        "2024-W02": (10, 115),
    }
    assert list(page.trends.points[-1].categories.items()) == [
        ("河湖岸线", 3), ("用工", 3), ("产业基金", 2), ("用地", 1), ("用电", 1)]
    # 恒瑞管桩 by 25 January and in time; 南洲船用 by 29 December, 恒益 by 18 August, 风电 by 8 December, all too late.
    assert [(one.bureau, one.in_time, one.verified) for one in page.trends.bureaus] == [
        ("自然资源局", 1, 2), ("人社局", 0, 1), ("生态环境分局", 0, 1)]


def printed_by_command(desk: Desk, week: str) -> bytes:
    """What `sanxin review show` prints, in a process of its own with the clock of this machine."""
    done = subprocess.run([sys.executable, "-m", "tracker.cli", "review", "show", week], check=True,
                          capture_output=True, env={**os.environ, "SANXIN_DB": address(desk.store)})
    assert week in done.stdout.decode()
    return done.stdout
