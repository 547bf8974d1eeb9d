"""What projects are found by, kept in parts: whole again for each row, and found by exactly what the text holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.pinyin import search_key, search_query
from tracker.office.register.texts import SearchParts, Texts

PEOPLE, PARKS = ("张三", "联络员12", "Li Lei", "", "𠮷野"), ("高新区", "", "船舶产业园", "张三", "B区?")
WORDS = st.lists(st.sampled_from(("万骏", "船舶", "长春", "Apple", "3号", "é", "?", "A-1", "𠮷", "张三")), max_size=4)
SAID = st.tuples(WORDS, WORDS, st.sampled_from(PEOPLE), st.sampled_from(PARKS), st.integers(1, 99))
ASKED = ("wj", "wanjun", "万骏", "骏船", "zs", "张三", "联络员1", "12", "gxq", "高新", "a-1", "1", "?", "区?", "b0",
         "é", "𠮷", "三x", "")


def said(one: tuple[list[str], list[str], str, str, int]) -> SearchParts:
    """A project's search text as the office keeps it, its officer and its park."""
    name, investor, officer, park, number = one
    return search_key("".join(name), "".join(investor), officer, park, f"B{number:04}"), officer, park


def filled(rows: list[SearchParts]) -> Texts:
    texts = Texts()
    texts.take(rows[:2])
    texts.take(rows[2:])
    return texts


@given(st.lists(SAID, min_size=1, max_size=12))
def test_a_text_is_whole_again_and_holds_what_it_held(made: list[tuple[list[str], list[str], str, str, int]]) -> None:
    rows = [said(one) for one in made]
    texts = filled(rows)
    assert list(texts) == [text for text, _, _ in rows]
    everything, few = range(len(rows)), range(len(rows) - 1, -1, -3)
    for part in map(search_query, ASKED):
        for looked in (everything, few):
            assert list(texts.holding(looked, part)) == [row for row in looked if part in rows[row][0]], part


def test_officer_and_park_are_kept_once_for_all_who_share_them() -> None:
    rows = [said((["万骏", "3号"], [], "张三", "高新区", number)) for number in range(1, 4)]
    texts = filled(rows)
    assert len(texts.shared) == 2
    assert "zhangsan" in texts.shared[1]
    assert not any("zhangsan" in own for own in texts.latin)


def test_a_text_nobody_would_have_written_is_found_all_the_same() -> None:
    texts = filled([("万骏 wj", "张三", "高新区"), ("", "", ""), ("b1", "", "b1")])
    assert list(texts) == ["万骏 wj", "", "b1"]
    assert (list(texts.holding(range(3), "wj")), list(texts.holding(range(3), "b1"))) == ([0], [2])


def test_more_shared_parts_than_fit_a_byte() -> None:
    rows = [said((["万骏"], [], f"联络员{number:03}", "高新区", number)) for number in range(1, 400)]
    texts = filled(rows)
    assert list(texts) == [text for text, _, _ in rows]
    assert list(texts.holding(range(399), "lly377")) == [376]


def test_a_changed_copy_leaves_the_first_as_it_is() -> None:
    rows = [said((["万骏"], [], "张三", "高新区", 1)), said((["长春"], [], "", "", 2))]
    texts = filled(rows)
    later = texts.copied()
    renamed, added = said((["船舶", "?"], [], "Li Lei", "高新区", 1)), said((["Apple"], [], "张三", "高新区", 3))
    later.put([0], [renamed])
    later.take([added])
    assert list(texts) == [text for text, _, _ in rows]
    assert list(later) == [renamed[0], rows[1][0], added[0]]
    assert [list(one.holding(range(len(one)), "万骏")) for one in (texts, later)] == [[0], []]
    assert list(later.holding(range(3), "apple")) == [2]
