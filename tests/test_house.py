"""What the house keeps to in every file: short, opened by a sentence that says what it is for, named for its work."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.house.figures import House, measure
from tests.house.sources import sources

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.xdist_group("house")
"""The sources are read once, and not by each worker."""
LONGEST = 600
"""Lines; most files have a sixth of it."""
NAMELESS = frozenset({"util", "utils", "helper", "helpers", "manager", "managers"})
"""Names that say nothing of what a module does."""
SENTENCE = re.compile(r"\S[^\n]*[.?]")
"""One line, ended as a sentence is."""


def tracked() -> list[str]:
    """The Python files git knows; in an unpacked archive all there are."""
    if (ROOT / ".git").exists():
        done = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
        return [name for name in done.stdout.splitlines() if (ROOT / name).exists()]
    return [path.relative_to(ROOT).as_posix() for room in ("tracker", "tui", "tests", "docs")
            for path in sorted((ROOT / room).rglob("*.py"))]


FILES = tracked()


def test_the_house_is_looked_through() -> None:
    assert {"tracker/office/review/review.py", "tui/app.py", "tests/test_house.py"} <= set(FILES)


def trouble(name: str) -> str:
    """What is wrong with a file; empty where nothing is. A file without a line only makes a folder a package."""
    text = (ROOT / name).read_text(encoding="utf-8")
    if text.count("\n") > LONGEST:
        return f"it is longer than {LONGEST} lines"
    if NAMELESS & {*re.split(r"\W|_", name.removesuffix(".py"))}:
        return "its name does not say what it does"
    first, *rest = (ast.get_docstring(ast.parse(text)) or "").split("\n\n")
    if text.strip() and not (SENTENCE.fullmatch(first) and all(rest)):
        return f"{first!r} is no sentence on a line of its own"
    return ""


@pytest.mark.story
def test_every_file_is_short_named_for_what_it_does_and_says_first_what_it_is_for() -> None:
    assert {name: wrong for name in FILES if (wrong := trouble(name))} == {}


@pytest.mark.parametrize(("name", "text", "wrong"), [
    ("long.py", '"""It is long."""\n' + "pass\n" * LONGEST, "longer"), ("tui/dialog_helpers.py", "", "its name"),
    ("utils/day.py", "", "its name"), ("silent.py", "pass\n", "no sentence"),
    ("wide.py", '"""It says\nthis."""\n', "no sentence"), ("bare.py", '"""Days and weeks"""\n', "no sentence"),
])
def test_a_file_that_is_not_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str,
                                     wrong: str) -> None:
    monkeypatch.setattr("tests.test_house.ROOT", tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, "utf-8")
    assert wrong in trouble(name)


@pytest.fixture(scope="module")
def house() -> House:
    """The figures that `python -m tests.house` prints."""
    return measure(sources(ROOT))


@pytest.mark.story
def test_a_name_means_one_thing(house: House) -> None:
    """Few public names stand in more than one module: the same act at two heights, such as `advance`."""
    assert house.shared < 0.04, house.shared_names


@pytest.mark.story
def test_no_module_imports_itself_by_way_of_others(house: House) -> None:
    assert not house.circles


def test_imports_stand_at_the_top_or_say_why_not(house: House) -> None:
    assert house.late_imports < 150
    assert not house.unexplained


def test_interfaces_and_types_say_what_they_are(house: House) -> None:
    assert house.not_implemented < 10
    assert house.any_per_thousand < 7
    assert house.with_docstring == house.annotated == 1
