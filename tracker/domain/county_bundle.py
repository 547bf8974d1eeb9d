"""The file in which a county hands its office to the prefecture: a signed manifest, and the packed rows behind it.

Four parts, one after another: a line that says what it is, a line with the manifest (JSON), a line with the signature
(hexadecimal digits), and the rows (gzip). The signature is of the first two lines, the manifest holds the digest of the
rows: no byte of the file can be another one without its being seen.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from io import BytesIO

from tracker.domain.counting_year import YEARS
from tracker.domain.region import is_region_code

FILE_MOST = 64 * 1024 * 1024
"""Bytes of the file at the most: as much as is kept of a document. A county of 3,000 projects has a fiftieth."""
ROWS_MOST = 1024 * 1024 * 1024
"""Bytes of the rows at the most, once they are unpacked."""
LINE_MOST = 64 * 1024 * 1024
"""Bytes of one row at the most."""
FORMAT = 1
"""The format this program writes, and the newest one it reads."""
_KIND = b"sanxin county bundle "
_FIRST = re.compile(rb"sanxin county bundle ([1-9][0-9]{0,3})")
_MANIFEST_MOST = 64 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(rb"[0-9a-f]{128}")
_PIECE = 1024 * 1024


class NotACountyBundle(ValueError):
    """A file that is no bundle of a county, or not all of one."""


class NewerBundle(ValueError):
    """A bundle in a format that a newer program wrote; it names the format."""


class BundleBeyond(ValueError):
    """Rows that come to more than the manifest says, or than is taken."""


def is_whole_key(text: str) -> bool:
    """Whether a text is a public key (Ed25519) as it is printed: 64 hexadecimal digits."""
    return _DIGEST.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class CountyManifest:
    """What a bundle says of itself. Moments are aware UTC in ISO form, digests and keys hexadecimal digits."""

    region: str
    """Code of GB/T 2260."""
    place: str
    year: int
    """Of which the county hands its figures over; the rows are the whole office."""
    head: str
    """The whole hash of the journal's last seal."""
    entries: int
    last_entry: int
    last_at: str
    """When the last entry was recorded."""
    rules_id: str
    rules_digest: str
    """Of the ruleset by which the county counts that year."""
    made_at: str
    made_by: str
    tables: str
    """The revision of the tables whose rows they are."""
    rows: Mapping[str, int]
    """How many of each table."""
    size: int
    """Bytes of the rows unpacked."""
    sha256: str
    """Of the rows as they are packed."""
    key: str
    """The public key they are signed with."""

    @property
    def last_moment(self) -> datetime:
        """When the last entry was recorded."""
        return datetime.fromisoformat(self.last_at)

    @property
    def line(self) -> bytes:
        """As it stands in the file: the same bytes for the same content."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def signed_bytes(self) -> bytes:
        """What the signature is of: the first two lines."""
        return b"%s%d\n%s\n" % (_KIND, FORMAT, self.line)


@dataclass(frozen=True, slots=True)
class CountyBundle:
    """A bundle: what it says of itself, the signature of that, and the rows as they are packed."""

    manifest: CountyManifest
    signature: bytes
    packed: bytes

    @property
    def content(self) -> bytes:
        """The file."""
        return self.manifest.signed_bytes + self.signature.hex().encode() + b"\n" + self.packed


def pack_rows(lines: Iterator[bytes]) -> tuple[bytes, int]:
    """Rows packed, and how many bytes they are unpacked. The same bytes for the same rows, whenever it is done."""
    packed, size = BytesIO(), 0
    with gzip.GzipFile("", "wb", 6, packed, mtime=0) as file:
        for line in lines:
            size += file.write(line + b"\n")
    return packed.getvalue(), size


def unpacked_lines(bundle: CountyBundle) -> Iterator[bytes]:
    """The rows of a bundle, one after another. Raises BundleBeyond before more is unpacked than the manifest says."""
    left, rest = min(bundle.manifest.size, ROWS_MOST) + 1, b""
    opened = zlib.decompressobj(wbits=31)
    piece = opened.decompress(bundle.packed, min(left, _PIECE))
    while piece:
        left -= len(piece)
        *whole, rest = (rest + piece).split(b"\n")
        if left <= 0 or len(rest) > LINE_MOST:
            raise BundleBeyond
        yield from whole
        piece = opened.decompress(opened.unconsumed_tail, min(left, _PIECE))
    if left != 1 or rest or not opened.eof or opened.unused_data:
        raise BundleBeyond


def read_county_bundle(content: bytes) -> CountyBundle:
    """The bundle in a file; its signature is not looked at, and nothing of its rows is unpacked.

    Raises NewerBundle, NotACountyBundle.
    """
    first, _, rest = content.partition(b"\n") if content.startswith(_KIND) else (b"", b"", b"")
    found = _FIRST.fullmatch(first[:64])
    if found is None:
        raise NotACountyBundle("first line")
    if int(found[1]) > FORMAT:
        raise NewerBundle(found[1].decode())
    end = rest.find(b"\n", 0, _MANIFEST_MOST)
    manifest = _manifest(rest[:end]) if end > 0 else None
    signature, mark, packed = rest[end + 1:end + 129], rest[end + 129:end + 130], rest[end + 130:]
    if manifest is None or not _SIGNATURE.fullmatch(signature) or mark != b"\n":
        raise NotACountyBundle("manifest or signature")
    return CountyBundle(manifest, bytes.fromhex(signature.decode()), packed)


def is_of_its_rows(bundle: CountyBundle) -> bool:
    """Whether the rows are those that the manifest was written of."""
    return hashlib.sha256(bundle.packed).hexdigest() == bundle.manifest.sha256


def _manifest(line: bytes) -> CountyManifest:
    """The manifest of a line that is written as this program writes it. Raises NotACountyBundle."""
    try:
        held = json.loads(line)
        manifest = CountyManifest(**{one.name: held[one.name] for one in fields(CountyManifest)})
        if manifest.line == line and _holds(manifest):
            return manifest
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        pass
    raise NotACountyBundle("manifest")


def _holds(manifest: CountyManifest) -> bool:
    """Whether every value is of the kind it has to be."""
    numbers = (manifest.year, manifest.entries, manifest.last_entry, manifest.size, *manifest.rows.values())
    texts = (manifest.place, manifest.rules_id, manifest.rules_digest, manifest.made_by, manifest.tables)
    return (all(type(number) is int and number >= 0 for number in numbers) and manifest.year in YEARS
            and all(isinstance(text, str) for text in texts) and is_region_code(manifest.region)
            and all(map(_DIGEST.fullmatch, (manifest.head, manifest.sha256, manifest.key)))
            and all(datetime.fromisoformat(at).tzinfo is not None for at in (manifest.last_at, manifest.made_at)))
