"""What the report of a year, a quarter or a month says, and its leader's page: sentences, headings, columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SelfReportWords:
    """The words of one language; `{name}` is filled in."""

    unit_unnamed: str
    """Who reports, where no budget names the office: {place}."""
    title: str
    subtitle: str
    part_title: str
    leader_title: str
    leader_about: str
    year: str
    ordinal: tuple[str, ...]
    """First, second …; before the sentences on indicators."""
    numbered: tuple[str, ...]
    """（一）, （二） …; before what a section is made of."""
    what: Mapping[str, str]
    """What a number is, behind the name of what it is of."""
    whole_year: str
    to_date: str
    """Up to {day}."""
    part_of_year: str
    """A month or quarter of a year."""
    reached: str
    """An indicator without a rate: {label} {when} {actual} {unit}, and {then}."""
    no_target: str
    """Said behind what was reached where no target is set."""
    closed: str
    """Which closing of the year is in force, from which day, and {then}."""
    since_closed: str
    """What was restated since: {moved}."""
    unmoved: str
    """Said where nothing was."""
    restated: str
    """One figure that was restated: {label} {was} {actual} {unit}."""
    lit: str
    """A light or a category before what is told of it."""
    item: str
    """A number before a line of a list."""
    untargeted: str
    """Said once where no indicator has a target."""
    short: str
    """An indicator that is behind: {light}, its target, what was reached, the rate, and the {gap} to the target."""
    not_recognised: str
    """Stands for the number of those recognised where the office never recognised any money."""
    of_target: str
    ahead: str
    behind: str
    on_pace: str
    beyond: str
    """Said behind a target that was passed."""
    in_part: str
    """What was reached within a month or quarter, before what was reached so far."""
    of_part_target: str
    so_far: str
    """What was reached in the year so far, behind what was reached in a month of it."""
    so_far_of: str
    three_new: str
    three_joint: str
    sentence_joint: str
    """Between sentences that are told as one."""
    in_brackets: str
    stop: str
    """Ends a sentence."""
    counted_in: str
    """Behind a number, what it is counted in; nothing where that is projects."""
    big: str
    """Companies of the lists of 500: the first {names} of them."""
    big_few: str
    """The same where {names} are all of them."""
    big_target: str
    rate: str
    """A conversion rate with its parts."""
    no_rate: str
    """A conversion rate with nothing to divide by."""
    no_rates: str
    """The same of several."""
    basic: str
    public: str
    spent_part: str
    """One part of a spending: {name} {amount} {unit}."""
    spent_parts: Mapping[str, str]
    rounded: str
    """That parts and their sum were rounded: {difference} {unit} between them."""
    total: str
    project: str
    execution: str
    """What was set aside and the share of it that was spent."""
    category: str
    case: str
    overdue: str
    bureau: str
    no_bureau: str
    waits: str
    """The cases that wait on somebody, by name: {project}（{category}）."""
    more: str
    more_below: str
    """How many a table leaves out."""
    foot: str
    foot_rules: str
    no_head: str
    fill: str
    """What a field to be filled in says: {what}."""
    fills: Mapping[str, str]
    headings: Mapping[str, str]
    columns: Mapping[str, str]
    captions: Mapping[str, str]
    nothing: Mapping[str, str]
    uncounted: str
    """The indicators that count no project."""
    appendix: str
    """The title of an indicator's projects: {label}, {count}, {actual} {unit}."""
    appendix_counted: str
    """The same of an indicator that counts projects, whose number is said once."""
    at_paragraph: str
    at_cell: str
    at_margin: str
    """In a header or footer: {place} there."""
    nowhere: str
    difference: Mapping[str, str]
    """In which way a number of a report is not what it should be."""
    check_columns: Mapping[str, str]
    checked: str
    checked_by_office: str
    checked_by_bundle: str
    no_names: str
    not_claimed: str
    other_rules: str
    other_head: str
    written: str
    template_written: str
    bundle_written: str
    closing: str
    """Stands before the notes on the figures."""
    page: tuple[str, str, str]
