"""A newcomer adds fields to the profile in the four places of `docs/architecture.md`, in a copy, and has them all over.

The copy is the program itself: `new_fields.py` runs in it and does what officers do with a field.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.office.every_use import every_use
from tracker.office.desk import Desk
from tracker.office.open import hold_years
from tracker.office.verify import verify
from tracker.store.engine import open_store

ROOT = Path(__file__).parents[2]

FIELDS = '''
    section: str = _of(LineField(register=("section",), header=HeaderWords("经办科室 经办股室 责任科室")))
    flagship: bool = _of(YesNoField(register=("flagship",), header=HeaderWords("重点项目 重点")))
    equipment: Money | None = _of(AmountField(
        columns=("equipment_minor", "equipment_currency", "equipment_mark"),
        register=("equipment", "equipment_currency", "equipment_mark"), header=HeaderWords("设备投资 设备投资额")))
'''
COLUMNS = '''
    section: str = ""
    flagship: bool = False
    equipment_minor: int | None = Field(default=None, sa_type=MINOR)
    equipment_currency: Currency = _kind(Currency, default=Currency.CNY)
    equipment_mark: Mark = _kind(Mark, default=Mark.EXACT)
'''
MIGRATION = '''
"""The profile has the section in charge, whether it is a flagship, and what is spent on equipment."""

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("profile", sa.Column("section", sa.String(), nullable=False, server_default=""))
    op.add_column("profile", sa.Column("flagship", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("profile", sa.Column("equipment_minor", sa.BigInteger()))
    op.add_column("profile", sa.Column("equipment_currency", sa.String(32), nullable=False, server_default="CNY"))
    op.add_column("profile", sa.Column("equipment_mark", sa.String(32), nullable=False, server_default=""))
'''
NAMES = {"zh": '"section": "经办科室", "flagship": "重点项目", "equipment": "设备投资", ',
         "en": '"section": "section in charge", "flagship": "flagship", "equipment": "equipment", '}
BESIDE = {"zh": '"channel": "线索渠道"', "en": '"channel": "lead channel"'}


def put_before(path: Path, pattern: str, text: str) -> None:
    """Puts a text before the one place in a file that fits a pattern."""
    whole = path.read_text("utf-8")
    (there,) = re.finditer(pattern, whole, re.MULTILINE)
    path.write_text(f"{whole[:there.start()]}{text}{whole[there.start():]}", "utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program with three fields more: in the table of fields, the tables, a migration and the words."""
    copy = tmp_path / "copy"
    for name in ("tracker", "tui", "tests", "data"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "__snapshots__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    put_before(copy / "tracker/domain/profile.py", r"^    roles: Mapping", FIELDS.lstrip("\n"))
    put_before(copy / "tracker/store/tables.py", r"^    roles: dict", COLUMNS.lstrip("\n"))
    migrations = copy / "tracker/store/migrations/__init__.py"
    before = re.findall(r'"(\d{4})"', migrations.read_text("utf-8"))[-1]
    number = f"{int(before) + 1:04}"
    migrations.write_text(re.sub(r"HEAD = .*", f'HEAD = "{number}"', migrations.read_text("utf-8").replace(
        f'"{before}")', f'"{before}", "{number}")')), "utf-8")
    (migrations.parent / f"versions/r{number}_fields.py").write_text(
        MIGRATION.format(number=number, before=before).lstrip(), "utf-8")
    for lang, beside in BESIDE.items():
        (words,) = [path for path in (copy / "tracker/words").rglob("*.py") if f"{beside}," in path.read_text("utf-8")]
        put_before(words, re.escape(f"{beside},"), NAMES[lang])
    return copy


@pytest.mark.long
def test_a_field_that_is_added_in_four_places_is_everywhere(copy: Path) -> None:
    office = Desk(open_store(copy / "older.db"), "联络员01", Clock(), holds=hold_years)
    every_use(office)
    (copy / "older.head").write_text(verify(office).head, "utf-8")
    office.store.close()
    story = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/newcomer/new_fields.py"]
    done = subprocess.run(story, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
