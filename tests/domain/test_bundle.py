"""A bundle is read back as it was written; what was altered in it is found."""

from __future__ import annotations

import json

import pytest

from tracker.domain.bundle import Bundle, CountedBehind, NotABundle, read_bundle

BUNDLE = Bundle("甲县", "2023", "", "2023-12-31", "2024-01-02T03:04:05.000006Z", "sha256:1", "abc",
                {"zh": {"new_signed.actual": "3"}},
                {"new_signed": CountedBehind("3", ({"code": "P1", "name": "A & B <合资>", "share": "1", "days": [],
                                                    "evidence": []}, {"code": "P2", "name": "乙", "share": "2"}))},
                b"k" * 32, b"s" * 64)


def test_it_is_read_back() -> None:
    again = read_bundle(BUNDLE.text)
    assert again == BUNDLE
    assert again.signed == BUNDLE.signed
    assert again.adds_up


def test_a_list_that_is_not_its_figure_is_found() -> None:
    assert not read_bundle(BUNDLE.text.replace('"share": "2"', '"share": "3"')).adds_up
    assert not read_bundle(BUNDLE.text.replace('"share": "2"', '"share": "x"')).adds_up


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "{", json.dumps({"kind": "sanxin bundle 1"}),
                                  "[" * 100_000, BUNDLE.text.replace('"rows": [', '"rows": 5, "x": ['),
                                  BUNDLE.text.replace('"year": "2023"', '"year": 2023')])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(NotABundle):
        read_bundle(text)
