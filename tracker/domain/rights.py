"""Who may do what: the roles of an office on a server, and what each of them is there for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Right(StrEnum):
    """What somebody may do beside reading."""

    RECORD = "record"
    """Record facts of projects, and take in ledgers."""
    VERIFY = "verify"
    """Recognise what others reported, and verify blockers."""
    ADMIN = "admin"
    """Grant, close years, change targets, the units that are assessed and their marks."""


class Role(StrEnum):
    """What an account is granted; several roles may be granted to one account."""

    VIEWER = "viewer"
    OFFICER = "officer"
    VERIFIER = "verifier"
    ADMIN = "admin"


OF_ROLE: Mapping[Role, frozenset[Right]] = {
    Role.VIEWER: frozenset(), Role.OFFICER: frozenset({Right.RECORD}), Role.VERIFIER: frozenset({Right.VERIFY}),
    Role.ADMIN: frozenset({Right.ADMIN})}
ROLE_FOR: Mapping[Right, Role] = {Right.RECORD: Role.OFFICER, Right.VERIFY: Role.VERIFIER, Right.ADMIN: Role.ADMIN}
"""The role that has to be granted for a right."""
EVERY_RIGHT = frozenset(Right)
"""What anybody may do beside a file: the system says who may write it, and nobody there can be told from another."""
