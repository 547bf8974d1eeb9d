"""The tests neither read nor write what belongs to the person who runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOME = ["tests/cli/test_journal.py", "tests/tui/test_settings.py",
        "tests/tui/test_drafts.py::test_drafts_outlive_the_program",
        "tests/tui/test_opening.py::test_a_file_that_is_no_database_is_said_and_left_alone"]


@pytest.mark.long
def test_an_english_officer_with_keys_of_her_own_gets_the_same_answers(tmp_path: Path) -> None:
    config = tmp_path / ".config" / "sanxin"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text('theme = "light"\nlang = "en"\nascii = true\n', "utf-8")
    (config / "keys.toml").write_text('[keys]\nmove = "f13"\n', "utf-8")
    before = {path.name: path.read_bytes() for path in config.iterdir()}
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *SOME], cwd=ROOT,
        env={**environment, "HOME": str(tmp_path), "SANXIN_LANG": "en", "SANXIN_USER": "Officer", "SANXIN_ASCII": "1",
             "SANXIN_DB": str(tmp_path / "mine.db"), "SANXIN_CONFIG": str(config)},
        capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert {path.name: path.read_bytes() for path in config.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".config"]
