"""What an import advises to write into a mapping is read by the program as it stands there."""

from __future__ import annotations

import dataclasses
import re
import tomllib

import pytest

from tracker.ledger.mapping import mapping_of
from tracker.ledger.rows import Note, NoteCode, Problem, ProblemCode
from tracker.words import Lang, spoken
from tracker.words.ledger import LedgerWords, note_line, problem_line

_LINE = re.compile(r'(?:\[([a-z.]+)\][^"]*?)?("(?:[^"\\]|\\.)*" = "(?:[^"\\]|\\.)*")')
NAMES = ["总投资（亿元/亿美元）", '甲"乙', "两\\行[/]", "=1+1", "A & B <合资>"]


def advised(sentence: str) -> str:
    """The mapping file that a sentence tells to write: its first example, below the table that it names."""
    found = _LINE.search(sentence)
    assert found, sentence
    table, line = found.groups()
    return f"[{table}]\n{line}\n" if table else f"{line}\n"


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", NAMES)
def test_a_line_that_is_advised_is_read_whatever_it_is_about(lang: Lang, name: str) -> None:
    choices = ("new_signed", "new_started")
    units = Problem(ProblemCode.UNKNOWN_UNIT, "库", 3, "D", 5, {"header": name, "units": ("亿元", "亿美元"),
                                                              "first": "亿元"}, "header")
    goal = Problem(ProblemCode.UNKNOWN_INDICATOR, "目标", 3, "A", name, {"choices": choices, "first": choices[0]})
    equal = Problem(ProblemCode.DUPLICATE_RECEIPT, "到资", 3, "A", name, {"sheet": "到资", "first": 2, "key": name})
    renamed = Note(NoteCode.PERHAPS_RENAMED, {"name": name, "other": "老名", "investor": "甲", "rows": (3,)})
    read = [mapping_of(tomllib.loads(advised(sentence))) for sentence in (
        *(problem_line(problem, lang) for problem in (units, goal, equal)), note_line(renamed, lang))]
    assert [len(part) for part in (read[0].units, read[1].indicators, read[2].equal, read[3].renamed)] == [1, 1, 1, 1]


@pytest.mark.parametrize("lang", Lang)
def test_every_example_that_names_no_particular_is_read(lang: Lang) -> None:
    says = spoken(lang, LedgerWords).mapping
    examples = [text for field in dataclasses.fields(says) if '" = "' in (text := getattr(says, field.name).todo)]
    assert len(examples) == 2
    for text in examples:
        assert mapping_of(tomllib.loads(advised(text))).others.fields
