"""Cell-width work: what is cut, filled and wrapped comes out as wide as it should."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.domain.text import is_hidden
from tui.text import bar, clip, drawn, pad, right, shares, wrap
from tui.widgets.lines import cut

TEXTS = st.text(st.sampled_from("船舶项目aB 1，。（）=[]"), max_size=40)
WIDTHS = st.integers(0, 60)


@given(TEXTS, WIDTHS)
def test_clip_never_takes_more_than_its_width(text: str, width: int) -> None:
    cut = clip(text, width)
    assert cell_len(cut) <= width
    assert cut == text or cut.endswith("…") or width == 0


@given(TEXTS, WIDTHS)
def test_pad_and_right_take_exactly_their_width(text: str, width: int) -> None:
    assert cell_len(pad(text, width)) == width
    assert cell_len(right(text, width)) == width


@given(TEXTS, st.integers(2, 40))
def test_wrap_loses_no_letter_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_line_neither_ends_with_an_opening_sign_nor_begins_with_a_closing_one() -> None:
    assert wrap("南洲项目的到资（2023-06-01）属于该年", 16) == ["南洲项目的到资", "（2023-06-01）属", "于该年"]


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 12)), min_size=1, max_size=6), st.integers(0, 200))
def test_shares_fill_the_room_and_give_each_its_least(spans: list[tuple[int, int]], room: int) -> None:
    weights, least = [one for one, _ in spans], [two for _, two in spans]
    widths = shares(weights, room, least)
    assert all(got >= low for got, low in zip(widths, least, strict=True))
    if room >= sum(least) and sum(weights):
        assert sum(widths) == room


@pytest.mark.story
@pytest.mark.parametrize(("text", "width", "shown"), [
    ("万骏船舶", 8, "万骏船舶"), ("万骏船舶", 7, "万骏船…"), ("万骏船舶", 6, "万骏…"),
    ("万骏船舶", 1, "…"), ("abc", 2, "a…"),
])
def test_clip(text: str, width: int, shown: str) -> None:
    assert clip(text, width) == shown


@pytest.mark.parametrize(("pieces", "width", "shown"), [
    (("逾期 ", "待省级"), 5, "逾期…"), (("逾期", "", "待省级"), 4, "逾…"), (("逾期", "待省级"), 7, "逾期待…"),
    (("逾期", "   "), 4, "逾期"), (("签约   ", "2023   "), 9, "签约   2…"),
    (("签约   ", "2023   "), 12, "签约   2023 "), (("逾期", "待省级"), 10, "逾期待省级"), (("逾期",), 0, ""),
])
def test_a_line_says_that_more_follows(pieces: tuple[str, ...], width: int, shown: str) -> None:
    assert "".join(text for text, _ in cut([(text, "") for text in pieces], width)) == shown


@pytest.mark.parametrize(("share", "shown"), [(0.0, "    "), (0.5, "██  "), (1.0, "████"), (2.0, "████"),
                                              (0.28, "█▏  ")])
def test_bar(share: float, shown: str) -> None:
    assert bar(share, 4) == shown


@given(st.text(max_size=30))
def test_drawn_text_can_be_printed(text: str) -> None:
    for char in drawn(text):
        assert char.isprintable() or (unicodedata.category(char) == "Cn" and not is_hidden(char))


def test_a_character_newer_than_the_tables_of_this_python_is_drawn() -> None:
    assert drawn("王\U00031350\u202e") == "王\U00031350"
