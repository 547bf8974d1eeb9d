"""What the reading process hands over is checked: nothing that it could send does more than be refused."""

from __future__ import annotations

import io
import json
import pickle
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger import limits
from tracker.ledger.limits import OverLimit
from tracker.ledger.rows import Problem, ProblemCode
from tracker.ledger.wire import (
    REASONS,
    NoMessage,
    Received,
    Unreadable,
    clipped,
    digest_line,
    end_line,
    receive,
    row_lines,
    sheet_line,
)
from tracker.ledger.workbook import BookSheet, CellError, Merge, Month, NoValue, RawCell
from tracker.words import Lang
from tracker.words.ledger import problem_line

SHEET: dict[str, Any] = {"sheet": "a", "hidden": False, "rows": 1, "date1904": False, "merges": [], "hidden_rows": [],
                         "hidden_columns": []}
ROWS: dict[str, Any] = {"cells": [["x", 1]], "days": [], "others": []}
CELLS = st.one_of(
    st.text(max_size=20), st.integers(-2**53, 2**53), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
    st.dates(), st.datetimes(), st.times(), st.timedeltas(timedelta(-9999), timedelta(9999)),
    st.builds(Month, st.integers(1900, 2100), st.integers(1, 12)), st.just(NoValue), st.just(CellError("#REF!")),
)


def line(**message: Any) -> bytes:
    return json.dumps(message).encode() + b"\n"


def handed(*lines: bytes) -> list[BookSheet]:
    received = Received()
    for one in receive(io.BytesIO(b"".join(lines))):
        received.take(one)
    return received.sheets


@given(rows=st.lists(st.lists(CELLS, max_size=6), max_size=8), merges=st.booleans())
def test_what_is_handed_over_arrives(rows: list[list[RawCell]], merges: bool) -> None:
    width = max(map(len, rows), default=0)
    merged: list[Merge] = [((0, 0), (len(rows) - 1, width - 1))] if merges and len(rows) * width > 1 else []
    sheet = BookSheet("台账", True, [], merged, frozenset({0, 5}), frozenset({1}), True)
    (arrived,) = handed(sheet_line(sheet, len(rows)), *row_lines(rows, width), end_line())
    assert arrived.rows == rows
    assert [list(map(type, row)) for row in arrived.rows] == [list(map(type, row)) for row in rows]
    assert (arrived.name, arrived.hidden, arrived.merges, arrived.date1904) == (sheet.name, True, sheet.merges, True)
    assert (arrived.hidden_rows, arrived.hidden_columns) == ({0, 5}, {1})


def test_a_number_that_is_none_is_a_failed_formula() -> None:
    rows: list[list[RawCell]] = [[float("inf"), float("nan"), 1.0, date(2023, 6, 18)]]
    (arrived,) = handed(line(**SHEET), *row_lines(rows, 4))
    assert arrived.rows == [[CellError("#NUM!"), CellError("#NUM!"), 1.0, date(2023, 6, 18)]]


@pytest.mark.story
def test_long_texts_go_into_several_messages() -> None:
    rows: list[list[RawCell]] = [["国" * 30_000] * 30 for _ in range(20)]
    lines = list(row_lines(rows, 30))
    assert len(lines) > 1
    assert max(map(len, lines)) <= limits.MAX_MESSAGE
    assert handed(line(**SHEET), *lines)[0].rows == rows
    with pytest.raises(OverLimit):
        list(row_lines([["国" * 30_000] * 100]))


class _Harm:
    def __reduce__(self) -> Any:
        return print, ("harm",)


@pytest.mark.parametrize("message", [
    b"\n", b"null\n", b"[]\n", b"{}\n", b"no json\n", b"\xff\xfe\n", b"[" * 100_000 + b"\n", b"1" * 10_000 + b"\n",
    pickle.dumps(_Harm()) + b"\n", b'{"cells":[[NaN]],"days":[],"others":[]}\n', b'{"end":false}\n',
    b'{"cells":[["\\ud83d"]],"days":[],"others":[]}\n',
    *(line(**ROWS | change) for change in (
        {"cells": [1]}, {"cells": [[[]]]}, {"cells": [[None]]}, {"cells": [[{"a": 1}]]}, {"cells": {"a": 1}},
        {"cells": [["x"] * 513]}, {"days": [0, 0]}, {"days": [0, 0, 10**9]}, {"days": [0, 9, 738_000]},
        {"days": [9, 0, 738_000]}, {"days": [0, 0, "x"]}, {"days": [0, 0, 1.5]}, {"days": [0, 0, 0]},
        {"others": [[0, 0, "x", 0]]}, {"others": [[0, 0, "month", 10**9]]}, {"others": [[0, 0, "error", 1]]},
        {"others": [[0, 0, "error", "x" * 1_000]]}, {"others": [[0, 0, "datetime", "x"]]}, {"others": [[0]]},
        {"others": [[0, 0, "span", 10**30]]}, {"others": [[0, 0, "time", "25:00"]]}, {"others": [0]},
        {"others": [[9, 0, "novalue", 0]]}, {"others": [["x", 0, "novalue", 0]]},
    )),
    *(line(**SHEET | change) for change in (
        {"sheet": 1}, {"rows": 10**9}, {"rows": "x"}, {"hidden": 1}, {"merges": [[0, 0, 1]]},
        {"merges": [[0, 0, 1, "x"]]}, {"merges": [[0, 0, 1, 1]] * 200_000},
        {"hidden_rows": [-1]}, {"hidden_rows": [10**9]}, {"hidden_rows": ["x"]},
        {"hidden_columns": [5_000]}, {"hidden_columns": [1.5]},
    )),
])
def test_what_the_reading_process_never_writes_is_refused(message: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NoMessage):
        handed(line(**SHEET), message)
    assert "harm" not in capfd.readouterr().out


@pytest.mark.parametrize("lines", [
    [line(**ROWS)],
    [line(**SHEET | {"merges": [[0, 0, 9, 9]]}), line(**ROWS), end_line()],
    [line(**SHEET | {"merges": [[0, 0, 0, 1], [0, 0, 0, 1]]}), line(**ROWS), end_line()],
    [line(**SHEET), end_line(), line(**SHEET)],
    [line(**SHEET)] * (limits.MAX_SHEETS + 1),
    [b'{"sheet":' + b" " * limits.MAX_MESSAGE],
], ids=["rows without a sheet", "merges beyond the cells", "merges that overlap", "more after the end", "many sheets",
        "a message that never ends"])
def test_messages_that_do_not_belong_together(lines: list[bytes]) -> None:
    with pytest.raises(NoMessage):
        handed(*lines)


@pytest.mark.parametrize(("name", "limit"), [("MAX_CELLS", 10), ("MAX_ROWS", 3), ("MAX_HANDED", 500)])
def test_all_messages_together_have_a_limit(monkeypatch: pytest.MonkeyPatch, name: str, limit: int) -> None:
    monkeypatch.setattr(limits, name, limit)
    with pytest.raises(NoMessage):
        handed(line(**SHEET), *[line(**ROWS)] * 10)


def test_why_a_file_cannot_be_read_arrives() -> None:
    with pytest.raises(Unreadable) as raised:
        handed(line(unreadable="rows", found=5, limit=4))
    assert (raised.value.why, raised.value.found, raised.value.limit) == ("rows", 5, 4)
    with pytest.raises(NoMessage):
        handed(line(unreadable="nonsense", found=5, limit=4))


@pytest.mark.parametrize("why", sorted(REASONS | {"limits", "missing", "denied", "folder", "not_a_file", "nothing"}))
@pytest.mark.parametrize("lang", Lang)
def test_why_a_file_cannot_be_read_is_said(why: str, lang: Lang) -> None:
    problem = Problem(ProblemCode.UNREADABLE, value="台账.xlsx", params={"found": 12, "limit": 7}, variant=why)
    line = problem_line(problem, lang)
    assert "台账.xlsx" in line
    assert ("12" in line) == ("7" in line or why == "open_quote")  # which names a row, and is no limit


def test_cells_of_time_are_not_taken_for_each_other() -> None:
    moment = datetime(2023, 6, 18)  # noqa: DTZ001  # a cell has no time zone
    rows: list[list[RawCell]] = [[date(2023, 6, 18), moment, time(0), timedelta(0), True, 1, 1.0]]
    (arrived,) = handed(line(**SHEET), *row_lines(rows))
    assert [type(cell) for cell in arrived.rows[0]] == [type(cell) for cell in rows[0]]


def test_the_digest_of_the_file_arrives_first_and_once() -> None:
    received = Received()
    received.take(digest_line("0" * 64))
    assert received.sha256 == "0" * 64
    for digest in ("1" * 64, "x"):
        with pytest.raises(NoMessage):
            received.take(digest_line(digest))


def test_merges_are_cut_to_the_cells_there_are() -> None:
    assert clipped([((0, 0), (1_048_575, 0)), ((0, 1), (0, 1)), ((9, 9), (10, 10))], 3, 2) == [((0, 0), (2, 0))]
    assert clipped([((0, 0), (1, 1)), ((0, 0), (1, 1))], 3, 3) == [((0, 0), (1, 1))]
    with pytest.raises(OverLimit):
        clipped([((0, 0), (2, 2)), ((0, 0), (2, 1))], 3, 3)
