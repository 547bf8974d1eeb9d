"""What Excel can hold: texts and names of sheets cut where it would cut them, and logs that fill cells whole."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tracker.ledger.blocker_log import parted
from tracker.ledger.excel import MOST_CHARACTERS, cut_to_cell, excel_length, sheet_name


@pytest.mark.parametrize(("text", "whole"), [
    ("长" * MOST_CHARACTERS, True), ("长" * (MOST_CHARACTERS + 1), False), ("💰" * (MOST_CHARACTERS // 2), True),
    ("💰" * (MOST_CHARACTERS // 2) + "甲乙", False), ("💰" * MOST_CHARACTERS, False), ("𠮷", True)])
def test_a_text_is_cut_where_excel_cuts_it_which_counts_rare_characters_twice(text: str, whole: bool) -> None:
    cut = cut_to_cell(text)
    assert excel_length(cut) <= MOST_CHARACTERS
    assert (cut == text) is whole
    assert whole or (cut.endswith("…") and text.startswith(cut[:-1]) and excel_length(cut) >= MOST_CHARACTERS - 1)
    assert excel_length(sheet_name(text, set())) <= 31
    assert cut.encode().decode() == cut


def test_the_words_of_a_blocker_fill_its_cells_and_are_whole() -> None:
    lines = [mark * length for mark in "甲💰" for length in (9_000, 9_000, 6_000, 12_000, 1, 1)]
    cells = parted(lines)
    assert all(excel_length(cell) <= MOST_CHARACTERS for cell in cells)
    assert "\n".join(cells) == "\n".join(lines)
    assert all(excel_length(f"{cell}\n{following.split(chr(10))[0]}") > MOST_CHARACTERS
               for cell, following in pairwise(cells))
