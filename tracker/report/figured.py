"""A number of a report that knows where it is from, and sentences with such numbers in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from string import Formatter

from markupsafe import Markup, escape

BEGINS, TEXT, ENDS = "\ufdd0", "\ufdd1", "\ufdd2"
"""Stand around the key and the text of a number while a template is filled in. They are no characters: no text from
people has them, since cleaning takes them out."""
CHART = "\ufdd3"
"""Stands where the picture of the months goes."""
_PREFIX, _LONGEST, _DIGITS = "sanxin:", 64, 16


@dataclass(frozen=True, slots=True)
class Figured:
    """A number as it is printed. `key` says what it is of (out_of_province.actual), `label` says it to people."""

    key: str
    text: str
    label: str = ""

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> Markup:
        """As it goes into a template: its key with it."""
        return Markup(f"{BEGINS}{escape(self.key)}{TEXT}{escape(self.text)}{ENDS}")

    @property
    def marked(self) -> str:
        """As it goes into a document that is made without a template: its key with it."""
        return f"{BEGINS}{self.key}{TEXT}{self.text}{ENDS}"

    @property
    def tag(self) -> str:
        """What its content control is tagged with: its key, or the digest of one that Word has no room for."""
        plain = f"{_PREFIX}{self.key}"
        return plain if len(plain) <= _LONGEST else f"{_PREFIX}~{key_digest(self.key)}"


def key_digest(key: str) -> str:
    """The digits that stand for a key in the name of a bookmark, which has room for few signs."""
    return sha256(key.encode()).hexdigest()[:_DIGITS]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Text with numbers in it."""

    pieces: tuple[str | Figured, ...]

    @classmethod
    def of(cls, wording: str, **filled: str | Figured | Sentence) -> Sentence:
        """A wording whose `{name}`s are filled in."""
        return cls(tuple(_pieces(wording, filled)))

    def __str__(self) -> str:
        return "".join(map(str, self.pieces))

    def __html__(self) -> Markup:
        """As it goes into a template."""
        return Markup("").join(self.pieces)

    def __bool__(self) -> bool:
        return bool(self.pieces)


def _pieces(wording: str, filled: dict[str, str | Figured | Sentence]) -> Iterator[str | Figured]:
    for literal, name, _, _ in Formatter().parse(wording):
        if literal:
            yield literal
        if name is not None:
            value = filled[name]
            yield from value.pieces if isinstance(value, Sentence) else (value,)


def in_one(sentences: list[Sentence], joint: str) -> Sentence:
    """Sentences one after the other."""
    pieces: list[str | Figured] = []
    for at, one in enumerate(sentences):
        pieces += [*([joint] if at else []), *one.pieces]
    return Sentence(tuple(pieces))


@dataclass(slots=True)
class KeptFigures:
    """Makes the numbers of a report and keeps every one by its key: the same key is the same number."""

    kept: dict[str, Figured] = field(default_factory=dict)

    def put(self, key: str, text: object, label: str = "") -> Figured:
        """A number by its key."""
        return self.kept.setdefault(key, Figured(key, str(text), label))

    def maybe(self, key: str, text: object | None, label: str = "") -> Figured | str:
        """A number that may not be known: then nothing."""
        return "" if text is None or text == "" else self.put(key, text, label)
