"""Coming back by mail: whom a response may be mailed about, the link that is sent at once, and links that are asked for.

An address is kept where it was typed, among the answers; beside them stands only a hash that nobody can search without the
application's secret. Nothing here tells whether an address is known: asking for links always queues a mail, and only the
worker, when it sends, looks whether there is anything to send.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import Connection

from engine.question_types import TYPES
from engine.questionnaire import EMPTY_TEXT, Question, Questionnaire
from engine.values import Json
from results.mail.outbox import Mail, MailKind, queue
from results.records.responses import Response
from results.services import Services
from results.store import keys, mails, responses, submissions
from results.tokens import blinded

DAY = timedelta(days=1)
MOST_MAILS = 20
"""How many links are mailed to one address in a day because it was typed: somebody may fill in for many collectives."""
MOST_ADDRESSES = 5
"""To how many different addresses one response has a link mailed."""
MOST_ASKED = 6
"""How often links can be asked for with one address in a day."""
ASKED_ONCE_IN = timedelta(minutes=10)
MOST_LINKS = 20
LONGEST_ADDRESS = 254
_EMAIL = Question(id="email", type="email", text=EMPTY_TEXT)


@dataclass(frozen=True, slots=True)
class Contact:
    """An e-mail address in lower case, and the hash by which its responses are found."""

    address: str
    hash: str


def contact(services: Services, address: str) -> Contact:
    """The address as it is mailed to and looked for; capitals make no difference."""
    wanted = address.strip().lower()
    return Contact(wanted, blinded(services.secret, "contact", wanted))


def address_in(questionnaire: Questionnaire, answers: Mapping[str, Json]) -> str | None:
    """The e-mail address in raw answers, in lower case; None when there is no valid one, or the survey asks for none."""
    question = questionnaire.publication.contact.email
    if question is None or question not in answers:
        return None
    raw = answers[question]
    return valid_address(raw) if isinstance(raw, str) else None


def addresses_of(services: Services, connection: Connection, response: Response) -> frozenset[str]:
    """Every address that was typed as how to reach the initiator, in what is filled in and in any version that was sent:
    links to go on may have been mailed there.
    """
    question = services.surveys.by_hash(response.questionnaire_hash).publication.contact.email
    if question is None:
        return frozenset()
    sent = (submissions.one(connection, response.id, revision) for revision in range(1, response.revision + 1))
    typed = [response.answers.get(question), *(each.answers.get(question) for each in sent if each is not None)]
    return frozenset(address.strip() for address in typed if isinstance(address, str) and address.strip())


@lru_cache(maxsize=256)
def valid_address(raw: str) -> str | None:
    """What was typed as an e-mail address, in lower case; None when it is none. The rule is that of the question type."""
    value = TYPES["email"].parse(_EMAIL, raw)
    return value.lower() if isinstance(value, str) else None


def masked(address: str) -> str:
    """An address as it may be shown: enough for its owner to know it."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}***@{domain}"


def note_contact(
    connection: Connection, services: Services, questionnaire: Questionnaire, saved: Response, asked: Collection[str]
) -> Response:
    """After a save of the questions `asked`: keep whom the response is of, and mail a new address its link.

    In the transaction of that save. Gives the response as it is then.
    """
    question = questionnaire.publication.contact.email
    if question is None or question not in asked:
        return saved
    address = address_in(questionnaire, saved.answers)
    found = None if address is None else contact(services, address)
    contact_hash = None if found is None else found.hash
    if contact_hash == saved.contact_hash:
        return saved
    responses.set_contact(connection, saved.id, contact_hash)
    if found is not None and _may_mail(connection, found, saved):
        mail = Mail(_key(saved.id, found.hash), MailKind.GO_ON, found.address, saved.language, saved.id)
        queue(connection, mail, saved.changed_at)
    return replace(saved, contact_hash=contact_hash)


def ask_links(services: Services, address: str, language: str) -> bool:
    """Queue a mail with the links to every response of this address: always, whether there are any or not.

    One in ten minutes and six in a day at most; what is more is left out. Whether a mail was queued is for the eyes of
    somebody who can open a response of this address; others are told nothing.
    """
    found = contact(services, address[:LONGEST_ADDRESS])
    now = services.clock.now()
    turn = int(now.timestamp() // ASKED_ONCE_IN.total_seconds())
    mail = Mail(f"{MailKind.LINKS}:{found.hash}:{turn}", MailKind.LINKS, found.address, language)
    with services.database.writing() as connection:
        seldom = mails.count_to(connection, found.address, MailKind.LINKS, now - DAY) < MOST_ASKED
        return seldom and queue(connection, mail, now)


def open_responses(connection: Connection, contact_hash: str) -> tuple[Response, ...]:
    """The responses of an address, the one that was changed last first: what a mail with links is about."""
    return responses.of_contact(connection, contact_hash, MOST_LINKS)


def was_mailed(connection: Connection, response: Response) -> bool:
    """Whether a link to this response was queued for, or sent to, the address that is in it now."""
    if response.contact_hash is None:
        return False
    return mails.is_known(connection, _key(response.id, response.contact_hash))


@dataclass(frozen=True, slots=True)
class KnownWays:
    """Whether a link was mailed to the address in the response; until when the code that was made last is good."""

    mailed: bool
    code_until: datetime | None


def known_ways(services: Services, response: Response) -> KnownWays:
    """How this response can be opened elsewhere now."""
    with services.database.reading() as connection:
        mailed = was_mailed(connection, response)
        return KnownWays(mailed, keys.last_until(connection, response.id, keys.CODE, services.clock.now()))


def _key(response_id: str, contact_hash: str) -> str:
    return f"{MailKind.GO_ON}:{response_id}:{contact_hash}"


def _may_mail(connection: Connection, found: Contact, saved: Response) -> bool:
    """Whether this is not somebody who has mail sent to whomever they like."""
    return (
        mails.count_about(connection, saved.id, MailKind.GO_ON) < MOST_ADDRESSES
        and mails.count_to(connection, found.address, MailKind.GO_ON, saved.changed_at - DAY) < MOST_MAILS
    )
