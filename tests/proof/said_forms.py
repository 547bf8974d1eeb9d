"""Reads forms of sentences that are right with one number and wrong with another: 完成率{92|82}%."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tracker.proof.draft import DraftTable, DraftText, Passage
from tracker.proof.given_text import piece_line, taken
from tracker.proof.plain_text import pages_of_marks

SAID: Final = Path(__file__).parent / "said"
_CHOICE = re.compile(r"\{([^|}]*)\|([^|}]*)\}")


@dataclass(frozen=True, slots=True)
class SaidForm:
    """A form with its place in its file, and each number in it that may be planted."""

    name: str
    text: str

    @property
    def right(self) -> str:
        """With the right numbers alone."""
        return _CHOICE.sub(lambda match: match[1], self.text)

    def wrong(self) -> Iterator[str]:
        """With one planted number each."""
        pieces = _CHOICE.split(self.text)
        for planted in range(2, len(pieces), 3):
            yield "".join(piece for at, piece in enumerate(pieces)
                          if at % 3 == 0 or at == planted or (at % 3 == 1 and at != planted - 1))


def sentences_said(name: str) -> list[SaidForm]:
    """The forms of a file of one sentence a line."""
    lines = (SAID / name).read_text("utf-8").splitlines()
    return [SaidForm(f"{name}:{at}", line) for at, line in enumerate(lines, 1) if line and not line.startswith("#")]


def passages_said(name: str) -> list[SaidForm]:
    """The forms of a file of passages, each under a line of its name."""
    pieces = re.split(r"(?m)^==== (.*)\n", (SAID / name).read_text("utf-8"))[1:]
    return [SaidForm(f"{name}:{title}", text) for title, text in zip(pieces[::2], pieces[1::2], strict=True)]


def draft_said(text: str) -> DraftText:
    """A passage as it stands in a file: its tables as such, every other line a paragraph."""
    content = re.sub(r"\n(?!\|)", "\n\n", text).encode()
    pieces = [taken(json.loads(piece_line(piece))) for piece in pages_of_marks(content)]
    return DraftText("draft.md", [one for one in pieces if isinstance(one, Passage)],
                     [one for one in pieces if isinstance(one, DraftTable)])
