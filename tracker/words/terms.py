"""The words of the field: what stages, statuses, origins, lists, evidence and blocker words are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """Names by the value kept in the database."""

    stage: Mapping[str, str]
    status: Mapping[str, str]
    origin: Mapping[str, str]
    top500: Mapping[str, str]
    ownership: Mapping[str, str]
    phase_scope: Mapping[str, str]
    chain_role: Mapping[str, str]
    evidence: Mapping[str, str]
    blocker_state: Mapping[str, str]
    blocker_word: Mapping[str, str]
    minute: Mapping[str, str]
    level: Mapping[str, str]
    light: Mapping[str, str]
    alert: Mapping[str, str]
    field: Mapping[str, str]
    move: Mapping[str, str]
    awaited: Mapping[str, str]
    """What a day can be expected for: the stages ahead, and the completion of the building."""
    differs: Mapping[str, str]
    """In what a list of another office and our figure differ."""
    asked: Mapping[str, str]
    """What an inspection asks about."""
    unit_kind: Mapping[str, str]
    """What an assessed unit is."""
    credit_how: Mapping[str, str]
    """Why a project counts for a unit."""
    money_form: Mapping[str, str]
    """In what form money came."""
    result: Mapping[str, str]
    """What came of a project beside its stages."""
    fact: Mapping[str, str]
    """What a row is called, by the table it stands in."""
    harm: Mapping[str, str]
    """What is wrong with a row that is not as it was recorded."""
    list_joint: str
    """Between the things of a list: 线索、签约; lead, signed."""
    semicolon: str
    """Between two sentences, or two things that hold commas themselves."""
    right: Mapping[str, str]
    """What an account may do."""
    role: Mapping[str, str]
    """What an account is."""
    owner: str
    narrowed_to: str
    in_region: str
    read_only: str
    unknown_day: str
    many_projects: str
    fields_of_many: str
    sample: str
    """What is said wherever anything of the sample ledger is shown."""
    sample_tag: str
    """Says that it is the sample where a line has no room for the whole sentence."""

    def names_of(self, field: str) -> Mapping[str, str]:
        """What the values of a field are called by which it is kept; nothing where it holds texts."""
        found: Mapping[str, str] = getattr(self, field, {})
        return found

    def of_many(self, projects: int, fields: Iterable[str] = (), stages: Iterable[str] = ()) -> str:
        """What was done to many projects at once: 89 个项目的联络员."""
        names = [*(self.field.get(name, name) for name in fields), *(self.stage.get(name, name) for name in stages)]
        told = self.fields_of_many if names else self.many_projects
        return told.format(count=projects, fields=self.list_joint.join(names))
