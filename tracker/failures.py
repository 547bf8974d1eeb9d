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

from platformdirs import user_log_path

from tracker import __version__
from tracker.domain.rules_problems import RulesetError
from tracker.files import is_full
from tracker.store.unusable import StoreUnusable
from tracker.words import Lang, spoken
from tracker.words.failures import FailureWords
from tracker.words.figures import fault_line
from tracker.words.store import unusable_sentence

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


def failure(error: BaseException, lang: Lang) -> Failure:
    """The sentence for an error that ended a command or a job; one that nobody foresaw is logged."""
    words = spoken(lang, FailureWords)
    return _of_the_store(error, lang) or _of_the_rules(error, lang, words) or _of_the_system(error, words) or (
        _unforeseen(error, words))


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


def _of_the_store(error: BaseException, lang: Lang) -> Failure | None:
    if not isinstance(error, StoreUnusable):
        return None
    return Failure(error.code, unusable_sentence(error, lang))


def _of_the_rules(error: BaseException, lang: Lang, words: FailureWords) -> Failure | None:
    if not isinstance(error, RulesetError):
        return None
    lines = "\n".join(fault_line(problem, lang) for problem in error.problems)
    return Failure("ruleset", words.bad_ruleset.format(problems=lines))


def _of_the_system(error: BaseException, words: FailureWords) -> Failure | None:
    if not isinstance(error, OSError):
        return None
    file = "" if error.filename is None else os.fsdecode(error.filename)
    if is_full(error):
        return Failure("disk_full", words.disk_full.format(file=file))
    name = errno.errorcode.get(error.errno or 0, "")
    reason = words.os_reason.get(name) or error.strerror or type(error).__name__
    return Failure("os_error", words.os_error.format(file=file, reason=reason))


def _unforeseen(error: BaseException, words: FailureWords) -> Failure:
    kind, file = type(error).__name__, note(error)
    if file is None:
        return Failure(UNFORESEEN, words.unforeseen_unlogged.format(kind=kind))
    return Failure(UNFORESEEN, words.unforeseen.format(kind=kind, file=file))


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
