"""Texts and raw answers that every database can keep. The engine checks answers; this only looks at what can be stored."""

import re

from engine.values import Json
from results.column_types import json_text
from results.errors.filling import NotStorable

LARGEST_DRAFT = 1_000_000
"""Characters of JSON in one draft: far above what any questionnaire asks, far below what hurts."""
_DEEPEST = 5
_LARGEST_NUMBER = 2**63
_SURROGATE = re.compile("[\ud800-\udfff]")
_REFUSED = "\uffff"
_NOWHERE = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)
"""Characters that no page, feed or file may hold."""
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
"""Those that make a text run the other way and so seem another, or that cannot be seen at all."""
_HARMFUL = dict.fromkeys([*_NOWHERE, 0x0D, *_TURNING])
_MARKED = dict.fromkeys(_NOWHERE, "\ufffd")
_ADDRESS = re.compile(r"([^\s@<>()\[\],;:\"'])[^\s@<>()\[\],;:\"']*(@[^\s@<>()\[\],;:\"']+)")


def plain_text(text: str) -> str:
    """`text` as it may be kept and shown: without control characters (line ends and tabs stay), and without those that make
    a text run the other way and so seem another. Lone surrogates are replaced by U+FFFD.
    """
    return _without_surrogates(text.translate(_HARMFUL), "\ufffd")


def clean(value: Json) -> Json:
    """What is told of an answer, with every text in it as `plain_text`: whatever stands in a table, and however it came there."""
    if isinstance(value, str):
        return value if value.isprintable() else plain_text(value)
    if isinstance(value, list):
        return [clean(each) for each in value]
    return {name: clean(each) for name, each in value.items()} if isinstance(value, dict) else value


def clean_text(text: str) -> str:
    """As `plain_text`, and quick: most texts have nothing that needs it."""
    return text if text.isprintable() else plain_text(text)


def showable(text: str) -> str:
    """What somebody typed, to be shown to them again: what no page can hold is marked with U+FFFD and not left out."""
    return text if text.isprintable() else text.translate(_MARKED)


def storable(raw: object, depth: int = 0) -> Json:
    """A raw answer as JSON, exactly as it was sent, valid or not.

    What the engine refuses is kept, also a NUL, so that it is told each time until the respondent mends it. Only lone
    surrogates are replaced, since no page could ever send them back: by U+FFFF, which is no character either, and which
    the engine refuses just the same.

    Raises:
        NotStorable: not text, number, boolean, list or mapping with text keys; or nested too deeply.
    """
    if isinstance(raw, str):
        return _without_surrogates(raw, _REFUSED)
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, int) and -_LARGEST_NUMBER <= raw < _LARGEST_NUMBER:
        return raw
    if isinstance(raw, float) and raw - raw == 0:  # finite: NaN and infinity are no JSON
        return raw
    if depth < _DEEPEST and isinstance(raw, list | tuple):
        return [storable(part, depth + 1) for part in raw]
    if depth < _DEEPEST and isinstance(raw, dict) and all(isinstance(key, str) for key in raw):
        return {_without_surrogates(key, _REFUSED): storable(part, depth + 1) for key, part in raw.items()}
    raise NotStorable(f"an answer of type {type(raw).__name__} cannot be kept; send text, lists or mappings of text")


def check_size(answers: object) -> None:
    """Refuse a draft that is too large.

    Raises:
        NotStorable: the answers together are over `LARGEST_DRAFT`.
    """
    length = len(json_text(answers))
    if length > LARGEST_DRAFT:
        raise NotStorable(f"the answers together are {length} characters, over the {LARGEST_DRAFT} that are kept")


def _without_surrogates(text: str, instead: str) -> str:
    return text if text.isascii() else _SURROGATE.sub(instead, text)


def masked_addresses(text: str) -> str:
    """`text` with every e-mail address in it cut to its first letter and its domain: a***@example.org."""
    return _ADDRESS.sub(r"\1***\2", text)
