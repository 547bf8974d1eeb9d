"""Names are found by themselves, their pinyin and their initials."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.pinyin import SEPARATOR, search_key, search_query


@pytest.mark.parametrize(
    "typed", ["wjcb", "wanjun", "wanjunchuanbo", "万骏", "WJCB", "Wan Jun", "ｗｊｃｂ", "船舶", "jcb"]
)
def test_the_shipyard_is_found(typed: str) -> None:
    assert search_query(typed) in search_key("万骏船舶")


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("重庆长安", ["cqca", "chongqing", "changan"]),
        ("长沙银行", ["csyh", "yinhang"]),
        ("模具厂", ["mjc", "muju"]),
        ("绿源食品", ["lysp", "lvyuan", "luyuan"]),
        ("50MW风电场（草尾）", ["50mw", "50mwfdccw", "fengdianchangcaowei", "(草尾)"]),
        ("A & B <合资>", ["a&b", "abhz", "<合资>"]),
        ("[/]甲", ["[/]", "jia"]),
    ],
)
def test_found_by(name: str, queries: list[str]) -> None:
    key = search_key(name)
    assert [query for query in queries if search_query(query) not in key] == []


def test_several_texts_in_one_key() -> None:
    assert search_key("万骏船舶", "", "盛景") == "万骏船舶 wjcb wanjunchuanbo 盛景 sj cj shengjing chengjing"


def test_no_match_runs_over_from_text_to_text() -> None:
    assert search_query("骏盛") not in search_key("万骏", "盛景")


def test_doubt_does_not_blow_up() -> None:
    assert len(search_key("长行重乐都朝" * 10).split()) <= 17


@settings(deadline=None)  # the first call imports a library
@given(st.lists(st.text(), max_size=3))
def test_every_text_is_in_its_key(texts: list[str]) -> None:
    key = search_key(*texts)
    assert all(search_query(text) in key for text in texts)


@given(st.lists(st.text("长沙万骏abc 12（", max_size=6), max_size=5))
def test_texts_together_have_the_parts_that_each_has_alone(texts: list[str]) -> None:
    """Each part once, in the order of the texts."""
    alone = [part for text in texts for part in search_key(text).split(SEPARATOR) if part]
    assert search_key(*texts) == SEPARATOR.join(dict.fromkeys(alone))
