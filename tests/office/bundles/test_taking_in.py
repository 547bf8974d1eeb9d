"""Bundles of counties: what is handed over is taken in whole, once, and nothing else is taken in."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from tests.office.build import put
from tests.office.bundles.made_bundles import (
    HESHAN,
    HOSTILE_PROJECTS,
    YUANJIANG,
    county,
    filled,
    handed,
    key_of,
    project,
    public_of,
    signed_anew,
    taken,
    trusting,
    why_not,
)
from tests.office.entries import entries
from tests.province import OFFICERS, Province
from tracker.domain import county_bundle
from tracker.domain.county_bundle import CountyBundle, pack_rows, read_county_bundle
from tracker.domain.rights import EVERY_RIGHT, Right
from tracker.office.bundles import handing
from tracker.office.bundles.handing import hand_over, make_signer, signer_in
from tracker.office.bundles.opened_bundle import county_desk
from tracker.office.bundles.region import every_signer, region_of, set_region, trust_signer
from tracker.office.bundles.taking_in import bundle_of, bundles_taken, take_bundle
from tracker.office.desk import Desk
from tracker.office.doctor import examine
from tracker.office.figures.rollup import rollup
from tracker.office.journal.undo import undo
from tracker.office.outcome import Done, NotTaken, Refused
from tracker.office.project.projects import add
from tracker.office.verify import verify
from tracker.store.engine import Store, open_store
from tracker.store.query import PROJECT
from tracker.store.row_lines import row_lines


@pytest.fixture
def desk(store: Store, clock: Clock) -> Desk:
    """The receiving office."""
    return Desk(store, who="联络员02", clock=clock)


@pytest.fixture
def there(sqlite_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """The county's."""
    found = county(sqlite_template, tmp_path / "county", YUANJIANG, *map(project, HOSTILE_PROJECTS))
    yield found
    found.store.close()


@pytest.fixture
def bundle(there: Desk, desk: Desk, tmp_path: Path) -> Path:
    """Its bundle, of a signer who is trusted."""
    trusting(desk, YUANJIANG, key_of(tmp_path, YUANJIANG))
    return handed(there, tmp_path)


@pytest.mark.both_databases
def test_what_is_taken_in_is_the_county_and_no_project_here(bundle: Path, there: Desk, desk: Desk) -> None:
    """Rows, head and figures are the county's; its bytes lie with the documents, and all of it holds."""
    one = taken(desk, bundle)
    told = verify(there)
    assert (one.region, one.place, one.year, one.head, one.entries) == (
        YUANJIANG, "沅江市", 2023, told.head, told.entries)
    assert bundles_taken(desk) == (one,)
    with desk.reading() as session:
        kept = bundle_of(desk, session, one)
        assert session.execute(PROJECT.select()).all() == []
    assert kept is not None
    assert kept.content == bundle.read_bytes()
    with county_desk(kept, "沅江市") as loaded:
        assert verify(loaded, rows_alone=True) == told
        assert rollup(loaded, 2023).as_json() == rollup(there, 2023).as_json()
        with loaded.reading() as session, there.reading() as origin:
            assert list(row_lines(session.connection())) == list(row_lines(origin.connection()))
        assert loaded.rights == frozenset()
    assert verify(desk).is_sound
    (entry, *_) = entries(desk)
    assert (entry.action, entry.subject) == ("bundle.take", "沅江市 2023")


@pytest.mark.both_databases
def test_an_office_is_handed_over_from_either_database(store: Store, sqlite_template: Path, tmp_path: Path) -> None:
    """The rows of a server are those of a file, and are verified and counted as there."""
    origin = Desk(store, who="联络员01", clock=Clock())
    filled(origin, HESHAN, *map(project, HOSTILE_PROJECTS))
    path = handed(origin, tmp_path)
    prefecture = county(sqlite_template, tmp_path / "p", YUANJIANG)
    trusting(prefecture, HESHAN, key_of(tmp_path, HESHAN))
    assert taken(prefecture, path).head == verify(origin).head
    with county_desk(read_county_bundle(path.read_bytes()), "x") as loaded:
        assert rollup(loaded, 2023).as_json() == rollup(origin, 2023).as_json()
    prefecture.store.close()


def test_it_is_undone_and_taken_in_again(bundle: Path, desk: Desk) -> None:
    taken(desk, bundle)
    assert why_not(desk, bundle) == ["county_bundle_taken"]
    outcome = take_bundle(desk, bundle)
    assert isinstance(outcome, Refused)
    assert outcome.reasons[0].params["who"] == "联络员02"
    assert isinstance(undo(desk, "收错了"), Done)
    assert bundles_taken(desk) == ()
    taken(desk, bundle)
    assert verify(desk).is_sound


def test_the_same_head_signed_again_brings_nothing_new(bundle: Path, there: Desk, desk: Desk, tmp_path: Path) -> None:
    taken(desk, bundle)
    later = replace(there, clock=lambda: Clock().at + timedelta(hours=1))
    again = handed(later, tmp_path, name="again")
    assert again.read_bytes() != bundle.read_bytes()
    assert why_not(desk, again) == ["county_bundle_taken"]
    assert taken(desk, handed(there, tmp_path, 2022, name="other")).year == 2022


def _samples(content: bytes) -> st.SearchStrategy[tuple[int, int]]:
    """Places in a bundle, those of its lines of text as often as those of its rows, and another bit for each."""
    text = len(content) - len(read_county_bundle(content).packed)
    return st.tuples(st.integers(0, text - 1) | st.integers(text, len(content) - 1), st.integers(0, 7))


@pytest.fixture(scope="module")
def handed_once(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> tuple[Path, Desk]:
    """A bundle, and an office that would take it in."""
    folder = tmp_path_factory.mktemp("handed")
    origin = county(sqlite_template, folder / "county", YUANJIANG, *map(project, HOSTILE_PROJECTS))
    desk = county(sqlite_template, folder / "prefecture", HESHAN)
    trusting(desk, YUANJIANG, key_of(folder, YUANJIANG))
    return handed(origin, folder), desk


@settings(max_examples=200)
@given(data=st.data())
def test_any_byte_that_is_another_one_is_refused(handed_once: tuple[Path, Desk], data: st.DataObject) -> None:
    path, desk = handed_once
    content = path.read_bytes()
    place, bit = data.draw(_samples(content))
    altered = path.with_name("altered.sanxin")
    altered.write_bytes(content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1:])
    assert set(why_not(desk, altered)) <= {"no_county_bundle", "county_bundle_altered", "county_bundle_newer"}
    assert bundles_taken(desk) == ()


@settings(max_examples=60)
@given(data=st.data())
def test_what_is_cut_off_or_put_to_it_is_refused(handed_once: tuple[Path, Desk], data: st.DataObject) -> None:
    path, desk = handed_once
    content = path.read_bytes()
    end = data.draw(st.integers(0, len(content) - 1))
    more = data.draw(st.binary(min_size=1, max_size=40))
    altered = path.with_name("altered.sanxin")
    for other in (content[:end], content + more, content[:end] + more + content[end:], more + content):
        altered.write_bytes(other)
        assert set(why_not(desk, altered)) <= {"no_county_bundle", "county_bundle_altered", "county_bundle_newer"}


def test_only_the_signer_trusted_for_a_region_is_believed(bundle: Path, there: Desk, desk: Desk, tmp_path: Path
                                                         ) -> None:
    stranger = handed(there, tmp_path, key=key_of(tmp_path, "stranger"), name="stranger")
    assert why_not(desk, stranger) == ["signer_unknown"]
    trusting(desk, HESHAN, key_of(tmp_path, "stranger"))
    assert why_not(desk, stranger) == ["signer_of_others"]
    assert why_not(desk, signed_anew(stranger, key_of(tmp_path, YUANJIANG), region=HESHAN)) == ["signer_of_others"]
    taken(desk, bundle)


def test_a_manifest_that_says_something_else_than_the_rows_is_refused(bundle: Path, desk: Desk, tmp_path: Path) -> None:
    """Also where the county itself signed it."""
    key = key_of(tmp_path, YUANJIANG)
    for changed in ({"entries": 1}, {"head": "0" * 64}, {"last_entry": 99}, {"place": "别处"}):
        other = signed_anew(Path(shutil.copy(bundle, tmp_path / "other.sanxin")), key, **changed)
        assert why_not(desk, other) == ["county_bundle_unsound", "manifest_off"], changed
    other = signed_anew(Path(shutil.copy(bundle, tmp_path / "other.sanxin")), key, rows={"project": 3})
    assert why_not(desk, other) == ["county_bundle_unsound"]
    taken(desk, bundle)


def test_rows_that_are_not_what_was_recorded_are_refused(bundle: Path, there: Desk, desk: Desk, tmp_path: Path) -> None:
    """A county that changed an amount and signs it is found out by its own seals."""
    key = key_of(tmp_path, YUANJIANG)
    with there.reading() as session:
        lines = [line.replace(b"300000000", b"900000000") for line in row_lines(session.connection())]
    _packed_anew(bundle, key, lines)
    assert why_not(desk, bundle)[0] == "county_bundle_unsound"
    for rows in (lines[:-1], [*lines, b"{}"], [b"no json"], [b'{"table": "journal", "columns": ["x"], "rows": 1}'],
                 [b'{"table": "project", "columns": ["id"], "rows": 1}', b"[[1]]"], [b"[]" * 100_000], []):
        _packed_anew(bundle, key, rows)
        assert why_not(desk, bundle)[0] == "county_bundle_unsound", rows[-1:]


def _packed_anew(path: Path, key: Path, lines: list[bytes], **said: object) -> None:
    bundle = read_county_bundle(path.read_bytes())
    packed, size = pack_rows(iter(lines))
    path.write_bytes(CountyBundle(bundle.manifest, bundle.signature, packed).content)
    signed_anew(path, key, **{"sha256": hashlib.sha256(packed).hexdigest(), "size": size, **said})


def test_more_than_the_manifest_says_is_not_unpacked(bundle: Path, desk: Desk, tmp_path: Path) -> None:
    """Ten million zeros in ten thousand bytes: reading ends where the manifest says that it ends."""
    key = key_of(tmp_path, YUANJIANG)
    _packed_anew(bundle, key, [b"0" * 10_000_000], size=1_000)
    assert bundle.stat().st_size < 20_000
    assert why_not(desk, bundle) == ["county_bundle_unsound"]
    signed_anew(bundle, key, size=county_bundle.ROWS_MOST + 1)
    assert why_not(desk, bundle) == ["county_bundle_large"]


def test_what_is_no_bundle_or_a_newer_one_is_refused(bundle: Path, desk: Desk, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    content, other = bundle.read_bytes(), tmp_path / "other.sanxin"
    for text, code in ((b"", "no_county_bundle"), (b"PK\x03\x04", "no_county_bundle"),
                       (content.replace(b"bundle 1\n", b"bundle 2\n", 1), "county_bundle_newer"),
                       (content.replace(b"bundle 1\n", b"bundle 01\n", 1), "no_county_bundle"),
                       (content.replace(b'"year":2023', b'"year":"2023"', 1), "no_county_bundle"),
                       (content.replace(b'{"', b'{ "', 1), "no_county_bundle")):
        other.write_bytes(text)
        assert why_not(desk, other) == [code], text[:40]
    assert why_not(desk, tmp_path / "none") == ["no_file"]
    assert why_not(desk, tmp_path) == ["not_a_file"]
    shutil.copy(bundle, other)
    assert why_not(desk, signed_anew(other, key_of(tmp_path, YUANJIANG), tables="9999")) == ["county_bundle_newer"]
    monkeypatch.setattr("tracker.office.bundles.taking_in.FILE_MOST", 1000)
    assert why_not(desk, bundle) == ["file_too_large"]


def test_a_county_that_goes_on_is_taken_in_and_one_with_another_past_only_with_a_reason(
        there: Desk, bundle: Path, desk: Desk, tmp_path: Path) -> None:
    file, copy = there.store.location.path, tmp_path / "copy.db"
    assert file is not None
    there.store.close()
    shutil.copyfile(file, copy)
    first = taken(desk, bundle)
    put(there, project("后来项目"))
    later = handed(there, tmp_path, name="later")
    assert taken(desk, later).entries == first.entries + 1
    # An old copy is taken out, and something else is recorded in it.
    restored = replace(there, store=open_store(copy))
    older = handed(restored, tmp_path, 2022, name="older")
    assert why_not(desk, older) == ["county_bundle_older"]
    assert why_not(desk, older, "写了理由也不行") == ["county_bundle_older"]
    put(restored, project("另一个项目"))
    other = handed(restored, tmp_path, name="other")
    outcome = take_bundle(desk, other)
    assert isinstance(outcome, Refused)
    assert outcome.can_override
    (reason,) = outcome.reasons
    assert (reason.code.value, reason.params["head"], reason.params["before"]) == (
        "county_past_differs", verify(restored).head_shown, bundles_taken(desk)[-1].head_shown)
    assert taken(desk, other, "县区硬盘损坏，恢复了备份").because == "县区硬盘损坏，恢复了备份"
    assert verify(desk).is_sound
    restored.store.close()


def test_bytes_that_were_lost_are_told_and_come_back_with_the_same_file(bundle: Path, desk: Desk) -> None:
    one = taken(desk, bundle)
    folder = desk.store.folder
    assert folder is not None
    (folder / one.sha256[:2] / one.sha256).write_bytes(b"x")
    assert [found.code for found in verify(desk).findings] == ["county_bundle_lost"]
    assert "county_bundle_lost" in [found.code for found in examine(desk).findings]
    assert why_not(desk, bundle) == ["county_bundle_taken"]
    assert verify(desk).is_sound


def test_a_key_lies_in_a_file_of_ones_own_and_replaces_none(tmp_path: Path) -> None:
    made = make_signer(tmp_path / "a.key")
    assert isinstance(made, Done)
    assert signer_in(tmp_path / "a.key") == made.value
    if os.name != "nt":
        assert (tmp_path / "a.key").stat().st_mode & 0o077 == 0
    for path, code in ((tmp_path / "a.key", "signer_there"), (tmp_path / "none" / "a.key", "no_folder")):
        outcome = make_signer(path)
        assert isinstance(outcome, Refused)
        assert outcome.reasons[0].code == code
    (tmp_path / "short.key").write_bytes(b"short")
    found = signer_in(tmp_path / "short.key")
    assert isinstance(found, Refused)
    assert found.reasons[0].code == "no_key"


def test_a_region_and_a_key_are_facts_that_are_undone(desk: Desk, tmp_path: Path) -> None:
    def codes(outcome: Done[object] | Refused) -> list[str]:
        assert isinstance(outcome, Refused), outcome
        return [one.code.value for one in outcome.reasons]

    for wrong in ("", "4309", "4309811", "000000", "四三〇九八一", "430981x"):
        assert codes(set_region(desk, wrong)) == ["not_a_region"], wrong
    assert set_region(desk, YUANJIANG) == Done(YUANJIANG)
    assert codes(set_region(desk, YUANJIANG)) == ["nothing_changes"]
    assert set_region(desk, HESHAN) == Done(HESHAN)
    assert isinstance(undo(desk, "写错了"), Done)
    with desk.reading() as session:
        assert region_of(desk, session) == YUANJIANG
    one, other = (public_of(key_of(tmp_path, name)) for name in ("one", "other"))
    assert codes(trust_signer(desk, "99", one)) == ["not_a_region"]
    assert codes(trust_signer(desk, HESHAN, one[:-1])) == ["not_a_signer"]
    assert isinstance(trust_signer(desk, HESHAN, one.upper()), Done)
    assert codes(trust_signer(desk, HESHAN, one)) == ["nothing_changes"]
    assert codes(trust_signer(desk, YUANJIANG, one)) == ["signer_of_others"]
    assert codes(trust_signer(desk, HESHAN, other)) == ["no_reason"]
    assert isinstance(trust_signer(desk, HESHAN, other, reason="换了机器"), Done)
    assert [signer.key for signer in every_signer(desk)] == [other]
    assert isinstance(undo(desk, "没有换"), Done)
    assert isinstance(undo(desk, "没有核对"), Done)
    assert every_signer(desk) == ()
    assert verify(desk).is_sound
    for change in (lambda bare: set_region(bare, HESHAN), lambda bare: trust_signer(bare, HESHAN, one)):
        with pytest.raises(NotTaken):
            change(replace(desk, rights=frozenset({Right.RECORD, Right.VERIFY})))


def _no_region(desk: Desk) -> None:
    put(desk, project("甲"))


def _region_alone(desk: Desk) -> None:
    assert isinstance(set_region(desk, YUANJIANG), Done)


@pytest.mark.parametrize(("prepare", "year", "code"), [
    (lambda desk: None, 2023, "nothing_sealed"), (_no_region, 2023, "no_region"),
    (_region_alone, 1900, "year_beyond"), (_region_alone, 2023, "county_bundle_large")])
def test_what_cannot_be_handed_over_says_why(prepare: Callable[[Desk], None], year: int, code: str, desk: Desk,
                                            tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(desk)
    monkeypatch.setattr(handing, "ROWS_MOST", 100)
    found = hand_over(desk, year, key_of(tmp_path))
    assert isinstance(found, Refused)
    assert [one.code.value for one in found.reasons] == [code]


def test_whoever_sees_some_parks_hands_nothing_over(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotTaken):
        hand_over(replace(desk, parks=("高新区",)), 2023, key_of(tmp_path))


def test_the_same_office_is_packed_in_the_same_bytes(there: Desk, tmp_path: Path) -> None:
    assert handed(there, tmp_path, name="a").read_bytes() == handed(there, tmp_path, name="b").read_bytes()


def test_on_a_server_the_region_is_the_one_it_says(province: Province, desk: Desk, tmp_path: Path) -> None:
    """One region of several is handed over, by an officer of it, and nothing of the others."""
    for officer in OFFICERS.values():
        with closing((county := province.desk(login=officer)).store):
            assert isinstance(add(county, {"name": f"{officer}的项目"}), Done)
    with closing((county := province.desk(login=OFFICERS[YUANJIANG])).store):
        outcome = set_region(replace(county, rights=EVERY_RIGHT), HESHAN)
        assert isinstance(outcome, Refused)
        assert outcome.reasons[0].code == "region_given"
        trusting(desk, YUANJIANG, key_of(tmp_path, YUANJIANG))
        one = taken(desk, handed(county, tmp_path))
        assert (one.region, one.head) == (YUANJIANG, verify(county).head)
    with desk.reading() as session:
        bundle = bundle_of(desk, session, one)
    assert bundle is not None
    assert bundle.manifest.rows["project"] == 1


def test_a_bundle_of_an_earlier_version_is_taken_in(bundle: Path, there: Desk, desk: Desk, tmp_path: Path) -> None:
    """Its tables had fewer columns, and no table of bundles: what they lack stands at its default, and seals hold."""
    lines, lacking = [], -1
    with there.reading() as session:
        for line in row_lines(session.connection()):
            row = json.loads(line)
            if isinstance(row, dict):
                lacking = row["columns"].index("ownership") if row["table"] == "profile" else -1
                row["columns"] = [name for name in row["columns"] if lacking < 0 or name != "ownership"]
            elif lacking >= 0:
                assert row.pop(lacking) is None
            lines.append(json.dumps(row, ensure_ascii=False).encode())
    _packed_anew(bundle, key_of(tmp_path, YUANJIANG), lines, tables="0019")
    one = taken(desk, bundle)
    assert one.head == verify(there).head
