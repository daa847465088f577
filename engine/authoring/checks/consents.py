"""A consent is free: it is never required. It goes to the log of consents, where only confirmations may go as well."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic, error
from engine.questionnaire import Privacy, Severity

CODES = {"required-consent": Severity.ERROR, "consent-privacy": Severity.ERROR}

LOGGED = frozenset({"consent", "confirmation"})


def check(context: Context) -> Iterator[Diagnostic]:
    """Every consent that is required, and every question whose privacy does not go with its type."""
    for _, _, question in context.questionnaire.walk():
        path = ("question", question.id)
        consent = question.type == "consent"
        if consent and question.required:
            hint = "Leave out `required`. What people must agree to before they can go on is a `confirmation`."
            summary = "A consent cannot be required: it would not be given freely"
            yield error("required-consent", summary, context.places.of(*path, "required"), hint)
        if consent and question.privacy is not Privacy.CONSENT:
            summary = f"The privacy of a consent cannot be {question.privacy}"
            place = context.places.of(*path, "privacy")
            yield error(
                "consent-privacy", summary, place, "Leave out `privacy`: a consent is kept in the log of consents."
            )
        if question.type not in LOGGED and question.privacy is Privacy.CONSENT:
            summary = f"`{question.id}` is of type {question.type}: its answer cannot go to the log of consents"
            hint = "Choose person, organisation or public; or make it a question of type consent."
            yield error("consent-privacy", summary, context.places.of(*path, "privacy"), hint)
