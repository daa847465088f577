"""Sending what is in the outbox: take what is due, write it, hand it over, note what became of it.

No transaction is open while a mail is written or handed over. A mail that was handed over, and of which that could not be
noted any more, is sent again when its claim ends, with the same Message-ID. One mail that cannot be written or sent never
keeps the others.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from results.database import Database
from results.errors.mail import MailDelayed, MailRefused, MailServerAway
from results.mail.message import Letter, Sender, compose, message_id
from results.ports import Mailer
from results.records.mails import Held, MailState, StoredMail
from results.services import Services
from results.store import mails
from results.text import masked_addresses, plain_text

DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60))
"""How long a mail waits after its first failure, its second, and so on; after one more it has failed for good."""
CLAIMED_FOR = timedelta(minutes=15)
"""Longer than handing over one mail can take, with every wait for the server at its longest."""
REMEMBERED_FOR = timedelta(days=30)
"""After this the address and the words of a mail that was sent, or failed, are forgotten."""
HELD_AFTER = timedelta(hours=1)
"""A mail that waits for longer than this is told of: by then nobody thinks any more that it is on its way."""
_LONGEST_ERROR = 500

Write = Callable[[StoredMail], Letter | None]
"""Writes the letter of a mail; None when there is nothing to tell any more."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one mail in one attempt. `error`: why it was not sent, without addresses; `cause`: a fault of ours."""

    mail: StoredMail
    state: MailState
    error: str = ""
    cause: Exception | None = None
    away: bool = False


def send_due(
    services: Services,
    mailer: Mailer,
    write: Write,
    sender: Sender,
    *,
    at_most: int = 100,
    go_on: Callable[[], bool] = lambda: True,
) -> tuple[Delivery, ...]:
    """Send the mails that are due, the one that waits longest first; what became of each.

    It ends when there is none, after `at_most`, when the mail server turns out to be away, or when `go_on` says so. Several
    processes may do this at the same time, on PostgreSQL at the same moment.
    """
    done: list[Delivery] = []
    while len(done) < at_most and go_on() and (mail := _claimed(services)) is not None:
        delivery = _sent(services, mailer, write, sender, mail)
        _note(services, delivery)
        done.append(delivery)
        if delivery.away:
            break
    return tuple(done)


def _claimed(services: Services) -> StoredMail | None:
    now = services.clock.now()
    with services.database.reading() as connection:
        if not mails.any_due(connection, now):
            return None
    with services.database.writing() as connection:
        return mails.claim(connection, now, now + CLAIMED_FOR)


def _sent(services: Services, mailer: Mailer, write: Write, sender: Sender, mail: StoredMail) -> Delivery:
    if mail.attempts > len(DELAYS) + 1:
        return Delivery(mail, MailState.FAILED, "the program stopped half-way at every attempt")
    try:
        letter = write(mail)
        if letter is None:
            return Delivery(mail, MailState.NEEDLESS)
        identity = message_id(mail.key, services.secret, sender.domain)
        mailer.send(compose(letter, mail.recipient, sender, identity, services.clock.now()))
    except SQLAlchemyError:
        raise  # the database is away, and so nothing can be noted; the claim ends by itself
    except MailRefused as error:
        return Delivery(mail, MailState.FAILED, _told(error))
    except MailDelayed as error:
        return _delayed(mail, _told(error), away=isinstance(error, MailServerAway))
    except Exception as error:  # a fault in one letter must not keep the others
        return _delayed(mail, f"it could not be written: {type(error).__name__}", cause=error)
    return Delivery(mail, MailState.SENT)


def _delayed(mail: StoredMail, error: str, *, away: bool = False, cause: Exception | None = None) -> Delivery:
    state = MailState.WAITING if mail.attempts <= len(DELAYS) else MailState.FAILED
    return Delivery(mail, state, error, cause, away)


def _told(error: Exception) -> str:
    """The words of an error as they may be kept and logged."""
    return masked_addresses(plain_text(str(error)))[:_LONGEST_ERROR] or type(error).__name__


def _note(services: Services, delivery: Delivery) -> None:
    mail, now = delivery.mail, services.clock.now()
    with services.database.writing() as connection:
        if delivery.state is MailState.WAITING:
            mails.put_off(connection, mail, now + DELAYS[mail.attempts - 1], delivery.error)
        else:
            mails.close(connection, mail, delivery.state, now, delivery.error)


def given_up(mail: StoredMail) -> bool:
    """Whether a mail failed because it could not be handed over for too long, and not because it was refused."""
    return mail.state is MailState.FAILED and mail.attempts > len(DELAYS)


def retry(database: Database, mail_id: int, at: datetime) -> bool:
    """Send a mail that failed or was put off at the next occasion after `at`; False when there is none such."""
    with database.writing() as connection:
        return mails.retry(connection, mail_id, at)


def newest(database: Database, state: MailState | None = None, at_most: int = 50) -> tuple[StoredMail, ...]:
    """The newest mails in the outbox, in any state or in one."""
    with database.reading() as connection:
        return mails.newest(connection, state, at_most)


def undelivered(database: Database) -> int:
    """How many mails failed for good."""
    with database.reading() as connection:
        return mails.count(connection, MailState.FAILED)


def held(database: Database, now: datetime) -> Held | None:
    """The mails that wait for more than an hour: the mail server is away, or no worker runs; None when there are none."""
    with database.reading() as connection:
        return mails.held(connection, now - HELD_AFTER)


def forget_old(services: Services) -> int:
    """Forget the addresses and words of mails that were sent, or failed, long ago; how many."""
    with services.database.writing() as connection:
        return mails.forget(connection, services.clock.now() - REMEMBERED_FOR)
