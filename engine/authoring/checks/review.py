"""What a submission is looked at for is told by questions that exist, of a type in which it can be found.

The conditions of the review are looked at with all others, by `expression_types`.
"""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown_question, wrong_type
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.authoring.places import Path
from engine.questionnaire import Severity

CODES = {"unknown-question": Severity.ERROR, "wrong-question-type": Severity.ERROR, "review-twice": Severity.ERROR}

TEXT = frozenset({"short_text", "long_text"})
TYPES_OF = {
    "name": frozenset({"short_text"}),
    "place": frozenset({"place", "short_text"}),
    "website": frozenset({"url"}),
    "number": frozenset({"short_text", "integer"}),
}


def check(context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the questions that the review names."""
    review = context.questionnaire.publication.review
    questions = context.questionnaire.questions
    if review.duplicates is not None:
        for key, wanted in TYPES_OF.items():
            identifier = getattr(review.duplicates, key)
            path = ("review", "duplicates", key)
            if identifier is None:
                continue
            if identifier not in questions:
                yield unknown_question(context, identifier, path)
            elif questions[identifier].type not in wanted:
                yield wrong_type(context, questions[identifier], path, wanted, "to tell duplicates")
    for identifier in dict.fromkeys(review.texts):
        path = ("review", "texts", identifier)
        if identifier not in questions:
            yield unknown_question(context, identifier, path)
        elif questions[identifier].type not in TEXT:
            yield wrong_type(context, questions[identifier], path, TEXT, "to look for names and advertising")
    yield from _twice(context)


def _twice(context: Context) -> Iterator[Diagnostic]:
    """A condition that stands twice would count as two."""
    review = context.questionnaire.publication.review
    listed: list[Path] = [("review", "texts", identifier) for identifier in review.texts]
    if review.definition is not None:
        listed += [("review", "definition", "no", each.source) for each in review.definition.no]
        listed += [("review", "definition", "doubt", each.source) for each in review.definition.doubt]
    for path in dict.fromkeys(listed):
        first, *others = context.places.all(*path)
        for place in others:
            related = Related("the first time", first)
            yield error("review-twice", f"`{path[-1]}` stands here twice", place, "Remove one of the two.", [related])
