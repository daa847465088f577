"""What is wrong with a file that is not YAML, in words for people who do not know YAML.

The YAML library says where it got stuck and why, in its own terms. This turns that into one diagnostic: at the place the
library names, with what is nearly always the cause. What it does not know it passes on as the library says it.
"""

from collections.abc import Callable
from typing import Any

from engine.authoring.diagnostics import Diagnostic, Related, Span, error

Stretch = Callable[[int, int], Span]

_QUOTES = 'Put quotes around a text that holds ": " or begins with one of - ? : , [ ] { } # & * ! | > % @ `.'
_CAUSES: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "A colon is not possible here", f"{_QUOTES} Or check the indentation."),
    ("cannot start any token", "A value cannot begin with this character", _QUOTES),
    ("tab character", "A tab stands where spaces are expected", "Use spaces for indentation, never tabs."),
    ("sequence entries are not allowed", "A list cannot begin on this line", "Begin the list on a line of its own."),
    ("unexpected end of stream", "A quote is opened here and never closed", "Add the closing quote."),
    ("unknown escape", "This backslash means nothing between double quotes", "Write \\\\, or use single quotes."),
    ("',' or ']'", "A comma or ] is missing before this place", "Check the brackets and quotes of the list."),
    ("',' or '}'", "A comma or } is missing before this place", "Check the braces and quotes around this."),
    ("'-' indicator", "This line is not part of the list above it", "Check the indentation, or begin it with a dash."),
    ("expected key", "This line does not fit the lines above it", f"Check the indentation and the quotes. {_QUOTES}"),
    ("block end", "This line does not fit the lines above it", f"Check the indentation and the quotes. {_QUOTES}"),
    ("could not find expected ':'", "This line is no key with a value", "Add a colon, or indent it under its key."),
    ("comment or line break", "Text cannot follow | or > on the same line", "Begin the text on the next line."),
    ("indentation indicators", "Text cannot follow | or > on the same line", "Begin the text on the next line."),
    ("<document start>", "This does not belong to what stands above it", "Check the indentation."),
)
_AT_CONTEXT = ("unexpected end of stream", "',' or ']'", "',' or '}'")
"""Where the beginning of what went wrong says more than the end of the file."""


def syntax_error(stretch: Stretch, text: str, problem: Any) -> Diagnostic:
    """The diagnostic for what the YAML library raised; `stretch` turns offsets into a place."""
    said = str(getattr(problem, "problem", None) or getattr(problem, "reason", None) or problem)
    mark = getattr(problem, "problem_mark", None)
    context = getattr(problem, "context_mark", None)
    offset = min(mark.index if mark is not None else 0, len(text))
    related: tuple[Related, ...] = ()
    if context is not None and context.index != offset and any(words in said for words in _AT_CONTEXT):
        if "end of stream" in said:
            offset = context.index
        else:
            related = (Related("opened here", stretch(context.index, context.index + 1)),)
    if "unknown escape" in said and text[offset : offset + 1] != "\\":
        offset -= 1  # one of the two parsers points at what stands behind the backslash
    span = stretch(offset, min(offset + 1, max(len(text), offset)))
    if _after_tab(text, offset):
        return error(
            "yaml-tab", "A tab stands where spaces are expected", span, "Use spaces for indentation, never tabs."
        )
    for words, summary, hint in _CAUSES:
        if words in said:
            code = "yaml-tab" if words == "tab character" else "yaml-syntax"
            return error(code, summary, span, hint, related)
    return error("yaml-syntax", f"This is not YAML: {said}", span, "Check the indentation and the quotes.", related)


def _after_tab(text: str, offset: int) -> bool:
    """Whether a tab stands in the indentation of the line that holds `offset`."""
    begin = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    line = text[begin:].split("\n", 1)[0]
    return "\t" in line[: len(line) - len(line.lstrip(" \t"))]
