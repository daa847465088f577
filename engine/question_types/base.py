"""What every question type can do. One file per type beside this one; `engine.question_types.TYPES` lists them.

A type reads its own keys of the YAML, parses raw input (from a form, a JSON file or the database: the same code), checks
the value, and says what it means to expressions, to scores, to people and to the codebook. It holds no answers and no
state.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar

from engine.expressions.types import Type
from engine.questionnaire import Question
from engine.values import AnswerProblem, EngineError, Json, Value


class Storage(StrEnum):
    """What the JSON form of a value is."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    BOOLEAN = "boolean"
    OPTION = "option"
    OPTIONS = "options"
    ORDERED_OPTIONS = "ordered_options"
    PARTS = "parts"
    POINT = "point"
    CALCULATED = "calculated"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """How the values of one question are kept, and which there may be, in no language.

    `range`: `0..100`, `2..` (lengths of a text, how many options, ...), a pattern, or what an allocation adds up to. The
    options of a question stand with the question.
    """

    storage: Storage
    range: str = ""


@dataclass(frozen=True, slots=True)
class PointTable:
    """What each option is worth, 0 to 100; options without points are left out. With a `cap` points add up to it."""

    points: Mapping[str, Fraction]
    cap: Fraction | None = None


class SettingError(EngineError):
    """A key of a question that the shape allows but the type refuses; `key` tells where, the message what is wrong."""

    def __init__(self, code: str, key: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.key = key
        self.hint = hint


class QuestionType(ABC):
    """The behaviour of one question type; an instance is stateless and shared."""

    name: ClassVar[str]
    """The word in YAML: `type: short_text`."""
    keys: ClassVar[Mapping[str, Any]] = {}
    """The YAML keys of this type beside the common ones (id, type, text, help, required, privacy, show_when), each with
    its JSON Schema (draft-07, with a `description` that editors show)."""
    required_keys: ClassVar[tuple[str, ...]] = ()
    text_keys: ClassVar[tuple[str, ...]] = ()
    """Which of `keys` are texts for people, and so have a translation."""
    takes_answer: ClassVar[bool] = True
    """False for what is shown but not asked (note, calculated): never on the path, never in answers."""
    seconds: ClassVar[int] = 15
    """How long people take for one such question, for the estimate of the minutes left (docs: the zelfscan's design)."""

    def settings(self, declared: Mapping[str, Any]) -> object:
        """The frozen settings from this type's own YAML keys (values are plain and fit `keys`).

        `options`, `scale` and `reversed` are read by authoring into the question itself and are ignored here.

        Raises:
            SettingError: two keys that do not go together, a pattern that RE2 refuses, ...
        """
        return None

    @abstractmethod
    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        """The value of any raw input whatever (str, list, dict, number, bool, None, ...); None when it is empty.

        Never raises. Also parses the type's own serialised form, to the same value.
        """

    def check(self, question: Question, value: Any) -> AnswerProblem | None:
        """What is wrong with a parsed value (length, range, how many), or None. The same on every day."""
        return None

    def has_day_limits(self, question: Question) -> bool:
        """Whether `check_on` can find anything: only then it is asked, at every evaluation."""
        return False

    def check_on(self, question: Question, value: Any, today: date) -> AnswerProblem | None:
        """What is wrong with a value on this day (a year that is still to come), or None."""
        return None

    def chosen(self, value: Any) -> tuple[str, ...]:
        """The options in a value, for options that are not always available; nothing for types without options."""
        return ()

    def points(self, question: Question) -> PointTable | None:
        """What the options are worth in a score; None for a type, or a question, that has no points."""
        return None

    def serialise(self, value: Any) -> Json:
        """The JSON form that `parse` reads back to an equal value."""
        return value  # type: ignore[no-any-return]  # true for str, int and bool, the common case

    @abstractmethod
    def value_type(self, question: Question) -> Type:
        """What the value is to an expression."""

    def display(self, question: Question, value: Any, language: str) -> str:
        """The value for people, with labels, numbers written as in `language`; lists joined as the language does."""
        return str(value)

    @abstractmethod
    def codebook(self, question: Question) -> CodebookEntry:
        """The variable as the codebook describes it."""


def problem(question: Question, code: str, **params: str | int) -> AnswerProblem:
    """A problem with the answer to `question`."""
    return AnswerProblem(question.id, code, params)
