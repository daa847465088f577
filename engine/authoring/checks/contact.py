"""Who filled in the survey is told by questions that exist, which nobody but the coordinators sees; the e-mail address by a
question of type email.
"""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown_question, wrong_type
from engine.authoring.checks.walk import has_value
from engine.authoring.diagnostics import Diagnostic, Related, warning
from engine.authoring.places import Path
from engine.questionnaire import Privacy, Question, Severity

CODES = {
    "unknown-question": Severity.ERROR,
    "wrong-question-type": Severity.ERROR,
    "contact-not-personal": Severity.WARNING,
}
EMAIL = frozenset({"email"})
ABOUT_A_PERSON = frozenset({"name", "email"})
TEXT = frozenset({"short_text", "calculated"})


def check(context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the questions that the contact rules name."""
    contact = context.questionnaire.publication.contact
    for key, identifier, wanted in (
        ("name", contact.name, TEXT),
        ("email", contact.email, EMAIL),
        ("title", contact.title, TEXT),
    ):
        if identifier is None:
            continue
        question = context.questionnaire.questions.get(identifier)
        if question is None:
            yield unknown_question(context, identifier, ("contact", key))
        elif (key == "email" and question.type not in EMAIL) or not has_value(question):
            yield wrong_type(context, question, ("contact", key), wanted, "to reach people")
        elif key in ABOUT_A_PERSON and question.privacy is not Privacy.PERSON:
            yield _not_personal(context, question, ("contact", key))


def _not_personal(context: Context, question: Question, path: Path) -> Diagnostic:
    """Who filled it in may be shown, and is not erased with what is about a person."""
    summary = f"`{question.id}` tells who filled it in, and its privacy is {question.privacy}, not person"
    hint = "Write `privacy: person` at the question: then it is never shown, and erased half a year after the end."
    related = Related("the question", context.places.of("question", question.id))
    return warning("contact-not-personal", summary, context.places.of(*path), hint, [related])
