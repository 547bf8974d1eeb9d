"""The three runs are together all tests, and no test is in two of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from tests.selection import DRAWN_ON_POSTGRESQL, Part, a_third, in_thirds, pytest_collection_modifyitems

CASES = [(database, number) for database in ("sqlite", "postgresql") for number in range(4)]


@dataclass(eq=False)
class Case:
    """What the selection asks of a case."""

    test: str
    parameters: dict[str, object]
    marks: list[pytest.Mark] = field(default_factory=list)

    @property
    def nodeid(self) -> str:
        return f"{self.test}[{'-'.join(map(str, self.parameters.values()))}]"

    @property
    def callspec(self) -> SimpleNamespace:
        return SimpleNamespace(params=self.parameters)

    def iter_markers(self, name: str) -> list[pytest.Mark]:
        return [mark for mark in self.marks if mark.name == name]

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        return next(iter(self.iter_markers(name)), None)


def selected(cases: list[Case], part: Part | None = None) -> list[str]:
    chosen: Any = list(cases)
    config: Any = SimpleNamespace(getoption={"part": part, "on_postgresql": False}.__getitem__,
                                  hook=SimpleNamespace(pytest_deselected=lambda items: None))
    pytest_collection_modifyitems(config, chosen)
    return [case.nodeid for case in chosen]


def cases_of(*marks: pytest.MarkDecorator) -> list[Case]:
    return [Case("file.py::test", {"database": database, "number": number}, [mark.mark for mark in marks])
            for database, number in CASES]


@pytest.mark.parametrize(("marks", "in_quick"), [
    ((), 6), ((pytest.mark.long(),), 0), ((pytest.mark.long(keep=3),), 3), ((pytest.mark.long(keep=9),), 6),
    ((pytest.mark.long(database="postgresql"),), 4), ((pytest.mark.long(database="postgresql", keep=1),), 5),
    ((pytest.mark.every_case(), pytest.mark.long(keep=7)), 6), ((pytest.mark.every_case(),), 7),
    ((pytest.mark.long(keep=1, database="sqlite"), pytest.mark.long(database="postgresql")), 1),
    ((pytest.mark.every_case(), pytest.mark.long(keep=1, of_each="number")), 4),
    ((pytest.mark.every_case(), pytest.mark.long(keep=3, of_each="database")), 6),
    ((pytest.mark.story(),), 0), ((pytest.mark.story(keep=1),), 1),
    ((pytest.mark.story(), pytest.mark.long(keep=3)), 0),
    ((pytest.mark.story(database="postgresql"), pytest.mark.long(keep=1, database="sqlite")), 1)])
def test_the_three_runs_are_all_tests(marks: tuple[pytest.MarkDecorator, ...], in_quick: int) -> None:
    cases = cases_of(*marks)
    quick, stories, long = (selected(cases, part) for part in Part)
    assert len(quick) == in_quick
    assert sorted(quick + stories + long) == sorted(selected(cases))
    assert bool(stories) == any(mark.name == "story" for mark in marks)
    assert quick == selected(cases, Part.QUICK)


def test_a_mark_of_one_case_is_of_that_case_alone() -> None:
    cases = cases_of()
    cases[2].marks.append(pytest.mark.story().mark)
    assert selected(cases, Part.STORIES) == [cases[2].nodeid]
    assert cases[2].nodeid not in selected(cases, Part.QUICK)


def test_a_case_that_is_a_story_and_long_is_long() -> None:
    cases = cases_of(pytest.mark.story(), pytest.mark.long(keep=2))
    assert (len(selected(cases, Part.QUICK)), len(selected(cases, Part.STORIES))) == (0, 2)


def test_the_cases_that_are_kept_are_not_all_of_one_kind() -> None:
    assert len({name.partition("-")[0] for name in selected(cases_of(pytest.mark.long(keep=4)), Part.QUICK)}) == 2
    kept = selected(cases_of(pytest.mark.every_case(), pytest.mark.long(keep=1, of_each="number")), Part.QUICK)
    assert sorted(name[-2] for name in kept) == list("0123")


@pytest.mark.parametrize(("tests", "each"), [(1, 4), (2, 4), (3, 4), (20, 1)])
def test_of_a_file_some_cases_of_different_tests_run_soon_on_postgresql(tests: int, each: int) -> None:
    cases = [Case(f"{file}::test_{name}", {"database": database, "number": number}, [pytest.mark.every_case().mark])
             for file in ("a.py", "b.py") for name in range(tests) for database, number in CASES if number < each]
    quick, long = selected(cases, Part.QUICK), selected(cases, Part.LONG)
    assert sorted(quick + long) == sorted(selected(cases))
    assert [name for name in quick if "sqlite" in name] == [case.nodeid for case in cases if "sqlite" in case.nodeid]
    for file in ("a.py", "b.py"):
        there = [name.partition("[")[0] for name in quick if name.startswith(file) and "postgresql" in name]
        assert len(there) == DRAWN_ON_POSTGRESQL
        assert len(set(there)) == min(tests, DRAWN_ON_POSTGRESQL)


def test_a_third_of_a_property_is_quick() -> None:
    def test() -> None: ...

    marks: list[pytest.Mark] = vars(in_thirds(test))["pytestmark"]
    assert [(mark.name, mark.kwargs) for mark in marks] == [
        ("long", {"third": 1}), ("long", {"third": 2}), ("usefixtures", {})]
    assert [a_third(examples) for examples in (60, 12, 6)] == [20, 4, 3]
