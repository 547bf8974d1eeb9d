"""Counties for tests: small offices with a region, and the bundles they hand over."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tests.conftest import Clock
from tests.office.build import YI, Made, Slice, in_place, made, on, put
from tracker.domain.county_bundle import CountyBundle, read_county_bundle
from tracker.office.bundles.handing import hand_over, make_signer
from tracker.office.bundles.region import region_of, set_region, trust_signer
from tracker.office.bundles.taking_in import BundleShown, take_bundle
from tracker.office.desk import Desk
from tracker.office.open import hold_years
from tracker.office.outcome import Done, Refused
from tracker.office.signatures import signed_with
from tracker.store.engine import open_store

YIYANG, YUANJIANG, HESHAN, NANXIAN = "430900", "430981", "430903", "430921"
PLACES = {YIYANG: "益阳市", YUANJIANG: "沅江市", HESHAN: "赫山区 A & B <合资>", NANXIAN: "[/]南县"}
HOSTILE_PROJECTS = ("[/]甲", "=1+1", "A & B <合资>")


def project(name: str, signed: str = "2023-02-01", money: int = 3 * YI, **profile: str) -> Made:
    """A signed project to which money came."""
    return made(name, "2023-01-05", signed, receipts=(Slice(on("2023-06-01"), money, origin="out_of_province"),),
                investor="外省集团", origin="out_of_province", **profile)


def county(template: Path, folder: Path, region: str, *projects: Made) -> Desk:
    """An office in a file, of a region, with projects."""
    folder.mkdir(parents=True, exist_ok=True)
    where = shutil.copyfile(template, folder / f"{region}.db")
    desk = Desk(open_store(where), who="联络员01", clock=Clock(), holds=hold_years)
    filled(desk, region, *projects)
    return desk


def filled(desk: Desk, region: str, *projects: Made) -> None:
    """Gives an office its place, its region and its projects."""
    in_place(desk, PLACES[region])
    assert isinstance(set_region(desk, region), Done)
    put(desk, *projects)


def key_of(folder: Path, name: str = "county") -> Path:
    """The file of a key, made once in a folder."""
    path = folder / f"{name}.key"
    if not path.exists():
        assert isinstance(make_signer(path), Done)
    return path


def public_of(key: Path) -> str:
    return signed_with(key.read_bytes(), b"")[0].hex()


def handed(desk: Desk, folder: Path, year: int = 2023, *, key: Path | None = None, name: str = "b") -> Path:
    """The file of the bundle that an office hands over."""
    bundle = hand_over(desk, year, key or key_of(folder, name=region_of_desk(desk)))
    assert isinstance(bundle, CountyBundle), bundle
    path = folder / f"{name}.sanxin"
    path.write_bytes(bundle.content)
    return path


def region_of_desk(desk: Desk) -> str:
    with desk.reading() as session:
        return region_of(desk, session)


def trusting(desk: Desk, region: str, key: Path) -> None:
    assert isinstance(trust_signer(desk, region, public_of(key)), Done)


def prefecture(template: Path, folder: Path, offices: Mapping[str, Desk], *projects: Made) -> Desk:
    """A prefecture that has taken the bundles of all these counties in, from files named by region."""
    found = county(template, folder / "prefecture", YIYANG, *projects)
    for region, office in offices.items():
        trusting(found, region, key_of(folder, region))
        taken(found, handed(office, folder, name=region))
    return found


def taken(desk: Desk, path: Path, reason: str = "") -> BundleShown:
    outcome = take_bundle(desk, path, reason=reason)
    assert isinstance(outcome, Done), outcome
    return outcome.value


def why_not(desk: Desk, path: Path, reason: str = "") -> list[str]:
    """The codes of a refusal."""
    outcome = take_bundle(desk, path, reason=reason)
    assert isinstance(outcome, Refused), outcome
    return [one.code.value for one in outcome.reasons]


def signed_anew(path: Path, key: Path, **changed: object) -> Path:
    """The bundle of a file with other words in its manifest, signed by a key as if they were true."""
    bundle = read_county_bundle(path.read_bytes())
    told = replace(bundle.manifest, **{"key": public_of(key), **changed})  # type: ignore[arg-type]
    path.write_bytes(CountyBundle(told, signed_with(key.read_bytes(), told.signed_bytes)[1], bundle.packed).content)
    return path
