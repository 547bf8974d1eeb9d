"""Why a database cannot be used, in sentences: what is wrong and where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.words.reasons import Says

if TYPE_CHECKING:
    from tracker.store.unusable import StoreUnusable


@dataclass(frozen=True, slots=True)
class StoreWords:
    """One field for each code a `StoreUnusable` can carry; `{where}` is the file, folder or server."""

    joint: str
    not_a_location: Says
    no_store: Says
    directory: Says
    not_a_database: Says
    foreign: Says
    newer: Says
    corrupt: Says
    unwritable_file: Says
    unwritable_folder: Says
    unwritable_server: Says
    disk_full: Says
    disk_error: Says
    locked: Says
    network_share: Says
    no_driver: Says
    unreachable: Says
    guardrails: Says


def unusable_sentence(problem: StoreUnusable, words: StoreWords) -> str:
    """The problem as one line: what is wrong and where, then what to do."""
    says: Says = getattr(words, problem.code)
    filled = {name: str(value) for name, value in problem.params.items()}
    return words.joint.join((says.what.format(**filled), says.todo.format(**filled)))
