"""XML written with the standard library: elements and texts are escaped by it, and what XML cannot hold is left out before."""

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, tostring  # written, never read: nothing from outside is parsed

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(name: str, text: str | None = None, attributes: Mapping[str, str] | None = None) -> Element:
    """An element with a text in it."""
    made = Element(name, dict(attributes or {}))
    made.text = text
    return made


def written(made: Element) -> str:
    """As text."""
    return tostring(made, encoding="unicode")


def document(made: Element) -> bytes:
    """A whole document."""
    return (DECLARATION + written(made) + "\n").encode("utf-8")
