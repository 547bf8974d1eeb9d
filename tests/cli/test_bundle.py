"""`sanxin bundle` of an officer of a county, and of one of the prefecture."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tracker.office.bundles.national import CAN_SUM

KEY = ("bundle", "key")


@pytest.fixture
def prefecture(sqlite_template: Path, tmp_path: Path) -> tuple[str, str]:
    """Which office is meant: that of the prefecture, beside the county's."""
    return "--db", str(shutil.copyfile(sqlite_template, tmp_path / "prefecture.db"))


@pytest.fixture
def handed(sanxin: Run, signed: str, tmp_path: Path) -> tuple[str, str]:
    """The county's public key, and its bundle."""
    key, bundle = str(tmp_path / "county.key"), str(tmp_path / "沅江市.sanxin")
    public = sanxin(*KEY, "new", key, "--json").json["key"]
    sanxin("bundle", "region", "430981")
    sanxin("bundle", "export", "2023", bundle, "--key", key)
    return public, bundle


def test_a_county_hands_over_and_the_prefecture_takes_in(sanxin: Run, handed: tuple[str, str],
                                                        prefecture: tuple[str, str]) -> None:
    public, bundle = handed
    assert "sanxin bundle trust 430981" in sanxin(*prefecture, "bundle", "import", bundle, code=1).err
    assert public in sanxin(*prefecture, "bundle", "trust", "430981", public).out
    told = sanxin(*prefecture, "bundle", "import", bundle)
    head = sanxin("db", "status", "--json").json["head"]
    assert "430981" in told.out
    assert head in told.out
    (one,) = sanxin(*prefecture, "bundle", "list", "--json").json["bundles"]
    assert (one["region"], one["year"], one["head"][:16], one["key"]) == ("430981", 2023, head, public)
    assert head in sanxin(*prefecture, "bundle", "list").out
    assert sanxin(*prefecture, "project", "list", "--json").json["projects"] == []
    assert sanxin(*prefecture, "bundle", "import", bundle, "--json", code=1).codes == ["county_bundle_taken"]
    assert "登记密钥" in sanxin(*prefecture, "journal").out
    sanxin(*prefecture, "--lang", "en", "bundle", "list")
    sanxin(*prefecture, "undo", "--reason", "收错了")
    assert sanxin(*prefecture, "bundle", "list", "--json").json["bundles"] == []


def test_the_public_key_is_printed_again_and_the_region_told(sanxin: Run, handed: tuple[str, str], tmp_path: Path
                                                             ) -> None:
    assert handed[0] in sanxin(*KEY, "show", str(tmp_path / "county.key")).out
    assert "430981" in sanxin("bundle", "region").out
    version = sanxin("bundle", "region", "--json").json["version"]
    assert sanxin("bundle", "region", "430921", "--version", "0", "--json", code=4).codes == ["changed_elsewhere"]
    sanxin("bundle", "region", "430921", "--version", str(version))


def test_a_bundle_is_replaced_as_other_files_are(sanxin: Run, handed: tuple[str, str], tmp_path: Path) -> None:
    """What stands there and is not ours stays; a folder that is not there is told before anything is packed."""
    key, other = str(tmp_path / "county.key"), tmp_path / "other.sanxin"
    other.write_text("mine")
    export = ("bundle", "export", "2023")
    assert sanxin(*export, str(other), "--key", key, "--json", code=1).codes == ["file_of_others"]
    assert sanxin(*export, str(tmp_path / "no" / "x"), "--key", key, "--json", code=1).codes == ["no_folder"]
    sanxin(*export, handed[1], "--key", key)
    sanxin("--replace", *export, str(other), "--key", key)
    assert other.read_bytes().startswith(b"sanxin county bundle 1\n")


def test_what_is_no_bundle_ends_with_3(sanxin: Run, office: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    assert sanxin("bundle", "import", str(tmp_path / "x"), "--json", code=3).codes == ["no_county_bundle"]


def test_a_past_that_differs_asks_for_a_reason(sanxin: Run, handed: tuple[str, str], prefecture: tuple[str, str],
                                              office: Path, tmp_path: Path) -> None:
    public, bundle = handed
    sanxin(*prefecture, "bundle", "trust", "430981", public)
    sanxin(*prefecture, "bundle", "import", bundle)
    sanxin("undo", "--reason", "写错了")  # takes the region back: the same office, one entry on
    sanxin("bundle", "region", "430981")
    shutil.copyfile(office, tmp_path / "other.db")
    with_other = ("--db", str(tmp_path / "other.db"))
    key = str(tmp_path / "county.key")
    for number in range(2):
        sanxin("project", "add", f"甲{number}")
    sanxin("bundle", "export", "2023", bundle, "--key", key)
    sanxin(*prefecture, "bundle", "import", bundle)
    for number in range(3):
        sanxin(*with_other, "project", "add", f"乙{number}")
    sanxin(*with_other, "bundle", "export", "2023", str(tmp_path / "other.sanxin"), "--key", key)
    told = sanxin(*prefecture, "bundle", "import", str(tmp_path / "other.sanxin"), code=1).err
    assert "恢复了旧的备份" in told
    assert "--reason" in told
    sanxin(*prefecture, "bundle", "import", str(tmp_path / "other.sanxin"), "--reason", "机器坏了")


def test_the_bundle_of_a_report_needs_no_word_more_than_before(sanxin: Run, signed: str, tmp_path: Path) -> None:
    """Options may stand first, as ever; a slip is told with the commands there are."""
    for words in (("2023", "-o"), ("report", "2023", "-o"), ("-o",)):
        path = tmp_path / "b.bundle"
        sanxin("bundle", *words, str(path), *(("2023",) if words == ("-o",) else ()))
        assert '"kind": "sanxin bundle 1"' in path.read_text("utf-8")
        path.unlink()
    assert "export" in sanxin("bundle", "exprot", code=2).err


def test_counties_are_added_up_and_a_county_compared(sanxin: Run, handed: tuple[str, str], prefecture: tuple[str, str],
                                                    tmp_path: Path) -> None:
    public, bundle = handed
    here = (*prefecture, "bundle")
    assert sanxin(*here, "rollup", "2023", "--json", code=1).codes == ["no_bundle_of"]
    sanxin(*here, "trust", "430981", public)
    sanxin(*here, "import", bundle)
    assert sanxin(*here, "diff", "430981", "2023", "--json", code=1).codes == ["one_bundle_of"]
    own = sanxin("rollup", "2023", "--json").json
    told = sanxin(*here, "rollup", "2023", "--region", "4309", "--json").json
    (county,) = told["counties"]
    assert {name: county[name] for name in own} == own
    assert [one["actual"] for one in told["together"]] == [one["actual"] for one in own["indicators"]]
    printed = sanxin(*here, "rollup", "2023", "--by", "county", "--own-rules").out
    assert "各县区按自己的口径" in printed
    assert "430981" in printed
    assert "430981" not in sanxin(*here, "rollup", "2023").out
    assert "县区" in sanxin(*here, "rollup", "2023", "--by", "园区", code=2).err
    sanxin("project", "add", "[/]甲 =1+1", "--lead", "2023-01-05")
    sanxin("project", "terminate", "P0001", "--on", "2023-06-01", "--reason", "撤资")
    sanxin("bundle", "export", "2023", bundle, "--key", str(tmp_path / "county.key"))
    sanxin(*here, "import", bundle)
    printed = sanxin(*here, "diff", "430981", "2023").out
    assert "[/]甲 =1+1" in printed
    assert "万骏船舶" in printed
    assert [one["code"] for one in sanxin(*here, "diff", "430981", "2023", "--json").json["went"]] == ["P0001"]
    for command, name in ((("rollup", "2023"), "r.xlsx"), (("diff", "430981", "2023"), "d.csv"), (("list",), "l.xlsx")):
        sanxin(*here, *command, "-o", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 0


@pytest.mark.skipif(not CAN_SUM, reason="DuckDB is not installed (the extra `national`)")
def test_facts_become_parquet_and_are_added_up_without_an_office(sanxin: Run, handed: tuple[str, str], tmp_path: Path,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANXIN_DB", str(tmp_path / "none.db"))
    folder = str(tmp_path / "facts")
    assert "1 份数据包" in sanxin("bundle", "parquet", folder, handed[1]).out
    assert "430981" in sanxin("bundle", "sum", folder, "2023").out
    (one,) = sanxin("bundle", "sum", folder, "2023", "--json").json["regions"]
    assert (one["region"], one["reached"]["signed"]) == ("430981", 1)
    (one,) = sanxin("bundle", "sum", folder, "2023", "--until", "2023-01", "--json").json["regions"]
    assert one["reached"]["signed"] == 0
    assert sanxin("bundle", "parquet", folder, handed[1], "--json", code=1).codes == ["folder_in_use"]
    sanxin("--replace", "bundle", "parquet", folder, handed[1])
    assert "DuckDB" in sanxin("bundle", "--help").out
    assert "2023" in sanxin("bundle", "sum", "--help").out
    assert not (tmp_path / "none.db").exists()
