"""Amounts written with something beside them: 1.2亿元（其中设备5000万）, 3000万美元（折合2.1亿元）, 5000（一期）."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.domain.amount_text import read_amount
from tracker.domain.currency import Currency, Money, NotAnAmount, Unit
from tracker.domain.reasons import Code
from tracker.domain.text import clean, fold_width
from tracker.domain.units import read_unit

_BRACKETS = re.compile(r"([^()]+)\(([^()]+)\)[。.;]?")
_ANOTHER = (r"固定资产|固投|设备|流动资金|注册资(?:本|金)|建设投资|土建|厂房|土地|研发|已(?:完成|到位|到资)|外资|"
            r"内资|外方|中方|自筹|自有资金|"
            r"贷款|分[一二两三四五]期|"
            r"(?:达产后?|投产后?|预计|可实现)?年(?:产值|税收|销售|营业收入|纳税|利税)")
"""What an amount of another kind begins with, which may stand behind the amount of the project."""
_BEHIND = re.compile(rf"([^,;、:]+)[,;、 ]((?:其中|含|包括|包含|折合|约合|{_ANOTHER}).*)")
_PART = re.compile(rf"其中|包括|包含|内含|含|{_ANOTHER}")
_CONVERTED = re.compile(r"(?:折合|约合|相当于|折|合|约|≈|=)*(?:人民币)?[:]?")
_PHASE = r"(?:项目)?第?[一二三四五首本]期(?:项目|工程|建设)?(?:总?投资)?"
_TOTAL = re.compile(r"((?:项目|计划|协议|合同)?总投资[^,;、()]+)[,;、 (](?=[^0-9])(.*[0-9].*?)\)?")
_PHASE_ALONE = re.compile(_PHASE)
_PHASE_BEFORE = re.compile(rf"{_PHASE}[:]?(?=[0-9约])(.+)")
_SAYS_A_NUMBER = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿]")
_OTHERWISE = re.compile(r"[亩㎡%/每]|平方|公顷|单价|^[待未或]")
"""Words beside a number that make it something else than the amount."""
_OF_A_KIND = re.compile(_ANOTHER)
_MORE_TO_COME = re.compile(r"另[计有加外行]")
"""Words beside an amount that say that it is not the whole."""
_LONGEST = 200
_TO_THE_CENT = re.compile(r"[¥$] ?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{2}")
_BEYOND_A_PROJECT = 10**11
"""Major units (1000亿) that no project of a county comes to."""


@lru_cache(maxsize=4096)
def read_amount_with_aside(value: str, unit: Unit | None, currency: Currency = Currency.CNY) -> Money:
    """The amount of a text that says something more, which the caller has to keep.

    What stands beside it is a part of it (其中, 含, its phases), an amount of another kind (固定资产投资), its value in
    another currency (折合, 约), the phase it is for, or words without a number. A part beside another part
    (设备1亿元，土建2亿元), or with more to come (流动资金另计), is no amount of the project. An amount with a sign,
    groups and cents (¥12,000,000.00) is in yuan where in the column's unit it would be above 1000亿.

    Raises NotAnAmount as `read_amount` does, for ranges and several amounts too.
    """
    text = fold_width(clean(value))
    if len(text) <= _LONGEST:
        if _TO_THE_CENT.fullmatch(text) and unit is not None:
            return _to_the_cent(value, text, unit, currency)
        if match := _PHASE_BEFORE.fullmatch(text):
            return _certain(value, match[1], unit, currency)
        if _MORE_TO_COME.search(text):
            raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
        if (match := _TOTAL.fullmatch(text)) and _OTHERWISE.search(match[2]) is None:
            return _certain(value, match[1].strip(), unit, currency)
        if match := _BRACKETS.fullmatch(text) or _BEHIND.fullmatch(text):
            return _with_aside(value, match[1].strip(), match[2].strip(), unit, currency)
    raise NotAnAmount(Code.NOT_AN_AMOUNT, value)


def _with_aside(value: str, amount: str, aside: str, unit: Unit | None, currency: Currency) -> Money:
    if _is_unit(aside):
        return _certain(value, amount + aside, unit, currency)
    if _OF_A_KIND.match(amount) and _OF_A_KIND.match(aside):
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
    money = _certain(value, amount, unit, currency)
    if _PHASE_ALONE.fullmatch(aside) or _PART.match(aside) or _in_another_currency(aside, money) or (
            _are_its_phases(aside, money, unit, currency)):
        return money
    if _SAYS_A_NUMBER.search(aside) or _OTHERWISE.search(aside):
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
    return money


def _are_its_phases(aside: str, money: Money, unit: Unit | None, currency: Currency) -> bool:
    """Whether it is the amount again, phase by phase: 一期1亿元，二期2亿元 beside 3亿元."""
    phases = [_PHASE_BEFORE.fullmatch(part) for part in re.split("[,;、]", aside)]
    try:
        parts = [read_amount(phase[1], unit, currency) for phase in phases if phase]
    except NotAnAmount:
        return False
    return len(parts) == len(phases) > 1 and sum(part.minor for part in parts if part) == money.minor


def _in_another_currency(aside: str, money: Money) -> bool:
    """Whether it is the amount again in another currency: 折合2.1亿元人民币 beside 3000万美元."""
    match = _CONVERTED.match(aside)
    try:
        again = read_amount(aside[match.end():] if match else aside)
    except NotAnAmount:
        return False
    return again is not None and again.currency is not money.currency


def _is_unit(aside: str) -> bool:
    try:
        read_unit(aside)
    except NotAnAmount:
        return False
    return True


def _to_the_cent(value: str, text: str, unit: Unit, currency: Currency) -> Money:
    number = text.lstrip("¥$ ")
    in_column = _certain(value, number, unit, currency)
    if in_column.minor < _BEYOND_A_PROJECT * in_column.currency.minor_units:
        raise NotAnAmount(Code.UNKNOWN_UNIT, value)
    return _certain(value, number, Unit(Currency.CNY if text.startswith("¥") else Currency.USD, 1), currency)


def _certain(value: str, text: str, unit: Unit | None, currency: Currency) -> Money:
    """The amount of a part of a value; what is refused is the value."""
    try:
        money = read_amount(text, unit, currency)
    except NotAnAmount as error:
        raise NotAnAmount(error.code, value) from None
    if money is None:
        raise NotAnAmount(Code.NOT_AN_AMOUNT, value)
    return money
