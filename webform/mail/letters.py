"""From a mail in the outbox to its letter: what it is about, as the values that the template of its kind names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from babel.dates import format_date

from engine.values import Json
from results.correspondence import Foreseen, Subject, foreseen, subject_of, subjects_of
from results.filling.go_on import LONGEST_ADDRESS
from results.mail.message import Letter, one_line
from results.mail.outbox import TO_ACCOUNTS, MailKind
from results.mail.post import Write
from results.matching.letters import Told, introduction_told, proposal_told
from results.records.events import Words
from results.records.mails import StoredMail
from results.review import Action, State
from results.services import Services
from webform.language import DEFAULT, LANGUAGES
from webform.mail import to_accounts
from webform.mail.wording import letter

LONGEST_TITLE = 70
LONGEST_REASON = 4000
LONGEST_QUESTION = 300
TEST = "test"
"""A letter that is about nothing: for trying whether mail arrives."""


@dataclass(frozen=True, slots=True)
class Site:
    """What every letter says of where it comes from: the address without a slash at the end, and whether answers are read."""

    address: str
    name: str
    answerable: bool = False


def writer(services: Services, site: Site) -> Write:
    """What writes the letters of this site."""

    def write(mail: StoredMail) -> Letter | None:
        language = mail.language if mail.language in LANGUAGES else DEFAULT
        kind = MailKind(mail.kind)
        if kind in TO_ACCOUNTS:
            values = to_accounts.VALUES[kind](services, site.address, mail)
        else:
            values = _VALUES.get(kind, _of_one)(services, site, mail, language)
        return None if values is None else letter(mail.kind, language, **_site(site), **values)

    return write


def foreseen_letter(
    services: Services, site: Site, response_id: str, action: Action, words: Words
) -> tuple[Foreseen, Letter]:
    """The mail about a decision before it is taken, and to whom it would go; but its link is made when it is sent.

    Raises:
        UnknownResponse: there is no response with this id, or it was never sent.
    """
    found = foreseen(services, response_id, action, words)
    language = found.language if found.language in LANGUAGES else DEFAULT
    values = {**_told(found.subject, site, language), **_decided(found.params)}
    return found, letter(found.kind, language, **_site(site), **values)


def trial_letter(site: Site, language: str = DEFAULT) -> Letter:
    """The letter with which an operator tries whether mail arrives."""
    return letter(TEST, language, **_site(site))


def _site(site: Site) -> dict[str, object]:
    return {"site": site.name, "address": site.address, "answerable": site.answerable}


def _of_one(services: Services, site: Site, mail: StoredMail, language: str) -> dict[str, object] | None:
    subject = subject_of(services, mail)
    if subject is None:
        return None
    return {**_told(subject, site, language), **_decided(mail.params)}


def _decided(params: Mapping[str, Json]) -> dict[str, object]:
    """What a reviewer wrote: the reason, and comments at questions."""
    comments = params.get("comments")
    return {
        "reason": _typed(params.get("reason")),
        "comments": [
            {
                "question": one_line(str(each.get("question", "")), LONGEST_QUESTION),
                "comment": _typed(each.get("comment")),
            }
            for each in (comments if isinstance(comments, list) else ())
            if isinstance(each, Mapping)
        ],
    }


def _typed(text: Json) -> str:
    """What somebody typed, as it may stand in a letter: line by line, and not without end."""
    lines = [one_line(line, LONGEST_REASON) for line in str(text or "")[:LONGEST_REASON].splitlines()]
    return "\n".join(lines).strip()


def _of_all(services: Services, site: Site, mail: StoredMail, language: str) -> dict[str, object] | None:
    subjects = subjects_of(services, mail)
    return {"responses": [_told(subject, site, language) for subject in subjects]} if subjects else None


def _of_proposal(services: Services, site: Site, mail: StoredMail, language: str) -> dict[str, object] | None:
    return _about_contact(proposal_told(services, mail), site, language)


def _of_introduction(services: Services, site: Site, mail: StoredMail, language: str) -> dict[str, object] | None:
    told = introduction_told(services, mail)
    values = _about_contact(told, site, language)
    if told is None or told.reach is None or values is None:
        return None
    reach = told.reach
    return {
        **values,
        "other": one_line(reach.title, LONGEST_TITLE),
        "person": one_line(reach.name, LONGEST_TITLE),
        "email": one_line(reach.email, LONGEST_ADDRESS),
    }


def _about_contact(told: Told | None, site: Site, language: str) -> dict[str, object] | None:
    if told is None:
        return None
    values = _told(told.subject, site, language)
    return {
        **values,
        "link": f"{values['link']}?to=contact",
        "challenge": one_line(told.challenge, LONGEST_TITLE),
        "seeking": told.seeking,
        "words": _typed(told.words),
        "until": _date(told.until, language) if told.until else "",
    }


def _of_report(_services: Services, _site: Site, mail: StoredMail, _language: str) -> dict[str, object] | None:
    title = one_line(str(mail.params.get("title") or ""), LONGEST_TITLE)
    return {"title": title, "answer": _typed(mail.params.get("answer"))}


_VALUES: Mapping[MailKind, Callable[[Services, Site, StoredMail, str], dict[str, object] | None]] = MappingProxyType(
    {
        MailKind.REPORT_ANSWERED: _of_report,
        MailKind.LINKS: _of_all,
        MailKind.PROPOSAL: _of_proposal,
        MailKind.PROPOSAL_AGAIN: _of_proposal,
        MailKind.INTRODUCTION: _of_introduction,
    }
)
"""Every other kind is about one response, or to an account: see `to_accounts`."""


def _told(subject: Subject, site: Site, language: str) -> dict[str, object]:
    return {
        "survey": one_line(subject.questionnaire.title, LONGEST_TITLE),
        "title": one_line(subject.title, LONGEST_TITLE),
        "link": f"{site.address}/go-on/{subject.link}",
        **{answer: f"{site.address}/still-right/{answer}/{subject.link}" for answer in ("yes", "change", "remove")},
        "approved": subject.response.state is State.APPROVED,
        "mapped": subject.questionnaire.publication.map_entry is not None,
        "entry": f"{site.address}/collectief/{subject.slug}" if subject.slug else "",
        "changed_on": _date(subject.changed_on, language),
        "kept_until": _date(subject.kept_until, language) if subject.kept_until else "",
        "ends_on": _date(subject.ends_on, language) if subject.ends_on else "",
    }


def _date(day: date, language: str) -> str:
    return str(format_date(day, "d MMMM y", locale=language))
