"""Choices that a cell of a form offers, with boxes before or behind them, and which of them are ticked."""

from __future__ import annotations

import re

from tracker.domain.text import clean

_ON, _OFF = "☑√✓✔☒■●◆▣✅", "□☐○◯▢◇"
_MARKS = re.compile(f"[{_ON}{_OFF}]")
_BRACKETED = re.compile(rf"[(（\[【]\s*([{_ON}]?)\s*[)）\]】]")
"""A mark in brackets, or brackets that wait for one: 是（√）否（ ）."""
_LEAST = 2


def ticked_said(cell: object) -> str | None:
    """The choices that are ticked in a cell, joined by 、, and nothing where none is: 否 of □是 ☑否, 已签约、已注册 of
    ☑已签约 ☑已注册 □已开工. None for a cell that offers no choices.
    """
    if not isinstance(cell, str) or not (_MARKS.search(cell) or _BRACKETED.search(cell)):
        return None
    text = _BRACKETED.sub(lambda match: match[1] or "□", clean(cell))
    marks = _MARKS.findall(text)
    if len(marks) < _LEAST or not any(mark in _OFF for mark in marks):
        return None
    words = [word.strip(" 、,，;；/|") for word in _MARKS.split(text)]
    if not words[0] and all(words[1:]):
        choices = words[1:]
    elif not words[-1] and all(words[:-1]):
        choices = words[:-1]
    else:
        return None
    return "、".join(choice for choice, mark in zip(choices, marks, strict=True) if mark in _ON)
