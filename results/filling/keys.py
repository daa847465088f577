"""What opens a response: the key that a browser holds; and what gives a browser such a key, a link in a mail or a code.

Nothing here finds a response by its address: the address tells which one is meant, a key opens it. Of every key only a
hash is stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from results.errors.filling import UnknownKey
from results.flags.found import Rule
from results.records.responses import Key, Response
from results.services import Services
from results.store import erasure, flags, keys, responses
from results.tokens import code_hash, link_is_ours, new_code, new_link, new_token, token_hash

LINK_LASTS = timedelta(days=30)
CODE_LASTS = timedelta(days=30)
BROWSER_KEY_LASTS = timedelta(days=180)
"""After this a browser has to open the response anew, by a link or a code; see `upkeep.expiry.run_due`."""


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


def issue_code(services: Services, token: str) -> str:
    """A code that can be typed on another device, good for 30 days: ten characters, written as XXXXX-XXXXX.

    It replaces the code that the response had. It is told once: only its hash is stored.

    Raises:
        UnknownResponse: no response has this token.
    """
    code, hashed = new_code(services.secret)
    now = services.clock.now()
    with services.database.writing() as connection:
        response = responses.opened(connection, token, lock=True)
        keys.remove_of(connection, response.id, keys.CODE)
        keys.add(connection, Key(hashed, response.id, keys.CODE, None, now, now + CODE_LASTS))
    return code


def use_code(services: Services, typed: str) -> Opened:
    """Open a response with a code, as somebody typed it: capitals, spaces and dashes make no difference.

    Raises:
        UnknownKey: no response has this code now.
    """
    hashed = code_hash(services.secret, typed)
    if hashed is None:
        raise UnknownKey("this is not a code")
    with services.database.reading() as connection:  # guessing must not keep those who save waiting
        if keys.one(connection, hashed, keys.CODE, services.clock.now()) is None:
            raise UnknownKey("no response has this code")
    with services.database.writing() as connection:
        _key, response = _locked(connection, services, hashed, keys.CODE)
        return Opened(response.id, response.survey, issue_browser_key(connection, services, response.id))


def forget_browser_keys(services: Services, tokens: Iterable[str]) -> None:
    """Make the keys that a browser held useless, also where somebody copied them."""
    with services.database.writing() as connection:
        for token in tokens:
            keys.remove(connection, token_hash(token))


def use_link(services: Services, link: str) -> Opened:
    """Open a response with the link from a mail, as often as wanted until it expires. Using it confirms the address.

    Raises:
        UnknownKey: forged, expired, or of a response that is no longer there.
    """
    if not link_is_ours(services.secret, link):
        raise UnknownKey("this is not a link of ours")
    with services.database.writing() as connection:
        key, response = _locked(connection, services, token_hash(link), keys.LINK)
        if key.contact_hash is not None and key.contact_hash != response.confirmed_hash:
            responses.set_confirmed(connection, response.id, key.contact_hash)
            if key.contact_hash == response.contact_hash:
                flags.drop(connection, response.id, Rule.UNCONFIRMED)
        return Opened(response.id, response.survey, issue_browser_key(connection, services, response.id))


def _locked(connection: Connection, services: Services, key_hash: str, kind: str) -> tuple[Key, Response]:
    """A key that is good now, and its response, locked."""
    key = keys.one(connection, key_hash, kind, services.clock.now())
    response = None if key is None else responses.by_id(connection, key.response_id, lock=True)
    if key is None or response is None or erasure.is_emptied(connection, response):
        raise UnknownKey("it has expired, or its response is gone")
    return key, response


def link_is_good(services: Services, link: str) -> bool:
    """Whether `use_link` would open something now; changes nothing."""
    if not link_is_ours(services.secret, link):
        return False
    with services.database.reading() as connection:
        return keys.one(connection, token_hash(link), keys.LINK, services.clock.now()) is not None
