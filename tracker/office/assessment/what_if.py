"""What is typed to see a score with more of some indicators: new_signed=3, +3 new_signed, 省外资金 +0.5 亿元."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tracker.domain.text import clean, fold_width

if TYPE_CHECKING:
    from tracker.domain.rules import Ruleset
    from tracker.domain.scoring_working import Measures

_NUMBER = r"[-+]?\d{1,12}(?:\.\d{1,6})?"
_FIRST = re.compile(rf"(?P<more>{_NUMBER})(?P<rest>(?!\d).*)")
_LAST = re.compile(rf"(?P<name>.*?)[\s=]\s*(?P<more>{_NUMBER})(?P<unit>(?![\d.]).*)|"
                   rf"(?P<signed>.*?\S)\s*(?P<sign>[-+]\d{{1,12}}(?:\.\d{{1,6}})?)(?P<of>(?![\d.]).*)")
_BETWEEN = re.compile(r"[,;，；\n]")


@dataclass(frozen=True, slots=True)
class MoreAmiss:
    """Why what was typed says nothing: there is no figure of this name, or (`known` empty) no number stands there."""

    value: str
    known: tuple[str, ...] = ()
    """The keys of the figures there are."""


def more_split(text: str) -> list[str]:
    """Several that were typed in one line, between commas or semicolons."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def more_typed(rules: Ruleset, of: Measures, typed: Sequence[str]) -> Mapping[str, Fraction] | MoreAmiss:
    """How much more of which indicators a unit would have, by key in the indicator's unit; several of one add up.

    Each is a name or key and a number with or without its unit, the number first or last.
    """
    more: dict[str, Fraction] = {}
    for text in typed:
        plain = fold_width(clean(text)).strip()
        pairs = list(_read(plain, {fold_width(one.unit) for one in rules.indicators if one.unit}))
        if not pairs:
            return MoreAmiss(clean(text))
        found = next(filter(None, (_meant(rules, of, *pair) for pair in pairs)), None)
        if found is None:
            name = pairs[0][0]
            named = rules.indicator_named(name)
            return MoreAmiss(clean(text)) if named is not None and named.key in of.actuals else MoreAmiss(
                name, tuple(of.actuals))
        key, amount = found
        more[key] = more.get(key, Fraction(0)) + amount
    return more


def _read(text: str, units: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Name, number and unit, as they may be meant."""
    if match := _FIRST.fullmatch(text):
        rest = match["rest"].strip()
        for unit in ("", *units):
            if rest.startswith(unit) and rest != unit:
                yield rest.removeprefix(unit).strip(), match["more"], unit
    elif match := _LAST.fullmatch(text):
        name, more, unit = ((match["name"], match["more"], match["unit"]) if match["more"]
                            else (match["signed"], match["sign"], match["of"]))
        if name.strip():
            yield name.strip(), more, unit.strip()


def _meant(rules: Ruleset, of: Measures, name: str, number: str, unit: str) -> tuple[str, Fraction] | None:
    """The key and the amount, where there is such a figure and the number is in its unit."""
    indicator = rules.indicator_named(name)
    if indicator is None or indicator.key not in of.actuals or unit not in ("", fold_width(indicator.unit)):
        return None
    return indicator.key, Fraction(number)
