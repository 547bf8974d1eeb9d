"""Where a place lies, seen from 沅江 in 益阳 in 湖南."""

from __future__ import annotations

import pytest

from tracker.domain.places import Borders, is_about_origin, is_abroad
from tracker.domain.profile import Origin

HOME = Borders("湖南省", "益阳市", ["沅江市", "南县", "桃江县", "赫山区", "资阳区"])
OUT, IN, ABROAD, LOCAL = Origin.OUT_OF_PROVINCE, Origin.IN_PROVINCE, Origin.FOREIGN, Origin.LOCAL


@pytest.mark.parametrize(("text", "origin"), [
    ("广东省深圳市", OUT), ("深圳", OUT), ("北京市", OUT), ("内蒙古自治区", OUT), ("广东、浙江", OUT), ("湖南省外",
                                                                                  OUT),
    ("四川省资阳市", OUT), ("资阳市", OUT), ("江苏 苏州", OUT), ("湖南省长沙市", IN), ("长沙县", IN), ("湖南 株洲", IN),
    ("香港", ABROAD), ("中国香港", ABROAD), ("台湾省", ABROAD), ("日本_003", ABROAD), ("美国加州", ABROAD), ("港澳台",
                                                                                              ABROAD),
    ("益阳市", LOCAL), ("湖南省益阳市沅江市", LOCAL), ("南县", LOCAL), ("沅江", LOCAL), ("资阳区", LOCAL),
    ("珠三角", OUT), ("长三角地区", OUT), ("京津冀", OUT), ("长三角（上海）", OUT), ("浙商", OUT), ("粤资企业", OUT),
    ("长株潭", IN), ("益阳市外省内", IN), ("湖南省内", IN), ("广东省内", OUT), ("省外（浙江）", OUT),
    ("中国（深圳）", OUT), ("广东深圳（总部）", OUT), ("新加坡（BVI）", ABROAD),
    ("英属维尔京群岛（香港）", ABROAD), ("顺德", OUT), ("粤港澳大湾区", None), ("华中", None), ("湘商", None),
    ("益阳市外", None), ("深圳（港资）", None), ("开发区内", None),
    ("湖南省", None), ("广东/湖南", None), ("长沙、沅江", None), ("广东省外", None), ("火星", None), ("中国", None),
    ("", None),
])
def test_where_money_is_from(text: str, origin: Origin | None) -> None:
    assert HOME.origin_of(text) is origin


def test_seen_from_another_province() -> None:
    assert Borders("广东省", "深圳市").origin_of("广州市") is IN
    assert Borders("广东省", "深圳市").origin_of("广东省外") is OUT
    assert Borders("广东省", "深圳市").origin_of("益阳市") is OUT


def test_counties_of_the_province_that_are_named_without_it() -> None:
    home = Borders("湖南省", "益阳市", ["沅江市"], ["浏阳市", "汉寿县", "攸县"])
    assert [home.origin_of(text) for text in ("浏阳", "浏阳市经开区", "汉寿县", "攸县", "浏阳河酒业")] == [
        IN, IN, IN, IN, None]


@pytest.mark.parametrize(("text", "place", "abroad"), [
    ("浙江", True, False), ("广东省外", True, False), ("珠三角", True, False), ("香港", True, True), ("日本、韩国",
                                                                                                      True, True),
    ("深圳/香港", True, False), ("火星", False, False), ("", False, False),
    ("集团", True, False), ("总部", True, False), ("集团工会", False, False)])
def test_whether_a_text_is_about_an_origin(text: str, place: bool, abroad: bool) -> None:
    assert (is_about_origin(text), is_abroad(text)) == (place, abroad)
