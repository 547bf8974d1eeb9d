"""How people are written: 陈 芳 and 陈芳 are one person, who is shown as the name was first written."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.names import fold_name
from tracker.domain.text import clean

PEOPLE = ("chain_leader", "officer")
"""The fields of a project that name a person."""


class People:
    """The names met so far, each as it was first written."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._written: dict[str, str] = {}
        self._first: dict[str, str] = {}
        for name in dict.fromkeys(names):
            self.as_written(name)

    def as_written(self, name: str) -> str:
        """The name as it was first written; blanks, width and case do not tell two people apart."""
        found = self._written.get(name)
        if found is None:
            found = self._written[name] = self._first.setdefault(fold_name(clean(name)), name) if name else ""
        return found
