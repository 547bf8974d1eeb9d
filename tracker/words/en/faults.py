"""What is wrong in a ruleset file, in English."""

from __future__ import annotations

from tracker.words.faults import FaultWords, RulesWrong

WORDS = FaultWords(
    at="{where}: {what}",
    of=RulesWrong(
        not_toml="not TOML from column {value} on",
        not_text="this line is not UTF-8 text",
        beyond="nested too deeply, or a number with too many digits",
        unreadable="it cannot be read: it is no file (a pipe, a folder), over 256 KB, or there is no permission",
        unknown_key="there is no key “{value}”; write one of: {choices}",
        missing_key="“{value}” is missing; write it",
        wrong_type="a value of the wrong type: {value}; write {choices}",
        unknown_word="unknown word “{value}”, use one of: {choices}",
        out_of_range="out of range: {value}; write {choices}",
        not_an_amount="“{value}” is not an amount; write it with its unit, such as 5000万元 or USD 10 million",
        unknown_unit="“{value}” is no unit of money with a currency, such as {choices}",
        unknown_currency="unknown currency “{value}”, use one of: {choices}",
        no_rate="no rate is printed for {value}; write it under [exchange]",
        duplicate="named twice: {value}; take one out or call it otherwise",
        not_for_kind="an indicator of kind {value} has no use for it; take it out, or choose another kind",
        order="the wrong way round: {value}",
        other_measure="{value} is not of the same measure (projects, money, a ratio): it cannot be added up",
        both_ways="“{value}” stands under both only and without; take one out",
        no_band="no room between the lower and the upper limit, so nothing counts: {value}; change one of them",
        nothing_fits="written like this nothing can count: {value}; take it out, or what it contradicts",
        rate_lacking="no rate is printed for {value}: with limits in two currencies nothing can count; "
                     "write it under [exchange], or use one currency",
        not_a_counter="“{value}” is no unit of what this indicator counts; use one of: {choices}",
        calendar_year="a year from January is the calendar's, so “{value}” cannot be; "
                      "write 2 to 12 as first_month, or take begins_in out",
        no_values="the brackets behind “{value}” are empty; write its values, or take it out where nothing is asked",
        by_recognition="no use where the day of recognition decides ({value}): nobody recognises that an amount is "
                       "reached; take it out, or take date out",
        not_for_way="says nothing with \"{value}\"; take it out, or score in another way",
        one_measure="a line measures one thing: write one of {choices}, and no other",
        no_condition="it asks for nothing; write at least one of {choices}",
        full_points="the full points of the lines add up to {value}, which is not what is said; change their points or "
                    "full_points, and write bonus = true in lines that are beside the full points",
        never_reached="can never be reached: {value}; change one of them",
        always_reached="is reached whatever there is: {value}; change one of them",
        above_total="the most of this line is above the most of the total: {value}; change one of them",
        mark_not_used="no line uses \"{value}\", so that giving it scores nothing; name it in a line, or take it out",
        one_mark="{value} is all that can be given; change at_least or at_most",
        no_target_of_mark="\"{value}\" is given by people and has no target, so this waits for ever; write one under "
                          "targets, or measure it without a target",
        other_group="no unit has both lines: {value}; change groups",
        part_of_nothing="some groups have the part and not this line, so there its points are in no total: {value}; "
                        "change groups of one of them",
        decided_before="an earlier one decides of these projects, so this is never asked: {value}; "
                       "change its only, or take one out",
    ),
    kinds={"text": "a text in quotes", "whole_number": "a whole number", "number": "a number without quotes",
           "yes_no": "true or false", "list": "a list in square brackets such as [\"a\", \"b\"]", "table": "a table",
           "day": "a day such as 2023-12-29", "month_day": "a day of a month such as \"12-10\"",
           "amount": "an amount with its unit, such as \"5000万元\"",
           "percent": "a percentage in quotes such as \"120%\"",
           "share": "a share such as \"30%\" or \"50% of fixed_investment\""},
)
