"""Elements of the XML in a workbook, by their names without a namespace: there are two of each, strict and usual."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element


def local_name(element: Element) -> str:
    """The name of an element; empty for a comment."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def child_of(element: Element, name: str) -> Element | None:
    """The first child of a name."""
    return next((child for child in element if local_name(child) == name), None)


def children_of(element: Element | None, name: str) -> list[Element]:
    """The children of a name, none where there is no element."""
    return [] if element is None else [child for child in element if local_name(child) == name]


def named_beside(beside: Element, name: str) -> str:
    """A name in the namespace of another element."""
    return f"{{{etree.QName(beside).namespace}}}{name}"
