"""Checks a report that was handed on: each number in a control against what the office, or its bundle, answers."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError

from tracker.domain.reasons import Code
from tracker.files import name_of, read_whole
from tracker.office.outcome import Refused, refused
from tracker.office.unread_file import file_unread
from tracker.report.controls import Found, Spot, numbers_in_document
from tracker.report.figured import key_digest
from tracker.report.manifest import Manifest, read_manifest
from tracker.report.surroundings import NumbersInLine, lines_of_numbers, out_of_place

_DAMAGED = (BadZipFile, zlib.error, PackageNotFoundError, XMLSyntaxError, LookupError, ValueError, AttributeError,
            EOFError, RuntimeError, struct.error)
"""What the libraries raise for a document that is not whole, locked, or packed in a way they do not know."""
MOST_READ = 64 * 1024 * 1024
"""Bytes of a report, and a fourth of what its parts may come to unpacked."""


class HowItDiffers(StrEnum):
    """In which way a number is not what it should be."""

    EDITED = "edited"
    """It is not what was written."""
    MOVED = "moved"
    """It is what was written, and the office answers something else by now."""
    UNKNOWN = "unknown"
    """Nobody answers to its key."""
    MISPLACED = "misplaced"
    """It stands elsewhere than it was written, or with another unit or other signs beside it."""
    MISSING = "missing"
    """Its control is gone, and with it what could be checked."""


@dataclass(frozen=True, slots=True)
class NumberDiffers:
    """A number of a report that is not what was recomputed; `place` is None where its control is gone."""

    how: HowItDiffers
    key: str
    label: str
    place: Spot | None
    printed: str
    recomputed: str


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report as it was read: what it says of itself, and the numbers in its controls."""

    manifest: Manifest
    numbers: tuple[Found, ...]
    lines: tuple[NumbersInLine, ...] = ()
    """What stands beside them, paragraph by paragraph."""


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What came of a check: how many controls there are, and what differs."""

    manifest: Manifest
    found: int
    differences: tuple[NumberDiffers, ...]

    @property
    def is_clean(self) -> bool:
        """Whether every number that was written is there and is what was recomputed."""
        return not self.differences and self.found >= self.manifest.count


def read_report(path: Path) -> ReadReport | Refused:
    """The numbers of a report in a file.

    Refused where there is no file, it is damaged or no Word document, or a document that no report of ours is.
    """
    try:
        content = read_whole(path, MOST_READ)
    except OSError as error:
        return Refused((file_unread(error, path, "file", MOST_READ),))
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(one.file_size for one in parts.infolist()) > 4 * MOST_READ or parts.testzip():
                return refused(Code.REPORT_DAMAGED, field="file", value=name_of(path))
        document: Any = Document(BytesIO(content))
        manifest = read_manifest(document)
        if manifest is None:
            return refused(Code.NOT_A_REPORT, field="file", value=name_of(path))
        return ReadReport(manifest, tuple(numbers_in_document(document)), tuple(lines_of_numbers(document)))
    except _DAMAGED:
        return refused(Code.REPORT_DAMAGED, field="file", value=name_of(path))


def recheck(report: ReadReport, answers: Mapping[str, str]) -> Rechecked:
    """Compares each number with the answer to its key; `answers` are printed numbers in the report's language."""
    manifest = report.manifest
    by_digest = {key_digest(key): key for key in (*manifest.printed, *answers)}
    keyed = [(one.key or by_digest.get(one.digest, ""), one) for one in report.numbers]
    differences = [found for key, one in keyed if (found := _compared(key, one, manifest, answers))]
    there = Counter(key for key, _ in keyed)
    gone = [NumberDiffers(HowItDiffers.MISSING, key, label, None, "", answers.get(key, printed))
            for key, (printed, label, times) in manifest.printed.items() for _ in range(times - there[key])]
    elsewhere = [] if not manifest.lines else [
        NumberDiffers(HowItDiffers.MISPLACED, key, manifest.printed.get(key, ("", key, 1))[1], line.place, "", "")
        for line in out_of_place(manifest.lines, report.lines, {key_digest(one.key) for one in gone})
        for key in (by_digest.get(line.digest, ""),)]
    return Rechecked(manifest, len(keyed), (*differences, *elsewhere, *gone))


def _compared(key: str, one: Found, manifest: Manifest, answers: Mapping[str, str]) -> NumberDiffers | None:
    written, label, _ = manifest.printed.get(key, ("", key or one.digest, 1))
    answer = answers.get(key)
    if answer is None:
        return NumberDiffers(HowItDiffers.UNKNOWN, key, label, one.place, one.text, "")
    if one.text == answer:
        return None
    how = HowItDiffers.MOVED if key in manifest.printed and one.text == written else HowItDiffers.EDITED
    return NumberDiffers(how, key, label, one.place, one.text, answer)


def differences_in_order(found: Rechecked) -> Iterator[NumberDiffers]:
    """As they stand in the document, what is gone last."""
    yield from sorted(found.differences, key=lambda one: (one.place is None, one.place or Spot(0, 0)))
