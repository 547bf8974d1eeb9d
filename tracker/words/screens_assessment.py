"""What the screen of the assessment says: its pages, whose each project is, and what a unit would have with more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssessmentScreenWords:
    """The words of the screen in one language; `{name}` is filled in, keys among them."""

    pages: Mapping[str, str]
    """The pages by name: scores, reached, claims."""
    claims_open: str
    """Beside the name of the page of claims: {twice} claimed twice, {unclaimed} by nobody."""
    without_score: str
    """Below why there is no score: what is shown instead."""
    no_units: str
    units_named: str
    """{count} names that profiles hold can be taken in with {key}."""
    no_names: str
    """Profiles name none either: what to do."""
    no_targets: str
    """No unit has a target: what to do."""
    only_now: str
    """What is shown is past, so nothing is recorded; {key} goes back to now."""
    nothing_twice: str
    nothing_unclaimed: str
    twice: str
    """Heads {count} projects that several units claim; {key} withdraws a claim."""
    unclaimed: str
    claimed: str
    """One claim of a project: {unit}, {share}, {day}, {how}."""
    by_profile: str
    """The {field} of the profile names a {unit}, which would claim from {day} on."""
    by_profile_no_day: str
    can_be_taken: str
    """{count} projects can be credited by their profiles with {key}."""
    nothing_to_take: str
    withdraw_title: str
    """Of which project, {name}."""
    withdraw_commit: str
    which_claim: str
    withdraw_hint: str
    withdrawn: str
    """The claim of {unit} on {project} is void."""
    nothing_claimed: str
    claim_title: str
    """Of which project, {name}."""
    claim_commit: str
    unit: str
    unit_hint: str
    unit_none: str
    """No unit is chosen yet."""
    unit_unfit: str
    """No unit fits what was typed."""
    from_day: str
    how: str
    share: str
    share_hint: str
    paper: str
    paper_hint: str
    credits_title: str
    credits_by: str
    credits_commit: str
    of_unit: str
    """One {unit} that would have {count} projects more: {names}."""
    and_more: str
    """Behind some names: there are {count} in all."""
    without_day: str
    """Projects that have no day and are left out: {names}."""
    credits_taken: str
    units_title: str
    units_kinds: str
    """Which of the names."""
    units_all: str
    units_parks: str
    units_bureaux: str
    units_commit: str
    unit_named: str
    """One name: {name}, {kind}, in {count} projects."""
    group: str
    group_hint: str
    reached: str
    """One figure in full: {actual} {unit}."""
    of_target: str
    """Behind it: its {target}."""
    at_rate: str
    """Behind it: how much of it is reached, {rate}."""
    no_target: str
    counted: str
    """Behind it: {count} projects."""
    waits: str
    """A line of a score that waits for something."""
    not_for: str
    """A line that is not for the units of a group."""
    source: str
    """From where a line or all of it is, {source}."""
    no_marks: str
    mark: str
    """One mark: {mark}, {value}, {body}, {day}."""
    figures: str
    """Heads what one unit reached; {key} lists the projects."""
    no_projects: str
    goal: str
    """Heads what would lift a score next; {key} tries one."""
    more_label: str
    more_hint: str
    beside_now: str
    """Behind what a unit would have: what it has now, {total} and {rank}."""
    not_recorded: str
    not_now: str
    """What is shown is of another time, {told}."""
    gone: str
    """The unit has nothing to do with the {year}."""
