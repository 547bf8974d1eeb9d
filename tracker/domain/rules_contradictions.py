"""What a readable ruleset says that cannot be meant: a value in and out, bands without room, what nothing satisfies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from tracker.domain.fields import ChoiceField
from tracker.domain.money import Currency, Money, print_amount
from tracker.domain.profile import FIELDS
from tracker.domain.reasons import Fault
from tracker.domain.rules_assessment_contradictions import assessment_contradictions
from tracker.domain.rules_conditions import Alternative, Conditions, Filtered
from tracker.domain.rules_fields import AMOUNT_FIELDS, TEXT_FIELDS, Chosen, Filters, ThresholdsFor
from tracker.domain.rules_problems import Problem, RulesetError, line_of
from tracker.domain.rules_read import canonical, read_ruleset
from tracker.domain.rules_types import Indicator, Ruleset
from tracker.domain.rules_words import ANY, OF_ANY_YEAR, DateBasis
from tracker.domain.stages import Status
from tracker.domain.threshold import Limit

_Found = tuple[str, Fault, str]
"""The key of a table, what is wrong there, and the value."""


def everything_wrong(content: bytes, file: str) -> list[Problem]:
    """All that is wrong with the bytes of a ruleset file: what cannot be read, else what contradicts itself."""
    try:
        rules = read_ruleset(content, file)
    except RulesetError as error:
        return list(error.problems)
    return contradictions(rules, canonical(content).decode("utf-8"), file)


def contradictions(rules: Ruleset, text: str, file: str) -> list[Problem]:
    """What a ruleset says that cannot be meant, in the order of its tables, each with its line in `text`."""
    found = [(f"{place}.{key}", code, value)
             for place, table in _tables(rules) for key, code, value in _of_table(table, rules)]
    if rules.assessment:
        found += [(f"assessment.{key}", code, value)
                  for key, code, value in assessment_contradictions(rules.assessment)]
    return [Problem(file, place, line_of(text, place), code, value) for place, code, value in found]


def _tables(rules: Ruleset) -> Iterator[tuple[str, Filtered]]:
    for number, indicator in enumerate(rules.indicators, start=1):
        yield f"indicators[{number}]", indicator
    if rules.conversion:
        yield "conversion", rules.conversion
    for number, conversion in enumerate(rules.conversions, start=1):
        yield f"conversions[{number}]", conversion


def _of_table(table: Filtered, rules: Ruleset) -> Iterator[_Found]:
    yield from _of_conditions(table, rules)
    if isinstance(table, Indicator):
        for form in sorted(set(table.receipt_form) & set(table.without_form)):
            yield "without_form", Fault.BOTH_WAYS, form
    if "any_of" in table.model_fields_set and not table.any_of:
        yield "any_of", Fault.NO_VALUES, "any_of"
    for number, one in enumerate(table.any_of, start=1):
        yield from _of_alternative(f"any_of[{number}]", one, table, rules)
        if one.filters in [earlier.filters for earlier in table.any_of[:number - 1]]:
            yield f"any_of[{number}]", Fault.DUPLICATE, str(number)


def _of_alternative(place: str, one: Alternative, table: Filtered, rules: Ruleset) -> Iterator[_Found]:
    """What is wrong with one of several conditions: in itself, or beside what is asked of all projects."""
    for key, code, value in _of_conditions(one, rules):
        yield f"{place}.{key}", code, value
    filters, outer = one.filters, table.filters
    if any(_apart(outer, name, values) for name, values in filters.only.items()):
        yield place, Fault.NOTHING_FITS, _named(filters)
    beside = (replace(filters, less_than=outer.less_than, at_most=outer.at_most),
              replace(filters, at_least=outer.at_least, more_than=outer.more_than, at_least_for=()))
    for key, code, value in (found for both in beside for found in _bands(both, rules)):
        yield f"{place}.{key}", code, value


def _of_conditions(table: Conditions, rules: Ruleset) -> Iterator[_Found]:
    filters = table.filters
    yield from _values(filters)
    yield from _empty(table)
    if filters.exclude_status >= set(Status):
        yield "exclude_status", Fault.NOTHING_FITS, ", ".join(sorted(filters.exclude_status))
    yield from _bands(filters, rules)
    yield from _years(table)
    for number, one in enumerate(filters.at_least_for, start=1):
        if any(_apart(filters, name, values) for name, values in one.only.only.items()):
            yield f"at_least_for[{number}]", Fault.NOTHING_FITS, _named(one.only)
        elif dead := {name for earlier in filters.at_least_for[:number - 1] for name in _decided(one, earlier)}:
            yield f"at_least_for[{number}]", Fault.DECIDED_BEFORE, f"{_named(one.only)}, {', '.join(sorted(dead))}"


_ASKED_FOR = ("currency", "receipt_origin", "receipt_form", "recognised_by")
"""Lists of an indicator of which only what they name counts, as under `only`."""


def _empty(table: Conditions) -> Iterator[_Found]:
    """Lists of what counts that are written out with nothing in them: left out they ask for nothing, so does this."""
    onlys = {"only": table.only, **{f"at_least_for[{number}].only": one.only
                                    for number, one in enumerate(table.at_least_for, start=1)}}
    for key, only in onlys.items():
        for name in TEXT_FIELDS:
            if name in only.model_fields_set and not getattr(only, name):
                yield f"{key}.{name}", Fault.NO_VALUES, name
    for name in _ASKED_FOR:
        if name in table.model_fields_set and not getattr(table, name):
            yield name, Fault.NO_VALUES, name


def _decided(thresholds: ThresholdsFor, earlier: ThresholdsFor) -> set[str]:
    """The amounts of thresholds that earlier ones decide already, as they fit every project that these fit."""
    only, before = thresholds.only, earlier.only
    fits_all = only.hunan_return >= before.hunan_return and all(
        name in only.only and (ANY in values or only.only[name] <= values) for name, values in before.only.items())
    return set(thresholds.amounts.keys() & earlier.amounts.keys()) if fits_all else set()


def _values(filters: Filters) -> Iterator[_Found]:
    for name, values in filters.only.items():
        out = filters.without.get(name, frozenset())
        for value in sorted(values & out):
            yield f"without.{name}", Fault.BOTH_WAYS, value
        if (values - out and ANY not in out and not _all_of(name, out)) or not out or values & out:
            continue
        yield f"without.{name}", Fault.NOTHING_FITS, ", ".join(sorted(out))


def _all_of(name: str, values: frozenset[str]) -> bool:
    """Whether values are the whole vocabulary of a field that has one."""
    field = FIELDS[name]
    return isinstance(field, ChoiceField) and values >= {str(one) for one in field.kind}


def _apart(filters: Filters, name: str, values: frozenset[str]) -> bool:
    """Whether no project that counts can have any of the values of a field."""
    only, out = filters.only.get(name), filters.without.get(name, frozenset())
    if ANY in out or values <= out:
        return True
    return only is not None and ANY not in only | values and not only & values


def _named(chosen: Chosen) -> str:
    return ", ".join(f"{name} = {', '.join(sorted(values))}" for name, values in chosen.only.items())


def _years(table: Conditions) -> Iterator[_Found]:
    """Stages that have to be reached both in the year and before it."""
    own = {table.stage} if isinstance(table, Indicator) and _by_its_day(table) else set()
    for stage in table.reached_before_year:
        if stage in {*table.reached_in_year, *own}:
            yield "reached_before_year", Fault.NOTHING_FITS, stage


def _by_its_day(indicator: Indicator) -> bool:
    """Whether the day of its own stage decides the year, and no other one does."""
    return (indicator.date is DateBasis.OCCURRED and not indicator.together
            and indicator.kind not in OF_ANY_YEAR)


def _bands(filters: Filters, rules: Ruleset) -> Iterator[_Found]:
    """Lower limits that reach the upper one: at the printed rates, where their currencies differ."""
    lower: list[tuple[str, Mapping[str, Limit]]] = [("at_least", filters.at_least), ("more_than", filters.more_than)]
    lower += [(f"at_least_for[{number}]", one.amounts) for number, one in enumerate(filters.at_least_for, start=1)]
    for name in AMOUNT_FIELDS:
        for upper, bounds in (("less_than", filters.less_than), ("at_most", filters.at_most)):
            for key, amounts in lower:
                least, most = amounts.get(name), bounds.get(name)
                if isinstance(least, Money) and most is not None:
                    # At least 3亿元 and at most 3亿元 leaves those of 3亿元.
                    yield from _band(f"{key}.{name}", least, most, rules, meet={key, upper} == {"at_least", "at_most"}
                                     or (upper == "at_most" and key.startswith("at_least_for")))


def _band(place: str, least: Money, most: Money, rules: Ruleset, *, meet: bool) -> Iterator[_Found]:
    """That there is no room between two limits; those that `meet` may be the same."""
    yuan, others = _in_yuan(least, rules), _in_yuan(most, rules)
    if least.currency is not most.currency and (yuan is None or others is None):
        yield place, Fault.RATE_LACKING, (least.currency if yuan is None else most.currency).value
        return
    above, bound = (least.minor, most.minor) if least.currency is most.currency or yuan is None or others is None else (
        yuan, others)
    if above > bound or (above == bound and not meet):
        yield place, Fault.NO_BAND, f"{_written(least)} {'>' if meet else '≥'} {_written(most)}"


def _in_yuan(amount: Money, rules: Ruleset) -> Fraction | None:
    """At the printed rate; None where there is none."""
    rate = 1 if amount.currency is Currency.CNY else rules.exchange.get(amount.currency)
    return None if rate is None else Fraction(amount.minor, amount.currency.minor_units) * Fraction(rate)


def _written(amount: Money) -> str:
    return print_amount(amount)
