"""A list as a screen hands it over to be exported; what it is made of was taken when the key was pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.office.desk import Desk
    from tracker.report.lists.shape import ListTable


@dataclass(frozen=True, slots=True)
class Exported:
    """`name` is that of the list in the words; `tables` are made in a thread; `about` says what it was narrowed to.

    `label` says which of several such lists it is (a project, an indicator); `year` is None for the one on top.
    """

    name: str
    tables: Callable[[Desk], Sequence[ListTable[Any]]]
    about: tuple[str, ...] = ()
    narrowed: bool = False
    label: str = ""
    year: int | None = None
