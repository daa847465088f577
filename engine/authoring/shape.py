"""Whether a document has the shape its schema says, told in plain language at the place of the mistake.

The schemas are JSON Schema (draft-07), the same that editors use. They are read here by a small reader of our own and not
by a library: it works on nodes that know their place, gives one diagnostic per mistake, and takes a tenth of the time,
which is what keeps a check within its budget. It knows only the keywords in `keywords.py` and refuses to begin with a
schema that uses another; a test holds its verdicts against those of the jsonschema library.
"""

from functools import cache

from engine.authoring.diagnostics import Diagnostic, Span, error
from engine.authoring.document import Document
from engine.authoring.keywords import Check, Findings, compile_schema
from engine.authoring.schema import SCHEMAS


@cache
def _checker(kind: str) -> Check:
    return compile_schema(SCHEMAS[kind])


def check_shape(document: Document, kind: str) -> list[Diagnostic]:
    """Everything that is wrong with the shape of a document of this kind (`questionnaire`, `scoring`, ...)."""
    if document.root is None:
        hint = "Give it content, or remove the file."
        return [error("empty-file", "There is nothing in this file", Span.start_of(document.file), hint)]
    findings = Findings(document)
    _checker(kind)(document.root, "the file", findings)
    return findings.diagnostics
