"""How the consents of a response stand now: for each revision that still counts, and in the words that go with it.

Two revisions may count at once: the newest, and the approved one that is on the map while the newest waits. Their answers
may differ, so the words of a consent may too ("the address a@example.org may be shown"); each is told with its own.
A confirmation ("I have read this") is no consent: it cannot be withdrawn, and is not here.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from engine.answering.outcome import Outcome
from engine.answering.piping import render
from engine.question_types.consent import ConsentSettings
from engine.questionnaire import Question, Questionnaire
from results.records.responses import Response
from results.records.submissions import Consent, Submission
from results.review import MAY_BE_PUBLIC
from results.services import Services
from results.snapshot import outcome_of
from results.store import consents, submissions


@dataclass(frozen=True, slots=True)
class Version:
    """A revision that still counts, its consents, and what it comes to under them."""

    submission: Submission
    consents: tuple[Consent, ...]
    outcome: Outcome

    @property
    def revision(self) -> int:
        """Its number."""
        return self.submission.revision

    def asks(self, question: str) -> bool:
        """Whether this question is on its path."""
        return question in self.outcome.path

    def gives(self, question: str) -> bool:
        """Whether this consent is given with it now."""
        return self.asks(question) and self.outcome.values.get(question) is True


@dataclass(frozen=True, slots=True)
class Wording:
    """A consent as it stands in one revision. `last` is what was said last, None when it was not asked before now."""

    revision: int
    text: str
    given: bool
    last: Consent | None


@dataclass(frozen=True, slots=True)
class StandingConsent:
    """One consent. `wordings`: one for each revision that asks it, the newest first."""

    question: str
    purpose: str
    withdrawing: str
    wordings: tuple[Wording, ...]

    @property
    def given(self) -> bool:
        """Whether it is given in any revision that counts."""
        return any(each.given for each in self.wordings)

    @property
    def withheld(self) -> bool:
        """Whether it is not given in any revision that counts."""
        return any(not each.given for each in self.wordings)

    @property
    def changed_at(self) -> datetime | None:
        """When something was last said about it."""
        return max((each.last.at for each in self.wordings if each.last is not None), default=None)


def live_revisions(response: Response) -> tuple[int, ...]:
    """The revisions that still count, the newest first; none before the first submission."""
    newest = (response.revision,) if response.revision else ()
    approved = response.approved_revision
    if approved is None or approved == response.revision or response.state not in MAY_BE_PUBLIC:
        return newest
    return (*newest, approved)


def versions(services: Services, connection: Connection, response: Response) -> tuple[Version, ...]:
    """The revisions that still count, the newest first. None of a response of which everything was deleted."""
    found = []
    for revision in live_revisions(response):
        submission = submissions.one(connection, response.id, revision)
        if submission is not None:
            found.append(version(services, submission, consents.of_revision(connection, response.id, revision)))
    return tuple(found)


def version(services: Services, submission: Submission, given: tuple[Consent, ...]) -> Version:
    """A submission with these consents."""
    questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
    day = services.clock.date_of(submission.submitted_at)
    return Version(submission, given, outcome_of(questionnaire, submission, given, day))


def standing(questionnaire: Questionnaire, counting: tuple[Version, ...]) -> tuple[StandingConsent, ...]:
    """The consents that any of these revisions asks, in document order, in the words of this edition."""
    found = []
    for question in questionnaire.questions.values():
        wordings = tuple(
            Wording(
                each.revision, words(questionnaire, each, question), each.gives(question.id), _last(each, question.id)
            )
            for each in counting
            if is_consent(question) and each.asks(question.id)
        )
        if wordings:
            found.append(StandingConsent(question.id, *_settings(question), wordings))
    return tuple(found)


def words(questionnaire: Questionnaire, version: Version, question: Question) -> str:
    """What is read at a consent in this revision: its text with the answers of that revision in it."""
    return render(question.text, questionnaire, version.outcome.values, questionnaire.language)


def is_consent(question: Question | None) -> bool:
    """Whether this is a consent, and not a confirmation or an answer."""
    return question is not None and question.type == "consent"


def _settings(question: Question) -> tuple[str, str]:
    own = question.settings if isinstance(question.settings, ConsentSettings) else ConsentSettings()
    return own.purpose, own.withdrawing


def _last(version: Version, question: str) -> Consent | None:
    return next((each for each in version.consents if each.question == question), None)
