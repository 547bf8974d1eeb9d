"""How a change with a day of effect is told: a capital increase, another investor, another origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.changed import ChangeKind
from tracker.words import Lang, spoken
from tracker.words.amounts import amount_text
from tracker.words.catalogue import words

if TYPE_CHECKING:
    from tracker.office.project.changes import ChangeShown


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """One language of changes, of the commands about them and of their forms."""

    title: str
    increased: str
    """{amount} came to the contract amount."""
    became: str
    """{field} was {before} and is {after}."""
    nobody: str
    """Where a field said nothing."""
    increase_done: str
    """{project}: {amount} from {day} on."""
    change_done: str
    void_done: str
    increase_title: str
    increase_commit: str
    change_title: str
    change_commit: str
    change_what: str
    change_to: str
    void_title: str
    void_commit: str
    signed_again: str
    """Signed again with {after}; before, with {before}, for {amount}."""
    kind: Mapping[str, str]
    """What a signing again and an intent are called."""
    signed_done: str
    intent_done: str


def dated_change_line(shown: ChangeShown, lang: Lang) -> str:
    """What a change made of what, without its day."""
    says, terms = spoken(lang, ChangedWords), words(lang).terms
    amount = amount_text(shown.amount, lang)
    if shown.what is ChangeKind.INCREASE:
        return says.increased.format(amount=amount)
    if shown.what is ChangeKind.INTENT:
        return says.kind[shown.what]
    if shown.what is ChangeKind.SIGNING:
        investors = {"before": shown.before or says.nobody, "after": shown.after or says.nobody}
        return says.signed_again.format(amount=amount or says.nobody, **investors)
    before, after = (terms.names_of(shown.what).get(text, text) or says.nobody for text in (shown.before, shown.after))
    return says.became.format(field=terms.field[shown.what], before=before, after=after)
