"""How somebody comes back to a scan: what the pages tell of it, truthfully."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from flask_babel import format_date

from engine.questionnaire import Questionnaire
from results.filling.draft import Draft
from results.filling.go_on import address_in, known_ways, masked
from results.services import Services
from results.upkeep.expiry import kept_until
from webform.language import current_language


@dataclass(frozen=True, slots=True)
class WayBack:
    """`address`: where a link can be mailed, shortened; None without a valid one. `kept_until`: the day on which a draft
    will be deleted if nothing is changed; None for what was sent.
    """

    address: str | None
    kept_until: str | None


@dataclass(frozen=True, slots=True)
class Ways(WayBack):
    """The same, with what has to be looked up. `email_page`: where an address can be filled in, None when there is no such
    question; `code_until`: until when the code that was made last is good.
    """

    mailed: bool
    confirmed: bool
    email_page: str | None
    code_until: str | None


def way_back(draft: Draft, services: Services) -> WayBack:
    """What is known without looking anything up: for every question page."""
    response = draft.response
    address = None if response.contact_hash is None else address_in(draft.questionnaire, response.answers)
    until = kept_until(response)
    return WayBack(masked(address) if address else None, _day(until, services))


def ways_back(draft: Draft, services: Services) -> Ways:
    """Every way back to this scan."""
    known = way_back(draft, services)
    found = known_ways(services, draft.response)
    return Ways(
        known.address,
        known.kept_until,
        found.mailed,
        draft.response.confirmed,
        _email_page(draft.questionnaire),
        _day(found.code_until, services),
    )


def _email_page(questionnaire: Questionnaire) -> str | None:
    email = questionnaire.publication.contact.email
    return next((page.id for _section, page, question in questionnaire.walk() if question.id == email), None)


def _day(moment: datetime | None, services: Services) -> str | None:
    return None if moment is None else _written(services.clock.date_of(moment), current_language())


@lru_cache(maxsize=512)
def _written(day: date, _language: str) -> str:
    """A date in the language at hand; writing one takes longer than anything else that a page tells of this."""
    return str(format_date(day, "long"))
