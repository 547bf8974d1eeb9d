"""Why a database cannot be used, in sentences: what is wrong and where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.store.unusable import StoreTrouble, StoreUnusable
from tracker.words import Coded, Lang, spoken
from tracker.words.catalogue import words
from tracker.words.reasons import Says


@dataclass(frozen=True, slots=True)
class StoreWords(Coded[StoreTrouble, Says]):
    """A sentence for each trouble; `{where}` is the file, folder or server."""

    not_a_location: Says
    no_store: Says
    directory: Says
    not_a_database: Says
    foreign: Says
    newer: Says
    older: Says
    not_set_up: Says
    not_granted: Says
    no_region: Says
    which_region: Says
    other_user: Says
    corrupt: Says
    illegible: Says
    unwritable_file: Says
    unwritable_folder: Says
    unwritable_server: Says
    disk_full: Says
    disk_full_reading: Says
    disk_error: Says
    locked: Says
    log_without_file: Says
    gone: Says
    replaced: Says
    log_gone: Says
    wrong_option: Says
    network_share: Says
    no_driver: Says
    unreachable: Says
    not_recorded: Says
    uncertain: Says
    guardrails: Says
    clock_behind: Says
    clock_jumped: Says


def unusable_sentence(problem: StoreUnusable, lang: Lang) -> str:
    """The problem as one line: what is wrong and where, then what to do."""
    says = spoken(lang, StoreWords)[problem.code]
    filled = {name: str(value) for name, value in problem.params.items()}
    return words(lang).terms.semicolon.join((says.what.format(**filled), says.todo.format(**filled)))
