"""Keeping entries right: asking once a year, ending what nobody answers for, and forgetting what ended half a year ago.

What is due when stands in `upkeep.plan`. The worker does it, in small transactions with the rows locked; several at once
share the work, and what was done is not due any more. Nothing is ended by silence before the mail that asked about it has been
out for a month.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection

from engine.questionnaire import Privacy, Questionnaire
from results.audit.deeds import Deed
from results.audit.log import Entry, record
from results.due import (
    ASKED,
    ENDS,
    EXPIRES,
    FOLLOWS,
    Mailed,
    Plan,
    Step,
    after_step,
    renewed,
    unannounced,
)
from results.errors.filling import UnknownKey
from results.filling.draft import forget_judged
from results.filling.go_on import addresses_of
from results.filling.keys import Opened, use_link
from results.flagging.raising import forget_traits
from results.mail import copies
from results.mail.outbox import Mail, MailKind, queue
from results.mail.post import given_up
from results.records.events import INITIATOR, SYSTEM
from results.records.mails import MailState
from results.records.responses import Response
from results.review import Action, State
from results.services import Services
from results.store import erasure, mails, responses, submissions, upkeep
from results.transition import carry_out

BATCH = 50
MAILS: Mapping[Step, MailKind] = MappingProxyType(
    {
        Step.ASK: MailKind.STILL_RIGHT,
        Step.ASK_AGAIN: MailKind.STILL_RIGHT_AGAIN,
        Step.WARN: MailKind.WILL_EXPIRE,
        Step.EXPIRE: MailKind.EXPIRED,
    }
)
_WHEN_ALIVE = frozenset({Step.ASK, Step.ASK_AGAIN, Step.WARN, Step.EXPIRE})
_WHEN_ENDED = frozenset({Step.FORGET, Step.DELETE})


def still_right(services: Services, link: str) -> tuple[Opened, bool]:
    """Use a link to say that everything is still right; the response, opened, and whether that could be said.

    It can of what is approved; twice on one day counts once.

    Raises:
        UnknownKey: the link opens nothing.
    """
    opened = use_link(services, link)
    with services.database.writing() as connection:
        response = responses.by_id(connection, opened.response_id, lock=True)
        plan = upkeep.one(connection, opened.response_id)
        if response is None or plan is None:
            raise UnknownKey("its response is gone")
        return opened, _said_right(services, connection, response, plan)


def confirm(services: Services, token: str) -> bool:
    """Say that everything is still right, by who holds the key to the response; whether that could be said.

    Raises:
        UnknownResponse: no response has this token.
    """
    with services.database.writing() as connection:
        response = responses.opened(connection, token, lock=True)
        plan = upkeep.one(connection, response.id)
        return plan is not None and _said_right(services, connection, response, plan)


def _said_right(services: Services, connection: Connection, response: Response, plan: Plan) -> bool:
    """Of what is approved it is asked again in a year; twice on one day counts once. The row is locked."""
    if response.state is not State.APPROVED:
        return False
    at = services.clock.now()
    if services.clock.date_of(at) != services.clock.date_of(plan.renewed_at):
        upkeep.put(connection, response.id, renewed(at))
        said = Entry(at=at, actor=INITIATOR, action=Deed.STILL_RIGHT, response_id=response.id)
        record(connection, said)
    return True


def run_upkeep(services: Services, go_on: Callable[[], bool] = lambda: True) -> Counter[Step]:
    """Do what is due now, until nothing is or `go_on` says no; how much of what was done."""
    done: Counter[Step] = Counter()
    for steps, states in ((_WHEN_ALIVE, EXPIRES), (_WHEN_ENDED, frozenset(ENDS))):
        while go_on():
            mailed: list[str] = []
            with services.database.writing() as connection:
                found = upkeep.due(connection, services.clock.now(), steps, states, BATCH)
                for response, plan in found:
                    if not _holds(services, connection, response, plan):
                        continue
                    _STEPS[plan.step](services, connection, response, plan, mailed)
                    done[plan.step] += 1
            copies.forget(services, mailed)
            if len(found) < BATCH:
                break
    if done[Step.DELETE] or done[Step.FORGET]:
        forget_judged()
        services.database.overwrite_deleted()
    return done


def _holds(services: Services, connection: Connection, response: Response, plan: Plan) -> bool:
    """Whether what is due may be done now. If not, when it is due was put off."""
    if upkeep.one(connection, response.id) != plan:
        return False  # somebody said something between our question what is due and the lock on it
    at = services.clock.now()
    instead = unannounced(plan, *_mailed_before(connection, response, plan), at)
    if instead is not None:
        upkeep.put(connection, response.id, instead)
    return instead is None


def _mailed_before(connection: Connection, response: Response, plan: Plan) -> tuple[Mailed, datetime | None]:
    """What became of the mail of the step before, and when it went out."""
    before = FOLLOWS.get(plan.step)
    mail = before and mails.newest_about(connection, response.id, MAILS[before], plan.renewed_at)
    if not mail:
        return Mailed.NOBODY, None
    if mail.state is MailState.FAILED:
        return (Mailed.GIVEN_UP if given_up(mail) else Mailed.NOBODY), None
    return _BECAME[mail.state], mail.sent_at


def _ask(services: Services, connection: Connection, response: Response, plan: Plan, _mailed: list[str]) -> None:
    """Mail what is due, to the address in the newest version. Who has something of ours to answer is only warned."""
    if response.state in ASKED or plan.step is Step.WARN:
        _mail(services, connection, response, plan)
    upkeep.put(connection, response.id, after_step(plan, services.clock.now()))


def _expire(services: Services, connection: Connection, response: Response, plan: Plan, _mailed: list[str]) -> None:
    _mail(services, connection, response, plan)
    carry_out(connection, response, Action.EXPIRE, SYSTEM, services.clock.now())


def _mail(services: Services, connection: Connection, response: Response, plan: Plan) -> None:
    submission = submissions.one(connection, response.id, response.revision)
    if submission is None:
        return
    questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
    contact = questionnaire.publication.contact.email
    recipient = submission.answers.get(contact) if contact else None
    if not isinstance(recipient, str) or not recipient:
        return
    kind = MAILS[plan.step]
    occasion = f"{kind}:{response.id}:{int(plan.renewed_at.timestamp())}:{int(plan.due_at.timestamp())}"
    mail = Mail(occasion, kind, recipient.lower(), submission.language, response.id)
    queue(connection, mail, services.clock.now())


def _forget(services: Services, connection: Connection, response: Response, plan: Plan, mailed: list[str]) -> None:
    """Forget who filled it in: the answers about a person, addresses, keys, mails; and what was written about it, in which anybody
    may be named. What the collective told of itself stays, and in the log who did what when.
    """
    mailed += erasure.remove_mails(connection, response, addresses_of(services, connection, response))
    for revision in range(1, response.revision + 1):
        submission = submissions.one(connection, response.id, revision)
        if submission is not None:
            questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
            erasure.forget_answers(connection, response.id, revision, _personal(questionnaire))
    questionnaire = services.surveys.by_hash(response.questionnaire_hash)
    erasure.forget_person(connection, response, _personal(questionnaire))
    contact = questionnaire.publication.contact
    if (contact.title or contact.name) in _personal(questionnaire):
        erasure.forget_title(connection, response.id)
    if erasure.forget_words(connection, response.id):
        record(connection, Entry(services.clock.now(), SYSTEM, Deed.WORDS_FORGOTTEN, response.id))
    forget_traits(connection, response.id)
    upkeep.put(connection, response.id, after_step(plan, services.clock.now()))


def _delete(services: Services, connection: Connection, response: Response, _plan: Plan, mailed: list[str]) -> None:
    """Delete everything of what was rejected; only who did what when is left, as when its initiator deletes it."""
    mailed += erasure.remove_mails(connection, response, addresses_of(services, connection, response))
    carry_out(connection, response, Action.ERASE, SYSTEM, services.clock.now())
    erasure.empty(connection, response.id)


def _personal(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions whose answers tell who filled it in, or are an address of anybody."""
    return frozenset(
        question.id
        for question in questionnaire.questions.values()
        if question.privacy is Privacy.PERSON or question.type == "email"
    )


_BECAME: Mapping[MailState, Mailed] = MappingProxyType(
    {
        MailState.WAITING: Mailed.ON_ITS_WAY,
        MailState.SENT: Mailed.OUT,
        MailState.NEEDLESS: Mailed.NOBODY,
    }
)
_STEPS: Mapping[Step, Callable[[Services, Connection, Response, Plan, list[str]], None]] = MappingProxyType(
    {
        Step.ASK: _ask,
        Step.ASK_AGAIN: _ask,
        Step.WARN: _ask,
        Step.EXPIRE: _expire,
        Step.FORGET: _forget,
        Step.DELETE: _delete,
    }
)
