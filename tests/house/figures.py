"""The figures of the house, in the order the table prints them."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from tests.house.imports import circles, inside_functions, without_reason
from tests.house.sources import Function, Source


@dataclass(frozen=True, slots=True)
class House:
    """What is measured; lengths are in lines, shares between 0 and 1."""

    files: int
    lines: int
    file_median: float
    file_longest: int
    function_median: float
    function_p95: float
    with_docstring: float
    annotated: float
    names: int
    shared_names: tuple[str, ...]
    not_implemented: int
    late_imports: int
    unexplained: tuple[str, ...]
    any_uses: int
    circles: tuple[tuple[str, ...], ...]

    @property
    def shared(self) -> float:
        """The share of public names that stand in more than one module."""
        return len(self.shared_names) / self.names

    @property
    def any_per_thousand(self) -> float:
        """Uses of `Any` in a thousand lines."""
        return 1000 * self.any_uses / self.lines


def measure(files: Sequence[Source]) -> House:
    """Measures the files of the house."""
    functions = [_length(function) for source in files for function in source.functions()]
    public = [function for source in files for function in source.public_functions()]
    homes: dict[str, set[str]] = defaultdict(set)
    for source in files:
        for name in source.public_names():
            homes[name].add(source.module)
    return House(
        files=len(files), lines=sum(source.lines for source in files),
        file_median=median(source.lines for source in files), file_longest=max(source.lines for source in files),
        function_median=median(functions), function_p95=quantiles(functions, n=20)[-1],
        with_docstring=sum(bool(ast.get_docstring(source.tree)) for source in files) / len(files),
        annotated=sum(map(_annotated, public)) / len(public),
        names=len(homes), shared_names=tuple(sorted(name for name, modules in homes.items() if len(modules) > 1)),
        not_implemented=sum(_raises_not_implemented(function) for source in files for function in source.functions()),
        late_imports=sum(len(inside_functions(source)) for source in files),
        unexplained=tuple(f"{source.path}:{line}" for source in files for line in without_reason(source)),
        any_uses=sum(_names(source)["Any"] for source in files),
        circles=tuple(tuple(circle) for circle in circles(files)),
    )


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _annotated(function: Function) -> bool:
    arguments = function.args
    given = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return function.returns is not None and all(
        argument.annotation is not None for argument in given if argument.arg not in ("self", "cls"))


def _raises_not_implemented(function: Function) -> bool:
    return any("NotImplementedError" in ast.dump(node) for node in function.body if isinstance(node, ast.Raise))


def _names(source: Source) -> Counter[str]:
    return Counter(node.id for node in source.nodes if isinstance(node, ast.Name))
