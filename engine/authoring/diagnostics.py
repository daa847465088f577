"""What is told to researchers about their files: where it is, what is wrong, and what to do.

A diagnostic is a value: it is collected, sorted and shown, never raised. `DiagnosticsError` is raised only by who asked
for a questionnaire and cannot have one. How diagnostics look on a screen is in `rendering`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.questionnaire import Severity
from engine.values import EngineError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end column is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def start_of(cls, file: str) -> "Span":
        """The very beginning of a file: for what is about the file as a whole."""
        return cls(file, 1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that has to do with a diagnostic, such as "first defined here"."""

    summary: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong (error) or suspicious (warning).

    `code` is readable and stable (`unknown-question`) and has a page in docs/researcher/diagnostics. `summary` is one
    sentence without a full stop that says what was found; `hint` says what to do and may be empty.
    """

    code: str
    severity: Severity
    summary: str
    span: Span
    hint: str = ""
    related: tuple[Related, ...] = ()

    @property
    def file(self) -> str:
        """The file it is in, relative to the folder of the survey."""
        return self.span.file


def error(code: str, summary: str, span: Span, hint: str = "", related: Iterable[Related] = ()) -> Diagnostic:
    """A diagnostic that must be mended before the survey can be used."""
    return Diagnostic(code, Severity.ERROR, summary, span, hint, tuple(related))


def warning(code: str, summary: str, span: Span, hint: str = "", related: Iterable[Related] = ()) -> Diagnostic:
    """A diagnostic that deserves a look; the survey can be used as it is."""
    return Diagnostic(code, Severity.WARNING, summary, span, hint, tuple(related))


def sort(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file and place, each once; of two at one place the error comes first. The questionnaire's own file leads."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda found: (_file_order(found.file), found.span, found.severity, found.code)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stands in the way of using the survey."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


class DiagnosticsError(EngineError):
    """A survey that cannot be used. `diagnostics` holds everything that was found, warnings too, sorted."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        errors = [found for found in diagnostics if found.severity is Severity.ERROR]
        first = errors[0]
        where = f"{first.file}:{first.span.line}:{first.span.column}"
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(f"{where}: {first.summary}{more}")
        self.diagnostics = diagnostics


_LEADING = ("questionnaire.yaml", "scoring.yaml", "advice.yaml", "publication.yaml", "matching.yaml")


def _file_order(file: str) -> tuple[int, str]:
    return (_LEADING.index(file) if file in _LEADING else len(_LEADING), file)
