"""Telling who reviews that something came in: at once, or once a day, as each chooses. Of whoever sent it, only what the
collective is called.

Of what was made up nobody is told. What was decided on, taken back or deleted meanwhile is not told any more: it is looked up
when the mail is sent.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from engine.questionnaire import Privacy, Questionnaire
from engine.values import Json
from results.mail.outbox import Mail, MailKind, queue
from results.records.accounts import Account, News
from results.records.mails import StoredMail
from results.records.submissions import Submission
from results.review import REVIEWERS
from results.services import Services
from results.store import accounts, waiting

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
class NewWork:
    """What a mail tells: what came in and still waits, how much more did, and how much waits in all."""

    work: tuple[Work, ...]
    more: int
    waiting: int


def tell_at_once(connection: Connection, services: Services, submission: Submission) -> None:
    """Queue a mail to everybody who wants to know at once; in the transaction of the submission."""
    now = services.clock.now()
    for account, _told_until in accounts.reviewers(connection, News.AT_ONCE):
        if _is_told(account):
            key = f"{MailKind.NEW_WORK}:{submission.response_id}:{submission.revision}:{account.id}"
            about = {"account": account.id, "revision": submission.revision}
            mail = Mail(key, MailKind.NEW_WORK, account.email, account.language, submission.response_id, about)
            queue(connection, mail, now)


def tell_daily(services: Services) -> int:
    """Queue a mail to everybody who wants to know once a day, from eight in the morning, when something came in since they
    were told; how many. Safe to run by several at once, and again.
    """
    now = services.clock.now()
    today = _day(services, now)
    with services.database.reading() as connection:
        found = accounts.reviewers(connection, News.DAILY)
    due = [(account, told) for account, told in found if _is_told(account) and _day(services, told) < today]
    return sum(_tell(services, account, told, now, today) for account, told in due)


def _tell(services: Services, account: Account, told: datetime, now: datetime, today: date) -> bool:
    with services.database.writing() as connection:
        if not accounts.tell_until(connection, account.id, told, now):
            return False  # another worker was first
        if not waiting.came_in(connection, told, now):
            return False
        key = f"{MailKind.NEW_WORK_DAILY}:{account.id}:{today}"
        about: dict[str, Json] = {"account": account.id, "after": told.isoformat(), "until": now.isoformat()}
        return queue(connection, Mail(key, MailKind.NEW_WORK_DAILY, account.email, account.language, None, about), now)


def news_in(services: Services, mail: StoredMail, language: str) -> NewWork | None:
    """What a mail about new work tells now; None when there is nothing to tell any more, or nobody to tell it."""
    with services.database.reading() as connection:
        account = accounts.by_id(connection, int(str(mail.params.get("account") or 0)))
        if account is None or account.email != mail.recipient or not _is_told(account):
            return None
        found = _came_in(connection, mail)
        in_all = waiting.count(connection)
    if not found:
        return None
    work = tuple(_work(services, each, language) for each in found[:MOST_TOLD])
    return NewWork(work, len(found) - len(work), in_all)


def _came_in(connection: Connection, mail: StoredMail) -> tuple[waiting.Waiting, ...]:
    if mail.response_id is not None:
        one = waiting.one(connection, mail.response_id, int(str(mail.params.get("revision") or 0)))
        return () if one is None else (one,)
    after, until = (datetime.fromisoformat(str(mail.params[name])) for name in ("after", "until"))
    return waiting.came_in(connection, after, until)


def _work(services: Services, found: waiting.Waiting, language: str) -> Work:
    source = services.surveys.by_hash(found.questionnaire_hash)
    title = found.title if _is_of_a_collective(source) else ""
    return Work(found.response_id, title, source.in_language(language).title, found.revision > 1)


def _is_of_a_collective(questionnaire: Questionnaire) -> bool:
    """Whether what a submission is called is no answer about a person."""
    question = questionnaire.publication.contact.title
    return question is not None and questionnaire.questions[question].privacy is not Privacy.PERSON


def _is_told(account: Account) -> bool:
    return account.role in REVIEWERS and account.usable and account.can_be_mailed


def _day(services: Services, moment: datetime) -> date:
    return services.clock.date_of(moment - DAY_BEGINS)
