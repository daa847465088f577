"""Telling who reviews that there is work: at once, or once a day, as each chooses. Of whoever sent it, only what the
collective is called.

Three things are work: a submission came in, a colleague proposed an approval that a second one has to confirm, an initiator asks
for contact. The mails at once are queued by `mail.to_reviewers`, in the transaction of what they tell; here are the daily ones, and
what all of them say. Of what was made up nobody is told. What was decided on, taken back or deleted meanwhile is not told any
more: it is looked up when the mail is sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from engine.questionnaire import Privacy, Questionnaire
from engine.values import Json
from results.audit.interest import involved
from results.mail.outbox import Mail, MailKind, queue
from results.mail.to_reviewers import is_told
from results.records.accounts import Account, News
from results.records.mails import StoredMail
from results.services import Services
from results.store import accounts, events, waiting

DAY_BEGINS = timedelta(hours=8)
"""The local time from which the daily mail is sent."""
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Work:
    """One submission as a mail tells of it. `title`: "" where that would be somebody's name."""

    response_id: str
    title: str
    survey: str
    again: bool


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """One approval that a colleague proposed. `by`: what the colleague is called."""

    work: Work
    by: str


@dataclass(frozen=True, slots=True)
class ContactAsked:
    """One request for contact. `challenge`: what it is called."""

    work: Work
    challenge: str


@dataclass(frozen=True, slots=True)
class NewWork:
    """What a mail tells: what came in and still waits, how much more did, how much waits in all; what has to be confirmed, and
    who asks for contact.
    """

    work: tuple[Work, ...]
    more: int
    waiting: int
    to_confirm: tuple[ToConfirm, ...] = ()
    asked: tuple[ContactAsked, ...] = ()


def tell_daily(services: Services) -> int:
    """Queue a mail to everybody who wants to know once a day, from eight in the morning, when there is work since they
    were told; how many. Safe to run by several at once, and again.
    """
    now = services.clock.now()
    today = _day(services, now)
    with services.database.reading() as connection:
        found = accounts.reviewers(connection, News.DAILY)
    due = [(account, told) for account, told in found if is_told(account) and _day(services, told) < today]
    return sum(_tell(services, account, told, now, today) for account, told in due)


def news_in(services: Services, mail: StoredMail, language: str) -> NewWork | None:
    """What a mail about new work tells now; None when there is nothing to tell any more, or nobody to tell it."""
    with services.database.reading() as connection:
        account = accounts.by_id(connection, _number(mail, "account"))
        if account is None or account.email != mail.recipient or not is_told(account):
            return None
        came_in, proposed, asked = _FOUND[MailKind(mail.kind)](connection, mail, account)
        in_all = waiting.count(connection)
        names = accounts.names(connection, frozenset(each.by for each in proposed))
    if not came_in and not proposed and not asked:
        return None
    return NewWork(
        work=tuple(_work(services, each, language) for each in came_in[:MOST_TOLD]),
        more=max(0, len(came_in) - MOST_TOLD),
        waiting=in_all,
        to_confirm=tuple(
            ToConfirm(_work(services, each.about, language), names.get(each.by, "")) for each in proposed[:MOST_TOLD]
        ),
        asked=tuple(_asked(services, each, language) for each in asked[:MOST_TOLD]),
    )


Found = tuple[tuple[waiting.Waiting, ...], tuple[waiting.Proposed, ...], tuple[waiting.Asked, ...]]


def _tell(services: Services, account: Account, told: datetime, now: datetime, today: date) -> bool:
    with services.database.writing() as connection:
        if not accounts.tell_until(connection, account.id, told, now):
            return False  # another worker was first
        if not any(_since(connection, account, told, now)):
            return False
        key = f"{MailKind.NEW_WORK_DAILY}:{account.id}:{today}"
        about: dict[str, Json] = {"account": account.id, "after": told.isoformat(), "until": now.isoformat()}
        return queue(connection, Mail(key, MailKind.NEW_WORK_DAILY, account.email, account.language, None, about), now)


def _one_came_in(connection: Connection, mail: StoredMail, _account: Account) -> Found:
    one = waiting.one(connection, mail.response_id or "", _number(mail, "revision"))
    return () if one is None else (one,), (), ()


def _one_proposed(connection: Connection, mail: StoredMail, account: Account) -> Found:
    one = waiting.one_proposed(connection, mail.response_id or "", _number(mail, "revision"))
    known = one is not None and one.at.isoformat() == mail.params.get("at")
    return (), tuple(_for(connection, account, (one,) if one is not None and known else ())), ()


def _one_asked(connection: Connection, mail: StoredMail, _account: Account) -> Found:
    one = waiting.one_asked(connection, mail.response_id or "", str(mail.params.get("challenge")))
    return (), (), () if one is None else (one,)


def _all_of_a_day(connection: Connection, mail: StoredMail, account: Account) -> Found:
    after, until = (datetime.fromisoformat(str(mail.params[name])) for name in ("after", "until"))
    return _since(connection, account, after, until)


_FOUND = {
    MailKind.NEW_WORK: _one_came_in,
    MailKind.TO_CONFIRM: _one_proposed,
    MailKind.CONTACT_ASKED: _one_asked,
    MailKind.NEW_WORK_DAILY: _all_of_a_day,
}
"""What each mail is about, looked up when it is sent."""


def _since(connection: Connection, account: Account, after: datetime, until: datetime) -> Found:
    proposed = _for(connection, account, waiting.proposed(connection, after, until))
    return (
        waiting.came_in(connection, after, until),
        tuple(proposed),
        waiting.asked(connection, after, until),
    )


def _for(connection: Connection, account: Account, found: tuple[waiting.Proposed, ...]) -> Iterator[waiting.Proposed]:
    """What this account may confirm: what it proposed itself it may not, nor where it is involved."""
    for each in found:
        if each.by != account.id and account.id not in involved(events.history(connection, each.about.response_id)):
            yield each


def _work(services: Services, found: waiting.Waiting, language: str) -> Work:
    source = services.surveys.by_hash(found.questionnaire_hash)
    title = found.title if _is_of_a_collective(source) else ""
    return Work(found.response_id, title, source.in_language(language).title, found.revision > 1)


def _asked(services: Services, found: waiting.Asked, language: str) -> ContactAsked:
    edition = services.surveys.by_hash(found.about.questionnaire_hash).in_language(language)
    titles = {dimension.id: dimension.title for dimension in edition.scoring.dimensions}
    return ContactAsked(_work(services, found.about, language), titles.get(found.challenge, found.challenge))


def _is_of_a_collective(questionnaire: Questionnaire) -> bool:
    """Whether what a submission is called is no answer about a person."""
    question = questionnaire.publication.contact.title
    return question is not None and questionnaire.questions[question].privacy is not Privacy.PERSON


def _number(mail: StoredMail, name: str) -> int:
    return int(str(mail.params.get(name) or 0))


def _day(services: Services, moment: datetime) -> date:
    return services.clock.date_of(moment - DAY_BEGINS)
