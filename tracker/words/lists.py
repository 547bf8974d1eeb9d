"""What a list says that is written into a file or the clipboard, and the form that asks where to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.words import Lang, spoken
from tracker.words.catalogue import words


@dataclass(frozen=True, slots=True)
class ListWords:
    """The words of exported lists in one language; `{name}` is filled in."""

    title: str
    """The first line of a list: which, of which place and year."""
    name: Mapping[str, str]
    """What each list is called, by its name in the code."""
    whole: str
    """Nothing narrows it."""
    searched: str
    folded: str
    """Groups that show no rows."""
    counted: str
    """How many rows, and when it was made."""
    in_unit: str
    """The title of a column of numbers with the unit they are in."""
    days: str
    """Calendar days, as a unit."""
    as_written: str
    """The title of a column of amounts that are not exact."""
    group: str
    """A line between rows: the group and how many are in it."""
    file_name: tuple[str, str]
    """Between the parts of a file's name, and the part that says it is narrowed."""
    column: Mapping[str, str]
    """Titles of columns that no printed list and no screen has."""
    form_title: str
    form_kind: str
    kinds: Mapping[str, str]
    form_path: str
    form_folder: str
    form_commit: str
    form_there: str
    form_replace: str
    writing: str
    stopped: str
    done: str
    open_key: str
    close_key: str
    deliver_key: str
    delivered: str
    """The browser was given the file."""
    not_opened: str
    in_clipboard: str
    clipboard_large: str
    clipboard_too_large: str
    nothing_here: str
    not_yet: str
    """What is shown is still being read."""
    left_out: str
    """What the office's book has no room for: {what}."""
    left_out_of: Mapping[str, str]
    """Each thing the book has no room for, by its name in the code."""
    use_print: str
    """A page of the review that its own printing writes."""


def left_out_line(left_out: Mapping[str, int], lang: Lang) -> str:
    """What an office's book has no room for, as one line; empty where it holds everything."""
    says = spoken(lang, ListWords)
    what = words(lang).terms.list_joint.join(f"{says.left_out_of[name]} {count}" for name, count in left_out.items())
    return says.left_out.format(what=what) if what else ""
