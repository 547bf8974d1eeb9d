"""What comes back from a use case: what was done, or every reason why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from tracker.domain.reasons import Code, Reason

_T = TypeVar("_T", covariant=True)
_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class Done(Generic[_T]):
    """It is committed. `notes` are things worth a look that stopped nothing."""

    value: _T
    notes: tuple[Reason, ...] = ()


class NotTaken(Exception):
    """Ends a unit that was carried out, and keeps nothing of it: what it recorded may not stand as it is."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__()
        self.refusal = refusal

    @property
    def needs_class(self) -> bool:
        """Whether saying why a closed year is restated would be enough."""
        return any(reason.code in _RESTATED for reason in self.refusal.reasons)


_CHANGED = frozenset({Code.CHANGED_ELSEWHERE, Code.NO_SUCH_VERSION})
_RESTATED = frozenset({Code.YEAR_CLOSED, Code.FIGURE_CLOSED, Code.RULES_CLOSED})


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed. Every reason is here, not only the first."""

    reasons: tuple[Reason, ...]

    @property
    def conflict(self) -> bool:
        """Whether somebody else changed it first; reading it again and repeating may succeed."""
        return any(reason.code in _CHANGED for reason in self.reasons)

    @property
    def version(self) -> int | None:
        """Of such a conflict: the version to save against, now that it is known what was changed."""
        return next((reason.params["version"] for reason in self.reasons if reason.code in _CHANGED), None)

    @property
    def can_override(self) -> bool:
        """Whether writing down a reason would be enough."""
        return all(not reason.hard for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class RefusedMany(Refused, Generic[_K]):
    """Nothing was changed anywhere: each of many things that stood in the way has its own reasons."""

    by_thing: Mapping[_K, tuple[Reason, ...]]

    @classmethod
    def of(cls, by_thing: Mapping[_K, tuple[Reason, ...]]) -> RefusedMany[_K]:
        """The refusal for these reasons."""
        return cls(tuple(reason for reasons in by_thing.values() for reason in reasons), by_thing)


def refused(code: Code, field: str | None = None, **params: object) -> Refused:
    """A refusal for a single reason."""
    return Refused((Reason(code, params=params, field=field),))
