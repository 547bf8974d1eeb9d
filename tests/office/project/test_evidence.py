"""Documents: kept by their digest, never by their name."""

import os
import time
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from tests.narrowed import of
from tests.office.project.test_moves import d
from tests.office.project.test_projects import codes, shown
from tracker.domain.days import Day
from tracker.domain.money import Money
from tracker.domain.stages import Stage
from tracker.files import LEFT
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.outcome import Done, Refused
from tracker.office.project import evidence
from tracker.office.project.evidence import LARGEST, Paper, attach, documents, fetch
from tracker.office.project.moves import Milepost, advance, correct
from tracker.office.project.projects import add
from tracker.office.project.receipts import add_receipt
from tracker.store.engine import Store
from tracker.words import Lang
from tracker.words.catalogue import words
from tracker.words.sentences import sentence

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
    assert copy.value.name == f"evidence-{done.value}.bin"


def test_what_cannot_be_attached_says_why(desk: Desk, tmp_path: Path) -> None:
    add(desk, {"name": "甲"})
    assert codes(attach(desk, "甲", Paper("contract", path=tmp_path / "none.pdf"), stage=Stage.SIGNED)) == [
        "no_file", "not_reached"]
    assert codes(attach(desk, "甲", Paper("contract", path=tmp_path), receipt_id=7)) == ["not_a_file",
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


NO_KIND, TOO_LONG = Paper("no such kind"), Paper("contract", "1" * 300)


@pytest.mark.parametrize(("paper", "told"), [(NO_KIND, ["unknown_kind"]), (TOO_LONG, ["too_long"])])
def test_a_document_nobody_could_find_again_is_refused_wherever_it_is_handed_in(
        desk: Desk, paper: Paper, told: list[str]) -> None:
    """Of a kind that is none, or with a number too long to be kept whole; nothing is written."""
    add(desk, {"name": "甲", "contract_amount": "1亿元"}, lead=d("2023-01-10"))
    assert codes(attach(desk, "甲", paper)) == told
    assert codes(add_receipt(desk, "甲", d("2023-04-02"), Money(100_00), papers=(paper,))) == told
    assert codes(advance(desk, "甲", [Milepost(Stage.SIGNED, d("2023-02-01"), papers=(paper,))])) == told
    assert codes(correct(desk, "甲", Stage.LEAD, papers=(paper,), reason="补")) == told
    project = shown(desk, "甲")
    assert (project.stage, project.receipts, project.documents) == (Stage.LEAD, (), ())


def test_the_kinds_there_are_are_told(desk: Desk) -> None:
    add(desk, {"name": "甲"})
    (reason,) = of(Refused, attach(desk, "甲", NO_KIND)).reasons
    assert "contract" in reason.params["kinds"]
    assert "正式合同" in sentence(reason, words(Lang.ZH))


def test_a_number_of_two_hundred_characters_is_kept_whole(desk: Desk) -> None:
    add(desk, {"name": "甲"})
    assert isinstance(attach(desk, "甲", Paper("contract", "1" * 200)), Done)
    assert shown(desk, "甲").documents[0].number == "1" * 200


@pytest.fixture
def folder(desk: Desk) -> Path:
    """Where the files are; on a server they lie in a guarded table instead, where nobody can alter them."""
    if desk.store.folder is None:
        pytest.skip("on a server there is no folder")
    return desk.store.folder


def damage(folder: Path, content: bytes | None) -> Path:
    """Alters the one kept file, or removes it; answers where it is."""
    (kept,) = (path for path in folder.rglob("*") if path.is_file())
    kept.unlink() if content is None else kept.write_bytes(content)
    return kept


@pytest.mark.parametrize("damaged", [b"forged", b"", None])
def test_the_original_attached_again_takes_its_place(desk: Desk, folder: Path, slip: Path,
                                                       damaged: bytes | None) -> None:
    add(desk, {"name": "甲"})
    first, more = (attach(desk, "甲", Paper("contract", path=slip)) for _ in range(2))
    assert isinstance(first, Done)
    assert isinstance(more, Done)
    assert more.notes == ()
    damage(folder, damaged)
    assert codes(fetch(desk, first.value)) == ["file_lost"]
    again = attach(desk, "甲", Paper("contract", path=slip))
    assert isinstance(again, Done)
    assert [(note.code, note.hard) for note in again.notes] == [("file_restored", False)]
    copy = fetch(desk, first.value)
    assert isinstance(copy, Done)
    assert copy.value.read_bytes() == slip.read_bytes()
    assert [finding.code for finding in examine(desk).findings if finding.hard] == []


def alter_on_server(store: Store, *, guard: str | None = None) -> None:
    """Other bytes in the place of the kept ones, past the guard; with `guard` that one stands from then on."""
    with store.engine.connect() as connection, connection.execution_options(unit="reshaping").begin():
        connection.exec_driver_sql("ALTER TABLE sanxin_tables.evidence_file DISABLE TRIGGER USER")
        connection.exec_driver_sql("UPDATE evidence_file SET content = 'forged'")
        connection.exec_driver_sql("ALTER TABLE sanxin_tables.evidence_file ENABLE TRIGGER USER")
        if guard:
            connection.exec_driver_sql("DROP TRIGGER evidence_file_fixed ON sanxin_tables.evidence_file")
            connection.exec_driver_sql(guard)


def test_on_a_server_the_original_takes_its_place_and_nothing_else_does(pg_store: Store, slip: Path) -> None:
    desk = Desk(pg_store, "联络员01")
    add(desk, {"name": "甲"})
    first = of(Done, attach(desk, "甲", Paper("contract", path=slip)))
    alter_on_server(pg_store)
    assert codes(fetch(desk, first.value)) == ["file_lost"]
    assert "file_altered" in [finding.code for finding in examine(desk).findings]
    again = of(Done, attach(desk, "甲", Paper("contract", path=slip)))
    assert [note.code for note in again.notes] == ["file_restored"]
    assert of(Done, fetch(desk, first.value)).value.read_bytes() == slip.read_bytes()
    assert [finding.code for finding in examine(desk).findings if finding.hard] == []
    for change in ("content = 'forged'", "sha256 = 'x'"):
        with pytest.raises(IntegrityError), pg_store.writing() as session:
            session.connection().exec_driver_sql(f"UPDATE evidence_file SET {change}")


def test_where_an_older_guard_stands_the_note_says_why_nothing_was_healed(pg_store: Store, slip: Path) -> None:
    desk = Desk(pg_store, "联络员01")
    add(desk, {"name": "甲"})
    attach(desk, "甲", Paper("contract", path=slip))
    alter_on_server(pg_store, guard="CREATE TRIGGER evidence_file_fixed BEFORE UPDATE ON sanxin_tables.evidence_file "
                                    "FOR EACH ROW EXECUTE FUNCTION sanxin_refuse()")
    again = of(Done, attach(desk, "甲", Paper("contract", path=slip)))
    assert [note.code for note in again.notes] == ["file_guarded"]
    assert len(shown(desk, "甲").documents) == 2, "the document is on record all the same"


def test_a_document_is_read_before_anybody_has_to_wait_for_it(desk: Desk, slip: Path,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow disk or a share that hangs holds up whoever attaches, not the whole office."""
    add(desk, {"name": "甲"}, lead=Day(date(2023, 1, 1)))
    read = evidence.read_whole
    waited = []

    def slowly(path: Path, most: int) -> bytes:
        if path == slip:
            with desk.unit():
                waited.append(path)
        return read(path, most)

    monkeypatch.setattr(evidence, "read_whole", slowly)
    paper = Paper("contract", path=slip)
    assert isinstance(attach(desk, "甲", paper), Done)
    day = Day(date(2023, 6, 1))
    assert isinstance(add_receipt(desk, "甲", day, Money(100), papers=(paper,)), Done)
    assert isinstance(advance(desk, "甲", [Milepost(Stage.SIGNED, day, papers=(paper,))], override="补录",
                              mend={"contract_amount": "1亿元"}), Done)
    assert isinstance(correct(desk, "甲", Stage.SIGNED, papers=(paper,), reason="补件"), Done)
    assert waited == [slip] * 4


def test_what_an_interrupted_attaching_left_goes_with_the_next_one(desk: Desk, folder: Path, slip: Path) -> None:
    add(desk, {"name": "甲"})
    attach(desk, "甲", Paper("contract", path=slip))
    shard = next(path for path in folder.iterdir() if path.is_dir())
    long_ago = time.time() - LEFT - 60
    for name in (".sanxin-00000000.tmp", "tmpabcd1234"):
        (shard / name).write_bytes(b"half")
        os.utime(shard / name, (long_ago, long_ago))
    other = slip.with_name("other.pdf")
    other.write_bytes(b"%PDF other")
    attach(desk, "甲", Paper("contract", path=other))
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 2


def test_a_file_name_is_kept_without_what_cannot_be_seen_in_it(desk: Desk, tmp_path: Path) -> None:
    add(desk, {"name": "甲"})
    for name in ("合\u202e同\u200b.pdf".encode(), "进账单.pdf".encode("gbk")):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        path.write_bytes(name)
        assert isinstance(attach(desk, "甲", Paper("contract", path=path)), Done)
    kept = documents(desk, "甲")
    assert isinstance(kept, tuple)
    assert [paper.filename for paper in kept] == ["合同.pdf", "进账单.pdf"]
