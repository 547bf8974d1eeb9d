"""The tables of a ruleset that count only some of the projects, and what they ask of a project."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from tracker.domain.reasons import Fault
from tracker.domain.results import ResultKind
from tracker.domain.rules_fields import (
    AtLeast,
    AtLeastFor,
    AtLeastPerMu,
    AtMost,
    Filters,
    LessThan,
    MoreThan,
    Only,
    Without,
)
from tracker.domain.rules_problems import wrong
from tracker.domain.rules_promised import PromisesKept
from tracker.domain.rules_rounding import Rounded
from tracker.domain.rules_values import Flag, OptionalText, StageWord, Table, each_once, word
from tracker.domain.rules_years import YearsOfStages
from tracker.domain.stages import Status


class Conditions(YearsOfStages, PromisesKept, Table):
    """What is asked of a project."""

    only: Only = Only()
    without: Without = Without()
    at_least: AtLeast = AtLeast()
    at_least_per_mu: AtLeastPerMu = AtLeastPerMu()
    less_than: LessThan = LessThan()
    at_most: AtMost = AtMost()
    more_than: MoreThan = MoreThan()
    at_least_for: Annotated[tuple[AtLeastFor, ...], Field(max_length=50)] = ()
    reached: Annotated[tuple[StageWord, ...], AfterValidator(each_once)] = ()
    has: Annotated[tuple[Annotated[ResultKind, word(ResultKind)], ...], AfterValidator(each_once)] = ()
    exclude_status: Annotated[tuple[Annotated[Status, word(Status)], ...], AfterValidator(each_once)] = ()
    exclude_phases: Flag = False

    @property
    def filters(self) -> Filters:
        """The conditions a project has to meet."""
        return Filters(
            self.only.chosen(), self.without.chosen(), self.only.hunan_return, self.at_least.amounts(),
            frozenset(self.exclude_status), self.exclude_phases, self.less_than.amounts(),
            tuple(one.thresholds for one in self.at_least_for), self.reached,
            self.at_least_per_mu.amounts(), self.has, self.at_most.amounts(), self.more_than.amounts(),
            self.reached_in_year, self.reached_before_year, self.promised, self.on_time)


class Alternative(Conditions):
    """One of several conditions of which any suffices (`any_of`); what stands in it has to hold together."""

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if self.filters == Filters():
            raise wrong(Fault.NO_VALUES, "any_of")
        return self


class Filtered(Conditions, Rounded):
    """A table that counts only some of the projects."""

    any_of: Annotated[tuple[Alternative, ...], Field(max_length=20)] = ()
    """Conditions of which a project has to meet one, beside all others."""
    source: OptionalText = ""
    """Where the rule is written: document and article."""

    @property
    def filters(self) -> Filters:
        """The conditions a project has to meet."""
        return replace(super().filters, any_of=tuple(one.filters for one in self.any_of))
