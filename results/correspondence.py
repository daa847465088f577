"""What a mail is about, looked up at the moment it is sent: so that it tells how things are then, and its links are new.

Nothing that a respondent typed goes to an address that was not confirmed, or the form would be a way to have us mail
anything to anybody. Mail about what a coordinator decided is read by a person first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from engine.questionnaire import Questionnaire
from engine.values import Json
from results.decisions.deciding import MAILS, told
from results.due import MONTH, Plan, Step
from results.errors.filling import UnknownResponse
from results.filling.go_on import Contact, contact, open_responses
from results.filling.keys import issue_link
from results.mail.outbox import MailKind
from results.map_entry import map_entry, slug
from results.records.events import Words
from results.records.mails import StoredMail
from results.records.responses import Response
from results.review import Action, State
from results.services import Services
from results.snapshot import outcome_of
from results.store import consents, demo, map_entries, responses, submissions, upkeep
from results.upkeep.expiry import kept_until

_ENDED = frozenset({State.WITHDRAWN, State.EXPIRED})
_DECIDED = frozenset(
    {MailKind.APPROVED, MailKind.REJECTED, MailKind.CHANGES_REQUESTED, MailKind.REOPENED, MailKind.TAKEN_OFF}
)
_ASKED_BY: Mapping[MailKind, Step] = {
    MailKind.STILL_RIGHT: Step.ASK_AGAIN,
    MailKind.STILL_RIGHT_AGAIN: Step.WARN,
    MailKind.WILL_EXPIRE: Step.EXPIRE,
}
"""By mail of the yearly question: what is due next as long as nobody answered it."""
_NEWER_ADDRESS_COUNTS = frozenset({MailKind.GO_ON, MailKind.REMINDER})


@dataclass(frozen=True, slots=True)
class Subject:
    """A response as a mail tells of it.

    `questionnaire` in the language of the mail; `title`: what the respondent called it, "" where that is not told; `link`:
    what stands behind /go-on/; `slug`: of its entry on the map, if it is there; `kept_until`: the last day, of a draft;
    `ends_on`: when it expires, where that is told.
    """

    questionnaire: Questionnaire
    response: Response
    title: str
    link: str
    changed_on: date
    slug: str | None = None
    kept_until: date | None = None
    ends_on: date | None = None


def subject_of(services: Services, mail: StoredMail) -> Subject | None:
    """What a mail about one response tells of it, with a new link; None when there is nothing to tell any more."""
    kind = MailKind(mail.kind)
    addressee = contact(services, mail.recipient)
    with services.database.writing() as connection:
        response = responses.by_id(connection, mail.response_id or "", lock=True)
        if response is None or not _fits(kind, response, addressee):
            return None
        plan = upkeep.one(connection, response.id) if kind in _ASKED_BY else None
        if kind in _ASKED_BY and (plan is None or plan.step is not _ASKED_BY[kind]):
            return None  # it was answered meanwhile
        told = kind in _DECIDED or response.confirmed_hash == addressee.hash
        subject = _subject(services, connection, response, addressee, mail.language, told=told)
        return subject if plan is None else replace(subject, ends_on=_ends_on(services, plan))


def _ends_on(services: Services, plan: Plan) -> date:
    """When it expires: a month after the mail that tells it, also when that mail was late. `renewal` keeps to it."""
    return services.clock.date_of(max(plan.expires_at, services.clock.now() + MONTH))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The mail about a decision before it is taken: what it would tell, to whom ("": nobody), in which language.

    `made_up`: the response is, so nobody is mailed about it.
    """

    subject: Subject
    kind: MailKind
    recipient: str
    language: str
    params: Mapping[str, Json]
    made_up: bool


def foreseen(services: Services, response_id: str, action: Action, words: Words) -> Foreseen:
    """What the mail about this decision on the newest version would tell. Its link is made when it is sent.

    Raises:
        UnknownResponse: there is no response with this id, or it was never sent.
    """
    with services.database.reading() as connection:
        response = responses.by_id(connection, response_id)
        submission = submissions.one(connection, response_id, response.revision) if response else None
        if response is None or submission is None:
            raise UnknownResponse("no submission has this id")
        params = told(services, connection, response, words)
        published = map_entries.of_response(connection, response_id)
        given = consents.of_revision(connection, response_id, response.revision)
        made_up = demo.is_made_up(connection, response_id)
    source = services.surveys.by_hash(submission.questionnaire_hash)
    address = submission.answers.get(source.publication.contact.email or "")
    entry = None if published is None else published.slug
    if action is Action.APPROVE:
        outcome = outcome_of(source, submission, given, services.clock.date_of(submission.submitted_at))
        shown = map_entry(source, outcome.values, services.geocoder.locate)
        entry = None if shown is None else entry or slug(shown.title, response.survey)
    subject = Subject(
        questionnaire=source.in_language(submission.language),
        response=response,
        title=submission.title,
        link="…",
        changed_on=services.clock.date_of(services.clock.now()),
        slug=entry,
    )
    recipient = address if isinstance(address, str) else ""
    return Foreseen(subject, MAILS[action], recipient, submission.language, params, made_up)


def subjects_of(services: Services, mail: StoredMail) -> tuple[Subject, ...]:
    """The responses of the address of a mail that were not withdrawn, each with a new link, the newest first."""
    addressee = contact(services, mail.recipient)
    with services.database.writing() as connection:
        return tuple(
            _subject(
                services, connection, response, addressee, mail.language, told=response.confirmed_hash == addressee.hash
            )
            for response in open_responses(connection, addressee.hash)
            if response.state is not State.WITHDRAWN  # what expired may be sent again
        )


def _fits(kind: MailKind, response: Response, addressee: Contact) -> bool:
    """Whether this mail still makes sense, of the response as it is now."""
    if kind is MailKind.EXPIRED:
        return response.state is State.EXPIRED
    if response.state in _ENDED:
        return False
    if kind in _NEWER_ADDRESS_COUNTS and response.contact_hash != addressee.hash:
        return False  # the address was mended meanwhile; its own mail is on the way
    return kind is not MailKind.REMINDER or response.reminded_at is not None


def _subject(
    services: Services, connection: Connection, response: Response, addressee: Contact, language: str, *, told: bool
) -> Subject:
    questionnaire = services.surveys.by_hash(response.questionnaire_hash).in_language(language)
    entry = map_entries.of_response(connection, response.id)
    until = kept_until(response)
    return Subject(
        questionnaire=questionnaire,
        response=response,
        title=_title(connection, questionnaire, response) if told else "",
        link=issue_link(connection, services, response.id, addressee.hash),
        changed_on=services.clock.date_of(response.changed_at),
        slug=None if entry is None else entry.slug,
        kept_until=None if until is None else services.clock.date_of(until),
    )


def _title(connection: Connection, questionnaire: Questionnaire, response: Response) -> str:
    sent = submissions.one(connection, response.id, response.revision)
    if sent is not None:
        return sent.title
    rules = questionnaire.publication.contact
    title = response.answers.get(rules.title or rules.name or "")
    return title if isinstance(title, str) else ""
