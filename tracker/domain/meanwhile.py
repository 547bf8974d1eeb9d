"""What somebody did to a thing since a form was filled from it, as a refusal tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """One thing that was done: by the entry of the journal, and of a single value as it was and as it is now.

    `was` and `now` are None where nothing stood, or stands; `one_value` says whether they tell anything.
    """

    subject: str = ""
    reason: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)
    one_value: bool = False
    was: object = None
    now: object = None
