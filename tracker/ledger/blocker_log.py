"""All that was said of a blocker in one cell: a line for each word, written so that it reads back to the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.domain.blocking import Word
from tracker.domain.day import CHINESE_DAY
from tracker.domain.day_text import IN_CHINESE
from tracker.domain.days import Day, NotADay, read_day
from tracker.ledger.excel import MOST_CHARACTERS, excel_length
from tracker.ledger.rows import SaidRow

_NAMES = {Word.NOTE: "跟进", Word.DUE: "改期", Word.ESCALATE: "升级", Word.ANSWER: "答复", Word.VERIFY: "销号",
          Word.REJECT: "退回", Word.REOPEN: "重开"}
_WORDS = {name: word for word, name in _NAMES.items()}
_BAR, _FURTHER = "｜", "\u3000\u3000"
_HEAD = re.compile(rf"【(?P<day>{IN_CHINESE})? ?(?P<word>跟进|改期|升级|答复|销号|退回|重开)"
                   r"(?P<rest>(?:｜(?:\\.|[^\\｜】])*)*)】(?P<text>.*)")
_ESCAPED = re.compile(r"([\\｜】])")
_PLAIN = re.compile(r"\\(.)")
_PART = re.compile(r"｜((?:\\.|[^\\｜】])*)")


def log_line(said: SaidRow) -> str:
    """One word: 【2023年6月18日 答复｜who｜new due day｜level｜permit｜authority】text.

    Empty parts at the end are left out. Further lines of its text begin with two blanks.
    """
    parts = [said.said_by, str(said.due or ""), said.level, said.permit or "", said.authority or ""]
    while parts and not parts[-1]:
        parts.pop()
    rest = "".join(_BAR + _ESCAPED.sub(r"\\\1", part) for part in parts)
    text = said.text.replace("\n", f"\n{_FURTHER}")
    return f"【{f'{said.day.written(CHINESE_DAY)} {_NAMES[said.word]}'.strip()}{rest}】{text}"


def words_of_log(text: str) -> tuple[SaidRow, ...]:
    """The words that a cell of such lines holds. What stands before the first of them is a follow-up without a day."""
    found: list[tuple[re.Match[str] | None, list[str]]] = []
    for line in text.split("\n"):
        head = _HEAD.fullmatch(line)
        if head is not None:
            found.append((head, [head["text"]]))
        elif found:
            found[-1][1].append(line.removeprefix(_FURTHER))
        elif line.strip():
            found.append((None, [line]))
    return tuple(_said(head, "\n".join(lines)) for head, lines in found)


def _said(head: re.Match[str] | None, text: str) -> SaidRow:
    if head is None:
        return SaidRow(Word.NOTE, Day.unknown(), text, logged=True)
    parts = [_PLAIN.sub(r"\1", part) for part in _PART.findall(head["rest"])]
    by, due, level, permit, authority = [*parts, *[""] * 5][:5]
    due_day = _day(due)
    return SaidRow(_WORDS[head["word"]], _day(head["day"] or ""), text, by, due_day.last, level, permit or None,
                   authority or None, logged=True)


def _day(text: str) -> Day:
    try:
        return (read_day(text) if text else None) or Day.unknown()
    except NotADay:
        return Day.unknown()


def parted(lines: Iterable[str]) -> list[str]:
    """The lines in as few cells as hold them. A line that is longer than a cell stands alone in one."""
    cells: list[str] = []
    length = 0
    for line in lines:
        length += 1 + excel_length(line)
        if cells and length <= MOST_CHARACTERS:
            cells[-1] += f"\n{line}"
        else:
            cells.append(line)
            length = excel_length(line)
    return cells
