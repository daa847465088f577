"""Mail to who reviews and wants to know at once that there is work: queued in the transaction of what it tells.

What such a mail says is looked up when it is sent (`accounts/new_work.py`, where the daily ones are too). Of what was made up
nobody is told.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from engine.values import Json
from results.mail.outbox import Mail, MailKind, queue
from results.pairing.states import ContactRequest
from results.records.accounts import Account, News
from results.records.responses import Response
from results.records.submissions import Submission
from results.review import REVIEWERS
from results.services import Services
from results.store import accounts, mails

MOST_A_DAY = 3
"""So often in a day somebody is told at once of one submission: it can be taken back and sent again without end."""


def tell_submitted(connection: Connection, services: Services, submission: Submission) -> None:
    """A submission came in."""
    about: dict[str, Json] = {"revision": submission.revision}
    _tell(connection, services, MailKind.NEW_WORK, submission.response_id, about)


def tell_proposed(
    connection: Connection, services: Services, response: Response, at: datetime, but: frozenset[int]
) -> None:
    """An approval of the newest revision was proposed at a moment. `but`: who proposed it, and who keep out of it."""
    # It may be proposed, reopened and proposed once more: each time is another occasion.
    about: dict[str, Json] = {"revision": response.revision, "at": at.isoformat()}
    _tell(connection, services, MailKind.TO_CONFIRM, response.id, about, but)


def tell_asked(connection: Connection, services: Services, request: ContactRequest) -> None:
    """An initiator asks for contact. About one challenge once a day: it can be taken back and asked again without end."""
    about: dict[str, Json] = {
        "challenge": request.challenge,
        "day": services.clock.date_of(request.asked_at).isoformat(),
    }
    _tell(connection, services, MailKind.CONTACT_ASKED, request.response_id, about)


def is_told(account: Account) -> bool:
    """Whether this account is one to mail about work, at once or daily."""
    return account.role in REVIEWERS and account.usable and account.can_be_mailed


def _tell(
    connection: Connection,
    services: Services,
    kind: MailKind,
    response_id: str,
    about: dict[str, Json],
    but: frozenset[int] = frozenset(),
) -> None:
    now = services.clock.now()
    day_ago = now - timedelta(days=1)
    which = ":".join(str(each) for each in about.values())
    for account, _told_until in accounts.reviewers(connection, News.AT_ONCE):
        if is_told(account) and account.id not in but:
            if mails.count_since(connection, response_id, kind, account.email, day_ago) >= MOST_A_DAY:
                continue
            key = f"{kind}:{response_id}:{which}:{account.id}"
            params = {"account": account.id, **about}
            queue(connection, Mail(key, kind, account.email, account.language, response_id, params), now)
