"""Follows the imports of the house: circles between modules, and imports inside functions with their reasons."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

from tests.house.sources import Source

Import = ast.Import | ast.ImportFrom

_LATE = re.compile(r"^# Late imports?: \S", re.MULTILINE)
"""A comment of its own at the left margin that gives one reason for all imports inside functions of a file."""


def inside_functions(source: Source) -> list[Import]:
    """The imports of a file that run only when a function is called."""
    within = {line for function in source.functions() for line in range(function.lineno, _end(function) + 1)}
    return sorted((node for node in source.nodes if isinstance(node, Import) and node.lineno in within),
                  key=lambda node: node.lineno)


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def without_reason(source: Source) -> list[int]:
    """The lines of imports inside functions for which no comment gives a reason.

    A reason stands on the line itself, above the first of several imports, or once for the file: `# Late imports: …`.
    """
    if _LATE.search(source.text):
        return []
    lines = source.text.splitlines()
    bare: list[int] = []
    explained_to = -1
    for node in inside_functions(source):
        ends = _end(node)
        above = lines[node.lineno - 2].strip()
        if "# " in lines[ends - 1] or above.startswith("#") or node.lineno == explained_to + 1:
            explained_to = ends
        else:
            bare.append(node.lineno)
    return bare


def imported(source: Source, modules: frozenset[str]) -> set[str]:
    """The modules of the house that a file imports anywhere in it, also where only a type checker looks."""
    return {module for node in source.nodes for module in _named(node, source, modules)} - {source.module}


def _named(node: ast.AST, source: Source, modules: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in modules)
    elif isinstance(node, ast.ImportFrom):
        base = _base(node, source)
        for alias in node.names:
            whole = f"{base}.{alias.name}"
            if whole in modules:
                yield whole
            elif base in modules:
                yield base


def _base(node: ast.ImportFrom, source: Source) -> str:
    if not node.level:
        return node.module or ""
    parts = source.module.split(".")
    kept = parts[:len(parts) - node.level + source.is_package]
    return ".".join([*kept, *([node.module] if node.module else [])])


def circles(files: Sequence[Source]) -> list[list[str]]:
    """Groups of modules that import each other in a circle, the largest first (Tarjan's algorithm)."""
    modules = frozenset(source.module for source in files)
    arrows = {source.module: sorted(imported(source, modules)) for source in files}
    return sorted((group for group in _strong(arrows) if len(group) > 1), key=lambda group: (-len(group), group))


def _strong(arrows: dict[str, list[str]]) -> Iterable[list[str]]:
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(module: str) -> None:
        order[module] = low[module] = len(order)
        stack.append(module)
        for target in arrows[module]:
            if target not in order:
                visit(target)
                low[module] = min(low[module], low[target])
            elif target in stack:
                low[module] = min(low[module], order[target])
        if low[module] == order[module]:
            cut = stack.index(module)
            groups.append(sorted(stack[cut:]))
            del stack[cut:]

    for module in arrows:
        if module not in order:
            visit(module)
    return groups
