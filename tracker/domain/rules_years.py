"""What a ruleset asks of the year in which a project reached its other stages."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from tracker.domain.rules_values import StageWord, Table, each_once


class YearsOfStages(Table):
    """In which year a project has to have reached other stages than the one that counts."""

    reached_in_year: Annotated[tuple[StageWord, ...], AfterValidator(each_once)] = ()
    """Stages of the same year, by the last day that counts: what is new."""
    reached_before_year: Annotated[tuple[StageWord, ...], AfterValidator(each_once)] = ()
    """Stages of any year before: what is continued."""
