"""What has to be installed is there for every machine the program runs on."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


def _marked(name: str, system: str, machine: str) -> bool:
    """Whether a library is asked for on a machine; what is compiled for CPython is asked for nowhere else."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    (marker,) = (needed.marker for needed in map(Requirement, asked) if needed.name == name)
    where = {"sys_platform": system, "platform_machine": machine, "platform_python_implementation": "CPython"}
    assert marker is not None
    assert not marker.evaluate({**where, "platform_python_implementation": "PyPy"})
    return marker.evaluate(where)


@pytest.mark.parametrize(("system", "machine", "has_a_wheel"), [
    ("linux", "x86_64", True), ("win32", "AMD64", True), ("win32", "x86", True), ("darwin", "arm64", True),
    ("linux", "aarch64", False), ("linux", "riscv64", False), ("darwin", "x86_64", False), ("win32", "ARM64", False),
])
def test_the_newer_sqlite_is_asked_for_only_where_it_can_be_had(system: str, machine: str, has_a_wheel: bool) -> None:
    """By the list of wheels of 0.6.1 (glibc 2.28 and musl, both kinds of Windows, macOS on arm64)."""
    assert _marked("pysqlite3", system, machine) is has_a_wheel


@pytest.mark.parametrize(("system", "machine", "has_a_wheel"), [
    ("linux", "x86_64", True), ("linux", "aarch64", True), ("win32", "AMD64", True), ("darwin", "arm64", True),
    ("linux", "loongarch64", False), ("linux", "riscv64", False), ("win32", "x86", False), ("darwin", "x86_64", False),
])
def test_signing_is_asked_for_only_where_it_can_be_had(system: str, machine: str, has_a_wheel: bool) -> None:
    """By the list of wheels of cryptography 50.0.2; elsewhere `verify` says that it looks at no signature."""
    assert _marked("cryptography", system, machine) is has_a_wheel


def test_constraints_are_plain_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            needed = Requirement(line)
            assert (needed.marker, needed.extras, len(needed.specifier)) == (None, set(), 1), line
