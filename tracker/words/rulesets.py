"""A ruleset told in sentences: what each indicator counts, which date decides, thresholds, lights, limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from tracker.domain.money import print_exact
from tracker.domain.rules_words import ANY, OF_RESULTS, Denominator, Kind, StartFrom, label_in
from tracker.domain.stages import Stage
from tracker.words import Lang, spoken
from tracker.words.amounts import amount_text, currency_name
from tracker.words.assessment import AssessmentWords, assessment_told
from tracker.words.audit import AuditWords, audit_rules_told
from tracker.words.catalogue import words
from tracker.words.limits import limit_text

if TYPE_CHECKING:
    from tracker.domain.rules import Conversion, Indicator, Lists, Rounding, Ruleset
    from tracker.domain.rules_fields import Chosen, Filters
    from tracker.domain.rules_work import Lights
    from tracker.domain.threshold import Limit
    from tracker.office.figures.explained import CountedProject


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RulesetWords:
    """Sentences of one language; a vocabulary of rulesets has one for each of its values."""

    joint: str
    either: str
    both: str
    # sections
    head_title: str
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
    origins_title: str
    lists_title: str
    # the file itself
    called: str
    for_place: str
    any_place: str
    for_year: str
    any_year: str
    year_begins: Mapping[str, str]
    """The year begins with {month}: of the year it is called by, or of the one before."""
    year_begins_within: Mapping[str, str]
    """It begins on the {day} of {month}, and ends on the {last} of it a year later."""
    late_entry: Mapping[str, str]
    """What becomes of facts that were entered after {month} {day} of the year after."""
    source: str
    """Where a rule is written: {source}."""
    key: str
    """What an indicator is called in JSON and in commands: {key}."""
    names: str
    """What it is called in other languages: {names}."""
    # what an indicator counts
    kind: Mapping[str, str]
    results_summed: str
    """{result} of the year, added up."""
    results_counted: str
    """Projects that are {result} in the year."""
    date: Mapping[str, str]
    unit: str
    of_origin: str
    of_form: str
    without_form: str
    outside_share: str
    withdrawals: Mapping[str, str]
    increases: Mapping[str, str]
    of_currency: str
    own_currency: str
    result_currency: str
    own_result_currency: str
    each_at_least: str
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
    at_least_for: str
    """Of those that {who}: {limits}."""
    who: str
    """{field} is one of {values}."""
    who_any: str
    who_return: str
    per_mu: str
    """{field} for each mu of land at least {limit}."""
    entered_within: str
    """On record within {days} days."""
    less_than: str
    at_most: str
    more_than: str
    of_money: Mapping[str, str]
    """Money that arrived with its {limit}: all, of the year, in one receipt."""
    of_results: Mapping[str, str]
    """Results of a {field} with their {limit}: "together", or "in_year"."""
    reached: str
    reached_in_year: str
    """Only projects that were {stages} in the year."""
    reached_before_year: str
    promised: str
    """Only projects that say their {fields}."""
    on_time: str
    """Only those that were {stages} no later than was first expected."""
    has: str
    """Only projects that are {results} by the last day."""
    together: str
    once: str
    """In the year in which {what} first came to {limit}, or in that of the stage where it is later, and never again."""
    once_of: Mapping[str, str]
    """{what}: money that "arrived", or a "result"."""
    within_years: str
    same_year: str
    papers_by: str
    recognised: str
    recognised_by: str
    """Only what one of {bodies} recognised."""
    any_of: str
    """One of {alternatives} is enough."""
    parts: str
    # conversion
    denominator: Mapping[str, str]
    amounts_since: str
    numerator: str
    arrived: str
    # the rest
    progress: Mapping[str, str]
    lights: Mapping[str, str]
    late_start: Mapping[str, str]
    """What lights a late start, by the day it counts from."""
    project_lights: Mapping[str, str]
    """What else lights a project, by the table of the ruleset."""
    project_light: str
    decimals: str
    drop_zeros: str
    keep_zeros: str
    exchange: str
    exchange_on: str
    no_exchange: str
    without_receipt: Mapping[str, str]
    without_money: Mapping[str, str]
    signed_again: Mapping[str, str]
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
    overdue: str
    """An alert by the months a blocker is overdue."""
    outside: str
    reminders: str
    origins: Mapping[str, str]
    no_origins: str
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


def met_told(project: CountedProject, lang: Lang) -> str:
    """Of several conditions of which one suffices, those that a project meets; empty where none are asked."""
    return words(lang).terms.semicolon.join(conditions_told(one, lang) for one in project.met)


def conditions_told(filters: Filters, lang: Lang) -> str:
    """What is asked of a project, as one text."""
    teller = _Teller(lang)
    return teller.says.joint.join(teller.filters(filters))


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence of one ruleset and the one of the other in its place; empty where that one says nothing there."""

    heading: str
    subject: str
    before: str
    after: str


def differences(before: Ruleset, after: Ruleset, lang: Lang = Lang.ZH) -> tuple[Difference, ...]:
    """What two rulesets say otherwise, in the order of the second: comments and the order of keys are no difference."""
    old, new = _by_subject(before, lang), _by_subject(after, lang)
    found = []
    for place in (*new, *(place for place in old if place not in new)):
        (_, was), (title, becomes) = old.get(place, ("", ())), new.get(place) or old[place]
        becomes = becomes if place in new else ()
        gone = [sentence for sentence in was if sentence not in becomes]
        come = [sentence for sentence in becomes if sentence not in was]
        found += [Difference(place[0], title, *pair) for pair in zip_longest(gone, come, fillvalue="")]
    return tuple(found)


def _by_subject(rules: Ruleset, lang: Lang) -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """Title and sentences of each subject by its heading and key; an indicator that is renamed says so itself."""
    return {(chapter.heading, subject.key): (subject.title, (*((subject.title,) if subject.key else ()),
                                                             *subject.sentences))
            for chapter in tell(rules, lang) for subject in chapter.subjects}


def rounded_alike(rules: Ruleset) -> bool:
    """Whether all rates of a ruleset are rounded alike, so that it is said once."""
    kinds = {rules.time_progress.rounding, *(one.rounding for one in rules.indicators)}
    return len(kinds | {rules.rates.rounding, *(table.rounding for table in rules.all_conversions)}) == 1


class _Teller:
    """Makes the sentences of one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang, self.says, self.terms = lang, spoken(lang, RulesetWords), words(lang).terms

    def chapters(self, rules: Ruleset) -> Iterator[Chapter]:
        """Chapter by chapter."""
        says = self.says
        yield Chapter(says.head_title, (Subject("", tuple(self.head(rules))),))
        yield Chapter(says.indicators, tuple(self.indicator(one, rules) for one in rules.indicators))
        if rules.all_conversions:
            yield Chapter(says.conversion, tuple(
                Subject(label_in(table.labels, self.lang) if table.labels else "",
                        tuple(self.conversion(table, apart=not rounded_alike(rules))), table.key)
                for table in rules.all_conversions))
        if rules.assessment:
            yield Chapter(spoken(self.lang, AssessmentWords).title,
                          tuple(Subject(*subject) for subject in assessment_told(rules, self.lang)))
        yield Chapter(says.rounding_title, (Subject("", (*self.rounding(rules.rates.rounding),
                                                         *self.source(rules.rates.source))),))
        plain: list[tuple[str, Iterable[str]]] = [
            (says.progress_title, (says.progress[rules.time_progress.method],
                                   *(() if rounded_alike(rules) else self.rounding(rules.time_progress.rounding)),
                                   *self.source(rules.time_progress.source))),
            (says.lights_title, self.lights(rules.lights)),
            (says.exchange_title, self.exchange(rules)), (says.evidence_title, self.asked(rules)),
            (says.health_title, self.health(rules)), (says.limits_title, self.limits(rules)),
            (says.review_title, self.review(rules)), (says.origins_title, self.origins(rules)),
            (spoken(self.lang, AuditWords).rules_title, (*audit_rules_told(rules.audit, self.lang),
                                                         *self.source(rules.audit.source))),
            (says.lists_title, self.lists(rules.lists)),
        ]
        for title, sentences in plain:
            yield Chapter(title, (Subject("", tuple(sentences)),))

    def head(self, rules: Ruleset) -> Iterator[str]:
        """What the file is called, and which place and year it is for."""
        says = self.says
        yield says.called.format(id=rules.id)
        yield says.for_place.format(place=rules.place) if rules.place else says.any_place
        yield says.for_year.format(year=rules.year) if rules.year else says.any_year
        year = rules.counting_year
        if not year.counting.is_calendar:
            yield (says.year_begins[year.begins_in].format(month=year.first_month, last=year.first_month - 1)
                   if year.first_day == 1 else says.year_begins_within[year.begins_in].format(
                       month=year.first_month, day=year.first_day, last=year.first_day - 1))
        yield from self.source(year.source)
        if late := rules.late_entry:
            yield says.late_entry[late.facts].format(month=late.entered_by.month, day=late.entered_by.day)
            yield from self.source(late.source)
        yield from self.source(rules.source)

    def source(self, source: str) -> tuple[str, ...]:
        """Where a rule is written; nothing where nobody said."""
        return (self.says.source.format(source=source),) if source else ()

    # -- what is counted ----------------------------------------------------------------------------------------------

    def indicator(self, one: Indicator, rules: Ruleset) -> Subject:
        """One indicator: what it counts, by which date, what is asked of it, how it is printed."""
        return Subject(one.called(self.lang), tuple(self._indicator(one, rules)), one.key)

    def _indicator(self, one: Indicator, rules: Ruleset) -> Iterator[str]:
        says = self.says
        yield says.key.format(key=one.key)
        yield from self._other_names(one.labels)
        yield from self._counted(one, rules)
        yield from self.filters(one.filters)
        if one.evidence:
            yield says.proof.format(kinds=self.groups(one.evidence))
        if one.entered_within is not None:
            yield says.entered_within.format(days=one.entered_within)
        if one.papers_by:
            yield says.papers_by.format(month=one.papers_by.month, day=one.papers_by.day)
        if one.recognised_by:
            yield says.recognised_by.format(bodies=says.either.join(one.recognised_by))
        elif one.recognised:
            yield says.recognised
        yield says.unit.format(unit=one.unit)
        yield from self.source(one.source)
        if not rounded_alike(rules):
            yield says.joint.join(self.rounding(one.rounding))
        if one.monthly:
            yield says.monthly
        if one.aliases:
            yield says.aliases.format(names=says.joint.join(one.aliases))

    def _other_names(self, labels: Mapping[str, str]) -> Iterator[str]:
        """What a subject is called in languages other than the one it is told in."""
        others = [label for lang, label in labels.items() if label != label_in(labels, self.lang)]
        if others:
            yield self.says.names.format(names=self.says.joint.join(others))

    def _counted(self, one: Indicator, rules: Ruleset) -> Iterator[str]:
        """What is counted, and which day decides; of a figure made of others, which they are."""
        says = self.says
        stage = self.terms.stage[one.stage] if one.stage else ""
        if one.result is not None:
            told = says.results_summed if one.result.is_summed else says.results_counted
            yield told.format(result=self.terms.result[one.result])
        else:
            yield says.kind[one.kind].format(stage=stage, amount=self.terms.field[one.amount])
        if one.composed:
            named = [part.called(self.lang) for key in one.of if (part := rules.indicator(key))]
            yield says.parts.format(names=says.joint.join(named))
        elif one.kind is Kind.RECEIPTS:
            yield from self._money(one)
        elif one.kind is Kind.RESULTS:
            yield from self._currencies(one)
        else:
            yield says.date[one.date].format(stage=stage)
        if one.kind is Kind.AMOUNT and one.amount == "contract_amount":
            yield says.increases[one.increases]
        if one.together_with:
            others = says.joint.join(self.terms.stage[other] for other in one.together_with)
            yield says.together.format(stage=stage, others=others)
        if one.once_at_least:
            once = one.once_at_least.once
            what = says.once_of["result" if once.result else "arrived"].format(
                result=self.terms.result[once.result] if once.result else "")
            yield says.once.format(what=what, limit=limit_text(once.limit, self.lang), stage=stage)
        if one.within_years is not None:
            yield says.within_years.format(years=one.within_years) if one.within_years else says.same_year

    def _money(self, one: Indicator) -> Iterator[str]:
        says = self.says
        if one.receipt_origin:
            yield says.of_origin.format(origins=self._either(one.receipt_origin, self.terms.origin))
        if one.receipt_form:
            yield says.of_form.format(forms=self._either(one.receipt_form, self.terms.money_form))
        if one.without_form:
            yield says.without_form.format(forms=self._either(one.without_form, self.terms.money_form))
        if one.outside_share:
            yield says.outside_share
        if one.each_at_least:
            limits = says.either.join(amount_text(limit, self.lang) for limit in one.each_at_least)
            yield says.each_at_least.format(limits=limits)
        yield says.withdrawals[one.withdrawals]
        yield from self._currencies(one)

    def _currencies(self, one: Indicator) -> Iterator[str]:
        """In which currencies money counts; nothing where projects are counted."""
        says = self.says
        if not one.currencies:
            return
        own = one.money.currency if one.money else None
        converted = any(currency is not own for currency in one.currencies)
        names = says.joint.join(currency_name(currency, self.lang) for currency in one.currencies)
        told, own_told = ((says.result_currency, says.own_result_currency) if one.kind is Kind.RESULTS
                          else (says.of_currency, says.own_currency))
        yield (told if converted else own_told).format(currencies=names)

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
        yield from self._how_large(filters)
        yield from self._how_far(filters)
        if filters.exclude_status:
            yield says.exclude_status.format(statuses=self._either(filters.exclude_status, self.terms.status))
        if filters.exclude_phases:
            yield says.exclude_phases
        if filters.any_of:
            told = (says.joint.join(self.filters(one)) for one in filters.any_of)
            yield says.any_of.format(alternatives=self.terms.semicolon.join(told))

    def _how_far(self, filters: Filters) -> Iterator[str]:
        """What a project has to have come to."""
        says = self.says
        for reached, said in ((filters.reached, says.reached), (filters.reached_in_year, says.reached_in_year),
                              (filters.reached_before_year, says.reached_before_year),
                              (filters.on_time, says.on_time)):
            if reached:
                yield said.format(stages=says.joint.join(self.terms.stage[stage] for stage in reached))
        if filters.promised:
            yield says.promised.format(fields=says.joint.join(self.terms.field[name] for name in filters.promised))
        if filters.has:
            yield says.has.format(results=says.joint.join(self.terms.result[what] for what in filters.has))

    def _how_large(self, filters: Filters) -> Iterator[str]:
        """Thresholds and upper bounds."""
        says = self.says
        for one in filters.at_least_for:
            yield says.at_least_for.format(who=says.joint.join(self._who(one.only)),
                                           limits=says.joint.join(self._limits(one.amounts)))
        yield from self._limits(filters.at_least)
        for name, limit in filters.at_least_per_mu.items():
            yield says.per_mu.format(field=self.terms.field[name], limit=amount_text(limit, self.lang))
        for said, bounds in ((says.less_than, filters.less_than), (says.at_most, filters.at_most),
                             (says.more_than, filters.more_than)):
            for name, limit in bounds.items():
                yield said.format(field=self.terms.field[name], limit=amount_text(limit, self.lang))

    def _who(self, chosen: Chosen) -> Iterator[str]:
        """Whom a threshold of its own is for."""
        for name, values in chosen.only.items():
            said = self.says.who_any if ANY in values else self.says.who
            yield said.format(field=self.terms.field[name], values=self._either(values, self.terms.names_of(name)))
        if chosen.hunan_return:
            yield self.says.who_return

    def _limits(self, amounts: Mapping[str, Limit]) -> Iterator[str]:
        """Thresholds of a profile, and on money that arrived."""
        for name, limit in amounts.items():
            said, field_ = self.says.of_money.get(name, self.says.at_least), self.terms.field.get(name, name)
            if name in OF_RESULTS:
                what, in_year = OF_RESULTS[name]
                said, field_ = self.says.of_results["in_year" if in_year else "together"], self.terms.result[what]
            yield said.format(field=field_, limit=limit_text(limit, self.lang))

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
        amounts = conversion.denominator is Denominator.CONTRACT_AMOUNT
        denominator = says.amounts_since if amounts and conversion.base_year else says.denominator[
            conversion.denominator]
        yield denominator.format(base=conversion.base_year, unit=conversion.unit)
        if conversion.key:
            yield says.key.format(key=conversion.key)
            yield from self._other_names(conversion.labels)
        if conversion.stages:
            yield says.numerator.format(stages=says.joint.join(self.terms.stage[stage] for stage in conversion.stages))
        if conversion.arrived:
            yield says.arrived
        yield says.date[conversion.date].format(stage=self.terms.stage[Stage.SIGNED])
        yield from self.filters(conversion.filters)
        yield from self.source(conversion.source)
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
        for currency, printed in rules.printed.items():
            said = self.says.exchange_on if printed.on else self.says.exchange
            line = said.format(currency=currency_name(currency, self.lang), rate=print_exact(printed.rate),
                               day=printed.on)
            yield self.says.joint.join((line, *self.source(printed.source)))

    def asked(self, rules: Ruleset) -> Iterator[str]:
        """What becomes of a second signing, of "funded" and a start without money; evidence each move is asked for."""
        yield self.says.signed_again[rules.signed.again]
        yield from self.source(rules.signed.source)
        yield self.says.without_receipt[rules.funded.without_receipt]
        yield from self.source(rules.funded.source)
        yield self.says.without_money[rules.started.without_money]
        yield from self.source(rules.started.source)
        if not rules.evidence:
            yield self.says.no_evidence
            return
        for stage, groups in rules.evidence.items():
            yield self.says.evidence.format(stage=self.terms.stage[stage], kinds=self.groups(groups))
        yield self.says.override

    def lights(self, lights: Lights) -> Iterator[str]:
        """When a figure is yellow or red, and a project."""
        says = self.says
        yield says.lights[lights.method].format(yellow=print_exact(lights.yellow), red=print_exact(lights.red))
        yield from self.source(lights.source)
        late = lights.late_start
        of_projects = {
            says.late_start[late.since if late else StartFrom.EXPECTED]: late,
            says.project_lights["not_in_statistics"]: lights.not_in_statistics,
            says.project_lights["missing_funds"]: lights.missing_funds,
            says.project_lights["no_movement"]: lights.no_movement,
        }
        for what, light in of_projects.items():
            if light is not None:
                yield says.project_light.format(what=what, yellow=light.yellow, red=light.red)
                yield from self.source(light.source)

    def health(self, rules: Ruleset) -> Iterator[str]:
        """When a project fails its health check."""
        health, says = rules.health, self.says
        yield says.signed_not_started_days.format(days=health.signed_not_started_days)
        yield says.no_receipt_days.format(days=health.no_receipt_days)
        yield says.low_receipts.format(days=health.low_receipts_days, percent=print_exact(health.low_receipts_percent))
        yield says.untouched_days.format(days=health.untouched_days)
        yield from self.source(health.source)

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
        yield says.overdue.format(yellow=review.overdue.yellow, red=review.overdue.red)
        yield from self.source(review.overdue.source)
        if review.outside:
            yield says.outside.format(levels=self._either(review.outside, levels))
        if review.reminders:
            yield says.reminders.format(days=says.joint.join(str(days) for days in review.reminders))
        yield from self.source(review.source)

    def origins(self, rules: Ruleset) -> Iterator[str]:
        """What counts as inside and outside the place."""
        home = rules.origins
        if home.places is None:
            yield self.says.no_origins
        for name, values in (("province", (home.province,)), ("prefecture", (home.prefecture,)),
                             ("local", home.local), ("in_province", home.in_province)):
            if any(values):
                yield self.says.origins[name].format(values=self.says.joint.join(values))
        yield from self.source(home.source)

    def lists(self, lists: Lists) -> Iterator[str]:
        """What an officer chooses from."""
        tables = {"chain_roles": self.terms.chain_role, "top500": self.terms.top500,
                  "evidence_kinds": self.terms.evidence}
        for kind, values in lists:
            names = tables.get(kind, {})
            if values:
                yield self.says.lists[kind].format(
                    values=self.says.joint.join(names.get(value, value) for value in values))
