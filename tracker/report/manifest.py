"""What a report says of itself to programs: the question it answers and every number it was written with.

The whole stands in a custom XML part; the question alone in a property of the document too, which more programs keep.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from tracker.report.figured import Figured

NAMESPACE = "urn:sanxin:report:1"
_PROPERTY = "sanxin"
_FORMAT = "D5CDD505-2E9C-101B-9397-08002B2CF9AE"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM = "{53414E58-494E-4E52-8000-5245504F5254}"
_ASKED = ("year", "part", "until", "as_of", "digest", "head")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The question, as texts: `part` is month.3 or quarter.2, empty for a year; `as_of` in UTC to the microsecond."""

    year: str
    part: str
    until: str
    as_of: str
    digest: str
    head: str
    count: int
    """How many numbers it was written with."""
    lang: str = "zh"
    printed: Mapping[str, tuple[str, str, int]] = field(default_factory=dict)
    """By key what was printed, what it is called, and how often; empty where only the property was kept."""
    budget: Mapping[str, Any] | None = None
    """The budget as it was typed."""
    lines: tuple[str, ...] = ()
    """What stood beside the numbers of each paragraph, in their order (`surroundings`)."""


def put_manifest(document: Any, manifest: Manifest, placed: Iterable[Figured]) -> None:
    """Adds the manifest to a document, in the place of one it had."""
    package = document.part.package
    for number, relation in list(document.part.rels.items()):
        if not relation.is_external and NAMESPACE.encode() in getattr(relation.target_part, "blob", b""):
            del document.part.rels[number]
    blob = _xml(manifest, placed)
    settings = (f'<ds:datastoreItem xmlns:ds="{_OFFICE}" ds:itemID="{_ITEM}"><ds:schemaRefs><ds:schemaRef '
                f'ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>').encode()
    item = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", blob, package)
    item.relate_to(Part(PackURI(item.partname.replace("item", "itemProps")),
                        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", settings, package),
                   f"{_RELATIONS}/customXmlProps")
    document.part.relate_to(item, f"{_RELATIONS}/customXml")
    _put_property(package, manifest)


def _xml(manifest: Manifest, placed: Iterable[Figured]) -> bytes:
    often = Counter(figure.key for figure in placed)
    every = {figure.key: figure for figure in placed}
    root = etree.Element(f"{{{NAMESPACE}}}report", nsmap={None: NAMESPACE}, attrib={
        **{name: getattr(manifest, name) for name in _ASKED}, "count": str(manifest.count), "lang": manifest.lang})
    for key, figure in every.items():
        etree.SubElement(root, f"{{{NAMESPACE}}}figure", attrib={
            "key": key, "printed": figure.text, "label": figure.label, "times": str(often[key])})
    for line in manifest.lines:
        etree.SubElement(root, f"{{{NAMESPACE}}}line").text = line
    if manifest.budget is not None:
        held = etree.SubElement(root, f"{{{NAMESPACE}}}budget")
        held.text = json.dumps(manifest.budget, ensure_ascii=False)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _put_property(package: Any, manifest: Manifest) -> None:
    """Sets the property among those the document has, if any."""
    relation = f"{_RELATIONS}/custom-properties"
    there = next((one.target_part for one in package.rels.values() if one.reltype == relation), None)
    root = etree.fromstring(there.blob, _PARSER) if there is not None else etree.Element(
        f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _VALUES})
    for old in [one for one in root if one.get("name") == _PROPERTY]:
        root.remove(old)
    number = max((int(one.get("pid", "1")) for one in root), default=1) + 1
    held = etree.SubElement(root, f"{{{_CUSTOM}}}property", attrib={
        "fmtid": f"{{{_FORMAT}}}", "pid": str(number), "name": _PROPERTY})
    etree.SubElement(held, f"{{{_VALUES}}}lpwstr").text = "|".join(
        (*(getattr(manifest, name) for name in _ASKED), str(manifest.count), manifest.lang))
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if there is not None:
        there._blob = blob
    else:
        package.relate_to(Part(PackURI("/docProps/custom.xml"),
                               "application/vnd.openxmlformats-officedocument.custom-properties+xml", blob, package),
                          relation)


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def read_manifest(document: Any) -> Manifest | None:
    """The manifest of a document; None where it is no report of ours."""
    for relation in document.part.rels.values():
        blob = b"" if relation.is_external else getattr(relation.target_part, "blob", b"")
        if relation.reltype == f"{_RELATIONS}/customXml" and NAMESPACE.encode() in blob:
            found = _from_xml(blob)
            if found is not None:
                return found
    return _from_property(document.part.package)


def _from_xml(blob: bytes) -> Manifest | None:
    try:
        root = etree.fromstring(blob, _PARSER)
        printed = {one.get("key", ""): (one.get("printed", ""), one.get("label", ""), int(one.get("times", "1")))
                   for one in root.findall(f"{{{NAMESPACE}}}figure")}
        budget = root.find(f"{{{NAMESPACE}}}budget")
        return Manifest(**_named(str(root.get(name, "")) for name in _ASKED), count=int(root.get("count", "0")),
                        lang=root.get("lang", "zh"), printed=printed,
                        lines=tuple(one.text or "" for one in root.findall(f"{{{NAMESPACE}}}line")),
                        budget=json.loads(budget.text or "") if budget is not None else None)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _named(asked: Iterable[str]) -> dict[str, Any]:
    return dict(zip(_ASKED, asked, strict=True))


def _from_property(package: Any) -> Manifest | None:
    part = next((one.target_part for one in package.rels.values()
                 if one.reltype == f"{_RELATIONS}/custom-properties"), None)
    if part is None:
        return None
    try:
        root = etree.fromstring(part.blob, _PARSER)
        text = next((str(one[0].text) for one in root if one.get("name") == _PROPERTY and len(one)), "")
        *asked, number, lang = text.split("|")
        return Manifest(**_named(asked), count=int(number), lang=lang) if len(asked) == len(_ASKED) else None
    except (etree.XMLSyntaxError, ValueError):
        return None
