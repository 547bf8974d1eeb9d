"""The units money is written in: 万元, 亿美元, million USD; read from a cell, found in a header, printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
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

_IN_ENGLISH: Final = {
    r"rmb|cny|yuan|renminbi|¥": "元", r"us\$|usd|(?:us )?dollars?|\$": "美元", r"hk\$|hkd|hong ?kong dollars?": "港元",
    r"eur|euros?|€": "欧元", r"jpy|(?:japanese )?yen": "日元", r"gbp|pounds?(?: sterling)?|£": "英镑"}
_ENGLISH_TENS: Final = {r"k|'000s?|thousands?": 3, r"m|mm|mn|mln|mio|millions?": 6, r"b|bn|billions?": 9}
_ENGLISH_NUMBERS: Final = {"a": 1, "one": 1, "ten": 10, "hundred": 100, "a hundred": 100, "one hundred": 100}
_MONEY_NAMED = "|".join(_IN_ENGLISH)
_TIMES = rf"[0-9][0-9,]*(?:\.[0-9]+)?|{'|'.join(sorted(_ENGLISH_NUMBERS, key=len, reverse=True))}"
_TENS = "|".join(_ENGLISH_TENS)
_IN_TENS = re.compile(
    rf"(?<![a-z0-9.])(?:(?P<before>{_MONEY_NAMED})\s*[:,]?\s*(?:in\s+)?(?P<times>{_TIMES})?\s*(?P<tens>{_TENS})?"
    rf"(?:\s*(?:of\s+)?(?P<again>{_MONEY_NAMED}))?"
    rf"|(?=[0-9'a-z])(?P<number>{_TIMES})?\s*(?P<scale>{_TENS})?\s*(?:of\s+)?(?P<after>{_MONEY_NAMED})(?:\s+(?P<too>{_MONEY_NAMED}))?)"
    r"(?![a-z0-9.十百千万亿元])")
"""A unit as English spells it: RMB 10,000, USD 10k, ten thousand yuan, RMB million, millions of dollars."""
NO_UNIT: Final = "不明"
"""What stands in a text in place of an English unit that is no power of ten; no unit is read from it."""
_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NUMBER_BESIDE = re.compile(rf"(?:{CURRENCY})\s*(?!{_A_YEAR.pattern}(?![0-9]))[0-9]")
"""A currency with a number behind it of which nobody knows what it says of the unit."""
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
    unit = _unit("".join(units_in_chinese(text).split()))
    if unit is None:
        raise NotAnAmount(Code.UNKNOWN_UNIT, text)
    return unit


def find_unit(text: str) -> Unit | None:
    """The unit of money a header or subtitle states: 计划总投资（亿元）, 单位：亿元, 合同金额/万元.

    None when there is none, when it names several, and for 亿元以上项目 or （万元/亩）, which state something else.
    """
    folded = units_in_chinese(text)
    pieces = _PIECES.split(folded)
    labels: list[str | None] = [piece for piece in pieces if piece in _LABELS]
    found = {unit for piece in pieces if piece not in _LABELS and (unit := _of_piece(piece))}
    if not labels:
        return found.pop() if len(found) == 1 else None
    if not found and _NUMBER_BESIDE.search(folded):
        return None
    try:
        label = agreed(labels)
    except ValueError:
        return None
    unit = found.pop() if found else Unit(label, 1)
    return Unit(label, unit.factor) if not found and unit.currency in (None, label) else None


def units_in(text: str) -> tuple[Unit, ...]:
    """Every unit of money a header names, in its order: 投资总额（亿元/亿美元） names two and settles none."""
    pieces = (part for piece in _PIECES.split(units_in_chinese(text)) for part in re.split("[/或和及]", piece))
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


def units_in_chinese(text: str) -> str:
    """A text in lower case and half width, its English units as Chinese has them: RMB 10,000 is 万元.

    In place of one that is no power of ten (RMB 5,000) stands what is no unit at all, so that it is asked about.
    """
    folded = fold_width(clean(text)).lower().translate(_OLD_FORMS)
    return _IN_TENS.sub(_spelt_in_chinese, folded) if re.search("[a-z¥$€£]", folded) else folded


def _spelt_in_chinese(found: re.Match[str]) -> str:
    times, tens = found["times"] or found["number"], found["tens"] or found["scale"] or ""
    named = [word for word in map(found.group, ("before", "again", "after", "too")) if word]
    if (times and _A_YEAR.fullmatch(times)) or (not times and not tens and named[-1] in CURRENCY_WORDS):
        return found[0]
    currencies = {name for word in named for words, name in _IN_ENGLISH.items() if re.fullmatch(words, word)}
    number = _ENGLISH_NUMBERS.get(times) or Decimal(times.replace(",", "")) if times else 1
    more = next((more for words, more in _ENGLISH_TENS.items() if re.fullmatch(words, tens)), 0)
    scale = _SCALE_NAMES.get(int(number * 10**more)) if number * 10**more % 1 == 0 else None
    return f" {scale}{currencies.pop()} " if scale is not None and len(currencies) == 1 else f" {NO_UNIT} "


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
