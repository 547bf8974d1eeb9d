"""Everything the program says: the shape of each group of words, and a folder of words for each language."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any, Generic, TypeVar

_Shape = TypeVar("_Shape")
_Kind = TypeVar("_Kind", bound=StrEnum)
_Said = TypeVar("_Said")


class Lang(StrEnum):
    """The languages the program speaks. The value is the folder of its words, and what `--lang` and SANXIN_LANG take.

    The first one is spoken where nobody says which.
    """

    ZH = "zh"
    EN = "en"

    @classmethod
    def meant(cls, text: str) -> Lang:
        """The language a setting names: en, EN and en_GB.UTF-8 are English; the first language where none is named."""
        return next((lang for lang in cls if text.lower().startswith(lang)), next(iter(cls)))

    @property
    def following(self) -> Lang:
        """The next language, and the first one after the last."""
        every = list(Lang)
        return every[(every.index(self) + 1) % len(every)]


def spoken(lang: Lang, shape: type[_Shape]) -> _Shape:
    """The words of a language in a shape: its ReviewWords, which `review.py` defines, stand in `zh/review.py`."""
    words: _Shape = group(lang, shape.__module__.rpartition(".")[2])
    return words


@cache
def group(lang: Lang, name: str) -> Any:
    """The words of a group by its name; `spoken` says of which type they are.

    The module is imported when it is first asked for: the first frame and `--help` do without most of them.
    """
    return import_module(f"{__name__}.{lang}.{name}").WORDS


class Coded(Generic[_Kind, _Said]):
    """A catalogue with a field for each member of an enum, so that a language that lacks one does not type-check.

    That there is a field for each member, and no other, is a test (`tests/words/test_codes.py`).
    """

    __slots__ = ()

    def __getitem__(self, code: _Kind) -> _Said:
        said: _Said = getattr(self, code.value)
        return said
