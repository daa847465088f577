"""The scans that one browser can open, to choose from: somebody may fill in for several collectives. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from results.errors.filling import UnknownResponse
from results.records.responses import Response
from results.review import State
from results.services import Services
from results.snapshot import title_in
from results.store import erasure, responses


@dataclass(frozen=True, slots=True)
class Held:
    """One of them. `title`: what it is about, as far as that is filled in; `survey`: what it is called to who fills it in."""

    id: str
    title: str
    survey: str
    state: State
    sent: bool
    reachable: bool
    """Whether an e-mail address is filled in, to which a link can be mailed."""
    changed_at: datetime


def held(services: Services, tokens: Iterable[str], language: str) -> tuple[Held, ...]:
    """What the keys of a browser open, in their order; without what was deleted, or whose key has expired."""
    found: dict[str, Response] = {}
    with services.database.reading() as connection:
        for token in tokens:
            try:
                response = responses.opened(connection, token)
            except UnknownResponse:
                continue
            if not erasure.is_emptied(connection, response):
                found.setdefault(response.id, response)
    return tuple(_held(services, response, language) for response in found.values())


def _held(services: Services, response: Response, language: str) -> Held:
    questionnaire = services.surveys.by_hash(response.questionnaire_hash).in_language(language)
    return Held(
        id=response.id,
        title=title_in(questionnaire, response.answers),
        survey=questionnaire.title,
        state=response.state,
        sent=response.revision > 0,
        reachable=response.contact_hash is not None,
        changed_at=response.changed_at,
    )
