"""From a complete draft to a submission, and from a submission back to what it came to. Pure.

Consents (class `consent`) are taken out of the answers: they go to a log of their own, with the words
that were read. Whoever reads a submission puts them back with `answers_with`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from engine.answering.answers import parse_answers
from engine.answering.outcome import Outcome, evaluate
from engine.answering.piping import render
from engine.answering.routing import prune
from engine.questionnaire import Privacy, Questionnaire
from engine.values import Json
from results.profiles.profile import make_profile
from results.profiles.stored import to_json
from results.records.responses import Response
from results.records.submissions import Consent, Submission

FORM = "form"
"""How a consent was given: by the form itself."""


def take(
    questionnaire: Questionnaire, response: Response, outcome: Outcome, revision: int, at: datetime
) -> tuple[Submission, tuple[Consent, ...]]:
    """The submission of a complete response and its consents; `questionnaire` in the language it was filled in in."""
    answers = prune(questionnaire, outcome)
    apart = {name for name in answers if questionnaire.questions[name].privacy is Privacy.CONSENT}
    submission = Submission(
        response_id=response.id,
        revision=revision,
        questionnaire_hash=questionnaire.hash,
        language=questionnaire.language,
        title=title_in(questionnaire, answers),
        answers={name: answer for name, answer in answers.items() if name not in apart},
        profile=to_json(make_profile(questionnaire, outcome)),
        submitted_at=at,
    )
    return submission, tuple(_consents(questionnaire, outcome, response.id, revision, at))


def answers_with(submission: Submission, consents: Iterable[Consent]) -> dict[str, Json]:
    """The answers of a submission with its consents put back."""
    return {**submission.answers, **{consent.question: consent.given for consent in consents}}


def outcome_of(
    questionnaire: Questionnaire, submission: Submission, consents: Iterable[Consent], submitted_on: date
) -> Outcome:
    """What a submission comes to, on the day it was sent. A consent holds only for the words that were read: one that was
    given to other answers than those in this revision counts as not given.
    """
    said = tuple(consents)
    outcome = evaluate(questionnaire, parse_answers(questionnaire, answers_with(submission, said)), submitted_on)
    kept = tuple(each for each in said if not each.given or _was_read(questionnaire, each, outcome))
    return outcome if len(kept) == len(said) else outcome_of(questionnaire, submission, kept, submitted_on)


def _was_read(questionnaire: Questionnaire, consent: Consent, outcome: Outcome) -> bool:
    """Whether the words in the log are those that the consent has with these answers."""
    edition = questionnaire.in_language(consent.language)
    question = edition.questions.get(consent.question)
    if question is None or not question.text.pipes or edition.language != consent.language:
        return True  # no answer is in its words, or it is of a language that is no longer there to compare with
    return consent.text == render(question.text, edition, outcome.values, edition.language)


def same_content(one: Submission, other: Submission, given: Iterable[Consent], given_then: Iterable[Consent]) -> bool:
    """Whether two submissions say the same, consents included."""
    return (
        one.questionnaire_hash == other.questionnaire_hash
        and one.answers == other.answers
        and {consent.question: consent.given for consent in given}
        == {consent.question: consent.given for consent in given_then}
    )


def title_in(questionnaire: Questionnaire, answers: Mapping[str, Json]) -> str:
    """What a response is about, as its lists call it; empty as long as that is not filled in."""
    name = questionnaire.publication.contact.title or questionnaire.publication.contact.name
    title = answers.get(name) if name else None
    return title if isinstance(title, str) else ""


def _consents(
    questionnaire: Questionnaire, outcome: Outcome, response_id: str, revision: int, at: datetime
) -> Iterable[Consent]:
    for name in outcome.path:
        question = questionnaire.questions[name]
        if question.privacy is Privacy.CONSENT:
            yield Consent(
                response_id=response_id,
                revision=revision,
                question=name,
                text=render(question.text, questionnaire, outcome.values, questionnaire.language),
                language=questionnaire.language,
                questionnaire_version=questionnaire.version,
                given=outcome.values.get(name) is True,
                at=at,
                method=FORM,
            )
