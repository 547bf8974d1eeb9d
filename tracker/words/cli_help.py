"""What `--help` says of each command and option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpWords:
    """Texts by command ("project add"), and by option: its name, or "project add.code" where commands differ."""

    command: Mapping[str, str]
    option: Mapping[str, str]
    example: Mapping[str, str]
