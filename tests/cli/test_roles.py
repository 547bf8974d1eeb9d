"""Every role at the command line: what is granted works, all else is refused before it is asked, and by the server."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.cli.conftest import CREDIT_CODE, Answer, Run
from tests.embedded import Server
from tests.office_roles import NOBODY, ROLES, Manned, manned
from tracker.domain.rights import Role
from tracker.office.desk import Desk
from tracker.shipped import shipped
from tracker.store.engine import Store

OFFICER, VERIFIER, ADMIN = Role.OFFICER, Role.VERIFIER, Role.ADMIN
ON = ("--on", "2023-03-01")
STEPS: tuple[tuple[tuple[str, ...], frozenset[Role]], ...] = tuple((command, frozenset(may)) for command, may in (
    (("project", "add", "甲项目", "--lead", "2023-01-05", "--contract-amount", "5.2亿元", "--origin", "境内省外",
      "--investor", "甲集团", "--credit-code", CREDIT_CODE, "--park", "高新区"), [OFFICER]),
    (("project", "advance", "P0001", "--on", "2023-02-01", "--evidence", "contract:合同1号"), [OFFICER]),
    (("project", "amend", "P0001", "officer=李四"), [OFFICER]),
    (("undo", "--reason", "试"), [OFFICER, VERIFIER, ADMIN]),
    (("receipt", "add", "P0001", "100万元", *ON), [OFFICER]),
    (("evidence", "attach", "P0001", "other", "--number", "纪要1号", "--stage", "signed"), [OFFICER]),
    (("blocker", "raise", "P0001", "岸线许可", "--category", "河湖岸线", *ON), [OFFICER]),
    (("blocker", "note", "1", "材料已补齐", "--on", "2023-03-10"), [OFFICER, VERIFIER]),
    (("blocker", "answer", "1", "已批复", "--on", "2023-03-11"), [OFFICER, VERIFIER]),
    (("blocker", "verify", "1", "--on", "2023-03-12"), [VERIFIER]),
    (("recognise", "P0001", "signed", "--by", "市商务局", "--override", "合同已核"), [VERIFIER]),
    (("target", "set", "2023", "new_signed", "10"), [OFFICER, ADMIN]),
    (("target", "set", "2023", "new_signed", "12", "--reason", "上级调整"), [ADMIN]),
    (("target", "drop", "2023", "new_signed", "--reason", "取消"), [ADMIN]),
    (("unit", "add", "高新区", "--kind", "园区"), [ADMIN]),
    (("bundle", "trust", "430981", "0" * 64), [ADMIN]),
    (("import", "LEDGER"), [OFFICER]),
    (("db", "grant", "viewer", "看的"), [ADMIN]),
    (("year", "close", "2022", "--despite", "试结"), [ADMIN]),
))
"""Commands one after another, and which roles may run each."""


@pytest.fixture
def office(office: Path, pg_server: Server, pg_store: Store) -> Manned:
    return manned(pg_server, pg_store)


@pytest.fixture
def as_login(office: Manned, sanxin: Run) -> Callable[..., Answer]:
    """Runs a command as a login."""
    def run(name: str, *args: str, code: int | None = 0) -> Answer:
        book = str(shipped("ledgers/yuanjiang-2023.xlsx"))
        return sanxin("--db", office.address(name), *(book if arg == "LEDGER" else arg for arg in args), code=code)

    return run


@pytest.mark.story
def test_exactly_what_is_granted_works(office: Manned, as_login: Callable[..., Answer],
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is refused by the program, and by the server where the program would try; no row is left of either."""
    for command, may in STEPS:
        before = office.rows()
        for name, role in ROLES.items():
            if role in may:
                continue
            told = as_login(name, *command, code=1).err
            assert "sanxin db grant" in told, (command, name)
            with monkeypatch.context() as forgetful:
                forgetful.setattr(Desk, "need", lambda _desk, *_rights: None)
                answer = as_login(name, *command, code=None)
            assert answer.code in (1, 5), (command, name, answer)
            assert "未预料" not in answer.err, (command, name, answer)
        as_login(NOBODY, *command, code=5)
        assert office.rows() == before, command
        name = next(name for name, role in ROLES.items() if role in may)
        as_login(name, *command)
        assert office.rows() != before, command
    for name in ROLES:
        assert "甲项目" in as_login(name, "project", "list").out
        as_login(name, "verify")


@pytest.mark.story
def test_the_owner_sets_up_and_records_nothing(office: Manned, sanxin: Run) -> None:
    before = office.rows()
    assert sanxin("--db", office.owner, "project", "add", "甲", "--json", code=1).codes == ["owner_records_nothing"]
    assert office.rows() == before
    assert sanxin("--db", office.owner, "project", "list").out


@pytest.mark.story
def test_nobody_is_recorded_under_another_name(office: Manned, sanxin: Run) -> None:
    here = ("--db", office.address("记的"))
    assert sanxin(*here, "--user", "张三", "project", "add", "甲", "--json", code=5).codes == ["other_user"]
    sanxin(*here, "--user", "记的", "project", "add", "甲")
    assert [entry["who"] for entry in sanxin(*here, "journal", "--json").json["journal"]][:1] == ["记的"]


def test_a_group_is_granted_nothing_and_said_to_be_one(office: Manned, sanxin: Run) -> None:
    before, group = office.rows(), f"sanxin_{office.server.name(office.owner)}_viewer"
    for by in ("postgres", "管的"):
        told = sanxin("--db", office.address(by), "db", "grant", "officer", group, "--json", code=1)
        assert told.codes == ["not_a_login"]
    assert office.rows() == before


def test_status_says_who_one_is_and_who_has_which_role(office: Manned, sanxin: Run) -> None:
    sanxin("--db", office.owner, "db", "grant", "officer", "园区的", "--park", "高新区")
    told = sanxin("--db", office.address("园区的"), "db", "status").out
    assert "账号 园区的：联络员 (只见 高新区)" in told
    status = sanxin("--db", office.address("管的"), "db", "status", "--json").json
    assert (status["user"], status["roles"]) == ("管的", ["admin"])
    assert {"name": "园区的", "roles": ["officer"], "parks": ["高新区"]} in status["members"]
    sanxin("--db", office.address("管的"), "db", "revoke", "园区的")
    sanxin("--db", office.address("园区的"), "project", "list", code=5)
    assert sanxin("--db", office.address("管的"), "db", "revoke", "园区的", "--json", code=1).codes == [
        "no_role_to_revoke"]


@pytest.mark.story
def test_whoever_reads_may_try_an_import_and_an_officer_of_a_park_takes_his_own_in(
        office: Manned, sanxin: Run, tmp_path: Path) -> None:
    """The numbers of rows and codes of projects that are not seen are not given again."""
    sanxin("--db", office.address("记的"), "project", "add", "别处项目", "--park", "临港")
    sanxin("--db", office.owner, "db", "grant", "officer", "园区的", "--park", "高新区")
    here = ("--db", office.address("园区的"))
    book = tmp_path / "book.csv"
    book.write_text("项目名称,投资方,所在园区,签约时间\n丙项目,丙集团,高新区,2023-03-01\n", encoding="utf-8")
    sanxin("--db", office.address("看的"), "import", str(book), "--dry-run")
    sanxin(*here, "import", str(book), "--dry-run")
    before = office.rows()
    sanxin(*here, "import", str(book))
    assert office.rows()["project"] == before["project"] + 1
    shown = sanxin(*here, "project", "list").out
    assert "只见 高新区" in shown
    assert "丙项目" in shown
    assert "别处项目" not in shown
    for name in ("戊项目", "己项目"):
        sanxin(*here, "project", "add", name, "--park", "高新区")
    with psycopg.connect(office.owner) as connection:
        numbers = connection.execute("SELECT id FROM project ORDER BY id").fetchall()
    assert numbers == [(1,), (2,), (3,), (4,)], "numbers go on where the ledger ended"
    assert sanxin(*here, "verify", "--json", code=1).codes == ["narrowed_sight"]
    sanxin("--db", office.address("管的"), "verify")
    other = tmp_path / "other.csv"
    other.write_text("项目名称,投资方,所在园区,签约时间\n丁项目,丁集团,临港,2023-03-01\n", encoding="utf-8")
    before = office.rows()
    assert "row-level security" in sanxin(*here, "import", str(other), code=5).err
    assert office.rows() == before


@pytest.mark.story
def test_an_officer_takes_a_bundle_in_and_one_of_a_park_sees_none(office: Manned, sanxin: Run, tmp_path: Path,
                                                                 sqlite_template: Path) -> None:
    """Its bytes lie in the database; who sees some parks sees neither it nor the entry, and adds nothing up."""
    county, key, bundle = (str(tmp_path / name) for name in ("county.db", "county.key", "b.sanxin"))
    shutil.copyfile(sqlite_template, county)
    public = sanxin("bundle", "key", "new", key, "--json").json["key"]
    sanxin("--db", county, "bundle", "region", "430981")
    sanxin("--db", county, "project", "add", "县里的项目", "--lead", "2023-01-05")
    sanxin("--db", county, "bundle", "export", "2023", bundle, "--key", key)
    sanxin("--db", office.address("管的"), "bundle", "trust", "430981", public)
    for name in ("看的", "认的", "管的"):
        assert sanxin("--db", office.address(name), "bundle", "import", bundle, "--json", code=1).codes == [
            "right_lacking"]
    before = office.rows()
    sanxin("--db", office.address("记的"), "bundle", "import", bundle)
    after = office.rows()
    assert {name: after[name] - before[name] for name in ("bundle_taken", "evidence_file", "project")} == {
        "bundle_taken": 1, "evidence_file": 1, "project": 0}
    told = sanxin("--db", office.address("看的"), "bundle", "rollup", "2023", "--json").json
    assert [one["region"] for one in told["counties"]] == ["430981"]
    sanxin("--db", office.address("看的"), "verify")
    sanxin("--db", office.owner, "db", "grant", "officer", "园区的", "--park", "高新区")
    park = ("--db", office.address("园区的"))
    assert sanxin(*park, "bundle", "list", "--json").json["bundles"] == []
    assert "县里" not in sanxin(*park, "journal").out
    assert sanxin(*park, "bundle", "rollup", "2023", "--json", code=1).codes == ["no_bundle_of"]
