"""Whose ledger it is, as its title says: a county, a city or a district, never a park, a town or a bureau."""

from __future__ import annotations

import pytest

from tracker.ledger.titles import place_in


@pytest.mark.parametrize(("title", "place"), [
    ("湖南省沅江市招商引资项目台账", "沅江市"), ("桃江县经济开发区招商引资项目表（2024年）", "桃江县"),
    ("益阳市赫山区龙岭产业开发区2024年项目台账", "赫山区"), ("安化县商务局2024年招商项目台账", "安化县"),
    ("沅江市船舶产业园项目表", "沅江市"), ("附件1：岳阳县2024年新引进项目汇总表", "岳阳县"),
    ("鄂托克旗招商引资项目台账", "鄂托克旗"), ("湘西自治州花垣县项目台账", "花垣县"),
    ("大通湖区重点招商项目", "大通湖区"), ("沅江市人民政府重点项目台账", "沅江市"),
    ("填报单位：沅江市商务局", "沅江市"), ("草尾镇2024年招商引资项目统计表", ""), ("临港产业园区签约项目台账", ""),
    ("经开区项目台账", ""), ("保税区项目台账", ""), ("各县市区招商引资项目", ""), ("全市招商引资项目台账", ""),
    ("高新区 在建项目 甲县2023年招商引资项目台账", "甲县"), ("我县招商项目台账", ""), ("重点园区项目台账", ""),
])
def test_the_place_of_a_title(title: str, place: str) -> None:
    assert place_in([title]) == place
