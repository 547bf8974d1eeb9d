"""Sentences and passages in the forms of county reports: each planted number is found, the right ones are let be."""

from __future__ import annotations

import pytest

from tests.proof.reckoned import proofed, told
from tests.proof.said_forms import SaidForm, draft_said, passages_said, sentences_said
from tracker.proof.proofread import proofread

SETS = ("first", "second", "third", "fourth", "published")
SENTENCES = [form for name in SETS for form in sentences_said(f"{name}.zh.txt")]
BEYOND = sentences_said("beyond.zh.txt")
PASSAGES = passages_said("first.passages.txt")


@pytest.mark.story(keep=1)
@pytest.mark.parametrize("form", SENTENCES, ids=lambda form: form.name)
def test_a_planted_number_is_found_and_the_right_one_let_be(form: SaidForm) -> None:
    assert told(form.right) == []
    assert [wrong for wrong in form.wrong() if not proofed(wrong).findings] == []


@pytest.mark.parametrize("form", PASSAGES, ids=lambda form: form.name)
def test_a_number_planted_in_a_passage_is_found(form: SaidForm) -> None:
    assert proofread(draft_said(form.right)).findings == ()
    assert [wrong for wrong in form.wrong() if not proofread(draft_said(wrong)).findings] == []


@pytest.mark.parametrize("form", BEYOND, ids=lambda form: form.name)
def test_what_is_not_found_is_not_invented_either(form: SaidForm) -> None:
    assert told(form.right) == []
