"""From the bytes of a TOML file to a ruleset, or to the list of everything that is wrong with it."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from tracker.domain.money import Currency, Unit
from tracker.domain.profile import Origin
from tracker.domain.rules_parts import (
    needed,
    read_exchange,
    read_health,
    read_label,
    read_lights,
    read_limits,
    read_lists,
    read_money_unit,
    read_review,
    read_rounding,
    read_threshold,
    refuse_for_kind,
)
from tracker.domain.rules_section import Problem, Report, RulesetError, Section
from tracker.domain.rules_types import (
    AMOUNT_FIELDS,
    ANY,
    TEXT_FIELDS,
    Conversion,
    DateBasis,
    Denominator,
    Filters,
    Indicator,
    Kind,
    Lists,
    Progress,
    Rounding,
    Ruleset,
)
from tracker.domain.stages import Stage, Status
from tracker.files import deep_is_wrong

YEARS = (1978, 2200)
"""Investment promotion offices begin with the opening of 1978."""


def canonical(content: bytes) -> bytes:
    """The bytes a digest is taken of: UTF-8 without a byte-order mark, lines ended by LF, one LF at the end.

    An editor on Windows or Linux saving the same text gives the same digest; a changed comment gives another,
    because comments state where a rule comes from.
    """
    text = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text.rstrip(b"\n") + b"\n"


def digest_of(content: bytes) -> str:
    """`sha256:…` over the canonical bytes of a ruleset file."""
    return "sha256:" + hashlib.sha256(canonical(content)).hexdigest()


def validate(content: bytes, file: str) -> list[Problem]:
    """Everything that is wrong with a ruleset file; empty when it can be used."""
    return list(_read(content, file)[1])


def read_ruleset(content: bytes, file: str) -> Ruleset:
    """The ruleset in a file's bytes. Raises RulesetError with every problem at once."""
    ruleset, problems = _read(content, file)
    if ruleset is None:
        raise RulesetError(problems)
    return ruleset


def applies_to(content: bytes, file: str) -> tuple[int | None, str]:
    """Year and place a file is written for, read without checking the rest. Raises RulesetError if it is not TOML."""
    report = Report(file, "")
    head = Section(_parse(content, report) or {}, "", report)
    year, place = head.integer("year", *YEARS), head.text("place")
    if report.problems:
        raise RulesetError(report.problems)
    return year, place


@cache
def _read(content: bytes, file: str) -> tuple[Ruleset | None, tuple[Problem, ...]]:
    report = Report(file, canonical(content).decode("utf-8", "replace"))
    values = _parse(content, report)
    if values is None:
        return None, tuple(report.problems)
    ruleset = _Reader(Section(values, "", report)).ruleset(digest_of(content))
    return (None if report.problems else ruleset), tuple(report.problems)


def _parse(content: bytes, report: Report) -> dict[str, Any] | None:
    try:
        with deep_is_wrong():
            return tomllib.loads(canonical(content).decode("utf-8"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        report.add("", "not_text", error)
    except ValueError as error:  # also a number of thousands of digits
        report.add("", "not_toml", error)
    return None


class _Reader:
    """Reads the parts in an order that lets later ones be checked against earlier ones."""

    def __init__(self, root: Section) -> None:
        self.root = root
        self.lists = Lists((), (), (), (), (), (), (), ())
        self.exchange: dict[Currency, Decimal] = {}
        self.rounding = Rounding()

    def ruleset(self, digest: str) -> Ruleset | None:
        root = self.root
        name, place, year = root.text("id", required=True), root.text("place"), root.integer("year", *YEARS)
        self.lists = read_lists(root.section("lists", required=True))
        self.exchange = read_exchange(root.section("exchange"))
        rates = root.section("rates")
        self.rounding = read_rounding(rates, Rounding())
        rates.done(("decimals", "drop_zeros"))
        progress, progress_rounding = self._progress(root.section("time_progress"))
        indicators = self._indicators()
        conversion = self._conversion(root.section("conversion")) if root.has("conversion") else None
        lights, health = read_lights(needed(root, "lights")), read_health(needed(root, "health"))
        limits, asked = read_limits(root.section("stage_limits")), self._asked(root.section("evidence"))
        review = read_review(root.section("review"))
        root.done()
        if lights is None or health is None:
            return None
        return Ruleset(name, place, year, digest, indicators, conversion, lights, progress, progress_rounding,
                       self.exchange, asked, health, limits, self.lists, review)

    def _progress(self, section: Section) -> tuple[Progress, Rounding]:
        method = section.word("method", Progress) or Progress.WHOLE_MONTHS
        rounding = read_rounding(section, self.rounding)
        section.done(("method", "decimals", "drop_zeros"))
        return method, rounding

    def _asked(self, section: Section) -> dict[Stage, tuple[frozenset[str], ...]]:
        asked = {stage: section.groups(stage, self.lists.evidence_kinds) for stage in Stage}
        section.done(Stage)
        return {stage: groups for stage, groups in asked.items() if groups}

    def _indicators(self) -> tuple[Indicator, ...]:
        found: list[Indicator] = []
        for section in self.root.sections("indicators"):
            one = self._indicator(section)
            if one is not None and any(one.key == other.key for other in found):
                section.problem("key", "duplicate", one.key)
            if one is not None:
                found.append(one)
        return tuple(found)

    def _indicator(self, section: Section) -> Indicator | None:
        key, unit = section.text("key", required=True), section.text("unit", required=True)
        label, aliases = read_label(section), section.texts("aliases")
        kind = section.word("kind", Kind, required=True)
        rounding, filters = read_rounding(section, self.rounding), self._filters(section)
        evidence = section.groups("evidence", self.lists.evidence_kinds)
        if kind is Kind.RECEIPTS:
            more = self._receipts(section, unit)
        else:
            more = {"stage": section.word("stage", Stage, required=kind is not None),
                    "date": section.word("date", DateBasis) or DateBasis.OCCURRED,
                    "monthly": section.flag("monthly")}
        refuse_for_kind(section, kind)
        section.done()
        if kind is None:
            return None
        return Indicator(key, label, unit, kind, filters, rounding, aliases, evidence=evidence, **more)

    def _receipts(self, section: Section, unit: str) -> dict[str, Any]:
        money = read_money_unit(section, unit) if unit else None
        currencies = section.words("currency", Currency) or ((money.currency,) if money and money.currency else ())
        if money is not None:
            self._rates_for(section, "currency", money, currencies)
        return {"money": money, "currencies": currencies,
                "receipt_origin": frozenset(section.words("receipt_origin", Origin))}

    def _rates_for(self, section: Section, key: str, money: Unit, currencies: Iterable[Currency]) -> None:
        """Another currency than the unit's is converted into yuan, at a printed rate; into no other currency."""
        for currency in currencies:
            rates = self.exchange if money.currency is Currency.CNY else {}
            if currency is not money.currency and currency not in rates:
                section.problem(key, "no_rate", currency, rates)

    def _filters(self, section: Section) -> Filters:
        only, without = section.section("only"), section.section("without")
        amounts = section.section("at_least")
        filters = Filters(
            hunan_return=only.flag("hunan_return"),
            only=self._fields(only),
            without=self._fields(without),
            at_least={name: value for name in AMOUNT_FIELDS if (value := read_threshold(amounts, name)) is not None},
            exclude_status=frozenset(section.words("exclude_status", Status)),
            exclude_phases=section.flag("exclude_phases"),
        )
        only.done(("hunan_return", *TEXT_FIELDS))
        without.done(TEXT_FIELDS)
        amounts.done(AMOUNT_FIELDS)
        return filters

    def _fields(self, section: Section) -> dict[str, frozenset[str]]:
        known: Mapping[str, Iterable[str]] = {
            "origin": Origin, "top500": self.lists.top500, "chain_role": self.lists.chain_roles,
            "industry_chain": self.lists.industry_chains, "park": self.lists.parks, "channel": self.lists.channels,
        }
        found = {}
        for name in TEXT_FIELDS:
            if section.has(name):
                choices = tuple(known.get(name, ()))
                found[name] = frozenset(section.texts(name, (*choices, ANY) if choices else None))
        return {name: values for name, values in found.items() if values}

    def _conversion(self, section: Section) -> Conversion | None:
        denominator = section.word("denominator", Denominator, required=True)
        stages = section.words("stages", Stage)
        # Read only where they mean something, so that elsewhere they are reported.
        unit = section.text("unit", required=True) if denominator is Denominator.CONTRACT_AMOUNT else ""
        based = denominator in (Denominator.SINCE_BASE_YEAR, Denominator.COHORT)
        base_year = section.integer("base_year", *YEARS, required=True) if based else None
        filters, rounding = self._filters(section), read_rounding(section, self.rounding)
        date = section.word("date", DateBasis) or DateBasis.OCCURRED
        for stage in stages:
            if stage.rank <= Stage.SIGNED.rank:
                section.problem("stages", "order", stage)
        section.done()
        if denominator is None:
            return None
        money = read_money_unit(section, unit) if unit else None
        return Conversion(denominator, stages, filters, rounding, date, base_year, money, unit)
