"""How people are written: 陈 芳 and 陈芳 are one person; and who is named in a column of people and telephones."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.domain.names import fold_name
from tracker.domain.text import clean, fold_width
from tracker.ledger.blocker_words import names_in
from tracker.ledger.families import FAMILIES
from tracker.ledger.family import SHAPED, Kind
from tracker.ledger.headers import fold
from tracker.ledger.layout import SheetLayout

PEOPLE = ("chain_leader", "officer")
"""The fields of a project that name a person."""


_WITH_NUMBER = re.compile(r"(?P<who>.+?)(?:联系)?(?:电话|手机|方式)(?:号码?)?")
"""The folded header of a column that has people and their telephones in one cell: 联系人及电话."""
_NUMBER = re.compile(r"[:(]?\s*(?:\+?86[ -]?)?\d[\d -]{5,}\d\)?")


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


def contact_field(kind: Kind, header: str) -> str:
    """The field of the people whose telephones stand beside them in a column of that header; empty for other ones."""
    match = _WITH_NUMBER.fullmatch(fold(header))
    return next((family.field for family in FAMILIES[kind] if match and family.field in (*PEOPLE, "person")
                 and family.score(match["who"], match["who"]) >= SHAPED), "")


def contact_columns(layout: SheetLayout) -> tuple[tuple[str, str, int], ...]:
    """Field, header and column of people whose telephones stand in their cells, of fields without a column of their
    own. Their texts stay notes.
    """
    found: dict[str, tuple[str, str, int]] = {}
    for header, column in layout.others:
        field = contact_field(layout.kind, header)
        if field and field not in layout.columns:
            found.setdefault(field, (field, header, column))
    return tuple(found.values())


def people_beside_numbers(cell: str) -> str:
    """The people in a cell of people and telephones, without any number: 张三 13800000000 is 张三."""
    return "、".join(names_in(_NUMBER.sub(" ", fold_width(cell))))
