"""Says why a file that somebody named cannot be read, wherever one is asked for."""

from __future__ import annotations

from pathlib import Path

from tracker.domain.reasons import Code, Reason
from tracker.files import SMALL, name_of, why_unread

_MEGABYTE = 1024 * 1024
_CODES = {"missing": Code.NO_FILE, "not_a_file": Code.NOT_A_FILE, "too_large": Code.FILE_TOO_LARGE,
          "denied": Code.FILE_UNREADABLE}
BAD_FILES = frozenset({
    *_CODES.values(), Code.NOT_A_REPORT, Code.REPORT_DAMAGED, Code.NOT_A_BUNDLE, Code.NOT_A_TEMPLATE, Code.NOT_A_NOTE,
    Code.NO_COUNTY_BUNDLE, Code.BUDGET_UNREAD, Code.FORM_NOT_XLSX, Code.FORM_LOCKED, Code.FORM_DAMAGED})
"""Reasons that say a file is not there, cannot be read, or is not of the kind that was asked for."""


def file_unread(error: OSError, path: Path, field: str, most: int = SMALL) -> Reason:
    """The reason for what `read_whole(path, most)` raised: no such file, no file at all, too large, or denied."""
    return Reason(_CODES[why_unread(error)], params={"value": name_of(path), "limit": f"{most / _MEGABYTE:g}"},
                  field=field)
