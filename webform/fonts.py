"""Which characters a font has, and texts with nothing else in them."""

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

REPLACEMENT: Final = "□"
"""Stands for a character that the font does not have: a PDF must not hold what it cannot show."""
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Mn"})
"""Control and format characters, and marks that belong to the character before them: without them the text still reads."""
_FORMAT_12 = 12


@cache
def characters(font: Path) -> frozenset[int]:
    """The code points that a font (OpenType or TrueType) has a glyph for.

    Raises:
        ValueError: it has no table of characters of the kind that modern fonts have.
    """
    content = font.read_bytes()
    table = _table(content, b"cmap")
    (count,) = struct.unpack_from(">H", content, table + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">L", content, table + 4 + 8 * number + 4)
        (kind,) = struct.unpack_from(">H", content, table + offset)
        if kind == _FORMAT_12:
            return _groups(content, table + offset)
    raise ValueError(f"{font.name} has no table of characters in format 12")


def showable(text: str, known: frozenset[int]) -> str:
    """The text as this font can show it: composed, without what is invisible, and with a box for what it has not."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return "\n".join("".join(_showable(each, known) for each in line) for line in lines)


def _showable(character: str, known: frozenset[int]) -> str:
    if ord(character) in known:
        return character
    if character == "\t":
        return " "
    return "" if unicodedata.category(character) in _INVISIBLE else REPLACEMENT


def _table(content: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", content, 4)
    for number in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sLLL", content, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError(f"this font has no table {tag.decode()}")


def _groups(content: bytes, start: int) -> frozenset[int]:
    (count,) = struct.unpack_from(">L", content, start + 12)
    found: set[int] = set()
    for number in range(count):
        first, last, _glyph = struct.unpack_from(">LLL", content, start + 16 + 12 * number)
        found.update(range(first, last + 1))
    return frozenset(found)
