"""Packs an office file anew so that the same content is the same bytes, whenever and wherever it is written."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can tell; Excel itself writes it."""
UNIX = 3


def packed(content: bytes) -> bytes:
    """The same files in the same order, none with a time of its own."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            info = ZipInfo(name, EPOCH)
            info.compress_type, info.create_system = ZIP_DEFLATED, UNIX
            new.writestr(info, old.read(name))
    return made.getvalue()
