"""An initiator asks the coordinator for contact about a challenge, and may take that back; the coordinator deals with it."""

from results.audit.deeds import Deed
from results.audit.log import Entry, record
from results.errors.contact import NotPossible, UnknownRequest
from results.errors.filling import UnknownResponse
from results.mail.to_reviewers import tell_asked
from results.matching.answer import gives
from results.matching.find import challenge_titles
from results.matching.rules import rules_of
from results.pairing.states import Asking, ContactRequest
from results.records.accounts import Account
from results.records.events import Actor, Words
from results.records.responses import Response
from results.review import MAY_BE_PUBLIC
from results.services import Services
from results.store import contact_requests, erasure, responses
from results.store.contact_requests import Waiting
from results.text import plain_text

MOST_ASKED = 3
"""So many open requests of one response at most."""
LONGEST_WORDS = 1000
MOST_SHOWN = 200
NOT_NOW = "not_now"
"""It was never sent, or has ended; or its survey brings nobody into contact."""
NO_CONSENT = "no_consent"
TOO_MANY = "too_many"
NO_CHALLENGE = "no_challenge"


def ask(services: Services, token: str, challenge: str, words: str = "") -> ContactRequest:
    """Ask for contact about a challenge. Asking for what is asked already gives the request that is there.

    Raises:
        UnknownResponse: no response has this token.
        NotPossible: `why` is one of the words above.
    """
    with services.database.writing() as connection:
        own = responses.opened(connection, token, lock=True)
        if erasure.is_emptied(connection, own):
            raise UnknownResponse("no response has this token")
        rules = rules_of(services, own.survey)
        if rules is None or not own.revision or own.state not in MAY_BE_PUBLIC:
            raise NotPossible(NOT_NOW)
        if challenge not in challenge_titles(services.surveys.by_hash(own.questionnaire_hash)):
            raise NotPossible(NO_CHALLENGE)
        if not gives(services, connection, own, rules.consent):
            raise NotPossible(NO_CONSENT)
        waiting = [each for each in contact_requests.of_response(connection, own.id) if each.asking is Asking.OPEN]
        for each in waiting:
            if each.challenge == challenge:
                return each
        if len(waiting) >= MOST_ASKED:
            raise NotPossible(TOO_MANY)
        asked = ContactRequest(
            id=0,
            response_id=own.id,
            challenge=challenge,
            consent=rules.consent,
            words=plain_text(words.strip()[:LONGEST_WORDS]),
            asking=Asking.OPEN,
            reply="",
            asked_at=services.clock.now(),
            ended_at=None,
        )
        kept = contact_requests.add(connection, asked)
        tell_asked(connection, services, kept)
    return kept


def take_back(services: Services, token: str, request_id: int) -> None:
    """Ask for it no longer. Doing it twice does it once.

    Raises:
        UnknownResponse: no response has this token.
        UnknownRequest: it is not of this response.
    """
    with services.database.writing() as connection:
        own = responses.opened(connection, token, lock=True)
        request = contact_requests.one(connection, request_id)
        if request is None or request.response_id != own.id:
            raise UnknownRequest("this response has no such request")
        contact_requests.end(connection, request, Asking.TAKEN_BACK, services.clock.now())


def close(services: Services, request_id: int, account: Account, reply: str) -> None:
    """The coordinator found nobody now, and tells so on the initiator's own page; it is logged, with the words.

    Raises:
        UnknownRequest: it waits no longer.
    """
    with services.database.writing() as connection:
        request = contact_requests.one(connection, request_id)
        own: Response | None = None
        if request is not None:
            own = responses.by_id(connection, request.response_id, lock=True)
        words = plain_text(reply.strip()[:LONGEST_WORDS])
        if request is None or own is None:
            raise UnknownRequest("there is no such request")
        now = services.clock.now()
        if not contact_requests.end(connection, request, Asking.CLOSED, now, words):
            raise UnknownRequest("it waits no longer")
        actor, facts = Actor(account.role, account.id), {"request": request.id}
        record(connection, Entry(now, actor, Deed.CONTACT_CLOSED, own.id, facts=facts, words=Words(words)))


def waiting(services: Services, language: str) -> tuple[tuple[Waiting, str], ...]:
    """What initiators ask for, the oldest first, each with the name of the challenge."""
    with services.database.reading() as connection:
        found = contact_requests.waiting(connection, MOST_SHOWN)
    return tuple((each, _title(services, each, language)) for each in found)


def _title(services: Services, each: Waiting, language: str) -> str:
    edition = services.surveys.by_hash(each.questionnaire_hash).in_language(language)
    return challenge_titles(edition).get(each.request.challenge, each.request.challenge)
