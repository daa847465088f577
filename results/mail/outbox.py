"""Mail to be sent: queued in the transaction of the use case that wants it, so that neither happens without the other.

Sending is the worker's (`results/mail/post.py`). A mail is queued with what it is about, not with its words: a link to a
response is made when the mail is sent, and is never stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import Connection

from engine.questionnaire import Questionnaire
from engine.values import Json
from results.records.submissions import Submission
from results.store import demo, mails

MOST_RECEIVED = 20
"""How many receipts are mailed to one address in a day: anybody can fill in somebody else's address."""


class MailKind(StrEnum):
    """What a mail is about; each has a template of this name."""

    GO_ON = "go_on"
    """The link to go on, sent as soon as a first page with an e-mail address was saved."""
    LINKS = "links"
    """The links to every open response of an address, asked for by whoever knows the address."""
    REMINDER = "reminder"
    """A draft is about to expire."""
    RECEIVED = "received"
    """A submission was received."""
    APPROVED = "approved"
    REJECTED = "rejected"
    CHANGES_REQUESTED = "changes_requested"
    PROPOSAL = "proposal"
    """The coordinator proposes contact with somebody: do you want that?"""
    PROPOSAL_AGAIN = "proposal_again"
    """A proposal still waits for the answer, and lapses soon."""
    INTRODUCTION = "introduction"
    """Both said yes: this is how you reach each other."""
    REOPENED = "reopened"
    """What was decided is looked at once more."""
    TAKEN_OFF = "taken_off"
    """The entry was taken off the map."""
    STILL_RIGHT = "still_right"
    """Once a year: is everything on the map still right?"""
    STILL_RIGHT_AGAIN = "still_right_again"
    WILL_EXPIRE = "will_expire"
    """Nobody answered for nearly two years: the entry goes off the map in a month."""
    EXPIRED = "expired"
    REPORT_ANSWERED = "report_answered"
    """A coordinator answers a visitor who reported an entry."""
    INVITATION = "invitation"
    """To somebody who is asked to take an account; this and the following are to accounts, not to respondents."""
    RESET = "reset"
    """The link to choose another password, asked for by whoever knows the address."""
    MANY_ATTEMPTS = "many_attempts"
    """Somebody tries passwords of an account in vain."""
    ACCOUNT_CHANGED = "account_changed"
    """The password, the one-time codes or the address of an account became others, or a recovery code was used."""
    NEW_WORK = "new_work"
    """A submission waits for review; to who wants to know at once."""
    NEW_WORK_DAILY = "new_work_daily"
    """What came in since yesterday and waits for coordinators."""
    TO_CONFIRM = "to_confirm"
    """A colleague proposed to approve something: a second one has to confirm; to who wants to know at once."""
    CONTACT_ASKED = "contact_asked"
    """An initiator asks for contact; to who wants to know at once."""


OF_WORK = frozenset({MailKind.NEW_WORK, MailKind.NEW_WORK_DAILY, MailKind.TO_CONFIRM, MailKind.CONTACT_ASKED})
"""Mails that tell who reviews of work."""
TO_ACCOUNTS = (
    frozenset({MailKind.INVITATION, MailKind.RESET, MailKind.MANY_ATTEMPTS, MailKind.ACCOUNT_CHANGED}) | OF_WORK
)
"""Mails that are none of a respondent's business, also when they are about their submission."""
TO_OTHERS = TO_ACCOUNTS | {MailKind.REPORT_ANSWERED}
"""These and the mails to visitors who reported an entry: whose it is gets none of them to see."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to queue. `key` is its idempotency key: the same occasion always has the same key, and is mailed once.

    `params` are what the template needs besides the response (nothing secret). `response_id` is None for a mail that is
    about no single response.
    """

    key: str
    kind: MailKind
    recipient: str
    language: str
    response_id: str | None = None
    params: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))


def queue(connection: Connection, mail: Mail, at: datetime) -> bool:
    """Queue a mail in this transaction, to be sent from `at` on; False when it was queued before.

    About a made-up response nobody is mailed.
    """
    if mail.response_id is not None and demo.is_made_up(connection, mail.response_id):
        return False
    return mails.add(
        connection,
        key=mail.key,
        kind=mail.kind.value,
        recipient=mail.recipient,
        language=mail.language,
        response_id=mail.response_id,
        params=mail.params,
        at=at,
    )


def queue_about(
    connection: Connection,
    kind: MailKind,
    questionnaire: Questionnaire,
    submission: Submission,
    at: datetime,
    params: Mapping[str, Json] = MappingProxyType({}),
) -> None:
    """Queue mail about a submission, to the address that was given in it; none when none was asked for or given.

    Of each kind there is one mail about a submission for each `occasion` in `params` (2: the second time it is approved,
    say); of receipts no more than `MOST_RECEIVED` to an address in a day.
    """
    contact = questionnaire.publication.contact.email
    recipient = submission.answers.get(contact) if contact else None
    if not isinstance(recipient, str) or not recipient:
        return
    recipient = recipient.lower()  # as links are mailed to; else capitals would be a way round the limit
    day_ago = at - timedelta(days=1)
    if kind is MailKind.RECEIVED and mails.count_to(connection, recipient, kind, day_ago) >= MOST_RECEIVED:
        return
    key = f"{kind.value}:{submission.response_id}:{submission.revision}"
    if (occasion := params.get("occasion", 1)) != 1:
        key = f"{key}:{occasion}"
    queue(connection, Mail(key, kind, recipient, submission.language, submission.response_id, params), at)
