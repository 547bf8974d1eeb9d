"""Saved views of the ledger: columns, sorting, filters and groups under a name, in the officer's own folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.domain.profile import in_register
from tracker.files import put_aside, read_json, write_whole
from tracker.office.register.register import REGISTER_COLUMNS
from tracker.office.register.sift import Filter
from tui.settings import folder

FILE = "ledger-views.json"
FIRST = ("name", "stage", "amount", "arrived", "category", "days", "park", "officer", "chain", "since", "investor")
"""The columns to begin with; the name stays when the others are scrolled."""
GROUPED_BY = ("stage", "investor", *(name for name, field in in_register().items() if field.repeats))
"""Columns to group by."""


@dataclass(frozen=True, slots=True)
class View:
    """How the ledger is laid out. `sort` runs downwards where True; `frozen` is how many columns stay."""

    name: str = ""
    columns: tuple[str, ...] = FIRST
    frozen: int = 1
    sort: tuple[tuple[str, bool], ...] = ()
    filters: Mapping[str, Filter] = field(default_factory=dict)
    group: str = ""

    def sorted_by(self, name: str, *, downwards_first: bool) -> View:
        """Sorted by a column: once, the other way round, not any more. The one before decides between equals."""
        if self.sort[:1] == ((name, downwards_first),):
            return replace(self, sort=((name, not downwards_first), *self.sort[1:]))
        rest = tuple(column for column in self.sort if column[0] != name)[:1]
        if self.sort and self.sort[0][0] == name:
            return replace(self, sort=rest)
        return replace(self, sort=((name, downwards_first), *rest))

    def filtered(self, name: str, wanted: Filter) -> View:
        """With another filter on a column; an empty one takes it away."""
        others = {column: held for column, held in self.filters.items() if column != name}
        return replace(self, filters={**others, name: wanted} if wanted else others)


@dataclass(frozen=True, slots=True)
class Kept:
    """The saved views, and whether their file could not be read."""

    views: tuple[View, ...] = ()
    damaged: bool = False


def load() -> Kept:
    """The saved views. A damaged file is put aside under another name when others are saved, never thrown away."""
    try:
        return Kept(tuple(_read(view) for view in read_json(folder() / FILE)["views"]))
    except FileNotFoundError:
        return Kept()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return Kept(damaged=True)


def save(views: Sequence[View]) -> None:
    """Writes all views, or leaves those that are there. Raises OSError where they cannot be written."""
    path = folder() / FILE
    if load().damaged:
        put_aside(path)
    text = json.dumps({"views": [_plain(view) for view in views]}, ensure_ascii=False, indent=1)
    write_whole(path, text.encode(), mode=0o600)


def with_view(views: Sequence[View], view: View) -> tuple[View, ...]:
    """The views with one more, or with another in the place of the one with its name."""
    if any(kept.name == view.name for kept in views):
        return tuple(view if kept.name == view.name else kept for kept in views)
    return (*views, view)


def _plain(view: View) -> dict[str, Any]:
    return {
        "name": view.name, "columns": view.columns, "frozen": view.frozen, "sort": view.sort, "group": view.group,
        "filters": {name: {"values": held.values} if held.values else {"typed": held.typed}
                    for name, held in view.filters.items()},
    }


def _read(stored: Mapping[str, Any]) -> View:
    """A view as it was written; columns this version does not know are left out."""
    columns = tuple(dict.fromkeys(name for name in stored["columns"] if name in REGISTER_COLUMNS)) or FIRST
    filters = {name: Filter(tuple(held.get("values", ())), str(held.get("typed", "")))
               for name, held in stored.get("filters", {}).items() if name in REGISTER_COLUMNS}
    sort = tuple((name, bool(downwards)) for name, downwards in stored.get("sort", ()) if name in REGISTER_COLUMNS)
    group = stored.get("group", "")
    frozen = min(max(int(stored.get("frozen", 1)), 0), len(columns))
    return View(str(stored["name"]), columns, frozen, sort[:2], filters, group if group in GROUPED_BY else "")
