"""What is said of units, in English."""

from __future__ import annotations

from tracker.words.units import UnitWords

WORDS = UnitWords(
    column={"number": "no.", "measure": "measured in",
            "unit": "unit", "kind": "kind", "group": "group", "retired": "retired",
            "projects": "projects", "how": "how", "share": "share", "paper": "paper", "from": "from", "id": "credit",
            "claimants": "claimed by", "adds": "adds", "in_figures": "in figures", "year": "year"},
    title="units",
    suggested="named by projects and not yet a unit: --take takes all of them in",
    none_suggested="every park, township and bureau that projects name is a unit",
    added="unit “{name}” taken in (number {number})",
    taken="{count} units taken in: {names}",
    renamed="“{before}” is now “{name}”; what counted for it stays its own",
    grouped="“{name}” is now in the group “{group}”",
    ungrouped="“{name}” is in no group any more",
    retired="“{name}” takes no new projects from {day} on; what it has goes on counting for it",
    resumed="“{name}” is assessed again",
    targets="targets handed down to units",
    handed="“{name}” {year}, target for “{label}”: {value} {unit}",
    taken_back="target of “{name}” {year} for “{label}” taken away: {value} {unit}",
    to_credit="projects nobody claims whose profile names a unit: --take credits all of them",
    none_to_credit="no project can be credited by its profile: each is claimed, or names no unit "
                   "(for bureaux: --bureau)",
    credits_taken="{count} projects are credited to the unit of their profile; credit withdraw voids one, "
                  "undo all of them",
    credits="credits of projects",
    credited="{project}: {share} counts for “{unit}” from {day} on (credit {id})",
    withdrawn="credit {id} withdrawn; it stays on record",
    figures="units in {year}, up to {until}",
    of_unit="“{unit}” in {year}, up to {until}",
    twice="less: claimed twice",
    unclaimed="plus: claimed by nobody",
    place=dict.fromkeys(("县", "市", "区", "旗", ""), "the place"),
    completion="targets of units, and how far they are reached",
    projects_twice="projects claimed twice",
    projects_unclaimed="projects claimed by nobody",
    behind="projects counted",
    how_told="the sum of the units, less what is claimed twice, plus what nobody claims, is the figure of {place}; "
             "ratios and averages are worked out of their own parts and do not add up",
    exported="{file} written: {units} units, {targets} targets",
    imported="taken in: {units} new units, {set} targets set, {dropped} taken away, {changed} groups or kinds changed",
    unchanged="all of it is on record already; nothing was changed",
)
