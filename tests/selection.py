"""Which tests run: `make test`, `make stories` and `make long` each run a part of them, pytest alone runs all.

A test is marked `story` where it takes seconds because it lives through much: sittings at the screens, a report and its
check, the closing of a year. One is marked `long` where most of its cases are more of the same. The mark says what of
the test is meant: all of it; all but `keep` of its cases, drawn by its name (`of_each="does"`: of those with one value
of that parameter); or the cases with the parameters that are named (`database="postgresql"`). Of what is not long by
its mark, all but a few cases of each file on PostgreSQL are.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from operator import itemgetter
from random import Random
from typing import Any, TypeVar

import pytest

Case = TypeVar("Case")

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
ON_POSTGRESQL = 2
"""Of a test with many cases these run on PostgreSQL: what differs is the SQL, not the case."""
DRAWN_ON_POSTGRESQL = 3
"""Of a file's cases on PostgreSQL each of the shorter runs draws that many, of different tests first."""
BY_FILE = ("tests/domain/", "tests/ledger/", "tests/report/", "tests/words/")
"""Folders whose tests take so little that a worker is given a file at once: giving out each would take as long."""
THIRDS = range(3)


class Part(Enum):
    """What one of the three runs has of the tests."""

    QUICK = "quick"
    STORIES = "stories"
    LONG = "long"


def in_thirds(test: Callable[..., Any]) -> Callable[..., Any]:
    """Runs a property of whole offices three times, each with a third of its examples; `make test` runs the first."""
    for third in THIRDS[1:]:
        test = pytest.mark.long(third=third)(test)
    return pytest.mark.usefixtures("third")(test)


def a_third(examples: int) -> int:
    """How many examples each of the three runs has: at least three, since the first one is always the smallest."""
    return max(examples // len(THIRDS), 3)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Each of the options runs a part; the parts together are all tests."""
    which = parser.getgroup("sanxin").addoption
    which("--quick", action="store_const", dest="part", const=Part.QUICK, help="leave out stories and what takes long")
    which("--stories", action="store_const", dest="part", const=Part.STORIES, help="run only what is marked story")
    which("--on-postgresql", action="store_true", help="run every use case on PostgreSQL, and nothing on a file")
    which("--long", action="store_const", dest="part", const=Part.LONG, help="run only what the other two leave out")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what is not asked for."""
    every_case = THOROUGH or config.getoption("on_postgresql")
    left_out = set() if every_case else set(_more_on_postgresql(items))
    if part := config.getoption("part"):
        parts = _parts([item for item in items if item not in left_out])
        left_out = set(items) - parts[part]
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]
    for item in items:
        file = item.nodeid.partition("::")[0]
        if file.startswith(BY_FILE) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(file))


def _by_test(items: Iterable[pytest.Item]) -> Iterator[list[pytest.Item]]:
    """The cases of each test."""
    cases: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        cases[item.nodeid.partition("[")[0]].append(item)
    yield from cases.values()


def _parameters(item: pytest.Item) -> dict[str, object]:
    case = getattr(item, "callspec", None)
    return {} if case is None else case.params


def _more_on_postgresql(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """Where the case decides which SQL is run, or what text the driver is given, the test is marked `every_case`."""
    for cases in _by_test(item for item in items if _parameters(item).get("database") == "postgresql"
                          and not item.get_closest_marker("every_case")):
        yield from cases[ON_POSTGRESQL:]


def _parts(items: list[pytest.Item]) -> dict[Part, set[pytest.Item]]:
    """The items of each part; of those of the other two, all but a few cases on PostgreSQL are long as well."""
    long = set(_marked(items, "long"))
    stories = set(_marked(items, "story")) - long
    for others in (stories, set(items) - stories - long):
        long |= set(_many_on_postgresql(item for item in items if item in others))
    return {Part.QUICK: set(items) - stories - long, Part.STORIES: stories - long, Part.LONG: long}


def _many_on_postgresql(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """All but `DRAWN_ON_POSTGRESQL` cases of each file: the first case of each test comes before any second one."""
    files: defaultdict[str, list[tuple[int, pytest.Item]]] = defaultdict(list)
    for cases in _by_test(item for item in items if _parameters(item).get("database") == "postgresql"):
        for at, item in enumerate(_drawn(cases, by=cases[0].nodeid)):
            files[item.nodeid.partition("::")[0]].append((at, item))
    for file, numbered in files.items():
        yield from (item for _, item in sorted(_drawn(numbered, by=file), key=itemgetter(0))[DRAWN_ON_POSTGRESQL:])


def _drawn(cases: Sequence[Case], by: str) -> list[Case]:
    """The cases in the order in which they are drawn, which the name of their test or file alone decides."""
    return Random(by.partition("[")[0]).sample(cases, len(cases))


def _marked(items: Iterable[pytest.Item], name: str) -> Iterator[pytest.Item]:
    """The cases that are meant by the marks of a name, be they of the whole test or of a case."""
    for cases in _by_test(items):
        marks = [mark for item in cases for mark in item.iter_markers(name)]
        for mark in [mark for number, mark in enumerate(marks) if mark not in marks[:number]]:
            named = {key: value for key, value in mark.kwargs.items() if key not in ("keep", "of_each")}
            meant: defaultdict[object, list[pytest.Item]] = defaultdict(list)
            for item in cases:
                if mark in item.iter_markers(name) and named.items() <= _parameters(item).items():
                    meant[_parameters(item).get(mark.kwargs.get("of_each"))].append(item)
            draw = Random(cases[0].nodeid.partition("[")[0])
            for drawn_of in meant.values():
                kept = draw.sample(range(len(drawn_of)), min(mark.kwargs.get("keep", 0), len(drawn_of)))
                yield from (item for at, item in enumerate(drawn_of) if at not in kept)
