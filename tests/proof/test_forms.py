"""Sentences of the forms county reports have, right and with one fault; and right ones that look wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.proof.reckoned import proofed, told

DATA = Path(__file__).parent / "data"
_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
FORMS = [line for line in (DATA / "forms.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]
RIGHT = [line for line in (DATA / "right.txt").read_text("utf-8").splitlines() if line]


@pytest.mark.parametrize("form", FORMS)
def test_a_right_sentence_stays_and_its_fault_is_found(form: str) -> None:
    right, wrong = _CHOICE.sub(r"\1", form), _CHOICE.sub(r"\2", form)
    assert right != wrong
    assert told(right) == []
    assert proofed(wrong).findings


@pytest.mark.parametrize("text", RIGHT)
def test_what_looks_wrong_and_is_right_stays(text: str) -> None:
    assert told(text) == []


def test_there_are_enough_of_them() -> None:
    assert len(set(FORMS)) > 60
    assert len(set(RIGHT)) > 40
