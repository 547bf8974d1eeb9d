"""What an entry says beside its action is said in the language of whoever reads it."""

from __future__ import annotations

import pytest

from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.entry_told import entry_told


@pytest.mark.parametrize(("lang", "parks", "told"), [
    (Lang.ZH, [], "联络员"), (Lang.ZH, ["高新区", "船舶产业园"], "联络员；只见 高新区、船舶产业园"),
    (Lang.EN, ["高新区"], "officer; only 高新区")])
def test_a_grant_is_told_by_its_role_and_parks(lang: Lang, parks: list[str], told: str) -> None:
    assert list(entry_told({"role": "officer", "parks": parks}, words(lang))) == [told]
