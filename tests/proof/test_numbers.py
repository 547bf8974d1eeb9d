"""Numbers are read as the intervals they were rounded from; what counts nothing is set aside and named."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.proof.reckoned import proofed, told
from tracker.proof.folded import fold_text
from tracker.proof.numbers import PrintedNumber, printed_numbers
from tracker.proof.proofread import NumberFate


def read(text: str) -> list[PrintedNumber]:
    return printed_numbers(fold_text(text))[0]


@pytest.mark.parametrize(("text", "low", "high", "measure"), [
    ("129.8295亿元", "12982945000", "12982955000", "元"), ("124 亿元", "12350000000", "12450000000", "元"),
    ("7。5亿元", "745000000", "755000000", "元"), ("2 。8亿元", "275000000", "285000000", "元"),
    ("1,234.5万元", "12344500", "12345500", "元"), ("３２０万美金", "3195000", "3205000", "美元"),
    ("44个", "44", "44", "个"), ("1.2万家", "11500", "12500", "个"), ("104.7％", "104.65", "104.75", "%"),
    ("4.7个百分点", "4.65", "4.75", "个百分点"), ("1.3倍", "1.25", "1.35", "倍"), ("50MW", "49.5", "50.5", "mw"),
    ("1-2家", "1", "2", "个"), ("3%—5%", "3", "5", "%"), ("100多亿元", "10000000000", "20000000000", "元"),
    ("200余个", "200", "300", "个"), ("三十五家", "35", "35", "个"), ("百分之十二点五", "12.45", "12.55", "%"),
    ("约100亿元", "9452500000", "10552500000", "元"), ("不足3亿元", "0", "350000000", "元"),
    ("增长-3.2%", "-3.25", "-3.15", "%"), ("五千万元", "45000000", "55000000", "元"),
])
def test_a_number_is_the_interval_it_was_rounded_from(text: str, low: str, high: str, measure: str) -> None:
    (one,) = read(text)
    assert one.interval.high is not None
    assert (one.interval.low, one.interval.high, one.measure.of) == (Fraction(low), Fraction(high), measure)


def test_over_has_no_end() -> None:
    assert [one.interval.high for one in read("超100亿元，突破50亿元，逾30个")] == [None, None, None]
    assert [one.interval.high for one in read("共签约100亿元")] == [Fraction(10_050_000_000)]


def test_a_list_counts_in_the_unit_of_its_last() -> None:
    assert [one.value for one in read("分别为12.3、45.6、42.1亿元")] == [1_230_000_000, 4_560_000_000, 4_210_000_000]


@pytest.mark.parametrize(("text", "fate"), [
    ("2023年1-10月", NumberFate.DAY), ("2019—2023年", NumberFate.DAY), ("10月1日9:30", NumberFate.DAY),
    ("15个工作日", NumberFate.DAY), ("第12条第3款", NumberFate.NUMBERING), ("（3）抓落实", NumberFate.NUMBERING),
    ("4．抓项目", NumberFate.NUMBERING), ("三类500强", NumberFate.NUMBERING), ("沅政发〔2023〕15号", NumberFate.CODE),
    ("电话0737-2722222", NumberFate.CODE), ("G55高速", NumberFate.CODE), ("生师比为1:15", NumberFate.RATIO),
    ("“1+2+N”体系", NumberFate.CODE),
])
def test_what_counts_nothing_is_set_aside_and_named(text: str, fate: NumberFate) -> None:
    assert {one.fate for one in proofed(f"{text}。").numbers} == {fate}


def test_no_digit_is_left_out() -> None:
    """Whatever is written, each run of digits is met once."""
    text = "据沅政发〔2023〕15号，1-10月完成129.83亿元、增长5.1%，共44个（其中12个），占3/4，电话0737-2722222，7。"
    met = "".join(one.text for one in proofed(text).numbers)
    assert sorted(char for char in met if char.isdigit()) == sorted(char for char in text if char.isdigit())


@pytest.mark.parametrize(("text", "found"), [
    ("在全市8个县（市、区）中排名第9位。", [("rank", "第9", "8")]), ("在全市8个县（市、区）中排名第8位。", []),
    ("超额完成全年目标任务的98.5%。", [("claim", "超额完成", "98.5%")]), ("超额完成全年目标任务，完成率108.5%。", []),
    ("全面完成年度任务的96%。", [("claim", "全面完成", "96%")]), ("确保全面完成年度任务的96%以上。", []),
    ("未完成全年目标任务的103%。", [("claim", "未完成", "103%")]), ("税收下降-3.2%。", [("sign", "-3.2%", "3.2%")]),
    ("税收增长-3.2%。", [("sign", "-3.2%", "3.2%")]), ("税收增速-3.2%。", []), ("三次产业结构为12.3:45.6:42.1。", []),
    ("三次产业结构为12.3:45.6:45.1。", [("structure", "12.3:45.6:45.1", "103.0%")]),
    ("三次产业结构为12.3:45.6:42.2。", [("structure", "12.3:45.6:42.2", "100.1%")]),
    ("目标36个，完成44个，超额完成8个。", []), ("目标36个，完成44个，超额完成9个。", [("surplus", "9个", "8个")]),
    ("到位资金60亿元，是上年40亿元的1.5倍。", []), ("开工率82.5%（33/40）。", []), ("开工率85.2%（33/40）。",
                                                                   [("conversion", "85.2%", "82.5%")]),
    ("到位资金130.5亿元，比上年同期的100亿元下降30.5%。", [("growth", "30.5%", "-30.5%")]),
    ("签约项目44个，其中亿元以上项目20个、制造业项目38个。", []),
    ("支出预算为5万元，支出决算为2.11万元，完成预算的52.2%。", [("completion", "52.2%", "42.2%")]),
    ("到位资金47.46亿元，为目标任务32亿元的1.83倍。", [("multiple", "1.83倍", "1.48倍")]),
    ("全市78个县区中，我县综合排名第80位。", [("rank", "第80", "78")]),
    ("我县位列第13名（共12个县）。", [("rank", "第13", "12")]),
    ("三次产业比为18:41:45。", [("structure", "18:41:45", "104%")]),
    ("进出口总额3.2亿美元，比上年的2.8亿美元增加0.6亿美元。", [("surplus", "0.6亿美元", "0.4亿美元")]),
    ("税收由去年的12.5亿元增长到15.3亿元，净增3.8亿元。", [("surplus", "3.8亿元", "2.8亿元")]),
    ("到位资金完成率为104.7%，未完成年初目标。", [("claim", "未完成", "104.7%")]),
    ("到位资金完成率为94.7%，未完成年初目标。", []),
    ("共计56个，其中一季度12个，二季度15个，三季度18个，四季度14个。", [("parts", "56个", "59个")]),
    ("生产总值1256.3亿元。分产业看，第一产业231.2亿元，第二产业512.4亿元，第三产业612.7亿元。",
     [("parts", "1256.3亿元", "1356.3亿元")]),
    ("我市签约的218个项目，截至9月底，已有199个项目开工，占比已超过九成、达92.28%。", [("share", "92.28%", "91.28%")]),
    ("签约项目44个，其中亿元以上项目46个。", [("part_of_whole", "46个", "44个")]),
    ("全市到位资金56.34亿元。全县新签约项目36个，总投资66.34亿元。", []),
])
def test_checks_one_by_one(text: str, found: list[tuple[str, str, str]]) -> None:
    assert told(text) == found


def test_one_thing_with_two_values_names_both_places() -> None:
    (one,) = proofed("2023年引进境内省外资金129.83亿元。\n\n工作成效显著，全年引进境内省外资金128.93亿元。").findings
    assert one.also is not None
    assert (one.also[0].numbers, one.place.numbers, one.params) == ((1,), (3,), {"label": "境内省外资金"})


@pytest.mark.parametrize("text", [
    "甲镇引进境内省外资金12.5亿元。乙镇引进境内省外资金13.5亿元。",
    "2022年境内省外资金100亿元。2023年境内省外资金120亿元。",
    "1-6月境内省外资金60亿元。全年境内省外资金120亿元。", "境内省外资金目标120亿元。境内省外资金完成129亿元。",
])
def test_two_things_are_not_one(text: str) -> None:
    assert told(text) == []


@pytest.mark.story
def test_a_text_made_to_take_long_does_not() -> None:
    """A clause without an end, and a sentence of thousands of numbers."""
    for text in ("完成目标" * 20_000 + "的5%", "1个、" * 5_000, "（" * 20_000 + "5个", "占" * 50_000 + "9%"):
        assert proofed(text).numbers
