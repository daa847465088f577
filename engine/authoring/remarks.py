"""A text that YAML cuts off: without quotes, what follows ` #` is a remark and nobody reads it.

`text: What do you think of plan #2?` asks "What do you think of plan". A remark that is clearly meant as one is left in
peace: set apart by two spaces, and with a space after the `#`.
"""

import re
from collections.abc import Iterator
from typing import Final

from engine.authoring.diagnostics import Diagnostic, warning
from engine.authoring.document import Document
from engine.authoring.nodes import Mapping, Node, Scalar, Sequence

_SUSPECT: Final = re.compile(r"(?<=[^\s#])(?:[ \t]#|[ \t]{2,}#(?=[^\s#]))[^\r\n]*")
_TEXT_KEYS: Final = frozenset(
    {"text", "title", "help", "intro", "label", "description", "unit", "purpose", "withdrawing"}
    | {"peers", "steps", "materials", "themes"}
)


def check_remarks(document: Document, kind: str) -> Iterator[Diagnostic]:
    """Every text in a document of this kind that ends where a remark begins."""
    cut = {found.start(): found for found in _SUSPECT.finditer(document.text)}
    if not cut or document.root is None:
        return
    for text in _texts(document.root, everything=kind == "translation"):
        found = cut.get(text.end)
        if found is None:
            continue
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        yield warning(
            "text-cut-off",
            "The text ends here: what follows `#` is a remark that nobody reads",
            document.stretch(start, found.end()),
            'Put quotes around the whole text: "... #2". For a remark, put two spaces before `#` and one after it.',
        )


def _texts(node: Node, *, everything: bool, wanted: bool = False) -> Iterator[Scalar]:
    """Texts without quotes: the values of keys that hold text; of a translation every value."""
    if isinstance(node, Scalar):
        if (wanted or everything) and node.style == "":
            yield node
    elif isinstance(node, Sequence):
        for element in node.elements:
            yield from _texts(element, everything=everything, wanted=wanted)
    elif isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from _texts(entry.value, everything=everything, wanted=key in _TEXT_KEYS)
