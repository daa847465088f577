"""Between the password and the one-time code: who has shown the one and not yet the other. Kept in the cookie, for ten minutes."""

import hmac

from flask import session

from results.accounts import second_factor
from results.accounts.register import account_by_id
from results.records.accounts import Account
from webform.account.login import empty_session
from webform.services import services

HALF_WAY_LASTS = 600
_HALF = "half"
"""In the cookie: the account, since when (seconds since 1970), what proves its password, and the page that was asked for."""


def wait_for_code(account: Account, asked: str) -> None:
    """The password was right: ask the code, in a new session."""
    empty_session()
    now = int(services().clock.now().timestamp())
    session[_HALF] = [account.id, now, second_factor.half_way(services(), account), asked[:200]]


def half_way() -> tuple[Account, str] | None:
    """Who still has to show a code in this browser, and the page that was asked for; None when nobody has, or too long ago."""
    held = session.get(_HALF)
    if not isinstance(held, list):
        return None
    account_id, since, proof, asked = held
    account = account_by_id(services().database, int(account_id))
    now = services().clock.now().timestamp()
    if account is None or account.closed or not account.codes or now - since > HALF_WAY_LASTS:
        session.pop(_HALF)
        return None
    return (
        (account, str(asked)) if hmac.compare_digest(str(proof), second_factor.half_way(services(), account)) else None
    )
