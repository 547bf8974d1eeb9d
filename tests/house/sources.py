"""Reads the program's Python files as syntax trees: everything the house is measured by."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOMS = ("tracker", "tui")
"""The top-level packages that ship; tests and docs are not measured."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file of the program: its module name, its path and its text."""

    module: str
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The file as a syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def lines(self) -> int:
        """How many lines the file has."""
        return self.text.count("\n")

    @property
    def is_package(self) -> bool:
        """Whether the file is the `__init__.py` of a folder."""
        return self.path.name == "__init__.py"

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones included."""
        return (node for node in self.nodes if isinstance(node, Function))

    def public_functions(self) -> Iterator[Function]:
        """Functions of the module and methods of its public classes whose names have no underscore."""
        for node in self.tree.body:
            members = node.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_") else [node]
            yield from (member for member in members
                        if isinstance(member, Function) and not member.name.startswith("_"))

    def public_names(self) -> Iterator[str]:
        """Names the module defines at its top: functions, classes and values, without those with an underscore.

        A migration has none of its own: Alembic dictates what stands in it.
        """
        if ".migrations.versions." in self.module:
            return
        for node in self.tree.body:
            if isinstance(node, Function | ast.ClassDef):
                names = [node.name]
            elif isinstance(node, ast.Assign):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names = [node.target.id]
            else:
                names = []
            yield from (name for name in names if not name.startswith("_"))


@cache
def sources(root: Path, rooms: tuple[str, ...] = ROOMS) -> tuple[Source, ...]:
    """The files of the rooms below `root`, in the order of their names; read once."""
    found = []
    for room in rooms:
        for path in sorted((root / room).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found.append(Source(module, path, path.read_text(encoding="utf-8")))
    return tuple(found)
