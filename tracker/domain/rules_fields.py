"""The tables of a ruleset that name fields of a profile: values that count or do not, and thresholds on amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Self

from pydantic import AfterValidator, ValidationInfo, create_model, model_validator

from tracker.domain.fields import AmountField, ChoiceField
from tracker.domain.money import Money
from tracker.domain.profile import FIELDS
from tracker.domain.reasons import Fault
from tracker.domain.results import People, ResultKind
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_promised import PROMISE_OF, PROMISES, AmountOrShare
from tracker.domain.rules_values import Amount, Flag, Headcount, Table, Texts, context, one_of
from tracker.domain.rules_words import ANY, OF_RESULTS
from tracker.domain.stages import Stage, Status
from tracker.domain.threshold import Limit


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which values of profile fields count. Every condition that is set has to hold."""

    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Field -> the values that count."""
    without: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Field -> the values that do not."""
    hunan_return: bool = False


@dataclass(frozen=True, slots=True)
class ThresholdsFor:
    """Thresholds of some projects: those an `only` fits. They take the place of what holds for all."""

    only: Chosen
    amounts: Mapping[str, Limit]


@dataclass(frozen=True, slots=True)
class Filters(Chosen):
    """Which projects can count at all. Every condition that is set has to hold."""

    at_least: Mapping[str, Limit] = field(default_factory=dict)
    """Amount field, money that arrived or a result -> threshold; a project without that amount is below it."""
    exclude_status: frozenset[Status] = frozenset()
    exclude_phases: bool = False
    less_than: Mapping[str, Money] = field(default_factory=dict)
    """Amount field -> what it has to stay under; with `at_least` the two are a band."""
    at_least_for: tuple[ThresholdsFor, ...] = ()
    """The first that fits a project decides of the amounts it names; where none fits, `at_least` does."""
    reached: tuple[Stage, ...] = ()
    """Stages the project has to have reached by the last day that counts."""
    at_least_per_mu: Mapping[str, Money] = field(default_factory=dict)
    """Amount field -> threshold for each mu of land; a project without land or amount is below it."""
    has: tuple[ResultKind, ...] = ()
    """Results that have to be on record by then: in statistics, above scale."""
    at_most: Mapping[str, Money] = field(default_factory=dict)
    """Amount field -> what it must not be above; the amount itself is still in."""
    more_than: Mapping[str, Money] = field(default_factory=dict)
    """Amount field -> what it has to be above: all that `at_most` leaves out."""
    reached_in_year: tuple[Stage, ...] = ()
    """Stages the project has to have reached in the year, by the last day that counts."""
    reached_before_year: tuple[Stage, ...] = ()
    """Stages it has to have reached before the first day of the year."""
    promised: tuple[str, ...] = ()
    """Amounts of the profile it has to say."""
    on_time: tuple[Stage, ...] = ()
    """Stages it has to have reached no later than was expected at first."""
    any_of: tuple[Filters, ...] = ()
    """Conditions of which it has to meet one; none of them has such conditions of its own."""


def _in_list(value: str, info: ValidationInfo) -> str:
    """A value has to be on the place's list of its field, else a word of the field's vocabulary, or `any`."""
    field_ = FIELDS[info.field_name or ""]
    lists = context(info).get("lists")
    choices: tuple[str, ...] = getattr(lists, field_.listed) if lists and field_.listed else ()
    if isinstance(field_, ChoiceField) and not choices:
        choices = tuple(field_.kind.__members__.values())
    return one_of((*choices, ANY), value) if choices else value


_Values = Annotated[Texts, AfterValidator(lambda values, info: tuple(_in_list(value, info) for value in values))]

TEXT_FIELDS: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if field.repeats)
"""Fields of a profile a filter can ask for or leave out."""
AMOUNT_FIELDS: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if type(field) is AmountField)
"""Amounts of a profile that can have a threshold."""
PER_MU_FIELDS = PROMISES
"""Amounts of a profile that can have a threshold for each mu (亩) of its land; those that are hoped for too."""
ARRIVED, ARRIVED_IN_YEAR, ONE_RECEIPT = "arrived", "arrived_in_year", "one_receipt"
"""All money of a project that arrived by the last day that counts; that of the year; the largest receipt by then."""
OF_MONEY = (ARRIVED, ARRIVED_IN_YEAR, ONE_RECEIPT)
OF_PEOPLE = tuple(name for name, (kind, _) in OF_RESULTS.items() if kind.of_people)
"""Those of them that are a number of people."""
LIMITED = (*AMOUNT_FIELDS, *OF_MONEY, *OF_RESULTS)
"""Whatever can have a threshold."""
_Texts = create_model(  # type: ignore[call-overload]
    "_Texts", __base__=Table, **dict.fromkeys(TEXT_FIELDS, (_Values, ())))
_Amounts = create_model(  # type: ignore[call-overload]
    "_Amounts", __base__=Table, **dict.fromkeys(AMOUNT_FIELDS, (Amount | None, None)))
_PerMu = create_model(  # type: ignore[call-overload]
    "_PerMu", __base__=Table, **dict.fromkeys(PER_MU_FIELDS, (Amount | None, None)))
_Thresholds = create_model(
    "_Thresholds", __base__=_Amounts, **dict.fromkeys(OF_MONEY, (Amount | None, None)) | dict.fromkeys(
        OF_PEOPLE, (Headcount | None, None)) | dict.fromkeys(PROMISE_OF, (AmountOrShare | None, None)))


class Without(_Texts):  # type: ignore[valid-type, misc]
    """Values of profile fields, field by field."""

    def chosen(self) -> dict[str, frozenset[str]]:
        """The fields that name any value."""
        return {name: frozenset(values) for name in TEXT_FIELDS if (values := getattr(self, name))}


class Only(Without):
    """Values of profile fields, and the tag of 湘商回归."""

    hunan_return: Flag = False


class LessThan(_Amounts):  # type: ignore[valid-type, misc]
    """What amounts of a profile have to stay under."""

    def amounts(self) -> dict[str, Money]:
        """The limits that are set."""
        return {name: amount for name in AMOUNT_FIELDS if (amount := getattr(self, name)) is not None}


class AtMost(LessThan):
    """What amounts of a profile must not be above."""


class MoreThan(LessThan):
    """What amounts of a profile have to be above."""


class AtLeastPerMu(_PerMu):  # type: ignore[valid-type, misc]
    """What amounts of a profile have to reach for each mu (亩) of its land."""

    def amounts(self) -> dict[str, Money]:
        """The thresholds that are set."""
        return {name: amount for name in PER_MU_FIELDS if (amount := getattr(self, name)) is not None}


class AtLeast(_Thresholds):  # type: ignore[valid-type, misc]
    """Thresholds on the amounts of a profile, on money that arrived, and on what came of a project."""

    def amounts(self) -> dict[str, Limit]:
        """The thresholds that are set."""
        said = {name: limit for name in LIMITED if (limit := getattr(self, name)) is not None}
        return {name: People(limit) if name in OF_PEOPLE else limit for name, limit in said.items()}


class AtLeastFor(AtLeast):
    """Thresholds for the projects that `only` fits: foreign ones from 1000万美元, those of a chain from less."""

    only: Only

    @model_validator(mode="after")
    def _of_some(self) -> Self:
        if not (self.only.chosen() or self.only.hunan_return):
            raise wrong(Fault.MISSING_KEY, "only")
        if not self.amounts():
            raise wrong(Fault.MISSING_KEY, "contract_amount")
        return self

    @property
    def thresholds(self) -> ThresholdsFor:
        """Whom they are for, and what they are."""
        return ThresholdsFor(Chosen(self.only.chosen(), hunan_return=self.only.hunan_return), self.amounts())
