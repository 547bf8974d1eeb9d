"""A language is a folder of words and a member of `Lang`; no other file knows which languages there are."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.words import Lang, group

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "tracker" / "words"
GROUPS = sorted(path.stem for path in (WORDS / Lang.ZH).glob("*.py") if path.stem != "__init__")
OUTSIDE = [path for room in ("tracker", "tui") for path in sorted((ROOT / room).rglob("*.py"))
           if WORDS not in path.parents]


def test_each_language_has_a_folder_and_each_folder_is_a_language() -> None:
    assert {path.parent.name for path in WORDS.glob("*/__init__.py")} == set(Lang)


@pytest.mark.parametrize("lang", list(Lang))
def test_a_language_has_every_group(lang: Lang) -> None:
    assert sorted(path.stem for path in (WORDS / lang).glob("*.py") if path.stem != "__init__") == GROUPS


@pytest.mark.parametrize("name", GROUPS)
def test_every_language_says_a_group_in_its_shape(name: str) -> None:
    shapes = {type(group(lang, name)) for lang in Lang}
    assert [shape.__module__ for shape in shapes] == [f"tracker.words.{name}"]


def chosen(tree: ast.AST) -> Iterator[int]:
    """Lines that compare with one language, or hold something for each language."""
    for node in ast.walk(tree):
        compared = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        listed = node.keys if isinstance(node, ast.Dict) else []
        if any(isinstance(operand, ast.Constant) and operand.value in list(Lang) for operand in compared):
            yield node.lineno
        if any(operand and ast.unparse(operand).startswith("Lang.") for operand in (*compared, *listed)):
            yield node.lineno


def test_such_lines_are_found() -> None:
    source = 'a = 1 if lang == "zh" else 2\nb = lang is Lang.EN\nc = {Lang.ZH: 1}'
    assert set(chosen(ast.parse(source))) == {1, 2, 3}


@pytest.mark.story
def test_no_other_file_asks_which_language_it_is() -> None:
    named = re.compile("|".join(["Lang", *(f"[\"']{lang}[\"']" for lang in Lang)]))  # else it need not be parsed
    texts = {path: text for path in OUTSIDE if named.search(text := path.read_text("utf-8"))}
    assert len(texts) > 9
    lines_in = {path.relative_to(ROOT): list(chosen(ast.parse(text))) for path, text in texts.items()}
    assert not {path: lines for path, lines in lines_in.items() if lines}


SPEAKS = """
import json, sys
from tracker.cli import main
from tracker.words import Lang
from tracker.words.amounts import amount_text
from tracker.domain.money import Money
amount = amount_text(Money(520_000_000_00), Lang.FR)
print(json.dumps([list(Lang), Lang.meant("fr_FR.UTF-8"), Lang.EN.following, amount]))
sys.stdout.flush()
main(["--lang", "fr", "--help"])
main(["--lang", "fr", "--db", "office.db", "project", "add", "Chantier", "--contract-amount", "5.2亿元"])
main(["--lang", "fr", "--db", "office.db", "project", "show", "nobody"])
"""


@pytest.mark.long
def test_a_third_language_touches_one_folder(tmp_path: Path) -> None:
    """A copy of the program with a folder more and a member more speaks it; no other file of it was changed."""
    for room in ("tracker", "tui"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "data").symlink_to(ROOT / "data")
    words = tmp_path / "tracker" / "words"
    member = words / "__init__.py"
    member.write_text(member.read_text("utf-8").replace('    EN = "en"\n', '    EN = "en"\n    FR = "fr"\n'), "utf-8")
    shutil.copytree(words / "en", words / "fr")
    for path in (words / "fr").glob("*.py"):
        text = path.read_text("utf-8").replace("tracker.words.en", "tracker.words.fr").replace("Lang.EN", "Lang.FR")
        text = text.replace("Usage: ", "Emploi : ").replace("{project}: added", "{project} : ajouté")
        path.write_text(text.replace("there is no project “", "il n'y a pas de projet “"), "utf-8")
    done = subprocess.run([sys.executable, "-c", SPEAKS], cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)},
                          capture_output=True, encoding="utf-8", check=True)
    first, *more = done.stdout.splitlines()
    assert json.loads(first) == [["zh", "en", "fr"], "fr", "fr", "CNY 520 million"]
    told = "\n".join(more) + done.stderr
    assert "Emploi : sanxin" in told
    assert "Chantier : ajouté" in told
    assert "il n'y a pas de projet “nobody”" in told


def test_a_language_without_a_sentence_does_not_type_check(tmp_path: Path) -> None:
    """The shapes are dataclasses and named tuples: what a language leaves out, mypy names."""
    source = (WORDS / "en" / "checks.py").read_text("utf-8")
    lacking = re.sub(r"    receipt=.*\n", "", source)
    assert lacking != source
    (tmp_path / "lacking.py").write_text(lacking, "utf-8")
    done = subprocess.run([sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"),
                           str(tmp_path / "lacking.py")], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert re.search(r'Missing (positional|named) argument "receipt"', done.stdout), done.stdout
