"""What the assessment of a year says around its scores, in English."""

from __future__ import annotations

from tracker.words.scoring_tables import AssessTableWords

WORDS = AssessTableWords(
    column={"unit": "unit", "group": "group", "rank": "rank", "total": "total", "grade": "grade", "waits": "missing",
            "line": "line", "step": "working", "points": "points", "missing": "what is missing", "figure": "indicator",
            "more": "more", "in": "in", "now": "points now", "then": "points then", "goal": "reaches", "mark": "mark",
            "value": "given", "by": "by", "on": "day", "paper": "paper"},
    head="assessment of {year} up to {until}, by the rules {rules}",
    of_unit="\"{unit}\" in {year}: {total} points, rank {rank} of {of} in {group}",
    not_final=" (not final: something is missing)",
    all_units="all units",
    board="scores",
    paper="{place} {year}: assessment of units",
    pages_written="{file} is written: {pages} papers, {count} numbers and names, each of which sanxin check recomputes",
    web_written="{file} is written: {pages} papers; sanxin check recomputes those in a .docx",
    paper_of_unit="{unit} {year}: assessment",
    lines="line by line",
    missing="targets, figures and marks that are missing (their lines have no score)",
    goals="how much more until the next step",
    marks="marks",
    claims_open="{twice} projects count for several units, {nobody} for none: see sanxin unit figures",
    not_whole="{count} units lack targets, figures or marks, so totals and ranks are not final",
    nobodys_groups="lines of the rules are for \"{groups}\", and no unit is in that group; see sanxin unit group",
    total="total",
    part="  of it: {line}",
    no_score="missing",
    grade="{grade} (lifted from {before})",
    lowered="{grade} (else {before}; {why})",
    unmoved="{grade} (lifted, and lowered as much: {why})",
    vetoed="vetoed: {names}",
    with_more="with {more} more, \"{unit}\" would have {total} points and rank {rank}",
    given="\"{unit}\" has {value} of \"{mark}\" in {year} ({body}, {day})",
    taken_back="the mark {value} of \"{mark}\" for \"{unit}\" in {year} was taken back; it stays on record",
    unknown_figure="there is no indicator \"{value}\", there are: {choices}",
    no_more="\"{value}\" does not say how much more: an indicator and a number in its unit, new_signed=3 or "
            "+3 new_signed",
)
