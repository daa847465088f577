"""What was sent, and the consents that went with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.values import Json


@dataclass(frozen=True, slots=True)
class Submission:
    """An immutable snapshot of a response, sent for review.

    `answers` are the canonical answers on the path, without the consents, which have a log of their own. `profile` is
    the profile as it was calculated then (`results.profiles.stored.from_json` reads it).
    """

    response_id: str
    revision: int
    questionnaire_hash: str
    language: str
    title: str
    answers: Mapping[str, Json]
    profile: Mapping[str, Json]
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent as it stood in a submission, in the words that were read."""

    response_id: str
    revision: int
    question: str
    text: str
    language: str
    questionnaire_version: str
    given: bool
    at: datetime
    method: str
