"""The units money is written in: 万元, 亿美元, million USD; read from a cell, found in a header, printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tracker.domain.currency import CURRENCY_WORDS, NAMES, Currency, Mark, NotAnAmount, Unit, Wording
from tracker.domain.reasons import Code
from tracker.domain.text import clean, fold_width

SCALES: Final[dict[str, int]] = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "mln": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
"""How many major units a word stands for."""

_SCALE_NAMES: Final = {1: ""} | {factor: word for word, factor in SCALES.items() if not word.isascii()}
_STANDS_ALONE: Final = frozenset(SCALES) - {"百", "千"}


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest tried first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


CURRENCY: Final = any_of(CURRENCY_WORDS)
"""A pattern of every currency word, in lower case."""

_SCALE: Final = any_of(SCALES)
"""A pattern of every word for a magnitude, in lower case."""

_OLD_FORMS: Final = str.maketrans("圆圓億萬", "元元亿万")

_LABELS: Final = frozenset(word for word in CURRENCY_WORDS if not word.endswith("元"))
"""Currency words that stand beside a unit and complete it: 人民币：亿元, million USD."""

_UNIT = re.compile(rf"(?P<before>{CURRENCY})?:?(?P<scale>{_SCALE})?(?P<after>{CURRENCY})?\(?(?P<last>{CURRENCY})?\)?")
_PIECES = re.compile(r"[\s()\[\]{}【】〔〕<>《》,，、。;；:：|_]+")
_AT_END = re.compile(
    rf"[^0-9.点一二三四五六七八九十](?P<unit>(?:万亿|亿|[十百千]?万|千)(?:{CURRENCY})|(?:美元|港元|欧元|日元))$"
)


def agreed(words: list[str | None]) -> Currency | None:
    """The one currency that words name, None where they name none; 元 gives way to any other (万元美金).

    Raises ValueError when two differ.
    """
    named = {CURRENCY_WORDS[word] for word in words if word and word != "元"}
    if len(named) > 1:
        raise ValueError("two currencies")
    return next(iter(named)) if named else Currency.CNY if "元" in words else None


def read_unit(text: str) -> Unit:
    """The unit a cell names: 元, 万元, 亿美元, 万 (no currency: as the context says), million USD.

    Raises NotAnAmount with code "unknown_unit" (万贯, 个).
    """
    unit = _unit("".join(_folded(text).split()))
    if unit is None:
        raise NotAnAmount(Code.UNKNOWN_UNIT, text)
    return unit


def find_unit(text: str) -> Unit | None:
    """The unit of money a header or subtitle states: 计划总投资（亿元）, 单位：亿元, 合同金额/万元.

    None when there is none, when it names several, and for 亿元以上项目 or （万元/亩）, which state something else.
    """
    folded = _folded(text)
    pieces = _PIECES.split(folded)
    labels: list[str | None] = [piece for piece in pieces if piece in _LABELS]
    found = {unit for piece in pieces if piece not in _LABELS and (unit := _of_piece(piece))}
    if not labels:
        return found.pop() if len(found) == 1 else None
    try:
        label = agreed(labels)
    except ValueError:
        return None
    unit = found.pop() if found else Unit(label, 1)
    return Unit(label, unit.factor) if not found and unit.currency in (None, label) else None


def units_in(text: str) -> tuple[Unit, ...]:
    """Every unit of money a header names, in its order: 投资总额（亿元/亿美元） names two and settles none."""
    pieces = (part for piece in _PIECES.split(_folded(text)) for part in re.split("[/或和及]", piece))
    found = (_of_piece(piece) for piece in pieces if piece and piece not in _LABELS)
    return tuple(dict.fromkeys(unit for unit in found if unit is not None))


CHINESE: Final = Wording(
    "{number}{step}{currency}", {10**8: "亿", 10**4: "万", 1: ""}, _SCALE_NAMES, NAMES,
    {Mark.EXACT: "{}", Mark.ABOUT: "约{}", Mark.OVER: "{}以上", Mark.UNDER: "{}以内"},
)
"""How amounts are written in records, where `read_amount` reads them back; other languages are in `tracker/words`."""


def unit_name(unit: Unit, wording: Wording = CHINESE, currency: Currency = Currency.CNY) -> str:
    """The unit as a column is headed: 亿元, 万美元; in English "CNY 100 million". `currency` where it has none."""
    step = max(step for step in wording.units if step <= unit.factor)
    number = "" if step == unit.factor else f"{unit.factor // step:,}"
    return written(wording, number, wording.units[step], unit.currency or currency)


def written(wording: Wording, number: str, step: str, currency: Currency) -> str:
    """A number of steps of a currency, in the order of the wording; what is empty leaves no blank."""
    text = wording.amount.format(number=number, step=step, currency=wording.currencies[currency])
    return " ".join(text.split())


def _folded(text: str) -> str:
    return fold_width(clean(text)).lower().translate(_OLD_FORMS)


def _unit(text: str) -> Unit | None:
    match = _UNIT.fullmatch(text)
    scale = match["scale"] if match else None
    if not match or not text.strip(":()"):
        return None
    try:
        currency = agreed([match["before"], match["after"], match["last"]])
    except ValueError:
        return None
    if currency is None and scale not in _STANDS_ALONE:
        return None
    return Unit(currency, SCALES[scale] if scale else 1)


def _of_piece(piece: str) -> Unit | None:
    """The unit that one piece between brackets, blanks and commas is, or ends with after / or a noun."""
    if unit := _unit(piece):
        return unit
    noun, slash, last = piece.rpartition("/")
    if slash:
        return None if _unit(noun) or _AT_END.search(noun) else _unit(last)
    match = _AT_END.search(piece)
    return _unit(match["unit"]) if match else None
