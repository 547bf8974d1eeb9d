"""Makes a list of its tables: the first lines that say what it is, and what a file of it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.domain.clock import to_the_minute
from tracker.report.lists.shape import Listing, ListTable, Section
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.figures import span_text
from tracker.words.lists import ListWords

if TYPE_CHECKING:
    from tracker.office.register.stamp import Stamp

_NO_NAME = re.compile(r'[\\/:*?"<>|\s]+')
"""What some system does not take in the name of a file."""
_LABEL = 40
"""Characters of a label that a name has room for."""


def list_of(name: str, tables: Sequence[ListTable[Any]], stamp: Stamp, lang: Lang, *, about: Sequence[str] = (),
            narrowed: bool = False, label: str = "") -> Listing:
    """A list by its name in the words; `about` are lines on filters, order and what it was asked for.

    `label` says which of several such lists it is: a project, an indicator.
    """
    says = spoken(lang, ListWords)
    called = f"{says.name[name]} {label}".strip()
    span = span_text(stamp.span, lang) if stamp.span else ""
    count = sum(not isinstance(row, Section) for table in tables for row in table.rows)
    lines = (says.title.format(place=stamp.place, year=stamp.year, name=called, span=span).strip(),
             words(lang).terms.sample if stamp.sample else "", *(about or (says.whole,)),
             says.counted.format(count=count, at=to_the_minute(stamp.at)))
    return Listing(tuple(filter(None, lines)), tuple(tables), lang, stamp.at, says.name[name])


def file_name(name: str, stamp: Stamp, lang: Lang, *, narrowed: bool = False, label: str = "",
              period: str = "") -> str:
    """What a file of a list is called, without an ending: 沅江市-台账-2023-筛选; `period` instead of the year."""
    says = spoken(lang, ListWords)
    joint, filtered = says.file_name
    parts = (stamp.place, says.name[name], label[:_LABEL], period or str(stamp.year), filtered if narrowed else "")
    return joint.join(filter(None, (_NO_NAME.sub(" ", part).strip(" .") for part in parts)))
