"""An answer that is not public is not inserted in a text that others get to see.

Texts are shown to the respondent, whose own answers they are: there anything may be inserted. Two kinds of text go
further: the text of a `public` question stands beside its answer on the map, and the text of a `consent` is kept, as it
was shown, in the log of consents, apart from the answers. In those only public answers are inserted. A calculated value
that is made from an answer about a person is about that person too.
"""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.walk import texts
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.question_types.calculated import CalculatedSettings
from engine.questionnaire import Privacy, Question, Severity

CODES = {"pipe-across-privacy": Severity.ERROR, "calculated-across-privacy": Severity.ERROR}
SEEN_BY_OTHERS = {
    Privacy.PUBLIC: "the text of a public question stands on the map",
    Privacy.CONSENT: "the text of a consent is kept in the log of consents",
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every private answer in a text for others, and every calculated value that would let one out."""
    questions = context.questionnaire.questions
    for placed in texts(context.questionnaire):
        owner = placed.owner
        if owner is None or owner.privacy not in SEEN_BY_OTHERS or placed.path[-1] != "text":
            continue
        for name in dict.fromkeys(placed.text.pipes):
            question = questions.get(name)
            if question is not None and question.privacy is not Privacy.PUBLIC and name != owner.id:
                summary = f"`{name}` is not public, but {SEEN_BY_OTHERS[owner.privacy]}"
                related = Related(f"its privacy is {question.privacy}", context.places.of("question", name, "privacy"))
                place = context.places.of(*placed.path, "pipe", name)
                yield error("pipe-across-privacy", summary, place, "Leave the answer out of this text.", [related])
    for _, _, question in context.questionnaire.walk():
        yield from _calculated(context, question)


def _calculated(context: Context, question: Question) -> Iterator[Diagnostic]:
    settings = question.settings
    if not isinstance(settings, CalculatedSettings) or question.privacy is Privacy.PERSON:
        return
    for name in settings.value.names:
        source = context.questionnaire.questions.get(name)
        if source is not None and source.privacy is Privacy.PERSON and name != question.id:
            summary = f"`{question.id}` is made from `{name}`, which is about a person, so it is too"
            place = context.places.of("question", question.id)
            related = Related("the answer it is made from", context.places.of("question", name, "privacy"))
            yield error("calculated-across-privacy", summary, place, "Write `privacy: person` with it.", [related])
