"""Text from people, cleaned once on the way in: what cannot be seen goes, everything that can be seen stays."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from tracker.domain.reasons import Code

FULL_WIDTH: Final[dict[int, str]] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0xA0: " ",
    0xFFE5: "¥",
}
"""The full-width twins of ASCII. Narrower than NFKC, which would also read ② as 2 and 3² as 32."""

INVISIBLE_LETTERS: Final = frozenset("\u034f\u115f\u1160\u3164\uffa0")
"""Fillers and joiners that Unicode calls letters or marks and that no one can see."""

_REMOVED: Final = (
    "\0-\x1f\x7f-\x9f",  # control characters
    "\xad\u200b-\u200d\u2060\ufeff\u180e",  # soft hyphen, zero-width blanks and joiners, byte-order mark
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",  # what turns the direction of writing
    "\u2061-\u2065\u206a-\u206f",  # invisible operators, deprecated formatting
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a",  # annotations, formatting of shorthand and music
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff",  # tags, and room for more that must not be seen
    "\ud800-\udfff",  # surrogates: halves of a character, or bytes that were no UTF-8
    "\ufdd0-\ufdef", *(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)),
    *INVISIBLE_LETTERS,
)
"""Characters taken out of every text: what cannot be seen, or is none. Code points that this Python's tables do not
know yet are not among them: names of persons and places are written with characters of the newest extensions.
Variation selectors stay, since they choose between forms of a name; so do private-use characters, where older county
systems keep rare characters of names."""
_HIDDEN = re.compile(f"[{''.join(_REMOVED)}]+")
_INVISIBLE = re.compile(f"[{''.join(sorted(INVISIBLE_LETTERS))}]")

_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

EMPTY: Final = frozenset(("无", "暂无", "未", "暂未", "尚未", "空", "没有", "n/a", "na", "null", "none", "nil"))
_STILL_TO_COME = re.compile(
    "[尚暂还]?未(?:签约|签订|注册|登记|到资|到账|到位|开工|动工|投产|竣工|终止|销号|发生|填|填报)"
)
_LONGEST_EMPTY = 8
"""Characters of the longest text of letters alone that says that there is nothing: 暂未开工."""
_SIGNS = re.compile(r"[-‐‑‒–—―−_/\\.\s~*]*")


class TooLong(ValueError):
    """A text has more characters than its field holds: `length` found, `limit` allowed."""

    code = Code.TOO_LONG

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(self.code, length, limit)
        self.length = length
        self.limit = limit


def fold_width(text: str) -> str:
    """The text with full-width letters, digits, punctuation and blanks made ASCII; nothing else changes."""
    return text if text.isascii() else text.translate(FULL_WIDTH)


def clean(text: str, limit: int | None = None) -> str:
    """A one-line text as it is kept: no control, bidi or zero-width character, line breaks and tabs one blank, NFC.

    Width, case and inner blanks stay as typed. Cleaning a clean text changes nothing.
    Raises TooLong above `limit` characters.
    """
    return _capped(text if _is_clean(text) else _seen(_BREAKS.sub(" ", text)).strip(), limit)


def clean_lines(text: str, limit: int | None = None) -> str:
    r"""A text of several lines as it is kept: like `clean`, with `\n` between lines and no blanks at line ends.

    Raises TooLong above `limit` characters.
    """
    if _is_clean(text):
        return _capped(text, limit)
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ").split("\n")
    return _capped("\n".join(_seen(line).rstrip() for line in lines).strip(), limit)


def has_invisible_letter(text: str) -> bool:
    """Whether one of INVISIBLE_LETTERS is in a text."""
    return _INVISIBLE.search(text) is not None


def is_hidden(char: str) -> bool:
    """Whether a character is one of those that `clean` takes out."""
    return _HIDDEN.match(char) is not None


def is_empty(value: object) -> bool:
    """Whether a cell says that there is nothing: None, blanks, signs only (- — / …), 无, 未, 未开工, N/A and the like.

    待定, 年底, ? and 0 are not among them: they mean something, and the officer is asked what.
    """
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    if len(value) > _LONGEST_EMPTY and value.isalnum():  # most texts: letters alone, more than any of the words
        return False
    text = fold_width(clean(value)).lower()
    return not text or text in EMPTY or bool(_SIGNS.fullmatch(text) or _STILL_TO_COME.fullmatch(text))


def _capped(text: str, limit: int | None) -> str:
    if limit is not None and len(text) > limit:
        raise TooLong(len(text), limit)
    return text


def _is_clean(text: str) -> bool:
    """Whether a text is one clean line as it stands, as nearly every one is: then there is nothing to take out.

    What Python calls printable has no control, format or unassigned character, no half of one, and no blank but " ".
    """
    return (text.isprintable() and text == text.strip() and _INVISIBLE.search(text) is None
            and unicodedata.is_normalized("NFC", text))


def _seen(line: str) -> str:
    """The line without characters that cannot be seen, in NFC."""
    if line.isascii() and line.isprintable():
        return line
    line = _HIDDEN.sub("", line)
    return line if unicodedata.is_normalized("NFC", line) else unicodedata.normalize("NFC", line)
