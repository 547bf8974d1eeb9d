"""What was typed into forms and not saved: kept for one kind of word on one thing until it is saved or thrown away.

An officer's own, of one office: the file is found by both (`drafts_file`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count
from pathlib import Path

from tracker.files import put_aside, read_json, write_whole

MOST = 50
"""Drafts that are kept; the oldest goes first."""
_MORE = " +"
"""Between the key of a form and the number of a further draft there."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft under its name, with what was typed, field by field, and the version of what its form was filled from."""

    name: str
    typed: Mapping[str, str]
    version: int | None = None


class Drafts:
    """Drafts by name: the key of their form, with a number behind it where more than one waits there.

    With a `path` they outlive the program, and a line that went dead.

    The file is found and read when a form first asks: the first frame does without.
    """

    def __init__(self, path: Path | Callable[[], Path | None] | None = None) -> None:
        self._where, self._damaged = path, False
        self._instead: dict[str, str] = {}
        """By a name that another page of the same officer keeps something under: the name used instead."""
        self.unkept: Callable[[OSError], object] = lambda error: None
        """Told once why drafts cannot be written down."""

    @cached_property
    def _path(self) -> Path | None:
        return self._where() if callable(self._where) else self._where

    @cached_property
    def _kept(self) -> dict[str, Draft]:
        kept = _read(self._path) if self._path else {}
        if kept is None:
            self._damaged = True
        return kept or {}

    def waiting(self, key: str) -> list[Draft]:
        """The drafts of a form that were neither saved nor thrown away, the newest last."""
        self._kept = self._as_it_is()
        return [draft for name, draft in self._kept.items()
                if name == key or name.startswith(f"{key}{_MORE}")]

    def free_name(self, key: str) -> str:
        """A name for one more draft of a form: those that wait there are not written over."""
        names = chain([key], (f"{key}{_MORE}{number}" for number in count(2)))
        return next(name for name in names if name not in self._kept and name not in self._instead)

    def keep(self, name: str, typed: Mapping[str, str], version: int | None = None) -> None:
        """Keeps what is typed in place of what was kept under this name; nothing typed is no draft.

        What another page of the same officer kept meanwhile stays: the file is read again, and a name that it took is
        left to it.
        """
        used = self._instead.get(name, name)
        before = self._kept.get(used)
        if (before or Draft(used, {}, version)) == Draft(used, dict(typed), version):
            return
        self._kept = self._as_it_is()
        if self._kept.get(used) != before:
            if not typed:
                return
            used = self._instead[name] = self.free_name(name)
        self._kept.pop(used, None)
        if typed:
            self._kept[used] = Draft(used, dict(typed), version)
        while len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
        self._write()

    def _as_it_is(self) -> dict[str, Draft]:
        """The drafts by what the file says now; by what was kept here where it cannot be read."""
        there = _read(self._path) if self._path and not self._damaged else None
        return self._kept if there is None else there

    def _write(self) -> None:
        """All of it or nothing of it; where that cannot be done, drafts are kept until the program ends."""
        if self._path is None:
            return
        try:
            if not self._kept:
                self._path.unlink(missing_ok=True)
                return
            import json  # the first frame does without

            if self._damaged:
                put_aside(self._path)
                self._damaged = False
            content = json.dumps({name: {"typed": dict(draft.typed), "version": draft.version}
                                  for name, draft in self._kept.items()}, ensure_ascii=False).encode()
            write_whole(self._path, content, mode=0o600, durable=False)
        except OSError as error:
            self._path = None
            self.unkept(error)


def _read(path: Path) -> dict[str, Draft] | None:
    """The drafts of a file; None where there is one that cannot be read."""
    try:
        kept = read_json(path)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict):
        return None
    return {name: _draft(name, draft["typed"], draft.get("version")) for name, draft in kept.items()
            if isinstance(draft, dict) and isinstance(draft.get("typed"), dict)}


def _draft(name: str, typed: Mapping[object, object], version: object) -> Draft:
    return Draft(name, {str(field): str(text) for field, text in typed.items()},
                 version if type(version) is int else None)
