"""What the mails to accounts say: an invitation, another password, many attempts, what became of their ways in, work. Nothing of respondents but the
name of their collective.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from babel.dates import format_datetime, get_timezone

from results.accounts import links, new_work
from results.accounts.own import recovery_codes_left
from results.accounts.register import account_by_id
from results.mail.message import one_line
from results.mail.outbox import OF_WORK, MailKind
from results.records.mails import StoredMail
from results.review import Role
from results.services import Services
from webform.language import TIMEZONE

LONGEST_TITLE = 70
Values = dict[str, object]
ROLES: Mapping[Role, str] = MappingProxyType(
    {Role.COORDINATOR: "Coordinator", Role.RESEARCHER: "Researcher", Role.ADMINISTRATOR: "Administrator"}
)
"""Texts of the catalogue: `webform.account.roles` has the same, for pages."""


def _with_link(services: Services, address: str, mail: StoredMail) -> Values | None:
    issued = links.issue(services, mail)
    if issued is None:
        return None
    return {"link": f"{address}/login/choose/{issued.link}", "role": ROLES[issued.account.role]}


def _to_owner(services: Services, _address: str, mail: StoredMail) -> Values | None:
    account = account_by_id(services.database, int(str(mail.params.get("account") or 0)))
    return None if account is None or account.email != mail.recipient else {}


def _changed(services: Services, _address: str, mail: StoredMail) -> Values | None:
    """To the address that the account had: it may be another since."""
    what, at = mail.params.get("deed"), datetime.fromisoformat(str(mail.params.get("at")))
    account = account_by_id(services.database, int(str(mail.params.get("account") or 0)))
    local = at.astimezone(get_timezone(TIMEZONE))
    if account is None or account.closed:
        return None
    return {
        "what": what,
        "by": mail.params.get("by"),
        "at": format_datetime(local, "d MMMM y HH:mm", locale=mail.language),
        "left": recovery_codes_left(services, account),
    }


def _news(services: Services, address: str, mail: StoredMail) -> Values | None:
    found = new_work.news_in(services, mail, mail.language)
    if found is None:
        return None
    confirm = [{**_work(each.work, address), "by": one_line(each.by, LONGEST_TITLE)} for each in found.to_confirm]
    asked = [
        {**_work(each.work, address), "challenge": one_line(each.challenge, LONGEST_TITLE)} for each in found.asked
    ]
    work = [_work(each, address) for each in found.work]
    return {"work": work, "more": found.more, "waiting": found.waiting, "confirm": confirm, "asked": asked}


def _work(work: new_work.Work, address: str) -> Values:
    return {
        "title": one_line(work.title, LONGEST_TITLE),
        "survey": one_line(work.survey, LONGEST_TITLE),
        "again": work.again,
        "link": f"{address}/review/{work.response_id}",
    }


VALUES: Mapping[MailKind, Callable[[Services, str, StoredMail], Values | None]] = MappingProxyType(
    {
        MailKind.INVITATION: _with_link,
        MailKind.RESET: _with_link,
        MailKind.MANY_ATTEMPTS: _to_owner,
        MailKind.ACCOUNT_CHANGED: _changed,
        **dict.fromkeys(OF_WORK, _news),
    }
)
