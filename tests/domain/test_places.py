"""Where a place lies, seen from 沅江 in 益阳 in 湖南."""

from __future__ import annotations

import pytest

from tracker.domain.places import Borders
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
    ("湖南省", None), ("广东/湖南", None), ("长沙、沅江", None), ("广东省外", None), ("火星", None), ("中国", None),
    ("", None),
])
def test_where_money_is_from(text: str, origin: Origin | None) -> None:
    assert HOME.origin_of(text) is origin


def test_seen_from_another_province() -> None:
    assert Borders("广东省", "深圳市").origin_of("广州市") is IN
    assert Borders("广东省", "深圳市").origin_of("广东省外") is OUT
    assert Borders("广东省", "深圳市").origin_of("益阳市") is OUT
