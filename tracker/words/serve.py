"""What the server for browsers says: where it is found, why it does not start, and the pages it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServeWords:
    """The sentences of one language."""

    tag: str
    """What HTML calls the language."""
    open_at: str
    proxied_at: str
    limits: str
    ended: str
    no_extra: str
    no_address: str
    needs_proxy: str
    no_header: str
    no_public: str
    not_public: str
    not_proxy: str
    only_with_proxy: str
    user_is_told: str
    not_a_port: str
    port_used: str
    port_denied: str
    not_here: str
    refused: str
    """The heading of a page that is shown instead of the app."""
    closed: Mapping[str, str]
    """Why a request is not answered, by the code of `Closed`."""
    full: str
    full_todo: str
    opening: str
    left: Mapping[str, str]
    """Why a session is over, by the code of `Over`; "" where the line to the server broke."""
    again: str
