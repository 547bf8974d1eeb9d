"""Makes a list of its tables: the first lines that say what it is, and what a file of it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.domain.clock import to_the_minute
from tracker.report.lists.shape import Listing, ListTable, Section
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.lists import ListWords

if TYPE_CHECKING:
    from tracker.office.register.stamp import Stamp

_NO_NAME = re.compile(r'[\\/:*?"<>|\s]+')
"""What some system does not take in the name of a file."""


def list_of(name: str, tables: Sequence[ListTable[Any]], stamp: Stamp, lang: Lang, *, about: Sequence[str] = (),
            narrowed: bool = False) -> Listing:
    """A list by its name in the words; `about` are lines on filters, order and what it was asked for."""
    says = spoken(lang, ListWords)
    called = says.name[name]
    count = sum(not isinstance(row, Section) for table in tables for row in table.rows)
    lines = (says.title.format(place=stamp.place, year=stamp.year, name=called).strip(),
             words(lang).terms.sample if stamp.sample else "", *(about or (says.whole,)),
             says.counted.format(count=count, at=to_the_minute(stamp.at)))
    joint, filtered = says.file_name
    parts = (stamp.place, called, str(stamp.year), filtered if narrowed else "")
    file_name = joint.join(filter(None, (_NO_NAME.sub(" ", part).strip() for part in parts)))
    return Listing(tuple(filter(None, lines)), tuple(tables), lang, stamp.at, called, file_name)
