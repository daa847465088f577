"""What one survey says of another: `helps` in matching.yaml names a survey, questions and values of it. Looked at beside the
rules of `checks/`, which see one survey only; a survey alone compiles, and the application starts, whatever the other is.
"""

from collections.abc import Iterator, Mapping

from engine.authoring.diagnostics import Diagnostic, Span, error, sort, warning
from engine.authoring.document import Document, read
from engine.authoring.nodes import Mapping as MappingNode
from engine.authoring.nodes import Node, Sequence
from engine.expressions.suggest import did_you_mean
from engine.matching import Fit
from engine.questionnaire import Privacy, Question, Questionnaire

FILE = "matching.yaml"
_CHOICES = frozenset({"single_choice", "multiple_choice", "scale"})


def check_across(
    questionnaire: Questionnaire, source: bytes, others: Mapping[str, Questionnaire | None]
) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with what `questionnaire` says of another survey. `source`: its matching.yaml. `others`: the surveys
    there are, by name; None for one that has errors, of which nothing is known yet.
    """
    helps = questionnaire.matching.helps if questionnaire.matching is not None else None
    document, _problems = read(FILE, source)
    if helps is None or document is None:
        return ()
    at = _Places(document)
    if helps.survey not in others:
        known = sorted(name for name in others if name != questionnaire.survey)
        hint = did_you_mean(
            helps.survey, known, _listed("The other surveys here are", known) or "There is no other survey here."
        )
        return (error("unknown-survey", f"There is no survey `{helps.survey}`", at.of("helps", "survey"), hint),)
    other = others[helps.survey]
    if other is None:
        return ()
    found = [
        *_values(questionnaire, helps.lab, "lab", {lab.id for lab in other.labs}, other.survey, at),
        *_values(questionnaire, helps.challenges, "challenges", set(_challenges(other)), other.survey, at),
    ]
    for number, fit in enumerate(helps.fits):
        found += _fit(questionnaire, fit, other, at.of("helps", "fits", number, "to"))
    return sort(found)


class _Places:
    """Where the keys of matching.yaml stand."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def of(self, *path: str | int) -> Span:
        """The place of the value at a path of keys and numbers; of what is around it, where it was left out."""
        node: Node | None = self._document.root
        assert node is not None
        for step in path:
            inner: Node | None = None
            if isinstance(node, MappingNode) and isinstance(step, str):
                inner = node.get(step)
            elif isinstance(node, Sequence) and isinstance(step, int):
                inner = node.elements[step]
            if inner is None:
                break
            node = inner
        return self._document.span(node)


def _values(
    questionnaire: Questionnaire, name: str, key: str, known: set[str], survey: str, at: _Places
) -> Iterator[Diagnostic]:
    """Options of a question that have to be ids of the other survey: one that is none is never found by anybody."""
    question = questionnaire.questions.get(name)
    what = {"lab": "lab", "challenges": "challenge"}[key]
    for value in _telling(question):
        if value not in known:
            hint = did_you_mean(value, known, _listed(f"The {what}s of `{survey}` are", sorted(known)))
            summary = (
                f"The option `{value}` of `{name}` is no {what} of `{survey}`, so who chooses it is never found by it"
            )
            yield warning("unknown-value", summary, at.of("helps", key), hint)


def _fit(questionnaire: Questionnaire, fit: Fit, other: Questionnaire, place: Span) -> Iterator[Diagnostic]:
    """A fit between an answer here and one there."""
    if fit.to is None:
        return
    question = other.questions.get(fit.to)
    if question is None:
        hint = did_you_mean(fit.to, other.questions, f"Name a question of `{other.survey}` that has options.")
        yield error("unknown-question", f"`{other.survey}` has no question `{fit.to}`", place, hint)
    elif question.type not in _CHOICES:
        summary = f"`{fit.to}` of `{other.survey}` is of type {question.type}, which has no options to fit to"
        yield error("wrong-question-type", summary, place, "Name a question with options.")
    elif question.privacy is Privacy.PERSON:
        summary = f"`{fit.to}` of `{other.survey}` is about a person, so it cannot tell who fits"
        yield error("matching-by-person", summary, place, "Name a question about the collective.")
    else:
        here, there = _telling(questionnaire.questions.get(fit.question)), _telling(question)
        if here and not set(here) & set(there):
            summary = (
                f"`{fit.question}` and `{fit.to}` of `{other.survey}` have no option in common, so this never fits"
            )
            yield warning("unknown-value", summary, place, _listed(f"The options of `{fit.to}` are", there))


def _telling(question: Question | None) -> list[str]:
    """The options that stand for something."""
    options = question.options if question is not None else ()
    return [option.value for option in options if not option.exclusive and not option.missing]


def _challenges(other: Questionnaire) -> list[str]:
    return [dimension.id for dimension in other.scoring.dimensions]


def _listed(told: str, names: list[str]) -> str:
    return f"{told} {', '.join(names)}." if names else ""
