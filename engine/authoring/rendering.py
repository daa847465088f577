"""How diagnostics are shown: on a screen with the line of the file under it, and as JSON for programs.

The text output is plain, without colours, so that it can be piped and compared.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from engine.authoring.characters import line_starts
from engine.authoring.diagnostics import Diagnostic, Related, Span
from engine.questionnaire import Severity
from engine.values import Json

WIDEST = 110
"""Characters of a source line that are shown; of a longer line only the part around the mistake."""
_LEAD_IN = 40
_ELLIPSIS = "…"


def render_text(diagnostics: Iterable[Diagnostic], sources: Mapping[str, bytes], folder: str = "") -> str:
    """All diagnostics with their source lines, one blank line between them; empty when there are none.

    `sources` are the files they are about; `folder` is put before the names of the files.
    """
    excerpts = _Excerpts(sources)
    return "\n".join(_render(found, excerpts, folder) for found in diagnostics)


def summary_line(diagnostics: Iterable[Diagnostic]) -> str:
    """How many there are: "2 errors, 1 warning"; empty when there are none."""
    severities = [found.severity for found in diagnostics]
    counts = [(severities.count(severity), severity.value) for severity in (Severity.ERROR, Severity.WARNING)]
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for count, name in counts if count)


def to_json(diagnostics: Iterable[Diagnostic], folder: str = "") -> list[Json]:
    """All diagnostics as JSON. Lines and columns count from 1; the end column is exclusive."""
    return [
        {
            "code": found.code,
            "severity": found.severity.value,
            "summary": found.summary,
            "hint": found.hint,
            **_place(found.span, folder),
            "end_line": found.span.end_line,
            "end_column": found.span.end_column,
            "related": [{"summary": related.summary, **_place(related.span, folder)} for related in found.related],
        }
        for found in diagnostics
    ]


def _place(span: Span, folder: str) -> dict[str, Json]:
    return {"file": _path(folder, span.file), "line": span.line, "column": span.column}


def _path(folder: str, file: str) -> str:
    return f"{folder.rstrip('/')}/{file}" if folder else file


def _where(span: Span, folder: str) -> str:
    return f"{_path(folder, span.file)}:{span.line}:{span.column}"


def _render(found: Diagnostic, excerpts: "_Excerpts", folder: str) -> str:
    lines = [f"{_where(found.span, folder)}: {found.severity.value}: {found.summary} [{found.code}]"]
    lines += excerpts.of(found.span)
    if found.hint:
        lines.append(f"  {found.hint}")
    for related in found.related:
        lines += _render_related(related, excerpts, folder)
    return "\n".join(lines) + "\n"


def _render_related(related: Related, excerpts: "_Excerpts", folder: str) -> Iterator[str]:
    yield f"  {related.summary}: {_where(related.span, folder)}"
    yield from excerpts.of(related.span)


class _Excerpts:
    """The lines of the sources, each file split once."""

    def __init__(self, sources: Mapping[str, bytes]) -> None:
        self._sources = sources
        self._split: dict[str, list[str]] = {}

    def of(self, span: Span) -> list[str]:
        """The first line of a span with the span underlined; nothing where there is no such line."""
        lines = self._lines(span.file)
        if span.line > len(lines) or not lines[span.line - 1].strip():
            return []
        line = lines[span.line - 1]
        end = span.end_column if span.end_line == span.line else len(line) + 1
        shown, first = _crop(line, span.column)
        margin = f"{span.line:>5} | "
        before = _blanks(line[first : span.column - 1])
        under = max(_width_of(line[span.column - 1 : end - 1]), 1)
        under = min(under, max(_width_of(shown) - _width_of(before) + (_width_of(_ELLIPSIS) if first else 0), 1))
        lead = " " * len(_ELLIPSIS) if first else ""
        return [f"{margin}{shown}", f"      | {lead}{before}{'^' * under}"]

    def _lines(self, file: str) -> list[str]:
        if file not in self._split:
            text = self._sources.get(file, b"").decode("utf-8-sig", errors="replace")
            starts = [*line_starts(text), len(text)]
            lines = [text[start:end].rstrip("\r\n") for start, end in pairwise(starts)]
            self._split[file] = lines
        return self._split[file]


def _crop(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around a column, and which character it begins with."""
    first = 0
    if column > WIDEST - _LEAD_IN:
        first = column - 1 - _LEAD_IN
    shown = line[first : first + WIDEST]
    before = _ELLIPSIS if first else ""
    after = _ELLIPSIS if first + WIDEST < len(line) else ""
    return _printable(before + shown + after), first


def _printable(text: str) -> str:
    """Control characters would move the cursor or worse: they are shown as a replacement character."""
    return "".join(
        character if character == "\t" or unicodedata.category(character) not in ("Cc", "Cf") else "\ufffd"
        for character in text
    )


def _blanks(text: str) -> str:
    """Blanks as wide as the text: a tab stays a tab, a wide character takes two columns, a mark none."""
    return "".join("\t" if character == "\t" else " " * _columns(character) for character in text)


def _width_of(text: str) -> int:
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
