"""`sanxin rollup --region`: what it is asked for with, and what its sums lack."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from tests.cli.conftest import Run
from tests.office.build import made, put
from tests.province import YIYANG, YUANJIANG, Province
from tracker.domain.rights import EVERY_RIGHT
from tracker.office.figures.targets import set_target
from tracker.office.open import hold_years
from tracker.office.outcome import Done


@pytest.fixture
def asked(province: Province) -> tuple[str, ...]:
    """A prefecture whose county has a target, as its viewer asks; the prefecture's own office has a project only."""
    for region in (YUANJIANG, YIYANG):
        with closing((owner := province.desk(region)).store):
            desk = replace(owner, rights=EVERY_RIGHT, holds=hold_years)
            put(desk, made("A & B <合资>", "2023-01-05", "2023-02-03"))
            if region == YUANJIANG:
                assert isinstance(set_target(desk, 2023, "new_signed", "4"), Done)
    return "--db", province.address(YIYANG, "市里的"), "rollup", "2023", "--region"


def test_who_has_no_target_is_named(asked: tuple[str, ...], sanxin: Run) -> None:
    told = sanxin(*asked, "4309").out
    assert "没有合计目标，因为这些地区没有目标：430900 益阳市本级" in told
    again = sanxin(*asked, "4309", "--by", "county").out
    assert again.partition("\n")[2] == told.partition("\n")[2], "the first line says when it was asked"


def test_what_does_not_go_with_regions_is_refused(asked: tuple[str, ...], sanxin: Run) -> None:
    assert "park" in sanxin(*asked, "4309", "--by", "park", code=2).err
    assert "行政区划代码" in sanxin(*asked, "", code=1).err
    assert "4306" in sanxin(*asked, "4306", code=1).err


def test_a_file_is_one_region(sanxin: Run, signed: str) -> None:
    assert "sanxin bundle rollup" in sanxin("rollup", "2023", "--region", "4309", code=1).err
