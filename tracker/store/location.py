"""Where the database lies: the platform's data folder, SANXIN_DB, a path, or a PostgreSQL server."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tracker.domain.region import NO_CODE
from tracker.store.unusable import StoreTrouble, StoreUnusable

if TYPE_CHECKING:
    from sqlalchemy import URL

# Late imports: an address is told from a file without loading a database library.

_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_POSTGRES = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
_SQLITE = frozenset({"sqlite", "sqlite+pysqlite"})
_SETTINGS = re.compile(
    r"\s*(?:(?:service|host|hostaddr|port|dbname|user|password|passfile|ssl[a-z]+|application_name|options"
    r"|target_session_attrs|connect_timeout)\s*=|[a-z_]+\s*=\s*(?:'[^']*'|[^\s'/\\\\]+)\s+[a-z_]+\s*=)", re.IGNORECASE)
"""How a connection string of libpq begins: with a keyword that an office would write (service=office), or with two
settings of whatever name. It is never taken for a file, whose name would show a password."""
_REGION = "region"
"""What an address says beside what the driver knows: of several regions of a database the one that is meant."""
_REGION_SETTING = re.compile(r"(?:^|(?<=\s))region\s*=\s*(['\"]?)(?P<code>[0-9]*)\1(?=\s|$)", re.IGNORECASE)
_PASSWORD = re.compile(r"(?i)(password\s*=\s*)('(?:[^'\\]|\\.)*'?|[^&\s]*)")


@dataclass(frozen=True, slots=True)
class Location:
    """Either a file or a server. `shown` is for people: a password in the address is never in it."""

    shown: str
    path: Path | None = None
    server: str = field(default="", repr=False)
    """A SQLAlchemy address, with the password if there is one; empty for a file."""
    region: str = ""
    """The code of the region that the address names (`?region=430981`), or else SANXIN_REGION."""


def default_location() -> Path:
    """The officer's own database, in the platform's data folder."""
    from platformdirs import user_data_path

    return user_data_path("sanxin", appauthor=False) / "office.db"


def demo_location() -> Path:
    """The demonstration's database, beside the officer's own and never the same file."""
    return default_location().with_name("demo.db")


def locate(where: str | os.PathLike[str] | None) -> Location:
    """Reads a path, `sqlite:///…`, a PostgreSQL address or a connection string such as service=office.

    None means SANXIN_DB, else the default. Raises StoreUnusable("not_a_location") for anything else, such as another
    kind of server or ":memory:".
    """
    text = os.fspath(where) if where is not None else os.environ.get("SANXIN_DB") or str(default_location())
    if _SETTINGS.match(text):
        region = _REGION_SETTING.search(text)
        settings = _settings(_REGION_SETTING.sub(" ", text)) | ({_REGION: region["code"]} if region else {})
        return _server("postgresql+psycopg:///?" + urlencode(settings))
    if not (found := _SCHEME.match(text)):
        return _file(text, text)
    scheme = found["scheme"].lower()
    rest = text[found.end() :]
    if scheme in _SQLITE and rest.startswith("/"):
        return _file(rest[1:], text)
    if scheme in _POSTGRES:
        return _server("postgresql+psycopg://" + rest)
    raise StoreUnusable(StoreTrouble.NOT_A_LOCATION, where=without_password(text))


def logged_in_as(where: str | None, name: str) -> str | None:
    """Where an office lies, opened under a login of its own: without the password in the address, which is another's.

    A file has no logins: the answer is `where`. Raises StoreUnusable as `locate` does.
    """
    location = locate(where)
    if location.path:
        return where
    url = _url(location.server)
    own = url.set(query={**url.difference_update_query(["password"]).query, "user": name})
    return own._replace(username=None, password=None).render_as_string()


def without_region(address: str) -> str:
    """An address that names no region: SANXIN_REGION, and the only region there is, are looked at as usual."""
    return _url(address).difference_update_query([_REGION]).render_as_string(hide_password=False)


def with_region(shown: str, region: str) -> str:
    """An address as it is shown, with its region; the one that stands for none is not shown."""
    if region == NO_CODE:
        return shown
    return _url(shown).update_query_dict({_REGION: region}).render_as_string()


def without_password(text: str) -> str:
    """The address with a password in it, well formed or not, replaced by ***."""
    text = re.sub(r"(://[^/?#]*?:).*@", r"\1***@", text)
    return _PASSWORD.sub(r"\1***", text)


def evidence_folder(path: Path) -> Path:
    """The folder beside the file where documents are kept: office.db -> office.evidence."""
    return path.with_suffix(".evidence")


def _file(name: str, given: str) -> Location:
    if not name.strip() or name == ":memory:" or "\0" in name or name.startswith("file:"):
        raise StoreUnusable(StoreTrouble.NOT_A_LOCATION, where=given.replace("\0", "␀"))
    try:
        path = Path(name).expanduser().resolve()
    except (OSError, RuntimeError):
        # No home to expand "~" into, or links that go round in a circle.
        raise StoreUnusable(StoreTrouble.NOT_A_LOCATION, where=given) from None
    return Location(str(path), path=path)


def _settings(text: str) -> dict[str, str]:
    """What a connection string of libpq says, by its keywords."""
    try:
        import psycopg
    except ImportError:
        raise StoreUnusable(StoreTrouble.NO_DRIVER, where=without_password(text)) from None
    try:
        return {name: str(value) for name, value in psycopg.conninfo.conninfo_to_dict(text).items()}
    except psycopg.ProgrammingError:
        raise StoreUnusable(StoreTrouble.NOT_A_LOCATION, where=without_password(text)) from None


def _server(address: str) -> Location:
    url = _url(address)
    # libpq takes passwords among the options too, and those the library does not hide.
    shown = url.difference_update_query(["password", "sslpassword"]).render_as_string()
    region = str(url.query.get(_REGION) or os.environ.get("SANXIN_REGION", ""))
    return Location(shown, server=url.render_as_string(hide_password=False), region=region)


def _url(address: str) -> URL:
    """An address as SQLAlchemy reads it. Raises StoreUnusable("not_a_location")."""
    import sqlalchemy

    try:
        return sqlalchemy.make_url(_with_password_escaped(address))
    except (sqlalchemy.exc.ArgumentError, ValueError):
        # The library's own message may quote the address, password and all.
        raise StoreUnusable(StoreTrouble.NOT_A_LOCATION, where=without_password(address)) from None


def _with_password_escaped(address: str) -> str:
    """Takes "@" and "/" in a password as they are; otherwise a part of it would be read, and shown, as the host."""
    scheme, _, rest = address.partition("://")
    head, mark, options = rest.partition("?")
    account, at, host = head.rpartition("@")
    return f"{scheme}://{account.replace('@', '%40').replace('/', '%2F')}{at}{host}{mark}{options}"
