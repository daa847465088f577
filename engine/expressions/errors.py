"""What the parser raises: one mistake in one expression, with its place in the source."""

from engine.expressions.tree import Span
from engine.values import EngineError


class ExpressionError(EngineError):
    """An expression that cannot be read. `code` is a diagnostic code, `span` counts characters of the source."""

    def __init__(self, code: str, message: str, span: Span, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.span = span
        self.hint = hint
