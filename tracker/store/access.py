"""Who may read an office's files: its user alone, or its group where the folder is shared on purpose."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

GROUP = stat.S_IRWXG


class Access(StrEnum):
    """Who may read a file."""

    OWNER = "owner"
    GROUP = "group"
    EVERYONE = "everyone"


def is_shared(folder: Path) -> bool:
    """Whether a group works in the folder: it may write there, or new files go to the folder's group (setgid).

    A folder anybody may write to (such as /tmp) is no group's.
    """
    mode = folder.stat().st_mode
    return bool(mode & (stat.S_IWGRP | stat.S_ISGID)) and not mode & stat.S_IWOTH


def file_mode(folder: Path) -> int:
    """The permissions of an office's files in a folder."""
    return 0o660 if is_shared(folder) else 0o600


def folder_mode(folder: Path) -> int:
    """The permissions of an office's folders in a folder; what is put into them later belongs to the group too."""
    return 0o770 | stat.S_ISGID if is_shared(folder) else 0o700


def make_folder(folder: Path) -> None:
    """Makes a folder with the permissions of its parent's office files. One that is there stays as it is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        _give(folder, folder_mode(folder.parent))


def make_file(path: Path) -> bool:
    """Makes an empty file before SQLite does, which would ask the umask; its log is then as closed as the file.

    An empty one that somebody else made gets the same permissions where it is ours to close; a full one stays as it is.
    Answers whether it made the file.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if path.stat().st_size == 0:
            with suppress(PermissionError):  # somebody else's: the doctor says who can read it
                _give(path, file_mode(path.parent))
        return False
    _give(path, file_mode(path.parent))
    return True


def access_of(path: Path) -> Access:
    """Who may read a file or folder, given that others can enter the folders it lies in."""
    mode = path.stat().st_mode
    if mode & (stat.S_IROTH | stat.S_IWOTH) and all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents):
        return Access.EVERYONE
    return Access.GROUP if mode & (stat.S_IRGRP | stat.S_IWGRP) else Access.OWNER


def closed_to_group(path: Path) -> bool:
    """Whether a group works in the folder of a file that it may not write."""
    return is_shared(path.parent) and not path.stat().st_mode & stat.S_IWGRP


def _give(path: Path, mode: int) -> None:
    if mode & GROUP:
        with suppress(OSError, AttributeError):  # not of that group, or no groups on this system
            os.chown(path, -1, path.parent.stat().st_gid)
    path.chmod(mode)
