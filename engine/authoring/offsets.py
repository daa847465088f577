"""Where each character of a scalar stands in the file, through quotes, escapes, folds and indentation.

An expression in YAML may be written in five ways; a mistake in it is shown at its own column in all of them. The scalar is
decoded once more here, slowly and only when a place inside it is wanted, noting where every character came from. When that
does not give the text that the YAML library read, there is no answer rather than a wrong one.
"""

import re
from collections.abc import Iterator

from engine.authoring.nodes import Scalar

Origin = tuple[str, int]
"""A character of the value and the offset in the file it came from."""

_SHORT = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_LONG = {"x": 2, "u": 4, "U": 8}


def origins(text: str, scalar: Scalar) -> list[int] | None:
    """For every character of the scalar its offset in `text`, and one more for its end; None when it is not certain."""
    if scalar.style not in ("|", ">"):
        quotes = 1 if scalar.style else 0
        raw = list(_flow(text, scalar.start + quotes, scalar.end - quotes, scalar.style))
    else:
        raw = _block(text, scalar)
    if "".join(character for character, _ in raw) != scalar.text:
        return None
    places = [offset for _, offset in raw]
    places.append(places[-1] + 1 if places else scalar.start)
    return places


def _flow(text: str, position: int, end: int, style: str) -> Iterator[Origin]:
    """Plain and quoted scalars: escapes decoded, line ends folded."""
    spaces: list[Origin] = []
    while position < end:
        character = text[position]
        if character in " \t":
            spaces.append((character, position))
            position += 1
            continue
        if character in "\r\n":
            spaces = []
            folded, position = _fold(text, position, end)
            yield from folded
            continue
        yield from spaces
        spaces = []
        if style == '"' and character == "\\":
            if text[position + 1] in "\r\n":
                position = _skip_blank(text, position + 1, end)
                continue
            decoded, length = _escape(text, position)
            yield decoded, position
            position += length
        else:
            yield character, position
            position += 2 if style == "'" and character == "'" else 1
    yield from spaces


def _fold(text: str, position: int, end: int) -> tuple[list[Origin], int]:
    """One line end becomes a space, more become one line end fewer; the next line's indentation goes."""
    start, breaks = position, []
    while position < end and text[position] in " \t\r\n":
        if text[position] in "\r\n":
            breaks.append(position)
            position += 2 if text.startswith("\r\n", position) else 1
        else:
            position += 1
    if len(breaks) == 1:
        return [(" ", start)], position
    return [("\n", offset) for offset in breaks[1:]], position


def _skip_blank(text: str, position: int, end: int) -> int:
    """After an escaped line end: past it and past the indentation of the next line."""
    position += 2 if text.startswith("\r\n", position) else 1
    while position < end and text[position] in " \t":
        position += 1
    return position


def _escape(text: str, position: int) -> tuple[str, int]:
    letter = text[position + 1]
    if letter in _LONG:
        length = _LONG[letter]
        return chr(int(text[position + 2 : position + 2 + length], 16)), 2 + length
    return _SHORT.get(letter, letter), 2


def _block(text: str, scalar: Scalar) -> list[Origin]:
    """Literal and folded blocks: the indentation goes, and `>` joins the lines."""
    lines = list(_lines(text, scalar.start, scalar.end))
    for indent in _indentations(text, lines):
        rows = [[(text[offset], offset) for offset in range(min(start + indent, stop), stop)] for start, stop in lines]
        raw = _clip(_join(rows, [stop for _, stop in lines], folded=scalar.style == ">"), scalar)
        if "".join(character for character, _ in raw) == scalar.text:
            return raw
    return []


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Begin and end (without the line end) of every line after the header."""
    for number, line in enumerate(re.finditer(r"([^\r\n]*)(\r\n|\n|\r|\Z)", text[start:end])):
        if number > 0 and (line.group(1) or line.group(2)):
            yield start + line.start(1), start + line.end(1)


def _indentations(text: str, lines: list[tuple[int, int]]) -> Iterator[int]:
    """How far the block may be indented: as its first line with something on it, or less where a digit says so."""
    widths = [stop - start for start, stop in lines]
    of_first = next(
        (
            width - len(text[start:stop].lstrip(" "))
            for (start, stop), width in zip(lines, widths, strict=True)
            if text[start:stop].strip(" ")
        ),
        max(widths, default=0),
    )
    yield from range(of_first, -1, -1)


def _join(rows: list[list[Origin]], ends: list[int], *, folded: bool) -> list[Origin]:
    joined: list[Origin] = []
    pending: list[int] = []
    previous_indented = True
    for row, end in zip(rows, ends, strict=True):
        if not row:
            pending.append(end)
            continue
        indented = row[0][0] in " \t"
        if not folded or previous_indented or indented or not joined:
            joined.extend(("\n", offset) for offset in pending)
        elif len(pending) == 1:
            joined.append((" ", pending[0]))
        else:
            joined.extend(("\n", offset) for offset in pending[1:])
        joined.extend(row)
        pending = [end]
        previous_indented = indented
    joined.extend(("\n", offset) for offset in pending)
    return joined


def _clip(raw: list[Origin], scalar: Scalar) -> list[Origin]:
    """Drop the line ends that chomping took away."""
    surplus = len(raw) - len(scalar.text)
    if surplus > 0 and all(character == "\n" for character, _ in raw[-surplus:]):
        return raw[:-surplus]
    return raw
