"""What the manual says of ledgers is shown by a test, line by line, and is the same in both languages."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.shown import is_test, parsed, shown_by
from tracker.ledger.rows import ProblemCode

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ("ledger.md", "ledger.zh-CN.md")
ROW = re.compile(r"^\| (.+) \| (.+) \| `(\S+::\S+)` \|$")
KIND = re.compile(r"^### (\d+)\. ")
CODE = re.compile(r"^`(\w+)`: ")


@dataclass(frozen=True)
class Line:
    """A line of a table: the number of its kind, its examples as they stand in a ledger, and the test of them."""

    kind: str
    examples: tuple[str, ...]
    test: str


def lines(page: str) -> list[Line]:
    """All lines of the tables of a page, in their order."""
    found, kind = [], ""
    for text in (DOCS / page).read_text("utf-8").splitlines():
        kind = begins[1] if (begins := KIND.match(text)) else "" if text.startswith("#") else kind
        if row := ROW.match(text):
            found.append(Line(kind, tuple(re.findall(r"`([^`]+)`", CODE.sub("", row[1]))), row[3]))
    return found


def codes(page: str) -> list[str]:
    """The codes of problems that a page explains."""
    return re.findall(r"^\| `(\w+)`: ", (DOCS / page).read_text("utf-8"), re.MULTILINE)


def test_both_languages_have_the_same_kinds_examples_and_tests() -> None:
    english, chinese = map(lines, PAGES)
    assert english == chinese
    kinds = [int(line.kind) for line in english if line.kind]
    assert kinds == sorted(kinds)
    assert set(kinds) == set(range(1, max(kinds) + 1))


@pytest.mark.parametrize("page", PAGES)
def test_no_line_of_a_table_is_without_its_example_and_test(page: str) -> None:
    tables = re.findall(r"^\|.*", (DOCS / page).read_text("utf-8"), re.MULTILINE)
    others = [text for text in tables if not ROW.match(text) and not text.startswith("|---")]
    assert len(others) == sum(text.startswith("|---") for text in tables), "one line of headers a table"
    assert all(line.examples for line in lines(page))


def test_every_test_exists() -> None:
    assert [line.test for line in lines(PAGES[0]) if not is_test(line.test)] == []


@pytest.mark.story
def test_every_example_stands_in_its_test() -> None:
    missing = [(line.test, example) for line in lines(PAGES[0]) for example in line.examples
               if example not in shown_by(line.test)]
    assert missing == []


def test_an_example_that_no_test_shows_is_found() -> None:
    assert "（一）" in shown_by("test_tables::test_section_and_sum_rows_are_no_projects"), "in its workbook"
    assert "（九）" not in shown_by("test_tables::test_section_and_sum_rows_are_no_projects")
    assert "签约未开工" in shown_by("test_days_as_written::test_stages_in_words"), "in its table of cases"
    assert not is_test("test_tables::test_that_nobody_wrote")
    assert not is_test("test_clock::test_in_one_of_two_modules_of_that_name")


@pytest.mark.parametrize("page", PAGES)
def test_every_code_of_a_problem_is_explained(page: str) -> None:
    assert sorted(codes(page)) == sorted(ProblemCode)


def test_both_languages_show_the_same_mapping() -> None:
    blocks = [re.findall(r"```toml\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL) for page in PAGES]
    english, chinese = ([tomllib.loads(block) for block in found] for found in blocks)
    assert english == chinese


def test_a_depth_that_python_miscounts_is_no_reason_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    miscounted, parse = [SystemError("AST constructor recursion depth mismatch (before=126, after=168)")], ast.parse

    def once(text: str) -> ast.Module:
        if miscounted:
            raise miscounted.pop()
        return parse(text)

    monkeypatch.setattr(ast, "parse", once)
    assert isinstance(parsed("x = 1").body[0], ast.Assign)
    assert not miscounted
