"""Who filled in the survey is told by questions that exist; the e-mail address by a question of type email."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown_question, wrong_type
from engine.authoring.checks.walk import has_value
from engine.authoring.diagnostics import Diagnostic
from engine.questionnaire import Severity

CODES = {"unknown-question": Severity.ERROR, "wrong-question-type": Severity.ERROR}
EMAIL = frozenset({"email"})
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
