"""What the check of an expression has to say: a value with its place, which authoring turns into a diagnostic."""

from dataclasses import dataclass

from engine.expressions.tree import Span
from engine.questionnaire import Severity


@dataclass(frozen=True, slots=True)
class ExpressionFinding:
    """One mistake (error) or doubt (warning) in an expression; `span` counts characters of its source."""

    code: str
    severity: Severity
    message: str
    hint: str
    span: Span
