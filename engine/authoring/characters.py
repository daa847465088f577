"""From the bytes of a file to its text: UTF-8, with the place of the first character that does not belong there.

Refuses other encodings, control characters, and the invisible line separators that YAML takes for the end of a line and
people cannot see. A byte order mark at the beginning is left out.
"""

import re

from engine.authoring.diagnostics import Diagnostic, Span, error

LARGEST = 1_000_000
_FOREIGN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_ENDS = re.compile("\r\n|\n|\r")
_NAMES = {
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\x85": "line separator",
    "\x00": "NUL character",
}
_SAVE_AS = "Save the file as UTF-8 (in most editors: Save with encoding, UTF-8)."


def read_text(file: str, content: bytes) -> str | Diagnostic:
    """The text of a file, or the one diagnostic that says why it cannot be read."""
    start = Span.start_of(file)
    if len(content) > LARGEST:
        size = f"{len(content) / 1_000_000:.1f} MB"
        return error("file-too-large", f"The file is {size}; the largest allowed is 1 MB", start, "Split the survey.")
    encoding = _OTHER_ENCODINGS.get(content[:2])
    if encoding is not None:
        return error("not-utf-8", f"The file is written in {encoding}, not in UTF-8", start, _SAVE_AS)
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = content[: problem.start].decode("utf-8")
        found = f"The byte 0x{content[problem.start]:02X} is not part of a UTF-8 text"
        return error("not-utf-8", found, span_at(file, before, len(before)), _SAVE_AS)
    foreign = _FOREIGN.search(text)
    if foreign is None:
        return text
    name = _NAMES.get(foreign.group(), "character")
    summary = f"An invisible {name} (U+{ord(foreign.group()):04X}) stands here"
    hint = "Delete it; it often comes along when text is pasted from a word processor."
    return error("invisible-character", summary, span_at(file, text, foreign.start()), hint)


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins; lines end as editors end them (LF, CRLF or a lone CR)."""
    return [0, *(end.end() for end in _ENDS.finditer(text))]


def span_at(file: str, text: str, offset: int) -> Span:
    """The place of one character."""
    starts = line_starts(text[:offset])
    column = offset - starts[-1] + 1
    return Span(file, len(starts), column, len(starts), column + 1)
