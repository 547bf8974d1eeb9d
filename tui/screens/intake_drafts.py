"""What an officer decided about a ledger and did not take in: kept until it is, and offered with the next such book."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.ledger.choosing import choices_in

if TYPE_CHECKING:
    from tui.drafts import Draft, Drafts
    from tui.screens.intake_look import Look, Wanted

_SAID, _BEFORE, _GAPS = "said", "before", "gaps"


class DecisionDrafts:
    """Keeps the decisions on the ledger that is looked at, and holds those that wait from another time."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._key = self._kept_as = ""
        """The shape of the book, and the name under which its decisions are kept; empty where it has no shape."""
        self._waiting: Draft | None = None
        self.undone = 0
        """How many decisions are not taken in yet."""
        self.waiting = 0
        """How many decisions of another time can be put back."""

    def looked(self, look: Look, *, again: bool) -> None:
        """A ledger was read; `again` where it is that of before. What was decided about it is a draft from now on,
        but for what stands in a file beside it; of another one the newest draft waits, and is not applied.
        """
        opened = look.looked.opened
        learned = opened.learned.said if opened is not None and opened.learned is not None else {}
        key = f"book {opened.fingerprint.key}" if opened is not None and opened.fingerprint is not None else ""
        if not again or key != self._key:
            if again:
                self.taken_in()
            waiting = self._drafts.waiting(key) if key else []
            self._waiting = next((draft for draft in reversed(waiting) if _is_news(draft, learned)), None)
            self.waiting = _differing(_said_in(self._waiting), learned) if self._waiting is not None else 0
            self._key, self._kept_as = key, self._drafts.free_name(key) if key else ""
        if self._waiting is not None and _said_in(self._waiting) == look.chosen:
            self.throw_away()
        # All of them taken back is no draft: that is one key.
        self.undone = 0 if look.kept or not key else _differing(look.chosen, learned)
        if key:
            typed = {_SAID: json.dumps(look.chosen, ensure_ascii=False),
                     _BEFORE: json.dumps(learned, ensure_ascii=False), **({_GAPS: "1"} if look.wanted.gaps else {})}
            self._drafts.keep(self._kept_as, typed if self.undone else {})

    def put_back(self, wanted: Wanted) -> Wanted:
        """The ledger as it is read by the decisions that waited; what was decided before stays a draft of its own."""
        draft, self._waiting, self.waiting = self._waiting, None, 0
        if draft is None:
            return wanted
        self._kept_as = draft.name
        return replace(wanted, chosen=_said_in(draft), gaps=wanted.gaps or _GAPS in draft.typed)

    def throw_away(self) -> None:
        """The decisions that waited are gone."""
        if self._waiting is not None:
            self._drafts.keep(self._waiting.name, {})
        self._waiting, self.waiting = None, 0

    def taken_in(self) -> None:
        """The decisions of now are no draft any more: the ledger was imported with them, or others took their place."""
        self.undone = 0
        if self._kept_as:
            self._drafts.keep(self._kept_as, {})


def _differing(said: Mapping[str, Any], learned: Mapping[str, Any]) -> int:
    """How many decisions are others than the office keeps, those that were taken back among them; 0 of none."""
    return 0 if not said else len({choice[:2] for choice in {*choices_in(said)} ^ {*choices_in(learned)}})


def _is_news(draft: Draft, learned: Mapping[str, Any]) -> bool:
    """Whether a draft has decisions that the office does not keep; or takes some back of those it kept then, as now."""
    said = _said_in(draft)
    more = {*choices_in(said)} - {*choices_in(learned)}
    return bool(more) or (bool(_differing(said, learned)) and _said_in(draft, _BEFORE) == learned)


def _said_in(draft: Draft, name: str = _SAID) -> dict[str, Any]:
    """The decisions of a draft, as a mapping file says them; nothing where it cannot be read any more."""
    try:
        said = json.loads(draft.typed.get(name, ""))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
