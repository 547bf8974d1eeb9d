"""Documents: kept by their digest, never by their name."""

from pathlib import Path

import pytest

from tests.office.project.test_projects import codes, shown
from tracker.domain.stages import Stage
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.outcome import Done
from tracker.office.project.evidence import LARGEST, Paper, attach, documents, fetch
from tracker.office.project.projects import add

pytestmark = pytest.mark.both_databases


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    path = tmp_path / "进账单 [甲] =1+1.pdf"
    path.write_bytes(b"%PDF-1.4 slip")
    return path


def test_a_document_comes_back_byte_for_byte(desk: Desk, slip: Path) -> None:
    add(desk, {"name": "甲"})
    done = attach(desk, "甲", Paper("contract", "2023-001", path=slip), stage=Stage.LEAD)
    assert isinstance(done, Done)
    copy = fetch(desk, done.value)
    assert isinstance(copy, Done)
    assert copy.value.read_bytes() == slip.read_bytes()
    assert copy.value.name == f"evidence-{done.value}.pdf"
    kept = documents(desk, "甲")
    assert isinstance(kept, tuple)
    assert [(paper.kind, paper.number, paper.filename) for paper in kept] == [("contract", "2023-001", slip.name)]
    assert shown(desk, "甲").milestones[0].documents == kept


def test_a_file_name_never_becomes_a_path(desk: Desk, tmp_path: Path) -> None:
    add(desk, {"name": "甲"})
    sly = tmp_path / "..\\..\\etc\\x.PDF;rm"
    sly.write_bytes(b"x")
    done = attach(desk, "甲", Paper("other", path=sly))
    assert isinstance(done, Done)
    copy = fetch(desk, done.value)
    assert isinstance(copy, Done)
    assert copy.value.name == f"evidence-{done.value}"


def test_what_cannot_be_attached_says_why(desk: Desk, tmp_path: Path) -> None:
    add(desk, {"name": "甲"})
    assert codes(attach(desk, "甲", Paper("contract", path=tmp_path / "none.pdf"), stage=Stage.SIGNED)) == [
        "no_file", "not_reached"]
    assert codes(attach(desk, "甲", Paper("contract", path=tmp_path), receipt_id=7)) == ["file_unreadable",
                                                                                        "unknown_receipt"]
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate((LARGEST << 20) + 1)
    assert codes(attach(desk, "甲", Paper("contract", path=big))) == ["file_too_large"]


def test_a_document_without_a_file_is_still_a_document(desk: Desk) -> None:
    add(desk, {"name": "甲"})
    done = attach(desk, "甲", Paper("contract", "合同-7"))
    assert isinstance(done, Done)
    assert codes(fetch(desk, done.value)) == ["file_lost"]
    assert codes(fetch(desk, 99)) == ["unknown_evidence"]


def test_the_doctor_notices_an_altered_file(desk: Desk, slip: Path) -> None:
    add(desk, {"name": "甲"})
    attach(desk, "甲", Paper("contract", path=slip))
    assert [f.code for f in examine(desk).findings if f.hard] == []
    if desk.store.folder is None:
        return  # on PostgreSQL the bytes lie in a guarded table: nobody can alter them
    (kept,) = (path for path in desk.store.folder.rglob("*") if path.is_file())
    kept.chmod(0o600)
    kept.write_bytes(b"forged")
    assert [f.code for f in examine(desk).findings if f.hard] == ["file_altered"]
    assert codes(fetch(desk, 1)) == ["file_lost"]
