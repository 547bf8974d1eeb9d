"""What is wrong in a ruleset file, each fault with the file, its line and the place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.reasons import Fault
from tracker.words import Coded, Lang, spoken
from tracker.words.catalogue import words

if TYPE_CHECKING:
    from tracker.domain.rules_problems import Problem


@dataclass(frozen=True, slots=True)
class RulesWrong(Coded[Fault, str]):
    """A sentence for each thing that can be wrong in a ruleset file."""

    not_toml: str
    not_text: str
    beyond: str
    unreadable: str
    unknown_key: str
    missing_key: str
    wrong_type: str
    unknown_word: str
    out_of_range: str
    not_an_amount: str
    unknown_unit: str
    unknown_currency: str
    no_rate: str
    duplicate: str
    not_for_kind: str
    order: str
    other_measure: str
    both_ways: str
    no_band: str
    nothing_fits: str
    rate_lacking: str
    not_a_counter: str
    calendar_year: str
    no_values: str
    decided_before: str
    by_recognition: str
    not_for_way: str
    one_measure: str
    no_condition: str
    full_points: str
    never_reached: str
    always_reached: str
    above_total: str
    mark_not_used: str
    one_mark: str
    no_target_of_mark: str
    other_group: str
    part_of_nothing: str


@dataclass(frozen=True, slots=True)
class FaultWords:
    """The words of one language; `{where}` is the file, its line and the place."""

    at: str
    of: RulesWrong
    kinds: Mapping[str, str]
    """What is to be written where a value is of the wrong type."""


def fault_line(problem: Problem, lang: Lang) -> str:
    """What is wrong with a ruleset, with file, line and place."""
    says = spoken(lang, FaultWords)
    names = says.kinds if problem.code is Fault.WRONG_TYPE else {}
    choices = words(lang).terms.list_joint.join(names.get(choice, choice) for choice in problem.choices)
    what = says.of[problem.code].format(value=problem.value, choices=choices)
    file = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return says.at.format(where=f"{file} {problem.place}".rstrip(), what=what)
