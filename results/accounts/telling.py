"""Telling the owner of an account what became of its ways in: by mail, at once, so that it never happens unseen.

Queued in the transaction that does it. The mail says what, when and by whom; no secret, and nothing of a visitor.
"""

from sqlalchemy import Connection

from results.audit.deeds import Deed
from results.mail.outbox import Mail, MailKind, queue
from results.ports import Clock
from results.records.accounts import Account

TOLD = frozenset(
    {Deed.PASSWORD_CHANGED, Deed.CODES_ON, Deed.CODES_OFF, Deed.RECOVERY_CODES_MADE, Deed.RECOVERY_CODE_USED, Deed.ADDRESS_CHANGED}
)  # fmt: skip
"""What is told. `to_accounts` has the words."""


def tell_owner(connection: Connection, clock: Clock, deed: Deed, account: Account, by: str) -> None:
    """Queue the mail about a deed, if it is one that is told. `account`: as it was before it; `by`: a `Way`, or whose doing.

    The first password of who was invited changes nothing for anybody. The moment stands in the key: the same deed at the same
    moment is told once.
    """
    if deed not in TOLD or not account.usable or not account.can_be_mailed:
        return
    now = clock.now()
    key = f"{MailKind.ACCOUNT_CHANGED}:{account.id}:{deed}:{now.isoformat(timespec='microseconds')}"
    params = {"account": account.id, "deed": deed.value, "by": by, "at": now.isoformat()}
    queue(connection, Mail(key, MailKind.ACCOUNT_CHANGED, account.email, account.language, params=params), now)
