"""How much of a digest people are shown, wherever one is printed."""

from __future__ import annotations

DIGEST_SHOWN = 12
"""Digits of a digest that people are shown; programs and signed bundles have all of them."""


def digest_shown(digest: str) -> str:
    """The beginning of a digest, with the name of its method: sha256:0123456789ab."""
    method, _, digits = digest.rpartition(":")
    return f"{method}:{digits[:DIGEST_SHOWN]}"
