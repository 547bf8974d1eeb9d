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
        unknown_key="there is no key “{value}”",
        missing_key="“{value}” is missing",
        wrong_type="a value of the wrong type: {value}",
        unknown_word="unknown word “{value}”, use one of: {choices}",
        out_of_range="out of range: {value} ({choices})",
        not_an_amount="“{value}” is not an amount",
        unknown_unit="“{value}” is no unit of money with a currency, such as {choices}",
        unknown_currency="unknown currency “{value}”, use one of: {choices}",
        no_rate="no rate is printed for {value}",
        duplicate="named twice: {value}",
        not_for_kind="an indicator of kind {value} has no use for it",
        order="the wrong way round: {value}",
    ),
)
