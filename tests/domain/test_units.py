"""Units of money in cells, headers and subtitles."""

import pytest

from tracker.domain.money import Currency, NotAnAmount, Unit, find_unit, read_unit, unit_name, units_in
from tracker.words import Lang
from tracker.words.amounts import unit_text

CNY, USD = Currency.CNY, Currency.USD


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("元", Unit(CNY, 1)),
        ("千元", Unit(CNY, 10**3)),
        ("万元", Unit(CNY, 10**4)),
        (" 万 元 ", Unit(CNY, 10**4)),
        ("萬圓", Unit(CNY, 10**4)),
        ("百万元", Unit(CNY, 10**6)),
        ("千万元", Unit(CNY, 10**7)),
        ("亿元", Unit(CNY, 10**8)),
        ("（亿元）", Unit(CNY, 10**8)),
        ("人民币万元", Unit(CNY, 10**4)),
        ("万元（人民币）", Unit(CNY, 10**4)),
        ("RMB", Unit(CNY, 1)),
        ("万", Unit(None, 10**4)),
        ("亿", Unit(None, 10**8)),
        ("万美元", Unit(USD, 10**4)),
        ("万元美金", Unit(USD, 10**4)),
        ("亿港币", Unit(Currency.HKD, 10**8)),
        ("million USD", Unit(USD, 10**6)),
        ("万新台币", Unit(Currency.TWD, 10**4)),
    ],
)
def test_read_unit(text: str, unit: Unit) -> None:
    if text == "（亿元）":
        assert find_unit(text) == unit
    else:
        assert read_unit(text) == unit


@pytest.mark.parametrize("text", ["", "万贯", "个", "亩", "千", "美元港元", ":", "()", "5万元"])
def test_unknown_unit(text: str) -> None:
    with pytest.raises(NotAnAmount) as error:
        read_unit(text)
    assert (error.value.code, error.value.value) == ("unknown_unit", text)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("计划总投资（亿元）", "亿元"),
        ("单位：亿元", "亿元"),
        ("总投资(万美元)", "万美元"),
        ("合同金额/万元", "万元"),
        ("到资金额\n(万元)", "万元"),
        ("填报单位：沅江市投资促进服务中心　　截止日期：2023年12月31日　　单位：亿元", "亿元"),
        ("单位：万元、个", "万元"),
        ("【单位：万元】", "万元"),
        ("投资(含税,万元)", "万元"),
        ("(人民币：亿元)", "亿元"),
        ("合同金额（RMB万元）", "万元"),
        ("Amount (million USD)", "百万美元"),
        ("投资额万元", "万元"),
        ("总投资_万元", "万元"),
        ("总投资 亿元", "亿元"),
        ("金额[千元]", "千元"),
        ("金额（元）", "元"),
        ("（亿）", "亿元"),
    ],
)
def test_units_in_headers(header: str, name: str) -> None:
    unit = find_unit(header)
    assert unit is not None
    assert unit_name(unit) == name


@pytest.mark.parametrize(
    "header",
    [
        "总投资", "是否亿元以上项目", "税收（万元/亩）", "亩均税收(万元/亩)", "5000万元以上", "总投资：5000万元",
        "亿昌", "单元", "单位", "亿元项目数", "总投资(亿元/万美元)", "单位：亿元、万美元", "总投资（亿美元，人民币）",
        "三类500强", "", "项目名称",
    ],
)  # fmt: skip
def test_headers_without_one_unit(header: str) -> None:
    assert find_unit(header) is None


@pytest.mark.parametrize(
    ("unit", "english"),
    [
        (Unit(CNY, 1), "CNY"),
        (Unit(CNY, 10**4), "CNY 10,000"),
        (Unit(USD, 10**6), "USD million"),
        (Unit(None, 10**8), "CNY 100 million"),
    ],
)
def test_names_in_english(unit: Unit, english: str) -> None:
    assert unit_text(unit, Lang.EN) == english


@pytest.mark.parametrize(("text", "unit"), [
    ("Contract amount (RMB 10,000)", Unit(CNY, 10**4)), ("RMB million", Unit(CNY, 10**6)),
    ("Amount (USD 10k)", Unit(USD, 10**4)), ("10,000 yuan", Unit(CNY, 10**4)),
    ("Unit: RMB 100 million", Unit(CNY, 10**8)), ("in ten thousand yuan", Unit(CNY, 10**4)),
    ("合同金额（万元）Contract amount (RMB 10,000)", Unit(CNY, 10**4)), ("RMB'000", Unit(CNY, 10**3)),
    ("millions of US dollars", Unit(USD, 10**6)), ("US$ m", Unit(USD, 10**6)), ("RMBm", Unit(CNY, 10**6)),
    ("$10k", Unit(USD, 10**4)), ("HK$ 10,000", Unit(Currency.HKD, 10**4)), ("EUR thousands", Unit(Currency.EUR, 10**3)),
    ("RMB 0.1 billion", Unit(CNY, 10**8)), ("(RMB 10,000 yuan)", Unit(CNY, 10**4)), ("yuan", Unit(CNY, 1)),
    ("Total investment (RMB)", Unit(CNY, 1)), ("2023 investment USD", Unit(USD, 1)), ("USD 2023", Unit(USD, 1)),
    ("RMB 5,000", None), ("RMB 1.5 million", None), ("CNY 1亿元", None), ("RMB 10,000 / USD 10,000", None),
    ("合同金额（万元）Contract amount (RMB million)", None), ("10,000 RMB USD", None), ("Project A", None)])
def test_units_as_english_spells_them(text: str, unit: Unit | None) -> None:
    assert find_unit(text) == unit


@pytest.mark.parametrize(("text", "count"), [
    ("合同金额（万元）Contract amount (RMB million)", 2), ("RMB 10,000 / USD 10,000", 2), ("RMB 10,000", 1)])
def test_english_units_of_one_header_are_told_apart(text: str, count: int) -> None:
    assert len(units_in(text)) == count
