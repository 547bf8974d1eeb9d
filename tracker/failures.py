"""Turns whatever went wrong into a sentence; what nobody foresaw also goes into a log without anybody's data.

It is imported once something has gone wrong, never before the first frame.
"""

from __future__ import annotations

import errno
import os
import platform
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_log_path

from tracker import __version__
from tracker.domain.reasons import Code, Reason
from tracker.domain.rules_problems import RulesetError
from tracker.files import is_full
from tracker.office.outcome import NotTaken
from tracker.office.saving import RecordedBefore
from tracker.store.unusable import StoreUnusable
from tracker.words import Lang, spoken
from tracker.words.catalogue import words
from tracker.words.failures import FailureWords
from tracker.words.sentences import sentence
from tracker.words.store import unusable_sentence

if TYPE_CHECKING:
    from tracker.store.engine import Store

UNFORESEEN = "unforeseen"
UNUSABLE = 5
"""Exit code of a command or an app whose database cannot be used."""
INTERNAL = 70
"""Exit code of what nobody foresaw (EX_SOFTWARE of sysexits.h)."""
LOG = "errors.log"
LOG_LARGEST = 256 * 1024
"""Bytes after which a log is put aside (as errors.old.log, one only) and a new one begun."""
_FRAMES, _CHAIN = 40, 5


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong: a code for programs, a sentence for people."""

    code: str
    sentence: str


def failure(error: BaseException, lang: Lang, store: Store | None = None, *, kept: int | None = None) -> Failure:
    """The sentence for an error that ended a command or a job; one that nobody foresaw is logged.

    Where a `store` was open, a value in it that cannot be read may be the cause; that value is named then. `kept` is
    the entry of the journal by which all that was asked for was recorded before it went wrong.
    """
    says = spoken(lang, FailureWords)
    error = _cause(error, store)
    if isinstance(error, RecordedBefore):
        return Failure("recorded_before", says.recorded_before.format(entry=error.entry))
    return _not_taken(error, lang) or _of_the_store(error, lang) or _of_the_rules(error, lang) or (
        _of_the_system(error, says) or _unforeseen(error, says, kept))


def log_file() -> Path:
    """Where what was unforeseen is noted: in the platform's folder for logs."""
    return user_log_path("sanxin", appauthor=False) / LOG


def note(error: BaseException) -> Path | None:
    """Notes an error in the log and answers with its place; None where it cannot be written.

    Only kinds of errors and places in programs are noted. Messages and values are left out: they hold names of
    projects and people.
    """
    lines = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} sanxin {__version__} Python {platform.python_version()} "
             f"{platform.system()} {platform.machine()}", *_told(error), ""]
    try:
        file = log_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > LOG_LARGEST:
            file.replace(file.with_suffix(".old.log"))
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except (OSError, RuntimeError):  # no place for it, no home folder
        return None
    return file


def _cause(error: BaseException, store: Store | None) -> BaseException:
    """The error, or in its place that a stored value cannot be read."""
    if store is None:
        return error
    try:
        return store.illegible(error) or error
    except Exception:  # the database itself is in trouble: what was wrong first is told
        return error


def _not_taken(error: BaseException, lang: Lang) -> Failure | None:
    if not isinstance(error, NotTaken):
        return None
    told = (sentence(reason, words(lang)) for reason in error.refusal.reasons)
    return Failure(error.refusal.reasons[0].code, words(lang).terms.semicolon.join(told))


def _of_the_store(error: BaseException, lang: Lang) -> Failure | None:
    if not isinstance(error, StoreUnusable):
        return None
    return Failure(error.code, unusable_sentence(error, lang))


def _of_the_rules(error: BaseException, lang: Lang) -> Failure | None:
    if not isinstance(error, RulesetError):
        return None
    wrong = Reason(Code.RULES_WRONG, params={"faults": error.problems})
    return Failure("ruleset", sentence(wrong, words(lang)))


def _of_the_system(error: BaseException, says: FailureWords) -> Failure | None:
    if not isinstance(error, OSError):
        return None
    file = "" if error.filename is None else os.fsdecode(error.filename)
    if is_full(error):
        return Failure("disk_full", says.disk_full.format(file=file))
    name = errno.errorcode.get(error.errno or 0, "")
    reason = says.os_reason.get(name) or error.strerror or type(error).__name__
    return Failure("os_error", says.os_error.format(file=file, reason=reason))


def _unforeseen(error: BaseException, says: FailureWords, kept: int | None) -> Failure:
    kind, file = type(error).__name__, note(error)
    if kept is not None:
        return Failure(UNFORESEEN, says.unforeseen_after.format(kind=kind, entry=kept))
    if file is None:
        return Failure(UNFORESEEN, says.unforeseen_unlogged.format(kind=kind))
    return Failure(UNFORESEEN, says.unforeseen.format(kind=kind, file=file))


def _told(error: BaseException) -> Iterator[str]:
    """An error and what led to it: kinds, numbers of systems, and where in which program each was raised."""
    seen: BaseException | None = error
    for _ in range(_CHAIN):
        if seen is None:
            return
        yield f"{type(seen).__module__}.{type(seen).__qualname__}{_number(seen)}"
        frames = list(traceback.walk_tb(seen.__traceback__))
        for frame, line in frames[-_FRAMES:]:
            yield f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)


def _number(error: BaseException) -> str:
    known = (getattr(error, name, None) for name in ("errno", "sqlite_errorname", "sqlstate"))
    return "".join(f" {value}" for value in known if isinstance(value, int | str))
