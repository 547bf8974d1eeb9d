"""Every command of the page about bundles, in its order, in the office of a county and in that of a prefecture."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tracker.office.bundles.national import CAN_SUM

PAGES = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("page", "county", "prefecture", "public"), [
    ("bundles.md", "county.db", "prefecture.db", "PUBLICKEY"),
    pytest.param("bundles.zh-CN.md", "沅江市.db", "市级.db", "公钥", marks=pytest.mark.long)])
def test_the_commands_of_the_page_work_one_after_another(page: str, county: str, prefecture: str, public: str,
                                                        signed: str, office: Path, sqlite_template: Path, sanxin: Run,
                                                        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copyfile(office, tmp_path / county)
    shutil.copyfile(sqlite_template, tmp_path / prefecture)
    monkeypatch.chdir(tmp_path)
    key, ran = "", 0
    for line in re.findall(r"^\$ (.+)$", (PAGES / page).read_text("utf-8"), re.MULTILINE):
        words = [key if word == public else word for word in shlex.split(line, comments=True)]
        if words[0] == "pip":
            continue
        assert words.pop(0) == "sanxin"
        if words[1] in ("parquet", "sum") and not CAN_SUM:
            continue
        told = sanxin(*words)
        assert told.out, line
        key = key or re.findall(r"[0-9a-f]{64}", told.out)[0]
        ran += 1
    assert ran >= 12
    (*_, one) = sanxin("--db", prefecture, "bundle", "list", "--json").json["bundles"]
    assert (one["region"], one["year"], one["key"]) == ("430981", 2023, key)
