"""What a test shows: the texts and numbers in it and in what it uses of its module, and the cells of its workbooks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl

TESTS = Path(__file__).parent
BOOKS = TESTS / "ledger" / "books"
Top = dict[str, ast.stmt]


@cache
def module(name: str) -> Path | None:
    """The file of a module such as test_tables or cli/test_import; None where there is none or more than one."""
    files = [*TESTS.rglob(f"{name}.py")]
    return files[0] if len(files) == 1 else None


def is_test(name: str) -> bool:
    """Whether there is a test of a name like test_tables::test_stages_in_words."""
    place, _, function = name.partition("::")
    file = module(place)
    return file is not None and isinstance(_top(file).get(function), ast.FunctionDef | ast.AsyncFunctionDef)


@cache
def shown_by(name: str) -> frozenset[str]:
    """Every text and number a test has, whole and part by part where commas, lines or blanks part it."""
    place, _, function = name.partition("::")
    file = module(place)
    assert file is not None
    constants = set(_constants(file, function, set()))
    texts = {constant.decode("utf-8", "replace") if isinstance(constant, bytes) else str(constant)
             for constant in constants}
    for text in list(texts):
        texts.update(part.strip() for line in text.split("\n") for part in (line, *line.split(","), *line.split()))
    return frozenset(texts.union(*(cells(book) for book in _books(texts, _names(file, function, set())))))


@cache
def cells(book: Path) -> frozenset[str]:
    """What stands in the cells of a workbook, and the names of its sheets."""
    sheets = openpyxl.load_workbook(book).worksheets
    values = {str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row}
    return frozenset(values | {sheet.title for sheet in sheets})


def _books(texts: set[str], names: set[str]) -> Iterator[Path]:
    """The workbooks rebuilt after real forms that a test reads: it names each by its number."""
    if "BOOKS" not in names:
        return
    for folder in BOOKS.iterdir():
        number = folder.name.partition("-")[0]
        if any(text == number or text.startswith((f"{number}-*", folder.name)) for text in texts):
            yield from folder.glob("*.xlsx")


def parsed(text: str) -> ast.Module:
    """A module as a syntax tree.

    Python 3.11 counts the depth of all trees that are being made together: where another one is made meanwhile, it
    takes the sum for a mistake. The second time nothing comes between.
    """
    try:
        return ast.parse(text)
    except SystemError:
        return ast.parse(text)


@cache
def _top(file: Path) -> Top:
    """What a module defines or imports at its top, by name."""
    top: Top = {}
    for node in parsed(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            top[node.name] = node
        elif isinstance(node, ast.Assign):
            top.update({target.id: node for target in node.targets if isinstance(target, ast.Name)})
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            top[node.target.id] = node
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests."):
            top.update({alias.asname or alias.name: node for alias in node.names})
    return top


def _used(file: Path, name: str, seen: set[tuple[Path, str]]) -> Iterator[ast.AST]:
    """The statement that defines a name, and those of every name it uses, in whatever module of the tests."""
    node = _top(file).get(name)
    if node is None or (file, name) in seen:
        return
    seen.add((file, name))
    if isinstance(node, ast.ImportFrom):
        yield from _used(TESTS.parent / f"{(node.module or '').replace('.', '/')}.py", name, seen)
        return
    yield node
    for inner in ast.walk(node):
        used = inner.id if isinstance(inner, ast.Name) else inner.arg if isinstance(inner, ast.arg) else ""
        yield from _used(file, used, seen)


def _constants(file: Path, name: str, seen: set[tuple[Path, str]]) -> Iterator[object]:
    for node in _used(file, name, seen):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant):
                yield inner.value
            elif isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.USub):
                yield ast.unparse(inner)
            elif isinstance(inner, ast.keyword) and inner.arg:
                yield inner.arg


def _names(file: Path, name: str, seen: set[tuple[Path, str]]) -> set[str]:
    return {inner.id for node in _used(file, name, seen) for inner in ast.walk(node) if isinstance(inner, ast.Name)}
