"""Of sentences made with one number planted wrong all are found; in right ones nothing is."""

from __future__ import annotations

from random import Random

import pytest

from tests.proof.made import _FORMS, clean_sentence, faulty_sentence
from tests.proof.reckoned import proofed, told

COUNT = 500


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("seed", [2023, 2024])
def test_every_planted_fault_is_found(seed: int) -> None:
    random = Random(seed)
    made = [faulty_sentence(random) for _ in range(COUNT)]
    assert [(one.form, one.planted, one.text) for one in made if not proofed(one.text).findings] == []


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("seed", [2023, 2024])
def test_nothing_is_invented_in_right_sentences(seed: int) -> None:
    random = Random(seed)
    made = [clean_sentence(random) for _ in range(COUNT)]
    assert [(one.form, one.text, found) for one in made if (found := told(one.text))] == []


def test_every_form_is_drawn() -> None:
    random = Random(1)
    assert {faulty_sentence(random).form for _ in range(COUNT)} == {form.__name__ for form in _FORMS}
