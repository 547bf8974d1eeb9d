"""A signed bundle: the figures of one question with the projects behind them, to check a report where no office is."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from typing import Any

from tracker.domain.money import exact_sum

_KIND = "sanxin bundle 1"
_TEXTS = ("office", "year", "part", "until", "as_of", "digest", "head")
BUNDLE_MOST = 64 * 1024 * 1024
"""Bytes of a bundle at the most; that of a county has a hundredth."""


class NotABundle(ValueError):
    """A text that is no bundle."""


@dataclass(frozen=True, slots=True)
class CountedBehind:
    """The projects that one figure counts: the shares are exact and add up to `figure`."""

    figure: str
    rows: tuple[Mapping[str, Any], ...]
    """Code, name, share, the days and the documents of each project."""

    @property
    def adds_up(self) -> bool:
        """Whether the shares are the figure."""
        try:
            return exact_sum(str(row["share"]) for row in self.rows) == Decimal(self.figure)
        except (KeyError, DecimalException):
            return False


@dataclass(frozen=True, slots=True)
class Bundle:
    """What an office answers to one question, signed with Ed25519. The texts are those of a report's manifest."""

    office: str
    year: str
    part: str
    until: str
    as_of: str
    digest: str
    head: str
    figures: Mapping[str, Mapping[str, str]]
    """By language each number as it is printed, by its key."""
    counted: Mapping[str, CountedBehind]
    key: bytes = b""
    signature: bytes = b""

    @property
    def asked(self) -> tuple[str, str, str, str]:
        """The question: year, part of it, last day, moment of knowing."""
        return self.year, self.part, self.until, self.as_of

    @property
    def signed(self) -> bytes:
        """What the signature is of: the same bytes for the same content."""
        return json.dumps(self._content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def text(self) -> str:
        """The bundle as it is handed over."""
        return json.dumps({**self._content, "signature": b64encode(self.signature).decode()}, ensure_ascii=False,
                          indent=1) + "\n"

    @property
    def key_shown(self) -> str:
        """The beginning of the key, as on notes of witnesses."""
        return self.key.hex()[:16]

    @property
    def adds_up(self) -> bool:
        """Whether every list is its figure, and is what is printed for it."""
        return all(behind.adds_up for behind in self.counted.values())

    @property
    def _content(self) -> dict[str, object]:
        return {"kind": _KIND, **{name: getattr(self, name) for name in _TEXTS},
                "figures": {lang: dict(held) for lang, held in self.figures.items()},
                "counted": {key: {"figure": one.figure, "rows": [dict(row) for row in one.rows]}
                            for key, one in self.counted.items()}, "key": b64encode(self.key).decode()}


def read_bundle(content: str) -> Bundle:
    """The bundle in a text. Raises NotABundle."""
    try:
        held = json.loads(content)
        if held["kind"] != _KIND or not all(isinstance(held[name], str) for name in _TEXTS):
            raise NotABundle(content[:80])
        counted = {str(key): CountedBehind(str(one["figure"]), tuple(map(dict, _list(one["rows"]))))
                   for key, one in held["counted"].items()}
        figures = {str(lang): {str(key): str(text) for key, text in told.items()}
                   for lang, told in held["figures"].items()}
        return Bundle(**{name: held[name] for name in _TEXTS}, figures=figures, counted=counted,
                      key=b64decode(held["key"], validate=True), signature=b64decode(held["signature"], validate=True))
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise NotABundle(content[:80]) from error


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise NotABundle(str(value)[:80])
    return value
