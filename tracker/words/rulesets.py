"""A ruleset told in sentences: what each indicator counts, which date decides, thresholds, lights, limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker.domain.currency import Currency
from tracker.domain.money import print_exact
from tracker.domain.rules import ANY, Conversion, Filters, Indicator, Kind, Lists, Rounding, Ruleset
from tracker.domain.stages import Stage
from tracker.words import Lang, spoken
from tracker.words.amounts import AmountWords, amount_text
from tracker.words.catalogue import words


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RulesetWords:
    """Sentences of one language; a vocabulary of rulesets has one for each of its values."""

    joint: str
    either: str
    both: str
    # sections
    indicators: str
    conversion: str
    progress_title: str
    lights_title: str
    rounding_title: str
    exchange_title: str
    evidence_title: str
    health_title: str
    limits_title: str
    review_title: str
    lists_title: str
    # what an indicator counts
    kind: Mapping[str, str]
    date: Mapping[str, str]
    unit: str
    of_origin: str
    withdrawals: Mapping[str, str]
    of_currency: str
    own_currency: str
    yuan: str
    monthly: str
    proof: str
    # filters
    only: str
    any_value: str
    without: str
    without_any: str
    hunan_return: str
    at_least: str
    exclude_status: str
    exclude_phases: str
    # conversion
    denominator: Mapping[str, str]
    numerator: str
    # the rest
    progress: Mapping[str, str]
    lights: Mapping[str, str]
    decimals: str
    drop_zeros: str
    keep_zeros: str
    exchange: str
    no_exchange: str
    without_receipt: Mapping[str, str]
    evidence: str
    no_evidence: str
    override: str
    signed_not_started_days: str
    no_receipt_days: str
    low_receipts: str
    untouched_days: str
    limit: str
    no_limits: str
    alert: str
    outside: str
    reminders: str
    lists: Mapping[str, str]
    aliases: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject of a ruleset with its sentences; of an indicator, `key` names it."""

    title: str
    sentences: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What belongs together under one heading."""

    heading: str
    subjects: tuple[Subject, ...]


def tell(rules: Ruleset, lang: Lang = Lang.ZH) -> tuple[Chapter, ...]:
    """The whole ruleset in sentences of a language, what is counted first."""
    return tuple(_Teller(lang).chapters(rules))


def rounded_alike(rules: Ruleset) -> bool:
    """Whether all rates of a ruleset are rounded alike, so that it is said once."""
    kinds = {rules.time_progress.rounding, *(one.rounding for one in rules.indicators)}
    return len(kinds | ({rules.conversion.rounding} if rules.conversion else set())) == 1


class _Teller:
    """Makes the sentences of one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang, self.says, self.terms = lang, spoken(lang, RulesetWords), words(lang).terms
        self.currencies = spoken(lang, AmountWords).whole.currencies

    def chapters(self, rules: Ruleset) -> Iterator[Chapter]:
        """Chapter by chapter."""
        says = self.says
        yield Chapter(says.indicators, tuple(self.indicator(one, rules) for one in rules.indicators))
        if rules.conversion:
            rates = self.conversion(rules.conversion, apart=not rounded_alike(rules))
            yield Chapter(says.conversion, (Subject("", tuple(rates)),))
        if rounded_alike(rules) and rules.indicators:
            yield Chapter(says.rounding_title, (Subject("", self.rounding(rules.indicators[0].rounding)),))
        plain: list[tuple[str, Iterable[str]]] = [
            (says.progress_title, (says.progress[rules.time_progress.method],
                                   *(() if rounded_alike(rules) else self.rounding(rules.time_progress.rounding)))),
            (says.lights_title, (says.lights[rules.lights.method].format(
                yellow=print_exact(rules.lights.yellow), red=print_exact(rules.lights.red)),)),
            (says.exchange_title, self.exchange(rules)), (says.evidence_title, self.asked(rules)),
            (says.health_title, self.health(rules)), (says.limits_title, self.limits(rules)),
            (says.review_title, self.review(rules)), (says.lists_title, self.lists(rules.lists)),
        ]
        for title, sentences in plain:
            yield Chapter(title, (Subject("", tuple(sentences)),))

    # -- what is counted ----------------------------------------------------------------------------------------------

    def indicator(self, one: Indicator, rules: Ruleset) -> Subject:
        """One indicator: what it counts, by which date, what is asked of it, how it is printed."""
        return Subject(one.called(self.lang), tuple(self._indicator(one, rules)), one.key)

    def _indicator(self, one: Indicator, rules: Ruleset) -> Iterator[str]:
        says = self.says
        stage = self.terms.stage[one.stage] if one.stage else ""
        yield says.kind[one.kind].format(stage=stage)
        if one.kind is Kind.RECEIPTS:
            yield from self._money(one)
        else:
            yield says.date[one.date].format(stage=stage)
        yield from self.filters(one.filters)
        if one.evidence:
            yield says.proof.format(kinds=self.groups(one.evidence))
        if one.money:
            yield says.unit.format(unit=one.unit)
        if not rounded_alike(rules):
            yield says.joint.join(self.rounding(one.rounding))
        if one.monthly:
            yield says.monthly
        if one.aliases:
            yield says.aliases.format(names=says.joint.join(one.aliases))

    def _money(self, one: Indicator) -> Iterator[str]:
        says = self.says
        if one.receipt_origin:
            yield says.of_origin.format(origins=self._either(one.receipt_origin, self.terms.origin))
        yield says.withdrawals[one.withdrawals]
        own = one.money.currency if one.money else None
        converted = any(currency is not own for currency in one.currencies)
        names = says.joint.join(self.currency(currency) for currency in one.currencies)
        yield (says.of_currency if converted else says.own_currency).format(currencies=names)

    def currency(self, code: str) -> str:
        """人民币, 美元; or CNY, USD."""
        if code == Currency.CNY:
            return self.says.yuan
        return self.currencies[Currency(code)]

    def filters(self, filters: Filters) -> Iterator[str]:
        """Which projects can count at all."""
        says = self.says
        for fields_, named, any_ in ((filters.only, says.only, says.any_value),
                                     (filters.without, says.without, says.without_any)):
            for name, values in fields_.items():
                said = any_ if ANY in values else named
                yield said.format(field=self.terms.field[name], values=self._either(values, self.terms.names_of(name)))
        if filters.hunan_return:
            yield says.hunan_return
        for name, limit in filters.at_least.items():
            yield says.at_least.format(field=self.terms.field[name], limit=amount_text(limit, self.lang))
        if filters.exclude_status:
            yield says.exclude_status.format(statuses=self._either(filters.exclude_status, self.terms.status))
        if filters.exclude_phases:
            yield says.exclude_phases

    def _either(self, values: Iterable[str], names: Mapping[str, str]) -> str:
        """In the order of the vocabulary, else of the alphabet: a set has none."""
        order = {name: at for at, name in enumerate(names)}
        ranked = sorted((str(one) for one in values), key=lambda one: (order.get(one, len(order)), one))
        return self.says.either.join(names.get(one, one) for one in ranked)

    def groups(self, groups: Iterable[frozenset[str]]) -> str:
        """Evidence: one of each group."""
        return self.says.both.join(self._either(group, self.terms.evidence) for group in groups)

    def conversion(self, conversion: Conversion, *, apart: bool = True) -> Iterator[str]:
        """What the conversion rates are shares of; `apart` says how they are rounded, too."""
        says = self.says
        yield says.denominator[conversion.denominator].format(base=conversion.base_year, unit=conversion.unit)
        yield says.numerator.format(stages=says.joint.join(self.terms.stage[stage] for stage in conversion.stages))
        yield says.date[conversion.date].format(stage=self.terms.stage[Stage.SIGNED])
        yield from self.filters(conversion.filters)
        if apart:
            yield says.joint.join(self.rounding(conversion.rounding))

    # -- the rest -----------------------------------------------------------------------------------------------------

    def rounding(self, rounding: Rounding) -> tuple[str, str]:
        """How many decimals, and what becomes of zeros."""
        return (self.says.decimals.format(decimals=rounding.decimals),
                self.says.drop_zeros if rounding.drop_zeros else self.says.keep_zeros)

    def exchange(self, rules: Ruleset) -> Iterator[str]:
        """The rates printed in the ruleset."""
        if not rules.exchange:
            yield self.says.no_exchange
        for currency, rate in rules.exchange.items():
            yield self.says.exchange.format(currency=self.currency(currency), rate=print_exact(rate))

    def asked(self, rules: Ruleset) -> Iterator[str]:
        """Evidence each move is asked for, and whether "funded" counts without money that proves it."""
        yield self.says.without_receipt[rules.funded.without_receipt]
        if not rules.evidence:
            yield self.says.no_evidence
            return
        for stage, groups in rules.evidence.items():
            yield self.says.evidence.format(stage=self.terms.stage[stage], kinds=self.groups(groups))
        yield self.says.override

    def health(self, rules: Ruleset) -> Iterator[str]:
        """When a project fails its health check."""
        health, says = rules.health, self.says
        yield says.signed_not_started_days.format(days=health.signed_not_started_days)
        yield says.no_receipt_days.format(days=health.no_receipt_days)
        yield says.low_receipts.format(days=health.low_receipts_days, percent=print_exact(health.low_receipts_percent))
        yield says.untouched_days.format(days=health.untouched_days)

    def limits(self, rules: Ruleset) -> Iterator[str]:
        """Days each stage may be held."""
        if not rules.stage_limits:
            yield self.says.no_limits
        for stage, days in rules.stage_limits.items():
            yield self.says.limit.format(stage=self.terms.stage[stage], days=days)

    def review(self, rules: Ruleset) -> Iterator[str]:
        """How the weekly review escalates and reminds."""
        review, says, levels = rules.review, self.says, self.terms.level
        for count, (alert, level) in enumerate(review.tell.items(), start=1):
            yield says.alert.format(count=count, alert=self.terms.alert[alert], level=levels[level])
        if review.outside:
            yield says.outside.format(levels=self._either(review.outside, levels))
        if review.reminders:
            yield says.reminders.format(days=says.joint.join(str(days) for days in review.reminders))

    def lists(self, lists: Lists) -> Iterator[str]:
        """What an officer chooses from."""
        tables = {"chain_roles": self.terms.chain_role, "top500": self.terms.top500,
                  "evidence_kinds": self.terms.evidence}
        for kind, values in lists:
            names = tables.get(kind, {})
            if values:
                yield self.says.lists[kind].format(
                    values=self.says.joint.join(names.get(value, value) for value in values))
