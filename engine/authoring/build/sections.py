"""Sections and pages, and the checks over several answers."""

from collections.abc import Iterator

from engine.authoring.build.part import Part
from engine.authoring.build.questions import QuestionBuilder
from engine.questionnaire import CrossCheck, Page, Section, Severity

_SEVERITIES = frozenset(Severity)


def build_sections(root: Part, questions: QuestionBuilder) -> Iterator[Section]:
    """The sections of the questionnaire, in order."""
    for part in root.named("sections", "section"):
        pages = tuple(_build_pages(part, questions))
        yield Section(part.path[1], part.text("title"), pages, part.text("intro"), part.expression("show_when"))


def _build_pages(section: Part, questions: QuestionBuilder) -> Iterator[Page]:
    for part in section.named("pages", "page"):
        built = tuple(question for each in part.parts("questions") for question in questions.build(each))
        yield Page(part.path[1], built, part.text("title"), part.text("intro"), part.expression("show_when"))


def build_checks(root: Part) -> Iterator[CrossCheck]:
    """The checks over several answers. One whose condition cannot be read was reported and is left out."""
    for part in root.named("checks", "check"):
        question, severity, when = part.name("question"), part.name("severity"), part.expression("when")
        if question is not None and severity in _SEVERITIES and when is not None:
            yield CrossCheck(part.path[1], question, Severity(severity), when, part.text("text"))
