"""Tells whether a path lies on a network share, where file locks cannot be trusted and SQLite loses data."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# Late imports: what only one system has is imported there.

_SHARES = r"nfs[34]?|cifs|smb[23]?|smbfs|ncpfs|afs|afpfs|webdav|davfs|ceph|glusterfs|lustre|beegfs|macfuse|osxfuse"
_FUSE = r"fuse\.(sshfs|davfs2|rclone|s3fs|ceph|glusterfs|gvfsd-fuse|kio-fuse|smbnetfs)"
_NETWORK = re.compile(f"{_SHARES}|{_FUSE}")
"""Types of file system, as Linux and macOS name them, that reach another machine."""

_DRIVE_REMOTE = 4
"""GetDriveTypeW's answer for a mapped network drive."""


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system: where, of what type, with which options."""

    folder: str
    kind: str
    options: str = ""

    @property
    def networked(self) -> bool:
        """Whether it reaches another machine. 9p does when it is a Windows drive seen from WSL, or goes over TCP."""
        if self.kind == "9p":
            return "aname=drvfs" in self.options or "trans=tcp" in self.options
        return _NETWORK.fullmatch(self.kind) is not None


def network_share(path: Path) -> str | None:
    """The type of network share `path` lies on, such as "nfs4"; None for a local disk."""
    if sys.platform == "win32":
        return _windows_share(path)
    mount = holding(path, _mounts())
    return mount.kind if mount and mount.networked else None


def holding(path: Path, mounts: Iterable[Mount]) -> Mount | None:
    """The mount a resolved path lies on: the deepest one; of two on the same folder, the later hides the earlier."""
    parents = {str(PurePosixPath(path)), *(str(parent) for parent in PurePosixPath(path).parents)}
    found: Mount | None = None
    for mount in mounts:
        if mount.folder in parents and (found is None or len(mount.folder) >= len(found.folder)):
            found = mount
    return found


def read_linux(text: str) -> Iterator[Mount]:
    """Reads /proc/mounts; spaces in a folder's name are written there as \\040."""
    for line in text.splitlines():
        fields = line.split(" ")
        if len(fields) >= 4:
            yield Mount(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[1]), fields[2], fields[3])


def read_macos(text: str) -> Iterator[Mount]:
    """Reads the answer of `mount`: `//user@server/share on /Volumes/share (smbfs, nodev, …)`."""
    for line in text.splitlines():
        if found := re.fullmatch(r".+? on (?P<folder>/.*) \((?P<kind>[^,)]+)(?P<options>.*)\)", line):
            yield Mount(found["folder"], found["kind"].strip(), found["options"])


def _mounts() -> list[Mount]:
    try:
        if sys.platform == "darwin":
            answer = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False)
            return list(read_macos(answer.stdout))
        return list(read_linux(Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")))
    except (OSError, subprocess.TimeoutExpired):
        # A machine that does not say is taken at its word: most disks are local.
        return []


def _windows_share(path: Path) -> str | None:
    if str(path).startswith("\\\\"):
        return "UNC"
    import ctypes

    kind = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)  # type: ignore[attr-defined,unused-ignore]
    return "network drive" if kind == _DRIVE_REMOTE else None
