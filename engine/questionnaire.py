"""The compiled questionnaire: frozen values that both wings of the engine share.

Authoring makes these values from YAML; answering reads them. They know nothing of YAML, files, languages other than
their own (`Questionnaire.in_language` gives the same questionnaire with other texts) or of answers. Whoever holds one
may share it between threads: nothing in it changes after it is built.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from engine.advice import Advice, Lab
from engine.expressions.tree import Expression
from engine.matching import MatchingRules
from engine.publication import Publication
from engine.scoring import Scoring


class Privacy(StrEnum):
    """Who may ever see an answer. Enforced by the map, the exports and piping, not only documented."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PUBLIC = "public"
    CONSENT = "consent"


class Missing(StrEnum):
    """Why there is no value."""

    NOT_ASKED = "not_asked"
    SKIPPED = "skipped"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    DECLINED = "declined"


class Severity(StrEnum):
    """Whether something must be mended (error) or only looked at (warning)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Pipe:
    """A place in a text where the answer to an earlier question, or a calculated value, is inserted."""

    question: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text in parts: literal strings and the pipes between them. `str(text)` is how it was written."""

    parts: tuple[str | Pipe, ...] = ()

    def __str__(self) -> str:
        return "".join(
            f"{{{part.question}}}" if isinstance(part, Pipe) else part.replace("{", "{{").replace("}", "}}")
            for part in self.parts
        )

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def pipes(self) -> tuple[str, ...]:
        """The question ids inserted in this text, in order."""
        return tuple(part.question for part in self.parts if isinstance(part, Pipe))


EMPTY_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. `value` is its canonical text ("4" for the YAML number 4); `number` is set when that is an integer."""

    value: str
    label: str
    points: Fraction | None = None
    missing: Missing | None = None
    exclusive: bool = False
    show_when: Expression | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Reusable ordered options."""

    id: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An item of the questionnaire. `settings` is the frozen dataclass of its question type."""

    id: str
    type: str
    text: Text
    help: Text = EMPTY_TEXT
    required: bool = False
    privacy: Privacy = Privacy.ORGANISATION
    show_when: Expression | None = None
    options: tuple[Option, ...] = ()
    scale: str | None = None
    reversed: bool = False
    settings: object = None


@dataclass(frozen=True, slots=True)
class Page:
    """One screen. Consecutive `scale` questions on the same scale are one block of statements."""

    id: str
    questions: tuple[Question, ...]
    title: Text = EMPTY_TEXT
    intro: Text = EMPTY_TEXT
    show_when: Expression | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the questionnaire."""

    id: str
    title: Text
    pages: tuple[Page, ...]
    intro: Text = EMPTY_TEXT
    show_when: Expression | None = None


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A check over several questions: where `when` holds, `text` is told at `question`. Warnings never block."""

    id: str
    question: str
    severity: Severity
    when: Expression
    text: Text


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """A survey in its compiled, immutable form.

    `hash` is the SHA-256 (hex) of its sources. `language` is the language of the texts in this object, `source_language`
    the one it was written in. `editions` holds the same questionnaire in every language, itself included; all editions
    share one hash. Equality is identity: compare `hash` to compare content.
    """

    survey: str
    version: str
    language: str
    source_language: str
    title: str
    intro: Text
    sections: tuple[Section, ...]
    checks: tuple[CrossCheck, ...]
    scales: Mapping[str, Scale]
    scoring: Scoring
    labs: tuple[Lab, ...]
    advice: Mapping[str, Advice]
    publication: Publication
    hash: str
    editions: Mapping[str, "Questionnaire"] = field(repr=False)
    matching: MatchingRules | None = None
    questions: Mapping[str, Question] = field(init=False, repr=False)
    pages: Mapping[str, Page] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        pages = {page.id: page for section in self.sections for page in section.pages}
        questions = {question.id: question for page in pages.values() for question in page.questions}
        object.__setattr__(self, "pages", MappingProxyType(pages))
        object.__setattr__(self, "questions", MappingProxyType(questions))

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language there are texts in, the source language first."""
        others = sorted(language for language in self.editions if language != self.source_language)
        return (self.source_language, *others)

    def in_language(self, language: str) -> "Questionnaire":
        """This questionnaire with the texts of `language`; the source language where there is no such edition."""
        return self.editions.get(language) or self.editions.get(self.source_language, self)

    def walk(self) -> Iterator[tuple[Section, Page, Question]]:
        """Every question with its page and section, in document order."""
        for section in self.sections:
            for page in section.pages:
                for question in page.questions:
                    yield section, page, question
