"""The columns of every printed table and how wide each is on a landscape A4 page; the Word templates are made by it."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.report.page import Column
from tracker.words.report import ReportWords

WIDTH = 273
"""Between the margins of a landscape A4 page, in mm."""
_WEEK = 19
"""The width of a column for one week in mm; twelve of them leave room for the names before them."""
WEEKS = ("trends",)
"""Tables of which each week is a column of its own."""

_MIDDLE = frozenset(("no", "id", "raised", "age", "late", "lapses", "pages", "days", "open", "median", "in_time",
                     "count", "share", "unit", "was", "now", "change", "stage", "verified", "new_due", "within"))

COLUMNS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "list": (("no", 9), ("project", 36), ("stuck", 48), ("bureau", 24), ("level", 20), ("raised", 20), ("age", 15),
             ("due", 28), ("alert", 19), ("carried", 15), ("last", 39)),
    "verified": (("no", 9), ("project", 50), ("stuck", 80), ("only_bureau", 30), ("raised", 22), ("due", 22),
                 ("age", 18), ("verified", 42)),
    "reminders": (("no", 9), ("project", 60), ("stuck", 80), ("bureau", 34), ("level", 26), ("due", 24),
                  ("days", 18), ("within", 22)),
    "health": (("no", 9), ("project", 84), ("stage", 20), ("officer", 40), ("rule", 120)),
    "figures": (("no", 9), ("figure", 78), ("unit", 30), ("was", 44), ("now", 44), ("change", 44),
                ("proof", 24)),
    "bureaus": (("only_bureau", 129), ("count", 48), ("in_time", 48), ("share", 48)),
    "said": (("no", 9), ("project", 50), ("stuck", 62), ("said", 84), ("new_due", 24), ("new_level", 22),
             ("state", 22)),
    "left": (("no", 9), ("project", 66), ("stuck", 98), ("bureau", 50), ("why", 50)),
    "general": (("no", 9), ("who", 30), ("text", 198), ("at", 36)),
    "deadlines": (("no", 9), ("project", 66), ("stuck", 90), ("bureau", 40), ("level", 26), ("due", 24),
                  ("days", 18)),
}
"""By table the keys of its columns and their widths in mm; together they are as wide as the page."""

SHEET_LIST = (
    ("no", 9), ("id", 12), ("code", 22), ("name", 50), ("stage", 14), ("amount", 24), ("moved", 24), ("category", 20),
    ("description", 70), ("kind", 14), ("permit", 28), ("authority", 28), ("only_bureau", 24), ("person", 18),
    ("level", 20), ("waited", 20), ("raised", 22), ("age", 20), ("first_due", 22), ("due", 22), ("late", 20),
    ("alert", 12), ("tell", 20), ("lapses", 18), ("pages", 18), ("last", 60))
"""The list of blockers for sorting and counting in a workbook: each thing has a column of its own."""


def columns(keys: tuple[tuple[str, int], ...], says: ReportWords) -> tuple[Column, ...]:
    """The columns with their headings in a language."""
    return tuple(Column(says.columns[key], mm, key in _MIDDLE) for key, mm in keys)


def weekly(first: str, weeks: tuple[str, ...]) -> tuple[Column, ...]:
    """A column for a name and one for each week, all twelve within the width."""
    return (Column(first, WIDTH - _WEEK * 12), *(Column(week, _WEEK, True) for week in weeks))
