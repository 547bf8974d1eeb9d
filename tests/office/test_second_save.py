"""Saved a second time: who was first, when and what is told, nothing is written; against what was told it is saved."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from inspect import getmembers, isfunction, signature
from pathlib import Path
from pkgutil import walk_packages
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


@pytest.mark.story
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


@pytest.mark.parametrize("path", [path for path, saved in SAVED.items()
                                  if not saved.again and path != "assessment.marks.take_back_mark-take_back"])
def test_what_nobody_changed_is_saved(path: str, at_desks: Callable[[str], tuple[Desk, Desk]], tmp_path: Path) -> None:
    _, second = at_desks(path)
    assert isinstance(SAVED[path].second(second, SAVED[path].version(second), tmp_path), Done)


def test_no_way_to_write_is_forgotten() -> None:
    """Whoever opens a unit of work carries the version its form was filled from, or says why there is none."""
    root = Path(tracker.office.__path__[0])
    opening = {f"{'.'.join(file.relative_to(root).with_suffix('').parts)}.{function.name}"
               for file in root.rglob("*.py") if file.name != "desk.py"
               for function in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(function, ast.FunctionDef)
               if any(ast.unparse(item.context_expr).startswith("desk.unit(") for block in ast.walk(function)
                      if isinstance(block, ast.With) for item in block.items)}
    assert len(opening) > 50
    assert opening == PATHS.keys() | UNVERSIONED.keys()
    assert not PATHS.keys() & UNVERSIONED.keys()


def _versioned() -> dict[str, tuple[int, str]]:
    """By the name of each use case that takes a version: at which place among its arguments, and under which name."""
    found: dict[str, tuple[int, str]] = {}
    for module in walk_packages(tracker.office.__path__, "tracker.office."):
        for name, function in getmembers(import_module(module.name), isfunction):
            names = list(signature(function).parameters)
            wanted = next((one for one in ("version", "versions") if one in names), None)
            if wanted and function.__module__ == module.name and names[0] == "desk" and name[0] != "_":
                found[name] = names.index(wanted), wanted
    return found


def _use_case(called: ast.expr, named: dict[str, str]) -> str:
    """The use case that is called by its name, or as one of those that a function loads (`_office().amend`)."""
    if isinstance(called, ast.Attribute):
        return called.attr if ast.unparse(called.value).startswith("_") else ""
    return named.get(called.id, "") if isinstance(called, ast.Name) else ""


@pytest.mark.story
def test_no_screen_and_no_command_forgets_to_hand_the_version_on() -> None:
    """Every call of a use case that takes a version has one, by whatever name it was imported."""
    versioned, root, calls, forgotten = _versioned(), Path(tracker.office.__path__[0]).parents[1], 0, []
    assert len(versioned) > 40
    for file in (*(root / "tui").rglob("*.py"), *(root / "tracker" / "cli").rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        named = {alias.asname or alias.name: alias.name for node in ast.walk(tree)
                 if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tracker.office")
                 for alias in node.names if alias.name in versioned}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and (use := _use_case(call.func, named)) in versioned:
                at, name = versioned[use]
                calls += 1
                if len(call.args) <= at and name not in {one.arg for one in call.keywords} and not any(
                        one.arg is None and "version" in ast.unparse(tree) for one in call.keywords):
                    forgotten.append(f"{file.name}: {ast.unparse(call)[:80]}")
    assert calls > 30
    assert forgotten == []
