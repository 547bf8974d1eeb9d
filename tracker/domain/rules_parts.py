"""The smaller parts of a ruleset file: labels, units, thresholds, rates of exchange, lights, limits, lists."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from enum import StrEnum

from tracker.domain.blocking import Alert, Level
from tracker.domain.money import Currency, Money, NotAnAmount, Unit, read_amount, read_unit
from tracker.domain.profile import ChainRole, Top500
from tracker.domain.rules_section import Section
from tracker.domain.rules_types import Health, Kind, LightMethod, Lights, Lists, ReviewRules, Rounding
from tracker.domain.stages import Stage

_ONLY_FOR: dict[Kind, tuple[str, ...]] = {
    Kind.MILESTONE: ("currency", "receipt_origin"),
    Kind.COMPANIES: ("currency", "receipt_origin"),
    Kind.RECEIPTS: ("stage", "date", "monthly"),
}
"""Keys that say nothing for a kind: somebody meant another kind."""


def refuse_for_kind(section: Section, kind: Kind | None) -> None:
    """Notes keys that mean nothing for the kind of an indicator."""
    for key in _ONLY_FOR.get(kind, ()) if kind else ():
        if section.has(key):
            section.drop(key)
            section.problem(key, "not_for_kind", kind)


def needed(root: Section, key: str) -> Section | None:
    """A table that has to be there; one problem, not one for each of its keys, when it is not."""
    if not root.has(key):
        root.problem(key, "missing_key", key)
        return None
    return root.section(key)


def read_label(section: Section) -> dict[str, str]:
    """A label in Chinese, which is required, and English."""
    if not section.has("label"):
        section.problem("label", "missing_key", "label")
        return {"zh": ""}
    inner = section.section("label")
    label = {"zh": inner.text("zh", required=True), "en": inner.text("en")}
    inner.done(("zh", "en"))
    return {lang: text for lang, text in label.items() if text} or {"zh": ""}


def read_rounding(section: Section, base: Rounding) -> Rounding:
    """The rounding of one figure: what the section says, `base` where it is silent."""
    decimals = section.integer("decimals", 0, 10)
    return Rounding(base.decimals if decimals is None else decimals, section.flag("drop_zeros", base.drop_zeros))


def read_money_unit(section: Section, text: str) -> Unit | None:
    """The unit money is printed in; a currency has to be part of it."""
    try:
        unit = read_unit(text)
    except NotAnAmount:
        unit = None
    if unit is None or unit.currency is None:
        section.problem("unit", "unknown_unit", text, ("万元", "亿元", "万美元"))
        return None
    return unit


def read_threshold(section: Section, key: str) -> Money | None:
    """A threshold such as 5000万元."""
    if not section.has(key):
        return None
    text = section.text(key)
    try:
        money = read_amount(text) if text else None
    except NotAnAmount as error:
        section.problem(key, error.code, text)
        return None
    if text and money is None:
        section.problem(key, "not_an_amount", text)
    return money


def read_exchange(section: Section) -> dict[Currency, Decimal]:
    """Yuan for one unit of each currency named."""
    rates: dict[Currency, Decimal] = {}
    for key in section.left():
        if key not in list(Currency) or key == Currency.CNY:
            section.problem(key, "unknown_currency", key, (one for one in Currency if one is not Currency.CNY))
            section.drop(key)
        elif (rate := section.number(key)) is not None:
            rates[Currency(key)] = rate
    return rates


def read_lights(section: Section | None) -> Lights | None:
    """The method and its two thresholds; red has to lie beyond yellow."""
    if section is None:
        return None
    method = section.word("method", LightMethod, required=True)
    yellow, red = section.number("yellow", required=True), section.number("red", required=True)
    section.done(("method", "yellow", "red"))
    if method is None or yellow is None or red is None:
        return None
    if (yellow > red) if method is LightMethod.POINTS else (yellow < red):
        section.problem("red", "order", red)
    return Lights(method, yellow, red)


def read_health(section: Section | None) -> Health | None:
    """The limits of the health check, in days and percent."""
    if section is None:
        return None
    names = ("signed_not_started_days", "no_receipt_days", "low_receipts_days", "untouched_days")
    days = {name: section.integer(name, 1, 36_500, required=True) or 0 for name in names}
    percent = section.number("low_receipts_percent", required=True) or Decimal(0)
    section.done((*names, "low_receipts_percent"))
    return Health(low_receipts_percent=percent, **days)


def read_review(section: Section) -> ReviewRules:
    """Escalation and reminders; what the section does not say is as everywhere."""
    usual = ReviewRules()
    tell = {alert: section.word(alert, Level) or usual.tell[alert] for alert in Alert}
    outside = frozenset(section.words("outside", Level)) if section.has("outside") else usual.outside
    reminders = section.integers("reminders", 1, 365) if section.has("reminders") else usual.reminders
    section.done((*Alert, "outside", "reminders"))
    return ReviewRules(tell, outside, tuple(sorted(set(reminders))))


def read_limits(section: Section) -> dict[Stage, int]:
    """Days each stage may be held."""
    limits = {stage: section.integer(stage, 1, 36_500) for stage in Stage}
    section.done(Stage)
    return {stage: days for stage, days in limits.items() if days is not None}


def read_lists(section: Section) -> Lists:
    """The lists of a place; chain roles and top-500 lists come from the vocabulary of the profile."""
    vocabularies: dict[str, type[StrEnum]] = {"chain_roles": ChainRole, "top500": Top500}
    names = tuple(field.name for field in fields(Lists))
    lists = Lists(*(section.texts(name, vocabularies.get(name)) for name in names))
    section.done(names)
    return lists
