"""A stored value that cannot be read: each command names it and the project, and ends as for a damaged office."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store.rows import spoil
from tracker.store.engine import open_store


@pytest.mark.story(keep=1)
@pytest.mark.parametrize(("table", "column", "value", "line"), [
    ("milestone", "stage", "'dreaming'", "project show {}"), ("milestone", "stage", "'dreaming'", "project advance {}"),
    ("project", "status", "3", "project list"), ("project", "since", "20230101", "project list"),
    ("project", "status", "3", ""), ("profile", "roles", "'{'", "project amend {} park=高新区"),
    ("profile", "origin", "'mars'", "project show {}"), ("profile", "name", "CAST(x'ff41' AS TEXT)", "project list"),
    ("journal", "at", "'12'", "undo"),
])
def test_every_command_names_the_value_and_its_project(sanxin: Run, office: Path, signed: str, table: str, column: str,
                                                       value: str, line: str) -> None:
    spoil(open_store(office), table, column, value)
    before = office.read_bytes()
    told = sanxin(*line.format(signed).split(), code=5).err
    assert f"项目 {signed}，表 {table}，列 {column}，第 1 行" in told
    assert "sanxin doctor 列出全部读不懂的内容" in told
    assert sanxin(*line.format(signed).split(), "--json", code=5).codes == ["illegible"]
    assert f"project {signed}, table {table}" in sanxin("--lang", "en", *line.format(signed).split(), code=5).err
    assert office.read_bytes() == before
    assert f"表 {table}，列 {column}" in sanxin("doctor", code=1).err


@pytest.mark.parametrize("line", ["journal", "project history {}"])
def test_a_value_that_cannot_be_printed_is_named_too(sanxin: Run, office: Path, signed: str, line: str) -> None:
    """It is read without trouble, and breaks only where its parts are put into a line."""
    spoil(open_store(office), "journal", "detail", "3")
    assert "表 journal，列 detail，第 1 行，“3”" in sanxin(*line.format(signed).split(), code=5).err
