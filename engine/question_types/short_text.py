"""One line of text: a name, a place, a number that is no amount. Optionally in a given pattern."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import re2

from engine.expressions.types import TextType, Type
from engine.question_types.base import CodebookEntry, QuestionType, SettingError, Storage, problem
from engine.question_types.reading import clean_text, length_of
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value

DEFAULT_MAXIMUM = 200


@dataclass(frozen=True, slots=True)
class ShortTextSettings:
    """Lengths in characters as people count them. `pattern` is RE2 and must match the whole text."""

    max_length: int = DEFAULT_MAXIMUM
    min_length: int = 0
    pattern: str | None = None
    example: str = ""
    autocomplete: str | None = None
    compiled: Any = field(default=None, repr=False, compare=False)


class ShortText(QuestionType):
    """`short_text`."""

    name = "short_text"
    seconds = 25
    keys: ClassVar[Mapping[str, Any]] = {
        "max_length": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "description": f"The most characters that are accepted ({DEFAULT_MAXIMUM} when left out).",
        },
        "min_length": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "The fewest characters."},
        "pattern": {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "description": "A regular expression (RE2) that the whole answer must match; give an `example` with it.",
        },
        "example": {
            "type": ["string", "integer"],
            "minLength": 1,
            "maxLength": 200,
            "description": "A text that matches `pattern`; shown to people whose answer does not.",
        },
        "autocomplete": {
            "enum": ["name", "given-name", "family-name", "organization", "organization-title", "street-address",
                     "address-level2", "postal-code", "tel"],
            "description": "What the browser may fill in (the HTML autocomplete attribute).",
        },
    }  # fmt: skip

    def settings(self, declared: Mapping[str, Any]) -> ShortTextSettings:
        maximum = declared.get("max_length", DEFAULT_MAXIMUM)
        minimum = declared.get("min_length", 0)
        if minimum > maximum:
            raise SettingError(
                "minimum-above-maximum", "min_length", f"min_length {minimum} is more than max_length {maximum}"
            )
        pattern, example = declared.get("pattern"), str(declared.get("example", ""))
        compiled = None
        if pattern is not None:
            compiled = _compile(pattern)
            if not example:
                raise SettingError(
                    "pattern-without-example",
                    "pattern",
                    "a pattern needs an example",
                    "add `example:` with a text that matches; people see it when their answer does not",
                )
            if not compiled.fullmatch(example):
                raise SettingError(
                    "example-not-matching", "example", f"the example {example!r} does not match the pattern {pattern!r}"
                )
        return ShortTextSettings(maximum, minimum, pattern, example, declared.get("autocomplete"), compiled)

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        settings = self._of(question)
        # A character as people count them is seldom more than a few code points, but may be eight.
        return clean_text(question, raw, longest=8 * settings.max_length + 100, maximum=settings.max_length)

    def check(self, question: Question, value: str) -> AnswerProblem | None:
        settings = self._of(question)
        found = check_length(question, value, settings.min_length, settings.max_length)
        if found is None and settings.compiled is not None and not settings.compiled.fullmatch(value):
            return problem(question, "wrong_pattern", example=settings.example)
        return found

    def value_type(self, question: Question) -> Type:
        return TextType()

    def codebook(self, question: Question) -> CodebookEntry:
        settings = self._of(question)
        pattern = f", {settings.pattern}" if settings.pattern else ""
        return CodebookEntry(Storage.TEXT, f"{settings.min_length or ''}..{settings.max_length}{pattern}")

    @staticmethod
    def _of(question: Question) -> ShortTextSettings:
        return question.settings if isinstance(question.settings, ShortTextSettings) else _DEFAULT


_DEFAULT = ShortTextSettings()


def check_length(question: Question, value: str, minimum: int, maximum: int) -> AnswerProblem | None:
    """Whether a text is too short or too long, in characters as people count them."""
    if minimum <= 1 and len(value) <= maximum:
        return None  # never counts for more than its code points
    length = length_of(value)
    if length < minimum:
        return problem(question, "too_short", minimum=minimum, length=length)
    if length > maximum:
        return problem(question, "too_long", maximum=maximum, length=length)
    return None


def _compile(pattern: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        message = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
        raise SettingError(
            "pattern-refused",
            "pattern",
            f"the pattern {pattern!r} cannot be used: {message}",
            "patterns are RE2: no lookaround, no backreferences, repeats up to 1000",
        ) from None
