"""Where a database lies is read from what people write, and a password never comes out again."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path, PurePosixPath

import pytest
from sqlalchemy import make_url

from tracker.store import shares
from tracker.store.engine import Store, open_store
from tracker.store.location import (
    default_location,
    demo_location,
    evidence_folder,
    locate,
    logged_in_as,
    without_password,
)
from tracker.store.shares import Mount
from tracker.store.unusable import StoreUnusable

LINUX = r"""
/dev/vda / ext4 rw,relatime 0 0
server:/office /mnt/public\040office nfs4 rw,vers=4.2 0 0
//nas/share /mnt/nas cifs rw 0 0
officer@host:/ /home/o/remote fuse.sshfs rw 0 0
C:\134 /mnt/c 9p rw,aname=drvfs;path=C:\,trans=fd 0 0
root / 9p rw,trans=fd 0 0
/dev/sdb1 /mnt/nas/disk ext4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
"""

MACOS = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//officer@nas._smb._tcp.local/office on /Volumes/office (smbfs, nodev, nosuid, mounted by officer)
server:/data on /Volumes/data (x) (nfs, asynchronous)
"""


def test_default_and_demonstration_lie_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_location().name == "office.db"
    assert demo_location() == default_location().parent / "demo.db"
    assert default_location().parent.name.lower() == "sanxin"
    monkeypatch.delenv("SANXIN_DB")
    assert locate(None).path == default_location().resolve()


def test_the_environment_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SANXIN_DB", str(tmp_path / "a.db"))
    assert locate(None).path == tmp_path.resolve() / "a.db"
    assert locate(tmp_path / "b.db").path == tmp_path.resolve() / "b.db"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("office.db", "office.db"),
        ("sqlite:///office.db", "office.db"),
        ("sqlite+pysqlite:///./x/../办公室.db", "办公室.db"),
        ("we?ird #100%.db", "we?ird #100%.db"),
    ],
)
def test_files(written: str, path: str) -> None:
    assert locate(written).path == Path(path).resolve()


def test_absolute_addresses_and_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert locate(f"sqlite:///{tmp_path / 'office.db'}").path == tmp_path.resolve() / "office.db"
    assert locate("~/office.db").path == tmp_path.resolve() / "office.db"


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        ":memory:",
        "sqlite://",
        "sqlite:///:memory:",
        "file:x?mode=ro",
        "a\0b",
        "mysql://u:geheim@h/x",
        "postgresql://u:geheim@h:port/x",
        "https://x/office.db",
    ],
)
def test_what_is_no_place(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANXIN_DB", "")
    with pytest.raises(StoreUnusable) as caught:
        locate(written)
    assert caught.value.code == "not_a_location"
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "PostgreSQL"])
def test_servers(scheme: str) -> None:
    location = locate(f"{scheme}://officer:ge@/heim@db.local:5433/office?sslmode=require")
    assert location.path is None
    url = make_url(location.server)
    assert (url.drivername, url.password, url.host, url.port) == ("postgresql+psycopg", "ge@/heim", "db.local", 5433)
    assert location.shown == "postgresql+psycopg://officer:***@db.local:5433/office?sslmode=require"
    assert "heim" not in repr(location)


def test_a_password_among_the_options_is_hidden_too() -> None:
    location = locate("postgresql://db.local/office?user=officer&password=geheim")
    assert "geheim" not in location.shown
    assert "geheim" in location.server


@pytest.mark.parametrize("written", [
    "service=office", " host = db.local  dbname=office user=officer password='ge h\\'eim' sslmode=verify-full",
    "password=geheim host=db.local"])
def test_a_connection_string_is_no_file_and_shows_no_password(written: str) -> None:
    location = locate(written)
    assert location.path is None
    assert "eim" not in location.shown
    assert make_url(location.server).drivername == "postgresql+psycopg"


@pytest.mark.parametrize("written", [
    "keepalives=1 host=127.0.0.1 password=geheim", "sslpassword=geheim host=h", "PASSWORD=geheim host=h",
    "Host=h Password='ge heim'", "foo=bar baz=qux password=geheim"])
def test_no_connection_string_is_taken_for_a_file_or_shows_its_password(written: str) -> None:
    with suppress(StoreUnusable):
        location = locate(written)
        assert location.path is None
        assert "heim" not in location.shown
        return
    with pytest.raises(StoreUnusable, match="not_a_location") as refused:
        locate(written)
    assert "heim" not in str(refused.value)


def test_a_connection_string_that_cannot_be_read_is_refused_without_its_password() -> None:
    with pytest.raises(StoreUnusable, match="not_a_location") as caught:
        locate("host=db.local password='ge heim")
    assert "heim" not in str(caught.value)


def test_a_service_file_says_where_the_server_is(
        pg_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = make_url(pg_store.location.server)
    services = tmp_path / "services.conf"
    services.write_text(f"[office]\nhost={url.query['host']}\nuser={url.username}\ndbname={url.database}\n")
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    store = open_store("service=office", create=False)
    assert store.url == "postgresql+psycopg:///?service=office"
    store.close()


@pytest.mark.story
def test_a_server_that_takes_the_call_and_says_nothing_is_told_as_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(StoreUnusable, match="unreachable"):
        open_store(f"postgresql://officer@127.0.0.1:{silent.getsockname()[1]}/office")


def test_a_file_may_have_an_equals_sign_in_its_name(tmp_path: Path) -> None:
    assert locate(tmp_path / "host=x.db").path == tmp_path.resolve() / "host=x.db"
    assert locate("年度=2023.db").path == Path("年度=2023.db").resolve()


@pytest.mark.parametrize("text", ["x password = 'ge h\\'eim' y", "x PASSWORD='ge heim", "postgres://u:geheim@h/x",
                                  "postgres://u:ge/h@eim@h/x", "x?password=geheim&a=1"])
def test_passwords_are_taken_out_of_any_text(text: str) -> None:
    assert "eim" not in without_password(text)


def test_the_evidence_folder_is_named_after_the_file() -> None:
    assert evidence_folder(Path("/x/office.db")) == Path("/x/office.evidence")
    assert evidence_folder(Path("/x/office")) == Path("/x/office.evidence")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/o/office.db", None),
        ("/mnt/public office/a/office.db", "nfs4"),
        ("/mnt/public/office.db", None),
        ("/mnt/nas/office.db", "cifs"),
        ("/mnt/nas/disk/office.db", None),
        ("/home/o/remote/office.db", "fuse.sshfs"),
        ("/mnt/c/Users/o/office.db", "9p"),
        ("/run/user/1000/gvfs/smb-share/office.db", "fuse.gvfsd-fuse"),
    ],
)
def test_network_shares_on_linux(monkeypatch: pytest.MonkeyPatch, path: str, kind: str | None) -> None:
    monkeypatch.setattr(shares, "_mounts", lambda: list(shares.read_linux(LINUX)))
    monkeypatch.setattr(shares.sys, "platform", "linux")
    assert shares.network_share(Path(path)) == kind


def test_network_shares_on_macos() -> None:
    mounts = list(shares.read_macos(MACOS))
    for path, kind in (("/Users/o", "apfs"), ("/Volumes/office/x", "smbfs"), ("/Volumes/data (x)/y", "nfs")):
        mount = shares.holding(PurePosixPath(path), mounts)
        assert mount is not None
        assert (mount.kind, mount.networked) == (kind, kind != "apfs")


def test_a_container_with_a_9p_root_is_local() -> None:
    assert not Mount("/", "9p", "rw,trans=fd").networked


def test_this_machine_has_mounts(tmp_path: Path) -> None:
    assert shares.network_share(tmp_path) is None


@pytest.mark.parametrize(("where", "login"), [
    ("postgresql://owner:secret@db.county/office", "postgresql+psycopg://db.county/office?user=officer05"),
    ("postgresql://db.county/office?user=owner&password=secret", "postgresql+psycopg://db.county/office?user=officer05"),
    ("service=office user=owner", "postgresql+psycopg:///?service=office&user=officer05")])
def test_a_server_is_opened_under_a_login_of_ones_own_without_the_password_of_another(where: str, login: str) -> None:
    assert logged_in_as(where, "officer05") == login
    assert "secret" not in locate(login).server


def test_a_file_has_no_logins(tmp_path: Path) -> None:
    assert logged_in_as(str(tmp_path / "office.db"), "officer05") == str(tmp_path / "office.db")


@pytest.mark.parametrize(("where", "region"), [
    ("postgresql://host/office?region=430981", "430981"), ("service=office region=430981", "430981"),
    ("region='430900' service=office", "430900"), ("host=db dbname=region", ""), ("postgresql://host/office", "")])
def test_the_region_is_part_of_where_an_office_lies(where: str, region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert locate(where).region == region
    monkeypatch.setenv("SANXIN_REGION", "430624")
    assert locate(where).region == (region or "430624")
