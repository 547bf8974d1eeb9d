"""A year over three counties of a server: each as its own rollup has it, to the byte, and what they come to."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from tests.office.build import WAN, YI, Slice, made, on, put, put_in
from tests.office.rulesets import MORE, text_of
from tests.province import OFFICERS, XIANGYIN, YIYANG, YUANJIANG, Province
from tracker.domain.currency import Currency
from tracker.domain.reasons import Code
from tracker.domain.rights import Role
from tracker.office.desk import Desk
from tracker.office.figures.over_regions import OverRegions, figures_over
from tracker.office.figures.rollup import rollup
from tracker.office.figures.targets import set_target
from tracker.office.outcome import Done, Refused
from tracker.office.server_office import add_region, grant_role
from tracker.store.regions import going_round

YIYANG_S_OWN = "益阳的"
ALL = ("430624", "430900", "430981")
COMPOSED = """
[[indicators]]
key = "share"
label = { zh = "开工占比" }
unit = "%"
kind = "ratio"
of = ["new_started", "new_signed"]

[[indicators]]
key = "signed_and_started"
label = { zh = "签约与开工" }
unit = "个"
kind = "sum"
of = ["new_started", "new_signed"]
"""
MADE = {
    YUANJIANG: (made("甲", "2022-01-01", "2023-02-01", "2023-03-01", "2023-04-01", "2023-05-01", investor="甲集团",
                     origin="out_of_province", receipts=(Slice(on("2023-04-10"), YI),)),
                made("乙", "2022-01-01", "2023-05-01", investor="乙集团", origin="foreign",
                     receipts=(Slice(on("2023-06-01"), 123_456, Currency.USD),))),
    XIANGYIN: (made("甲", "2022-01-01", "2023-02-01", investor="甲集团", origin="out_of_province",
                    receipts=(Slice(on("2023-04-10"), 2 * YI + 5_000 * WAN),)),
               made("丙", "2022-01-01", "2023-07-01", "2023-08-01", "2023-09-01", "2023-10-01", investor="丙集团",
                    origin="in_province", receipts=(Slice(on("2023-08-01"), YI),))),
    YIYANG: (made("丁", "2022-01-01", "2023-02-01", investor="甲集团", origin="out_of_province"),),
}
"""Of each county what was recorded: together five projects signed in 2023 and two started, 3.5亿元 from outside."""


@pytest.fixture
def three(province: Province, tmp_path: Path) -> Province:
    """Three counties with projects and with targets of their own; the default ruleset with some more indicators."""
    (tmp_path / "default.toml").write_text(text_of(MORE + COMPOSED), "utf-8")
    with closing((owner := province.desk(YUANJIANG)).store):
        assert isinstance(grant_role(owner, Role.OFFICER, YIYANG_S_OWN, region=YIYANG), Done)
    for region, officer in (*OFFICERS.items(), (YIYANG, YIYANG_S_OWN)):
        with closing((desk := asking(province, tmp_path, region, officer)).store):
            put(desk, *MADE[region])
            target(desk, "new_signed", "4")
            if region != YIYANG:
                target(desk, "out_of_province", "5")
    return province


def target(desk: Desk, indicator: str, value: str) -> None:
    assert isinstance(set_target(desk, 2023, indicator, value), Done)


def asking(three: Province, tmp_path: Path, region: str = YUANJIANG, login: str = "postgres") -> Desk:
    """A desk that counts by the ruleset of the test."""
    desk = three.desk(region, login)
    desk.store.rules_folder = tmp_path
    return desk


def over(desk: Desk, reach: str = "43", **asked: Any) -> OverRegions:
    found = figures_over(desk, 2023, reach, **asked)
    assert isinstance(found, OverRegions), found
    return found


def printed(figures: Any) -> str:
    """As --json prints it."""
    return json.dumps(figures.as_json(), ensure_ascii=False)


def test_the_figures_of_each_county_are_those_of_its_own_rollup(three: Province, tmp_path: Path) -> None:
    with closing((desk := asking(three, tmp_path)).store):
        found = over(desk)
        assert [one.region.code for one in found.each] == sorted(MADE)
        assert {one.figures.figure("new_signed").target for one in found.each} == {"4"}  # type: ignore[union-attr]
        for one in found.each:
            with closing((own := asking(three, tmp_path, one.region.code)).store):
                assert printed(one.figures) == printed(rollup(own, 2023, as_of=found.as_of, ruleset=found.rules))
                assert printed(one.figures) == printed(rollup(own, 2023, as_of=found.as_of)), "and by its own rules"


def test_what_they_come_to_together(three: Province, tmp_path: Path) -> None:
    """By hand: 2 + 2 + 1 signed, 1 + 1 started, 1 + 2.5 亿元 from outside, 1 within; three counties want 4 each."""
    with closing((desk := asking(three, tmp_path)).store):
        found = {one.key: one for one in over(desk).together}
    assert [found[key].actual for key in ("new_signed", "new_started", "signed_and_started", "out_of_province",
                                          "in_province")] == ["5", "2", "7", "3.5", "1"]
    signed, money = found["new_signed"], found["out_of_province"]
    assert (signed.target, signed.targets, signed.rate) == ("12", 3, "41.67%")
    assert (money.target, money.targets, money.rate, money.light) == (None, 2, None, None), "one county has none"
    assert Decimal(found["foreign"].actual or 0) == Decimal("0.123456")
    # 甲集团 signed in all three, and a share of each county is no share of them together.
    assert found["companies"].actual is found["share"].actual is None


def test_who_sees_a_prefecture_is_shown_its_counties_only(three: Province, tmp_path: Path) -> None:
    with closing((desk := asking(three, tmp_path, YIYANG, "市里的")).store):
        assert [one.region.code for one in over(desk).each] == [YIYANG, YUANJIANG]
        assert [one.region.code for one in over(desk, YUANJIANG).each] == [YUANJIANG]
        for reach, code in (("430624", Code.REGION_UNKNOWN), ("43x", Code.NOT_A_REGION)):
            refusal = figures_over(desk, 2023, reach)
            assert isinstance(refusal, Refused)
            assert [reason.code for reason in refusal.reasons] == [code]


def test_a_county_in_which_nothing_was_recorded_is_named(three: Province, tmp_path: Path) -> None:
    assert isinstance(add_region(three.address(), "430921", "南县"), Done)
    with closing((desk := asking(three, tmp_path)).store):
        found = over(desk, "4309")
        assert [one.code for one in found.empty] == ["430921"]
        assert found.together[0].targets == 2


def test_a_moment_of_before_is_answered_as_it_was(three: Province, tmp_path: Path) -> None:
    with closing((desk := asking(three, tmp_path)).store):
        before = over(desk)
        sleep(0.01)
        for region, officer in OFFICERS.items():
            with closing((own := asking(three, tmp_path, region, officer)).store):
                put(own, made("戊", "2022-01-01", "2023-03-01"))
        after, then = over(desk), over(desk, as_of=before.as_of)
        assert (before.together[0].actual, after.together[0].actual) == ("5", "7")
        assert printed(then) == printed(before)
        long_ago = over(desk, as_of=datetime(2023, 1, 1, tzinfo=UTC))
        assert [one.code for one in long_ago.empty] == list(ALL)
        assert long_ago.together == ()


def test_while_somebody_is_recording_it_is_asked_of_before_he_began(
        three: Province, tmp_path: Path) -> None:
    """What he records bears a moment before now: asked once more of the same moment, the figures are the same.

    However long he takes: it is asked of before he began.
    """
    with (closing((desk := asking(three, tmp_path)).store),
          closing((officer := asking(three, tmp_path, XIANGYIN, OFFICERS[XIANGYIN])).store)):
        assert not over(desk).while_recording
        with officer.unit() as unit:
            unit.entry("note")
        with officer.unit() as unit:
            put_in(unit, made("迟记的", "2023-01-05", "2023-02-03"))
            meanwhile = over(desk)
        assert meanwhile.while_recording
        assert unit.at > meanwhile.as_of
        assert meanwhile.together[0].actual == "5"
        assert printed(over(desk, as_of=meanwhile.as_of)) == printed(meanwhile)
        assert not over(desk).while_recording


def test_each_question_says_of_which_county_it_is(three: Province, tmp_path: Path) -> None:
    """So that the server plans for that county, and looks at no part of another prefecture."""
    asked: list[str] = []

    def heard(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    with closing((desk := asking(three, tmp_path)).store):
        event.listen(desk.store.engine, "before_cursor_execute", heard)
        over(desk)
        event.remove(desk.store.engine, "before_cursor_execute", heard)
        for code in ALL:
            there = [statement for statement in asked if f"WHERE region = '{code}'" in statement]
            assert any("FROM receipt" in statement for statement in there)
            assert any("FROM milestone" in statement for statement in there)
            assert not [one for one in there if any(f"'{other}'" in one for other in ALL if other != code)]
        with desk.reading() as session:
            connection = session.connection()
            going_round(connection)(XIANGYIN)
            (count,) = connection.execute(text("SELECT count(*) FROM project"))
            assert count == (2,)
