"""A text as it is read: half-width digits, no blanks a layout put in; and where each character stood before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracker.domain.text import FULL_WIDTH, is_hidden

_KEPT: Final = frozenset("，：；（）！？、")
"""Full-width punctuation parts clauses; in half width a comma could part the digits of a number."""
_TABLE: Final = {code: char for code, char in FULL_WIDTH.items() if chr(code) not in _KEPT} | {
    ord("\u2103"): "度", ord("﹪"): "%", ord("−"): "-", ord("﹣"): "-"}
_POINT_FOR = re.compile(r"(?<=\d)。(?=\d{1,4}(?:万|亿|%|个百分点|倍))")
"""A full stop inside a number, as some pages print it: 7。5亿元."""
_WIDE_GROUPS = re.compile(r"(?<![\d.，])\d{1,3}(?:，\d{3})+(?![\d，])")
_NARROW: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_PUNCTUATION = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|(?<!\d):|:(?!\d)|[;()!?]")
"""Signs between words that were typed in half width; a comma in 1,234 and a colon in 1:3 are none."""


@dataclass(frozen=True, slots=True)
class FoldedText:
    """`text` with the offset that each of its characters had in the original, which is `original`."""

    text: str
    origins: tuple[int, ...]
    original: str

    def origin(self, offset: int) -> int:
        """The offset in the original."""
        return self.origins[offset] if offset < len(self.origins) else len(self.original)

    def shown(self, start: int, end: int) -> str:
        """A piece as it was written, blanks at its ends left out."""
        last = self.origins[end - 1] + 1 if 0 < end <= len(self.origins) else len(self.original)
        return self.original[self.origin(start):last].strip()


def fold_text(original: str) -> FoldedText:
    """Folds a text. A blank stays only between two letters or two digits of ASCII, where it parts them."""
    folded = original.translate(_TABLE)
    assert len(folded) == len(original)
    chars: list[str] = []
    origins: list[int] = []
    gap = False
    for at, char in enumerate(folded):
        if char.isspace():
            gap = True
            continue
        if is_hidden(char):
            continue
        if gap and chars and _parted(chars[-1], char):
            chars.append(" ")
            origins.append(at - 1)
        gap = False
        chars.append(char)
        origins.append(at)
    text = _grouped("".join(chars), origins, original)
    text = _PUNCTUATION.sub(lambda match: _NARROW[match[0]], _POINT_FOR.sub(".", text))
    return FoldedText(text, tuple(origins), original)


def _grouped(text: str, origins: Sequence[int], original: str) -> str:
    """１，７５３ with the comma of a number; one in full width stands inside a number where its digits are such too."""
    def narrow(match: re.Match[str]) -> str:
        is_wide = all(not original[origins[at]].isascii() for at in range(match.start(), match.end()))
        return match[0].replace("，", ",") if is_wide else match[0]
    return _WIDE_GROUPS.sub(narrow, text)


def _parted(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and (before.isalnum() or before in ".)") and (
        after.isalnum() or after in "(")
