"""What opens a response: the key that a browser holds, and the link in a mail that gives a browser such a key.

Nothing here finds a response by its address: the address tells which one is meant, a key opens it. Of every key only a
hash is stored.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from results.errors import UnknownKey
from results.records import Key
from results.services import Services
from results.store import keys, responses
from results.tokens import link_is_ours, new_link, new_token, token_hash

LINK_LASTS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Opened:
    """A response that was just opened in a browser: which one, and the key that this browser now holds."""

    response_id: str
    survey: str
    token: str


def issue_browser_key(connection: Connection, services: Services, response_id: str) -> str:
    """A key for one browser. It is told once: only its hash is stored."""
    token = new_token()
    keys.add(connection, Key(token_hash(token), response_id, keys.BROWSER, None, services.clock.now(), None))
    return token


def issue_link(connection: Connection, services: Services, response_id: str, contact_hash: str | None) -> str:
    """A link to go on, good for 30 days; its page is `/go-on/<link>`. `contact_hash`: of whom it is mailed to.

    It is told once: only its hash is stored. Call it when the mail is sent, not when it is queued.
    """
    link = new_link(services.secret)
    now = services.clock.now()
    keys.add(connection, Key(token_hash(link), response_id, keys.LINK, contact_hash, now, now + LINK_LASTS))
    return link


def use_link(services: Services, link: str) -> Opened:
    """Open a response with the link from a mail, as often as wanted until it expires. Using it confirms the address.

    Raises:
        UnknownKey: forged, expired, or of a response that is no longer there.
    """
    if not link_is_ours(services.secret, link):
        raise UnknownKey("this is not a link of ours")
    with services.database.writing() as connection:
        key = keys.one(connection, token_hash(link), keys.LINK, services.clock.now())
        response = None if key is None else responses.by_id(connection, key.response_id, lock=True)
        if key is None or response is None:
            raise UnknownKey("this link has expired, or its response is gone")
        if key.contact_hash is not None and key.contact_hash != response.confirmed_hash:
            responses.set_confirmed(connection, response.id, key.contact_hash)
        return Opened(response.id, response.survey, issue_browser_key(connection, services, response.id))


def link_is_good(services: Services, link: str) -> bool:
    """Whether `use_link` would open something now; changes nothing."""
    if not link_is_ours(services.secret, link):
        return False
    with services.database.reading() as connection:
        return keys.one(connection, token_hash(link), keys.LINK, services.clock.now()) is not None
