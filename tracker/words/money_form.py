"""How the form of money and the outside share of it are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.money_form import share_text
from tracker.words import Lang, spoken
from tracker.words.catalogue import words

if TYPE_CHECKING:
    from tracker.office.project.detail import Arrived


@dataclass(frozen=True, slots=True)
class MoneyFormWords:
    """One language of them."""

    form: str
    unsaid: str
    """That nobody said in what form it came."""
    share: str
    share_hint: str
    outside: str
    """{share} of it is the outside investor's."""


def form_line(shown: Arrived, lang: Lang) -> str:
    """Its form, and how much of it is the outside investor's; nothing where nobody said."""
    outside = spoken(lang, MoneyFormWords).outside
    return " ".join(filter(None, (
        words(lang).terms.money_form[shown.form] if shown.form else "",
        "" if shown.outside is None else outside.format(share=share_text(shown.outside)))))
