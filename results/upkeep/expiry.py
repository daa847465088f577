"""Drafts that were never sent are not kept for ever: 90 days after the last change everything of them is deleted.

Two weeks before, a reminder is mailed to who left an address; a save postpones everything. A draft with an address is
never deleted before its reminder has been out for two weeks, also when nobody ran this, or no mail left, for a long time. What
was sent for review does not expire so: see `renewal`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from results.filling.draft import forget_judged
from results.filling.go_on import address_in
from results.filling.keys import BROWSER_KEY_LASTS
from results.mail import copies
from results.mail.outbox import Mail, MailKind, queue
from results.mail.post import given_up
from results.records.mails import MailState
from results.records.responses import Response
from results.review import State
from results.services import Services
from results.store import erasure, keys, mails, responses

LASTS = timedelta(days=90)
REMINDED_BEFORE = timedelta(days=14)
EXPIRES = frozenset({State.DRAFT, State.WITHDRAWN})
"""Of what was never sent: also a draft that was withdrawn is of no use to anybody any more."""
BATCH = 100


class Due(StrEnum):
    """What has to be done with a response now."""

    NOTHING = "nothing"
    REMINDER = "reminder"
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run has done: reminders queued, drafts deleted, keys that had expired forgotten."""

    reminded: int
    deleted: int
    keys: int


def kept_until(response: Response) -> datetime | None:
    """When a response will be deleted if nothing is changed in it; None when it does not expire."""
    if response.revision > 0 or response.state not in EXPIRES:
        return None
    until = response.changed_at + LASTS
    if response.reminded_at is not None:
        until = max(until, response.reminded_at + REMINDED_BEFORE)
    return until


def due(response: Response, now: datetime) -> Due:
    """What has to be done with a response at this moment."""
    until = kept_until(response)
    if until is None or now < until - REMINDED_BEFORE:
        return Due.NOTHING
    may_remind = response.state is State.DRAFT and response.contact_hash is not None
    if may_remind and response.reminded_at is None:
        return Due.REMINDER
    return Due.DELETION if now >= until else Due.NOTHING


def run_due(services: Services, go_on: Callable[[], bool] = lambda: True) -> Ran:
    """Do what is due now, in small transactions, until nothing is or `go_on` says no.

    Safe to run by several at once, and again: what was done is not due any more.
    """
    reminded = deleted = 0
    after = (datetime.min.replace(tzinfo=UTC), "")
    while go_on():
        with services.database.writing() as connection:
            now = services.clock.now()
            batch = responses.never_sent(connection, EXPIRES, now - LASTS + REMINDED_BEFORE, after, BATCH)
            mailed: list[str] = []
            done = [_carried_out(connection, services, response, now, mailed) for response in batch]
        copies.forget(services, mailed)
        reminded += done.count(Due.REMINDER)
        deleted += done.count(Due.DELETION)
        if len(batch) < BATCH:
            break
        after = (batch[-1].changed_at, batch[-1].id)
    if deleted:
        forget_judged()
        services.database.overwrite_deleted()
    with services.database.writing() as connection:
        now = services.clock.now()
        expired = keys.remove_expired(connection, now, now - BROWSER_KEY_LASTS)
    return Ran(reminded, deleted, expired)


def _carried_out(
    connection: Connection, services: Services, response: Response, now: datetime, mailed: list[str]
) -> Due:
    """Do what is due with one response, whose row is locked. `mailed` gets the keys of the mails that were deleted."""
    what = due(response, now)
    if what is Due.DELETION:
        what = _unreminded(connection, response, now)
    if what is Due.REMINDER:
        _remind(connection, services, response, now)
    elif what is Due.DELETION:
        address = _address(services, response)
        mailed += erasure.remove_mails(connection, response, () if address is None else (address,))
        erasure.remove(connection, response.id)
    return what


def _unreminded(connection: Connection, response: Response, now: datetime) -> Due:
    """What is due of a draft that would be deleted, by what became of the mail that reminded of it."""
    if response.reminded_at is None:
        return Due.DELETION
    mail = mails.newest_about(connection, response.id, MailKind.REMINDER, response.reminded_at)
    if mail is not None and given_up(mail):
        return Due.REMINDER
    on_its_way = mail is not None and mail.state is MailState.WAITING
    just_out = mail is not None and mail.sent_at is not None and now < mail.sent_at + REMINDED_BEFORE
    return Due.NOTHING if on_its_way or just_out else Due.DELETION


def _remind(connection: Connection, services: Services, response: Response, now: datetime) -> None:
    responses.mark_reminded(connection, response.id, now)
    address = _address(services, response)
    if address is not None:
        occasion = f"{MailKind.REMINDER}:{response.id}:{int(response.changed_at.timestamp())}:{int(now.timestamp())}"
        queue(connection, Mail(occasion, MailKind.REMINDER, address, response.language, response.id), now)


def _address(services: Services, response: Response) -> str | None:
    return address_in(services.surveys.by_hash(response.questionnaire_hash), response.answers)
