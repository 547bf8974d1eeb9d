"""Folds a name in SQL as `fold_name` does: by that function in SQLite, by its own functions in PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

FOLD = "sanxin_fold"
"""The function that every connection to SQLite is given (`tracker/store/sqlite.py`)."""


class Folded(FunctionElement[str]):
    """A text with width, case, brackets of every shape and all blanks folded."""

    type = String()
    inherit_cache = True


@compiles(Folded)
def _on_sqlite(element: Folded, compiler: Any, **options: Any) -> str:
    return f"{FOLD}({compiler.process(element.clauses, **options)})"


@compiles(Folded, "postgresql")
def _on_postgres(element: Folded, compiler: Any, **options: Any) -> str:
    text = compiler.process(element.clauses, **options)
    narrow = f"lower(normalize({text}, NFKC))"
    return f"translate(regexp_replace({narrow}, '\\s', '', 'g'), '【】〔〕〖〗', '()()()')"
