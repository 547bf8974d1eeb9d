"""What people type goes in unharmed, without what nobody can see."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.names import fold_name
from tracker.domain.text import TooLong, clean, clean_lines, fold_width, is_empty, is_hidden


@pytest.mark.parametrize(
    "name",
    [
        "[/]甲",
        "=1+1",
        "{{7*7}}",
        "A & B <合资>",
        "`$HOME`",
        "'; DROP TABLE",
        "（一期）",
        "ＡＢＣ",
        "葛\U000e0100城",
        "甲 乙",
    ],
)
def test_ordinary_text_stays_as_typed(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1b[31m红\x1b[0m", "[31m红[0m"),
        ("\u202e甲乙\u202c", "甲乙"),
        ("万\u200b骏\ufeff", "万骏"),
        ("甲\r\n乙\t丙", "甲 乙 丙"),
        ("\u3000甲 \xa0", "甲"),
        ("e\u0301", "é"),
        ("甲\ud800乙\x00", "甲乙"),
        ("\u3164", ""),
    ],
)
def test_what_cannot_be_seen_goes(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize("char", ["\U00031350", "\U000323af", "\U0002ebf0", "\U0002b740", "\ue000", "\U000f0000",
                                  "\U000e0100", "\ufe0f", "\u0600"])
def test_characters_of_names_stay_whatever_the_tables_of_this_python_know(char: str) -> None:
    """The first and last of CJK extension H, the first of I and D, private use, variation selectors, a visible sign."""
    assert clean(f"王{char}") == f"王{char}"
    assert clean_lines(f"王{char}\n乙") == f"王{char}\n乙"
    assert fold_name(f"王{char}") != fold_name("王")


@pytest.mark.parametrize("hidden", [*"\x00\x1b\x7f\x9f\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202e\u2060\u2065"
                                    "\u2069\u206f\ufeff\ufff9\ufdd0\uffff\U0001fffe\U0010ffff\U000e0041\U000e007f\ud800"
                                    "\udfff\u3164\uffa0\u115f\U000e0fff"])
def test_what_nobody_can_see_or_what_is_no_character_goes(hidden: str) -> None:
    assert clean(f"王{hidden}五") == "王五"
    assert is_hidden(hidden)


def test_every_character_that_is_hidden_goes_out_of_a_text_that_is_clean_but_for_it() -> None:
    hidden = [char for char in map(chr, range(sys.maxunicode + 1)) if is_hidden(char)]
    assert len(hidden) > 3_000
    left = {clean(f"王{char}五") for char in hidden} | {clean_lines(f"王{char}五") for char in hidden}
    assert left <= {"王五", "王 五", "王\n五"}, "what breaks a line is a blank, or the break itself"


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Z", "M"))))
def test_only_what_is_hidden_goes(text: str) -> None:
    seen = "".join(char for char in text if not is_hidden(char))
    assert clean(text) == unicodedata.normalize("NFC", seen)


def test_lines_stay_lines() -> None:
    assert clean_lines(" 一\r\n二 \x1b\r\n\r\n三\t四\n") == "一\n二\n\n三 四"


def test_too_long_says_by_how_much() -> None:
    with pytest.raises(TooLong) as error:
        clean("甲" * 5, 4)
    assert (error.value.code, error.value.length, error.value.limit) == ("too_long", 5, 4)
    assert clean(" 甲乙丙丁 ", 4) == "甲乙丙丁"
    with pytest.raises(TooLong):
        clean_lines("甲\n乙", 2)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@given(st.text())
def test_a_clean_text_can_be_stored_anywhere(text: str) -> None:
    kept = clean_lines(text)
    kept.encode("utf-8")
    assert all(char == "\n" or char >= " " for char in kept)


def test_only_width_is_folded() -> None:
    assert fold_width("２０２３．６，（Ａ）　②3²") == "2023.6,(A) ②3²"


@pytest.mark.parametrize(
    "value", [None, "", " ", "-", "—", "——", "/", "无", "未", "未开工", "尚未签约", "N/A", "\u3000"]
)
def test_placeholders_are_empty(value: object) -> None:
    assert is_empty(value)


@pytest.mark.parametrize("value", ["0", "?", "待定", "年底", "若干", 0, False])
def test_words_that_mean_something_are_not_empty(value: object) -> None:
    assert not is_empty(value)
