"""The Markdown as a reader shows it: every cell says what was written, and nothing in it became markup."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.report.conftest import HOSTILE, Write
from tracker.domain.text import clean
from tracker.office.review.review import Review
from tracker.report.markdown import escaped

MARKS = "ab1甲 \\`*_{}[]()<>|#~$&!^-+=.:/@w;'\"?%"
READER = MarkdownIt("gfm-like")


def shown(token: Token) -> str:
    """The text of an inline token; a break is a line end, anything else that is no text fails."""
    parts = []
    for child in token.children or []:
        if child.type in ("text", "text_special"):
            parts.append(child.content)
        else:
            assert (child.type, child.content) == ("html_inline", "<br>"), child
            parts.append("\n")
    return "".join(parts)


def cells(path: Path) -> list[list[str]]:
    """The rows of all tables, as a reader shows them."""
    rows: list[list[str]] = []
    tokens = READER.parse(path.read_text("utf-8"))
    for before, token in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        if before.type in ("td_open", "th_open"):
            rows[-1].append(shown(token))
    return rows


@pytest.mark.story
def test_the_rows_say_what_the_review_says(held: Review, write: Write) -> None:
    rows = cells(write(held, "md"))
    there = held.agenda.open
    assert [row[1].split("\n")[0] for row in rows[1:len(there) + 1]] == [one.project for one in there]
    assert [row[6] for row in rows[1:len(there) + 1]] == [str(one.age.count) for one in there if one.age]
    minutes = cells(write(held, "md", minutes=True))
    assert ["1", "联络员01", "现场办公\n=2+2 | x", "2023-12-13 09:00"] in minutes


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name(name: str) -> None:
    paragraph = READER.parse(escaped(name))
    assert [token.type for token in paragraph] == ["paragraph_open", "inline", "paragraph_close"]
    assert shown(paragraph[1]) == name


@given(st.text(alphabet=MARKS, min_size=1, max_size=30).map(clean).filter(bool))
def test_any_line_is_shown_as_it_was_written(text: str) -> None:
    tokens = READER.parse(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert shown(tokens[1]) == text


def test_a_review_of_nothing(empty: Review, write: Write) -> None:
    assert "没有未销号的卡点。" in write(empty, "md").read_text("utf-8")
