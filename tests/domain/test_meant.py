"""Which project is meant by what was typed, of those that a search finds."""

import pytest

from tracker.domain.meant import FoundBy, FoundProject, found_by, meant

SOLAR = FoundProject("P0012", "光伏支架", "甲能源")
LIGHT = FoundProject("P0003", "LED 显示屏", "乙光电")
PARK = FoundProject("P0100", "宝乐灯饰", "丙公司")
MORE = FoundProject("P0001", "沅江光伏电站", "甲能源")


@pytest.mark.parametrize(("typed", "found", "by"), [
    ("p0012", SOLAR, FoundBy.CODE),
    ("Ｐ００１２", SOLAR, FoundBy.CODE),
    ("P001", SOLAR, FoundBy.BEGINNING),
    ("光伏", SOLAR, FoundBy.BEGINNING),
    ("光 伏", SOLAR, FoundBy.BEGINNING),
    ("支架", SOLAR, FoundBy.PART),
    ("能源", SOLAR, FoundBy.PART),
    ("支架 能源", SOLAR, FoundBy.PART),
    ("012", SOLAR, FoundBy.PART),
    ("led", LIGHT, FoundBy.BEGINNING),
    ("led", PARK, FoundBy.REST),
    ("gfzj", SOLAR, FoundBy.REST),
    ("光伏 高新区", SOLAR, FoundBy.REST),
])
def test_what_a_project_was_found_by(typed: str, found: FoundProject, by: FoundBy) -> None:
    assert found_by(typed, found) is by


@pytest.mark.parametrize(("typed", "found", "expected"), [
    ("光伏", [SOLAR], [SOLAR]),
    ("光伏", [MORE, SOLAR], [SOLAR, MORE]),
    ("led", [PARK, LIGHT], [LIGHT]),
    ("bldeng", [PARK], [PARK]),
    ("gf", [SOLAR, MORE], [MORE, SOLAR]),
    ("p0001", [MORE, FoundProject("P00012", "丁", "")], [MORE]),
    ("没有", [], []),
])
def test_which_may_be_meant_the_surest_first(typed: str, found: list[FoundProject],
                                             expected: list[FoundProject]) -> None:
    assert meant(typed, found) == expected
