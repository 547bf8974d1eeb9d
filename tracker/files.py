"""Reads and writes files safely: never half of one, never a pipe or a device, never more than a limit."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

LEFT = 3600.0
"""Seconds after which a file half written is no longer being written: whoever began it was ended."""
SMALL = 256 * 1024
"""Bytes of the largest file of settings, keys, mappings or rules that is read; the longest has a tenth of that."""
_TYPED = 16 * 1024 * 1024
"""Bytes of the largest file of drafts or views that is read: fifty forms full of long texts are under a tenth."""
LOOKED_AT = frozenset({
    ".pdf", ".ofd", ".ceb", ".caj", ".doc", ".docx", ".wps", ".odt", ".rtf", ".txt", ".md", ".csv", ".tsv",
    ".xls", ".xlsx", ".et", ".ods", ".ppt", ".pptx", ".dps", ".odp",
    ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic",
    ".dwg", ".dxf", ".eml", ".mp3", ".m4a", ".wav", ".mp4", ".mov", ".zip", ".rar", ".7z",
})
"""Kinds of documents that are looked at. Only these are handed to the system, and copied out under their own ending.

A list of those that it would run (.exe, .bat, .js, .lnk, .desktop …) is never complete, since Windows alone knows
dozens and PATHEXT adds to them, and a file without an ending is what its first bytes say."""
FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What a system calls a disk, or somebody's share of it, that is full."""

_AT = re.compile(r"at line (\d+), column (\d+)")
"""How tomllib says where reading ended."""
_BEGUN = ".sanxin-"
_PART = ".tmp"
_BINARY: int = getattr(os, "O_BINARY", 0)
"""Keeps Windows from writing other line ends."""


class NotReadable(OSError):
    """What stands at a path is not read: `kind` is "not_a_file" (folder, pipe, device) or "too_large"."""

    def __init__(self, kind: str, path: Path) -> None:
        super().__init__(errno.EINVAL if kind == "not_a_file" else errno.EFBIG, kind, os.fspath(path))
        self.kind = kind


class NotToml(ValueError):
    """A text cannot be read as TOML: `kind` is "not_text" (no UTF-8), "not_toml" or "beyond" (nested too deeply, or a
    whole number of more than 64 bits). `line` and `column` count from 1; 0 where no place can be told.
    """

    def __init__(self, kind: str, line: int = 0, column: int = 0) -> None:
        super().__init__(kind, line, column)
        self.kind = kind
        self.line = line
        self.column = column


def why_unread(error: OSError) -> str:
    """Why a file was not read: "missing", "not_a_file", "too_large", or "denied" by the system for other reasons."""
    if isinstance(error, NotReadable):
        return error.kind
    return "missing" if isinstance(error, FileNotFoundError) else "denied"


def is_full(error: BaseException) -> bool:
    """Whether a disk without room is what went wrong."""
    return isinstance(error, OSError) and error.errno in FULL


def read_whole(path: Path, most: int = SMALL) -> bytes:
    """The bytes of a regular file of at most `most` bytes. Never waits for a pipe, never reads a device.

    Raises NotReadable for anything else, OSError where the system refuses.
    """
    with _opened(path) as file:
        pieces, left = [], most + 1
        while left > 0 and (piece := os.read(file, min(left, 1 << 20))):
            pieces.append(piece)
            left -= len(piece)
    if left <= 0:
        raise NotReadable("too_large", path)
    return b"".join(pieces)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a small TOML file. Raises OSError where it cannot be read, NotToml where it is no TOML."""
    return toml_of(read_whole(path).removeprefix(b"\xef\xbb\xbf"))


def toml_of(content: bytes, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """The tables of a TOML text. Raises NotToml."""
    import tomllib  # the first frame does without, where there is no file

    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotToml("not_text", content.count(b"\n", 0, error.start) + 1) from None
    try:
        with _deep_is_wrong():
            tables = tomllib.loads(text, parse_float=parse_float)
            _check_size(tables)
            return tables
    except tomllib.TOMLDecodeError as error:
        raise _where_it_ended(str(error), text) from None
    except ValueError:  # deep, large, or a number with more digits than Python reads
        raise NotToml("beyond") from None


def read_json(path: Path) -> Any:
    """The value in a JSON file of ours. Raises OSError where it cannot be read, ValueError where it is no JSON."""
    content = read_whole(path, _TYPED)
    with _deep_is_wrong():
        value = json.loads(content.decode("utf-8"))
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # an escape can stand for half a character
        return value


def _where_it_ended(message: str, text: str) -> NotToml:
    if place := _AT.search(message):
        return NotToml("not_toml", int(place[1]), int(place[2]))
    lines = text.split("\n")
    return NotToml("not_toml", len(lines), len(lines[-1]) + 1)


@contextmanager
def _deep_is_wrong() -> Iterator[None]:
    """Inside it a text nested deeper than Python can follow is a ValueError, as other texts that cannot be read are."""
    try:
        yield
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _check_size(value: Any) -> None:
    """Raises ValueError for a whole number of more than 64 bits, which TOML does not have."""
    if isinstance(value, dict | list):
        for held in value.values() if isinstance(value, dict) else value:
            _check_size(held)
    elif isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError("a number of more than 64 bits")


def write_whole(path: Path, content: bytes, *, mode: int | None = None, durable: bool = True) -> None:
    """Writes a file so that, whatever happens, either the old one is there or the whole new one.

    Folders that are missing are made. A link is followed: the file it leads to is replaced. `mode` are the permissions
    of the file whatever the umask; None keeps those of the file before, or leaves a new one to the umask. What is not
    `durable` outlives the program, but not always a power cut: that is for what is written at every key.
    Raises OSError with the old file as it was and nothing left beside it.
    """
    place = path.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    sweep(place.parent)
    beside = place.with_name(f"{_BEGUN}{os.urandom(4).hex()}{_PART}")
    mode = _permissions(place) if mode is None else mode
    try:
        # Closed to others until it is whole, unless the umask is to decide.
        new = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666 if mode is None else 0o600)
        with os.fdopen(new, "wb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    if durable:
        _settle(place.parent)


def put_aside(path: Path) -> None:
    """Gives a damaged file a name that is free, so that a new one can be written and nothing is thrown away."""
    names = (path.with_suffix(f".damaged{'' if n == 1 else f'-{n}'}{path.suffix}") for n in count(1))
    path.replace(next(name for name in names if not name.exists()))


def sweep(folder: Path, pattern: str = f"{_BEGUN}*{_PART}") -> None:
    """Removes what an interrupted `write_whole` left in a folder; what may still be being written stays."""
    for path in folder.glob(pattern):
        # A file that is gone by now, or somebody else's, does no harm.
        with suppress(OSError):
            if time.time() - path.lstat().st_mtime > LEFT:
                path.unlink()


def name_of(path: Path) -> str:
    """What a file is called, as text. A name in the encoding of older Chinese systems (GBK) is read as that."""
    name = os.fsencode(path.name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "replace")


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    try:
        # Looked at first, because opening alone makes some devices act.
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotReadable("not_a_file", path)
        # Should it become a pipe meanwhile, O_NONBLOCK keeps us from waiting for somebody to write into it.
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    except ValueError:  # a name with a zero byte in it
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.fspath(path)) from None
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise NotReadable("not_a_file", path)
        yield file
    finally:
        os.close(file)


def _permissions(path: Path) -> int | None:
    """The permissions of a file; None where there is none yet."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None


def _settle(folder: Path) -> None:
    """Makes sure that the new name outlives a power cut; Windows does so by itself."""
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
