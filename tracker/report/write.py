"""Writes a review to a file of the kind its name asks for: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.reasons import Code
from tracker.files import is_full, write_whole
from tracker.office.outcome import Done, Refused, refused
from tracker.report.compose import compose
from tracker.report.markdown import markdown
from tracker.report.written import Whose, remember, whose

if TYPE_CHECKING:
    from tracker.office.review.review import Review
    from tracker.words import Lang

# Late imports: each format has a library of its own, and a page is written in one of them.

WRITABLE = 0o222
_DATABASE = b"SQLite format 3\x00"
"""What every database of SQLite begins with."""
NOT_REPLACED = {Whose.CHANGED: Code.FILE_CHANGED, Whose.OTHERS: Code.FILE_OF_OTHERS}
"""What is replaced only where somebody says so."""


def write_review(review: Review, path: Path, lang: Lang, *, minutes: bool = False, replaces: bool = False
                 ) -> Done[Path] | Refused:
    """Writes the page of a review, or with `minutes` the minutes of its meeting; the suffix says in what form.

    A file of that name is replaced where `put` replaces one; an interrupted write leaves the old one as it was. The
    same review gives the same bytes.
    """
    make = FORMS.get(path.suffix.lower())
    if make is None:
        return refused(Code.UNKNOWN_SUFFIX, field="path", value=path.name, choices=list(FORMS))
    return put(path, lambda: make(review, lang, minutes), replaces=replaces)


def put(path: Path, make: Callable[[], bytes], *, replaces: bool = False) -> Done[Path] | Refused:
    """Makes the content of a file and writes it, whole or not at all; where it may not stand nothing is made.

    What the program wrote there and nobody changed is replaced; any other file only where `replaces` says so, one that
    is read-only never. Missing folders are not made.
    """
    place = place_for(path, replaces=replaces)
    if isinstance(place, Refused):
        return place
    try:
        content = make()
        write_whole(place, content)
    except OSError as error:
        return refused(Code.DISK_FULL if is_full(error) else Code.FILE_UNWRITABLE, field="path", value=str(path))
    remember(place, content)
    return Done(path)


def place_for(path: Path, *, replaces: bool) -> Path | Refused:
    """Where a file of this name will stand; refused where `put` would write none. Nothing is changed."""
    try:
        # A link is followed, so that the file it leads to is replaced and not the link.
        place = path.resolve()
        if not place.parent.is_dir():
            return refused(Code.NO_FOLDER, field="path", value=str(path.parent))
        if _in_the_way(place):
            return refused(Code.FILE_IN_THE_WAY, field="path", value=str(path))
        if _is_of_office(place):
            return refused(Code.FILE_OF_OFFICE, field="path", value=str(path))
        if not replaces and (code := NOT_REPLACED.get(whose(place))):
            return refused(code, field="path", value=str(path))
    except (OSError, RuntimeError, ValueError):  # too long a name, links in a circle, no name at all
        return refused(Code.FILE_UNWRITABLE, field="path", value=str(path))
    return place


def _in_the_way(place: Path) -> bool:
    """Whether something stands there that must not be replaced: a folder, a device, a file somebody locked."""
    return place.exists() and not (place.is_file() and place.stat().st_mode & WRITABLE)


def _is_of_office(place: Path) -> bool:
    """Whether something stands there that an office is made of: its database and log, its documents, its rulesets."""
    if not place.exists():
        return False
    is_ruleset = place.suffix.lower() == ".toml" and place.parent.name == "rules"
    if is_ruleset or any(part.suffix == ".evidence" for part in place.parents):
        return True
    base = place.name.removesuffix("-wal").removesuffix("-shm").removesuffix("-journal")
    with place.with_name(base).open("rb") if place.with_name(base).is_file() else place.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


# -- the forms, each loaded when a file of it is written --------------------------------------------------------------


def _word(review: Review, lang: Lang, minutes: bool) -> bytes:
    from tracker.report.word import word

    return word(compose(review, lang, minutes=minutes))


def _workbook(review: Review, lang: Lang, minutes: bool) -> bytes:
    from tracker.report.workbook import workbook

    return workbook(compose(review, lang, minutes=minutes))


def _web(review: Review, lang: Lang, minutes: bool) -> bytes:
    from tracker.report.web import web

    return web(compose(review, lang, minutes=minutes))


def _markdown(review: Review, lang: Lang, minutes: bool) -> bytes:
    return markdown(compose(review, lang, minutes=minutes))


def _calendar(review: Review, lang: Lang, minutes: bool) -> bytes:
    """The due days are the same before the meeting and after it."""
    from tracker.report.calendar_file import calendar_file

    return calendar_file(review, lang)


FORMS: Mapping[str, Callable[[Review, Lang, bool], bytes]] = {
    ".docx": _word, ".xlsx": _workbook, ".html": _web, ".md": _markdown, ".ics": _calendar}
"""What a file is made by, by the end of its name."""
