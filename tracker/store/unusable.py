"""Why a database cannot be used: a code and its particulars, put into words in `tracker/words/store.py`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial


class StoreUnusable(Exception):
    """The database cannot be used; nothing in it was touched. No parameter ever carries a password."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        particulars = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({particulars})" if particulars else self.code

    def __reduce__(self) -> tuple[object, ...]:
        # The default would lose the keyword parameters on the way from another process.
        return partial(StoreUnusable, self.code, **self.params), ()
