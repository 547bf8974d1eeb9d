"""A text of several lines stays one on every page: Word, Excel, HTML, Markdown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import Clock
from tests.report.conftest import HELD, Write, d
from tracker.domain.blocking import Word
from tracker.office.desk import Desk
from tracker.office.outcome import Done
from tracker.office.project.blockers import Raised, raise_blocker, say
from tracker.office.review.review import Review, review

STUCK, SAID = "材料三次退回\n省厅要求重做环评\n\n县里已报请示", "第一：已上会\n第二：等批文"


@pytest.fixture
def written_down(office: Desk, clock: Clock) -> Review:
    """A blocker and a word on it, as somebody pasted them in the week after the meeting."""
    clock.at = HELD + timedelta(days=7)
    done = raise_blocker(office, "x" * 200, Raised("环评", STUCK, raised=d("2023-12-01"), bureau="环保局"))
    assert isinstance(done, Done), done
    assert isinstance(say(office, done.value, Word.NOTE, SAID.replace("\n", "\r\n")), Done)
    page = review(office)
    assert isinstance(page, Review)
    return page


def word(path: Path) -> str:
    return "\n".join(cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells)


def excel(path: Path) -> str:
    book = CalamineWorkbook.from_path(path)
    return "\n".join(str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
                     for cell in row)


def text(path: Path) -> str:
    return path.read_text("utf-8").replace("<br>", "\n")


@pytest.mark.parametrize(("suffix", "read"), [("docx", word), ("xlsx", excel), ("html", text), ("md", text)])
def test_each_line_is_a_line(written_down: Review, write: Write, suffix: str, read: Callable[[Path], str]) -> None:
    printed = read(write(written_down, suffix))
    for whole in (STUCK, SAID):
        lines = [line for line in whole.split("\n") if line]
        for before, after in pairwise(lines):
            start, end = printed.index(before) + len(before), printed.index(after)
            assert "\n" in printed[start:end] or "<" in printed[start:end], (before, after)
