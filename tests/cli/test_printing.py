"""What is written as it is made: long lists of JSON and of a table are not held, and say what a list would say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from tracker.cli.printing import JsonLines, json_text, print_json, table


class Counted(Sequence[int]):
    """Numbers that are made when they are asked for; `held` is how many of them there were at once."""

    def __init__(self, count: int) -> None:
        self.count, self.made = count, 0

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, at: Any) -> Any:
        return at

    def __iter__(self) -> Iterator[int]:
        for number in range(self.count):
            self.made += 1
            yield number


@pytest.mark.parametrize("count", [0, 1, 3])
def test_lines_are_written_as_a_list_is(count: int) -> None:
    def made(number: int) -> dict[str, object]:
        return {"code": f"P{number}", "name": "甲\x1b乙", "facts": [] if number else [{"day": "2023"}]}

    lines = JsonLines(made, range(count))
    assert json_text({"a": 1, "lines": lines, "z": []}) == json_text(
        {"a": 1, "lines": [made(number) for number in range(count)], "z": []})
    assert len(lines) == len(json.loads(json_text(lines))) == count


def test_no_other_encoder_takes_lines_for_an_empty_list() -> None:
    with pytest.raises(TypeError):
        json.dumps(JsonLines(str, range(3)))


def test_json_is_written_while_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers, written = Counted(30_000), []
    monkeypatch.setattr("tracker.cli.printing._write", lambda stream, text, end="\n": written.append(
        (numbers.made, text)))
    print_json({"numbers": JsonLines(lambda number: number, numbers)})
    assert json.loads("".join(text for _, text in written)) == {"numbers": list(range(30_000))}
    assert written[0][0] < 20_000
    assert len(written) > 3


def test_a_table_in_a_pipe_holds_no_row(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("甲", 1), ("long name", 1000), (None, 10)]
    alive: list[int] = []

    class Rows:
        def __iter__(self) -> Iterator[tuple[object, object]]:
            alive.append(0)
            yield from rows

    table(["name", "n"], Rows(), numbers=[1])
    told = capsys.readouterr().out.splitlines()
    assert told == ["name          n", "甲            1", "long name  1000", "             10"]
    assert len(alive) == 2
