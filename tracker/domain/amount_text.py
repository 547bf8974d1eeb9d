"""Reading the amounts people write, exactly: 5.2亿元, 约3亿, 7。5亿元, 三千五百万, US$3 million; never a guess."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from tracker.domain.currency import MOST, AmountTooLarge, Currency, Mark, Money, NotAnAmount, Unit
from tracker.domain.numerals import CHARACTERS, FINANCIAL, read_numeral
from tracker.domain.reasons import Code
from tracker.domain.text import clean, fold_width, is_empty
from tracker.domain.units import CURRENCY, SCALES, agreed, any_of

# What is possessive here (*+) is never tried again shorter: a text made to fool it takes time by its length alone.
_PLAIN = re.compile(r"\s*+([0-9]{1,18})(?:\.([0-9]{1,12}))?\s*+([万亿])?\s*+(元)?\s*+")
_POINT = re.compile(r"(?<=[0-9])\s*[。.．]\s*(?=[0-9])")

_BEFORE: Final = {
    **dict.fromkeys(
        ["超过", "超出", "超", "逾", "突破", "至少", "不少于", "不低于", "不小于", "高于", "大于", "多于", ">", ">=",
         "≥",
         "≧"], Mark.OVER
    ),
    **dict.fromkeys(["over", "above", "morethan", "atleast"], Mark.OVER),
    **dict.fromkeys(
        ["不超过", "不超", "不到", "不足", "不多于", "不高于", "不大于", "低于", "小于", "少于", "最多", "<", "<=", "≤",
         "≦"],
        Mark.UNDER
    ),
    **dict.fromkeys(["under", "below", "lessthan", "upto", "atmost"], Mark.UNDER),
    **dict.fromkeys(["大约", "约", "将近", "接近", "近", "大概", "估计", "估算", "预估"], Mark.ABOUT),
    **dict.fromkeys(["about", "around", "approximately", "approx.", "approx", "nearly"], Mark.ABOUT),
}
_AFTER: Final = {
    **dict.fromkeys(["以上", "多", "余", "+", "ormore"], Mark.OVER),
    **dict.fromkeys(["以内", "以下", "之内", "orless"], Mark.UNDER),
    **dict.fromkeys(["左右", "上下"], Mark.ABOUT),
}
_INVESTED = (
    r"总|计划|规划|预计|拟|项目|固定资产|设备|合同|协议|引资|投资|投入|资金|金额|额|规模|预算|概算|达到|达|为|"
    r"共计|合计|总计|共|计|是|:"
)
_ARRIVED = r"(?:实际|已)?(?:到位|到资|到账)(?:资金|金额)?(?:为|达到|达|:)?"
_HEDGE = any_of(_BEFORE)
_HEDGE_AFTER = any_of(_AFTER)
_AMOUNT = re.compile(
    rf"(?P<lead>(?:{_ARRIVED})?(?:{_HEDGE}|{_INVESTED})*+)"
    rf"(?P<before>{CURRENCY})?:?(?P<number>[0-9.,万亿点个{CHARACTERS}]*[0-9万亿{CHARACTERS}])"
    rf"(?P<more>[多余](?P<tens>[千百]?)(?P<myriad>万亿|[万亿])?)?"
    rf"(?P<scale>thousand|million|mln|billion|bn)?(?P<after>{CURRENCY})?\(?(?P<last>{CURRENCY})?\)?[整正]?"
    rf"(?P<trail>(?:{_HEDGE_AFTER})*+)[.。]?"
)
_NAMED_OTHERWISE = re.compile(rf".*?(?P<number>[0-9.,点个{CHARACTERS}]*[0-9万亿][0-9.,点万亿]*)[^\W\d_]{{1,6}}")
_LONGEST = 80
"""Characters of the longest text that is read as an amount, runs of blanks counted as one."""
_GROUPED_BY_BLANKS = re.compile(r"(?<![0-9. ])[0-9]{1,3}(?: [0-9]{3})+(?![0-9 ])")
"""12 000, as GB/T 15835 groups digits; never across a line break, where two amounts stand one below the other."""
_POWER = re.compile(r"([0-9](?:\.[0-9]{1,4})?)e\+?([0-9]{1,2})")
"""1.2e4, as a spreadsheet shows a long number; with five decimals it has been cut short and is refused."""


def read_amount(value: object, unit: Unit | None = None, currency: Currency = Currency.CNY) -> Money | None:
    """The amount a cell or an answer states, None when it says there is none (`is_empty`).

    `unit` is what one stands for when the value itself does not say; 万 or 亿 or a currency in the value wins over it.
    `currency` is meant where neither names one. Text and numbers are read in exact integers; a spreadsheet's number
    counts to its 15 significant digits, which is all it holds. A fraction of a minor unit is rounded half up.
    约, 左右, 估计 are kept as ABOUT, 以上, 超, 多 as OVER, 以内, 不到 as UNDER.

    Raises NotAnAmount: "unknown_unit" when no unit is stated or it is not one (3万贯, or ¥500 in a column of 万元);
    "not_an_amount" for anything else, such as zero, negative amounts, ranges, several amounts in one text, and
    amounts under half a minor unit; AmountTooLarge, with the same code, for one above 10**13 major units.
    """
    if isinstance(value, str):
        match = _PLAIN.fullmatch(value)
        return _plain(value, match, unit, currency) if match else _from_text(value, unit, currency)
    if value is None:
        return None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _from_number(value, unit, currency)
    raise NotAnAmount(Code.NOT_AN_AMOUNT, value)


def _plain(value: str, match: re.Match[str], unit: Unit | None, currency: Currency) -> Money:
    """The shapes nearly every cell has: 2.4, 951万元, 5.2亿."""
    whole, fraction, myriad, yuan = match.groups()
    coefficient, decimals = (int(whole + fraction), len(fraction)) if fraction else (int(whole), 0)
    own = unit
    if yuan:
        own = Unit(Currency.CNY, SCALES[myriad] if myriad else 1)
    elif myriad:
        own = Unit(None, SCALES[myriad])
    return _money(value, coefficient, decimals, _in_context(own, unit), currency)


def _from_number(value: float | Decimal, unit: Unit | None, currency: Currency) -> Money:
    if isinstance(value, int):
        return _money(value, value, 0, unit, currency)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return _money(value, int(value), 0, unit, currency)
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else value
    sign, digits, exponent = exact.as_tuple()
    if not isinstance(exponent, int) or sign or not -60 < exponent < 20 or len(digits) > 60:
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
    coefficient = int("".join(map(str, digits)))
    if exponent > 0:
        coefficient, exponent = coefficient * 10**exponent, 0
    return _money(value, coefficient, -exponent, unit, currency)


@lru_cache(maxsize=16_384)
def _from_text(value: str, unit: Unit | None, currency: Currency) -> Money | None:
    if is_empty(value):
        return None
    if len(value) > _LONGEST:
        value = " ".join(value.split())
    if len(value) > _LONGEST:
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
    text = _POINT.sub(".", fold_width(clean(value)).lower().translate(FINANCIAL))
    text = text.lstrip("'’‘`")  # how a spreadsheet is told that a number is text
    if "\n" not in value:
        text = _GROUPED_BY_BLANKS.sub(lambda match: match[0].replace(" ", ""), text)
    if match := _POWER.fullmatch(text):
        return _from_number(Decimal(match[1]).scaleb(int(match[2])), unit, currency)
    if re.search(r"[0-9]\s+[0-9]", text):
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
    text = "".join(text.split())
    match = _AMOUNT.fullmatch(text)
    if not match:
        raise NotAnAmount(_what_is_wrong(text), value)
    number = match["number"] + (match["tens"] or "") + (match["myriad"] or "")
    read = read_numeral(number, closed=bool(match["after"]))
    if read is None:
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
    own = _own_unit(value, match, number, unit)
    money = _money(value, *read, own, currency)
    return Money(money.minor, money.currency, _mark(value, match))


def _what_is_wrong(text: str) -> Code:
    """That the unit is unknown, for a number followed by a word that is no unit (3万贯); else that it is no amount."""
    match = _NAMED_OTHERWISE.fullmatch(text) if text[:1] not in ("-", "(", "负", "△") else None
    known = match and match.start("number") == 0 and read_numeral(match["number"])
    return Code.UNKNOWN_UNIT if known else Code.NOT_AN_AMOUNT


def _own_unit(value: str, match: re.Match[str], number: str, unit: Unit | None) -> Unit | None:
    """The unit the text itself states, completed by the column's."""
    words = [match["before"], match["after"], match["last"]]
    try:
        named = agreed(words)
    except ValueError:
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value) from None
    sized = match["scale"] or match["after"] or "万" in number or "亿" in number
    if sized:
        return _in_context(Unit(named, SCALES[match["scale"]] if match["scale"] else 1), unit)
    if named is None:
        return unit
    if unit is not None and unit.factor != 1:
        # ¥500 in a column of 万元 is 500元 to one reader and 500万元 to another.
        raise NotAnAmount(Code.UNKNOWN_UNIT, value)
    return Unit(named, 1)


def _in_context(own: Unit | None, unit: Unit | None) -> Unit | None:
    """The cell's own unit, with the column's currency where it names none: 21.4万 in a column of 万美元."""
    if own is None or own.currency or unit is None:
        return own
    return Unit(unit.currency, own.factor)


def _mark(value: str, match: re.Match[str]) -> Mark:
    """The hedge: a bound before 约, and none of two that contradict each other."""
    found = {Mark.OVER} if match["more"] else set()
    # Longest words first: 不低于 says the contrary of the 低于 in it.
    found |= {_BEFORE[word] for word in re.findall(_HEDGE, match["lead"])}
    found |= {_AFTER[word] for word in re.findall(_HEDGE_AFTER, match["trail"])}
    if {Mark.OVER, Mark.UNDER} <= found:
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
    return next((mark for mark in (Mark.OVER, Mark.UNDER, Mark.ABOUT) if mark in found), Mark.EXACT)


def _money(value: object, coefficient: int, decimals: int, unit: Unit | None, currency: Currency) -> Money:
    """coefficient / 10**decimals units in whole minor units, rounded half up. Raises NotAnAmount."""
    if coefficient <= 0:
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
    if unit is None:
        raise NotAnAmount(Code.UNKNOWN_UNIT, value)
    money = unit.currency or currency
    scaled = coefficient * unit.factor * money.minor_units
    minor = scaled if not decimals else (2 * scaled + 10**decimals) // (2 * 10**decimals)
    if minor > MOST * money.minor_units:
        raise AmountTooLarge(Code.NOT_AN_AMOUNT, value)
    if minor <= 0:
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
    return Money(minor, money)
