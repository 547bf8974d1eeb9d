"""A prefecture looks at its counties: what they come to together, and each against its own target."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from tests.office.build import made, put
from tests.province import XIANGYIN, YIYANG, YUANJIANG, Province
from tests.tui.conftest import sitting
from tests.tui.test_project_screen import MakeApp
from tracker.domain.rights import EVERY_RIGHT
from tracker.office.figures.over_regions import OverRegions, figures_over
from tracker.office.figures.targets import set_target
from tracker.office.open import hold_years
from tracker.office.outcome import Done, Refused
from tracker.report.lists.over_regions import regions_table
from tracker.words import Lang

SIGNED = {YUANJIANG: 3, YIYANG: 1, XIANGYIN: 5}


@pytest.fixture
def filled(province: Province) -> Province:
    """Each region has signed some projects this year; the county alone has a target."""
    for region, count in SIGNED.items():
        with closing((owner := province.desk(region)).store):
            desk = replace(owner, rights=EVERY_RIGHT, holds=hold_years)
            put(desk, *(made(f"{region} {number}", "2023-01-05", "2023-02-03") for number in range(count)))
            if region == YUANJIANG:
                assert isinstance(set_target(desk, 2023, "new_signed", "4"), Done)
    return province


def test_counties_add_up_and_each_has_its_own_target(filled: Province) -> None:
    with closing((desk := filled.desk(YIYANG, "市里的")).store):
        over = figures_over(desk, 2023, "4309")
        assert isinstance(over, OverRegions)
        signed = {line.code: (line.actual, line.target, line.rate) for line in regions_table(over, Lang.ZH).rows
                  if isinstance(line.indicator, str) and "签约" in line.indicator and "资" not in line.indicator}
        assert signed[YUANJIANG][:2] == ("3", "4")
        assert signed[YIYANG][:2] == ("1", None)
        assert signed[""][:2] == ("4", None), "one has no target: there is none for both"
        assert XIANGYIN not in signed, "it is of another prefecture"
        assert isinstance(figures_over(desk, 2023, "4306"), Refused), "and nobody there granted it"


@pytest.mark.story
@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_f8_shows_every_region_below(make_app: MakeApp, filled: Province, size: tuple[int, int]) -> None:
    with closing((desk := filled.desk(YIYANG, "市里的")).store):
        async with sitting(make_app(desk), size) as officer:
            await officer.presses("4", "f8")
            seen = officer.sees()
            assert "沅江市" in seen
            assert "益阳市本级" in seen
            assert "湘阴县" not in seen
            assert "合计" in seen
            await officer.presses("ctrl+s")
            assert "指标" in officer.sees(), "what is shown can be exported"


@pytest.mark.story
async def test_a_county_is_offered_no_regions(make_app: MakeApp, filled: Province) -> None:
    with closing((desk := filled.desk(YUANJIANG, "市里的")).store):
        async with sitting(make_app(desk)) as officer:
            await officer.presses("4")
            assert "各地区" not in officer.sees()
            await officer.presses("f8")
            assert "行政区划代码" not in officer.sees()
