"""Saved a second time: who was first, when and what is told, nothing is written; against what was told it is saved."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tracker.office
from tests.conftest import Make
from tests.domain.assessment.published import MARKS
from tests.domain.assessment.published import line as score_line
from tests.office.project.test_projects import codes
from tests.office.rulesets import text_of
from tests.office.write_paths import PATHS, UNVERSIONED, Saved, _with_list, office
from tracker.office.desk import Desk
from tracker.office.outcome import Done, Refused
from tracker.office.versions import head_version
from tracker.words.catalogue import words
from tracker.words.sentences import sentence

SAVED = {f"{unit}-{name}": saved for unit, paths in PATHS.items() for name, saved in paths.items()}


@pytest.fixture
def at_desks(prepared: Callable[[Make], tuple[Desk, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
             ) -> Callable[[str], tuple[Desk, Desk]]:
    """Two officers at the same office, in which what a path is about is on record."""

    def sit_down(path: str) -> tuple[Desk, Desk]:
        if ".marks." in path:
            rules = tmp_path / "rules"
            rules.mkdir(exist_ok=True)
            scored = score_line('way = "per_unit"\nactual = "reports"\npoints = 1')
            (rules / "考核.toml").write_text(text_of(MARKS + scored), "utf-8")
            monkeypatch.setenv("SANXIN_RULES", str(rules))
        desk, _ = prepared(office)
        if "answering.answer" in path:
            _with_list(desk, tmp_path)
        return replace(desk, who="联络员02"), replace(desk, who="联络员03")

    return sit_down


def head(desk: Desk) -> int:
    with desk.reading() as session:
        return head_version(session)


@pytest.mark.both_databases
@pytest.mark.parametrize("path", SAVED)
def test_the_second_one_is_told_who_changed_what_and_keeps_or_drops_it(
        path: str, at_desks: Callable[[str], tuple[Desk, Desk]], tmp_path: Path) -> None:
    saved: Saved = SAVED[path]
    first, second = at_desks(path)
    version = saved.version(second)
    assert isinstance(saved.first(first), Done)
    written = head(second)
    refused = saved.second(second, version, tmp_path)
    assert isinstance(refused, Refused), path
    assert refused.conflict
    told = "\n".join(sentence(reason, words()) for reason in refused.reasons)
    assert all(part in told for part in ("联络员02", "2023-12-31 12:00", *saved.told)), told
    assert "{" not in told
    assert head(second) == written, "nothing was written"
    again = saved.second(second, refused.version, tmp_path)
    if saved.again:
        assert codes(again) == [saved.again]
    else:
        assert isinstance(again, Done), again
        assert head(second) > written


@pytest.mark.parametrize("path", [path for path, saved in SAVED.items() if not saved.again])
def test_what_nobody_changed_is_saved(path: str, at_desks: Callable[[str], tuple[Desk, Desk]], tmp_path: Path) -> None:
    if path.endswith("take_back_mark-take_back"):
        pytest.skip("there is no mark yet")
    _, second = at_desks(path)
    assert isinstance(SAVED[path].second(second, SAVED[path].version(second), tmp_path), Done)


def test_no_way_to_write_is_forgotten() -> None:
    """Whoever opens a unit of work carries the version its form was filled from, or says why there is none."""
    root = Path(tracker.office.__path__[0])
    opening = {f"{'.'.join(file.relative_to(root).with_suffix('').parts)}.{function.name}"
               for file in root.rglob("*.py") if file.name != "desk.py"
               for function in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(function, ast.FunctionDef)
               if any(ast.unparse(item.context_expr) == "desk.unit()" for block in ast.walk(function)
                      if isinstance(block, ast.With) for item in block.items)}
    assert len(opening) > 50
    assert opening == PATHS.keys() | UNVERSIONED.keys()
    assert not PATHS.keys() & UNVERSIONED.keys()
